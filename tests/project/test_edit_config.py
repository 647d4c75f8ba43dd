"""The configuration as text: a new one, and languages added to an old one."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaytrans.model import EssaytransError
from essaytrans.project.config import Config, Language, load
from essaytrans.project.edit_config import add_languages, new_config

# One form of the list a line: before, and after `fr` was added.
FORMS = [
    ('languages = ["en"] # two\n', 'languages = ["en", "fr"] # two\n'),
    ("languages = ['en']\n", "languages = ['en', \"fr\"]\n"),
    ("languages = []\n", 'languages = ["fr"]\n'),
    ('languages = [\n  "en", # first\n]\n', 'languages = [\n  "en", # first\n  "fr",\n]\n'),
    ('languages = [\r\n  "en",\r\n]\r\n', 'languages = [\r\n  "en",\r\n  "fr",\r\n]\r\n'),
    ('languages = [\n  "en" # 1\n]\n', 'languages = [\n  "en", # 1\n  "fr"\n]\n'),
    ('languages = ["en" # 1\n  , ]\n', 'languages = ["en", "fr" # 1\n  , ]\n'),
    ('name = "x"\n\n[segment]\n', 'name = "x"\nlanguages = ["fr"]\n\n[segment]\n'),
]


@pytest.mark.parametrize(("before", "after"), FORMS)
def test_a_language_is_added_and_all_else_stays(before: str, after: str) -> None:
    head = "# of the project\n[project] # here\n"
    assert add_languages(head + before, ["fr"]) == head + after


def test_a_list_is_made_where_there_is_none() -> None:
    for text in ("", "# a comment\n", '[segment]\ncode = "han"\n', 'project.name = "x"\n'):
        edited = add_languages(text, ["fr", "art-x-elvish"])
        assert tomllib.loads(edited)["project"]["languages"] == ["fr", "art-x-elvish"]
        assert edited.startswith(text.rstrip("\n"))


gaps = st.sampled_from(["", " ", "\n", "\r\n  ", " # a comment, with ] in it\n\t", "\n\n"])


@settings(deadline=None)
@given(st.lists(st.tuples(gaps, st.sampled_from(["en", "ja", "ar"]), gaps)), gaps, st.booleans())
def test_however_the_list_is_written_its_comments_and_items_stay(
    items: list[tuple[str, str, str]], end: str, comma: bool
) -> None:
    """The new list is the old one and the new items, and no comment is lost."""
    inside = ",".join(f'{before}"{tag}"{after}' for before, tag, after in items)
    text = f"[project]\nlanguages = [{inside}{',' if items and comma else ''}{end}]\n"
    edited = add_languages(text, ["fr", "tlh"])
    tags = [tag for _, tag, _ in items]
    assert tomllib.loads(edited)["project"]["languages"] == [*tags, "fr", "tlh"]
    assert edited.count("# a comment, with ] in it") == text.count("# a comment, with ] in it")


def test_languages_that_are_there_change_nothing() -> None:
    text = "[project]\nlanguages=[ 'zh_tw' ,'en']  \n"
    assert add_languages(text, ["zh-TW", "en"]) == text
    assert add_languages(text, []) == text


def test_a_language_named_twice_is_added_once() -> None:
    assert add_languages("[project]\nlanguages = []\n", ["fr", "fr"]).count("fr") == 1


def test_a_byte_order_mark_stays() -> None:
    assert add_languages("\ufeff[project]\n", ["fr"]).startswith("\ufeff[project]\n")


def test_a_file_that_is_not_toml_is_not_edited() -> None:
    with pytest.raises(EssaytransError) as caught:
        add_languages("[project\n", ["fr"])
    assert caught.value.diagnostics[0].code == "config-syntax"


def test_a_list_that_cannot_take_a_language_is_not_edited() -> None:
    with pytest.raises(EssaytransError) as caught:
        add_languages("[project.languages]\n", ["fr"])
    assert caught.value.diagnostics[0].code == "config-not-edited"


def test_a_new_configuration_says_what_it_was_given_and_defaults_else(tmp_path: Path) -> None:
    path = tmp_path / "essaytrans.toml"
    text = new_config(name='航通社 "文章" \\', source="zh-CN", languages=["en", "art-x-elvish"])
    path.write_text(text, encoding="utf-8")
    languages = (Language("en"), Language("art-x-elvish"))
    expected = Config(tmp_path, path, name='航通社 "文章" \\', languages=languages)
    assert load(path) == expected


def test_what_a_new_configuration_has_commented_out_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "essaytrans.toml"
    lines = new_config(name="x", source="zh-CN", languages=["tlh"]).split("\n")
    keys = ("# exclude", "# report_bugs_to", "# [languages", "# name", "# direction", "# team")
    used = [line.removeprefix("# ") if line.startswith(keys) else line for line in lines]
    path.write_text("\n".join(used), encoding="utf-8")
    config = load(path)
    assert config.exclude
    assert config.report_bugs_to
    team = "Klingon <tlh@example.org>"
    assert config.languages == (Language("tlh", "tlhIngan Hol", "ltr", team),)


def test_every_key_of_a_new_configuration_has_a_comment_above_it() -> None:
    lines = new_config(name="x", source="zh-CN", languages=[]).split("\n")
    for above, line in pairwise(lines):
        if " = " in line and not line.startswith(("#", "output")):
            assert above.startswith("# "), line


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_any_name_of_a_project_can_be_written_down(name: str) -> None:
    text = new_config(name=name, source="zh-CN", languages=[])
    assert tomllib.loads(text)["project"]["name"] == name
