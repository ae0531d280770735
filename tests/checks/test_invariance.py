"""What a finding says doesn't depend on names, layout or neighbours: only its position does."""

import ast
import builtins
import keyword
import symtable
from collections import Counter

import pytest

from ai_engine.analysis.findings import Finding
from tests.checks.harness import findings
from tests.checks.test_rules import CASES

HELD = ("syntax", "runtime", "logic", "specification")
PROGRAMS = [pytest.param(case[1], id=f"{case[0]}-{number}") for number, case in enumerate(CASES)]
KEPT_NAMES = {*dir(builtins), *keyword.kwlist, "self", "cls", "main"}


def held(found: list[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((item.rule, item.category, item.severity) for item in found if item.category in HELD)


class Renamer(ast.NodeTransformer):
    """Gives every variable and function that the program defines another, ordinary name."""

    def __init__(self, names: set[str]) -> None:
        self.names = {name: f"item_{number}" for number, name in enumerate(sorted(names))}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self.names.get(node.arg, node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self.names.get(node.name, node.name)
        self.generic_visit(node)
        return node

    def visit_Global(self, node: ast.Global) -> ast.Global:
        node.names = [self.names.get(name, name) for name in node.names]
        return node


def own_names(code: str) -> set[str]:
    """Variables, parameters and functions outside of classes; imports, members and keywords keep their names."""
    tree = ast.parse(code)
    kept = set(KEPT_NAMES)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            kept |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ClassDef):
            kept.add(node.name)
            kept |= {stmt.name for stmt in node.body if isinstance(stmt, ast.FunctionDef)}
            kept |= {part.id for stmt in node.body for part in ast.walk(stmt) if isinstance(part, ast.Name)}
        elif isinstance(node, ast.Attribute):
            kept.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            kept.add(node.arg)
    found: set[str] = set()
    tables = [symtable.symtable(code, "program", "exec")]
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        found |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_parameter()}
    return {name for name in found - kept if not name.startswith("_") and name.isidentifier()}


@pytest.mark.parametrize("code", PROGRAMS)
def test_renaming_changes_nothing(code: str) -> None:
    """Other ordinary names give the same findings."""
    tree = Renamer(own_names(code)).visit(ast.parse(code))
    before = held(findings(ast.unparse(ast.parse(code))))

    after = held(findings(ast.unparse(tree)))

    assert after == before


@pytest.mark.parametrize("code", PROGRAMS)
def test_layout_changes_nothing(code: str) -> None:
    """Other spacing, quotes and brackets give the same findings."""
    before = held(findings(code))

    assert held(findings(ast.unparse(ast.parse(code)))) == before


@pytest.mark.parametrize("code", PROGRAMS)
def test_comments_and_neighbours_change_nothing(code: str) -> None:
    """A comment above and an unrelated function below add and remove nothing."""
    before = held(findings(code))
    neighbour = "\n\ndef unrelated_helper(first_value, second_value):\n    return first_value * second_value + 1\n"

    assert held(findings("# A comment.\n" + code)) == before
    assert held(findings(code + neighbour)) == before
