"""The manifest: it remembers outputs, and only what it wrote itself is ever removed."""

import json
from pathlib import Path

import pytest

from essaytrans.model import EssaytransError, Position, Severity
from essaytrans.project.files import digest, write_text
from essaytrans.project.state import Manifest, load_manifest, remove_stale, save_manifest


def build(root: Path, *paths: str) -> Manifest:
    """Write outputs whose content is their path, and return the manifest that knows them."""
    for path in paths:
        write_text(root / path, path, root=root)
    return Manifest().updated({path: digest(path) for path in paths})


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest = build(tmp_path, "build/en/b.md", "build/en/文章.md")
    assert save_manifest(tmp_path, manifest)
    assert load_manifest(tmp_path) == manifest
    assert not save_manifest(tmp_path, load_manifest(tmp_path))


def test_git_ignores_the_folder_of_the_manifest(tmp_path: Path) -> None:
    save_manifest(tmp_path, Manifest())
    assert (tmp_path / ".essaytrans" / ".gitignore").read_text() == "*\n"


def test_without_a_manifest_nothing_was_built(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) == Manifest()
    assert load_manifest(tmp_path).diagnostics == ()
    assert not (tmp_path / ".essaytrans").exists()


BROKEN = [
    "",
    "{",
    "[]",
    "null",
    '{"version": 1}',
    '{"version": 2, "outputs": {}}',
    '{"version": 1, "outputs": []}',
    '{"version": 1, "outputs": {"a": 1}}',
    "[" * 100_000,
    "\udcff",
]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_manifest_is_empty_and_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / ".essaytrans" / "manifest.json"
    path.parent.mkdir()
    path.write_bytes(text.encode(errors="surrogateescape"))
    manifest = load_manifest(tmp_path)
    assert manifest == Manifest()
    (problem,) = manifest.diagnostics
    assert problem.code == "manifest-broken"
    assert problem.severity is Severity.WARNING
    assert problem.position == Position(".essaytrans/manifest.json")
    assert save_manifest(tmp_path, manifest)
    assert load_manifest(tmp_path).diagnostics == ()


def test_a_manifest_outside_of_the_project_is_refused(tmp_path: Path) -> None:
    root, outer = tmp_path / "project", tmp_path / "outer"
    root.mkdir()
    save_manifest(outer, Manifest())
    (root / ".essaytrans").symlink_to(outer / ".essaytrans")
    with pytest.raises(EssaytransError) as caught:
        load_manifest(root)
    assert caught.value.diagnostics[0].code == "path-outside"
    with pytest.raises(EssaytransError) as caught:
        save_manifest(root, Manifest())
    assert caught.value.diagnostics[0].code == "path-outside"


def test_what_was_built_and_is_not_current_is_stale() -> None:
    manifest = Manifest({"c": "1", "a": "2", "b": "3"})
    assert manifest.stale(["b", "new"]) == ("a", "c")
    assert manifest.stale([]) == ("a", "b", "c")


def test_an_update_adds_renews_and_forgets_in_sorted_order() -> None:
    manifest = Manifest({"b": "1", "c": "1"}).updated({"a": "2", "b": "2"}, removed=["c"])
    assert list(manifest.outputs.items()) == [("a", "2"), ("b", "2")]


def test_stale_outputs_are_removed_with_their_empty_folders(tmp_path: Path) -> None:
    manifest = build(tmp_path, "build/en/a.md", "build/en/old/b.md", "build/ja/b.md")
    (tmp_path / "build/en/not-ours.md").write_text("x")
    removed, kept = remove_stale(tmp_path, manifest, ["build/en/a.md"])
    assert removed == ("build/en/old/b.md", "build/ja/b.md")
    assert kept == ()
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md"))
    assert left == ["build/en/a.md", "build/en/not-ours.md"]
    assert not (tmp_path / "build/en/old").exists()
    assert not (tmp_path / "build/ja").exists()


def test_an_output_that_somebody_changed_is_kept_and_reported(tmp_path: Path) -> None:
    manifest = build(tmp_path, "build/en/a.md")
    (tmp_path / "build/en/a.md").write_text("a person's work")
    removed, (problem,) = remove_stale(tmp_path, manifest, [])
    assert removed == ()
    assert problem.code == "output-changed"
    assert problem.position == Position("build/en/a.md")
    assert (tmp_path / "build/en/a.md").read_text() == "a person's work"


def test_an_output_that_is_gone_already_is_no_problem(tmp_path: Path) -> None:
    manifest = build(tmp_path, "build/en/a.md")
    (tmp_path / "build/en/a.md").unlink()
    assert remove_stale(tmp_path, manifest, []) == ((), ())


def test_a_check_removes_nothing(tmp_path: Path) -> None:
    manifest = build(tmp_path, "build/en/a.md")
    assert remove_stale(tmp_path, manifest, [], check=True) == (("build/en/a.md",), ())
    assert (tmp_path / "build/en/a.md").exists()


@pytest.mark.parametrize("way", ["../secret.md", "link/secret.md", "{}/secret.md", "a\x00b"])
def test_a_forged_manifest_removes_nothing_outside_of_the_project(tmp_path: Path, way: str) -> None:
    root = tmp_path / "project"
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    (root / ".essaytrans").mkdir(parents=True)
    (root / "link").symlink_to(tmp_path)
    outputs = {way.format(tmp_path): digest("secret")}
    forged = json.dumps({"version": 1, "outputs": outputs})
    (root / ".essaytrans" / "manifest.json").write_text(forged)
    assert remove_stale(root, load_manifest(root), []) == ((), ())
    assert secret.read_text() == "secret"
