"""Broken files: each problem is a diagnostic with its place and what to do about it."""

from itertools import pairwise

import pytest

from essaytrans.catalog.po import parse
from essaytrans.i18n import render
from essaytrans.model import Diagnostic, EssaytransError, Severity


def problems(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(EssaytransError) as raised:
        parse(text, path="en/a.po")
    return raised.value.diagnostics


def pointed_at(problem: Diagnostic) -> str:
    """The line of a problem, and what the caret underlines."""
    place = problem.position
    assert place is not None
    assert place.text is not None
    assert place.column is not None
    start = place.column - 1
    return f"{place.line}: {place.text[start : start + place.length]}"


SYNTAX = {
    "a missing quotation mark": (
        'msgid "a\nmsgstr "b"\n',
        '1: "a',
        "the quotation mark that ends this text is missing",
    ),
    "a backslash before the last quotation mark": (
        'msgid "a"\nmsgstr "b\\"\n',
        '2: "b\\"',
        "the quotation mark that ends this text is missing",
    ),
    "a quotation mark inside a text": (
        'msgid "a"\nmsgstr "she said "no" twice"\n',
        "2: no",
        "a text ends before “no”, and the line goes on",
    ),
    "an escape that PO has not": (
        'msgid "a"\nmsgstr "50\\% and \\d"\n',
        "2: \\%",
        "a PO file cannot have \\% in a text",
    ),
    "bytes that are no UTF-8": (
        'msgid "a"\nmsgstr "b\\377c"\n',
        "2: \\377",
        "a PO file cannot have \\377 in a text",
    ),
    "an escape for NUL": (
        'msgid "a"\nmsgstr "b\\0c"\n',
        "2: \\0",
        "a PO file cannot have \\0 in a text",
    ),
    "a NUL": (
        'msgid "a"\nmsgstr "b\0c"\n',
        "2: \0",
        "the line has the control character '\\x00'",
    ),
    "what parts context and msgid in compiled catalogs": (
        '# a\x04\nmsgid "a"\nmsgstr ""\n',
        "1: \x04",
        "the line has the control character '\\x04'",
    ),
    "a word that is none": (
        'msgid "a"\nmsgstd "b"\n',
        "2: msgstd",
        "“msgstd” is no word of a PO file",
    ),
    "text without quotation marks": (
        "msgid 你好\n",
        "1: 你好",
        "“你好” is no word of a PO file",
    ),
    "a text without a keyword": (
        '"a"\nmsgid "b"\nmsgstr ""\n',
        '1: "a"',
        "a text in quotation marks stands here without msgid or msgstr before it",
    ),
    "a text that goes on without the mark of its first line": (
        '#~ msgid "a"\n"b"\n#~ msgstr ""\n',
        '2: "b"',
        "a text in quotation marks stands here without msgid or msgstr before it",
    ),
    "a keyword without a text": (
        'msgid\nmsgstr "b"\n',
        "1: msgid",
        "a keyword of this entry has no text in quotation marks behind it",
    ),
    "a msgid without a msgstr": (
        'msgid "a"\n\nmsgid "b"\nmsgstr ""\n',
        '1: msgid "a"',
        "this entry has no msgstr",
    ),
    "a msgid without a msgstr at the end": (
        'msgid "b"\nmsgstr ""\n\nmsgid "a"\n',
        '4: msgid "a"',
        "this entry has no msgstr",
    ),
    "a msgstr without a msgid": (
        'msgstr "b"\n',
        "1: msgstr",
        "an entry cannot begin with msgstr",
    ),
    "a second msgstr": (
        'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
        "3: msgstr",
        "an entry cannot begin with msgstr",
    ),
    "a context behind its msgid": (
        'msgid "a"\nmsgctxt "c"\nmsgstr "b"\n',
        "2: msgctxt",
        "msgctxt cannot follow msgid",
    ),
    "a previous context behind the previous msgid": (
        '#| msgid "a"\n#| msgctxt "c"\nmsgid "a"\nmsgstr "b"\n',
        "2: msgctxt",
        "msgctxt cannot follow #| msgid",
    ),
    "a previous context alone": (
        '#| msgctxt "c"\nmsgid "a"\nmsgstr "b"\n',
        "2: msgid",
        "msgid cannot follow #| msgctxt",
    ),
    "a previous msgstr": (
        '#| msgstr "a"\n',
        "1: msgstr",
        "an entry cannot begin with msgstr",
    ),
    "a plural without forms": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
        "3: msgstr",
        "msgstr cannot follow msgid_plural",
    ),
    "forms without a plural": (
        'msgid "a"\nmsgstr[0] "c"\n',
        "2: msgstr[0]",
        "msgstr[0] cannot follow msgid",
    ),
    "forms out of turn": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n',
        "4: msgstr[2]",
        "the plural form msgstr[2] is out of turn",
    ),
    "a form of absurd number": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[9999999] "c"\n',
        "3: msgstr",
        "msgstr cannot follow msgid_plural",
    ),
    "a comment between msgid and msgstr": (
        'msgid "a"\n# c\nmsgstr "b"\n',
        "2: # c",
        "a comment stands in the middle of an entry",
    ),
    "an entry of which only a part is obsolete": (
        '#~ msgid "a"\nmsgstr "b"\n',
        '2: msgstr "b"',
        "only some lines of this entry begin with #~",
    ),
    "several domains": (
        'domain "shop"\n\nmsgid "a"\nmsgstr "b"\n',
        "1: domain",
        "the file has a domain line: it holds several catalogs",
    ),
    "a header with plural forms": (
        'msgid ""\nmsgid_plural "b"\nmsgstr[0] "c"\n',
        '1: msgid ""',
        "the header cannot have plural forms",
    ),
}

UNFINISHED = {
    "a context without a msgid": (
        'msgctxt "c"\n',
        '1: msgctxt "c"',
        "this entry has no msgid",
    ),
    "a previous msgid without a msgid": (
        'msgid "b"\nmsgstr ""\n\n#| msgid "a"\n',
        '4: #| msgid "a"',
        "this entry has no msgid",
    ),
}
"""Mistakes only at the end of a file: before another entry they would be part of it."""


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    (SYNTAX | UNFINISHED).values(),
    ids=SYNTAX | UNFINISHED,
)
def test_a_mistake_is_shown_where_it_is(text: str, place: str, sentence: str) -> None:
    (problem,) = problems(text)
    assert problem.severity is Severity.ERROR
    assert problem.code == "po-syntax"
    assert pointed_at(problem) == place
    assert render(problem.message) == sentence


@pytest.mark.parametrize(("text", "place", "sentence"), SYNTAX.values(), ids=SYNTAX)
def test_a_mistake_costs_only_the_entry_it_is_in(text: str, place: str, sentence: str) -> None:
    good = 'msgid "good"\nmsgstr "1"\n'
    found = problems(f"{good}\n{text}\n{good}")
    assert [problem.code for problem in found] == ["po-syntax", "po-duplicate"]
    assert render(found[0].message) == sentence
    assert pointed_at(found[0]).partition(": ")[2] == place.partition(": ")[2]


def test_what_to_do_is_said() -> None:
    (problem,) = problems('msgid "a"\nmsgstr "she said "no" twice"\n')
    assert problem.hint is not None
    assert render(problem.hint) == 'a quotation mark that belongs to the text is written \\"'


CONFLICT = """msgid "a"
<<<<<<< HEAD
msgstr "ours"
||||||| base
msgstr ""
=======
msgstr "theirs"
>>>>>>> branch

msgid "b"
msgstr "good"
"""


def test_a_conflict_is_one_problem_and_not_the_mistakes_it_makes() -> None:
    (problem,) = problems(CONFLICT)
    assert problem.code == "po-conflict"
    assert pointed_at(problem) == "2: <<<<<<< HEAD"
    assert problem.hint is not None
    assert render(problem.hint) == "resolve the merge with git, then run again"


def test_each_conflict_is_reported() -> None:
    found = problems(CONFLICT + "\n" + CONFLICT.replace('"b"', '"c"'))
    assert [pointed_at(problem) for problem in found] == ["2: <<<<<<< HEAD", "14: <<<<<<< HEAD"]


def test_a_conflict_over_several_entries_is_one_problem() -> None:
    side = 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'
    (problem,) = problems(f"<<<<<<< HEAD\n{side}=======\n{side}>>>>>>> branch\n")
    assert problem.code == "po-conflict"


@pytest.mark.parametrize("marker", ["=======", ">>>>>>> branch", "||||||| base", "<<<<<<< HEAD"])
def test_a_marker_alone_is_a_conflict(marker: str) -> None:
    (problem,) = problems(f'msgid "a"\nmsgstr "b"\n\n{marker}\n\nmsgid "c"\nmsgstr "d"\n')
    assert problem.code == "po-conflict"
    assert pointed_at(problem) == f"4: {marker}"


def test_conflict_markers_in_windows_files_are_found() -> None:
    assert {problem.code for problem in problems(CONFLICT.replace("\n", "\r\n"))} == {"po-conflict"}


@pytest.mark.parametrize("line", ["======", "<<<<<<<<", "=======x", "> quoted", "|"])
def test_what_only_looks_like_a_marker_is_a_mistake(line: str) -> None:
    (problem,) = problems(f"{line}\n")
    assert problem.code == "po-syntax"


ENTRY = 'msgctxt "c"\nmsgid "a"\nmsgstr "b"\n'
OBSOLETE = '#~ msgctxt "c"\n#~ msgid "a"\n#~ msgstr "b"\n'


@pytest.mark.parametrize("first", [ENTRY, OBSOLETE], ids=["current", "obsolete"])
@pytest.mark.parametrize("second", [ENTRY, OBSOLETE], ids=["current", "obsolete"])
def test_a_message_that_is_there_twice_is_named_with_the_line_of_the_first(
    first: str, second: str
) -> None:
    # msgcat refuses obsolete ones, too
    (problem,) = problems(f"{first}\n{second}")
    assert problem.code == "po-duplicate"
    assert problem.position is not None
    assert problem.position.line == 6
    assert problem.position.text == second.split("\n")[1]
    assert render(problem.message) == "this message is in the file already, in line 2"


def test_two_entries_in_one_line_may_be_one_message() -> None:
    (problem,) = problems('msgid "a" msgstr "" msgid "a" msgstr ""')
    assert problem.code == "po-duplicate"


def test_a_second_header_is_a_duplicate() -> None:
    (problem,) = problems('msgid ""\nmsgstr ""\n\nmsgid ""\nmsgstr ""\n')
    assert problem.code == "po-duplicate"
    assert pointed_at(problem) == '4: msgid ""'


def test_the_same_msgid_in_another_context_is_another_message() -> None:
    text = 'msgid "a"\nmsgstr ""\n\nmsgctxt "c"\nmsgid "a"\nmsgstr ""\n\nmsgctxt ""\nmsgid "a"\n'
    assert len(parse(text + 'msgstr ""\n').entries) == 3


def test_problems_come_in_the_order_of_the_file_and_no_more_than_twenty() -> None:
    found = problems('msgid "a\0"\n\nmsgid "b"\nmsgstr ""\n\n' * 30)
    lines = [problem.position.line or 0 for problem in found if problem.position]
    assert len(lines) == 20
    assert all(first < second for first, second in pairwise(lines))
