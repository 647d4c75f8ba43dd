"""Plural forms that are known without asking babel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.plurals import PLURALS

import essaytrans
from essaytrans.language import plurals
from essaytrans.language.tags import split_tag


@pytest.mark.parametrize("language", sorted(plurals._OFTEN))
def test_what_is_known_of_a_common_language_is_what_babel_says(language: str) -> None:
    known = PLURALS.get(language)
    told = (
        f"nplurals={known[0]}; plural={known[1]};"
        if known
        else plurals._from_cldr(split_tag(language))
    )
    assert plurals._OFTEN[language] == told


@pytest.mark.parametrize("language", sorted(plurals._OFTEN))
def test_a_common_language_has_the_same_forms_in_every_country(language: str) -> None:
    assert [tag for tag in PLURALS if tag.startswith(f"{language}_")] == []


def test_a_common_language_needs_no_babel() -> None:
    script = (
        "import sys; from essaytrans.language.plurals import plural_forms\n"
        "for tag in ('en', 'en-GB', 'ja', 'zh-TW', 'fr-CA', 'ar'): plural_forms(tag)\n"
        "print('babel' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(Path(essaytrans.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "False\n"
