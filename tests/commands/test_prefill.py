"""`prefill`: catalogs brought in step and filled by a machine; nothing sent that nobody allowed."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from commands.kit import codes, places, told
from essaytrans.commands.prefill import PrefillReport, Prepared, prefill, prepare
from essaytrans.commands.workspace import open_workspace
from essaytrans.i18n import msg, render
from essaytrans.model import EssaytransError
from essaytrans.pretranslate.engine import EngineStoppedError, unfit
from pretranslate.kit import Dummy, install

if TYPE_CHECKING:
    from collections.abc import Collection

    from commands.kit import Project
    from essaytrans.pretranslate.engine import Engine

MSGCAT = shutil.which("msgcat")


@pytest.fixture
def dummy(monkeypatch: pytest.MonkeyPatch) -> Dummy:
    """An engine for every language, as the plug-in `dummy`."""
    engine = Dummy()
    install(monkeypatch, dummy=lambda _source, _target: engine)
    return engine


def run(
    project: Project,
    engine: str = "dummy",
    *articles: str,
    languages: Collection[str] = (),
    send: bool = False,
    dry: bool = False,
) -> PrefillReport:
    workspace = open_workspace(project.root, articles=articles, languages=tuple(languages), dry=dry)
    prepared = prepare(workspace, engine, send=send, only_fitting=not languages)
    return prefill(workspace, prepared)


# --- filling ----------------------------------------------------------------------------------


def test_catalogs_that_are_not_there_yet_are_made_and_filled(
    project: Project, dummy: Dummy
) -> None:
    project.article("hello", "# 你好", "世界。")
    report = run(project)
    assert report.changed == ("locales/en/hello.po", "locales/ja/hello.po")
    assert (report.articles, report.filled, report.diagnostics) == (1, 4, ())
    assert [(e.msgstr, e.fuzzy) for e in project.catalog("hello").entries] == [
        ("HELLO", True),
        ("WORLD.", True),
    ]
    assert dummy.asked == ["你好", "世界。"] * 2


def test_an_entry_is_in_the_form_that_every_tool_writes_back(
    project: Project, dummy: Dummy
) -> None:
    project.article("hello", "# 你好")
    run(project)
    note, machine = project.entry("hello", "你好").extracted_comments
    assert machine.startswith("⚙ ")
    assert dummy.name in machine
    path = "locales/en/hello.po"
    assert project.read(path).endswith(
        f"\n#. {note}\n#. {machine}\n#: articles/hello.md:1\n#, fuzzy, no-wrap\n"
        'msgid "你好"\nmsgstr "HELLO"\n'
    )
    if MSGCAT is not None:
        command = [MSGCAT, str(project.root / path)]
        written = subprocess.run(command, capture_output=True, check=True).stdout
        assert written.decode() == project.read(path)


@pytest.mark.usefixtures("dummy")
def test_neither_another_extract_nor_another_prefill_writes_anything(project: Project) -> None:
    project.article("hello", "# 你好", "世界。")
    run(project)
    before = project.snapshot()
    assert project.extract().changed == ()
    report = run(project)
    assert (report.changed, report.filled) == ((), 0)
    assert project.snapshot() == before


@pytest.mark.usefixtures("dummy")
def test_what_a_person_confirmed_or_changed_is_a_persons_from_then_on(project: Project) -> None:
    project.article("hello", "你好", "世界。", "再见。")
    run(project)
    catalog = project.read("locales/en/hello.po")
    confirmed = catalog.replace('#, fuzzy, no-wrap\nmsgid "你好"', '#, no-wrap\nmsgid "你好"')
    project.write("locales/en/hello.po", confirmed)
    project.translate("hello", {"世界。": "The world."})
    project.extract()
    assert project.entry("hello", "你好").extracted_comments == ()
    report = run(project)
    assert (report.filled, report.changed) == (0, ())
    assert project.entry("hello", "你好").msgstr == "HELLO"
    assert project.entry("hello", "世界。").msgstr == "The world."


@pytest.mark.usefixtures("dummy")
def test_an_article_that_changed_is_followed_before_it_is_filled(project: Project) -> None:
    project.article("hello", "你好", "旧。")
    project.extract()
    project.translate("hello", {"你好": "Hi", "旧。": "Old."})
    project.article("hello", "你好", "世界。")
    report = run(project, languages=["en"])
    assert report.filled == 1
    found = {e.msgid: (e.msgstr, e.fuzzy, e.obsolete) for e in project.catalog("hello").entries}
    assert found == {
        "你好": ("Hi", False, False),
        "世界。": ("WORLD.", True, False),
        "旧。": ("Old.", False, True),
    }


def test_articles_and_languages_can_be_chosen(project: Project, dummy: Dummy) -> None:
    project.article("one", "你好")
    project.article("two", "世界")
    assert run(project, "dummy", "two", languages=["ja"]).changed == ("locales/ja/two.po",)
    assert dummy.asked == ["世界"]


@pytest.mark.usefixtures("dummy")
def test_progress_is_told_article_by_article(project: Project) -> None:
    project.article("one", "你好")
    project.article("two", "世界")
    workspace = open_workspace(project.root)
    steps: list[tuple[int, int]] = []
    prepared = prepare(workspace, "dummy", send=False, only_fitting=True)
    prefill(workspace, prepared, step=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]


def test_what_is_filled_is_not_published_unless_asked_for(project: Project, dummy: Dummy) -> None:
    project.article("hello", "你好")
    run(project)
    assert dummy.asked
    project.build()
    assert project.read("build/en/hello.md") == "你好\n"
    project.build(use_fuzzy=True)
    assert project.read("build/en/hello.md") == "HELLO\n"


# --- checking ---------------------------------------------------------------------------------


def test_a_check_asks_an_engine_of_this_machine_and_writes_nothing(
    project: Project, dummy: Dummy
) -> None:
    project.article("hello", "你好")
    before = project.snapshot()
    report = run(project, languages=["en"], dry=True)
    assert (report.changed, report.filled, report.unsent) == (("locales/en/hello.po",), 1, 0)
    assert dummy.asked == ["你好"]
    assert project.snapshot() == before


def test_a_check_sends_nothing_even_where_it_is_allowed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Dummy(remote=True, destination="https://a.example")
    install(monkeypatch, dummy=lambda *_: engine)
    project.article("hello", "你好", "世界。")
    project.article("picture", "![](a.png)")
    project.extract()
    report = run(project, languages=["en"], send=True, dry=True)
    assert (report.changed, report.unsent, report.filled) == (("locales/en/hello.po",), 2, 0)
    assert engine.batches == []


# --- sending ----------------------------------------------------------------------------------


def test_an_engine_that_sends_is_refused_with_what_it_would_send_where(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Dummy(remote=True, destination="https://a.example")
    install(monkeypatch, dummy=lambda *_: engine)
    project.article("hello", "你好", "用 `代码` 写。", "```\n代码\n```")
    before = project.snapshot()
    with pytest.raises(EssaytransError) as caught:
        run(project)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "engine-sends"
    # two languages, each with 你好 and 用 ⟦1⟧ 写。
    assert told(diagnostic) == "“dummy” would send 4 texts (20 characters) to https://a.example"
    assert diagnostic.hint is not None
    assert "--send" in render(diagnostic.hint, language="en")
    assert engine.batches == []
    assert project.snapshot() == before


def test_what_is_allowed_is_sent(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Dummy(remote=True, destination="https://a.example")
    install(monkeypatch, dummy=lambda *_: engine)
    project.article("hello", "你好", "```\n代码\n```")
    report = run(project, languages=["en"], send=True)
    assert (report.filled, report.left) == (1, 1)
    assert engine.asked == ["你好"]


# --- languages that an engine does not do -----------------------------------------------------


def only_japanese(source: str, target: str) -> Engine:
    if target != "ja":
        raise unfit("dummy", source, target, msg("Usage:"))
    return Dummy()


def test_languages_that_nobody_named_are_passed_over(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, dummy=only_japanese)
    project.article("hello", "你好")
    report = run(project)
    assert report.changed == ("locales/ja/hello.po",)
    assert codes(report.diagnostics) == ["engine-passed-over"]
    assert told(report.diagnostics[0]) == "“dummy” does not translate into en"


@pytest.mark.parametrize("languages", [["en"], ["en", "ja"]])
def test_a_language_that_was_named_is_refused_and_nothing_is_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, languages: list[str]
) -> None:
    install(monkeypatch, dummy=only_japanese)
    project.article("hello", "你好")
    with pytest.raises(EssaytransError) as caught:
        run(project, languages=languages)
    assert codes(caught.value.diagnostics) == ["engine-language"]
    assert not project.exists("locales")


def test_a_project_without_a_language_for_the_engine_is_refused(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, dummy=only_japanese)
    project.configure("en", "fr")
    with pytest.raises(EssaytransError) as caught:
        run(project)
    assert codes(caught.value.diagnostics) == ["engine-language"]


# --- what goes wrong --------------------------------------------------------------------------


def test_rejected_answers_are_told_by_their_reasons(project: Project, dummy: Dummy) -> None:
    dummy.answer = lambda text: {"一": "<b>", "二": "[x](y)", "三": " "}.get(text, text)
    project.article("hello", "一", "二", "三", "四")
    report = run(project, languages=["en"])
    assert (report.filled, report.rejected) == (1, 3)
    assert codes(report.diagnostics) == ["machine-rejected"] * 2
    markup, blank = map(told, report.diagnostics)
    assert markup.startswith("2 machine translations are not used: it has markup that its source")
    assert blank == "1 machine translation is not used: it is blank"
    assert places(report.diagnostics) == [("locales/en/hello.po", None)] * 2
    assert [d.position.text for d in report.diagnostics if d.position] == ["一", "三"]
    assert [e.msgstr for e in project.catalog("hello").entries] == ["", "", "", "四"]


def test_a_failure_is_told_with_its_place_and_the_rest_goes_on(
    project: Project, dummy: Dummy
) -> None:
    dummy.answer = lambda text: OSError("out of paper") if text == "坏" else text
    for name, text in (("a", "甲"), ("b", "坏"), ("c", "丙")):
        project.article(name, text)
    report = run(project, languages=["en"])
    assert (report.filled, report.unanswered) == (2, 1)
    assert codes(report.diagnostics) == ["engine-failed"]
    assert places(report.diagnostics) == [("articles/b.md", None)]
    said = "“dummy 1” failed at this article in “en”: out of paper"
    assert told(report.diagnostics[0]) == said
    assert project.entry("b", "坏").msgstr == ""
    assert project.entry("c", "丙").msgstr == "丙"


def test_an_engine_that_stopped_is_not_asked_again(project: Project, dummy: Dummy) -> None:
    dummy.answer = lambda _: EngineStoppedError("the key is refused")
    for name in "abc":
        project.article(name, f"文 {name}")
    report = run(project, languages=["en"])
    assert dummy.asked == ["文 a"]
    assert codes(report.diagnostics) == ["engine-failed"]
    assert report.unanswered == 3
    assert len(report.changed) == 3  # in step with their articles all the same


@pytest.mark.usefixtures("dummy")
def test_articles_and_catalogs_that_cannot_be_read_stay_as_they_are(project: Project) -> None:
    project.write("articles/bad.md", b"\xff")
    project.article("hello", "你好")
    project.write("locales/en/hello.po", "<<<<<<< HEAD\n")
    report = run(project)
    assert codes(report.diagnostics) == ["not-utf8", "po-conflict"]
    assert report.changed == ("locales/ja/hello.po",)
    assert project.read("locales/en/hello.po") == "<<<<<<< HEAD\n"


def test_a_catalog_that_cannot_be_written_counts_nothing(project: Project, dummy: Dummy) -> None:
    dummy.name = "dum\x00my"
    project.article("hello", "你好")
    report = run(project, languages=["en"])
    assert codes(report.diagnostics) == ["po-unwritable"]
    assert report.filled == 0
    assert project.entry("hello", "你好").msgstr == ""


def test_prepared_engines_go_by_the_tags_of_their_languages(project: Project, dummy: Dummy) -> None:
    prepared = prepare(open_workspace(project.root), "dummy", send=False, only_fitting=True)
    assert prepared == Prepared("dummy", {"en": dummy, "ja": dummy})


# --- the real one -----------------------------------------------------------------------------


def test_traditional_chinese_is_filled_offline(project: Project) -> None:
    project.configure("zh-TW", "zh-HK", "en")
    project.article("hello", "# 里面", "头发，`头发`，[头发](头发.md)。")
    report = run(project, "opencc")
    assert (report.filled, report.rejected) == (4, 0)
    assert codes(report.diagnostics) == ["engine-passed-over"]
    taiwan, hong_kong = (project.catalog("hello", tag).entries for tag in ("zh-TW", "zh-HK"))
    assert [e.msgstr for e in taiwan] == ["裡面", "頭髮，`头发`，[頭髮](头发.md)。"]
    assert [e.msgstr for e in hong_kong] == ["裏面", "頭髮，`头发`，[頭髮](头发.md)。"]
    assert "opencc s2hk" in hong_kong[0].extracted_comments[-1]


# --- with others at work ----------------------------------------------------------------------


def test_what_somebody_saves_while_the_engine_thinks_stays(project: Project, dummy: Dummy) -> None:
    project.article("hello", "# 你好", "世界。")
    project.extract()

    def slow(text: str) -> str:
        project.translate("hello", {"你好": "Hello, by hand"})
        return f"[{text}]"

    dummy.answer = slow
    report = run(project, languages=["en"])
    assert report.diagnostics == ()
    assert project.entry("hello", "你好").msgstr == "Hello, by hand"
    assert not project.entry("hello", "你好").fuzzy
    assert project.entry("hello", "世界。").msgstr == "[世界。]"
    assert project.entry("hello", "世界。").fuzzy


def test_texts_that_the_project_knows_are_not_given_to_the_engine(
    project: Project, dummy: Dummy
) -> None:
    project.article("hello", "水要新烧的，烧开以后放到八十五度再用。")
    project.extract()
    project.translate("hello", {"水要新烧的，烧开以后放到八十五度再用。": "Fresh water."})
    project.article("new", "水要新烧的，烧开以后放到八十五度再用。")
    run(project, languages=["en"])
    assert dummy.asked == []
    assert project.entry("new", "水要新烧的，烧开以后放到八十五度再用。").msgstr == "Fresh water."
