"""What can't be a request: every answer is a clear 4xx in the one shape, cheap, and the server goes on."""

import http.client
import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.processes import PATIENCE_S
from tests.server.conftest import Server

JSON = {"Content-Type": "application/json"}
CHAT = "/ai-tutor/chat"
ANALYZE = "/code/analyze"
FEEDBACK = "/ai-tutor/feedback"
BATCH = "/code/analyze/batch"
GENERATE = "/challenges/generate"
PATH = "/learning-path/recommend"
SUBMIT = "/challenges/x/submit"
HINT = "/challenges/x/hint"
V1_CHAT = "/v1/chat/completions"
V1_TEXT = "/v1/completions"
V1_EMBED = "/v1/embeddings"
VALID: dict[str, dict[str, Any]] = {
    CHAT: {"message": "What is a loop?"},
    ANALYZE: {"code": "print(1)"},
    FEEDBACK: {"conversation_id": "x" * 32, "helpful": True},
    BATCH: {"items": [{"id": "a", "code": "print(1)"}]},
    GENERATE: {"user_level": "beginner"},
    PATH: {"goals": ["web"]},
    SUBMIT: {"code": "print(1)"},
    HINT: {"learner_id": "ada", "code": "print(1)"},
    V1_CHAT: {"messages": [{"role": "user", "content": "What is a loop?"}]},
    V1_TEXT: {"prompt": "What is a loop?"},
    V1_EMBED: {"input": "What is a loop?"},
}
TEXT, FLAG, WHOLE, NUMBER, OBJECT, LIST = (str,), (bool,), (int,), (int, float), (dict,), (list,)
VALUES: list[Any] = ["yes", "", 1, 1.5, -1, True, [], ["x"], {}, {"x": 1}]
FIELDS: dict[str, dict[str, tuple[type, ...]]] = {
    CHAT: {
        "message": TEXT,
        "context": OBJECT,
        "personality": TEXT,
        "conversation_id": TEXT,
        "learner_id": TEXT,
        "stream": FLAG,
        "max_tokens": WHOLE,
        "temperature": NUMBER,
        "seed": WHOLE,
    },
    ANALYZE: {"code": TEXT, "language": TEXT, "challenge_context": OBJECT, "run": FLAG, "explain": FLAG},
    FEEDBACK: {"conversation_id": TEXT, "turn": WHOLE, "helpful": FLAG, "why": TEXT, "learner_id": TEXT},
    BATCH: {"items": LIST},
    GENERATE: {
        "user_level": TEXT,
        "language": TEXT,
        "topic": TEXT,
        "learning_goals": LIST,
        "learner_id": TEXT,
        "seed": WHOLE,
    },
    PATH: {"user_profile": OBJECT, "goals": LIST, "time_commitment": TEXT, "learner_id": TEXT},
    SUBMIT: {"code": TEXT, "learner_id": TEXT},
    HINT: {"code": TEXT, "learner_id": TEXT},
    V1_CHAT: {
        "messages": LIST,
        "model": TEXT,
        "stream": FLAG,
        "max_tokens": WHOLE,
        "temperature": NUMBER,
        "top_p": NUMBER,
        "top_k": WHOLE,
        "stop": (str, list),
        "seed": WHOLE,
        "user": TEXT,
        "stream_options": OBJECT,
        "ignore_eos": FLAG,
        "min_tokens": WHOLE,
    },
    V1_TEXT: {"prompt": (str, list), "model": TEXT, "stream": FLAG, "max_tokens": WHOLE},
    V1_EMBED: {"input": (str, list), "encoding_format": TEXT},
}
CONTEXT = ("current_topic", "code", "language", "error", "expected", "challenge_id")


def _is(value: Any, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, kinds) and (not isinstance(value, bool) or bool in kinds)


def wrong_types() -> Iterator[tuple[str, bytes]]:
    """Each field of each route with each value of a type it doesn't take."""
    for path, fields in FIELDS.items():
        for name, kinds in fields.items():
            for value in VALUES:
                if not _is(value, kinds):
                    yield path, json.dumps(VALID[path] | {name: value}).encode()
    for name in CONTEXT:
        for value in (1, True, ["x"], {}):
            yield CHAT, json.dumps(VALID[CHAT] | {"context": {name: value}}).encode()
    for history in ("x", {}, [1], ["x"], [{"role": "user"}], [{"role": "system", "content": "x"}], [{"content": "x"}]):
        yield CHAT, json.dumps(VALID[CHAT] | {"context": {"history": history}}).encode()


def out_of_bounds() -> Iterator[tuple[str, bytes]]:
    """Right types whose values can't be used."""
    for extra in (
        {"message": "  \n "},
        {"message": "x" * 100_000},
        {"personality": "grumpy"},
        {"max_tokens": 0},
        {"max_tokens": 10**30},
        {"temperature": -0.1},
        {"temperature": 99},
        {"seed": 10**40},
        {"learner_id": "x" * 1000},
        {"learner_id": "a\nb"},
        {"context": {"language": "klingon", "code": "x"}} and {"personality": "Encouraging"},
    ):
        yield CHAT, json.dumps(VALID[CHAT] | extra).encode()
    for extra in ({"language": "klingon"}, {"language": ""}):
        yield ANALYZE, json.dumps(VALID[ANALYZE] | extra).encode()
    for extra in ({"turn": 0}, {"turn": 10**12}, {"why": "x" * 5000}, {"surprise": 1}, {"conversation_id": "../x"}):
        yield FEEDBACK, json.dumps(VALID[FEEDBACK] | extra).encode()
    for extra in (
        {"messages": []},
        {"messages": [{"role": "tool", "content": "x"}]},
        {"messages": [{"role": "assistant", "content": "x"}]},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": "x"}]}]},
        {"messages": [{"role": "user", "content": None}]},
        {"n": 2},
        {"n": 0},
        {"tools": [{"type": "function"}]},
        {"functions": [{"name": "f"}]},
        {"logprobs": True},
        {"top_logprobs": 3},
        {"logit_bias": {"5": 1}},
        {"response_format": {"type": "json_object"}},
        {"top_p": 0},
        {"top_p": 1.5},
        {"temperature": 3},
        {"max_tokens": 0},
        {"repetition_penalty": 0},
        {"presence_penalty": 9},
        {"model": "gpt-4"},
        {"model": ""},
        {"stop": ["x"] * 50},
        {"stream_options": {"include_usage": "yes"}},
    ):
        yield V1_CHAT, json.dumps(VALID[V1_CHAT] | extra).encode()
    for extra in (
        {"prompt": [1, 2]},
        {"prompt": ["a", "b"]},
        {"echo": True},
        {"best_of": 2},
        {"suffix": "x"},
        {"logprobs": 1},
    ):
        yield V1_TEXT, json.dumps(VALID[V1_TEXT] | extra).encode()
    for extra in ({"input": []}, {"input": [1]}, {"input": [""]}, {"model": "x"}, {"encoding_format": "xml"}):
        yield V1_EMBED, json.dumps(VALID[V1_EMBED] | extra).encode()


def broken_bodies() -> Iterator[tuple[str, bytes]]:
    """Bodies that are no JSON object, or hold what no field takes."""
    deep = 20_000
    for path, valid in VALID.items():
        text = json.dumps(valid).encode()
        for body in (
            b"",
            b"   ",
            text[:-1],
            text + b"}",
            b"[" * deep,
            b"[" * deep + b"]" * deep,
            b'{"message":' * deep + b"1" + b"}" * deep,
            text[:-1] + b', "x": ' + b"[" * 500 + b"]" * 500 + b"}",
            text[:-1] + b', "x": {"y": NaN}}',
            text[:-1] + b', "x": Infinity}',
            text[:-1] + b', "x": 1e999}',
            text[:-1] + b', "x": ' + b"9" * 6000 + b"}",
            text[:-1] + b', "x": "\\u0000"}',
            text[:-1] + b', "\\ud800": 1}',
            text[:-1] + b', "x": "\\uD83D"}',
            text[:-1] + b', "x": "a\x00b"}',
            text[:-1] + b', "x": "\xff\xfe"}',
            text[:-1] + b', "x": "\xed\xa0\x80"}',
            json.dumps(valid).encode("utf-16"),
            b"\xef\xbb\xbf" + text,
            b"null",
            b"1",
            b'"text"',
            b"[]",
            b"[" + text + b"]",
            b"true",
            b"{'message': 'single quotes'}",
            b"message=x",
            b"{}",
        ):
            if body != b"{}" or path not in (GENERATE, PATH):  # there every field has a default
                yield path, body


def clear(answer: httpx.Response, path: str) -> None:
    """The answer is a 4xx other than 422, in the one shape, with nothing of the inside in it."""
    assert 400 <= answer.status_code < 500 and answer.status_code != 422, (answer.status_code, answer.text)
    body = answer.json()
    if path.startswith("/v1"):
        assert set(body) == {"error"}
        assert set(body["error"]) == {"message", "type", "param", "code"}
        sentence = body["error"]["message"]
    else:
        assert set(body) == {"success", "error", "code", "details", "request_id"}
        assert body["success"] is False
        assert body["request_id"] == answer.headers["X-Request-ID"]
        assert all(set(item) == {"field", "message"} for item in body["details"])
        sentence = body["error"]
    assert sentence.endswith((".", "?")) and len(sentence) < 300
    for inside in ("Traceback", "pydantic", "werkzeug", "/work", "site-packages", "Input should"):
        assert inside not in answer.text


@pytest.mark.parametrize("generate", [wrong_types, out_of_bounds, broken_bodies])
def test_every_malformed_body_gets_a_clear_refusal(server: Server, generate: Any) -> None:
    """Several hundred bodies over eleven routes; afterwards the server is as well as before."""
    count = 0
    for path, body in generate():
        answer = server.http.post(path, content=body, headers=JSON)
        try:
            clear(answer, path)
        except AssertionError as failure:
            raise AssertionError(f"{path} {body[:200]!r}: {failure}") from failure
        count += 1

    assert count >= 50
    assert server.http.get("/health").status_code == 200


def test_details_say_in_plain_words_what_each_field_must_be(server: Server) -> None:
    """Every wrong field is named with its path."""
    body = {"message": 1, "context": {"code": [], "history": [{"role": "boss", "content": "x"}]}, "stream": "yes"}
    details = server.http.post(CHAT, json=body).json()["details"]

    assert details == [
        {"field": "message", "message": "must be text"},
        {"field": "context.code", "message": "must be text"},
        {"field": "context.history[0].role", "message": "must be 'user' or 'assistant'"},
        {"field": "stream", "message": "must be true or false"},
    ]


def test_a_body_of_many_wrong_fields_is_counted_not_listed(server: Server) -> None:
    """A hundred thousand unknown fields, whose names would take a second to list: how many, and where to look."""
    body = {f"field_{number}": 1 for number in range(100_000)}
    answer = server.http.post(FEEDBACK, json=body)

    clear(answer, FEEDBACK)
    assert answer.json()["error"].startswith("100,002 fields of the body are wrong or unknown")
    assert "/openapi.json" in answer.json()["error"] and answer.json()["details"] == []


def test_what_never_became_a_request_is_logged_under_the_id_that_was_answered(server: Server) -> None:
    """Not under the id of the request that the same thread answered before."""
    for _ in range(3):
        server.http.get("/health", headers={"X-Request-ID": "earlier"})
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
        connection.sendall(b"GARBAGE\r\n\r\n")
        received = b""
        while part := connection.recv(65_536):
            received += part
    answered = json.loads(received.partition(b"\r\n\r\n")[2])["request_id"]
    lines = [json.loads(line) for line in server.logged().splitlines() if "malformed request" in line]

    assert answered in {line["request_id"] for line in lines}
    assert "earlier" not in {line["request_id"] for line in lines}


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-16",
     "application/x-www-form-urlencoded", "nonsense"],
)  # fmt: skip
def test_another_media_type_is_415(server: Server, kind: str) -> None:
    """Only JSON in UTF-8 is read; a page of another site can't post forms here."""
    headers = {"Content-Type": kind} if kind else {}
    for path, body in VALID.items():
        answer = server.http.post(path, content=json.dumps(body).encode(), headers=headers)

        clear(answer, path)
        assert answer.status_code == 415


def test_a_compressed_body_is_415(server: Server) -> None:
    """A small body can't unfold into a large one."""
    answer = server.http.post(CHAT, content=b"\x1f\x8b", headers=JSON | {"Content-Encoding": "gzip"})

    clear(answer, CHAT)
    assert answer.status_code == 415


@pytest.mark.parametrize("chunked", [False, True])
def test_ten_megabytes_are_413(server: Server, chunked: bool) -> None:
    """With a length in the header and, in chunks, without one."""
    body = b'{"message": "' + b"x" * 10_000_000 + b'"}'

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(body), 100_000):
            yield body[start : start + 100_000]

    answer = server.http.post(CHAT, content=pieces() if chunked else body, headers=JSON)

    clear(answer, CHAT)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [(CHAT, "application/json", 413), (V1_CHAT, "application/json", 413), ("/nope", "application/json", 404),
     ("/health", "application/json", 405), (CHAT, "text/plain", 415)],
)  # fmt: skip
def test_a_client_that_only_reads_after_sending_everything_gets_its_answer(
    server: Server, path: str, kind: str, status: int
) -> None:
    """Python's own client, as others, breaks off without an answer where the connection closes under its body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    try:
        connection.request("POST", path, b"x" * 10_000_000, {"Content-Type": kind})
        answer = connection.getresponse()
        body = json.loads(answer.read())
    finally:
        connection.close()

    assert answer.status == status and body["error"]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
def test_a_wrong_method_is_405_and_names_the_right_ones(server: Server, method: str) -> None:
    """Allow lists what the address takes."""
    for path in VALID.keys() - {GENERATE}:  # GET takes it for the id of a challenge
        answer = server.http.request(method, path)

        clear(answer, path)
        assert answer.status_code == 405
        assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path",
    ["/nope", "/ai-tutor", "/health//", "/v1/nope", "/conversations/%00?learner_id=x", "/conversations/%ff%fe",
     "/conversations/" + "x" * 3000, "/static/../app.py", "/static/%2e%2e/app.py", "/knowledge/nope", "/<script>"],
)  # fmt: skip
def test_an_unknown_address_is_404(server: Server, path: str) -> None:
    """Also one that tries to escape or that no database could look up."""
    answer = server.http.get(path)

    clear(answer, path)
    assert answer.status_code == 404


@pytest.mark.parametrize("query", ["", "?learner_id=", "?learner_id=%00", "?learner_id=a%0Ab", "?learner_id=a&x=1"])
def test_a_bad_query_is_400(server: Server, query: str) -> None:
    """The list of conversations wants a sound learner id and nothing else."""
    answer = server.http.get(f"/conversations{query}")

    clear(answer, "/conversations")
    assert answer.status_code == 400


_POST = b"POST /ai-tutor/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
HTTP_LINES = [
    b"GARBAGE\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(300)) + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX\x00Y: 1\r\n\r\n",
    _POST + b"Content-Length: -5\r\n\r\n",
    _POST + b"Content-Length: five\r\n\r\n",
    _POST + b"Transfer-Encoding: nonsense\r\n\r\n",
    _POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    _POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    _POST + b"Expect: miracles\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    b"GET http://[::bad/ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64) + b"\r\n\r\n",
]


@pytest.mark.parametrize("sent", HTTP_LINES, ids=range(len(HTTP_LINES)))
def test_what_is_hardly_http_is_a_4xx_too(server: Server, sent: bytes) -> None:
    """gunicorn's own refusals have the one shape as well; harmless oddities may be answered as usual."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while part := connection.recv(65_536):
            received += part
    head, _, body = received.partition(b"\r\n\r\n")
    status = int(head.split()[1])

    assert status < 500
    if status >= 400:
        answer = json.loads(body)
        assert answer["success"] is False and answer["error"].endswith(".")
        assert answer["request_id"].encode() in head


def test_a_body_that_breaks_off_holds_no_thread(server: Server) -> None:
    """A client that promises more than it sends and leaves is forgotten."""
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
            connection.sendall(_POST + b'Content-Length: 100\r\n\r\n{"message"')

    assert server.http.get("/health").status_code == 200
    assert '"level": "error"' not in server.logged()


def test_connections_that_say_nothing_hold_no_thread(server: Server) -> None:
    """Three hundred open, silent connections, more than there are threads: requests are answered meanwhile.

    Were each to hold a thread, an answer would have to wait for the fifteen seconds that headers may take.
    """
    silent = [socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) for _ in range(300)]
    try:
        answers = [httpx.get(f"{server.http.base_url}/health", timeout=12) for _ in range(5)]
    finally:
        for connection in silent:
            connection.close()

    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.slow
def test_headers_that_trickle_in_hold_no_thread_for_long(server: Server) -> None:
    """A byte a second keeps a connection alive for some fifteen seconds, not for ever."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        connection.settimeout(1)
        for _ in range(40):
            try:
                connection.sendall(b"x")
                if connection.recv(1000) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return
    raise AssertionError("the connection stayed open")
