"""Grading: the verdict from the tests, the smallest failing input, the fault and its fix, a short trace, the hints."""

import ast
import difflib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ai_engine.challenges import inputs
from ai_engine.challenges.challenge import Challenge, TestCase
from ai_engine.challenges.hints import Hint, ladder
from ai_engine.challenges.localise import suspicious_lines
from ai_engine.challenges.repair.fix import Fix, Task, find_fix
from ai_engine.challenges.repair.rewrite import source_lines
from ai_engine.challenges.repair.search import Donor
from ai_engine.challenges.repair.verify import Test
from ai_engine.sandbox import CallResult, Sandbox, Session, Step
from ai_engine.sandbox.inside.values import same_value

BUDGET_S = 5.0
# Processor time of one test call: at first, and once more where only time stands between a program and its acceptance.
FIRST_CALL_S, SECOND_CALL_S = 0.2, 1.0
FIRST_PACES, SECOND_PACES = 20, 80  # at least so many times what the reference takes
VERDICT_S = 4.0  # of all calls at least, without what a busy machine makes them wait
PROBE_CALL_S = 0.1
PROBES_S = 0.5
AGREEING = 8  # correct programs that are asked whether an input is a fair one
NEAR, NEAR_EACH = 60, 12  # smaller inputs tried one step and two steps from a failing one, and by way of how many
TRACE_S = 0.2
TRACED = 40  # last lines that are kept of a run, of which
SHOWN_STEPS = 8  # so many are shown
RESERVE_S = 0.5  # of the budget, for what comes after the search
SEARCH_SHARE = 0.3  # of the budget, which the search gets also where a busy machine made the verdict late

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
            challenge.files,
        )
        self.donors = _donors([*challenge.correct, *known_correct])
        self._probes: list[tuple[str, str]] | None = None
        self._pace_s = 0.0

    def prepare(self) -> None:
        """Ask the reference for its pace and the fair inputs, once, in a sandbox that no submission has touched."""
        if self._probes is None:
            with self.sandbox.session() as session:
                self._pace_s = self._pace(session)
                self.probes(session)

    def grade(self, code: str, budget_s: float = BUDGET_S) -> Grade:
        """Grade one submission within about `budget_s` seconds. Raises Unavailable where nothing can be run."""
        started = time.monotonic()
        code = code.removeprefix("\ufeff")  # a mark that some editors put before a text
        self.prepare()
        with self.sandbox.session() as session:
            grade = self._grade(code, session, started, budget_s)
        grade.seconds = time.monotonic() - started
        return grade

    def passes_any(self, programs: Sequence[str], budget_s: float = 2.0) -> bool:
        """Whether any of the programs passes all tests. Raises Unavailable where nothing can be run."""
        end = time.monotonic() + budget_s
        calls = [test.call for test in self.challenge.tests]
        with self.sandbox.session() as session:
            for program in programs:
                if time.monotonic() > end:
                    break
                results = self._run(program, calls, session, 0.2, 0.6)
                if all(self._outcome(t, r).passed for t, r in zip(self.challenge.tests, results, strict=True)):
                    return True
        return False

    def _grade(self, code: str, session: Session, started: float, budget_s: float) -> Grade:
        broken = syntax_error_line(code)
        if broken:
            grade = Grade("rejected", "The program can't be read by Python yet; mend its syntax first.")
            failed_lines: Sequence[CallResult] = ()
            steps: tuple[Step, ...] = ()
        else:
            # Nothing that is shown runs in a process after a hidden test: a program may keep what it was called with.
            shown = [test for test in self.challenge.tests if not test.hidden]
            hidden = [test for test in self.challenge.tests if test.hidden]
            judged = self._tested(code, shown, session)
            visible = [self._outcome(test, judged[test]) for test in shown]
            beyond = self._failures(code, session)
            counterexample = self._counterexample(code, visible, beyond, session) if _failed(visible) else None
            steps = self._steps(code, counterexample.call, session) if counterexample else ()
            judged |= self._tested(code, hidden, session, thorough=not _failed(visible))
            tests = [self._outcome(test, judged[test]) for test in self.challenge.tests]
            if hidden:
                session.close()
            if not _failed(tests):
                return Grade("accepted", "All tests pass.", tests, beyond_tests=beyond[:3])
            if not _failed(visible) and beyond:
                counterexample = self._counterexample(code, visible, beyond, session)
                steps = self._steps(code, counterexample.call, session) if counterexample else ()
            grade = Grade("rejected", _count(tests), tests, counterexample)
            failed_lines = [judged[test] for test in self.challenge.tests]
        # The search shows expected values to its sandbox: what comes after it starts anew.
        session.close()
        grade.fix = self._verified_fix(code, session, started, budget_s)
        grade.fix_searched = True
        if grade.fix is not None:
            grade.fault = Fault(*changed_lines(code, grade.fix.source))
        elif broken:
            grade.fault = Fault(broken, broken)
        else:
            session.close()
            ranked = suspicious_lines(code, self.challenge, failed_lines, session)
            if ranked:
                grade.fault = Fault(ranked[0], ranked[0], tuple(ranked[:5]))
            grade.message += " No fix was found in the time limit: the lines are ranked by the failing tests alone."
        grade.trace = _around(steps, grade.fault)
        grade.hints = ladder(code, self.challenge, grade.fault, grade.fix, grade.counterexample)
        return grade

    @property
    def _probe_call_s(self) -> float:
        """Processor time that a submission gets for one input beyond the tests."""
        return max(0.02, min(PROBE_CALL_S, FIRST_PACES * self._pace_s))

    def _tested(
        self, code: str, tests: Sequence[TestCase], session: Session, *, thorough: bool = True
    ) -> dict[TestCase, CallResult]:
        """The tests' results. Time counts as the processor's, so that a busy machine rejects nobody.

        `thorough`: where only time stands between the program and passing these tests, it gets more of it.
        """
        if not tests:
            return {}
        call_s = max(FIRST_CALL_S, FIRST_PACES * self._pace_s)
        wall_s = max(VERDICT_S, len(tests) * call_s)
        results = self._run(code, [test.call for test in tests], session, call_s, wall_s, patient=True)
        slow = [place for place, result in enumerate(results) if result.end == "timeout"]
        if thorough and all(self._outcome(tests[k], r).passed for k, r in enumerate(results) if k not in slow):
            call_s = max(SECOND_CALL_S, SECOND_PACES * self._pace_s)
            for place in slow:
                call = [tests[place].call]
                results[place] = self._run(code, call, session, call_s, 2 * call_s + 1, patient=True)[0]
                if results[place].value is None:
                    break
        return dict(zip(tests, results, strict=True))

    def _verified_fix(self, code: str, session: Session, started: float, budget_s: float) -> Fix | None:
        """A fix, if one is found, that passes the tests once more in a process which the search has not touched."""
        left = max(started + budget_s - time.monotonic() - RESERVE_S, SEARCH_SHARE * budget_s)
        call_s = max(0.02, min(0.5, 20 * self._pace_s))
        fix = find_fix(code, self.task, self.donors, session, budget_s=left, call_s=call_s)
        if fix is None:
            return None
        session.close()
        results = self._tested(fix.source, self.challenge.tests, session)
        return fix if all(self._outcome(test, result).passed for test, result in results.items()) else None

    # running

    def _run(
        self,
        code: str,
        calls: Sequence[str],
        session: Session,
        call_s: float,
        wall_s: float,
        *,
        trace: bool = False,
        patient: bool = False,
    ) -> list[CallResult]:
        return session.evaluate(
            self.challenge.program(code),
            calls,
            call_s=call_s,
            wall_s=wall_s,
            files=self.challenge.files,
            trace=trace,
            trace_lines=TRACED,
            patient=patient,
        )

    def _outcome(self, test: TestCase, result: CallResult) -> TestOutcome:
        passed = result.value is not None and same_value(result.value, test.expected)
        return TestOutcome(test, passed, said(result), result.printed)

    def _pace(self, session: Session) -> float:
        """Seconds of processor time that the reference takes for its slowest test."""
        calls = [test.call for test in self.challenge.tests]
        results = self._run(self.challenge.reference, calls, session, 10.0, 30.0)
        return max((result.time_s for result in results), default=0.0)

    # inputs beyond the tests

    def probes(self, session: Session) -> list[tuple[str, str]]:
        """Fair inputs beyond the tests with what they must give: those on which correct programs agree."""
        if self._probes is None:
            tests = {_plain(test.call) for test in self.challenge.tests}
            calls = inputs.generated(self.challenge, session) or inputs.derived(self.challenge.tests)
            self._probes = self._agreed([call for call in calls if _plain(call) not in tests], session)
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
        return self._wrong_on(code, self._probes or [], session)

    def _wrong_on(self, code: str, fair: Sequence[tuple[str, str]], session: Session) -> list[Counterexample]:
        """Of inputs with what they must give, those on which a program is wrong, the smallest first."""
        if not fair:
            return []
        results = self._run(code, [call for call, _ in fair], session, self._probe_call_s, PROBES_S)
        found = [
            Counterexample(call, expected, said(result))
            for (call, expected), result in zip(fair, results, strict=True)
            if not (result.value is not None and same_value(result.value, expected)) and not _not_run(result)
        ]
        return sorted(found, key=lambda c: (len(c.call), c.call))

    def _counterexample(
        self, code: str, visible: Sequence[TestOutcome], beyond: Sequence[Counterexample], session: Session
    ) -> Counterexample | None:
        """The smallest failing input that a learner may see: a visible test, or a fair input beyond the tests."""
        shown = [Counterexample(o.test.call, o.test.expected, o.actual) for o in visible if not o.passed]
        found = sorted([*shown, *beyond], key=lambda c: (len(c.call), c.call))
        if not found:
            return None
        return self._shrunk(code, found[0], session) if self.challenge.inputs else found[0]

    def _shrunk(self, code: str, best: Counterexample, session: Session) -> Counterexample:
        """The smallest failing one of the fair inputs within two steps of an input on which the program is wrong.

        The reference runs in a process of its own: a submission could read it from the one that it has touched.
        """
        hidden = {_plain(test.call) for test in self.challenge.tests if test.hidden}
        near = inputs.shrunk(best.call)[:NEAR]
        further = sorted({call for smaller in near[:NEAR_EACH] for call in inputs.shrunk(smaller)}, key=len)
        calls = [c for c in dict.fromkeys([*near, *further[:NEAR]]) if _plain(c) not in hidden]
        session.close()
        fair = self._agreed(inputs.valid(self.challenge, session, calls), session)
        session.close()
        smaller = [c for c in self._wrong_on(code, fair, session) if len(c.call) < len(best.call)]
        return smaller[0] if smaller else best

    def _steps(self, code: str, call: str, session: Session) -> tuple[Step, ...]:
        """The last lines executed for a call, in the learner's numbering."""
        shift = self.challenge.shift
        result = self._run(code, [call], session, TRACE_S, 3 * TRACE_S, trace=True)[0]
        return tuple(Step(s.line - shift, s.function, s.variables) for s in result.last_lines if s.line > shift)


def _around(steps: Sequence[Step], fault: Fault | None) -> tuple[Step, ...]:
    """The last few steps; those around the fault where it was reached."""
    near = [s for s in steps if fault and fault.line - 1 <= s.line <= fault.end_line + 1]
    return tuple((near or list(steps))[-SHOWN_STEPS:])


def _failed(outcomes: Sequence[TestOutcome]) -> bool:
    return not all(outcome.passed for outcome in outcomes)


def _count(outcomes: Sequence[TestOutcome]) -> str:
    failed = sum(not outcome.passed for outcome in outcomes)
    return f"{failed} of {len(outcomes)} tests fail." if len(outcomes) > 1 else "The test fails."


def said(result: CallResult) -> str:
    """What a call gave: the repr of its value without addresses, or words for what happened instead."""
    if result.value is not None:
        return re.sub(r" at 0x[0-9a-f]+>", ">", result.value)
    if result.exception is not None:
        return f"{result.exception.type}: {result.exception.message}".rstrip(": ")
    return {
        "timeout": "no end within the time limit",
        "output": "more output than the limit allows",
        "crashed": "the program was killed",
    }.get(result.end, "no value")


def syntax_error_line(code: str) -> int:
    """The line at which Python stops reading a program; 0 where it can be read."""
    try:
        compile(ast.parse(code), "program.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return max(1, getattr(error, "lineno", None) or 1)
    return 0


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """The first and last line of `before` that `after` changes; where lines are put in, those around them."""
    mine, theirs = source_lines(before.rstrip()), source_lines(after.rstrip())
    found: list[int] = []
    for kind, start, end, _, _ in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "insert":
            found += [max(1, start), min(len(mine), start + 1)]
        elif kind != "equal":
            found += [start + 1, end]
    return (min(found), max(found)) if found else (1, 1)


def _plain(call: str) -> str:
    """A call without its author's spacing and quotes."""
    return ast.unparse(ast.parse(call, mode="eval"))


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
