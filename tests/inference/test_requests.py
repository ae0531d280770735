"""The table of requests: a prefill that gives way, and the races around it. Messages to the process are looked at."""

import pytest

from ai_engine.errors import Cancelled, EngineDied
from ai_engine.inference import Delta, EngineFigures, Finished, GenerationRequest, Sampling
from ai_engine.inference.protocol import Chunk, Usage
from ai_engine.inference.requests import Requests
from ai_engine.inference.scheduler import Scheduler
from tests.inference.engines import text_of


class _Table:
    """Requests whose process is played by the test: `sent` holds what it was told."""

    def __init__(self, slots=8):
        self.sent = []
        scheduler = Scheduler(slots=slots, queue_limit=50, learner_queue_limit=50)
        self.requests = Requests(scheduler, EngineFigures(), self.sent.append)
        self.requests.set_budgets(prefill=512, kv=None)
        self.requests.on_up()
        self.generations = {}

    def submit(self, name, learner, words=10):
        # Words that differ from request to request: nothing of them is taken for cached.
        prompt = " ".join(f"{name}{number}" for number in range(words))
        request = GenerationRequest(id=name, prompt=prompt, sampling=Sampling(max_tokens=50))
        self.generations[name] = self.requests.submit(request, learner, deadline_s=60)
        return self.generations[name]

    def told(self):
        """What was sent since the last look: (op, id)."""
        told = [(message["op"], message.get("id") or message["request"]["id"]) for message in self.sent]
        self.sent.clear()
        return told

    def token(self, name, text="x"):
        self.requests.on_chunks([Chunk(id=name, text=text, tokens=1)])

    def end(self, name):
        self.requests.on_chunks([Chunk(id=name, finish="stop", usage=Usage(1, 1, 0))])

    def stopped(self, name):
        self.requests.on_chunks([Chunk(id=name, finish="cancelled")])


@pytest.fixture
def table():
    """Ann has one answer running and a long prompt being read."""
    table = _Table()
    table.submit("a0", "ann")
    table.token("a0")
    table.submit("a1", "ann", words=1_000)
    table.told()
    return table


def test_a_long_prefill_gives_way_and_begins_again(table):
    """Bob's prompt is read first; Ann's request is answered all the same, once."""
    table.submit("b", "bob", words=500)
    assert table.told() == [("stop_prefill", "a1")]

    table.stopped("a1")
    assert table.told() == [("start", "b")]

    table.token("b")
    assert table.told() == [("start", "a1")]

    table.token("a1", "whole")
    table.end("a1")
    assert text_of(list(table.generations["a1"])) == "whole"


def test_a_prefill_that_ended_meanwhile_goes_on(table):
    """Its first token crossed the stop: the process ignores that, and the answer continues as one."""
    table.submit("b", "bob", words=500)
    table.token("a1", "one ")
    assert table.told() == [("stop_prefill", "a1"), ("start", "b")]

    table.token("a1", "two")
    table.end("a1")
    assert text_of(list(table.generations["a1"])) == "one two"


def test_a_caller_may_leave_while_his_prefill_gives_way(table):
    """It doesn't come back from the dead."""
    table.submit("b", "bob", words=500)
    table.generations["a1"].cancel()
    table.stopped("a1")
    table.token("b")

    assert ("start", "a1") not in table.told()
    with pytest.raises(Cancelled):
        list(table.generations["a1"])


def test_a_death_while_a_prefill_gives_way(table):
    """What had a token is told; the two prompts are tried once more."""
    table.submit("b", "bob", words=500)
    table.requests.on_down(None)
    table.told()
    table.requests.on_up()

    with pytest.raises(EngineDied):
        while not isinstance(table.generations["a0"].next(1), Finished):
            pass
    assert sorted(table.told()) == [("start", "b")]
    table.token("b")
    assert table.told() == [("start", "a1")]


def test_a_slot_stays_taken_until_the_process_has_let_go():
    """The next request starts when the cancel is confirmed, so the process never has more than its slots."""
    table = _Table(slots=1)
    first = table.submit("first", "ann")
    table.submit("second", "bob")
    first.cancel()
    assert table.told() == [("start", "first"), ("cancel", "first")]

    table.stopped("first")
    assert table.told() == [("start", "second")]


def test_a_chunk_that_comes_too_late_is_nobodys(table):
    """Text for a request that was given up reaches no other and harms nothing."""
    table.generations["a0"].cancel()
    table.token("a0", "late")
    table.stopped("a0")

    with pytest.raises(Cancelled):
        for event in table.generations["a0"]:
            assert event != Delta("late")
    assert table.requests.counts()[0] == 1
