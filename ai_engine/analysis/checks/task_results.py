"""Returning against printing, and reading, as the task asks for."""

import ast
import re
from collections.abc import Iterator

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.task_calls import calls_of
from ai_engine.analysis.checks.task_text import says_print, says_read, says_return, value_count
from ai_engine.analysis.checks.walk import is_stub, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode

PRINTS = Rule(
    name="prints-instead-of-returning",
    category="specification",
    severity="error",
    concept="return-vs-print",
    confidence=0.95,
    message="The task wants `{symbol}` to return its result, but it only prints it.",
    why="The caller gets None; what is printed can't be compared or computed with.",
    check="Print the result of calling `{symbol}`: after the printed text, None appears.",
    fix="Return the value instead of printing it.",
    nudge="Does the task want to see the value, or to get it?",
)
NOTHING_RETURNED = Rule(
    name="returns-nothing",
    category="specification",
    severity="error",
    concept="return-values",
    confidence=0.95,
    message="The task wants `{symbol}` to return a result, but no return in it gives a value.",
    why="Without a return the caller gets None.",
    check="Print the result of calling `{symbol}`.",
    fix="Return the result at the end.",
    nudge="Which line hands the result back?",
)
NOTHING_PRINTED = Rule(
    name="prints-nothing",
    category="specification",
    severity="error",
    concept="return-vs-print",
    confidence=0.9,
    message="The task wants something to be printed, but the program never prints.",
    why="A value that is only computed or returned doesn't appear on the screen.",
    check="Run the program with the task's first example.",
    fix="Print the result.",
    nudge="What appears on the screen when the program runs?",
)
READS_INPUT = Rule(
    name="input-instead-of-parameter",
    category="specification",
    severity="warning",
    concept="parameters",
    confidence=0.9,
    message="{where} asks for input(), but the task passes the values to `{symbol}` as arguments.",
    why="A test has nobody who types, so the program waits or fails.",
    check="Call `{symbol}` with the task's example: does it ask for something?",
    fix="Use the parameters instead of asking.",
    nudge="Where do the values come from, according to the task?",
)
NO_INPUT = Rule(
    name="input-not-read",
    category="specification",
    severity="warning",
    concept="input",
    confidence=0.85,
    message="The task gives the program something to read, but it never reads any input.",
    why="Without reading, the result can't depend on what is given.",
    check="Run it with two different inputs of the task.",
    fix="Read the values where the program starts.",
    nudge="Where does the program get its values from?",
)


def _must_return(challenge: ChallengeContext, name: str) -> bool:
    calls = [expected for _, expected, _ in calls_of(challenge, name) if expected]
    if calls:
        return any(expected.strip() not in ("", "None") for expected in calls) and not says_print(challenge.task)
    return says_return(challenge.task)


def results(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """Returning against printing; reading where parameters are given."""
    if is_stub(function) or function.decorator_list:
        return
    prints = [
        node
        for node in own(function.body)
        if isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "print")
    ]
    nothing = program.types.returns(function) == frozenset({"NoneType"})
    name = function.name
    if _must_return(challenge, name) and nothing and not program.types.is_generator(function):
        if prints:
            yield PRINTS.at(program, prints[-1], symbol=name)
        else:
            yield NOTHING_RETURNED.at(program, function, symbol=name)
    elif (
        says_print(challenge.task)
        and not any(
            isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "print")
            for node in program.all(ast.Call)
        )
        and not any(isinstance(node, ast.Attribute) and node.attr == "write" for node in program.all(ast.Attribute))
    ):
        yield NOTHING_PRINTED.at(program, function, symbol=name)
    yield from _reading(program, challenge, function)


def _reading(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """input() in a function, or around it, that gets its values from its caller."""
    name = function.name
    called = any(call.args or call.keywords for call, _, _ in calls_of(challenge, name))
    given = called or (
        bool(value_count(challenge.task, name) or challenge.parameters) and not says_read(challenge.task)
    )
    if not given:
        return
    for node in own(function.body):
        if isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "input"):
            yield READS_INPUT.at(program, node, symbol=name, where=f"`{name}`")
            return
    if not called or program.types.is_generator(function):
        return
    for statement in program.tree.body:
        for node in own(statement) if not isinstance(statement, FunctionNode | ast.ClassDef | ast.If) else ():
            if isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "input"):
                yield READS_INPUT.at(program, node, symbol=name, where="The program")
                return


_FUNCTIONS = re.compile(
    r"\b(?:functions?|def|methods?|class|procedures?|return\w*|generators?|files?)\b", re.IGNORECASE
)
_PRINTERS = frozenset({"print", "write", "writelines", "pprint", "display", "showinfo", "turtle"})
_READERS = frozenset({"input", "stdin", "open", "fileinput", "argv"})
_FROM_USER = r"\b(?:reads?|asks?|enters?|prompts?|inputs?)\b.*\b(?:user|keyboard|console|standard input|stdin)\b"


def streams(program: Program, challenge: ChallengeContext) -> Iterator[Finding]:
    """A program that reads and prints, with examples of standard input, or by the words of the task."""
    examples = [example for example in challenge.examples if not example.call and (example.stdin or example.expected)]
    whole_program = not challenge.examples and not _FUNCTIONS.search(challenge.task)
    words = challenge.task.lower() if whole_program else ""
    names = {node.id for node in program.all(ast.Name)} | {node.attr for node in program.all(ast.Attribute)}
    start = program.tree.body[0] if program.tree.body else program.tree
    if (examples or says_print(words)) and not names & _PRINTERS and program.tree.body:
        yield NOTHING_PRINTED.at(program, program.tree.body[-1], symbol="print")
    if names & _READERS:
        return
    several = examples and all(one.stdin for one in examples) and len({one.expected for one in examples}) > 1
    asked = re.search(_FROM_USER, words, re.DOTALL) or re.search(r"\breads? (?:a|an|two|three|the)\b", words)
    if several or asked:
        yield NO_INPUT.at(program, start, symbol="input")
