"""Time classes of whole programs, how stable they are, and what is said to lower them."""

import ast
import builtins
import random
import time

import pytest

from ai_engine.analysis import analyse
from ai_engine.analysis.complexity import program_complexity
from tests.complexity.known import FIFTH, FIRST, FOURTH, FUNCTIONS, SECOND, SIXTH, SPACE, THIRD
from tests.complexity.later import LATER
from tests.complexity.programs import DEVELOPMENT, HELD_OUT, PROGRAMS

_CLASSES = {"O(1)", "O(log n)", "O(n)", "O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)"}


def _time(code: str) -> str:
    return program_complexity(ast.parse(code)).program.time


def _right(programs: list[tuple[str, str]]) -> float:
    return sum(_time(code) == label for label, code in programs) / len(programs)


def test_the_collection_holds_every_class() -> None:
    """At least 160 programs, all classes, in both halves."""
    assert len(PROGRAMS) + len(LATER) >= 160
    for half in (DEVELOPMENT, HELD_OUT, LATER, FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, FUNCTIONS):
        assert {label for label, _ in half} == _CLASSES


@pytest.mark.parametrize(
    ("programs", "floor"),
    [
        (DEVELOPMENT, 0.95),
        (HELD_OUT, 0.95),
        (LATER, 0.92),
        (FIRST, 0.95),
        (SECOND, 0.95),
        (THIRD, 0.92),
        (FOURTH, 0.92),
        (FIFTH, 0.92),
        (SIXTH, 0.92),
        (FUNCTIONS, 0.92),
    ],
    ids=["development", "held-out", "later", "first", "second", "third", "fourth", "fifth", "sixth", "functions"],
)
def test_programs_of_known_class(programs: list[tuple[str, str]], floor: float) -> None:
    """So many of the programs of known class are classed right."""
    assert _right(programs) >= floor


def test_programs_of_known_space() -> None:
    """At least nineteen of twenty are classed right by the memory they take."""
    wrong = [
        code for label, code in SPACE if program_complexity(ast.parse(code)).program.space != label.partition("|")[0]
    ]

    assert len(wrong) <= len(SPACE) * 0.05


def test_advice_is_given_where_it_helps_and_nowhere_else() -> None:
    """Each program that wastes time is told what would spare it; those that don't are told nothing."""
    for label, code in SPACE:
        word = label.partition("|")[2]
        told = program_complexity(ast.parse(code)).opportunities

        assert any(word in text for text in told) if word != "-" else told == ()


class _Renamed(ast.NodeTransformer):
    """Gives every name that the program itself makes up another, ordinary one."""

    def __init__(self, tree: ast.Module) -> None:
        own = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        own |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        # A class's methods may be called by others, and a builtin's name says what is meant.
        methods = {
            f.name
            for n in ast.walk(tree)
            if isinstance(n, ast.ClassDef)
            for f in n.body
            if isinstance(f, ast.FunctionDef)
        }
        own |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)} - methods
        keywords = {n.arg for n in ast.walk(tree) if isinstance(n, ast.keyword)}
        names = sorted(own - {"self", "cls"} - set(dir(builtins)) - keywords)
        self.table = {name: f"thing{number}" for number, name in enumerate(names)}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.table.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self.table.get(node.arg, node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self.table.get(node.name, node.name)
        self.generic_visit(node)
        return node

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.Nonlocal:
        node.names = [self.table.get(name, name) for name in node.names]
        return node

    visit_Global = visit_Nonlocal  # type: ignore[assignment]


def test_renaming_changes_no_class() -> None:
    """With other names for its variables and functions a program keeps its class."""
    changed = []
    for _, code in [*PROGRAMS, *LATER]:
        tree = ast.parse(code)
        renamed = ast.unparse(_Renamed(tree).visit(tree))
        if _time(renamed) != _time(code):
            changed.append(renamed)

    assert changed == []


def test_reformatting_changes_no_class() -> None:
    """Another layout, a comment and an unrelated function change no class."""
    for _, code in [*PROGRAMS, *LATER]:
        plain = _time(code)

        assert _time(ast.unparse(ast.parse(code))) == plain
        assert _time("# A comment.\n\n" + code.replace("\n", "\n\n")) == plain


def test_calls_that_fan_out_are_followed_in_time() -> None:
    """Two hundred functions that each call three others are followed within the steps that one run may take."""
    code = "".join(
        f"def f{i}(x):\n    for j in range(x):\n        f{i + 1}(x)\n        f{i + 2}(x)\n        f{i + 3}(x)\n"
        for i in range(200)
    )
    started = time.process_time()
    program_complexity(ast.parse(code + "f0(9)\n"))

    assert time.process_time() - started < 5


def test_any_program_that_parses_gets_an_answer() -> None:
    """Programs put together from pieces of others, whatever they mean, get an answer in time."""
    chance = random.Random(4)
    statements = [node for _, code in PROGRAMS for node in ast.walk(ast.parse(code)) if isinstance(node, ast.stmt)]
    expressions = [node for _, code in PROGRAMS for node in ast.walk(ast.parse(code)) if isinstance(node, ast.expr)]
    for _ in range(400):
        body = chance.choices(statements, k=chance.randint(1, 6))
        mixed = ast.Module(body=[*body, ast.Expr(chance.choice(expressions))], type_ignores=[])
        try:
            tree = ast.parse(ast.unparse(ast.fix_missing_locations(mixed)))
        except SyntaxError:  # a slice alone is no expression
            continue
        found = program_complexity(tree).program

        assert found.time in _CLASSES | {"unknown"}
        assert 0.0 <= found.confidence <= 1.0


@pytest.mark.parametrize(
    "code",
    ["", "pass\n", "x = " + "[" * 60 + "]" * 60, "def f(*a, **k):\n    f(*a, **k)\n", "f = lambda: f()\nf()\n",
     "class A:\n    def f(self):\n        return self.f()\n", "while True:\n    pass\n", "a = [a for a in a if a in a]\n",
     "for a[0] in b:\n    pass\n", "match x:\n    case 1:\n        pass\n", "async def f():\n    async for x in y:\n        await x\n",
     "def f(n):\n    return f(f(f(n)))\n", "(x := 5)\n", "del x\n", "def f(n, /, m, *, k=1):\n    return f(n - 1, m, k=k)\n",
     "x = product(repeat=n)\n", "max()\n", "sorted()\n", "pow(1)\n", "range()\n", "a.pop(0)\nnext()\n"],
)  # fmt: skip
def test_odd_programs_get_an_answer(code: str) -> None:
    """Nothing that parses makes the walk fail."""
    assert _time(code) in _CLASSES | {"unknown"}


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("def f(a):\n    out = []\n    for x in a:\n        if x not in out:\n            out.append(x)\n    return out\n", "set"),
        ("def f(a):\n    best = 0\n    for x in a:\n        best = max(best, a.count(x))\n    return best\n", "dictionary"),
        ("def f(a):\n    out = []\n    for x in a:\n        out.append(x / sum(a))\n    return out\n", "before the loop"),
        ("def f(a):\n    r = []\n    for i in range(len(a)):\n        r.append(sum(a[:i]))\n    return r\n", "running totals"),
        ("def f(a, b):\n    for x in a:\n        for y in b:\n            if x == y:\n                return True\n    return False\n", "set"),
        ("def f(n):\n    if n < 2:\n        return n\n    return f(n - 1) + f(n - 2)\n", "remember"),
        ("def f(a):\n    for i in range(len(a)):\n        a.sort()\n        print(a[-1])\n        a.pop()\n", "sort"),
        ("def f(a):\n    if not a:\n        return 0\n    return a[0] + f(a[1:])\n", "positions"),
    ],
)  # fmt: skip
def test_what_would_lower_the_class_is_told(code: str, word: str) -> None:
    """Work that is done again and again is named, with what would spare it."""
    assert any(word in text for text in program_complexity(ast.parse(code)).opportunities)


@pytest.mark.parametrize(
    "code",
    [
        "def f(rows):\n    s = 0\n    for row in rows:\n        s += sum(row)\n    return s\n",
        "def f(n):\n    for i in range(n):\n        for j in range(n):\n            print(i * j)\n",
        "def hanoi(n, a, b, c):\n    if n == 0:\n        return 0\n    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)\n",
        "def f(a):\n    return sorted(a)[0]\n",
        "def f(d):\n    for k in sorted(d):\n        print(k)\n",
        "t = int(input())\nwhile t:\n    n = int(input())\n    a = list(map(int, input().split()))\n    a.sort()\n    print(a[n // 2])\n    t -= 1\n",
        "def f(a, w):\n    for i in range(len(a)):\n        for j in range(len(a)):\n            if a[i][j] == w:\n                return i, j\n    return None\n",
    ],
)  # fmt: skip
def test_nothing_is_told_where_nothing_would_help(code: str) -> None:
    """Where every step is needed the walk tells nothing."""
    assert program_complexity(ast.parse(code)).opportunities == ()


def test_the_report_tells_each_line_once() -> None:
    """What the walk and a check both see stands once among the opportunities."""
    code = "def f(a):\n    out = []\n    for x in a:\n        out.append(x / sum(a))\n    return out\n"
    told = analyse(code).performance.opportunities

    assert len(told) == 1
