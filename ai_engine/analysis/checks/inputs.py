"""What input() gives is a text: joined, repeated or compared letter by letter where numbers are meant."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

NOT_KEPT = Rule(
    name="input-not-kept",
    category="logic",
    severity="info",
    concept="input",
    confidence=0.75,
    message="What the user types at `{symbol}` is thrown away.",
    why="input() gives back the typed text; without a name for it the program can't use it.",
    check="Print what was typed: there is no name for it.",
    fix="Assign the result of input() to a variable.",
    nudge="Where does the text go that the user types?",
)
JOINED = Rule(
    name="input-texts-joined",
    category="logic",
    severity="info",
    concept="type-conversion",
    confidence=0.75,
    message="`{code}` joins two texts from input(): 1 and 2 give 12, not 3.",
    why="input() gives texts, and + puts texts one after the other.",
    check="Type 1 and 2.",
    fix="Convert both to numbers if they shall be added.",
    nudge="What does + do with two texts?",
)
REPEATED = Rule(
    name="input-text-repeated",
    category="logic",
    severity="info",
    concept="type-conversion",
    confidence=0.75,
    message="`{code}` repeats the text from input() instead of multiplying a number.",
    why="input() gives a text, and a text times a number is the text several times.",
    check="Type 5 and look at the result.",
    fix="Convert the text to a number if it shall be multiplied.",
    nudge="What does * do with a text?",
)
ORDERED = Rule(
    name="input-texts-ordered",
    category="logic",
    severity="info",
    concept="type-conversion",
    confidence=0.7,
    message="`{code}` compares texts from input() letter by letter, so '10' comes before '9'.",
    why="Texts are compared like words in a dictionary, not by the number they show.",
    check="Type 10 and 9.",
    fix="Convert both to numbers if numbers shall be compared.",
    nudge="Is '10' < '9'?",
)


def from_input(program: Program, node: ast.expr) -> bool:
    """Whether an expression is certainly the unconverted text of input()."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "strip":
            return from_input(program, node.func.value)
        return program.scopes.is_builtin(node.func, "input")
    found = program.flow.only_def(node)
    return found is not None and isinstance(found.value, ast.Call) and from_input(program, found.value)


def check(program: Program) -> Iterator[Finding]:
    """All rules about input()."""
    for statement in program.all(ast.Expr):
        call = statement.value
        if isinstance(call, ast.Call) and program.scopes.is_builtin(call.func, "input"):
            if program.last_command is not statement:
                yield NOT_KEPT.at(program, call, symbol=program.text(call))
    for node in program.all(ast.BinOp):
        if isinstance(node.op, ast.Add) and from_input(program, node.left) and from_input(program, node.right):
            yield JOINED.at(program, node, code=program.text(node), symbol="+")
        elif isinstance(node.op, ast.Mult):
            for text, times in ((node.left, node.right), (node.right, node.left)):
                if from_input(program, text) and program.types.is_(times, "int"):
                    yield REPEATED.at(program, node, code=program.text(node), symbol="*")
                    break
    for comparison in program.all(ast.Compare):
        if isinstance(comparison.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE) and len(comparison.ops) == 1:
            if from_input(program, comparison.left) and from_input(program, comparison.comparators[0]):
                yield ORDERED.at(
                    program, comparison, code=program.text(comparison), symbol=program.text(comparison.left)
                )
