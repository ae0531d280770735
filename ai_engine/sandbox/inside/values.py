"""When a value counts as the expected one, judged by their reprs alone."""

import ast
import math

TOLERANCE = 1e-9
LONGER = 10  # times: more than two reprs of equal values differ in length


def same_value(found: str, expected: str) -> bool:
    """Equal reprs, or literals that are equal as Python says (True == 1, sets in any order), floats nearly."""
    if found == expected:
        return True
    if len(found) > LONGER * len(expected) + 64:  # not worth reading, and reading may be made slow on purpose
        return False
    try:
        return _same(ast.literal_eval(found), ast.literal_eval(expected))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        if isinstance(one, (int, float)) and isinstance(other, (int, float)):
            return one == other or _near(one, other)
        return False
    if isinstance(one, (list, tuple)) and type(one) is type(other) and len(one) == len(other):
        return all(_same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return one == other


def _near(one: float, other: float) -> bool:
    try:
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    except OverflowError:  # a whole number larger than any float
        return False
