"""git: what it knows of a project, and nothing where there is no git."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from essaytrans.model import EssaytransError
from essaytrans.project import git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    run(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def run(folder: Path, *arguments: str, when: int = 1_700_000_000) -> str:
    """Run git as a person of no consequence, at a time."""
    date = f"@{when} +0000"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Mo"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "mo@example.org"),
        **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), date),
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return done.stdout.strip()


def commit(folder: Path, when: int, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    run(folder, "add", "-A")
    run(folder, "commit", "-q", "-m", "x", when=when)


def test_a_content_has_the_name_that_git_gives_it(repository: Path) -> None:
    commit(repository, 1, a="茶\n")
    assert git.blob_id("茶\n".encode()) == run(repository, "rev-parse", "HEAD:a")


def test_a_content_that_was_committed_once_is_found_by_its_name(repository: Path) -> None:
    commit(repository, 1, a="茶\n")
    commit(repository, 2, a="咖啡\n")
    assert git.blob(repository, git.blob_id("茶\n".encode())) == "茶\n".encode()
    assert git.blob(repository, git.blob_id(b"never")) is None


@pytest.mark.parametrize("name", ["", "HEAD", "--help", "HEAD:a", "0" * 39, "../a"])
def test_what_is_no_name_of_a_content_is_not_asked_for(repository: Path, name: str) -> None:
    commit(repository, 1, a="茶\n")
    assert git.blob(repository, name) is None


def test_each_file_has_the_time_of_its_last_change(repository: Path) -> None:
    commit(repository, 100, a="1", locales__en__茶="1", locales__en__b="1")
    commit(repository, 200, locales__en__茶="2")
    commit(repository, 300, a="2")
    assert git.last_changes(repository, ["locales/en/茶", "locales/en/b", "locales/en/c"]) == {
        "locales/en/茶": 200,
        "locales/en/b": 100,
    }


def test_times_are_those_of_a_project_below_the_top_too(repository: Path) -> None:
    commit(repository, 100, sub__locales__a="1", locales__a="1")
    commit(repository, 200, locales__a="2")
    assert git.last_changes(repository / "sub", ["locales/a"]) == {"locales/a": 100}


def test_a_file_whose_name_is_a_number_is_a_file(repository: Path) -> None:
    commit(repository, 100, **{"2026": "1"})
    commit(repository, 200, other="1")
    assert git.last_changes(repository, ["2026"]) == {"2026": 100}


def test_settings_are_those_of_this_copy(repository: Path) -> None:
    git.configure(repository, {"merge.essaytrans.name": "茶 %A"})
    assert git.setting(repository, "merge.essaytrans.name") == "茶 %A"
    assert git.setting(repository, "merge.essaytrans.driver") is None
    assert git.top(repository) == repository.resolve()


def test_a_setting_that_git_does_not_take_is_told(repository: Path) -> None:
    with pytest.raises(EssaytransError, match="git-failed"):
        git.configure(repository, {"no-section": "x"})


def test_outside_of_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert git.top(tmp_path) is None
    assert git.last_changes(tmp_path, ["a"]) == {}
    assert git.blob(tmp_path, "0" * 40) is None


def test_without_git_nothing_is_known(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, 100, a="1")
    monkeypatch.setattr(git, "_program", lambda: None)
    assert git.last_changes(repository, ["a"]) == {}
    assert git.top(repository) is None


def test_what_git_set_for_another_repository_does_not_count(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook or a driver has variables that name the repository that git is at work in."""
    commit(repository, 100, a="茶\n")
    other = tmp_path_factory.mktemp("other")
    run(other, "init", "-q")
    for name in ("GIT_DIR", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git" / "objects"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    monkeypatch.setenv("GIT_NAMESPACE", "other")
    assert git.top(repository) == repository.resolve()
    assert git.blob(repository, git.blob_id("茶\n".encode())) == "茶\n".encode()


def test_git_is_asked_for_nothing_that_needs_a_person_or_the_network(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []
    real = subprocess.run

    def asking(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(options)
        return real(command, capture_output=True, check=False)

    monkeypatch.setattr(subprocess, "run", asking)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    git.top(repository)
    (options,) = asked
    assert options["stdin"] == subprocess.DEVNULL
    environment = options["env"]
    assert isinstance(environment, dict)
    assert {name: environment[name] for name in git._SETTINGS} == {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    assert environment["PATH"] == os.environ["PATH"]


def test_the_commit_in_which_a_file_changed_last(repository: Path) -> None:
    commit(repository, 1_700_000_000, a="1", b="1")
    first = run(repository, "rev-parse", "HEAD")
    commit(repository, 1_700_000_100, b="2")
    second = run(repository, "rev-parse", "HEAD")
    found = git.last_commits(repository, ["a", "b", "c"])
    assert found == {
        "a": git.Commit(first, 1_700_000_000),
        "b": git.Commit(second, 1_700_000_100),
    }


def test_a_file_that_is_called_like_a_commit_is_a_file(repository: Path) -> None:
    name = f"1700000001 {'a' * 40}"
    commit(repository, 1_700_000_000, **{name: "1"})
    assert git.last_commits(repository, [name])[name].time == 1_700_000_000


def test_which_files_are_not_as_they_were_committed(repository: Path) -> None:
    assert git.edited(repository, ["a"]) == frozenset()
    commit(repository, 1_700_000_000, a="1", b="1", c="1")
    (repository / "a").write_text("2", encoding="utf-8")
    (repository / "b").write_text("2", encoding="utf-8")
    run(repository, "add", "b")
    assert git.edited(repository, ["a", "b", "c", "d"]) == {"a", "b"}
    assert git.edited(repository, []) == frozenset()
