"""Grading: the verdict from the tests, the smallest failing input, the fault and its fix, a short trace, the hints."""

import ast
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ai_engine.challenges import inputs
from ai_engine.challenges.challenge import Challenge, TestCase
from ai_engine.challenges.hints import Hint, ladder
from ai_engine.challenges.localise import suspicious_lines
from ai_engine.challenges.repair.fix import Fix, Task, find_fix
from ai_engine.challenges.repair.search import Donor
from ai_engine.challenges.repair.verify import Test
from ai_engine.sandbox import CallResult, Sandbox, Session, Step
from ai_engine.sandbox.inside.values import same_value

BUDGET_S = 5.0
VERDICT_CALL_S = 1.0  # one test call; after the first that doesn't end, the others get much less
VERDICT_S = 3.0
PROBE_CALL_S = 0.1
PROBES_S = 1.0
AGREEING = 8  # correct programs that are asked whether an input is a fair one
SHRINK_ROUNDS = 3

Verdict = Literal["accepted", "rejected", "error"]


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """One test's result; `actual` says in words what came instead of a value."""

    test: TestCase
    passed: bool
    actual: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """An input on which the program is wrong: the call, what it must give, what it gives."""

    call: str
    expected: str
    actual: str

    def to_json(self) -> dict[str, str]:
        """The object of API answers and of the command's output."""
        return {"call": self.call, "expected": self.expected, "actual": self.actual}


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the program goes wrong, in the learner's lines; `ranked` where only a ranking of lines is known."""

    line: int
    end_line: int
    ranked: tuple[int, ...] = ()


@dataclass(slots=True)
class Grade:
    """All that grading found. The fix and the hints stay inside until a policy lets them out."""

    verdict: Verdict
    message: str
    tests: list[TestOutcome] = field(default_factory=list)
    counterexample: Counterexample | None = None
    beyond_tests: list[Counterexample] = field(default_factory=list)
    fault: Fault | None = None
    fix: Fix | None = None
    fix_searched: bool = False
    trace: tuple[Step, ...] = ()
    hints: tuple[Hint, ...] = ()
    seconds: float = 0.0


class Grader:
    """Grades submissions to one challenge. Keeps what is the same for all: donors, fair inputs, the reference's pace.

    `known_correct` are programs beyond the challenge's own that passed its tests before.
    """

    def __init__(self, challenge: Challenge, sandbox: Sandbox, known_correct: Sequence[str] = ()) -> None:
        self.challenge, self.sandbox = challenge, sandbox
        self.task = Task(
            Donor.of(challenge.reference),
            tuple(Test(test.call, test.expected) for test in challenge.tests),
            challenge.preamble,
        )
        self.donors = _donors([*challenge.correct, *known_correct])
        self._probes: list[tuple[str, str]] | None = None

    def grade(self, code: str, budget_s: float = BUDGET_S) -> Grade:
        """Grade one submission within about `budget_s` seconds. Raises Unavailable where nothing can be run."""
        started = time.monotonic()
        try:
            ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = max(1, getattr(error, "lineno", None) or 1)
            reason = "The program can't be read by Python yet; mend its syntax first."
            return Grade("rejected", reason, fault=Fault(line, line), seconds=time.monotonic() - started)
        with self.sandbox.session() as session:
            grade = self._grade(code, session, started + budget_s)
        grade.seconds = time.monotonic() - started
        return grade

    def _grade(self, code: str, session: Session, deadline: float) -> Grade:
        results = self._run(code, [test.call for test in self.challenge.tests], session, VERDICT_CALL_S, VERDICT_S)
        tests = [self._outcome(test, result) for test, result in zip(self.challenge.tests, results, strict=True)]
        failed = [outcome for outcome in tests if not outcome.passed]
        if not failed:
            beyond = self._failures(code, session)
            return Grade("accepted", "All tests pass.", tests, beyond_tests=beyond[:3])
        message = f"{len(failed)} of {len(tests)} tests fail." if len(tests) > 1 else "The test fails."
        grade = Grade("rejected", message, tests)
        grade.counterexample = self._counterexample(code, failed, session)
        call_s = max(0.05, min(0.5, 20 * self._pace(session)))
        grade.fix_searched = True
        left = deadline - time.monotonic()
        if left > 0.3:
            grade.fix = find_fix(code, self.task, self.donors, session, budget_s=left, call_s=call_s)
        if grade.fix is not None:
            grade.fault = Fault(grade.fix.line, grade.fix.end_line)
        else:
            ranked = suspicious_lines(code, self.challenge, results, session)
            if ranked:
                grade.fault = Fault(ranked[0], ranked[0], tuple(ranked[:5]))
        if grade.counterexample is not None:
            grade.trace = self._trace(code, grade.counterexample.call, grade.fault, session)
        grade.hints = ladder(code, self.challenge, grade.fault, grade.fix, grade.counterexample)
        return grade

    # running

    def _run(
        self, code: str, calls: Sequence[str], session: Session, call_s: float, wall_s: float, trace: bool = False
    ) -> list[CallResult]:
        source = f"{self.challenge.preamble}\n{code}" if self.challenge.preamble else code
        files = self.challenge.files
        return session.evaluate(source, calls, call_s=call_s, wall_s=wall_s, files=files, trace=trace)

    @property
    def _shift(self) -> int:
        """Lines that stand before the learner's first."""
        return self.challenge.preamble.count("\n") + 1 if self.challenge.preamble else 0

    def _outcome(self, test: TestCase, result: CallResult) -> TestOutcome:
        passed = result.value is not None and same_value(result.value, test.expected)
        return TestOutcome(test, passed, said(result), result.printed)

    def _pace(self, session: Session) -> float:
        """Seconds that the reference takes for its slowest test."""
        started = time.monotonic()
        calls = [test.call for test in self.challenge.tests]
        self._run(self.challenge.reference, calls, session, 2.0, 5.0)
        return (time.monotonic() - started) / max(1, len(calls))

    # inputs beyond the tests

    def probes(self, session: Session) -> list[tuple[str, str]]:
        """Fair inputs beyond the tests with what they must give: those on which correct programs agree."""
        if self._probes is None:
            tests = {test.call for test in self.challenge.tests}
            calls = inputs.generated(self.challenge, session) or inputs.derived(self.challenge.tests)
            self._probes = self._agreed([call for call in calls if call not in tests], session)
        return self._probes

    def _agreed(self, calls: Sequence[str], session: Session) -> list[tuple[str, str]]:
        if not calls:
            return []
        fair: dict[str, str] = {}
        for result in self._run(self.challenge.reference, calls, session, PROBE_CALL_S * 5, 10):
            if result.value is not None and len(result.value) < 500:
                fair[result.call] = result.value
        # An author who gave a generator said what is fair; derived inputs need the correct programs' word for it.
        others = [] if self.challenge.inputs else self.donors[:AGREEING]
        for donor in others:
            for result in self._run(donor.source, list(fair), session, PROBE_CALL_S * 5, 10):
                if result.value is None or not same_value(result.value, fair[result.call]):
                    del fair[result.call]
        return list(fair.items())

    def _failures(self, code: str, session: Session) -> list[Counterexample]:
        """The fair inputs beyond the tests on which a program is wrong, the smallest first."""
        probes = self.probes(session)
        if not probes:
            return []
        results = self._run(code, [call for call, _ in probes], session, PROBE_CALL_S, PROBES_S)
        found = [
            Counterexample(call, expected, said(result))
            for (call, expected), result in zip(probes, results, strict=True)
            if not (result.value is not None and same_value(result.value, expected)) and not _not_run(result)
        ]
        return sorted(found, key=lambda c: (len(c.call), c.call))

    def _counterexample(self, code: str, failed: Sequence[TestOutcome], session: Session) -> Counterexample | None:
        """The smallest failing input that a learner may see: a visible test, or a fair input beyond the tests."""
        visible = [Counterexample(o.test.call, o.test.expected, o.actual) for o in failed if not o.test.hidden]
        found = sorted([*visible, *self._failures(code, session)], key=lambda c: (len(c.call), c.call))
        if not found:
            return None
        best = found[0]
        hidden = {test.call for test in self.challenge.tests if test.hidden}
        for _ in range(SHRINK_ROUNDS if self.challenge.inputs else 0):
            calls = [c for c in inputs.valid(self.challenge, session, inputs.shrunk(best.call)) if c not in hidden]
            fair = self._agreed(calls[:40], session)
            results = self._run(code, [call for call, _ in fair], session, PROBE_CALL_S, PROBES_S)
            smaller = [
                Counterexample(call, expected, said(result))
                for (call, expected), result in zip(fair, results, strict=True)
                if not (result.value is not None and same_value(result.value, expected)) and not _not_run(result)
            ]
            smaller = [c for c in smaller if len(c.call) < len(best.call)]
            if not smaller:
                break
            best = min(smaller, key=lambda c: (len(c.call), c.call))
        return best

    def _trace(self, code: str, call: str, fault: Fault | None, session: Session) -> tuple[Step, ...]:
        """The last lines executed for a call, in the learner's numbering; around the fault where it was reached."""
        result = self._run(code, [call], session, 0.5, 1.5, trace=True)[0]
        steps = [Step(s.line - self._shift, s.function, s.variables) for s in result.last_lines if s.line > self._shift]
        if fault is None:
            return tuple(steps)
        near = [s for s in steps if fault.line - 1 <= s.line <= fault.end_line + 1]
        return tuple((near or steps)[-8:])


def said(result: CallResult) -> str:
    """What a call gave: the repr of its value, or words for what happened instead."""
    if result.value is not None:
        return result.value
    if result.exception is not None:
        return f"{result.exception.type}: {result.exception.message}".rstrip(": ")
    return {
        "timeout": "no end within the time limit",
        "output": "more output than the limit allows",
        "crashed": "the program was killed",
    }.get(result.end, "no value")


def _not_run(result: CallResult) -> bool:
    """Left over when the time for all was over: says nothing about this input."""
    return result.end == "timeout" and not result.started


def _donors(programs: Sequence[str]) -> list[Donor]:
    found: dict[str, Any] = {}
    for source in programs:
        try:
            donor = Donor.of(source)
        except SyntaxError:
            continue
        found.setdefault(ast.unparse(ast.parse(source)), donor)
    return list(found.values())
