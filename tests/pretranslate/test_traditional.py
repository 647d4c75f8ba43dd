"""Simplified Chinese into Traditional: which conversion, and for whom there is none."""

from __future__ import annotations

import pytest

from essaytrans.follow import make_template
from essaytrans.i18n import render
from essaytrans.markdown import segment
from essaytrans.model import Catalog, EssaytransError, SegmentRules
from essaytrans.pretranslate.fill import fill
from essaytrans.pretranslate.traditional import TraditionalChinese


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("zh-TW", "opencc s2tw"),
        ("zh-Hant", "opencc s2tw"),
        ("zh-Hant-TW", "opencc s2tw"),
        ("zh-Hant-SG", "opencc s2tw"),
        ("zh-TW-x-mine", "opencc s2tw"),
        ("zh-HK", "opencc s2hk"),
        ("zh-MO", "opencc s2hk"),
        ("zh-Hant-HK", "opencc s2hk"),
    ],
)
def test_the_country_chooses_the_conversion(target: str, name: str) -> None:
    assert TraditionalChinese("zh-CN", target).name == name


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("zh-CN", "en"),
        ("zh-CN", "ja"),
        ("zh-CN", "zh-Hans-HK"),
        ("zh-CN", "zh-SG"),
        ("zh-CN", "zh-Latn"),
        ("zh-CN", "yue"),
        ("zh-CN", "art-x-elvish"),
        ("zh-TW", "zh-HK"),
        ("zh-TW", "zh-CN"),
        ("en", "zh-TW"),
        ("ja", "zh-TW"),
    ],
)
def test_other_languages_are_refused_with_those_that_it_does(source: str, target: str) -> None:
    with pytest.raises(EssaytransError) as caught:
        TraditionalChinese(source, target)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "engine-language"
    assert source in render(diagnostic.message, language="en")
    assert target in render(diagnostic.message, language="en")
    assert diagnostic.hint is not None
    assert "zh-TW" in render(diagnostic.hint, language="en")


@pytest.mark.parametrize("source", ["zh", "zh-CN", "zh-Hans", "zh-SG", "cmn-Hans"])
def test_every_spelling_of_simplified_chinese_is_one(source: str) -> None:
    assert not TraditionalChinese(source, "zh-TW").remote


def test_characters_are_converted_by_their_words_and_words_are_kept() -> None:
    convert = TraditionalChinese("zh-CN", "zh-TW").translate
    assert convert(["头发发展，干净里面", "扩展到海外的软件"], ()) == [
        "頭髮發展，乾淨裡面",
        "擴展到海外的軟件",
    ]
    assert TraditionalChinese("zh-CN", "zh-HK").translate(["里面"], ()) == ["裏面"]


ARTICLE = """\
---
title: 关于“网络”
---

# 发展 {#发展}

头发[链接](https://a.example/发展 "关于头发")，`代码里的发展`，<b class="发">发</b>。\\
又一行 &nbsp; ![图](发.png) $发$ {{< ref "发展" >}}

```python
print("发展")  # 注释 https://a.example/发展
```
"""

PARAGRAPH = """\
頭髮[鏈接](https://a.example/发展 "關於頭髮")，`代码里的发展`，<b class="发">發</b>。
又一行 &nbsp; ![圖](发.png) $发$ {{< ref "发展" >}}"""
CONVERTED = [
    "關於“網絡”",
    "發展",
    PARAGRAPH,
    'print("發展")  # 註釋 https://a.example/发展',
]


def test_an_article_is_converted_but_for_what_machines_read() -> None:
    document = segment(ARTICLE, "articles/a.md")
    catalog = Catalog(entries=make_template(document, notes_language="en"))
    engine = TraditionalChinese("zh-CN", "zh-TW")
    found = fill(document, catalog, engine, rules=SegmentRules(), notes_language="en")
    assert [entry.msgstr for entry in found.catalog.entries] == CONVERTED
    assert (found.filled, found.rejected, found.unanswered) == (len(CONVERTED), (), 0)
