"""Engines that do as they are told, and how the program finds them."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from essaytrans.pretranslate.registry import GROUP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pytest

    from essaytrans.pretranslate.engine import Factory, Term


def shout(text: str) -> str:
    """A translation that changes words only, of any language that has capitals."""
    return text.replace("你好", "HELLO").replace("世界", "WORLD").replace("。", ".")


@dataclass
class Dummy:
    """An engine that answers with what a function makes of each text."""

    answer: Callable[[str], object] = shout
    name: str = "dummy 1"
    remote: bool = False
    destination: str = ""
    code: bool = False
    batches: list[list[str]] = field(default_factory=list)
    """What it was given, batch by batch."""
    terms: list[list[Term]] = field(default_factory=list)

    def translate(self, segments: Sequence[str], terms: Sequence[Term]) -> list[str | None]:
        self.batches.append(list(segments))
        self.terms.append(list(terms))
        answers: list[str | None] = []
        for segment in segments:
            answer = self.answer(segment)
            if isinstance(answer, Exception):
                raise answer
            answers.append(answer)  # type: ignore[arg-type]  # an engine may not keep to its types
        return answers

    @property
    def asked(self) -> list[str]:
        return [text for batch in self.batches for text in batch]


@dataclass(frozen=True)
class PlugIn:
    """An entry point whose factory is at hand."""

    name: str
    factory: Factory
    value: str = "tests:factory"
    module: str = "tests"
    dist: None = None

    def load(self) -> Factory:
        return self.factory


def install(monkeypatch: pytest.MonkeyPatch, **factories: Factory) -> None:
    """Let these be the plug-ins that are installed, and no others."""
    found = [PlugIn(name, factory) for name, factory in factories.items()]

    def entry_points(*, group: str) -> list[PlugIn]:
        return found if group == GROUP else []

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
