"""`essaytrans preview`, as it is started, asked by a real client, and ended."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from cli.kit import command, environment, spawn
from commands.kit import codes
from essaytrans.cli import previewing
from essaytrans.model import EssaytransError
from essaytrans.preview.serving import PORT, bind
from preview.kit import tea

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start the command, and kill it if the test does not end it."""
    with subprocess.Popen(
        command("preview", *arguments),
        cwd=folder,
        env=environment(ESSAYTRANS_LANG="en", PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command; it says its address when it can be asked."""
    with started(folder, *arguments) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Stop it as Ctrl-C does, and return its exit code and what it said after its address.

    `communicate` would lose what was read together with the address.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    process.send_signal(signal.SIGINT)
    return process.wait(timeout=20), process.stdout.read(), process.stderr.read()


def asked(address: str, host: str | None = None) -> tuple[int, str]:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc, timeout=20)
    connection.request("GET", place.path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def events(address: str, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read a stream of events from a socket."""
    host, port = urlsplit(address).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        name = ""
        for line in connection.makefile("r", encoding="utf-8"):
            if line.startswith("event: "):
                name = line.removeprefix("event: ").strip()
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))


def test_a_saved_catalog_shows_up_at_once_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    project = tea(tmp_path)
    with running(tmp_path, "--port", "0") as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert asked(address)[0] == 200
        assert asked(address, "evil.example")[0] == 421
        told = events(address, "/-/events?article=articles/tea.md&language=en&lang=en")
        assert next(told)[0] == "hello"
        time.sleep(1)  # until its files are watched
        project.translate("tea", {"喝。": "Drink slowly."})
        name, data = next(told)
        assert (name, data["said"]) == ("changed", "1 text changed")
        assert "Drink slowly." in asked(f"{address}en/articles/tea.md")[1]
        assert end(process) == (0, "it follows what you save; Ctrl-C ends it\nit is over\n", "")
        assert list(told) == []


@pytest.mark.skipif(os.name == "nt", reason="a Windows console has no terminating signal")
def test_it_ends_with_its_terminal_too(tmp_path: Path) -> None:
    tea(tmp_path)
    with running(tmp_path, "--port", "0") as (process, address):
        assert asked(address)[0] == 200
        process.terminate()
        process.wait(timeout=20)
        assert process.returncode == -signal.SIGTERM


def test_it_begins_with_the_article_and_the_language_asked_for(tmp_path: Path) -> None:
    tea(tmp_path)
    with running(tmp_path, "tea", "--language", "ar", "--port", "0") as (process, address):
        assert address.endswith("/ar/articles/tea.md")
        assert asked(address)[0] == 200
        end(process)


def test_quietly_it_serves_and_says_nothing(tmp_path: Path) -> None:
    tea(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with started(tmp_path, "-q", "--port", str(port)) as process:
        assert answers(port)
        assert end(process) == (0, "", "")


def answers(port: int) -> bool:
    """Whether somebody serves a port of this machine before long."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            return asked(f"http://127.0.0.1:{port}/")[0] == 200
        except ConnectionRefusedError:
            time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere"], "unknown-article"),
        (["--language", "fr"], "unknown-language"),
        (["--project", "/"], "no-configuration"),
    ],
)
def test_what_is_not_there_is_told_before_anything_is_served(
    tmp_path: Path, arguments: list[str], code: str
) -> None:
    tea(tmp_path)
    run = spawn("preview", *arguments, cwd=tmp_path)
    assert run.code == 2
    assert f"[{code}]" in run.err


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    tea(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        run = spawn("preview", "--port", str(other.getsockname()[1]), cwd=tmp_path)
    assert run.code == 2
    assert "[port-taken]" in run.err


def test_without_a_wish_the_next_free_port_is_taken() -> None:
    first = bind(None)
    with first, bind(None) as second:
        ports = [bound.getsockname()[1] for bound in (first, second)]
        assert ports[0] >= PORT
        assert ports[1] > ports[0]
        assert first.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("part", ["starlette", "uvicorn", "watchfiles"])
def test_without_its_parts_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(previewing, "find_spec", lambda name: None if name == part else name)
    with pytest.raises(EssaytransError) as caught:
        previewing.preview()
    assert codes(caught.value.diagnostics) == ["preview-missing"]


def test_the_help_of_the_program_needs_none_of_them(tmp_path: Path) -> None:
    watching = (
        "import sys; sys.argv[1:] = sys.argv[1:]; from essaytrans.cli.application import run;"
        "run(['--help']); run(['preview', '--help']);"
        "print(*{'starlette', 'uvicorn', 'watchfiles', 'jinja2', 'nh3', 'anyio'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", watching],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.splitlines()[-1] == ""
