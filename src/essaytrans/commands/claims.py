"""`claim`, `release` and `proofread`: who works on a translation, and who has read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from essaytrans.catalog.claims import claimed, proofread, read_claims
from essaytrans.catalog.names import LONGEST_NAME, clean_name, name_key
from essaytrans.i18n import msg, nmsg
from essaytrans.model import Catalog, Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.commands.workspace import Workspace
    from essaytrans.model import Entry, Message
    from essaytrans.project.layout import Article

__all__ = ["ClaimsReport", "claim", "mark_proofread", "release"]

_SAYS_NOTHING: Final = msg("say --by NAME, or tell git: git config user.name NAME")


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """What one of these commands did."""

    by: str
    """Whose name it did it in."""
    done: tuple[tuple[str, str], ...]
    """The translations of which it is so now, or was already: article and tag."""
    changed: tuple[str, ...]
    """Files written, or with `--check` to be."""
    diagnostics: tuple[Diagnostic, ...]


def claim(workspace: Workspace, *, by: str | None = None, force: bool = False) -> ClaimsReport:
    """Say in catalogs who works on them.

    Args:
        workspace: the project, the articles and the languages.
        by: who; git's `user.name` if not given.
        force: whether it is taken from somebody else.

    Raises:
        EssaytransError: `nameless` or `unfit-name`.
    """
    name = _name(workspace, by)

    def change(_: Article, catalog: Catalog) -> Catalog | None:
        holder = read_claims(catalog).claimed_by
        if holder is None or _is_same(holder, name):
            return catalog if holder == name else claimed(catalog, name)
        if force:
            return claimed(catalog, name)
        workspace.diagnostics.append(_claimed(catalog, holder))
        return None

    return _each(workspace, name, change)


def release(workspace: Workspace, *, by: str | None = None, force: bool = False) -> ClaimsReport:
    """Say in catalogs that nobody works on them any more.

    Args:
        workspace: the project, the articles and the languages.
        by: who worked on them; git's `user.name` if not given.
        force: whether it is taken from somebody else.

    Raises:
        EssaytransError: `nameless` or `unfit-name`.
    """
    name = _name(workspace, by)

    def change(_: Article, catalog: Catalog) -> Catalog | None:
        holder = read_claims(catalog).claimed_by
        if holder is None or force or _is_same(holder, name):
            return claimed(catalog, None)
        workspace.diagnostics.append(_claimed(catalog, holder))
        return None

    return _each(workspace, name, change)


def mark_proofread(
    workspace: Workspace, *, by: str | None = None, force: bool = False
) -> ClaimsReport:
    """Say in catalogs who has read them, as they are now.

    Args:
        workspace: the project, the articles and the languages.
        by: who; git's `user.name` if not given.
        force: whether that is said of a translation which is not whole.

    Raises:
        EssaytransError: `nameless` or `unfit-name`.
    """
    from essaytrans.follow import measure  # noqa: PLC0415 - not for a claim

    name = _name(workspace, by)
    read = cache(partial(_texts, workspace))

    def change(article: Article, catalog: Catalog) -> Catalog | None:
        texts = read(article)
        if texts is None:
            return None
        progress = measure(texts, catalog)
        left = progress.units - progress.units_translated
        if left and not force:
            workspace.diagnostics.append(_unfinished(catalog, left))
            return None
        if _is_alone(catalog, name):
            workspace.diagnostics.append(_alone(catalog, name))
        return proofread(catalog, name)

    return _each(workspace, name, change)


def _each(
    workspace: Workspace, name: str, change: Callable[[Article, Catalog], Catalog | None]
) -> ClaimsReport:
    """Change the header of each catalog asked for, and go on with the next if one cannot be."""
    done: list[tuple[str, str]] = []
    for article in workspace.articles:
        for language in workspace.languages:
            catalog = workspace.catalog(article.name, language.tag)
            if catalog is None:
                continue
            if not (catalog.header or catalog.entries):
                workspace.diagnostics.append(_no_catalog(catalog.path))
                continue
            changed = change(article, catalog)
            if changed is None:
                continue
            try:
                if changed != catalog:
                    workspace.write_catalog(changed)
            except EssaytransError as error:
                workspace.diagnostics.extend(error.diagnostics)
            else:
                done.append((article.name, language.tag))
    return ClaimsReport(name, tuple(done), tuple(workspace.changed), tuple(workspace.diagnostics))


def _texts(workspace: Workspace, article: Article) -> tuple[Entry, ...] | None:
    """Read what there is to translate in an article now; None, with a diagnostic, if it cannot be.

    A catalog that is not in step with it has other texts.
    """
    from essaytrans.follow import make_template  # noqa: PLC0415 - not for a claim

    document = workspace.document(article)
    if document is None:
        return None
    return tuple(make_template(document, notes_language=workspace.config.notes_language))


# --- names ------------------------------------------------------------------------------------


def _name(workspace: Workspace, by: str | None) -> str:
    """Return the name to write, and refuse one that would not come back as it is."""
    from essaytrans.project import git  # noqa: PLC0415 - not if a name is given

    said = by if by is not None else git.setting(workspace.root, "user.name")
    if said is None:
        raise EssaytransError(
            Diagnostic(
                Severity.ERROR,
                "nameless",
                msg("there is no name to write into the catalog"),
                _SAYS_NOTHING,
            )
        )
    name = clean_name(said)
    problem = _unfit(name, said)
    if problem is not None:
        raise EssaytransError(Diagnostic(Severity.ERROR, "unfit-name", problem, _SAYS_NOTHING))
    return name


def _unfit(name: str, said: str) -> Message | None:
    """Say why a name cannot be written, if so."""
    if not any(map(str.isalnum, name)):
        # Translators: “it” is the name of a person.
        return msg("this is no name: it has no letter")
    if len(name) > LONGEST_NAME:
        return msg("this name is longer than {limit} characters", limit=LONGEST_NAME)
    if "@" in name:
        return msg("this name has an e-mail address in it, and catalogs are public")
    if any(not character.isprintable() and character not in _SOUND for character in said.strip()):
        return msg("this name has a control character in it")
    return None


_SOUND: Final = frozenset("\u200c\u200d\u3000\xa0")
"""What is in names although it is not seen: joiners, and blanks of other kinds."""


def _is_same(one: str, other: str) -> bool:
    return name_key(one) == name_key(other)


def _is_alone(catalog: Catalog, name: str) -> bool:
    """Whether nobody else is known to have translated a catalog."""
    from essaytrans.catalog.credits import credits as read_credits  # noqa: PLC0415 - not for a claim

    return [name_key(credit.name) for credit in read_credits(catalog)] == [name_key(name)]


# --- what there is to say ---------------------------------------------------------------------


def _claimed(catalog: Catalog, holder: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "claimed",
        # Translators: “this” is a translation of an article.
        msg("{name} works on this", name=holder),
        # Translators: “it” is a translation of an article.
        msg("ask whether that is still so; --force overrides it"),
        Position(catalog.path),
    )


def _no_catalog(path: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "no-catalog",
        msg("there is no such catalog yet"),
        # Translators: “it” is a catalog.
        msg("“essaytrans extract” makes it"),
        Position(path),
    )


def _unfinished(catalog: Catalog, left: int) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "unfinished",
        nmsg(
            "{number} text has no translation that is confirmed",
            "{number} texts have no translation that is confirmed",
            left,
        ),
        # Translators: “it” is a translation that somebody says to have proofread.
        msg("translate them first; --force says it all the same"),
        Position(catalog.path),
    )


def _alone(catalog: Catalog, name: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        "proofread-alone",
        msg("{name} is the only one who is known to have translated this", name=name),
        msg("have a second person read it: one does not see one's own slips"),
        Position(catalog.path),
    )
