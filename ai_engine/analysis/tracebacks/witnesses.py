"""Which names of the line hold the values of a TypeError, where they come from, and what to print."""

import ast

from ai_engine.analysis.tracebacks.attributes import kind_words, none_reason
from ai_engine.analysis.tracebacks.facts import Value
from ai_engine.analysis.tracebacks.fitting import SIGNS
from ai_engine.analysis.tracebacks.told import Case


def named_values(case: Case, *kinds: str) -> list[tuple[str, Value]]:
    """The names on the line whose values are, or may be, of one of some kinds."""
    found = []
    seen = set()
    for node in case.facts.nodes:
        on_line = getattr(node, "lineno", 0) == case.line if case.line else True
        if isinstance(node, ast.Name) and on_line and isinstance(node.ctx, ast.Load) and node.id not in seen:
            seen.add(node.id)
            value = case.facts.value_before(node.id, case.line)
            if value is not None and value.kind in kinds:
                found.append((node.id, value))
    return found


def origin(case: Case, name: str, value: Value) -> str:
    """Where a value comes from, in a sentence."""
    if value.code.startswith("input("):
        return f"{name} comes from input() on line {value.line}, and input always gives text, even if digits are typed."
    reason = none_reason(case, value.code) if value.kind == "NoneType" else ""
    return f"{name} is {kind_words(value.kind)}, from line {value.line}: {value.code}. {reason}".strip()


def prints(names: list[tuple[str, Value]], fallback: str = "each value on the line") -> tuple[str, ...]:
    """What to print, for these names or for what `fallback` says."""
    if names:
        return tuple(f"print(type({name}), {name}) right before that line." for name, _ in names[:2])
    return (f"Print the type of {fallback} right before it: print(type(value)).",)


def line_names(case: Case) -> list[tuple[str, Value]]:
    """The names on the line, whatever they hold."""
    kinds = ("str", "int", "float", "list", "dict", "NoneType", "tuple", "set", "bool", "number", "")
    return named_values(case, *kinds) if case.line else []


def operand_texts(case: Case, sign: str) -> list[str]:
    """What stands on the two sides of an operator on the line, but for texts and numbers written out."""
    found: list[str] = []
    for node in case.facts.at_line(case.line) if case.line else []:
        if isinstance(node, ast.BinOp) and SIGNS.get(type(node.op)) == sign.removesuffix("="):
            found += [
                case.facts.code(side)
                for side in (node.left, node.right)
                if not isinstance(side, ast.Constant | ast.BinOp | ast.JoinedStr)
            ]
    return list(dict.fromkeys(found))


def print_texts(texts: list[str]) -> tuple[str, ...]:
    """What to print, for these expressions."""
    return tuple(f"print(type({text}), {text}) right before that line." for text in texts[:2])
