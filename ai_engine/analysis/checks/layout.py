"""What only the text shows, not the tree: semicolons, needless parentheses, code in comments."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

COMMENTED = Rule(
    name="commented-out-code",
    category="style",
    severity="info",
    concept="comments",
    confidence=0.7,
    message="This comment holds code that was taken out: `{symbol}`.",
    why="Old code in comments grows stale and hides the comments that explain something.",
    check="Ask whether anyone will need it again.",
    fix="Delete it.",
)
SEMICOLON = Rule(
    name="needless-semicolon",
    category="style",
    severity="info",
    concept="code-style",
    confidence=0.95,
    message="The semicolon at the end of this line isn't needed.",
    why="In Python the end of the line ends the statement.",
    check="Take it out: the program does the same.",
    fix="Take it out.",
)
PARENTHESES = Rule(
    name="needless-parentheses",
    category="style",
    severity="info",
    concept="code-style",
    confidence=0.7,
    message="The parentheses round the condition of `{symbol}` aren't needed.",
    why="In Python the colon ends the condition.",
    check="Take them out: the program does the same.",
    fix="Take them out.",
)
_CODE_COMMENT = re.compile(
    r"^\s*(?:\w+\s*=\s*\S|print\(|return\b|if .*:$|for .* in .*:$|while .*:$|def \w+\(|import \w|\w+\(.*\)$)"
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about layout."""
    yield from layout(program)


def layout(program: Program) -> Iterator[Finding]:
    """Semicolons, parentheses round conditions, code in comments: what only the text shows."""
    text = program.source.text
    if "#" not in text and ";" not in text and "(" not in text:
        return
    previous: tokenize.TokenInfo | None = None
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                words = token.string.lstrip("#! ")
                if _CODE_COMMENT.match(words) and _parses(words):
                    yield COMMENTED.at(program, _place(token), symbol=words[:40])
            elif token.type in (tokenize.NEWLINE, tokenize.NL) and previous is not None and previous.string == ";":
                yield SEMICOLON.at(program, _place(previous))
            if token.type != tokenize.COMMENT:
                previous = token
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return
    for node in program.either(ast.If, ast.While):
        line = program.source.lines[node.lineno - 1].strip() if node.lineno <= len(program.source.lines) else ""
        match = re.match(r"(if|elif|while)\s*\((.*)\)\s*:\s*(#.*)?$", line)
        if match and _balanced(match.group(2)) and not isinstance(node.test, ast.Tuple):
            yield PARENTHESES.at(program, node.test, symbol=match.group(1))


def _place(token: tokenize.TokenInfo) -> ast.AST:
    """A node at a token's place; its columns are made UTF-8 offsets as ast's are."""
    start = len(token.line[: token.start[1]].encode())
    return ast.Pass(lineno=token.start[0], col_offset=start, end_lineno=token.start[0],
                    end_col_offset=start + len(token.string.encode()))  # fmt: skip


def _parses(text: str) -> bool:
    try:
        tree = ast.parse(text if not text.endswith(":") else text + " pass")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return bool(tree.body)


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0
