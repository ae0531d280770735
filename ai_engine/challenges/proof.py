"""Proves a challenge: it can be solved and isn't yet, its tests notice mistakes, its hints don't solve it."""

import ast
import random
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from ai_engine.challenges import inputs
from ai_engine.challenges.challenge import Challenge
from ai_engine.challenges.repair.mutations import mutants
from ai_engine.challenges.repair.search import far, grams
from ai_engine.sandbox import Sandbox, Session
from ai_engine.sandbox.inside.values import same_value

INPUTS = 1_000
MUTANTS = 150  # a sample where a reference has more
KILLED_SHARE = 0.9
LEAST_TESTS, LEAST_VISIBLE = 5, 2
LEAST_GENERATED = 30  # different inputs, so that 1,000 draws are not one
NEAR_DUPLICATE = 0.08  # references closer than this, with statements in the same words, are one challenge


@dataclass(slots=True)
class Proof:
    """What was found: the failures in words, and how many of the mutants that differ the tests notice."""

    failures: list[str] = field(default_factory=list)
    differing: int = 0
    killed: int = 0


def prove(challenge: Challenge, sandbox: Sandbox, seed: int = 0) -> Proof:
    """Check one challenge on its own. Raises Unavailable where nothing can be run."""
    proof = Proof()
    with sandbox.session() as session:
        _tests(challenge, session, proof)
        _inputs(challenge, session, proof)
        _mutants(challenge, session, proof, seed)
    _hints(challenge, proof)
    return proof


def near_duplicates(challenges: Sequence[Challenge]) -> list[tuple[str, str]]:
    """Pairs of challenges whose references are nearly the same tree under the same name of topic."""
    trees = [(c, grams(_function(c))) for c in challenges]
    return [
        (one.id, other.id)
        for place, (one, mine) in enumerate(trees)
        for other, theirs in trees[place + 1 :]
        if far(mine, theirs) < NEAR_DUPLICATE and (one.topic == other.topic or one.statement == other.statement)
    ]


def _function(challenge: Challenge) -> ast.FunctionDef:
    for node in ast.parse(challenge.reference).body:
        if isinstance(node, ast.FunctionDef) and node.name == challenge.entry_point:
            return node
    raise ValueError(f"{challenge.id}: the reference does not define {challenge.entry_point}")


def _passes(challenge: Challenge, code: str, session: Session) -> list[bool]:
    source = challenge.program(code)
    calls = [test.call for test in challenge.tests]
    results = session.evaluate(source, calls, call_s=1.0, wall_s=10, files=challenge.files)
    return [
        result.value is not None and same_value(result.value, test.expected)
        for result, test in zip(results, challenge.tests, strict=True)
    ]


def _tests(challenge: Challenge, session: Session, proof: Proof) -> None:
    for name, code in [
        ("reference", challenge.reference),
        *((f"correct program {n}", c) for n, c in enumerate(challenge.correct, 1)),
    ]:
        for test, passed in zip(challenge.tests, _passes(challenge, code, session), strict=True):
            if not passed:
                proof.failures.append(f"the {name} fails {test.call}")
    if all(_passes(challenge, challenge.starter["python"], session)):
        proof.failures.append("the starter passes all tests")
    if len(challenge.tests) < LEAST_TESTS:
        proof.failures.append(f"{len(challenge.tests)} tests are too few")
    if len(challenge.visible_tests) < LEAST_VISIBLE or len(challenge.visible_tests) == len(challenge.tests):
        proof.failures.append("needs both visible tests (two or more) and hidden ones")
    if len({test.call for test in challenge.tests}) < len(challenge.tests):
        proof.failures.append("has the same test twice")


def _inputs(challenge: Challenge, session: Session, proof: Proof) -> None:
    calls = inputs.generated(challenge, session, 100)
    if len(calls) < LEAST_GENERATED:
        proof.failures.append(f"its generator gives only {len(calls)} different inputs of 100")
    if len(inputs.valid(challenge, session, calls)) < len(calls):
        proof.failures.append("its generator gives inputs that its own valid() refuses")
    tests = [test.call for test in challenge.tests]
    if inputs.valid(challenge, session, tests) != tests:
        proof.failures.append("a test's input is refused by its own valid()")
    results = session.evaluate(
        challenge.program(challenge.reference), calls, call_s=1, wall_s=20, files=challenge.files
    )
    failed = [result.call for result in results if result.value is None]
    if failed:
        proof.failures.append(f"the reference fails on the generated input {failed[0]}")


def _mutants(challenge: Challenge, session: Session, proof: Proof, seed: int) -> None:
    """Of the reference's mutants that differ from it on generated inputs, the tests must notice nine in ten."""
    calls = inputs.generated(challenge, session, INPUTS, seed)
    source = challenge.program(challenge.reference)
    expected = [r.value for r in session.evaluate(source, calls, call_s=1, wall_s=60, files=challenge.files)]
    known = [(call, value) for call, value in zip(calls, expected, strict=True) if value is not None]
    sources = _mutated(challenge, seed)
    on_inputs = _survivors(challenge, sources, known, session)
    on_tests = _survivors(challenge, sources, [(t.call, t.expected) for t in challenge.tests], session)
    differing = [source for source in sources if source not in on_inputs]
    proof.differing = len(differing)
    proof.killed = sum(source not in on_tests for source in differing)
    if proof.killed < KILLED_SHARE * proof.differing:
        survivor = next(source for source in differing if source in on_tests)
        share = f"{proof.killed} of {proof.differing}"
        proof.failures.append(
            f"its tests notice only {share} wrong variants; unnoticed:\n{textwrap.indent(survivor, '    ')}"
        )


def _mutated(challenge: Challenge, seed: int) -> list[str]:
    tree = ast.parse(challenge.reference)
    found = []
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for mutant in mutants(function):
            with mutant.applied():
                found.append(ast.unparse(ast.fix_missing_locations(tree)))
    original = ast.unparse(tree)
    found = [source for source in dict.fromkeys(found) if source != original]
    if len(found) > MUTANTS:
        found = random.Random(seed).sample(found, MUTANTS)  # noqa: S311 - a sample
    return found


def _survivors(
    challenge: Challenge, sources: Sequence[str], cases: Sequence[tuple[str, str]], session: Session
) -> set[str]:
    """The programs that answer every case as expected."""
    found: set[str] = set()
    todo = list(sources)
    while todo:
        part = todo[:40]
        job = {
            "kind": "candidates",
            "programs": [challenge.program(source) for source in part],
            "calls": [call for call, _ in cases],
            "expected": [expected for _, expected in cases],
            "call_s": 0.1,
            "first_miss": True,
            "files": dict(challenge.files),
        }
        outcome = session.ask(job, 60)
        replies = [reply["passed"] for reply in outcome.replies if "candidate" in reply]
        for source, passed in zip(part, replies, strict=False):
            if len(passed) == len(cases) and all(passed):
                found.add(source)
        # One that kills its process differs: it is done with, too.
        todo = todo[max(1, len(replies) + (outcome.end != "done")) :]
    return found


def _hints(challenge: Challenge, proof: Proof) -> None:
    if len(challenge.hints) < 2:
        proof.failures.append("needs at least two hints")
    lines = {line.strip() for line in challenge.reference.splitlines() if len(line.strip()) > 12}
    for number, hint in enumerate(challenge.hints, 1):
        if "```" in hint.text or any(line in hint.text for line in lines):
            proof.failures.append(f"hint {number} holds a line of the solution")
