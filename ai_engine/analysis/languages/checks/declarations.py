"""Declarations: twice in one block, hiding an outer variable, a name without its namespace, a misspelt name."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import LOOPS, Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names, Variable
from ai_engine.analysis.languages.syntax.slips import nearest
from ai_engine.analysis.languages.tree import Node

TWICE = Rule(
    name="redeclared",
    category="runtime",
    severity="error",
    concept="variables",
    confidence=0.95,
    message="`{symbol}` is declared again, though line {first} declared it in the same block.",
    why="{reason}",
    check="Compare this line with line {first}.",
    fix="If it should get another value, assign without declaring; if it is something else, give it another name.",
    nudge="Are the two meant to be one variable or two?",
)
HIDING = Rule(
    name="shadowed-variable",
    category="logic",
    severity="warning",
    concept="shadowing",
    confidence=0.85,
    message="This line declares a new `{symbol}` inside the block; the `{symbol}` of line {outer} never changes.",
    why="A declaration inside braces makes a variable of its own, which is gone when the block ends.",
    check="Show `{symbol}` with {show} inside the block and behind it.",
    fix="If the outer variable should change, assign to it without declaring it again.",
    nudge="Which `{symbol}` does the line behind the block read?",
)
NAMESPACE = Rule(
    name="missing-std",
    category="runtime",
    severity="error",
    concept="name-errors",
    confidence=0.95,
    message="`{symbol}` is a name of the standard library, and nothing says that: it lives in the namespace std.",
    why="Without the namespace the compiler looks for a `{symbol}` of your own and finds none.",
    check="Compile it: the message says that `{symbol}` isn't declared.",
    fix="Name the namespace before it, or say once at the top that you use it.",
    nudge="Where does `{symbol}` come from?",
)
MISSPELT = Rule(
    name="undefined-name",
    category="runtime",
    severity="error",
    concept="name-errors",
    confidence=0.9,
    message="`{symbol}` is used, but nothing declares it; perhaps `{other}` is meant.",
    why="{title} knows only names that were declared, letter by letter.",
    check="Compare `{symbol}` with the names that the program declares.",
    fix="Correct the spelling, or declare it before it is used.",
    nudge="Which name did you give it where it was declared?",
)

_STD = frozenset({"cout", "cin", "cerr", "endl", "string", "vector", "map", "set", "to_string", "stoi", "sort"})
_LOCAL = frozenset(
    {"variable_declarator", "init_declarator", "declaration", "short_var_declaration", "expression_list", "var_spec"}
)


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about declarations."""
    for variable in names.variables:
        if variable.kind == "variable":
            yield from _again(program, variable)
            yield from _hides(program, variable)
    if program.language == "cpp" and "using namespace" not in program.text:
        yield from _namespace(program, names)
    if program.is_script:
        yield from _misspelt(program, names)


def _again(program: Program, variable: Variable) -> Iterator[Finding]:
    if variable.keyword == "var" or (variable.scope.function is None and not program.is_script):
        return
    for place in variable.writes:
        if not _declares(program, place) or place.start <= variable.node.start:
            continue
        if program.is_go:
            statement = next(
                one
                for one in place.ancestors()
                if one.kind in ("short_var_declaration", "var_spec", "range_clause", "receive_statement")
            )
            left = statement.part("left")
            if statement.kind != "short_var_declaration" or left is None:
                continue
            others = [one for one in left.inner if one is not place and program.source(one) != "_"]
            if any(not _old(program, variable, one) for one in others):
                continue
            reason = "The sign := declares, and there is nothing new on its left side; Go refuses to compile it."
        else:
            reason = f"In {program.grammar.title} a name can be declared only once in a block."
        yield TWICE.at(program, place, first=variable.node.line, reason=reason)
        return


def _old(program: Program, variable: Variable, name: Node) -> bool:
    """Whether another name on the left of := stands for a variable of the block already."""
    known = variable.scope.names.get(program.source(name))
    return known is not None and known.node is not name and known.node.start < name.start


def _declares(program: Program, place: Node) -> bool:
    parent = place.parent
    if parent is None or parent.kind not in _LOCAL:
        return False
    if parent.kind == "expression_list":
        return parent.parent is not None and parent.parent.kind == "short_var_declaration" and parent.field == "left"
    return place.field in ("name", "declarator")


def _hides(program: Program, variable: Variable) -> Iterator[Finding]:
    """A declaration in a block that hides an outer variable of the same function, which nothing ever changes."""
    outer = variable.scope.parent.find(variable.name) if variable.scope.parent is not None else None
    if outer is None or outer.kind != "variable" or outer.scope.function is not variable.scope.function:
        return
    if variable.keyword == "each" or variable.value is None or outer.value is None or outer.writes:
        return
    if variable.name == "err" or program.source(variable.value) == variable.name:
        return
    if outer.scope.function is None and not program.is_script:
        return
    block = variable.scope.node
    if program.role(block) != "block" or not any(program.role(one) in ("if", *LOOPS) for one in block.ancestors()):
        return
    if outer.node.start < block.start and any(read.start > block.end for read in outer.reads):
        yield HIDING.at(program, variable.node, outer=outer.node.line)


def _namespace(program: Program, names: Names) -> Iterator[Finding]:
    told: set[str] = set()
    for node, _ in names.unknown:
        name = program.source(node)
        parent = node.parent
        if name not in _STD or name in told or f"using std::{name}" in program.text or parent is None:
            continue
        if parent.kind in ("qualified_identifier", "field_expression", "using_declaration", "template_function"):
            continue
        if any(
            above.kind in ("qualified_identifier", "using_declaration", "namespace_definition")
            for above in node.ancestors()
        ):
            continue
        if parent.kind == "call_expression" and name == "sort":
            continue  # found by the kind of its arguments
        told.add(name)
        yield NAMESPACE.at(program, node)


def _misspelt(program: Program, names: Names) -> Iterator[Finding]:
    declared = frozenset(variable.name for variable in names.variables if len(variable.name) > 2)
    told: set[str] = set()
    for node, scope in names.unknown:
        name = program.source(node)
        if node.kind != "identifier" or name in told or len(name) < 3 or names.is_written(node):
            continue
        if (
            name in program.grammar.keywords
            or name in _GLOBALS
            or any("type" in above.kind and "script" not in above.kind for above in node.ancestors())
        ):
            continue
        other = nearest(name, declared)
        if other and (scope.find(other) is not None or program.is_script):
            told.add(name)
            yield MISSPELT.at(program, node, other=other)


_NAMES_THERE = """
name names event status self top parent length origin location history screen open close print stop find focus blur
alert prompt confirm console document window global process require module exports Math Number String Array Object
Date JSON Promise Map Set undefined arguments Error TypeError RangeError SyntaxError ReferenceError EvalError URIError
AggregateError Intl Symbol RegExp Boolean BigInt Function Proxy Reflect WeakMap WeakSet WeakRef ArrayBuffer DataView
parseInt parseFloat isNaN isFinite NaN Infinity globalThis setTimeout setInterval setImmediate clearTimeout
clearInterval requestAnimationFrame queueMicrotask structuredClone fetch localStorage sessionStorage navigator
performance crypto URL URLSearchParams FormData Headers Request Response Event CustomEvent EventTarget Element
HTMLElement Node NodeList Image Audio Option Worker WebSocket Blob File FileReader XMLHttpRequest AbortController
Buffer exports encodeURIComponent decodeURIComponent
"""
_GLOBALS = frozenset(_NAMES_THERE.split())
