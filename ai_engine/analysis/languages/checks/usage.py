"""Names from elsewhere: imports that nothing uses, literals of another language."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names

UNUSED_IMPORT = Rule(
    name="unused-import",
    category="style",
    severity="info",
    concept="import-errors",
    confidence=0.9,
    message="`{symbol}` is imported but never used.",
    why="{reason}",
    check="Search for `{symbol}`: no line uses it.",
    fix="Take the import away, or use what it brings.",
    nudge="Which line needs `{symbol}`?",
)
MISSING_IMPORT = Rule(
    name="missing-import",
    category="runtime",
    severity="error",
    concept="import-errors",
    confidence=0.93,
    message="`{symbol}` is used, but nothing imports it.",
    why="{title} knows a library's names only where the program asks for the library.",
    check="Read the imports at the top of the file.",
    fix="Add {what} to the imports.",
    nudge="Where does `{symbol}` come from?",
)
FOREIGN = Rule(
    name="name-of-another-language",
    category="runtime",
    severity="error",
    concept="name-errors",
    confidence=0.95,
    message="`{symbol}` isn't {title}: here it is written {right}.",
    why="{title} takes `{symbol}` for a name that nobody has declared.",
    check="Run the line alone: {title} says that it doesn't know `{symbol}`.",
    fix="Write it as {title} does: {right}.",
    nudge="How does {title} write `{symbol}`?",
)

_GO_PACKAGES = frozenset({
    "fmt", "os", "strings", "strconv", "math", "sort", "bufio", "errors", "time", "bytes", "unicode", "sync",
    "io", "log",
})  # fmt: skip
_JAVA_UTIL = frozenset({
    "Scanner", "ArrayList", "List", "Map", "HashMap", "HashSet", "Set", "Arrays", "Random", "Collections", "LinkedList",
    "Queue", "Deque", "ArrayDeque", "PriorityQueue", "TreeMap", "TreeSet", "Stack", "Iterator",
})  # fmt: skip
_C_HEADERS = {
    "printf": "stdio.h", "scanf": "stdio.h", "puts": "stdio.h", "strlen": "string.h", "strcmp": "string.h",
    "strcpy": "string.h", "malloc": "stdlib.h", "free": "stdlib.h", "sqrt": "math.h", "pow": "math.h",
}  # fmt: skip


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about names from elsewhere."""
    yield from _foreign(program, names)
    if program.is_go:
        yield from _go(program, names)
    elif program.is_java:
        yield from _java(program, names)
    elif program.is_script:
        for variable in names.variables:
            if variable.kind == "import" and not variable.reads and variable.name != "React":
                if not any(node.kind.startswith("jsx") for node in program.nodes):
                    yield UNUSED_IMPORT.at(
                        program, variable.node, reason="An import that nobody needs makes readers search for its use."
                    )
    elif program.language == "c":
        yield from _c(program, names)


def _foreign(program: Program, names: Names) -> Iterator[Finding]:
    true, false, nothing = program.grammar.literals
    table = {"True": true, "False": false, "None": nothing}
    if not program.is_c:
        table["NULL"] = nothing
    if program.language != "go":
        table["nil"] = nothing
    if program.language != "c":
        table |= {"TRUE": true, "FALSE": false}
    if program.language not in ("javascript", "typescript", "java"):
        table["null"] = nothing
    for node, _ in names.unknown:
        name = program.source(node)
        right = table.get(name)
        if right is None or node.kind != "identifier" or right == name:
            continue
        parent = node.parent
        if parent is None or program.role(parent) in ("member", "error") or parent.kind.startswith("preproc"):
            continue
        if program.is_c and any(one.kind == "preproc_def" for one in program.nodes):
            continue
        yield FOREIGN.at(program, node, right=right)


def _go(program: Program, names: Names) -> Iterator[Finding]:
    used = {program.source(node) for node, _ in names.unknown}
    used |= {program.source(node) for node in program.nodes if node.kind == "package_identifier"}
    imported: set[str] = set()
    for node in program.nodes:
        if node.kind != "import_spec":
            continue
        path = program.source(node.part("path")).strip('"`')
        alias = node.part("name")
        parts = path.split("/")
        last = parts[-2] if len(parts) > 1 and parts[-1][:1] == "v" and parts[-1][1:].isdigit() else parts[-1]
        name = program.source(alias) if alias is not None else last
        imported.add(name)
        if name in ("_", ".") or name in used or "." in name or "-" in name:
            continue
        if any(variable.name == name and variable.reads for variable in names.variables if variable.kind == "import"):
            continue
        if any(part.kind == "package_identifier" and part.parent is not None and part.parent.kind == "qualified_type"
               and program.source(part) == name for part in program.nodes):  # fmt: skip
            continue
        reason = "Go refuses to compile a program with an import that nothing uses."
        yield UNUSED_IMPORT.at(program, node, symbol=name, severity="error", confidence=0.95, reason=reason)
    told: set[str] = set()
    for node, _ in names.unknown:
        name = program.source(node)
        parent = node.parent
        if name in _GO_PACKAGES and name not in imported and name not in told and parent is not None:
            if parent.kind == "selector_expression" and node.field == "operand":
                told.add(name)
                yield MISSING_IMPORT.at(program, node, symbol=name, what=f'the package "{name}"')


def _java(program: Program, names: Names) -> Iterator[Finding]:
    imports = [node for node in program.nodes if node.kind == "import_declaration"]
    used = {program.source(node) for node in program.nodes if node.kind in ("identifier", "type_identifier")
            and not any(above.kind == "import_declaration" for above in node.ancestors())}  # fmt: skip
    known = set()
    for node in imports:
        path = program.source(node).removeprefix("import").removesuffix(";").strip()
        name = path.rsplit(".", 1)[-1]
        known.add(name)
        if name != "*" and not path.startswith("static") and name not in used:
            yield UNUSED_IMPORT.at(
                program, node, symbol=name, reason="An import that nobody needs makes readers search for its use."
            )
    if any(program.source(node).endswith("java.util.*;") for node in imports) or "*" in known:
        return
    declared = {variable.name for variable in names.variables}
    told: set[str] = set()
    for node, _ in names.unknown:
        name = program.source(node)
        if name in _JAVA_UTIL and name not in known | declared | told:
            if node.parent is None or node.parent.kind in ("scoped_type_identifier", "field_access"):
                continue
            told.add(name)
            yield MISSING_IMPORT.at(program, node, symbol=name, what=f"java.util.{name}")


def _c(program: Program, names: Names) -> Iterator[Finding]:
    headers = {
        program.source(node.part("path")).strip('<>"') for node in program.nodes if node.kind == "preproc_include"
    }
    if any(not header.endswith(".h") or header not in _KNOWN_HEADERS for header in headers):
        return
    if not headers and not any(program.function_name(one) == "main" for one in program.functions):
        return  # a piece of a program
    told: set[str] = set()
    for call in program.of("call"):
        name = program.callee(call)
        header = _C_HEADERS.get(name)
        if header and header not in headers and header not in told and names.scope_of(call).find(name) is None:
            told.add(header)
            yield MISSING_IMPORT.at(
                program, call, symbol=name, severity="warning", what=f"the header {header} (#include)"
            )


_KNOWN_HEADERS = frozenset({
    "stdio.h", "stdlib.h", "string.h", "math.h", "ctype.h", "stdbool.h", "limits.h", "time.h", "stdint.h", "assert.h",
    "float.h", "errno.h", "stddef.h", "stdarg.h", "unistd.h", "inttypes.h", "signal.h",
})  # fmt: skip
