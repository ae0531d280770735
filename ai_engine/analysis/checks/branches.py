"""if, elif and else: fixed conditions, branches that never run, do the same, or only give True or False."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks import intervals
from ai_engine.analysis.checks.conditions import CONSTANT
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_bool, is_pure
from ai_engine.analysis.constants import constant_truth
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.tree import walk

FUNCTION_CONDITION = Rule(
    name="function-not-called",
    category="logic",
    severity="warning",
    concept="functions",
    confidence=0.95,
    message="`{symbol}` without parentheses is the function itself, not its result; {effect}.",
    why="A function runs only when parentheses with its arguments follow its name.",
    check="Print `{symbol}`: Python shows a function, not an answer.",
    fix="Call the function: parentheses after its name, with the arguments it needs.",
    nudge="What makes Python run a function?",
)
ELIF_DEAD = Rule(
    name="unreachable-branch",
    category="logic",
    severity="warning",
    concept="elif-chains",
    confidence=0.9,
    message=(
        "The branch `{symbol}` is never reached: whatever passes it already passed `{earlier}` on line {earlier_line}."
    ),
    why="Python takes the first branch whose condition is true and skips the rest.",
    check="Try a value for which `{symbol}` is true: which branch runs?",
    fix="Ask the narrower condition first, or change the bounds.",
    nudge="In which order are the conditions asked?",
)
SAME_CONDITION = Rule(
    name="repeated-condition",
    category="logic",
    severity="warning",
    concept="elif-chains",
    confidence=0.95,
    message="`{symbol}` was asked already on line {earlier_line}, so this branch never runs.",
    why="Python takes the first branch whose condition is true.",
    check="Try a value for which it is true: only the first branch runs.",
    fix="Change one of the two conditions to the one that you meant, or take one branch away.",
    nudge="Can the second of two equal questions ever get another answer?",
)
SAME_BRANCHES = Rule(
    name="duplicate-branches",
    category="logic",
    severity="info",
    concept="conditionals",
    confidence=0.85,
    message="The branches on line {line} and line {other_line} do exactly the same.",
    why="If two branches do the same, the condition between them decides nothing.",
    check="Compare the branches line by line.",
    fix="Change the branch that should do something else, or join the two.",
    nudge="What should be different between the two branches?",
)
RETURNS_BOOLEAN = Rule(
    name="if-else-boolean",
    category="style",
    severity="info",
    concept="booleans",
    confidence=0.9,
    message=(
        "This if gives True when `{symbol}` is true and False when not, or the reverse: the condition "
        "itself has that value."
    ),
    why="A comparison already is True or False.",
    check="Print the condition itself.",
    fix="{verb} the condition itself, with `not` where the answers are swapped.",
)
MERGEABLE = Rule(
    name="mergeable-if",
    category="style",
    severity="info",
    concept="nested-conditionals",
    confidence=0.85,
    message="Inside the if on `{outer}` stands nothing but the if on `{symbol}`.",
    why="Both must be true for anything to happen, which is what `and` says.",
    check="List the cases: does anything happen when only one is true?",
    fix="Join both conditions with `and` in one if.",
)
ASSERT_TUPLE = Rule(
    name="assert-on-tuple",
    category="logic",
    severity="warning",
    concept="assertions",
    confidence=0.97,
    message="This assert checks a tuple in parentheses, which always counts as true, so it can never fail.",
    why="A tuple that holds something is true, whatever it holds.",
    check="Assert something false in the same form: nothing happens.",
    fix="Leave the outer parentheses out: assert, the condition, a comma, the message.",
    nudge="What exactly does this assert look at?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about branches."""
    for branch in program.all(ast.If):
        yield from constant(program, branch.test)
        yield from chain(program, branch)
        yield from shape(program, branch)
    for loop in program.all(ast.While):
        only_marks = any(isinstance(part, ast.Yield) for part in walk(loop))  # `while False: yield`
        if constant_truth(loop.test) is not True and not only_marks:
            yield from constant(program, loop.test)
    for choice in program.all(ast.IfExp):
        yield from constant(program, choice.test)
        if is_bool(choice.body) and is_bool(choice.orelse):
            yield RETURNS_BOOLEAN.at(program, choice, symbol=program.text(choice.test), verb="Use")
    for statement in program.all(ast.Assert):
        if isinstance(statement.test, ast.Tuple) and statement.test.elts:
            yield ASSERT_TUPLE.at(program, statement)


def constant(program: Program, test: ast.expr) -> Iterator[Finding]:
    """`if "yes":`, `if (a, b):`, `if func:`, `while not True:`."""
    inner = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    symbol = program.text(test)
    match inner:
        case ast.Constant(value=value):
            plain = isinstance(value, bool) or value in (0, 1)
            if value is Ellipsis:
                return
            which = "true" if bool(value) is (inner is test) else "false"
            yield CONSTANT.at(program, test, symbol=symbol, which=which, reason="it is a fixed value",
                              severity="info" if plain and which == "true" else None)  # fmt: skip
        case ast.Tuple(elts=elts) | ast.List(elts=elts) | ast.Set(elts=elts) if elts:
            kind = type(inner).__name__.lower()
            yield CONSTANT.at(program, test, symbol=symbol, which="true" if inner is test else "false",
                              reason=f"a {kind} that holds something counts as true, whatever it holds")  # fmt: skip
        case ast.Lambda() | ast.JoinedStr():
            yield CONSTANT.at(program, test, symbol=symbol, which="true", reason="it doesn't depend on a comparison")
        case ast.Name():
            found = program.flow.only_def(inner)
            if (found is not None and found.kind == "function" and len(found.symbol.defs) == 1) or (
                program.scopes.builtin_name(inner) is not None and program.types.is_(inner, "function", "class")
            ):
                yield FUNCTION_CONDITION.at(program, inner, symbol=inner.id, effect="as a condition it is always true")
    for part in walk(test):
        if isinstance(part, ast.BoolOp):
            for item in part.values:
                if isinstance(item, ast.Name):
                    found = program.flow.only_def(item)
                    if found is not None and found.kind == "function" and len(found.symbol.defs) == 1:
                        yield FUNCTION_CONDITION.at(
                            program, item, symbol=item.id, effect="here it always counts as true"
                        )


def chain(program: Program, node: ast.If) -> Iterator[Finding]:
    """Repeated or unreachable conditions in one if/elif chain; branches that do the same."""
    parent = program.parent(node)
    if isinstance(parent, ast.If) and parent.orelse == [node]:
        return  # the head of the chain speaks for it
    seen: dict[str, ast.expr] = {}
    earlier: list[tuple[ast.expr, intervals.Test]] = []
    bodies: list[tuple[str, ast.stmt]] = []
    at: ast.If | None = node
    while at is not None:
        if is_pure(at.test):
            key = ast.dump(at.test)
            if key in seen:
                yield SAME_CONDITION.at(program, at.test, symbol=program.text(at.test), earlier_line=seen[key].lineno)
            else:
                tests = intervals.tests_of(at.test)
                if tests is not None and len({test.subject for test in tests}) == 1:
                    for condition, premise in earlier:
                        if premise.subject == tests[0].subject and intervals.implies(tests, premise):
                            equal = all(test.op is ast.Eq for test in tests)
                            yield ELIF_DEAD.at(
                                program, at.test, symbol=program.text(at.test), earlier=program.text(condition),
                                earlier_line=condition.lineno, severity="info" if equal else None,
                            )  # fmt: skip
                            break
                    if len(tests) == 1:
                        earlier.append((at.test, tests[0]))
            seen.setdefault(key, at.test)
        bodies.append((_dump(at.body), at.body[0]))
        if len(at.orelse) == 1 and isinstance(at.orelse[0], ast.If):
            at = at.orelse[0]
        else:
            if at.orelse:
                bodies.append((_dump(at.orelse), at.orelse[0]))
            at = None
    for (one, first), (two, second) in itertools.pairwise(bodies):
        if one == two and one and not isinstance(first, ast.Pass):
            yield SAME_BRANCHES.at(program, second, other_line=first.lineno)


def _dump(body: list[ast.stmt]) -> str:
    return "\n".join(ast.dump(stmt) for stmt in body)


def _boolean_result(body: list[ast.stmt]) -> tuple[str, str] | None:
    """('return', '') or ('assign', target) where a branch only gives True or False."""
    if len(body) != 1:
        return None
    match body[0]:
        case ast.Return(value=value) if is_bool(value):
            return "Return", ""
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_bool(value):
            return "Assign", name
    return None


def _boolean_value(body: list[ast.stmt]) -> object:
    value = getattr(body[0], "value", None)
    return value.value if isinstance(value, ast.Constant) else None


def shape(program: Program, node: ast.If) -> Iterator[Finding]:
    """if/else that only gives True or False; ifs that only hold each other."""
    first = _boolean_result(node.body)
    parent = program.parent(node)
    is_elif = isinstance(parent, ast.If) and parent.orelse == [node]
    if first is not None and not is_elif:
        orelse = node.orelse
        if not orelse and first[0] == "Return":
            block = next((block for block in _blocks(parent) if node in block), [])
            place = block.index(node) if node in block else -1
            orelse = block[place + 1 : place + 2]
            if len(block) != place + 2 or not isinstance(parent, ast.FunctionDef):
                orelse = []
            previous = block[place - 1] if place > 0 else None
            if isinstance(previous, ast.If) and _boolean_result(previous.body):
                orelse = []
        second = _boolean_result(orelse) if orelse else None
        if first == second and _boolean_value(node.body) is not _boolean_value(orelse):
            yield RETURNS_BOOLEAN.at(program, node, symbol=program.text(node.test), verb=first[0])
    if len(node.body) == 1 and isinstance(node.body[0], ast.If) and not node.orelse and not node.body[0].orelse:
        if not is_elif:
            yield MERGEABLE.at(
                program, node, outer=program.text(node.test, 40), symbol=program.text(node.body[0].test, 40)
            )


def _blocks(parent: ast.AST | None) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(parent, name, None)
        if isinstance(block, list):
            yield block
