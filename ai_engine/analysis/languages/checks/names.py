"""Names that nothing declares, and values of the wrong type where the declaration shows it."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.syntax.slips import nearest
from ai_engine.analysis.languages.tree import Node

UNDEFINED = Rule(
    name="undefined-name",
    category="runtime",
    severity="error",
    concept="name-errors",
    confidence=0.92,
    message="`{symbol}` is used, but nothing declares it{similar}.",
    why="{title} knows only names that were declared before, letter by letter.",
    check="Search for the line that declares `{symbol}`.",
    fix="Correct the spelling, or declare it before it is used.",
    nudge="Where does `{symbol}` get its first value?",
)
WRONG_TYPE = Rule(
    name="types-dont-mix",
    category="runtime",
    severity="error",
    concept="type-errors",
    confidence=0.95,
    message="`{symbol}` is declared as {declared}, but gets {given}.",
    why="A variable can only hold values of the type that it was declared with.",
    check="Compare the type before the name with the value behind the =.",
    fix="Change the type, or give it a value of that type.",
    nudge="Of which type is the value?",
)
FOREIGN_CALL = Rule(
    name="name-of-another-language",
    category="runtime",
    severity="error",
    concept="name-errors",
    confidence=0.9,
    message="`{symbol}` is a function of Python; {title} {instead}.",
    why="{title} takes `{symbol}` for a function that the program should define, and finds none.",
    check="Run the line alone: {title} doesn't know `{symbol}`.",
    fix="Use what {title} has for it.",
    nudge="How does {title} do what `{symbol}` does in Python?",
)

_PYTHON = {
    "print": "prints with {show}", "len": "asks a collection for its own length", "input": "reads input in another way",
    "range": "counts with a for loop of three parts", "str": "converts in another way", "append": "adds in another way",
}  # fmt: skip
_NUMERIC = frozenset({"int", "long", "short", "double", "float", "byte", "float64", "float32", "int64", "int32"})
_PREDECLARED = frozenset({
    "len", "make", "append", "cap", "new", "copy", "delete", "close", "panic", "recover", "print", "println",
    "min", "max",
    "clear", "complex", "real", "imag", "iota", "string", "int", "int8", "int16", "int32", "int64", "uint", "uint8",
    "uint16", "uint32", "uint64", "uintptr", "float32", "float64", "complex64", "complex128", "byte", "rune", "bool",
    "error", "any", "comparable", "_", "stdin", "stdout", "stderr", "errno", "environ", "true", "false", "nil", "this",
    "super", "length", "arguments", "undefined", "self", "main",
})  # fmt: skip


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about names and types."""
    yield from _undefined(program, names)
    yield from _foreign_calls(program, names)
    for variable in names.variables:
        value = program.bare(variable.value)
        if value is None or variable.typed is None or program.is_script:
            continue
        declared = program.source(variable.typed)
        direct = variable.node.parent is not None and variable.node.parent.kind in (
            "variable_declarator", "init_declarator", "var_spec",
        )  # fmt: skip
        if direct and declared in _NUMERIC and program.role(value) == "string":
            yield WRONG_TYPE.at(program, variable.node, declared=declared, given=f"the text {program.short(value, 30)}")
        elif direct and declared in ("String", "string", "std::string") and program.role(value) == "number":
            if not program.is_c:
                yield WRONG_TYPE.at(
                    program, variable.node, declared=declared, given=f"the number {program.short(value, 30)}"
                )
    for variable in names.variables if program.language == "typescript" else ():
        value, typed = program.bare(variable.value), program.source(variable.typed).lstrip(": ")
        if value is not None and (typed, program.role(value)) in (
            ("number", "string"),
            ("string", "number"),
            ("boolean", "string"),
        ):
            yield WRONG_TYPE.at(program, variable.node, declared=typed, given=f"`{program.short(value, 30)}`")


def _undefined(program: Program, names: Names) -> Iterator[Finding]:
    whole = any(program.function_name(one) == "main" for one in program.functions)
    inherits = any(node.kind in ("superclass", "extends_interfaces", "super_interfaces") for node in program.nodes)
    statics = program.is_java and "import static" in program.text
    if program.is_script or (program.is_java and (inherits or statics)) or not (whole or program.is_java):
        return
    if any(node.kind.startswith("preproc_") and node.kind != "preproc_include" for node in program.nodes):
        return
    if program.is_c and '#include "' in program.text:
        return
    declared = frozenset(variable.name for variable in names.variables)
    told: set[str] = set()
    for node, _ in names.unknown:
        name = program.text[node.start : node.end]
        parent = node.parent
        if node.kind != "identifier" or name in told or parent is None or name in _PREDECLARED or not name[0].islower():
            continue
        if name in program.grammar.keywords or _is_elsewhere(program, node, parent):
            continue
        other = nearest(name, declared) if len(name) > 3 else ""
        if program.language == "cpp" and not other:
            continue  # the library's names are many
        similar = f"; perhaps `{other}` is meant" if other else ""
        told.add(name)
        yield UNDEFINED.at(program, node, similar=similar, confidence=0.95 if other else 0.85)


def _is_elsewhere(program: Program, node: Node, parent: Node) -> bool:
    """A package, a called function of the library, part of a longer name, a label."""
    if parent.kind in (
        "selector_expression",
        "scoped_identifier",
        "qualified_identifier",
        "field_access",
        "method_invocation",
    ) and (node.field in ("operand", "object", "scope", "name")):
        return True
    if program.is_c and parent.kind in ("call_expression", "preproc_arg", "field_designator", "macro_type_specifier"):
        return parent.kind != "call_expression" or node.field == "function"
    if parent.kind in ("keyed_element", "literal_element", "labeled_statement", "goto_statement", "annotation",
        "marker_annotation",
                       "package_declaration", "import_declaration", "switch_label", "enum_constant",
                       "using_declaration",
                       "method_reference", "module_declaration"):  # fmt: skip
        return True
    return any(above.kind in ("import_declaration", "package_declaration", "annotation") for above in node.ancestors())


def _foreign_calls(program: Program, names: Names) -> Iterator[Finding]:
    for call in program.of("call"):
        name = program.callee(call)
        if name not in _PYTHON or call.kind == "new_expression":
            continue
        if program.is_go and name in ("print", "len", "append"):
            continue
        if program.language == "cpp" and name not in ("len", "str", "input"):
            continue
        if any(variable.name == name for variable in names.variables):
            continue
        if program.is_java:
            methods = {program.source(one.part("name")) for one in program.functions}
            if (
                name in methods
                or any(node.kind == "superclass" for node in program.nodes)
                or "import static" in program.text
            ):
                continue
            yield UNDEFINED.at(program, call, symbol=name, similar=" here")
            continue
        instead = _PYTHON[name].format(show=program.grammar.print_call)
        yield FOREIGN_CALL.at(
            program, call, symbol=name, instead=instead, severity="warning" if program.is_script else "error"
        )
