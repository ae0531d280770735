"""What would lower a program's class of time is told, and nothing is told where nothing would."""

import pytest

from ai_engine.analysis import analyse

WORTH_TELLING = {
    "fib": "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n",
    "slices": "def total(xs):\n    if not xs:\n        return 0\n    return xs[0] + total(xs[1:])\n",
    "count": "def twice(xs):\n    for x in xs:\n        if xs.count(x) > 1:\n"
    "            return True\n    return False\n",
    "pairs": "def twice(xs):\n    for i in range(len(xs)):\n        for j in range(i + 1, len(xs)):\n"
    "            if xs[i] == xs[j]:\n                return True\n    return False\n",
    "sorted": "def ranks(xs):\n    out = []\n    for x in xs:\n"
    "        out.append(sorted(xs).index(x))\n    return out\n",
}
FINE = {
    "sum": "def total(xs):\n    result = 0\n    for x in xs:\n        result += x\n    return result\n",
    "table": "def table(n):\n    for i in range(n):\n        for j in range(n):\n            print(i * j)\n",
    "halves": "def count(n):\n    if n < 2:\n        return 0\n    return 1 + count(n // 2)\n",
}


@pytest.mark.parametrize("name", WORTH_TELLING)
def test_a_way_to_a_lower_class_is_told(name: str) -> None:
    """A program that does the same work again and again gets a sentence about it."""
    assert analyse(WORTH_TELLING[name]).performance.opportunities


@pytest.mark.parametrize("name", FINE)
def test_nothing_is_told_about_work_that_is_needed(name: str) -> None:
    """Where every step is needed there is nothing to tell."""
    assert analyse(FINE[name]).performance.opportunities == ()
