"""`docs/library.md` is true: each of its programs runs as it stands, without a warning."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[2] / "docs" / "library.md"


def programs() -> Iterator[tuple[str, str]]:
    """The programs of the page, each under the heading that it stands under."""
    for section in re.split(r"^#+ ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE):
        heading = section.partition("\n")[0]
        for program in re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL):
            yield heading, program


def test_the_page_has_three_programs() -> None:
    assert [heading for heading, _ in programs()] == ["From Python", "Many workers", "Dask"]


@pytest.mark.parametrize(
    "program", [text for _, text in programs()], ids=[h for h, _ in programs()]
)
def test_a_program_does_what_the_page_says(tmp_path: Path, program: str) -> None:
    project = Project(tmp_path / "essays")
    project.configure("en", "ja")
    for name in ("tea", "water", "milk"):
        project.article(name, f"# {name}", "喝一点。")
        project.write(f"locales/ja/{name}.po", 'msgid "喝一点。"\nmsgstr "飲む。"\n')
    (tmp_path / "program.py").write_text(program)
    ran = subprocess.run(
        [sys.executable, "-W", "error", "program.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.search(r"\b[36] articles$", ran.stdout, re.MULTILINE)
    for name in ("tea", "water", "milk"):
        assert "飲む。" in project.read(f"build/ja/{name}.md")
        assert project.exists(f"locales/en/{name}.po")
