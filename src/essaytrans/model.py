"""The data that every room speaks of: frozen, slotted, and free of behaviour worth testing.

This module imports nothing of ours. Offsets are counted in characters of the decoded text (Python
string indices), lines and columns from 1, unless a docstring says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

__all__ = [
    "RULES",
    "Catalog",
    "Codec",
    "Diagnostic",
    "Document",
    "Edit",
    "Entry",
    "EssaytransError",
    "Kind",
    "Message",
    "Position",
    "SegmentRules",
    "Severity",
    "Span",
    "StringRules",
    "Unit",
]


# --- sentences --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the program that is not yet in any language.

    It is made by `i18n.msg` and `i18n.nmsg` and becomes text only where it is printed, so that a
    report can be cached, compared, sent to another process, or told in two languages.
    """

    template: str
    """The English sentence with named fields in braces; the msgid in the program's catalogs."""
    arguments: tuple[tuple[str, Argument], ...] = ()
    """The values of the fields, in the order given; a value may be a message itself."""
    plural: str | None = None
    """The English plural sentence, where the number decides between two."""
    number: int | None = None
    """The number that decides; None exactly when `plural` is None."""


Argument = str | int | float | Message


class Severity(StrEnum):
    """How much a diagnostic matters; the members stand in rising order."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, as a person looks for it."""

    path: str
    """The file, relative to the project's root where it is inside, with forward slashes."""
    line: int | None = None
    """Counted from 1; None for the file as a whole."""
    column: int | None = None
    """Counted in characters from 1; None for the line as a whole."""
    text: str | None = None
    """The line as it stands in the file, without its line break, to be shown above a caret."""
    length: int = 1
    """How many characters the caret underlines, at least 1."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a person should know, where it is, and what to do."""

    severity: Severity
    code: str
    """A stable name in kebab-case, documented in `docs/diagnostics.md`."""
    message: Message
    """What is so."""
    hint: Message | None = None
    """What to do about it."""
    position: Position | None = None


class EssaytransError(Exception):
    """What stops one file, or one command, with a diagnostic for a person.

    Whoever can go on with the next file catches it and reports the diagnostic; the command line
    catches the rest.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*(f"{d.code}: {d.message.template}" for d in diagnostics))
        self.diagnostics = diagnostics


# --- articles ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of the source text, `start` included, `end` not."""

    start: int
    end: int


class Kind(StrEnum):
    """What a unit is in its article; `#.` notes name it, skeletons compare it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    TABLE_HEADER = "table-header"
    TABLE_CELL = "table-cell"
    FOOTNOTE = "footnote"
    TERM = "term"
    DEFINITION = "definition"
    FRONT_MATTER = "front-matter"
    CONTAINER_TITLE = "container-title"
    LINK_TITLE = "link-title"
    SHORTCODE = "shortcode"
    HTML_TEXT = "html-text"
    HTML_ATTRIBUTE = "html-attribute"
    CODE = "code"
    STRING = "string"
    """A text of the site's own, in a file of such texts."""


class Codec(StrEnum):
    """How the text of a span is written in the source; `markdown.codecs` holds the twins."""

    MARKDOWN = "markdown"
    MARKDOWN_LINE = "markdown-line"
    TABLE_CELL = "table-cell"
    YAML_PLAIN = "yaml-plain"
    YAML_SINGLE = "yaml-single"
    YAML_DOUBLE = "yaml-double"
    YAML_LITERAL = "yaml-literal"
    YAML_FOLDED = "yaml-folded"
    TOML_BASIC = "toml-basic"
    TOML_LITERAL = "toml-literal"
    TOML_BASIC_LINES = "toml-basic-lines"
    TOML_LITERAL_LINES = "toml-literal-lines"
    JSON = "json"
    HTML_TEXT = "html-text"
    HTML_ATTRIBUTE = "html-attribute"
    LINK_TITLE = "link-title"
    SHORTCODE = "shortcode"
    TAG_PARAMETER = "tag-parameter"
    QUOTED_TITLE = "quoted-title"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph's worth of text that is translated as one, and where it stands in the source."""

    msgid: str
    """What the volunteer sees: raw inline Markdown, soft breaks joined, never empty, no white
    space at either end; a newline in it is a hard break (or a line of code or of a block scalar)."""
    kind: Kind
    codec: Codec
    spans: tuple[Span, ...]
    """One span a source line, in order, not overlapping; the text between two of them is a gap
    (line break, `> ` prefixes, indents) and belongs to the container, not to the unit."""
    msgctxt: str | None = None
    """The front-matter key, or what a `context` directive said; part of the unit's identity."""
    detail: str = ""
    """What the kind needs to be told exactly: heading level, front-matter key, attribute name."""
    notes: tuple[str, ...] = ()
    """What the author says to the translator, in order."""
    breaks: tuple[str, ...] = ()
    """Each hard break of the source in order: its spelling (two blanks, a backslash, `<br>`) and
    the gap that follows it, up to the first character of the next line's text."""
    continuation: str = "\n"
    """What a further line of this unit is written after: a line break as the source writes it, and
    what keeps the line inside its containers (`> `, an indent)."""
    line: int = 1
    """The line of the source on which the first span begins, from 1."""


RULES: Final = 1
"""The version of the rules by which articles are cut into units: it goes up when a release cuts them
in another way. Catalogs are stamped with it (`catalog.rules`)."""


@dataclass(frozen=True, slots=True)
class StringRules:
    """Which texts are units in files that are no articles but the strings of a site."""

    paths: str
    """The regular expression that the paths of these files match as a whole."""
    keys: tuple[str, ...] = ()
    """Paths of keys as `markdown.keypaths` reads them; empty for all."""


@dataclass(frozen=True, slots=True)
class SegmentRules:
    """What the configuration says about segmenting; part of what a cached result depends on."""

    front_matter: tuple[str, ...] = ("title", "subtitle", "description", "summary", "tags[]")
    """Paths of translatable keys: `title`, `author.bio`, `tags[]`, `links[].name`."""
    code: str = "han"
    """Code blocks that are units: `never`, `han` (those that contain Han), `always`."""
    shortcodes: tuple[str, ...] = ("*.title", "*.caption", "*.alt", "*.attr", "*.summary")
    """Shortcode parameters that are units, as `name.parameter`; `*` stands for any name, a number
    for a position counted from 0 (`figure.0`)."""
    strings: tuple[StringRules, ...] = ()
    """The files of strings; the first whose paths match holds."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article, cut into units that know where they stand."""

    path: str
    """Relative to the project's root, with forward slashes; what references and reports say."""
    text: str
    """The decoded file, whole: byte order mark and line ends as they are."""
    units: tuple[Unit, ...]
    """In the order of the source, equal ones repeated; spans never overlap."""
    diagnostics: tuple[Diagnostic, ...] = ()
    skeleton: tuple[tuple[object, ...], ...] = field(default=(), repr=False)
    """What a translation may not change, one row a block, link definition or front-matter event;
    only ever compared with the skeleton of another text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of the source and the text that takes its place."""

    span: Span
    text: str


# --- catalogs ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog. Text is unescaped; comments are without their `# `, `#. ` marks."""

    msgid: str
    msgstr: str = ""
    """Empty: not translated. With plural forms: the first form."""
    msgctxt: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    previous_msgid: str | None = None
    """`#| msgid` (or `#~|`): the source that the msgstr was last confirmed for."""
    previous_msgctxt: str | None = None
    """`#| msgctxt`, kept where another tool wrote it, never written by ours."""
    previous_msgid_plural: str | None = None
    """`#| msgid_plural`, likewise."""
    translator_comments: tuple[str, ...] = ()
    """`# ` lines: people's own, kept as they are."""
    extracted_comments: tuple[str, ...] = ()
    """`#. ` lines."""
    references: tuple[str, ...] = ()
    """`#: ` items, such as `articles/hello.md:1`."""
    flags: tuple[str, ...] = ()
    """`#, ` items in the order found, without `fuzzy` (a field of its own) and `no-wrap` (which
    our serializer writes on every entry)."""
    msgid_plural: str | None = None
    """Only in catalogs of other programs; ours have no plural messages, but lose none."""
    msgstr_plural: tuple[str, ...] = ()
    """All plural forms, the first included; empty exactly when `msgid_plural` is None."""
    line: int | None = field(default=None, compare=False)
    """The line of the file on which `msgid` stands, from 1; never part of equality."""

    @property
    def key(self) -> tuple[str | None, str]:
        """The identity of a message: context and msgid."""
        return (self.msgctxt, self.msgid)

    @property
    def holds_work(self) -> bool:
        """Whether a person's text would be lost with this entry."""
        return bool(self.msgstr or any(self.msgstr_plural) or self.translator_comments)


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file: header fields and entries, in the order of the file."""

    header: tuple[tuple[str, str], ...] = ()
    """Field names and values in the order of the file; names are unique."""
    entries: tuple[Entry, ...] = ()
    """Obsolete ones too; (msgctxt, msgid) is unique among all of them, as gettext demands."""
    header_comments: tuple[str, ...] = ()
    """`# ` lines above the header: credits, licence."""
    header_extracted_comments: tuple[str, ...] = ()
    """`#. ` lines above the header, kept where another tool wrote them."""
    header_flags: tuple[str, ...] = ()
    """Flags of the header as found (`fuzzy` included); ours are written without any."""
    path: str = field(default="", compare=False)
    """Relative to the project's root; for reports, never part of equality."""
