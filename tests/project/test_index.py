"""The index of translations: where to look, and never more than that; whatever happens to it."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, TypeVar

import pytest

from essaytrans.project.index import Index, Looks, Place, Row
from essaytrans.project.index import with_index as open_index
from essaytrans.project.traces import trace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEA = Row(None, "喝茶。", current=True, confirmed=True)
CUP = Row("碗", "杯", current=False, confirmed=True)
MILK = Row(None, "牛奶。", current=True, confirmed=False)
SKETCHES = {"喝茶。": (1, 2, 3), "牛奶。": (2, 3, 4_294_967_295)}

Result = TypeVar("Result")


def looks_of(msgid: str) -> Looks:
    """Sketches that a test can foretell."""
    number = re.search(r"[0-9]+", msgid)
    return Looks(msgid, SKETCHES.get(msgid, (1, 10 + int(number[0])) if number else ()))


def with_index(root: Path, work: Callable[[Index], Result], *, keep: bool = True) -> Result:
    return open_index(root, work, looks=looks_of, keep=keep)


def renew(index: Index, path: str, *rows: Row, content: str = "", tag: str = "en") -> None:
    index.renew(path, tag, path.removesuffix(".po"), trace(content), rows)


def found(root: Path, *msgids: str, tag: str = "en") -> list[Place]:
    return with_index(root, lambda index: index.places(tag, msgids))


def file(root: Path) -> Path:
    return root / ".essaytrans/translations.sqlite"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose index has two catalogs in English and one in Japanese."""

    def fill(index: Index) -> None:
        renew(index, "b.po", TEA, MILK)
        renew(index, "a.po", TEA, CUP)
        renew(index, "c.po", TEA, tag="ja")

    with_index(tmp_path, fill)
    return tmp_path


def test_a_text_is_found_in_each_catalog_of_the_language_that_has_it(root: Path) -> None:
    assert found(root, "喝茶。", "没有的。") == [
        Place(None, "喝茶。", "a.po", "a", current=True, confirmed=True),
        Place(None, "喝茶。", "b.po", "b", current=True, confirmed=True),
    ]
    assert [place.path for place in found(root, "喝茶。", tag="ja")] == ["c.po"]


def test_a_place_says_context_and_state(root: Path) -> None:
    assert found(root, "杯") == [Place("碗", "杯", "a.po", "a", current=False, confirmed=True)]


def test_many_texts_may_be_asked_for_at_once(root: Path) -> None:
    assert len(found(root, *(f"第{n}句。" for n in range(5_000)), "喝茶。")) == 2


def like(root: Path, *sketch: int) -> list[str]:
    return [text.msgid for text in with_index(root, lambda index: index.like(sketch))]


def test_texts_that_share_more_of_a_sketch_come_first(root: Path) -> None:
    assert like(root, 1, 2) == ["喝茶。", "牛奶。"]
    assert like(root, 3, 4_294_967_295) == ["牛奶。", "喝茶。"]
    assert like(root, 99) == []
    assert like(root) == []


def test_a_text_that_several_catalogs_have_is_one_text(root: Path) -> None:
    assert like(root, 1) == ["喝茶。"]


def test_what_a_catalog_has_now_takes_the_place_of_what_it_had(root: Path) -> None:
    with_index(root, lambda index: renew(index, "a.po", MILK))
    places = found(root, "喝茶。", "杯", "牛奶。")
    assert [(place.path, place.msgid) for place in places] == [
        ("a.po", "牛奶。"),
        ("b.po", "喝茶。"),
        ("b.po", "牛奶。"),
    ]


def test_texts_that_no_catalog_has_any_more_are_forgotten(root: Path) -> None:
    with_index(root, lambda index: renew(index, "a.po", MILK))
    with sqlite3.connect(file(root)) as data:
        assert data.execute("SELECT count(*) FROM text WHERE msgid = '杯'").fetchone() == (0,)
    data.close()
    with_index(root, lambda index: index.keep([]))
    assert like(root, 1, 2, 3) == []


def test_catalogs_that_are_gone_are_forgotten(root: Path) -> None:
    with_index(root, lambda index: index.keep(["a.po", "c.po"]))
    assert [place.path for place in found(root, "喝茶。", "牛奶。")] == ["a.po"]


# --- what is as it was ------------------------------------------------------------------------


def stale(root: Path, *paths: str) -> list[str]:
    return with_index(root, lambda index: index.stale(paths))


def test_a_catalog_is_read_again_if_its_content_changed(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text("one")
    assert stale(tmp_path, "a.po") == ["a.po"]
    with_index(tmp_path, lambda index: renew(index, "a.po", TEA, content="one"))
    assert stale(tmp_path, "a.po") == []
    (tmp_path / "a.po").write_text("two")
    assert stale(tmp_path, "a.po") == ["a.po"]


def test_a_catalog_that_was_written_anew_as_it_was_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text("one")
    with_index(tmp_path, lambda index: renew(index, "a.po", TEA, content="one"))
    (tmp_path / "a.po").unlink()
    (tmp_path / "a.po").write_text("one")
    assert stale(tmp_path, "a.po") == []


def test_a_trace_that_nobody_can_read_counts_as_another(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text("one")
    with_index(tmp_path, lambda index: renew(index, "a.po", TEA, content="one"))
    with sqlite3.connect(file(tmp_path)) as data:
        data.execute("UPDATE catalog SET trace = 'x y'")
        data.execute("UPDATE text SET sketch = x'010203'")
    data.close()
    assert stale(tmp_path, "a.po") == ["a.po"]
    with_index(tmp_path, lambda index: renew(index, "a.po", MILK))
    assert [place.msgid for place in found(tmp_path, "喝茶。", "牛奶。")] == ["牛奶。"]


def test_what_very_many_texts_share_says_nothing_where_there_is_anything_else(
    tmp_path: Path,
) -> None:
    many = [Row(None, f"第{n}期", current=True, confirmed=True) for n in range(2_100)]
    with_index(tmp_path, lambda index: renew(index, "a.po", *many))
    assert like(tmp_path, 1, 12) == ["第2期"]
    assert len(like(tmp_path, 1)) == 1_000


# --- where there can be none ------------------------------------------------------------------


def test_nothing_is_kept_of_a_run_that_may_not_write(root: Path) -> None:
    before = file(root).read_bytes()
    with_index(root, lambda index: renew(index, "d.po", TEA), keep=False)
    assert file(root).read_bytes() == before
    assert [place.path for place in found(root, "喝茶。")] == ["a.po", "b.po"]


def test_a_run_that_may_not_write_begins_no_index(tmp_path: Path) -> None:
    with_index(tmp_path, lambda index: renew(index, "d.po", TEA), keep=False)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_kept_of_a_work_that_fails(root: Path) -> None:
    def fail(index: Index) -> None:
        renew(index, "d.po", TEA)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        with_index(root, fail)
    assert [place.path for place in found(root, "喝茶。")] == ["a.po", "b.po"]


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_broken_index_begins_anew(root: Path, content: bytes) -> None:
    file(root).write_bytes(content)
    assert found(root, "喝茶。") == []
    with_index(root, lambda index: renew(index, "a.po", TEA))
    assert [place.path for place in found(root, "喝茶。")] == ["a.po"]


def test_an_index_that_was_cut_off_begins_anew(root: Path) -> None:
    whole = file(root).read_bytes()
    for share in (0.1, 0.3, 0.5, 0.9):
        file(root).write_bytes(whole[: int(len(whole) * share)])
        with_index(root, lambda index: renew(index, "z.po", TEA))
        assert "z.po" in [place.path for place in found(root, "喝茶。")]


@pytest.mark.parametrize("version", [0, 99])
def test_an_index_of_another_version_begins_anew(root: Path, version: int) -> None:
    with sqlite3.connect(file(root)) as data:
        data.execute(f"PRAGMA user_version = {version}")
    data.close()
    assert found(root, "喝茶。") == []


def test_another_run_that_writes_is_not_disturbed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("essaytrans.project.index._PATIENCE", 0.01)
    other = sqlite3.connect(file(root), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert found(root, "喝茶。") == []  # this run finds out for itself what there is
    other.execute("COMMIT")
    other.close()
    assert len(found(root, "喝茶。")) == 2


def test_an_index_that_leads_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    root = tmp_path / "project"
    (root / ".essaytrans").mkdir(parents=True)
    file(root).symlink_to(outside)
    with_index(root, lambda index: renew(index, "a.po", TEA))
    assert outside.read_text() == "mine"


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    file(tmp_path).mkdir(parents=True)
    with_index(tmp_path, lambda index: renew(index, "a.po", TEA))
    assert file(tmp_path).is_dir()
