"""What holds of every catalog and of every file."""

from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from catalog.strategies import catalogs, own_catalogs
from essaytrans.catalog.po import parse, serialize
from essaytrans.model import Catalog, Diagnostic, EssaytransError

_WORDS = (
    *("msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "domain "),
    *('""', '"a"', '"b\\n"', '"', "\\", "\\x4", "#", "# ", "#. ", "#: ", "#, ", "#= ", "fuzzy"),
    *("#| ", "#~ ", "#~| ", "\n", "\n\n", "\r\n", "\r", " ", "\t", "\ufeff", "\0", "\x04", "中"),
    *("<<<<<<< ", "=======\n", ">>>>>>> ", "|||||||", "\u2028", "\x85", "\v", "\f", "range: 0..9"),
)
files = st.lists(st.sampled_from(_WORDS) | st.text(max_size=3), max_size=30).map("".join)
"""Files of the words of PO in any order: hardly ever good ones."""


@given(catalogs)
def test_what_is_written_is_read_back(catalog: Catalog) -> None:
    assert parse(serialize(catalog)) == catalog


@given(own_catalogs)
def test_our_own_catalogs_are_read_back(catalog: Catalog) -> None:
    assert parse(serialize(catalog)) == catalog


@given(catalogs)
def test_a_file_in_our_form_is_written_as_it_was(catalog: Catalog) -> None:
    text = serialize(catalog)
    assert serialize(parse(text)) == text


@given(catalogs)
def test_the_layout_of_a_file_does_not_matter(catalog: Catalog) -> None:
    # indented lines are read one by one, by other code than the usual layout
    text = serialize(catalog)
    indented = "\n".join(f" \t{line}" if line else line for line in text.split("\n"))
    assert parse(indented) == parse(text)


@given(catalogs)
def test_line_ends_and_a_byte_order_mark_do_not_matter(catalog: Catalog) -> None:
    text = serialize(catalog)
    assert parse("\ufeff" + text.replace("\n", "\r\n")) == parse(text)


@given(catalogs)
def test_each_entry_knows_the_line_of_its_msgid(catalog: Catalog) -> None:
    text = serialize(catalog)
    lines = text.split("\n")
    for entry in parse(text).entries:
        assert entry.line is not None
        assert lines[entry.line - 1].removeprefix("#~ ").startswith("msgid ")


@given(files)
@example('msgid "a"\nmsgstr "\\')
@example('#~ #| msgid "a"\n#~ msgid "b" msgstr "c"')
@example('msgid "" msgstr "" msgid "" msgstr ""')
def test_a_file_is_read_or_refused_with_diagnostics_that_have_a_place(text: str) -> None:
    for problem in _problems(text):
        position = problem.position
        assert problem.code in {"po-syntax", "po-conflict", "po-duplicate"}
        assert problem.hint is not None
        assert position is not None
        assert position.path == "a.po"
        assert position.line is not None
        assert position.column is not None
        assert position.text is not None
        assert position.length >= 1
        assert position.column + position.length <= len(position.text) + 2


@given(files)
def test_what_was_read_is_written_and_read_again_unless_an_entry_cannot_be(text: str) -> None:
    with suppress(EssaytransError):
        written = serialize(parse(text))
        assert _problems(written) == ()
        assert serialize(parse(written)) == written


def _problems(text: str) -> tuple[Diagnostic, ...]:
    try:
        parse(text, path="a.po")
    except EssaytransError as error:
        return error.diagnostics
    return ()
