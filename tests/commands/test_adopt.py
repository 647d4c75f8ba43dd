"""`adopt`: translations that exist as Markdown become catalogs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from commands.kit import Project
from essaytrans.commands.adopt import AdoptReport, adopt
from essaytrans.commands.adopting.pairs import Pairing, pairings
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError

ROOT = Path(__file__).parents[2]
_WHOLE = ("en", "ja", "zh-TW")
"""Languages that the essays of this repository are wholly translated into."""

SOURCE = ("# 伞", "下雨那天，老魏借了一把伞给陌生人。", "## 第二天", "第二天没有人来。")
TARGET = "# Umbrella\n\nThe day it rained Wei lent an umbrella to a stranger.\n\n## The Day After\n\nNobody came the day after.\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.configure("en")
    project.article("umbrella", *SOURCE)
    project.write("en/umbrella.md", TARGET)
    return project


def adopted(project: Project, *, all_fuzzy: bool = False, dry: bool = False) -> AdoptReport:
    workspace = open_workspace(project.root, dry=dry)
    pairs = pairings(workspace, "articles/{article}.md", "{language}/{article}.md")
    return adopt(workspace, pairs, all_fuzzy=all_fuzzy)


def test_a_translation_becomes_a_catalog_and_is_built_as_it_was(project: Project) -> None:
    (row,) = adopted(project).files
    assert (row.sure, row.fuzzy, row.kept, row.open) == (4, 0, 0, 0)
    assert row.alone == (0, 0)
    project.build()
    assert project.read("build/en/umbrella.md") == TARGET


def test_all_is_reviewed_if_that_is_asked_for(project: Project) -> None:
    (row,) = adopted(project, all_fuzzy=True).files
    assert (row.sure, row.fuzzy) == (0, 4)
    entry = project.entry("umbrella", "第二天")
    assert entry.fuzzy
    assert entry.msgstr == "The Day After"
    assert any("en/umbrella.md:5" in note for note in entry.extracted_comments)


def test_a_translation_that_stands_stays(project: Project) -> None:
    project.extract()
    project.translate("umbrella", {"伞": "Brolly", "第二天": "Next"}, fuzzy={"第二天"})
    (row,) = adopted(project).files
    assert (row.sure, row.kept) == (2, 2)
    assert project.entry("umbrella", "伞").msgstr == "Brolly"
    assert project.entry("umbrella", "第二天").fuzzy
    assert {link.state for link in row.links} == {"sure", "kept"}


def test_a_control_character_is_named_and_the_rest_comes_in(project: Project) -> None:
    project.write("en/umbrella.md", TARGET.replace("Nobody", "No\x1bbody"))
    report = adopted(project)
    (problem,) = report.diagnostics
    assert problem.code == "refused-entry"
    assert problem.position is not None
    assert (problem.position.path, problem.position.line) == ("en/umbrella.md", 7)
    assert (report.files[0].sure, report.files[0].open) == (3, 1)


@pytest.mark.parametrize("name", ["a\nb.md", "a\udcffb.md", "a\u202eb.md"])
def test_any_name_of_a_file_can_stand_in_a_note(project: Project, name: str) -> None:
    try:
        project.write(name, TARGET)
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    workspace = open_workspace(project.root)
    pair = Pairing(workspace.articles[0], workspace.languages[0], project.root / name)
    report = adopt(workspace, [pair], all_fuzzy=True)
    assert report.diagnostics == ()
    (note,) = (n for n in project.entry("umbrella", "伞").extracted_comments if n.startswith("≈"))
    assert note.startswith(f"≈ a<U+{ord(name[1]):04X}>b.md:1")


def test_a_device_is_not_read(project: Project) -> None:
    workspace = open_workspace(project.root)
    pair = Pairing(workspace.articles[0], workspace.languages[0], Path("/dev/null"))
    report = adopt(workspace, [pair])
    assert [problem.code for problem in report.diagnostics] == ["file-unreadable"]
    assert report.files == ()


def test_to_adopt_twice_changes_nothing(project: Project) -> None:
    adopted(project)
    before = project.snapshot()
    report = adopted(project)
    assert report.changed == ()
    assert report.files[0].kept == 4
    assert project.snapshot() == before


def test_what_has_no_partner_is_told_on_either_side(project: Project) -> None:
    kept = TARGET.replace("Nobody came the day after.\n", "")
    project.write("en/umbrella.md", "![A picture of it](it.png) is in the town museum.\n\n" + kept)
    (row,) = adopted(project).files
    alone = [link for link in row.links if link.state == "alone"]
    assert [text.text for link in alone for text in link.source] == ["第二天没有人来。"]
    assert [text.line for link in alone for text in link.target] == [1]
    assert row.open == 1


def test_with_check_nothing_is_written(project: Project) -> None:
    before = project.snapshot()
    report = adopted(project, dry=True)
    assert "locales/en/umbrella.po" in report.changed
    assert project.snapshot() == before


def test_translations_beside_their_articles_are_found_by_patterns(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write(
        "essaytrans.toml",
        '[project]\nname = "文集"\narticles = "docs"\nlanguages = ["en-US", "ja"]\n'
        'exclude = ["*.en-US.md"]\n',
    )
    project.write("docs/a/x.zh-CN.md", "# 伞\n")
    project.write("docs/a/x.en-US.md", "# Umbrella\n")
    project.write("docs/y.zh-CN.md", "# 雨\n")
    workspace = open_workspace(tmp_path)
    found = pairings(workspace, "docs/{article}.zh-CN.md", "docs/{article}.{language}.md")
    assert [(pair.article.name, pair.language.tag) for pair in found] == [("a/x.zh-CN", "en-US")]


def test_a_translation_that_cannot_be_read_stops_no_other(project: Project) -> None:
    project.article("rain", "# 雨")
    project.write("en/rain.md", b"# Rain \xff\n")
    report = adopted(project)
    assert [row.article for row in report.files] == ["umbrella"]
    assert [problem.code for problem in report.diagnostics] == ["not-utf8"]


def test_a_file_outside_the_project_may_be_adopted(project: Project, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.md"
    outside.write_text(TARGET, encoding="utf-8")
    workspace = open_workspace(project.root)
    pair = Pairing(workspace.articles[0], workspace.languages[0], outside)
    assert adopt(workspace, [pair]).files[0].sure == 4
    outside.unlink()


def test_the_project_must_have_the_language(project: Project) -> None:
    with pytest.raises(EssaytransError, match="unknown-language"):
        open_workspace(project.root, languages=["fr"])


# --- a site of yesterday ----------------------------------------------------------------------

SITE = """\
---
title: 伞
tags:
  - 雨
  - 借
---

# 伞 {#umbrella}

下雨那天，老魏**借了一把伞**给陌生人，见[手册](manual.md)和 `open()`。
他没有留下名字。

- 一把黑伞
- 两只旧鞋

  鞋是湿的。

> 雨停了，
> 人走了。

| 东西 | 数目 |
|------|-----:|
| 伞   | 1    |

```sh
# 打开伞
open umbrella
```

脚注在这里[^1]。

[^1]: 他后来还了伞。
"""
YESTERDAY = """\
---
title: Umbrella
tags:
  - rain
  - lending
---

# Umbrella {#umbrella}

The day it rained Wei **lent an umbrella** to a stranger, see [the manual](manual.md) and `open()`.
He left no name.

- A black umbrella
- Two old shoes

  The shoes were wet.

> The rain stopped, the people went.

| Thing | Number |
|-------|-------:|
| Umbrella | 1 |

```sh
# open the umbrella
open umbrella
```

There is a note here[^1].

[^1]: Later he gave the umbrella back.
"""


def words(markdown: str) -> list[str]:
    """What readers read: how lines are wrapped and tables are padded is not part of it."""
    return re.sub(r"-{2,}", "--", markdown).split()


def test_a_site_that_adopts_publishes_what_it_had_yesterday(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.write("articles/umbrella.md", SITE)
    project.write("en/umbrella.md", YESTERDAY)
    (row,) = adopted(project).files
    assert (row.fuzzy, row.open, row.alone) == (0, 0, (0, 0))
    project.build()
    assert words(project.read("build/en/umbrella.md")) == words(YESTERDAY)


# --- catalogs of other programs ---------------------------------------------------------------

PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: umbrella.md:1
msgid "伞"
msgstr "Umbrella"

#: umbrella.md:3
msgid "下雨那天， 老魏借了一把伞 给陌生人。"
msgstr ""
"The day it rained Wei lent an umbrella  "
"to a stranger."

#: umbrella.md:5
#, fuzzy
msgid "第二天"
msgstr "The Day After"

#: umbrella.md:9
msgid "云散了，太阳照在门前的石阶上。"
msgstr "The clouds went and the sun shone on the steps."

#: other.md:1
msgid "这一句是别的文章的。"
msgstr "This one is of another article."
"""


def test_a_catalog_of_another_program_is_taken_in(project: Project) -> None:
    project.write("po/en.po", PO)
    workspace = open_workspace(project.root)
    (pair,) = pairings(workspace, "articles/{article}.md", "po/{language}.po")
    (row,) = adopt(workspace, [pair]).files
    assert (row.sure, row.fuzzy, row.open) == (2, 1, 1)
    entry = project.entry("umbrella", "下雨那天，老魏借了一把伞给陌生人。")
    assert entry.msgstr == "The day it rained Wei lent an umbrella to a stranger."
    assert project.entry("umbrella", "第二天").fuzzy
    alone = [link for link in row.links if link.state == "alone"]
    assert [text.text for link in alone for text in (*link.source, *link.target)] == [
        "第二天没有人来。",
        "The clouds went and the sun shone on the steps.",
    ]


def test_a_catalog_of_another_language_is_left_alone(project: Project) -> None:
    project.write("po/en.po", PO.replace('charset=UTF-8\\n"', 'charset=UTF-8\\nLanguage: ja\\n"'))
    workspace = open_workspace(project.root)
    report = adopt(workspace, pairings(workspace, "articles/{article}.md", "po/{language}.po"))
    assert report.files == ()
    assert [problem.code for problem in report.diagnostics] == ["wrong-language"]


def test_a_broken_catalog_is_named_with_its_line(project: Project) -> None:
    project.write("po/en.po", PO.replace('msgstr "Umbrella"', 'msgstr "Umbrella'))
    workspace = open_workspace(project.root)
    report = adopt(workspace, pairings(workspace, "articles/{article}.md", "po/{language}.po"))
    assert report.files == ()
    assert [problem.code for problem in report.diagnostics] == ["po-syntax"]


# --- files that are none ----------------------------------------------------------------------


def test_a_file_that_is_hardly_a_translation_is_reviewed_whole(project: Project) -> None:
    project.article("umbrella", *SOURCE, "雨停了。", "他还了伞。", "老魏笑了。")
    project.write("en/umbrella.md", "A page about [prices](https://example.org/).\n\n- 42 %\n")
    report = adopted(project)
    assert [problem.code for problem in report.diagnostics] == ["hardly-a-translation"]
    assert report.files[0].sure == 0


def test_patterns_that_fit_nothing_are_told(project: Project) -> None:
    workspace = open_workspace(project.root)
    with pytest.raises(EssaytransError, match="nothing-to-adopt"):
        pairings(workspace, "docs/{article}.md", "{language}/{article}.md")


def test_one_file_is_of_one_article_and_one_language(project: Project) -> None:
    workspace = open_workspace(project.root)
    with pytest.raises(EssaytransError, match="adopt-pattern"):
        pairings(workspace, "articles/{article}.md", "{language}/umbrella.md")
    project.configure("en", "ja")
    workspace = open_workspace(project.root)
    with pytest.raises(EssaytransError, match="which-language"):
        pairings(workspace, "articles/{article}.md", "en/{article}.md")


def test_folders_and_names_may_be_apart_in_patterns(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure("en")
    project.article("2026/umbrella", "# 伞")
    project.article("rain", "# 雨")
    project.write("content/2026/en/umbrella.md", "# Umbrella\n")
    project.write("content/en/rain.md", "# Rain\n")
    workspace = open_workspace(tmp_path)
    found = pairings(workspace, "articles/{dir}/{stem}.md", "content/{dir}/{language}/{stem}.md")
    assert [pair.article.name for pair in found] == ["2026/umbrella", "rain"]


# --- the page ---------------------------------------------------------------------------------


def test_a_page_shows_what_was_found(project: Project, tmp_path: Path) -> None:
    workspace = open_workspace(project.root)
    pairs = pairings(workspace, "articles/{article}.md", "{language}/{article}.md")
    report = adopt(workspace, pairs, page=tmp_path / "pages/adopted.html")
    assert "pages/adopted.html" in report.changed
    assert "Nobody came the day after." in project.read("pages/adopted.html")


def test_a_page_never_takes_the_place_of_an_article(project: Project) -> None:
    workspace = open_workspace(project.root)
    with pytest.raises(EssaytransError, match="adopt-page"):
        adopt(workspace, [], page=project.root / "articles/umbrella.md")


# --- the essays of this repository ------------------------------------------------------------


@pytest.fixture(scope="module")
def essays(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The essays as they were published yesterday, in `old/`, and no catalogs any more."""
    project = Project(tmp_path_factory.mktemp("essays"))
    for name in ("articles", "locales"):
        shutil.copytree(ROOT / name, project.root / name)
    shutil.copy(ROOT / "essaytrans.toml", project.root)
    project.build(languages=_WHOLE)
    (project.root / "build").rename(project.root / "old")
    shutil.rmtree(project.root / "locales")
    workspace = open_workspace(project.root, languages=_WHOLE)
    pairs = pairings(workspace, "articles/{article}.md", "old/{language}/{article}.md")
    report = adopt(workspace, pairs)
    assert {row.alone for row in report.files} == {(0, 0)}
    project.build(languages=_WHOLE, use_fuzzy=True)
    return project


@pytest.mark.parametrize("language", _WHOLE)
@pytest.mark.parametrize("essay", ["first-line", "scripts/missing-glyph", "strangers"])
def test_essays_are_published_byte_for_byte_as_they_were(
    essays: Project, essay: str, language: str
) -> None:
    path = f"{language}/{essay}.md"
    assert essays.read(f"build/{path}") == essays.read(f"old/{path}")


@pytest.mark.parametrize("language", _WHOLE)
def test_nearly_all_of_the_essays_comes_in_for_certain(essays: Project, language: str) -> None:
    entries = [
        entry
        for essay in ("first-line", "scripts/missing-glyph", "strangers")
        for entry in essays.catalog(essay, language).entries
    ]
    assert sum(entry.fuzzy for entry in entries) < 0.02 * len(entries)
