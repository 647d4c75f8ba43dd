"""What readers get: articles with translations put in."""

from essaytrans.editions.choice import Edition
from essaytrans.editions.translated import translate

__all__ = ["Edition", "translate"]
