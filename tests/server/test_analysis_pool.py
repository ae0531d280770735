"""Long programs and batches, analysed in processes of their own."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ai_engine.analysis import analyse
from ai_engine.analysis.pool import AnalysisPool
from ai_engine.errors import DeadlineExceeded, Unavailable, UnknownLanguage
from tests.processes import PATIENCE_S, alive, children_of, eventually
from tests.server.conftest import Server
from tests.server.test_chat import running

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


def analysis_s(server: Server) -> float:
    """Seconds of processor time that the server's analysis processes have used, with all they started."""
    used = 0
    for pid in server.processes():
        if b"analysis.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += sum(int(field) for field in fields[11:15])
    return used / os.sysconf("SC_CLK_TCK")


@pytest.fixture
def pool() -> Iterator[AnalysisPool]:
    made = AnalysisPool(1, limit_s=PATIENCE_S)
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


def test_a_program_that_takes_too_long_costs_only_itself() -> None:
    """A process that gives no answer is ended at the limit, and the next program gets another."""
    pool = AnalysisPool(1, limit_s=15)
    before = set(children_of(os.getpid()))
    pool.analyse("x = 1")
    (worker,) = set(children_of(os.getpid())) - before
    os.kill(worker, signal.SIGSTOP)

    with pytest.raises(DeadlineExceeded):
        pool.analyse("x = 1")
    assert not alive(worker)

    assert pool.analyse("x = 1")["syntax_errors"] == []
    pool.close()


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
    items = [{"id": str(number), "code": program(60)} for number in range(180)]
    before = analysis_s(server)
    whole = server.http.post(BATCH, json={"items": items[:10]})
    ten_s = analysis_s(server) - before
    with server.http.stream("POST", BATCH, json={"items": items}) as stream:
        next(stream.iter_lines())
    eventually(lambda: running(server) == 0, "the batch is given up")
    left_s = analysis_s(server) - before - ten_s

    assert (whole.status_code, stream.status_code) == (200, 200)
    assert left_s < 9 * ten_s  # half of what the whole takes; a few items are what it should have taken


def test_the_processes_end_with_the_server(own_server: Any) -> None:
    """Also when it is killed in the middle of an analysis."""
    server = own_server(engine="off")
    server.http.post("/code/analyze", json={"code": program(100)})
    processes = server.processes()
    server.process.kill()

    assert len(processes) > 2
    eventually(lambda: not any(alive(pid) for pid in processes), "all have ended")
