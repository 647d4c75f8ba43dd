"""The people of a project, below the table of `status`: who works, who has read, who translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from essaytrans.cli.visible import told
from essaytrans.i18n import listing, msg, nmsg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from essaytrans.cli.output import Output
    from essaytrans.commands.status import StatusRow, Translator
    from essaytrans.model import Message

__all__ = ["claims_data", "say_claims", "say_credits"]


def say_claims(output: Output, rows: Sequence[StatusRow], names: Mapping[str, str]) -> None:
    """Say who works on which translation and who has read it; nothing where nobody does or has.

    Args:
        output: how to say it.
        rows: those of the status.
        names: what to call each language, by its tag.
    """
    sentences = [
        # Translators: a line below a table: a translation of an article, then what is said of it,
        # such as “王小明 works on it”.
        msg(
            "{article}, {language}: {sentence}",
            article=row.article,
            language=names[row.language],
            sentence=sentence,
        )
        for row in rows
        for sentence in _claims(row)
    ]
    if sentences:
        output.line()
    for sentence in sentences:
        output.line(sentence)


def _claims(row: StatusRow) -> Iterator[Message]:
    claims = row.claims
    if claims.claimed_by is not None and row.idle_days:
        # Translators: “it” is a translation of an article.
        yield nmsg(
            "{name} works on it; nothing moved for {number} day",
            "{name} works on it; nothing moved for {number} days",
            row.idle_days,
            name=claims.claimed_by,
        )
    elif claims.claimed_by is not None:
        # Translators: “it” is a translation of an article.
        yield msg("{name} works on it", name=claims.claimed_by)
    if claims.proofread_by is None:
        return
    if claims.proofread_current:
        # Translators: said of a translation of an article.
        yield msg("proofread by {name}", name=claims.proofread_by)
    else:
        # Translators: said of a translation of an article.
        yield msg("proofread by {name}, but it changed since then", name=claims.proofread_by)


def say_credits(
    output: Output, translators: Sequence[Translator], names: Mapping[str, str]
) -> None:
    """Say who translated what, by language.

    Args:
        output: how to say it.
        translators: those of the status.
        names: what to call each language, by its tag.
    """
    output.line()
    if not translators:
        output.line(msg("no catalog names anybody who translated it"))
    language = ""
    for translator in translators:
        if translator.language != language:
            language = translator.language
            # Translators: above the names of those who translated into a language.
            output.line(msg("{language}:", language=names[language]))
        output.shown(f"  {told(_credit(translator))}")


def _credit(translator: Translator) -> Message:
    credit = translator.credit
    name = f"{credit.name} <{credit.email}>" if credit.email else credit.name
    articles = listing(translator.articles)
    if not credit.years:
        # Translators: who translated which articles.
        return msg("{name}: {articles}", name=name, articles=articles)
    years = listing([str(year) for year in credit.years])
    # Translators: who translated which articles, and in which years.
    return msg("{name} ({years}): {articles}", name=name, years=years, articles=articles)


def claims_data(row: StatusRow) -> dict[str, Any]:
    """Return what a row says of people, for JSON."""
    return {
        "claimed_by": row.claims.claimed_by,
        "idle_days": row.idle_days,
        "proofread_by": row.claims.proofread_by,
        "proofread_current": row.claims.proofread_current,
    }
