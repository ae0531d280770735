"""What each language calls its constructs, and the few facts in which they differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_SHARED_ROLES = {
    "if_statement": "if",
    "for_statement": "for",
    "while_statement": "while",
    "do_statement": "do",
    "return_statement": "return",
    "break_statement": "break",
    "continue_statement": "continue",
    "binary_expression": "binary",
    "unary_expression": "unary",
    "update_expression": "update",
    "assignment_expression": "assign",
    "parenthesized_expression": "parens",
    "call_expression": "call",
    "identifier": "name",
    "expression_statement": "expression",
    "catch_clause": "catch",
    "try_statement": "try",
    "throw_statement": "throw",
    "labeled_statement": "label",
    "true": "bool",
    "false": "bool",
    "ERROR": "error",
}

_SCRIPT_ROLES = {
    "function_declaration": "function",
    "function_expression": "function",
    "generator_function_declaration": "function",
    "generator_function": "function",
    "arrow_function": "function",
    "method_definition": "function",
    "for_in_statement": "foreach",
    "switch_statement": "switch",
    "switch_case": "case",
    "switch_default": "case",
    "statement_block": "block",
    "class_body": "members",
    "augmented_assignment_expression": "assign",
    "ternary_expression": "ternary",
    "member_expression": "member",
    "subscript_expression": "index",
    "number": "number",
    "string": "string",
    "template_string": "template",
    "null": "null",
    "undefined": "undefined",
    "lexical_declaration": "declare",
    "variable_declaration": "declare",
    "empty_statement": "empty",
    "finally_clause": "finally",
}

_C_ROLES = {
    "function_definition": "function",
    "switch_statement": "switch",
    "case_statement": "case",
    "compound_statement": "block",
    "conditional_expression": "ternary",
    "field_expression": "member",
    "subscript_expression": "index",
    "number_literal": "number",
    "string_literal": "string",
    "char_literal": "char",
    "null": "null",
    "declaration": "declare",
    "goto_statement": "goto",
    "field_declaration_list": "members",
}


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language.

    Attributes:
        name: as requests and reports call it.
        title: as people write it.
        roles: tree-sitter's kind to what it is for our checks.
        semicolons: whether statements end with one.
        literals: how it writes true, false and nothing.
        keywords: words that can't be names.
        print_call: how it prints, for advice.
    """

    name: str
    title: str
    roles: Mapping[str, str] = field(repr=False)
    semicolons: bool
    literals: tuple[str, str, str]
    keywords: frozenset[str] = field(repr=False)
    print_call: str
    else_if: str = "else if"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_JS_WORDS = _words(
    "break case catch class const continue debugger default delete do else export extends finally for function if"
    " import in instanceof new return super switch this throw try typeof var void while with yield let static async"
    " await of get set true false null"
)
_C_WORDS = _words(
    "auto break case char const continue default do double else enum extern float for goto if inline int long"
    " register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while"
    " bool true false NULL"
)
_CPP_WORDS = _C_WORDS | _words(
    "catch class constexpr const_cast decltype delete dynamic_cast explicit export friend mutable namespace new"
    " noexcept nullptr operator private protected public static_cast template this throw try typeid typename using"
    " virtual override final and or not string vector auto"
)
_JAVA_WORDS = _words(
    "abstract assert boolean break byte case catch char class const continue default do double else enum extends"
    " final finally float for if implements import instanceof int interface long native new package private"
    " protected public return short static strictfp super switch synchronized this throw throws transient try void"
    " volatile while true false null var String record"
)
_GO_WORDS = _words(
    "break case chan const continue default defer else fallthrough for func go goto if import interface map package"
    " range return select struct switch type var true false nil int string float64 bool error"
)

_JAVASCRIPT = Grammar(
    "javascript", "JavaScript", {**_SHARED_ROLES, **_SCRIPT_ROLES}, False, ("true", "false", "null"), _JS_WORDS,
    "console.log",
)  # fmt: skip
_TYPESCRIPT = Grammar(
    "typescript", "TypeScript", {**_SHARED_ROLES, **_SCRIPT_ROLES}, False, ("true", "false", "null"),
    _JS_WORDS | _words("interface type enum implements declare readonly number string boolean any private public"),
    "console.log",
)  # fmt: skip
_JAVA = Grammar(
    "java", "Java",
    {
        **_SHARED_ROLES,
        "method_declaration": "function",
        "constructor_declaration": "function",
        "lambda_expression": "function",
        "enhanced_for_statement": "foreach",
        "switch_expression": "switch",
        "switch_block_statement_group": "case",
        "switch_rule": "rule",
        "block": "block",
        "constructor_body": "block",
        "class_body": "members",
        "ternary_expression": "ternary",
        "method_invocation": "call",
        "object_creation_expression": "new",
        "field_access": "member",
        "array_access": "index",
        "decimal_integer_literal": "number",
        "hex_integer_literal": "number",
        "decimal_floating_point_literal": "number",
        "string_literal": "string",
        "character_literal": "char",
        "null_literal": "null",
        "local_variable_declaration": "declare",
        "finally_clause": "finally",
        "try_with_resources_statement": "try",
        "yield_statement": "return",
    },
    True, ("true", "false", "null"), _JAVA_WORDS, "System.out.println",
)  # fmt: skip
_C = Grammar("c", "C", {**_SHARED_ROLES, **_C_ROLES}, True, ("true", "false", "NULL"), _C_WORDS, "printf")
_CPP = Grammar(
    "cpp", "C++",
    {
        **_SHARED_ROLES,
        **_C_ROLES,
        "for_range_loop": "foreach",
        "lambda_expression": "function",
        "raw_string_literal": "string",
        "co_return_statement": "return",
    },
    True, ("true", "false", "nullptr"), _CPP_WORDS, "std::cout",
)  # fmt: skip
_GO = Grammar(
    "go", "Go",
    {
        **_SHARED_ROLES,
        "function_declaration": "function",
        "method_declaration": "function",
        "func_literal": "function",
        "expression_switch_statement": "switch",
        "type_switch_statement": "switch",
        "select_statement": "switch",
        "expression_case": "case",
        "default_case": "case",
        "type_case": "case",
        "communication_case": "case",
        "block": "block",
        "selector_expression": "member",
        "index_expression": "index",
        "int_literal": "number",
        "float_literal": "number",
        "interpreted_string_literal": "string",
        "raw_string_literal": "string",
        "rune_literal": "char",
        "nil": "null",
        "assignment_statement": "assign",
        "short_var_declaration": "declare",
        "var_declaration": "declare",
        "inc_statement": "update",
        "dec_statement": "update",
        "goto_statement": "goto",
        "empty_statement": "empty",
    },
    False, ("true", "false", "nil"), _GO_WORDS, "fmt.Println",
)  # fmt: skip

GRAMMARS: Mapping[str, Grammar] = {one.name: one for one in (_JAVASCRIPT, _TYPESCRIPT, _JAVA, _C, _CPP, _GO)}
