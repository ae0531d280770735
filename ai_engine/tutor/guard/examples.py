"""Small examples that show how a construct is written, in a talk in which no exercise is known.

Without a known solution to hold a block against, its form has to tell: an example shows one construct on values of its
own, and a program works something out. So in an example each statement does one thing, nothing works on what something
else has worked out, loops keep and choose nothing, functions do one small thing, and the values aren't the learner's.
"""

import ast
import builtins
import difflib
import re
from collections.abc import Iterator, Sequence

from ai_engine.tutor.guard.scene_text import squeeze

_MOST_LINES = 12
_MOST_IN_A_TEST = 2  # `age >= 18 and member`
_ALIKE = 0.6
_LEAST_SHARED = 2
_LOOPS = (ast.For, ast.While)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_UNUSUAL = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Match, ast.NamedExpr, ast.Delete, ast.Global)
_WORKING = (ast.BinOp, ast.BoolOp, ast.Compare, ast.Subscript, ast.IfExp)
_CONVERTING = frozenset({"print", "range", "input", "open", "str", "int", "float", "super", "type"})
_WRAPPING = frozenset({"list", "dict", "tuple", "next"})
_KEEPING = frozenset({"append", "add", "insert", "extend", "update", "setdefault", "remove", "pop", "discard", "join"})
_REORDERING = frozenset({"sort", "reverse"})
_RUNNING = frozenset({"exec", "eval", "compile", "__import__", "getattr", "globals", "locals"})
_BUILTINS = frozenset(dir(builtins))
_VALUE = re.compile(r"[^\W_]+")


def shows_a_construct(tree: ast.Module, told: str = "") -> bool:
    """Whether a program only shows how something is written. `told` are the learner's words."""
    if len(ast.unparse(tree).split("\n")) > _MOST_LINES or _calls(tree, _RUNNING):
        return False
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    if not all(_shows(node, own) for node in ast.walk(tree)) or _works_on(tree, own):
        return False
    if _calls(tree, {"input"}) and sum(_work(part, own) for part in _parts(tree.body)) > 1:
        return False
    return len(_values(tree) & set(_VALUE.findall(told.lower()))) < _LEAST_SHARED


def shows_values(tree: ast.Module) -> bool:
    """Whether a program has no loop, branch or function: values get names, and one thing is done with them."""
    if not all(isinstance(node, ast.Assign | ast.Expr | ast.Import | ast.ImportFrom) for node in tree.body):
        return False
    inner = (*_COMPREHENSIONS, ast.Lambda, ast.IfExp)
    return (
        shows_a_construct(tree)
        and sum(_work(part, set()) for part in tree.body) <= 1
        and not any(isinstance(node, inner) for node in ast.walk(tree))
        and not _calls(tree, {"input", "open"})
    )


def works_something_out(code: str) -> bool:
    """Whether a piece does more than one thing with what a sequence or a call gives: `a == sorted(a)`."""
    try:
        tree = ast.parse(code.strip().rstrip(".,;:!?"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    nodes = list(ast.walk(tree))
    takes = any(isinstance(node, ast.Call | ast.Subscript) and _is_work(node, {"len"}) for node in nodes)
    return any(isinstance(node, _COMPREHENSIONS) for node in nodes) or (takes and _work(tree, {"len"}) > 1)


def goes_on(code: str) -> bool:
    """Whether a statement moves a name on by a fixed step: `x += 1`, `x = x + 1`."""
    try:
        body = ast.parse(code.strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return len(body) == 1 and bool(_goes_on(body[0]))


def like_the_learners(code: str, own: str) -> bool:
    """Whether a line of an example is nearly a line of the learner's own program: then it could show its repair."""
    theirs = [squeeze(line) for line in own.split("\n") if len(squeeze(line)) > 2]
    mine = [squeeze(line) for line in code.split("\n") if len(squeeze(line)) > 2]
    return any(difflib.SequenceMatcher(None, one, other).ratio() >= _ALIKE for one in mine for other in theirs)


def _shows(node: ast.AST, own: set[str]) -> bool:
    match node:
        case ast.For() | ast.While():
            return _is_plain_loop(node, own)
        case ast.FunctionDef():
            return _is_small_function(node, own)
        case ast.Lambda(body=body):
            return _work(body, own) <= 1 and not any(isinstance(part, _COMPREHENSIONS) for part in ast.walk(body))
        case ast.If(test=test):
            return _work(test, own) <= _MOST_IN_A_TEST
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Return() | ast.Expr():
            return _work(node, own) <= 1
    return not isinstance(node, _UNUSUAL)


def _is_plain_loop(loop: ast.For | ast.While, own: set[str]) -> bool:
    """Whether a loop's rounds leave nothing behind but what they show; its own counter may go on by a fixed step."""
    counters: set[str] = set()
    if isinstance(loop, ast.While):
        counters = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
    elif _work(loop.iter, own) > 1:
        return False
    body = [node for statement in loop.body for node in ast.walk(statement)]
    for node in body:
        match node:
            case ast.AugAssign() | ast.Assign() if _goes_on(node) in counters or _is_asked(node):
                continue
            case ast.AugAssign() | ast.Assign() | ast.AnnAssign() | ast.Return() | ast.Yield() | ast.YieldFrom():
                return False
            case ast.Call(func=ast.Attribute(attr=name)) if name in _KEEPING:
                return False
            case ast.If() if node.orelse or not _is_simple_test(node.test):
                return False
    branches = sum(isinstance(node, ast.If) for node in body)
    loops = sum(isinstance(node, _LOOPS) for node in body)
    shown = sum(_work(part, own) for part in _parts(loop.body) if not _goes_on(part))
    return branches + loops <= 1 and shown <= 1


def _is_simple_test(test: ast.expr) -> bool:
    """A name held against a value: `n == 3`, `word == "stop"`."""
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and _work(test, set()) == 1


def _is_small_function(function: ast.FunctionDef, own: set[str]) -> bool:
    """Whether a function does one small thing, without a loop, and keeps nothing and hands on nothing."""
    inside = [node for part in function.body for node in ast.walk(part)]
    for node in inside:
        if isinstance(node, (*_LOOPS, *_COMPREHENSIONS, ast.FunctionDef, ast.Lambda, ast.AugAssign)):
            return False
        if isinstance(node, ast.Call):
            name = _name_of(node)
            keeps = isinstance(node.func, ast.Attribute) and node.func.attr in _KEEPING
            if keeps or name == function.name or (name in _BUILTINS and name not in _CONVERTING):
                return False
    branches = sum(isinstance(node, ast.If) for node in inside)
    return branches <= 1 and sum(_work(part, own) for part in _parts(function.body)) <= 1


def _works_on(tree: ast.Module, own: set[str]) -> bool:
    """Whether something works on what an earlier statement has worked out, or put in another order."""
    worked_out: set[str] = set()
    for part in _parts(tree.body):
        read = {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
        if read & worked_out and _work(part, own):
            return True
        match part:
            case ast.Assign(targets=targets) if _work(part, own) and not _goes_on(part):
                worked_out |= {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method))) if (
                method in _REORDERING
            ):
                worked_out.add(name)
    return False


def _parts(statements: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """The statements one by one, and what the headers of blocks ask."""
    for statement in statements:
        match statement:
            case ast.If(test=test) | ast.While(test=test):
                yield test
            case ast.For(iter=items):
                yield items
            case ast.With() | ast.Try() | ast.FunctionDef() | ast.ClassDef():
                pass
            case _:
                yield statement
        for name in ("body", "orelse", "finalbody", "handlers"):
            inner = getattr(statement, name, [])
            for part in inner:
                yield from _parts(part.body if isinstance(part, ast.ExceptHandler) else [part])


def _goes_on(node: ast.AST) -> str:
    """The name that a statement moves on by a fixed step: `n -= 1`, `n = n + 2`; "" if it does something else."""
    match node:
        case ast.AugAssign(target=ast.Name(id=name), value=ast.Constant()):
            return name
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(ast.Name(id=other), _, ast.Constant())):
            return name if name == other else ""
    return ""


def _is_asked(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _name_of(node.value) == "input"


def _work(tree: ast.AST, own: set[str]) -> int:
    """How many things are done: operators, calls but those that only show or convert, places of a sequence, filters."""
    total = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.comprehension):
            total += len(node.ifs) * 2
        elif isinstance(node, ast.GeneratorExp):
            total += 2
        total += _is_work(node, own)
    return total


def _is_work(node: ast.AST, own: set[str]) -> bool:
    if isinstance(node, ast.Call):
        name = _name_of(node)
        return name not in _CONVERTING and name not in _WRAPPING and name not in own
    return isinstance(node, (*_WORKING, ast.AugAssign))


def _values(tree: ast.Module) -> set[str]:
    """The words of its texts and its numbers but the smallest, in lower case."""
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    texts = " ".join(str(value) for value in constants if isinstance(value, str | int | float))
    return {word for word in _VALUE.findall(texts.lower()) if word not in {"0", "1", "2", "true", "false"}}


def _calls(tree: ast.AST, names: set[str] | frozenset[str]) -> bool:
    return any(isinstance(node, ast.Call) and _name_of(node) in names for node in ast.walk(tree))


def _name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""
