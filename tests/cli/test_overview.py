"""`status` and the program without a command: where the project stands and what to do next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from essaytrans import i18n

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from commands.kit import Project

GROUPS = "                                units                   Han characters"
HEAD = "article     language  translated  fuzzy  missing  translated  fuzzy  missing  share"


def test_a_status_is_a_table_by_article_and_language(cli: Cli, project: Project) -> None:
    project.translate("2026/hello", {"世界。": "World."}, fuzzy=["世界。"])
    groups, head, rule, english, japanese, *_ = cli("status").out.splitlines()
    assert (groups, head, rule) == (GROUPS, HEAD, "─" * len(HEAD))
    assert english.split() == ["2026/hello", "English", *["1", "1", "0", "2", "2", "0", "50%"]]
    assert japanese.split() == ["2026/hello", "Japanese", *["0", "0", "2", "0", "0", "4", "0%"]]
    ends = [match.end() for match in re.finditer(r"\S+", HEAD)][2:]
    for row in (english, japanese):
        assert all(row[end - 1] != " " and row[end : end + 1] in {"", " "} for end in ends)


def test_several_articles_are_summed_up(cli: Cli, project: Project) -> None:
    project.article("other", "别的。")
    lines = cli("status").out.splitlines()
    assert [line.split()[0] for line in lines[3:9]] == [
        *("2026/hello", "2026/hello", "other", "other"),
        *("all", "all"),
    ]
    assert lines[7].split()[-1] == "33%"


def test_the_heads_of_groups_widen_no_column_that_has_room(cli: Cli) -> None:
    groups, head, *_ = cli().out.splitlines()[3:]
    assert head == HEAD.removeprefix("article     ")
    assert groups == GROUPS[12:]


def test_a_thousand_is_written_as_the_reader_writes_it(cli: Cli, project: Project) -> None:
    project.article("long", "字" * 12_345)
    assert "12,345" in cli("status").out
    assert "12,349 Han characters" in cli().out


def test_languages_are_called_by_the_names_that_the_reader_has_for_them(
    cli: Cli, project: Project
) -> None:
    project.configure("en", "zh-TW", "tlh", "art-x-elvish", more='[languages.tlh]\nname = "Hol"\n')
    out = cli("status").out
    for name in ("English", "Traditional Chinese", "Hol", "art-x-elvish"):
        assert name in out
    i18n.activate("zh_CN")
    out = cli("status").out
    for name in ("英语", "繁体中文", "Hol"):
        assert name in out


def test_the_overview_adds_up_each_language(cli: Cli, project: Project) -> None:
    project.article("other", "别的。")
    project.extract()
    lines = cli().out.splitlines()
    assert lines[:2] == ["文集", "2 articles, 6 Han characters, 2 languages"]
    assert [line.split()[0] for line in lines[6:8]] == ["English", "Japanese"]
    assert lines[6].split()[-1] == "33%"


# --- what to do next --------------------------------------------------------------------------


def steps(cli: Cli) -> list[str]:
    lines = cli().out.splitlines()
    (start,) = [number for number, line in enumerate(lines) if line.lower() == "next:"]
    return [line.strip() for line in lines[start + 1 :]]


def test_where_there_is_no_project_it_says_how_to_begin_one(cli: Cli, tmp_path: Path) -> None:
    run = cli(cwd=tmp_path)
    assert run.code == 0
    assert "there is no essaytrans project here yet" in run.out.lower()
    assert "essaytrans init" in run.out


def test_where_there_are_no_articles_it_asks_for_some(cli: Cli, project: Project) -> None:
    project.remove("articles/2026/hello.md")
    assert steps(cli) == ["put articles into articles/"]
    assert "put articles into articles/" in cli("status").out


def test_where_there_are_no_languages_it_asks_for_one(cli: Cli, project: Project) -> None:
    project.configure()
    assert steps(cli) == ["essaytrans add en (or any language)"]
    assert "essaytrans add en" in cli("status").out


def test_where_articles_changed_it_asks_to_extract(cli: Cli, project: Project) -> None:
    project.article("2026/hello", "改了。")
    assert steps(cli) == [
        "essaytrans extract (2 catalogs are not in step with their articles)",
        "essaytrans build",
    ]


def test_where_work_is_left_it_names_the_catalog_that_is_nearest_to_done(cli: Cli) -> None:
    assert steps(cli) == ["open locales/en/2026/hello.po in Poedit", "essaytrans build"]


def test_where_all_is_translated_it_asks_to_build(cli: Cli, project: Project) -> None:
    for language in ("en", "ja"):
        texts = {"你好": "Hello", "世界。": "World."}
        project.translate("2026/hello", texts, language)
    assert steps(cli) == ["essaytrans build"]


@pytest.mark.parametrize("arguments", [[], ["status"]])
def test_a_share_that_is_not_all_is_never_shown_as_all(
    cli: Cli, project: Project, arguments: list[str]
) -> None:
    project.configure("en")
    project.article("2026/hello", "字" * 999, "半")
    project.extract()
    project.translate("2026/hello", {"字" * 999: "x"})
    out = cli(*arguments).out
    assert "99%" in out
    assert "100%" not in out


def test_languages_of_one_name_are_told_apart_by_their_tags(cli: Cli, project: Project) -> None:
    project.configure("zh-TW", "zh-Hant")
    out = cli("status").out
    assert "Traditional Chinese (zh-TW)" in out
    assert "Traditional Chinese (zh-Hant)" in out


def test_what_is_broken_comes_first_and_counts_as_not_translated(
    cli: Cli, project: Project
) -> None:
    project.write("locales/en/2026/hello.po", "not a catalog")
    run = cli()
    assert run.code == 1
    lines = run.out.splitlines()
    assert lines[[line.lower() for line in lines].index("next:") + 1].strip() == (
        "mend what is reported above"
    )
    assert next(line for line in lines if line.startswith("English")).endswith(" 0%")


@pytest.mark.usefixtures("project")
def test_adding_a_language_names_all_that_changes(cli: Cli) -> None:
    asked = cli("add", "ko", "--check", "--json")
    done = cli("add", "ko", "--json")
    assert asked.code == 1
    assert (
        asked.data["changed"]
        == done.data["changed"]
        == [
            "essaytrans.toml",
            "locales/ko/2026/hello.po",
        ]
    )
