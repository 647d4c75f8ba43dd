"""A preview of a small project, without sockets."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import anyio
from starlette.testclient import TestClient

from commands.kit import Project
from essaytrans.preview.app import Preview
from essaytrans.preview.cells import Cells
from essaytrans.preview.memory import Memory

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from httpx2 import Response
    from starlette.types import Message

PORT = 8421
HOST = f"127.0.0.1:{PORT}"

EVENT = re.compile(r"event: (\w+)\ndata: (.*)\n\n\Z")


@dataclass
class Shown:
    """A project, and its preview."""

    project: Project
    preview: Preview
    client: TestClient

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers=headers)

    def page(self, path: str) -> str:
        """The HTML of a page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200
        return answer.text

    def save(self, path: str, old: str, new: str) -> None:
        """Change a file as Poedit does: write beside it, and rename."""
        file = self.project.root / path
        text = file.read_bytes().decode()
        assert old in text
        beside = file.with_name(f"{file.name}.saving")
        beside.write_bytes(text.replace(old, new).encode())
        beside.replace(file)


def preview_of(project: Project, *, languages: tuple[str, ...] = ()) -> Shown:
    preview = Preview(Memory(project.root, languages=languages))
    preview._cells = Cells(preview.memory, budget=60)  # a busy machine needs more than a moment
    client = TestClient(
        preview.application(port=PORT), base_url=f"http://{HOST}", follow_redirects=False
    )
    return Shown(project, preview, client)


class Answer(NamedTuple):
    """What the application answers a request that no tidy client would send."""

    status: int
    body: bytes


def asked(shown: Shown, path: str, *headers: tuple[str, str], method: str = "GET") -> Answer:
    """Ask as a server would after it has read a request, path and headers as they are given."""

    async def ask() -> Answer:
        told: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            told.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path, errors="replace"),
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers],
            "server": ("127.0.0.1", PORT),
            "client": ("127.0.0.1", 1),
        }
        await shown.preview.application(port=PORT)(scope, receive, send)
        return Answer(told[0]["status"], b"".join(m.get("body", b"") for m in told[1:]))

    return anyio.run(ask)


def tea(folder: Path) -> Project:
    """An article of five texts: one translated, one fuzzy, one refused, one with a finding."""
    project = Project(folder)
    project.configure("en", "ar")
    project.article("tea", "# 茶", "水煮一分钟。", "加 35 克茶叶。", "**不要**加糖。", "喝。")
    project.extract()
    project.translate("tea", {"茶": "Tea", "水煮一分钟。": "Boil water for a minute."})
    project.article("tea", "# 茶", "水煮两分钟。", "加 35 克茶叶。", "**不要**加糖。", "喝。")
    project.extract()
    project.translate(
        "tea",
        {
            "加 35 克茶叶。": "Add 53 grams of tea leaves.",
            "**不要**加糖。": "<b onclick=alert(1)>No</b> sugar.",
        },
    )
    return project


def asides(page: str) -> dict[str, str]:
    """What is said below each text, by its id, as text."""
    found = re.findall(r'<div class="aside[^>]*data-of="([^"]+)"[^>]*>(.*?)</div>', page, re.DOTALL)
    return {anchor: words(inner) for anchor, inner in found}


def words(markup: str) -> str:
    """The text of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def event(part: str) -> tuple[str, dict[str, Any]]:
    """The name and the data of an event."""
    found = EVENT.search(part)
    assert found is not None, part
    return found[1], json.loads(found[2])


def listen(
    stream: Callable[[], AsyncIterator[str]], *steps: Callable[[], object]
) -> list[tuple[str, dict[str, Any]]]:
    """Read the first event of a stream, then one more after each step."""

    async def heard() -> list[tuple[str, dict[str, Any]]]:
        events = stream()
        told = [event(await anext(events))]
        for step in steps:
            step()
            with anyio.fail_after(10):
                told.append(event(await anext(events)))
        return told

    return anyio.run(heard)
