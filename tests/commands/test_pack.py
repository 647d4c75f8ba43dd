"""`pack`: what a volunteer gets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from commands.kit import codes, told
from commands.post import members, outbox, pack, sent
from essaytrans.catalog import parse
from essaytrans.commands.workspace import Workspace
from essaytrans.model import EssaytransError
from essaytrans.project.git import blob_id

if TYPE_CHECKING:
    from pathlib import Path

    from commands.kit import Project
    from essaytrans.model import Catalog


@pytest.fixture(autouse=True)
def _tea(project: Project) -> None:
    project.article("2026/tea", "# 喝茶", "水要开。")


def packed(project: Project, *articles: str) -> dict[str, bytes]:
    """What is in the one archive."""
    (path,) = pack(project, *articles).archives
    return members(path)


# --- what is in it ----------------------------------------------------------------------------


def test_an_archive_has_the_catalog_the_article_and_a_page(project: Project) -> None:
    found = packed(project, "2026/tea")
    assert sorted(found) == ["2026-tea.en.po", "2026-tea.md", "READ-ME.html"]
    assert found["2026-tea.md"] == (project.root / "articles/2026/tea.md").read_bytes()
    assert b"2026-tea.en.po" in found["READ-ME.html"]


def test_the_article_is_in_it_byte_for_byte(project: Project) -> None:
    data = "\ufeff# 喝茶\r\n\r\n水要开。".encode()
    project.write("articles/2026/tea.md", data)
    assert packed(project)["2026-tea.md"] == data


def test_the_catalog_is_brought_in_step_first(project: Project) -> None:
    report = pack(project, "2026/tea")
    assert "locales/en/2026/tea.po" in report.changed
    assert [e.msgid for e in project.catalog("2026/tea").entries] == ["喝茶", "水要开。"]
    assert not project.exists("locales/ja/2026/tea.po")
    assert project.extract(languages=["en"]).changed == ()


def test_the_state_is_named_in_what_is_sent_and_nowhere_else(project: Project) -> None:
    text = sent(project, "2026/tea")
    catalog = project.read("locales/en/2026/tea.po")
    state = blob_id(catalog.encode())
    assert f'"X-Essaytrans-State: {state}\\n"\n' in text
    assert text.replace(f'"X-Essaytrans-State: {state}\\n"\n', "") == catalog
    assert project.read(f".essaytrans/sent/{state}.po") == catalog
    assert project.read(".essaytrans/.gitignore") == "*\n"


def test_a_state_that_somebody_copied_into_the_project_goes(project: Project) -> None:
    text = sent(project, "2026/tea")
    project.write("locales/en/2026/tea.po", text)
    assert sent(project, "2026/tea") == text
    assert "State" not in project.read("locales/en/2026/tea.po")


def test_names_are_flat_and_never_collide(project: Project) -> None:
    project.article("2026-tea", "另一篇。")
    project.article("2026-tea-2", "第三篇。")
    found = packed(project)
    assert sorted(found)[:-1] == [
        *("2026-tea-2.en.po", "2026-tea-2.md"),
        *("2026-tea-3.en.po", "2026-tea-3.md"),
        *("2026-tea.en.po", "2026-tea.md"),
    ]
    for name, msgid in (("2026-tea", "另一篇。"), ("2026-tea-3", "喝茶")):
        assert msgid in [e.msgid for e in parse(found[f"{name}.en.po"].decode()).entries]


def test_names_can_be_unpacked_anywhere(project: Project) -> None:
    project.article('con/a:b"?', "甲。")
    project.article("con", "乙。")
    project.article("茶" * 60 + "/" + "水" * 60, "丙。")
    found = packed(project)
    assert {"con-a-b.en.po", "_con.en.po"} <= set(found)
    assert max(len(name.encode()) for name in found) < 200
    assert any(name.endswith("水.en.po") for name in found)


def test_there_is_an_archive_for_each_language_asked_for(project: Project) -> None:
    report = pack(project, "2026/tea", languages=["en", "ja"])
    assert [path.rpartition("/")[2] for path in report.archives] == [
        "2026-tea-en.zip",
        "2026-tea-ja.zip",
    ]
    assert report.catalogs == 2
    assert "2026-tea.ja.po" in members(report.archives[1])


def test_several_articles_are_named_after_the_project(project: Project) -> None:
    project.article("other", "另一篇。")
    assert pack(project).archives[0].endswith("/文集-en.zip")


def test_a_catalog_that_is_broken_is_left_out(project: Project) -> None:
    project.article("other", "另一篇。")
    project.extract()
    project.write("locales/en/other.po", 'msgid "')
    report = pack(project)
    assert codes(report.diagnostics) == ["po-syntax"]
    assert sorted(members(report.archives[0])) == ["2026-tea.en.po", "2026-tea.md", "READ-ME.html"]
    assert project.read("locales/en/other.po") == 'msgid "'


def test_where_nothing_can_be_packed_there_is_no_archive(project: Project) -> None:
    project.write("locales/en/2026/tea.po", 'msgid "')
    assert pack(project).archives == ()
    assert list(outbox(project).iterdir()) == []


# --- when somebody saves meanwhile ------------------------------------------------------------


def test_what_a_translator_saves_meanwhile_is_packed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.extract()
    project.article("2026/tea", "# 喝茶", "水要开。", "新的一段。")
    write = Workspace.write_catalog
    saved: list[str] = []

    def meddle(workspace: Workspace, catalog: Catalog) -> tuple[str, bool]:
        if not saved:
            project.translate("2026/tea", {"喝茶": "Tea"})
            saved.append(catalog.path)
        return write(workspace, catalog)

    monkeypatch.setattr(Workspace, "write_catalog", meddle)
    text = sent(project, "2026/tea")
    assert [e.msgstr for e in parse(text).entries] == ["Tea", "", ""]


# --- where it goes ----------------------------------------------------------------------------


def test_a_second_pack_writes_nothing(project: Project) -> None:
    first = pack(project)
    assert len(first.changed) == 2
    second = pack(project)
    assert second.archives == first.archives
    assert second.changed == ()


def test_an_earlier_pack_is_replaced(project: Project) -> None:
    pack(project)
    project.article("2026/tea", "# 喝茶", "水要开。", "新的一段。")
    report = pack(project)
    assert report.archives[0] in report.changed
    assert "新的一段。".encode() in members(report.archives[0])["2026-tea.en.po"]


@pytest.mark.parametrize("content", [b"", b"a letter", b"PK\x05\x06" + b"\0" * 18])
def test_any_other_file_of_that_name_is_kept(project: Project, content: bytes) -> None:
    path = outbox(project) / "2026-tea-en.zip"
    path.write_bytes(content)
    report = pack(project)
    assert codes(report.diagnostics) == ["pack-output"]
    assert report.archives == ()
    assert path.read_bytes() == content


def test_a_link_of_that_name_is_not_followed(project: Project) -> None:
    target = outbox(project) / "precious"
    (outbox(project) / "2026-tea-en.zip").symlink_to(target)
    assert codes(pack(project).diagnostics) == ["pack-output"]
    assert not target.exists()


def test_it_may_go_into_a_file_or_a_folder(project: Project, tmp_path: Path) -> None:
    assert pack(project, output=tmp_path / "mine.ZIP").archives == (f"{tmp_path}/mine.ZIP",)
    report = pack(project, output=tmp_path / "new" / "folder")
    assert report.archives == (f"{tmp_path}/new/folder/2026-tea-en.zip",)
    assert all(os.path.exists(path) for path in report.archives)  # noqa: PTH110 - names, as told


def test_two_languages_do_not_go_into_one_file(project: Project, tmp_path: Path) -> None:
    with pytest.raises(EssaytransError) as caught:
        pack(project, languages=["en", "ja"], output=tmp_path / "mine.zip")
    assert codes(caught.value.diagnostics) == ["pack-output"]
    assert not project.exists("locales")


def test_a_check_writes_nothing(project: Project) -> None:
    before = project.snapshot(journal=True)
    report = pack(project, dry=True)
    assert [path.rpartition("/")[2] for path in report.changed] == ["tea.po", "2026-tea-en.zip"]
    assert project.snapshot(journal=True) == before
    assert list(outbox(project).iterdir()) == []
    pack(project)
    assert pack(project, dry=True).changed == ()


# --- languages --------------------------------------------------------------------------------


def test_the_only_language_need_not_be_named(project: Project) -> None:
    project.configure("ja")
    assert pack(project, languages=()).archives[0].endswith("-ja.zip")


@pytest.mark.parametrize(
    ("configured", "said"), [(("en", "ja"), "several languages"), ((), "not translated into any")]
)
def test_otherwise_it_must_be(project: Project, configured: tuple[str, ...], said: str) -> None:
    project.configure(*configured)
    with pytest.raises(EssaytransError) as caught:
        pack(project, languages=())
    (problem,) = caught.value.diagnostics
    assert problem.code == "language-needed"
    assert said in told(problem)
