"""The benchmarks measure what they say; how long anything takes is nobody's test.

Two small articles go through `--quick`, which is the same code with fewer and smaller turns.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from benchmarks.alignment import alignment
from benchmarks.board import board
from benchmarks.cases import COPIED, NEW, REWRITTEN, UNCLEAR, Case
from benchmarks.cases import names as names_in
from benchmarks.editions import editions
from benchmarks.edits import RATES, edited_articles
from benchmarks.following import following
from benchmarks.history import revisions
from benchmarks.preview import preview
from benchmarks.reference import judged
from benchmarks.review import review
from benchmarks.rows import Options, Row, Share, Tally

from essaytrans.model import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]

HELLO = """\
---
title: 你好
---

# 你好，世界

第一段，有 *强调* 和[链接](https://example.com/)。

- 一项
- 又一项

| 名 | 值 |
|----|----|
| 甲 | 一 |
"""
POEM = "# 静夜思\n\n> 床前明月光，\n> 疑是地上霜。\n\n```python\nprint('举头')  # 望明月\n```\n"

ROWS = {
    "core": (
        "bare block parse",
        "extract",
        "build, nothing translated",
        "build, everything translated",
        "update onto full catalogs",
        "build, with its catalog read",
    ),
    "catalogs": ("polib load and save", "catalogs, load and save"),
}
"""What is measured in one process without the disk."""

LIMITS = {
    "extract": 2.0,
    "build, nothing translated": 2.5,
    "build, everything translated": 2.5,
    "update onto full catalogs": 3.0,
    "catalogs, load and save": 0.5,
}


class Measured(NamedTuple):
    """What a run gave."""

    printed: str
    data: dict[str, Any]
    markdown: str


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """A run over two articles, one of them in a folder."""
    place = tmp_path_factory.mktemp("benchmarks")
    corpus, figures, tables = place / "corpus", place / "figures.json", place / "tables.md"
    (corpus / "poems").mkdir(parents=True)
    (corpus / "hello.md").write_text(HELLO, encoding="utf-8")
    (corpus / "poems/night.md").write_text(POEM, encoding="utf-8")
    printed = run_benchmarks(
        *(str(corpus), "--quick", "--only", *ROWS),
        *("--json", str(figures), "--markdown", str(tables)),
    )
    return Measured(printed, json.loads(figures.read_bytes()), tables.read_bytes().decode())


def run_benchmarks(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def figures_of(row: Mapping[str, Any]) -> tuple[float, ...]:
    return row["seconds"], row["megabytes"], row["speed"], row["ratio"]


def test_every_row_is_measured(measured: Measured) -> None:
    rows = measured.data["rows"]
    names = {group: tuple(row["name"] for row in rows if row["group"] == group) for group in ROWS}
    assert names == ROWS
    assert all(figure > 0 for row in rows for figure in figures_of(row))


def test_a_floor_is_a_row_too_and_once_itself(measured: Measured) -> None:
    by_name = {row["name"]: row for row in measured.data["rows"]}
    for row in by_name.values():
        floor = by_name[row["floor"]]
        assert floor["ratio"] == 1
        assert row["ratio"] == pytest.approx(row["seconds"] / floor["seconds"])


def test_a_row_with_a_limit_says_whether_it_holds(measured: Measured) -> None:
    rows = measured.data["rows"]
    assert {row["name"]: row["limit"] for row in rows if row["limit"] is not None} == LIMITS
    for row in rows:
        expected = None if row["limit"] is None else row["ratio"] <= row["limit"]
        assert row["holds"] is expected


def test_the_corpus_is_said(measured: Measured) -> None:
    assert measured.data["files"] == 2
    assert measured.data["megabytes"] == pytest.approx(len((HELLO + POEM).encode()) / 1e6)
    assert measured.data["quick"] is True


def test_the_tables_have_every_row(measured: Measured) -> None:
    for names in ROWS.values():
        for name in names:
            assert f"\n{name} " in measured.printed
            assert f"\n| {name} | " in measured.markdown


# --- following --------------------------------------------------------------------------------

TEA = (
    "泡茶先要有好水，山泉最好，井水次之，自来水须放上一夜。",
    "水烧到将开未开的时候，壶底会冒出蟹眼一样的小泡。这时就该离火了。",
    "绿茶怕烫，八十度的水就够；红茶和乌龙要用滚水才出香气。",
    "第一泡只是洗茶，几秒钟就倒掉，不要喝。第二泡起才慢慢品味。",
    "茶叶要放在密封的罐子里，避开阳光、潮气和有味道的东西。",
)
CLIMB = (
    "我们清晨五点从山脚的村子出发，每人背着十公斤的行李。",
    "过了半山的亭子，石阶变得又窄又陡，要扶着铁链往上走。",
    "山顶有一间小店，卖热汤面和煮玉米，价钱是山下的三倍。",
)
TIMES = 3.0


def entries(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(text) for text in texts)


def article(texts: tuple[str, ...]) -> str:
    return "\n\n".join(texts) + "\n"


def essays(count: int) -> dict[str, str]:
    """Articles with the same two tales, numbered so that no two are alike."""
    texts = {}
    for number in range(count):
        tale = TEA if number % 2 else CLIMB
        texts[f"essays/{number}.md"] = article(tuple(f"{number}，{text}" for text in tale))
    return texts


def kinds(case: Case | None) -> list[str]:
    assert case is not None
    return [origin.kind for origin in case.origins]


def test_a_translation_names_the_entry_that_it_was_made_for() -> None:
    for case in edited_articles(essays(4), TIMES):
        assert [names_in(entry.msgstr) for entry in case.old] == [
            {at} for at in range(len(case.old))
        ]


def test_nothing_edited_is_the_same_article() -> None:
    for case in edited_articles(essays(4), 0.0):
        assert [entry.msgid for entry in case.new] == [entry.msgid for entry in case.old]
        assert set(kinds(case)) == {"same"}


def test_edits_are_the_same_each_time() -> None:
    assert list(edited_articles(essays(6), TIMES)) == list(edited_articles(essays(6), TIMES))


def test_every_kind_of_edit_is_made_and_says_what_it_was_made_of() -> None:
    found: Counter[str] = Counter()
    for case in edited_articles(essays(80), TIMES):
        found["removed"] += len(case.removed)
        for entry, origin in zip(case.new, case.origins, strict=True):
            found[origin.kind] += 1
            olds = [case.old[at].msgid for at in sorted(origin.olds)]
            match origin.kind:
                case "same" | "moved":
                    assert [entry.msgid] == olds
                case "cut":
                    assert entry.msgid in olds[0]
                case "joined":
                    assert entry.msgid == "".join(olds)
                case "edited" | "moved and edited":
                    assert [entry.msgid] != olds
                    assert len(olds) == 1
                case _:
                    assert (origin.kind, olds) == (NEW, [])
    assert found.keys() == {*RATES, "same"}


JUDGED: dict[str, tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, set[int]]]]] = {
    "edited": (
        TEA[:3],
        (TEA[0], f"请记住：{TEA[1][:20]}。", TEA[2]),
        [("same", {0}), ("edited", {1}), ("same", {2})],
    ),
    "cut": (
        (TEA[0], TEA[3]),
        (TEA[0], TEA[3][:19], TEA[3][19:]),
        [("same", {0}), ("cut", {1}), ("cut", {1})],
    ),
    "joined": (TEA[:3], (TEA[0] + TEA[1], TEA[2]), [("joined", {0, 1}), ("same", {2})]),
    "moved": (TEA[:2], TEA[1::-1] + TEA[2:3], [("same", {1}), ("same", {0}), (NEW, set())]),
    "moved and edited": (
        TEA,
        (*TEA[1:4], TEA[4], f"最后，{TEA[0]}"),
        [*(("same", {at}) for at in range(1, 5)), ("moved and edited", {0})],
    ),
    "copied and edited": (
        TEA[:3],
        (f"首先，{TEA[0]}", *TEA[1:3], f"最后，{TEA[0]}"),
        [("edited", {0}), ("same", {1}), ("same", {2}), (COPIED, {0})],
    ),
    "added": (TEA[:2], (TEA[0], CLIMB[0], TEA[1]), [("same", {0}), (NEW, set()), ("same", {1})]),
    "put in the place of another": (
        TEA[:2],
        (TEA[0], CLIMB[0]),
        [("same", {0}), (REWRITTEN, set())],
    ),
    "half of it alike": (
        TEA[:1],
        (f"{TEA[0][:8]}，{CLIMB[0]}",),
        [(UNCLEAR, set())],
    ),
}


@pytest.mark.parametrize("name", JUDGED)
def test_what_a_text_comes_from_is_judged_by_the_words_that_it_keeps(name: str) -> None:
    old, new, expected = JUDGED[name]
    case = judged(entries(*old), entries(*new))
    assert case is not None
    assert [(origin.kind, set(origin.olds)) for origin in case.origins] == expected


def test_what_is_in_no_text_any_more_is_removed() -> None:
    case = judged(entries(*TEA), entries(*TEA[:2], *TEA[3:]))
    assert case is not None
    assert case.removed == {2}


def test_versions_that_say_the_same_are_no_case() -> None:
    assert judged(entries(*TEA), entries(*TEA[::-1])) is None


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A history of two files: a Chinese one that is edited twice, and one in English."""
    folder = tmp_path / "repository"
    folder.mkdir()
    tea = folder / "茶.md"
    versions = (TEA, (*TEA[:4], f"{TEA[4][:-1]}就好。"), (CLIMB[0], *TEA[:4], f"{TEA[4][:-1]}。"))
    git(folder, "init", "--quiet")
    for number, version in enumerate(versions):
        tea.write_text(article(version), encoding="utf-8")
        (folder / "tea.md").write_text(f"Tea wants good water, {number} times.\n", encoding="utf-8")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", f"--message={number}")
    return folder


def git(folder: Path, *arguments: str) -> None:
    settings = ("user.name=甲", "user.email=a@example.org", "commit.gpgsign=false")
    options = [part for name in settings for part in ("-c", name)]
    subprocess.run(["git", *options, *arguments], cwd=folder, check=True)


def test_each_commit_of_a_chinese_file_is_a_case(repository: Path) -> None:
    found = [kinds(case) for case in revisions(repository, 1, 10)]
    assert sorted(found) == [[NEW, *["same"] * 4, "edited"], [*["same"] * 4, "edited"]]


def test_versions_further_apart_are_a_case_too(repository: Path) -> None:
    (case,) = revisions(repository, 2, 10)
    assert kinds(case) == [NEW, *["same"] * 5]
    assert list(revisions(repository, 3, 10)) == []


def test_what_was_followed_is_shown_by_kind(repository: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    options = Options(1, quick=True, scratch=scratch, peer_python="", histories=(repository,))
    found = list(following(essays(20), options))
    shares = {(one.data, one.kind): one for one in found if isinstance(one, Share)}
    for data in ("synthetic, a quarter changed", "history, 1 commit"):
        same = shares[data, "same"].found["essaytrans"]
        assert (same.own, same.wrong) == (1.0, 0.0)
    assert shares["history, 1 commit", "edited"].count == 2
    assert shares["history, 1 commit", NEW].found["essaytrans"].own is None
    tasks = {one.name.partition(",")[0] for one in found if isinstance(one, Row)}
    assert {"update", "read"} <= tasks


# --- review -----------------------------------------------------------------------------------

SAID = (
    ("请看[茶经](https://example.org/tea)。", "See [The Classic of Tea](https://example.org/tea)."),
    ("![茶](tea.jpg)是好茶。", "![Tea](tea.jpg) is good tea."),
    ("先用`git pull`再喝茶。", "First use `git pull`, then drink tea."),
    ("这是**好茶**，来自山里。", "This is **good tea**, out of the mountains."),
    ("这家老茶馆前后一共有137万客人来过。", "1.37 million guests have come to this old teahouse."),
    ("茶馆里有48张桌子。", "There are 48 tables in the teahouse."),
    ("好茶要有好水[^1]。\n\n[^1]: 见上。", "Tea wants water[^1].\n\n[^1]: See above."),
    *(
        (
            f"这是第{number}种茶，味道很好，大家都喜欢喝。",
            f"Tea {number} tastes well, and all like it.",
        )
        for number in range(50, 80)
    ),
)
"""Paragraphs and good translations of them."""
FOUND = {
    "scale word swapped": 1,
    "number ten times as large": 32,
    "number deleted": 32,
    "link dropped": 1,
    "image dropped": 1,
    "code dropped": 1,
    "footnote dropped": 1,
    "blank before the end of bold": 1,
    "a tag brought in": 5,
    "a fence opened": 5,
}
"""What can be done to them, and to how many; breaks are tried on some."""


def beside(folder: Path, name: str, source: str, translated: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.zh-CN.md").write_text(source, encoding="utf-8")
    (folder / f"{name}.en-US.md").write_text(translated, encoding="utf-8")


def tallied(folder: Path, tmp_path: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """Of how many something is so, and of how many there are, by what it is."""
    options = Options(1, quick=True, scratch=tmp_path, peer_python="", pairs=(folder,))
    found = review({}, options)
    return {(one.data, one.name): (one.hits, one.count) for one in found if isinstance(one, Tally)}


def test_good_pairs_alarm_nobody_and_what_is_done_to_them_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "tea"
    sources, translations = zip(*SAID, strict=True)
    beside(folder, "tea", article(sources), article(translations))
    found = tallied(folder, tmp_path)
    assert found["pairs of tea", "files taken"] == (1, 1)
    assert found["alarms, tea", "any that is on"] == (0, len(SAID) + 1)
    for name, count in FOUND.items():
        assert (name, found["errors, tea", name]) == (name, (count, count))
    refused = found["errors, tea", "of these, what `build` refuses, as errors"]
    assert refused[0] == refused[1] > 0


def test_an_alarm_counts_a_pair_once(tmp_path: Path) -> None:
    folder = tmp_path / "tea"
    beside(folder, "tea", "[茶](a.md)[水](b.md)\n\n# 茶\n", "Tea and water\n\n# Tea\n")
    found = tallied(folder, tmp_path)
    assert found["alarms, tea", "links"] == (1, 2)
    assert found["alarms, tea", "any that is on"] == (1, 2)
    assert found["alarms, tea", "any error"] == (0, 2)


def test_only_files_of_the_same_kinds_are_paired_and_nothing_left_in_chinese(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "tea"
    beside(folder, "good", "---\ntitle: 茶\n---\n\n茶\n\n水\n", "Tea\n\n水\n")
    beside(folder, "other", "茶\n\n水\n", "Tea and water\n")
    (folder / "alone.zh-CN.md").write_text("茶\n", encoding="utf-8")
    found = tallied(folder, tmp_path)
    assert found["pairs of tea", "files taken"] == (1, 2)
    assert found["alarms, tea", "links"] == (0, 1)


def test_numbers_of_made_sentences_are_right_and_most_changes_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "tea"
    beside(folder, "tea", "茶\n", "Tea\n")
    found = tallied(folder, tmp_path)
    assert found["alarms, made sentences", "numbers"] == (0, 80)
    for name in ("scale word swapped", "number ten times as large", "number deleted"):
        hits, count = found["errors, made sentences", name]
        assert count > 20
        assert hits / count > 0.95


def test_the_review_is_printed_and_written_with_its_pairs(tmp_path: Path) -> None:
    folder = tmp_path / "tea"
    beside(folder, "tea", "[茶](a.md)\n", "Tea\n")
    figures, tables = tmp_path / "figures.json", tmp_path / "tables.md"
    printed = run_benchmarks(
        *(str(folder), "--quick", "--only", "review", "--pairs", str(folder)),
        *("--json", str(figures), "--markdown", str(tables)),
    )
    tally = {"data": "alarms, tea", "name": "links", "count": 1, "hits": 1, "share": 1.0}
    assert tally in json.loads(figures.read_bytes())["tallies"]
    assert "\nalarms, tea: links " in printed
    assert "pairs a second\n" in printed
    _, _, table = tables.read_bytes().decode().partition("\n\n#### alarms, tea\n\n")
    assert "\n| links | 1 | 1 | 100.00 |\n" in table.partition("####")[0]


# --- alignment --------------------------------------------------------------------------------


def test_pairs_are_aligned_also_after_edits(tmp_path: Path) -> None:
    folder = tmp_path / "tea"
    sources, translations = zip(*SAID, strict=True)
    beside(folder, "tea", article(sources), article(translations))
    options = Options(1, quick=True, scratch=tmp_path, peer_python="", pairs=(folder,))
    found = list(alignment({}, options))
    tallies = {(one.data, one.name): one for one in found if isinstance(one, Tally)}
    whole = tallies["alignment after edits, tea", "as they are"]
    assert whole.hits == whole.count == len(SAID) + 1
    assert tallies["alignment after edits, tea", "all of it"].count > 0
    withheld = "a fifth of the links, images and code withheld"
    assert tallies["alignment by what was withheld, tea", withheld].hits > 0
    (row,) = (one for one in found if isinstance(one, Row) and "tea" in one.name)
    assert row.name == f"align, tea: 1 pairs, {len(SAID) + 1} blocks"
    assert row.seconds is not None


# --- the board and the preview ----------------------------------------------------------------


def test_the_board_and_the_preview_are_measured(tmp_path: Path) -> None:
    options = Options(1, quick=True, scratch=tmp_path, peer_python="")
    named = [
        one.name.partition(",")[0]
        for one in [*board(essays(2), options), *preview({"tea.md": "".join(TEA)}, options)]
    ]
    assert named == [
        "first board",
        "board again",
        "board after one catalog changed",
        "its pages alone",
        "bytes of the board",
        "preview",
        "preview",
    ]


# --- editions ---------------------------------------------------------------------------------


def test_each_edition_is_measured_beside_the_translated_one(tmp_path: Path) -> None:
    options = Options(1, quick=True, scratch=tmp_path, peer_python="")
    rows = list(editions(essays(2), options))
    assert [row.name.split(", ")[1] for row in rows] == ["translated", "bilingual", "html", "epub"]
    assert all(row.seconds and row.ratio for row in rows)
