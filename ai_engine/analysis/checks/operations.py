"""Operators whose operands' types don't fit: TypeErrors that are certain before the program runs."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.builtin_types import Types
from ai_engine.analysis.checks.inputs import from_input
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number, same_scope
from ai_engine.analysis.checks.words import type_words
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

INPUT_NUMBER = Rule(
    name="input-is-text",
    category="runtime",
    severity="error",
    concept="type-conversion",
    confidence=0.95,
    message="`{symbol}` came from input(), so it is a text, but here it is used like a number: `{code}`.",
    why="input() always gives a text, even if the user types digits; a text and a number can't be {verb}: TypeError.",
    check="Print type({symbol}) just before this line.",
    fix="Convert what input() gives to a number, once, where it is read.",
    nudge="What type does input() give?",
)
MIXED = Rule(
    name="types-dont-mix",
    category="runtime",
    severity="error",
    concept="type-errors",
    confidence=0.95,
    message="`{code}` combines {left} and {right} by `{op}`, which Python can't do.",
    why="The operator doesn't know how to join these two types, so this line stops with a TypeError.",
    check="Print type() of both sides.",
    fix="{advice}",
    nudge="Which types stand left and right of `{op}`?",
)
ORDER_MIXED = Rule(
    name="types-cant-be-ordered",
    category="runtime",
    severity="error",
    concept="type-errors",
    confidence=0.95,
    message="`{code}` asks which of {left} and {right} is smaller, which Python can't decide.",
    why="Only values of related types have an order; this line stops with a TypeError.",
    check="Print type() of both sides.",
    fix="Convert one side, or compare the parts that you mean.",
    nudge="Which types stand on the two sides?",
)
NUMBER_OF_FUNCTION = Rule(
    name="function-not-called",
    category="runtime",
    severity="error",
    concept="functions",
    confidence=0.95,
    message="`{code}` uses the function `{symbol}` itself instead of its result: the parentheses are missing.",
    why="Without parentheses the function doesn't run, and a function can't be used like a value here.",
    check="Print `{symbol}`.",
    fix="Call `{symbol}`: parentheses after its name.",
    nudge="What makes Python run a function?",
)
ZERO = Rule(
    name="division-by-zero",
    category="runtime",
    severity="error",
    concept="zero-division",
    confidence=0.97,
    message="`{code}` divides by zero.",
    why="Division by zero has no result: a ZeroDivisionError follows.",
    check="Print the divisor just before this line.",
    fix="Divide by the value that you meant, or handle the case of zero first.",
    nudge="What is the value after the division sign?",
)
BAD_MEMBERSHIP = Rule(
    name="membership-in-wrong-type",
    category="runtime",
    severity="error",
    concept="membership",
    confidence=0.95,
    message="`{code}`: {reason}.",
    why="`in` looks for an item in a collection, or for a text in a text: here a TypeError follows.",
    check="Print type() of both sides.",
    fix="{advice}",
    nudge="What do you look for, and in what?",
)
LIST_PLUS_TEXT = Rule(
    name="list-extended-by-text",
    category="logic",
    severity="info",
    concept="list-methods",
    confidence=0.8,
    message="`{code}` adds the text's characters one by one to the list.",
    why="+= on a list adds every item of the right side, and the items of a text are its characters.",
    check="Print the list after this line.",
    fix="Use append to add the whole text as one item.",
    nudge="What are the items of a text?",
)
_SYMBOLS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>", ast.MatMult: "@",
}  # fmt: skip
_NUMERIC = frozenset({"int", "float", "bool", "complex"})
_PLAIN = _NUMERIC | {"str", "list", "tuple", "dict", "set", "NoneType", "range", "function", "map", "filter", "zip"}
_CALL_OR_NAME = (ast.Name, ast.Call, ast.Attribute, ast.Subscript)


def check(program: Program) -> Iterator[Finding]:
    """All rules about operators."""
    for node in program.all(ast.BinOp):
        yield from binary(program, node, node.left, node.op, node.right)
    for change in program.all(ast.AugAssign):
        yield from augmented(program, change)
    for comparison in program.all(ast.Compare):
        yield from ordering(program, comparison)


def words(kinds: Types) -> str:
    """A learner's words for a type set."""
    return " or ".join(sorted(type_words(kind) for kind in kinds or ()))


def works(left: str, op: ast.operator, right: str) -> bool:
    """Whether `left op right` is allowed; True where it isn't known."""
    if left not in _PLAIN or right not in _PLAIN:
        return True
    if left in _NUMERIC and right in _NUMERIC:
        return True
    pair = {left, right}
    match op:
        case ast.Add():
            return left == right and left in ("str", "list", "tuple")
        case ast.Mult():
            return bool(pair & {"int", "bool"}) and bool(pair & {"str", "list", "tuple"})
        case ast.Mod():
            return left == "str"
        case ast.Sub() | ast.BitAnd() | ast.BitXor():
            return pair == {"set"}
        case ast.BitOr():
            return pair in ({"set"}, {"dict"}) or "NoneType" in pair
    return False


def never_works(left: Types, op: ast.operator, right: Types) -> bool:
    """Whether no combination of the possible types is allowed."""
    if not left or not right:
        return False
    return not any(works(one, op, two) for one in left for two in right)


def binary(program: Program, node: ast.AST, left: ast.expr, op: ast.operator, right: ast.expr) -> Iterator[Finding]:
    """One operation with two operands."""
    if isinstance(op, ast.Div | ast.FloorDiv | ast.Mod) and number(right) == 0 and not program.types.is_(left, "str"):
        yield ZERO.at(program, node, code=program.text(node))
        return
    if isinstance(op, ast.Div | ast.FloorDiv | ast.Mod) and (since := _still_zero(program, right)):
        yield ZERO.at(
            program, node, code=program.text(node), symbol=program.text(right), since=since, confidence=0.9,
            message="`{code}` divides by zero: `{symbol}` is still the 0 from line {since}, as nothing changes it.",
        )  # fmt: skip
        return
    one, two = program.types.of(left), program.types.of(right)
    if isinstance(op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Pow):
        for operand, kinds in ((left, one), (right, two)):
            if kinds == frozenset({"function"}) and isinstance(operand, ast.Name):
                yield NUMBER_OF_FUNCTION.at(program, node, code=program.text(node), symbol=operand.id)
                return
    if never_works(one, op, two):
        yield _mixed(program, node, left, one, op, right, two)
    elif isinstance(op, ast.Sub | ast.FloorDiv | ast.Pow):
        # One side is enough for the operators that no text, list or dictionary knows; / also joins paths.
        for operand, kinds in ((left, one), (right, two)):
            if kinds and (kinds <= {"str", "list", "tuple", "dict"} or kinds == frozenset({"NoneType"})):
                other = two if operand is left else one
                if other is None:
                    yield _mixed(program, node, left, one, op, right, two)
                    return


def _mixed(
    program: Program, node: ast.AST, left: ast.expr, one: Types, op: ast.operator, right: ast.expr, two: Types
) -> Finding:
    code = program.text(node)
    word = _SYMBOLS[type(op)]
    for operand, other in ((left, two), (right, one)):
        if from_input(program, operand) and (other is None or other <= _NUMERIC):
            verb = {"+": "added", "-": "subtracted", "*": "multiplied"}.get(word, "combined like that")
            return INPUT_NUMBER.at(program, node, symbol=program.text(operand), code=code, verb=verb)
    kinds = (one or frozenset()) | (two or frozenset())
    if frozenset({"NoneType"}) in (one, two):
        advice = "Find out where the None comes from: often a function that prints instead of returning."
    elif "str" in kinds and kinds & _NUMERIC and word == "+":
        advice = "Convert the number to a text with str, or use an f-string; to add, convert the text to a number."
    elif "str" in kinds:
        advice = "Convert the text to a number first, if it holds one."
    elif "list" in kinds and word == "+":
        advice = "Use append to add one item to a list."
    else:
        advice = "Convert one side, or use the parts that you mean."
    return MIXED.at(
        program, node, code=code, symbol=word, op=word, left=words(one) or "something",
        right=words(two) or "something", advice=advice,
    )  # fmt: skip


def _still_zero(program: Program, node: ast.expr) -> int:
    """The line on which a divisor got the 0 that it surely still has; 0 where that isn't sure."""
    found = program.flow.only_def(node)
    if found is None or found.kind != "assign" or number(found.value) != 0 or not same_scope(program, node):
        return 0
    return getattr(found.node, "lineno", 0) if len(found.symbol.defs) == 1 and not found.symbol.foreign_defs else 0


def augmented(program: Program, node: ast.AugAssign) -> Iterator[Finding]:
    """`total += x` where the types don't fit; `words += "text"`."""
    one, two = program.types.of(node.target), program.types.of(node.value)
    if isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod) and number(node.value) == 0:
        yield ZERO.at(program, node, code=program.text(node))
        return
    if isinstance(node.op, ast.Add) and one == frozenset({"list"}):
        if two is not None and two and two <= _NUMERIC | {"NoneType", "function"}:
            yield _mixed(program, node, node.target, one, node.op, node.value, two)
        elif two == frozenset({"str"}) and isinstance(node.value, ast.Constant | ast.Name | ast.JoinedStr):
            yield LIST_PLUS_TEXT.at(program, node, code=program.text(node), symbol=program.text(node.target))
        return
    if isinstance(node.op, ast.BitOr | ast.BitAnd | ast.Sub | ast.BitXor) and one and not one <= _NUMERIC:
        return
    yield from binary(program, node, node.target, node.op, node.value)


def ordering(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """`"5" < 3`, `age > 18` with a text from input(), `x in 5`."""
    left = node.left
    for op, right in zip(node.ops, node.comparators, strict=True):
        one, two = program.types.of(left), program.types.of(right)
        if isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            if one and two and one <= _PLAIN and two <= _PLAIN:
                families = [{"number" if kind in _NUMERIC else kind for kind in kinds} for kinds in (one, two)]
                unordered = {"NoneType", "dict", "function", "complex", "range", "map", "filter", "zip"}
                if not (families[0] & families[1]) - unordered:
                    functions = [item for item, kinds in ((left, one), (right, two)) if kinds == {"function"}]
                    if functions:
                        yield NUMBER_OF_FUNCTION.at(
                            program, node, code=program.text(node), symbol=program.text(functions[0])
                        )
                        return
                    for operand, kinds in ((left, two), (right, one)):
                        if from_input(program, operand) and kinds <= _NUMERIC:
                            yield INPUT_NUMBER.at(program, node, symbol=program.text(operand), code=program.text(node),
                                                  verb="compared by size")  # fmt: skip
                            return
                    yield ORDER_MIXED.at(program, node, code=program.text(node), left=words(one), right=words(two))
                    return
        elif isinstance(op, ast.In | ast.NotIn):
            yield from membership(program, node, left, one, right, two)
        elif isinstance(op, ast.Eq | ast.NotEq):
            for operand in (left, right):
                found = program.flow.only_def(operand)
                other = right if operand is left else left
                if found is None or found.kind != "function" or len(found.symbol.defs) != 1:
                    continue
                if isinstance(other, ast.Constant) or (program.types.of(other) is None and isinstance(other, ast.Name)):
                    yield NUMBER_OF_FUNCTION.at(
                        program, node, code=program.text(node), symbol=program.text(operand),
                        severity="warning" if isinstance(other, ast.Constant) else "info",
                    )  # fmt: skip
        left = right


def membership(
    program: Program, node: ast.Compare, left: ast.expr, one: Types, right: ast.expr, two: Types
) -> Iterator[Finding]:
    """`x in 5`, `5 in "123"`."""
    code = program.text(node)
    if two and two <= _NUMERIC | {"NoneType", "function"}:
        range_hint = "range gives the numbers up to a bound" if two <= {"int"} else "it holds no items"
        yield BAD_MEMBERSHIP.at(
            program,
            node,
            code=code,
            symbol=program.text(right),
            reason=f"{words(two)} has no items",
            advice=f"Look in a collection; {range_hint}.",
        )
    elif two == frozenset({"str"}) and one and one <= _NUMERIC | {"list", "tuple", "NoneType"}:
        yield BAD_MEMBERSHIP.at(
            program,
            node,
            code=code,
            symbol=program.text(left),
            reason=f"the right side is a text, but the left side is {words(one)}",
            advice="Look for a text in a text: convert the left side with str.",
        )
