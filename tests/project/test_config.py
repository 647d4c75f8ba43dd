"""The configuration: found from anywhere, read with defaults, refused with all its problems."""

from pathlib import Path

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from essaytrans.i18n import render
from essaytrans.model import Diagnostic, EssaytransError, SegmentRules, Severity
from essaytrans.project.config import CHECKS, Config, Credits, Language, find, load
from essaytrans.project.places import places

EXAMPLE = """\
[project]
name = "航通社文章"
source = "zh-cn"
languages = ["en", "ja", "ar", "zh_tw", "tlh"]
articles = "content/zh/"
exclude = ["README.md", "drafts/"]
catalogs = "po/{language}/{article}.po"
output = "content/{language}/{article}.md"
notes_language = "en"
report_bugs_to = "https://example.org/issues"

[languages.tlh]  # only where CLDR has nothing or you disagree
name = "tlhIngan Hol"
direction = "ltr"
team = "Klingon <tlh@example.org>"

[segment]
front_matter = ["title", "tags[]", "author.bio"]
code = "never"
shortcodes = ["figure.caption", "figure.0"]

[credits]
emails = true
front_matter = "translators"

[checks]
links = "error"
length = "off"
end-punctuation = "info"
"""


def loaded(folder: Path, text: str) -> Config:
    path = folder / "essaytrans.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def problems(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(EssaytransError) as caught:
        loaded(folder, text)
    return caught.value.diagnostics


def told(problem: Diagnostic) -> str:
    """Return what a person reads: the code, the place, the message and the hint, one line each."""
    position = problem.position
    assert position is not None
    hint = problem.hint and render(problem.hint, language="en")
    message = render(problem.message, language="en")
    return f"{problem.code} {position.line}:{position.column} {message}\n{hint}"


# --- finding ----------------------------------------------------------------------------------


def test_the_configuration_is_found_from_any_folder_below(tmp_path: Path) -> None:
    path = tmp_path / "essaytrans.toml"
    path.touch()
    deep = tmp_path / "articles" / "2026"
    deep.mkdir(parents=True)
    assert find(deep) == path
    assert find(tmp_path) == path
    assert find(path) == path
    assert find(deep / "not-yet" / "there") == path


def test_the_nearest_configuration_counts(tmp_path: Path) -> None:
    inner = tmp_path / "vendor" / "project"
    inner.mkdir(parents=True)
    (tmp_path / "essaytrans.toml").touch()
    (inner / "essaytrans.toml").touch()
    assert find(inner) == inner / "essaytrans.toml"
    assert find(inner.parent) == tmp_path / "essaytrans.toml"


def test_where_there_is_none_the_hint_names_init(tmp_path: Path) -> None:
    (tmp_path / "essaytrans.toml").mkdir()
    with pytest.raises(EssaytransError) as caught:
        find(tmp_path)
    (problem,) = caught.value.diagnostics
    assert problem.code == "no-configuration"
    assert problem.hint is not None
    assert "essaytrans init" in render(problem.hint, language="en")


# --- reading ----------------------------------------------------------------------------------


def test_every_key_is_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, EXAMPLE) == Config(
        root=tmp_path,
        path=tmp_path / "essaytrans.toml",
        name="航通社文章",
        source="zh-CN",
        languages=(
            Language("en"),
            Language("ja"),
            Language("ar"),
            Language("zh-TW"),
            Language("tlh", "tlhIngan Hol", "ltr", "Klingon <tlh@example.org>"),
        ),
        articles="content/zh",
        exclude=("README.md", "drafts/"),
        catalogs="po/{language}/{article}.po",
        output="content/{language}/{article}.md",
        notes_language="en",
        report_bugs_to="https://example.org/issues",
        segment=SegmentRules(
            ("title", "tags[]", "author.bio"), "never", ("figure.caption", "figure.0")
        ),
        credits=Credits(emails=True, front_matter="translators"),
        checks={"links": Severity.ERROR, "length": None, "end-punctuation": Severity.INFO},
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "[project]\n", "\ufeff[project]\r\n"])
def test_every_key_has_a_default(tmp_path: Path, text: str) -> None:
    config = loaded(tmp_path, text)
    expected = Config(tmp_path, tmp_path / "essaytrans.toml", name=tmp_path.name)
    assert config == expected
    assert config.segment == SegmentRules()


def test_notes_are_in_the_language_of_the_articles_unless_said(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[project]\nsource = "ja"\n').notes_language == "ja"


def test_a_language_is_found_by_its_tag(tmp_path: Path) -> None:
    config = loaded(tmp_path, EXAMPLE)
    assert config.language("zh-TW") == Language("zh-TW")
    assert config.language("fr") is None


@pytest.mark.parametrize("text", ["", "[credits]\n", '[credits]\nfront_matter = ""\n'])
def test_nobody_is_named_and_no_address_shown_unless_said(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text).credits == Credits(emails=False, front_matter="")


@pytest.mark.parametrize("key", ["translators", "Translators", "_x", "translated-by", "null_"])
def test_a_key_of_front_matter_may_have_any_plain_name(tmp_path: Path, key: str) -> None:
    said = loaded(tmp_path, f'[credits]\nfront_matter = "{key}"\n')
    assert said.credits.front_matter == key


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_can_be_given_a_weight_or_switched_off(tmp_path: Path, name: str) -> None:
    for weight in Severity:
        assert loaded(tmp_path, f'[checks]\n{name} = "{weight}"\n').checks == {name: weight}
    assert loaded(tmp_path, f'[checks]\n{name} = "off"\n').checks == {name: None}


# --- bad input: the line that is added to a project, and what is said --------------------------

BAD = {
    # keys
    'nam = "x"': "config-unknown-key 2:1 there is no key project.nam\ndid you mean “name”?",
    'code = "han"': (
        "config-unknown-key 2:1 there is no key project.code\nit belongs in [segment]"
    ),
    '"a b" = 1': (
        'config-unknown-key 2:1 there is no key project."a b"\nknown here: name, source, '
        "languages, articles, exclude, catalogs, output, language_paths, notes_language, "
        "report_bugs_to"
    ),
    '[sgment]\ncode = "han"': (
        "config-unknown-key 2:2 there is no key sgment\ndid you mean “segment”?"
    ),
    # types
    "name = 3": "config-type 2:1 project.name must be a text in quotation marks\nNone",
    'languages = "en"': (
        'config-type 2:1 project.languages must be an array of texts, as in ["a", "b"]\nNone'
    ),
    "languages = [1]": (
        'config-type 2:1 project.languages must be an array of texts, as in ["a", "b"]\nNone'
    ),
    "[[segment]]": ("config-type 2:3 segment must be a table, as in [segment]\nNone"),
    # values
    'name = ""': "config-value 2:1 project.name is empty\nNone",
    r'name = "a\nb"': (
        "config-value 2:1 project.name has a control character, U+000A\n"
        "write it as one line of plain text"
    ),
    r'report_bugs_to = "a\u202Eb"': (
        "config-value 2:1 project.report_bugs_to has a control character, U+202E\n"
        "write it as one line of plain text"
    ),
    '[segment]\ncode = "alway"': (
        "config-value 3:1 “alway” is not among the values of this key\ndid you mean “always”?"
    ),
    '[segment]\ncode = "x"': (
        "config-value 3:1 “x” is not among the values of this key\nit may be: never, han, always"
    ),
    '[segment]\nfront_matter = ["title", "a..b"]': (
        "config-value 3:26 “a..b” cannot be read\nwrite it like these: title, author.bio, tags[]"
    ),
    '[segment]\nshortcodes = ["figure"]': (
        "config-value 3:15 “figure” cannot be read\n"
        "write it like these: figure.caption, *.title, figure.0"
    ),
    '[credits]\nemails = "yes"': (
        "config-type 3:1 credits.emails must be true or false, without quotation marks\nNone"
    ),
    "[credits]\nfront_matter = true": (
        "config-type 3:1 credits.front_matter must be a text in quotation marks\nNone"
    ),
    '[credits]\nfront_matter = "a b"': (
        "config-value 3:1 “a b” cannot be a key here\n"
        "make it of letters a to z, digits, “-” and “_”, as in “translators”"
    ),
    '[credits]\nfront_matter = "Yes"': (
        "config-value 3:1 “Yes” cannot be a key here\n"
        "make it of letters a to z, digits, “-” and “_”, as in “translators”"
    ),
    "[credits]\nemail = true": (
        "config-unknown-key 3:1 there is no key credits.email\ndid you mean “emails”?"
    ),
    # languages
    'source = "zh_cn_"': (
        "language-tag 2:1 “zh_cn_” is not a language tag\nwrite a BCP 47 tag such as en, ja, "
        "zh-TW, sr-Latn or, for your own, art-x-elvish"
    ),
    'notes_language = "en-UK"': (
        "language-tag 2:1 there is no country “UK”\ndid you mean “en-GB”?"
    ),
    'languages = [\n  "ja",\n  "jp",\n]': (
        "language-tag 4:3 there is no language “jp”\ndid you mean “ja”?"
    ),
    'languages = ["zh-TW", "zh_tw"]': (
        "config-repeated 2:23 “zh-TW” is there twice\ntake one of them out"
    ),
    'languages = ["zh-CN"]': (
        "config-value 2:14 “zh-CN” is the language of the articles\n"
        "take it out: languages are those to translate into"
    ),
    '[languages.fr]\nname = "x"': (
        "config-value 2:12 “fr” is not among project.languages\nadd it there, or remove this table"
    ),
    'languages = ["en"]\n[languages.en]\ndirection = "up"': (
        "config-value 4:1 “up” is not among the values of this key\nit may be: ltr, rtl"
    ),
    'languages = ["en"]\n[languages.en]\n[languages.EN]': (
        "config-repeated 4:12 “en” is there twice\nNone"
    ),
    'languages = ["en"]\n[languages.english]': (
        "language-tag 3:12 “english” is not a language tag\ndid you mean “en”?"
    ),
    # patterns
    'output = "build/{lang}/{article}.md"': (
        "config-pattern 2:1 there is no placeholder {lang}\ndid you mean “{language}”?"
    ),
    'output = "build/{article}.md"': (
        "config-pattern 2:1 {language} is missing\n"
        "it needs {language} and {article}, with something between them"
    ),
    'catalogs = "locales/{language}.po"': (
        "config-pattern 2:1 {article} is missing\n"
        "it needs {language} and {article}, with something between them"
    ),
    'catalogs = "{{language}}/{article}.po"': (
        "config-pattern 2:1 a brace stands alone in “{{language}}/{article}.po”\n"
        "it needs {language} and {article}, with something between them"
    ),
    'catalogs = "{language}{article}.po"': (
        "config-pattern 2:1 nothing stands between the two placeholders of “{language}{article}.po”\n"
        "it needs {language} and {article}, with something between them"
    ),
    'catalogs = "{language}/{article}.md"': (
        "config-pattern 2:1 “{language}/{article}.md” does not end as it must\nit must end with one of: .po"
    ),
    'output = "{language}/{article}.html"': (
        "config-pattern 2:1 “{language}/{article}.html” does not end as it must\n"
        "it must end with one of: .md, .markdown"
    ),
    'output = "{language}/{stem}.md"': (
        "config-pattern 2:1 {dir} is missing\nwrite {article}, or both {dir}/ and {stem}"
    ),
    'output = "{language}/{dir}/{article}.md"': (
        "config-pattern 2:1 {article} has {dir} and {stem} in it already\n"
        "write {article}, or both {dir}/ and {stem}"
    ),
    'catalogs = "{language}/x-{dir}/{stem}.po"': (
        "config-pattern 2:1 {dir} is not a folder of its own in “{language}/x-{dir}/{stem}.po”\n"
        "put slashes around it, as in content/{dir}/{language}/{stem}.md"
    ),
    'catalogs = "{dir}/{stem}.po"': (
        "config-pattern 2:1 {language} is missing\n"
        "it needs {language} and {article}, with something between them"
    ),
    'output = "{dir}/{stem}{language}.md"': (
        "config-pattern 2:1 nothing stands between the two placeholders of “{dir}/{stem}{language}.md”\n"
        "it needs {language} and {article}, with something between them"
    ),
    'articles = "docs/{language}/{article}.md"': (
        "config-pattern 2:1 there is no placeholder {language}\n"
        "it needs {article}, and the rest as it stands in the paths, as in docs/{article}.zh.md"
    ),
    'articles = "docs/{stem}.zh.md"': (
        "config-pattern 2:1 {dir} is missing\nwrite {article}, or both {dir}/ and {stem}"
    ),
    'articles = "docs/{article}/"': (
        "config-pattern 2:1 “docs/{article}/” does not end as it must\n"
        "it must end with one of: .md, .markdown"
    ),
    'articles = "../{article}.zh.md"': (
        "path-outside 2:1 “../{article}.zh.md” leads upwards\n"
        "write it without “..”: all files of a project are inside its folder"
    ),
    # what paths call languages
    'language_paths = "lowr"': (
        "config-value 2:1 “lowr” is not among the values of this key\ndid you mean “lower”?"
    ),
    'languages = ["en"]\n[languages.en]\npath = "../en"': (
        "config-value 4:1 paths cannot call a language “../en”\n"
        "make it of letters a to z, digits, “-” and “_”, as in “en-US”"
    ),
    'languages = ["en", "ja"]\n[languages.ja]\npath = "EN"': (
        "config-repeated 4:1 ja and en are both “EN” in paths\n"
        "give one of them another path in [languages.ja]"
    ),
    # checks
    '[checks]\nlink = "off"': (
        "config-unknown-key 3:1 there is no key checks.link\ndid you mean “links”?"
    ),
    '[checks]\nlinks = "warn"': (
        "config-value 3:1 “warn” is not among the values of this key\ndid you mean “warning”?"
    ),
    "[checks]\nlinks = false": (
        "config-type 3:1 checks.links must be a text in quotation marks\nNone"
    ),
    # paths
    'articles = "../articles"': (
        "path-outside 2:1 “../articles” leads upwards\n"
        "write it without “..”: all files of a project are inside its folder"
    ),
    'articles = "/etc"': (
        "path-outside 2:1 “/etc” is absolute\nwrite it relative to the folder of essaytrans.toml"
    ),
    'articles = "C:/x"': (
        "path-outside 2:1 “C:/x” is absolute\nwrite it relative to the folder of essaytrans.toml"
    ),
    "articles = 'a\\b'": ("path-outside 2:1 “a\\b” has a backslash\nwrite paths with / everywhere"),
    'output = "build/../../{language}/{article}.md"': (
        "path-outside 2:1 “build/../../{language}/{article}.md” leads upwards\n"
        "write it without “..”: all files of a project are inside its folder"
    ),
    'catalogs = "out/po/{language}/{article}.po"': (
        "path-outside 2:1 “out/po/{language}/{article}.po” leads out of the project by a link\n"
        "replace the link by a folder: all files of a project are inside its folder"
    ),
}


@pytest.mark.parametrize(("text", "expected"), BAD.items())
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "out").symlink_to("/")
    (problem,) = problems(tmp_path, f"[project]\n{text}\n")
    assert told(problem) == expected
    assert problem.position is not None
    assert problem.position.path == "essaytrans.toml"


def test_the_caret_underlines_the_item_that_is_wrong(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, '[project]\nlanguages = ["ja", "jp"] # two\r\n')
    position = problem.position
    assert position is not None
    assert position.text == 'languages = ["ja", "jp"] # two'
    assert position.text[position.column or 0 :][: position.length - 2] == "jp"
    assert position.length == len('"jp"')


def test_all_problems_of_a_file_are_told_at_once_in_its_order(tmp_path: Path) -> None:
    text = '[segment]\ncode = 1\n[project]\nx = 1\nlanguages = ["xx", "yy"]\narticles = ".."\n'
    found = problems(tmp_path, text)
    assert [(problem.code, problem.position and problem.position.line) for problem in found] == [
        ("config-type", 2),
        ("config-unknown-key", 4),
        ("language-tag", 5),
        ("language-tag", 5),
        ("path-outside", 6),
    ]


SYNTAX = {
    "[project": "1:9 this is not TOML: a “]” is missing",
    "name = abc": "1:8 this is not TOML: there is no value, or a text without quotation marks",
    "name = ": "1:8 this is not TOML: there is no value, or a text without quotation marks",
    'name = "x': "1:10 this is not TOML: the quotation marks are not closed",
    'name = """x\n': "2:1 this is not TOML: the quotation marks are not closed",
    "name = '''x": "1:12 this is not TOML: the quotation marks are not closed",
    "name = 'x\n'": (
        "1:10 this is not TOML: a line end or a control character must not stand here"
    ),
    "a = 1\na = 2": "2:6 this is not TOML: a key is written twice",
    "a = {b = 1, b = 2}": "1:18 this is not TOML: a key is written twice",
    "[a]\n[a]": "2:3 this is not TOML: a table is written twice",
    "= 3": "1:1 this is not TOML: this is neither a [table] nor a key",
    "a. = 3": "1:4 this is not TOML: a key is missing, or needs quotation marks",
    "a": "1:2 this is not TOML: a key needs “=” and a value",
    "a = 'x' y": "1:9 this is not TOML: there is something after the value",
    "a = [1, 2": "1:10 this is not TOML: a “]” is missing",
    "a = {b = 1": "1:11 this is not TOML: a “}” is missing",
    'a = "\\q"': "1:8 this is not TOML: a “\\” begins an escape that TOML does not have",
    "a = 1 # \x01": ("1:9 this is not TOML: a line end or a control character must not stand here"),
    "a = " + "[" * 5000: "None:None this is not TOML: it is nested too deeply",
    "<<<<<<< HEAD\n": "1:1 this is not TOML: this is neither a [table] nor a key",
}


@pytest.mark.parametrize(("text", "expected"), SYNTAX.items(), ids=range(len(SYNTAX)))
def test_what_is_not_toml_is_told_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    (problem,) = problems(tmp_path, text)
    lines = [f"config-syntax {expected}", "see https://toml.io/ for how it is written"]
    assert told(problem).split("\n") == lines


def test_a_configuration_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "essaytrans.toml"
    path.write_bytes('[project]\nname = "航通社文章"\n'.encode("gb18030"))
    with pytest.raises(EssaytransError) as caught:
        load(path)
    (problem,) = caught.value.diagnostics
    assert problem.code == "not-utf8"


# --- places -----------------------------------------------------------------------------------

keys = st.text(alphabet="ab-_. \"'é字#=[]", min_size=1, max_size=5)
scalars = st.one_of(
    st.text(alphabet="ab\"'\\\n#[]{}=,字", max_size=8), st.integers(), st.booleans()
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.dictionaries(keys, values, max_size=4))
def test_every_key_of_a_file_has_its_place(data: dict[str, object]) -> None:
    """The text at the place of a key is that key, as TOML writes it."""
    text = tomlkit.dumps(data)
    found = places(text)
    lines = text.split("\n")

    def check(value: object, path: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                place = found[*path, key]
                written = lines[place.line - 1][place.column - 1 :][: place.length]
                assert written in {key, tomlkit.key(key).as_string()}
                check(inner, (*path, key))

    check(data, ())


def test_items_of_arrays_have_places_between_comments_and_quotation_marks() -> None:
    text = 'a = [ # ]\n  "x]", # "\n  \'y\',\n  [1, 2],\n]\nb = """\nc = 1\n"""\nc = 2\n'
    found = places(text)
    assert {path: place[:2] for path, place in found.items()} == {
        ("a",): (1, 1),
        ("a", 0): (2, 3),
        ("a", 1): (3, 3),
        ("a", 2): (4, 3),
        ("a", 2, 0): (4, 4),
        ("a", 2, 1): (4, 7),
        ("b",): (6, 1),
        ("c",): (9, 1),
    }
