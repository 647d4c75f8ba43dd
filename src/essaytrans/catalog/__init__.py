"""Catalogs: PO files as data, read and written so that no other tool wants to write them anew."""

from __future__ import annotations

from essaytrans.catalog.po import parse, serialize

__all__ = ["parse", "serialize"]
