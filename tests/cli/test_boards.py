"""`status --html`: the board, as one asks for it and is told of it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from cli.pseudo_program import NAMES, told
from i18n.pseudo import unbracketed

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli
    from cli.pseudo_program import Program
    from commands.kit import Project


def test_it_is_told_where_the_board_is_and_what_changed(cli: Cli) -> None:
    run = cli("status", "--html", "site")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "1 article, 2 languages",
        "the board: site/index.html",
        "8 files changed",
    ]
    assert cli("status", "--html", "site").out.splitlines()[-1] == "nothing to write"


def test_the_folder_is_meant_from_where_one_is(cli: Cli, project: Project, tmp_path: Path) -> None:
    cli("status", "--html", "board", cwd=project.root / "articles" / "..")
    assert project.exists("board/index.html")
    cli("status", "--html", "board", "--project", str(project.root), cwd=tmp_path)
    assert (tmp_path / "board/index.html").is_file()


def test_a_check_exits_with_1_if_a_page_would_change(cli: Cli, project: Project) -> None:
    run = cli("status", "--html", "site", "--check")
    assert (run.code, run.out.splitlines()[-1]) == (1, "8 files would change")
    assert not project.exists("site")
    cli("status", "--html", "site")
    assert cli("status", "--html", "site", "--check").code == 0


def test_a_machine_is_told_the_same(cli: Cli) -> None:
    run = cli("status", "--html", "site", "--json")
    assert run.data == {
        "command": "status",
        "board": "site/index.html",
        "articles": 1,
        "languages": 2,
        "changed": [
            *("site/index.html", "site/articles.html", "site/status.json", "site/board.css"),
            *("site/en.html", "site/badges/en.svg", "site/ja.html", "site/badges/ja.svg"),
        ],
        "diagnostics": [],
    }


def test_a_board_among_the_articles_is_refused(cli: Cli) -> None:
    run = cli("status", "--html", "articles/board")
    assert run.code == 2
    assert "[output-among-articles]" in run.err


def test_a_catalog_that_cannot_be_read_is_a_finding_and_the_board_is_written(
    cli: Cli, project: Project
) -> None:
    project.write("locales/en/2026/hello.po", "not a catalog")
    run = cli("status", "--html", "site")
    assert run.code == 1
    assert "[po-syntax]" in run.err
    assert project.exists("site/index.html")


def test_without_a_folder_a_status_is_as_ever_and_writes_nothing(
    cli: Cli, project: Project
) -> None:
    before = project.snapshot(journal=True)
    assert cli("status").out == cli("status", "--check").out
    assert project.snapshot(journal=True) == before


def test_every_word_of_the_pages_went_through_gettext(program: Program, project: Project) -> None:
    claim = project.read("locales/en/2026/hello.po")
    claim = claim.replace('"X-Generator', '"X-Essaytrans-Claimed-By: Ann\\n"\n"X-Generator', 1)
    project.write("locales/en/2026/hello.po", claim.replace("#\n", "# Ann <a@b.org>, 2026.\n", 1))
    run = program.run(project.root, ["status", "--html", "site"])
    assert run.code == 0
    assert unbracketed(told(run), NAMES) == []
    for name in ("index", "articles", "en", "ja"):
        page = project.read(f"site/{name}.html")
        assert "⟦" in page
        assert unbracketed(seen(page), {*NAMES, "Ann", "日本語", "你好", "locales/en/….po"}) == []


def seen(page: str) -> str:
    """What a page shows, or says to who cannot see it."""
    named = re.findall(r'(?:alt|title|aria-label)="([^"]*)"', page)
    return "\n".join([unescape(re.sub(r"<[^>]*>", " ", page)), *map(unescape, named)])
