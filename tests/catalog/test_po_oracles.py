"""Other programs and our files: they read what we read, and write what we wrote."""

import re
from dataclasses import replace
from typing import Final

import polib
import pytest
from hypothesis import given
from translate.storage.pypo import pofile

from catalog.strategies import own_catalogs
from catalog.tools import rewrite
from essaytrans.catalog.comments import write_remark
from essaytrans.catalog.po import parse, serialize
from essaytrans.model import Catalog, Entry

_POLIB_SPLITS: Final = re.compile("[\u2028\u2029\x85\r\v\f]")
"""polib reads a file with `str.splitlines`, so these break its strings; nothing of ours is wrong
with them."""


@pytest.mark.parametrize(
    "command",
    [
        ("msgcat", "--force-po"),
        ("msgcat", "--force-po", "--no-wrap"),
        ("msgattrib", "--force-po"),
        ("msgmerge", "--force-po", "--quiet", "--previous"),
    ],
    ids=" ".join,
)
@given(catalog=own_catalogs)
def test_gettext_writes_our_files_back_unchanged(
    command: tuple[str, ...], catalog: Catalog
) -> None:
    # without --force-po the tools write nothing at all for a catalog without messages
    text = serialize(catalog)
    assert rewrite(text, *command) == text


@given(own_catalogs)
def test_what_gettext_wraps_is_read_as_it_was(catalog: Catalog) -> None:
    free = serialize(catalog).replace("#, no-wrap\n", "").replace(", no-wrap\n", "\n")
    assert parse(rewrite(free, "msgcat", "--force-po", "--width=20")) == catalog


@pytest.mark.parametrize(
    "written",
    [
        r"\n\t\r\a\b\f\v\\\"",
        r"\101\60\12a\1018",
        r"\x41G\x1041g",
        r"\344\270\255\xe4\xb8\xad",
    ],
)
def test_gettext_reads_escapes_as_we_do(written: str) -> None:
    header, _, entry = serialize(Catalog(entries=(Entry("a", "?"),))).partition("\n\n")
    text = f"{header}\n\n{entry.replace('?', written)}"
    assert parse(rewrite(text, "msgcat")) == parse(text)


@pytest.mark.parametrize("option", ["--no-wrap", "--width=79"])
@pytest.mark.parametrize("length", range(1, 12))
def test_gettext_breaks_lines_of_references_where_we_do(option: str, length: int) -> None:
    references = tuple(f"文/{'a' * length}.md:{number}" for number in range(9, 30))
    text = serialize(Catalog(entries=(Entry("a", references=references),)))
    assert rewrite(text, "msgcat", option) == text


@given(own_catalogs)
def test_translate_toolkit_writes_our_files_back_unchanged(catalog: Catalog) -> None:
    text = serialize(catalog)
    found = pofile.parsestring(text.encode())  # type: ignore[no-untyped-call]
    assert bytes(found).decode() == text


@given(own_catalogs)
def test_polib_reads_what_we_read(catalog: Catalog) -> None:
    text = serialize(catalog)
    if not _POLIB_SPLITS.search(text):
        found = polib.pofile(text)
        assert [_from_polib(entry) for entry in found] == [
            _for_polib(entry) for entry in catalog.entries
        ]
        assert tuple(found.metadata.items()) == catalog.header


def _from_polib(entry: polib.POEntry) -> Entry:
    """Make our entry of one of polib's."""
    return Entry(
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        msgctxt=entry.msgctxt,
        fuzzy="fuzzy" in entry.flags,
        obsolete=bool(entry.obsolete),
        previous_msgid=entry.previous_msgid,
        translator_comments=tuple(entry.tcomment.split("\n") if entry.tcomment else ()),
        extracted_comments=tuple(entry.comment.split("\n") if entry.comment else ()),
        references=tuple(f"{file}:{line}" for file, line in entry.occurrences),
    )


def _for_polib(entry: Entry) -> Entry:
    """Say what polib reads of an entry of ours.

    It does not read `#~|`, and shows the zero-width space behind a backslash that ends a comment.
    """
    return replace(
        entry,
        previous_msgid=None if entry.obsolete else entry.previous_msgid,
        translator_comments=tuple(map(_as_written, entry.translator_comments)),
        extracted_comments=tuple(map(_as_written, entry.extracted_comments)),
    )


def _as_written(remark: str) -> str:
    return write_remark("#", remark).removeprefix("# ")
