"""Telling open pages what changed, by server-sent events.

A page says what it shows. Whenever something may have changed each of its streams looks for itself,
and compares with what it has told last: nothing is queued, so a slow page costs nothing, and however
many changes there were it is told of them once.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Final

import anyio
from anyio import to_thread

from essaytrans.i18n import nmsg, render
from essaytrans.preview.view import changed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from essaytrans.preview.memory import Memory
    from essaytrans.preview.view import View
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["Live"]

_AGAIN: Final = 0.1
"""Seconds after which a file that seems to be written is looked at again."""
_BREATH: Final = 20.0
"""Seconds of silence after which a comment is sent: who has left is noticed by it."""
_RETRY: Final = 1000
"""Milliseconds after which a browser tries again when the server is gone."""


class Live:
    """Who is to be told."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._waiting: set[anyio.Event] = set()
        self._run = os.urandom(4).hex()
        self._times = 0
        self._closed = False

    @property
    def version(self) -> str:
        """What differs whenever anything in the project may have changed, or the server is another."""
        return f"{self._run}-{self._times}"

    def wake(self) -> None:
        """Have all streams look; something may have changed."""
        self._times += 1
        self._ring()

    def close(self) -> None:
        """End all streams; the server is about to stop."""
        self._closed = True
        self._ring()

    def _ring(self) -> None:
        for event in self._waiting:
            event.set()
        self._waiting.clear()

    async def _rung(self, since: int, seconds: float) -> bool:
        """Wait until something may have changed since a time, or for some seconds; return which."""
        if self._closed or self._times != since:
            return True
        event = anyio.Event()
        self._waiting.add(event)
        with anyio.move_on_after(seconds):
            await event.wait()
        self._waiting.discard(event)
        return event.is_set()

    async def of_article(
        self, article: Article, language: Language, *, reader: str
    ) -> AsyncIterator[str]:
        """Tell what changes in an article in a language.

        Args:
            article: what the page shows.
            language: likewise.
            reader: the language of the page itself.

        Yields:
            Parts of a stream of events: first `hello` with the version of the view, then `changed`
            with the new one, the ids of what changed (`units`), and a sentence about it (`said`).
        """
        times = self._times
        view = await self._view(article, language)
        yield _hello(view.version)
        while True:
            rung = await self._rung(times, _AGAIN if view.written else _BREATH)
            if self._closed:
                return
            if not rung and not view.written:
                yield ": \n\n"
                continue
            times = self._times
            seen, view = view, await self._view(article, language)
            if view.version != seen.version:
                yield _event("changed", _news(changed(seen, view), view.version, reader))

    async def of_index(self) -> AsyncIterator[str]:
        """Tell when anything in the project may have changed: `hello`, then `changed`."""
        times = self._times
        yield _hello(self.version)
        while True:
            rung = await self._rung(times, _BREATH)
            if self._closed:
                return
            times = self._times
            yield _event("changed", _news((), self.version, "")) if rung else ": \n\n"

    async def _view(self, article: Article, language: Language) -> View:
        def looked() -> View:
            self._memory.project()  # the configuration may be another
            return self._memory.view(article, language)

        return await to_thread.run_sync(looked)


def _news(units: tuple[str, ...], version: str, reader: str) -> dict[str, object]:
    # Translators: told on a page that has just been brought up to date.
    sentence = nmsg("{number} text changed", "{number} texts changed", len(units))
    said = render(sentence, language=reader) if units else ""
    return {"version": version, "units": list(units), "said": said}


def _hello(version: str) -> str:
    return f"retry: {_RETRY}\n" + _event("hello", {"version": version})


def _event(name: str, data: dict[str, object]) -> str:
    """Write an event; JSON in ASCII has no line break that would end it early."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
