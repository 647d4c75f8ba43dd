"""The status board of a large project: from nothing, with everything remembered, after one change."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from babel import Locale

from benchmarks.clock import in_turn, run, run_in_turn
from benchmarks.corpus import Project, plain_articles, translated
from benchmarks.processes import command
from benchmarks.rows import Row
from essaytrans.catalog import serialize
from essaytrans.commands.board import gather
from essaytrans.commands.workspace import open_workspace
from essaytrans.follow import make_template
from essaytrans.language.tags import parse_tag
from essaytrans.markdown import segment
from essaytrans.model import Catalog, EssaytransError
from essaytrans.pages.board.site import board_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.rows import Options
    from essaytrans.model import Entry

__all__ = ["board"]

_SIZE: Final = (1000, 100)
"""Articles and languages …"""
_QUICK: Final = (12, 5)
_PARAGRAPHS: Final = 12
"""… and blocks of each article: what is measured is how many there are, not how long they are."""
_STEPS: Final = 6
"""Catalogs of an article differ in how much is translated: nothing, a fifth, …, everything."""
_CLAIMED: Final = 25
"""One of so many catalogs is claimed."""
_SITE: Final = "site"
_LIMIT: Final = 3_000_000
"""Bytes of all files of the board that may not be passed."""


def board(texts: dict[str, str], options: Options) -> Iterator[Row]:
    """Measure the board of 1,000 articles in 100 languages, in a repository of git if there is git."""
    count, most = _QUICK if options.quick else _SIZE
    tags = _tags(most)
    known = plain_articles(texts.values())
    articles = [f"{_cut(known[n % len(known)])}\n\n第 {n} 篇。\n" for n in range(count)]
    project = Project.write(options.scratch / "board", articles, tags)
    _fill(project, articles)
    _commit(project.root)
    size = f"{count:,} articles × {len(tags)} languages"
    yield from _first(project, size)
    yield from _later(project, size, options)
    yield _bytes(project.root / _SITE, size)


# --- the project ------------------------------------------------------------------------------


def _tags(number: int) -> list[str]:
    """Return languages that CLDR has English names of, the shortest tags first."""
    found = filter(_is_tag, map(str, Locale("en").languages))
    return sorted(found, key=lambda tag: (len(tag), tag))[:number]


def _is_tag(name: str) -> bool:
    try:
        return parse_tag(name) == name and not name.startswith("zh")
    except EssaytransError:
        return False


def _cut(text: str) -> str:
    """Take the first blocks of an article."""
    return "\n\n".join(text.split("\n\n")[:_PARAGRAPHS])


def _fill(project: Project, articles: Sequence[str]) -> None:
    """Write every catalog: more or less translated, some claimed, each by somebody."""
    workspace = open_workspace(project.root)
    headers = [workspace.header(language) for language in workspace.languages]
    heads = [serialize(Catalog(header, ())) for header in headers]
    for at, article in enumerate(workspace.articles):
        template = make_template(
            segment(articles[at], article.path), notes_language=workspace.config.notes_language
        )
        bodies = [
            serialize(Catalog(headers[0], _partly(template, step)))[len(heads[0]) :]
            for step in range(_STEPS)
        ]
        for number, language in enumerate(workspace.languages):
            head = heads[number].replace(
                "#\n", f"# Translator {at % 5} <t{at % 5}@example.org>, 2026.\n", 1
            )
            if (number + at) % _CLAIMED == 0:
                mark = '"X-Essaytrans-Claimed-By: Ann\\n"\n"X-Generator'
                head = head.replace('"X-Generator', mark, 1)
            path = project.root / f"locales/{language.tag}/{article.name}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((head + bodies[(number + 7 * at) % _STEPS]).encode())


def _partly(template: Sequence[Entry], step: int) -> tuple[Entry, ...]:
    """Translate so many fifths of an article, and leave one text of what is begun to look over."""
    done = len(template) * step // (_STEPS - 1)
    return tuple(
        replace(
            entry,
            msgstr=translated(entry.msgid),
            fuzzy=number == 0 and 0 < step < _STEPS - 1,
        )
        if number < done
        else entry
        for number, entry in enumerate(template)
    )


def _commit(root: Path) -> None:
    """Put the project under git, if there is git: the board asks it for days."""
    program = shutil.which("git")
    if program is None:
        return
    who = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org")
    (root / ".gitignore").write_text(f".essaytrans/\n{_SITE}/\n", encoding="utf-8")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "everything")):
        subprocess.run([program, *arguments], cwd=root, check=True, capture_output=True)


# --- what is measured -------------------------------------------------------------------------


def _first(project: Project, size: str) -> Iterator[Row]:
    """Run it once with nothing remembered, with all cores: every article and catalog is read."""
    used = run(command("status", "--html", _SITE), project.root)
    cores = os.cpu_count() or 1
    note = f"nothing remembered, {cores} cores, up to {used.memory:.0f} MB of memory"
    yield Row("board", f"first board, {size}", used.wall, clock="wall", note=note)


def _later(project: Project, size: str, options: Options) -> Iterator[Row]:
    rounds = min(options.rounds, 3)
    catalog = project.files("locales")[-1]

    def change(name: str) -> None:
        if name == "one":
            text = catalog.read_text(encoding="utf-8")
            catalog.write_text(f'{text}\n#~ msgid "{len(text)}"\n#~ msgstr "x"\n', encoding="utf-8")

    commands = dict.fromkeys(("none", "one"), command("status", "--html", _SITE))
    used = run_in_turn(commands, project.root, rounds, change)
    found = gather(open_workspace(project.root))
    drawn = in_turn({"pages": partial(board_files, found, language="en")}, rounds)["pages"]
    for name, told in (("none", "board again"), ("one", "board after one catalog changed")):
        note = f"{used[name].cpu:.2f} s of CPU, {used[name].memory:.0f} MB of memory"
        yield Row("board", f"{told}, {size}", used[name].wall, clock="wall", note=note)
    yield Row("board", f"its pages alone, {size}", drawn, note="from figures, in-process")


def _bytes(folder: Path, size: str) -> Row:
    files = [path for path in folder.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files)
    return Row(
        "board",
        f"bytes of the board, {size}",
        ratio=total / _LIMIT,
        floor="3 MB",
        limit=1.0,
        note=f"{len(files)} files, {total / 1e6:.2f} MB",
    )
