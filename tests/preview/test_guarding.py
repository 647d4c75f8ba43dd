"""Only this machine's own browser pages may ask, and only to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from preview.kit import HOST, PORT, Shown, asked, preview_of, tea

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return preview_of(tea(tmp_path_factory.mktemp("project")))


PATHS = ["/", "/en/articles/tea.md", "/-/preview.css", "/-/preview.js", "/nowhere", "/-/nothing"]


@pytest.mark.parametrize("host", [HOST, f"localhost:{PORT}", f"LocalHost:{PORT}", f"[::1]:{PORT}"])
def test_names_of_this_machine_are_answered(shown: Shown, host: str) -> None:
    assert shown.get("/", host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        f"127.0.0.1.evil.example:{PORT}",  # names that resolve to 127.0.0.1
        f"localhost.evil.example:{PORT}",
        f"localtest.me:{PORT}",
        f"localhost.:{PORT}",
        f"127.0.0.1.:{PORT}",
        f"127.1:{PORT}",
        f"2130706433:{PORT}",
        f"0x7f000001:{PORT}",
        f"0.0.0.0:{PORT}",
        f"[::]:{PORT}",
        f"[::ffff:127.0.0.1]:{PORT}",
        f"::1:{PORT}",
        f"192.168.0.2:{PORT}",
        f"user@127.0.0.1:{PORT}",
        f"127.0.0.1:{PORT}@evil.example",
        f"127.0.0.1:{PORT}:{PORT}",
        f" 127.0.0.1:{PORT}x",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:80",
        f"127.0.0.1:{PORT + 1}",
        f"127.0.0.1:0{PORT}",
        "127.0.0.1:",
        "",
    ],
)
def test_other_names_and_ports_are_misdirected(shown: Shown, host: str) -> None:
    answer = shown.get("/", host=host)
    assert answer.status_code == 421
    assert "茶" not in answer.text


def test_a_request_without_a_host_or_with_two_is_bad(shown: Shown) -> None:
    assert asked(shown, "/", ("host", HOST)).status == 200
    assert asked(shown, "/").status == 400
    assert asked(shown, "/", ("host", HOST), ("host", HOST)).status == 400
    assert asked(shown, "/", ("host", HOST), ("host", "evil.example")).status == 400


def test_the_port_that_browsers_leave_out_may_be_left_out(shown: Shown) -> None:
    client = TestClient(shown.preview.application(port=80), base_url="http://127.0.0.1")
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"host": "localhost"}).status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        f"https://{HOST}",
        f"http://127.0.0.1:{PORT + 1}",
        "http://127.0.0.1",
        f"http://{HOST}.evil.example",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/-/events"])
def test_pages_of_other_origins_get_nothing(shown: Shown, path: str, origin: str) -> None:
    assert shown.get(path, origin=origin).status_code == 403


def test_our_own_pages_get_what_they_ask_for(shown: Shown) -> None:
    assert shown.get("/", origin=f"http://{HOST}").status_code == 200
    for site in ("same-origin", "none"):
        assert shown.get("/-/preview.js", **{"sec-fetch-site": site}).status_code == 200


def test_a_link_on_another_page_may_be_followed_but_nothing_embedded(shown: Shown) -> None:
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert shown.get("/", **visit, **{"sec-fetch-dest": "document"}).status_code == 200
    for more in (
        {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
        {"sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {},
    ):
        for site in ("cross-site", "same-site"):
            assert shown.get("/", **{"sec-fetch-site": site}, **more).status_code == 403


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]
)
def test_nothing_can_be_done_but_look(shown: Shown, method: str) -> None:
    for path in PATHS:
        answer = shown.client.request(method, path)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD"


def test_a_head_has_the_headers_and_no_body(shown: Shown) -> None:
    for path in ("/", "/en/articles/tea.md", "/-/preview.css", "/-/events"):
        answer = shown.client.head(path)
        assert answer.status_code == 200
        assert answer.content == b""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_every_answer_has_the_headers_that_keep_pages_harmless(
    shown: Shown, path: str, host: str
) -> None:
    headers = shown.get(path, host=host).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_an_error_of_the_program_has_them_too(tmp_path: Path) -> None:
    shown = preview_of(tea(tmp_path))
    shown.preview._cells = None  # type: ignore[assignment]
    client = TestClient(
        shown.preview.application(port=PORT),
        base_url=f"http://{HOST}",
        raise_server_exceptions=False,
    )
    answer = client.get("/")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_pages_have_no_script_or_style_in_them(shown: Shown) -> None:
    for path in ("/", "/en/articles/tea.md", "/nowhere"):
        page = shown.get(path).text
        assert page.count("<script") == 1
        assert '<script src="/-/preview.js" defer></script>' in page
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page.replace("&lt;b onclick=", "")
        assert "http" not in page.partition("<body")[0]
