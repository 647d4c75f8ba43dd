"""`docs/sites.md`: its listings are what `init`, `extract` and `build` make, its settings are tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands.kit import Project
from essaytrans.commands.setup import init
from essaytrans.project.presets import PRESETS, Preset
from sites.samples import SITES, TAGS, Site

PAGE = Path(__file__).parents[2] / "docs" / "sites.md"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_OURS = {"essaytrans.toml", ".gitattributes", ".gitignore"}


def section(name: str) -> str:
    """The text below the heading of a preset."""
    text = PAGE.read_text(encoding="utf-8")
    (found,) = re.findall(rf"^## `{name}`\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("name", [preset.name for preset in PRESETS])
def test_a_listing_is_what_is_there_when_all_is_done(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path)
    listing = [line.split() for line in _BLOCK.findall(section(name))[0][1].splitlines()]
    for path, *made in listing:
        if not made:
            project.write(path, "水要烧开。\n")
    assert init(tmp_path, source="zh-CN", languages=TAGS, preset="auto", dry=False).preset == name
    before = set(project.snapshot())
    project.extract()
    extracted = set(project.snapshot())
    project.build()
    everything = {path for path in project.snapshot() if not path.startswith(".essaytrans/")}
    assert everything - _OURS == {path for path, *_ in listing}
    made = {path: words[0] if words else "" for path, *words in listing}
    assert {path for path in made if made[path] == "extract"} == extracted - before
    assert {path for path in made if made[path] == "build"} == everything - extracted


@pytest.mark.parametrize("site", SITES, ids=[site.preset for site in SITES])
def test_the_settings_shown_are_those_that_a_site_was_built_with(site: Site) -> None:
    blocks = _BLOCK.findall(section(site.preset))
    settings = [text for kind, text in blocks if kind and kind != "sh"]
    assert len(settings) == (site.preset != "mdbook")
    for text in settings:
        assert any(text in content for content in site.files.values())


@pytest.mark.parametrize("preset", PRESETS, ids=[preset.name for preset in PRESETS])
def test_the_table_says_what_a_preset_does(preset: Preset) -> None:
    row = f"| [`{preset.name}`](#{preset.name}) | {preset.generator}"
    (line,) = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(row)
    ]
    name = "zh-tw" if preset.language_paths == "lower" else "zh-TW"
    assert line.endswith(f"| `{preset.output}` | `{name}` |")
