"""`accept`: what came back, found, followed and merged."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import post
from commands.kit import codes, places, told
from commands.post import accept, filled, pack, sent, write
from essaytrans.catalog import serialize
from essaytrans.commands.mail import arrivals
from essaytrans.commands.workspace import Workspace
from essaytrans.project import git

if TYPE_CHECKING:
    from commands.kit import Project
    from essaytrans.commands.accept import Accepted, AcceptReport
    from essaytrans.model import Catalog

TEA = "茶叶三克，一分钟出汤，不要用开水。"
MORE = "茶叶五克，一分钟出汤，不要用开水。"
WATER = "水要开，茶要好，人要闲，杯子要先烫一烫。"


@pytest.fixture(autouse=True)
def _articles(project: Project) -> None:
    project.article("tea", "# 喝茶", TEA, WATER)
    project.article("snow", "# 下雪", "今年的冬天来得很早，河面上已经结了一层薄薄的冰。")


def only(report: AcceptReport) -> Accepted:
    (file,) = report.files
    return file


def texts(project: Project, article: str = "tea", language: str = "en") -> dict[str, str]:
    return {e.msgid: e.msgstr for e in project.catalog(article, language).entries}


# --- what comes in ----------------------------------------------------------------------------


def test_what_a_volunteer_translated_comes_in(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea", TEA: "Three grams."}))
    report = accept(project, back)
    file = only(report)
    assert (file.article, file.language, file.catalog) == ("tea", "en", "locales/en/tea.po")
    assert (file.taken, file.stale, file.already, file.based) == (2, 0, 0, True)
    assert report.changed == ("locales/en/tea.po",)
    assert report.diagnostics == ()
    assert texts(project) == {"喝茶": "Tea", TEA: "Three grams.", WATER: ""}
    assert "State" not in project.read("locales/en/tea.po")


def test_what_came_in_is_in_step_and_comes_in_once(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {TEA: "Three grams."}))
    project.article("tea", "# 喝茶", MORE, WATER)
    accept(project, back)
    assert project.extract(
        languages=["en"],
    ).changed == ("locales/en/snow.po",)
    report = accept(project, back)
    assert (only(report).taken, report.changed) == (0, ())


def test_the_article_may_have_changed_since(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {TEA: "Three grams.", WATER: "Boil."}))
    project.article("tea", "# 喝茶", MORE)
    project.extract()
    report = accept(project, back)
    assert (only(report).taken, only(report).stale) == (2, 2)
    entry = project.entry("tea", MORE)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Three grams.", True, TEA)
    assert "± " in "".join(entry.extracted_comments)
    gone = project.entry("tea", WATER)
    assert (gone.msgstr, gone.obsolete) == ("Boil.", True)


def test_what_was_done_here_meanwhile_stays(project: Project) -> None:
    project.extract()
    project.translate("tea", {"喝茶": "Tea"})
    back = write(project, filled(sent(project, "tea"), {TEA: "Three grams."}))
    project.translate("tea", {"喝茶": "Drinking tea", WATER: "Boil the water."})
    report = accept(project, back)
    assert (only(report).taken, only(report).conflicts) == (1, 0)
    assert texts(project) == {
        "喝茶": "Drinking tea",
        TEA: "Three grams.",
        WATER: "Boil the water.",
    }


def test_where_both_changed_it_a_person_decides(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {TEA: "theirs"}))
    project.translate("tea", {TEA: "ours"})
    report = accept(project, back)
    (problem,) = report.diagnostics
    assert problem.code == "accept-conflict"
    assert told(problem) == f"“{TEA}” is “ours” in the project and “theirs” in this file"
    assert places([problem]) == [(back.as_posix(), 28)]
    assert (only(report).conflicts, report.changed) == (1, ())
    report = accept(project, back, prefer_incoming=True)
    assert codes(report.diagnostics) == ["accept-replaced"]
    assert texts(project)[TEA] == "theirs"


def test_what_is_confirmed_here_does_not_give_way_to_what_is_in_doubt(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {TEA: "Three grams."}))
    project.article("tea", "# 喝茶", MORE, WATER)
    project.extract()
    project.translate("tea", {MORE: "Five grams."})
    report = accept(project, back, prefer_incoming=True)
    assert codes(report.diagnostics) == ["accept-outdated"]
    assert "Three grams." in told(report.diagnostics[0])
    assert (only(report).outdated, only(report).taken) == (1, 0)
    assert texts(project)[MORE] == "Five grams."


def test_part_of_a_catalog_takes_nothing_away(project: Project) -> None:
    project.extract()
    project.translate("tea", {"喝茶": "Tea", TEA: "Three grams."})
    head, title, *_ = sent(project, "tea").split("\n\n")
    back = write(project, "\n\n".join([head, title.replace('"Tea"', '"The tea"')]))
    report = accept(project, back)
    assert only(report).taken == 1
    assert texts(project) == {"喝茶": "The tea", TEA: "Three grams.", WATER: ""}


def test_credits_come_along(project: Project) -> None:
    text = sent(project, "tea")
    text = text.replace("#\nmsgid", "# Ana <ana@example.org>, 2026.\nmsgid", 1)
    text = text.replace("Last-Translator: ", "Last-Translator: Ana <ana@example.org>")
    accept(project, write(project, filled(text, {"喝茶": "Tea"})))
    catalog = project.catalog("tea")
    assert ("Last-Translator", "Ana <ana@example.org>") in catalog.header
    assert "Ana, 2026." in catalog.header_comments


def test_addresses_come_along_where_the_project_wants_them(project: Project) -> None:
    project.write(
        "essaytrans.toml", project.read("essaytrans.toml") + "\n[credits]\nemails = true\n"
    )
    text = sent(project, "tea").replace("#\nmsgid", "# Ana <ana@example.org>, 2026.\nmsgid", 1)
    accept(project, write(project, filled(text, {"喝茶": "Tea"})))
    assert "Ana <ana@example.org>, 2026." in project.catalog("tea").header_comments


# --- a correction -----------------------------------------------------------------------------


def _signed(text: str, person: str, minute: int) -> str:
    text = text.replace("Last-Translator: ", f"Last-Translator: {person}", 1)
    return text.replace("Revision-Date: ", f"Revision-Date: 2026-03-01 10:{minute:02}+0800", 1)


def _came_in(project: Project) -> str:
    """Take in what Ana has sent, and return what she got; the article has changed since."""
    text = sent(project, "tea")
    project.article("tea", "# 喝茶", MORE, WATER)
    accept(project, write(project, _signed(filled(text, {TEA: "Tree.", WATER: "B."}), "Ana", 10)))
    return text


def test_whoever_sent_a_translation_may_correct_it_by_the_same_file(project: Project) -> None:
    text = filled(_came_in(project), {TEA: "Three.", WATER: "B."})
    report = accept(project, write(project, _signed(text, "Ana", 20)))
    assert (only(report).taken, report.diagnostics) == (1, ())
    assert (project.entry("tea", MORE).msgstr, project.entry("tea", MORE).fuzzy) == ("Three.", True)
    again = accept(project, write(project, _signed(text, "Ana", 20)))
    assert (only(again).taken, again.changed, again.diagnostics) == (0, (), ())


@pytest.mark.parametrize(("person", "minute"), [("Ben", 20), ("Ana", 10), ("Ana", 5)])
def test_another_person_and_an_earlier_file_correct_nothing(
    project: Project, person: str, minute: int
) -> None:
    text = filled(_came_in(project), {TEA: "Three.", WATER: "B."})
    report = accept(project, write(project, _signed(text, person, minute)))
    assert codes(report.diagnostics) == ["accept-conflict"]
    assert project.entry("tea", MORE).msgstr == "Tree."


def test_what_was_changed_here_since_is_no_mistake_of_theirs(project: Project) -> None:
    text = filled(_came_in(project), {TEA: "Three.", WATER: "Boil."})
    project.translate("tea", {WATER: "ours"})
    report = accept(project, write(project, _signed(text, "Ana", 20)))
    assert (only(report).taken, codes(report.diagnostics)) == (1, ["accept-conflict"])
    assert texts(project)[WATER] == "ours"


def test_what_was_taken_back_in_the_file_stays_here(project: Project) -> None:
    text = filled(_came_in(project), {WATER: "Boil."})
    report = accept(project, write(project, _signed(text, "Ana", 20)))
    assert (only(report).taken, report.diagnostics) == (1, ())
    assert texts(project) == {"喝茶": "", MORE: "Tree.", WATER: "Boil."}


def test_a_copy_that_somebody_has_broken_is_none(project: Project) -> None:
    text = filled(_came_in(project), {TEA: "Three.", WATER: "B."})
    (copy,) = (project.root / ".essaytrans" / "sent").glob("*.last.po")
    copy.write_text('msgid "', encoding="utf-8")
    report = accept(project, write(project, _signed(text, "Ana", 20)))
    assert codes(report.diagnostics) == ["accept-conflict"]


def test_a_check_keeps_no_copy(project: Project) -> None:
    accept(project, write(project, filled(sent(project, "tea"), {TEA: "Three."})), dry=True)
    assert not [*(project.root / ".essaytrans" / "sent").glob("*.last.po")]


# --- which state was sent ---------------------------------------------------------------------


def _edited_here(project: Project) -> Path:
    """Send a catalog, translate here what was sent, and get it back with a change elsewhere."""
    project.extract()
    project.translate("tea", {TEA: "old"})
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea"}))
    project.translate("tea", {TEA: "new"})
    return back


def test_the_state_is_found_in_the_copy_that_was_kept(project: Project) -> None:
    report = accept(project, _edited_here(project))
    assert (only(report).based, only(report).conflicts) == (True, 0)
    assert texts(project)[TEA] == "new"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_or_in_the_repository(project: Project) -> None:
    back = _edited_here(project)
    (kept,) = (project.root / ".essaytrans/sent").iterdir()
    state = kept.stem
    command = ["git", "-C", str(project.root)]
    subprocess.run([*command, "init", "-q"], check=True)
    name = ["hash-object", "-w", "--no-filters", str(kept)]
    done = subprocess.run([*command, *name], check=True, capture_output=True)
    assert done.stdout.decode().strip() == state
    shutil.rmtree(project.root / ".essaytrans")
    report = accept(project, back)
    assert (only(report).based, only(report).conflicts) == (True, 0)


def test_git_is_asked_for_nothing_else(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    back = _edited_here(project)
    (kept,) = (project.root / ".essaytrans/sent").iterdir()
    data = kept.read_bytes()
    shutil.rmtree(project.root / ".essaytrans")
    asked: list[str] = []

    def blob(root: Path, name: str) -> bytes | None:
        asked.append(name)
        return data if root == project.root else None

    monkeypatch.setattr(git, "blob", blob)
    assert only(accept(project, back)).based
    assert asked == [git.blob_id(data)]


@pytest.mark.parametrize("state", ["", "0" * 40, "../../etc/passwd", "HEAD"])
def test_without_it_a_confirmed_translation_that_differs_is_told(
    project: Project, state: str
) -> None:
    back = _edited_here(project)
    lines = [
        f'"X-Essaytrans-State: {state}\\n"' if "X-Essaytrans-State" in line else line
        for line in back.read_text().split("\n")
    ]
    report = accept(project, write(project, "\n".join(lines)))
    assert codes(report.diagnostics) == ["accept-conflict"]
    assert (only(report).based, only(report).taken) == (False, 1)
    assert texts(project) == {"喝茶": "Tea", TEA: "new", WATER: ""}


def test_a_copy_that_is_not_what_its_name_says_is_not_believed(project: Project) -> None:
    back = _edited_here(project)
    (kept,) = (project.root / ".essaytrans/sent").iterdir()
    kept.write_text(kept.read_text().replace("old", "new"))
    assert not only(accept(project, back)).based


# --- whose it is ------------------------------------------------------------------------------


def test_the_name_of_a_file_says_nothing(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea"}), "snow.ja.po")
    assert only(accept(project, back)).catalog == "locales/en/tea.po"


def test_an_article_that_was_renamed_is_found_and_its_catalog_goes_with_it(
    project: Project,
) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea"}))
    project.translate("tea", {TEA: "Three grams."})
    (project.root / "articles/tea.md").rename(project.root / "articles/drinks.md")
    assert only(accept(project, back)).article == "drinks"
    assert texts(project, "drinks") == {"喝茶": "Tea", TEA: "Three grams.", WATER: ""}


def test_an_article_is_found_that_has_no_catalog_in_the_language_yet(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea"}))
    assert only(accept(project, back, language="ja")).catalog == "locales/ja/tea.po"
    assert texts(project, "tea", "ja")["喝茶"] == "Tea"


def test_so_is_one_all_of_whose_paragraphs_were_edited(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {TEA: "Three grams."}))
    project.article("tea", "# 怎样喝茶", MORE, WATER.replace("闲", "很闲"))
    project.remove("locales/en/tea.po")
    project.extract()
    report = accept(project, back)
    assert (only(report).article, only(report).stale) == ("tea", 1)


def test_a_catalog_of_no_article_is_told_with_the_best_guess(project: Project) -> None:
    project.extract()
    entries = "".join(
        f'msgid "{msgid}"\nmsgstr "x"\n\n' for msgid in ("喝茶", "完全是别的内容，讲的是别的事情。")
    )
    back = write(project, f'msgid ""\nmsgstr "Language: en\\n"\n\n{entries}')
    report = accept(project, back)
    (problem,) = report.diagnostics
    assert problem.code == "no-such-article"
    assert problem.hint is not None
    assert dict(problem.hint.arguments) == {"article": "tea"}
    assert only(report).article is None
    assert report.changed == ()
    assert only(accept(project, back, article="tea")).taken == 2
    assert codes(accept(project, back, article="snow").diagnostics) == ["no-such-article"]


def test_of_two_articles_that_are_equally_good_a_person_names_one(project: Project) -> None:
    text = filled(sent(project, "tea"), {"喝茶": "Tea"})
    project.article("copy", "# 喝茶", TEA, WATER)
    project.extract()
    unstamped = write(project, "\n".join(x for x in text.split("\n") if "-State" not in x))
    report = accept(project, unstamped)
    assert codes(report.diagnostics) == ["several-articles"]
    assert told(report.diagnostics[0]).endswith("copy, tea")
    assert only(accept(project, unstamped, article="copy")).catalog == "locales/en/copy.po"
    assert only(accept(project, write(project, text))).article == "tea"


def test_a_catalog_without_texts_is_of_no_article(project: Project) -> None:
    project.extract()
    back = write(project, 'msgid ""\nmsgstr "Language: en\\n"\n')
    assert codes(accept(project, back).diagnostics) == ["no-such-article"]


@pytest.mark.parametrize(
    ("said", "code"), [("", "which-language"), ("fr", "unknown-language"), ("en_US", None)]
)
def test_the_language_is_what_the_header_says(
    project: Project, said: str, code: str | None
) -> None:
    text = filled(sent(project, "tea"), {"喝茶": "Tea"})
    back = write(project, text.replace('"Language: en', f'"Language: {said}'))
    report = accept(project, back)
    assert codes(report.diagnostics) == ([code] if code else [])
    assert only(accept(project, back, language="en")).language == "en"


def test_a_language_that_fits_two_must_be_said(project: Project) -> None:
    project.configure("en-GB", "en-US")
    text = sent(project, "tea", "en-GB")
    back = write(project, text.replace("Language: en_GB", "Language: en"))
    assert codes(accept(project, back).diagnostics) == ["which-language"]
    exact = write(project, text.replace("Language: en_GB", "Language: en_US"))
    assert only(accept(project, exact)).language == "en-US"


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\\033", "\0", "\x04", "\x1b", "\\r", "\u2028"])
def test_an_entry_with_a_control_character_is_refused_and_the_rest_comes_in(
    project: Project, character: str
) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea", TEA: f"a{character}b"}))
    report = accept(project, back)
    assert codes(report.diagnostics) == ["refused-entry"]
    assert places(report.diagnostics) == [(back.as_posix(), 28)]
    assert (only(report).taken, only(report).refused) == (1, 1)
    assert texts(project) == {"喝茶": "Tea", TEA: "", WATER: ""}


@pytest.mark.parametrize(("raw", "said"), [("\0", "U+0000"), ("\x04", "U+0004")])
def test_the_character_is_named(project: Project, raw: str, said: str) -> None:
    back = write(project, filled(sent(project, "tea"), {TEA: f"a{raw}b"}))
    assert told(accept(project, back).diagnostics[0]).endswith(f"the character {said}")


def test_a_file_that_cannot_be_read_is_told_and_the_next_one_comes_in(project: Project) -> None:
    text = filled(sent(project, "tea"), {"喝茶": "Tea"})
    broken = write(project, text.replace('"Tea"', '"Tea'), "broken.po")
    report = accept(project, broken, Path("nowhere.po"), write(project, text))
    assert codes(report.diagnostics) == ["po-syntax", "file-missing"]
    assert places(report.diagnostics)[0] == (broken.as_posix(), 24)
    assert [file.article for file in report.files] == [None, None, "tea"]
    assert texts(project)["喝茶"] == "Tea"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", "译文".encode("utf-16")])
def test_what_is_no_catalog_is_told(project: Project, content: bytes) -> None:
    report = accept(project, write(project, content))
    assert codes(report.diagnostics) == ["no-po-file"]


def test_a_folder_is_told(project: Project) -> None:
    assert codes(accept(project, project.root).diagnostics) == ["no-po-file"]


def test_what_is_too_large_is_not_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    back = write(project, sent(project, "tea"))
    assert arrivals._LARGEST == 32 << 20
    monkeypatch.setattr(arrivals, "_LARGEST", 100)
    assert codes(accept(project, back).diagnostics) == ["archive-too-large"]
    monkeypatch.setattr(arrivals, "_LARGEST_ARCHIVE", 50)
    assert codes(accept(project, back).diagnostics) == ["archive-too-large"]


def test_a_catalog_that_a_later_release_wrote_is_not_accepted(project: Project) -> None:
    text = filled(sent(project, "tea"), {"喝茶": "Tea"})
    back = write(project, text.replace("Rules: 1", "Rules: 99"))
    before = project.read("locales/en/tea.po")
    report = accept(project, back)
    assert codes(report.diagnostics) == ["rules-newer"]
    assert places(report.diagnostics) == [(back.as_posix(), None)]
    assert (only(report).article, project.read("locales/en/tea.po")) == (None, before)


def test_a_catalog_by_former_rules_and_its_base_are_read_by_those_of_today(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = sent(project, "tea")
    read: list[str] = []

    def migrating(catalog: Catalog) -> Catalog:
        read.append(catalog.path)
        return catalog

    monkeypatch.setattr("essaytrans.catalog.rules.migrated", migrating)
    back = write(project, filled(text, {"喝茶": "Tea"}))
    assert only(accept(project, back)).based
    assert (read[0], read[-1]) == (back.as_posix(), "locales/en/tea.po")


def test_a_catalog_of_the_project_that_is_broken_is_told_and_left(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea"}))
    project.write("locales/en/tea.po", 'msgid "')
    report = accept(project, back)
    assert codes(report.diagnostics) == ["po-syntax"]
    assert only(report).article is None
    assert project.read("locales/en/tea.po") == 'msgid "'


# --- encodings --------------------------------------------------------------------------------


@pytest.mark.parametrize("charset", ["GB18030", "UTF-16", "gbk", "utf-8-sig"])
def test_a_file_is_read_in_the_encoding_that_it_names(project: Project, charset: str) -> None:
    text = filled(sent(project, "tea"), {"喝茶": "Tea"})
    data = text.replace("charset=UTF-8", f"charset={charset}").encode(charset)
    report = accept(project, write(project, data))
    if charset == "UTF-16":  # no field of it can be read before it is decoded
        assert codes(report.diagnostics) == ["not-utf8"]
        return
    assert only(report).taken == 1


@pytest.mark.parametrize("charset", ["CHARSET", "hex", "punycode", "unicode_escape", "ascii"])
def test_an_encoding_that_is_none_is_told(project: Project, charset: str) -> None:
    text = sent(project, "tea").replace("charset=UTF-8", f"charset={charset}")
    report = accept(project, write(project, text.encode("gb18030")))
    assert codes(report.diagnostics) == ["not-utf8"]


# --- archives ---------------------------------------------------------------------------------


def test_an_archive_of_several_languages_comes_in(project: Project) -> None:
    for language in ("en", "ja"):
        sent(project, "tea", language)
    pack(project, languages=["en", "ja"], output=post.outbox(project) / "all")
    folder = post.outbox(project) / "all"
    report = accept(project, *sorted(folder.iterdir()))
    assert [(file.article, file.language) for file in report.files] == [
        *(("snow", "en"), ("tea", "en")),
        *(("snow", "ja"), ("tea", "ja")),
    ]
    assert report.diagnostics == ()
    assert report.files[0].file.endswith("all/文集-en.zip/snow.en.po")


def test_an_archive_without_catalogs_is_told(project: Project) -> None:
    back = write(project, b"PK\x05\x06" + b"\0" * 18, "back.zip")
    assert codes(accept(project, back).diagnostics) == ["no-po-file"]


def test_what_is_wrong_with_an_archive_is_told(project: Project) -> None:
    back = write(project, b"PK\x03\x04 and no more", "back.zip")
    assert codes(accept(project, back).diagnostics) == ["archive-broken"]


# --- several at once --------------------------------------------------------------------------


def test_two_files_for_one_catalog_are_merged_one_after_the_other(project: Project) -> None:
    text = sent(project, "tea")
    first = write(project, filled(text, {"喝茶": "Tea", TEA: "first"}), "a.po")
    second = write(project, filled(text, {TEA: "second", WATER: "Boil."}), "b.po")
    before = project.snapshot()
    dry = accept(project, first, second, dry=True)
    assert project.snapshot() == before
    report = accept(project, first, second)
    assert (report.files, report.changed) == (dry.files, dry.changed)
    assert sorted(codes(report.diagnostics)) == ["accept-conflict", "accept-together"]
    assert [(file.taken, file.conflicts) for file in report.files] == [(2, 0), (1, 1)]
    assert texts(project) == {"喝茶": "Tea", TEA: "first", WATER: "Boil."}


def test_a_check_writes_nothing(project: Project) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea"}))
    before = project.snapshot(journal=True)
    assert accept(project, back, dry=True).changed == ("locales/en/tea.po",)
    assert project.snapshot(journal=True) == before


@pytest.mark.parametrize("times", [1, 3])
def test_what_a_translator_saves_meanwhile_is_not_lost(
    project: Project, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    back = write(project, filled(sent(project, "tea"), {"喝茶": "Tea"}))
    save = Workspace.write_catalog
    saved: list[str] = []

    def meddle(workspace: Workspace, catalog: Catalog) -> tuple[str, bool]:
        if len(saved) < times:
            saved.append("x")
            project.translate("tea", {TEA: f"Three grams, {len(saved)}."})
        return save(workspace, catalog)

    monkeypatch.setattr(Workspace, "write_catalog", meddle)
    report = accept(project, back)
    done = times == 1
    assert codes(report.diagnostics) == ([] if done else ["file-changed"])
    assert only(report).article == ("tea" if done else None)
    assert texts(project)["喝茶"] == ("Tea" if done else "")
    assert texts(project)[TEA] == f"Three grams, {times}."


def test_a_header_that_cannot_be_written_loses_nothing(project: Project) -> None:
    catalog = post.read(filled(sent(project, "tea"), {"喝茶": "Tea"}))
    text = serialize(replace(catalog, header_comments=("Ana, 2026.",)))
    report = accept(project, write(project, text.replace("# Ana", "# A\x0bna\x00")))
    assert only(report).taken == 1
    assert "A\ufffdna\ufffd, 2026." in project.catalog("tea").header_comments
