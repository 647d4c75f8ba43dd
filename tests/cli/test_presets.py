"""`init --preset`, as the command line has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Cli


def test_a_preset_says_its_name_and_where_articles_go(cli: Cli, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "mkdocs.yml").touch()
    run = cli("init", str(site), "--preset", "auto", "--language", "en")
    assert run.code == 0
    assert "preset: mkdocs\n" in run.out
    assert "put your articles into docs/, then run: essaytrans extract" in run.out
    assert (site / "docs").is_dir()


def test_json_of_a_beginning_names_the_preset(cli: Cli, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert cli("init", str(site), "--json", "--preset", "hugo").data["preset"] == "hugo"
    assert cli("init", str(tmp_path / "other"), "--json").data["preset"] is None


def test_a_preset_that_there_is_not_stops_it(cli: Cli, tmp_path: Path) -> None:
    run = cli("init", str(tmp_path / "site"), "--preset", "hugoo")
    assert run.code == 2
    assert "did you mean “hugo”?" in run.err
    assert not (tmp_path / "site").exists()


def test_a_check_of_a_preset_makes_nothing(cli: Cli, tmp_path: Path) -> None:
    run = cli("init", str(tmp_path / "site"), "--preset", "starlight", "--check")
    assert run.code == 1
    assert "would make src/content/docs/\n" in run.out
    assert not (tmp_path / "site").exists()
