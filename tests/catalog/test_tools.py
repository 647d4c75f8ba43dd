"""The tests that need gettext are skipped without it, or fail where it must be there."""

import pytest

from catalog.tools import needs


@pytest.fixture(autouse=True)
def _no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def test_a_missing_tool_skips_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESSAYTRANS_REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="msgcat is not installed"):
        needs("msgcat")


def test_a_missing_tool_fails_a_test_where_tools_are_required(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ESSAYTRANS_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="msgcat is not installed"):
        needs("msgcat")
