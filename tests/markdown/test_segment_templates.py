"""Lines of template engines: verbatim, but for the parameters that the rules list."""

from __future__ import annotations

import pytest

from essaytrans.model import SegmentRules
from markdown.reading import codes, translate, units

ALL = SegmentRules(shortcodes=("*.*",))

VERBATIM = {
    "a shortcode of Hugo": "{{< ref 甲 >}}\n",
    "a shortcode in Markdown": "{{% 甲 %}}\n",
    "an escaped shortcode": "{{</* 甲 */>}}\n",
    "a value": "{{ page.甲 }}\n",
    "a tag of Liquid": "{% include 甲.md %}\n",
    "a tag that strips blanks": "{%- if 甲 -%}\n",
    "a comment of Nunjucks": "{# 甲 #}\n",
    "several on a line": "{% if 甲 %} {{ 乙 }} {% endif %}\n",
    "one of several lines": "{{< figure\n  src=甲\n>}}\n",
    "an indent": "   {{< 甲 >}}\n",
    "a verbatim pair of Liquid": "{% raw %}\n甲\n\n# 乙\n{% endraw %}\n",
    "a verbatim pair of Hugo": "{{< highlight go >}}\n// 甲\n\n乙\n{{< /highlight >}}\n",
    "a verbatim pair on a line": "{% raw %}{{ 甲 }}{% endraw %}\n",
}


@pytest.mark.parametrize("text", VERBATIM.values(), ids=VERBATIM)
def test_a_line_of_tags_stays(text: str) -> None:
    assert units(text) == []
    assert units(f"前\n{text}后\n") == [("paragraph", "前"), ("paragraph", "后")]
    assert units(f"> 前\n> {text.replace(chr(10), chr(10) + '> ')}后\n") == [
        ("quote", "前"),
        ("quote", "后"),
    ]
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲 {{ x }} 乙\n", [("paragraph", "甲 {{ x }} 乙")]),
        ("{{< x >}} 甲\n", [("paragraph", "{{< x >}} 甲")]),
        ("{{< x\n甲\n", [("paragraph", "{{< x 甲", "{{< x", "甲")]),
        ("{{% notice %}}\n甲\n{{% /notice %}}\n", [("paragraph", "甲")]),
        ("{% raw %}\n甲\n", [("paragraph", "甲")]),
        ("- {% if x %}\n  甲\n  {% endif %}\n", [("list-item", "甲")]),
        ("{单}\n", [("paragraph", "{单}")]),
    ],
)
def test_prose_beside_tags_and_between_them_is_a_unit(
    text: str, found: list[tuple[str, ...]]
) -> None:
    assert units(text) == found


PARAMETERS = {
    "Hugo": ('{{< figure src="a" title="图" >}}', [("图", '"图"')]),
    "single quotes": ("{{< figure caption='图' >}}", [("图", "'图'")]),
    "back quotes": ("{{< figure alt=`图` >}}", [("图", "`图`")]),
    "an escape": ('{{< figure title="说\\"好\\"" >}}', [('说"好"', '"说\\"好\\""')]),
    "Markdown's brackets": ('{{% notice title="图" %}}', [("图", '"图"')]),
    "Liquid": ("{% note title='图' %}", [("图", "'图'")]),
    "a colon": ('{% include a.md, title: "图" %}', [("图", '"图"')]),
    "two": ('{{< x title="甲" caption="乙" >}}', [("甲", '"甲"'), ("乙", '"乙"')]),
    "two tags": ('{{< x title="甲" >}} {{< y title="乙" >}}', [("甲", '"甲"'), ("乙", '"乙"')]),
    "no words": ('{{< x title="12" >}}', []),
    "not listed": ('{{< x class="图" "图" >}}', []),
    "no quotes": ("{{< x title=图 >}}", []),
}


@pytest.mark.parametrize(("text", "found"), PARAMETERS.values(), ids=PARAMETERS)
def test_listed_parameters_are_units(text: str, found: list[tuple[str, ...]]) -> None:
    assert units(text + "\n") == [("shortcode", *unit) for unit in found]


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (("figure.title",), ["题"]),
        (("figure.*",), ["零", "题", "二"]),
        (("figure.0",), ["零"]),
        (("figure.1",), ["二"]),
        (("other.title",), []),
        ((), []),
    ],
)
def test_the_rules_name_parameters_by_tag_and_key_or_place(
    patterns: tuple[str, ...], found: list[str]
) -> None:
    text = '{{< figure "零" title="题" "二" >}}\n'
    assert [unit[1] for unit in units(text, SegmentRules(shortcodes=patterns))] == found


@pytest.mark.parametrize(
    ("text", "translation", "built"),
    [
        ('{{< x title="图" >}}\n', 'a "b" \\', '{{< x title="a \\"b\\" \\\\" >}}\n'),
        ("{{< x title=`图` >}}\n", "a", "{{< x title=`a` >}}\n"),
        ("{{< x title=`图` >}}\n", "a`b", '{{< x title="a`b" >}}\n'),
        ('{% x title="图" %}\n', "it's", '{% x title="it\'s" %}\n'),
        ('{% x title="图" %}\n', 'a "b"', "{% x title='a \"b\"' %}\n"),
        ('{% x title="图" %}\n', "a\nb", '{% x title="a b" %}\n'),
    ],
)
def test_parameters_are_quoted_as_their_engine_reads_them(
    text: str, translation: str, built: str
) -> None:
    assert translate(text, translation, rules=ALL) == built
