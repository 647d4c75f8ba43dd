"""Catalogs of other programs: whatever they do to a text, its unit is found."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.catalog import parse
from essaytrans.follow.foreign import Find, find_units
from essaytrans.markdown import segment
from essaytrans.model import Entry

ARTICLE = """\
---
title: "雨伞"
description: 一把伞的故事
---

# 雨伞

下雨那天，老魏**借了一把伞**给*陌生人*，见[手册](https://example.org/a "标题")。
第二行也是同一段。

第一行\\
第二行

- 一项
- 二项
  接着写

> 引文一
> 引文二

| 甲 | 乙 |
|----|----|
| 丙 | `丁` |

```python
# 注释
print("你好")
```

见[引用][r]。<b>粗</b>

脚注[^1]。

[^1]: 脚注文字。

[r]: https://example.org/r
"""
TRANSLATED = {
    "雨伞": "Umbrella",
    "一把伞的故事": "Story of an umbrella",
    '下雨那天，老魏**借了一把伞**给*陌生人*，见[手册](https://example.org/a "标题")。第二行也是同一段。': (
        "The day it rained Wei **lent an umbrella** to a *stranger*, see"
        ' [the manual](https://example.org/a "Title"). A second line of it.'
    ),
    "第一行\n第二行": "First line\nSecond line",
    "一项": "One",
    "二项接着写": "Two, and on",
    "引文一引文二": "Quote one quote two",
    "甲": "A",
    "乙": "B",
    "丙": "C",
    "`丁`": "`D`",
    '# 注释\nprint("你好")': '# remark\nprint("hello")',
    "见[引用][r]。<b>粗</b>": "See [the reference][r]. <b>bold</b>",
    "脚注[^1]。": "Note[^1].",
    "脚注文字。": "Text of the note.",
}
"""What every unit of it is in English."""

PO4A = r"""
#, no-wrap
msgid "雨伞"
msgstr "Umbrella"

#, no-wrap
msgid "一把伞的故事"
msgstr "Story of an umbrella"

msgid ""
"下雨那天，老魏**借了一把伞**给*陌生人*，见[手册](https://example.org/a \"标题\")。 "
"第二行也是同一段。"
msgstr ""
"The day it rained Wei **lent an umbrella** to a *stranger*, see [the "
"manual](https://example.org/a \"Title\").  A second line of it."

#, no-wrap
msgid "第一行\\\n"
msgstr "First line\\\n"

msgid "第二行"
msgstr "Second line"

msgid "一项"
msgstr "One"

msgid "二项 接着写"
msgstr "Two, and on"

#, no-wrap
msgid ""
"> 引文一\n"
"> 引文二\n"
msgstr ""
"> Quote one\n"
"> quote two\n"

msgid "| 甲 | 乙 | |----|----| | 丙 | `丁` |"
msgstr "| A | B | |----|----| | C | `D` |"

#, no-wrap
msgid ""
"# 注释\n"
"print(\"你好\")\n"
msgstr ""
"# remark\n"
"print(\"hello\")\n"

#, no-wrap
msgid "见[引用][r]。<b>粗</b>\n"
msgstr "See [the reference][r]. <b>bold</b>\n"

msgid "脚注[^1]。"
msgstr "Note[^1]."

msgid "[^1]: 脚注文字。"
msgstr "[^1]: Text of the note."
"""
MDPO = r"""
msgid ""
"title: \"雨伞\"\n"
"description: 一把伞的故事"
msgstr ""
"title: \"Umbrella\"\n"
"description: Story of an umbrella"

msgid "雨伞"
msgstr "Umbrella"

msgid "下雨那天，老魏**借了一把伞**给*陌生人*，见[手册](https://example.org/a \"标题\")。 第二行也是同一段。"
msgstr "The day it rained Wei **lent an umbrella** to a *stranger*, see [the manual](https://example.org/a \"Title\"). A second line of it."

msgid "第一行\n第二行"
msgstr "First line\nSecond line"

msgid "一项"
msgstr "One"

msgid "二项 接着写"
msgstr "Two, and on"

msgid "引文一 引文二"
msgstr "Quote one quote two"

msgid "甲"
msgstr "A"

msgid "乙"
msgstr "B"

msgid "丙"
msgstr "C"

msgid "`丁`"
msgstr "`D`"

msgid "# 注释\nprint(\"你好\")\n"
msgstr "# remark\nprint(\"hello\")\n"

msgid "见[引用][r]。<b>粗</b>"
msgstr "See [the reference][r]. <b>bold</b>"

msgid "脚注[^1]。"
msgstr "Note[^1]."

msgid "[^1]: 脚注文字。"
msgstr "[^1]: Text of the note."
"""
TOOLKIT = r"""
msgid "---\ntitle: \"雨伞\"\ndescription: 一把伞的故事\n---\n\n"
msgstr "---\ntitle: \"Umbrella\"\ndescription: Story of an umbrella\n---\n\n"

msgid "雨伞"
msgstr "Umbrella"

msgid "标题"
msgstr "Title"

msgid "下雨那天，老魏**借了一把伞**给*陌生人*，见[手册]{1}。 第二行也是同一段。"
msgstr "The day it rained Wei **lent an umbrella** to a *stranger*, see [the manual]{1}. A second line of it."

msgid "第一行\n第二行"
msgstr "First line\nSecond line"

msgid "一项"
msgstr "One"

msgid "二项 接着写"
msgstr "Two, and on"

msgid "引文一 引文二"
msgstr "Quote one quote two"

msgid "甲"
msgstr "A"

msgid "乙"
msgstr "B"

msgid "丙"
msgstr "C"

msgid "`丁`"
msgstr "`D`"

msgid "# 注释\nprint(\"你好\")"
msgstr "# remark\nprint(\"hello\")"

msgid "见[引用]{1}。{2}粗"
msgstr "See [the reference]{1}. {2}bold"

msgid "脚注[^1]。"
msgstr "Note[^1]."

msgid "脚注文字。"
msgstr "Text of the note."
"""
MDBOOK = r"""
msgid "雨伞"
msgstr "Umbrella"

msgid "一把伞的故事"
msgstr "Story of an umbrella"

msgid "下雨那天，老魏**借了一把伞**给_陌生人_，见[手册](https://example.org/a \"标题\")。 第二行也是同一段。"
msgstr "The day it rained Wei **lent an umbrella** to a *stranger*, see [the manual](https://example.org/a \"Title\"). A second line of it."

msgid "第一行\\\n第二行"
msgstr "First line\\\nSecond line"

msgid "一项"
msgstr "One"

msgid "二项 接着写"
msgstr "Two, and on"

msgid "引文一 引文二"
msgstr "Quote one quote two"

msgid "甲"
msgstr "A"

msgid "乙"
msgstr "B"

msgid "丙"
msgstr "C"

msgid "`丁`"
msgstr "`D`"

msgid "# 注释"
msgstr "# remark"

msgid "\"你好\""
msgstr "\"hello\""

msgid "见[引用](https://example.org/r)。<b>粗</b>"
msgstr "See [the reference](https://example.org/r). <b>bold</b>"

msgid "脚注[^1]。"
msgstr "Note[^1]."

msgid "脚注文字。"
msgstr "Text of the note."
"""


def found(article: str, entries: list[Entry]) -> dict[str, Find]:
    """What is found for each unit."""
    document = segment(article)
    return {document.units[find.unit].msgid: find for find in find_units(entries, document)}


def of_catalog(text: str) -> dict[str, Find]:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    return found(ARTICLE, list(parse(header + text).entries))


def texts(finds: dict[str, Find]) -> dict[str, str]:
    return {msgid: find.text for msgid, find in finds.items()}


def doubted(finds: dict[str, Find]) -> set[str]:
    return {msgid for msgid, find in finds.items() if find.reason is not None}


def test_a_catalog_of_po4a_is_taken_whole() -> None:
    finds = of_catalog(PO4A)
    assert texts(finds) == TRANSLATED
    assert doubted(finds) == set()


def test_a_catalog_of_mdpo_is_taken_whole() -> None:
    finds = of_catalog(MDPO)
    assert texts(finds) == TRANSLATED
    assert doubted(finds) == set()


def test_a_catalog_of_translate_toolkit_is_taken_whole() -> None:
    finds = of_catalog(TOOLKIT)
    assert texts(finds) == TRANSLATED
    assert doubted(finds) == set()


def test_a_catalog_of_mdbook_is_taken_whole_and_its_code_reviewed() -> None:
    finds = of_catalog(MDBOOK)
    written_out = "See [the reference](https://example.org/r). <b>bold</b>"
    assert texts(finds) == {**TRANSLATED, "见[引用][r]。<b>粗</b>": written_out}
    assert doubted(finds) == {'# 注释\nprint("你好")'}


def test_what_was_fuzzy_is_reviewed() -> None:
    finds = found("雨。\n\n水。\n", [Entry("雨。", "Rain.", fuzzy=True), Entry("水。", "Water.")])
    assert doubted(finds) == {"雨。"}


def test_paragraphs_of_one_entry_get_their_own_translations() -> None:
    finds = found("第一段。\n\n第二段。\n", [Entry("第一段。\n\n第二段。", "One.\n\nTwo.")])
    assert texts(finds) == {"第一段。": "One.", "第二段。": "Two."}
    assert doubted(finds) == set()


def test_units_of_one_entry_are_cut_between_its_sentences() -> None:
    finds = found("第一段。\n\n第二段。\n", [Entry("第一段。 第二段。", "One. Two.")])
    assert texts(finds) == {"第一段。": "One.", "第二段。": "Two."}


def test_units_of_one_entry_are_reviewed_where_its_sentences_are_others() -> None:
    finds = found("第一段。\n\n第二段。\n", [Entry("第一段。 第二段。", "One and two.")])
    assert texts(finds) == {"第一段。": "One and two.", "第二段。": "One and two."}
    assert doubted(finds) == {"第一段。", "第二段。"}


def test_a_unit_of_several_entries_is_joined() -> None:
    finds = found("第一句。第二句。\n", [Entry("第一句。", "One."), Entry("第二句。", "Two.")])
    assert texts(finds) == {"第一句。第二句。": "One. Two."}


def test_a_text_that_was_edited_is_reviewed() -> None:
    finds = found(
        "雨。\n\n下雨那天，老魏借了一把大伞给陌生人。\n",
        [
            Entry("雨。", "Rain."),
            Entry("下雨那天，老魏借了一把伞给陌生人。", "Wei lent an umbrella."),
        ],
    )
    assert texts(finds)["下雨那天，老魏借了一把大伞给陌生人。"] == "Wei lent an umbrella."
    assert doubted(finds) == {"下雨那天，老魏借了一把大伞给陌生人。"}
    assert 0.5 < finds["下雨那天，老魏借了一把大伞给陌生人。"].confidence < 1


def test_marks_that_a_program_took_off_are_a_reason_to_look() -> None:
    finds = found("下**雨**了。\n", [Entry("下雨了。", "It rains.")])
    assert texts(finds) == {"下**雨**了。": "It rains."}
    assert doubted(finds) == {"下**雨**了。"}


def test_numbers_at_the_ends_of_a_text_are_put_back() -> None:
    finds = found(
        "<b>粗</b>的字和[手册](a.md)\n",
        [Entry("粗{1}的字和[手册]", "bold{1} words and [the manual]")],
    )
    assert list(texts(finds).values()) == ["<b>bold</b> words and [the manual](a.md)"]


def test_a_translation_with_a_number_too_many_is_reviewed_as_it_is() -> None:
    finds = found("见[甲](a.md)吧。\n", [Entry("见[甲]{1}吧。", "See [a]{1} {2}.")])
    assert texts(finds) == {"见[甲](a.md)吧。": "See [a]{1} {2}."}
    assert doubted(finds) == set(texts(finds))


def test_what_has_no_translation_gives_none() -> None:
    assert found("雨。\n", [Entry("雨。"), Entry("水。", "Water.")]) == {}


def test_one_translation_serves_all_places_of_a_text() -> None:
    document = segment("- 无\n\n# 雨\n\n- 无\n")
    finds = find_units([Entry("无", "none"), Entry("雨", "Rain")], document)
    assert [find.text for find in finds] == ["none", "Rain", "none"]


# --- whatever the file is ---------------------------------------------------------------------

_MARKED = st.text('雨水。ab *_`[](){}1|\\\n <>!#-:"', min_size=1, max_size=40)


@given(st.lists(_MARKED, min_size=1, max_size=8))
def test_the_units_of_an_article_are_found_in_a_catalog_of_them(texts: list[str]) -> None:
    """Entries that are an article's units give each of them its own translation."""
    document = segment("\n\n".join(texts) + "\n")
    units = list(dict.fromkeys(unit.msgid for unit in document.units))
    entries = [Entry(msgid, f"T{number}") for number, msgid in enumerate(units)]
    finds = find_units(entries, document)
    wanted = {entry.msgid: entry.msgstr for entry in entries}
    assert [find.text for find in finds] == [wanted[unit.msgid] for unit in document.units]


@given(
    st.lists(_MARKED, max_size=6),
    st.lists(st.tuples(_MARKED, _MARKED, st.booleans()), max_size=8, unique_by=lambda e: e[0]),
)
def test_no_catalog_is_too_strange(texts: list[str], found: list[tuple[str, str, bool]]) -> None:
    """Whatever is in a catalog, a unit gets one text that is not empty, of entries that exist."""
    document = segment("\n\n".join(texts) + "\n")
    entries = [Entry(msgid, msgstr, fuzzy=fuzzy) for msgid, msgstr, fuzzy in found]
    finds = find_units(entries, document)
    assert len({find.unit for find in finds}) == len(finds)
    for find in finds:
        assert find.text.strip()
        assert find.entries
        assert all(0 <= at < len(entries) for at in find.entries)
        assert 0 <= find.confidence <= 1


@pytest.mark.parametrize(
    "attack", ["(", "[", "{1}", "|", " ", ' "', "\\", "*_", "> ", "- ", "<a ", "`"]
)
def test_what_a_catalog_costs_grows_with_its_size_only(attack: str) -> None:
    text = attack * (20_000 // len(attack)) + "雨"
    began = process_time()
    found("雨。\n\n水。\n", [Entry(text, text), Entry(f"{text}\n\n水", f"{text}\n\nb")])
    assert process_time() - began < 3
