"""Looping, indexing, unpacking and counting where the type has no items, or other ones."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.inputs import from_input
from ai_engine.analysis.checks.operations import _NUMERIC, NUMBER_OF_FUNCTION, words
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

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
_NO_ITEMS = frozenset(
    {"int", "float", "bool", "function", "set", "dict_keys", "dict_values", "dict_items", "map", "filter", "zip",
     "generator", "enumerate", "reversed"}
)  # fmt: skip
_FRACTION = "Use // where a whole number is needed, or convert with int."


def check(program: Program) -> Iterator[Finding]:
    """All rules about items."""
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


def iterated(program: Program, node: ast.expr) -> Iterator[Finding]:
    """`for i in 5`, `for i in len(x)`."""
    kinds = program.types.of(node)
    if kinds and kinds <= {"int", "float", "bool", "NoneType", "function"}:
        yield NOT_ITERABLE.at(program, node, symbol=program.text(node), what=words(kinds))


def indexed(program: Program, node: ast.Subscript) -> Iterator[Finding]:
    """`5[0]`, `f[0]`, `xs["a"]`, `xs[n / 2]`, `text[0] = …`."""
    container = program.types.of(node.value)
    yield from sliced(program, node)
    if container is None and isinstance(node.ctx, ast.Store | ast.Del) and _from_text_method(program, node.value):
        container = frozenset({"str"})
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


def _from_text_method(program: Program, node: ast.expr) -> bool:
    """Whether a name's only value comes from a method that only texts have, such as `word.lower()`."""
    found = program.flow.only_def(node)
    value = found.value if found is not None and found.kind == "assign" else None
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute) or value.args or value.keywords:
        return False
    return value.func.attr in ("lower", "upper", "strip", "capitalize") and value.func.attr not in program.own_methods


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


def is_division(program: Program, node: ast.expr) -> bool:
    """Whether a value is certainly the result of /, and so no whole number."""
    found = program.flow.only_def(node)
    source = found.value if found is not None and found.kind == "assign" else node
    return isinstance(source, ast.BinOp) and isinstance(source.op, ast.Div)


def sliced(program: Program, node: ast.Subscript) -> Iterator[Finding]:
    """`xs[:len(xs) / 2]`."""
    if not isinstance(node.slice, ast.Slice):
        return
    for bound in (node.slice.lower, node.slice.upper, node.slice.step):
        if bound is not None and is_division(program, bound):
            yield BAD_INDEX.at(
                program, node, code=program.text(node), symbol=program.text(bound), what="a decimal number",
                container="a collection", extra=" / always gives a decimal number.", advice=_FRACTION, confidence=0.9,
            )  # fmt: skip
            return


def halved(program: Program, node: ast.Subscript) -> Iterator[Finding]:
    """`xs[n / 2]` or `xs[mid]` with `mid = (low + high) / 2`, on a collection of unknown type."""
    if is_division(program, node.slice):
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
            given = frozenset({"float"}) if is_division(program, item) else program.types.of(item)
            if given and given <= {"float", "str", "list", "NoneType", "tuple", "function", "dict"}:
                advice = "Convert it with int, or use // where the number comes from a division."
                if from_input(program, item):
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
