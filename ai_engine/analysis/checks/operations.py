"""Operations that their types don't allow: TypeErrors that are certain before the program runs."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.conditions import type_words
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.types import Types

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
NOT_ITERABLE = Rule(
    name="not-iterable",
    category="runtime",
    severity="error",
    concept="for-loops",
    confidence=0.96,
    message="`{symbol}` is {what}, and Python can't go through {what} item by item.",
    why="A loop needs a collection, a text or a range: here a TypeError follows.",
    check="Print type({symbol}).",
    fix="To repeat that often use range; to go through items use the collection itself.",
    nudge="What are the items that this loop should go through?",
)
BAD_INDEX = Rule(
    name="index-not-a-whole-number",
    category="runtime",
    severity="error",
    concept="list-indexing",
    confidence=0.95,
    message="`{code}` uses {what} as the index of {container}; only whole numbers work there.{extra}",
    why="Positions are counted in whole numbers, so this line stops with a TypeError.",
    check="Print type({symbol}).",
    fix="{advice}",
    nudge="Which type must a position in a list or text have?",
)
NOT_SUBSCRIPTABLE = Rule(
    name="not-subscriptable",
    category="runtime",
    severity="error",
    concept="type-errors",
    confidence=0.95,
    message="`{symbol}` is {what}, so square brackets after it don't work.",
    why="Only texts, lists, tuples, dictionaries and the like have items: here a TypeError follows.",
    check="Print type({symbol}).",
    fix="{advice}",
    nudge="What kind of value is `{symbol}`?",
)
FLOAT_RANGE = Rule(
    name="range-needs-whole-numbers",
    category="runtime",
    severity="error",
    concept="integer-division",
    confidence=0.95,
    message="`{code}`: `{symbol}` is {what}, but range counts in whole numbers only.",
    why="range with anything but whole numbers stops with a TypeError; / always gives a decimal number.",
    check="Print type({symbol}).",
    fix="{advice}",
    nudge="What does / give, even when nothing remains?",
)
NO_LENGTH = Rule(
    name="no-length",
    category="runtime",
    severity="error",
    concept="type-errors",
    confidence=0.96,
    message="`{code}`: `{symbol}` is {what}, which has no length.",
    why="len counts the items of a collection or the characters of a text; here a TypeError follows.",
    check="Print type({symbol}).",
    fix="Measure the collection that you meant, or use the number itself.",
    nudge="What does len count?",
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
TEXT_TO_NUMBER = Rule(
    name="text-is-no-number",
    category="runtime",
    severity="error",
    concept="value-errors",
    confidence=0.95,
    message="`{code}` can't turn {value} into a number.",
    why="The text holds something other than the digits of such a number: a ValueError follows.",
    check="Try the call with a text of digits only.",
    fix="Pass a text that holds a number, or convert in two steps.",
    nudge="Which texts can this conversion read?",
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
IMMUTABLE = Rule(
    name="text-cant-be-changed",
    category="runtime",
    severity="error",
    concept="string-immutability",
    confidence=0.96,
    message="`{symbol}` is {what}, and its items can't be replaced or deleted one by one.",
    why="{What} never changes after it was made: a TypeError follows.",
    check="Try the same with a list.",
    fix="{advice}",
    nudge="Can {what} change after it was made?",
)
TUPLE_BY_COMMA = Rule(
    name="tuple-by-trailing-comma",
    category="style",
    severity="warning",
    concept="tuples",
    confidence=0.9,
    message="The comma at the end makes `{symbol}` a tuple with one item, not the value itself.",
    why="It is the comma, not the parentheses, that makes a tuple.",
    check="Print `{symbol}` and type({symbol}).",
    fix="Take the comma away.",
    nudge="What does a comma at the end of an assignment do?",
)
UNPACK = Rule(
    name="unpacking-count",
    category="runtime",
    severity="error",
    concept="unpacking",
    confidence=0.96,
    message="{targets} names on the left, but {values} values on the right.",
    why="Unpacking needs exactly one value for each name: a ValueError follows.",
    check="Count the names and the values.",
    fix="Give each value a name, or leave out what is too much.",
    nudge="How many values are there, and how many names?",
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
_NO_ITEMS = frozenset(
    {"int", "float", "bool", "function", "set", "dict_keys", "dict_values", "dict_items", "map", "filter", "zip",
     "generator", "enumerate", "reversed"}
)  # fmt: skip
_FRACTION = "Use // where a whole number is needed, or convert with int."
_CALL_OR_NAME = (ast.Name, ast.Call, ast.Attribute, ast.Subscript)


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


def check(program: Program) -> Iterator[Finding]:
    """All rules about types that don't fit."""
    for node in program.all(ast.BinOp):
        yield from binary(program, node, node.left, node.op, node.right)
    for change in program.all(ast.AugAssign):
        yield from augmented(program, change)
    for comparison in program.all(ast.Compare):
        yield from ordering(program, comparison)
    for loop in program.all(ast.For):
        yield from iterated(program, loop.iter)
    for part in program.all(ast.comprehension):
        yield from iterated(program, part.iter)
    for subscript in program.all(ast.Subscript):
        yield from indexed(program, subscript)
    for call in program.all(ast.Call):
        yield from builtin_call(program, call)
    for assignment in program.all(ast.Assign):
        yield from assigned(program, assignment)


def binary(program: Program, node: ast.AST, left: ast.expr, op: ast.operator, right: ast.expr) -> Iterator[Finding]:
    """One operation with two operands."""
    if isinstance(op, ast.Div | ast.FloorDiv | ast.Mod) and number(right) == 0 and not program.types.is_(left, "str"):
        yield ZERO.at(program, node, code=program.text(node))
        return
    one, two = program.types.of(left), program.types.of(right)
    if isinstance(op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.FloorDiv | ast.Pow):
        for operand, kinds in ((left, one), (right, two)):
            if kinds == frozenset({"function"}) and isinstance(operand, ast.Name):
                yield NUMBER_OF_FUNCTION.at(program, node, code=program.text(node), symbol=operand.id)
                return
    if never_works(one, op, two):
        yield _mixed(program, node, left, one, op, right, two)
    elif isinstance(op, ast.Sub | ast.Div | ast.FloorDiv | ast.Pow):
        # One side is enough for the operators that no text, list or dictionary knows.
        for operand, kinds in ((left, one), (right, two)):
            if kinds and (kinds <= {"str", "list", "tuple", "dict"} or kinds == frozenset({"NoneType"})):
                other = two if operand is left else one
                if other is None:
                    yield _mixed(program, node, left, one, op, right, two)
                    return


def _from_input(program: Program, node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return program.scopes.is_builtin(node.func, "input")
    found = program.flow.only_def(node)
    if found is None or found.value is None:
        return False
    return isinstance(found.value, ast.Call) and program.scopes.is_builtin(found.value.func, "input")


def _mixed(
    program: Program, node: ast.AST, left: ast.expr, one: Types, op: ast.operator, right: ast.expr, two: Types
) -> Finding:
    code = program.text(node)
    word = _SYMBOLS[type(op)]
    for operand, other in ((left, two), (right, one)):
        if _from_input(program, operand) and (other is None or other <= _NUMERIC):
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
                        if _from_input(program, operand) and kinds <= _NUMERIC:
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


def iterated(program: Program, node: ast.expr) -> Iterator[Finding]:
    """`for i in 5`, `for i in len(x)`."""
    kinds = program.types.of(node)
    if kinds and kinds <= {"int", "float", "bool", "NoneType", "function"}:
        yield NOT_ITERABLE.at(program, node, symbol=program.text(node), what=words(kinds))


def indexed(program: Program, node: ast.Subscript) -> Iterator[Finding]:
    """`5[0]`, `f[0]`, `xs["a"]`, `xs[n / 2]`, `text[0] = …`."""
    container = program.types.of(node.value)
    if not container:
        if not isinstance(node.slice, ast.Slice | ast.Tuple) and isinstance(node.ctx, ast.Load):
            yield from halved(program, node)
        return
    if container <= _NO_ITEMS and not _annotation(program, node):
        function = container == {"function"}
        advice = "Call the function with round parentheses." if function else "Use the collection that you meant."
        if container == {"set"}:
            advice = "A set has no positions: turn it into a list first, or loop over it."
        elif not container & {"int", "float", "bool", "function"}:
            advice = "Turn it into a list first."
        yield NOT_SUBSCRIPTABLE.at(program, node, symbol=program.text(node.value), what=words(container), advice=advice)
        return
    if container <= {"str", "tuple"} and isinstance(node.ctx, ast.Store | ast.Del):
        what = words(container)
        advice = (
            "Build a new text from the parts before and after, or work on a list of characters."
            if "str" in container
            else "Use a list if its items shall change."
        )
        yield IMMUTABLE.at(program, node, symbol=program.text(node.value), what=what, What=what[0].upper() + what[1:],
                           advice=advice)  # fmt: skip
        return
    if container <= {"list", "str", "tuple"} and not isinstance(node.slice, ast.Slice | ast.Tuple):
        index = program.types.of(node.slice)
        if index and index <= {"float", "str", "list", "NoneType", "dict", "set", "function"}:
            extra = ""
            advice = "Use a whole number as the index."
            if index == {"float"}:
                advice = _FRACTION
            elif index == {"str"}:
                found = program.flow.only_def(node.slice)
                looped = found is not None and found.kind == "for"
                extra = f" `{program.text(node.slice)}` is the item itself." if looped else ""
                advice = "Use the position, or a dictionary if you want to look something up by a text."
            yield BAD_INDEX.at(
                program,
                node,
                code=program.text(node),
                symbol=program.text(node.slice),
                what=words(index),
                container=words(container),
                extra=extra,
                advice=advice,
            )
    elif isinstance(node.slice, ast.Tuple) and container <= {"list", "str", "tuple"} and node.slice.elts:
        if not any(isinstance(item, ast.Slice | ast.Starred) for item in node.slice.elts):
            yield BAD_INDEX.at(
                program,
                node,
                code=program.text(node),
                symbol=program.text(node.slice),
                what="a tuple",
                container=words(container),
                extra=" Perhaps a comma stands between two lists, or two indices are meant.",
                advice="Put each index into square brackets of its own.",
            )


def _annotation(program: Program, node: ast.AST) -> bool:
    child = node
    for around in program.source.ancestors(node):
        if isinstance(around, ast.arg | ast.AnnAssign) and around.annotation is child:
            return True
        if isinstance(around, ast.FunctionDef) and around.returns is child:
            return True
        if isinstance(around, ast.stmt):
            return False
        child = around
    return False


def halved(program: Program, node: ast.Subscript) -> Iterator[Finding]:
    """`xs[n / 2]` or `xs[mid]` with `mid = (low + high) / 2`, on a collection of unknown type."""
    if program.types.of(node.slice) != frozenset({"float"}):
        return
    source: ast.expr | None = node.slice
    found = program.flow.only_def(node.slice)
    if found is not None:
        source = found.value
    if isinstance(source, ast.BinOp) and isinstance(source.op, ast.Div):
        yield BAD_INDEX.at(
            program,
            node,
            code=program.text(node),
            symbol=program.text(node.slice),
            what="a decimal number",
            container="a collection",
            extra=" / always gives a decimal number.",
            advice=_FRACTION,
            confidence=0.9,
        )


def builtin_call(program: Program, node: ast.Call) -> Iterator[Finding]:
    """len(5), range(n / 2), int(input), sum(5), int("abc")."""
    name = program.scopes.builtin_name(node.func)
    if name is None or not node.args or any(isinstance(item, ast.Starred) for item in node.args):
        return
    code = program.text(node)
    first = node.args[0]
    kinds = program.types.of(first)
    if name == "len" and kinds and kinds <= _NUMERIC | {"NoneType", "function", "map", "filter", "zip", "generator"}:
        yield NO_LENGTH.at(program, node, code=code, symbol=program.text(first), what=words(kinds))
    elif name == "range":
        for item in node.args:
            given = program.types.of(item)
            if given and given <= {"float", "str", "list", "NoneType", "tuple", "function", "dict"}:
                advice = "Convert it with int, or use // where the number comes from a division."
                if _from_input(program, item):
                    advice = "Convert what input() gives to a whole number."
                elif given == {"list"}:
                    advice = "Use the length of the list, or loop over the list itself."
                yield FLOAT_RANGE.at(
                    program, node, code=code, symbol=program.text(item), what=words(given), advice=advice
                )
                return
    elif name in ("int", "float", "abs", "round", "sum", "max", "min", "sorted", "ord"):
        if kinds == frozenset({"function"}) and name != "sorted":
            yield NUMBER_OF_FUNCTION.at(program, node, code=code, symbol=program.text(first))
        elif name in ("int", "float") and kinds and kinds <= {"list", "tuple", "dict", "NoneType", "set", "range"}:
            yield NO_LENGTH.at(
                program, node, code=code, symbol=program.text(first), what=words(kinds),
                message="`{code}`: `{symbol}` is {what}, which can't be turned into a number as a whole.",
            )  # fmt: skip
        elif (name in ("sum", "sorted") and kinds and kinds <= _NUMERIC | {"NoneType"}) or (
            name in ("max", "min") and len(node.args) == 1 and kinds and kinds <= _NUMERIC | {"NoneType"}
        ):
            yield NOT_ITERABLE.at(program, node, symbol=program.text(first), what=words(kinds))
        elif name in ("abs", "round") and kinds and kinds <= {"str", "list", "NoneType", "tuple"}:
            yield NO_LENGTH.at(
                program, node, code=code, symbol=program.text(first), what=words(kinds),
                message="`{code}`: `{symbol}` is {what}, but `" + name + "` works on numbers.",
            )  # fmt: skip
        elif name in ("int", "float") and isinstance(first, ast.Constant) and isinstance(first.value, str):
            if len(node.args) == 1 and not _reads(name, first.value):
                yield TEXT_TO_NUMBER.at(program, node, code=code, value=repr(first.value))


def _reads(name: str, text: str) -> bool:
    try:
        if name == "int":
            int(text)
        else:
            float(text)
    except ValueError:
        return False
    return True


def assigned(program: Program, node: ast.Assign) -> Iterator[Finding]:
    """`x = 5,` and unpacking into the wrong number of names."""
    value = node.value
    if isinstance(value, ast.Tuple) and len(value.elts) == 1 and isinstance(node.targets[0], ast.Name):
        line = program.source.lines[value.lineno - 1] if value.lineno <= len(program.source.lines) else ""
        offset = program.source.column(value.lineno, value.col_offset) - 1
        if (
            line[offset : offset + 1] != "("
            and not isinstance(value.elts[0], ast.Starred)
            and not node.targets[0].id.startswith("__")
        ):
            yield TUPLE_BY_COMMA.at(program, node, symbol=node.targets[0].id)
    for target in node.targets:
        if not isinstance(target, ast.Tuple | ast.List):
            continue
        starred = any(isinstance(item, ast.Starred) for item in target.elts)
        count = None
        if isinstance(value, ast.Tuple | ast.List) and not any(isinstance(item, ast.Starred) for item in value.elts):
            count = len(value.elts)
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            count = len(value.value)
        elif isinstance(value, ast.Name) and (found := program.flow.only_def(value)) is not None:
            if isinstance(found.value, ast.Tuple) and found.kind == "assign":
                items = found.value.elts
                count = None if any(isinstance(item, ast.Starred) for item in items) else len(items)
        elif isinstance(value, ast.Call) and (function := program.called_function(value)) is not None:
            returned = [item.value for item in program.types.return_values(function)]
            sizes = {len(item.elts) if isinstance(item, ast.Tuple) else None for item in returned}
            if len(sizes) == 1 and not program.flow.falls_through.get(function, True):
                count = next(iter(sizes))
        elif program.types.is_(value, "int", "float", "NoneType", "bool"):
            yield NOT_ITERABLE.at(program, value, symbol=program.text(value), what=words(program.types.of(value)))
        if count is not None and (count < len(target.elts) - 1 if starred else count != len(target.elts)):
            yield UNPACK.at(program, node, targets=len(target.elts), values=count, symbol=program.text(target))
