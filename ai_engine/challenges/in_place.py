"""New code put in place: every way in which a learner could use it to make their program right."""

import ast
import builtins
import itertools
import textwrap
from collections.abc import Iterator, Sequence

from ai_engine.challenges.challenge import Challenge

MOST = 24
_MOST_PARAMETERS = 3
_CHANGING = frozenset({"append", "add", "insert", "extend", "update", "remove", "pop", "setdefault"})
_BUILTINS = frozenset(dir(builtins))


def put_in_place(pieces: Sequence[str], code: str, challenge: Challenge) -> list[str]:
    """The programs that pieces make: alone, under the wanted name, as its body, in place of a line of the learner's.

    Args:
        pieces: blocks of new code.
        code: the learner's program; may be empty.
        challenge: gives the name that the tests call, and its parameters.
    """
    found: dict[str, None] = {}
    for piece in [*pieces, "\n".join(pieces)]:
        for program in _programs(piece, code, challenge):
            found[program] = None
            if len(found) >= MOST:
                return list(found)
    return list(found)


def _programs(piece: str, code: str, challenge: Challenge) -> Iterator[str]:
    piece = textwrap.dedent(piece).strip("\n")
    tree = _parsed(piece)
    if tree is None:
        return
    name = challenge.entry_point
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    if any(function.name == name for function in functions):
        yield piece
        yield f"{code}\n{piece}"
    for function in functions:
        if function.name != name:
            yield f"{piece}\n{name} = {function.name}\n"
    if functions:
        return
    head = challenge.starter["python"].split("\n")[0]
    if head.startswith("def "):
        yield f"{head}\n{textwrap.indent(piece, '    ')}\n"
        yield from _wrapped(tree, name, head)
    if len(piece.split("\n")) <= 6:
        lines = code.split("\n")
        for place, line in enumerate(lines):
            if line.strip() and not line.lstrip().startswith(("def ", "#")):
                indent = line[: len(line) - len(line.lstrip())]
                yield "\n".join([*lines[:place], textwrap.indent(piece, indent), *lines[place + 1 :]])


def _wrapped(tree: ast.Module, name: str, head: str) -> Iterator[str]:
    """A script as a function: the values that it begins with, or the names that it only reads, are the parameters;
    what it prints or sets last is given back."""
    wanted = len(_parameters(head))
    example = [node for node in tree.body if _is_example_value(node, tree)]
    body = [node for node in tree.body if node not in example]
    if not body or not wanted:
        return
    names = [node for part in body for node in ast.walk(part) if isinstance(node, ast.Name)]
    set_here = {node.id for node in names if _is_set(node)}
    given = list(dict.fromkeys(node.id for node in names if node.id not in set_here | _BUILTINS))
    last = body[-1]
    match last:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[shown])):
            body[-1] = ast.Return(shown)
        case ast.Assign(targets=[ast.Name(id=target)]) | ast.AugAssign(target=ast.Name(id=target)):
            body.append(ast.Return(ast.Name(target)))
        case ast.For() | ast.While() | ast.If() if isinstance(body[0], ast.Assign):
            body.append(ast.Return(ast.Name(ast.unparse(body[0].targets[0]))))
    if len(given) != wanted or wanted > _MOST_PARAMETERS:
        return
    text = textwrap.indent("\n".join(ast.unparse(ast.fix_missing_locations(node)) for node in body), "    ")
    for order in itertools.permutations(given):
        yield f"def {name}({', '.join(order)}):\n{text}\n"


def _parameters(head: str) -> list[str]:
    tree = _parsed(f"{head} pass")
    if tree is None or not isinstance(tree.body[0], ast.FunctionDef):
        return []
    return [argument.arg for argument in tree.body[0].args.args]


def _is_example_value(node: ast.stmt, tree: ast.Module) -> bool:
    """Whether it gives a name a value of its own that stays, as `numbers = [3, 1]` does; beginnings change later."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            pass
        case _:
            return False
    try:
        ast.literal_eval(value)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False
    if sum(isinstance(part, ast.Name) and part.id == name and _is_set(part) for part in ast.walk(tree)) > 1:
        return False
    return not any(
        isinstance(part, ast.Attribute | ast.Subscript)
        and isinstance(part.value, ast.Name)
        and part.value.id == name
        and (not isinstance(part.ctx, ast.Load) or getattr(part, "attr", "") in _CHANGING)
        for part in ast.walk(tree)
    )


def _is_set(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
