"""The shape of a program in another language, in its own lines: what each of its main statements is for."""

from dataclasses import dataclass
from typing import Literal

from ai_engine.analysis.languages.grammar import GRAMMARS
from ai_engine.analysis.languages.program import LOOPS, Program
from ai_engine.analysis.languages.syntax import find_faults
from ai_engine.analysis.languages.tree import Node, convert
from ai_engine.analysis.parsing import normalise

PartKind = Literal["function", "loop", "condition", "switch", "return", "shows", "declares", "changes"]
_LONGEST = 20_000
_SHOWING = ("console.", "System.out.", "printf", "fmt.Print", "puts", "alert", "print")


@dataclass(frozen=True, slots=True)
class Part:
    """One statement: its line, what it is, and the name or the condition that it is about, as written ("" if none)."""

    line: int
    kind: PartKind
    about: str


def outline(code: str, language: str) -> tuple[Part, ...]:
    """The parts of a program in one of NAMES, in the order of the text; empty where it can't be read."""
    text = normalise(code)
    if language not in GRAMMARS or len(text) > _LONGEST:
        return ()
    tree, faults = find_faults(text, GRAMMARS[language])
    root = None if faults else convert(tree)
    if root is None:
        return ()
    program = Program(text, root, GRAMMARS[language])
    found = [part for node in program.nodes if (part := _part(program, node)) is not None]
    once: dict[int, Part] = {}
    for part in found:
        once.setdefault(part.line, part)
    return tuple(once[line] for line in sorted(once))


def _part(program: Program, node: Node) -> Part | None:
    role = program.role(node)
    if role == "function":
        name = program.function_name(node)
        return Part(node.line, "function", name) if name else None
    if role in LOOPS:
        condition = None if role == "foreach" else program.condition(node)
        return Part(node.line, "loop", program.short(condition) if condition is not None else "")
    if role == "if":
        return Part(node.line, "condition", program.short(program.condition(node)))
    if role == "switch":
        return Part(node.line, "switch", "")
    if role == "return":
        return Part(node.line, "return", program.short(node.inner[0]) if node.inner else "")
    if role == "call" and program.callee(node).startswith(_SHOWING):
        given = program.arguments(node)
        return Part(node.line, "shows", program.short(given[-1]) if given else "")
    if role == "binary" and program.operator(node) == "<<" and program.source(node).startswith(("cout", "std::cout")):
        return Part(node.line, "shows", program.short(node.part("right")))
    if role == "declare":
        return _named(program, node, "declares")
    if role in ("assign", "update"):
        return _named(program, node, "changes")
    return None


def _named(program: Program, node: Node, kind: PartKind) -> Part | None:
    name = next((one for one in node.walk() if one.kind == "identifier"), None)
    return Part(node.line, kind, program.source(name)) if name is not None else None
