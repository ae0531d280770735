"""Of which kind a value is, as far as the declarations show it."""

from typing import Literal

from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.scopes import Names, Variable
from ai_engine.analysis.languages.tree import Node

Kind = Literal["", "whole", "decimal", "text", "char", "bool"]

_WHOLE_NAMES = """
int,long,short,byte,size_t,unsigned,int8,int16,int32,int64,uint,uint8,uint16,uint32,uint64,rune,Integer,Long,
std::size_t,long long,unsigned int,unsigned long,unsigned long long,long int
"""
_WHOLE = frozenset(_WHOLE_NAMES.replace("\n", "").split(","))
_DECIMAL = frozenset({"double", "float", "float32", "float64", "Double", "Float", "long double"})
_TEXT = frozenset({"String", "string", "std::string"})
_ARITHMETIC = frozenset("+-*/%")
_DEEPEST = 12


def kind_named(name: str) -> Kind:
    """The kind that a type's name stands for."""
    plain = name.removeprefix("const ").strip()
    if plain in _WHOLE:
        return "whole"
    if plain in _DECIMAL:
        return "decimal"
    if plain in _TEXT:
        return "text"
    return {"char": "char", "bool": "bool", "boolean": "bool"}.get(plain, "")  # type: ignore[return-value]


def kind_of(program: Program, names: Names, node: Node | None, depth: int = 0) -> Kind:
    """The kind of an expression; "" where the program doesn't show it."""
    node = program.bare(node)
    if node is None or depth > _DEEPEST:
        return ""
    role = program.role(node)
    if role == "number":
        text = program.source(node).lower()
        decimal = "." in text or (("e" in text or text.endswith(("f", "d"))) and not text.startswith("0x"))
        return "decimal" if decimal else "whole"
    if role == "string":
        return "text"
    if role in ("char", "bool"):
        return "char" if role == "char" else "bool"
    if node.kind == "char_literal":
        return "char"
    if role == "unary" and program.operator(node) in "+-":
        return kind_of(program, names, node.part("argument", "operand"), depth + 1)
    if node.kind == "cast_expression":
        return kind_named(program.source(node.part("type")))
    if role == "call":
        return _of_call(program, node)
    if role == "name":
        variable = names.variable(node)
        return "" if variable is None else of_variable(program, names, variable, depth)
    if role == "binary" and program.operator(node) in _ARITHMETIC:
        left, right = (kind_of(program, names, side, depth + 1) for side in program.sides(node))
        if "text" in (left, right):
            return "text" if program.operator(node) == "+" else ""
        if "" in (left, right):
            return ""
        return "decimal" if "decimal" in (left, right) else "whole" if "whole" in (left, right) else ""
    return ""


def of_variable(program: Program, names: Names, variable: Variable, depth: int = 0) -> Kind:
    """The kind that a variable was declared with."""
    if variable.kind not in ("variable", "parameter", "field"):
        return ""
    parent = variable.node.parent
    if program.is_c and (
        parent is None or parent.kind not in ("declaration", "init_declarator", "parameter_declaration")
    ):
        return ""  # arrays, pointers, references
    if program.is_java and parent is not None and parent.part("dimensions") is not None:
        return ""
    typed = program.source(variable.typed)
    if typed and typed not in ("var", "auto"):
        return kind_named(typed)
    if program.is_script or variable.keyword == "each" or variable.value is None:
        return ""
    if program.is_go and variable.keyword != "short" and parent is not None and parent.kind != "var_spec":
        return ""
    if variable.value.kind == "expression_list" or variable.value.start < variable.node.start:
        return ""
    return kind_of(program, names, variable.value, depth + 1)


def _of_call(program: Program, call: Node) -> Kind:
    callee = program.callee(call)
    if program.is_go:
        if callee == "len":
            return "whole"
        return kind_named(callee) if len(program.arguments(call)) == 1 else ""
    return ""
