"""Serving the preview on the loopback interface, until it is interrupted."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Final

import uvicorn

from essaytrans.i18n import msg
from essaytrans.model import Diagnostic, EssaytransError, Severity
from essaytrans.preview.app import Preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from essaytrans.preview.memory import Memory

__all__ = ["PORT", "bind", "serve"]

PORT: Final = 8421
"""The first port that is tried where none is asked for."""
_HOST: Final = "127.0.0.1"
_TRIES: Final = 20
"""Ports that are tried; after them the system chooses one."""
_FAREWELL: Final = 2
"""Seconds that open answers are waited for at the end; streams of events end by themselves."""


def bind(port: int | None) -> socket.socket:
    """Take a port of the loopback interface, which no other machine can reach.

    Args:
        port: the port; None for the first free one from `PORT` on.

    Raises:
        EssaytransError: `port-taken`.
    """
    if port is not None:
        bound = _bound(port)
        if bound is None:
            raise EssaytransError(_taken(port))
        return bound
    for number in (*range(PORT, PORT + _TRIES), 0):
        bound = _bound(number)
        if bound is not None:
            return bound
    raise EssaytransError(_taken(PORT))


def serve(memory: Memory, bound: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve a project until somebody interrupts it (Ctrl-C), which is how it is to end.

    Args:
        memory: the project.
        bound: the socket to be served, by `bind`; it is closed at the end.
        ready: called when pages can be asked for.
    """
    preview = Preview(memory)
    config = uvicorn.Config(
        preview.application(port=bound.getsockname()[1]),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_FAREWELL,
    )
    with bound:
        try:
            _Server(config, preview, ready).run([bound])
        except KeyboardInterrupt:  # raised again when all is closed
            return


class _Server(uvicorn.Server):
    """uvicorn's server, which says when it is ready, and ends streams before it waits for them."""

    def __init__(self, config: uvicorn.Config, preview: Preview, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._preview = preview
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._preview.live.close()
        await super().shutdown(sockets)


def _bound(port: int) -> socket.socket | None:
    """Listen to a port; None if somebody else does."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # on Windows it would let two programs listen to one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((_HOST, port))
        bound.listen()
    except OSError:
        bound.close()
        return None
    return bound


def _taken(port: int) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "port-taken",
        # Translators: a port of the network, as in http://127.0.0.1:8421/
        msg("port {port} cannot be used: another program has it, or it is not yours", port=port),
        msg("choose another with --port, or none: then a free one is found"),
    )
