"""Front matter in YAML and TOML: which values are units, and what is left alone."""

from __future__ import annotations

import pytest

from essaytrans.markdown.segment import segment
from essaytrans.model import SegmentRules
from markdown.reading import codes, translate, units

RULES = SegmentRules(front_matter=("title", "summary", "tags[]", "author.bio", "links[].name"))

YAML = {
    "a plain scalar": ("title: 标题\n", [("标题",)]),
    "a plain scalar between blanks": ("title:   标题  \n", [("标题",)]),
    "a plain scalar of two lines": ("title: 一\n  二\n", [("一二", "一\n  二")]),
    "a plain scalar of Latin lines": ("title: a\n  b\n", [("a b", "a\n  b")]),
    "single quotes": ("title: '标''题'\n", [("标'题", "'标''题'")]),
    "blanks inside of quotes": ("title: '  标题 '\n", [("标题", "'  标题 '")]),
    "double quotes": ('title: "标\\"题\\n二"\n', [('标"题\n二', '"标\\"题\\n二"')]),
    "an escape of Unicode": ('title: "\\u4e2d"\n', [("中", '"\\u4e2d"')]),
    "a literal block": ("summary: |\n  一\n\n    二\n", [("一\n\n  二", "一", "", "  二")]),
    "a literal block, stripped": ("summary: |-\n  一\n  二\n\n", [("一\n二", "一", "二")]),
    "a literal block, kept": ("summary: |+\n    一\n\n\n", [("一",)]),
    "a folded block": ("summary: >\n  一\n  二\n\n  三\n", [("一二\n三", "一", "二", "", "三")]),
    "a folded block with a comment": ("summary: >- # 注\n  一\n", [("一",)]),
    "a folded block that keeps lines": ("summary: >\n  一\n    二\n", []),
    "an explicit indent": ("summary: |2\n    一\n", []),
    "a flow list": ("tags: [茶, '酒', \"水\"]\n", [("茶",), ("酒", "'酒'"), ("水", '"水"')]),
    "a flow list of two lines": ("tags: [茶,\n  酒]\n", [("茶",), ("酒",)]),
    "a block list": ("tags:\n  - 茶\n  - 酒\n", [("茶",), ("酒",)]),
    "a block list without an indent": ("tags:\n- 茶\n- 酒\n", [("茶",), ("酒",)]),
    "a comment": ("# 注释\ntitle: 标题 # 注释\n", [("标题",)]),
    "an anchor and its alias": ("title: &a 标题\nsummary: *a\n", []),
    "a tag": ("title: !!str 标题\n", []),
    "no text": ("title: 2020\nsummary: yes\n", []),
    "nothing": ("title:\nsummary: ''\n", []),
    "a date": ("title: 2020-01-01\n", []),
    "a quoted number": ("title: '2020 年'\n", [("2020 年", "'2020 年'")]),
    "a mapping where a text is expected": ("title: {a: 文}\n", []),
    "a nested key": ("author:\n  bio: 人\n  name: 名\n", [("人",)]),
    "a nested key in a flow mapping": ("author: {bio: 人, name: 名}\n", [("人",)]),
    "a list of mappings": ("links:\n  - name: 链\n    url: /x\n", [("链",)]),
    "a quoted key": ('"title": 标题\n', [("标题",)]),
    "a complex key": ("? [甲, 乙]\n: 丙\ntitle: 标题\n", [("标题",)]),
    "a key of nobody's": ("other: 标题\n", []),
    "a key said twice": ("title: 甲\ntitle: 乙\n", [("甲",), ("乙",)]),
    "an address": ("title: https://a.example/中\n", []),
    "Latin text": ("title: Hello\n", [("Hello",)]),
}

TOML = {
    "a basic string": ('title = "标\\"题"\n', [('标"题', '"标\\"题"')]),
    "a literal string": ("title = '标\\题'\n", [("标\\题", "'标\\题'")]),
    "a basic string of lines": (
        'summary = """\n一\n二"""\n',
        [("一\n二", '"""\n一\n二"""')],
    ),
    "a basic string with a folded line": (
        'title = """a \\\n   b"""\n',
        [("a b", '"""a \\\n   b"""')],
    ),
    "a basic string with quotes inside": ('title = """a"中"""""\n', [('a"中""', '"""a"中"""""')]),
    "a literal string of lines": ("summary = '''\n一\n二\n'''\n", [("一\n二", "'''\n一\n二\n'''")]),
    "an array": ("tags = [\"茶\", '酒']\n", [("茶", '"茶"'), ("酒", "'酒'")]),
    "an array of lines": (
        'tags = [\n  "茶", # "注"\n  "酒",\n]\n',
        [("茶", '"茶"'), ("酒", '"酒"')],
    ),
    "a table": ('[author]\nbio = "人"\n[other]\nbio = "别"\n', [("人", '"人"')]),
    "an array of tables": (
        '[[links]]\nname = "甲"\n[[links]]\nname = "乙"\n',
        [("甲", '"甲"'), ("乙", '"乙"')],
    ),
    "an inline table": ('author = { bio = "人", age = 3 }\n', [("人", '"人"')]),
    "a dotted key": ('author.bio = "人"\n', [("人", '"人"')]),
    "a quoted dotted key": ('"author" . \'bio\' = "人"\n', [("人", '"人"')]),
    "a comment": ('# title = "注"\ntitle = "标题" # "注"\n', [("标题", '"标题"')]),
    "a hash in a string": ('title = "a # 中"\n', [("a # 中", '"a # 中"')]),
    "no text": ("title = 3\nsummary = 1979-05-27\n", []),
    "nothing": ('title = ""\n', []),
}


@pytest.mark.parametrize(("inner", "found"), YAML.values(), ids=YAML)
def test_yaml_scalars_are_units_in_all_styles(inner: str, found: list[tuple[str, ...]]) -> None:
    text = f"---\n{inner}---\n正文\n"
    expected = [("front-matter", *unit) for unit in found]
    assert units(text, RULES) == [*expected, ("paragraph", "正文")]
    assert codes(text, RULES) == []


@pytest.mark.parametrize(("inner", "found"), TOML.values(), ids=TOML)
def test_toml_strings_are_units_in_all_styles(inner: str, found: list[tuple[str, ...]]) -> None:
    text = f"+++\n{inner}+++\n正文\n"
    expected = [("front-matter", *unit) for unit in found]
    assert units(text, RULES) == [*expected, ("paragraph", "正文")]
    assert codes(text, RULES) == []


def test_items_of_a_list_carry_their_key_as_context() -> None:
    text = "---\ntitle: 茶\ntags: [茶]\nlinks:\n- name: 茶\n---\n茶\n"
    found = [(unit.msgid, unit.msgctxt, unit.detail) for unit in segment(text, rules=RULES).units]
    assert found == [
        ("茶", None, "title"),
        ("茶", "tags", "tags[]"),
        ("茶", "links.name", "links[].name"),
        ("茶", None, ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\ntitle: 标题\n---\n", id="YAML"),
        pytest.param("--- \ntitle: 标题\n---\t\n", id="blanks after the fences"),
        pytest.param("---\ntitle: 标题\n...\n", id="dots"),
        pytest.param("---\ntitle: 标题\n---", id="no last line break"),
        pytest.param("\ufeff---\ntitle: 标题\n---\n", id="a byte order mark"),
        pytest.param("---\r\ntitle: 标题\r\n---\r\n", id="CRLF"),
        pytest.param("+++\rtitle = '标题'\r+++\r", id="TOML and carriage returns"),
    ],
)
def test_front_matter_stands_between_fences(text: str) -> None:
    assert [unit[:2] for unit in units(text)] == [("front-matter", "标题")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("\n---\ntitle: 标题\n---\n", [("heading", "title: 标题")], id="not first"),
        pytest.param("---\n标题\n---\n", [("heading", "标题")], id="no mapping"),
        pytest.param("---\n- 项\n---\n", [("list-item", "项")], id="a list"),
        pytest.param("---\ntitle: 标题\n", [("paragraph", "title: 标题")], id="not closed"),
        pytest.param("---\n---\n正文\n", [("paragraph", "正文")], id="empty"),
        pytest.param("----\ntitle: 题\n----\n", [("heading", "title: 题")], id="another fence"),
    ],
)
def test_between_two_rules_may_stand_plain_markdown(
    text: str, found: list[tuple[str, ...]]
) -> None:
    assert units(text) == found
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("---\nx: 1\ntitle: 一: 二\n---\n正文\n", 3, id="a colon in YAML"),
        pytest.param("---\ntitle: '一\n---\n正文\n", 2, id="an open quotation mark"),
        pytest.param("---\ntitle: 标题\n\tx: 1\n---\n正文\n", 3, id="a tab"),
        pytest.param("---\ntitle: *nobody\nx: \x0c\n---\n正文\n", 3, id="a control character"),
        pytest.param("---\nx: " + "[" * 2000 + "\n---\n正文\n", 2, id="brackets without end"),
        pytest.param("+++\ntitle = 标题\n+++\n正文\n", 2, id="no value of TOML"),
    ],
)
def test_front_matter_that_cannot_be_read_stays_and_is_named(text: str, line: int) -> None:
    assert codes(text) == [("front-matter", line)]
    assert units(text) == [("paragraph", "正文")]


@pytest.mark.parametrize(
    ("inner", "translation", "built"),
    [
        ("title: 标题 # 注\n", "Plain", "title: Plain # 注\n"),
        ("title: 标题\n", 'Go: the "way"', 'title: "Go: the \\"way\\""\n'),
        ("title: 标题\n", "a #b", 'title: "a #b"\n'),
        ("title: 标题\n", "yes", 'title: "yes"\n'),
        ("title: 标题\n", "2020-01-01", 'title: "2020-01-01"\n'),
        ("title: '标题'\n", "it's", "title: 'it''s'\n"),
        ("title: '标题'\n", "a\nb", 'title: "a\\nb"\n'),
        ('title: "标题"\n', 'a "b" \\', 'title: "a \\"b\\" \\\\"\n'),
        ("tags: [茶]\n", "tea, hot", 'tags: ["tea, hot"]\n'),
        ("tags: [茶]\n", "]", 'tags: ["]"]\n'),
        (
            "summary: |\n  一\n  二\nx: 1\n",
            "a\n\n---\n  b",
            "summary: |\n  a\n\n  ---\n    b\nx: 1\n",
        ),
        ("summary: >-\n  一\n  二\n", "a\nb", "summary: >-\n  a\n\n  b\n"),
    ],
)
def test_yaml_is_quoted_as_far_as_the_translation_needs_it(
    inner: str, translation: str, built: str
) -> None:
    assert translate(f"---\n{inner}---\n", translation) == f"---\n{built}---\n"


@pytest.mark.parametrize(
    ("inner", "translation", "built"),
    [
        ('title = "标题" # 注\n', 'a "b" \\', 'title = "a \\"b\\" \\\\" # 注\n'),
        ("title = '标题'\n", "a \\", "title = 'a \\'\n"),
        ("title = '标题'\n", "it's", 'title = "it\'s"\n'),
        ('summary = """\n一"""\n', 'a """" b\n"c"', 'summary = """\na ""\\"" b\n"c\\""""\n'),
        ("summary = '''\n一'''\n", "a\n'''", 'summary = """\na\n\'\'\'"""\n'),
        ("summary = '''一'''\n", "it's", "summary = '''it's'''\n"),
    ],
)
def test_toml_is_quoted_as_far_as_the_translation_needs_it(
    inner: str, translation: str, built: str
) -> None:
    assert translate(f"+++\n{inner}+++\n", translation) == f"+++\n{built}+++\n"
