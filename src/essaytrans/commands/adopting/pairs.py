"""Which file is to be adopted as the translation of which article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Severity
from essaytrans.project import files
from essaytrans.project.forms import fill, read_back

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.commands.workspace import Workspace
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["Pairing", "is_catalog", "only_language", "pairings"]

_CATALOGS: Final = (".po", ".pot")
_OF_ARTICLES: Final = ("{article}", "{stem}")


@dataclass(frozen=True, slots=True)
class Pairing:
    """An article and a file that is its translation."""

    article: Article
    language: Language
    translation: Path
    """Anywhere; absolute."""


def pairings(workspace: Workspace, source: str, target: str) -> list[Pairing]:
    """Find the translations of the articles asked for by the patterns of their paths.

    Args:
        workspace: the project, the articles and the languages.
        source: what the path of an article looks like, from the root: `articles/{article}.md`,
            `docs/{article}.zh-CN.md`, `content/{dir}/{stem}.md`.
        target: where its translation, or a catalog of it, is, from the root:
            `{language}/{article}.md`, `po/{language}.po`. A language is called as the paths of
            built articles call it, or by its tag.

    Returns:
        Those whose translation exists.

    Raises:
        EssaytransError: `nothing-to-adopt`, if there is none; `adopt-pattern` or `which-language`,
            if one file would be of several articles or languages.
    """
    if "{language}" not in target:
        only_language(workspace)
    if not (is_catalog(target) or any(part in target for part in _OF_ARTICLES)):
        raise EssaytransError(_one_for_all(target))
    found: list[Pairing] = []
    for article in workspace.articles:
        if read := read_back(source, (), article.path):
            for language in workspace.languages:
                names = (workspace.config.in_paths(language.tag), language.tag)
                paths = dict.fromkeys(str(fill(target, read[0], name)) for name in names)
                places = [workspace.root / path for path in paths if path != article.path]
                there = next((place for place in places if files.is_file(place)), None)
                if there is not None:
                    found.append(Pairing(article, language, there))
    if not found:
        raise EssaytransError(_nothing(source, target))
    return found


def only_language(workspace: Workspace) -> Language:
    """Return the one language that was asked for.

    Raises:
        EssaytransError: `which-language`, if there are others, or none.
    """
    if len(workspace.languages) == 1:
        return workspace.languages[0]
    raise EssaytransError(
        Diagnostic(
            Severity.ERROR,
            "which-language",
            msg("it is not said which language the translation is in"),
            msg("say it with --language"),
        )
    )


def _one_for_all(target: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "adopt-pattern",
        msg("{path} would be the translation of every article", path=target),
        # Translators: “it” is the pattern of the paths of files.
        msg("put {{article}} into it, or name one article"),
    )


def is_catalog(path: str) -> bool:
    """Tell whether a file is a catalog, by its name; any other is a translation."""
    return path.lower().endswith(_CATALOGS)


def _nothing(source: str, target: str) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "nothing-to-adopt",
        # Translators: both are patterns of paths.
        msg(
            "no article is like {source} and has a file like {target}", source=source, target=target
        ),
        msg(
            "patterns are paths from the project's folder; {{article}} is what both have in common"
        ),
    )
