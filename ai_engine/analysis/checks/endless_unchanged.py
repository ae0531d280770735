"""While loops in which nothing changes what the condition looks at."""

import ast

from ai_engine.analysis.checks.endless_steps import AWAY
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol
from ai_engine.analysis.tree import walk

UNCHANGED = Rule(
    name="infinite-loop",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.9,
    message="This `while {test}` loop never ends once it starts: nothing inside changes {names}{later}.",
    why="The condition is asked again before each round; as {names} stays the same, so does the answer.",
    check="Print {names} in the loop and see that the value never changes.",
    fix="Change {names} inside the loop, so that the condition becomes false at some point.",
    nudge="Which line of the loop brings it nearer to its end?",
)
_SAFE_CALLS = ("len", "abs", "min", "max", "int", "str", "float", "sum", "ord", "round", "bool", "any", "all", "sorted",
               "isinstance", "type")  # fmt: skip
READERS = ("len", "print", "sum", "min", "max", "sorted", "str", "repr", "range", "int", "float", "abs", "enumerate")


def tested(program: Program, loop: ast.While) -> list[Symbol] | None:
    """The variables of the condition, or None where the condition may change by itself."""
    found: list[Symbol] = []
    for node in walk(loop.test):
        if isinstance(node, ast.Call) and not program.scopes.is_builtin(node.func, *_SAFE_CALLS):
            return None
        if isinstance(node, ast.NamedExpr | ast.Await | ast.Lambda | ast.GeneratorExp | ast.ListComp | ast.SetComp):
            return None
        if isinstance(node, ast.Name):
            symbol = program.symbol(node)
            if symbol is None:
                if program.scopes.builtin_name(node) is None:
                    return None
            elif symbol not in found:
                found.append(symbol)
    return found


def unchanged(program: Program, loop: ast.While) -> Finding | None:
    """A loop whose condition's variables are never changed in its body."""
    symbols = tested(program, loop)
    if not symbols:
        return None
    changed = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
    if any(symbol in changed for symbol in symbols):
        return None
    has_calls = any(isinstance(node, ast.Call) for node in own(loop.body))
    has_attribute = any(isinstance(node, ast.Attribute) for node in walk(loop.test))
    if has_attribute and (has_calls or any(isinstance(node, ast.Attribute) for node in own(loop.body))):
        return None
    if has_calls and any(symbol.foreign_defs for symbol in symbols):
        return None
    for symbol in symbols:
        if any(_may_change(program, node, symbol, loop) for node in own(loop.body)):
            return None
    names = " or ".join(f"`{symbol.name}`" for symbol in symbols[:3])
    later = ""
    for symbol in symbols:
        after = [
            line
            for found in symbol.defs
            if (line := getattr(found.node, "lineno", 0)) > (loop.end_lineno or 0) and found.kind == "augment"
        ]
        if after:
            later = f" (`{symbol.name}` is changed only on line {min(after)}, after the loop)"
    return UNCHANGED.at(program, loop, test=program.text(loop.test), names=names, later=later, symbol=symbols[0].name)


def attribute_unchanged(program: Program, loop: ast.While) -> Finding | None:
    """`while self.left > 0`, with nothing in the body that could change an attribute."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or number(test.comparators[0]) is None:
        return None
    if not isinstance(test.left, ast.Attribute) or not isinstance(test.left.value, ast.Name):
        return None
    stores = [node for node in own(loop.body) if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)]
    if stores and not all(_leads_away(program, node, test) for node in stores):
        return None
    for node in own(loop.body):
        if isinstance(node, ast.Call) and not program.scopes.is_builtin(node.func, *READERS):
            return None
    if program.symbol(test.left.value) in {found.symbol for found in program.scopes.region_defs.get(loop, ())}:
        return None
    name = program.text(test.left)
    if stores:
        direction = "greater" if isinstance(test.ops[0], ast.Gt | ast.GtE) else "smaller"
        return AWAY.at(program, loop, test=program.text(test), symbol=name, direction=direction)
    return UNCHANGED.at(program, loop, test=program.text(test), names=f"`{name}`", later="", symbol=name)


def _leads_away(program: Program, node: ast.Attribute, test: ast.Compare) -> bool:
    """Whether a change of an attribute is a step away from the value at which the condition becomes false."""
    stmt = program.parent(node)
    if not isinstance(stmt, ast.AugAssign) or program.text(node) != program.text(test.left):
        return False
    step = number(stmt.value)
    if step is None or not isinstance(stmt.op, ast.Add | ast.Sub):
        return False
    rises = (step > 0) is isinstance(stmt.op, ast.Add)
    return isinstance(test.ops[0], ast.Gt | ast.GtE) if rises else isinstance(test.ops[0], ast.Lt | ast.LtE)


def _immutable(program: Program, symbol: Symbol, loop: ast.While) -> bool:
    for node in walk(loop.test):
        if isinstance(node, ast.Name) and program.symbol(node) is symbol:
            kinds = program.types.of(node)
            if kinds is not None and kinds <= {"int", "float", "bool", "str", "NoneType", "tuple"}:
                return True
            parent = program.parent(node)
            return bool(
                isinstance(parent, ast.Compare)
                and any(number(item) is not None for item in (parent.left, *parent.comparators))
            )
    return False


def _may_change(program: Program, node: ast.AST, symbol: Symbol, loop: ast.While) -> bool:
    if not isinstance(node, ast.Name) or program.symbol(node) is not symbol:
        return False
    if _immutable(program, symbol, loop):
        return False
    parent = program.parent(node)
    if isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Load):
        around = program.parent(parent)
        return isinstance(around, ast.Attribute | ast.Call) and around is not None and not is_reader(program, around)
    if isinstance(parent, ast.Compare | ast.BinOp | ast.BoolOp | ast.If | ast.While | ast.For | ast.UnaryOp):
        return False
    if isinstance(parent, ast.FormattedValue):
        return False
    return not (isinstance(parent, ast.Call) and is_reader(program, parent))


def is_reader(program: Program, node: ast.AST) -> bool:
    """Whether this is a call that takes in something new each time."""
    return isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, *READERS)
