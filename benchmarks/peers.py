"""Other programs beside ours, on each folder of a corpus."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polib

import essaytrans
from benchmarks.corpus import megabytes, translated
from benchmarks.rows import Comparison

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from benchmarks.rows import Options

__all__ = ["TOOLS", "compare"]

TOOLS: Final = ("po4a", "translate-toolkit", "mdpo", "markdown-gettext")
_OURS: Final = "essaytrans"
_HERE: Final = Path(__file__).parent


def compare(texts: dict[str, str], options: Options) -> Iterator[Comparison]:
    """Time every program that is installed on every folder, and ours on the same articles.

    A folder is one of the first level of the corpus; articles beside them are one of their own.
    """
    for folder in sorted({_folder(path) for path in texts}):
        own = [text for path, text in texts.items() if _folder(path) == folder]
        for tool in TOOLS:
            yield _compare(folder, tool, own, options)


def _folder(path: str) -> str:
    return path.partition("/")[0] if "/" in path else "."


def _compare(folder: str, tool: str, texts: list[str], options: Options) -> Comparison:
    work = _Work(options.scratch / "peers" / folder / tool, tool, options)
    all_articles = range(len(texts))
    try:
        failed = work.prepare(texts, all_articles)
        if failed is None:
            return Comparison(folder, tool, "", 0, 0, 0.0, {}, {}, "not installed")
        theirs = work.time()
        failed |= {int(stem) for stem in theirs["failed"]}
        left = [at for at in all_articles if at not in failed]
        if not left:
            return Comparison(folder, tool, theirs["version"], 0, len(failed), 0.0, {}, {}, "none")
        ours = _Work(work.folder.with_name(f"{tool}-{_OURS}"), _OURS, options)
        ours.prepare(texts, left)
        seconds = ours.time()["seconds"]
    except subprocess.CalledProcessError as error:
        note = f"died: {(error.stderr or '').strip()[-200:] or error.returncode}"
        return Comparison(folder, tool, "", 0, 0, 0.0, {}, {}, note)
    return Comparison(
        folder,
        tool,
        theirs["version"],
        len(left),
        len(failed),
        megabytes(texts[at] for at in left),
        theirs["seconds"],
        seconds,
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """A folder where one program works on numbered articles."""

    folder: Path
    tool: str
    options: Options

    def prepare(self, texts: list[str], articles: Collection[int]) -> set[int] | None:
        """Write articles, have their catalogs made, and translate these.

        Returns:
            The articles that it failed on, which are taken away; None if it is not installed.
        """
        self.folder.mkdir(parents=True)
        for at in articles:
            (self.folder / f"{at:04}.md").write_bytes(texts[at].encode())
        found = self._call("extract")
        if found.get("missing"):
            return None
        for stem in found["failed"]:
            (self.folder / f"{stem}.md").unlink()
        for template in self.folder.glob("????.pot"):
            catalog = polib.pofile(str(template), wrapwidth=0)
            for entry in catalog:
                entry.msgstr = translated(entry.msgid)
            catalog.metadata["Language"] = "en"
            catalog.metadata["Content-Type"] = "text/plain; charset=UTF-8"
            catalog.save(str(template.with_suffix(".po")))
        return {int(stem) for stem in found["failed"]}

    def time(self) -> dict[str, Any]:
        """Time the three tasks."""
        return self._call("time", str(1 if self.options.quick else min(self.options.rounds, 3)))

    def _call(self, step: str, *more: str) -> dict[str, Any]:
        command = self._command()
        if command is None:
            return {"missing": True}
        done = subprocess.run(
            [*command, step, str(self.folder), *more],
            env=self._environment(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=True,
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def _command(self) -> list[str] | None:
        if self.tool == "po4a":
            perl = shutil.which("perl") if shutil.which("po4a") else None
            return [perl, str(_HERE / "peer_po4a.pl")] if perl else None
        python = sys.executable if self.tool == _OURS else self.options.peer_python
        return [python, str(_HERE / "peer_tools.py"), self.tool]

    def _environment(self) -> dict[str, str]:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
        environment.pop("PYTHONPATH", None)
        if self.tool == _OURS:
            environment["PYTHONPATH"] = str(Path(essaytrans.__file__).parents[1])
        return environment
