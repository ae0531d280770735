"""Syntax errors that tree-sitter's lenient grammars take, found on the tree."""

from collections.abc import Iterator

from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.syntax.fault import Fault
from ai_engine.analysis.languages.syntax.slips import nearest
from ai_engine.analysis.languages.tree import Node

# Words that the keyword lists hold for their spelling but that may be names.
_SOFT = frozenset({
    "String", "record", "var", "string", "vector", "auto", "of", "get", "set", "async", "static", "await",
    "let", "yield",
    "override", "final", "error", "int", "bool", "float64", "true", "false", "nil", "NULL", "type", "declare",
    "readonly",
    "number", "boolean", "any", "private", "public", "implements", "interface", "and", "or", "not", "class",
    "new", "this",
    "delete", "catch", "try", "throw", "typeof",
})  # fmt: skip
# Functions that nobody takes for a type: `fclose f;`.
_CALLED = frozenset(["printf", "scanf", "puts", "fclose", "free", "exit", "strcpy", "gets", "putchar", "getchar"])
_DECLARING = {
    "let": "JavaScript",
    "const": "JavaScript",
    "val": "Kotlin",
    "def": "Python",
    "func": "Go",
    "function": "JavaScript",
}


def late_faults(program: Program) -> list[Fault]:
    """Faults of a program whose tree has no error."""
    found = [
        *_names(program), *_types(program), *_quotes(program), *_braces(program), *_waits(program), *_methods(program),
        *_go_forms(program), *_labels(program), *_joined_texts(program),
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.start)[:8]


def _names(program: Program) -> Iterator[Fault]:
    if program.language not in ("java", "c"):
        return
    allowed = _SOFT - {"class", "new", "this", "try", "throw", "catch", "public", "private", "interface", "static"}
    allowed |= (
        {"class", "new", "this", "try", "throw", "catch", "public", "private"} if program.language == "c" else set()
    )
    for node in program.nodes:
        if node.kind == "identifier" and node.field in ("name", "declarator"):
            name = program.text[node.start : node.end]
            if name in program.grammar.keywords and name not in allowed:
                yield Fault("keyword-as-name", node.start, node.end, name, confidence=0.95)


def _types(program: Program) -> Iterator[Fault]:
    """A slip in a keyword that then reads as the type of a declaration: `retrun x;`, `let x = 1;`."""
    if not (program.is_c or program.is_java):
        return
    declared = {
        program.source(node.part("name", "declarator"))
        for node in program.nodes
        if node.kind.endswith(("_specifier", "_declaration", "type_definition", "type_parameter"))
    }
    for node in program.of("declare"):
        typed = node.part("type")
        if typed is None or typed.kind != "type_identifier":
            continue
        name = program.text[typed.start : typed.end]
        if name in declared:
            continue
        if name in _DECLARING and not (program.is_c and name == "const"):
            words = {
                "other": _DECLARING[name],
                "instead": "writes the variable's type there",
                "right": "a type such as int",
            }
            yield Fault("foreign-word", typed.start, typed.end, name, words, 0.9)
            continue
        if name in _CALLED and program.is_c:
            yield Fault("call-without-parentheses", typed.start, typed.end, name, confidence=0.95)
            continue
        declarator = node.part("declarator")
        bare = declarator is not None and (
            declarator.kind == "identifier"
            or (declarator.kind == "variable_declarator" and declarator.part("value") is None)
        )
        right = nearest(name, program.grammar.keywords)
        if right in ("return", "break", "continue", "throw", "delete", "goto") and bare:
            yield Fault("misspelt-keyword", typed.start, typed.end, name, {"right": right})
        elif (
            right
            and right != name.lower()
            and right in ("int", "double", "float", "char", "long", "bool", "boolean", "String", "string")
        ):
            yield Fault("misspelt-keyword", typed.start, typed.end, name, {"right": right}, 0.8)


def _quotes(program: Program) -> Iterator[Fault]:
    if program.language not in ("java", "c", "cpp"):
        return
    for node in program.of("char"):
        text = program.text[node.start : node.end]
        inside = text[1:-1] if text.startswith("'") else ""
        if len(inside) > 1 and not inside.startswith("\\") and not program.text[node.start - 1 : node.start].isalnum():
            yield Fault("text-in-single-quotes", node.start, node.end, text, confidence=0.95)


def _waits(program: Program) -> Iterator[Fault]:
    """`await` in a function without async; outside of functions a module may wait."""
    if not program.is_script:
        return
    for node in program.nodes:
        if node.kind != "await_expression":
            continue
        holder = next((above for above in node.ancestors() if program.role(above) == "function"), None)
        if holder is not None and not any(child.kind == "async" for child in holder.children):
            yield Fault("await-outside-async", node.start, node.start + 5, "await", confidence=0.95)


def _methods(program: Program) -> Iterator[Fault]:
    """A method without the type of its result, which reads like a constructor of another class."""
    if not program.is_java:
        return
    for node in program.nodes:
        if node.kind != "constructor_declaration":
            continue
        holder = next((above for above in node.ancestors() if above.kind.endswith("_declaration")), None)
        name, title = node.part("name"), holder.part("name") if holder is not None else None
        if name is not None and title is not None and program.source(name) != program.source(title):
            yield Fault("missing-return-type", name.start, name.end, program.source(name), confidence=0.95)


def _joined_texts(program: Program) -> Iterator[Fault]:
    """`printf("%d" x)`: a name right behind a text, which only macros such as PRId64 may be."""
    if not program.is_c:
        return
    for node in program.nodes:
        if node.kind != "concatenated_string":
            continue
        for child in node.children:
            name = program.source(child)
            if child.kind == "identifier" and not name.isupper() and not name.startswith(("PRI", "SCN")):
                words = {"before": "the text", "after": f"`{name}`"}
                yield Fault("missing-comma", child.start, child.end, name, words, 0.9)
                break


def _labels(program: Program) -> Iterator[Fault]:
    """What reads like a label but is none: `else:` among the cases of a switch, `std:string`."""
    for node in program.nodes:
        if node.kind != "labeled_statement" or not node.children:
            continue
        label = node.children[0]
        name = program.source(label)
        if name == "else":
            words = {"other": "other languages", "instead": "writes default for all other cases", "right": "default"}
            yield Fault("foreign-word", label.start, label.end, name, words, 0.9)
        elif name == "std" and program.language == "cpp":
            yield Fault("split-operator", label.end, label.end + 1, ":", {"right": "::"}, 0.95)


def _go_forms(program: Program) -> Iterator[Fault]:
    if not program.is_go:
        return
    for node in program.nodes:
        if node.kind == "expression_statement" and program.source(node)[:2] in ("++", "--"):
            yield Fault("step-as-value", node.start, node.start + 2, program.source(node)[:2], confidence=0.95)
        elif node.kind in ("go_statement", "defer_statement") and node.child("func_literal") is not None:
            yield Fault("call-missing", node.start, node.end, node.children[0].kind, confidence=0.95)
        elif node.kind == "import_spec" and len(node.children) > 1 and node.children[0].line < node.children[1].line:
            first = node.children[0]
            yield Fault("import-without-quotes", first.start, first.end, program.source(first), confidence=0.95)


def _braces(program: Program) -> Iterator[Fault]:
    if not program.is_go:
        return
    for node in program.of("block"):
        holder = node.parent
        if holder is None or program.role(holder) == "block" or holder.kind == "statement_list":
            continue
        place = holder.children.index(node)
        before: Node | None = holder.children[place - 1] if place else None
        if before is not None and before.end_line < node.line and before.kind != "comment":
            line = program.text.split("\n")[before.end_line - 1].split()
            symbol = line[0] if line else "its heading"
            yield Fault("brace-on-next-line", node.start, node.start + 1, symbol, confidence=0.95)
    for node in program.nodes:
        if node.kind == "else" and node.parent is not None:
            place = node.parent.children.index(node)
            before = node.parent.children[place - 1]
            if before.end_line < node.line:
                symbol = "the closing brace, before else"
                yield Fault("brace-on-next-line", node.start, node.end, symbol, confidence=0.95)
