"""`[build]`, `[reader]` and what `[languages.<tag>]` says of publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from essaytrans.i18n import render
from essaytrans.model import EssaytransError
from essaytrans.project.config import Language, load
from essaytrans.project.publishing import Publishing, Readers

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = '[project]\nlanguages = ["en", "fr"]\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "essaytrans.toml"
    path.write_text(LANGUAGES + text, encoding="utf-8")
    return path


def test_nothing_said_means_that_all_is_published_and_nothing_told(tmp_path: Path) -> None:
    config = load(written(tmp_path, ""))
    assert config.build == Publishing()
    assert config.reader == Readers()
    assert not config.reader.asks_git


def test_everything_may_be_said(tmp_path: Path) -> None:
    said = """
[build]
min_translated = 80
below = "remove"
stale = "keep"
[reader]
banner = ["stale", "source", "help"]
position = "title"
source_url = "https://example.org/{article}.html"
help_url = "/help/{language}/"
create_front_matter = true
[reader.sentences]
stale = "{number} of {units}"
[reader.front_matter]
language = "lang"
[languages.fr]
min_translated = 12.5
stale = "mark"
[languages.fr.sentences]
mark = "(périmé)"
"""
    config = load(written(tmp_path, said))
    assert config.build == Publishing(0.8, "remove", "keep")
    assert config.reader == Readers(
        banner=("stale", "source", "help"),
        position="title",
        source_url="https://example.org/{article}.html",
        help_url="/help/{language}/",
        sentences=(("stale", "{number} of {units}"),),
        front_matter=(("language", "lang"),),
        create_front_matter=True,
    )
    assert config.reader.asks_git
    assert config.languages[1] == Language(
        "fr", min_translated=0.125, stale="mark", sentences=(("mark", "(périmé)"),)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            '[build]\nmin_translated = "80"',
            "config-type 4:1+14 build.min_translated must be a number, from 0 to 100",
        ),
        (
            "[build]\nmin_translated = true",
            "config-type 4:1+14 build.min_translated must be a number,",
        ),
        ("[build]\nmin_translated = nan", "config-value 4:1+14 nan is no number of per cent"),
        ("[build]\nmin_translated = 101", "config-value 4:1+14 101 is no number of per cent"),
        (
            '[build]\nstale = "hold"',
            "config-value 4:1+5 “hold” is not among the values of this key",
        ),
        ('[reader]\nbanner = ["stal"]', "config-value 4:11+6 the banner has no sentence “stal”"),
        ('[reader]\nbanner = ["help"]', "config-value 4:11+6 the banner has no address for “help”"),
        (
            '[reader.sentences]\nstale = "{number} of {unit}"',
            "config-value 4:22+6 there is no field {unit} here",
        ),
        (
            '[reader.sentences]\nstale = "{since}"',
            "config-value 4:10+7 there is no field {since} here",
        ),
        ('[reader.sentences]\nhelp = "a } b"', "config-value 4:11+1 “}” stands alone"),
        (
            '[languages.en.sentences]\nmark = "*old*"',
            "config-value 4:9+1 a mark must be plain text,",
        ),
        ('[reader]\nhelp_url = "javascript:x"', "config-value 4:1+8 “javascript:x” is no address"),
        ('[reader]\nhelp_url = "/a b"', "config-value 4:1+8 “/a b” is no address"),
        (
            '[reader.front_matter]\nlanguage = "a b"',
            "config-value 4:1+8 “a b” cannot be a key here",
        ),
        (
            '[reader.front_matter]\nlanguage = "a"\nsource = "A"',
            "config-repeated 5:1+6 “A” is there twice",
        ),
        ("[reader.front_matter]\ndate = 1", "config-unknown-key 4:1+4 there is no key"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(EssaytransError) as raised:
        load(written(tmp_path, text))
    (problem,) = raised.value.diagnostics
    place = problem.position
    assert place is not None
    told = f"{problem.code} {place.line}:{place.column}+{place.length} {render(problem.message)}"
    assert told.startswith(found)
    assert problem.hint is not None or problem.code in {"config-type", "config-repeated"}


def test_braces_that_are_meant_are_written_twice(tmp_path: Path) -> None:
    text = '[reader.sentences]\nhelp = "{{% help %}} {url}"'
    assert load(written(tmp_path, text)).reader.sentences == (("help", "{{% help %}} {url}"),)
