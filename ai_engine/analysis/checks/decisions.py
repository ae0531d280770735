"""Decisions that don't belong together, and comparisons that cover only one of the names."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_bool, loads_of, same, same_block, same_scope
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol
from ai_engine.analysis.tree import walk

IF_FOR_ELIF = Rule(
    name="if-instead-of-elif",
    category="logic",
    severity="warning",
    concept="elif-chains",
    confidence=0.88,
    message="This if decides `{symbol}` in all its cases, so what the if on line {first} set is always overwritten.",
    why="Each if is asked on its own; its else belongs to that if alone, not to the ones before it.",
    check="Follow the lines for a value that passes the first condition, and note `{symbol}` after each if.",
    fix="Join the conditions into one chain with elif, if only one of them shall decide.",
    nudge="Which of these ifs does the else belong to?",
)
HALF_COMPARED = Rule(
    name="half-comparison",
    category="logic",
    severity="info",
    concept="logical-operators",
    confidence=0.6,
    message="Only `{compared}` is compared with {value}; `{symbol}` alone just asks whether it is {empty}.",
    why="`and` and `or` join whole conditions: a comparison isn't shared between the names on both sides.",
    check="Try values of `{symbol}` that shouldn't pass, and see that they do.",
    fix="Write out the comparison for each name, if both are meant.",
    nudge="Which question does Python ask about `{symbol}`?",
)
FIXED_FLAG = Rule(
    name="condition-on-unchanged-flag",
    category="logic",
    severity="info",
    concept="flag-pattern",
    confidence=0.7,
    message="`{symbol}` is {value} here every time: it gets this value on line {first} and nothing changes it.",
    why="A condition decides something only if it can come out both ways.",
    check="Print `{symbol}` right before this line, for several inputs.",
    fix="Change `{symbol}` where what it stands for happens, or leave the condition out.",
    nudge="Which line changes `{symbol}`?",
)
SAME_ENDS = Rule(
    name="repeated-in-branches",
    category="style",
    severity="info",
    concept="duplication",
    confidence=0.75,
    message="`{symbol}` stands at the {end} of both branches of this if.",
    why="What happens in every case doesn't depend on the condition, and needs to be written once only.",
    check="Compare the {end} lines of the two branches.",
    fix="Move the common line {where} the if.",
    nudge="Which line runs whatever the condition says?",
)
POSITION = Rule(
    name="position-as-condition",
    category="logic",
    severity="warning",
    concept="truthiness",
    confidence=0.88,
    message="`{symbol}` gives a position, and as a condition it is false at position 0 and true when nothing is found.",
    why="find gives -1 where it finds nothing; every number but 0 counts as true.",
    check="Print `{symbol}` for a text that begins with it, and for one that doesn't hold it.",
    fix="Ask with `in` whether it is there, or compare the position with a number.",
    nudge="Which numbers count as true, and which number does find give for nothing?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about decisions."""
    for branch in program.all(ast.If):
        yield from position(program, branch.test)
        yield from fixed_flag(program, branch)
        yield from same_ends(program, branch)
    for body in program.bodies:
        for first, second in itertools.pairwise(body):
            if isinstance(first, ast.If) and isinstance(second, ast.If):
                yield from overwritten(program, first, second)
    for condition in program.all(ast.BoolOp):
        yield from half_compared(program, condition)


def overwritten(program: Program, first: ast.If, second: ast.If) -> Iterator[Finding]:
    """`if a: x = 1`, then `if b: x = 2 else: x = 3`."""
    if first.orelse or len(first.body) != 1 or not isinstance(first.body[0], ast.Assign):
        return
    target = first.body[0].targets[0]
    symbol = program.symbol(target)
    if not isinstance(target, ast.Name) or symbol is None or loads_of(program, symbol, second):
        return
    if _sets_always(program, [second], symbol):
        yield IF_FOR_ELIF.at(program, second, symbol=symbol.name, first=first.lineno)


def _sets_always(program: Program, body: list[ast.stmt], symbol: Symbol) -> bool:
    for stmt in body:
        if isinstance(stmt, ast.Assign) and any(program.symbol(target) is symbol for target in stmt.targets):
            return True
        if isinstance(stmt, ast.If) and stmt.orelse:
            if _sets_always(program, stmt.body, symbol) and _sets_always(program, stmt.orelse, symbol):
                return True
    return False


def half_compared(program: Program, node: ast.BoolOp) -> Iterator[Finding]:
    """`if a and b == 5`, where `a` is a number or a text, not an answer to a question."""
    for one, two in itertools.pairwise(node.values):
        if not isinstance(one, ast.Name) or not isinstance(two, ast.Compare) or not isinstance(two.ops[0], ast.Eq):
            continue
        value = two.comparators[0]
        if not isinstance(value, ast.Constant) or not isinstance(two.left, ast.Name) or two.left.id == one.id:
            continue
        kinds = program.types.of(one)
        if kinds and kinds <= {"int", "float", "str"} and kinds == program.types.of(two.left):
            empty = "not empty" if kinds == {"str"} else "not zero"
            yield HALF_COMPARED.at(
                program, node, symbol=one.id, compared=two.left.id, value=program.text(value), empty=empty
            )


def fixed_flag(program: Program, node: ast.If) -> Iterator[Finding]:
    """`found = False`, and later `if found:` although no line makes it True."""
    test = node.test.operand if isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not) else node.test
    found = program.flow.only_def(test)
    if found is None or found.kind != "assign" or not is_bool(found.value) or not same_scope(program, test):
        return
    if found.symbol.foreign_defs or found.symbol.scope.kind != "function":
        return  # a switch at the top of a program is there to be changed by hand
    first = getattr(found.node, "lineno", 0)
    yield FIXED_FLAG.at(program, test, symbol=found.symbol.name, value=program.text(found.value), first=first)  # type: ignore[arg-type]


def same_ends(program: Program, node: ast.If) -> Iterator[Finding]:
    """The same statement first, or last, in both branches."""
    if not node.orelse or isinstance(node.orelse[0], ast.If) or _is_elif(program, node):
        return
    if min(len(node.body), len(node.orelse)) < 2 or same_block(node.body, node.orelse):
        return
    first, last = node.body[0], node.body[-1]
    if same(first, node.orelse[0]) and not _touches(program, first, node.test):
        yield SAME_ENDS.at(program, first, symbol=program.text(first), end="beginning", where="before")
    elif same(last, node.orelse[-1]) and not isinstance(last, ast.Return | ast.Raise | ast.Break | ast.Continue):
        yield SAME_ENDS.at(program, last, symbol=program.text(last), end="end", where="after")


def _is_elif(program: Program, node: ast.If) -> bool:
    parent = program.parent(node)
    return isinstance(parent, ast.If) and parent.orelse == [node]


def _touches(program: Program, stmt: ast.stmt, test: ast.expr) -> bool:
    """Whether a statement may change what the condition asks about."""
    if any(isinstance(part, ast.Call | ast.Attribute | ast.Subscript) for part in walk(test)):
        return True
    asked = {program.symbol(part) for part in walk(test) if isinstance(part, ast.Name)}
    return any(isinstance(part, ast.Name) and program.symbol(part) in asked for part in walk(stmt))


def position(program: Program, test: ast.expr) -> Iterator[Finding]:
    """`if text.find("a"):`."""
    call = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or len(call.args) != 1:
        return
    if call.func.attr not in ("find", "rfind") or call.func.attr in program.own_methods or call.keywords:
        return
    kinds = program.types.of(call.func.value)
    if kinds == frozenset({"str"}):
        yield POSITION.at(program, call, symbol=program.text(call))
    elif kinds is None and program.types.is_(call.args[0], "str"):
        yield POSITION.at(program, call, symbol=program.text(call), severity="info", confidence=0.7)
