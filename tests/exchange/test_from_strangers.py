"""Files from anybody: nothing is fetched, nothing grows, and what is wrong is said with its line."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from essaytrans.exchange.guard import Root, first_look
from essaytrans.exchange.reading import is_markup, read_markup
from essaytrans.exchange.sheets import require_library
from essaytrans.i18n import render
from essaytrans.model import Entry, EssaytransError
from exchange.sheets import FORMS, XLIFF, XLIFF2, Form, read, sheet_of

if TYPE_CHECKING:
    from pathlib import Path

SHEET = sheet_of(Entry("喝茶", "Tea"))


def failure(data: bytes) -> tuple[str, int | None, str]:
    """The code, the line and the message of what stops a file."""
    with pytest.raises(EssaytransError) as caught:
        read(data, "back.xlf")
    (problem,) = caught.value.diagnostics
    assert problem.hint is not None
    assert problem.position is not None
    assert problem.position.path == "back.xlf"
    return problem.code, problem.position.line, render(problem.message, language="en")


def with_doctype(form: Form, doctype: str, old: str = "Tea", new: str = "Tea") -> bytes:
    text = form.write([SHEET]).decode()
    head, mark, rest = text.partition("<xliff")
    return f"{head}{doctype}{mark}{rest.replace(old, new)}".encode()


both = pytest.mark.parametrize("form", [XLIFF, XLIFF2], ids=str)


@both
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://localhost:1/a.dtd"> %a;]>\n',
    ],
    ids=["that grow", "of files", "of parameters"],
)
def test_entities_are_refused(form: Form, doctype: str) -> None:
    code, line, message = failure(with_doctype(form, doctype, "Tea", "&a;"))
    assert (code, line) == ("exchange-file", 2)
    assert "entities" in message


@both
def test_an_entity_that_another_file_might_declare_is_refused(form: Form) -> None:
    data = with_doctype(form, '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">\n', "Tea", "T&x;")
    assert failure(data)[0] == "exchange-file"


@both
def test_a_doctype_alone_is_not_looked_at(form: Form) -> None:
    data = with_doctype(form, '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">\n')
    assert read(data).sheets == (SHEET,)


@both
def test_nothing_is_included(form: Form, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    included = f'<x xmlns="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    data = form.write([SHEET]).decode().replace(">Tea<", f">{included}<").encode()
    taken = read(data)
    assert taken.sheets[0].catalog.entries == ()
    assert [problem.code for problem in taken.diagnostics] == ["exchange-entry"]


@both
def test_half_a_file_is_named_with_its_line(form: Form) -> None:
    data = form.write([SHEET])
    code, line, _ = failure(data[: data.index(b"Tea")])
    assert (code, line) == ("exchange-file", 1 + data[: data.index(b"Tea")].count(b"\n"))


@pytest.mark.parametrize(
    "data",
    [
        b"<xliff",
        b'<?xml version="1.0" encoding="x-odd"?><xliff/>',
        b"<xliff></tmx>",
        b"<xliff>\x00</xliff>",
        b'<xliff version="2.0"/><xliff/>',
        b'<a:xliff xmlns:a="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
        b'<xliff version="1.2"/>',
    ],
    ids=repr,
)
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    assert failure(data)[0] == "exchange-file"


def test_a_deep_file_is_not_read_to_the_end() -> None:
    data = b"<xliff>" + b"<g>" * 100_000 + b"</g>" * 100_000 + b"</xliff>"
    began = time.process_time()
    assert "more than translations do" in failure(data)[2]
    assert time.process_time() - began < 1


def test_a_file_of_very_many_elements_is_not_read_to_the_end() -> None:
    data = b"<xliff>" + b"<g/>" * 1_000_001 + b"</xliff>"
    assert "more than translations do" in failure(data)[2]


def test_a_memory_is_sent_to_where_it_is_of_use() -> None:
    with pytest.raises(EssaytransError) as caught:
        read(b'<tmx version="1.4"><body/></tmx>')
    hint = caught.value.diagnostics[0].hint
    assert hint is not None
    assert "essaytrans offer" in render(hint, language="en")


def test_what_is_no_exchange_format_is_somebody_else_s() -> None:
    assert read_markup(b"<html><p>Dear editor,<br></html>", "") is None
    assert not is_markup(b"<<<<<<< HEAD\nmsgid")
    assert is_markup('<?xml version="1.0" encoding="utf-16"?><x/>'.encode("utf-16"))


def test_utf_16_is_read() -> None:
    text = XLIFF.write([SHEET]).decode().replace("UTF-8", "UTF-16")
    assert read(text.encode("utf-16")).sheets == (SHEET,)


def test_a_first_look_says_what_a_file_is() -> None:
    assert first_look(b'<x:xliff version="2.1" xmlns:x="y"/>', "") == Root("xliff", "2.1")


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("essaytrans.exchange.sheets.find_spec", lambda _: None)
    with pytest.raises(EssaytransError) as caught:
        require_library("back.xlf")
    (problem,) = caught.value.diagnostics
    assert problem.code == "exchange-missing"
    assert problem.hint is not None
    assert 'pip install "essaytrans[exchange]"' in render(problem.hint, language="en")
    for form in (XLIFF, XLIFF2):
        with pytest.raises(EssaytransError):
            form.write([SHEET])
    assert FORMS[2].write([SHEET])


# --- tables -----------------------------------------------------------------------------------


def table(text: str) -> list[tuple[str, str, bool]]:
    (sheet,) = read(text.encode()).sheets
    return [(e.msgid, e.msgstr, e.fuzzy) for e in sheet.catalog.entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("source,target\n喝茶,Tea\n", [("喝茶", "Tea", False)]),
        ("source;target;fuzzy\r\n喝茶;Tea;WAHR\r\n", [("喝茶", "Tea", True)]),
        ("Target\tSource\nTea\t喝茶\n", [("喝茶", "Tea", False)]),
        ('source,target\n"a\r\nb","c"\n\n', [("a\nb", "c", False)]),
        ("source,target\n'=1,'-1\n", [("=1", "-1", False)]),
        ("source,target\n喝茶\n,nothing\n", [("喝茶", "", False)]),
    ],
    ids=["plain", "semicolons", "tabs", "Windows", "formulas", "short rows"],
)
def test_tables_as_spreadsheets_save_them(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert table(text) == expected
    assert [(e[0], e[1]) for e in table("\ufeff" + text)] == [(e[0], e[1]) for e in expected]
    (sheet,) = read(text.encode("utf-16")).sheets
    assert [(e.msgid, e.msgstr, e.fuzzy) for e in sheet.catalog.entries] == expected


def test_no_cell_is_a_formula() -> None:
    entry = Entry("=1", "@x", "+c", translator_comments=("-r",), extracted_comments=("\tn",))
    data = FORMS[2].write([sheet_of(entry)]).decode("utf-8-sig")
    row = data.splitlines()[1]
    assert row.startswith("articles/tea.md,'=1,'@x,")
    assert ",'+c,'-r,'\tn," in row
    assert FORMS[2].there_and_back(entry).entries == (entry,)


def test_a_broken_row_is_named_and_the_others_come_in() -> None:
    taken = read('source,target\n喝茶,Tea\na"b,"c"d\n水,Water\n'.encode(), "back.csv")
    assert [e.msgid for e in taken.sheets[0].catalog.entries] == ["喝茶", "水"]
    (problem,) = taken.diagnostics
    assert problem.position is not None
    assert (problem.code, problem.position.line) == ("exchange-entry", 3)


def test_a_table_that_is_broken_all_over_is_not_read_to_the_end() -> None:
    code, line, _ = failure(("source,target\n" + '"a"b,c\n' * 200).encode())
    assert (code, line) == ("exchange-file", 102)
