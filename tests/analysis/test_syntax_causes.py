"""Causes that only the sense of the line tells: words for operators, other languages' forms, what was left out."""

import pytest

from ai_engine.analysis.parsing import normalise
from ai_engine.analysis.syntax import find_faults

# Program, the line to show, the cause, a word that the message must hold.
CASES: list[tuple[str, int, str, str]] = [
    # Conditions as people say them
    ("xs = [1]\nif 3 is not in xs:\n    print(1)\n", 2, "foreign-operator", "not in"),
    ("xs = [1]\nif 1 is in xs:\n    print(1)\n", 2, "foreign-operator", " in "),
    ("a = 3\nwhile a not == 5:\n    a += 1\n", 2, "foreign-operator", "!="),
    ("a = 3\nif a == not 5:\n    print(a)\n", 2, "foreign-operator", "!="),
    ("a = None\nif a not None:\n    print(a)\n", 2, "not-between-values", "is not"),
    ("a = 3\nif a equals 3:\n    print(a)\n", 2, "word-for-operator", "=="),
    ("a = 3\nif a is greater than 3:\n    print(a)\n", 2, "word-for-operator", ">"),
    ("a = 3\nif a is less than or equal to 3:\n    print(a)\n", 2, "word-for-operator", "<="),
    ("a = 3\nif a is not equal to 3:\n    print(a)\n", 2, "word-for-operator", "!="),
    ("a = 3\nb = a times 2 plus 1\n", 2, "word-for-operator", "*"),
    ("w = 3\nh = 4\narea = w x h x 2\n", 3, "word-for-operator", "*"),
    ("a = 3\nif a > 1 and if a < 5:\n    print(a)\n", 2, "keyword-in-condition", "if"),
    # Left out
    ("def mean(xs):\n    total sum(xs)\n    return total / len(xs)\n", 2, "missing-equals", "="),
    ("b 7\nprint(b)\n", 1, "missing-equals", "="),
    ("with open('a.txt') f:\n    print(f.read())\n", 1, "with-without-as", "as"),
    ("try:\n    print(1)\nexcept KeyError err:\n    print(err)\n", 3, "except-without-as", "as"),
    ("def f(x):\n    try:\n        return 1 / x\n\nprint(f(2))\n", 2, "try-without-except", "except"),
    ("ages = {\n    'a': {'x': 1,\n    'b': {'x': 2},\n}\nprint(ages)\n", 2, "unclosed-bracket", "never closed"),
    ("days = ['Mon', 'Tue, 'Wed']\n", 1, "unclosed-string", "never closed"),
    # Other languages' forms
    ("double = n => n * 2\n", 1, "arrow-function", "lambda"),
    ("xs = list(map((n) => n + 1, [1, 2]))\n", 1, "arrow-function", "lambda"),
    ("for i = 1 to 10:\n    print(i)\n", 1, "range-in-words", "range"),
    ("for i in 1..10:\n    print(i)\n", 1, "range-in-words", "range"),
    ("class A:\n    pass\nclass B extends A:\n    pass\n", 3, "word-of-other-language", "extends"),
    ("class A:\n    pass\nA a = A()\n", 3, "type-before-name", "type"),
    ("if 1 > 2:\n    print(1)\notherwise:\n    print(2)\n", 3, "word-of-other-language", "else"),
    # Brackets, arguments, comprehensions
    ("xs = [1]\nprint(xs[0 % 1)]\n", 2, "brackets-crossed", "order"),
    ("ages = {}\nname = 'a'\nages{name} = 3\n", 3, "curly-index", "square brackets"),
    ("print(1, 'sep'='-')\n", 1, "text-as-argument-name", "quotation marks"),
    ("xs = [x for x in range(3), if x > 1]\n", 1, "comma-in-comprehension", "comma"),
    ("xs = [x, y for x, y in [(1, 2)]]\n", 1, "comprehension-target", "parenthes"),
    ("ok = True\nprint(if ok 'a' else 'b')\n", 2, "choice-without-value", "if"),
    ("f = lambda c (len(c), c)\n", 1, "missing-colon", "lambda"),
    ("def f(**options, *values):\n    pass\n", 1, "star-parameters-order", "order"),
    ("xs = [1]\nprint(f'{len(xs:.1f}')\n", 2, "f-string-unclosed-bracket", "never closed"),
    # Texts without quotation marks
    ("total = 3\nprint(Sum is, total)\n", 2, "text-without-quotes", "quotation marks"),
    ("print(Done!)\n", 1, "text-without-quotes", "quotation marks"),
    ("def make_tea(n):\n    return n\nx = make tea(3)\n", 3, "name-with-space", "space"),
]


@pytest.mark.parametrize(("code", "line", "cause", "word"), CASES)
def test_the_cause_is_told(code: str, line: int, cause: str, word: str) -> None:
    """Each program has one mistake; it alone is told, at its line, by its cause, in words."""
    faults = find_faults(normalise(code))

    assert [(fault.line, fault.cause) for fault in faults] == [(line, cause)]
    assert word in faults[0].message


# Two programs' mistakes one after the other: the earlier one hides nothing of the later one.
TWO: list[tuple[str, list[tuple[int, str]]]] = [
    ("x = 3\nif x > 1:\n    print(x)\nelse if x < 0:\n    print(0)\n\nname = 'Ann\nprint(name)\n",
     [(4, "else-if"), (7, "unclosed-string")]),
    ("for each n in [1, 2]:\n    print(n)\n\ndays = ['Mon', 'Tue', 'Wed]\nprint(days)\n",
     [(1, "word-from-other-language"), (4, "unclosed-string")]),
    ("x = 1\nif x = 2:\n    print(x)\n\ntotal = max(0, x - 40\nprint(total)\n",
     [(2, "assignment-in-condition"), (5, "unclosed-bracket")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), TWO)
def test_independent_mistakes_are_each_told(code: str, expected: list[tuple[int, str]]) -> None:
    """An open quotation mark or bracket is judged by its own statement where an earlier mistake is left."""
    assert [(fault.line, fault.cause) for fault in find_faults(normalise(code))] == expected
