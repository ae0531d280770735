"""Expressions and small steps for which Python has a shorter or a more direct form."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.conditions import in_condition
from ai_engine.analysis.checks.idioms import habit
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_bool, is_pure, own, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

DECIDED = Rule(
    name="condition-decided-by-constant",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.95,
    message="`{symbol}` always counts as {value}, because {constant} decides it.",
    why="With `or True` everything is true, with `and False` everything is false.",
    check="Print bool({symbol}) for two different values.",
    fix="Take the constant out, or put the condition that was meant in its place.",
    nudge="Can the other part change the answer at all?",
)
NEUTRAL = habit("needless-boolean-operand", "logical-operators", "{constant} adds nothing to `{symbol}`.",
                "`or False` and `and True` leave the other part as it is.", "Take the constant out.")  # fmt: skip
MAX_BY_IF = habit("if-instead-of-max", "min-max-pattern", "This if only keeps the {which} of `{one}` and `{two}`.",
                  "max and min say that in one word.", "Use max or min.", confidence=0.6)  # fmt: skip
LOOKUP_AGAIN = habit("needless-lookup", "enumerate", "`{symbol}` looks up what the loop gives already as `{name}`.",
                     "The loop hands out position, or key, and value together.", "Use `{name}`.")  # fmt: skip
NESTED_MIN = habit("nested-min-max", "min-max-pattern", "`{symbol}` asks twice for the same kind of extreme.",
                   "min and max take any number of values.", "Use one call with all values.")  # fmt: skip
CHAINABLE = habit("chainable-comparison", "chained-comparison", "`{symbol}` asks two things about `{middle}`.",
                  "Python can chain comparisons as in mathematics.", "Chain the two comparisons.",
                  confidence=0.5)  # fmt: skip
TWO_ISINSTANCE = habit("mergeable-isinstance", "type-conversion", "`{symbol}` asks isinstance twice about `{middle}`.",
                       "isinstance takes several types at once.", "Put the types into one call.")  # fmt: skip
AND_OR = habit("and-or-as-choice", "conditionals", "`{symbol}` uses and/or to choose between two values.",
               "If the middle value counts as false, the wrong one is chosen.",
               "Use a conditional expression.", category="logic", confidence=0.8)  # fmt: skip
ONLY_VALUE = habit("f-string-of-one-value", "f-strings", "The f-string {symbol} holds just one value.",
                   "str says directly that the value is turned into a text.", "Use str, or the value itself.",
                   confidence=0.6)  # fmt: skip
COPY_COMPREHENSION = habit("needless-comprehension", "list-comprehensions", "`{symbol}` only copies the items.",
                           "The collection's own name as a function copies them too.",
                           "Pass the collection to set, dict or list.")  # fmt: skip
DEBUG = habit("debug-call", "debugging", "`{symbol}` stops the program for debugging.",
              "It was probably left over.", "Take it out before handing the program on.", confidence=0.9)  # fmt: skip
EXIT = habit("exit-call", "modules", "`{symbol}` is meant for the interactive prompt.",
             "exit and quit may be missing when a program runs in another way.",
             "Use sys.exit, or let the program reach its end.", confidence=0.6)  # fmt: skip
TEXT_COMMENT = habit("text-as-statement", "comments", "This text stands alone and does nothing.",
                     "Only at the start of a file, function or class a text is a description.",
                     "Make it a comment.", confidence=0.8)  # fmt: skip
OLD_FORMAT = habit(
    "older-formatting",
    "f-strings",
    "`{symbol}` uses an older form of formatting.",
    "In an f-string each value stands where it appears.",
    "Use an f-string.",
    confidence=0.4,
)
DOCTEST_SPACE = habit(
    "doctest-without-space",
    "docstrings",
    "After >>> in the docstring of `{symbol}` a space is missing.",
    "Without it the example isn't recognised.",
    "Put a space after >>>.",
    confidence=0.95,
)


def check(program: Program) -> Iterator[Finding]:
    """All simplifications."""
    for node in program.all(ast.BoolOp):
        yield from booleans(program, node)
    for branch in program.all(ast.If):
        yield from max_by_if(program, branch)
    for loop in program.all(ast.For):
        yield from lookups(program, loop)
    for call in program.all(ast.Call):
        yield from calls(program, call)
    for joined in program.all(ast.JoinedStr):
        if len(joined.values) == 1 and isinstance(value := joined.values[0], ast.FormattedValue):
            parent = program.parent(joined)
            if value.format_spec is None and value.conversion == -1 and not isinstance(parent, ast.FormattedValue):
                yield ONLY_VALUE.at(program, joined, symbol=program.text(joined))
    for copy in program.either(ast.SetComp, ast.GeneratorExp):
        part = copy.generators[0]
        if len(copy.generators) == 1 and not part.ifs and isinstance(copy, ast.SetComp):
            if program.text(part.target) == program.text(copy.elt):
                yield COPY_COMPREHENSION.at(program, copy, symbol=program.text(copy))
    for mapping in program.all(ast.DictComp):
        part = mapping.generators[0]
        if len(mapping.generators) == 1 and not part.ifs and isinstance(part.target, ast.Tuple):
            names = [program.text(item) for item in part.target.elts]
            if names == [program.text(mapping.key), program.text(mapping.value)]:
                yield COPY_COMPREHENSION.at(program, mapping, symbol=program.text(mapping))
    for statement in program.all(ast.Expr):
        if isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str):
            yield from text_statement(program, statement)
    for operation in program.all(ast.BinOp):
        if isinstance(operation.op, ast.Mod) and isinstance(operation.left, ast.Constant):
            if isinstance(operation.left.value, str):
                yield OLD_FORMAT.at(program, operation, symbol=program.text(operation))
    for function in program.functions:
        text = ast.get_docstring(function, clean=False) or ""
        if any(line.lstrip().startswith(">>>") and not line.lstrip().startswith(">>> ") and line.strip() != ">>>"
               for line in text.splitlines()):  # fmt: skip
            yield DOCTEST_SPACE.at(program, function, symbol=function.name)


def booleans(program: Program, node: ast.BoolOp) -> Iterator[Finding]:
    """`x or True`, `x and True`, `a < b and b < c`, `c and x or y`."""
    symbol = program.text(node)
    constants = [item for item in node.values if is_bool(item)]
    if constants and len(constants) < len(node.values):
        value = bool(getattr(constants[0], "value", False))
        if value is isinstance(node.op, ast.Or):
            used = not isinstance(program.parent(node), ast.Expr)
            if used:
                decides = in_condition(program, node)
                yield DECIDED.at(program, node, symbol=symbol, value="true" if value else "false", constant=str(value),
                                 severity=None if decides else "info")  # fmt: skip
        else:
            yield NEUTRAL.at(program, node, symbol=symbol, constant=f"`{value}`")
        return
    if isinstance(node.op, ast.And):
        for first, second in zip(node.values, node.values[1:], strict=False):
            if _chains(first, second):
                right = first.comparators[-1] if isinstance(first, ast.Compare) else first
                yield CHAINABLE.at(program, node, symbol=symbol, middle=program.text(right))
                return
    else:
        tests = [item for item in node.values if isinstance(item, ast.Call)
                 and program.scopes.is_builtin(item.func, "isinstance") and len(item.args) == 2]  # fmt: skip
        if len(tests) > 1 and len({program.text(item.args[0]) for item in tests}) == 1:
            yield TWO_ISINSTANCE.at(program, node, symbol=symbol, middle=program.text(tests[0].args[0]))
        first = node.values[0]
        if len(node.values) == 2 and isinstance(first, ast.BoolOp) and isinstance(first.op, ast.And):
            conditional = isinstance(first.values[0], ast.Compare) and not isinstance(node.values[1], ast.Compare)
            if conditional and not isinstance(first.values[-1], ast.Compare | ast.Call):
                if isinstance(program.parent(node), ast.Assign | ast.Return):
                    yield AND_OR.at(program, node, symbol=symbol)


def _chains(one: ast.expr, two: ast.expr) -> bool:
    if not (isinstance(one, ast.Compare) and isinstance(two, ast.Compare) and len(one.ops) == len(two.ops) == 1):
        return False
    up, down = ast.Lt | ast.LtE, ast.Gt | ast.GtE
    same_way = (isinstance(one.ops[0], up) and isinstance(two.ops[0], up)) or (
        isinstance(one.ops[0], down) and isinstance(two.ops[0], down)
    )
    return same_way and same(one.comparators[0], two.left) and is_pure(two.left)


def max_by_if(program: Program, node: ast.If) -> Iterator[Finding]:
    """`if a < b: a = b` outside of a loop."""
    if node.orelse or len(node.body) != 1 or program.loop_of(node) is not None:
        return
    stmt, test = node.body[0], node.test
    if not (isinstance(stmt, ast.Assign) and isinstance(test, ast.Compare) and len(test.ops) == 1):
        return
    parent = program.parent(node)
    if isinstance(parent, ast.If) and node in parent.orelse:
        return
    sides = (program.text(test.left), program.text(test.comparators[0]))
    target, value = program.text(stmt.targets[0]), program.text(stmt.value)
    if (
        {target, value} == set(sides)
        and len(set(sides)) == 2
        and isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
    ):
        smaller_first = isinstance(test.ops[0], ast.Lt | ast.LtE)
        keeps_larger = (sides[0] == target) is smaller_first
        yield MAX_BY_IF.at(program, node, which="larger" if keeps_larger else "smaller", one=target, two=value)


def lookups(program: Program, loop: ast.For) -> Iterator[Finding]:
    """`for i, x in enumerate(xs): … xs[i]`, `for k, v in d.items(): … d[k]`."""
    call, target = loop.iter, loop.target
    if not isinstance(call, ast.Call) or not isinstance(target, ast.Tuple) or len(target.elts) != 2:
        return
    if program.scopes.is_builtin(call.func, "enumerate") and len(call.args) == 1:
        collection = call.args[0]
    elif isinstance(call.func, ast.Attribute) and call.func.attr == "items" and not call.args:
        collection = call.func.value
    else:
        return
    key, value = target.elts
    if not isinstance(key, ast.Name) or not isinstance(value, ast.Name):
        return
    text = program.text(collection)
    changed = any(
        isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del) for node in own(loop.body)
    )
    for node in own(loop.body) if not changed else ():
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name) and node.slice.id == key.id:
            if program.text(node.value) == text:
                yield LOOKUP_AGAIN.at(program, node, symbol=program.text(node), name=value.id)
                return


def calls(program: Program, call: ast.Call) -> Iterator[Finding]:
    """min(1, min(2, 3)), breakpoint(), exit(), "{}".format(x)."""
    name = program.scopes.builtin_name(call.func)
    if name in ("min", "max") and len(call.args) > 1:
        if any(
            isinstance(arg, ast.Call) and program.scopes.is_builtin(arg.func, name) and len(arg.args) > 1
            for arg in call.args
        ):
            yield NESTED_MIN.at(program, call, symbol=program.text(call))
    elif name == "breakpoint" or (isinstance(call.func, ast.Attribute) and program.text(call.func) == "pdb.set_trace"):
        yield DEBUG.at(program, call, symbol=program.text(call))
    elif name in ("exit", "quit"):
        yield EXIT.at(program, call, symbol=program.text(call))
    elif isinstance(call.func, ast.Attribute) and call.func.attr == "format":
        if isinstance(call.func.value, ast.Constant) and isinstance(call.func.value.value, str):
            yield OLD_FORMAT.at(program, call, symbol=program.text(call))


def text_statement(program: Program, statement: ast.Expr) -> Iterator[Finding]:
    """A text that is no docstring."""
    parent = program.parent(statement)
    body = getattr(parent, "body", [])
    first = bool(body) and body[0] is statement
    describes = isinstance(parent, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    if first and describes:
        return
    place = body.index(statement) if statement in body else 0
    after_assignment = place > 0 and isinstance(body[place - 1], ast.Assign | ast.AnnAssign)
    if not (after_assignment and isinstance(parent, ast.ClassDef | ast.Module)):
        yield TEXT_COMMENT.at(program, statement)
