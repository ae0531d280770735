"""POST /ai-tutor/chat against the real server: whole and streamed answers, waiting, leaving, refusing."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.processes import PATIENCE_S
from tests.processes import eventually as until
from tests.server.conftest import SLOW, Server, read_events

CHAT = "/ai-tutor/chat"


def open_stream(server: Server, **body: Any) -> socket.socket:
    """A streamed request on a plain socket, so that the test decides when to leave."""
    content = json.dumps({"message": "What does a loop do? SLOW", "stream": True} | body).encode()
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S)
    head = (
        f"POST {CHAT} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    connection.sendall(head.encode() + content)
    return connection


def running(server: Server) -> int:
    """Chat requests that the server holds at present."""
    return int(server.http.get("/health").json()["queue"]["held"])


def idle(server: Server) -> bool:
    """Whether neither the server nor the engine holds a request."""
    queue = server.http.get("/health").json()["queue"]
    return not (queue["held"] or queue["running"] or queue["depth"])


def test_the_whole_answer_has_every_field_of_the_contract(server: Server) -> None:
    """Names and types are those that platforms already read."""
    answer = server.http.post(CHAT, json={"message": "What does a for loop do?", "unknown": 1})
    body = answer.json()

    assert answer.status_code == 200
    assert body["success"] is True
    response = body["response"]
    assert isinstance(response["message"], str) and response["message"]
    assert response["model_used"] in ("scripted", "grounded")
    assert all(isinstance(text, str) for text in response["suggestions"])
    assert all(set(item) == {"title", "url", "type"} for item in response["resources"])
    assert all({"kind", "id", "title", "score"} == set(item) for item in response["evidence"])
    assert response["move"] == "explain"
    assert isinstance(response["hint_level"], int) and isinstance(response["guard"], dict)
    assert len(body["conversation_id"]) >= 22
    assert {"prompt_tokens", "completion_tokens", "cached_tokens"} == set(body["usage"])
    assert {"queue_ms", "first_token_ms", "total_ms"} == set(body["timing"])
    assert body["truncated_messages"] == 0


@pytest.mark.parametrize("how", ["field", "header"])
def test_a_stream_is_start_deltas_and_one_done(server: Server, how: str) -> None:
    """The deltas joined are the message of `done`, which is the whole answer object."""
    body: dict[str, Any] = {"message": "What does a while loop do?"}
    headers = {}
    if how == "field":
        body["stream"] = True
    else:
        headers["Accept"] = "text/event-stream"
    with server.http.stream("POST", CHAT, json=body, headers=headers) as stream:
        events = [event for event in read_events(stream.iter_lines()) if event[0]]

    names = [name for name, _ in events if name != "queued"]
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert names[0] == "start" and names[-1] == "done" and set(names[1:-1]) == {"delta"}
    done = events[-1][1]
    assert "".join(data["text"] for name, data in events if name == "delta") == done["response"]["message"]
    assert done["success"] is True and done["conversation_id"]


def test_accepting_anything_is_no_wish_for_a_stream(server: Server) -> None:
    """`*/*` gets JSON."""
    answer = server.http.post(CHAT, json={"message": "What is a list?"}, headers={"Accept": "*/*"})

    assert answer.headers["Content-Type"] == "application/json"


def test_a_conversation_is_continued_listed_read_and_deleted(server: Server) -> None:
    """The whole life of a stored conversation, bound to its learner in each step."""
    http, mine = server.http, {"learner_id": "life-1"}
    first = http.post(CHAT, json={"message": "What is a loop?", **mine}).json()
    known = first["conversation_id"]
    http.post(CHAT, json={"message": "Give me an example.", "conversation_id": known, **mine})

    listed = http.get("/conversations", params=mine).json()["conversations"]
    assert [(item["id"], item["turns"]) for item in listed] == [(known, 4)]
    turns = http.get(f"/conversations/{known}", params=mine).json()["conversation"]["turns"]
    assert [turn["role"] for turn in turns] == ["user", "assistant"] * 2
    assert turns[1]["content"] == first["response"]["message"] and turns[1]["status"] == "complete"
    for other in ({"learner_id": "life-2"}, {}):
        assert http.get(f"/conversations/{known}", params=other).status_code == 404
        assert http.delete(f"/conversations/{known}", params=other).status_code == 404
        stolen = http.post(CHAT, json={"message": "Mine?", "conversation_id": known, **other})
        assert stolen.status_code == 404
    assert http.delete(f"/conversations/{known}", params=mine).json() == {"success": True}
    assert http.get(f"/conversations/{known}", params=mine).status_code == 404


def test_a_learner_is_exported_and_forgotten(server: Server) -> None:
    """All that is kept comes out, for this learner only; afterwards there is nothing."""
    http = server.http
    for learner in ("gone", "stays"):
        known = http.post(CHAT, json={"message": "What is a loop?", "learner_id": learner}).json()["conversation_id"]
        http.post("/ai-tutor/feedback", json={"conversation_id": known, "helpful": True, "learner_id": learner})
    kept = http.get("/learners/gone").json()["learner"]
    deleted = http.delete("/learners/gone").json()["deleted"]
    empty = http.get("/learners/gone").json()["learner"]
    other = http.get("/learners/stays").json()["learner"]

    assert [len(kept[name]) for name in ("conversations", "feedback")] == [1, 1]
    assert len(kept["conversations"][0]["turns"]) == 2
    assert deleted["conversations"] == 1
    assert not any(value for name, value in empty.items() if name != "learner_id")
    assert len(other["conversations"]) == 1 and len(other["feedback"]) == 1


def test_feedback_is_kept_for_an_answer_of_ones_own(server: Server) -> None:
    """Helpful or not and why; on the newest answer where no turn is named."""
    known = server.http.post(CHAT, json={"message": "What is a loop?", "learner_id": "f"}).json()["conversation_id"]
    body = {"conversation_id": known, "helpful": False, "why": "Too short.", "learner_id": "f"}

    assert server.http.post("/ai-tutor/feedback", json=body).json() == {"success": True, "turn": 2}
    assert server.http.post("/ai-tutor/feedback", json=body | {"turn": 2}).status_code == 200
    assert server.http.post("/ai-tutor/feedback", json=body | {"turn": 1}).status_code == 400
    assert server.http.post("/ai-tutor/feedback", json=body | {"learner_id": "g"}).status_code == 404


def test_a_second_message_meanwhile_is_409(slow_server: Server) -> None:
    """While a turn is answered its conversation is busy; others go on."""
    server = slow_server
    until(lambda: idle(server), "it is idle")
    known = server.http.post(CHAT, json={"message": "What is a loop?", "learner_id": "a"}).json()["conversation_id"]
    mine = {"learner_id": "a", "conversation_id": known}
    with open_stream(server, **mine) as connection:
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")  # its turn has begun
        refused = server.http.post(CHAT, json={"message": "And now?", **mine})
        other = server.http.post("/code/analyze", json={"code": "x = 1"})

    assert (refused.status_code, refused.json()["code"]) == (409, "conversation_busy")
    assert other.status_code == 200


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_frees_everything(slow_server: Server, stream: bool) -> None:
    """Its slot, its thread and its conversation are free, and its turn is stored as cut; streamed or not."""
    server = slow_server
    until(lambda: idle(server), "it is idle")
    leaver = f"leaver-{stream}"
    connection = open_stream(server, learner_id=leaver, stream=stream)
    until(lambda: server.http.get("/health").json()["queue"]["running"], "the model answers")
    if stream:
        received = b""
        while b"event: delta" not in received:
            received += connection.recv(65_536)
    connection.close()

    until(lambda: not running(server), "the thread is free")
    until(lambda: not server.http.get("/health").json()["queue"]["running"], "the slot is free")
    listed = server.http.get("/conversations", params={"learner_id": leaver}).json()["conversations"]
    turns = server.http.get(f"/conversations/{listed[0]['id']}", params={"learner_id": leaver}).json()
    assert [turn["status"] for turn in turns["conversation"]["turns"]] == ["complete", "cut"]
    again = {"message": "Still there?", "learner_id": leaver, "conversation_id": listed[0]["id"]}
    assert server.http.post(CHAT, json=again).status_code == 200
    assert '"level": "error"' not in server.logged()


def test_beyond_slots_and_queue_it_is_429_at_once_and_health_still_answers(slow_server: Server) -> None:
    """One slot and two places: the fourth question is refused with Retry-After while everything else is served."""
    server = slow_server
    until(lambda: idle(server), "it is idle")
    held = [open_stream(server, learner_id=f"l{number}") for number in range(3)]
    until(lambda: running(server) == 3, "three are held")
    refused = server.http.post(CHAT, json={"message": "Me too?"})
    streamed = server.http.post(CHAT, json={"message": "Me too?", "stream": True})
    standard = server.http.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": "Me too?"}]})

    for answer in (refused, streamed, standard):
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) >= 1
    assert refused.json()["code"] == "queue_full"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: httpx.get(f"{server.http.base_url}/health"), range(40)))
    assert {answer.status_code for answer in answers} == {200}
    assert server.http.post("/code/analyze", json={"code": "print(1)"}).status_code == 200
    for connection in held:
        connection.close()
    until(lambda: running(server) == 0, "all are free")
    assert server.http.post(CHAT, json={"message": "And now?"}).status_code == 200


def test_those_who_wait_hear_their_place_and_a_comment_each_second(slow_server: Server) -> None:
    """`queued` carries place and estimate; silence is filled, so that no proxy hangs up."""
    server = slow_server
    until(lambda: idle(server), "it is idle")
    go = server.folder / "go"
    server.script(matching=[{"match": "SLOW", "text": "A loop repeats.", "until": str(go)}], default={"text": "Yes."})
    events = []
    with open_stream(server, learner_id="first"):
        until(lambda: server.http.get("/health").json()["queue"]["running"], "the first is answered")
        body = {"message": "What is a list?", "stream": True, "learner_id": "second"}
        with server.http.stream("POST", CHAT, json=body) as stream:
            for event in read_events(stream.iter_lines()):
                events.append(event)
                if event[0] == "":
                    go.touch()  # it has been heard that silence is filled: the first may end
    server.script(**SLOW)
    first = events[0]

    assert first[0] == "queued"
    assert first[1]["position"] == 1 and first[1]["eta_s"] >= 0
    assert ("", ": still here") in events
    assert events[-1][0] == "done"


def test_when_the_engine_dies_the_answer_still_comes(own_server: Any) -> None:
    """SIGKILL in mid-stream: exactly one end comes, the next request is answered, nothing hangs."""
    server = own_server()
    server.script(
        matching=[{"match": "CRASH", "text": "one two three. four five six.", "die_after": 3}],
        default={"text": "Fine."},
    )
    server.wait_ready()
    with server.http.stream("POST", CHAT, json={"message": "What is a loop? CRASH", "stream": True}) as stream:
        names = [name for name, _ in read_events(stream.iter_lines()) if name]
    raw = {"model": "scripted", "messages": [{"role": "user", "content": "CRASH"}], "stream": True}
    server.wait_ready()
    with server.http.stream("POST", "/v1/chat/completions", json=raw) as stream:
        chunks = [data for _, data in read_events(stream.iter_lines())]

    assert names[-1] in ("done", "error") and sum(name in ("done", "error") for name in names) == 1
    assert chunks[-1]["error"]["code"] == "engine_died"
    assert server.http.post(CHAT, json={"message": "What is a list?"}).status_code == 200


@pytest.mark.slow
def test_the_raw_models_deadline_is_504(own_server: Any) -> None:
    """An answer that takes longer than DEADLINE_S fails with its own code; the tutor composes one instead."""
    server = own_server(deadline_s=1)
    server.script(**SLOW)
    server.wait_ready()
    raw = server.http.post(
        "/v1/chat/completions", json={"model": "scripted", "messages": [{"role": "user", "content": "SLOW"}]}
    )

    assert (raw.status_code, raw.json()["error"]["code"]) == (504, "deadline_exceeded")


def test_nothing_of_the_standard_protocol_is_stored(server: Server) -> None:
    """It has no conversations: what the caller sends is all there is."""
    body = {"messages": [{"role": "user", "content": "What is a loop?"}], "user": "v1-user"}

    assert server.http.post("/v1/chat/completions", json=body).status_code == 200
    assert server.http.get("/conversations", params={"learner_id": "v1-user"}).json()["conversations"] == []


def test_many_at_once_are_all_answered(server: Server) -> None:
    """Thirty learners at the same time; every answer is whole and everyone's own."""

    def ask(number: int) -> tuple[int, str]:
        body = {"message": "What does a for loop do?", "learner_id": f"crowd-{number}"}
        answer = httpx.post(f"{server.http.base_url}{CHAT}", json=body, timeout=PATIENCE_S)
        return answer.status_code, answer.json()["conversation_id"]

    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(ask, range(30)))

    assert {status for status, _ in answers} == {200}
    assert len({conversation for _, conversation in answers}) == 30


def test_requests_on_one_connection_do_not_mix(server: Server) -> None:
    """Kept alive, the same connection serves streams, errors and plain answers in turn."""
    with httpx.Client(base_url=server.http.base_url, timeout=PATIENCE_S) as client:
        for number in range(5):
            identity = {"X-Request-ID": f"mix-{number}"}
            streamed = client.post(CHAT, json={"message": "What is a list?", "stream": True}, headers=identity)
            refused = client.post(CHAT, json={"message": 1}, headers=identity)

            assert streamed.text.rstrip().splitlines()[-2] == "event: done"
            assert refused.json()["request_id"] == f"mix-{number}"


def test_nothing_a_learner_writes_reaches_the_log(server: Server) -> None:
    """Neither message, code, learner nor the words of an error stand in the log at its default level."""
    body = {"message": "My secretmessage?", "context": {"code": "secretcode = 1"}, "learner_id": "secretlearner"}
    server.http.post(CHAT, json=body)
    server.http.post("/code/analyze", json={"code": "secretcode ="})
    server.http.post(CHAT, json={"message": "x", "personality": "secretpersonality"})
    server.http.get("/conversations", params={"learner_id": "secretlearner"})

    assert "secret" not in server.logged()


def test_threads_are_given_back(server: Server) -> None:
    """After failures of all kinds no place is held."""
    for body in ({"message": 1}, {"message": "x", "personality": "y"}, {"message": "x", "conversation_id": "absent"}):
        server.http.post(CHAT, json=body)
        server.http.post(CHAT, json=body | {"stream": True})

    until(lambda: running(server) == 0, "no place is held")
