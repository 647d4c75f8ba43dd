"""Simplified Chinese into Traditional, offline, by OpenCC (https://github.com/BYVoid/OpenCC)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.language.tags import split_tag
from essaytrans.pretranslate.engine import not_installed, unfit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.pretranslate.engine import Term

__all__ = ["TraditionalChinese"]

_HONG_KONG: Final = frozenset(("HK", "MO"))
"""Where the characters of `s2hk` are written; Macao has the usage of Hong Kong."""
_TRADITIONAL: Final = frozenset(("HK", "MO", "TW"))


class TraditionalChinese:
    """Converts characters, phrase by phrase; words stay those of the author.

    Never `s2twp`: it also changes words, and turns 扩展到海外 into 擴充套件到海外.
    """

    remote = False
    destination = ""
    # a volunteer would begin by converting a listing's comments and texts, and Chinese names in it
    # are converted wherever they stand, so it remains the same program
    code = True

    def __init__(self, source: str, target: str) -> None:
        """Choose the conversion.

        Raises:
            EssaytransError: `engine-language`, if this is no conversion from Simplified into
                Traditional Chinese; `engine-not-installed`.
        """
        if (_script(source), _script(target)) != ("Hans", "Hant"):
            # Translators: “it” is the engine opencc.
            hint = msg(
                "it converts Simplified Chinese (zh-CN) into Traditional Chinese (zh-TW, zh-HK)"
            )
            raise unfit("opencc", source, target, hint)
        try:
            from opencc import OpenCC  # noqa: PLC0415 - an extra, and slow
        except ImportError as error:
            raise not_installed("opencc", "essaytrans[opencc]") from error
        configuration = "s2hk" if split_tag(target).region in _HONG_KONG else "s2tw"
        self.name = f"opencc {configuration}"
        self._convert = OpenCC(configuration).convert

    def translate(self, segments: Sequence[str], _terms: Sequence[Term]) -> list[str | None]:
        """Convert a batch; terms do not come into it."""
        return [self._convert(segment) for segment in segments]


def _script(tag: str) -> str:
    """Return the script of Chinese, as translators mean it; nothing for other languages.

    Not by CLDR, which takes `zh-US` for Traditional (see `language.headers`).
    """
    found = split_tag(tag)
    if found.language not in {"zh", "cmn"}:
        return ""
    return found.script or ("Hant" if found.region in _TRADITIONAL else "Hans")
