"""Finding engines: by their entry points, when somebody asks for one, and with an answer if not."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

from cli.kit import environment
from essaytrans.i18n import render
from essaytrans.model import EssaytransError
from essaytrans.pretranslate import registry
from essaytrans.pretranslate.registry import GROUP, open_engine
from pretranslate.kit import Dummy, PlugIn, install

if TYPE_CHECKING:
    from essaytrans.model import Diagnostic


def refusal(name: str, target: str = "en") -> Diagnostic:
    with pytest.raises(EssaytransError) as caught:
        open_engine(name, "zh-CN", target)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def hint(diagnostic: Diagnostic) -> str:
    assert diagnostic.hint is not None
    return render(diagnostic.hint, language="en")


def test_the_engines_of_this_package_are_registered_as_anybodys_would_be() -> None:
    found = {entry.name: entry.value for entry in entry_points(group=GROUP)}
    assert found["opencc"] == "essaytrans.pretranslate.traditional:TraditionalChinese"
    assert found["openai"] == "essaytrans.pretranslate.chat:ChatCompletions"
    assert open_engine("opencc", "zh-CN", "zh-TW").name == "opencc s2tw"


def test_a_plug_in_is_made_for_two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, dummy=lambda source, target: Dummy(name=f"{source} to {target}"))
    assert open_engine("dummy", "zh-CN", "en").name == "zh-CN to en"


def test_an_unknown_engine_is_answered_with_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, one=lambda *_: Dummy(), another=lambda *_: Dummy())
    diagnostic = refusal("opencd")
    assert diagnostic.code == "unknown-engine"
    assert hint(diagnostic) == "there are: another, one"


def test_where_there_is_no_engine_at_all_the_installation_is_at_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch)
    assert "install essaytrans again" in hint(refusal("opencc"))


@pytest.mark.parametrize("name", ["opencc", "openai"])
def test_an_engine_whose_extra_is_missing_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    diagnostic = refusal(name, "zh-TW")
    assert diagnostic.code == "engine-not-installed"
    assert hint(diagnostic) == f'install it: pip install "essaytrans[{name}]"'


def test_a_plug_in_that_breaks_is_named_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_source: str, _target: str) -> Dummy:
        raise KeyError("no model")

    install(monkeypatch, dummy=broken)
    diagnostic = refusal("dummy")
    assert diagnostic.code == "engine-broken"
    assert "KeyError: 'no model'" in render(diagnostic.message, language="en")
    assert "tests" in hint(diagnostic)


def test_nobody_takes_the_place_of_an_engine_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = PlugIn("opencc", lambda *_: Dummy(name="ours"), "essaytrans.pretranslate.x:y")
    theirs = PlugIn("opencc", lambda *_: Dummy(name="theirs"))
    for found in ([ours, theirs], [theirs, ours]):
        monkeypatch.setattr("importlib.metadata.entry_points", lambda found=found, **_: found)
        assert open_engine("opencc", "zh-CN", "en").name == "ours"


def test_help_and_extract_know_nothing_of_engines() -> None:
    code = (
        "import sys; from essaytrans.cli.application import run; run(['--help']);"
        " run(['prefill', '--help']); import essaytrans.commands.extract;"
        " print(sorted(m for m in sys.modules if 'pretranslate' in m or m in ('opencc', 'openai')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), check=True, text=True
    )
    assert run.stdout.splitlines()[-1] == "[]"
    assert registry.__name__ in sys.modules  # as it is here, where somebody asked for it
