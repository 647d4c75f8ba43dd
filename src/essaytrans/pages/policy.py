"""What a browser may load for a page that has its style in it (Content Security Policy, level 2)."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

__all__ = ["policy"]


@cache
def policy(style: str, *, pictures: str = "") -> str:
    """Return the policy of a page: this style and some pictures; no script, no form, no frame.

    Args:
        style: the text of its one style element.
        pictures: where pictures may come from, as `img-src` names it; from nowhere if empty.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    shown = f" img-src {pictures};" if pictures else ""
    return (
        f"default-src 'none'; style-src 'sha256-{digest}';{shown}"
        " base-uri 'none'; form-action 'none'"
    )
