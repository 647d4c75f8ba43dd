"""Keep the catalogs of the program's own languages in step with its sentences.

    python tools/messages.py update        extract all sentences, merge them into every language
    python tools/messages.py check         say what is not fit for a release; exit 1 if anything is
    python tools/messages.py new LANG      start a language

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

_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?(@[a-z0-9]+)?")
"""What gettext's tools take as a language; Poedit deletes any other from the header."""

_MANY = 1000
"""Plural rules repeat within this (all of CLDR's do by 200)."""


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
    several: frozenset[int]
    """Which of them are ever used for another number than 1."""


def _plural_rule(catalog: polib.POFile) -> _PluralRule:
    header = catalog.metadata.get("Plural-Forms", "nplurals=1; plural=0;")
    found = re.fullmatch(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?\s*", header)
    if found is None:
        sys.exit(f"This header is not of gettext's form. Plural-Forms: {header}")
    rule = c2py(found[2])
    return _PluralRule(int(found[1]), frozenset(rule(n) for n in range(_MANY) if n != 1))


# --- checking ---------------------------------------------------------------------------------


def problems(catalog: polib.POFile) -> Iterator[str]:
    """Say what keeps a language from being complete, one line each."""
    rule = _plural_rule(catalog)
    for entry in catalog:
        texts = (
            [entry.msgstr_plural.get(n, "") for n in range(rule.forms)]
            if entry.msgid_plural
            else [entry.msgstr]
        )
        if entry.obsolete:
            yield f"obsolete: {entry.msgid!r}"
        elif not all(texts):
            yield f"missing: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        else:
            yield from wrong_fields(entry, texts, rule.several)


def wrong_fields(
    entry: polib.POEntry, texts: Sequence[str], several: frozenset[int]
) -> Iterator[str]:
    """Say which translations do not have the fields of their sentence.

    A plural form that is only ever used for 1 may do without a field that the English singular
    does without ("one file"); all other forms need every field of the English plural.
    """
    try:
        singular = _fields(entry.msgid)
        plural = _fields(entry.msgid_plural) if entry.msgid_plural else singular
    except ValueError as error:
        yield f"no format string ({error}): {entry.msgid!r}"
        return
    for form, text in enumerate(texts):
        required = plural if form in several or not entry.msgid_plural else singular & plural
        try:
            fits = required <= _fields(text) <= singular | plural
        except ValueError as error:
            yield f"no format string ({error}): {text!r}"
        else:
            if not fits:
                yield f"other fields than {entry.msgid!r}: {text!r}"


def _fields(text: str) -> frozenset[str]:
    """Fields with their format (`share:.0%`); the conversion (`!r`) is the translator's choice."""
    return frozenset(
        f"{name}:{form}" if form else name
        for _, name, form, _ in string.Formatter().parse(text)
        if name is not None
    )


# --- the commands -----------------------------------------------------------------------------


def _wanted(package: Path, *, keep_obsolete: bool) -> dict[Path, polib.POFile]:
    """All files as they should be: the template and each language."""
    folder = package / "locale"
    pot = folder / "essaytrans.pot"
    old_template = _read(pot)
    wanted = {pot: _empty_catalog("", old_template)}
    sentences = template(package, old_template)
    wanted[pot].extend(sentences)
    for path in sorted(folder.glob("*/LC_MESSAGES/essaytrans.po")):
        language = path.parent.parent.name
        wanted[path] = merged(sentences, _read(path), language, keep_obsolete=keep_obsolete)
    return wanted


def _read(path: Path) -> polib.POFile:
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def _text(catalog: polib.POFile) -> bytes:
    return f"{catalog}".encode()


def update(package: Path, *, drop_obsolete: bool = False) -> list[Path]:
    """Write the template and every language anew; return the files that changed."""
    wanted = _wanted(package, keep_obsolete=not drop_obsolete)
    changed = [path for path, catalog in wanted.items() if not _is(path, catalog)]
    for path in changed:
        path.write_bytes(_text(wanted[path]))
    return changed


def check(package: Path) -> list[str]:
    """Say what `update` would change, and what keeps each language from being complete."""
    found: list[str] = []
    for path, catalog in _wanted(package, keep_obsolete=True).items():
        name = path.relative_to(package.parents[1]).as_posix()
        if not _is(path, catalog):
            found.append(f"{name}: out of date, run: python tools/messages.py update")
        if path.suffix == ".po":
            found += [f"{name}: {problem}" for problem in problems(catalog)]
    return found


def new(package: Path, language: str) -> Path:
    """Start a language; return its catalog."""
    if not _LANGUAGE.fullmatch(language):
        sys.exit(f"Not ll, lll, ll_CC or ll@variant, which gettext's tools know: {language}")
    path = package / "locale" / language / "LC_MESSAGES" / "essaytrans.po"
    if path.exists():
        sys.exit(f"This language is there already: {path}")
    path.parent.mkdir(parents=True)
    path.touch()
    update(package)
    return path


def _is(path: Path, catalog: polib.POFile) -> bool:
    return path.exists() and path.read_bytes() == _text(catalog)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--root",
        type=Path,
        default=Path(__file__).parents[1],
        help="the checkout to work on (default: the one that this file is in)",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    updating = commands.add_parser("update", help="extract all sentences, merge them")
    updating.add_argument("--drop-obsolete", action="store_true", help="forget obsolete ones")
    commands.add_parser("check", help="say what is not fit for a release")
    commands.add_parser("new", help="start a language").add_argument("language")
    given = parser.parse_args(arguments)
    package = given.root.resolve() / "src" / "essaytrans"
    if given.command == "check":
        found = check(package)
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    changed = (
        update(package, drop_obsolete=given.drop_obsolete)
        if given.command == "update"
        else [new(package, given.language)]
    )
    print(*(f"wrote {path}" for path in changed), sep="\n", end="\n" if changed else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
