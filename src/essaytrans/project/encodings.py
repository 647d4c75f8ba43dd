"""Which encoding a file that is not UTF-8 may have: for a hint, never for reading."""

from __future__ import annotations

import codecs
from typing import Final

__all__ = ["guess_encoding"]

_SAMPLE: Final = 1 << 16
"""Bytes that are looked at: enough to tell, and the error is told at once."""
_MOSTLY: Final = 0.8
"""The share of Han that must be frequent characters. In Chinese prose they are above 99 %; text
read in the wrong encoding is spread over all rows of the table, of which they fill half."""
# The rows of each national standard that hold the frequent characters: GB 2312 level 1 (3,755) and
# Big5 level 1 (5,401).
_FREQUENT: Final = (
    ("gb18030", "GB18030", range(0xB0, 0xD8)),
    ("big5", "BIG5", range(0xA4, 0xC7)),
)


def guess_encoding(data: bytes) -> str | None:
    """Guess the encoding of Chinese text that is not UTF-8.

    Args:
        data: the whole file.

    Returns:
        The encoding's name as iconv knows it, or None where it is likelier that a UTF-8 file is
        damaged, or that it is no Chinese text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    sample = data[:_SAMPLE]
    decoded = sample.decode("utf-8", "replace")
    good = sum(char > "\x7f" and char != "\ufffd" for char in decoded)
    if good > decoded.count("\ufffd"):
        return None
    if sample.count(0) > len(sample) // 8:
        return "UTF-16LE" if sample[1::2].count(0) > sample[::2].count(0) else "UTF-16BE"
    likeness, name = max((_share(sample, codec, rows), name) for codec, name, rows in _FREQUENT)
    return name if likeness >= _MOSTLY else None


def _share(sample: bytes, codec: str, rows: range) -> float:
    """Return the share of frequent characters among the Han of a sample, 0 if it has errors."""
    text = sample.decode(codec, "replace")
    # A character may be cut where the sample ends.
    if "\ufffd" in text[:-1]:
        return 0.0
    han = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    return sum(char.encode(codec)[0] in rows for char in han) / len(han) if han else 0.0
