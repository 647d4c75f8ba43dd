"""Our files in the hands of a tool: translate-toolkit, by which Weblate, Pootle and Virtaal work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from translate.storage.csvl10n import csvfile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from essaytrans.model import Entry
from exchange.sheets import CSV, XLIFF, XLIFF2, Form, read, sheet_of

if TYPE_CHECKING:
    from essaytrans.model import Catalog

TITLE = Entry("喝茶", "Tea", extracted_comments=("标题，1 级",))
TAG = Entry("茶", msgctxt="tags[]", extracted_comments=("文首元数据",))
POEM = Entry("床前明月光，\n疑是地上霜。", translator_comments=("a poem",))
OLD = Entry("喝红茶", "Tea", fuzzy=True, previous_msgid="喝茶")
TOOLS: list[tuple[Form, Any]] = [(XLIFF, Xliff1File), (XLIFF2, Xliff2File), (CSV, csvfile)]
any_tool = pytest.mark.parametrize(("form", "tool"), TOOLS, ids=lambda value: str(value)[-20:])


def opened(form: Form, tool: Any) -> tuple[Any, dict[str, Any]]:
    """The file as the tool has it, and its units by their texts."""
    store = tool.parsestring(form.write([sheet_of(TITLE, TAG, POEM, OLD)]))
    return store, {unit.source: unit for unit in store.units if unit.source}


def saved(store: Any) -> Catalog:
    (sheet,) = read(bytes(store)).sheets
    return sheet.catalog


@any_tool
def test_the_tool_sees_what_is_there(form: Form, tool: Any) -> None:
    _, units = opened(form, tool)
    assert list(units) == [entry.msgid for entry in (TITLE, TAG, POEM, OLD)]
    assert [unit.target or "" for unit in units.values()] == ["Tea", "", "", "Tea"]
    assert [bool(unit.isfuzzy()) for unit in units.values()] == [False, False, False, True]


@any_tool
def test_what_the_tool_saves_untouched_is_unchanged(form: Form, tool: Any) -> None:
    store, _ = opened(form, tool)
    former = OLD if form is not CSV else Entry("喝红茶", "Tea", fuzzy=True)
    assert saved(store).entries == (TITLE, TAG, POEM, former)


@any_tool
def test_what_the_tool_translates_arrives(form: Form, tool: Any) -> None:
    store, units = opened(form, tool)
    units["茶"].target = "tea"
    units["茶"].markfuzzy(False)
    units[POEM.msgid].target = "Moonlight,\nfrost."
    units[POEM.msgid].markfuzzy(True)
    units["喝红茶"].target = "Black tea"
    units["喝红茶"].markfuzzy(False)
    found = {entry.key: entry for entry in saved(store).entries}
    assert (found[TAG.key].msgstr, found[TAG.key].fuzzy) == ("tea", False)
    assert found[TAG.key].extracted_comments == TAG.extracted_comments
    assert (found[POEM.key].msgstr, found[POEM.key].fuzzy) == ("Moonlight,\nfrost.", True)
    assert found[POEM.key].translator_comments == POEM.translator_comments
    assert (found[OLD.key].msgstr, found[OLD.key].fuzzy) == ("Black tea", False)
    assert found[TITLE.key] == TITLE
