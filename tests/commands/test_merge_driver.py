"""The merge driver, run by git: two people on two branches, and nobody's work lost."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from cli.kit import environment
from commands.kit import Project
from essaytrans.catalog import parse, serialize
from essaytrans.commands.merge import install

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    environ: Mapping[str, str] = field(default_factory=dict)
    """What else the processes that git starts are told."""

    def git(self, *arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.project.root,
            env={
                **environment(
                    GIT_CONFIG_GLOBAL=os.devnull,
                    GIT_CONFIG_NOSYSTEM="1",
                    GIT_EDITOR="true",
                    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Mo"),
                    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "mo@example.org"),
                ),
                **self.environ,
            },
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
    monkeypatch.setattr("essaytrans.commands.merge.which", lambda *_, **__: None)


@pytest.fixture
def plain(project: Project) -> Repository:
    """A catalog without translations, not yet committed; no driver is installed."""
    project.configure("en")
    project.write(".gitignore", "/.essaytrans/\n")
    project.article(NAME, "# 茶", CUP, TEA, LAST)
    project.extract()
    repository = Repository(project)
    repository.git("init", "-q", "-b", "main")
    return repository


@pytest.fixture
def repository(plain: Repository) -> Iterator[Repository]:
    """The same with the driver, which never leaves the markers of lines in conflict."""
    report = install(plain.project.root)
    assert f"{shlex.quote(sys.executable)} -m essaytrans merge " in report.driver
    yield plain
    assert "<<<<<<<" not in plain.project.read(CATALOG)


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


# --- where the program cannot merge, lines are merged -----------------------------------------


@pytest.fixture
def gone(plain: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The program was installed by its path, and is not there any more."""
    place = str(Path(sys.executable).parent / "essaytrans that's gone")
    monkeypatch.setattr("essaytrans.commands.merge.which", lambda *_, **__: place)
    monkeypatch.setattr(sys, "base_prefix", "elsewhere")
    assert "gone' merge" in install(plain.project.root).driver
    return plain


@pytest.fixture
def uninstalled(plain: Repository) -> Repository:
    """The Python that was installed is there, and does not find the package any more."""
    install(plain.project.root)
    path = ".git/path/essaytrans/__init__.py"
    package = plain.project.write(path, 'raise ModuleNotFoundError("no essaytrans")')
    return replace(plain, environ={"PYTHONPATH": str(package.parents[1])})


@pytest.fixture(params=["gone", "uninstalled"])
def unable(request: pytest.FixtureRequest) -> Repository:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Repository)
    return found


def test_without_the_program_git_shows_both_sides_of_a_conflict(unable: Repository) -> None:
    unable.branch()
    unable.translate(tea="Three grams.", last="Last")
    unable.back()
    unable.translate(tea="3 g.")
    unable.commit()
    said = unable.git("merge", "other", fails=True)
    assert "not found" in said or "no essaytrans" in said
    assert unable.conflicts() == f"{CATALOG}\n"
    conflict = """\
<<<<<<< ours
msgstr "3 g."
=======
msgstr "Three grams."
>>>>>>> theirs
"""
    text = unable.project.read(CATALOG)
    assert conflict in text
    resolved = text.replace(conflict, 'msgstr "3 g."\n')
    texts = {entry.msgid: entry.msgstr for entry in parse(resolved).entries}
    assert texts == {"茶": "", CUP: "", TEA: "3 g.", LAST: "Last"}


def test_without_the_program_git_merges_what_lines_allow(unable: Repository) -> None:
    unable.branch()
    unable.translate(last="Last")
    unable.back()
    unable.translate(cup="Cup")
    unable.commit()
    unable.git("merge", "other")
    assert unable.texts() == {"茶": "", CUP: "Cup", TEA: "", LAST: "Last"}


def test_the_markers_are_as_long_as_the_attributes_of_git_say(gone: Repository) -> None:
    attributes = gone.project.read(".gitattributes")
    gone.project.write(".gitattributes", f"{attributes}*.po conflict-marker-size=20\n")
    gone.branch()
    gone.translate(tea="Three grams.")
    gone.back()
    gone.translate(tea="3 g.")
    gone.commit()
    gone.git("merge", "other", fails=True)
    assert f"\n{'<' * 20} ours\n" in gone.project.read(CATALOG)


def break_catalog(repository: Repository) -> None:
    text = repository.project.read(CATALOG)
    assert f'msgid "{TEA}"\nmsgstr ""\n' in text
    broken = text.replace(f'"{TEA}"\nmsgstr ""\n', f'"{TEA}"\nmsgstr Three grams.\n')
    repository.project.write(CATALOG, broken)


@pytest.mark.parametrize("broken_there", [True, False])
def test_nothing_of_a_broken_catalog_is_missing_from_the_conflict(
    plain: Repository, broken_there: bool
) -> None:
    install(plain.project.root)
    plain.branch()
    for breaks in (broken_there, not broken_there):
        if breaks:
            break_catalog(plain)
        else:
            plain.translate(tea="3 g.", last="Last")
        plain.back()
    said = plain.git("merge", "other", fails=True)
    assert f":{3 if broken_there else 2}:{CATALOG}:" in said
    assert "[po-syntax]" in said
    assert plain.conflicts() == f"{CATALOG}\n"
    sides = ['msgstr "3 g."', "msgstr Three grams."]
    ours, theirs = sides if broken_there else sides[::-1]
    text = plain.project.read(CATALOG)
    assert f"<<<<<<< ours\n{ours}\n=======\n{theirs}\n>>>>>>> theirs\n" in text
    assert 'msgstr "Last"' in text


def test_what_lines_allow_is_merged_with_a_broken_catalog_and_named(plain: Repository) -> None:
    install(plain.project.root)
    plain.branch()
    break_catalog(plain)
    plain.back()
    plain.translate(last="Last")
    plain.commit()
    assert "[po-syntax]" in plain.git("merge", "other")
    text = plain.project.read(CATALOG)
    assert "msgstr Three grams.\n" in text
    assert 'msgstr "Last"\n' in text


def test_a_file_that_is_no_text_is_a_conflict_and_does_not_end_the_merge(
    plain: Repository,
) -> None:
    install(plain.project.root)
    plain.branch()
    plain.project.write(CATALOG, plain.project.read(CATALOG).encode("utf-16"))
    plain.project.write("articles/other.md", "茶\n")
    plain.back()
    plain.translate(tea="3 g.")
    plain.commit()
    ours = plain.project.read(CATALOG)
    assert "CONFLICT" in plain.git("merge", "other", fails=True)
    assert plain.conflicts() == f"{CATALOG}\n"
    assert plain.project.read(CATALOG) == ours, "as git has it without a driver"
    assert plain.project.exists("articles/other.md")
