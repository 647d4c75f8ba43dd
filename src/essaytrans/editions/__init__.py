"""What readers get: articles with translations put in."""

from essaytrans.editions.translated import Edition, translate

__all__ = ["Edition", "translate"]
