"""Whether a candidate passes the tests, found out by running it in a sandbox; many candidates a round trip."""

import ast
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ai_engine.sandbox import Session
from ai_engine.sandbox.process import Outcome

BATCH = 48
LONGEST_RESULT = 12  # characters of a literal that a fix may return as it stands
MOST_RESULTS = 8


@dataclass(frozen=True, slots=True)
class Test:
    """A call and the repr of what it must give."""

    call: str
    expected: str


class OutOfTime(Exception):
    """The search's time is over."""


class Verifier:
    """Runs candidates against tests within a time budget; remembers what it has seen.

    A test that many candidates miss by their value moves to the front: it drops the next ones soonest.
    """

    def __init__(
        self,
        session: Session,
        tests: Sequence[Test],
        preamble: str,
        deadline: float,
        call_s: float,
        files: Mapping[str, str] | None = None,
    ) -> None:
        self._files = dict(files or {})
        self._session, self._preamble, self._deadline, self._call_s = session, preamble, deadline, call_s
        self._tests = list(tests)
        self._known: dict[str, bool] = {}
        self.runs = self._slow = 0

    @property
    def common_results(self) -> list[ast.expr]:
        """Short literals that tests expect, the most common first: what a missing return may have to give."""
        counted = Counter(test.expected for test in self._tests if len(test.expected) <= LONGEST_RESULT)
        found = []
        for text, _ in counted.most_common(MOST_RESULTS):
            try:
                ast.literal_eval(text)
            except (ValueError, SyntaxError):
                continue
            found.append(ast.parse(text, mode="eval").body)
        return found

    @property
    def left_s(self) -> float:
        """Seconds of the budget that are left."""
        return self._deadline - time.monotonic()

    def extend(self, seconds: float) -> None:
        """Give it more time."""
        self._deadline = max(self._deadline, time.monotonic()) + seconds

    def passes(self, source: str) -> bool:
        """Whether one program passes all tests. Raises OutOfTime."""
        return self.first_passing([source]) == 0

    def _batch(self) -> int:
        """Programs a round trip: few while they tend not to end, so that a search can stop between two."""
        return BATCH if self._slow * 10 < self.runs or self.runs < 10 else BATCH // 6

    def first_passing(self, sources: Sequence[str]) -> int | None:
        """The index of the first program that passes all tests, or None. Raises OutOfTime."""
        start = 0
        while start < len(sources):
            part = sources[start : start + self._batch()]
            self._run([source for source in dict.fromkeys(part) if source not in self._known])
            for offset, source in enumerate(part):
                if self._known.get(source):
                    return start + offset
            start += len(part)
        return None

    def scores(self, sources: Sequence[str], between: Callable[[], None]) -> list[int]:
        """How many tests each program passes, up to its first call that takes too long. `between` is called between
        two round trips. Raises OutOfTime."""
        found: list[int] = []
        while len(found) < len(sources):
            between()
            part = list(sources[len(found) : len(found) + self._batch()])
            replies, _ = self._ask(part, first_miss=False)
            found += [_count(reply.get("passed")) for reply in replies]
            found += [0] * (len(replies) < len(part))  # the one that ended the process
        return found

    def _ask(self, sources: Sequence[str], first_miss: bool) -> tuple[list[dict[str, Any]], Outcome]:
        if self.left_s <= 0:
            raise OutOfTime
        job = {
            "kind": "candidates",
            "programs": [f"{self._preamble}\n{source}" if self._preamble else source for source in sources],
            "calls": [test.call for test in self._tests],
            "expected": [test.expected for test in self._tests],
            "files": self._files,
            "call_s": self._call_s,
            "first_miss": first_miss,
        }
        outcome = self._session.ask(job, min(max(self.left_s, 0.05), len(sources) * self._call_s * 3 + 1))
        replies = [r for r in outcome.replies if "candidate" in r][: len(sources)]
        self.runs += len(replies)
        self._slow += sum(reply.get("slow") is True for reply in replies)
        return replies, outcome

    def _run(self, sources: list[str]) -> None:
        while sources:
            fresh = self._session.fresh
            replies, outcome = self._ask(sources, first_miss=True)
            missed: Counter[int] = Counter()
            for source, reply in zip(sources, replies, strict=False):
                passed = reply.get("passed")
                if isinstance(passed, list) and passed and passed[-1] is False and reply.get("slow") is False:
                    missed[min(len(passed), len(self._tests)) - 1] += 1
                self._known[source] = isinstance(passed, list) and len(passed) == len(self._tests) and all(passed)
            if missed:
                self._tests.insert(0, self._tests.pop(missed.most_common(1)[0][0]))
            sources = sources[len(replies) :]
            if outcome.end == "died" and not (fresh and not replies):
                continue  # those before it may have used the process up; alone it gets its own chance
            if outcome.end != "done" and sources:
                # The one that killed the process, or could not be stopped, is no fix.
                self._known[sources[0]] = False
                sources = sources[1:]


def _count(passed: object) -> int:
    return sum(mark is True for mark in passed) if isinstance(passed, list) else 0
