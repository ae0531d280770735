"""Which lines to suspect when no fix is known: those that failing tests run and passing ones don't (Ochiai's measure).

Source of the formula: Abreu, Zoeteweij and van Gemund, "On the Accuracy of Spectrum-based Fault Localization", 2007.
"""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from ai_engine.challenges.challenge import Challenge
from ai_engine.sandbox import CallResult, Session
from ai_engine.sandbox.inside.values import same_value

MOST_LINES = 400


def suspicious_lines(code: str, challenge: Challenge, results: Sequence[CallResult], session: Session) -> list[int]:
    """Lines of the learner's program, the most suspicious first; [] when no failing test ran any."""
    shift = challenge.shift
    source = challenge.program(code)
    calls = [test.call for test in challenge.tests][:20]
    files = challenge.files
    traced = session.evaluate(source, calls, call_s=0.1, wall_s=0.8, files=files, trace=True, trace_lines=MOST_LINES)
    failed_in: Counter[int] = Counter()
    passed_in: Counter[int] = Counter()
    failing = 0
    for test, result, steps in zip(challenge.tests, results, traced, strict=False):
        lines = {step.line - shift for step in steps.last_lines if step.line > shift}
        if result.value is not None and same_value(result.value, test.expected):
            passed_in.update(lines)
        else:
            failing += 1
            failed_in.update(lines)
    scores = {line: failed_in[line] / sqrt(failing * (failed_in[line] + passed_in[line])) for line in failed_in}
    return sorted(scores, key=lambda line: (-scores[line], line))
