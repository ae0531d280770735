"""The program against its task: the required name, parameters, returning against printing, reading, constructs."""

import ast
import difflib
import re
from collections.abc import Iterator

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks.calls import signature
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_stub, own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, all_args
from ai_engine.analysis.tree import walk

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
    check="Try the task's own example: {example}.",
    fix="Give the function one parameter for each value that the task passes.",
    nudge="Which values does the task pass to `{symbol}`?",
)
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
HARD_CODED = Rule(
    name="hard-coded-answers",
    category="specification",
    severity="warning",
    concept="test-cases",
    confidence=0.88,
    message="`{symbol}` answers {count} of the task's examples by comparing with exactly those values.",
    why="Examples only show the rule; other values will be tried too.",
    check="Call `{symbol}` with a value that isn't among the examples.",
    fix="Find the rule that leads from each example's values to its result, and program that.",
    nudge="What do the examples have in common?",
)
CONSTANT_ANSWER = Rule(
    name="ignores-its-parameters",
    category="specification",
    severity="warning",
    concept="parameters",
    confidence=0.9,
    message="`{symbol}` always returns {value}, whatever it gets.",
    why="The examples of the task have different results.",
    check="Call `{symbol}` with two of the task's examples.",
    fix="Work the result out from the parameters.",
    nudge="Which line uses the parameters?",
)
FORBIDDEN = Rule(
    name="forbidden-construct",
    category="specification",
    severity="error",
    concept="problem-decomposition",
    confidence=0.95,
    message="The task doesn't allow {what}, but line {line} uses it.",
    why="The task wants another way, to practise it.",
    check="Read the task's conditions again.",
    fix="Solve this part without {what}.",
    nudge="Which tools does the task allow?",
)
REQUIRED = Rule(
    name="required-construct-missing",
    category="specification",
    severity="error",
    concept="problem-decomposition",
    confidence=0.93,
    message="The task wants {what} to be used, but the program doesn't use it.",
    why="The task is there to practise it.",
    check="Read the task's conditions again.",
    fix="Solve the task with {what}.",
    nudge="Which tool does the task want you to use?",
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

_STOP = frozenset(
    {"that", "which", "to", "named", "called", "takes", "with", "and", "returns", "the", "a", "is", "should"}
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
        yield from hard_coded(program, challenge, function)
        yield from top_level(program, challenge, function)
    if not name:
        yield from streams(program, challenge)
    yield from constructs(program, challenge, function)


def entry_point(challenge: ChallengeContext) -> str:
    """The required function: as given, as the examples call it, or as the task's text names it."""
    if challenge.entry_point.isidentifier():
        return challenge.entry_point
    calls = [call for example in challenge.examples if (call := _call(example.call)) is not None]
    called = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    if len(called) == 1:
        return called.pop()
    for pattern in (
        r"\bfunction\s+(?:called\s+|named\s+)?[`'\"]?([A-Za-z_]\w*)[`'\"]?\s*\(",
        r"\bfunction\s+(?:called|named)\s+[`'\"]?([A-Za-z_]\w*)",
        r"\bfunction\s+[`'\"]([A-Za-z_]\w*)[`'\"]",
        r"\bdef\s+([A-Za-z_]\w*)\s*\(",
    ):
        names = {str(match) for match in re.findall(pattern, challenge.task) if match not in _STOP}
        if len(names) == 1:
            return names.pop()
    return ""


def _call(text: str) -> ast.Call | None:
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if isinstance(tree.body, ast.Call):
        return tree.body
    return next((node for node in walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)), None)


def _calls(challenge: ChallengeContext, name: str) -> list[tuple[ast.Call, str, str]]:
    found = []
    for example in challenge.examples:
        call = _call(example.call) if example.call else None
        if call is not None and isinstance(call.func, ast.Name) and call.func.id == name:
            found.append((call, example.expected, example.call))
    return found


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
    for call, _, text in _calls(challenge, function.name):
        if any(isinstance(item, ast.Starred) for item in call.args) or call.keywords:
            continue
        count = len(call.args)
        if count < given.least or (given.most is not None and count > given.most) or given.needed_keywords:
            yield PARAMETERS.at(
                program, function, symbol=function.name, has=_count(len(given.positional), "parameter"),
                wanted=_count(count, "value"), example=text.strip()[:60],
            )  # fmt: skip
            return
    wanted = len(challenge.parameters)
    if (
        wanted
        and not _calls(challenge, function.name)
        and (wanted < given.least or (given.most is not None and wanted > given.most))
    ):
        yield PARAMETERS.at(
            program, function, symbol=function.name, has=_count(len(given.positional), "parameter"),
            wanted=_count(wanted, "value"), example=f"{function.name}({', '.join(challenge.parameters)})",
        )  # fmt: skip


def _must_return(challenge: ChallengeContext, name: str) -> bool:
    calls = [expected for _, expected, _ in _calls(challenge, name) if expected]
    if calls:
        return any(expected.strip() not in ("", "None") for expected in calls) and not _must_print(challenge)
    return bool(re.search(r"\breturn", challenge.task, re.IGNORECASE)) and not _must_print(challenge)


def _must_print(challenge: ChallengeContext) -> bool:
    words = challenge.task
    return bool(re.search(r"\b(print|display|output)s?\b", words, re.IGNORECASE)) and not re.search(
        r"\breturn", words, re.IGNORECASE
    )


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
        _must_print(challenge)
        and not any(
            isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "print")
            for node in program.all(ast.Call)
        )
        and not any(isinstance(node, ast.Attribute) and node.attr == "write" for node in program.all(ast.Attribute))
    ):
        yield NOTHING_PRINTED.at(program, function, symbol=name)
    if _calls(challenge, name) or challenge.parameters or all_args(function.args):
        for node in own(function.body):
            if isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "input"):
                if _calls(challenge, name):
                    yield READS_INPUT.at(program, node, symbol=name, where=f"`{name}`")
                return
    if _calls(challenge, name) and not program.types.is_generator(function):
        for statement in program.tree.body:
            for node in own(statement) if not isinstance(statement, FunctionNode | ast.ClassDef | ast.If) else ():
                if isinstance(node, ast.Call) and program.scopes.is_builtin(node.func, "input"):
                    yield READS_INPUT.at(program, node, symbol=name, where="The program")
                    return


def streams(program: Program, challenge: ChallengeContext) -> Iterator[Finding]:
    """A program that reads and prints, with examples of standard input."""
    examples = [example for example in challenge.examples if not example.call and (example.stdin or example.expected)]
    if not examples:
        return
    names = {node.id for node in program.all(ast.Name)} | {node.attr for node in program.all(ast.Attribute)}
    if not names & {"print", "write", "writelines", "pprint", "display"} and program.tree.body:
        yield NOTHING_PRINTED.at(program, program.tree.body[-1], symbol="print")
    if all(example.stdin for example in examples) and not names & {"input", "stdin", "open", "fileinput", "argv"}:
        if len({example.expected for example in examples}) > 1:
            yield NO_INPUT.at(program, program.tree.body[0] if program.tree.body else program.tree, symbol="input")


def _literal(node: ast.expr | None) -> object:
    try:
        return ast.literal_eval(node) if node is not None else None
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return _NO_VALUE


_NO_VALUE = object()


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return text


def hard_coded(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """Comparisons with the examples' own values that return the examples' own results."""
    calls = _calls(challenge, function.name)
    if len(calls) < 2:
        return
    names = [arg.arg for arg in all_args(function.args)]
    matched = 0
    first: ast.AST | None = None
    for call, expected, _ in calls:
        given = [_literal(arg) for arg in call.args]
        for branch in own(function.body):
            if not isinstance(branch, ast.If) or len(branch.body) != 1 or not isinstance(branch.body[0], ast.Return):
                continue
            result = _literal(branch.body[0].value)
            if result is _NO_VALUE or repr(result) != repr(_value(expected)):
                continue
            tests = branch.test.values if isinstance(branch.test, ast.BoolOp) else [branch.test]
            fits = [
                isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)
                and isinstance(test.left, ast.Name) and test.left.id in names
                and names.index(test.left.id) < len(given)
                and repr(_literal(test.comparators[0])) == repr(given[names.index(test.left.id)])
                for test in tests
            ]  # fmt: skip
            if all(fits):
                matched += 1
                first = first or branch
                break
    if first is not None and (matched >= 3 or (matched == len(calls) and matched >= 2)):
        yield HARD_CODED.at(program, first, symbol=function.name, count=matched)
    expectations = {repr(_value(expected)) for _, expected, _ in calls if expected}
    returned = program.types.return_values(function)
    values = {repr(_literal(item.value)) for item in returned if item.value is not None}
    constant = returned and all(_literal(item.value) is not _NO_VALUE for item in returned if item.value is not None)
    if len(expectations) > 1 and constant and len(values) == 1 and len(returned) == 1 and not is_stub(function):
        if not program.flow.falls_through.get(function, True) and len(function.body) <= 2:
            yield CONSTANT_ANSWER.at(program, returned[0], symbol=function.name, value=next(iter(values)))


def top_level(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """Trial calls at the outermost level."""
    if not _calls(challenge, function.name):
        return
    for statement in program.tree.body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            func = statement.value.func
            if program.scopes.is_builtin(func, "print") or (isinstance(func, ast.Name) and func.id == function.name):
                yield TOP_LEVEL.at(program, statement, symbol=function.name)
                return


_STATEMENTS: dict[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.comprehension), "while": (ast.While,), "if": (ast.If, ast.IfExp), "lambda": (ast.Lambda,),
    "class": (ast.ClassDef,), "import": (ast.Import, ast.ImportFrom), "try": (ast.Try,), "with": (ast.With,),
    "global": (ast.Global,), "break": (ast.Break,), "continue": (ast.Continue,), "return": (ast.Return,),
    "def": (ast.FunctionDef,), "function": (ast.FunctionDef,), "list comprehension": (ast.ListComp,),
    "comprehension": (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), "slicing": (ast.Slice,),
    "loop": (ast.For, ast.While, ast.comprehension), "loops": (ast.For, ast.While, ast.comprehension),
    "for loop": (ast.For,), "while loop": (ast.While,), "dictionary": (ast.Dict, ast.DictComp), "match": (ast.Match,),
    "f-string": (ast.JoinedStr,), "yield": (ast.Yield, ast.YieldFrom), "set": (ast.Set, ast.SetComp),
}  # fmt: skip


def _uses(program: Program, construct: str, function: FunctionNode | None) -> ast.AST | None:
    """Where the program uses a construct, a builtin, a method or a module; None if it doesn't."""
    key = construct.strip().strip("`").removesuffix("()").lower()
    if key in _STATEMENTS:
        nodes = [node for kind in _STATEMENTS[key] for node in program.all(kind)]
        placed = [node for node in nodes if hasattr(node, "lineno")]
        if placed:
            return min(placed, key=lambda node: getattr(node, "lineno", 0))
        return program.parent(nodes[0]) if nodes else _by_name(program, key)
    if key in ("recursion", "recursive"):
        for candidate in program.functions:
            for node in own(candidate.body):
                if isinstance(node, ast.Call) and candidate.name in (
                    getattr(node.func, "id", ""), getattr(node.func, "attr", "")
                ):  # fmt: skip
                    return node
        return None
    return _by_name(program, construct.strip().strip("`").removesuffix("()"))


def _by_name(program: Program, name: str) -> ast.AST | None:
    last = name.rsplit(".", 1)[-1]
    for node in program.all(ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == name:
            return node
        if isinstance(node.func, ast.Attribute) and node.func.attr == last:
            return node
    for statement in program.either(ast.Import, ast.ImportFrom):
        if any(alias.name == name for alias in statement.names) or getattr(statement, "module", "") == name:
            return statement
    return None


def constructs(program: Program, challenge: ChallengeContext, function: FunctionNode | None) -> Iterator[Finding]:
    """What the task forbids or requires by name."""
    for construct in challenge.forbidden:
        place = _uses(program, construct, function)
        if place is not None:
            yield FORBIDDEN.at(program, place, symbol=construct, what=f"`{construct}`")
    for construct in challenge.required:
        if _uses(program, construct, function) is None:
            yield REQUIRED.at(program, function or program.tree, symbol=construct, what=f"`{construct}`")
