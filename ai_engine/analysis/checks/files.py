"""Files: never closed, used in the wrong mode, used after closing."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.flow import UNBOUND
from ai_engine.analysis.program import Program
from ai_engine.analysis.tree import walk
from ai_engine.analysis.types import open_mode

NEVER_CLOSED = Rule(
    name="file-never-closed",
    category="logic",
    severity="info",
    concept="with-statement",
    confidence=0.9,
    message="`{symbol}` is opened here and never closed.",
    why="What was written may stay in memory, and the file stays in use until the program ends.",
    check="Look at the file while the program still runs: is everything in it?",
    fix="Open it in a with statement, which closes it by itself.",
    nudge="Which line closes the file?",
)
WITHOUT_WITH = Rule(
    name="open-without-with",
    category="style",
    severity="info",
    concept="with-statement",
    confidence=0.7,
    message="`{symbol}` is opened and closed by hand.",
    why="If a line in between fails, close is never reached.",
    check="Let a line between open and close fail.",
    fix="Open it in a with statement.",
)
WRONG_MODE = Rule(
    name="wrong-file-mode",
    category="runtime",
    severity="error",
    concept="files",
    confidence=0.95,
    message="`{code}` wants to {action}, but `{symbol}` was opened for {mode} (line {opened}).",
    why="A file does only what its mode allows: an UnsupportedOperation error follows.",
    check="Look at the second argument of open on line {opened}.",
    fix="Open the file in the mode that you need.",
    nudge="What does the mode in the open call allow?",
)
AFTER_CLOSE = Rule(
    name="file-used-after-close",
    category="runtime",
    severity="error",
    concept="files",
    confidence=0.92,
    message="`{code}` uses `{symbol}` after it was closed (line {closed}).",
    why="A closed file can't be read or written: a ValueError follows.",
    check="Print {symbol}.closed just before this line.",
    fix="Do all the reading and writing before the file is closed.",
    nudge="At which line is the file closed?",
)
READ_TWICE = Rule(
    name="file-read-twice",
    category="logic",
    severity="info",
    concept="reading-files",
    confidence=0.8,
    message="`{symbol}` was read to its end on line {first}, so `{code}` finds nothing more.",
    why="A file remembers how far it was read; at the end there is nothing left.",
    check="Print what the second reading gives.",
    fix="Keep the result of the first reading in a variable.",
    nudge="Where in the file does the second reading begin?",
)
WRITE_NUMBER = Rule(
    name="write-needs-text",
    category="runtime",
    severity="error",
    concept="writing-files",
    confidence=0.95,
    message="`{code}` writes {what}, but a text file takes texts only.",
    why="write doesn't convert as print does: a TypeError follows.",
    check="Print type() of the argument.",
    fix="Convert it to a text first.",
    nudge="Which type does write want?",
)
_READING = frozenset({"read", "readline", "readlines"})
_WRITING = frozenset({"write", "writelines"})


def check(program: Program) -> Iterator[Finding]:
    """All rules about files."""
    for call in program.all(ast.Call):
        if program.scopes.is_builtin(call.func, "open"):
            yield from opened(program, call)
    for node in program.either(ast.With, ast.AsyncWith):
        yield from after_with(program, node)
    for attribute in program.all(ast.Attribute):
        yield from operation(program, attribute)
    yield from read_twice(program)


def opened(program: Program, call: ast.Call) -> Iterator[Finding]:
    """open without with."""
    parent = program.parent(call)
    if isinstance(parent, ast.withitem | ast.Return | ast.Yield | ast.keyword):
        return
    if isinstance(parent, ast.Call):
        name = parent.func.attr if isinstance(parent.func, ast.Attribute) else getattr(parent.func, "id", "")
        if name in ("closing", "enter_context"):
            return
        yield NEVER_CLOSED.at(program, call, symbol=program.text(call))
        return
    if isinstance(parent, ast.Attribute | ast.For | ast.comprehension):
        yield NEVER_CLOSED.at(program, call, symbol=program.text(call))
        return
    if not isinstance(parent, ast.Assign) or not isinstance(parent.targets[0], ast.Name):
        return
    target = parent.targets[0]
    symbol = program.symbol(target)
    if symbol is None:
        return
    closed = escaped = False
    for load in symbol.loads:
        around = program.parent(load)
        if isinstance(around, ast.Attribute):
            outer = program.parent(around)
            closed = closed or (around.attr == "close" and isinstance(outer, ast.Call) and outer.func is around)
        elif isinstance(around, ast.withitem):
            closed = True
        elif isinstance(
            around, ast.Return | ast.Yield | ast.Assign | ast.keyword | ast.Tuple | ast.List | ast.Dict
        ) or (isinstance(around, ast.Call) and program.scopes.builtin_name(around.func) is None):
            escaped = True
    if closed:
        yield WITHOUT_WITH.at(program, call, symbol=target.id)
    elif not escaped:
        yield NEVER_CLOSED.at(program, call, symbol=target.id)


def operation(program: Program, node: ast.Attribute) -> Iterator[Finding]:
    """`f.read()` on a file opened for writing, and the reverse."""
    opening: ast.expr | None = node.value
    if isinstance(node.value, ast.Name):
        found = program.flow.only_def(node.value)
        opening = found.value if found is not None else None
    if not isinstance(opening, ast.Call) or not program.scopes.is_builtin(opening.func, "open"):
        return
    mode = open_mode(opening)
    outer = program.parent(node)
    if mode is None or "+" in mode or not (isinstance(outer, ast.Call) and outer.func is node):
        return
    if node.attr in _READING and "r" not in mode:
        yield WRONG_MODE.at(
            program,
            outer,
            code=program.text(outer),
            symbol=program.text(node.value),
            action="read",
            mode="writing",
            opened=opening.lineno,
        )
    elif node.attr in _WRITING and not set(mode) & set("wax"):
        yield WRONG_MODE.at(
            program,
            outer,
            code=program.text(outer),
            symbol=program.text(node.value),
            action="write",
            mode="reading",
            opened=opening.lineno,
        )
    elif node.attr == "write" and "b" not in mode and len(outer.args) == 1:
        kinds = program.types.of(outer.args[0])
        if kinds and kinds <= {"int", "float", "list", "bool", "dict", "tuple", "NoneType"}:
            from_types = sorted(kinds)[0]
            yield WRITE_NUMBER.at(
                program, outer, code=program.text(outer), symbol=program.text(node.value), what=_words(from_types)
            )
    yield from _closed_before(program, node, outer)


def _words(kind: str) -> str:
    return {"int": "a whole number", "float": "a decimal number", "list": "a list", "bool": "True or False",
            "dict": "a dictionary", "tuple": "a tuple"}.get(kind, "None")  # fmt: skip


def _closed_before(program: Program, node: ast.Attribute, call: ast.Call) -> Iterator[Finding]:
    """A close() of the same file in the same block, above this use."""
    if node.attr not in _READING | _WRITING or not isinstance(node.value, ast.Name):
        return
    symbol = program.symbol(node.value)
    statement = program.statement_of(node)
    for load in symbol.loads if symbol is not None else ():
        around = program.parent(load)
        if isinstance(around, ast.Attribute) and around.attr == "close" and load.lineno < node.lineno:
            closing = program.statement_of(load)
            if (
                closing is not None
                and statement is not None
                and program.parent(closing) is program.parent(statement)
                and program.flow.reaching.get(load) == program.flow.reaching.get(node.value)
                and isinstance(program.parent(around), ast.Call)
            ):
                yield AFTER_CLOSE.at(program, call, code=program.text(call), symbol=node.value.id, closed=load.lineno)
                return


def read_twice(program: Program) -> Iterator[Finding]:
    """Two readings to the end of one open file in the same block."""
    ends: dict[tuple[ast.AST | None, object], ast.Name] = {}
    for node in program.all(ast.Name):
        if not isinstance(node.ctx, ast.Load) or not program.types.is_(node, "file"):
            continue
        around = program.parent(node)
        statement = program.statement_of(node)
        if isinstance(around, ast.Attribute) and around.attr == "seek":
            ends = {key: value for key, value in ends.items() if key[1] is not program.symbol(node)}
        whole = (
            isinstance(around, ast.Attribute) and around.attr in ("read", "readlines")
            and isinstance(outer := program.parent(around), ast.Call) and not outer.args
        ) or (isinstance(around, ast.For) and around.iter is node)  # fmt: skip
        if not whole or statement is None:
            continue
        if isinstance(around, ast.For) and any(isinstance(part, ast.Break) for part in walk(around)):
            continue
        key = (program.parent(statement), program.symbol(node))
        first = ends.get(key)
        if first is not None and program.flow.reaching.get(node) == program.flow.reaching.get(first):
            code = program.text(around) if isinstance(around, ast.Attribute) else f"for … in {node.id}"
            yield READ_TWICE.at(program, node, symbol=node.id, code=code, first=first.lineno)
        ends[key] = node


def after_with(program: Program, node: ast.With | ast.AsyncWith) -> Iterator[Finding]:
    """A file that is used behind its with block."""
    for item in node.items:
        target = item.optional_vars
        if not isinstance(target, ast.Name) or not isinstance(item.context_expr, ast.Call):
            continue
        if not program.scopes.is_builtin(item.context_expr.func, "open"):
            continue
        symbol = program.symbol(target)
        definitions = frozenset(program.scopes.defs_at.get(target, ()))
        for load in symbol.loads if symbol is not None else ():
            around = program.parent(load)
            reads = (isinstance(around, ast.Attribute) and around.attr in _READING | _WRITING) or (
                isinstance(around, ast.For) and around.iter is load
            )
            reaching = program.flow.reaching.get(load, frozenset()) - {UNBOUND}
            if reads and load.lineno > (node.end_lineno or 0) and reaching == definitions:
                code = program.text(around) if isinstance(around, ast.Attribute) else target.id
                yield AFTER_CLOSE.at(
                    program,
                    load,
                    code=code,
                    symbol=target.id,
                    closed=node.lineno,
                    message=(
                        "`{code}` stands outside the with block of line {closed}, where `{symbol}` is closed already."
                    ),
                )
                return
