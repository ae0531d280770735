"""try and except: caught too much, silently, or in the wrong order."""

import ast
import builtins
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

BARE = Rule(
    name="bare-except",
    category="style",
    severity="info",
    concept="bare-except",
    confidence=0.95,
    message="This `except:` catches every error, also misspelt names and Ctrl+C.",
    why="Mistakes in the try part disappear without a trace.",
    check="Misspell a name inside the try: what does the program say?",
    fix="Name the error that you expect after except.",
)
SILENT = Rule(
    name="silent-except",
    category="style",
    severity="info",
    concept="try-except",
    confidence=0.9,
    message="This except hides the error: its body does nothing.",
    why="The program goes on as if nothing had happened, with values that may be missing.",
    check="Print something in the except and see how often it happens.",
    fix="Tell the user, use a default value, or let the error show.",
)
BROAD = Rule(
    name="broad-except",
    category="style",
    severity="info",
    concept="try-except",
    confidence=0.85,
    message="`except {symbol}` catches almost every error, not only the one that is expected here.",
    why="Other mistakes are treated as if they were the expected one.",
    check="Which line of the try can fail, and with which error?",
    fix="Name the error that you expect.",
)
ORDER = Rule(
    name="unreachable-except",
    category="logic",
    severity="warning",
    concept="try-except",
    confidence=0.95,
    message="`except {symbol}` is never reached: `except {earlier}` above it catches that too.",
    why="Python takes the first except that fits, and {symbol} is a kind of {earlier}.",
    check="Raise a {symbol} in the try and see which part runs.",
    fix="Put the more special error first.",
    nudge="Which of the two is the more general error?",
)
NOT_RAISED = Rule(
    name="exception-not-raised",
    category="logic",
    severity="warning",
    concept="raise",
    confidence=0.95,
    message="`{symbol}` only makes an error object; without `raise` nothing happens.",
    why="An error stops the program only when it is raised.",
    check="Run the line: the program goes on.",
    fix="Put raise in front of it.",
    nudge="Which word makes Python stop with an error?",
)
RAISE_TEXT = Rule(
    name="raise-of-non-exception",
    category="runtime",
    severity="error",
    concept="raise",
    confidence=0.96,
    message="`raise {symbol}` raises something that is no exception.",
    why="Only exceptions can be raised: Python stops with a TypeError instead.",
    check="Run the line and read the error.",
    fix="Raise an exception such as ValueError, with your text as its argument.",
    nudge="What kind of thing can be raised?",
)
OR_IN_EXCEPT = Rule(
    name="or-in-except",
    category="logic",
    severity="warning",
    concept="try-except",
    confidence=0.96,
    message="`except {symbol}` catches {first} only: `or` gives the first of the two.",
    why="`or` between two classes isn't a choice of both.",
    check="Raise the second error in the try: it isn't caught.",
    fix="Write the errors in parentheses with commas between them.",
    nudge="What does `or` between two classes give?",
)
NO_CAUSE = Rule(
    name="raise-without-cause",
    category="style",
    severity="info",
    concept="raise",
    confidence=0.6,
    message="A new error is raised while another is handled, without saying that one caused the other.",
    why="`from` keeps both apart in the error report.",
    check="Raise it and read the whole report.",
    fix="Add from and the name of the caught error.",
)
BROAD_RAISE = Rule(
    name="broad-raise",
    category="style",
    severity="info",
    concept="raise",
    confidence=0.8,
    message="`raise {symbol}` raises the most general error.",
    why="Who wants to catch it has to catch nearly everything.",
    check="Which except would catch only this error?",
    fix="Raise a fitting error such as ValueError, or a class of your own.",
)
STOP_ITERATION = Rule(
    name="stop-iteration-in-generator",
    category="runtime",
    severity="error",
    concept="generators",
    confidence=0.95,
    message="Raising StopIteration inside a generator gives a RuntimeError.",
    why="A generator ends by returning; Python turns this error into another one.",
    check="Loop over the generator to its end.",
    fix="Use return to end the generator.",
)
NOTHING_TO_RAISE = Rule(
    name="raise-without-error",
    category="runtime",
    severity="error",
    concept="raise",
    confidence=0.93,
    message="This `raise` names no error, and there is none to raise again here.",
    why="raise alone works only inside an except: a RuntimeError follows.",
    check="Run the line and read the error.",
    fix="Name the error to raise.",
)
NOT_IMPLEMENTED = Rule(
    name="raise-not-implemented",
    category="runtime",
    severity="error",
    concept="raise",
    confidence=0.95,
    message="NotImplemented is a value, not an exception, so it can't be raised.",
    why="Python stops with a TypeError; the exception is called NotImplementedError.",
    check="Run the line and read the error.",
    fix="Raise NotImplementedError.",
)
RETURN_IN_FINALLY = Rule(
    name="return-in-finally",
    category="logic",
    severity="warning",
    concept="try-except",
    confidence=0.9,
    message="The `{symbol}` in finally swallows every error and every other result of the try.",
    why="finally has the last word: what it returns replaces what was on its way.",
    check="Raise an error in the try: nobody hears of it.",
    fix="Move it behind the try statement.",
    nudge="When does finally run, and what was on its way then?",
)
RERAISE = Rule(
    name="useless-try",
    category="style",
    severity="info",
    concept="try-except",
    confidence=0.9,
    message="This except only raises the error again, so the try changes nothing.",
    why="Without the try the same error would go the same way.",
    check="Take the try away: the program does the same.",
    fix="Take it out, or do something with the error first.",
)
LONG_TRY = Rule(
    name="long-try",
    category="style",
    severity="info",
    concept="try-except",
    confidence=0.6,
    message="This try holds {count} statements, so the except can't tell which of them failed.",
    why="The less stands in the try, the clearer it is which error is meant.",
    check="Which of the statements can raise the error?",
    fix="Keep only the line that can fail inside the try.",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about exceptions."""
    for node in program.either(ast.Try, ast.TryStar):
        yield from handlers(program, node)
    for raised in program.all(ast.Raise):
        yield from raising(program, raised)
    for statement in program.all(ast.Expr):
        call = statement.value
        name = program.scopes.builtin_name(call.func) if isinstance(call, ast.Call) else None
        if name is not None and _class(name) is not None:
            yield NOT_RAISED.at(program, call, symbol=program.text(call))


def _class(name: str) -> type[BaseException] | None:
    found = getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def _names(program: Program, node: ast.expr | None) -> list[str]:
    items = node.elts if isinstance(node, ast.Tuple) else [node] if node is not None else []
    return [name for item in items if (name := program.scopes.builtin_name(item)) is not None]


def handlers(program: Program, node: ast.Try | ast.TryStar) -> Iterator[Finding]:
    """The except parts of one try."""
    seen: list[tuple[str, type[BaseException]]] = []
    for handler in node.handlers:
        quiet = all(
            isinstance(stmt, ast.Pass | ast.Continue)
            or (isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant))
            for stmt in handler.body
        )
        raises = any(isinstance(part, ast.Raise) for part in own(handler.body))
        if len(handler.body) == 1 and isinstance(stmt := handler.body[0], ast.Raise):
            again = stmt.exc is None or (isinstance(stmt.exc, ast.Name) and stmt.exc.id == handler.name)
            if again and stmt.cause is None and len(node.handlers) == 1 and not node.finalbody:
                yield RERAISE.at(program, handler)
        if handler.type is None:
            if not raises:
                yield BARE.at(program, handler)
        elif isinstance(handler.type, ast.BoolOp):
            yield OR_IN_EXCEPT.at(program, handler.type, symbol=program.text(handler.type),
                                  first=program.text(handler.type.values[0]))  # fmt: skip
        names = _names(program, handler.type)
        if not raises:
            for name in names:
                if name in ("Exception", "BaseException"):
                    yield BROAD.at(program, handler, symbol=name)
        if quiet and any(isinstance(stmt, ast.Pass | ast.Expr) for stmt in handler.body):
            yield SILENT.at(program, handler)
        for name in names:
            kind = _class(name)
            if kind is None:
                continue
            earlier = next((text for text, other in seen if issubclass(kind, other)), "")
            if earlier:
                yield ORDER.at(program, handler, symbol=name, earlier=earlier)
        seen.extend((name, kind) for name in names if (kind := _class(name)) is not None)
    for part in own(node.finalbody):
        if isinstance(part, ast.Return) or (
            isinstance(part, ast.Break) and program.loop_of(node) is program.loop_of(part)
        ):
            yield RETURN_IN_FINALLY.at(program, part, symbol=program.text(part))
            break
    size = sum(1 for part in own(node.body) if isinstance(part, ast.stmt))
    if node.handlers and size > 12:
        yield LONG_TRY.at(program, node, count=size)


def raising(program: Program, node: ast.Raise) -> Iterator[Finding]:
    """`raise "text"`, `raise NotImplemented`."""
    if node.exc is None and program.function_of(node) is None:
        if not any(isinstance(around, ast.ExceptHandler) for around in program.source.ancestors(node)):
            yield NOTHING_TO_RAISE.at(program, node)
        return
    target = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    if target is None:
        return
    handler = next((around for around in program.source.ancestors(node) if isinstance(around, ast.ExceptHandler)), None)
    if handler is not None and node.cause is None and isinstance(node.exc, ast.Call):
        yield NO_CAUSE.at(program, node, symbol=program.text(node.exc))
    if program.scopes.is_builtin(target, "Exception", "BaseException"):
        yield BROAD_RAISE.at(program, node, symbol=program.text(target))
    if program.scopes.is_builtin(target, "StopIteration"):
        function = program.function_of(node)
        if function is not None and program.types.is_generator(function):
            yield STOP_ITERATION.at(program, node)
    if program.scopes.is_builtin(target, "NotImplemented"):
        yield NOT_IMPLEMENTED.at(program, node)
    elif node.exc is not None and program.types.is_(
        node.exc, "str", "int", "float", "list", "tuple", "dict", "NoneType"
    ):
        yield RAISE_TEXT.at(program, node, symbol=program.text(node.exc))
