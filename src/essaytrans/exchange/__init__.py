"""The formats of other translation tools: XLIFF, TMX and tables, from catalogs and back to them."""

from essaytrans.exchange.sheets import Sheet

__all__ = ["Sheet"]
