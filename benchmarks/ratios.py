"""Our time against the floor, as ratios in one run.

    python benchmarks/ratios.py FOLDER [--json FILE]

FOLDER holds Markdown files (UTF-8). The floor of reading and building an article is a bare block
parse of the same text by markdown-it-py; the floor of a catalog is polib's load and save of the same
file. Every task runs several times, in turn with the others; the best time of each counts, since on a
busy machine the others measure its neighbours. CPU seconds of one process, without the disk.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from essaytrans.catalog import parse, serialize
from essaytrans.catalog.header import make_header
from essaytrans.follow import make_template
from essaytrans.markdown import segment
from essaytrans.markdown.guard import rebuild
from essaytrans.model import Catalog, Document

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 5


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    texts = _texts(arguments.folder)
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = _measure(_tasks(texts))
    rows = {
        name: {"seconds": best[name], "MB/s": size / best[name], "ratio": best[name] / best[floor]}
        for name, floor in _FLOORS.items()
    }
    print(f"{len(texts)} files, {size:.1f} MB of Markdown, best of {_ROUNDS}")
    for name, row in rows.items():
        against = f"{row['ratio']:.2f} × {_FLOORS[name]}"
        print(f"{name:32} {row['seconds']:8.3f} s {row['MB/s']:7.1f} MB/s   {against}")
    if arguments.json:
        figures = {"files": len(texts), "megabytes": size, "tasks": rows}
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


_BLOCKS, _POLIB = "bare block parse", "polib load and save"
_FLOORS = {
    _BLOCKS: _BLOCKS,
    "extract (segment, template)": _BLOCKS,
    "build, nothing translated": _BLOCKS,
    "build, everything translated": _BLOCKS,
    _POLIB: _POLIB,
    "our load and save": _POLIB,
}


def _texts(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.rglob("*.md")):
        try:
            found.append(path.read_bytes().decode())
        except UnicodeDecodeError:
            print(f"left out, not UTF-8: {path.relative_to(folder)}")
    if not found:
        raise SystemExit(f"no Markdown files in {folder}")
    return found


def _tasks(texts: list[str]) -> dict[str, Callable[[], object]]:
    md = MarkdownIt("commonmark").enable("table")
    plain = [text.replace("\r\n", "\n") for text in texts]
    documents = [segment(text) for text in texts]
    translated = [[f"x {unit.msgid}" for unit in document.units] for document in documents]
    catalogs = [_catalog(document) for document in documents]

    def blocks() -> None:
        for text in plain:
            state = StateBlock(text, md, {}, [])
            md.block.tokenize(state, 0, state.lineMax)

    def build(translations: list[list[str | None]]) -> None:
        for text, own in zip(texts, translations, strict=True):
            rebuild(segment(text), own)

    return {
        _BLOCKS: blocks,
        "extract (segment, template)": lambda: [
            make_template(segment(text), notes_language="zh-CN") for text in texts
        ],
        "build, nothing translated": lambda: build([[None] * len(own) for own in translated]),
        "build, everything translated": lambda: build([list(own) for own in translated]),
        _POLIB: lambda: [str(polib.pofile(text, wrapwidth=0)) for text in catalogs],
        "our load and save": lambda: [serialize(parse(text)) for text in catalogs],
    }


def _catalog(document: Document) -> str:
    header = make_header(
        language="en",
        plural_forms="nplurals=2; plural=(n != 1);",
        source_language="zh-Hans",
        project="benchmark",
        rules=1,
    )
    return serialize(Catalog(header, make_template(document, notes_language="zh-CN")))


def _measure(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(_ROUNDS):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            best[name] = min(best[name], time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
