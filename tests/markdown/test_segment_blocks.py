"""Lists, quotes, footnotes, definition lists, containers, admonitions and alerts."""

from __future__ import annotations

import pytest

from essaytrans.markdown.segment import segment
from markdown.reading import codes, translate, units

Table = dict[str, tuple[str, list[tuple[str, ...]]]]

LISTS: Table = {
    "a tight list": ("- 一\n- 二\n", [("list-item", "一"), ("list-item", "二")]),
    "a loose list": ("* 一\n\n* 二\n", [("list-item", "一"), ("list-item", "二")]),
    "a numbered list": ("9. 一\n10) 二\n", [("list-item", "一"), ("list-item", "二")]),
    "paragraphs of an item": (
        "- 一\n\n  二\n\n三\n",
        [("list-item", "一"), ("list-item", "二"), ("paragraph", "三")],
    ),
    "a nested list": (
        "- 一\n  - 二\n    1. 三\n- 四\n",
        [("list-item", "一"), ("list-item", "二"), ("list-item", "三"), ("list-item", "四")],
    ),
    "a lazy line": ("- 一\n二\n", [("list-item", "一二", "一", "二")]),
    "a list indented by tabs": ("-\t一\n\n\t二\n", [("list-item", "一"), ("list-item", "二")]),
    "an item that begins on the next line": ("-\n  一\n", [("list-item", "一")]),
    "an empty item": ("-\n- 一\n", [("list-item", "一")]),
    "a heading in an item": ("- # 题\n", [("heading", "题")]),
    "a quote in an item": ("- > 引\n", [("quote", "引")]),
    "a task": ("- [ ] 任务\n- [x] 完\n", [("list-item", "任务"), ("list-item", "完")]),
    "a task in capitals": ("1. [X] 完\n\n   详\n", [("list-item", "完"), ("list-item", "详")]),
    "a box without a blank": ("- [x]完\n", [("list-item", "[x]完")]),
    "a box alone": ("- [ ]\n", []),
    "a box outside of a list": ("[ ] 任务\n", [("paragraph", "[ ] 任务")]),
}

QUOTES: Table = {
    "a quote": ("> 一\n> 二\n", [("quote", "一二", "一", "二")]),
    "a quote without blanks": (">一\n>二\n", [("quote", "一二", "一", "二")]),
    "a lazy line": ("> 一\n二\n> 三\n", [("quote", "一二三", "一", "二", "三")]),
    "two paragraphs": ("> 一\n>\n> 二\n", [("quote", "一"), ("quote", "二")]),
    "a quote in a quote": ("> 一\n> > 二\n", [("quote", "一"), ("quote", "二")]),
    "a lazy line of a nested quote": (
        "> > 一\n> 二\n三\n",
        [("quote", "一二三", "一", "二", "三")],
    ),
    "a heading in a quote": ("> # 题\n", [("heading", "题")]),
    "a list in a quote": ("> - 一\n>   二\n", [("list-item", "一二", "一", "二")]),
    "a fence in a quote": ("> ```\n> 码\n> 二\n> ```\n", [("code", "码\n二", "码", "二")]),
}

FOOTNOTES: Table = {
    "a footnote": ("文[^1]。\n\n[^1]: 脚\n", [("paragraph", "文[^1]。"), ("footnote", "脚")]),
    "nobody refers to it": ("[^1]: 脚\n", [("footnote", "脚")]),
    "a Chinese label": ("[^注]: 脚\n", [("footnote", "脚")]),
    "several paragraphs": (
        "[^1]: 一\n    二\n\n    三\n\n四\n",
        [("footnote", "一二", "一", "二"), ("footnote", "三"), ("paragraph", "四")],
    ),
    "a list in a footnote": ("[^1]:\n    - 一\n", [("list-item", "一")]),
    "an inline footnote": ("文^[注]。\n", [("paragraph", "文^[注]。")]),
    "its place in the article": (
        "[^1]: 脚\n\n文\n",
        [("footnote", "脚"), ("paragraph", "文")],
    ),
}

DEFINITIONS: Table = {
    "a term": ("术语\n: 解释\n", [("term", "术语"), ("definition", "解释")]),
    "two definitions": (
        "术语\n:   一\n:   二\n",
        [("term", "术语"), ("definition", "一"), ("definition", "二")],
    ),
    "a loose one": (
        "术语\n\n: 一\n\n    二\n",
        [("term", "术语"), ("definition", "一"), ("definition", "二")],
    ),
    "a tilde": ("*术语*\n~ 解释\n", [("term", "*术语*"), ("definition", "解释")]),
    "two terms": (
        "甲\n: 一\n\n乙\n: 二\n",
        [("term", "甲"), ("definition", "一"), ("term", "乙"), ("definition", "二")],
    ),
    "a list in it": ("甲\n: - 一\n", [("term", "甲"), ("list-item", "一")]),
    "a colon without a term": (": 一\n", [("paragraph", ": 一")]),
}

CONTAINERS: Table = {
    "VitePress": (":::tip 标题\n文\n:::\n", [("container-title", "标题"), ("paragraph", "文")]),
    "VitePress with a blank": (
        "::: warning 标题\n文\n:::\n",
        [("container-title", "标题"), ("paragraph", "文")],
    ),
    "Docusaurus": (":::note[标题]\n文\n:::\n", [("container-title", "标题"), ("paragraph", "文")]),
    "Docusaurus with brackets": (
        ":::note[标[题]]\n文\n:::\n",
        [("container-title", "标[题]"), ("paragraph", "文")],
    ),
    "no title": (":::tip\n文\n:::\n", [("paragraph", "文")]),
    "attributes": (':::note{title="标题"}\n文\n:::\n', [("paragraph", "文")]),
    "Pandoc's attributes": ("::: {.cls}\n文\n:::\n", [("paragraph", "文")]),
    "one in another": (
        "::::a 外\n:::b 内\n文\n:::\n::::\n",
        [("container-title", "外"), ("container-title", "内"), ("paragraph", "文")],
    ),
    "what stands inside": (
        ":::details 展开\n- 项\n\n```js\n// 码\n```\n:::\n后\n",
        [
            ("container-title", "展开"),
            ("list-item", "项"),
            ("code", "// 码"),
            ("paragraph", "后"),
        ],
    ),
    "one that is not closed": (
        ":::tip 标题\n文\n",
        [("container-title", "标题"), ("paragraph", "文")],
    ),
    "colons alone": (":::\n", []),
}

ADMONITIONS: Table = {
    "a title": ('!!! note "标题"\n    文\n', [("container-title", "标题"), ("paragraph", "文")]),
    "a title with a quote": (
        '!!! note "说 &quot;好&quot;"\n    文\n',
        [("container-title", '说 "好"', "说 &quot;好&quot;"), ("paragraph", "文")],
    ),
    "no title": ("!!! note\n    文\n", [("paragraph", "文")]),
    "an empty title": ('!!! note ""\n    文\n', [("paragraph", "文")]),
    "a folded one": (
        '??? tip "标题"\n    文\n',
        [("container-title", "标题"), ("paragraph", "文")],
    ),
    "an unfolded one": (
        '???+ tip "标题"\n    文\n',
        [("container-title", "标题"), ("paragraph", "文")],
    ),
    "several words": ('!!! note inline end "标题"\n', [("container-title", "标题")]),
    "two paragraphs": ("!!! note\n    一\n\n    二\n", [("paragraph", "一"), ("paragraph", "二")]),
    "a Chinese sentence": ("!!! 注意\n", [("paragraph", "!!! 注意")]),
    "a Chinese question": ("??? 什么\n", [("paragraph", "??? 什么")]),
}

ALERTS: Table = {
    "GitHub": ("> [!NOTE]\n> 文\n", [("quote", "文")]),
    "a second paragraph": ("> [!TIP]\n> 一\n>\n> 二\n", [("quote", "一"), ("quote", "二")]),
    "Obsidian's title": ("> [!tip] 标题\n> 文\n", [("container-title", "标题"), ("quote", "文")]),
    "Obsidian's folded title": (
        "> [!tip]- 标题\n> 文\n",
        [("container-title", "标题"), ("quote", "文")],
    ),
    "a title alone": ("> [!tip]+ 标题\n", [("container-title", "标题")]),
    "in the middle of a text": ("> 文 [!NOTE]\n", [("quote", "文 [!NOTE]")]),
    "outside of a quote": ("[!NOTE] 文\n", [("paragraph", "[!NOTE] 文")]),
    "a Chinese label": ("> [!注] 文\n", [("quote", "[!注] 文")]),
}


def _cases(**tables: Table) -> list[object]:
    return [
        pytest.param(text, found, id=f"{kind}: {name}")
        for kind, table in tables.items()
        for name, (text, found) in table.items()
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    _cases(
        lists=LISTS,
        quotes=QUOTES,
        footnotes=FOOTNOTES,
        definitions=DEFINITIONS,
        containers=CONTAINERS,
        admonitions=ADMONITIONS,
        alerts=ALERTS,
    ),
)
def test_each_paragraph_in_a_container_is_a_unit(text: str, found: list[tuple[str, ...]]) -> None:
    assert units(text) == found
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "translations", "built"),
    [
        ("- [x] 完\n", ["done"], "- [x] done\n"),
        ("> 一\n二\n> 三\n", ["one"], "> one\n"),
        ("> [!tip]- 标题\n> 文\n", ["title", "text"], "> [!tip]- title\n> text\n"),
        (":::note[标题]\n文\n:::\n", ["a]b", "text"], ":::note[a]b]\ntext\n:::\n"),
        ('!!! note "标题"\n    文\n', ['say "hi"', "x"], '!!! note "say &quot;hi&quot;"\n    x\n'),
        ("术语\n: 解释\n", ["term", "what\nit is"], "term\n: what\\\n  it is\n"),
    ],
)
def test_the_marks_of_containers_stay_outside(
    text: str, translations: list[str], built: str
) -> None:
    assert translate(text, *translations) == built


def test_kinds_come_with_what_one_must_know_of_them() -> None:
    text = "## 题\n\n```js\n// 码\n```\n\n| 甲 |\n|---|\n| 乙 |\n"
    found = [(unit.kind.value, unit.detail, unit.line) for unit in segment(text).units]
    assert found == [
        ("heading", "2", 1),
        ("code", "js", 4),
        ("table-header", "", 7),
        ("table-cell", "", 9),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(">" * 100 + " 深\n", 1, id="quotes"),
        pytest.param("- " * 50 + "深\n", 1, id="items on one line"),
        pytest.param("".join("  " * depth + "- 项\n" for depth in range(50)), 50, id="items"),
        pytest.param("".join("    " * n + "!!! note\n" for n in range(101)), 101, id="admonitions"),
        pytest.param(":::tip\n" * 100 + "深\n" + ":::\n" * 100, 101, id="containers"),
    ],
)
def test_what_nests_too_deep_stays_and_is_named(text: str, line: int) -> None:
    text += "\n\n后\n"
    assert codes(text) == [("too-deep", line)]
    *inside, after = units(text)
    assert after == ("paragraph", "后")
    assert translate(text, *[None] * len(inside), "after") == text.replace("后", "after")


def test_ninety_nine_quotes_are_not_too_deep() -> None:
    text = ">" * 99 + " 深\n"
    assert units(text) == [("quote", "深")]
    assert codes(text) == []
