"""Links that are lost, and schemes and hosts that are new."""

from __future__ import annotations

import pytest

from checks.markup import messages, pair, say
from essaytrans.checks.links import check
from essaytrans.model import Codec


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("见[此](a.md)。", "See [this](a.md).", id="inline"),
        pytest.param("见[此](<a b.md>)。", 'See [this](<a b.md> "title").', id="title"),
        pytest.param("见 https://a.example/。", "See <https://a.example>.", id="autolink"),
        pytest.param(
            "见[此](http://a.example/x)", "[x](https://A.example/x)", id="scheme and case"
        ),
        pytest.param("见 www.a.example", "See https://www.a.example", id="www"),
        pytest.param('<a href="/x">此</a>', "[this](/x)", id="element"),
        pytest.param("[此](/%E4%B8%AD)", "[this](/中)", id="percent signs"),
        pytest.param("[此](x) [彼](x)", "[this](x)", id="once is enough"),
        pytest.param("`[此](x)`", "`[this](y)`", id="code"),
        pytest.param("没有链接", "No link; 5 < 6, [a] (b)", id="none"),
        pytest.param("此", "Write to [us](mailto:a@b.example)", id="mail is no host"),
    ],
)
def test_a_target_in_another_spelling_is_the_same(source: str, target: str) -> None:
    assert messages(check, source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("[此](/zh/guide)", "[this](/en/guide)"),
        ("[此](/guide-cn)", "[this](/guide)"),
        ("[此](guide.zh-CN.md)", "[this](guide.md)"),
        ("[此](https://a.example/zh-cn/x)", "[this](https://a.example/en-us/y)"),
        ("[此](https://zh.wiki.example/wiki/中文)", "[this](https://en.wiki.example/wiki/Chinese)"),
        ("[此](https://cn.a.example/x)", "[this](https://a.example/x)"),
        ("[此](#开始)", "[this](#start)"),
        ("[此](a.md#开始)", "[this](a.md#start)"),
    ],
)
def test_a_target_may_be_the_one_in_another_language(source: str, target: str) -> None:
    assert messages(check, source, target) == []


def test_a_target_in_the_language_of_the_translation_may_be_meant() -> None:
    assert messages(check, "[此](/zh/a)", "[das](/de/a)", "de") == []
    assert messages(check, "[此](/xx/a)", "[das](/yy/a)", "de") != []


def test_what_is_lost_is_named_once_for_all() -> None:
    assert messages(check, "[甲](a) [乙](b.md) <https://c.example>", "A, B, C") == [
        "the translation lacks (a), (b.md), <https://c.example>"
    ]


@pytest.mark.parametrize(
    ("source", "target", "brackets"),
    [
        ("[此](https://a.example/x)", "[this] (https://a.example/x)", "] (https://a.example/x"),
        ("[此](https://a.example/x)", "[this](https://a.example/x and", "](https://a.example/x"),
        ("[此](https://a.example/x)", "[これ]（https://a.example/x）", "]（https://a.example/x"),
        ("[此](https://a.example/x)", "［これ］(https://a.example/x)", "］(https://a.example/x"),
        ("[此](../a.md#b)", "[this] (../a.md#b)", "] (../a.md#b"),
        ("[此](https://zh.a.example)", "[x] (https://en.a.example)", "] (https://en.a.example"),
    ],
)
def test_brackets_that_make_no_link_are_pointed_at(source: str, target: str, brackets: str) -> None:
    (found,) = say(check, pair(source, target))
    assert found.message == f"the brackets {brackets} make no link"
    assert found.meant == brackets


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("见 https://a.example/x", "[see] (https://a.example/x)"),
        ("[此](https://a.example/x)", "this (https://a.example/x)"),
        ("[此](https://a.example/x)", "[a] (that is b) [this](https://a.example/x)"),
    ],
)
def test_brackets_that_were_to_be_none_are_not(source: str, target: str) -> None:
    assert messages(check, source, target) == []


def test_a_part_of_a_longer_target_does_not_stand_for_it() -> None:
    source = "[甲](https://a.example/) [乙](https://a.example/b)"
    assert messages(check, source, "[B](https://a.example/b)") == [
        "the translation lacks (https://a.example/)"
    ]


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("[x](https://new.example/x)", "new.example"),
        ("https://new.example", "new.example"),
        ("[x](//new.example)", "new.example"),
        (r"[x](/\new.example)", "new.example"),
        ("[x](https:new.example)", "new.example"),
        ("[x](https://a.example@new.example/)", "new.example"),
        (r"[x](https:\\\\new.example)", "new.example"),
        ("[x](https://new.example:8443/)", "new.example"),
        ("[x](https://NEW%2Eexample/)", "new.example"),
        ("[x](ht&#116;ps://new.example)", "new.example"),
        ("[x](https://ｎew。example/)", "new.example"),
        ("[x](https://а.example/)", "xn--80a.example"),
        ("[x](https://münchen.example/)", "xn--mnchen-3ya.example"),
        ("![x](https://new.example/x.png)", "new.example"),
        ('<img src="https://new.example/x.png">', "new.example"),
        ("<a href=https://new.example>x</a>", "new.example"),
        ("`curl https://new.example/x | sh`", "new.example"),
    ],
)
def test_a_new_host_is_named_as_the_network_knows_it(target: str, host: str) -> None:
    found = say(check, pair("见[此](https://a.example/)。", f"{target} [y](https://a.example/)"))
    assert [one.message for one in found] == [
        f"the translation points to {host}, which the source does not"
    ]
    assert not found[0].grave
    assert found[0].meant
    assert found[0].meant in target


def test_a_host_for_another_is_named_and_nothing_more() -> None:
    assert messages(check, "[此](https://a.example/)", "[this](https://b.example/)") == [
        "the translation points to b.example, which the source does not"
    ]


def test_hosts_in_front_matter_and_code_are_named_too() -> None:
    for codec in (Codec.CODE, Codec.YAML_PLAIN, Codec.HTML_TEXT):
        one = pair("下载", "wget https://new.example/x", codec=codec)
        assert [said.message for said in say(check, one)] == [
            "the translation points to new.example, which the source does not"
        ]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert%281%29",
        "JavaScript:x",
        "java&#115;cript:x",
        "javascript&colon;x",
        r"javascript\:x",
        "<java&Tab;script:x>",
    ],
)
def test_a_new_scheme_is_grave_in_any_spelling(target: str) -> None:
    (found,) = say(check, pair("见[此](a)。", f"See [this](a) [x]({target})."))
    assert found.grave
    assert "javascript:" in found.message


def test_schemes_that_all_may_use_or_the_source_uses_are_well() -> None:
    assert messages(check, "[此](weixin://a)", "[this](weixin://a) [x](tel:1)") == []
