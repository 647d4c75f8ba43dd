"""Links of built articles: what `[links]` switches on, and nothing without it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.kit import Project, codes
from essaytrans.catalog import parse
from essaytrans.editions import translate
from essaytrans.markdown import segment
from essaytrans.markdown.headings import anchors
from essaytrans.markdown.linked import Linked
from essaytrans.markdown.slugs import SLUG_RULES, Named
from essaytrans.markdown.splice import splice
from essaytrans.model import Edit, SegmentRules

if TYPE_CHECKING:
    from pathlib import Path

ON = "\n[links]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def built(project: Project, *blocks: str, links: str = ON, **texts: str) -> str:
    """Build an article `a` beside an article `dir/b`; texts are translations of whole blocks."""
    project.configure("en", more=links)
    project.article("a", *blocks)
    project.article("dir/b", "# 乙", "## 第二节", "回到[甲](../a.md)")
    project.extract()
    known = {entry.msgid for entry in project.catalog("a").entries}
    project.translate("a", {text: new for text, new in SAID.items() if text in known} | texts)
    project.translate("dir/b", {"第二节": "Part two"})
    project.build()
    return project.read("build/en/a.md")


SAID = {
    "一": "One",
    "见[乙](dir/b.md#第二节)。": "See [B](dir/b.md#第二节).",
    "第一节": "What’s new?",
}


# --- articles and headings --------------------------------------------------------------------


def test_without_links_nothing_is_told_again(project: Project) -> None:
    text = built(project, "# 一", "见[乙](dir/b.md#第二节)。", "![图](p.png)", links="")
    assert text == "# One\n\nSee [B](dir/b.md#第二节).\n\n![图](p.png)\n"


def test_a_fragment_follows_its_heading_in_another_article(project: Project) -> None:
    assert "See [B](dir/b.md#part-two)." in built(project, "# 一", "见[乙](dir/b.md#第二节)。")


FORMS = {
    "a link": ("[甲](#第一节)", "[甲](#whats-new)"),
    "in angle brackets": ("[甲](<#第一节>)", "[甲](<#whats-new>)"),
    "with a title": ('[甲](#第一节 "题")', '[甲](#whats-new "题")'),
    "with percent signs": ("[甲](#%E7%AC%AC%E4%B8%80%E8%8A%82)", "[甲](#whats-new)"),
    "a definition": ("[x]: #第一节", "[x]: #whats-new"),
    "in HTML": ('<p><a href="#第一节">甲</a></p>', '<p><a href="#whats-new">甲</a></p>'),
    "by the name of the file": ("[甲](./a.md#第一节)", "[甲](./a.md#whats-new)"),
    "of another page of that name": (
        "[甲](https://x.y/a.md#第一节)",
        "[甲](https://x.y/a.md#第一节)",
    ),
    "in code": ("`[甲](#第一节)`", "`[甲](#第一节)`"),
    "of nothing": ("[甲](#第九节)", "[甲](#第九节)"),
}


@pytest.mark.parametrize(("written", "found"), FORMS.values(), ids=FORMS)
def test_a_fragment_follows_its_heading_however_it_is_written(
    project: Project, written: str, found: str
) -> None:
    assert built(project, written, "## 第一节") == f"{found}\n\n## What’s new?\n"


def test_what_a_translator_wrote_otherwise_stays(project: Project) -> None:
    project.configure("en", more=ON)
    project.article("a", "见[乙](b.md)。", "## 第一节")
    project.article("b", "乙")
    project.extract()
    project.translate("a", {"见[乙](b.md)。": "See [B](../b.html#x) and [C](#第一节)."})
    project.build()
    assert "See [B](../b.html#x) and [C](#第一节)." in project.read("build/en/a.md")


def test_a_heading_that_changes_in_another_article_is_followed_by_the_next_build(
    project: Project,
) -> None:
    built(project, "# 一", "见[乙](dir/b.md#第二节)。")
    project.translate("dir/b", {"第二节": "The second"})
    report = project.build()
    assert "build/en/a.md" in report.changed
    assert "(dir/b.md#the-second)" in project.read("build/en/a.md")
    assert project.build().changed == ()


def test_headings_can_be_given_the_ids_of_their_sources(project: Project) -> None:
    links = '\n[links]\nslugs = "hugo"\nfragments = "pin"\n'
    text = built(project, "[甲](#第一节)，[乙](dir/b.md#第二节)", "## 第一节", links=links)
    assert text == "[甲](#第一节)，[乙](dir/b.md#第二节)\n\n## What’s new? {#第一节}\n"
    assert "## Part two {#第二节}" in project.read("build/en/dir/b.md")


def test_fragments_can_be_kept(project: Project) -> None:
    links = '\n[links]\nfragments = "keep"\n'
    assert "[甲](#第一节)" in built(project, "[甲](#第一节)", "## 第一节", links=links)


def test_a_link_leads_to_the_source_where_there_is_no_translation(project: Project) -> None:
    project.configure("en", more=ON)
    project.article("a", "见[乙](b.md#第二节)。")
    project.article("b", "# 乙", "## 第二节")
    project.extract()
    project.translate("a", {"见[乙](b.md#第二节)。": "See [B](b.md#第二节)."})
    project.build(min_translated=0.5)
    assert project.read("build/en/a.md") == "See [B](../../articles/b.md#第二节).\n"
    project.translate("b", {"乙": "B", "第二节": "Part two"})
    project.build(min_translated=0.5)
    assert project.read("build/en/a.md") == "See [B](b.md#part-two).\n"


def test_links_lead_to_where_outputs_are(project: Project) -> None:
    project.configure("zh-TW", more=ON)
    project.write(
        "essaytrans.toml",
        project.read("essaytrans.toml").replace(
            'name = "文集"', 'name = "文集"\noutput = "articles/{article}.{language}.md"'
        ),
    )
    project.article("a", "[乙](dir/b.md)，[丙](<c d.md>)")
    project.article("dir/b", "[甲](../a.md)")
    project.article("c d", "丙")
    project.build()
    assert project.read("articles/a.zh-TW.md") == "[乙](dir/b.zh-TW.md)，[丙](<c%20d.zh-TW.md>)\n"
    assert project.read("articles/dir/b.zh-TW.md") == "[甲](../a.zh-TW.md)\n"


def test_in_two_languages_a_fragment_leads_to_both(project: Project) -> None:
    built(project, "# 一", "见[乙](dir/b.md#第二节)。", "## 第一节")
    project.build(editions=["bilingual"])
    text = project.read("build/bilingual/en/a.md")
    assert text.count("(dir/b.md#第二节-part-two)") == 2


# --- styles -----------------------------------------------------------------------------------

STYLES = {
    "md": ("dir/b.md", "x/b.md", "b.md"),
    "plain": ("dir/b", "x/b", "b"),
    "html": ("dir/b.html", "x/b.html", "b.html"),
    "directory": ("../dir/b/", "../x/b/", "../b/"),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("written", ["dir/b.md", "dir/b", "dir/b.html", "dir/b/"])
def test_links_can_be_written_in_one_style(project: Project, style: str, written: str) -> None:
    links = f'\n[links]\nstyle = "{style}"\n'
    assert f"[乙]({STYLES[style][0]}?q=1)" in built(project, f"[乙]({written}?q=1)", links=links)


@pytest.mark.parametrize("written", ["dir/b.md", "dir/b", "dir/b.html", "dir/b/", "./dir/b.md"])
def test_links_are_written_as_the_author_did(project: Project, written: str) -> None:
    assert f"[乙]({written})" in built(project, f"[乙]({written})")


def test_addresses_that_are_folders_are_read_as_a_browser_does(project: Project) -> None:
    project.configure("en", more='\n[links]\nstyle = "directory"\n')
    project.article("guide/a", "[乙](../b/)，[首页](../)，[丙](../../c/)")
    project.article("guide/b", "乙")
    project.article("guide/index", "[甲](a/)，[丙](../c/)")
    project.article("c", "丙")
    project.build()
    assert project.read("build/en/guide/a.md") == "[乙](../b/)，[首页](../)，[丙](../../c/)\n"
    assert project.read("build/en/guide/index.md") == "[甲](a/)，[丙](../c/)\n"


def test_addresses_from_the_root_stay_unless_it_is_said_what_they_are(project: Project) -> None:
    blocks = ("[乙](/dir/b/)，[丙](/c/)，[丁](/docs/dir/b.html)",)
    assert built(project, *blocks) == f"{blocks[0]}\n"
    text = built(project, *blocks, links='\n[links]\nbase = "/"\npage = "{language}/{article}"\n')
    assert text == "[乙](/en/dir/b/)，[丙](/c/)，[丁](/docs/dir/b.html)\n"
    text = built(project, *blocks, links='\n[links]\nbase = "/docs/"\n')
    assert text == "[乙](/dir/b/)，[丙](/c/)，[丁](/docs/en/dir/b.html)\n"


def test_a_generator_may_see_to_articles_itself(project: Project) -> None:
    project.configure("en", more="\n[links]\narticles = false\n")
    project.article("a", "[乙](b.md)，[己](#第一节)", "## 第一节")
    project.article("b", "乙")
    project.extract()
    project.translate("a", {"第一节": "Part one"})
    project.build()
    assert project.read("build/en/a.md").startswith("[乙](b.md)，[己](#part-one)")


# --- files ------------------------------------------------------------------------------------


def test_files_are_shown_from_where_they_are(project: Project) -> None:
    for name in ("p.png", "dir/q r.png", "s(1).png", "文.pdf"):
        project.write(f"articles/{name}", b"x")
    text = built(
        project,
        "![图](p.png) ![图](<dir/q r.png>) ![图](s(1).png)",
        '<img src="./p.png?x=1&amp;y=2" alt="">',
        "[文](文.pdf) [文](%E6%96%87.pdf) [夹](dir/) [无](no.pdf)",
    )
    assert text == (
        "![图](../../articles/p.png) ![图](<../../articles/dir/q%20r.png>)"
        " ![图](../../articles/s%281%29.png)\n\n"
        '<img src="../../articles/p.png?x=1&amp;y=2" alt="">\n\n'
        "[文](../../articles/文.pdf) [文](../../articles/%E6%96%87.pdf)"
        " [夹](../../articles/dir/) [无](no.pdf)\n"
    )


VARIANTS = {
    "in the language": ("en-US", "p.png", "p.en-US.png"),
    "in the language of all countries": ("en-US", "p.png", "p.en.png"),
    "with an underscore": ("zh-TW", "p.png", "p.zh_TW.png"),
    "in place of the source's": ("en", "p.zh-CN.png", "p.en.png"),
    "behind the source's": ("en", "p.zh.png", "p.zh.en.png"),
}


@pytest.mark.parametrize(("language", "shown", "variant"), VARIANTS.values(), ids=VARIANTS)
def test_a_picture_in_the_language_wins(
    project: Project, language: str, shown: str, variant: str
) -> None:
    project.configure(language, more=ON)
    project.article("a", f"![图]({shown})")
    project.write(f"articles/{shown}", b"x")
    project.build()
    assert project.read(f"build/{language}/a.md") == f"![图](../../articles/{shown})\n"
    project.write(f"articles/{variant}", b"y")
    project.build()
    assert project.read(f"build/{language}/a.md") == f"![图](../../articles/{variant})\n"
    project.remove(f"articles/{variant}")
    project.build()
    assert project.read(f"build/{language}/a.md") == f"![图](../../articles/{shown})\n"


def test_a_picture_of_the_source_is_no_picture_of_its_dialect(project: Project) -> None:
    project.configure("zh-TW", more=ON)
    project.article("a", "![图](p.png)")
    project.write("articles/p.png", b"x")
    project.write("articles/p.zh.png", b"y")
    project.build()
    assert "(../../articles/p.png)" in project.read("build/zh-TW/a.md")


def test_copied_files_are_shown_beside_what_is_built(project: Project) -> None:
    project.configure("en", "ja", more=ON)
    project.article("a", "![图](pics/p.png) ![图](q.png) [乙](b.md)")
    project.article("b", "乙")
    for name in ("pics/p.png", "pics/p.en.png", "q.png"):
        project.write(f"articles/{name}", b"x")
    report = project.build(copy_assets=True)
    assert codes(report.diagnostics) == []
    assert project.read("build/en/a.md") == "![图](pics/p.en.png) ![图](q.png) [乙](b.md)\n"
    assert project.read("build/ja/a.md") == "![图](pics/p.png) ![图](q.png) [乙](b.md)\n"
    assert project.exists("build/en/pics/p.en.png")
    assert not project.exists("build/ja/pics/p.en.png")
    assert project.build(copy_assets=True).changed == ()


def test_nothing_is_said_of_what_can_be_reached_now(project: Project) -> None:
    project.article("a", "![图](p.png) [无](no.md)")
    project.write("articles/p.png", b"x")
    project.configure("en")
    assert codes(project.build().diagnostics) == ["unreachable-file", "missing-file"]
    project.configure("en", more=ON)
    assert codes(project.build().diagnostics) == ["missing-file"]


def test_a_folder_given_by_hand_leads_to_the_project(project: Project, tmp_path: Path) -> None:
    inner = Project(tmp_path / "project")
    inner.configure("en", more=ON)
    inner.article("a", "![图](p.png)")
    inner.write("articles/p.png", b"x")
    inner.build(output=tmp_path / "out")
    assert project.read("out/en/a.md") == "![图](../../project/articles/p.png)\n"


# --- promises ---------------------------------------------------------------------------------

BLOCKS = st.lists(
    st.sampled_from(
        [
            *("# 一", "## 第一节", "## 第一节", "第一节\n---", "> ### 引", "- [乙](dir/b.md)"),
            *("见[乙](dir/b.md#第二节)与[己](#第一节)。", "![图](p.png)", "[x]: dir/b.md '题'"),
            *("<p><a href='#一'>甲</a></p>", "`[乙](dir/b.md)`", "```\n[乙](dir/b.md)\n```"),
            *(
                '<img src="p.png" alt="图">',
                "| [己](#第一节-1) |\n|---|",
                "甲[^1]\n\n[^1]: [乙](dir/b)",
            ),
            *("\\[乙](p.png)", "[文][x]", '{{< f src="p.png" >}}', "<!-- [己](#一) -->"),
        ]
    ),
    min_size=1,
    max_size=8,
)
NEW = st.dictionaries(
    st.sampled_from(["一", "第一节", "引", "见[乙](dir/b.md#第二节)与[己](#第一节)。"]),
    st.sampled_from(
        ["One", "Two & more", "[B](dir/b.md#第二节) [self](#第一节) `#第一节`", "![x](#y)"]
    ),
)
BREAKS = st.sampled_from(["\n", "\r\n"])


def masked(text: str) -> str:
    """A text without its targets."""
    return splice(text, [Edit(one.span, "…") for one in Linked.of(text).destinations()])


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(blocks=BLOCKS, new=NEW, line=BREAKS)
def test_only_targets_differ_and_a_second_build_writes_nothing(
    project: Project, blocks: list[str], new: dict[str, str], line: str
) -> None:
    source = f"{line}{line}".join(block.replace("\n", line) for block in blocks) + line
    project.write("articles/a.md", source)
    project.article("dir/b", "# 乙", "## 第二节")
    project.write("articles/p.png", b"x")
    project.configure("en")
    project.extract()
    known = {entry.msgid for entry in project.catalog("a").entries}
    project.translate("a", {text: say for text, say in new.items() if text in known})
    project.build()
    plain = project.read("build/en/a.md")
    catalog = parse(project.read("locales/en/a.po"), path="")
    document = segment(source, "articles/a.md", SegmentRules())
    assert plain == translate(document, catalog, SegmentRules()).text
    project.configure("en", more=ON)
    project.build()
    told = project.read("build/en/a.md")
    assert masked(told) == masked(plain)
    assert project.build().changed == ()
    project.configure("en")
    project.build()
    assert project.read("build/en/a.md") == plain


# --- a crawl ----------------------------------------------------------------------------------


def crawled(project: Project, folder: str, rule: str) -> list[str]:
    """Follow all links of all articles below a folder; return those that lead nowhere."""
    broken = []
    for path in sorted((project.root / folder).rglob("*.md")):
        shown = path.relative_to(project.root).as_posix()
        for one in Linked.of(project.read(shown)).destinations():
            if re.match(r"[a-z]+:", one.target):
                continue
            file, _, fragment = one.target.partition("#")
            there = posixpath.join(posixpath.dirname(shown), unquote(file)) if file else shown
            there = posixpath.normpath(there)
            found = project.exists(there)
            if found and fragment:
                linked = Linked.of(project.read(there))
                found = unquote(fragment) in anchors(linked, SLUG_RULES[rule])
            if not found:
                broken.append(f"{shown}: {one.target}")
    return broken


@pytest.mark.parametrize("fragments", ["follow", "pin"])
@pytest.mark.parametrize("rule", [name for name in SLUG_RULES if name != "github"])
def test_every_link_of_a_built_site_leads_somewhere(
    project: Project, rule: str, fragments: str
) -> None:
    slug = SLUG_RULES[rule]
    first, second = slug.tell_apart(
        [Named(slug.make(words), given=False) for words in ("开始", "开始")]
    )
    project.configure("en", "ja", more=f'\n[links]\nslugs = "{rule}"\nfragments = "{fragments}"\n')
    project.article(
        "guide/start",
        "## 开始",
        f"见[上](#{first})、[下](#{second})、[别处](../other.md#{first})、[参考][r]。",
        "## 开始",
        f'<p><a href="../other.md#{second}"><img src="../pics/p.png" alt=""></a></p>',
        f"[r]: ../other.md#{first}",
    )
    project.article(
        "other",
        "## 开始",
        "![图](pics/p.png)",
        "> ## 开始",
        f"- [回](guide/start.md#{second}) `[无](no.md)`",
    )
    project.write("articles/pics/p.png", b"x")
    project.write("articles/pics/p.ja.png", b"y")
    project.extract()
    for name in ("guide/start", "other"):
        project.translate(name, {"开始": "Let’s start & go"})
        project.translate(name, {"开始": "始めましょう！"}, "ja")
    project.build(editions=["translated", "bilingual"])
    assert crawled(project, "articles", rule) == []
    assert crawled(project, "build", rule) == []
