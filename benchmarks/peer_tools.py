"""Programs that do what ours does, each called in its own process, with its own interpreter.

    python peer_tools.py TOOL extract FOLDER          every NNNN.md to NNNN.pot
    python peer_tools.py TOOL time FOLDER ROUNDS      with NNNN.po, all of it translated

Prints JSON: `failed`, the articles that the program could not work on and why, and for `time` also
`seconds`, the best CPU time of each task over all other articles. The tasks are the same for all: an
article to a new catalog, an article and its full catalog to a new catalog, both to an article; from
files to files. This script needs nothing but the program that is asked for.
"""

from __future__ import annotations

import gc
import gettext
import importlib
import io
import json
import os
import signal
import sys
import time
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 60
"""Seconds for one article and task; whoever needs more counts as having failed on it."""


class _Tool(Protocol):
    """A program's three tasks, from files to files."""

    distribution: str

    def extract(self, article: Path, catalog: Path) -> None:
        """Write a new catalog, or a template where the program has these only."""

    def update(self, article: Path, catalog: Path, new: Path) -> None:
        """Bring a full catalog in step with the article."""

    def build(self, article: Path, catalog: Path, built: Path) -> None:
        """Write the translated article."""


class _Essaytrans:
    distribution = "essaytrans"

    def __init__(self) -> None:
        module = importlib.import_module
        self._po = module("essaytrans.catalog")
        self._header = module("essaytrans.catalog.header")
        self._follow = module("essaytrans.follow")
        self._segment = module("essaytrans.markdown").segment
        self._translate = module("essaytrans.editions").translate
        self._model = module("essaytrans.model")
        self._made = self._header.make_header(
            language="en",
            plural_forms="nplurals=2; plural=(n != 1);",
            source_language="zh-Hans",
            project="benchmark",
            rules=1,
        )

    def extract(self, article: Path, catalog: Path) -> None:
        entries = self._template(article)
        _write(catalog, self._po.serialize(self._model.Catalog(self._made, entries)))

    def update(self, article: Path, catalog: Path, new: Path) -> None:
        known = self._po.parse(_read(catalog))
        header = self._header.update_header(known.header, self._made)
        updated = self._follow.update(known, self._template(article), header)
        _write(new, self._po.serialize(updated.catalog))

    def build(self, article: Path, catalog: Path, built: Path) -> None:
        document, known = self._segment(_read(article)), self._po.parse(_read(catalog))
        _write(built, self._translate(document, known, self._model.SegmentRules()).text)

    def _template(self, article: Path) -> Any:
        document = self._segment(_read(article), article.name)
        return self._follow.make_template(document, notes_language="zh-CN")


class _Mdpo:
    """Without the wrapping of lines, which costs it time and us nothing."""

    distribution = "mdpo"

    def __init__(self) -> None:
        self._extract = importlib.import_module("mdpo.md2po").markdown_to_pofile
        self._build = importlib.import_module("mdpo.po2md").pofile_to_markdown

    def extract(self, article: Path, catalog: Path) -> None:
        catalog.unlink(missing_ok=True)
        self._extract([str(article)], po_filepath=str(catalog), save=True, wrapwidth=0)

    def update(self, article: Path, catalog: Path, new: Path) -> None:
        del new  # it writes into the catalog itself; what it finds next time is the same
        self._extract([str(article)], po_filepath=str(catalog), save=True, wrapwidth=0)

    def build(self, article: Path, catalog: Path, built: Path) -> None:
        self._build(str(article), str(catalog), save=str(built), wrapwidth=0)


class _TranslateToolkit:
    """md2po, pot2po and po2md without the wrapping of lines and the search for similar texts."""

    distribution = "translate-toolkit"

    def __init__(self) -> None:
        self._po = importlib.import_module("translate.storage.po")
        self._md2po = importlib.import_module("translate.convert.md2po").MD2POOptionParser()
        self._convert = importlib.import_module("translate.convert.convert")
        self._merge = importlib.import_module("translate.convert.pot2po").convert_stores
        self._po2md = importlib.import_module("translate.convert.po2md").PO2MDOptionParser()

    def extract(self, article: Path, catalog: Path) -> None:
        with catalog.open("wb") as output:
            self._template(article, output)

    def _template(self, article: Path, output: Any) -> None:
        with article.open("rb") as source:
            self._md2po._extract_translation_units(  # noqa: SLF001 (the function of md2po)
                source, output, None, "msgctxt", "single", maxlength=0
            )

    def update(self, article: Path, catalog: Path, new: Path) -> None:
        template = io.BytesIO()
        self._template(article, template)
        found = self._po.pofile.parsestring(template.getvalue())
        known = self._po.pofile.parsestring(catalog.read_bytes())
        merged = self._merge(found, known, fuzzymatching=False)
        self._convert.set_po_max_line_length(merged, 0)
        with new.open("wb") as output:
            merged.serialize(output)

    def build(self, article: Path, catalog: Path, built: Path) -> None:
        with catalog.open("rb") as known, article.open("rb") as source, built.open("wb") as output:
            self._po2md._translate_md_file(  # noqa: SLF001 (the function of po2md)
                known, output, source, includefuzzy=False, outputthreshold=None, maxlength=0
            )


class _MarkdownGettext:
    """Its `extract`, polib's `merge`, which it leaves to others, and its `generate`.

    `generate` compiles the catalog first. It is done here by polib, as it does where there is no
    msgfmt: three processes an article would weigh more than the work.
    """

    distribution = "markdown-gettext"

    def __init__(self) -> None:
        self._cli = importlib.import_module("markdown_gettext.cli")
        self._polib = importlib.import_module("polib")
        os.environ["LANGUAGE"] = "en"

    def extract(self, article: Path, catalog: Path) -> None:
        catalog.unlink(missing_ok=True)
        self._cli.extract(
            SimpleNamespace(
                md=str(article), pot=str(catalog), package="", report_addr="", team_addr=""
            )
        )

    def update(self, article: Path, catalog: Path, new: Path) -> None:
        template = new.with_suffix(".pot")
        self.extract(article, template)
        known = self._polib.pofile(str(catalog))
        known.merge(self._polib.pofile(str(template)))
        known.save(str(new))

    def build(self, article: Path, catalog: Path, built: Path) -> None:
        domain = article.stem
        compiled = Path("locale/en/LC_MESSAGES", f"{domain}.mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        self._polib.pofile(str(catalog)).save_as_mofile(str(compiled))
        gettext._translations.clear()  # type: ignore[attr-defined]  # noqa: SLF001 (kept by path)
        cli = self._cli
        parser = cli.MarkdownIt(renderer_cls=cli.RendererMarkdownL10N)
        parser.use(cli.front_matter_plugin).enable("table").use(cli.deflist_plugin)
        generation = cli.DomainGeneration(cli.gettext_func(domain))
        front, content = parser.render(_read(article), {"domain_generation": generation})
        _write(built, front.localized + content.localized)


_TOOLS: dict[str, Callable[[], _Tool]] = {
    "essaytrans": _Essaytrans,
    "mdpo": _Mdpo,
    "translate-toolkit": _TranslateToolkit,
    "markdown-gettext": _MarkdownGettext,
}


def _read(path: Path) -> str:
    return path.read_bytes().decode()


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def main() -> None:
    """Do what the command line says."""
    name, step, folder, *rounds = sys.argv[1:]
    os.chdir(folder)
    try:
        tool = _TOOLS[name]()
    except ImportError:
        print(json.dumps({"missing": True}))
        return
    articles = sorted(Path().glob("????.md"))
    with redirect_stdout(io.StringIO()):
        if step == "extract":
            found = {"failed": _failures({"extract": _tasks(tool)["extract"]}, articles)}
        else:
            found = _timed(_tasks(tool), articles, int(rounds[0]))
    print(json.dumps({"version": version(tool.distribution), **found}))


def _tasks(tool: _Tool) -> dict[str, Callable[[Path], None]]:
    def at(article: Path, suffix: str) -> Path:
        return article.with_suffix(suffix)

    return {
        "extract": lambda md: tool.extract(md, at(md, ".pot")),
        "update": lambda md: tool.update(md, at(md, ".po"), at(md, ".new.po")),
        "build": lambda md: tool.build(md, at(md, ".po"), at(md, ".built")),
    }


def _timed(
    tasks: dict[str, Callable[[Path], None]], articles: list[Path], rounds: int
) -> dict[str, Any]:
    failed = _failures(tasks, articles)
    left = [article for article in articles if article.stem not in failed]
    best = dict.fromkeys(tasks, float("inf"))
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.process_time()
            for article in left:
                task(article)
            best[name] = min(best[name], time.process_time() - start)
            gc.collect()
    return {"failed": failed, "seconds": best}


def _failures(tasks: dict[str, Callable[[Path], None]], articles: list[Path]) -> dict[str, str]:
    """Try the tasks on every article; whatever a program dies of is its failure, not ours."""
    failed: dict[str, str] = {}
    signal.signal(signal.SIGALRM, _too_long)
    for article in articles:
        for name, task in tasks.items():
            signal.alarm(_PATIENCE)
            try:
                task(article)
            except (Exception, SystemExit) as error:  # noqa: BLE001 (see above)
                failed[article.stem] = f"{name}: {type(error).__name__}: {error}"[:200]
                break
            finally:
                signal.alarm(0)
    return failed


def _too_long(number: int, frame: object) -> None:
    del number, frame
    raise TimeoutError(f"more than {_PATIENCE} s")


if __name__ == "__main__":
    main()
