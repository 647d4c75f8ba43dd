"""Line breaks inside a sentence, and blocks of code without an end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.language.han import is_cjk, joint
from essaytrans.markdown.inline import breaks_in_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.checks.lints.article import Article, Text
    from essaytrans.model import Diagnostic

__all__ = ["soft_breaks", "unclosed_fences"]

_SENTENCE_END: Final = re.compile(r"[。！？!?…：:；;][”’」』）)》】\]*_~`]*\Z")
_HARD_BREAK: Final = re.compile(r"(?:  |\\|<br\s*/?>[ \t]*)\Z", re.IGNORECASE)


def soft_breaks(article: Article) -> Iterator[Diagnostic]:
    """Find the first line break of each paragraph that stands in the middle of a Chinese sentence.

    A break after the end of a sentence or clause is a habit of authors who work with git, and the
    blank that it leaves is hardly seen.
    """
    for text in article.texts:
        if text.is_paragraph and len(text.pairs) > 1:
            at = _break_in_sentence(text)
            if at is not None:
                yield article.remark(
                    "lint-soft-break",
                    msg("readers see a blank at this line break, in the middle of a sentence"),
                    at,
                    hint=msg("join the two lines"),
                )


def _break_in_sentence(text: Text) -> int | None:
    """Return the offset of the last character before the first such break."""
    lines = text.content.split("\n")
    in_prose: list[bool] | None = None
    for number, (left, right) in enumerate(pairwise(lines)):
        before, after = left.rstrip(), right.lstrip()
        if not before or not after or _HARD_BREAK.search(left):
            continue
        if _SENTENCE_END.search(before) or not _beside_chinese(before, after):
            continue
        in_prose = in_prose or breaks_in_prose(text.content)
        if in_prose[number]:
            return text.pairs[number][0] + len(before) - 1
    return None


def _beside_chinese(left: str, right: str) -> bool:
    """Whether no blank belongs between two lines, and the first does not end in a mere mark."""
    return not joint(left, right) and (is_cjk(left[-1]) or is_cjk(right[0]))


def unclosed_fences(article: Article) -> Iterator[Diagnostic]:
    """Find fences that nothing closes: what follows is code up to the end of the article."""
    for token in article.tokens:
        if token.type == "fence" and not token.meta.get("closed", True) and token.map:
            start = article.source.start_of_line(token.map[0])
            at = article.source.text.find(token.markup, start)
            yield article.remark(
                "lint-fence",
                msg("this block of code is not closed"),
                max(at, start),
                len(token.markup),
                # Translators: the fence is ``` or ~~~, which stands before and after code.
                hint=msg(
                    "what follows counts as code; write {fence} where the code ends",
                    fence=token.markup,
                ),
            )
