"""What a PO file says, construct by construct, whoever wrote it."""

import pytest

from essaytrans.catalog.po import parse
from essaytrans.model import Catalog, Entry

HEADER = r"""# Credits go here.
#
msgid ""
msgstr ""
"Project-Id-Version: essays\n"
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"

"""

MESSAGE = 'msgid "a"\nmsgstr "b"\n'

ENTRIES = {
    "a message and its translation": (
        'msgid "你好"\nmsgstr "Hello"\n',
        Entry("你好", "Hello"),
    ),
    "a message without a translation": (
        'msgid "你好"\nmsgstr ""\n',
        Entry("你好"),
    ),
    "a context": (
        'msgctxt "title"\nmsgid "你好"\nmsgstr "Hello"\n',
        Entry("你好", "Hello", "title"),
    ),
    "an empty context, which is one": (
        'msgctxt ""\nmsgid "你好"\nmsgstr "Hello"\n',
        Entry("你好", "Hello", ""),
    ),
    "an empty msgid in a context, which is no header": (
        'msgctxt "title"\nmsgid ""\nmsgstr "Hello"\n',
        Entry("", "Hello", "title"),
    ),
    "strings wrapped by a tool": (
        'msgid ""\n"你好，"\n"世界"\nmsgstr "Hello, "\n"world"\n',
        Entry("你好，世界", "Hello, world"),
    ),
    "strings broken after each newline": (
        'msgid ""\n"一\\n"\n"二"\nmsgstr ""\n"one\\n"\n"two\\n"\n',
        Entry("一\n二", "one\ntwo\n"),
    ),
    "plural forms": (
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "一"\nmsgstr[1] ""\n',
        Entry(
            "%d file",
            "一",
            msgid_plural="%d files",
            msgstr_plural=("一", ""),
        ),
    ),
    "comments of every kind": (
        "# mine\n#  indented\n#tight\n#\n#. heading\n#.tight\n#: a.md:1 b.md:2\n#: c.md\n"
        + MESSAGE,
        Entry(
            "a",
            "b",
            translator_comments=("mine", " indented", "tight", ""),
            extracted_comments=("heading", "tight"),
            references=("a.md:1", "b.md:2", "c.md"),
        ),
    ),
    "comments in any order": (
        '#: a.md:1\n#, fuzzy\n#. note\n# mine\nmsgid "a"\nmsgstr "b"\n',
        Entry(
            "a",
            "b",
            fuzzy=True,
            translator_comments=("mine",),
            extracted_comments=("note",),
            references=("a.md:1",),
        ),
    ),
    "a comment of an unknown kind, which is a person's": (
        '#? what\n#%% x\n#=====\n#= see 注意\n#!!!\nmsgid "a"\nmsgstr "b"\n',
        Entry("a", "b", translator_comments=("? what", "%% x", "=====", "= see 注意", "!!!")),
    ),
    "a reference to a file with blanks in its name": (
        '#: \u2068my file.md\u2069:3 文\u3000章.md:1\nmsgid "a"\nmsgstr "b"\n',
        Entry("a", "b", references=("\u2068my file.md\u2069:3", "文\u3000章.md:1")),
    ),
    "several flags in a line": (
        '#, c-format, fuzzy,no-wrap ,range: 0..9, eigen\nmsgid "a"\nmsgstr "b"\n',
        Entry("a", "b", fuzzy=True, flags=("c-format", "range: 0..9", "eigen")),
    ),
    "flags in several lines": (
        '#, fuzzy\n#, c-format\n#= no-wrap, range: 0..9\nmsgid "a"\nmsgstr "b"\n',
        Entry("a", "b", fuzzy=True, flags=("c-format", "range: 0..9")),
    ),
    "a fuzzy flag without a translation, which says nothing": (
        '#, fuzzy, no-wrap\nmsgid "a"\nmsgstr ""\n',
        Entry("a"),
    ),
    "a fuzzy flag on plural forms of which the first is empty": (
        '#, fuzzy\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] "x"\n',
        Entry("a", "", fuzzy=True, msgid_plural="b", msgstr_plural=("", "x")),
    ),
    "the previous msgid": (
        '#, fuzzy\n#| msgid "old"\nmsgid "new"\nmsgstr "b"\n',
        Entry("new", "b", fuzzy=True, previous_msgid="old"),
    ),
    "the previous msgid in several lines": (
        '#| msgid ""\n#| "old\\n"\n#| "lines"\nmsgid "new"\nmsgstr "b"\n',
        Entry("new", "b", previous_msgid="old\nlines"),
    ),
    "previous context, msgid and plural": (
        '#| msgctxt "c"\n#| msgid "old"\n#| msgid_plural "olds"\n' + MESSAGE,
        Entry(
            "a",
            "b",
            previous_msgctxt="c",
            previous_msgid="old",
            previous_msgid_plural="olds",
        ),
    ),
    "comments between the previous msgid and the entry": (
        '#| msgid "old"\n# mine\n\nmsgid "new"\nmsgstr "b"\n',
        Entry("new", "b", previous_msgid="old", translator_comments=("mine",)),
    ),
    "an obsolete entry": (
        '# mine\n#, fuzzy\n#~ msgctxt "c"\n#~ msgid ""\n#~ "a\\n"\n#~ "b"\n#~ msgstr "x"\n',
        Entry("a\nb", "x", "c", fuzzy=True, obsolete=True, translator_comments=("mine",)),
    ),
    "an obsolete entry with its previous msgid": (
        '#~| msgid ""\n#~| "o\\n"\n#~| "p"\n#~ msgid "a"\n#~ msgstr "x"\n',
        Entry("a", "x", obsolete=True, previous_msgid="o\np"),
    ),
    "an obsolete entry without blanks, with blanks, and with a remark inside": (
        '#~ # mine\n#~ #| msgid "o"\n#~\n#~msgid "a"\n  #~   msgstr   "x"  \n',
        Entry("a", "x", obsolete=True, previous_msgid="o", translator_comments=("mine",)),
    ),
    "an obsolete entry with plural forms": (
        '#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr[0] "x"\n#~ msgstr[1] "y"\n',
        Entry("a", "x", obsolete=True, msgid_plural="b", msgstr_plural=("x", "y")),
    ),
    "an entry in one line": (
        'msgctxt "c" msgid "a" "b"msgstr"x"\n',
        Entry("ab", "x", "c"),
    ),
    "an entry over more lines than it needs": (
        '\n\n  msgid\n\n"a"\n\n"b"\n\tmsgstr\n\n\n  "x"\n\n"y"\n',
        Entry("ab", "xy"),
    ),
    "plural forms with blanks about the number": (
        'msgid "a" msgid_plural "b" msgstr [ 0 ] "x" msgstr[01] "y"\n',
        Entry("a", "x", msgid_plural="b", msgstr_plural=("x", "y")),
    ),
    "characters that only Python takes for line ends": (
        'msgid "a\u2028b\x85c\vd\fe\rf"\nmsgstr "\u2029\x1c"\n',
        Entry("a\u2028b\x85c\vd\fe\rf", "\u2029\x1c"),
    ),
}


@pytest.mark.parametrize(("text", "entry"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_is_read(text: str, entry: Entry) -> None:
    assert parse(HEADER + text).entries == (entry,)


@pytest.mark.parametrize(("text", "entry"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_is_read_without_a_header_and_between_others(text: str, entry: Entry) -> None:
    first, last = 'msgid "first"\nmsgstr "1"\n', 'msgid "last"\nmsgstr ""'
    assert parse(f"{first}\n{text}\n{last}").entries == (Entry("first", "1"), entry, Entry("last"))


ESCAPES = {
    r"\n\t\\\"": '\n\t\\"',
    r"\r\a\b\f\v": "\r\a\b\f\v",
    r"\\n \\\" \\\\": '\\n \\" \\\\',
    r"\101 \60a \18": "A 0a \x018",
    r"\344\270\255": "中",
    r"\xe4\xb8\xad": "中",
    r"\xE4\270\xad\x41.": "中A.",
    r"\x41G": "AG",
    r"\x1041g": "Ag",
    r"\x7f\x1b": "\x7f\x1b",
}


@pytest.mark.parametrize(("written", "text"), ESCAPES.items())
def test_escapes_are_read_as_gettext_reads_them(written: str, text: str) -> None:
    assert parse(f'msgid "a"\nmsgstr "{written}"\n').entries == (Entry("a", text),)


def test_an_escape_does_not_go_on_in_the_next_piece_of_its_string() -> None:
    text = 'msgid ""\n"\\x4a"\n"1"\nmsgstr "\\x4a"\n"1"\n'
    assert parse(text).entries == (Entry("J1", "J1"),)


def test_a_header_is_read_field_by_field() -> None:
    text = r"""# Credits
#
#. from the template
#, fuzzy, no-wrap
msgid ""
msgstr ""
"Project-Id-Version: essays\n"
"PO-Revision-Date: \n"
"Last-Translator:\n"
"Plural-Forms: nplurals=2; "
"plural=(n != 1);\n"
"X-Note: a: b\n"
"Language: en"
"""
    assert parse(text, path="en/a.po") == Catalog(
        header=(
            ("Project-Id-Version", "essays"),
            ("PO-Revision-Date", ""),
            ("Last-Translator", ""),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
            ("X-Note", "a: b"),
            ("Language", "en"),
        ),
        header_comments=("Credits", ""),
        header_extracted_comments=("from the template",),
        header_flags=("fuzzy", "no-wrap"),
        path="en/a.po",
    )


def test_lines_of_a_header_that_are_no_fields_are_kept_under_the_empty_name() -> None:
    text = r"""msgid ""
msgstr "no field\nLanguage: en\nX-A: 1\nLanguage: fr\n: nothing\n"
"""
    assert parse(text).header == (
        ("Language", "en"),
        ("X-A", "1"),
        ("", "no field\nLanguage: fr\n: nothing"),
    )


def test_a_bare_comment_above_the_header_is_no_comment() -> None:
    assert parse('#\nmsgid ""\nmsgstr ""\n').header_comments == ()


def test_a_header_may_stand_anywhere() -> None:
    text = 'msgid "a"\nmsgstr "b"\n\n# Credits\nmsgid ""\nmsgstr "Language: en\\n"\n'
    assert parse(text) == Catalog(
        header=(("Language", "en"),), entries=(Entry("a", "b"),), header_comments=("Credits",)
    )


def test_what_a_header_has_no_place_for_becomes_a_comment() -> None:
    text = '#: a.md:1\n#| msgid ""\n#| "old\\n"\n#| "text"\nmsgid ""\nmsgstr "Language: en\\n"\n'
    assert parse(text).header_comments == (": a.md:1", "|msgid old", "text")


def test_the_previous_msgid_that_msgmerge_gives_a_header_is_not_kept() -> None:
    text = '# Credits\n#, fuzzy\n#| msgid ""\nmsgid ""\nmsgstr "Language: en\\n"\n'
    assert parse(text).header_comments == ("Credits",)


def test_comments_behind_the_last_entry_are_kept_with_those_of_the_file() -> None:
    text = HEADER + 'msgid "a"\nmsgstr "b"\n\n# vim: set et:\n#. a note\n#: a.md:1\n'
    catalog = parse(text)
    assert catalog.entries == (Entry("a", "b"),)
    assert catalog.header_comments == ("Credits go here.", "", "vim: set et:", ": a.md:1")
    assert catalog.header_extracted_comments == ("a note",)


@pytest.mark.parametrize("text", ["", "\n", " \t\n\n", "\ufeff", "#\n"])
def test_a_file_without_entries_is_an_empty_catalog(text: str) -> None:
    assert parse(text) == Catalog()


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Macintosh"])
def test_line_ends_of_other_systems_are_read(end: str) -> None:
    text = HEADER + '# mine\nmsgid ""\n"a\\n"\n"b"\nmsgstr "c"\n'
    assert parse(text.replace("\n", end)) == parse(text)


def test_a_stray_carriage_return_in_a_comment_is_a_blank() -> None:
    assert parse('# a\rb\nmsgid "a"\nmsgstr "b"\n').entries[0].translator_comments == ("a b",)


def test_a_byte_order_mark_is_skipped() -> None:
    assert parse("\ufeff" + HEADER).header == parse(HEADER).header


def test_the_order_of_the_file_is_kept_and_each_entry_knows_its_line() -> None:
    text = """msgid ""
msgstr "Language: en\\n"

# c
msgctxt "c"
msgid "a"
msgstr ""

#~ msgid "b"
#~ msgstr "x"
msgid "c" msgstr ""


msgid ""
"d"
msgstr ""
"""
    assert [(entry.msgid, entry.line) for entry in parse(text).entries] == [
        ("a", 6),
        ("b", 9),
        ("c", 11),
        ("d", 14),
    ]


def test_a_file_from_weblate_is_read() -> None:
    # wrapped at 77 columns, the header's long field too
    text = r"""# Translations template for essays.
#
msgid ""
msgstr ""
"Project-Id-Version: essays\n"
"PO-Revision-Date: 2024-01-01 10:00+0000\n"
"Language-Team: English <https://weblate.example.org/projects/essays/articles/"
"en/>\n"
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Generator: Weblate 5.4\n"

#: articles/hello.md:1
#, fuzzy
#| msgid "The old text which was rather long and was therefore wrapped by the "
#| "tool"
msgid "The new text which is rather long and is therefore wrapped by the tool"
msgstr ""
"Der alte Text, der recht lang war und deshalb vom Werkzeug umbrochen wurde"
"."
"""
    catalog = parse(text)
    assert dict(catalog.header)["Language-Team"] == (
        "English <https://weblate.example.org/projects/essays/articles/en/>"
    )
    assert catalog.entries == (
        Entry(
            "The new text which is rather long and is therefore wrapped by the tool",
            "Der alte Text, der recht lang war und deshalb vom Werkzeug umbrochen wurde.",
            fuzzy=True,
            previous_msgid=(
                "The old text which was rather long and was therefore wrapped by the tool"
            ),
            references=("articles/hello.md:1",),
        ),
    )
