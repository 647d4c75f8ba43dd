"""Our time and memory against floors.

    python -m benchmarks FOLDER [--json FILE] [--markdown FILE] [--only NAME ...] [--quick]
                         [--history REPOSITORY ...] [--pairs FOLDER ...]

FOLDER holds Markdown files (UTF-8). What is measured, and how to read it: docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import (
    alignment,
    board,
    core,
    editions,
    following,
    growth,
    markdown,
    peers,
    preview,
    processes,
    projects,
    recalling,
    review,
    table,
)
from benchmarks.corpus import megabytes, read_corpus
from benchmarks.rows import Options, Row, Share, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.rows import Comparison, Group, Result

_GROUPS: dict[str, Group] = {
    "core": core.articles,
    "catalogs": core.catalogs,
    "start": processes.start,
    "again": projects.again,
    "growth": growth.growth,
    "memory": processes.memory,
    "large": projects.large,
    "following": following.following,
    "recall": recalling.recalling,
    "review": review.review,
    "editions": editions.editions,
    "board": board.board,
    "preview": preview.preview,
    "alignment": alignment.alignment,
}
_PEERS = "peers"


def main() -> None:
    """Measure what was asked for; print a table, and write it as JSON."""
    arguments = _arguments()
    texts = read_corpus(arguments.folder)
    size = megabytes(texts.values())
    load = _load()
    print(f"{len(texts)} files, {size:.1f} MB of Markdown; load {load}\n\n{table.titles()}")
    with tempfile.TemporaryDirectory(
        prefix="essaytrans-benchmarks-", dir=arguments.scratch
    ) as name:
        options = Options(
            arguments.rounds,
            arguments.quick,
            Path(name),
            arguments.peer_python,
            tuple(arguments.history),
            tuple(arguments.pairs),
        )
        wanted = arguments.only or [*_GROUPS, _PEERS]
        results = _measure(texts, options, [name for name in wanted if name != _PEERS])
        compared = _compare(texts, options) if _PEERS in wanted else []
    print("\n* time that passed; all other seconds are CPU time")
    rows = [one for one in results if isinstance(one, Row)]
    shares = [one for one in results if isinstance(one, Share)]
    tallies = [one for one in results if isinstance(one, Tally)]
    if arguments.json:
        data = {
            "files": len(texts),
            "megabytes": size,
            "rounds": arguments.rounds,
            "quick": arguments.quick,
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": [load, _load()],
            "rows": [table.row_as_data(row) for row in rows],
            "shares": [table.share_as_data(share) for share in shares],
            "tallies": [{**asdict(tally), "share": tally.share} for tally in tallies],
            "peers": [table.comparison_as_data(found) for found in compared],
        }
        text = json.dumps(data, indent=1, ensure_ascii=False)
        arguments.json.write_text(f"{text}\n", encoding="utf-8")
    if arguments.markdown:
        tables = (
            markdown.row_tables(rows),
            markdown.share_tables(shares),
            "\n".join(_tally_tables(tallies)),
            markdown.comparison_table(compared),
        )
        text = "\n".join(tables)
        arguments.markdown.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("folder", type=Path, help="a folder of Markdown files")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="the tables as Markdown too")
    parser.add_argument(
        "--only", nargs="+", choices=[*_GROUPS, _PEERS], metavar="NAME", help="only these groups"
    )
    parser.add_argument("--quick", action="store_true", help="everything small, to try it out")
    parser.add_argument(
        "--history",
        type=Path,
        nargs="+",
        default=[],
        metavar="REPOSITORY",
        help="git repositories with Markdown files, whose edits are followed",
    )
    parser.add_argument(
        "--pairs",
        type=Path,
        nargs="+",
        default=[],
        metavar="FOLDER",
        help="folders of x.zh-CN.md beside x.en-US.md, for the review and the alignment; FOLDER if not given",
    )
    parser.add_argument("--rounds", type=int, help="turns of each task (5; 2 with --quick)")
    parser.add_argument("--scratch", type=Path, help="where projects are made, instead of /tmp")
    parser.add_argument(
        "--peer-python",
        default=sys.executable,
        metavar="PYTHON",
        help="the interpreter that has the other programs",
    )
    arguments = parser.parse_args()
    arguments.rounds = arguments.rounds or (2 if arguments.quick else 5)
    return arguments


def _measure(texts: dict[str, str], options: Options, groups: list[str]) -> list[Result]:
    found: list[Result] = []
    for group in groups:
        for result in _GROUPS[group](texts, options):
            print(_line(result), flush=True)
            found.append(result)
    return found


def _line(result: Result) -> str:
    if isinstance(result, Row):
        return table.row_line(result)
    if isinstance(result, Share):
        return table.share_line(result)
    name = f"{result.data}: {result.name}"
    return f"{name:66} {result.count:>9,} {result.hits:>7,} {result.share:>8.2%}"


def _tally_tables(tallies: Sequence[Tally]) -> Iterator[str]:
    """Return a table for each kind of texts, one line after the other."""
    data = ""
    for tally in tallies:
        if tally.data != data:
            if data:
                yield ""
            data = tally.data
            yield from (f"#### {data}", "", "| | of | | % |", "|---|--:|--:|--:|")
        yield f"| {tally.name} | {tally.count:,} | {tally.hits:,} | {100 * tally.share:.2f} |"
    yield ""


def _compare(texts: dict[str, str], options: Options) -> list[Comparison]:
    print("\nMB/s of Markdown: theirs / ours")
    found = []
    for comparison in peers.compare(texts, options):
        print(table.comparison_line(comparison), flush=True)
        found.append(comparison)
    return found


def _load() -> float:
    """Return how many processes wanted a core over the last minute."""
    return round(os.getloadavg()[0], 2)


if __name__ == "__main__":
    main()
