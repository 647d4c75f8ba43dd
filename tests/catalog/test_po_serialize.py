"""The one form in which a catalog is written, and what it cannot say."""

from dataclasses import replace

import pytest

from essaytrans.catalog.header import make_header
from essaytrans.catalog.po import parse, serialize
from essaytrans.i18n import render
from essaytrans.model import Catalog, Diagnostic, Entry, EssaytransError

HEADER = make_header(
    language="en",
    plural_forms="nplurals=2; plural=(n != 1);",
    source_language="zh-Hans",
    project="文章",
    rules=1,
)

WHOLE = Catalog(
    header=HEADER,
    entries=(
        Entry(
            "新的标题",
            "The old title",
            "title",
            fuzzy=True,
            previous_msgid="旧的标题",
            translator_comments=("a translator's own remark", "", " indented"),
            extracted_comments=("heading, level 2",),
            references=("articles/tiktok.md:1",),
        ),
        Entry("一行\n又一行", "one line\nand another\n", flags=("c-format", "range: 0..9")),
        Entry(
            '“引号”、"quotes"、\\ 和\t制表符\u2028',
            "",
            fuzzy=False,
            previous_msgid="\n一行\n",
            previous_msgctxt="c",
            previous_msgid_plural="p",
        ),
        Entry("%d 篇", "%d essay", msgid_plural="%d 篇们", msgstr_plural=("%d essay", "")),
        Entry("过时", "obsolete", obsolete=True, translator_comments=("kept",)),
        Entry("过时\n二", "two", "c", fuzzy=True, obsolete=True, previous_msgid="从\n前"),
    ),
)

WHOLE_TEXT = r"""#
msgid ""
msgstr ""
"Project-Id-Version: 文章\n"
"Report-Msgid-Bugs-To: \n"
"POT-Creation-Date: \n"
"PO-Revision-Date: \n"
"Last-Translator: \n"
"Language-Team: \n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"X-Essaytrans-Rules: 1\n"
"X-Generator: essaytrans\n"
"X-Source-Language: zh-Hans\n"

# a translator's own remark
#
#  indented
#. heading, level 2
#: articles/tiktok.md:1
#, fuzzy, no-wrap
#| msgid "旧的标题"
msgctxt "title"
msgid "新的标题"
msgstr "The old title"

#, c-format, range: 0..9, no-wrap
msgid ""
"一行\n"
"又一行"
msgstr ""
"one line\n"
"and another\n"

#, no-wrap
#| msgctxt "c"
#| msgid ""
#| "\n"
#| "一行\n"
#| msgid_plural "p"
msgid "“引号”、\"quotes\"、\\ 和\t制表符<U+2028>"
msgstr ""

#, no-wrap
msgid "%d 篇"
msgid_plural "%d 篇们"
msgstr[0] "%d essay"
msgstr[1] ""

# kept
#, no-wrap
#~ msgid "过时"
#~ msgstr "obsolete"

#, fuzzy, no-wrap
#~| msgid ""
#~| "从\n"
#~| "前"
#~ msgctxt "c"
#~ msgid ""
#~ "过时\n"
#~ "二"
#~ msgstr "two"
""".replace("<U+2028>", "\u2028")


def only(entry: Entry) -> str:
    """What is written of an entry, behind the header."""
    return serialize(Catalog(entries=(entry,))).partition("\n\n")[2]


def test_a_catalog_is_written_in_the_order_and_with_the_breaks_of_msgcat() -> None:
    assert serialize(WHOLE) == WHOLE_TEXT


def test_it_is_read_back() -> None:
    assert parse(WHOLE_TEXT) == WHOLE


def test_obsolete_entries_come_last_in_their_order() -> None:
    entries = (
        Entry("a", "1", obsolete=True),
        Entry("b", "2"),
        Entry("c", "3", obsolete=True),
        Entry("d", "4"),
    )
    written = parse(serialize(Catalog(entries=entries))).entries
    assert [entry.msgid for entry in written] == ["b", "d", "a", "c"]


def test_a_header_is_made_complete_and_brought_into_order() -> None:
    header = (
        ("X-Poedit-SearchPath-0", "."),
        ("Odd", "1"),
        ("Language", "ja"),
        ("", "no field"),
        ("X-Generator", "Poedit 3.6"),
        ("Project-Id-Version", "essays"),
    )
    catalog = parse(serialize(Catalog(header)))
    assert catalog.header == (
        ("Project-Id-Version", "essays"),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", ""),
        ("PO-Revision-Date", ""),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", "ja"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", ""),
        ("X-Poedit-SearchPath-0", "."),
        ("Odd", "1"),
        ("X-Generator", "Poedit 3.6"),
        ("", "no field"),
    )


def test_a_header_keeps_its_comments_and_flags() -> None:
    catalog = Catalog(
        header_comments=("Credits",),
        header_extracted_comments=("a note",),
        header_flags=("fuzzy", "no-wrap"),
    )
    start = '# Credits\n#. a note\n#, fuzzy, no-wrap\nmsgid ""\nmsgstr ""\n'
    assert serialize(catalog).startswith(start)


def test_references_are_broken_where_msgcat_breaks_them() -> None:
    # 79 bytes a line; msgcat does this with --no-wrap, too
    references = tuple(f"文章/{number}.md:1" for number in range(1, 9))
    lines = only(Entry("a", references=references)).split("\n")
    assert lines[:2] == [
        "#: 文章/1.md:1 文章/2.md:1 文章/3.md:1 文章/4.md:1 文章/5.md:1",
        "#: 文章/6.md:1 文章/7.md:1 文章/8.md:1",
    ]


def test_a_long_reference_is_not_broken() -> None:
    assert only(Entry("a", references=("b" * 99, "c"))).startswith(f"#: {'b' * 99}\n#: c\n")


def test_what_a_volunteer_typed_is_carried_control_characters_too() -> None:
    assert r'msgstr "\a\b\f\v\r' + "\x1b\x7f" in only(Entry("a", "\a\b\f\v\r\x1b\x7f"))


def test_no_comment_ends_in_a_backslash_which_gettext_would_take_for_a_broken_line() -> None:
    entry = Entry("a", "b", translator_comments=("C:\\", "\\\u200b"), extracted_comments=("\\",))
    text = serialize(Catalog(entries=(entry,)))
    assert "\\\n" not in text
    assert parse(text).entries == (entry,)


def test_white_space_at_the_end_of_a_comment_is_dropped_as_poedit_does() -> None:
    assert only(Entry("a", translator_comments=("b \t\u3000", "  "))).startswith("# b\n#\n")


def test_a_flag_is_written_once() -> None:
    entry = Entry("a", "b", fuzzy=True, flags=("no-wrap", "fuzzy", "c-format"))
    assert only(entry).startswith("#, fuzzy, no-wrap, c-format\n")


def unwritable(catalog: Catalog) -> tuple[Diagnostic, ...]:
    with pytest.raises(EssaytransError) as raised:
        serialize(catalog)
    assert {problem.code for problem in raised.value.diagnostics} == {"po-unwritable"}
    return raised.value.diagnostics


GOOD = Entry("文章", "essay", line=7)

UNWRITABLE = {
    "a NUL": (
        replace(GOOD, msgstr="a\0b"),
        "its msgstr has the character U+0000",
    ),
    "what parts context and msgid": (
        replace(GOOD, previous_msgid="a\x04b"),
        "its msgid has the character U+0004",
    ),
    "half a surrogate pair": (
        replace(GOOD, msgstr="\ud83d"),
        "its msgstr has the character U+D83D",
    ),
    "a control character in a context": (
        replace(GOOD, msgctxt="a\x1b"),
        "its msgctxt has the character U+001B",
    ),
    "a line break in a comment": (
        replace(GOOD, translator_comments=("a\nb",)),
        "a comment has a line break or a NUL in it",
    ),
    "a carriage return in a note": (
        replace(GOOD, extracted_comments=("a\rb",)),
        "a comment has a line break or a NUL in it",
    ),
    "a reference with a blank": (
        replace(GOOD, references=("a b.md:1",)),
        "the reference “a b.md:1” has white space in it",
    ),
    "an empty reference": (
        replace(GOOD, references=("",)),
        "the reference “” has white space in it",
    ),
    "a flag that is two": (
        replace(GOOD, flags=("a, b",)),
        "“#, a, b, no-wrap” are not flags",
    ),
    "plural forms without a plural": (
        replace(GOOD, msgstr_plural=("essay",)),
        "msgstr and the plural forms do not go together",
    ),
    "a plural without forms": (
        replace(GOOD, msgid_plural="文章们"),
        "msgstr and the plural forms do not go together",
    ),
    "a msgstr that is not the first form": (
        replace(GOOD, msgid_plural="文章们", msgstr_plural=("other",)),
        "msgstr and the plural forms do not go together",
    ),
    "a previous context without a previous msgid": (
        replace(GOOD, previous_msgctxt=""),
        "there is a previous msgctxt or plural and no previous msgid",
    ),
}


@pytest.mark.parametrize(("entry", "reason"), UNWRITABLE.values(), ids=UNWRITABLE)
def test_what_cannot_be_said_is_an_error_that_names_the_entry(entry: Entry, reason: str) -> None:
    (problem,) = unwritable(Catalog(entries=(Entry("good"), entry), path="en/a.po"))
    assert render(problem.message) == f"the entry “文章” cannot be written: {reason}"
    assert problem.position is not None
    assert (problem.position.path, problem.position.line) == ("en/a.po", 7)


@pytest.mark.parametrize("code", [*range(9), *range(11, 32), 127])
def test_no_msgid_has_a_control_character_but_tab_and_newline(code: int) -> None:
    (problem,) = unwritable(Catalog(entries=(Entry(f"a{chr(code)}"),)))
    assert f"its msgid has the character U+{code:04X}" in render(problem.message)


@pytest.mark.parametrize(
    "entries",
    [
        (Entry("a", "1"), Entry("a", "2")),
        (Entry("a", "1"), Entry("a", "2", obsolete=True)),
        (Entry("a", "1", obsolete=True), Entry("a", "2", obsolete=True)),
        (Entry("", "header"),),
    ],
    ids=["both current", "one obsolete", "both obsolete", "the header's"],
)
def test_a_key_is_written_once_as_gettext_wants_it(entries: tuple[Entry, ...]) -> None:
    (problem,) = unwritable(Catalog(entries=entries))
    assert "another has the same msgid and msgctxt" in render(problem.message)


@pytest.mark.parametrize(
    "header",
    [(("Language", "en\nX: 1"),), (("No name", "1"),), (("", ""),)],
    ids=["a line break", "a blank in a name", "nothing"],
)
def test_a_header_that_would_be_read_otherwise_is_an_error(
    header: tuple[tuple[str, str], ...],
) -> None:
    (problem,) = unwritable(Catalog(header=header))
    assert render(problem.message) == (
        "the header cannot be written: a field has a line break in it, or an invalid name"
    )


def test_a_line_break_in_the_credits_is_an_error() -> None:
    (problem,) = unwritable(Catalog(header_comments=("a\nb",)))
    assert render(problem.message).startswith("the header cannot be written: a comment has")


def test_all_that_cannot_be_said_is_named_up_to_twenty() -> None:
    entries = tuple(Entry(f"{number}\0") for number in range(30))
    assert len(unwritable(Catalog(entries=entries))) == 20
