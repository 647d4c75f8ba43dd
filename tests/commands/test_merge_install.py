"""`merge --install`: what git is told, and for which files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from cli.kit import spawn
from commands.kit import Project, codes
from essaytrans.commands.merge import install
from essaytrans.model import EssaytransError
from essaytrans.project import git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    subprocess.run(["git", "init", "-q", str(project.root)], check=True)
    return project


def attributes(project: Project, name: str, *paths: str) -> dict[str, str]:
    """What git says of files, which need not be there."""
    asked = ["git", "-C", str(project.root), "check-attr", "-z", name, "--", *paths]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\0")
    return dict(zip(said[::3], said[2::3], strict=False))


def test_git_is_told_what_to_run_and_for_which_files(repository: Project) -> None:
    repository.write(".gitattributes", "*.po text eol=lf\n*.md text")
    report = install(repository.root / "articles")
    assert git.setting(repository.root, "merge.essaytrans.driver") == report.driver
    assert git.setting(repository.root, "merge.essaytrans.name")
    assert repository.read(".gitattributes") == (
        "*.po text eol=lf\n*.md text\nlocales/**/*.po merge=essaytrans\n"
    )
    assert report.changed == (".gitattributes",)
    path = "locales/en/a.po"
    assert attributes(repository, "eol", path) == {path: "lf"}


def test_a_second_time_changes_nothing(repository: Project) -> None:
    install(repository.root)
    before = repository.snapshot()
    again = install(repository.root)
    assert (again.settings, again.changed) == ((), ())
    assert repository.snapshot() == before


def test_a_check_of_it_changes_nothing_and_exits_with_1(repository: Project) -> None:
    before = repository.snapshot()
    run = spawn("merge", "--install", "--check", cwd=repository.root)
    assert run.code == 1
    assert "merge.essaytrans.driver" in run.out
    assert repository.snapshot() == before
    assert spawn("merge", "--install", "--json", cwd=repository.root).data["settings"] == [
        "merge.essaytrans.name",
        "merge.essaytrans.driver",
    ]
    assert spawn("merge", "--install", "--check", cwd=repository.root).code == 0


def test_outside_of_a_repository_it_says_so(project: Project) -> None:
    with pytest.raises(EssaytransError) as caught:
        install(project.root)
    assert codes(caught.value.diagnostics) == ["not-a-repository"]
    assert not project.exists(".gitattributes")


@pytest.mark.parametrize(
    ("pattern", "ours", "others"),
    [
        (
            "locales/{language}/{article}.po",
            ["locales/en/a.po", "locales/en/2026/b c.po"],
            ["a.po"],
        ),
        ("po/{article}.{language}.po", ["po/a.en.po", "po/2026/a.en.po"], ["theme/po/de.po"]),
        ("my work/po/{language}/{article}.po", ["my work/po/en/a.po"], ["work/po/en/a.po"]),
        ('"a b" *c/{language}/{article}.po', ['"a b" *c/en/a.po'], ["a/en/a.po", '"a b" c/a.po']),
        ("#译文/{language}/{article}.po", ["#译文/en/a.po"], ["en/a.po"]),
        (
            "!po [1]*/{language}/{article}.po",
            ["!po [1]*/en/a.po"],
            ["!po 1*/a.po", "!po [1]x/a.po"],
        ),
        ("[attr]x/{language}/{article}.po", ["[attr]x/en/a.po"], ["ax/en/a.po"]),
        ("{language}/{article}.po", ["en/a.po", "en/2026/a.po"], ["messages.po"]),
        ("{article}/{language}.po", ["a/en.po", "2026/a/en.po"], ["messages.po"]),
        ("{article}.{language}.po", ["a.en.po", "2026/a.en.po"], ["messages.po", "po/de.po"]),
        ("{language}-{article}.po", ["en-a.po", "en-2026/a.po"], ["messages.po", "x/de-a.po"]),
        (
            "{language}-{article}/{article}.po",
            ["en-a/a.po", "en-2026/a/2026/a.po"],
            ["messages.po", "x/de.po"],
        ),
    ],
)
def test_the_projects_own_catalogs_are_merged_and_nobody_elses(
    repository: Project, pattern: str, ours: list[str], others: list[str]
) -> None:
    repository.configure("en", more=f"catalogs = {json.dumps(pattern, ensure_ascii=False)}\n")
    install(repository.root)
    wanted = {**dict.fromkeys(ours, "essaytrans"), **dict.fromkeys(others, "unspecified")}
    assert attributes(repository, "merge", *wanted) == wanted
    assert install(repository.root).changed == ()


def test_a_line_for_all_catalogs_stays_where_somebody_wants_it(repository: Project) -> None:
    repository.write(".gitattributes", "*.po merge=essaytrans\n")
    install(repository.root)
    assert repository.read(".gitattributes").startswith("*.po merge=essaytrans\n")


BY_LINES = (
    "; s=$?; test $s -lt 2 && exit $s;"
    " git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
)
PYTHON = "'{bin}/py 100%% it'\"'\"'s'"
BY_NAME = "essaytrans merge --path=%P %O %A %B"
BY_PATH = "'{bin}/100%% essaytrans' merge --path=%P %O %A %B"
BY_PYTHON = (
    f"({PYTHON} -c 'import essaytrans' || exit 2;"
    f" exec {PYTHON} -m essaytrans merge --path=%P %O %A %B)"
)


@pytest.mark.parametrize(
    ("on_path", "beside_python", "environment", "command"),
    [
        ("bin/essaytrans", True, False, BY_NAME),
        ("bin/100% essaytrans", True, True, BY_PATH),
        ("elsewhere/essaytrans", False, False, BY_PYTHON),
        ("elsewhere/essaytrans", True, False, BY_PATH),
        (None, True, True, BY_PATH),
        (None, False, True, BY_PYTHON),
    ],
)
def test_git_runs_the_program_by_its_name_only_where_any_shell_finds_this_program(
    repository: Project,
    monkeypatch: pytest.MonkeyPatch,
    on_path: str | None,
    *,
    beside_python: bool,
    environment: bool,
    command: str,
) -> None:
    own = repository.root / "bin"

    def which(_: str, path: str | None = None) -> str | None:
        if path == str(own):
            return f"{own}/100% essaytrans" if beside_python else None
        return f"{repository.root}/{on_path}" if on_path else None

    monkeypatch.setattr("essaytrans.commands.merge.which", which)
    monkeypatch.setattr(sys, "executable", f"{own}/py 100% it's")
    monkeypatch.setattr(sys, "base_prefix", "/usr" if environment else sys.prefix)
    report = install(repository.root, dry=True)
    assert report.driver == command.replace("{bin}", str(own)) + BY_LINES
