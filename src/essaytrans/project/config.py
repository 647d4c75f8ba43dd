"""The configuration, `essaytrans.toml`: found, read, and checked at the door.

It comes with a repository that anybody may have written, so its paths are not trusted: none may
lead out of the project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, SegmentRules, Severity
from essaytrans.project.editions import Editions, read_editions
from essaytrans.project.files import is_file, read_text
from essaytrans.project.links import Links, read_links
from essaytrans.project.naming import WAYS, read_name, tell_apart
from essaytrans.project.patterns import (
    ARTICLE_SUFFIXES,
    FILE_NAME,
    read_articles,
    read_pattern,
)
from essaytrans.project.problems import shown
from essaytrans.project.publishing import (
    LANGUAGE_KEYS,
    STALE,
    Publishing,
    Readers,
    read_publishing,
    read_readers,
    read_sentences,
)
from essaytrans.project.reader import Reader
from essaytrans.project.strings import Strings, read_strings

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ARTICLE_SUFFIXES",
    "CHECKS",
    "FILE_NAME",
    "Config",
    "Credits",
    "Language",
    "find",
    "load",
]

CODE_CHOICES: Final = ("never", "han", "always")

_PROJECT_KEYS: Final = (
    *("name", "source", "languages", "articles", "exclude", "catalogs", "output"),
    *("language_paths", "notes_language", "report_bugs_to"),
)
_TABLES: Final = (
    *("project", "languages", "segment", "credits", "editions", "links", "checks"),
    *("build", "reader", "strings"),
)
_LANGUAGE_KEYS: Final = ("name", "direction", "team", "path", *LANGUAGE_KEYS)
_SEGMENT_KEYS: Final = ("front_matter", "code", "shortcodes")
_CREDITS_KEYS: Final = ("emails", "front_matter")
CHECKS: Final = (
    *("structure", "links", "images", "code", "footnotes", "labels", "html", "emphasis"),
    *("numbers", "leftover-han", "full-width", "length", "white-space", "characters"),
    *("glossary", "targets", "end-punctuation", "quotation-marks"),
)
"""The checks that can be told what they weigh; `checks.registry` has them."""
_OFF: Final = "off"
_HOMES: Final = {
    **dict.fromkeys(_CREDITS_KEYS, "credits"),
    **dict.fromkeys(_LANGUAGE_KEYS, "languages.…"),
    **dict.fromkeys(_SEGMENT_KEYS, "segment"),
    **dict.fromkeys(_PROJECT_KEYS, "project"),
}
"""The table that a key belongs in."""
_FRONT_MATTER_KEY: Final = re.compile(r"[^\s.\[\]]+(\[\])?(\.[^\s.\[\]]+(\[\])?)*")
_SHORTCODE: Final = re.compile(r"[^\s.]+\.[^\s.]+")
_NEW_KEY: Final = re.compile(
    r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z_][a-z0-9_-]*", re.ASCII | re.IGNORECASE
)
"""A key that stands in YAML and TOML without quotation marks, and is a text to every reader."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language that articles are translated into."""

    tag: str
    """BCP 47, normalised; also the name of its folders."""
    name: str | None = None
    """What to call it instead of CLDR's name."""
    direction: str | None = None
    """`ltr` or `rtl`, instead of what CLDR says."""
    team: str | None = None
    """What a new catalog says in `Language-Team`."""
    path: str | None = None
    """What the paths of built files call it, instead of what `Config.language_paths` says."""
    min_translated: float | None = None
    """From which share on (0 to 1) articles are published, instead of what `[build]` says."""
    stale: str | None = None
    """What readers get of stale paragraphs, of `publishing.STALE`, likewise."""
    sentences: tuple[tuple[str, str], ...] = ()
    """Sentences to readers in other words than those of `[reader]` and the program, by name."""


@dataclass(frozen=True, slots=True)
class Credits:
    """What is said of the people who translate."""

    emails: bool = False
    """Whether their addresses are shown, and written into comments of catalogs."""
    front_matter: str = ""
    """The key of front matter that built articles name them under; empty for none."""


@dataclass(frozen=True, slots=True)
class Config:
    """What `essaytrans.toml` says, checked, with a default for all it does not say."""

    root: Path
    """The project's folder, absolute: the one that the file is in."""
    path: Path
    """The file itself."""
    name: str
    """What the project is called in catalogs; the folder's name if not given."""
    source: str = "zh-CN"
    """The language of the articles, BCP 47, normalised."""
    languages: tuple[Language, ...] = ()
    """In the order of the file, each once, the source language not among them."""
    articles: str = "articles"
    """The folder of the articles, relative to the root, with `/`; `.` for the root itself."""
    article_pattern: str = ""
    """The pattern of their paths, relative to the root: `docs/{article}.zh.md`. Empty if all files
    of the folder are articles."""
    exclude: tuple[str, ...] = ()
    """Files below it that are no articles: `drafts/`, `**/notes-*.md`; a pattern without a `/`
    holds in every folder (`README.md`)."""
    catalogs: str = "locales/{language}/{article}.po"
    """Where catalogs are, relative to the root; has both placeholders, or `{dir}` and `{stem}` for
    `{article}`."""
    output: str = "build/{language}/{article}.md"
    """Where translated articles go, likewise."""
    language_paths: str = "tag"
    """How the paths of built files write languages: as they are (`zh-TW`), `lower` (`zh-tw`) or
    with `underscore` (`zh_TW`)."""
    notes_language: str = "zh-CN"
    """The language of the `#.` notes in catalogs; that of the articles if not given."""
    report_bugs_to: str = ""
    """What catalogs say in `Report-Msgid-Bugs-To`: an address or a URL."""
    segment: SegmentRules = field(default_factory=SegmentRules)
    credits: Credits = field(default_factory=Credits)
    editions: Editions = field(default_factory=Editions)
    links: Links | None = None
    """How links of built articles are written; None if they stay as they are."""
    build: Publishing = field(default_factory=Publishing)
    reader: Readers = field(default_factory=Readers)
    strings: tuple[Strings, ...] = ()
    """The files of strings that are translated too."""
    checks: Mapping[str, Severity | None] = field(default_factory=dict)
    """What checks weigh, by name, where the configuration says so; None for one that is off."""

    def language(self, tag: str) -> Language | None:
        """Return the language with this tag, as normalised, if articles are translated into it."""
        return next((language for language in self.languages if language.tag == tag), None)

    def in_paths(self, tag: str) -> str:
        """Return what the paths of built files call a language."""
        language = self.language(tag)
        return (language and language.path) or WAYS[self.language_paths](tag)


_DEFAULT: Final = Config(root=Path(), path=Path(), name="")


def find(start: Path) -> Path:
    """Find the configuration of the project that a folder belongs to.

    Args:
        start: a folder of the project, however deep, or the configuration itself.

    Raises:
        EssaytransError: `no-configuration`.
    """
    start = start.absolute()
    if start.suffix == ".toml" and is_file(start):
        return start
    for folder in (start, *start.parents):
        if is_file(folder / FILE_NAME):
            return folder / FILE_NAME
    raise EssaytransError(
        Diagnostic(
            Severity.ERROR,
            "no-configuration",
            msg("there is no {name} in {folder} or above", name=FILE_NAME, folder=str(start)),
            msg("run “essaytrans init” in the project's folder, or say --project PATH"),
        )
    )


def load(path: Path) -> Config:
    """Read a configuration.

    Args:
        path: the file, as `find` returns it.

    Raises:
        EssaytransError: all problems of the file at once: `config-syntax`, or any of
            `config-unknown-key`, `config-type`, `config-value`, `config-pattern`,
            `config-repeated`, `language-tag`, `path-outside`; or as `read_text` does.
    """
    path = path.absolute()
    root = path.parent
    reader = Reader(read_text(path).removeprefix("\ufeff"), shown(path, root))
    config = _read(reader, root, path)
    if reader.problems:
        raise EssaytransError(*sorted(reader.problems, key=_in_order))
    return config


def _in_order(problem: Diagnostic) -> tuple[int, int]:
    """Return the place of a problem, to tell problems as a person reads the file."""
    position = problem.position
    return ((position.line or 0), (position.column or 0)) if position else (0, 0)


def _read(reader: Reader, root: Path, path: Path) -> Config:
    """Read all keys, in the order in which problems are told."""
    reader.table((), _TABLES, elsewhere=_HOMES)
    reader.table(("project",), _PROJECT_KEYS, elsewhere=_HOMES)
    source_key = ("project", "source")
    source = reader.tag(source_key, reader.text(source_key, _DEFAULT.source)) or _DEFAULT.source
    notes_key = ("project", "notes_language")
    languages = _languages(reader, source)
    output = read_pattern(reader, ("project", "output"), root, _DEFAULT.output, ARTICLE_SUFFIXES)
    folder, pattern = read_articles(reader, ("project", "articles"), root, _DEFAULT.articles)
    strings = read_strings(reader, root)
    config = Config(
        root=root,
        path=path,
        name=reader.text(("project", "name"), root.name or "/"),
        source=source,
        languages=languages,
        articles=folder,
        article_pattern=pattern,
        exclude=reader.texts(("project", "exclude"), _DEFAULT.exclude),
        catalogs=read_pattern(reader, ("project", "catalogs"), root, _DEFAULT.catalogs, (".po",)),
        output=output,
        language_paths=reader.choice(
            ("project", "language_paths"), tuple(WAYS), _DEFAULT.language_paths
        ),
        notes_language=reader.tag(notes_key, reader.text(notes_key, source)) or source,
        report_bugs_to=reader.text(("project", "report_bugs_to"), _DEFAULT.report_bugs_to),
        segment=replace(_segment(reader), strings=tuple(one.rules for one in strings)),
        credits=_credits(reader),
        editions=read_editions(reader, root, output),
        links=read_links(reader),
        build=read_publishing(reader),
        reader=read_readers(reader),
        strings=strings,
        checks=_checks(reader),
    )
    tell_apart(reader, [(one.tag, config.in_paths(one.tag)) for one in languages])
    return config


def _languages(reader: Reader, source: str) -> tuple[Language, ...]:
    """Read the list of languages and the tables of single ones."""
    tags: list[str] = []
    key = ("project", "languages")
    for number, text in enumerate(reader.texts(key, ())):
        tag = reader.tag((*key, number), text)
        if tag == source:
            message = msg("“{tag}” is the language of the articles", tag=tag)
            # Translators: “it” is a language in the list project.languages.
            hint = msg("take it out: languages are those to translate into")
            reader.error("config-value", (*key, number), message, hint)
        elif tag in tags:
            message = msg("“{tag}” is there twice", tag=tag)
            # Translators: of two equal languages in the list project.languages.
            reader.error("config-repeated", (*key, number), message, msg("take one of them out"))
        elif tag:
            tags.append(tag)
    details: dict[str, Language] = {}
    for name in reader.table(("languages",)):
        tag = reader.tag(("languages", name), name)
        if not tag:
            continue
        if tag in details:
            message = msg("“{tag}” is there twice", tag=tag)
            reader.error("config-repeated", ("languages", name), message)
        elif tag not in tags:
            message = msg("“{tag}” is not among project.languages", tag=tag)
            # Translators: “it” is a language, “there” the list project.languages; “this table” the
            # part of the configuration with that language's details.
            hint = msg("add it there, or remove this table")
            reader.error("config-value", ("languages", name), message, hint)
        details[tag] = _language(reader, name, tag)
    return tuple(details.get(tag, Language(tag)) for tag in tags)


def _language(reader: Reader, name: str, tag: str) -> Language:
    """Read what a table says of a language."""
    key = ("languages", name)
    reader.table(key, _LANGUAGE_KEYS)
    return Language(
        tag=tag,
        name=reader.text((*key, "name"), "") or None,
        direction=reader.choice((*key, "direction"), ("ltr", "rtl"), "") or None,
        team=reader.text((*key, "team"), "") or None,
        path=read_name(reader, (*key, "path")),
        min_translated=reader.percent((*key, "min_translated")),
        stale=reader.choice((*key, "stale"), STALE, "") or None,
        sentences=read_sentences(reader, key),
    )


def _segment(reader: Reader) -> SegmentRules:
    """Read the rules of segmenting."""
    reader.table(("segment",), _SEGMENT_KEYS, elsewhere=_HOMES)
    default = SegmentRules()
    rules = SegmentRules(
        front_matter=reader.texts(("segment", "front_matter"), default.front_matter),
        code=reader.choice(("segment", "code"), CODE_CHOICES, default.code),
        shortcodes=reader.texts(("segment", "shortcodes"), default.shortcodes),
    )
    for name, values, form, example in (
        ("front_matter", rules.front_matter, _FRONT_MATTER_KEY, "title, author.bio, tags[]"),
        ("shortcodes", rules.shortcodes, _SHORTCODE, "figure.caption, *.title, figure.0"),
    ):
        for number, value in enumerate(values):
            if not form.fullmatch(value):
                # Translators: said of an item in the configuration, the name of a key of front
                # matter or of a shortcode's parameter: its form is wrong.
                message = msg("“{value}” cannot be read", value=value)
                # Translators: “it” is the item of the configuration that has the wrong form.
                hint = msg("write it like these: {examples}", examples=example)
                reader.error("config-value", ("segment", name, number), message, hint)
    return rules


def _credits(reader: Reader) -> Credits:
    """Read what is said of translators."""
    said = reader.table(("credits",), _CREDITS_KEYS, elsewhere=_HOMES)
    key = ("credits", "front_matter")
    # empty says that there is none, as the default does
    name = reader.text(key, "") if said.get(key[1]) != "" else ""
    if name and not _NEW_KEY.fullmatch(name):
        # Translators: said of a key of front matter that the configuration names.
        message = msg("“{value}” cannot be a key here", value=name)
        # Translators: “it” is a key of front matter that the configuration names.
        hint = msg("make it of letters a to z, digits, “-” and “_”, as in “translators”")
        reader.error("config-value", key, message, hint)
    return Credits(emails=reader.flag(("credits", "emails"), False), front_matter=name)


def _checks(reader: Reader) -> dict[str, Severity | None]:
    """Read what checks weigh."""
    said = reader.table(("checks",), CHECKS)
    weights = (*(severity.value for severity in Severity), _OFF)
    found: dict[str, Severity | None] = {}
    for name in CHECKS:
        if name in said:
            value = reader.choice(("checks", name), weights, _OFF)
            found[name] = None if value == _OFF else Severity(value)
    return found
