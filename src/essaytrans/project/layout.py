"""Which file goes where: articles, their catalogs, and the translated articles.

    articles/2026/hello.md  →  locales/en/2026/hello.po  →  build/en/2026/hello.md

Everything here but `articles` is pure; paths are relative to the project's root, with `/`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from essaytrans.i18n import listing, msg
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.config import ARTICLE_SUFFIXES, FILE_NAME
from essaytrans.project.files import is_file, is_folder
from essaytrans.project.forms import fill, read_back
from essaytrans.project.listing import list_files
from essaytrans.project.strings import STRING_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from essaytrans.project.config import Config

__all__ = [
    "ARTICLE_SUFFIXES",
    "Article",
    "Articles",
    "CatalogFile",
    "article_paths",
    "articles",
    "catalog_of",
    "catalog_path",
    "catalogs",
    "catalogs_folder",
    "fill",
    "goes_to",
    "output_pattern",
]

_WHOLE: Final = re.compile(r"(^|/)\{language\}(/|$)")
"""A pattern in which the language is a folder of its own, so that only like names can collide; in
`{article}-{language}.po` the article `a` in `zh-TW` meets `a-zh` in `tw`."""


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """An article of the project."""

    name: str
    """Its path below the articles' folder without `.md`: `2026/hello`; or what stands in the place
    of `{article}`, where they are found by a pattern."""
    path: str
    """Its path: `articles/2026/hello.md`."""

    @property
    def is_strings(self) -> bool:
        """Whether it is no article but a file of strings, whose name is its path."""
        return self.path.endswith(STRING_SUFFIXES)


class CatalogFile(NamedTuple):
    """A catalog on disk, and what it is the catalog of."""

    path: str
    """Its path: `locales/en/2026/hello.po`."""
    article: str
    """The article's name; there may be no such article any more."""
    tag: str
    """The language's tag."""


@dataclass(frozen=True, slots=True)
class Articles:
    """All articles of a project, and what stood in the way of some."""

    found: tuple[Article, ...]
    """Sorted by name. Those whose paths collide are not among them."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """`path-collision`, and those of `listing.list_files`."""

    @property
    def complete(self) -> bool:
        """Whether there were no errors, so that an article that is not found is really gone."""
        return all(problem.severity is not Severity.ERROR for problem in self.diagnostics)


def articles(config: Config) -> Articles:
    """Look for the articles of a project.

    Hidden files and folders are none, nor are files that the configuration excludes or whose path
    is that of an output (which may be among the articles: `articles/{article}.{language}.md`).
    Files of strings are found too, as articles whose names are their paths.

    Raises:
        EssaytransError: `no-articles`, if the folder is missing; `path-outside`, if it leads out.
    """
    folder = config.root / config.articles
    if not is_folder(folder):
        message = msg("there is no folder {folder} for the articles", folder=config.articles)
        # Translators: “it” is the folder of the articles; “articles” is a key of the configuration,
        # {name} its file.
        hint = msg("make it, or set articles in {name}", name=FILE_NAME)
        position = Position(config.articles)
        raise EssaytransError(Diagnostic(Severity.ERROR, "no-articles", message, hint, position))
    listing = list_files(folder, ARTICLE_SUFFIXES, root=config.root)
    candidates = [
        Article(name, path)
        for below in listing.paths
        if not _excluded(config, below)
        and not _is_output(config, path := _join(config.articles, below))
        and (name := _name(config, below, path)) is not None
    ]
    strings, problems = _strings(config)
    candidates += strings
    collisions = _collisions(config, candidates)
    collided = {article for group in collisions for article in group}
    return Articles(
        found=tuple(sorted(article for article in candidates if article not in collided)),
        diagnostics=(
            *listing.diagnostics,
            *problems,
            *(_collision(group) for group in collisions),
        ),
    )


def _strings(config: Config) -> tuple[list[Article], list[Diagnostic]]:
    """Look for the files of strings."""
    found: dict[str, Article] = {}
    problems: list[Diagnostic] = []
    names = tuple(config.in_paths(language.tag) for language in config.languages)
    outputs = [strings.output for strings in config.strings]
    for strings in config.strings:
        paths: list[str] = []
        folder = strings.files.partition("{")[0].rpartition("/")[0] or "."
        if not strings.is_pattern:
            paths += [strings.files] if is_file(config.root / strings.files, config.root) else []
        elif is_folder(config.root / folder):
            listing = list_files(config.root / folder, STRING_SUFFIXES, root=config.root)
            problems += listing.diagnostics
            paths += [
                path
                for below in listing.paths
                if strings.goes_to(path := _join(folder, below), "")
                and not any(read_back(output, names, path) for output in outputs)
            ]
        found |= {path: Article(path, path) for path in paths}
        if not paths:
            # Translators: {path} is a path in the configuration, or a pattern of paths, with words
            # in braces. Strings are short texts of a site (menus, buttons), in files of their own.
            message = msg("there is no file {path} for strings", path=strings.files)
            hint = msg("make it, or mend [[strings]] in {name}", name=FILE_NAME)
            position = Position(strings.files)
            problems.append(Diagnostic(Severity.WARNING, "no-strings", message, hint, position))
    return list(found.values()), problems


def goes_to(config: Config, name: str, called: str) -> PurePosixPath | None:
    """Return where a file of strings goes, by its name, in a language, by what paths call that.

    None if it is no such file.
    """
    goes = (strings.goes_to(name, called) for strings in config.strings)
    return next((path for path in goes if path is not None), None)


def _name(config: Config, below: str, path: str) -> str | None:
    """Return the name of the article that is at a path; None if none can be there."""
    if not config.article_pattern:
        return _stem(below)
    found = read_back(config.article_pattern, (), path)
    return found[0] if found else None


def article_paths(config: Config, name: str) -> tuple[str, ...]:
    """Return where an article of this name may be."""
    if goes_to(config, name, "") is not None:
        return (name,)
    if config.article_pattern:
        return (str(fill(config.article_pattern, name, "")),)
    return tuple(_join(config.articles, f"{name}{suffix}") for suffix in ARTICLE_SUFFIXES)


def catalog_path(config: Config, article: str, tag: str) -> PurePosixPath:
    """Return the path of the catalog of an article, by its name, in a language."""
    return fill(config.catalogs, article, tag)


def output_pattern(config: Config, edition: str = "translated") -> str:
    """Return the pattern of the paths that articles go to in an edition."""
    return config.output if edition == "translated" else config.editions.pattern(edition)


def catalogs(config: Config) -> tuple[CatalogFile, ...]:
    """Look for the catalogs of a project, also those whose article vanished.

    Files that do not fit the pattern, or are of a language that is not configured, are left out.

    Raises:
        EssaytransError: `path-outside`, if their folder leads out.
    """
    folder = catalogs_folder(config)
    listing = list_files(config.root / folder, (".po",), root=config.root)
    tags = _tags(config)
    return tuple(
        CatalogFile(path, *found)
        for below in listing.paths
        if (found := read_back(config.catalogs, tags, path := _join(folder, below)))
    )


def catalogs_folder(config: Config) -> str:
    """Return the folder that all catalogs are in; `.` if it is the project's own."""
    return config.catalogs.split("{")[0].rpartition("/")[0] or "."


def catalog_of(config: Config, path: str) -> tuple[str, str] | None:
    """Return the article's name and the language's tag that a path is the catalog of.

    The inverse of `catalog_path`, to find catalogs whose article vanished. None if the path does
    not fit the pattern with any of the configured languages.
    """
    return read_back(config.catalogs, _tags(config), path)


def _tags(config: Config) -> tuple[str, ...]:
    return tuple(language.tag for language in config.languages)


def _is_output(config: Config, path: str) -> bool:
    """Tell whether a path is that of an output, in any edition that is Markdown."""
    names = tuple(config.in_paths(language.tag) for language in config.languages)
    patterns = (config.output, config.editions.bilingual)
    return any(read_back(pattern, names, path) is not None for pattern in patterns)


# --- what is left out -------------------------------------------------------------------------


def _excluded(config: Config, below: str) -> bool:
    """Tell whether a path below the articles' folder fits a pattern of `exclude`."""
    return any(_fits(pattern, below.split("/")) for pattern in config.exclude)


def _fits(pattern: str, names: list[str]) -> bool:
    """Tell whether a file, or a folder that it is in, fits a pattern as git ignores files.

    All ways to read the `**` of the pattern are followed at once, so that no pattern, however
    hostile, takes more than (its length) × (the path's length).

    Args:
        pattern: parts with `*`, `?`, `[…]`, or `**` for any number of folders; without a `/`
            before its end it holds in every folder, with one at its end for folders only.
        names: the parts of the path.
    """
    words = pattern.strip("/").split("/")
    if "/" not in pattern.rstrip("/"):
        words.insert(0, "**")
    reached = _skip_stars({0}, words) - {len(words)}
    for name in names[:-1] if pattern.endswith("/") else names:
        after = {at for at in reached if words[at] == "**"}
        after |= {at + 1 for at in reached if fnmatchcase(name, words[at])}
        reached = _skip_stars(after, words)
        if len(words) in reached:
            return True
    return False


def _skip_stars(reached: set[int], words: list[str]) -> set[int]:
    """Add what is reached when each `**` stands for no folder."""
    for at, word in enumerate(words):
        if word == "**" and at in reached:
            reached.add(at + 1)
    return reached


def _stem(path: str) -> str:
    """Return a path without the suffix of an article."""
    return path[: -next(len(end) for end in ARTICLE_SUFFIXES if path.lower().endswith(end))]


def _join(folder: str, below: str) -> str:
    """Return the path of a file in a folder of the project."""
    return below if folder == "." else f"{folder}/{below}"


# --- collisions -------------------------------------------------------------------------------


def _collisions(config: Config, candidates: Iterable[Article]) -> list[tuple[Article, ...]]:
    """Group articles whose catalogs or outputs would be the same file.

    On macOS and Windows that is so for names that differ in capitals or in how an accented letter
    is composed, and a project must be of use there too.
    """
    tags = [language.tag for language in config.languages]
    names = [config.in_paths(tag) for tag in tags]
    editions = config.editions
    outputs = (config.output, editions.bilingual, editions.html, editions.epub)
    forms = [(config.catalogs, tags), *((pattern, names) for pattern in outputs)]
    mixed = [(pattern, called) for pattern, called in forms if not _WHOLE.search(pattern)]
    alike = _in_one_folder(pattern for pattern, _ in forms)
    mixed += [(pattern, called[:1]) for pattern, called in forms if pattern in alike]
    groups: defaultdict[str, dict[Article, None]] = defaultdict(dict)
    for article in candidates:
        paths = [str(fill(form, article.name, name)) for form, called in mixed for name in called]
        if article.is_strings:
            paths += [str(goes_to(config, article.name, name)) for name in names]
        for path in (article.name, *paths):
            groups[normalize("NFC", path).casefold()][article] = None
    return [group for group in dict.fromkeys(map(tuple, groups.values())) if len(group) > 1]


def _in_one_folder(patterns: Iterable[str]) -> list[str]:
    """Return the patterns, with a folder for the language, that share it with another one."""
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for pattern in filter(_WHOLE.search, patterns):
        folders[pattern.partition("{language}")[0]].append(pattern)
    return [pattern for found in folders.values() if len(found) > 1 for pattern in found]


def _collision(group: tuple[Article, ...]) -> Diagnostic:
    """Make the diagnostic for articles that collide."""
    first, *others = group
    message = msg(
        "{path} would have the same catalogs and output as {others}",
        path=first.path,
        others=listing([article.path for article in others]),
    )
    # Translators: “one” of the articles that would have the same catalogs.
    hint = msg("rename one; names that differ in capitals only are the same on some systems")
    position = Position(first.path)
    return Diagnostic(Severity.ERROR, "path-collision", message, hint, position)
