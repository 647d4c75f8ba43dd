"""Fields in the front matter of a built article: added, or written anew, and nothing else changed."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.editions.fields import with_fields

if TYPE_CHECKING:
    from essaytrans.editions.fields import Value

FIELDS: dict[str, Value] = {"lang": "en", "share": 83, "people": ("Ann", "王小明")}
YAML = 'lang: "en"\nshare: 83\npeople: ["Ann", "王小明"]\n'
TOML = 'lang = "en"\nshare = 83\npeople = ["Ann", "王小明"]\n'

CASES = {
    "yaml": ("---\na: 1\n---\nbody", f"---\na: 1\n{YAML}---\nbody"),
    "toml": ("+++\na = 1\n[b]\nc = 1\n+++\n", f"+++\na = 1\n{TOML}[b]\nc = 1\n+++\n"),
    "no front matter": ("body", "body"),
    "front matter that is no mapping": ("---\ntext\n---\n", "---\ntext\n---\n"),
    "front matter that cannot be read": ("---\na: [\n---\n", "---\na: [\n---\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_fields_go_onto_the_last_lines(case: str) -> None:
    before, after = CASES[case]
    assert with_fields(before, FIELDS) == after


def test_front_matter_is_created_if_asked() -> None:
    assert with_fields("body", FIELDS, create=True) == f"---\n{YAML}---\nbody"
    assert with_fields("\ufeffa\r\n", {"x": 1}, create=True) == "\ufeff---\r\nx: 1\r\n---\r\na\r\n"
    assert with_fields("---\nbody", {"x": 1}, create=True) == "---\nx: 1\n---\n---\nbody"
    assert with_fields("body", {}, create=True) == "body"


REPLACED = {
    "plain": ("---\nlang: zh # c\nb: 1\n---\n", '---\nlang: "en" # c\nb: 1\n---\n'),
    "quoted": ("---\nlang: 'zh'\n---\n", '---\nlang: "en"\n---\n'),
    "toml": (
        "+++\nlang = 'zh'\n[x]\nlang = 'zh'\n+++\n",
        "+++\nlang = \"en\"\n[x]\nlang = 'zh'\n+++\n",
    ),
    "a number stays": ("---\nlang: 1\n---\n", "---\nlang: 1\n---\n"),
    "a list stays": ("---\nlang: [zh]\n---\n", "---\nlang: [zh]\n---\n"),
    "lines stay": ("---\nlang: |\n  a\n  b\n---\n", "---\nlang: |\n  a\n  b\n---\n"),
    "an alias stays": ("---\na: &x zh\nlang: *x\n---\n", "---\na: &x zh\nlang: *x\n---\n"),
    "an anchor stays": ("---\nlang: &x zh\na: *x\n---\n", "---\nlang: &x zh\na: *x\n---\n"),
}


@pytest.mark.parametrize("case", REPLACED)
def test_a_text_under_the_key_makes_way(case: str) -> None:
    before, after = REPLACED[case]
    assert with_fields(before, {"lang": "en"}, replacing=True) == after
    assert with_fields(before, {"lang": "en"}) == before


def test_where_no_line_fits_there_is_none() -> None:
    assert with_fields("---\n{a: 1}\n---\n", FIELDS) is None


texts = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp"]))


@given(
    st.dictionaries(
        st.from_regex(r"\A[a-z]{3,6}\Z"), texts | st.integers(0, 100) | st.tuples(texts, texts)
    ),
    st.sampled_from(["yaml", "toml"]),
)
def test_what_is_read_is_what_was_written(fields: dict[str, Any], form: str) -> None:
    """The front matter says all that it said, and the fields, and no line of the body changes."""
    fence = "---" if form == "yaml" else "+++"
    text = f"{fence}\nA{': ' if form == 'yaml' else ' = '}1\n{fence}\nbody\n"
    built = with_fields(text, fields, replacing=True)
    if built is None:  # a character that YAML or TOML does not have
        assert not str(fields).isprintable()
        return
    head, body = built.removeprefix(f"{fence}\n").split(f"\n{fence}\n")
    read = yaml.safe_load(head) if form == "yaml" else tomllib.loads(head)
    assert body == "body\n"
    assert head.startswith("A")
    wanted = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in fields.items()
        if key.lower() != "a"
    }
    assert read == {"A": 1, **wanted}
