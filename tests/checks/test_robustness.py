"""No program that parses brings the checks down."""

import ast
import copy
import random
import sys
from types import FrameType

import pytest

from ai_engine.analysis.challenge import ChallengeContext, Example
from ai_engine.analysis.checks import run_checks
from ai_engine.analysis.source import Source
from tests.checks.test_rules import CASES

CONTEXT = ChallengeContext(
    task="Write a function f(x) that returns a number.",
    examples=(Example(call="f(1)", expected="2"), Example(call="f(2, 'a')", expected="'b'")),
    forbidden=("for", "sum", "recursion"),
    required=("while", "list comprehension", "math.sqrt"),
)
ODD = [
    "",
    "\n\n",
    "pass",
    "x: int",
    "class A: pass",
    "def f(*, a, b=1, **c): ...",
    "async def f():\n    async for x in y:\n        await x\n    async with a as b:\n        yield b",
    "lambda: (yield)",
    "match x:\n    case [1, *rest] if rest:\n        pass\n"
    "    case {'a': b, **c}:\n        pass\n    case A(b=1) | None:\n        pass",
    "try:\n    pass\nexcept* ValueError as e:\n    raise",
    "for x, (y, *z) in a: print(x, y, z)",
    "a = b = c, *d = e",
    "del a, (b, c), d[0], e.f",
    "[*a, *[b]]; {**a, 'b': 1}; f(*a, **b)",
    "x = (y := 1) + y",
    "print(f'{x!r:>{width}} {x=}')",
    "global a\nnonlocals = 1",
    "while 0: break\nelse: pass",
    "a[1:2, ::3] = b[..., None]",
    "x = 10 ** 1000\ny = 1e999\nrange(10 ** 30)",
    "if x if y else z: pass",
    "'%' % 1; '%(a)s' % {}; '{'.format(); '{0[a]}{}'.format(1)",
    "def f():\n    nonlocal_ = [f for f in f if f]\n    return f",
    "@f\nclass A(B, metaclass=C):\n    x = x\n    def __init__(this): this.x = x",
    "\tx = 1" if False else "if 1:\n\tx = 'ä' + 1",
    "from . import a\nfrom .. import *\nimport a.b.c as d",
    "for i in range(*a): pass\nrange()\nlen()\nopen()\nint()\nsum()",
    "raise\nraise x from None\nassert x, y\nreturn_ = 1",
    "def f(a=[], /, b={}, *c, d=set()): a.append(b); return a",
    "type('X', (), {})()\n(lambda x: x)(1)(2)\n1 .real\n''.join\n",
    "x.y.z = x.y.z\nx[0] = x[0]\nx, x = x, x",
    "while x != 0:\n    x = x - 0\nwhile x < 1:\n    x += 0",
    "x = 0x" + "f" * 6000 + "\nx\nx == x\nrange(x, 0.5)",
    "for i in range(1" + "0" * 400 + ", 0.5): print(i)\nif 1" + "0" * 400 + " < 0.5: pass",
    "x = 1e999\nif x == 1e999 or x == 0.1: pass\nwhile x != 1e999: x += 1e999",
    "é = 1\nprint(é, 'ü'[5])",
    "for x in enumerate(a): a[x]\nfor x, y in enumerate(*a): a[y]\nfor x in d.items(): d[x] = 1\nfor x.y in d: d[x.y]",
    "if k in d: d[k] += 1\nelse: d[k] = d[k]\nif k not in d.e: d.e[k] = []\nd.e[k].append(1)",
    "sum(a, *b)\n''.join(*a)\n''.join(x for x in 1)\nxs[:0:-1]; xs[None:0:-1]; s[:-1] == ''",
    "for x in a:\n    b.sort()\n    c.count(*x)\n    d = max(d, *x)\n    e = min(e)",
    "if a < 1: pass\nelif a >= 1 < b: pass\nelif 1 <= a < 'x': pass",
]


@pytest.mark.parametrize("code", ODD, ids=range(len(ODD)))
def test_odd_programs(code: str) -> None:
    """Rare forms of Python are no surprise."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        pytest.skip("this Python doesn't know the form")

    assert isinstance(run_checks(Source(code, tree), CONTEXT), list)


def test_mutated_programs() -> None:
    """Programs whose parts were exchanged at random are analysed to the end."""
    choose = random.Random(7)
    trees = [ast.parse(bad + "\n" + good) for _, bad, good in CASES]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    statements = [node for node in nodes if isinstance(node, ast.stmt)]
    expressions = [
        node for node in nodes if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store)
    ]
    analysed = 0
    for _ in range(400):
        tree = ast.Module(body=copy.deepcopy(choose.choices(statements, k=4)), type_ignores=[])
        for _ in range(5):
            node = choose.choice(list(ast.walk(tree)))
            for name, value in ast.iter_fields(node):
                if isinstance(value, ast.expr) and not isinstance(getattr(value, "ctx", None), ast.Store | ast.Del):
                    setattr(node, name, copy.deepcopy(choose.choice(expressions)))
        try:
            code = ast.unparse(ast.fix_missing_locations(tree))
            tree = ast.parse(code)
        except (SyntaxError, ValueError, AttributeError, TypeError):
            continue
        run_checks(Source(code, tree), CONTEXT)
        analysed += 1

    assert analysed > 200


def test_long_programs_take_work_in_proportion() -> None:
    """Twice the program means about twice the function calls, not four times as many."""
    part = "def f{0}(xs):\n    total = 0\n    for x in xs:\n        if x > {0}:\n            total += x\n"
    part += "    return total\n"
    calls: list[int] = []

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            calls[-1] += 1

    for size in (50, 100, 200):
        code = "\n".join(part.format(number) for number in range(size))
        source = Source(code, ast.parse(code))
        calls.append(0)
        sys.setprofile(count)
        try:
            run_checks(source)
        finally:
            sys.setprofile(None)

    assert calls[1] < 2.3 * calls[0]
    assert calls[2] < 2.3 * calls[1]


def test_many_classes_and_unknown_names_take_no_more_than_their_share() -> None:
    """Four times as many classes, or names that nothing defines, take about four times as many steps."""

    def steps(code: str) -> int:
        count = 0

        def trace(frame: FrameType, event: str, _: object) -> None:
            nonlocal count
            count += event == "call"

        source = Source(code, ast.parse(code))
        before = sys.getprofile()
        sys.setprofile(trace)
        try:
            run_checks(source)
        finally:
            sys.setprofile(before)
        return count

    one = "class C{0}:\n    def __init__(self):\n        self.x{0} = 1\n    def get(self):\n        return self.x{0}\n"
    for part in (one, "print(unknown{0})\n"):
        small, large = (steps("".join(part.format(number) for number in range(count))) for count in (40, 160))

        assert large < 6 * small
