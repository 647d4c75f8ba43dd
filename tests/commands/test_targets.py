"""Links that lead nowhere: what `lint` says of articles, and `check` of translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from commands.kit import Project, told
from essaytrans.commands.check import check
from essaytrans.commands.lint import lint
from essaytrans.commands.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

ON = "\n[links]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.configure("en")
    project.article("b", "# 乙", "## 第二节", '<a id="here"></a>')
    project.write("articles/p.png", b"x")
    return project


def linted(project: Project) -> list[tuple[str, str, int | None]]:
    """Code, sentence and line of what `lint` says of links."""
    return [
        (one.code, told(one), one.position.line if one.position else None)
        for one in lint(open_workspace(project.root)).diagnostics
        if one.code in ("lint-target", "lint-fragment")
    ]


def checked(project: Project, text: str, new: str, **more: str) -> list[str]:
    """What `check` says of the links in a translation."""
    project.article("a", "# 第一节", text)
    project.extract()
    project.translate("a", {text: new} | more)
    found = check(open_workspace(project.root)).findings
    return [told(one) for one in found if one.code == "targets"]


# --- lint -------------------------------------------------------------------------------------

DEAD = {
    "a heading": "[甲](#second)",
    "a heading of another article": "[乙](b.md#third)",
    "an article": "[丙](c.md)",
    "a picture": "![图](pics/p.png)",
    "a definition": "[甲][x]\n\n[x]: c.md",
    "in HTML": '见<a href="#nowhere">甲</a>。',
}


@pytest.mark.parametrize("text", DEAD.values(), ids=DEAD)
def test_lint_tells_of_a_link_that_leads_nowhere(project: Project, text: str) -> None:
    project.article("a", "# 第一节", text)
    ((code, said, line),) = linted(project)
    assert code == "lint-target"
    assert said.startswith("the link to ")
    assert line == 3 + text.count("\n")


ALIVE = {
    "a heading": "# A b\n\n[甲](#a-b)",
    "a heading of another article": "[乙](b.md#here) [乙](./b.md)",
    "a picture": "![图](p.png)",
    "a folder": "[夹](../articles/)",
    "a footnote": "[注](#fn:1) [注](#fn-1) [顶](#top)",
    "an address": "[甲](https://x.y/z#a) [乙](/c.md#a) [丙](mailto:a@b.c)",
    "a page of the site": "[丁](tags/) [丁](tag.html) [丁](c)",
    "code": "`[丙](c.md)`",
    "a file elsewhere": "[丙](../../README.md)",
    "a heading as another generator calls it": "# C & b\n\n[甲](#c-b) [甲](#c--b)",
}


@pytest.mark.parametrize("text", ALIVE.values(), ids=ALIVE)
def test_lint_says_nothing_of_what_leads_somewhere_or_cannot_be_known(
    project: Project, text: str
) -> None:
    project.article("a", text)
    assert linted(project) == []


def test_with_a_rule_only_its_names_will_do(project: Project) -> None:
    project.configure("en", more=ON)
    project.article("a", "# C & b\n\n[甲](#c-b) [甲](#c--b)")
    assert [said for _, said, _ in linted(project)] == ["the link to #c-b leads nowhere"]


def test_links_that_follow_do_not_break(project: Project) -> None:
    project.article("a", "# 第一节\n\n[甲](#第一节)")
    assert [code for code, _, _ in linted(project)] == ["lint-fragment"]
    project.configure("en", more=ON)
    assert linted(project) == []


def test_whoever_switches_it_off_hears_nothing(project: Project) -> None:
    project.configure("en", more='\n[checks]\ntargets = "off"\n')
    project.article("a", "[丙](c.md)")
    assert linted(project) == []


# --- check ------------------------------------------------------------------------------------


def test_check_tells_of_a_fragment_that_no_heading_has(project: Project) -> None:
    assert checked(project, "[甲](#第一节)", "[A](#frist)", 第一节="First") == [
        "the link to #frist leads nowhere"
    ]
    assert checked(project, "[甲](#第一节)", "[A](#first)", 第一节="First") == []


def test_check_tells_of_a_fragment_whose_heading_is_translated(project: Project) -> None:
    texts = ("见[甲](#第一节)。", "See [A](#第一节).")
    assert checked(project, *texts) == []
    assert checked(project, *texts, 第一节="First") == ["the link to #第一节 leads nowhere"]
    project.configure("en", more=ON)
    assert checked(project, *texts, 第一节="First") == []
    project.configure("en", more='\n[links]\nfragments = "keep"\n')
    assert checked(project, *texts, 第一节="First") == ["the link to #第一节 leads nowhere"]


def test_check_leaves_to_lint_what_leads_nowhere_in_the_source(project: Project) -> None:
    assert checked(project, "[丙](c.md) [丁](#x)。", "[C](c.md) [D](#x).") == []


def test_check_knows_articles_and_files_from_both_places(project: Project) -> None:
    text = "见[乙](b.md)。"
    assert checked(project, text, "See [B](../../articles/b.md) and ![p](p.png).") == []
    assert checked(project, text, "See [B](../en/b.md#第二节).") == []
    assert checked(project, text, "See [B](../en/b.md#two).") == [
        "the link to ../en/b.md#two leads nowhere"
    ]
    assert checked(project, text, "See [B](bb.md).") == ["the link to bb.md leads nowhere"]


def test_check_knows_headings_as_they_are_pinned(project: Project) -> None:
    project.configure("en", more='\n[links]\nslugs = "hugo"\nfragments = "pin"\n')
    texts = ("见[乙](b.md)。", "See [B](b.md) and [A](#第一节).")
    assert checked(project, *texts, 第一节="First") == []


def test_check_knows_nothing_where_no_markdown_is_built(project: Project) -> None:
    project.configure("en", more='\n[editions]\ndefault = ["html"]\n')
    assert checked(project, "见[乙](b.md)。", "See [B](bb.md).") == []
