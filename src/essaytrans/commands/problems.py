"""What `build` has to tell of files and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.i18n import listing, msg, nmsg
from essaytrans.model import Diagnostic, Document, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.commands.workspace import Workspace
    from essaytrans.editions.assets import Asset

__all__ = ["kept", "missing", "refuse_articles", "replaced", "unreachable"]


def _position(document: Document, asset: Asset) -> Position:
    return Position(document.path, document.text.count("\n", 0, asset.offset) + 1)


def missing(document: Document, asset: Asset) -> Diagnostic:
    """Tell that an article points at a file that does not exist."""
    return Diagnostic(
        Severity.WARNING,
        "missing-file",
        msg("there is no file “{target}”", target=asset.target),
        msg("check the path: it is relative to the article"),
        _position(document, asset),
    )


def unreachable(
    document: Document, asset: Asset, languages: list[str], *, copied: bool
) -> Diagnostic:
    """Tell in which languages a file cannot be reached, and whether `--copy-assets` would help."""
    return Diagnostic(
        Severity.WARNING,
        "unreachable-file",
        nmsg(
            "“{target}” cannot be reached from the article built in {languages}",
            "“{target}” cannot be reached from the article built in {number} languages:"
            " {languages}",
            len(languages),
            target=asset.target,
            languages=listing(languages),
        ),
        msg("“essaytrans build --copy-assets” copies it beside the built article")
        if copied
        else None,
        _position(document, asset),
    )


def kept(path: str, source: str) -> Diagnostic:
    """Tell that a file which is no copy of ours stands where the copy would go."""
    return Diagnostic(
        Severity.WARNING,
        "file-kept",
        msg("this is not a copy of {source}, and essaytrans did not put it here", source=source),
        msg("it is kept as it is; remove it if the copy is wanted"),
        Position(path),
    )


def refuse_articles(workspace: Workspace, folder: Path) -> None:
    """Refuse to build by hand into the folder of the articles: the next run would take them in."""
    articles = (workspace.root / workspace.config.articles).resolve()
    if not folder.is_relative_to(articles):
        return
    raise EssaytransError(
        Diagnostic(
            Severity.ERROR,
            "output-among-articles",
            msg("what is built there would be taken for articles"),
            msg("choose a folder that is not in {folder}/", folder=workspace.config.articles),
            Position(workspace.shown(folder)),
        )
    )


def replaced(path: str, aside: str) -> Diagnostic:
    """Tell that a file was replaced which no build had left so, and where it is now."""
    return Diagnostic(
        Severity.WARNING,
        "output-replaced",
        msg("somebody else wrote or changed this file, and it was replaced"),
        msg("what stood there is in {path}", path=aside),
        Position(path),
    )
