"""Scopes, definitions that reach a name, and types: what the checks stand on."""

import ast
from textwrap import dedent

import pytest

from ai_engine.analysis.flow import UNBOUND
from ai_engine.analysis.program import Program
from ai_engine.analysis.source import Source


def program(code: str) -> Program:
    text = dedent(code).strip("\n") + "\n"
    tree = ast.parse(text)
    return Program(Source(text, tree), tree)


def last_load(made: Program, name: str) -> ast.Name:
    return [node for node in made.all(ast.Name) if node.id == name and isinstance(node.ctx, ast.Load)][-1]


@pytest.mark.parametrize(
    ("code", "surely"),
    [
        ("if a:\n    x = 1\nelse:\n    x = 2\nx", True),
        ("if a:\n    x = 1\nx", False),
        ("for i in a:\n    x = i\nx", False),
        ("for i in range(3):\n    x = i\nx", True),
        ("while True:\n    x = 1\n    if a:\n        break\nx", True),
        ("while a:\n    x = 1\nx", False),
        ("try:\n    x = f()\nexcept ValueError:\n    x = 0\nx", True),
        ("try:\n    x = f()\nexcept ValueError:\n    pass\nx", False),
        ("try:\n    x = f()\nexcept ValueError:\n    raise\nx", True),
        ("with f() as x:\n    pass\nx", True),
        ("if a:\n    x = 1\nelse:\n    raise ValueError\nx", True),
        ("match a:\n    case 1:\n        x = 1\n    case _:\n        x = 2\nx", True),
        ("match a:\n    case 1:\n        x = 1\nx", False),
        ("x = 1\ndel x\nx", False),
        ("if (x := f()) > 3:\n    pass\nx", True),
        ("for i in a:\n    if i:\n        x = i\n        break\nelse:\n    x = 0\nx", True),
        ("import sys\nif a:\n    x = 1\nelse:\n    sys.exit()\nx", True),
    ],
)
def test_definite_assignment(code: str, surely: bool) -> None:
    """A name is known to have a value just where every path gives it one."""
    made = program("a = input()\ndef f():\n    return 1\n" + code)

    assert made.flow.may_be_unbound(last_load(made, "x")) is not surely


def test_the_definitions_that_reach_a_name() -> None:
    """A loop's own assignments reach its head and what comes after it."""
    made = program("x = 1\nfor i in range(3):\n    y = x\n    x = i\nprint(x)")
    inside = next(node for node in made.all(ast.Name) if node.id == "x" and node.lineno == 3)

    assert {getattr(found.node, "lineno", 0) for found in made.flow.reaching[inside]} == {1, 4}
    assert UNBOUND not in made.flow.reaching[last_load(made, "x")]


@pytest.mark.parametrize(
    ("expression", "types"),
    [
        ("1", {"int"}),
        ("1 / 2", {"float"}),
        ("7 // 2", {"int"}),
        ("'a' + 'b'", {"str"}),
        ("'a' * 3", {"str"}),
        ("[1] + [2]", {"list"}),
        ("input()", {"str"}),
        ("int(input())", {"int"}),
        ("len('abc')", {"int"}),
        ("'a b'.split()", {"list"}),
        ("'a b'.split()[0]", {"str"}),
        ("'abc'[1:]", {"str"}),
        ("[3, 1].sort()", {"NoneType"}),
        ("1 if input() else 'a'", {"int", "str"}),
        ("not 3", {"bool"}),
        ("{**{}}", {"dict"}),
        ("max(1, 2.5)", {"int", "float"}),
        ("f'{1}'", {"str"}),
        ("open('a')", {"file"}),
        ("open('a', 'rb')", None),
        ("unknown()", None),
        ("nothing()", {"NoneType"}),
        ("number()", {"int"}),
        ("counter", {"int"}),
        ("either", {"int", "str"}),
    ],
)
def test_types(expression: str, types: set[str] | None) -> None:
    """Literals, builtins, methods, functions of the program, and names through their definitions."""
    made = program(
        f"""
        def nothing():
            print(1)

        def number():
            return 3

        counter = 0
        while counter < number():
            counter += 1
        either = 1
        if input():
            either = "a"
        ({expression})
        """
    )
    last = made.tree.body[-1]

    assert isinstance(last, ast.Expr)
    assert made.types.of(last.value) == types


def test_loop_variables_have_the_items_type() -> None:
    """range gives whole numbers, a text its characters, enumerate both."""
    made = program("for i, c in enumerate('abc'):\n    print(i, c)\nfor n in range(3):\n    print(n)")

    assert made.types.of(last_load(made, "i")) == {"int"}
    assert made.types.of(last_load(made, "c")) == {"str"}
    assert made.types.of(last_load(made, "n")) == {"int"}


def test_scopes_follow_python() -> None:
    """A class body's names aren't seen in its methods; nonlocal and global reach where they say."""
    made = program(
        """
        size = 1

        class Box:
            size = 2

            def show(self):
                return size

        def outer():
            def inner():
                nonlocal total
                total += 1
            total = 0
            inner()
            return total
        """
    )
    in_method = next(node for node in made.all(ast.Name) if node.id == "size" and node.lineno == 7)
    symbol = made.symbol(in_method)
    total = made.symbol(last_load(made, "total"))

    assert symbol is made.scopes.module.symbols["size"]
    assert total is not None
    assert len(total.defs) == 2
    assert not made.scopes.undefined


def test_unreachable_statements() -> None:
    """The first statement behind a return, an endless loop or a branch that always leaves."""
    made = program(
        """
        def f(a):
            if a:
                return 1
            else:
                return 2
            print(a)

        def g():
            while True:
                print(1)
            print(2)
        """
    )

    assert [stmt.lineno for stmt in made.flow.unreachable] == [11, 6]
