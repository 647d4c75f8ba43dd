"""What came back as the volunteers' tools really write it: wrapped, filled in, or stripped.

Each tool here is a function that writes the catalog that it was sent, with two translations more,
in the form of that program; what it does beside that must make no difference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib
import pytest

from catalog.tools import rewrite
from commands.kit import codes
from commands.post import accept, filled, read, sent, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commands.kit import Project

TITLE = "喝茶"
LONG = (
    "茶叶三克，一分钟出汤，不要用开水，泡第二次的时候要久一些，[水温](https://example.org/water)"
    "不要太高，`茶壶`不要太大，喝茶的人也不要太多，三个人正好，说话不要太响，窗外最好有一点雨。"
)
POEM = "床前明月光，\n疑是地上霜。"
TAG = "茶"
DONE = "Make a short infusion, " * 9 + "[water](https://example.org/water), a small `pot`."
KNOWN = "The moon by my bed,\nfrost on the ground, I thought."


@pytest.fixture(autouse=True)
def _article(project: Project) -> None:
    project.write(
        "articles/tea.md",
        f"---\ntags: [{TAG}]\n---\n\n# {TITLE}\n\n{LONG}\n\n{POEM.replace(chr(10), '  ' + chr(10))}\n",
    )
    project.extract()
    project.translate("tea", {POEM: KNOWN})


def translated(text: str) -> str:
    return filled(text, {TITLE: "Tea", LONG: DONE})


def opened(text: str, *, wrap: int = 78) -> polib.POFile:
    """A catalog without our own mark against wrapping."""
    found = polib.pofile(text, wrapwidth=wrap)
    for entry in found:
        entry.flags = [flag for flag in entry.flags if flag != "no-wrap"]
    return found


# --- tools ------------------------------------------------------------------------------------


def poedit(text: str) -> str:
    """Poedit 3.2: wrapped at 79, dates filled in, and itself as the generator."""
    found = opened(text, wrap=79)
    found.metadata["PO-Revision-Date"] = "2026-03-01 12:00+0100"
    found.metadata["Last-Translator"] = "Ana <ana@example.org>"
    found.metadata["X-Generator"] = "Poedit 3.2"
    found.metadata["X-Poedit-Basepath"] = "/home/ana"
    return str(found)


def weblate(text: str) -> str:
    """Weblate 5: wrapped at 77, the team and the plural forms its own."""
    found = opened(text, wrap=77)
    found.metadata["PO-Revision-Date"] = "2026-03-01 12:00+0000"
    found.metadata["Last-Translator"] = "Ana <ana@example.org>"
    found.metadata["Language-Team"] = "English <https://weblate.example.org/projects/tea/en/>"
    found.metadata["Plural-Forms"] = "nplurals=2; plural=n != 1;"
    found.metadata["X-Generator"] = "Weblate 5.3"
    return str(found)


def lokalize(text: str) -> str:
    """Lokalize 22: its country in the language, its years in the comment, no previous texts."""
    found = opened(text, wrap=80)
    found.header = "SPDX-FileCopyrightText: 2026 Ana <ana@example.org>"
    found.metadata["Language"] = "en_US"
    found.metadata["X-Generator"] = "Lokalize 22.12.3"
    for entry in found:
        entry.previous_msgid = ""
    return str(found)


def omegat(text: str) -> str:
    """OmegaT 6: a header of its own in another order, no comments, references or fuzzy marks."""
    head = [
        'msgid ""',
        'msgstr ""',
        '"MIME-Version: 1.0\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Language: en_US\\n"',
        '"Last-Translator: Ana\\n"',
    ]
    entries = []
    for entry in opened(text, wrap=0):
        plain = polib.POEntry(msgid=entry.msgid, msgstr=entry.msgstr, msgctxt=entry.msgctxt)
        entries.append(str(plain))
    return "\n\n".join(["\n".join(head), *entries])


def windows(text: str) -> bytes:
    """An editor of Windows: CRLF, and a byte order mark."""
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def old_mac(text: str) -> str:
    return text.replace("\n", "\r")


def no_contexts(text: str) -> str:
    """A converter that knows no contexts, and sorts by source text."""
    found = opened(text)
    found.sort(key=lambda entry: entry.msgid)
    return re.sub(r"^msgctxt .*\n", "", str(found), flags=re.MULTILINE)


def msgcat(text: str) -> str:
    return rewrite(text.replace("#, no-wrap\n", ""), "msgcat", "--width=60", "--sort-output")


def translate_toolkit(text: str) -> bytes:
    """Virtaal, Pootle and others: wrapped by translate-toolkit."""
    pypo = pytest.importorskip("translate.storage.pypo")
    store = pypo.pofile.parsestring(text.replace("#, no-wrap\n", "").encode())
    for unit in store.units[1:]:
        unit.target = str(unit.target)
    store.updateheader(add=True, X_Generator="Translate Toolkit 3.20")
    data = bytes(store)
    assert data
    return data


TOOLS: list[Callable[[str], str | bytes]] = [
    poedit,
    weblate,
    lokalize,
    omegat,
    windows,
    old_mac,
    no_contexts,
    msgcat,
    translate_toolkit,
]
any_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.__name__)


def returned(project: Project, tool: Callable[[str], str | bytes]) -> Path:
    return write(project, tool(translated(sent(project, "tea"))), "what I did.po")


# --- what must come of it ---------------------------------------------------------------------


@any_tool
def test_exactly_the_work_comes_in(project: Project, tool: Callable[[str], str | bytes]) -> None:
    back = returned(project, tool)
    before = project.catalog("tea")
    report = accept(project, back)
    assert codes(report.diagnostics) == []
    assert (report.files[0].article, report.files[0].taken) == ("tea", 2)
    now = project.catalog("tea")
    assert {e.msgid: e.msgstr for e in now.entries} == {
        **{e.msgid: e.msgstr for e in before.entries},
        TITLE: "Tea",
        LONG: DONE,
    }
    for old, new in zip(before.entries, now.entries, strict=True):
        assert (old.key, old.fuzzy, old.extracted_comments) == (
            *(new.key, new.fuzzy, new.extracted_comments),
        )


@any_tool
def test_our_form_and_our_fields_stay(project: Project, tool: Callable[[str], str | bytes]) -> None:
    back = returned(project, tool)
    before = dict(project.catalog("tea").header)
    accept(project, back)
    now = dict(project.catalog("tea").header)
    theirs = {"PO-Revision-Date", "Last-Translator", "Language-Team"}
    assert list(now) == list(before)
    assert {name: now[name] for name in before if name not in theirs} == {
        name: before[name] for name in before if name not in theirs
    }
    assert f'msgstr "{DONE}"' in project.read("locales/en/tea.po")
    assert project.extract(languages=["en"]).changed == ()


@any_tool
def test_it_comes_in_once(project: Project, tool: Callable[[str], str | bytes]) -> None:
    back = returned(project, tool)
    accept(project, back)
    report = accept(project, back)
    assert (report.files[0].taken, report.changed, report.diagnostics) == (0, (), ())


@any_tool
def test_it_may_be_older_than_the_article(
    project: Project, tool: Callable[[str], str | bytes]
) -> None:
    back = returned(project, tool)
    edited = LONG.replace("三克", "五克")
    project.write("articles/tea.md", project.read("articles/tea.md").replace(LONG, edited))
    project.extract()
    report = accept(project, back)
    assert (report.files[0].taken, report.files[0].stale) == (2, 1)
    entry = project.entry("tea", edited)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (DONE, True, LONG)
    assert project.entry("tea", TITLE).fuzzy is False


@any_tool
def test_what_was_done_here_since_is_not_undone(
    project: Project, tool: Callable[[str], str | bytes]
) -> None:
    back = returned(project, tool)
    project.translate("tea", {TAG: "tea"})
    report = accept(project, back)
    assert report.files[0].conflicts == 0
    assert project.entry("tea", TAG).msgstr == "tea"


def test_tools_that_keep_our_fields_are_merged_three_ways(project: Project) -> None:
    """Where the state is known, a newer translation of ours is no conflict with an old one."""
    project.translate("tea", {TITLE: "Drinking"})
    for tool in (poedit, weblate, lokalize, windows, msgcat):
        text = filled(sent(project, "tea"), {LONG: DONE})
        back = write(project, tool(text))
        project.translate("tea", {TITLE: f"Drinking tea with {tool.__name__}"})
        report = accept(project, back)
        assert (report.files[0].based, report.files[0].conflicts) == (True, 0)
        assert project.entry("tea", TITLE).msgstr == f"Drinking tea with {tool.__name__}"


def test_who_did_it_comes_along(project: Project) -> None:
    accept(project, returned(project, poedit))
    header = dict(project.catalog("tea").header)
    assert header["Last-Translator"] == "Ana <ana@example.org>"
    assert header["PO-Revision-Date"] == "2026-03-01 12:00+0100"
    assert header["X-Generator"] == "essaytrans"


def test_white_space_in_texts_is_kept(project: Project) -> None:
    """A poem has its line breaks in every tool."""
    for tool in TOOLS:
        assert POEM in [e.msgid for e in read(_text(tool(sent(project, "tea")))).entries]


def _text(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode("utf-8")
