"""What the paths of built files call languages: a site has habits of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from essaytrans.project.reader import Reader
    from essaytrans.tomlscan import Key

__all__ = ["WAYS", "read_name", "tell_apart"]

WAYS: Final[Mapping[str, Callable[[str], str]]] = {
    "tag": str,
    "lower": str.lower,
    "underscore": lambda tag: tag.replace("-", "_"),
}
"""The ways in which paths can write languages: `zh-TW`, `zh-tw`, `zh_TW`."""
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def read_name(reader: Reader, key: Key) -> str | None:
    """Read what paths call a language; None where the configuration does not say."""
    name = reader.text(key, "")
    if name and not _NAME.fullmatch(name):
        # Translators: said of a name that the configuration gives to a language.
        message = msg("paths cannot call a language “{value}”", value=name)
        # Translators: “it” is a name for a language.
        hint = msg("make it of letters a to z, digits, “-” and “_”, as in “en-US”")
        reader.error("config-value", key, message, hint)
        return None
    return name or None


def tell_apart(reader: Reader, names: Iterable[tuple[str, str]]) -> None:
    """See that no two languages are called the same in paths, on any system.

    Args:
        reader: told of those that are.
        names: the tag of each language, and what paths call it.
    """
    seen: dict[str, str] = {}
    for tag, name in names:
        other = seen.setdefault(name.casefold(), tag)
        if other != tag:
            # Translators: of two languages; {name} is what the paths of built files call both.
            message = msg(
                "{tag} and {other} are both “{name}” in paths", tag=tag, other=other, name=name
            )
            # Translators: path is a key of the configuration.
            hint = msg("give one of them another path in [languages.{tag}]", tag=tag)
            reader.error("config-repeated", ("languages", tag, "path"), message, hint)
