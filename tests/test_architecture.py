"""The arrows of the architecture, read off the source: who imports whom, who prints, who writes.

cli → commands → {editions, follow, pretranslate} → {markdown, catalog, language, project} → {model, i18n}
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "src" / "essaytrans"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

FLOORS = (
    {"model", "__init__"},
    {"i18n", "tomlscan", "garbage"},
    {"markdown", "catalog", "language", "project"},
    {"align", "exchange", "follow", "editions", "pages", "checks", "pretranslate"},
    {"commands"},
    {"preview"},
    {"cli"},
    {"__main__"},
)
"""From the ground up; a room imports from the floors below its own, and from itself."""

BESIDE = {("markdown", "language"), ("catalog", "language"), ("project", "language")}
"""The one neighbour that rooms look into: what Han characters and language tags are."""

DISK = frozenset(
    {
        *("open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes"),
        *("rename", "renames", "unlink", "rmdir", "removedirs", "mkdir"),
        *("makedirs", "touch", "chmod", "symlink_to", "hardlink_to", "copyfile", "copytree"),
        *("rmtree", "iterdir", "scandir", "listdir", "glob", "rglob", "walk"),
        *("is_file", "is_dir", "exists", "lstat", "stat"),
    }
)
"""Names of what reads or writes the disk, as functions and as methods of `Path` and `os`."""

DISK_ELSEWHERE = {
    "i18n.py": "the program's own catalogs, not files of a project",
    "project/files.py": "the room for it: one file at a time",
    "project/listing.py": "beside it: the files of a folder",
}


def room(module: str) -> str:
    """`catalog/po.py` → `catalog`, `i18n.py` → `i18n`."""
    return module.removesuffix(".py").split("/", maxsplit=1)[0]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def imported(module: str) -> Iterator[str]:
    """The rooms of ours that a module imports, also inside functions and for types only."""
    for node in ast.walk(tree(module)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            first, _, rest = f"{name}.".partition(".")
            if first == "essaytrans":
                known = rest.split(".", maxsplit=1)[0]
                yield known if any(known in rooms for rooms in FLOORS) else "__init__"


def called(module: str) -> Iterator[tuple[str, str]]:
    """What a module calls: the name before the full stop (or nothing), and the name."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            value = node.func.value
            yield value.id if isinstance(value, ast.Name) else "…", node.func.attr


def test_every_module_has_its_floor() -> None:
    rooms = {room(module) for module in MODULES}
    assert rooms <= set().union(*FLOORS)
    assert {"cli", "commands", "follow", "editions", "markdown", "catalog", "project"} <= rooms


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    own = room(module)
    upwards = {
        other
        for other in imported(module)
        if other != own and floor(other) >= floor(own) and (own, other) not in BESIDE
    }
    assert upwards == set()


def test_markdown_and_catalogs_never_meet() -> None:
    for own, other in (("markdown", "catalog"), ("catalog", "markdown")):
        met = [module for module in MODULES if room(module) == own and other in imported(module)]
        assert met == []


def test_the_model_imports_nothing_of_ours() -> None:
    assert list(imported("model.py")) == []


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) != "cli"])
def test_only_the_command_line_prints_and_exits(module: str) -> None:
    assert ("", "print") not in set(called(module))
    attributes = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    allowed = {"sys.exit"} if module == "__main__.py" else set()
    assert attributes & {"sys.stdout", "sys.stderr", "sys.exit", "os._exit"} <= allowed


@pytest.mark.parametrize("module", [m for m in MODULES if m not in DISK_ELSEWHERE])
def test_only_one_module_touches_the_disk(module: str) -> None:
    touched = {
        f"{owner}.{name}".lstrip(".")
        for owner, name in called(module)
        if (name in DISK and owner != "files" and (owner or name == "open"))
        or (owner, name) in {("os", "replace"), ("os", "remove"), ("os", "link")}
    }
    # whoever closed the pipe that we print to gets the null device; that is no file of a project
    allowed = {"os.open"} if module == "cli/application.py" else set()
    assert touched <= allowed


def test_no_group_is_repeated_possessively() -> None:
    """Python up to 3.11.4, Debian's too, matches `(?:…)*+` wrongly where the group backtracks.

    Single characters and classes may be (`[^"]*+`); see the changelog of Python 3.11.5, gh-106052.
    """
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")
    found = [
        f"{path.name}:{number}"
        for path in PACKAGE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "_ESCAPABLE" not in line and possessive.search(line)
    ]
    assert found == []
