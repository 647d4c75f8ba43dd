"""What `accept` has to tell of what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from essaytrans.commands.mail.arrivals import STAND_INS
from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from essaytrans.follow.merge import Clash
    from essaytrans.follow.receive import Refusal
    from essaytrans.model import Argument
    from essaytrans.project.config import Language

__all__ = [
    "conflict",
    "no_language",
    "outdated",
    "refused",
    "replaced",
    "several_languages",
    "together",
    "unknown_language",
]

_SHOWN: Final = 60
"""How many characters of a text a sentence shows."""


def no_language(file: str, languages: Sequence[Language]) -> Diagnostic:
    """Tell that a header does not say which language the file is in."""
    return Diagnostic(
        Severity.ERROR,
        "which-language",
        # Translators: “this” is the PO file at whose name the line begins.
        msg("this does not say which language it is in"),
        msg("say it with --language; the project has: {languages}", languages=_tags(languages)),
        Position(file),
    )


def several_languages(file: str, said: str, languages: Sequence[Language]) -> Diagnostic:
    """Tell that a header fits more than one language of the project."""
    return Diagnostic(
        Severity.ERROR,
        "which-language",
        # Translators: “this” is the PO file at whose name the line begins.
        msg(
            "this says “{said}”, which may be any of: {languages}",
            said=said,
            languages=_tags(languages),
        ),
        msg("say which with --language"),
        Position(file),
    )


def unknown_language(file: str, said: str, languages: Sequence[Language]) -> Diagnostic:
    """Tell that a header names a language that the project lacks."""
    return Diagnostic(
        Severity.ERROR,
        "unknown-language",
        msg("“{tag}” is not a language of this project", tag=_short(said)),
        # Translators: “it” is the project; --language says in which language a PO file is.
        msg(
            "it has: {languages}; if the file is in one of them, say so with --language",
            languages=_tags(languages),
        ),
        Position(file),
    )


def refused(file: str, refusal: Refusal) -> Diagnostic:
    """Tell that an entry is not taken because of a character."""
    originals = {stand_in: original for original, stand_in in STAND_INS.items()}
    code = ord(refusal.character)
    return Diagnostic(
        Severity.ERROR,
        "refused-entry",
        # Translators: of an entry in a PO file that came back.
        msg(
            "this entry is not taken: it has the character {character}",
            character=f"U+{originals.get(code, code):04X}",
        ),
        # Translators: “it” is an invisible character.
        msg("have it taken out, and accept the file again; all else of it has come in"),
        Position(file, refusal.entry.line),
    )


def conflict(file: str, clash: Clash, catalog: str) -> Diagnostic:
    """Tell that both sides have a translation of their own, and a person must choose."""
    return Diagnostic(
        Severity.ERROR,
        "accept-conflict",
        msg(
            "“{source}” is “{ours}” in the project and “{theirs}” in this file",
            **_texts(clash),
        ),
        msg(
            "the project's stays; choose in {catalog}, or take the file's with --prefer incoming",
            catalog=catalog,
        ),
        Position(file, clash.theirs.line),
    )


def replaced(file: str, clash: Clash, catalog: str) -> Diagnostic:
    """Tell which translation of the project the file's has taken the place of."""
    return Diagnostic(
        Severity.WARNING,
        "accept-replaced",
        msg(
            "“{source}” was “{ours}” in the project and is “{theirs}” now",
            **_texts(clash),
        ),
        # Translators: {catalog} is a file of the project.
        msg(
            "as you wished; git has what {catalog} held before, if that was committed",
            catalog=catalog,
        ),
        Position(file, clash.theirs.line),
    )


def superseded(file: str, clash: Clash) -> Diagnostic:
    """Tell which uncertain translation of the project a confirmed one has taken the place of."""
    text = msg(
        "“{source}” was “{ours}” in the project and is “{theirs}” now",
        **_texts(clash),
    )
    return Diagnostic(
        Severity.INFO, "accept-replaced", text, None, Position(file, clash.theirs.line)
    )


def outdated(file: str, clash: Clash) -> Diagnostic:
    """Tell that a translation for a former text is not taken."""
    return Diagnostic(
        Severity.WARNING,
        "accept-outdated",
        msg(
            "“{theirs}” is for a former text or in doubt, and not taken: “{source}” is “{ours}”",
            **_texts(clash),
        ),
        msg("the project's is confirmed and stays; take over by hand what is better in the other"),
        Position(file, clash.theirs.line),
    )


def together(catalog: str, names: Sequence[str]) -> Diagnostic:
    """Tell that several files were for one catalog."""
    return Diagnostic(
        Severity.INFO,
        "accept-together",
        msg("several files are for this catalog: {files}", files=listing(names)),
        msg("they were merged one after the other, in this order"),
        Position(catalog),
    )


def _texts(clash: Clash) -> dict[str, str]:
    return {
        "source": _short(clash.ours.msgid),
        "ours": _short(clash.ours.msgstr),
        "theirs": _short(clash.theirs.msgstr),
    }


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _tags(languages: Sequence[Language]) -> Argument:
    return listing([language.tag for language in languages])
