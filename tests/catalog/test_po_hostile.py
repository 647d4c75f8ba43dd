"""Hostile shapes: read, or refused, in a time that grows with their length and no faster.

Nothing is timed. A rule that is quadratic makes a test here hang, which is noticed.
"""

import pytest

from essaytrans.catalog.po import parse, serialize
from essaytrans.model import Catalog, Entry, EssaytransError

N = 100_000

TEXTS = {
    "quotation marks": '"' * N,
    "backslashes": "\\" * N,
    "newlines": "\n" * N,
    "everything": 'a\\"\n\t中\u2028' * (N // 7),
    "escapes that are none": "\\0" * N,
    "five megabytes": "中" * 5_000_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_long_text_comes_back(text: str) -> None:
    entries = (Entry(text, text, fuzzy=True, previous_msgid=text),)
    assert parse(serialize(Catalog(entries=entries))).entries == entries


ENTRY = 'msgid "a"\nmsgstr ""\n'

GOOD = {
    "blank lines": "\n" * N,
    "a line of blanks": " " * N + "\n",
    "comments without entries": "# x\n\n" * N,
    "a long comment": "#" * N + "\n",
    "marks": "#~ #| " * N + "\n",
    "pieces in a line": "msgid " + '"a" ' * N + '\nmsgstr ""\n',
    "pieces in lines": 'msgid ""\n' + '"a"\n' * N + 'msgstr ""\n',
    "octal escapes": 'msgid "' + "\\101" * N + '"\nmsgstr ""\n',
    "a hexadecimal number": 'msgid "\\x' + "1" * N + '"\nmsgstr ""\n',
    "isolates that are not closed": "#: " + "\u2068a " * N + "\n" + ENTRY,
    "flags": "#, " + "a," * N + "\n" + ENTRY,
    "ranges that are none": "#, " + "range: " * N + "\n" + ENTRY,
    "fields of a header": 'msgid ""\nmsgstr ""\n' + '"a: b\\n"\n' * N,
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_long_file_is_read(text: str) -> None:
    assert parse(text).path == ""


BAD = {
    "words": "a " * N,
    "lines of words": "a\n\n" * N,
    "a quotation mark that is not closed": 'msgid "' + '\\"' * N,
    "words between quotation marks": '" a' * N,
    "conflicts": "<<<<<<< a\n" * N,
    "duplicates": f"{ENTRY}\n" * N,
    "control characters": "\0\n" * N,
    "plural forms": 'msgid "a"\nmsgid_plural ""\n' + 'msgstr[0] ""\n' * N,
    "keywords": "msgid " * N,
    "brackets": "msgstr [ " * N,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_long_broken_file_is_refused(text: str) -> None:
    with pytest.raises(EssaytransError):
        parse(text)
