"""Terms from TBX (ISO 30042), the exchange format of terminology, and to it.

TBX-Basic is read in versions 2 and 3. Version 2 has `martif`, `termEntry`, `langSet`, `tig`; version 3 has `tbx`, `conceptEntry`,
`langSec`, `termSec`, and in its other style (DCT) elements of their own names for what the first
writes as an attribute `type`. All are read alike, by the names without their namespaces.

Such a file may come from anybody. Nothing outside of it is fetched, whatever its DOCTYPE says, and
one that declares entities is refused.

Written is version 2 (ISO 30042:2008), which translate-toolkit and most other programs read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, NoReturn

from essaytrans.catalog.glossary import Glossary, Term, alternatives
from essaytrans.i18n import msg, nmsg
from essaytrans.language.scripts import script_of
from essaytrans.language.tags import parse_tag, split_tag
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.parsers.expat import XMLParserType

    from essaytrans.model import Message

__all__ = ["parse_tbx", "serialize_tbx"]

_ENTRY: Final = frozenset(("termEntry", "conceptEntry"))
_LANGUAGE: Final = frozenset(("langSet", "langSec"))
_SECTION: Final = frozenset(("tig", "ntig", "termSec"))
_TYPED: Final = frozenset(("termNote", "descrip", "admin"))
"""Elements that say what they hold by their attribute `type`."""
_WANTED: Final = frozenset(("term", "partOfSpeech", "note", "definition", "administrativeStatus"))
_SYNONYMS: Final = 20
"""Terms of a concept in the source language that are read. Each of them has all translations, so that
more would make much of a small file."""
_MOST_TAGS: Final = 1000
"""More than CLDR has languages. What is no tag costs a millisecond or two: a near one is looked for."""
_UNWANTED: Final = ("deprecated", "superseded", "notRecommended")
"""How a status begins that says that a term is not to be used (`deprecatedTerm-admn-sts`)."""


def parse_tbx(
    data: bytes, path: str, source_language: str
) -> tuple[Glossary, tuple[Diagnostic, ...]]:
    """Read a glossary from TBX.

    Args:
        data: the whole file; it says itself in which encoding it is.
        path: what reports call it.
        source_language: the tag of the language that the articles are in. A language section of
            the same script will do (`zh-CN` for `zh-Hans`).

    Returns:
        The glossary, each synonym in the source language a term of its own, and what is wrong with
        the file. A file with an error gives no terms.
    """
    reading = _Reading(path)
    if problem := reading.parse(data):
        return Glossary(), (problem,)
    terms, without = _terms(reading.entries, source_language)
    if not reading.entries:
        return Glossary(), (
            _problem(
                Position(path),
                msg("there are no terms in this file"),
                # Translators: TBX is a format of XML; the words in angle brackets stay.
                msg("TBX has them in <termEntry> or <conceptEntry>"),
            ),
        )
    if not without:
        return Glossary(terms), ()
    return Glossary(terms), (
        Diagnostic(
            Severity.WARNING,
            "tbx",
            nmsg(
                "{number} entry has no term in {language} and is left out",
                "{number} entries have no term in {language} and are left out",
                without,
                language=source_language,
            ),
            msg("the articles' language has to be among those of the file"),
            Position(path),
        ),
    )


def _problem(position: Position, message: Message, hint: Message) -> Diagnostic:
    return Diagnostic(Severity.ERROR, "tbx", message, hint, position)


# --- reading XML ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Section:
    """A term in one language."""

    language: str
    term: str = ""
    part_of_speech: str = ""
    status: str = ""


@dataclass(slots=True)
class _Entry:
    """A concept, and the terms for it."""

    line: int
    sections: list[_Section] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)


class _EntitiesError(Exception):
    """The file declares an entity."""


class _Reading:
    """What expat calls while it reads."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._parser: XMLParserType
        self._language = ""
        self._tags: dict[str, str] = {}
        """The normalised tags, by what the file writes."""
        self._inside_section = False
        self._kept: str | None = None
        """What the text that is being read is: one of `_WANTED`."""
        self._depth = 0
        """How many elements are open inside of it, itself included."""
        self._text: list[str] = []
        self.entries: list[_Entry] = []

    def parse(self, data: bytes) -> Diagnostic | None:
        """Read a file; return what makes that impossible."""
        from xml.parsers import expat  # noqa: PLC0415 - only for this format

        self._parser = parser = expat.ParserCreate()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.buffer_text = True
        try:
            parser.Parse(data, True)
        except _EntitiesError:
            return _problem(
                self._here(),
                msg("this file declares entities, which are not read"),
                msg("take the lines with <!ENTITY out, and write out what they stand for"),
            )
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
        except (ValueError, LookupError) as error:
            reason = str(error)  # of an encoding that expat does not know
        else:
            return None
        return _problem(
            self._here(),
            msg("this is no XML that can be read: {reason}", reason=reason),
            msg("export it again as TBX, in UTF-8"),
        )

    def _here(self) -> Position:
        parser = self._parser
        return Position(self._path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        if self._kept is not None:
            self._depth += 1
        elif name in _ENTRY:
            self.entries.append(_Entry(self._parser.CurrentLineNumber))
            self._language = ""
            self._inside_section = False
        elif not self.entries:
            return
        elif name in _LANGUAGE:
            self._language = self._tag(attributes.get("xml:lang") or attributes.get("lang") or "")
            self._inside_section = False
        elif name in _SECTION:
            self._add_section()
        else:
            kind = _local(attributes.get("type", "")) if name in _TYPED else name
            if kind in _WANTED:
                self._kept, self._depth, self._text = kind, 1, []

    def _tag(self, written: str) -> str:
        if written not in self._tags and len(self._tags) < _MOST_TAGS:
            self._tags[written] = _tag(written)
        return self._tags.get(written, "")

    def _add_section(self) -> None:
        self.entries[-1].sections.append(_Section(self._language))
        self._inside_section = True

    def _characters(self, text: str) -> None:
        if self._kept is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if self._kept is None:
            self._inside_section = self._inside_section and _local(name) not in _SECTION
            return
        self._depth -= 1
        if not self._depth:
            kept, self._kept = self._kept, None
            if text := " ".join("".join(self._text).split()):
                self._keep(kept, text)

    def _keep(self, kept: str, text: str) -> None:
        entry = self.entries[-1]
        if kept in ("note", "definition"):
            entry.notes[text] = None
            return
        if not self._inside_section:
            if kept != "term":
                return
            entry.sections.append(_Section(self._language))
        section = entry.sections[-1]
        if kept == "term":
            section.term = section.term or text
        elif kept == "partOfSpeech":
            section.part_of_speech = text
        else:
            section.status = text


def _refuse(*_: object) -> NoReturn:
    raise _EntitiesError


def _local(name: str) -> str:
    """Return a name without its namespace's prefix."""
    return name.rpartition(":")[2]


def _tag(written: str) -> str:
    """Return a normalised tag; nothing for what is none."""
    try:
        return parse_tag(written)
    except EssaytransError:
        return ""


# --- making terms -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Found:
    """A term while entries are looked through."""

    line: int
    translations: dict[str, dict[str, None]] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)


def _terms(entries: Iterable[_Entry], source_language: str) -> tuple[list[Term], int]:
    """Return the terms, and how many entries have none in the source language."""
    found: dict[tuple[str, str], _Found] = {}
    without = 0
    for entry in entries:
        words = _words(entry)
        source = _closest(words, source_language)
        if source is None:
            without += 1
            continue
        synonyms = words.pop(source)
        for term, part_of_speech in islice(synonyms.items(), _SYNONYMS):
            one = found.setdefault((term, part_of_speech), _Found(entry.line))
            one.notes |= entry.notes
            for language, others in words.items():
                known = one.translations.setdefault(language, {})
                known |= dict.fromkeys(word for other in others for word in alternatives(other))
    return [
        Term(
            term,
            tuple((tag, tuple(several)) for tag, several in one.translations.items() if several),
            part_of_speech,
            "; ".join(one.notes),
            one.line,
        )
        for (term, part_of_speech), one in found.items()
    ], without


def _words(entry: _Entry) -> dict[str, dict[str, str]]:
    """Return the terms of an entry that may be used and their parts of speech, by language."""
    words: dict[str, dict[str, str]] = {}
    for section in entry.sections:
        if section.term and section.language and not section.status.startswith(_UNWANTED):
            several = words.setdefault(section.language, {})
            several.setdefault(section.term, section.part_of_speech)
    return words


def _closest(languages: Iterable[str], wanted: str) -> str | None:
    """Return the language that is the wanted one, or is it in the same script."""
    near: str | None = None
    tag = split_tag(wanted)
    for language in languages:
        if language == wanted:
            return language
        other = split_tag(language)
        if near is None and other.language == tag.language and script_of(other) == script_of(tag):
            near = language
    return near


# --- writing ----------------------------------------------------------------------------------

_HEADER: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="{language}">
  <martifHeader>
    <fileDesc><sourceDesc><p>essaytrans</p></sourceDesc></fileDesc>
    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text>
    <body>
"""
_FOOTER: Final = """\
    </body>
  </text>
</martif>
"""
_NEVER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (section 2.2)."""


def serialize_tbx(glossary: Glossary, source_language: str, *, path: str = "") -> str:
    """Write a glossary as TBX-Basic, version 2, each term an entry; to be encoded as UTF-8.

    Args:
        glossary: translations into the source language are left out: they would be synonyms.
        source_language: the tag of the language that the articles are in.
        path: what reports call the file that the terms are from.

    Raises:
        EssaytransError: `tbx`; a term has a character that XML cannot have.
    """
    for term in glossary.terms:
        _refuse_unfit(term, path)
    parts = [_HEADER.format(language=source_language)]
    for number, term in enumerate(glossary.terms, 1):
        parts.append(f'      <termEntry id="t{number}">\n')
        if term.note:
            parts.append(f"        <note>{_escaped(term.note)}</note>\n")
        parts.append(_section(source_language, (term.term,), term.part_of_speech))
        parts += [
            _section(language, words)
            for language, words in term.translations
            if language != source_language
        ]
        parts.append("      </termEntry>\n")
    return "".join((*parts, _FOOTER))


def _section(language: str, words: Iterable[str], speech: str = "") -> str:
    said = f'<termNote type="partOfSpeech">{_escaped(speech)}</termNote>' if speech else ""
    groups = [f"          <tig><term>{_escaped(word)}</term>{said}</tig>\n" for word in words]
    return f'        <langSet xml:lang="{language}">\n' + "".join(groups) + "        </langSet>\n"


def _refuse_unfit(term: Term, path: str) -> None:
    words = (word for _, several in term.translations for word in several)
    found = _NEVER.search("".join((term.term, term.part_of_speech, term.note, *words)))
    if found:
        raise EssaytransError(
            _problem(
                Position(path, term.line),
                msg(
                    "“{term}” has the character {character}, which no XML can have",
                    term=term.term,
                    character=f"U+{ord(found[0]):04X}",
                ),
                msg("take it out of the glossary, or export CSV"),
            )
        )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
