"""Mistakes that the program's own literals prove: positions and keys that don't exist, keys that can't be keys."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.words import type_words
from ai_engine.analysis.constants import int_value
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import Symbol

OUT_OF_RANGE = Rule(
    name="index-out-of-range",
    category="runtime",
    severity="error",
    concept="index-errors",
    confidence=0.95,
    message="`{symbol}` asks for position {index}, but `{sequence}` has only {count}, at the positions 0 to {last}.",
    why="A position that doesn't exist stops the program with an IndexError.",
    check="Print len({sequence}).",
    fix="Use a position that exists; counting starts at 0.",
    nudge="Which position does the last item have?",
)
MISSING_KEY = Rule(
    name="missing-key",
    category="runtime",
    severity="error",
    concept="key-errors",
    confidence=0.93,
    message="`{sequence}` has no key {index}.",
    why="Square brackets with a key that doesn't exist stop the program with a KeyError.",
    check="Print list({sequence}).",
    fix="Use a key that exists, or ask with `in` or get first.",
    nudge="Which keys does `{sequence}` have?",
)
UNHASHABLE = Rule(
    name="unhashable-key",
    category="runtime",
    severity="error",
    concept="dictionaries",
    confidence=0.96,
    message="`{symbol}` is {what}, and {what} can't be a key of a dictionary or an item of a set.",
    why="Keys must never change, so a changeable collection isn't allowed: a TypeError follows.",
    check="Run the line and read the error.",
    fix="Use a tuple or a text.",
    nudge="Which types can be keys?",
)
SAME_TARGET = Rule(
    name="assigned-twice-at-once",
    category="logic",
    severity="warning",
    concept="unpacking",
    confidence=0.95,
    message="`{symbol}` stands twice on the left side, so only the last value stays.",
    why="The values are assigned from left to right; the second replaces the first.",
    check="Print `{symbol}` after this line.",
    fix="Use two different names.",
    nudge="How many values can `{symbol}` hold?",
)
NAN = Rule(
    name="comparison-with-nan",
    category="logic",
    severity="warning",
    concept="float-precision",
    confidence=0.95,
    message="`{symbol}` compares with NaN, which is equal to nothing, not even to itself.",
    why="Not-a-number differs from every value by definition.",
    check="Print the comparison of NaN with itself.",
    fix="Ask with math.isnan.",
)
BAD_MODE = Rule(
    name="invalid-file-mode",
    category="runtime",
    severity="error",
    concept="files",
    confidence=0.96,
    message="{symbol} is no mode that open knows.",
    why="The mode has one of r, w, a and x, perhaps with b, t or +: a ValueError follows.",
    check="Run the line and read the error.",
    fix="Use one of the modes.",
)
NEGATED_TEXT = Rule(
    name="sign-before-text",
    category="runtime",
    severity="error",
    concept="type-errors",
    confidence=0.96,
    message="`{symbol}` puts a sign before {what}, which only numbers can have.",
    why="A TypeError follows.",
    check="Print type() of the value.",
    fix="Convert it to a number first.",
)
DOUBLE_SIGN = Rule(
    name="double-sign",
    category="logic",
    severity="warning",
    concept="augmented-assignment",
    confidence=0.93,
    message="`{symbol}` is no step up or down: Python reads two signs in a row, and the variable stays as it is.",
    why="Python has no ++ or --.",
    check="Print the variable before and after this line.",
    fix="Use += or -= with 1.",
    nudge="Which operator raises a variable by one in Python?",
)
STRIP_CHARACTERS = Rule(
    name="strip-takes-characters",
    category="logic",
    severity="info",
    concept="string-methods",
    confidence=0.75,
    message="`{symbol}` takes off single characters out of {text}, in any order, not the whole word.",
    why="strip works with a set of characters, so it may take off more than the word.",
    check="Try it on a text whose next letters also stand in {text}.",
    fix="Use removeprefix or removesuffix for a whole word.",
)
FORMAT_TYPE = Rule(
    name="format-needs-number",
    category="runtime",
    severity="error",
    concept="string-formatting",
    confidence=0.95,
    message="The format `{symbol}` is made for numbers, but `{value}` is {what}.",
    why="The format can't write a text as a number: the program stops with an error.",
    check="Print type({value}).",
    fix="Convert the value to a number first, or leave the format out.",
    nudge="What type does `{value}` have?",
)
ALWAYS_TRUE_TEXT = Rule(
    name="bool-of-text",
    category="logic",
    severity="warning",
    concept="truthiness",
    confidence=0.9,
    message="`{symbol}` is true for every text that isn't empty, also for 'False' and '0'.",
    why="bool asks whether a text has characters, not what they say.",
    check="Print bool('False').",
    fix="Compare the text with the answer that you expect.",
    nudge="What is bool('False')?",
)
ASSERT_TEXT = Rule(
    name="assert-on-constant",
    category="logic",
    severity="warning",
    concept="assertions",
    confidence=0.93,
    message="This assert checks {symbol}, a fixed value, so it says nothing about the program.",
    why="A text that isn't empty is always true.",
    check="Change the program so that the assert should fail: it doesn't.",
    fix="Put a condition first, and the text after a comma.",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules that literals prove."""
    for subscript in program.all(ast.Subscript):
        yield from lookup(program, subscript)
    for dictionary in program.all(ast.Dict):
        for key in dictionary.keys:
            yield from hashable(program, key)
    for group in program.all(ast.Set):
        for item in group.elts:
            yield from hashable(program, item)
    for assignment in program.all(ast.Assign):
        yield from targets(program, assignment)
    for comparison in program.all(ast.Compare):
        yield from nan(program, comparison)
    for sign in program.all(ast.UnaryOp):
        yield from signs(program, sign)
    for call in program.all(ast.Call):
        yield from calls(program, call)
    for formatted in program.all(ast.FormattedValue):
        yield from format_type(program, formatted)
    for operation in program.all(ast.BinOp):
        yield from percent_type(program, operation)
    for statement in program.all(ast.Assert):
        test = statement.test
        if isinstance(test, ast.Constant) and isinstance(test.value, str):
            yield ASSERT_TEXT.at(program, statement, symbol=program.text(test))


_READING_CALLS = (
    "len",
    "print",
    "sum",
    "min",
    "max",
    "sorted",
    "enumerate",
    "str",
    "list",
    "tuple",
    "set",
    "range",
    "zip",
    "any",
    "all",
    "type",
    "isinstance",
    "reversed",
)


def never_changes(program: Program, symbol: Symbol) -> bool:
    """Whether a variable has one definition and nothing in the program can change its value in place."""
    if len(symbol.defs) != 1 or symbol.foreign_defs:
        return False
    for load in symbol.loads:
        parent = program.parent(load)
        if isinstance(parent, ast.Subscript) and parent.value is load:
            if not isinstance(parent.ctx, ast.Load):
                return False
        elif isinstance(parent, ast.Call) and load in parent.args:
            if program.scopes.builtin_name(parent.func) not in _READING_CALLS:
                return False
        elif isinstance(parent, ast.Attribute):
            if parent.attr not in (
                "index",
                "count",
                "keys",
                "values",
                "items",
                "get",
                "upper",
                "lower",
                "split",
                "find",
            ):
                return False
        elif not isinstance(
            parent, ast.Compare | ast.For | ast.comprehension | ast.FormattedValue | ast.If | ast.While
        ):
            return False
    return True


def _literal_of(program: Program, node: ast.expr) -> ast.expr | None:
    """The literal that a name certainly stands for, or the literal itself."""
    if not isinstance(node, ast.Name):
        return node
    found = program.flow.only_def(node)
    if found is None or found.kind != "assign" or found.value is None:
        return None
    if isinstance(found.value, ast.Constant | ast.Tuple):
        return found.value
    return found.value if never_changes(program, found.symbol) else None


def lookup(program: Program, node: ast.Subscript) -> Iterator[Finding]:
    """`[1, 2, 3][3]`, `{"a": 1}["b"]`."""
    if not isinstance(node.ctx, ast.Load):
        return
    literal = _literal_of(program, node.value)
    index = int_value(node.slice)
    size: int | None = None
    if isinstance(literal, ast.List | ast.Tuple) and not any(isinstance(item, ast.Starred) for item in literal.elts):
        size = len(literal.elts)
    elif isinstance(literal, ast.Constant) and isinstance(literal.value, str):
        size = len(literal.value)
    if size is not None and index is not None and not -size <= index < size:
        count = "no items" if not size else "one item" if size == 1 else f"{size} items"
        inside_try = any(isinstance(around, ast.Try) for around in program.source.ancestors(node))
        if not inside_try:
            yield OUT_OF_RANGE.at(
                program,
                node,
                symbol=program.text(node),
                index=index,
                sequence=program.text(node.value, 40),
                count=count,
                last=max(size - 1, 0),
            )
    if (
        isinstance(literal, ast.Dict)
        and isinstance(node.slice, ast.Constant)
        and all(isinstance(key, ast.Constant) for key in literal.keys)
    ):
        keys = {key.value for key in literal.keys if isinstance(key, ast.Constant)}
        inside_try = any(isinstance(around, ast.Try | ast.If) for around in program.source.ancestors(node))
        if node.slice.value not in keys and not inside_try:
            yield MISSING_KEY.at(program, node, symbol=program.text(node), index=program.text(node.slice),
                                 sequence=program.text(node.value, 40))  # fmt: skip


def hashable(program: Program, node: ast.expr | None) -> Iterator[Finding]:
    """Lists, dictionaries and sets as keys."""
    if node is None or isinstance(node, ast.Starred):
        return
    kind = program.types.sole(node)
    if kind in ("list", "dict", "set"):
        yield UNHASHABLE.at(program, node, symbol=program.text(node), what=type_words(kind))


def targets(program: Program, node: ast.Assign) -> Iterator[Finding]:
    """`a, a = 1, 2`; a list as a key."""
    for target in node.targets:
        if isinstance(target, ast.Tuple | ast.List):
            names = [item.id for item in target.elts if isinstance(item, ast.Name)]
            twice = next((name for place, name in enumerate(names) if name in names[:place]), "")
            unused = twice and not any(load.id == twice for load in _loads(program, target, twice))
            if twice and not unused:
                yield SAME_TARGET.at(program, target, symbol=twice)
        elif isinstance(target, ast.Subscript) and program.types.is_(target.value, "dict"):
            yield from hashable(program, target.slice)


def _loads(program: Program, target: ast.Tuple | ast.List, name: str) -> list[ast.Name]:
    node = next(item for item in target.elts if isinstance(item, ast.Name) and item.id == name)
    symbol = program.symbol(node)
    return symbol.loads if symbol is not None else []


def nan(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """`x == float("nan")`, `x == math.nan`."""
    if not isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.Is | ast.IsNot):
        return
    for item in (node.left, *node.comparators):
        text = program.text(item).lower()
        if text in ("float('nan')", "math.nan", "np.nan", "numpy.nan"):
            yield NAN.at(program, node, symbol=program.text(node))
            return


def signs(program: Program, node: ast.UnaryOp) -> Iterator[Finding]:
    """`++i`, `-"a"`."""
    if not isinstance(node.op, ast.UAdd | ast.USub):
        return
    inner = node.operand
    if isinstance(inner, ast.UnaryOp) and type(inner.op) is type(node.op) and isinstance(inner.operand, ast.Name):
        yield DOUBLE_SIGN.at(program, node, symbol=("++" if isinstance(node.op, ast.UAdd) else "--") + inner.operand.id)
    kind = program.types.sole(inner)
    if kind in ("str", "list", "tuple", "dict", "NoneType", "set"):
        yield NEGATED_TEXT.at(program, node, symbol=program.text(node), what=type_words(kind))


def calls(program: Program, call: ast.Call) -> Iterator[Finding]:
    """open with an unknown mode, strip with a word, bool of a text."""
    name = program.scopes.builtin_name(call.func)
    if name == "open" and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
        mode = call.args[1].value
        if isinstance(mode, str):
            valid = len(set(mode)) == len(mode) and set(mode) <= set("rwaxbt+") and len(set(mode) & set("rwax")) == 1
            if not valid:
                yield BAD_MODE.at(program, call.args[1], symbol=repr(mode))
    elif name == "bool" and len(call.args) == 1:
        argument = call.args[0]
        reads = isinstance(argument, ast.Call) and program.scopes.is_builtin(argument.func, "input")
        if reads or (isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value):
            yield ALWAYS_TRUE_TEXT.at(program, call, symbol=program.text(call))
    elif (
        isinstance(call.func, ast.Attribute) and call.func.attr in ("strip", "lstrip", "rstrip") and len(call.args) == 1
    ):
        argument = call.args[0]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            letters = [character for character in argument.value if character.isalnum()]
            if len(letters) > 2 and (len(set(argument.value)) < len(argument.value) or call.func.attr != "strip"):
                yield STRIP_CHARACTERS.at(program, call, symbol=program.text(call), text=repr(argument.value))


_NUMBER_FORMATS = frozenset("dfFeEgGn%bxXo")


def format_type(program: Program, node: ast.FormattedValue) -> Iterator[Finding]:
    """`f"{text:.2f}"`."""
    spec = node.format_spec
    if not isinstance(spec, ast.JoinedStr) or len(spec.values) != 1 or not isinstance(spec.values[0], ast.Constant):
        return
    text = str(spec.values[0].value)
    kind = program.types.sole(node.value)
    if (
        text
        and text[-1] in _NUMBER_FORMATS
        and kind in ("str", "list", "tuple", "dict", "NoneType")
        and node.conversion == -1
    ):
        yield FORMAT_TYPE.at(program, node.value, symbol=text, value=program.text(node.value), what=type_words(kind))
    elif kind == "float" and text[-1:] == "d":
        yield FORMAT_TYPE.at(program, node.value, symbol=text, value=program.text(node.value), what="a decimal number")


def percent_type(program: Program, node: ast.BinOp) -> Iterator[Finding]:
    """`"%d" % "three"`."""
    if (
        not isinstance(node.op, ast.Mod)
        or not isinstance(node.left, ast.Constant)
        or not isinstance(node.left.value, str)
    ):
        return
    if node.left.value.count("%") == 1 and program.types.is_(node.right, "str"):
        after = node.left.value.split("%", 1)[1].lstrip("0123456789.-+ ")
        if after[:1] in ("d", "f", "i", "e", "g", "x"):
            yield FORMAT_TYPE.at(program, node, symbol="%" + after[0], value=program.text(node.right), what="a text")
