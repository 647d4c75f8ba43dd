"""The preview as an application: from a request to a page, without sockets."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import anyio
from anyio import to_thread
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from essaytrans.pages.templates import asset
from essaytrans.preview.cells import Cells
from essaytrans.preview.guarding import Guard
from essaytrans.preview.images import SVG_POLICY, find_image
from essaytrans.preview.live import Live
from essaytrans.preview.showing import Reader, article_page, index_page, lost_page
from essaytrans.preview.watch import watch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from essaytrans.preview.memory import Memory, Project
    from essaytrans.project.config import Language
    from essaytrans.project.layout import Article

__all__ = ["Preview"]

_ASSETS: Final = {
    "reading.css": "text/css; charset=utf-8",
    "preview.css": "text/css; charset=utf-8",
    "preview.js": "text/javascript; charset=utf-8",
    "preview.svg": "image/svg+xml",
}
"""What the pages need of ours; nothing is fetched from elsewhere."""
_NOT_FOUND: Final = 404
_SVG: Final = "image/svg+xml"


class Preview:
    """A project on pages."""

    def __init__(self, memory: Memory) -> None:
        """Take a project."""
        self.memory = memory
        self.live = Live(memory)
        self._cells = Cells(memory)

    def application(self, *, port: int) -> ASGIApp:
        """Make the application.

        Args:
            port: the port that it is served on: the only one that browsers may ask it by.
        """
        routes = [
            Route("/", self._index),
            Route("/-/events", self._events),
            Route("/-/{name}", self._asset),
            Route("/{language}/{path:path}", self._shown),
        ]
        application = Starlette(
            routes=routes,
            lifespan=self._watched,
            exception_handlers={_NOT_FOUND: self._lost},
        )
        application.router.redirect_slashes = False
        return Guard(application, port=port)

    @asynccontextmanager
    async def _watched(self, _: Starlette) -> AsyncIterator[None]:
        """Watch the project's files as long as the application lives."""
        stop = anyio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(watch, lambda: self.memory.project().config, self.live.wake, stop)
            yield
            stop.set()
            self.live.close()

    # --- pages, each made in a thread: they read files ----------------------------------------

    def _index(self, request: Request) -> Response:
        project = self.memory.project()
        version = self.live.version  # before it is looked: what changes meanwhile is news
        cells, is_all = self._cells.table(project)
        reader = _reader(request)
        return HTMLResponse(index_page(project, cells, reader, version=version, is_all=is_all))

    def _shown(self, request: Request) -> Response:
        project = self.memory.project()
        path, tag = request.path_params["path"], request.path_params["language"]
        place = self._place(project, path, tag)
        if place is not None:
            view = self.memory.view(*place)
            return HTMLResponse(article_page(project, view, _reader(request)))
        if project.language(tag) is None:
            return self._lost(request)
        found = find_image(project.config.root, self.memory.shown(), path)
        if found is None:
            return self._lost(request)
        content, kind = found
        headers = {"content-security-policy": SVG_POLICY} if kind == _SVG else {}
        return Response(content, media_type=kind, headers=headers)

    def _lost(self, request: Request, _: Exception | None = None) -> Response:
        page = lost_page(self.memory.project(), _reader(request))
        return HTMLResponse(page, _NOT_FOUND)

    def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            return self._lost(request)
        return Response(asset(name), media_type=_ASSETS[name])

    # --- what changes -------------------------------------------------------------------------

    async def _events(self, request: Request) -> Response:
        asked = request.query_params
        if "article" not in asked:
            stream = self.live.of_index()
        else:
            project = await to_thread.run_sync(self.memory.project)
            place = self._place(project, asked["article"], asked.get("language", ""))
            if place is None:
                return PlainTextResponse("404 Not Found\n", _NOT_FOUND)
            stream = self.live.of_article(*place, reader=_reader(request).tag)
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(stream, media_type="text/event-stream")

    def _place(self, project: Project, path: str, tag: str) -> tuple[Article, Language] | None:
        """Find an article, or one that was there while somebody looks at it, and a language."""
        language = project.language(tag)
        if language is None:
            return None
        article = project.article(path)
        if article is None:
            gone = [view for view in self.memory.shown() if view.article.path == path]
            article = gone[0].article if gone else None
        return (article, language) if article else None


def _reader(request: Request) -> Reader:
    return Reader.of(request.query_params.get("lang"))
