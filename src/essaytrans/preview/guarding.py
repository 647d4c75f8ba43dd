"""Who may ask the preview for anything, and what every answer tells the browser.

The server listens on the loopback interface, which keeps other machines out, but not other pages in
the same browser: a page of any site can have the browser ask `http://127.0.0.1:8421/`, and by DNS
rebinding it can do so under a name of its own, so that it may read the answer. So the name that the
browser asks for must be one of this machine, and what another page asks for is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard"]

_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
"""What this machine calls itself; no name service is asked for any of them."""
_DEFAULT_PORT: Final = 80
"""The port that a browser leaves out of `Host` and `Origin`."""
_METHODS: Final = ("GET", "HEAD")
_OWN: Final = ("same-origin", "none")
"""`Sec-Fetch-Site` of what our own pages ask for, and of an address that a person typed."""

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS: Final = (
    ("content-security-policy", _POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
)


class Guard:
    """Lets only this machine's own browser pages in, and only to look."""

    def __init__(self, app: ASGIApp, *, port: int) -> None:
        """Stand before an application.

        Args:
            app: what answers those who may ask.
            port: the port that is served.
        """
        self._app = app
        hosts = {f"{name}:{port}" for name in _NAMES}
        if port == _DEFAULT_PORT:
            hosts.update(_NAMES)
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS:
                    headers.setdefault(name, value)
            await send(message)

        status = self._refusal(scope["method"], Headers(scope=scope))
        if status is None:
            await self._app(scope, receive, send_guarded)
            return
        allowed = {"allow": ", ".join(_METHODS)} if status == _METHOD_NOT_ALLOWED else {}
        # Said to a program, not to a person: a browser that asks rightly never sees it.
        answer = PlainTextResponse(_REFUSALS[status], status, headers=allowed)
        await answer(scope, receive, send_guarded)

    def _refusal(self, method: str, headers: Headers) -> int | None:
        """Return the status with which a request is refused, or None."""
        hosts = headers.getlist("host")
        if len(hosts) != 1:
            return _BAD_REQUEST
        if hosts[0].lower() not in self._hosts:
            return _MISDIRECTED
        if any(origin.lower() not in self._origins for origin in headers.getlist("origin")):
            return _FORBIDDEN
        if headers.get("sec-fetch-site", "none") not in _OWN and not _is_visit(headers):
            return _FORBIDDEN
        return None if method in _METHODS else _METHOD_NOT_ALLOWED


def _is_visit(headers: Headers) -> bool:
    """Whether a person follows a link of another page; what it leads to is a page of its own."""
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == (
        "navigate",
        "document",
    )


_BAD_REQUEST: Final = 400
_FORBIDDEN: Final = 403
_METHOD_NOT_ALLOWED: Final = 405
_MISDIRECTED: Final = 421
"""The answer for a host that this server is not (RFC 9110, 15.5.20)."""
_REFUSALS: Final = {
    _BAD_REQUEST: "400 Bad Request\n",
    _FORBIDDEN: "403 Forbidden\n",
    _METHOD_NOT_ALLOWED: "405 Method Not Allowed\n",
    _MISDIRECTED: "421 Misdirected Request\n",
}
