"""`docs/editions.md` is true: what it shows of the essays of the repository is what is built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from commands.kit import Project
from essaytrans.project.config import load
from essaytrans.project.editions import EDITIONS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "editions.md").read_text(encoding="utf-8")


def examples() -> list[str]:
    """The parts of the bilingual example, each of which stands in some essay."""
    (shown,) = re.findall(r"^```markdown\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(shown).split("\n\n")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The essays of the repository in Chinese and English."""
    project = Project(tmp_path_factory.mktemp("essays"))
    for name in ("articles", "locales"):
        shutil.copytree(ROOT / name, project.root / name)
    shutil.copy(ROOT / "essaytrans.toml", project.root)
    project.build(languages=["en"], editions=["bilingual"])
    built = sorted((project.root / "build" / "bilingual" / "en").rglob("*.md"))
    return "\n\n".join(file.read_text(encoding="utf-8") for file in built)


@pytest.mark.parametrize("part", examples())
def test_the_example_is_what_is_built(built: str, part: str) -> None:
    assert part.strip("\n") in built


def test_the_places_are_those_of_a_project_that_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "essaytrans.toml").touch()
    config = load(tmp_path / "essaytrans.toml")
    patterns = {"translated": config.output}
    for edition in EDITIONS[1:]:
        patterns[edition] = config.editions.pattern(edition)
    for edition, pattern in patterns.items():
        assert re.search(rf"^\| `{edition}` \|[^|]*\| `{re.escape(pattern)}`", PAGE, re.MULTILINE)
