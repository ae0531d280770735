"""Branches: doing nothing, the same twice, asked twice; code behind a return."""

import itertools
from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.flow import leaves
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

EMPTY_IF = Rule(
    name="empty-branch",
    category="logic",
    severity="warning",
    concept="conditionals",
    confidence=0.97,
    message=(
        "The semicolon right after the condition ends the if: what follows runs whether or not `{condition}` holds."
    ),
    why="A semicolon alone is a statement that does nothing, and it becomes the whole body.",
    check="Run it with a condition that is false: the block below still runs.",
    fix="Take the semicolon after the condition away.",
    nudge="Where does the if end?",
)
EMPTY_BLOCK = Rule(
    name="empty-branch",
    category="style",
    severity="info",
    concept="conditionals",
    confidence=0.8,
    message="The branch for `{condition}` is empty.",
    why="A condition that leads to nothing makes readers look for what is missing.",
    check="Take the branch away: does anything change?",
    fix="Fill the branch, or turn the condition round so that only the other branch is needed.",
    nudge="What should happen here?",
)
SAME_BRANCHES = Rule(
    name="duplicate-branches",
    category="logic",
    severity="info",
    concept="conditionals",
    confidence=0.85,
    message="The branches on line {line} and line {other_line} do exactly the same.",
    why="If two branches do the same, the condition between them decides nothing.",
    check="Compare the branches line by line.",
    fix="Change the branch that should do something else, or join the two.",
    nudge="What should be different between the two branches?",
)
SAME_CONDITION = Rule(
    name="repeated-condition",
    category="logic",
    severity="warning",
    concept="elif-chains",
    confidence=0.95,
    message="`{symbol}` was asked already on line {earlier_line}, so this branch never runs.",
    why="The first branch whose condition is true runs, and the rest is skipped.",
    check="Try a value for which it is true: only the first branch runs.",
    fix="Change one of the two conditions to the one that you meant, or take one branch away.",
    nudge="Can the second of two equal questions ever get another answer?",
)
UNREACHABLE = Rule(
    name="unreachable-code",
    category="logic",
    severity="warning",
    concept="unreachable-code",
    confidence=0.95,
    message="This line never runs: the {before} on line {before_line} leaves the block first.",
    why="Nothing in a block runs after a statement that always leaves it.",
    check="Put an output before this line: it never appears.",
    fix="Move the line before the {before}, or take it away.",
    nudge="When does the program get past line {before_line}?",
)
CATCH = Rule(
    name="silent-except",
    category="style",
    severity="info",
    concept="exceptions",
    confidence=0.85,
    message="The catch block is empty, so an error disappears without a trace.",
    why="An error that nobody sees is hard to find later.",
    check="Make the code in try fail: nothing tells you.",
    fix="Show or handle the error inside the block.",
    nudge="How would you learn that something went wrong?",
)

_DECLARATIONS = frozenset({"function_declaration", "function_definition", "class_declaration", "type_declaration"})


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about branches."""
    for node in program.of("if"):
        yield from _bodies(program, node)
        if node.parent is None or (program.role(node.parent) != "if" and node.parent.kind != "else_clause"):
            yield from _chain(program, node)
    for block in program.of("block", "case"):
        yield from _unreachable(program, block)
    for node in program.of("catch"):
        body = node.part("body")
        if body is not None and not [child for child in body.children if child.named]:
            yield CATCH.at(program, node, symbol="catch")


def _bodies(program: Program, node: Node) -> Iterator[Finding]:
    condition = program.short(program.condition(node))
    then = program.then(node)
    if then is None:
        return
    if program.role(then) == "empty" or then.kind == ";":
        yield EMPTY_IF.at(program, then, symbol=";", condition=condition)
    elif program.role(then) == "block" and not [child for child in then.children if child.named]:
        yield EMPTY_BLOCK.at(program, node, symbol=condition, condition=condition)


def _chain(program: Program, node: Node) -> Iterator[Finding]:
    """An if with all its else-ifs."""
    asked: dict[str, Node] = {}
    bodies: dict[str, Node] = {}
    current: Node | None = node
    while current is not None:
        is_if = program.role(current) == "if"
        condition = program.condition(current) if is_if else None
        if condition is not None and current.part("initializer") is None:
            text = program.source(condition)
            changes = any(program.role(part) in ("call", "assign", "update") for part in condition.walk())
            if text in asked and not changes:
                yield SAME_CONDITION.at(program, condition, earlier_line=asked[text].line)
            asked.setdefault(text, condition)
        body = program.then(current) if is_if else current
        if body is not None and program.statements(body) and program.role(body) != "empty":
            text = program.source(body)
            if text in bodies:
                yield SAME_BRANCHES.at(program, body, symbol="", line=bodies[text].line, other_line=body.line)
            bodies.setdefault(text, body)
        current = program.otherwise(current) if is_if else None


def _unreachable(program: Program, block: Node) -> Iterator[Finding]:
    statements = program.statements(block)
    for before, after in itertools.pairwise(statements):
        if not leaves(program, before):
            continue
        role = program.role(after)
        if (
            role in ("empty", "case", "label", "function")
            or after.kind in _DECLARATIONS
            or after.kind == "labeled_statement"
        ):
            return
        if role == "break" and program.role(block) == "case":
            return  # `return x; break;` in a switch is a habit that hurts nobody
        if role == "declare" and program.is_script and program.source(after).startswith("var "):
            return
        if program.language == "go" and program.source(after).startswith("panic("):
            return
        word = program.source(before).split("(")[0].split()[0].rstrip(";") if program.source(before) else "statement"
        word = word if program.role(before) in ("return", "break", "continue", "throw", "goto") else "statement"
        yield UNREACHABLE.at(program, after, before=word, before_line=before.line)
        return
