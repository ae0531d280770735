"""Long programs and batches, analysed in processes of their own."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ai_engine.analysis import analyse
from ai_engine.analysis.pool import AnalysisPool
from ai_engine.errors import DeadlineExceeded, Unavailable, UnknownLanguage
from tests.server.conftest import Server
from tests.server.test_chat import running, until

BATCH = "/code/analyze/batch"
FUNCTION = """
def total_%d(values):
    result = 0
    for value in values:
        if value == True:
            result = result + value
    return result
"""


def program(functions: int) -> str:
    return "".join(FUNCTION % number for number in range(functions))


def children() -> set[int]:
    """Ids of the processes that this one has started."""
    return {int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()}


@pytest.fixture
def pool() -> Iterator[AnalysisPool]:
    made = AnalysisPool(1, limit_s=10)
    yield made
    made.close()


def test_the_pool_gives_the_same_report(pool: AnalysisPool) -> None:
    """As the analyser in this process does, failures included, over and over in one process."""
    for code in (program(3), "for x in y print(x)", "print('\U0001f40d')", "", "(" * 5000):
        here, there = json.loads(json.dumps(analyse(code).to_json())), pool.analyse(code)
        assert there.keys() == here.keys()
        # ruff is given up on a machine that is too busy for it: its findings may then be missing from one of them.
        for name in ("syntax_errors", "metrics", "performance"):
            assert there[name] == here[name]
    with pytest.raises(UnknownLanguage) as refused:
        pool.analyse("x", "klingon")
    assert refused.value.details[0].field == "language"


def test_a_program_that_takes_too_long_costs_only_itself(pool: AnalysisPool) -> None:
    """A process that gives no answer is ended at the limit, and the next program gets another."""
    before = children()
    pool.analyse("x = 1")
    (worker,) = children() - before
    os.kill(worker, signal.SIGSTOP)

    with pytest.raises(DeadlineExceeded):
        pool.analyse("x = 1")
    assert worker not in children()

    assert pool.analyse("x = 1")["syntax_errors"] == []


def test_a_closed_pool_refuses(pool: AnalysisPool) -> None:
    """And leaves no process."""
    pool.analyse("x = 1")
    pool.close()

    with pytest.raises(Unavailable):
        pool.analyse("x = 1")


def test_a_long_program_over_http(server: Server) -> None:
    """The same answer as a short one's, and too long a one is refused by its field."""
    answer = server.http.post("/code/analyze", json={"code": program(150)}).json()
    refused = server.http.post("/code/analyze", json={"code": "x = 1\n" * 100_000})

    assert len(answer["analysis"]["metrics"]["functions"]) >= 150
    assert (refused.status_code, refused.json()["details"][0]["field"]) == (400, "code")


def test_a_batch_is_a_line_an_item(server: Server) -> None:
    """Each with its id; an item that can't be analysed is an error in its own line."""
    items: list[dict[str, Any]] = [{"id": f"s{number}", "code": program(number % 5)} for number in range(40)]
    items += [{"id": "broken", "code": "for i in range(3)\n    print(i)"}]
    items += [{"id": "odd", "code": "x", "language": "klingon"}]
    answer = server.http.post(BATCH, json={"items": items})
    lines = {line["id"]: line for line in map(json.loads, answer.text.splitlines())}

    assert answer.headers["Content-Type"].startswith("application/x-ndjson")
    assert set(lines) == {item["id"] for item in items}
    assert lines["s3"]["success"] is True and lines["s3"]["analysis"]["code_quality"]
    assert lines["broken"]["analysis"]["syntax_errors"][0]["line"] == 1
    assert (lines["odd"]["success"], lines["odd"]["code"]) == (False, "unknown_language")


@pytest.mark.parametrize(
    "body",
    [{}, {"items": []}, {"items": {}}, {"items": [1]}, {"items": [{"id": "a"}]}, {"items": [{"id": 1, "code": "x"}]},
     {"items": [{"id": "a", "code": "x", "more": 1}]}, {"items": [{"id": "a", "code": "x"}] * 2},
     {"items": [{"id": "", "code": "x"}]}],
)  # fmt: skip
def test_a_malformed_batch_is_refused_as_a_whole(server: Server, body: dict[str, Any]) -> None:
    """Before anything is analysed."""
    answer = server.http.post(BATCH, json=body)

    assert (answer.status_code, answer.json()["success"]) == (400, False)


def test_a_batch_whose_client_left_stops(server: Server) -> None:
    """What hasn't begun never does, and the place is free."""
    items = [{"id": str(number), "code": program(60)} for number in range(300)]
    with server.http.stream("POST", BATCH, json={"items": items}) as stream:
        next(stream.iter_lines())

    until(lambda: running(server) == 0, "the batch is given up")


def test_the_processes_end_with_the_server(own_server: Any) -> None:
    """Also when it is killed in the middle of an analysis."""
    server = own_server(engine="off")
    server.http.post("/code/analyze", json={"code": program(100)})
    processes = server.processes()
    server.process.kill()
    end = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in processes - {server.process.pid}) and time.monotonic() < end:
        time.sleep(0.05)

    assert not [pid for pid in processes - {server.process.pid} if Path(f"/proc/{pid}").exists()]
