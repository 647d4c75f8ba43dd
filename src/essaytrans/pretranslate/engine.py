"""What an engine is: texts and terms in, one text or nothing each out.

An engine is a plug-in of the entry-point group `essaytrans.pretranslators`. Its entry point is a
`Factory`, such as a class whose constructor takes the two tags.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Message, Severity

__all__ = ["Engine", "EngineStoppedError", "Factory", "Term", "not_installed", "unfit"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is to be translated in one way."""

    source: str
    target: str


class Engine(Protocol):
    """A machine that translates from one language into another."""

    @property
    def name(self) -> str:
        """What the remark on each entry calls it, with what decides its result: `opencc s2tw`."""
        ...

    @property
    def remote(self) -> bool:
        """Whether it sends texts anywhere; it is asked nothing then before somebody allowed it."""
        ...

    @property
    def destination(self) -> str:
        """Where it sends them, as a person knows it (`https://example.org`); empty if nowhere."""
        ...

    @property
    def code(self) -> bool:
        """Whether it may have whole code blocks, because it changes the words of a language only.

        A remote engine never gets any: an article's listing is likelier to hold what nobody meant
        to send, and what comes back is seldom the same program.
        """
        ...

    def translate(self, segments: Sequence[str], terms: Sequence[Term], /) -> Sequence[str | None]:
        """Translate a batch.

        Args:
            segments: inline Markdown; each `⟦1⟧` stands for code, an address or other markup, and
                must come back exactly once, wherever the sentence wants it. So must line breaks.
            terms: those that occur in the segments.

        Returns:
            A text for each segment, in order; None for one that it has nothing for.

        Raises:
            EngineStoppedError: there is no use in asking again in this run.
            Exception: anything else that kept it from answering; the next article is tried.
        """
        ...


Factory = Callable[[str, str], Engine]
"""Makes an engine for a source and a target language, given as BCP 47 tags.

It raises an `EssaytransError` if it cannot serve them (`unfit`) or lacks what it needs
(`not_installed`), and sends nothing.
"""


class EngineStoppedError(Exception):
    """An engine cannot go on in this run: a key is refused, a host cannot be reached."""


def unfit(engine: str, source: str, target: str, hint: Message) -> EssaytransError:
    """Make the error of an engine that does not translate between two languages.

    Args:
        engine: its name on the command line.
        source: the tag of the articles' language.
        target: the tag of the language that was asked for.
        hint: which languages it does.
    """
    message = msg(
        "“{engine}” does not translate from {source} into {target}",
        engine=engine,
        source=source,
        target=target,
    )
    return EssaytransError(Diagnostic(Severity.ERROR, "engine-language", message, hint))


def not_installed(engine: str, extra: str) -> EssaytransError:
    """Make the error of an engine whose libraries are not there.

    Args:
        engine: its name on the command line.
        extra: what pip installs it by: `essaytrans[opencc]`.
    """
    return EssaytransError(
        Diagnostic(
            Severity.ERROR,
            "engine-not-installed",
            msg("what “{engine}” needs is not installed", engine=engine),
            msg("install it: {command}", command=f'pip install "{extra}"'),
        )
    )
