"""Names that surely hold nothing when something is asked of them: null, a nil map, a pointer to nowhere."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names, Variable
from ai_engine.analysis.languages.tree import Node

NULL_USED = Rule(
    name="null-used",
    category="runtime",
    severity="error",
    concept="none",
    confidence=0.95,
    message="`{name}` holds {nothing} since line {declared_line}, and `{symbol}` asks something of it.",
    why="{effect}",
    check="Show `{name}` with {show} right before that line.",
    fix="Give `{name}` a real value before it is used.",
    nudge="Which line gives `{name}` something to work with?",
)
NIL_MAP = Rule(
    name="nil-map",
    category="runtime",
    severity="error",
    concept="dictionaries",
    confidence=0.96,
    message="The map `{symbol}` was declared on line {declared_line} and never made, so nothing can be put into it.",
    why="A map that is only declared is nil: reading from it works, writing ends the program with a panic.",
    check="Run it: the panic names this line.",
    fix="Make the map before the first entry is written.",
    nudge="Which line makes the map, and not only names its type?",
)

_EFFECTS = {
    "java": "The program stops there with a NullPointerException.",
    "javascript": "The program stops there with a TypeError.",
    "typescript": "The program stops there with a TypeError.",
    "go": "The program stops there with a panic.",
    "c": "Following a pointer to nowhere usually ends the program with a segmentation fault.",
    "cpp": "Following a pointer to nowhere usually ends the program with a segmentation fault.",
}
_DECIDING = frozenset({"if", "ternary", "while", "for", "switch", "catch", "try"})


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about names that hold nothing."""
    for variable in names.variables:
        if (
            variable.kind != "variable"
            or variable.writes
            or (variable.scope.function is None and not program.is_script)
        ):
            continue
        if program.is_go and _is_type(program, variable, "map_type") and variable.value is None:
            yield from _nil_map(program, variable)
        elif (nothing := _nothing(program, variable)) and not any(
            _handed_over(program, read) for read in variable.reads
        ):
            yield from _used(program, variable, nothing)


def _is_type(program: Program, variable: Variable, kind: str) -> bool:
    return variable.typed is not None and variable.typed.kind == kind


def _nothing(program: Program, variable: Variable) -> str:
    """What a variable holds that was never given anything: `null`, `undefined`; "" if it holds something."""
    value = program.bare(variable.value)
    if program.is_c:
        pointer = variable.node.parent is not None and variable.node.parent.kind == "pointer_declarator"
        null = value is not None and (value.kind in ("null", "nullptr") or program.source(value) in ("NULL", "nullptr"))
        return "a null pointer" if pointer and null else ""
    if value is not None:
        return "null" if program.role(value) == "null" else "undefined" if program.source(value) == "undefined" else ""
    if program.is_go:
        return "nil" if _is_type(program, variable, "pointer_type") else ""
    plain = variable.node.parent is not None and variable.node.parent.kind == "variable_declarator"
    return "undefined" if program.is_script and variable.keyword in ("let", "var") and plain else ""


def _used(program: Program, variable: Variable, nothing: str) -> Iterator[Finding]:
    for read in sorted(variable.reads, key=lambda one: one.start):
        parent = read.parent
        if parent is None or _is_tested(program, variable, read) or read.start < variable.node.start:
            continue
        asked = (
            (parent.kind in ("field_access", "method_invocation", "member_expression") and read.field == "object")
            or (parent.kind == "selector_expression" and read.field == "operand")
            or (parent.kind == "field_expression" and read.field == "argument")
            or (parent.kind == "pointer_expression" and program.source(parent).startswith("*"))
            or (
                parent.kind in ("subscript_expression", "array_access")
                and read.field in ("object", "argument", "array")
            )
        )
        if asked and "?." not in program.source(parent):
            yield NULL_USED.at(
                program, parent, name=variable.name, nothing=nothing, declared_line=variable.node.line,
                effect=_EFFECTS[program.language],
            )  # fmt: skip
            return


def _is_tested(program: Program, variable: Variable, read: Node) -> bool:
    """Whether the use stands behind a question about the name, or in a function of its own that may run later."""
    for above in read.ancestors():
        role = program.role(above)
        if role == "function":
            return variable.scope.function is not above
        if role in _DECIDING or (role == "binary" and program.operator(above) in ("&&", "||", "??")):
            return True
    return False


def _handed_over(program: Program, read: Node) -> bool:
    """Whether another may give it a value through this use."""
    parent = read.parent
    return parent is not None and (
        program.source(parent).startswith("&")
        or parent.kind in ("lambda_capture_specifier", "reference_declarator")
        or (parent.kind == "argument_list" and program.language == "cpp")
    )


def _nil_map(program: Program, variable: Variable) -> Iterator[Finding]:
    for read in sorted(variable.reads, key=lambda one: one.start):
        parent = read.parent
        if parent is None or _handed_over(program, read):
            return
        if parent.kind == "index_expression" and read.field == "operand":
            holder = parent.parent
            listed = holder is not None and holder.kind == "expression_list" and holder.field == "left"
            direct = holder is not None and program.role(holder) in ("assign", "update") and parent.field != "right"
            assigned = listed and holder is not None and holder.parent is not None
            if direct or (assigned and holder is not None and program.role(holder.parent or holder) == "assign"):
                yield NIL_MAP.at(program, parent, symbol=variable.name, declared_line=variable.node.line)
                return
