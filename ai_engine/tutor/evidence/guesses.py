"""Which line to ask about first where no example tells: the places where beginners' programs go wrong most often."""

import ast
import re

from ai_engine.tutor.evidence.literals import literals, plain_quotes
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.suspects import Suspect, describe_place
from ai_engine.tutor.evidence.watching import enclosing_loop

_SMALL = {"number": "5", "text": '"abca"', "items": "[3, 1, 2]", "": "5"}
_LISTS = (
    "list",
    "lst",
    "nums",
    "numbers",
    "items",
    "values",
    "arr",
    "words",
    "data",
    "grades",
    "scores",
    "prices",
    "elements",
)
_TEXTS = (
    "s",
    "text",
    "word",
    "string",
    "sentence",
    "name",
    "message",
    "phrase",
    "line",
    "ch",
    "char",
    "letter",
    "a_string",
)
# "Wrong for 12", "with 15 I get …"; "15 gives Fizz": the learner's own words for what went in.
_BEFORE_INPUT = re.compile(
    r"\b(?:for|with|when (?:I )?(?:enter|type|input|give it|put in|try)|try|input)\s+$", re.IGNORECASE
)
_AFTER_INPUT = re.compile(
    r"\s+(?:gives?|returns?|prints?|shows?|comes? out|becomes?|says?|should|doesn't|fails?|crash\w*)\b", re.IGNORECASE
)


def guess(program: Program) -> Suspect | None:
    """The most suspicious line by its form alone; None where nothing stands out."""
    try:
        tree = ast.parse(program.text)
    except (SyntaxError, ValueError, RecursionError):
        return None
    scored = [(_score(node, tree, program), -node.lineno) for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    best, line = max(scored, default=(0.0, 0))
    if best <= 0:
        return None
    kind, piece = describe_place(tree, -line)
    return Suspect(-line, kind, piece, 0.2)


def _score(node: ast.stmt, tree: ast.Module, program: Program) -> float:
    match node:
        case ast.Return(value=value) if value is not None and enclosing_loop(node.lineno, program) is not None:
            return 1.5
        case ast.For(iter=ast.Call(func=ast.Name(id="range"), args=arguments)):
            return 3.0 + 0.5 * len(arguments)
        case ast.While():
            return 3.0
        case ast.If(test=ast.Compare()) | ast.If(test=ast.BoolOp()):
            return 2.5
        case ast.Return(value=ast.BinOp() | ast.Subscript() | ast.Compare()):
            return 2.0
        case ast.AugAssign() | ast.Assign(value=ast.BinOp()):
            return 1.8
        case ast.For():
            return 1.0
        case ast.Expr(value=ast.Call(func=ast.Attribute())):
            return 0.9
    return 0.0


def reported_call(words: str, program: Program) -> str:
    """A call with the input that the learner speaks of last, as in "15 gives Fizz" or "wrong for 12"; else ""."""
    own = [function for function in program.functions if function.parameters and not function.name.startswith("__")]
    if not own or len(own[-1].parameters) != 1:
        return ""
    text = plain_quotes(words)
    for item in reversed(literals(text)):
        if _BEFORE_INPUT.search(text[: item.start]) or _AFTER_INPUT.match(text[item.end :]):
            return f"{own[-1].name}({item.text})"
    return ""


def small_call(program: Program) -> str:
    """A call of the program's last function with small values that fit how its parameters are used; else ""."""
    own = [function for function in program.functions if function.parameters]
    if not own or own[-1].name.startswith("__"):
        return ""
    values = []
    for name in own[-1].parameters:
        kind = program.kinds.get(name, "")
        if name in _LISTS or name.rstrip("0123456789").endswith(("_list", "list")):
            kind = "items"
        elif name in _TEXTS or name.endswith(("text", "string", "word")):
            kind = "text"
        values.append(_SMALL.get(kind, "5"))
    return f"{own[-1].name}({', '.join(values)})"
