"""Keep the catalogs of the program's own languages in step with its sentences.

    python tools/messages.py new LANG         start a language
    python tools/messages.py update [LANG…]   extract all sentences, merge them into every language
    python tools/messages.py check [LANG…]    say what is not fit for a release; exit 1 if anything

`new`, and `update` and `check` with a language, take the sentences from the template and touch that
one language: for a translator. Without one, all sentences are extracted anew: for who changed some.

The sentences are the literals in `msg(…)` and `nmsg(…)` under `src/essaytrans`, and what Typer sends
through gettext. A comment above a call that begins with `Translators:` goes with the sentence.
Since several versions of Typer are supported, a sentence of Typer's stays in the template when the
installed version no longer has it; delete it there by hand when the last version that says it is
no longer supported.

Nothing is written but what changed, and nothing in the files depends on the date, on line numbers or
on who runs this. No translation is ever guessed. One whose sentence is gone is kept as obsolete:
delete it by hand, or by `update --drop-obsolete`.
"""

from __future__ import annotations

import argparse
import re
import string
import sys
from collections import Counter
from dataclasses import dataclass
from gettext import c2py
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from babel.core import UnknownLocaleError
from babel.messages.extract import extract
from babel.messages.plurals import DEFAULT_PLURAL, get_plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SOURCE = "en"
_TYPERS = "A sentence of Typer, the library of the command line."
_OUR_KEYWORDS = {"msg": None, "nmsg": (1, 2)}
_TYPER_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}

COMPLETE = frozenset({"ar", "de", "en", "eo", "es", "fr", "ja", "zh_CN", "zh_TW"})
"""The languages that are complete at every commit; what others miss is counted, and no error."""

_LANGUAGE = re.compile(r"(?i)([a-z]{2,3})(?:[_-]([a-z]{2}))?(?:(?:@|[_-]x[_-])([a-z0-9]+))?")
"""What gettext's tools take as a language (Poedit deletes any other from the header), and its
spelling as a BCP 47 tag."""

_THE_NUMBER = frozenset({"number", "count"})
"""Fields that say the number which chose the plural form: as it is, and as the reader writes it."""

_MANY = 1000
"""Plural rules repeat within this (all of CLDR's do by 200)."""


class UnreadableError(Exception):
    """A catalog cannot be read; the text says why and what to do, after the name of the file."""


# --- the template -----------------------------------------------------------------------------


def template(package: Path, old: Sequence[polib.POEntry] = ()) -> list[polib.POEntry]:
    """Extract the sentences: ours first, then Typer's, both in alphabetical order.

    Args:
        package: the folder `essaytrans` in a checkout.
        old: the entries of the present template, of which Typer's are kept.
    """
    found: dict[str, polib.POEntry] = {}
    for path in sorted(package.rglob("*.py")):
        for entry in _extracted(path, _OUR_KEYWORDS):
            entry.occurrences = [(path.relative_to(package.parents[1]).as_posix(), "")]
            _add(found, entry)
    typers: dict[str, polib.POEntry] = {}
    for entry in (*_extracted_of_typer(), *(e for e in old if e.comment == _TYPERS)):
        if entry.msgid not in found:
            entry.comment = _TYPERS
            _add(typers, entry)
    return [group[msgid] for group in (found, typers) for msgid in sorted(group)]


def _extracted_of_typer() -> Iterator[polib.POEntry]:
    spec = find_spec("typer")
    if spec is None or spec.origin is None:
        sys.exit("Typer is not installed in this environment, and its sentences are part of ours.")
    for path in sorted(Path(spec.origin).parent.rglob("*.py")):
        if b"from gettext import" in path.read_bytes():
            yield from _extracted(path, _TYPER_KEYWORDS)


def _extracted(
    path: Path, keywords: Mapping[str, tuple[int, ...] | None]
) -> Iterator[polib.POEntry]:
    with path.open("rb") as file:
        for _, message, comments, _ in extract(
            "python",
            file,
            keywords=keywords,
            comment_tags=("Translators:",),
            options={"encoding": "utf-8"},
            strip_comment_tags=True,
        ):
            msgid, plural = (message, "") if isinstance(message, str) else message[:2]
            yield polib.POEntry(
                msgid=msgid,
                msgid_plural=plural,
                msgstr_plural=dict.fromkeys((0, 1), "") if plural else {},
                comment=" ".join(comments),
                flags=["python-brace-format"] if "{" in msgid + plural else [],
            )


def _add(found: dict[str, polib.POEntry], entry: polib.POEntry) -> None:
    """Add a sentence, or what is new about one that is said in several places."""
    known = found.setdefault(entry.msgid, entry)
    if known is not entry:
        known.msgid_plural = known.msgid_plural or entry.msgid_plural
        known.occurrences = sorted({*known.occurrences, *entry.occurrences})
        if entry.comment not in known.comment:
            known.comment = f"{known.comment}\n{entry.comment}".strip()


# --- the catalogs -----------------------------------------------------------------------------


def merged(
    sentences: Iterable[polib.POEntry], old: polib.POFile, language: str, *, keep_obsolete: bool
) -> polib.POFile:
    """Make a language's catalog anew: the sentences of now with the translations of before."""
    new = _empty_catalog(language, old)
    known = {entry.msgid: entry for entry in sorted(old, key=lambda entry: not entry.obsolete)}
    forms = _plural_rule(new).forms
    for sentence in sentences:
        entry = _copy(sentence)
        before = known.pop(entry.msgid, None)
        if language == _SOURCE:
            _fill(entry)
        elif before is not None:
            _take_over(entry, before)
        if entry.msgid_plural:
            entry.msgstr_plural = {n: entry.msgstr_plural.get(n, "") for n in range(forms)}
        new.append(entry)
    if keep_obsolete and language != _SOURCE:
        for msgid in sorted(known):
            entry = known[msgid]
            if entry.msgstr or any(entry.msgstr_plural.values()):
                entry.obsolete, entry.occurrences, entry.comment = True, [], ""
                new.append(entry)
    return new


def _copy(sentence: polib.POEntry) -> polib.POEntry:
    return polib.POEntry(
        msgid=sentence.msgid,
        msgid_plural=sentence.msgid_plural,
        comment=sentence.comment,
        occurrences=list(sentence.occurrences),
        flags=list(sentence.flags),
    )


def _fill(entry: polib.POEntry) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def _take_over(entry: polib.POEntry, before: polib.POEntry) -> None:
    """Take a translation over; where a sentence got or lost its plural, for a person to confirm."""
    entry.tcomment = before.tcomment
    if bool(entry.msgid_plural) == bool(before.msgid_plural):
        entry.msgstr, entry.msgstr_plural = before.msgstr, dict(before.msgstr_plural)
        fuzzy = before.fuzzy
    elif entry.msgid_plural:
        entry.msgstr_plural, fuzzy = {0: before.msgstr}, bool(before.msgstr)
    else:
        texts = [text for _, text in sorted(before.msgstr_plural.items()) if text]
        entry.msgstr, fuzzy = (texts or [""])[-1], bool(texts)
    if fuzzy:
        entry.flags.insert(0, "fuzzy")


def _empty_catalog(language: str, old: polib.POFile) -> polib.POFile:
    """A catalog with the header fields that do not change by themselves."""
    new = polib.POFile(wrapwidth=0)
    new.header = old.header
    new.metadata = {
        "Project-Id-Version": "essaytrans",
        "Last-Translator": old.metadata.get("Last-Translator", ""),
        "Language-Team": old.metadata.get("Language-Team", ""),
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language:
        plural_forms = old.metadata.get("Plural-Forms") or _usual_plural_forms(language)
        new.metadata["Plural-Forms"] = plural_forms
    return new


def _usual_plural_forms(language: str) -> str:
    """The plural forms that babel knows for a language, or two for one it does not know."""
    try:
        forms, rule = get_plural(language.partition("@")[0])
    except UnknownLocaleError:
        forms, rule = DEFAULT_PLURAL
    return f"nplurals={forms}; plural={rule};"


@dataclass(frozen=True, slots=True)
class _PluralRule:
    forms: int
    """How many forms the language has."""
    only: Mapping[int, int]
    """The forms that serve a single number, each with it: 0, 1 and 2 have theirs in Arabic."""


def _plural_rule(catalog: polib.POFile) -> _PluralRule:
    header = catalog.metadata.get("Plural-Forms", "nplurals=1; plural=0;")
    found = re.fullmatch(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*", header)
    try:
        forms, rule = (int(found[1]), c2py(found[2])) if found else (0, int)
        served = [rule(n) for n in range(_MANY)]
    except (ArithmeticError, ValueError):
        forms, served = 0, [0]
    if max(served) >= forms:
        right = "nplurals=2; plural=(n != 1);"
        raise UnreadableError(f": Plural-Forms cannot be “{header}”, write it like: {right}")
    return _PluralRule(forms, {f: served.index(f) for f in served if served.count(f) == 1})


# --- checking ---------------------------------------------------------------------------------


def problems(catalog: polib.POFile) -> Iterator[tuple[str, str]]:
    """Say what keeps a language from being complete: what kind of thing it is, and where."""
    rule = _plural_rule(catalog)
    for entry in catalog:
        texts = (
            [entry.msgstr_plural.get(n, "") for n in range(rule.forms)]
            if entry.msgid_plural
            else [entry.msgstr]
        )
        if entry.obsolete:
            yield "obsolete", repr(entry.msgid)
        elif not all(texts):
            yield "missing", repr(entry.msgid)
        elif entry.fuzzy:
            yield "fuzzy", repr(entry.msgid)
        else:
            yield from wrong_fields(entry, texts, rule.only)


def wrong_fields(
    entry: polib.POEntry, texts: Sequence[str], only: Mapping[int, int]
) -> Iterator[tuple[str, str]]:
    """Say which translations do not have the fields of their sentence.

    A plural form that serves a single number may leave that number out, as gettext's own check
    allows ("one file"); the one for 1 may also do without a field that the English singular does
    without. All else needs every field of the English plural.
    """
    try:
        singular = _fields(entry.msgid)
        plural = _fields(entry.msgid_plural) if entry.msgid_plural else singular
    except ValueError as error:
        yield f"no format string ({error})", repr(entry.msgid)
        return
    for form, text in enumerate(texts):
        required = plural
        if entry.msgid_plural and form in only:
            required = (singular & plural if only[form] == 1 else plural) - _THE_NUMBER
        try:
            fits = required <= _fields(text) <= singular | plural
        except ValueError as error:
            yield f"no format string ({error})", repr(text)
        else:
            if not fits:
                yield f"other fields than {entry.msgid!r}", repr(text)


def _fields(text: str) -> frozenset[str]:
    """Fields with their format (`share:.0%`); the conversion (`!r`) is the translator's choice."""
    return frozenset(
        f"{name}:{form}" if form else name
        for _, name, form, _ in string.Formatter().parse(text)
        if name is not None
    )


# --- the commands -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """What a command did, and what it found."""

    changed: tuple[Path, ...] = ()
    """The files that it wrote."""
    problems: tuple[str, ...] = ()
    """What is not fit for a release, one line each."""
    notes: tuple[str, ...] = ()
    """What is no error: how far the languages are that need not be complete."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file as it should be, or why that cannot be said."""

    path: Path
    catalog: polib.POFile
    problem: str = ""

    @property
    def in_step(self) -> bool:
        return self.path.exists() and self.path.read_bytes() == _text(self.catalog)


def _wanted(package: Path, languages: Sequence[str], *, keep_obsolete: bool) -> Iterator[_Wanted]:
    """The files as they should be: of these languages, or the template and all of them."""
    pot = package / "locale" / "essaytrans.pot"
    old_template = _read(pot)
    sentences: Sequence[polib.POEntry] = old_template
    if not languages:
        sentences = template(package, old_template)
        new_template = _empty_catalog("", old_template)
        new_template.extend(sentences)
        yield _Wanted(pot, new_template)
    for path in [_path(package, language) for language in languages] or sorted(
        pot.parent.glob("*/LC_MESSAGES/essaytrans.po")
    ):
        language = path.parent.parent.name
        try:
            catalog = merged(sentences, _read(path), language, keep_obsolete=keep_obsolete)
            yield _Wanted(path, catalog)
        except UnreadableError as error:
            yield _Wanted(path, polib.POFile(), _named(path, package, f"{error}"))


def _path(package: Path, language: str) -> Path:
    return package / "locale" / language / "LC_MESSAGES" / "essaytrans.po"


def _named(path: Path, package: Path, problem: str) -> str:
    return f"{path.relative_to(package.parents[1]).as_posix()}{problem}"


_BEGINS_TEXT = re.compile(r'(?:#~)?\s*(?:msg|")')
_WHOLE_TEXT = re.compile(r'(?:#~)?\s*(?:msg[a-z_]+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"\s*')


def _read(path: Path) -> polib.POFile:
    """Read a catalog; an empty one if the file is not there."""
    if not path.exists():
        return polib.POFile()
    try:
        _refuse_half_a_text(path)
        return polib.pofile(str(path))
    except (OSError, ValueError, LookupError) as error:
        # polib says it in a sentence, “Syntax error in po file … (line 7): unescaped double quote”
        found = re.search(r"\(line (\d+)\):? ?(.*)", str(error))
        line, reason = (f":{found[1]}", found[2]) if found else ("", str(error))
        raise UnreadableError(
            f"{line}: {reason or 'syntax error'}; mend it, or undo the change"
        ) from None


def _refuse_half_a_text(path: Path) -> None:
    """Refuse a text without its quotation marks, of which polib drops a letter, or all."""
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if _BEGINS_TEXT.match(line) and not _WHOLE_TEXT.fullmatch(line):
            raise ValueError(f"(line {number}): not a text in quotation marks")


def _text(catalog: polib.POFile) -> bytes:
    return f"{catalog}".encode()


def update(package: Path, languages: Sequence[str] = (), *, drop_obsolete: bool = False) -> Report:
    """Write the template and every language anew, or these languages from the template."""
    wanted = list(_wanted(package, languages, keep_obsolete=not drop_obsolete))
    changed = [file for file in wanted if not file.problem and not file.in_step]
    for file in changed:
        file.path.write_bytes(_text(file.catalog))
    return Report(
        changed=tuple(file.path for file in changed),
        problems=tuple(file.problem for file in wanted if file.problem),
    )


def check(package: Path, languages: Sequence[str] = ()) -> Report:
    """Say what `update` would change, and what keeps each language from being complete.

    Of a language that need not be complete, what is missing, fuzzy or obsolete is only counted,
    unless it is asked for by name.
    """
    found, notes = list[str](), list[str]()
    for file in _wanted(package, languages, keep_obsolete=True):
        if file.problem:
            found.append(file.problem)
            continue
        language = file.path.parent.parent.name
        if not file.in_step:
            of = f" {language}" if languages else ""
            command = f"python tools/messages.py update{of}"
            found.append(_named(file.path, package, f": out of date, run: {command}"))
        if file.path.suffix == ".pot":
            continue
        lenient = language not in COMPLETE and language not in languages
        unfinished: Counter[str] = Counter()
        for kind, what in problems(file.catalog):
            if lenient and kind in _UNFINISHED:
                unfinished[kind] += 1
            else:
                found.append(_named(file.path, package, f": {kind}: {what}"))
        if unfinished:
            counts = ", ".join(f"{unfinished[kind]} {kind}" for kind in sorted(unfinished))
            notes.append(_named(file.path, package, f": begun: {counts}"))
    return Report(problems=tuple(found), notes=tuple(notes))


_UNFINISHED = frozenset({"missing", "fuzzy", "obsolete"})


def new(package: Path, language: str) -> Report:
    """Start a language; write its catalog and nothing else."""
    language = spelled(language)
    path = _path(package, language)
    if path.exists():
        sys.exit(f"This language is there already: {path}")
    path.parent.mkdir(parents=True)
    return update(package, [language])


def spelled(language: str) -> str:
    """Spell a language as gettext's tools do: `pt_BR` for `pt-BR`, `eo` for `EO`."""
    found = _LANGUAGE.fullmatch(language)
    if found is None:
        sys.exit(
            f"Not a name of a language that gettext's tools know: “{language}”. It is ll, lll, ll_CC"
            " or ll@variant: de, tlh, pt_BR, sr@latin."
        )
    country, variant = found[2], found[3]
    return (
        found[1].lower()
        + (f"_{country.upper()}" if country else "")
        + (f"@{variant.lower()}" if variant else "")
    )


def _known(package: Path, languages: Sequence[str]) -> list[str]:
    """Spell the languages asked for; stop at one that was not started."""
    names = [spelled(language) for language in languages]
    for name in names:
        if not _path(package, name).exists():
            sys.exit(f"There is no {name} yet; start it: python tools/messages.py new {name}")
    return names


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--root",
        type=Path,
        default=Path(__file__).parents[1],
        help="the checkout to work on (default: the one that this file is in)",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("new", help="start a language").add_argument("language")
    updating = commands.add_parser("update", help="extract all sentences, merge them")
    updating.add_argument("--drop-obsolete", action="store_true", help="forget obsolete ones")
    checking = commands.add_parser("check", help="say what is not fit for a release")
    for command in (updating, checking):
        command.add_argument("language", nargs="*", help="only this language, from the template")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    given = _arguments(arguments)
    package = given.root.resolve() / "src" / "essaytrans"
    try:
        if given.command == "new":
            report = new(package, given.language)
        elif given.command == "update":
            languages = _known(package, given.language)
            report = update(package, languages, drop_obsolete=given.drop_obsolete)
        else:
            report = check(package, _known(package, given.language))
    except UnreadableError as error:  # of the template, without which there is nothing to do
        sys.exit(_named(package / "locale" / "essaytrans.pot", package, f"{error}"))
    for path in report.changed:
        print(f"wrote {path}")
    for line in (*report.notes, *report.problems):
        print(line)
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
