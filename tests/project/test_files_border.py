"""Files at the border of the project, which nothing crosses, and lists of files."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from essaytrans.i18n import render
from essaytrans.model import Diagnostic, EssaytransError, Position, Severity
from essaytrans.project.files import (
    copy_file,
    digest,
    inside,
    is_file,
    make_folder,
    read_text,
    remove_file,
    write_text,
)
from essaytrans.project.listing import list_files


def problem_of(caught: pytest.ExceptionInfo[EssaytransError]) -> Diagnostic:
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- the border of the project ----------------------------------------------------------------


def project_with_a_way_out(tmp_path: Path) -> tuple[Path, Path]:
    """Make a project with links that lead out of it, and return it and what is outside."""
    root, outer = tmp_path / "project", tmp_path / "project-outside"
    root.mkdir()
    outer.mkdir()
    (outer / "secret.md").write_text("secret")
    (root / "file.md").symlink_to(outer / "secret.md")
    (root / "folder").symlink_to(outer)
    return root, outer


WAYS_OUT = ["file.md", "folder/secret.md", "folder/new.md", "folder/new/new.md"]
WAYS_OUT += ["../project-outside/secret.md", "folder/../secret.md", "/etc/hostname"]


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_way_leads_out_of_the_project(tmp_path: Path, way: str) -> None:
    root, outer = project_with_a_way_out(tmp_path)
    path = root / way
    assert not inside(root, path)
    assert not is_file(path, root)
    with pytest.raises(EssaytransError) as caught:
        read_text(path, root)
    assert problem_of(caught).code == "path-outside"
    with pytest.raises(EssaytransError) as caught:
        write_text(path, "new", root=root)
    assert problem_of(caught).code == "path-outside"
    with pytest.raises(EssaytransError) as caught:
        copy_file(path, root / "copy", root=root, target_root=root)
    assert problem_of(caught).code == "path-outside"
    with pytest.raises(EssaytransError) as caught:
        make_folder(path, root=root)
    assert problem_of(caught).code == "path-outside"
    assert names(outer) == ["secret.md"]
    assert (outer / "secret.md").read_text() == "secret"


def test_a_folder_whose_name_only_begins_alike_is_outside(tmp_path: Path) -> None:
    assert inside(tmp_path / "project", tmp_path / "project" / "a" / ".." / "b")
    assert inside(tmp_path / "project", tmp_path / "project")
    assert inside(Path("/"), tmp_path)
    assert not inside(tmp_path / "project", tmp_path / "project2" / "b")


def test_a_folder_given_by_hand_may_lead_out(tmp_path: Path) -> None:
    root, outer = project_with_a_way_out(tmp_path)
    assert write_text(root / "folder" / "new.md", "new", root=None)
    assert copy_file(outer / "new.md", outer / "b" / "c.md", root=outer, target_root=None)
    assert names(outer) == ["b", "new.md", "secret.md"]


def test_a_link_within_the_project_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    assert write_text(tmp_path / "link.md", "new", root=tmp_path)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


def test_removing_a_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    root, outer = project_with_a_way_out(tmp_path)
    assert remove_file(root / "file.md", root=root)
    assert names(root) == ["folder"]
    with pytest.raises(EssaytransError) as caught:
        remove_file(root / "folder" / "secret.md", root=root)
    assert problem_of(caught).code == "path-outside"
    assert names(outer) == ["secret.md"]


# --- listing ----------------------------------------------------------------------------------


def test_files_are_listed_sorted_and_by_their_ends(tmp_path: Path) -> None:
    for path in ("b.md", "a/c.md", "a/B.MD", "a/d.markdown", "a/e.txt", ".a.md", ".git/f.md"):
        write_text(tmp_path / path, "", root=tmp_path)
    (tmp_path / "folder.md").mkdir()
    listing = list_files(tmp_path, (".md", ".markdown"), root=tmp_path)
    assert listing.paths == ("a/B.MD", "a/c.md", "a/d.markdown", "b.md")
    assert listing.diagnostics == ()


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert list_files(tmp_path / "none", (".md",), root=tmp_path).paths == ()


def test_a_link_that_leads_out_is_listed_as_a_problem(tmp_path: Path) -> None:
    root, _ = project_with_a_way_out(tmp_path)
    (root / "picture.png").symlink_to("/etc/hostname")
    listing = list_files(root, (".md",), root=root)
    assert listing.paths == ()
    assert [(problem.code, problem.position) for problem in listing.diagnostics] == [
        ("path-outside", Position("file.md")),
        ("link-skipped", Position("folder")),
    ]
    with pytest.raises(EssaytransError) as caught:
        list_files(root / "folder", (".md",), root=root)
    assert problem_of(caught).code == "path-outside"


def test_a_link_within_the_project_counts_as_a_file_and_circles_are_not_entered(
    tmp_path: Path,
) -> None:
    write_text(tmp_path / "a" / "real.md", "", root=tmp_path)
    (tmp_path / "a" / "link.md").symlink_to("real.md")
    (tmp_path / "a" / "circle").symlink_to(tmp_path)
    (tmp_path / "a" / "broken.md").symlink_to("nothing.md")
    listing = list_files(tmp_path, (".md",), root=tmp_path)
    assert listing.paths == ("a/link.md", "a/real.md")
    assert [problem.code for problem in listing.diagnostics] == ["link-skipped"] * 2
    assert {problem.severity for problem in listing.diagnostics} == {Severity.WARNING}


@pytest.mark.parametrize("name", [b"\xb5.md", b"a\nb.md", b"a\x1b[31m.md", "a\u2028.md".encode()])
def test_a_name_that_no_catalog_could_hold_is_a_problem(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()
    listing = list_files(tmp_path, (".md",), root=tmp_path)
    assert listing.paths == ()
    (problem,) = listing.diagnostics
    assert problem.code == "file-name"
    assert render(problem.message, language="en").isprintable()


def test_a_folder_that_cannot_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(tmp_path / "a.md", "", root=tmp_path)
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(path: Path) -> Any:
        if path.name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_files(tmp_path, (".md",), root=tmp_path)
    assert listing.paths == ("a.md",)
    assert [problem.code for problem in listing.diagnostics] == ["file-unreadable"]


def test_a_file_that_somebody_saved_meanwhile_is_left_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("saved meanwhile")
    with pytest.raises(EssaytransError, match="file-changed"):
        write_text(path, "new", root=tmp_path, known=digest("as it was read"))
    assert path.read_text() == "saved meanwhile"


def test_a_file_that_came_into_being_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text("saved meanwhile")
    with pytest.raises(EssaytransError, match="file-changed"):
        write_text(path, "new", root=tmp_path, known=None)
    assert path.read_text() == "saved meanwhile"


def test_a_file_that_was_taken_away_meanwhile_is_not_written_again(tmp_path: Path) -> None:
    with pytest.raises(EssaytransError, match="file-changed"):
        write_text(tmp_path / "a", "new", root=tmp_path, known=digest("as it was"))
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("held", [None, "as it was read"])
def test_a_file_that_is_as_it_was_read_is_written(tmp_path: Path, held: str | None) -> None:
    path = tmp_path / "a.po"
    if held is not None:
        path.write_text(held)
    known = None if held is None else digest(held)
    assert write_text(path, "new", root=tmp_path, known=known)
    assert path.read_text() == "new"
