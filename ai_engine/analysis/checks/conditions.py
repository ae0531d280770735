"""Conditions joined by and/or: constants among them, contradictions, repetitions."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks import intervals
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_repeatable, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program

OR_CONSTANT = Rule(
    name="or-with-constant",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.97,
    message="`{symbol}` is {result}: Python reads it as `({left}) {op} ({right})`, and {right} alone counts as true.",
    why="`{op}` joins whole conditions; it doesn't continue the comparison on its left.",
    check="Print `{symbol}` for a value that should give the other answer.",
    fix="Write a whole comparison on each side of `{op}`, or ask with `in` whether the value is among several.",
    nudge="What does the part after `{op}` mean on its own?",
)
OR_FALSE_CONSTANT = Rule(
    name="or-with-empty-constant",
    category="logic",
    severity="info",
    concept="logical-operators",
    confidence=0.85,
    message="`{right}` alone counts as false, so `{op} {right}` doesn't compare anything with it.",
    why="`{op}` joins whole conditions; it doesn't continue the comparison on its left.",
    check="Print `{symbol}` for the value that the right side should catch.",
    fix="Write a whole comparison on each side of `{op}`.",
    nudge="What does the part after `{op}` mean on its own?",
)
OR_IN_COMPARISON = Rule(
    name="or-inside-comparison",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.97,
    message="`{symbol}` is worked out first and gives just {value}, so the comparison looks at that one value only.",
    why="`or` gives its first operand that counts as true, `and` the first that counts as false, not a choice of both.",
    check="Print ({symbol}).",
    fix="Ask with `in` whether the value is among several, or write one comparison for each value.",
    nudge="Which value does `{symbol}` give?",
)
ALWAYS = Rule(
    name="condition-never-changes",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.95,
    message="`{symbol}` is always {which}: {reason}.",
    why="A condition with only one possible answer decides nothing.",
    check="Try three values, one below, one between and one above, and print the condition for each.",
    fix="Think of a value for which it should be {other}; then choose `and` or `or`, and the bounds, so that it is.",
    nudge="Can you find a value for which `{symbol}` is {other}?",
)
CONSTANT = Rule(
    name="constant-condition",
    category="logic",
    severity="warning",
    concept="conditionals",
    confidence=0.9,
    message="`{symbol}` as a condition is always {which}: {reason}.",
    why="A condition should depend on something that can change.",
    check="Print bool({symbol}).",
    fix="Compare a variable with something here.",
    nudge="What does this condition depend on?",
)
SAME_OPERANDS = Rule(
    name="same-operands",
    category="logic",
    severity="warning",
    concept="comparison",
    confidence=0.9,
    message="`{symbol}` has the same thing on both sides of `{op}`, so {effect}.",
    why="Something is always equal to itself; the question has only one answer.",
    check="Print `{symbol}` for two different values.",
    fix="Compare with the other variable that you meant.",
    nudge="What are the two things that you want to compare?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about `and` and `or`."""
    for node in program.all(ast.BoolOp):
        yield from boolean(program, node)


def in_condition(program: Program, node: ast.AST) -> bool:
    """Whether the value of `node` is used as a condition."""
    child, parent = node, program.parent(node)
    while isinstance(parent, ast.BoolOp) or (isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.Not)):
        child, parent = parent, program.parent(parent)
    return isinstance(parent, ast.If | ast.While | ast.IfExp | ast.Assert) and parent.test is child


def boolean(program: Program, node: ast.BoolOp) -> Iterator[Finding]:
    """`x == 1 or 2`, `x and x`, `x < 1 and x > 5`, `x != 1 or x != 2`."""
    word = "or" if isinstance(node.op, ast.Or) else "and"
    parent = program.parent(node)
    if isinstance(parent, ast.Compare) and all(
        isinstance(item, ast.Constant | ast.List | ast.Tuple) for item in node.values
    ):
        truths = [bool(getattr(item, "value", None) or getattr(item, "elts", None)) for item in node.values]
        wanted = isinstance(node.op, ast.Or)
        place = next((index for index, truth in enumerate(truths) if truth is wanted), len(truths) - 1)
        yield OR_IN_COMPARISON.at(program, node, symbol=program.text(node), value=program.text(node.values[place]))
        return
    if (
        isinstance(parent, ast.Compare)
        and len(parent.ops) == 1
        and isinstance(parent.ops[0], ast.Eq | ast.NotEq | ast.In)
    ):
        if all(isinstance(item, ast.Name | ast.Constant | ast.Attribute) for item in node.values):
            yield OR_IN_COMPARISON.at(
                program, node, symbol=program.text(node), value="one of them", severity="info", confidence=0.8
            )
            return
    conditional = in_condition(program, node)
    compares = any(isinstance(item, ast.Compare) for item in node.values)
    for place, item in enumerate(node.values):
        if not isinstance(item, ast.Constant) and not (isinstance(item, ast.Tuple | ast.List) and not item.elts):
            continue
        if isinstance(item, ast.Constant) and (isinstance(item.value, bool) or item.value is None):
            continue
        after_comparison = place > 0 and isinstance(node.values[place - 1], ast.Compare)
        if not after_comparison and not (conditional or (compares and place == 0)):
            continue
        if not after_comparison and place > 0 and any(isinstance(one, ast.Constant) for one in node.values[:place]):
            continue
        truthy = bool(getattr(item, "value", None))
        if word == "and" and not conditional:
            return  # `condition and value or other` chooses a value
        others = [one for one in node.values if one is not item]
        left = program.text(others[0], 40)
        if truthy:
            result = "always true" if word == "or" else "the same without its constant part"
            yield OR_CONSTANT.at(program, node, symbol=program.text(node), op=word, left=left,
                                 right=program.text(item), result=result)  # fmt: skip
        else:
            yield OR_FALSE_CONSTANT.at(program, node, symbol=program.text(node), op=word, right=program.text(item))
        return
    for first, second in zip(node.values, node.values[1:], strict=False):
        if same(first, second) and is_repeatable(program, first) and not isinstance(first, ast.Constant):
            yield SAME_OPERANDS.at(program, node, symbol=program.text(node), op=word,
                                   effect="the second part adds nothing")  # fmt: skip
            return
    yield from contradiction(program, node, word)


def contradiction(program: Program, node: ast.BoolOp, word: str) -> Iterator[Finding]:
    """Tests of one thing against constants that can't all hold, or of which one always holds."""
    groups: dict[str, list[intervals.Test]] = {}
    for item in node.values:
        tests = intervals.tests_of(item)
        if tests is None or (word == "or" and len(tests) != 1):
            continue
        for test in tests:
            groups.setdefault(test.subject, []).append(test if word == "and" else intervals.negated(test))
    for tests in groups.values():
        if len(tests) < 2 or len({test.node for test in tests}) < 2 or not intervals.impossible(tests):
            continue
        which = "false" if word == "and" else "true"
        if word == "and":
            reason = "no value passes both parts"
        elif all(test.op is ast.Eq for test in tests):
            reason = "a value that equals one of them differs from the other"
        else:
            reason = "every value passes at least one part"
        yield always_finding(program, node, which, reason)
        return


def always_finding(program: Program, node: ast.expr, which: str, reason: str) -> Finding:
    """The finding that a condition has only one possible answer."""
    return ALWAYS.at(
        program, node, symbol=program.text(node), which=which, reason=reason,
        other="true" if which == "false" else "false",
    )  # fmt: skip
