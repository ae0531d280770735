"""The program against its task: the required name and parameters; and the rules of the files task_*."""

import ast
import difflib
from collections.abc import Iterator

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks.calls import signature
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.task_answers import hard_coded
from ai_engine.analysis.checks.task_calls import calls_of, entry_point
from ai_engine.analysis.checks.task_constructs import constructs
from ai_engine.analysis.checks.task_results import results, streams
from ai_engine.analysis.checks.task_text import value_count
from ai_engine.analysis.checks.task_types import wrong_type
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode

MISSING = Rule(
    name="required-function-missing",
    category="specification",
    severity="error",
    concept="functions",
    confidence=0.97,
    message="The task asks for a function called `{symbol}`, but the program doesn't define it.{near}",
    why="The tests call exactly that name; letters, underscores and capitals count.",
    check="Compare the name in the task and in your def line letter by letter.",
    fix="Define a function with exactly that name.",
    nudge="What shall the function be called?",
)
PARAMETERS = Rule(
    name="required-parameters",
    category="specification",
    severity="error",
    concept="parameters",
    confidence=0.95,
    message="`{symbol}` takes {has}, but the task calls it with {wanted}.",
    why="A call with another number of arguments stops with a TypeError.",
    check="Call `{symbol}` as the task does: {example}.",
    fix="Give the function one parameter for each value that the task passes.",
    nudge="Which values does the task pass to `{symbol}`?",
)
TOP_LEVEL = Rule(
    name="code-runs-at-import",
    category="specification",
    severity="info",
    concept="main-guard",
    confidence=0.7,
    message="This line runs whenever the file is loaded, also when only `{symbol}` is wanted.",
    why="Tests import the file; what stands at the outermost level runs then too.",
    check="Import the file from another one and see what is printed.",
    fix="Take trial calls out, or put them under the main guard.",
)


def check(program: Program, challenge: ChallengeContext) -> Iterator[Finding]:
    """All findings against the task."""
    name = entry_point(challenge)
    function = _function(program, name) if name else None
    if name and function is None:
        if not _defined(program, name):
            yield _missing(program, name)
    elif function is not None:
        yield from parameters(program, challenge, function)
        yield from results(program, challenge, function)
        yield from wrong_type(program, challenge, function)
        yield from hard_coded(program, challenge, function)
        yield from top_level(program, challenge, function)
    if not name:
        yield from streams(program, challenge)
    yield from constructs(program, challenge, function)


def _function(program: Program, name: str) -> FunctionNode | None:
    symbol = program.scopes.module.symbols.get(name)
    if symbol is None or not symbol.defs:
        return None
    last = symbol.defs[-1]
    return last.node if isinstance(last.node, FunctionNode) else None


def _defined(program: Program, name: str) -> bool:
    symbol = program.scopes.module.symbols.get(name)
    return (symbol is not None and bool(symbol.defs)) or program.scopes.star_import


def _missing(program: Program, name: str) -> Finding:
    functions = [node for node in program.functions if program.class_of(node) is None]
    names = [node.name for node in functions]
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    same_letters = [item for item in names if item.lower().replace("_", "") == name.lower().replace("_", "")]
    match = (same_letters or near or [""])[0]
    node: ast.AST = next((item for item in functions if item.name == match), program.tree)
    words = ""
    if match:
        words = f" Yours is called `{match}`."
        inner = next(item for item in functions if item.name == match)
        if inner.name == name:
            words = f" `{match}` stands inside another block, where the tests can't reach it."
    elif len(names) == 1:
        words = f" It defines `{names[0]}`."
    elif not names:
        words = " It defines no function at all."
    return MISSING.at(program, node, symbol=name, near=words)


def _count(number: int | None, word: str) -> str:
    if number is None:
        return f"any number of {word}s"
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def parameters(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """The number of parameters against the examples' calls."""
    if function.decorator_list:
        return
    given = signature(function)
    for call, _, text in calls_of(challenge, function.name):
        if any(isinstance(item, ast.Starred) for item in call.args) or call.keywords:
            continue
        count = len(call.args)
        if count < given.least or (given.most is not None and count > given.most) or given.needed_keywords:
            yield PARAMETERS.at(
                program, function, symbol=function.name, has=_count(len(given.positional), "parameter"),
                wanted=_count(count, "value"), example=text.strip()[:60],
            )  # fmt: skip
            return
    if calls_of(challenge, function.name):
        return
    wanted = len(challenge.parameters) or value_count(challenge.task, function.name)
    if wanted is not None and (wanted < given.least or (given.most is not None and wanted > given.most)):
        named = f"{function.name}({', '.join(challenge.parameters)})"
        example = named if challenge.parameters else f"with {_count(wanted, 'value')}"
        yield PARAMETERS.at(
            program, function, symbol=function.name, has=_count(len(given.positional), "parameter"),
            wanted=_count(wanted, "value"), example=example,
        )  # fmt: skip


def top_level(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """Trial calls at the outermost level."""
    if not calls_of(challenge, function.name):
        return
    for statement in program.tree.body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            func = statement.value.func
            if program.scopes.is_builtin(func, "print") or (isinstance(func, ast.Name) and func.id == function.name):
                yield TOP_LEVEL.at(program, statement, symbol=function.name)
                return
