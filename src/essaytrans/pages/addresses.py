"""Addresses of the web as every program reads them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from essaytrans.pages.clean import SCHEMES

__all__ = ["web_address"]

_AUTHORITY: Final = re.compile(
    r"(?:[A-Za-z0-9\-._~!$&'*+(),;=:%]*@)?(?:[A-Za-z0-9][A-Za-z0-9\-.]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?"
)
"""Who is asked (RFC 3986, 3.2), by a name of the DNS or a number."""
_IN_PATH: Final = "/:@!$&'*+(),;=~%"
_IN_QUERY: Final = f"{_IN_PATH}?"
_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(target: str) -> str | None:
    """Return an address that leads out of a book, in ASCII and as RFC 3986 wants it.

    Args:
        target: an address as an author wrote it.

    Returns:
        The address; None if it has no scheme of `SCHEMES`, or names no host where it should.
    """
    try:
        parts = urlsplit(target.strip())
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:  # brackets that do not close, a name that is none
        return None
    if parts.scheme not in SCHEMES:
        return None
    web = parts.scheme in ("http", "https")
    if bool(_AUTHORITY.fullmatch(host)) != web:
        return None
    found = f"{parts.scheme}:" + (f"//{host}" if web else "") + _quoted(parts.path, _IN_PATH)
    if parts.query:
        found += f"?{_quoted(parts.query, _IN_QUERY)}"
    if parts.fragment:
        found += f"#{_quoted(parts.fragment, _IN_QUERY)}"
    return found if web or parts.path else None


def _quoted(part: str, safe: str) -> str:
    return quote(_PERCENT.sub("%25", part), safe=safe)
