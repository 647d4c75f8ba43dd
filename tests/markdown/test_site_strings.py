"""Files of strings in YAML, TOML and JSON: what is a unit, and that nothing else ever changes."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from essaytrans.i18n import render
from essaytrans.markdown.guard import Built, rebuild
from essaytrans.markdown.keypaths import is_wanted
from essaytrans.markdown.segment import segment
from essaytrans.model import SegmentRules, StringRules

if TYPE_CHECKING:
    from essaytrans.model import Document


def rules(*keys: str) -> SegmentRules:
    return SegmentRules(strings=(StringRules(r"i18n/.*", keys),))


def cut(end: str, text: str, *keys: str) -> Document:
    return segment(text, f"i18n/zh.{end}", rules(*keys))


def put(document: Document, *texts: str | None) -> Built:
    return rebuild(document, texts, rules())


def found(end: str, text: str, *keys: str) -> list[tuple[str | None, str]]:
    return [(unit.msgctxt, unit.msgid) for unit in cut(end, text, *keys).units]


READ: dict[str, tuple[str, str, list[tuple[str | None, str]]]] = {
    "YAML": ("yaml", "home: 首页 # 注\n", [("home", "首页")]),
    "YAML that is deep": ("yml", "a:\n  b: '甲'\n", [("a.b", "甲")]),
    "YAML that begins with a fence": ("yaml", "---\na: 甲\n", [("a", "甲")]),
    "a list at the top": ("yaml", "- id: 甲\n- 乙\n", [("id", "甲"), (None, "乙")]),
    "a block": ("yaml", "a: |\n  甲\n  乙\n", [("a", "甲\n乙")]),
    "a folded block": ("yaml", "a: >\n  甲\n  乙\n", [("a", "甲乙")]),
    "no text": ("yaml", "a: 1\nb: true\nc:\nd: https://a.example/\n", []),
    "an anchor, an alias, a tag": ("yaml", "a: &x 甲\nb: *x\nc: !!str 丙\n", []),
    "a key with a dot": ("yaml", "a.b: 甲\n", [("a.b", "甲")]),
    "a key with a line end": ("yaml", '"a\\nb": 甲\nc: 丙\n', [("c", "丙")]),
    "TOML": ("toml", "[a]\nb = '甲'\n", [("a.b", "甲")]),
    "TOML of several lines": ("toml", 'a = """\n甲\n乙"""\n', [("a", "甲\n乙")]),
    "an array of tables": ("toml", '[[m]]\nn = "甲"\n[[m]]\nn = "乙"\n', [("m.n", "甲"), ("m.n", "乙")]),
    "JSON": ("json", '{"a": {"b": "甲\\u4e59\\n\\"丙\\""}, "c": [1, "丁"]}', [("a.b", '甲乙\n"丙"'), ("c", "丁")]),
    "JSON with half a character": ("json", '{"a": "甲\\ud800", "b": "乙"}', [("b", "乙")]),
    "JSON that is a list": ("json", '["甲"]', [(None, "甲")]),
    "a tag of a template": ("json", '{"a": "{{ .Count }}", "b": "{{ .Count }} 篇"}', [("b", "{{ .Count }} 篇")]),
    "a byte order mark and other line ends": ("json", '\ufeff{\r\n"a": "甲"\r\n}\r\n', [("a", "甲")]),
}  # fmt: skip


@pytest.mark.parametrize(("end", "text", "wanted"), READ.values(), ids=READ)
def test_texts_are_units_with_their_keys_as_context(
    end: str, text: str, wanted: list[tuple[str | None, str]]
) -> None:
    assert found(end, text) == wanted


def test_another_path_is_that_of_an_article() -> None:
    assert [unit.msgid for unit in segment("a: 甲\n", "a.yaml", rules()).units] == ["a: 甲"]


BROKEN = {"yaml": "a: [甲\n", "yml": "a: \x01\n", "toml": "a = 甲\n", "json": '{"a": "甲",}'}


@pytest.mark.parametrize(("end", "text"), BROKEN.items())
def test_what_cannot_be_read_stays_and_is_told(end: str, text: str) -> None:
    document = cut(end, text)
    assert document.units == ()
    assert [problem.code for problem in document.diagnostics] == ["strings-unreadable"]
    assert put(document).text == text


@pytest.mark.parametrize("depth", [101, 100_000])
def test_json_that_is_nested_too_deeply_is_told(depth: int) -> None:
    deep = "[" * depth + '"文"' + "]" * depth
    assert [problem.code for problem in cut("json", deep).diagnostics] == ["strings-unreadable"]


# --- keys -------------------------------------------------------------------------------------

KEYS: dict[str, tuple[tuple[str | None, ...], tuple[str, ...], bool]] = {
    "none": (("a",), (), True),
    "a key": (("a",), ("a",), True),
    "another": (("a",), ("b",), False),
    "a star is one key": (("a", "b"), ("*",), False),
    "a star is a key with dots": (("a.b", "message"), ("*.message",), True),
    "a star is no item": ((None, "b"), ("*.b",), False),
    "an item": (("a", None, "b"), ("a[].b",), True),
    "an item at the top": ((None, "b"), ("[].b",), True),
    "two stars are none": (("b",), ("**.b",), True),
    "two stars are some": (("a", None, "c", "b"), ("**.b",), True),
    "two stars at the end": (("a", "c"), ("a.**",), True),
    "a part of a key": (("label_a",), ("label_*",), True),
    "what is taken out": (("a", "id"), ("!**.id",), False),
    "what is not": (("a", "id2"), ("!**.id",), True),
    "taken in and out": (("a", "id"), ("a.*", "!**.id"), False),
}


@pytest.mark.parametrize(("way", "keys", "wanted"), KEYS.values(), ids=KEYS)
def test_keys_are_chosen_by_paths(
    way: tuple[str | None, ...], keys: tuple[str, ...], wanted: bool
) -> None:
    assert is_wanted(way, keys) is wanted


def test_many_stars_take_no_longer() -> None:
    assert not is_wanted(("a",) * 200, (".".join(["**"] * 200 + ["b"]),))


def test_only_chosen_keys_are_units_and_the_others_stay() -> None:
    document = cut("yaml", "甲: {other: 乙, id: 丙}\n", "*.other")
    assert rebuild(document, ["b"], rules("*.other")).text == "甲: {other: b, id: 丙}\n"


# --- building ---------------------------------------------------------------------------------

WRITTEN: dict[str, tuple[str, str, str, str]] = {
    "plain": ("yaml", "a: 甲 # 注\n", "Tea", "a: Tea # 注\n"),
    "what is no text to YAML": ("yaml", "a: 甲\n", "yes", 'a: "yes"\n'),
    "what would be a comment": ("yaml", "a: 甲\n", "a #b", 'a: "a #b"\n'),
    "single quotes": ("yaml", "a: '甲'\n", "it's", "a: 'it''s'\n"),
    "blanks at the ends": ("yaml", "a: '  甲： '\n", "By:", "a: '  By: '\n"),
    "blanks at the ends in JSON": ("json", '{"a": "甲 \\n"}', "By:", '{"a": "By: \\n"}'),
    "a block": ("yaml", "a: |\n  甲\nb: 1\n", "x\ny", "a: |\n  x\n  y\nb: 1\n"),
    "TOML": ("toml", "a = '甲' # 注\n", "it's", 'a = "it\'s" # 注\n'),
    "lines in TOML": ("toml", "a = '''\n甲\n'''\n", "x\ny", "a = '''\nx\ny\n'''\n"),
    "three plus signs in TOML": ("toml", 'a = """甲"""\n', "+++", 'a = "+++"\n'),
    "JSON": ("json", '{ "a" : "甲" }', 'a"\\\n', '{ "a" : "a\\"\\\\" }'),
    "what the source has too": ("yaml", "a: 第 %d 页 {n}\n", "{n}: %d", 'a: "{n}: %d"\n'),
}


@pytest.mark.parametrize(("end", "text", "said", "wanted"), WRITTEN.values(), ids=WRITTEN)
def test_a_translation_is_written_as_its_place_is(
    end: str, text: str, said: str, wanted: str
) -> None:
    built = put(cut(end, text), said)
    assert built.refusals == ()
    assert built.text == wanted


REFUSED = {
    "HTML": "<script>a</script>",
    "a tag of a template": "{{ readFile }}",
    "a field": "{name}",
    "a place that a program fills": "100 %d",
    "a named one": "%(name)s",
    "a control character": "a\x1bb",
    "an override": "a\u202eb",
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("text", ["a: 甲 %s\n", "a: |\n  甲 %s\n"])
def test_what_the_source_lacks_is_refused(text: str, said: str) -> None:
    built = put(cut("yaml", text), said)
    assert built.text == text
    (refusal,) = built.refusals
    assert render(refusal.reason, language="en")


def test_one_refusal_leaves_the_others() -> None:
    built = put(cut("json", '{"a": "甲", "b": "乙"}'), "{{ a }}", "B")
    assert built.text == '{"a": "甲", "b": "B"}'
    assert [refusal.index for refusal in built.refusals] == [0]


# --- for all files and texts ------------------------------------------------------------------

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_HAN = st.text("甲乙丙 '\"\\#:,-|>{}[]&*%@!\n\tab1", max_size=12).map(lambda text: f"文{text}")
_VALUE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT | _HAN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("ab.甲 ", max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
_MAPPING = st.dictionaries(st.text("ab.甲 ", min_size=1, max_size=3), _VALUE, min_size=1)
_STYLES: list[dict[str, Any]] = [
    {},
    {"default_flow_style": True},
    {"default_style": "|"},
    {"default_style": ">"},
    {"default_style": "'"},
    {"default_style": '"', "width": 20},
]


def _no_none(value: Any) -> Any:
    """Leave out what TOML has no way to say."""
    if isinstance(value, dict):
        return {key: _no_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_no_none(inner) for inner in value if inner is not None]
    return value


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """A file that a library has written, with what people write around it."""
    data = draw(_MAPPING)
    end = draw(st.sampled_from(["json", "yaml", "toml"]))
    if end == "json":
        indent = draw(st.sampled_from([None, 2, "\t"]))
        text = json.dumps(data, ensure_ascii=draw(st.booleans()), indent=indent)
    elif end == "yaml":
        text = yaml.safe_dump(data, allow_unicode=True, **draw(st.sampled_from(_STYLES)))
        text = f"# 注\n{text}# 注\n"
    else:
        import tomlkit  # noqa: PLC0415 - as the program has it

        text = tomlkit.dumps(_no_none(data)) + "# 注\n"
    return end, text.replace("\n", "\r\n") if draw(st.booleans()) and end == "json" else text


def load(end: str, text: str) -> Any:
    if end == "json":
        return json.loads(text)
    return tomllib.loads(text) if end == "toml" else yaml.safe_load(text)


def leaves(value: Any, way: tuple[object, ...] = ()) -> dict[tuple[object, ...], Any]:
    """All that is no mapping or list, by the way to it, and how large these are."""
    if isinstance(value, dict):
        below = [leaves(inner, (*way, key)) for key, inner in value.items()]
    elif isinstance(value, list):
        below = [leaves(inner, (*way, at)) for at, inner in enumerate(value)]
    else:
        return {way: value}
    return {(*way, type(value)): len(value)} | {
        key: one for part in below for key, one in part.items()
    }


@given(files())
def test_where_nothing_is_translated_nothing_changes(file: tuple[str, str]) -> None:
    document = cut(*file)
    assert put(document, *[None] * len(document.units)).text == file[1]
    assert put(document, *[unit.msgid for unit in document.units]).text == file[1]


def bare(text: str) -> list[str]:
    """A text without the white space that a block of YAML may not keep."""
    return [line.strip() for line in text.strip().split("\n")]


@given(files(), st.data())
def test_any_translation_changes_its_own_text_and_nothing_else(
    file: tuple[str, str], data: st.DataObject
) -> None:
    """Keys, types and all other values are as they were, whatever a translation says."""
    end, text = file
    document = cut(end, text)
    if not document.units:
        return
    at = data.draw(st.integers(0, len(document.units) - 1))
    said = data.draw(_TEXT | _HAN)
    texts: list[str | None] = [None] * len(document.units)
    texts[at] = said
    built = put(document, *texts)
    before, after = leaves(load(end, text)), leaves(load(end, built.text))
    assert list(before) == list(after)
    changed = [way for way in before if before[way] != after[way]]
    assert len(changed) <= 1
    if built.refusals:
        assert built.text == text
    for way in changed:
        assert bare(after[way]) == bare(said)


@given(st.text(max_size=60), st.sampled_from(["json", "yaml", "toml"]))
@example("- ? [a, b]\n  : 甲\n", "yaml")
@example("{a: 甲, b: [乙, c: 丙]}", "yaml")
@example("--- 甲\n--- 乙\n", "yaml")
def test_any_text_at_all_is_read_or_told(text: str, end: str) -> None:
    document = cut(end, text)
    assert not (document.units and document.diagnostics)
    assert put(document, *["Tea"] * len(document.units)).text.count("Tea") >= len(document.units)
