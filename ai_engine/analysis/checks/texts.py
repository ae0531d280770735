"""Texts: formatting that doesn't fit, missing f prefix, building texts in loops."""

import ast
import string
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

MISSING_F = Rule(
    name="missing-f-prefix",
    category="style",
    severity="warning",
    concept="f-strings",
    confidence=0.88,
    message="The text {symbol} has `{{{name}}}` in it, but without an f before the quotes it stays as it is.",
    why="Only an f-string replaces what stands in braces by its value.",
    check="Print the text: the braces are still there.",
    fix="Put an f directly before the opening quote.",
    nudge="What tells Python to look into the braces?",
)
NO_PLACEHOLDER = Rule(
    name="f-string-without-placeholder",
    category="style",
    severity="info",
    concept="f-strings",
    confidence=0.9,
    message="This f-string has no braces, so nothing is put into it.",
    why="Without {{…}} an f-string is an ordinary text.",
    check="Take the f away: the text is the same.",
    fix="Take the f away, or put the variable into braces.",
)
FORMAT_COUNT = Rule(
    name="format-arguments",
    category="runtime",
    severity="error",
    concept="string-formatting",
    confidence=0.95,
    message="The text has {wanted}, but gets {given}.",
    why="{reason}",
    check="Count the placeholders and the values.",
    fix="Give one value for each placeholder.",
    nudge="How many placeholders are there, and how many values?",
)
CONCAT_IN_LOOP = Rule(
    name="text-built-in-loop",
    category="performance",
    severity="info",
    concept="string-concatenation",
    confidence=0.8,
    message="`{symbol}` is built piece by piece with + in a loop.",
    why="A text never changes, so each round copies everything collected so far.",
    check="Time it with ten times as many rounds.",
    fix="Collect the pieces in a list and join them at the end.",
)
STR_OF_STR = Rule(
    name="needless-conversion",
    category="style",
    severity="info",
    concept="type-conversion",
    confidence=0.85,
    message="`{symbol}` converts {what} into what it already is.",
    why="The conversion changes nothing.",
    check="Print type() of the argument.",
    fix="Leave the conversion out.",
)
BOOLEAN_TEXT = Rule(
    name="boolean-as-text",
    category="logic",
    severity="info",
    concept="booleans",
    confidence=0.75,
    message="{symbol} in quotes is a text, not the value of that name.",
    why="Any text that isn't empty counts as true, also 'False'.",
    check="Print bool({symbol}).",
    fix="Leave the quotes out, unless a text is asked for.",
    nudge="What is the difference between True and 'True'?",
)
CASE_MIX = Rule(
    name="case-never-matches",
    category="logic",
    severity="warning",
    concept="string-methods",
    confidence=0.95,
    message="`{symbol}` can never be {answer}: {method} gives {case} letters only, but {text} has others.",
    why="Comparing texts distinguishes small and capital letters.",
    check="Print the left side for a value that should match.",
    fix="Write the text in the case that {method} gives.",
    nudge="Which letters does {method} give?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about texts."""
    for text in program.all(ast.Constant):
        if text.value in ("True", "False") and isinstance(program.parent(text), ast.Return | ast.Assign):
            yield BOOLEAN_TEXT.at(program, text, symbol=program.text(text))
        if isinstance(text.value, str) and "{" in text.value:
            yield from missing_prefix(program, text)
    for joined in program.all(ast.JoinedStr):
        parent = program.parent(joined)
        if not any(isinstance(item, ast.FormattedValue) for item in joined.values):
            if not isinstance(parent, ast.FormattedValue):
                yield NO_PLACEHOLDER.at(program, joined)
    for call in program.all(ast.Call):
        yield from format_call(program, call)
        yield from needless(program, call)
    for operation in program.all(ast.BinOp):
        yield from percent(program, operation)
    for change in program.all(ast.AugAssign):
        yield from built(program, change)
    for assignment in program.all(ast.Assign):
        yield from built(program, assignment)
    for comparison in program.all(ast.Compare):
        yield from case(program, comparison)


def missing_prefix(program: Program, node: ast.Constant) -> Iterator[Finding]:
    """`print("Hello {name}")` where name is a variable."""
    parent = program.parent(node)
    if isinstance(parent, ast.JoinedStr | ast.Attribute | ast.FormattedValue):
        return
    if isinstance(parent, ast.Expr):  # a docstring
        return
    at: ast.AST | None = parent
    while isinstance(at, ast.BinOp):
        at = program.parent(at)
    if isinstance(at, ast.Attribute):  # ("…" + "…").format(…)
        return
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mod) and parent.left is node:
        return
    fields = _fields(str(node.value))
    scope = program.scope_of(node)
    for name in fields:
        root = name.split(".")[0].split("[")[0]
        if not root.isidentifier():
            continue
        around = scope
        while around is not None:
            if root in around.symbols and around.symbols[root].defs:
                if not _formatted_later(program, node):
                    yield MISSING_F.at(program, node, symbol=program.text(node, 40), name=root)
                return
            if around.parent is None:
                break
            around = around.parent


def _formatted_later(program: Program, node: ast.Constant) -> bool:
    """Whether the text goes into a variable that is formatted, or into a call that formats."""
    parent = program.parent(node)
    if isinstance(parent, ast.Call):
        name = parent.func.attr if isinstance(parent.func, ast.Attribute) else getattr(parent.func, "id", "")
        return name not in ("print", "input", "append", "write", "add", "ValueError", "TypeError", "Exception")
    if isinstance(parent, ast.Return | ast.BinOp | ast.AugAssign):
        return False
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        symbol = program.symbol(parent.targets[0])
        return (
            symbol is None
            or symbol.captured
            or any(
                (
                    isinstance(around := program.parent(load), ast.Attribute)
                    and around.attr in ("format", "format_map", "replace")
                )
                or (isinstance(around, ast.Call) and not program.scopes.is_builtin(around.func, "print"))
                for load in symbol.loads
            )
        )
    return True


def _fields(text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name]
    except ValueError:
        return []


def format_call(program: Program, call: ast.Call) -> Iterator[Finding]:
    """`"{} {}".format(a)`."""
    func = call.func
    if not isinstance(func, ast.Attribute) or func.attr != "format" or not isinstance(func.value, ast.Constant):
        return
    if not isinstance(func.value.value, str) or any(isinstance(item, ast.Starred) for item in call.args):
        return
    if any(item.arg is None for item in call.keywords):
        return
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(func.value.value) if name is not None]
    except ValueError:
        return
    plain = sum(1 for name in names if name == "" or name.startswith((".", "[")))
    numbered = [int(root) + 1 for name in names if (root := name.split(".")[0].split("[")[0]).isdigit()]
    wanted = max([plain, *numbered])
    keywords = {item.arg for item in call.keywords}
    missing = [
        root for name in names
        if (root := name.split(".")[0].split("[")[0]) and not root.isdigit() and root not in keywords
    ]  # fmt: skip
    if len(call.args) < wanted:
        yield FORMAT_COUNT.at(
            program, call, symbol="format", wanted=_count(wanted, "placeholder"), given=_count(len(call.args), "value"),
            reason="For a placeholder without a value format stops with an IndexError.",
        )  # fmt: skip
    elif missing:
        yield FORMAT_COUNT.at(
            program,
            call,
            symbol=missing[0],
            wanted=f"the placeholder `{{{missing[0]}}}`",
            given="no value with that name",
            reason="format doesn't look at variables, only at its arguments: a KeyError follows.",
        )
    elif len(call.args) > wanted:
        yield FORMAT_COUNT.at(
            program, call, symbol="format", wanted=_count(wanted, "placeholder"), given=_count(len(call.args), "value"),
            reason="What has no placeholder is left out without a word.", severity="warning",
        )  # fmt: skip


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def percent(program: Program, node: ast.BinOp) -> Iterator[Finding]:
    """`"%s %d" % a`."""
    if (
        not isinstance(node.op, ast.Mod)
        or not isinstance(node.left, ast.Constant)
        or not isinstance(node.left.value, str)
    ):
        return
    text = node.left.value
    wanted, index = 0, 0
    while index < len(text):
        if text[index] != "%":
            index += 1
            continue
        index += 1
        if index < len(text) and text[index] == "(":
            return
        while index < len(text) and text[index] in "-+ #0123456789.*":
            if text[index] == "*":
                return
            index += 1
        if index >= len(text):
            return
        if text[index] != "%":
            wanted += 1
        index += 1
    right = node.right
    if isinstance(right, ast.Tuple):
        if any(isinstance(item, ast.Starred) for item in right.elts):
            return
        given = len(right.elts)
    elif program.types.is_(right, "str", "int", "float", "bool", "list"):
        given = 1
    else:
        return
    if given != wanted:
        yield FORMAT_COUNT.at(
            program, node, symbol="%", wanted=_count(wanted, "placeholder"), given=_count(given, "value"),
            reason="The number of values must fit: a TypeError follows.",
        )  # fmt: skip


def built(program: Program, node: ast.AugAssign | ast.Assign) -> Iterator[Finding]:
    """`text += piece` in a loop."""
    target = node.target if isinstance(node, ast.AugAssign) else node.targets[0]
    loop = program.loop_of(node)
    if not isinstance(target, ast.Name) or loop is None:
        return
    if isinstance(node, ast.AugAssign):
        if not isinstance(node.op, ast.Add) or not program.types.is_(target, "str"):
            return
    else:
        value = node.value
        if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add):
            return
        first = value.left
        while isinstance(first, ast.BinOp) and isinstance(first.op, ast.Add):
            first = first.left
        sides = [item for item in (first, value.right) if isinstance(item, ast.Name)]
        if not any(program.symbol(item) is program.symbol(target) for item in sides) or not program.types.is_(
            value, "str"
        ):
            return
    symbol = program.symbol(target)
    before = symbol is not None and any(found not in program.scopes.region_defs.get(loop, ()) for found in symbol.defs)
    if before:
        yield CONCAT_IN_LOOP.at(program, node, symbol=target.id)


def needless(program: Program, call: ast.Call) -> Iterator[Finding]:
    """`str(input())`, `int(5)`, `list([1])`."""
    name = program.scopes.builtin_name(call.func)
    if name in ("str", "int", "float", "bool") and len(call.args) == 1 and not call.keywords:
        argument = call.args[0]
        if program.types.sole(argument) == name and isinstance(argument, ast.Constant | ast.Call):
            what = {"str": "a text", "int": "a whole number", "float": "a decimal number"}.get(name, "True or False")
            yield STR_OF_STR.at(program, call, symbol=program.text(call), what=what)
    elif name in ("list", "tuple", "set", "dict") and len(call.args) == 1 and not call.keywords:
        argument = call.args[0]
        kinds = {"list": ast.List | ast.ListComp, "tuple": ast.Tuple, "set": ast.Set | ast.SetComp, "dict": ast.Dict}
        if isinstance(argument, kinds[name]):
            yield STR_OF_STR.at(program, call, symbol=program.text(call), what=f"a {name}")


def case(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """`name.lower() == "Anna"`."""
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return
    for one, two in ((node.left, node.comparators[0]), (node.comparators[0], node.left)):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr in ("lower", "upper"):
            if isinstance(two, ast.Constant) and isinstance(two.value, str):
                lower = one.func.attr == "lower"
                if two.value != (two.value.lower() if lower else two.value.upper()):
                    yield CASE_MIX.at(
                        program,
                        node,
                        symbol=program.text(node),
                        method=f"{one.func.attr}()",
                        text=repr(two.value),
                        case="small" if lower else "capital",
                        answer="true" if isinstance(node.ops[0], ast.Eq) else "false",
                    )
