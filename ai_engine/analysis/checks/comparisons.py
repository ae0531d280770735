"""Comparisons that ask something other than what was meant."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks import intervals
from ai_engine.analysis.checks.conditions import CONSTANT, SAME_OPERANDS, always_finding, in_condition
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_bool, is_none, is_repeatable, len_of, number, same
from ai_engine.analysis.checks.words import type_words
from ai_engine.analysis.constants import constant_truth
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

IS_LITERAL = Rule(
    name="is-with-literal",
    category="logic",
    severity="warning",
    concept="equality-and-identity",
    confidence=0.9,
    message="`{symbol}` asks whether both are the same object, not whether they are equal.",
    why="Two equal values can be two objects, so the answer may be False although the values are equal.",
    check="Compare id() of both sides, or run it with a value that is read or computed.",
    fix="Compare values with == or !=.",
    nudge="What is the difference between `is` and `==`?",
)
NONE_EQUALS = Rule(
    name="none-with-equals",
    category="style",
    severity="info",
    concept="none",
    confidence=0.9,
    message="`{symbol}` compares with None by `{op}`.",
    why="There is only one None, so `is` is the exact question, and it can't be redefined by a class.",
    check="Both forms give the same here; only the reading differs.",
    fix="Ask with `is None` or `is not None`.",
)
BOOL_EQUALS = Rule(
    name="comparison-with-boolean",
    category="style",
    severity="info",
    concept="boolean-comparison",
    confidence=0.9,
    message="`{symbol}` compares with {value}, although `{other}` already is a condition.",
    why="Comparing with True gives the same answer once more; and for numbers or texts it gives a surprising one.",
    check="Print `{other}` and `{symbol}`.",
    fix="Use the condition itself, with `not` in front for False.",
)
STATEMENT = Rule(
    name="comparison-as-statement",
    category="logic",
    severity="warning",
    concept="statements-and-expressions",
    confidence=0.93,
    message="`{symbol}` only compares and throws the answer away; it changes nothing.",
    why="== asks whether two values are equal; = gives a value to a name.",
    check="Print the variable before and after this line.",
    fix="Use a single = if a value should be set, or put the comparison into an if.",
    nudge="Is this a question or a command?",
)
TYPE_MIX = Rule(
    name="comparison-of-different-types",
    category="logic",
    severity="warning",
    concept="type-conversion",
    confidence=0.93,
    message="`{symbol}` compares {left} with {right}, so the answer is always {answer}.",
    why='Values of different types are never equal, even if they look alike: 5 is not "5".',
    check="Print type() of both sides.",
    fix="Convert one side, so that both have the same type.",
    nudge="Which types stand on the two sides?",
)
FLOAT_EQUALS = Rule(
    name="float-equality",
    category="logic",
    severity="info",
    concept="float-precision",
    confidence=0.75,
    message="`{symbol}` asks whether floating-point numbers are exactly equal.",
    why="Most decimal fractions can't be stored exactly, so a computed value may differ in the last digit.",
    check="Print the value with many digits, for example format(value, '.20f').",
    fix="Ask whether the difference is small enough, for example with math.isclose.",
    nudge="Is 0.1 + 0.2 exactly 0.3?",
)
BITWISE = Rule(
    name="bitwise-for-logical",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.9,
    message=(
        "`{op}` works on the bits of numbers and binds tighter than the comparison, so `{symbol}` "
        "doesn't join two conditions."
    ),
    why="The words `and` and `or` join conditions in Python.",
    check="Put parentheses round `{inner}`: that is what Python computes first.",
    fix="Use `and` or `or` between the conditions.",
    nudge="Which word joins two conditions in Python?",
)
CHAIN = Rule(
    name="confusing-chain",
    category="logic",
    severity="warning",
    concept="chained-comparison",
    confidence=0.85,
    message="Python reads `{symbol}` as a chain: `{expanded}`.",
    why="Comparisons in a row are joined by `and`, each with its neighbour; the first answer isn't compared further.",
    check="Print `{symbol}` and the parts on their own.",
    fix="Split it with `and`, or use parentheses, so that each comparison says what you mean.",
    nudge="How does Python read two comparisons in a row?",
)
NOT_NEGATION = Rule(
    name="negated-comparison",
    category="style",
    severity="info",
    concept="comparison",
    confidence=0.9,
    message="`{symbol}` can be asked without `not`.",
    why="The direct question reads more easily.",
    check="Say the condition aloud in both forms.",
    fix="Use the opposite operator.",
)
NOT_PRECEDENCE = Rule(
    name="not-binds-tighter",
    category="logic",
    severity="warning",
    concept="operator-precedence",
    confidence=0.9,
    message="In `{symbol}` the `not` comes first and gives True or False; that is then compared.",
    why="`not` in parentheses makes a boolean before the comparison happens.",
    check="Print the part with `not` on its own.",
    fix="Negate the whole comparison, or use the opposite operator.",
    nudge="What does the part with `not` give on its own?",
)
TYPE_COMPARISON = Rule(
    name="type-comparison",
    category="style",
    severity="info",
    concept="type-conversion",
    confidence=0.85,
    message="`{symbol}` compares types by {op}.",
    why="isinstance also accepts the subtypes, and reads as the question that is meant.",
    check="Try a value of a subtype, such as True where int is asked.",
    fix="Ask with isinstance.",
)
EMPTY_LEN = Rule(
    name="len-as-emptiness",
    category="style",
    severity="info",
    concept="truthiness",
    confidence=0.7,
    message="`{symbol}` asks whether `{other}` is empty by its length.",
    why="An empty list, text or dictionary counts as false by itself.",
    check="Print bool({other}) for an empty and a filled one.",
    fix="Use `{other}` itself as the condition, with `not` for empty.",
)
MAIN_GUARD = Rule(
    name="misspelt-main-guard",
    category="logic",
    severity="warning",
    concept="main-guard",
    confidence=0.95,
    message="`{symbol}` is never true: the main guard is spelt differently.",
    why="Python sets __name__ to '__main__', with two underscores on each side, in the program that is started.",
    check="Print __name__.",
    fix="Spell both names with two underscores on each side.",
)
_SHARED_OBJECTS = frozenset([*range(-5, 257), "", b""])
_OPS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


def check(program: Program) -> Iterator[Finding]:
    """All rules about single comparisons."""
    for compare in program.all(ast.Compare):
        yield from comparison(program, compare)
    for branch in program.all(ast.If):
        yield from bare_length(program, branch.test)
    for negation in program.all(ast.UnaryOp):
        if isinstance(negation.op, ast.Not) and isinstance(negation.operand, ast.Compare):
            if len(negation.operand.ops) == 1:
                yield NOT_NEGATION.at(program, negation, symbol=program.text(negation))
    for operation in program.all(ast.BinOp):
        yield from bitwise(program, operation)


def comparison(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """All rules about one comparison."""
    parent = program.parent(node)
    symbol = program.text(node)
    if isinstance(parent, ast.Expr):
        yield STATEMENT.at(program, node, symbol=symbol)
    if len(node.ops) > 1:
        yield from compare_chain(program, node)
        return
    op, left, right = node.ops[0], node.left, node.comparators[0]
    word = _OPS[type(op)]
    literals = [item for item in (left, right) if isinstance(item, ast.Constant)]
    if isinstance(op, ast.Eq) and program.text(left) in ("__name__", "name") and literals:
        if program.text(right) in ("'main'", "'_main_'", "'__main'", "'main__'", "'__name__'") or (
            program.text(node) == "name == '__main__'" and program.symbol(left) is None
        ):
            yield MAIN_GUARD.at(program, node, symbol=symbol)
            return
    if isinstance(op, ast.Is | ast.IsNot):
        yield from identity(program, node, left, right)
        return
    if isinstance(op, ast.Eq | ast.NotEq):
        for item, other in ((left, right), (right, left)):
            if is_none(item) and not is_none(other):
                yield NONE_EQUALS.at(program, node, symbol=symbol, op=word)
                return
            if is_bool(item) and not isinstance(other, ast.Constant):
                yield BOOL_EQUALS.at(program, node, symbol=symbol, value=program.text(item), other=program.text(other))
                break
            if isinstance(other, ast.Call) and program.scopes.is_builtin(other.func, "type") and len(other.args) == 1:
                if not isinstance(item, ast.Call | ast.Constant):
                    yield TYPE_COMPARISON.at(program, node, symbol=symbol, op=word)
                    break
    if len(literals) == 2 or (constant_truth(node) is not None and literals):
        yield CONSTANT.at(program, node, symbol=symbol, which="the same", reason="both sides are fixed values",
                          severity=None if in_condition(program, node) else "info")  # fmt: skip
        return
    if same(left, right) and is_repeatable(program, left):
        if not (isinstance(op, ast.NotEq) and isinstance(left, ast.Name)):
            always = isinstance(op, ast.Eq | ast.LtE | ast.GtE)
            yield SAME_OPERANDS.at(program, node, symbol=symbol, op=word,
                                   effect=f"the answer is always {always}")  # fmt: skip
        return
    for item, other in ((left, right), (right, left)):
        if isinstance(item, ast.UnaryOp) and isinstance(item.op, ast.Not) and not is_bool(other):
            yield NOT_PRECEDENCE.at(program, node, symbol=symbol)
            return
    yield from lengths(program, node, left, op, right)
    yield from types(program, node, left, op, right)


def identity(program: Program, node: ast.Compare, left: ast.expr, right: ast.expr) -> Iterator[Finding]:
    """`x is 5`, `x is "a"`, `x is []`, `x is True`."""
    for item in (left, right):
        if is_none(item) or (isinstance(item, ast.Constant) and item.value is Ellipsis):
            continue
        if is_bool(item):
            yield BOOL_EQUALS.at(program, node, symbol=program.text(node), value=program.text(item),
                                 other=program.text(right if item is left else left))  # fmt: skip
            return
        if isinstance(item, ast.Constant | ast.List | ast.Dict | ast.Set | ast.Tuple | ast.JoinedStr):
            lucky = isinstance(item, ast.Tuple) and not item.elts
            # CPython keeps one object for (), small numbers and the empty text: the answer happens to be right.
            lucky = lucky or (isinstance(item, ast.Constant) and item.value in _SHARED_OBJECTS)
            yield IS_LITERAL.at(program, node, symbol=program.text(node), severity="info" if lucky else None)
            return
        if isinstance(item, ast.UnaryOp) and isinstance(item.op, ast.Not):
            yield NOT_PRECEDENCE.at(program, node, symbol=program.text(node))
            return
        if number(item) is not None:
            yield IS_LITERAL.at(program, node, symbol=program.text(node))
            return
    kinds = {program.types.sole(left), program.types.sole(right)}
    if len(kinds) == 1 and kinds & {"int", "str", "float", "list", "tuple"}:
        yield IS_LITERAL.at(program, node, symbol=program.text(node), severity="info", confidence=0.7)


def lengths(program: Program, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Iterator[Finding]:
    """`len(x) < 0`, `len(x) >= 0`, `len(x) == 0`."""
    measured = len_of(program, left)
    value = number(right)
    if measured is None or value is None:
        return
    symbol = program.text(node)
    if (isinstance(op, ast.Lt) and value <= 0) or (isinstance(op, ast.LtE | ast.Eq) and value < 0):
        yield always_finding(program, node, "false", "a length is never below 0")
    elif (isinstance(op, ast.GtE) and value <= 0) or (isinstance(op, ast.Gt | ast.NotEq) and value < 0):
        yield always_finding(program, node, "true", "a length is always 0 or more")
    elif (
        (value == 0 and isinstance(op, ast.Eq | ast.NotEq | ast.Gt))
        or (value == 1 and isinstance(op, ast.Lt | ast.GtE))
    ) and in_condition(program, node):
        yield EMPTY_LEN.at(program, node, symbol=symbol, other=program.text(measured))


def _is_answer(program: Program, node: ast.expr) -> bool:
    """Whether a name's only value is a comparison's answer."""
    found = program.flow.only_def(node)
    return found is not None and found.kind == "assign" and isinstance(found.value, ast.Compare)


def types(program: Program, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Iterator[Finding]:
    """Equality of certainly different types, and exact equality of floats."""
    if not isinstance(op, ast.Eq | ast.NotEq):
        return
    one, two = program.types.of(left), program.types.of(right)
    symbol = program.text(node)
    for item, other in ((left, right), (right, left)):
        if isinstance(item, ast.Constant) and item.value in ("True", "False") and _is_answer(program, other):
            yield TYPE_MIX.at(program, node, symbol=symbol, left=type_words("bool"), right=type_words("str"),
                              answer=str(isinstance(op, ast.NotEq)))  # fmt: skip
            return
    if one is not None and two is not None:
        comparable = {"int": "number", "float": "number", "bool": "number", "complex": "number", "set": "set",
                      "frozenset": "set"}  # fmt: skip
        groups = [{comparable.get(name, name) for name in kinds} for kinds in (one, two)]
        plain = {"number", "str", "list", "tuple", "dict", "set", "NoneType", "range", "function", "bytes"}
        if not groups[0] & groups[1] and groups[0] | groups[1] <= plain and "function" not in groups[0] | groups[1]:
            if "NoneType" not in groups[0] | groups[1]:
                yield TYPE_MIX.at(
                    program, node, symbol=symbol,
                    left=" or ".join(sorted(type_words(name) for name in one)),
                    right=" or ".join(sorted(type_words(name) for name in two)),
                    answer=str(isinstance(op, ast.NotEq)),
                )  # fmt: skip
            return
        if one <= {"int", "float"} and two <= {"int", "float"} and "float" in one | two:
            for item in (left, right):
                value = number(item)
                if (
                    isinstance(value, float) and value != int(value * 1024) / 1024
                    if value is not None and abs(value) < 1e300
                    else False
                ):
                    yield FLOAT_EQUALS.at(program, node, symbol=symbol)
                    return
            if one == two == frozenset({"float"}) and not any(number(item) == 0 for item in (left, right)):
                yield FLOAT_EQUALS.at(program, node, symbol=symbol)
            return
    for item in (left, right):
        value = number(item)
        if isinstance(value, float) and abs(value) < 1e300 and value != int(value):
            yield FLOAT_EQUALS.at(program, node, symbol=symbol, confidence=0.6)
            return


def compare_chain(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """`a == b == True`, `x == y in z`, `1 < x > 5`, `a != b != c`."""
    operands = [node.left, *node.comparators]
    kinds = {type(op) for op in node.ops}
    order = kinds & {ast.Lt, ast.LtE, ast.Gt, ast.GtE}
    member = kinds & {ast.In, ast.NotIn, ast.Is, ast.IsNot}
    expanded = " and ".join(
        f"{program.text(one, 25)} {_OPS[type(op)]} {program.text(two, 25)}"
        for one, op, two in zip(operands, node.ops, operands[1:], strict=False)
    )
    symbol = program.text(node)
    if any(is_bool(item) for item in operands):
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, confidence=0.93)
    elif member and len(kinds) > 1:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded)
    elif kinds == {ast.NotEq}:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, severity="info", confidence=0.8)
    elif order & {ast.Lt, ast.LtE} and order & {ast.Gt, ast.GtE}:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, severity="info", confidence=0.75)
    elif len(kinds) > 1 and ast.Eq in kinds and order:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, severity="info", confidence=0.6)
    tests = intervals.tests_of(node)
    if tests is not None and len({test.subject for test in tests}) == 1 and intervals.impossible(tests):
        yield always_finding(program, node, "false", "no value lies in that range")


def bitwise(program: Program, node: ast.BinOp) -> Iterator[Finding]:
    """`x > 1 & y < 2`, `a == 1 | b == 2`."""
    if not isinstance(node.op, ast.BitAnd | ast.BitOr):
        return
    word = "&" if isinstance(node.op, ast.BitAnd) else "|"
    parent = program.parent(node)
    masked = isinstance(node.right, ast.Constant)
    if isinstance(parent, ast.Compare) and len(parent.ops) > 1 and node in parent.comparators[:-1] and not masked:
        yield BITWISE.at(program, parent, symbol=program.text(parent), op=word, inner=program.text(node))
    elif isinstance(node.left, ast.Compare) and isinstance(node.right, ast.Compare):
        yield BITWISE.at(
            program, node, symbol=program.text(node), op=word, inner=program.text(node), severity="info",
            confidence=0.7, message="`{op}` works on bits; conditions are joined with the words `and` and `or`.",
        )  # fmt: skip


def bare_length(program: Program, test: ast.expr) -> Iterator[Finding]:
    """`if len(x):`."""
    inner = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    measured = len_of(program, inner)
    if measured is not None:
        yield EMPTY_LEN.at(program, test, symbol=program.text(test), other=program.text(measured))
