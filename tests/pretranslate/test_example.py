"""The engine that `docs/pretranslation.md` shows can be copied out of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from essaytrans.follow import make_template
from essaytrans.markdown import segment
from essaytrans.model import Catalog, SegmentRules
from essaytrans.pretranslate.fill import fill
from essaytrans.pretranslate.registry import GROUP, open_engine
from pretranslate.kit import install

if TYPE_CHECKING:
    import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "pretranslation.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_example_is_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    module: dict[str, Any] = {"__name__": "capitals"}
    exec(block("python"), module)  # noqa: S102 - what a reader would do with it
    registered = tomllib.loads(block("toml"))["project"]["entry-points"][GROUP]
    (name, value), *others = registered.items()
    assert (value, others) == ("capitals:Capitals", [])
    install(monkeypatch, **{name: module["Capitals"]})

    document = segment("一段 abc 和 `code`。\n", "articles/a.md")
    catalog = Catalog(entries=make_template(document, notes_language="en"))
    engine = open_engine(name, "zh-CN", "en")
    found = fill(document, catalog, engine, rules=SegmentRules(), notes_language="en")
    (entry,) = found.catalog.entries
    assert entry.msgstr == "OH, 一段 ABC 和 `code`。"
    assert "⚙ machine pre-translation: capitals 1, to be reviewed" in entry.extracted_comments
    assert len(block("python").splitlines()) <= 20


def test_the_comment_that_the_page_shows_is_the_one_that_is_written() -> None:
    document = segment("头发\n", "articles/tea.md")
    catalog = Catalog(entries=make_template(document, notes_language="en"))
    engine = open_engine("opencc", "zh-CN", "zh-TW")
    found = fill(document, catalog, engine, rules=SegmentRules(), notes_language="en")
    (entry,) = found.catalog.entries
    assert f"#. {entry.extracted_comments[0]}\n" in PAGE
    assert f'msgid "{entry.msgid}"\nmsgstr "{entry.msgstr}"' in PAGE
