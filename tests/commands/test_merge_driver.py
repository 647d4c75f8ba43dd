"""The merge driver, run by git: two people on two branches, and nobody's work lost."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polib
import pytest

from cli.kit import environment
from commands.kit import Project
from essaytrans.catalog import parse, serialize
from essaytrans.commands.merge import install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from essaytrans.model import Catalog

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

TEA = "茶叶三克，水八十五度，一分钟出汤。"
LONGER = "茶叶三克，水八十五度，两分钟出汤。"
CUP = "杯子要先烫一遍，不然水一倒进去就凉了。"
LAST = "第二泡比第一泡好喝，第三泡又淡了。"
NAME = "喝 茶's"
CATALOG = f"locales/en/{NAME}.po"


@dataclass(frozen=True)
class Repository:
    """A project in git, in which `main` and `other` part from a first commit."""

    project: Project

    def git(self, *arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.project.root,
            env=environment(
                GIT_CONFIG_GLOBAL=os.devnull,
                GIT_CONFIG_NOSYSTEM="1",
                GIT_EDITOR="true",
                **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Mo"),
                **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "mo@example.org"),
            ),
            capture_output=True,
            check=False,
            text=True,
        )
        said = done.stdout + done.stderr
        assert (done.returncode != 0) == fails, said
        return said

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "work")

    def branch(self) -> None:
        """Commit what there is, and begin the other branch, on which one is then."""
        self.commit()
        self.git("switch", "-q", "-c", "other")

    def back(self) -> None:
        """Commit the work on the other branch, and go back."""
        self.commit()
        self.git("switch", "-q", "main")

    def catalog(self) -> Catalog:
        return parse(self.project.read(CATALOG), path=CATALOG)

    def texts(self) -> dict[str, str]:
        return {e.msgid: e.msgstr for e in self.catalog().entries if not e.obsolete}

    def conflicts(self) -> str:
        return self.git("-c", "core.quotepath=off", "diff", "--name-only", "--diff-filter=U")

    def translate(self, **texts: str) -> None:
        names = {"tea": TEA, "longer": LONGER, "cup": CUP, "last": LAST}
        self.project.translate(NAME, {names[name]: text for name, text in texts.items()})

    def translate_elsewhere(self, msgid: str, text: str) -> None:
        """Translate with a tool that wraps lines and orders the header in its own way."""
        path = self.project.root / CATALOG
        other = polib.pofile(str(path), wrapwidth=78)
        (entry,) = [entry for entry in other if entry.msgid == msgid]
        entry.msgstr, entry.flags = text, []
        other.metadata["X-Generator"] = "another tool"
        other.metadata = dict(sorted(other.metadata.items(), reverse=True))
        path.write_text(str(other), encoding="utf-8", newline="\r\n")


@pytest.fixture(autouse=True)
def _nobodys_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the program of this checkout, whatever is installed."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setattr("essaytrans.commands.merge.which", lambda _: None)


@pytest.fixture
def repository(project: Project) -> Iterator[Repository]:
    """A catalog without translations, not yet committed; the driver is installed."""
    project.configure("en")
    project.write(".gitignore", "/.essaytrans/\n")
    project.article(NAME, "# 茶", CUP, TEA, LAST)
    project.extract()
    repository = Repository(project)
    repository.git("init", "-q", "-b", "main")
    report = install(project.root)
    assert report.driver.startswith(f"{shlex.quote(sys.executable)} -m essaytrans merge ")
    yield repository
    assert "<<<<<<<" not in project.read(CATALOG)


def test_different_entries_merge_whatever_the_tools(repository: Repository) -> None:
    repository.translate(last="A long translation, which the other tool will wrap. " * 3)
    repository.branch()
    repository.translate_elsewhere(CUP, "Cup")
    repository.back()
    repository.translate(tea="Tea")
    repository.commit()
    said = repository.git("merge", "other")
    assert f"{CATALOG}: 1 translation from the other side" in said
    texts = repository.texts()
    assert (texts[CUP], texts[TEA]) == ("Cup", "Tea")
    assert repository.project.read(CATALOG) == serialize(repository.catalog())
    assert dict(repository.catalog().header)["X-Generator"] == "another tool"


def test_without_the_driver_the_same_is_a_conflict(repository: Repository) -> None:
    """Or else the test above would say nothing."""
    before = repository.project.read(".gitattributes")
    repository.project.write(".gitattributes", "")
    repository.translate(last="A long translation, which the other tool will wrap. " * 3)
    repository.branch()
    repository.translate_elsewhere(CUP, "Cup")
    repository.back()
    repository.translate(tea="Tea")
    repository.commit()
    repository.git("merge", "other", fails=True)
    repository.git("merge", "--abort")
    assert "merge=essaytrans" in before


def test_a_conflict_is_a_valid_catalog_and_git_knows_of_it(repository: Repository) -> None:
    repository.branch()
    repository.translate(tea="Three grams.", cup="Cup")
    repository.back()
    repository.translate(tea="3 g.", last="Last")
    repository.commit()
    said = repository.git("merge", "other", fails=True)
    assert "[merge-conflict]" in said
    assert f"{CATALOG}:" in said
    assert repository.conflicts() == f"{CATALOG}\n"
    (entry,) = [e for e in repository.catalog().entries if e.msgid == TEA]
    assert (entry.msgstr, entry.fuzzy) == ("3 g.", True)
    assert entry.translator_comments == ("⇄ Three grams.",)
    texts = repository.texts()
    assert (texts[CUP], texts[LAST]) == ("Cup", "Last")
    repository.commit()  # which is all that git waits for
    assert repository.conflicts() == ""


def test_a_catalog_that_both_branches_added_is_united(repository: Repository) -> None:
    text = repository.project.read(CATALOG)
    repository.project.remove(CATALOG)
    repository.branch()
    repository.project.write(CATALOG, text)
    repository.translate(cup="Cup")
    repository.back()
    repository.project.write(CATALOG, text)
    repository.translate(tea="Tea")
    repository.commit()
    repository.git("merge", "other")
    assert repository.texts() == {"茶": "", CUP: "Cup", TEA: "Tea", LAST: ""}


@pytest.mark.parametrize("edited_there", [True, False])
def test_work_on_a_text_that_was_edited_on_the_other_branch_goes_with_it(
    repository: Repository, edited_there: bool
) -> None:
    repository.translate(cup="Cup", tea="X", last="Last")
    repository.branch()
    for edits in (edited_there, not edited_there):
        if edits:
            repository.project.article(NAME, "# 茶", CUP, LONGER, LAST)
            repository.project.extract()
        else:
            repository.translate(tea="Y")
        repository.back()
    repository.git("merge", "other")
    merged = repository.catalog()
    assert [(e.msgid, e.msgstr, e.fuzzy, e.previous_msgid) for e in merged.entries][2] == (
        *(LONGER, "Y", True),
        TEA,
    )
    assert [e.msgid for e in merged.entries] == ["茶", CUP, LONGER, LAST]
    assert repository.project.extract().changed == (), "the merge left nothing to do"


def test_a_broken_catalog_stays_as_it_is_and_is_a_conflict(repository: Repository) -> None:
    repository.branch()
    text = repository.project.read(CATALOG)
    repository.project.write(CATALOG, text.replace('msgstr ""\n', "msgstr nothing\n"))
    repository.back()
    repository.translate(tea="Tea")
    repository.commit()
    ours = repository.project.read(CATALOG)
    said = repository.git("merge", "other", fails=True)
    assert f":3:{CATALOG}:" in said
    assert "[po-syntax]" in said
    assert repository.project.read(CATALOG) == ours
    assert repository.conflicts() == f"{CATALOG}\n"


def test_a_rebase_keeps_the_work_of_both(repository: Repository) -> None:
    repository.branch()
    repository.translate_elsewhere(CUP, "Cup")
    repository.commit()
    repository.translate(last="Last")
    repository.back()
    repository.project.article(NAME, "# 茶", CUP, LONGER, LAST)
    repository.project.extract()
    repository.translate(longer="Tea")
    repository.commit()
    repository.git("switch", "-q", "other")
    repository.git("rebase", "-q", "main")
    assert repository.texts() == {"茶": "", CUP: "Cup", LONGER: "Tea", LAST: "Last"}


def test_a_cherry_pick_takes_what_that_commit_did_and_no_more(repository: Repository) -> None:
    repository.branch()
    repository.translate(cup="Cup")
    repository.commit()
    repository.translate_elsewhere(LAST, "Last")
    repository.back()
    repository.translate(tea="Tea")
    repository.commit()
    repository.git("cherry-pick", "other")
    assert repository.texts() == {"茶": "", CUP: "", TEA: "Tea", LAST: "Last"}


def test_the_driver_works_from_any_folder_of_the_repository(repository: Repository) -> None:
    repository.branch()
    repository.translate(cup="Cup")
    repository.back()
    repository.translate(tea="Tea")
    repository.commit()
    repository.git("-C", "articles", "merge", "other")
    assert (repository.texts()[CUP], repository.texts()[TEA]) == ("Cup", "Tea")


def test_a_catalog_that_was_renamed_on_one_branch_gets_the_work_of_the_other(
    repository: Repository,
) -> None:
    repository.translate(last="Last")
    repository.branch()
    repository.translate(cup="Cup")
    repository.back()
    new = "locales/en/茶 二.po"
    repository.git("mv", CATALOG, new)
    repository.project.write(new, repository.project.read(new).replace('"Last"', '"The last"'))
    repository.commit()
    repository.git("merge", "other")
    texts = {e.msgid: e.msgstr for e in parse(repository.project.read(new)).entries}
    assert (texts[CUP], texts[LAST]) == ("Cup", "The last")
    assert not repository.project.exists(CATALOG)
    repository.git("mv", new, CATALOG)


def test_a_project_may_be_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    repository = Repository(Project(tmp_path / "top" / "sub" / "project"))
    project = repository.project
    project.configure("en")
    project.article(NAME, CUP, TEA)
    project.extract()
    repository.git("init", "-q", "-b", "main", "../..")
    install(project.root)
    repository.branch()
    repository.translate(cup="Cup")
    repository.back()
    repository.translate(tea="Tea")
    repository.commit()
    said = repository.git("merge", "other")
    assert f"sub/project/{CATALOG}: 1 translation" in said
    assert repository.texts() == {CUP: "Cup", TEA: "Tea"}


def test_remarks_and_credits_of_both_branches_are_there(repository: Repository) -> None:
    def credit(name: str) -> None:
        catalog = repository.catalog()
        entries = tuple(
            replace(e, translator_comments=(*e.translator_comments, f"{name} asks"))
            if e.msgid == TEA
            else e
            for e in catalog.entries
        )
        credited = replace(catalog, entries=entries, header_comments=(name,))
        repository.project.write(CATALOG, serialize(credited))

    repository.branch()
    credit("B")
    repository.back()
    credit("A")
    repository.commit()
    repository.git("merge", "other")
    merged = repository.catalog()
    assert merged.header_comments == ("A", "B")
    (entry,) = [e for e in merged.entries if e.msgid == TEA]
    assert entry.translator_comments == ("A asks", "B asks")
