"""A loop's variable: changed in vain, taken twice, never used."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import loads_of, own, range_args
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.tree import walk

VARIABLE_CHANGED = Rule(
    name="loop-variable-changed",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.8,
    message="Changing `{symbol}` inside `for {symbol} in …` doesn't change the course of the loop.",
    why="At the start of each round the for loop gives `{symbol}` its next value, whatever it was before.",
    check="Print `{symbol}` at the start of each round.",
    fix="Use a variable of its own for this, or a while loop if you want to steer the steps yourself.",
    nudge="Who decides the value of `{symbol}` at the start of the next round?",
)
ITEM_CHANGED = Rule(
    name="item-changed-in-vain",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.85,
    message="This line gives the variable `{symbol}` a new value that nothing uses; `{items}` itself stays as it is.",
    why="The loop's variable is a name for the item; assigning to the name doesn't change the collection.",
    check="Print `{items}` after the loop.",
    fix="Collect the new values in a new list, or assign them to their positions.",
    nudge="What does this line change: the variable, or the collection?",
)
SAME_VARIABLE = Rule(
    name="nested-loops-share-variable",
    category="logic",
    severity="warning",
    concept="nested-loops",
    confidence=0.85,
    message="The inner loop uses `{symbol}` too, so it overwrites the outer loop's `{symbol}` (line {outer}).",
    why="After the inner loop `{symbol}` holds the inner loop's last value.",
    check="Print `{symbol}` before and after the inner loop.",
    fix="Give the inner loop a variable of its own.",
    nudge="What is `{symbol}` after the inner loop?",
)
UNUSED_VARIABLE = Rule(
    name="unused-loop-variable",
    category="style",
    severity="info",
    concept="for-loops",
    confidence=0.6,
    message="The loop gives `{symbol}` each item in turn, but the body never uses it.",
    why="A loop over items usually does something with each one; perhaps another name was meant in the body.",
    check="Look for the place in the body where the item should be used.",
    fix="Use `{symbol}` in the body, or name it `_` if only the number of rounds matters.",
)
CHANGED_ITERATOR = Rule(
    name="loop-overwrites-its-collection",
    category="logic",
    severity="info",
    concept="for-loops",
    confidence=0.7,
    message="The loop's variable has the same name as the collection it goes through, `{symbol}`.",
    why="After the loop `{symbol}` is the last item; the collection can't be reached by its name any more.",
    check="Print `{symbol}` after the loop.",
    fix="Give the item a name of its own, such as the singular.",
)


def variable(program: Program, loop: ast.For) -> Iterator[Finding]:
    """The loop's own variable: changed in vain, never used, or hiding the collection."""
    names = [node for node in walk(loop.target) if isinstance(node, ast.Name)]
    symbols = {program.symbol(node): node for node in names}
    for stmt in own(loop.body):
        if isinstance(stmt, ast.AugAssign) and program.symbol(stmt.target) in symbols:
            if _used_after(program, stmt, loop):
                continue
            if range_args(program, loop.iter) is not None:
                yield VARIABLE_CHANGED.at(program, stmt, symbol=program.text(stmt.target))
            elif program.types.is_(stmt.target, "int", "float", "str", "bool"):
                yield ITEM_CHANGED.at(
                    program, stmt, symbol=program.text(stmt.target), items=program.text(loop.iter, 30)
                )
        elif (
            isinstance(stmt, ast.Assign)
            and len(stmt.targets) == 1
            and isinstance(stmt.targets[0], ast.Name)
            and program.symbol(stmt.targets[0]) in symbols
            and isinstance(stmt.value, ast.BinOp | ast.Constant | ast.Call)
            and not _used_after(program, stmt, loop)
        ):
            if range_args(program, loop.iter) is not None:
                yield VARIABLE_CHANGED.at(program, stmt, symbol=stmt.targets[0].id)
            else:
                yield ITEM_CHANGED.at(program, stmt, symbol=stmt.targets[0].id, items=program.text(loop.iter, 30))
    for symbol, node in symbols.items():
        if symbol is None:
            continue
        if isinstance(loop.iter, ast.Name) and program.symbol(loop.iter) is symbol:
            yield CHANGED_ITERATOR.at(program, loop.target, symbol=node.id)
        elif (
            len(names) == 1
            and not node.id.startswith("_")
            and range_args(program, loop.iter) is None
            and not symbol.scope.calls_locals
            and not any(found in program.flow.reaching.get(load, ()) for found in program.scopes.defs_at.get(node, ())
                        for load in symbol.loads)
            and not symbol.captured
            and not any(isinstance(load, ast.Name) and load not in program.flow.reaching for load in symbol.loads)
        ):  # fmt: skip
            yield UNUSED_VARIABLE.at(program, node, symbol=node.id)


def _used_after(program: Program, stmt: ast.stmt, loop: ast.For) -> bool:
    target = (
        stmt.target if isinstance(stmt, ast.AugAssign) else stmt.targets[0] if isinstance(stmt, ast.Assign) else None
    )
    symbol = program.symbol(target) if target is not None else None
    if symbol is None or target is None:
        return True
    mine = program.scopes.defs_at.get(target, [])
    return any(found in program.flow.reaching.get(load, ()) for found in mine for load in symbol.loads)


def nested(program: Program) -> Iterator[Finding]:
    """An inner for loop that binds the outer loop's variable."""
    for inner in program.all(ast.For):
        outer = program.loop_of(inner)
        while outer is not None:
            if isinstance(outer, ast.For):
                mine = {program.symbol(node) for node in walk(inner.target) if isinstance(node, ast.Name)}
                for node in walk(outer.target):
                    symbol = program.symbol(node)
                    if isinstance(node, ast.Name) and symbol is not None and symbol in mine:
                        mine_defs = set(program.scopes.region_defs.get(inner, ()))
                        inside = set(loads_of(program, symbol, inner))
                        later = [
                            load
                            for load in loads_of(program, symbol, outer.body)
                            if load not in inside and mine_defs & program.flow.reaching.get(load, frozenset())
                        ]
                        if loads_of(program, symbol, outer.body):
                            yield SAME_VARIABLE.at(
                                program, inner.target, symbol=node.id, outer=outer.lineno,
                                severity="warning" if later else "info",
                            )  # fmt: skip
            outer = program.loop_of(outer)
