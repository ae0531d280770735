"""While loops that never end: nothing in them can make the condition false."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import FLIPPED, leaves, number, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.flow import UNBOUND, constant_truth
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, Symbol
from ai_engine.analysis.tree import walk

NO_EXIT = Rule(
    name="infinite-loop",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.95,
    message="This `while {test}` loop never ends: its condition is always true and nothing inside leaves it.",
    why="The program stays in the loop for ever and never reaches what comes after it.",
    check="Put a print as the first line of the loop and watch it repeat without end.",
    fix="Decide what must happen for the loop to end, and leave it there or put that into the condition.",
    nudge="What would have to happen for this loop to stop?",
)
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
AWAY = Rule(
    name="loop-moves-away",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.9,
    message="In `while {test}`, `{symbol}` only gets {direction}, so the condition stays true and the loop never ends.",
    why="Each round has to bring `{symbol}` nearer to the bound; here it moves away from it.",
    check="Write down the value of `{symbol}` after the first three rounds.",
    fix="Change the direction of the step, or turn the comparison round.",
    nudge="In which direction does `{symbol}` move, and where is the bound?",
)
SET_BACK = Rule(
    name="loop-variable-set-back",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.93,
    message="Each round ends with `{symbol}` set to {value}, for which `{test}` is true, so the loop never ends.",
    why="Whatever the round did to `{symbol}` before is wiped out by this line.",
    check="Print `{symbol}` at the start of each round.",
    fix="Set the start value before the loop, and move `{symbol}` on inside it.",
    nudge="Which value does `{symbol}` have each time the condition is asked?",
)
MISSED = Rule(
    name="loop-misses-its-end",
    category="logic",
    severity="error",
    concept="infinite-loops",
    confidence=0.9,
    message=(
        "`{symbol}` starts at {start} and moves in steps of {step}, so it is never exactly {bound}: the "
        "loop never ends."
    ),
    why="A condition with != only ends when the value is hit exactly.",
    check="Write down the values of `{symbol}`: which comes just before {bound}, and which just after?",
    fix="Compare with < or > instead of !=, so that jumping over the bound ends the loop too.",
    nudge="Which values does `{symbol}` take, one after the other?",
)
SKIPPED_STEP = Rule(
    name="continue-skips-the-step",
    category="logic",
    severity="warning",
    concept="infinite-loops",
    confidence=0.85,
    message=(
        "When `{test}` is true, `continue` jumps back before `{symbol}` is changed, so the same round repeats for ever."
    ),
    why="`continue` skips the rest of the body, also the line that moves the loop on.",
    check="Follow one round by hand in which `{test}` is true: what is `{symbol}` afterwards?",
    fix="Change `{symbol}` before the `continue`, or turn the condition round so that no `continue` is needed.",
    nudge="Which lines of the body does `continue` skip?",
)

ONLY_IN_BRANCH = Rule(
    name="step-only-in-branch",
    category="logic",
    severity="warning",
    concept="infinite-loops",
    confidence=0.85,
    message=(
        "`{symbol}` changes only when `{test}` is true; when it is false, the loop repeats the same round for ever."
    ),
    why="Each round has to change something that the loop's condition, or this question, looks at.",
    check="Follow one round by hand in which `{test}` is false: what is different afterwards?",
    fix="Move the step out of the if, or change `{symbol}` in the other case too.",
    nudge="What happens in a round in which `{test}` is false?",
)

_SAFE_CALLS = ("len", "abs", "min", "max", "int", "str", "float", "sum", "ord", "round", "bool", "any", "all", "sorted",
               "isinstance", "type")  # fmt: skip
_READERS = ("len", "print", "sum", "min", "max", "sorted", "str", "repr", "range", "int", "float", "abs", "enumerate")


def check(program: Program) -> Iterator[Finding]:
    """Loops without a way out."""
    for loop in program.all(ast.While):
        if constant_truth(loop.test) is True:
            if program.flow.ends.get(loop, True) or leaves(program, loop.body, loop=loop):
                continue
            if not _error_leaves(program, loop):
                yield NO_EXIT.at(program, loop, test=program.text(loop.test))
            continue
        if leaves(program, loop.body, loop=loop):
            stuck = unchanged(program, loop) if _leaves_first_or_never(program, loop) else None
            yield from [stuck] if stuck is not None else skipped_step(program, loop)
            continue
        finding = (
            unchanged(program, loop)
            or attribute_unchanged(program, loop)
            or set_back(program, loop)
            or moves_away(program, loop)
            or misses(program, loop)
        )
        if finding is not None:
            yield finding
            continue
        skipped = list(skipped_step(program, loop))
        yield from skipped or only_in_branch(program, loop)


def _error_leaves(program: Program, loop: ast.While) -> bool:
    """Whether a try around the loop waits for an error that a call inside may raise."""
    child: ast.AST = loop
    for around in program.source.ancestors(loop):
        if isinstance(around, FunctionNode | ast.ClassDef):
            break
        if isinstance(around, ast.Try) and around.handlers and child in around.body:
            return any(isinstance(node, ast.Call | ast.Subscript) for node in own(loop.body))
        child = around
    return False


def _tested(program: Program, loop: ast.While) -> list[Symbol] | None:
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
    symbols = _tested(program, loop)
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
    for node in own(loop.body):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return None
        if isinstance(node, ast.Call) and not program.scopes.is_builtin(node.func, *_READERS):
            return None
    if program.symbol(test.left.value) in {found.symbol for found in program.scopes.region_defs.get(loop, ())}:
        return None
    name = program.text(test.left)
    return UNCHANGED.at(program, loop, test=program.text(test), names=f"`{name}`", later="", symbol=name)


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
        return isinstance(around, ast.Attribute | ast.Call) and around is not None and not _is_reader(program, around)
    if isinstance(parent, ast.Compare | ast.BinOp | ast.BoolOp | ast.If | ast.While | ast.For | ast.UnaryOp):
        return False
    if isinstance(parent, ast.FormattedValue):
        return False
    return not (isinstance(parent, ast.Call) and _is_reader(program, parent))


def _is_reader(program: Program, node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, *_READERS)


def _step(program: Program, node: ast.stmt, symbol: Symbol) -> int | float | None:
    """The constant by which a statement changes a variable: `i += 2`, `i = i - 1`."""
    if isinstance(node, ast.AugAssign) and program.symbol(node.target) is symbol:
        value = number(node.value)
        if value is not None and isinstance(node.op, ast.Add | ast.Sub):
            return value if isinstance(node.op, ast.Add) else -value
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
        left, right, op = node.value.left, node.value.right, node.value.op
        if (
            isinstance(op, ast.Add | ast.Sub)
            and program.symbol(left) is symbol
            and (value := number(right)) is not None
        ):
            return value if isinstance(op, ast.Add) else -value
        if isinstance(op, ast.Add) and program.symbol(right) is symbol and (value := number(left)) is not None:
            return value
    return None


def _steps(program: Program, loop: ast.While, symbol: Symbol) -> list[int | float] | None:
    """All constant steps of a variable in a loop, or None if something else changes it too."""
    found = []
    for item in program.scopes.region_defs.get(loop, ()):
        if item.symbol is symbol:
            step = _step(program, item.stmt, symbol) if isinstance(item.stmt, ast.stmt) else None
            if step is None:
                return None
            found.append(step)
    return found or None


def _leaves_first_or_never(program: Program, loop: ast.While) -> bool:
    """Whether every way out stands under a condition whose variables the loop never changes."""
    changed = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
    for node in own(loop.body):
        if isinstance(node, ast.Raise | ast.Yield | ast.YieldFrom | ast.Await | ast.Try | ast.With):
            return False
        if isinstance(node, ast.Call) and not program.scopes.is_builtin(node.func, *_READERS):
            return False
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return False
        if isinstance(node, ast.Return | ast.Break):
            asked = [around.test for around in program.source.ancestors(node) if isinstance(around, ast.If)
                     and around.lineno >= loop.lineno]  # fmt: skip
            if not asked or isinstance(program.parent(node), ast.While):
                return False
            if any(
                program.symbol(part) in changed for test in asked for part in walk(test) if isinstance(part, ast.Name)
            ):
                return False
    return True


def set_back(program: Program, loop: ast.While) -> Finding | None:
    """`while i <= 10: …; i = 1`: at the end of each round the variable has the same value, and the condition holds."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.left, ast.Name):
        return None
    symbol, bound = program.symbol(test.left), number(test.comparators[0])
    defs = [found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol]
    last = next((found for found in reversed(defs) if found.stmt in loop.body), None)
    if symbol is None or bound is None or last is None or last is not defs[-1] or symbol.foreign_defs:
        return None
    value = number(last.value)
    if value is None or any(isinstance(node, ast.Continue) for node in own(loop.body)):
        return None
    holds = {
        ast.Lt: value < bound, ast.LtE: value <= bound, ast.Gt: value > bound, ast.GtE: value >= bound,
        ast.NotEq: value != bound, ast.Eq: value == bound,
    }.get(type(test.ops[0]), False)  # fmt: skip
    if not holds:
        return None
    return SET_BACK.at(program, last.node, symbol=symbol.name, test=program.text(test), value=value)


def moves_away(program: Program, loop: ast.While) -> Finding | None:
    """`while i < n: i -= 1`."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    for name, op, bound in (
        (test.left, type(test.ops[0]), test.comparators[0]),
        (test.comparators[0], FLIPPED.get(type(test.ops[0]), ast.Eq), test.left),
    ):
        symbol = program.symbol(name)
        if not isinstance(name, ast.Name) or symbol is None or symbol.foreign_defs:
            continue
        steps = _steps(program, loop, symbol)
        changed = {found.symbol for found in program.scopes.region_defs.get(loop, ())}
        fixed = all(
            isinstance(part, ast.Constant | ast.UnaryOp | ast.USub | ast.expr_context)
            or (isinstance(part, ast.Name) and program.symbol(part) not in changed)
            for part in walk(bound)
        )
        if steps is None or not fixed:
            continue
        if op in (ast.Lt, ast.LtE) and all(step <= 0 for step in steps):
            return AWAY.at(program, loop, symbol=name.id, test=program.text(test), direction="smaller")
        if op in (ast.Gt, ast.GtE) and all(step >= 0 for step in steps):
            return AWAY.at(program, loop, symbol=name.id, test=program.text(test), direction="greater")
    return None


def misses(program: Program, loop: ast.While) -> Finding | None:
    """`i = 1`, `while i != 10: i += 2`."""
    test = loop.test
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.NotEq):
        return None
    name, bound = test.left, number(test.comparators[0])
    symbol = program.symbol(name)
    if not isinstance(name, ast.Name) or symbol is None or bound is None:
        return None
    inside = {found for found in program.scopes.region_defs.get(loop, ()) if found.symbol is symbol}
    before = [found for found in program.flow.reaching.get(name, ()) if found not in inside]
    steps = _steps(program, loop, symbol)
    if steps is None or len(steps) != 1 or len(before) != 1 or before[0] is UNBOUND:
        return None
    top = next((found.stmt for found in inside), None)
    start = number(before[0].value)
    step = steps[0]
    if start is None or top not in loop.body or not all(isinstance(item, int) for item in (start, step, bound)):
        return None
    if step == 0 or (bound - start) % step != 0 or (bound - start) / step < 0:
        return MISSED.at(program, loop, symbol=name.id, start=start, step=step, bound=bound)
    return None


def _changes(program: Program, nodes: list[ast.stmt]) -> set[Symbol]:
    return {found.symbol for node in own(nodes) for found in program.scopes.defs_at.get(node, ())}


def only_in_branch(program: Program, loop: ast.While) -> Iterator[Finding]:
    """`while i < n: if …: i += 1`, where nothing else moves the loop on."""
    symbols = _tested(program, loop)
    if not symbols:
        return
    holders = [stmt for stmt in loop.body if _changes(program, [stmt]) & set(symbols)]
    if len(holders) != 1 or not isinstance(holders[0], ast.If) or holders[0].orelse:
        return
    branch = holders[0]
    others = [stmt for stmt in loop.body if stmt is not branch]
    asked = {symbol for node in walk(branch.test) if (symbol := program.symbol(node)) is not None}
    changing = _changes(program, others)
    calls = any(
        isinstance(node, ast.Call) and not _is_reader(program, node) for node in (*own(others), *walk(branch.test))
    )
    stored = any(
        isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store) for node in own(others)
    )
    unsafe = any(isinstance(node, ast.Subscript | ast.Attribute) for node in walk(loop.test))
    if asked & changing or calls or stored or unsafe or any(symbol.foreign_defs for symbol in symbols):
        return
    moved = next(symbol for symbol in symbols if symbol in _changes(program, [branch]))
    same_question = {ast.dump(part) for part in walk(loop.test) if isinstance(part, ast.Compare)}
    if ast.dump(branch.test) not in same_question:
        yield ONLY_IN_BRANCH.at(program, branch, symbol=moved.name, test=program.text(branch.test))


def skipped_step(program: Program, loop: ast.While) -> Iterator[Finding]:
    """`if …: continue` above the only line that changes the loop's variable."""
    symbols = _tested(program, loop) or []
    changed_here: set[Symbol] = set()
    for place, stmt in enumerate(loop.body):
        if (
            isinstance(stmt, ast.If)
            and stmt.body
            and isinstance(stmt.body[-1], ast.Continue)
            and not any(isinstance(node, ast.Call) for node in walk(stmt.test))
        ):
            parts = {program.symbol(node) for node in walk(stmt.test) if isinstance(node, ast.Name)}
            bound = {found.symbol for node in own(stmt.body) for found in program.scopes.defs_at.get(node, ())}
            later = {
                found.symbol for node in own(loop.body[place + 1 :]) for found in program.scopes.defs_at.get(node, ())
            }
            touched = changed_here | bound
            only = [symbol for symbol in symbols if symbol in later]
            calls = any(isinstance(node, ast.Call) and not _is_reader(program, node) for node in own(stmt.body))
            if only and not calls and not touched & set(symbols) and not touched & {part for part in parts if part}:
                yield SKIPPED_STEP.at(program, stmt, symbol=only[0].name, test=program.text(stmt.test))
                return
        changed_here |= {found.symbol for node in own(stmt) for found in program.scopes.defs_at.get(node, ())}
