"""Whether a translation uses the words that the glossary gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.checks.finding import Finding
from essaytrans.checks.registry import GLOSSARY
from essaytrans.i18n import listing, msg
from essaytrans.language.terms import uses
from essaytrans.markdown.inline import PieceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaytrans.catalog.glossary import Glossary
    from essaytrans.checks.finding import Check
    from essaytrans.checks.pair import Pair

__all__ = ["glossary_check"]


def glossary_check(glossary: Glossary) -> Check:
    """Make the check for a glossary: each term of the source in one of its translations."""

    def check(pair: Pair) -> Iterator[Finding]:
        # where markup is read as prose there are more terms, never fewer, and it need not be found
        if pair.is_code or not glossary.places(pair.source):
            return
        places = glossary.places(pair.source_prose())
        target = pair.target_prose(PieceKind.CODE, PieceKind.ESCAPE)
        for numbers in dict.fromkeys([place.numbers for place in places]):
            terms = [glossary.terms[number] for number in numbers]
            wanted = dict.fromkeys(
                word for term in terms for word in term.translations_into(pair.language)
            )
            if wanted and not any(uses(target, word, pair.language) for word in wanted):
                yield Finding(
                    GLOSSARY,
                    msg(
                        "the glossary has for “{term}”: {translations}",
                        term=terms[0].term,
                        translations=listing(wanted),
                    ),
                    # Translators: “it” is the translation of a term that the glossary gives.
                    hint=msg("use it, or add your word to the glossary, after a |"),
                )

    return check
