"""Whether a text uses a term, in the forms that its language has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaytrans.language.terms import uses

USED = {
    "as it is": ("the model", "model", "en"),
    "case": ("Models are trained", "model", "en"),
    "capitals in the glossary": ("a github page", "GitHub", "en"),
    "a plural": ("two models", "model", "en"),
    "a plural in es": ("two classes", "class", "en"),
    "a plural in ies": ("two dependencies", "dependency", "en"),
    "a plural in ys": ("two arrays", "array", "en"),
    "a possessive": ("the model's size", "model", "en"),
    "a past": ("it was deployed", "deploy", "en"),
    "a past with a doubled letter": ("it was committed", "commit", "en"),
    "a gerund without its e": ("while compiling", "compile", "en"),
    "a plural abbreviation": ("two PRs", "PR", "en"),
    "a hyphen": ("open-source software", "open source", "en"),
    "a blank": ("open source software", "open-source", "en"),
    "neither": ("opensource software", "open source", "en"),
    "a line break": ("open\nsource software", "open source", "en"),
    "a hyphen that does not break": ("open‑source", "open source", "en"),
    "a plural of several words": ("neural networks", "neural network", "en"),
    "marks in it": ("written in C++.", "C++", "en"),
    "beside Han": ("用GitHub吧", "GitHub", "ja"),
    "a German plural": ("zwei Modelle", "Modell", "de"),
    "an umlaut": ("die Häuser", "Haus", "de"),
    "a German genitive": ("des Modells", "Modell", "de"),
    "a German compound": ("die Vektordatenbanken", "Datenbank", "de"),
    "a French plural": ("des réseaux", "réseau", "fr"),
    "French in al": ("les journaux", "journal", "fr"),
    "a feminine": ("une version publiée", "publié", "fr"),
    "a Spanish plural": ("dos funciones", "función", "es"),
    "Portuguese in ão": ("as versões", "versão", "pt-BR"),
    "a Russian case": ("обучение модели", "модель", "ru"),
    "a Polish case": ("w tym modelu", "model", "pl"),
    "Arabic with an article": ("هذا النموذج جديد", "نموذج", "ar"),
    "Korean with a particle": ("모델을 훈련한다", "모델", "ko"),
    "Chinese": ("使用機器學習來", "機器學習", "zh-TW"),
    "Japanese": ("機械学習を使う", "機械学習", "ja"),
    "Japanese with Latin": ("Webサイトを", "webサイト", "ja"),
    "Thai": ("ใช้แบบจำลองนี้", "แบบจำลอง", "th"),
    "Klingon": ("De'wI'mey", "De'wI'", "tlh"),
    "nothing": ("anything", "", "en"),
}
NOT_USED = {
    "another word": ("the pattern", "model", "en"),
    "inside a word": ("a supermodel", "model", "en"),
    "the beginning of another word": ("the modeler", "model", "en"),
    "a short word in a longer one": ("the capital", "API", "en"),
    "an abbreviation in a word": ("prior", "PR", "en"),
    "one word of two": ("an open door", "open source", "en"),
    "another order": ("source open", "open source", "en"),
    "other Han": ("使用机器学习", "機器學習", "zh-TW"),
    "Han with one between": ("機器的學習", "機器學習", "zh-TW"),
    "in French, inside a word": ("des contrecoups", "coup", "fr"),
    "in German, a like beginning": ("das Moos", "Modell", "de"),
    "an empty text": ("", "model", "en"),
}


@pytest.mark.parametrize(("text", "term", "language"), USED.values(), ids=USED)
def test_a_term_is_found_in_this_form(text: str, term: str, language: str) -> None:
    assert uses(text, term, language)


@pytest.mark.parametrize(("text", "term", "language"), NOT_USED.values(), ids=NOT_USED)
def test_a_term_is_not_found_in_this(text: str, term: str, language: str) -> None:
    assert not uses(text, term, language)


@given(
    st.text(st.sampled_from("abZé甲-' .ß*("), max_size=8),
    st.text(st.sampled_from("ab 甲."), max_size=5),
    st.sampled_from(["en", "de", "fr", "ja", "tlh"]),
)
def test_a_text_that_has_the_term_as_it_is_uses_it(term: str, around: str, language: str) -> None:
    assert uses(f"{around} {term} {around}", term, language)
    assert uses(f"{around} {term.upper()} {around}", term.upper().lower(), language)


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja"])
def test_a_long_text_of_like_letters_does_not_hold_a_reviewer_up(language: str) -> None:
    # nothing is timed: a pattern that goes back and forth would make this hang
    assert not uses("a" * 200_000, "aaaa aaaa bbbb", language)
    assert not uses("aaaa " * 40_000, "aaaa aaaa bbbb", language)
