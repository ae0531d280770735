"""A program told line by line in plain English: what each line does, in its own names. For reading code, not for judging it."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.parsing import normalise, parse
from ai_engine.tutor.compose.glosses import glosses
from ai_engine.tutor.compose.wording import code, listed

_OPERATIONS = {
    ast.Add: "adds {value} to {name}",
    ast.Sub: "takes {value} away from {name}",
    ast.Mult: "multiplies {name} by {value}",
    ast.Div: "divides {name} by {value}",
}
_CHANGES = {
    "append": "adds {what} at the end of {name}",
    "remove": "takes the first {what} out of {name}",
    "pop": "takes an item out of {name}",
    "sort": "sorts {name} itself",
    "extend": "adds all items of {what} to {name}",
    "add": "puts {what} into {name}",
    "reverse": "turns {name} round",
    "insert": "puts a new item into {name}",
}


def narrate(source: str, *, limit: int = 8) -> list[tuple[int, str]]:
    """What the lines do, as (line, sentence without full stop), at most `limit`; [] where the code doesn't parse."""
    tree = parse(normalise(source))[0].tree
    if tree is None:
        return []
    told: list[tuple[int, str]] = []
    for line, text in _statements(tree.body):
        told.append((line, text))
        if len(told) == limit:
            break
    return told


def narrate_line(source: str, line: int) -> str:
    """What one line does; "" where nothing can be said."""
    return next((text for number, text in narrate(source, limit=400) if number == line), "")


def glosses_of_line(source: str, line: int) -> list[tuple[str, str]]:
    """(call, what it is) for the calls of one line that are known to most courses."""
    tree = parse(normalise(source))[0].tree
    if tree is None:
        return []
    return [
        gloss
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno == line
        for part in _own_parts(node)
        for gloss in glosses(part)
    ]


def _own_parts(node: ast.stmt) -> list[ast.AST]:
    """The parts of a statement that stand on its own line: a loop's header, not its body."""
    inner = {"body", "orelse", "handlers", "finalbody"}
    found: list[ast.AST] = []
    for name, value in ast.iter_fields(node):
        if name not in inner:
            found += [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, ast.AST)]
    return found


def _statements(body: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    for node in body:
        text = _statement(node)
        if text:
            yield node.lineno, text
        for name in ("body", "orelse", "handlers", "finalbody"):
            inner = getattr(node, name, [])
            if inner and isinstance(inner[0], ast.ExceptHandler):
                for handler in inner:
                    kind = code(ast.unparse(handler.type)) if handler.type else "any error"
                    yield handler.lineno, f"takes over when {kind} happens"
                    yield from _statements(handler.body)
            elif inner and isinstance(inner[0], ast.stmt):
                yield from _statements(inner)


def _statement(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name, args=arguments):
            names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
            taking = f", which takes {listed([code(item) for item in names])}" if names else ""
            return f"begins the function {code(name)}{taking}"
        case ast.ClassDef(name=name):
            return f"begins the class {code(name)}"
        case ast.Return(value=None):
            return "ends the function"
        case ast.Return(value=value):
            return f"ends the function and gives back {_text(value)}"
        case ast.Assign(targets=[target], value=ast.Call(func=ast.Name(id="input"))):
            return f"waits for what the user types and calls it {_text(target)}"
        case ast.Assign(targets=[ast.Subscript(value=owner, slice=place)], value=value):
            return f"puts {_text(value)} into {_text(owner)} under {_text(place)}"
        case ast.Assign(targets=[target], value=value):
            return (
                f"works out {_text(value)} and calls the result {_text(target)}"
                if _is_work(value)
                else f"gives {_text(target)} the value {_text(value)}"
            )
        case ast.AugAssign(target=target, op=operation, value=value):
            wording = _OPERATIONS.get(type(operation), "changes {name} by {value}")
            return wording.format(name=_text(target), value=_text(value))
        case ast.For(target=target, iter=over):
            return f"goes through {_text(over)}, calling each item {_text(target)} in turn"
        case ast.While(test=test):
            return f"repeats its block as long as {_text(test)} is true"
        case ast.If(test=test):
            return f"runs its block only if {_text(test)} is true"
        case ast.Break():
            return "leaves the loop"
        case ast.Continue():
            return "goes on with the next pass of the loop"
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return f"makes {listed([code(item.asname or item.name) for item in names])} available"
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=arguments)):
            return f"shows {listed([_text(item) for item in arguments])}" if arguments else "shows an empty line"
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=value, attr=attribute), args=arguments)) if (
            attribute in _CHANGES
        ):
            return _CHANGES[attribute].format(name=_text(value), what=_text(arguments[0]) if arguments else "item")
        case ast.Expr(value=ast.Call() as call):
            return f"calls {_text(call)}"
        case ast.Try():
            return "tries what follows, ready for an error"
        case ast.With(items=items):
            return f"opens {_text(items[0].context_expr)} and closes it at the end of the block"
        case ast.Raise(exc=raised):
            return f"raises {_text(raised)}" if raised else "raises the error again"
    return ""


def _is_work(value: ast.expr) -> bool:
    return isinstance(value, ast.BinOp | ast.Call | ast.Compare | ast.BoolOp | ast.ListComp)


def _text(node: ast.expr | None) -> str:
    shown = ast.unparse(node) if node is not None else ""
    return code(shown if len(shown) <= 60 else shown[:57] + "…")
