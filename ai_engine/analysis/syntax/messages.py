"""What the parser says, where its own words tell the cause: no repair is needed then."""

import re

from ai_engine.analysis.parsing import ParserError
from ai_engine.analysis.syntax.lexer import CLOSING, OPENING, View
from ai_engine.analysis.syntax.repair import Edit, Repair

_NAME = r"'([^']*)'"

# Pattern of the message, cause, and whether a quoted part of the message is the symbol.
_CAUSES: tuple[tuple[str, str], ...] = (
    (r"'return' outside function", "return-outside-function"),
    (r"'yield' outside function", "return-outside-function"),
    (r"'(?:break' outside loop|continue' not properly in loop)", "break-outside-loop"),
    (r"'await' outside|asynchronous comprehension outside|'async (?:for|with)' outside", "await-outside-function"),
    (rf"duplicate argument {_NAME}", "duplicate-parameter"),
    (r"non-default argument follows default|parameter without a default follows", "default-before-plain"),
    (r"positional argument follows keyword", "positional-after-keyword"),
    (r"keyword argument repeated: (\w+)", "keyword-repeated"),
    (rf"name {_NAME} is (?:assigned to|used) (?:before|prior to) (?:global|nonlocal)", "global-too-late"),
    (rf"name {_NAME} is parameter and (?:global|nonlocal)", "parameter-and-global"),
    (rf"no binding for nonlocal {_NAME}", "nonlocal-without-binding"),
    (r"nonlocal declaration not allowed at module level", "nonlocal-outside-function"),
    (r"expected 'except' or 'finally' block", "try-without-except"),
    (r"default 'except:' must be last", "bare-except-not-last"),
    (r"multiple exception types must be parenthesized", "except-with-comma"),
    (r"Generator expression must be parenthesized", "generator-needs-parentheses"),
    (r"did you forget parentheses around the comprehension target", "comprehension-target"),
    (r'expression cannot contain assignment, perhaps you meant "=="', "assignment-in-call"),
    (r"Maybe you meant '==' or ':=' instead of '='", "assignment-for-comparison"),
    (r"cannot assign to (?:True|False|None|__debug__)", "assign-to-constant"),
    (r"cannot assign to (?:literal|f-string|dict|set)", "assign-to-literal"),
    (r"cannot assign to function call|'function call' is an illegal", "assign-to-call"),
    (
        r"cannot assign to|is an illegal expression for augmented assignment|cannot use assignment",
        "assign-to-expression",
    ),
    (r"cannot delete", "delete-of-value"),
    (r"arguments cannot follow var-|argument may appear only once", "star-parameters-order"),
    (r"var-\w+ argument cannot have default", "star-parameter-with-default"),
    (r"starred|iterable unpacking|can't use \*|dict unpacking", "star-misplaced"),
    (r"import \* only allowed at module level", "star-import-in-function"),
    (r"from __future__ imports must occur", "future-import-late"),
    (r"trailing comma not allowed", "trailing-comma-in-import"),
    (r"invalid (?:decimal|hexadecimal|octal|binary|imaginary) literal|invalid digit", "broken-number"),
    (r"leading zeros", "leading-zero"),
    (r"Exceeds the limit", "number-too-long"),
    (r"unicodeescape|unicode error|value error", "broken-escape"),
    (r"bytes can only contain ASCII", "bytes-not-ascii"),
    (r"cannot mix bytes", "bytes-and-text-mixed"),
    (r"unexpected character after line continuation", "space-after-backslash"),
    (r"unterminated triple-quoted|EOF while scanning", "unclosed-triple-quote"),
    (r"unterminated (?:f-)?string|EOL while scanning", "unclosed-string"),
    (rf"{_NAME} was never closed", "unclosed-bracket"),
    (rf"unmatched {_NAME}", "unmatched-closing-bracket"),
    (rf"closing parenthesis {_NAME} does not match", "unmatched-closing-bracket"),
    (r"invalid non-printable", "invisible-character"),
    (r"invalid character", "unknown-character"),
    (r"unexpected EOF", "unexpected-end"),
    (r"Missing parentheses in call to 'print'", "print-without-parentheses"),
    (r"unexpected indent", "unexpected-indent"),
    (r"unindent does not match", "inconsistent-dedent"),
    (r"inconsistent use of tabs", "mixed-tabs"),
    (r"expected an indented block", "missing-block"),
    (r"expected ':'", "missing-colon"),
    (r"too many nested|too many statically nested|too complex|too many levels", "too-nested"),
    (r"null (?:byte|character)", "null-character"),
    (r"expected 'else' after 'if' expression", "choice-without-else"),
    (r"forgot a comma", "missing-comma-or-operator"),
    (r"f-string", "f-string-expression"),
    (r"named arguments must follow bare \*", "star-misplaced"),
)

# Where all brackets have partners, the parser only lost its way.
_BRACKETS = frozenset(["unclosed-bracket", "unmatched-closing-bracket"])

# Causes that only the compiler sees, in statements whose form is sound: no repair of the form can help.
_DEFINITE = frozenset({
    "return-outside-function", "break-outside-loop", "await-outside-function", "duplicate-parameter",
    "default-before-plain", "positional-after-keyword", "keyword-repeated", "global-too-late",
    "parameter-and-global", "nonlocal-without-binding", "nonlocal-outside-function",
    "bare-except-not-last", "generator-needs-parentheses", "star-import-in-function", "future-import-late",
    "number-too-long", "broken-escape", "star-parameters-order", "star-parameter-with-default",
    "comprehension-target", "bytes-not-ascii", "bytes-and-text-mixed", "too-nested", "delete-of-value"
})  # fmt: skip


def is_definite(error: ParserError) -> bool:
    """Whether the parser's message is the cause."""
    return any(re.search(pattern, error.message) for pattern, cause in _CAUSES if cause in _DEFINITE)


def explain_message(view: View, error: ParserError) -> Repair:
    """The cause by the parser's own message, at the parser's own place; without a repair."""
    at = view.offset(error.line, error.column)
    until = max(at, view.offset(error.end_line, error.end_column))
    symbol = view.text[at:until].split("\n")[0][:40]
    for pattern, cause in _CAUSES:
        found = re.search(pattern, error.message)
        if found is None or (cause in _BRACKETS and _paired(view)):
            continue
        if found.groups() and found.group(1):
            symbol = found.group(1)
        if cause == "try-without-except":
            at, until, symbol = _try_line(view, error)
            edits = (Edit(at, until, "if 1"),) if until > at else ()
            return Repair(cause, edits, at, until, 1.0, symbol, kind=error.kind)
        return Repair(cause, (), at, until, 1.0, symbol, _words(view, error, symbol), error.kind)
    return Repair("invalid-syntax", (), at, until, 1.0, symbol, _words(view, error, symbol), error.kind)


def _paired(view: View) -> bool:
    stack: list[str] = []
    for token in view.tokens:
        if token.kind != "op":
            continue
        if token.text in OPENING:
            stack.append(token.text)
        elif token.text in CLOSING and (not stack or stack.pop() != CLOSING[token.text]):
            return False
    return not stack


def _try_line(view: View, error: ParserError) -> tuple[int, int, str]:
    """The `try` that has neither except nor finally; the parser points behind its block."""
    index = view.statement_index(error.line)
    handled: list[int] = []
    for statement in reversed(view.statements[: index + 1]):
        if statement.first in ("except", "finally"):
            handled.append(statement.width)
        elif statement.first == "try" and statement.width in handled:
            handled = [width for width in handled if width != statement.width]
        elif statement.first == "try":
            first = statement.tokens[0]
            return first.start, first.end, "try"
    offset = view.offset(error.line, error.column)
    return offset, offset, "try"


def _words(view: View, error: ParserError, symbol: str) -> dict[str, str]:
    """Every word that one of these causes' texts may need."""
    words = re.match(r"\s*(\w+)", view.lines[error.line - 1])
    first = words[1] if words else ""
    return {
        "header": first, "header_line": str(error.line), "word": symbol or first, "before": str(max(1, error.line - 1)),
        "after": "", "quote": symbol[:1], "name": "", "partners": "if", "where": "line", "here": "tab",
        "other": "space", "opening": "(", "closing": ")", "detail": error.message,
    }  # fmt: skip
