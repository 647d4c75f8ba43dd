"""Markdown as spans: what can be translated, where exactly it stands, and how it is written."""

from essaytrans.markdown.segment import segment

__all__ = ["segment"]
