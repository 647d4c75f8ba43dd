"""Random articles and random hostile translations, for hypothesis.

An article is composed of blocks, and a block of lines, so that containers can put their marks
before them: quotes with lazy lines, lists of any indent, footnotes, definition lists, tables,
`:::` and `!!!` containers, HTML, templates, directives, front matter, and raw text over the
characters that mean something in Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["articles", "hostile_texts", "plain_lines", "plain_texts"]

Lines = list[str]

_FRAGMENTS = (
    *("中文", "春天", "标题。", "他说：“好”", "，", "、", "（注）", "——", "……", "　", "字"),
    *("２０", "word", "Hello, world.", "it", " ", " ", " ", "naïve", "한국어", "かな", "😀"),
    *("1984. ", "42", "**粗体**", "*斜*", "__b__", "_i_", "~~删~~", "`code`", "`代码`"),
    *("``a`b``", "`", "**", "*", "[链接](http://a.example/x)", "[链接](/y '题')", "[a](<b c>)"),
    *("![图](a.png)", "![](a.png)", "[标签]", "[标签][]", "[文][标签]", "[^1]", "[^2]", "[", "]"),
    *("(", ")", "!", "](", "[]", "<b>粗</b>", "<br>", "<br/>", "<i>", "</i>", "<!-- 注 -->"),
    *("<a href='x'>", "<", ">", "<b", "<http://a.example>", "https://a.example/中文"),
    *("www.a.example", "<a@b.example>", "mailto:a", "{{ x }}", "{{< y >}}", "{% z %}", "{# c #}"),
    *("<% e %>", "{{", "}}", "{%", "{", "}", "$x_1$", "$$y$$", "$", "\\", "\\*", "\\|", "\\\\"),
    *("|", "&amp;", "&", "&#65;", "#", "=", "~", "-", "+", ":", ";", "'", '"', "1.", "1)"),
    *("{#id}", "{: .c}", "\t", "\u00a0", "\ufeff", "\u2028", "\x07", "\x0b", "\x0c", "\x1c"),
    *("\x85", "\u202e", "\u200b", "\u0301", "\0"),
)
_SPECIAL = "*_`~[]()<>!#+-=|:;.{}$%&\\\"'/^ \t\n\n123aA中文，"

_words = st.sampled_from(("中文", "春天。", "word", "Hello world", "“引”", "字 a", "12"))
_inline = st.one_of(
    _words, st.lists(st.sampled_from(_FRAGMENTS), min_size=1, max_size=6).map("".join)
)
_line_ends = st.sampled_from(("", "", "", "", "  ", "\\", "<br>", "   ", "\t", " "))
_indents = st.sampled_from(("", "", "", "", " ", "  ", "   ", "　　", "\t", "    "))


@st.composite
def _paragraph(draw: DrawFn) -> Lines:
    number = draw(st.integers(1, 3))
    return [draw(_indents) + draw(_inline) + draw(_line_ends) for _ in range(number)]


@st.composite
def _heading(draw: DrawFn) -> Lines:
    if draw(st.booleans()):
        closing = draw(st.sampled_from(("", " #", " ##  ", " {#id}", " {#id} ##")))
        return [
            "#" * draw(st.integers(1, 7)) + draw(st.sampled_from(" \t")) + draw(_inline) + closing
        ]
    return [*draw(_paragraph()), draw(st.sampled_from(("===", "---", "-", "=  ", " ---")))]


@st.composite
def _code(draw: DrawFn) -> Lines:
    content = draw(st.lists(st.one_of(_inline, st.just("")), max_size=3))
    if draw(st.booleans()):
        indent = draw(st.sampled_from(("    ", "\t", "     ", "  \t")))
        return [indent + line for line in content] or [indent + "码"]
    fence = draw(st.sampled_from(("```", "~~~", "````", "$$", "  ```", "``` js 中", "~~~md")))
    closed = draw(st.sampled_from((fence.split()[0], fence.split()[0], "")))
    return [fence, *content, *([closed] if closed else [])]


_HTML = (
    *("<div>{}</div>", "<p title='{}'>", '<img alt="{}" src="x.png">'),
    *("<details><summary>{}</summary>", "<!-- {} -->", "<!--\n{}\n\n{}-->"),
    *("<script>{}</script>", "<pre>\n{}\n\n{}</pre>"),
    *("<table>\n<tr><td>{}<b>{}</b></td></tr>\n</table>", "<section>\n  {}\n  {}\n</section>"),
    *("<br>{}", "</div>", "<custom-tag>\n{}", "<?php {} ?>", "<!DOCTYPE {}>", "<![CDATA[{}]]>"),
    *("<div {}",),
)
_LINES = (
    *("---", "***", "* * *", "- - -", "[标签]: http://a.example '题目'", '[a]: /x "t"'),
    *("[b]: <>", "[^1]: 脚注。", "[TOC]", "<<< @/a.js", "{{< figure src='a' title=\"图\" >}}"),
    *("{% raw %}", "{% endraw %}", "{{% note %}}", "{{ page.title }}", "{{< highlight go >}}"),
    *("{{< /highlight >}}", "<!-- i18n:skip -->", "<!-- i18n:skip-start -->"),
    *("<!-- i18n:skip-end -->", "<!-- i18n:note 注 -->", "<!-- i18n:context 境 -->"),
    *("<!-- i18n:skap -->", "{: .cls}", "> [!NOTE]", "> [!tip]- 题", ": 定义", "- [ ] 任务"),
    *("1) 项", "+", "-", "1.", "#", ">", ":::", ":::tip 题", '!!! note "题"', "??? 注", "$$"),
    *("|---|", "| a", "```", "===", "..."),
)


@st.composite
def _html(draw: DrawFn) -> Lines:
    template = draw(st.sampled_from(_HTML))
    return template.replace("{}", "\0").replace("\0", draw(_inline).replace("\0", "")).split("\n")


@st.composite
def _table(draw: DrawFn) -> Lines:
    columns = draw(st.integers(1, 3))
    edge = draw(st.sampled_from(("|", "| ", "")))

    def row(number: int) -> str:
        return edge + " | ".join(draw(_inline) for _ in range(number)) + edge[:1]

    delimiter = edge + "|".join([draw(st.sampled_from(("---", ":-:", "-")))] * columns) + edge[:1]
    body = [
        row(draw(st.integers(max(columns - 1, 1), columns + 1)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    return [row(columns), delimiter, *body]


_raw = st.text(st.sampled_from(_SPECIAL), min_size=1, max_size=30).map(
    lambda text: text.split("\n")
)
_single = st.sampled_from(_LINES).map(lambda line: [line])


def _indented(first: str, rest: str, lines: Lines) -> Lines:
    return [first + lines[0], *((rest + line if line.strip() else line) for line in lines[1:])]


def _containers(children: SearchStrategy[Lines]) -> SearchStrategy[Lines]:
    @st.composite
    def quote(draw: DrawFn) -> Lines:
        mark = draw(st.sampled_from(("> ", ">", " > ", ">  ", ">\t")))
        label = draw(st.sampled_from(([], [], ["> [!NOTE]"], ["> [!tip]+ 题"])))
        lazy = draw(st.booleans())
        lines = draw(children)
        return label + [
            line if lazy and number and line.strip() else mark + line
            for number, line in enumerate(lines)
        ]

    @st.composite
    def items(draw: DrawFn) -> Lines:
        mark = draw(
            st.sampled_from(("- ", "* ", "+   ", "1. ", "12) ", "-\t", "  - ", "- [ ] ", "-"))
        )
        indent = draw(st.sampled_from((" " * len(mark), "  ", "    ", "\t", "")))
        found: Lines = []
        for _ in range(draw(st.integers(1, 2))):
            found += _indented(mark, indent, draw(children))
            found += draw(st.sampled_from(([], [""])))
        return found

    @st.composite
    def wrapped(draw: DrawFn) -> Lines:
        first, last = draw(
            st.sampled_from(
                (
                    (":::tip 题", ":::"),
                    ("::: warning", ":::"),
                    ("::::note[题]", "::::"),
                    (":::a", ""),
                )
            )
        )
        return [first, *draw(children), *([last] if last else [])]

    @st.composite
    def titled(draw: DrawFn) -> Lines:
        first = draw(
            st.sampled_from(
                ('!!! note "题"', "??? tip", "[^1]:", "[^note]: 脚", "术语\n: 定", ": 义")
            )
        )
        lines = draw(children)
        return [*first.split("\n"), *(("    " + line if line.strip() else line) for line in lines)]

    return st.one_of(quote(), items(), wrapped(), titled())


def _several(children: SearchStrategy[Lines]) -> SearchStrategy[Lines]:
    @st.composite
    def several(draw: DrawFn) -> Lines:
        found: Lines = []
        for lines in draw(st.lists(children, min_size=1, max_size=3)):
            found += lines
            found += draw(st.sampled_from(([""], [""], [], ["", ""], ["  "])))
        return found

    return several()


_leaves = st.one_of(
    _paragraph(), _paragraph(), _heading(), _code(), _html(), _table(), _single, _raw
)
_blocks = st.recursive(
    _leaves,
    lambda children: st.one_of(_containers(_several(children)), _several(children)),
    max_leaves=8,
)

_yaml_values = st.sampled_from(
    (
        *(
            "标题",
            "'单''引'",
            '"双\\n引"',
            "a: b",
            "'a: b'",
            "|\n  行一\n\n  行二",
            ">\n  折\n  行",
        ),
        *(
            "[甲, 乙]",
            "[甲, '乙', \"丙\"]",
            "\n  - 甲\n  - 乙",
            "yes",
            "2020-01-01",
            "3",
            "~",
            "&a 锚",
        ),
        *(
            "*a",
            "标题 # 注",
            "# 注",
            "续\n  行",
            "{x: 文}",
            "|2\n   缩",
            ">-\n  折",
            "! 标",
            "'",
            "\x85",
        ),
    )
)
_toml_values = st.sampled_from(
    (
        *(
            '"标题"',
            "'字面'",
            '"转\\n义"',
            '"""\n多\n行"""',
            "'''多\n行'''",
            '["甲", "乙"]',
            "3",
            "1979-05-27",
        ),
        *(
            '{ x = "文" }',
            '[\n  "甲", # 注\n  "乙",\n]',
            "true",
            '"a\\"b"',
            '"""a\\\n   b"""',
            "1.5",
            "x",
        ),
    )
)
_keys = st.sampled_from(("title", "subtitle", "description", "tags", "x", "author"))


@st.composite
def _front_matter(draw: DrawFn) -> Lines:
    keys = draw(st.lists(_keys, max_size=4, unique=True))
    if draw(st.booleans()):
        pairs = [f"{key}: {draw(_yaml_values)}" for key in keys]
        fences = ["---", draw(st.sampled_from(("---", "---", "...")))]
    else:
        pairs = [f"{key} = {draw(_toml_values)}" for key in keys]
        fences = ["+++", "+++"]
    return [fences[0], *"\n".join(pairs).split("\n"), fences[1]]


@st.composite
def articles(draw: DrawFn) -> str:
    """Articles of a few blocks, nested at will, in every spelling of line ends."""
    head = draw(st.one_of(st.just([]), st.just([]), _front_matter()))
    lines = [*head, *draw(_several(_blocks))]
    line_break = draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r\n", "\r")))
    mark = draw(st.sampled_from(("", "", "", "\ufeff")))
    end = draw(st.sampled_from(("\n", "\n", "", "\n\n", " ")))
    text = "\n".join(lines).rstrip("\n") + end
    return mark + text.replace("\n", line_break)


_HOSTILE = (
    *("word", "Hello, world", "中文", " ", " ", "\n", "\n", "\n\n", "\n\n\n", "\r", "\r\n"),
    *("  \n", "\\\n", "\\", "\\\\", "<br>", "<br>\n", "- x", "-", "- ", "* x", "+ 5", "1. a"),
    *("1984. It", "1)", "# h", "#", " #", "## ", "> q", ">", "    code", "\tcode", "```", "~~~"),
    *("`", "``", "---", "***", "===", "=", "--", "- - -", "|", "| a |", "|---|", "a | b\n--|--"),
    *("\\|", "<script>", "</script>", "<img src=x onerror=y>", "<b>", "</b>", "</div>", "<div>"),
    *("<!--", "-->", "<!-- x -->", "<?x?>", "<", ">", "<a href='javascript:x'>"),
    *("<svg/onload=x>", "<![CDATA[", "]]>", "<!X>", "<b", "'>", "{{ x }}", "{{< y >}}"),
    *("{% z %}", "{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "<%", "%>", "<% e %>"),
    *("[a](javascript:x)", "[a](JAVASCRIPT:x)", "[a](java&#x73;cript:x)", "[a](<javascript:x>)"),
    *("[a](data:text/html,x)", "<javascript:x>", "[a](\tvbscript:x)", "[a](javascript\\:x)"),
    *("](", "[", "]", "[x]: /url", "[x]:", "[标签]: /u", "[^1]: x", "[^1]", "[^9]", "[x]"),
    *("[ ] ", "[x] ", "[!NOTE]", "![", "{onclick=x}", "{#id}", "{: .c}", "{.c}", ":::", ":::tip"),
    *("!!! note", '??? a "b"', ": d", ":", "$$", "$", "$x$", "+++", "...", "'", '"', "'''"),
    *('"""', "''", "&", "&lt;", "&#60;", "&quot;", "%", "@", ",", "\0", "\x07", "\x1b[31m"),
    *("\u2028", "\x85", "\x0b", "\x0c", "\u202e", "\u2066", "\u200f", "\ufeff", "\u00a0"),
    *("\u3000", "\t", "*", "**", "_", "~~", "yes", "null", "~", "key: v", " #c", "[TOC]"),
    *("<<< x",),
)

hostile_texts: SearchStrategy[str] = st.lists(
    st.sampled_from(_HOSTILE), min_size=1, max_size=6
).map("".join)
"""What a volunteer must not be able to break an article with."""

plain_texts: SearchStrategy[str] = st.lists(
    st.sampled_from(
        ("word", "Hello world", "中文", "é", "😀", "it’s", "1984.", "(x)", "a-b", "“q”", "，")
    ),
    min_size=1,
    max_size=5,
).map(lambda words: " ".join(["字", *words]))
"""Ordinary words of one line, with a Chinese one among them, so that code with it is a unit."""

plain_lines: SearchStrategy[str] = st.lists(plain_texts, min_size=1, max_size=3).map("\n".join)
"""Ordinary words of several lines."""
