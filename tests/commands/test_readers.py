"""What a built article tells readers and themes: the banner, and fields of front matter."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace

import pytest
import yaml

from commands.kit import Project, codes
from essaytrans.catalog import serialize
from essaytrans.project.git import last_commits

ARTICLE = (
    "---\ntitle: 茶\nlang: zh-CN\n---",
    "第一段话。",
    "第二段话讲怎样泡一壶茶，水要开。",
    "第三段话。",
)
ALL = {
    "茶": "Tea",
    "第一段话。": "The first.",
    "第二段话讲怎样泡一壶茶，水要开。": "The second.",
    "第三段话。": "The third.",
}
PLAIN = "---\ntitle: Tea\nlang: zh-CN\n---\n\nThe first.\n\nThe second.\n\nThe third.\n"
BANNER = """
[reader]
banner = ["stale", "drafts", "missing", "credits", "source", "help"]
source_url = "https://example.org/{article}"
help_url = "/help/{language}/{path}"
"""
FIELDS = """
[reader.front_matter]
language = "lang"
source_language = "source_lang"
source = "source"
revision = "revision"
translated = "translated"
stale = "stale"
missing = "missing"
translators = "translators"
"""


@pytest.fixture
def site(project: Project) -> Project:
    """An article that is translated into English, and nothing configured."""
    project.configure("en")
    project.article("tea", *ARTICLE)
    project.extract()
    project.translate("tea", ALL)
    return project


def credit(project: Project, *people: str) -> None:
    catalog = project.catalog("tea")
    lines = tuple(f"{person} <>, 2026." for person in people)
    project.write(catalog.path, serialize(replace(catalog, header_comments=lines)))


def edit(project: Project) -> None:
    """Change the second paragraph, so that its translation is of an earlier text."""
    project.article(
        "tea", ARTICLE[0], "第一段话。", "第二段话讲怎样泡一壶茶，水一定要滚开。", "第三段话。"
    )
    project.extract()


def built(project: Project, language: str = "en") -> str:
    return project.read(f"build/{language}/tea.md")


# --- the banner -------------------------------------------------------------------------------


def test_nothing_is_said_unless_it_is_configured(site: Project) -> None:
    site.build()
    assert built(site) == PLAIN


def test_an_article_that_is_up_to_date_says_only_whose_it_is(site: Project) -> None:
    credit(site, "王小明", "Ann Lee")
    site.configure("en", more=BANNER)
    site.build()
    banner = (
        "> Translated by 王小明, Ann Lee. [Read the original](https://example.org/tea) "
        "(Simplified Chinese). [Help to translate it](/help/en/articles/tea.md)."
    )
    assert built(site) == PLAIN.replace("The first.", f"{banner}\n\nThe first.")


def test_it_is_counted_what_is_stale_and_what_is_missing(site: Project) -> None:
    site.translate("tea", {"第三段话。": ""})
    edit(site)
    site.configure("en", more='[reader]\nbanner = ["stale", "missing"]\n')
    site.build()
    assert (
        "> 1 of 4 paragraphs has changed in the original since it was translated. "
        "1 of 4 paragraphs is not translated yet.\n"
    ) in built(site)


def test_a_draft_is_missing_until_it_is_published(site: Project) -> None:
    site.translate("tea", {}, fuzzy=["第三段话。"])
    site.configure("en", more='[reader]\nbanner = ["drafts", "missing"]\n')
    site.build()
    assert "> 1 of 4 paragraphs is not translated yet.\n" in built(site)
    site.build(use_fuzzy=True)
    assert "> 1 of 4 paragraphs is a draft that nobody has reviewed.\n" in built(site)


def test_a_translation_that_is_refused_is_missing(site: Project) -> None:
    site.translate("tea", {"第三段话。": "<script>x</script>"})
    site.configure("en", more='[reader]\nbanner = ["missing"]\n')
    site.build()
    assert "> 1 of 4 paragraphs is not translated yet.\n" in built(site)


def test_the_project_words_it_for_all_languages_and_for_one(site: Project) -> None:
    edit(site)
    site.configure(
        "en",
        "tlh",
        more=(
            '[reader]\nbanner = ["stale", "missing"]\n'
            '[reader.sentences]\nstale = "{number}/{units} {{old}}."\nmissing = "M {number}."\n'
            "[languages.tlh.sentences]\nmissing = \"{number} mughlu'pu'be' ({language}).\"\n"
        ),
    )
    site.extract()
    site.build()
    assert "> 1/4 {old}.\n" in built(site)
    assert "> 4 mughlu'pu'be' (Klingon).\n" in built(site, "tlh")


def test_the_bilingual_edition_has_it_too_and_pages_have_their_own(site: Project) -> None:
    credit(site, "Ann Lee")
    site.configure("en", more='[reader]\nbanner = ["credits"]\nposition = "bottom"\n')
    site.build(editions=["bilingual", "html"])
    assert site.read("build/bilingual/en/tea.md").endswith("\n\n> Translated by Ann Lee.\n")
    assert "Translated by" not in site.read("build/html/en/tea.html")


def test_where_there_is_no_place_it_is_left_out_and_said(site: Project) -> None:
    credit(site, "Ann Lee")
    site.article("tea", *ARTICLE, "```\n不收尾")
    site.extract()
    site.configure("en", more='[reader]\nbanner = ["credits"]\nposition = "bottom"\n')
    report = site.build()
    assert codes(report.diagnostics) == ["banner-left-out"]
    assert "Translated by" not in built(site)


def test_a_second_run_writes_nothing(site: Project) -> None:
    credit(site, "Ann Lee")
    site.configure("en", more=BANNER + FIELDS)
    assert site.build().changed
    assert not site.build().changed
    shutil.rmtree(site.root / ".essaytrans")
    assert not site.build().changed


# --- front matter -----------------------------------------------------------------------------


def test_the_front_matter_says_what_a_theme_wants_to_know(site: Project) -> None:
    credit(site, "王小明")
    edit(site)
    site.configure("en", more=FIELDS)
    site.build()
    head = built(site).split("---\n")[1]
    assert head == (
        'title: Tea\nlang: "en"\nsource_lang: "zh-CN"\nsource: "articles/tea.md"\n'
        'translated: 34\nstale: 1\nmissing: 0\ntranslators: ["王小明"]\n'
    )
    assert yaml.safe_load(head)["translated"] == 34


def test_an_article_without_front_matter_gets_some_only_if_asked(site: Project) -> None:
    site.article("plain", "第一段话。")
    site.extract()
    said = '[reader.front_matter]\nlanguage = "lang"\n'
    site.configure("en", more=said)
    site.build()
    assert site.read("build/en/plain.md") == "第一段话。\n"
    site.configure("en", more="[reader]\ncreate_front_matter = true\n" + said)
    site.build()
    assert site.read("build/en/plain.md") == '---\nlang: "en"\n---\n第一段话。\n'


def test_front_matter_into_which_nothing_fits_is_left_alone_and_said(site: Project) -> None:
    site.article("tea", "---\n{title: 茶}\n---", "第一段话。")
    site.extract()
    site.configure("en", more='[reader.front_matter]\nlanguage = "lang"\n')
    report = site.build()
    assert codes(report.diagnostics) == ["fields-left-out"]
    assert built(site).startswith("---\n{title: Tea}\n---\n")


def test_no_name_breaks_the_article(site: Project) -> None:
    """Whatever a translator is called, the article has its blocks, and the banner one paragraph."""
    names = ['x\\"]: y', "](http://evil.example)", "{{ .Site }}", "*a* `b` <b>", "1. x", "--- #"]
    credit(site, *names)
    site.configure("en", more=BANNER + FIELDS)
    site.build()
    head, _, body = built(site).removeprefix("---\n").partition("---\n")
    assert set(yaml.safe_load(head)) == {
        *("title", "lang", "source_lang", "source", "translated", "stale", "missing"),
        "translators",
    }
    quote = body.strip().split("\n\n")[0]
    assert quote.startswith("> Translated by ")
    assert not set("*`<{") & set(quote)
    assert quote.count("](") == 2  # the two links of ours


# --- git --------------------------------------------------------------------------------------

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def run(project: Project, *arguments: str, when: str = "@1700000000 +0000") -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Mo"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "mo@example.org"),
        **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), when),
    }
    subprocess.run(
        ["git", "-C", str(project.root), *arguments],
        check=True,
        capture_output=True,
        env=environment,
    )


@needs_git
def test_git_knows_since_when_and_which_revision(site: Project) -> None:
    run(site, "init", "-q", "-b", "main")
    edit(site)
    site.configure("en", more=BANNER + FIELDS)
    run(site, "add", "articles")
    run(site, "commit", "-q", "-m", "tea")
    site.build()
    name = last_commits(site.root, ["articles/tea.md"])["articles/tea.md"].name
    assert f'\nrevision: "{name}"\n' in built(site)
    assert "> The original changed on November 14, 2023; 1 of 4 paragraphs is not up" in built(site)


@needs_git
def test_what_is_not_committed_has_no_revision_and_a_commit_alone_is_noticed(site: Project) -> None:
    run(site, "init", "-q", "-b", "main")
    site.configure("en", more=FIELDS)
    site.build()
    assert "revision" not in built(site)
    run(site, "add", "articles")
    run(site, "commit", "-q", "-m", "tea")
    site.build()
    assert "\nrevision: " in built(site)
    assert not site.build().changed
    edit(site)
    site.build()
    assert "revision" not in built(site)


@needs_git
def test_of_a_clone_without_its_history_nothing_is_believed(site: Project) -> None:
    run(site, "init", "-q", "-b", "main")
    run(site, "add", "articles")
    run(site, "commit", "-q", "-m", "tea")
    (site.root / ".git" / "shallow").write_bytes(
        subprocess.run(
            ["git", "-C", str(site.root), "rev-parse", "HEAD"], check=True, capture_output=True
        ).stdout
    )
    site.configure("en", more=FIELDS)
    assert codes(site.build().diagnostics) == ["git-shallow"]
    assert "revision" not in built(site)
