"""What `build` has to tell of files and folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from essaytrans.i18n import listing, msg, nmsg
from essaytrans.model import Diagnostic, Position, Severity
from essaytrans.project.editions import EDITIONS

if TYPE_CHECKING:
    from pathlib import Path

    from essaytrans.model import Message
    from essaytrans.project.config import Config

__all__ = [
    "among_articles",
    "collection_collides",
    "kept",
    "missing",
    "replaced",
    "too_little",
    "unknown_edition",
    "unreachable",
]


def missing(article: str, target: str, line: int) -> Diagnostic:
    """Tell that an article points at a file that does not exist."""
    return Diagnostic(
        Severity.WARNING,
        "missing-file",
        msg("there is no file “{target}”", target=target),
        msg("check the path: it is relative to the article"),
        Position(article, line),
    )


def unreachable(
    article: str, target: str, line: int, languages: list[str], *, copied: bool
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
            target=target,
            languages=listing(languages),
        ),
        # Translators: “it” is the image or other file that the article shows or links to.
        msg("“essaytrans build --copy-assets” copies it beside the built article")
        if copied
        else None,
        Position(article, line),
    )


def kept(path: str, source: str) -> Diagnostic:
    """Tell that a file which is no copy of ours stands where the copy would go."""
    return Diagnostic(
        Severity.WARNING,
        "file-kept",
        # Translators: “this” is the file at whose name the line begins, {source} an image or other
        # file.
        msg("this is not a copy of {source}, and essaytrans did not put it here", source=source),
        # Translators: “it” is the file that stands where a copy of an image would go.
        msg("it is kept as it is; remove it if the copy is wanted"),
        Position(path),
    )


def among_articles(folder: Path, config: Config) -> Diagnostic:
    """Tell that a folder given by hand is that of the articles, or in it."""
    inside = folder.is_relative_to(config.root)
    return Diagnostic(
        Severity.ERROR,
        "output-among-articles",
        # Translators: “there” is the folder that --output names.
        msg("what is built there would be taken for articles"),
        msg("choose a folder that is not in {folder}/", folder=config.articles),
        Position((folder.relative_to(config.root) if inside else folder).as_posix()),
    )


def too_little(
    article: str,
    language: str,
    percent: int,
    wanted: float,
    *,
    stands: bool,
    goes: bool = False,
) -> Diagnostic:
    """Tell that an article is not built, since less of it is translated than is asked for.

    Args:
        article: its path.
        language: the tag.
        percent: how much is translated, of Han characters, in whole per cent.
        wanted: the share that is asked for, 0 to 1.
        stands: whether it was built before.
        goes: whether what was built then is removed.
    """
    hint: Message | None = None
    if stands and goes:
        # Translators: said of the article as it was built earlier.
        hint = msg("what was built before is removed, unless somebody changed it")
    elif stands:
        # Translators: “it” is the article as it was built earlier.
        hint = msg("what was built before stays; remove it if nobody is to read it")
    return Diagnostic(
        Severity.INFO,
        "below-threshold",
        msg(
            "not built in “{language}”: {share} % of its Han characters are translated,"
            " {wanted} % are asked for",
            language=language,
            share=percent,
            wanted=round(wanted * 100),
        ),
        hint,
        Position(article),
    )


def replaced(path: str, aside: str) -> Diagnostic:
    """Tell that a file was replaced which no build had left so, and where it is now."""
    return Diagnostic(
        Severity.WARNING,
        "output-replaced",
        msg("somebody else wrote or changed this file, and it was replaced"),
        # Translators: “there” is the file that was replaced; {path} is a copy of what was in it.
        msg("what stood there is in {path}", path=aside),
        Position(path),
    )


def unknown_edition(name: str) -> Diagnostic:
    """Tell that there is no such edition."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for an error

    near = get_close_matches(name, EDITIONS, 1)
    return Diagnostic(
        Severity.ERROR,
        "unknown-edition",
        msg("there is no edition “{name}”", name=name),
        msg("did you mean “{near}”?", near=near[0])
        if near
        else msg("there are: {names}", names=listing(EDITIONS)),
    )


def collection_collides(path: str, article: str) -> Diagnostic:
    """Tell that the book of all articles would take the place of the book of one of them."""
    return Diagnostic(
        Severity.ERROR,
        "path-collision",
        # Translators: {path} is a file, {article} the path of an article.
        msg(
            "{path} would be the book of {article} and that of all articles",
            path=path,
            article=article,
        ),
        # Translators: “collection” is a key of the configuration, in the table [editions].
        msg("give collection another path in [editions]"),
        Position(article),
    )
