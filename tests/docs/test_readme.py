"""What the pages for people say can be followed: links, scripts, commands, options, keys."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from essaytrans.project import config

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
CONFIGURATION_PAGE = ROOT / "docs" / "configuration.md"

FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """The text of a page without code."""
    return CODE.sub("", FENCE.sub("", read(page)))


def code(page: Path) -> str:
    """The code of a page without its text: blocks, and spans with their backticks."""
    blocks = [found[0] for found in FENCE.finditer(read(page))]
    spans = [found[0] for found in CODE.finditer(FENCE.sub("", read(page)))]
    return "\n".join([*blocks, *spans])


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#{1,6} (.+)$", FENCE.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def help_of(*command: str) -> str:
    """What `essaytrans COMMAND --help` says; an error if there is no such command."""
    run = subprocess.run(
        [sys.executable, "-m", "essaytrans", *command, "--help", "--ui-language", "en"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return run.stdout


def commands(*group: str) -> set[str]:
    _, _, listed = help_of(*group).partition("Commands:\n")
    return set(re.findall(r"^  (\w+)", listed, re.MULTILINE))


def options(*command: str) -> set[str]:
    """The options of a command, and of those that are part of it."""
    own = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", help_of(*command)))
    parts = commands(*command) if command else ()
    return own.union(*(options(*command, part) for part in parts))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_relative_links_lead_to_a_file_and_a_heading(page: Path) -> None:
    astray = []
    for target in LINK.findall(prose(page)):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = page.parent / path if path else page
        if not file.is_file() or (anchor and anchor not in anchors(file)):
            astray.append(target)
    assert astray == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_commands_that_are_shown_exist(page: Path) -> None:
    shown = re.findall(r"(?:^|`)(?:\$ )?essaytrans ([a-z]+)\b", code(page), re.MULTILINE)
    assert set(shown) <= commands()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_scripts_that_are_shown_exist(page: Path) -> None:
    shown = re.findall(r"\bsh (scripts/\w+)", read(page))
    assert [script for script in shown if not (ROOT / script).is_file()] == []


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "README.zh-CN.md"], ids=name)
def test_each_readme_names_the_two_commands_that_do_everything(page: Path) -> None:
    assert {"sh scripts/demo", "sh scripts/test"} <= set(re.findall(r"sh scripts/\w+", read(page)))


@pytest.mark.parametrize("page", ["README.md", "docs/translators.md"])
def test_the_chinese_page_has_the_headings_of_the_english_one(page: str) -> None:
    def levels(path: str) -> list[str]:
        return re.findall(r"^(#+) ", FENCE.sub("", read(ROOT / path)), re.MULTILINE)

    assert levels(page) == levels(page.replace(".md", ".zh-CN.md"))


def test_every_command_and_option_is_on_the_page_of_commands() -> None:
    page = read(COMMANDS_PAGE)
    assert {command for command in commands() if f"## `essaytrans {command}`" not in page} == set()
    said = options().union(*(options(command) for command in commands()))
    assert said == set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page))


def test_every_key_of_the_configuration_is_on_its_page() -> None:
    page = read(CONFIGURATION_PAGE)
    keys = (
        *(*config._PROJECT_KEYS, *config._LANGUAGE_KEYS),
        *(*config._SEGMENT_KEYS, *config._CREDITS_KEYS),
    )
    assert [key for key in keys if f"| `{key}` |" not in page] == []
