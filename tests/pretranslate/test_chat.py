"""An endpoint of the own machine that speaks the protocol, well and badly."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from essaytrans.follow import make_template
from essaytrans.i18n import render
from essaytrans.markdown import segment
from essaytrans.model import Catalog, EssaytransError, SegmentRules
from essaytrans.pretranslate.chat import ChatCompletions
from essaytrans.pretranslate.engine import EngineStoppedError, Term
from essaytrans.pretranslate.fill import Filled, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from essaytrans.model import Diagnostic

KEY = "sk-secret-of-the-tests"


@dataclass
class Endpoint:
    """What the server says, and what it was asked."""

    address: str = ""
    status: int = 200
    content: Callable[[dict[str, str]], str] = json.dumps
    """What the model says, given the texts by their numbers."""
    body: str | None = None
    """The whole answer, if it is not to be what the protocol wants."""
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def answer(self, request: dict[str, Any]) -> str:
        self.requests.append(request)
        if self.body is not None:
            return self.body
        said = self.content(self.given(-1)["texts"])
        choice = {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": said},
        }
        completion = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
        return json.dumps({**completion, "choices": [choice]})

    def given(self, number: int) -> dict[str, Any]:
        """What the model was given to translate."""
        found = json.loads(self.requests[number]["messages"][1]["content"])
        assert isinstance(found, dict)
        return found

    def prompt(self) -> str:
        return str(self.requests[0]["messages"][0]["content"])


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = endpoint.answer(json.loads(self.rfile.read(length))).encode()
            assert self.path == "/v1/chat/completions"
            endpoint.keys.append(self.headers["Authorization"])
            self.send_response(endpoint.status)
            for name, value in endpoint.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        endpoint.address = f"http://127.0.0.1:{server.server_port}"
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{endpoint.address}/v1")
        monkeypatch.setenv("ESSAYTRANS_OPENAI_MODEL", "small-1")
        yield endpoint
        server.shutdown()
        thread.join()


def ask(*segments: str, terms: tuple[Term, ...] = ()) -> list[str | None]:
    return ChatCompletions("zh-CN", "en").translate(segments, terms)


def filled(text: str) -> Filled:
    document = segment(text, "articles/a.md")
    catalog = Catalog(entries=make_template(document, notes_language="en"))
    engine = ChatCompletions("zh-CN", "en")
    return fill(document, catalog, engine, rules=SegmentRules(), notes_language="en")


# --- a proper answer --------------------------------------------------------------------------


def test_texts_go_out_numbered_and_come_back_by_their_numbers(endpoint: Endpoint) -> None:
    endpoint.content = lambda texts: json.dumps(
        {number: f"T {text}" for number, text in reversed(texts.items())}
    )
    assert ask("你好", "世界") == ["T 你好", "T 世界"]
    assert endpoint.given(0) == {"texts": {"1": "你好", "2": "世界"}}
    assert endpoint.requests[0]["model"] == "small-1"
    assert endpoint.keys == [f"Bearer {KEY}"]


def test_the_model_is_told_languages_placeholders_and_terms(endpoint: Endpoint) -> None:
    ask("世界", terms=(Term("世界", "the world"),))
    assert "from Simplified Chinese (zh-CN) into English (en)" in endpoint.prompt()
    assert "⟦1⟧" in endpoint.prompt()
    assert endpoint.given(0)["terms"] == {"世界": "the world"}


def test_an_answer_may_be_wrapped_into_a_fence_or_a_sentence(endpoint: Endpoint) -> None:
    endpoint.content = lambda _: 'Here you are:\n```json\n{"1": "hello"}\n```\n'
    assert ask("你好") == ["hello"]


def test_a_catalog_is_filled_and_names_the_model(endpoint: Endpoint) -> None:
    endpoint.content = lambda texts: json.dumps(
        {number: text.replace("用", "Use ") for number, text in texts.items()}
    )
    (entry,) = filled("用 `pip` 和[文档](https://a.example)\n").catalog.entries
    assert entry.msgstr == "Use  `pip` 和[文档](https://a.example)"
    assert entry.fuzzy
    assert "openai small-1" in entry.extracted_comments[-1]
    assert endpoint.given(0) == {"texts": {"1": "用 ⟦1⟧ 和[文档]⟦2⟧"}}


# --- an answer that is not one ----------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I cannot do that.",
        "{",
        '{"1": "hello"',
        "[]",
        "{}",
        '{"2": "hello"}',
        '{"1": null}',
        '{"1": 42}',
        '{"1": ["hello"]}',
        '{"a": ' * 100_000 + "}",
    ],
)
def test_what_is_not_answered_properly_is_nothing(endpoint: Endpoint, content: str) -> None:
    endpoint.content = lambda _: content
    assert ask("你好") == [None]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "null",
        "[]",
        "42",
        "{}",
        '{"choices": []}',
        '{"choices": null}',
        '{"choices": [{}]}',
        '{"choices": [null]}',
        '{"choices": [{"message": null}]}',
        '{"choices": [{"message": {"content": null}}]}',
    ],
)
def test_what_is_not_the_protocol_is_nothing(endpoint: Endpoint, body: str) -> None:
    endpoint.body = body
    assert ask("你好", "世界") == [None, None]


@pytest.mark.parametrize(
    "answer",
    [
        "Use and [docs]⟦2⟧",
        "Use ⟦1⟧ ⟦1⟧ and [docs]⟦2⟧",
        "<script>alert(1)</script> ⟦1⟧ [docs]⟦2⟧",
        "[x](javascript:alert(1)) ⟦1⟧ [docs]⟦2⟧",
        "[docs] ⟦2⟧ ⟦1⟧",
        "Use ⟦1⟧\n\n[docs]⟦2⟧",
        " ",
    ],
    ids=["lost", "doubled", "script", "javascript", "loosened", "paragraphs", "blank"],
)
def test_what_a_model_must_not_do_is_rejected(endpoint: Endpoint, answer: str) -> None:
    endpoint.content = lambda _: json.dumps({"1": answer})
    found = filled("用 `pip` 和[文档](https://a.example)\n")
    assert (found.filled, len(found.rejected), found.unanswered) == (0, 1, 0)
    assert found.catalog.entries[0].msgstr == ""


# --- an endpoint that fails -------------------------------------------------------------------


def test_a_server_that_fails_is_asked_again_and_then_given_up(endpoint: Endpoint) -> None:
    endpoint.status, endpoint.body = 500, '{"error": {"message": "on fire"}}'
    endpoint.headers["retry-after-ms"] = "1"
    with pytest.raises(RuntimeError, match="on fire"):
        ask("你好")
    assert len(endpoint.requests) == 3
    assert isinstance(filled("你好\n").failure, RuntimeError)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refused_key_or_model_stops_the_engine_and_is_told_without_the_key(
    endpoint: Endpoint, status: int
) -> None:
    endpoint.status, endpoint.body = status, json.dumps({"error": {"message": f"bad key {KEY}"}})
    with pytest.raises(EngineStoppedError, match="bad key …") as caught:
        ask("你好")
    assert KEY not in str(caught.value)
    assert len(endpoint.requests) == 1


def test_a_host_that_is_not_there_stops_the_engine(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(EngineStoppedError):
        ask("你好")
    assert endpoint.requests == []


def test_texts_do_not_follow_a_redirection_to_another_place(endpoint: Endpoint) -> None:
    endpoint.status = 307
    endpoint.headers["Location"] = f"{endpoint.address}/v1/chat/completions"
    with pytest.raises(RuntimeError):
        ask("你好")
    assert len(endpoint.requests) == 1


# --- what the environment says ----------------------------------------------------------------


def refusal() -> Diagnostic:
    with pytest.raises(EssaytransError) as caught:
        ChatCompletions("zh-CN", "en")
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "ESSAYTRANS_OPENAI_MODEL"])
@pytest.mark.parametrize("value", [None, "", " "])
def test_key_and_model_must_be_said(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)
    diagnostic = refusal()
    assert diagnostic.code == "engine-setup"
    assert name in render(diagnostic.message, language="en")
    assert endpoint.requests == []


@pytest.mark.parametrize(
    ("address", "destination"),
    [
        ("", "https://api.openai.com"),
        ("https://user:password@a.example/v1?x=y", "https://a.example"),
        ("http://localhost:11434/v1", "http://localhost:11434"),
        ("http://[::1]:8080/v1", "http://[::1]:8080"),
    ],
)
def test_the_destination_is_told_without_secrets(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, address: str, destination: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    engine = ChatCompletions("zh-CN", "en")
    assert (engine.destination, engine.remote, engine.code) == (destination, True, False)
    assert endpoint.requests == []


@pytest.mark.parametrize("address", ["a.example", "ftp://a.example", "https://", "https://a:b/"])
def test_an_address_that_is_none_is_refused(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    assert refusal().code == "engine-setup"
    assert endpoint.requests == []
