"""What a wrong value and a right one have to do with each other, and with the lists in the program."""

import ast
from fractions import Fraction

from ai_engine.tutor.compose.wording import code
from ai_engine.tutor.evidence.program import Program


def difference(actual: str, expected: str, program: Program) -> str:
    """What the two values have to do with each other, and with the lists in the program."""
    first, second = _number(actual), _number(expected)
    if first is not None and second is not None:
        if _written_together(actual, program):
            return f"{actual} is the texts of the list, written one after the other. What does + do with texts, and what with numbers?"
        gap = second - first
        for _, items, line in program.lists:
            numbers = [item for item in items if isinstance(item, int | float) and not isinstance(item, bool)]
            if not numbers or len(numbers) != len(items) or gap <= 0:
                continue
            for position, word in ((-1, "last"), (0, "first")):
                if Fraction(str(numbers[position])) == gap:
                    return f"The difference is {_show(gap)}, and {_show(gap)} is the {word} value in line {line}. Does your loop get to it?"
        if gap in (1, -1) and program.loops:
            return f"That is {'one too few' if gap > 0 else 'one too many'}. Look at where the counting starts and where it stops."
        if first and second / first == 2:
            return "That is exactly half. Which step happens only every second time?"
        if second and first / second == 2:
            return "That is exactly double. Which step happens twice?"
        wrong = "too small" if gap > 0 else "too big"
        return f"The result is {wrong} by {_show(abs(gap))}. After which step is it {wrong} for the first time?"
    if actual == "None" or actual == "nothing":
        if program.functions and not program.functions[0].returns:
            return f"What does {code(program.functions[0].name)} give back to the place that calls it?"
        return "Which path through the program ends without giving a value back?"
    one, two = _literal(actual), _literal(expected)
    if isinstance(one, str) and (first is not None or second is not None or isinstance(two, int | float)):
        return "One of them is text and the other a number. Where does the text come from?"
    if isinstance(one, list | tuple) and isinstance(two, list | tuple):
        for index, (left, right) in enumerate(zip(one, two, strict=False)):
            if left != right:
                return f"They first differ at position {index}: {left!r} against {right!r}. Which step decides what stands there?"
        longer = "missing" if len(one) < len(two) else "too much"
        extra = (two if len(one) < len(two) else one)[min(len(one), len(two))] if len(one) != len(two) else None
        if extra is not None:
            return f"Up to there they agree, and then {extra!r} is {longer}. Which step handles that item?"
    return "Which line decides which of the two it is?"


def plain_value(value: str) -> str:
    """A value as `print` would show it."""
    return value.strip("\"'")


def _written_together(actual: str, program: Program) -> bool:
    """Whether a wrong "sum" is the items' texts joined."""
    return any(
        all(isinstance(item, str) for item in items) and "".join(map(str, items)) == actual
        for _, items, _ in program.lists
    )


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _literal(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def _show(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
