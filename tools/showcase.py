"""Make the READMEs' tour and pictures from the articles and catalogs of this repository.

    python tools/showcase.py tour             do what the READMEs show; write what came of it into them
    python tools/showcase.py tour --check     write nothing; say what differs; exit 1 if anything does
    python tools/showcase.py picture          take the pictures anew, with Poedit on a virtual screen

In a README, a comment before a block says where the block comes from. All paths are those of a
temporary folder, which has a copy of this repository's project as `essaytrans`. From top to bottom:

    <!-- tour: run FOLDER -->                the lines after `$` are run there; the rest is what they say
    <!-- tour: write FILE -->                the block is written into the file
    <!-- tour: show FILE -->                 the block is the file
    <!-- tour: entry CATALOG START -->       the block is the entry of the text that begins so
    <!-- tour: editions PROJECT ARTICLE START -->    the table has the article's title, and its
                                             paragraph that begins so, as built in every language
    <!-- tour: translate CATALOG             does what a volunteer would, in lines START = TRANSLATION;
    喝茶 = Tea -->                           has no block, like the next
    <!-- tour: replace FILE OLD NEW -->      does what an author would
    <!-- tour: call FOLDER COMMAND -->       runs essaytrans there, unseen

An argument with blanks stands in quotation marks. The program speaks the language of the README.
"""

from __future__ import annotations

import argparse
import difflib
import html
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, TypeVar

import polib
import yaml

from essaytrans.language.locales import direction, own_name
from essaytrans.project import config

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ROOT: Final = Path(__file__).parents[1]
READMES: Final = {"README.md": "en", "README.zh-CN.md": "zh-CN"}
"""The pages that have a tour, and the language that the program speaks there."""
_T = TypeVar("_T")


class ShowcaseError(Exception):
    """What stands in the way, in a sentence."""


# --- the tour ---------------------------------------------------------------------------------

_MARK: Final = re.compile(
    r"^<!-- tour: (?P<verb>\w+) (?P<arguments>.*?)(?:\n(?P<lines>.*?))? *-->\n"
    r"(?:(?:`{3}\w*|<table>)\n(?P<block>.*?)^(?:`{3}|</table>)$)?",
    re.MULTILINE | re.DOTALL,
)
_BLANK: Final = re.compile(r"\n(?:[> ]*\n)+")
"""What is between two paragraphs, also of a quotation."""
_PREFIX: Final = re.compile(r"\A(?:> ?|[-*] +|\d+[.)] +)+")
"""What stands before the first word of a quotation, or of an item of a list."""


def toured(page: str, language: str) -> str:
    """Do what the marks of a page say, and return the page with what came of it.

    Args:
        page: the text of the page.
        language: the language that the program speaks.

    Raises:
        ShowcaseError: a mark cannot be followed.
    """
    with TemporaryDirectory() as folder:
        stage = _Stage(Path(folder).resolve(), language)
        copy = stage.folder / "essaytrans"
        copy.mkdir()
        for name in ("articles", "locales"):
            shutil.copytree(_ROOT / name, copy / name)
        for name in ("essaytrans.toml", "glossary.csv"):
            shutil.copy(_ROOT / name, copy)

        def played(found: re.Match[str]) -> str:
            try:
                block = stage.play(found)
            except (ShowcaseError, OSError) as error:
                line = page.count("\n", 0, found.start()) + 1
                raise ShowcaseError(f"line {line}: {error}") from error
            if block is None:
                return found[0]
            start, end = found.span("block")
            return page[found.start() : start] + block + page[end : found.end()]

        return _MARK.sub(played, page)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where a tour takes place."""

    folder: Path
    language: str
    """Of the program."""

    def play(self, found: re.Match[str]) -> str | None:
        """Do what a mark says; give its block as it should be, or nothing if it has none."""
        given, lines = found["block"], (found["lines"] or "").splitlines()
        match [found["verb"], *shlex.split(found["arguments"])]:
            case ["translate", catalog] if given is None:
                self._translate(catalog, lines)
                return None
            case ["replace", file, old, new] if given is None:
                self._replace(file, old, new)
                return None
            case ["call", place, *arguments] if given is None:
                self._essaytrans(self.folder / place, self._environment(), arguments)
                return None
            case ["run", place] if given is not None:
                block = self._run(place, given)
            case ["write", file] if given is not None:
                block = self._write(file, given)
            case ["show", file] if given is not None:
                block = self._read(file)
            case ["entry", catalog, start] if given is not None:
                entries = self._read(catalog).removesuffix("\n").split("\n\n")
                block = _only([e for e in entries if f'\nmsgid "{start}' in e], start) + "\n"
            case ["editions", project, article, start] if given is not None:
                block = self._editions(self.folder / project, article, start)
            case _:
                raise ShowcaseError(f"this says nothing to the tour: {found[0].splitlines()[0]}")
        if "```" in block:
            raise ShowcaseError("a block of three backticks cannot show what has them")
        return block

    def _read(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def _write(self, file: str, text: str) -> str:
        (self.folder / file).write_text(text, encoding="utf-8")
        return text

    def _replace(self, file: str, old: str, new: str) -> None:
        text = self._read(file)
        if text.count(old) != 1:
            raise ShowcaseError(f"{file} has “{old}” {text.count(old)} times")
        self._write(file, text.replace(old, new))

    def _translate(self, catalog: str, lines: Sequence[str]) -> None:
        text = self._read(catalog)
        for line in lines:
            start, _, translation = line.partition(" = ")
            pattern = rf'^msgid "{re.escape(start)}.*"\nmsgstr ".*"$'
            entry = _only(re.findall(pattern, text, re.MULTILINE), start)
            msgid = entry[: entry.index("\n")]
            text = text.replace(entry, f'{msgid}\nmsgstr "{polib.escape(translation)}"')
        self._write(catalog, text)

    def _run(self, place: str, block: str) -> str:
        folder, environment, said = self.folder / place, self._environment(), ""
        for line in re.findall(r"^\$ .*\n", block, re.MULTILINE):
            said += line
            match shlex.split(line[2:]):
                case ["cd", to]:
                    folder /= to
                case ["export", setting]:
                    name, _, value = setting.partition("=")
                    environment[name] = value
                case ["essaytrans", *arguments]:
                    said += self._essaytrans(folder, environment, arguments)
                case _:
                    raise ShowcaseError(f"the tour runs essaytrans and nothing else: {line}")
        return said

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(_ROOT / "src"),
            "PYTHONUNBUFFERED": "1",  # errors and reports in their order, as on a terminal
            "ESSAYTRANS_LANG": self.language,
        }

    @staticmethod
    def _essaytrans(folder: Path, environment: Mapping[str, str], arguments: Sequence[str]) -> str:
        run = subprocess.run(
            [sys.executable, "-m", "essaytrans", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        if run.returncode > 1:
            raise ShowcaseError(run.stdout)
        return run.stdout

    def _editions(self, root: Path, article: str, start: str) -> str:
        self._essaytrans(root, self._environment(), ["build", article])
        known = config.load(root / "essaytrans.toml")
        source = f"{known.articles}/{article}.md"
        original = _paragraphs(root / source)
        at = _only([n for n, text in enumerate(original) if text.startswith(start)], start)
        rows = [_row(known.source, known.source, source, original, at)]
        for tag in (language.tag for language in known.languages):
            edition = _paragraphs(root / known.output.format(language=tag, article=article))
            written = known.source if edition[at] == original[at] else tag
            catalog = known.catalogs.format(language=tag, article=article)
            rows.append(_row(tag, written, catalog, edition, at))
        return "".join(rows)


def _only(found: Sequence[_T], start: str) -> _T:
    if len(found) != 1:
        raise ShowcaseError(f"{len(found)} texts begin with “{start}”")
    return found[0]


def _paragraphs(article: Path) -> list[str]:
    """The front matter and the paragraphs of an article; a build keeps their number."""
    return [_PREFIX.sub("", text) for text in _BLANK.split(article.read_text(encoding="utf-8"))]


def _row(tag: str, written: str, file: str, paragraphs: Sequence[str], at: int) -> str:
    """A row of the table of editions.

    Args:
        tag: the language of the edition.
        written: the language of the paragraph: the source's if it is not translated.
        file: where the language leads to.
        paragraphs: those of the edition.
        at: which of them.
    """
    title = yaml.safe_load(paragraphs[0].removesuffix("---"))["title"]
    cells = [
        f'<td lang="{language}" dir="{direction(language)}">{html.escape(text, quote=False)}</td>'
        for language, text in ((tag, title), (written, paragraphs[at]))
    ]
    link = f'<a href="{file}">{own_name(tag)}</a>'
    return f"<tr><th nowrap>{link}</th>\n{cells[0]}\n{cells[1]}</tr>\n"


def tour(*, check: bool) -> int:
    """Bring the READMEs in step with the program; with `check`, only say what is not."""
    pages = [(_ROOT / name).read_text(encoding="utf-8") for name in READMES]
    with ThreadPoolExecutor() as pool:
        rights = list(pool.map(toured, pages, READMES.values()))
    for name, page, right in zip(READMES, pages, rights, strict=True):
        old, new = page.splitlines(keepends=True), right.splitlines(keepends=True)
        print("".join(difflib.unified_diff(old, new, name, name, n=1)), end="")
        if right != page and not check:
            (_ROOT / name).write_text(right, encoding="utf-8")
    return 1 if check and rights != pages else 0


# --- the pictures -----------------------------------------------------------------------------

_PICTURES: Final = {
    "poedit.png": ("locales/en/first-line.po", "于是大家改掉能改的"),
    "poedit-ar.png": ("locales/ar/first-line.po", "于是大家改掉能改的"),
}
"""The catalog that a picture shows, and how the text begins that is selected in it."""
_WIDTH, _HEIGHT = 1280, 860
_BELOW: Final = 8
"""So many entries are seen below the selected one."""
_PATIENCE: Final = 20
"""Seconds that a window may take to open."""

_TOOLS: Final = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "poedit": "poedit",
    "dbus-run-session": "dbus-daemon",
    "fc-list": "fontconfig",
}
"""What a picture takes, and the package of Debian that has it."""
_FONT: Final = "Noto Sans CJK SC"
_SETTINGS: Final = {
    ".config/poedit/config": """ui_language=en
use_tm=0
enable_spellchecking=0
show_warnings=0
""",
    ".config/gtk-3.0/settings.ini": f"""[Settings]
gtk-font-name={_FONT} 11
gtk-cursor-blink=0
gtk-xft-antialias=1
gtk-xft-hintstyle=hintslight
gtk-xft-rgba=none
""",
    ".config/openbox/rc.xml": f"""<openbox_config xmlns="http://openbox.org/3.4/rc">
<theme><name>Breeze-ob</name><titleLayout>NL</titleLayout>
<font place="ActiveWindow"><name>{_FONT}</name><size>11</size></font></theme>
<applications><application class="*"><maximized>yes</maximized></application></applications>
</openbox_config>
""",
    # the Korean cut has the quotation marks and the ellipsis as wide as English wants them
    "fonts.conf": f"""<fontconfig>
<dir>/usr/share/fonts</dir><cachedir prefix="xdg">fonts</cachedir>
<match target="scan"><test name="family"><string>{_FONT}</string></test>
<edit name="charset"><minus><name>charset</name><charset>
<range><int>0x2018</int><int>0x201d</int></range><int>0x2026</int>
</charset></minus></edit></match>
<alias binding="strong"><family>{_FONT}</family>
<accept><family>Noto Sans CJK KR</family></accept></alias>
</fontconfig>
""",
}
"""The settings of a home where nobody has lived."""


def picture() -> int:
    """Take the pictures anew, or say what that takes."""
    missing = {package for tool, package in _TOOLS.items() if shutil.which(tool) is None}
    if "fontconfig" in missing or not _said("fc-list", _FONT, env=os.environ):
        missing.add("fonts-noto-cjk")
    if missing:
        packages = " ".join(sorted(missing))
        print(f"Pictures take more than is installed here. On Debian: apt-get install {packages}")
        return 2
    for name, (catalog, start) in _PICTURES.items():
        image = _ROOT / "docs" / "images" / name
        with TemporaryDirectory() as folder:
            home = Path(folder)
            for file, text in _SETTINGS.items():
                (home / file).parent.mkdir(parents=True, exist_ok=True)
                (home / file).write_text(text, encoding="utf-8")
            copy = home / "essaytrans" / catalog
            copy.parent.mkdir(parents=True)
            shutil.copy(_ROOT / catalog, copy)
            texts = [entry.msgid for entry in polib.pofile(str(copy)) if not entry.obsolete]
            at = _only([n for n, text in enumerate(texts) if text.startswith(start)], start)
            with _screen(home) as environment:
                _photograph(copy, at, image, environment)
        print(f"docs/images/{name}: {image.stat().st_size:,} bytes")
    return 0


def _photograph(catalog: Path, at: int, image: Path, environment: Mapping[str, str]) -> None:
    """Open a catalog, select the entry at a place, and take a picture."""
    say = partial(_said, env=environment)
    windows = ("xdotool", "search", "--onlyvisible", "--class", "poedit")
    press = ("xdotool", "key", "--delay", "60", "--repeat")
    palette = ("-strip", "+dither", "-colors", "128")
    with _started("dbus-run-session", "poedit", str(catalog), env=environment):
        end = time.monotonic() + _PATIENCE
        while not say(*windows):
            if time.monotonic() > end:
                raise ShowcaseError("Poedit opens no window")
            time.sleep(0.2)
        time.sleep(3)  # the window is there before what it shows
        if len(say(*windows).split()) > 1:
            raise ShowcaseError("Poedit shows a dialog")
        say("xdotool", "mousemove", str(_WIDTH), str(_HEIGHT))
        # past the entry and back, so that the list has scrolled on
        say(*press, str(at + _BELOW), "ctrl+Down")
        say(*press, str(_BELOW), "ctrl+Up")
        time.sleep(1)
        say("import", "-window", "root", *palette, f"png8:{image}")


@contextmanager
def _screen(home: Path) -> Iterator[Mapping[str, str]]:
    """A virtual screen with a window manager; gives the environment of its programs."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "NO_AT_BRIDGE": "1",
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
    }
    size = ("-screen", "0", f"{_WIDTH}x{_HEIGHT}x24")
    ours, theirs = os.pipe()
    server = ("Xvfb", *size, "-nolisten", "tcp", "-displayfd", str(theirs))
    with _started(*server, env=environment, pass_fds=(theirs,)), os.fdopen(ours) as number:
        os.close(theirs)
        environment["DISPLAY"] = f":{number.readline().strip()}"
        with _started("openbox", env=environment):
            yield environment


@contextmanager
def _started(*command: str, env: Mapping[str, str], pass_fds: Sequence[int] = ()) -> Iterator[None]:
    """Let a program run as long as the context lasts."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=env, pass_fds=pass_fds, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _said(*command: str, env: Mapping[str, str]) -> str:
    run = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=False, encoding="utf-8")
    return run.stdout


# --- the command line -------------------------------------------------------------------------


def main() -> int:
    """Read the command line, and do it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("tour").add_argument("--check", action="store_true")
    commands.add_parser("picture")
    arguments = parser.parse_args()
    try:
        return tour(check=arguments.check) if arguments.command == "tour" else picture()
    except ShowcaseError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    sys.exit(main())
