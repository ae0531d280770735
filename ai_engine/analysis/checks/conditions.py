"""Conditions that are always true, always false, or ask something other than what was meant."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks import intervals
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_bool, is_none, is_pure, len_of, number, same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.flow import constant_truth
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
FUNCTION_CONDITION = Rule(
    name="function-not-called",
    category="logic",
    severity="warning",
    concept="functions",
    confidence=0.95,
    message="`{symbol}` without parentheses is the function itself, not its result; {effect}.",
    why="A function runs only when parentheses with its arguments follow its name.",
    check="Print `{symbol}`: Python shows a function, not an answer.",
    fix="Call the function: parentheses after its name, with the arguments it needs.",
    nudge="What makes Python run a function?",
)
ELIF_DEAD = Rule(
    name="unreachable-branch",
    category="logic",
    severity="warning",
    concept="elif-chains",
    confidence=0.9,
    message=(
        "The branch `{symbol}` is never reached: whatever passes it already passed `{earlier}` on line {earlier_line}."
    ),
    why="Python takes the first branch whose condition is true and skips the rest.",
    check="Try a value for which `{symbol}` is true: which branch runs?",
    fix="Ask the narrower condition first, or change the bounds.",
    nudge="In which order are the conditions asked?",
)
SAME_CONDITION = Rule(
    name="repeated-condition",
    category="logic",
    severity="warning",
    concept="elif-chains",
    confidence=0.95,
    message="`{symbol}` was asked already on line {earlier_line}, so this branch never runs.",
    why="Python takes the first branch whose condition is true.",
    check="Try a value for which it is true: only the first branch runs.",
    fix="Change one of the two conditions to the one that you meant, or take one branch away.",
    nudge="Can the second of two equal questions ever get another answer?",
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
IS_LITERAL = Rule(
    name="is-with-literal",
    category="logic",
    severity="warning",
    concept="equality-and-identity",
    confidence=0.9,
    message="`{symbol}` asks whether both are the same object, not whether they are equal.",
    why="Two equal values can be two objects, so the answer may be False although the values are equal.",
    check="Compare id() of both sides, or run it with a value that is read or computed.",
    fix="Compare values with == or !=.",
    nudge="What is the difference between `is` and `==`?",
)
NONE_EQUALS = Rule(
    name="none-with-equals",
    category="style",
    severity="info",
    concept="none",
    confidence=0.9,
    message="`{symbol}` compares with None by `{op}`.",
    why="There is only one None, so `is` is the exact question, and it can't be redefined by a class.",
    check="Both forms give the same here; only the reading differs.",
    fix="Ask with `is None` or `is not None`.",
)
BOOL_EQUALS = Rule(
    name="comparison-with-boolean",
    category="style",
    severity="info",
    concept="boolean-comparison",
    confidence=0.9,
    message="`{symbol}` compares with {value}, although `{other}` already is a condition.",
    why="Comparing with True gives the same answer once more; and for numbers or texts it gives a surprising one.",
    check="Print `{other}` and `{symbol}`.",
    fix="Use the condition itself, with `not` in front for False.",
)
STATEMENT = Rule(
    name="comparison-as-statement",
    category="logic",
    severity="warning",
    concept="statements-and-expressions",
    confidence=0.93,
    message="`{symbol}` only compares and throws the answer away; it changes nothing.",
    why="== asks whether two values are equal; = gives a value to a name.",
    check="Print the variable before and after this line.",
    fix="Use a single = if a value should be set, or put the comparison into an if.",
    nudge="Is this a question or a command?",
)
TYPE_MIX = Rule(
    name="comparison-of-different-types",
    category="logic",
    severity="warning",
    concept="type-conversion",
    confidence=0.93,
    message="`{symbol}` compares {left} with {right}, so the answer is always {answer}.",
    why='Values of different types are never equal, even if they look alike: 5 is not "5".',
    check="Print type() of both sides.",
    fix="Convert one side, so that both have the same type.",
    nudge="Which types stand on the two sides?",
)
FLOAT_EQUALS = Rule(
    name="float-equality",
    category="logic",
    severity="info",
    concept="float-precision",
    confidence=0.75,
    message="`{symbol}` asks whether floating-point numbers are exactly equal.",
    why="Most decimal fractions can't be stored exactly, so a computed value may differ in the last digit.",
    check="Print the value with many digits, for example format(value, '.20f').",
    fix="Ask whether the difference is small enough, for example with math.isclose.",
    nudge="Is 0.1 + 0.2 exactly 0.3?",
)
BITWISE = Rule(
    name="bitwise-for-logical",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.9,
    message=(
        "`{op}` works on the bits of numbers and binds tighter than the comparison, so `{symbol}` "
        "doesn't join two conditions."
    ),
    why="The words `and` and `or` join conditions in Python.",
    check="Put parentheses round `{inner}`: that is what Python computes first.",
    fix="Use `and` or `or` between the conditions.",
    nudge="Which word joins two conditions in Python?",
)
CHAIN = Rule(
    name="confusing-chain",
    category="logic",
    severity="warning",
    concept="chained-comparison",
    confidence=0.85,
    message="Python reads `{symbol}` as a chain: `{expanded}`.",
    why="Comparisons in a row are joined by `and`, each with its neighbour; the first answer isn't compared further.",
    check="Print `{symbol}` and the parts on their own.",
    fix="Split it with `and`, or use parentheses, so that each comparison says what you mean.",
    nudge="How does Python read two comparisons in a row?",
)
NOT_NEGATION = Rule(
    name="negated-comparison",
    category="style",
    severity="info",
    concept="comparison",
    confidence=0.9,
    message="`{symbol}` can be asked without `not`.",
    why="The direct question reads more easily.",
    check="Say the condition aloud in both forms.",
    fix="Use the opposite operator.",
)
NOT_PRECEDENCE = Rule(
    name="not-binds-tighter",
    category="logic",
    severity="warning",
    concept="operator-precedence",
    confidence=0.9,
    message="In `{symbol}` the `not` comes first and gives True or False; that is then compared.",
    why="`not` in parentheses makes a boolean before the comparison happens.",
    check="Print the part with `not` on its own.",
    fix="Negate the whole comparison, or use the opposite operator.",
    nudge="What does the part with `not` give on its own?",
)
RETURNS_BOOLEAN = Rule(
    name="if-else-boolean",
    category="style",
    severity="info",
    concept="booleans",
    confidence=0.9,
    message=(
        "This if gives True when `{symbol}` is true and False when not, or the reverse: the condition "
        "itself has that value."
    ),
    why="A comparison already is True or False.",
    check="Print the condition itself.",
    fix="{verb} the condition itself, with `not` where the answers are swapped.",
)
MERGEABLE = Rule(
    name="mergeable-if",
    category="style",
    severity="info",
    concept="nested-conditionals",
    confidence=0.85,
    message="The two ifs, `{outer}` and `{symbol}`, hold only each other.",
    why="Both must be true for anything to happen, which is what `and` says.",
    check="List the cases: does anything happen when only one is true?",
    fix="Join both conditions with `and` in one if.",
)
TYPE_COMPARISON = Rule(
    name="type-comparison",
    category="style",
    severity="info",
    concept="type-conversion",
    confidence=0.85,
    message="`{symbol}` compares types by {op}.",
    why="isinstance also accepts the subtypes, and reads as the question that is meant.",
    check="Try a value of a subtype, such as True where int is asked.",
    fix="Ask with isinstance.",
)
EMPTY_LEN = Rule(
    name="len-as-emptiness",
    category="style",
    severity="info",
    concept="truthiness",
    confidence=0.7,
    message="`{symbol}` asks whether `{other}` is empty by its length.",
    why="An empty list, text or dictionary counts as false by itself.",
    check="Print bool({other}) for an empty and a filled one.",
    fix="Use `{other}` itself as the condition, with `not` for empty.",
)
MAIN_GUARD = Rule(
    name="misspelt-main-guard",
    category="logic",
    severity="warning",
    concept="main-guard",
    confidence=0.95,
    message="`{symbol}` is never true: the main guard is spelt differently.",
    why="Python sets __name__ to '__main__', with two underscores on each side, in the program that is started.",
    check="Print __name__.",
    fix="Spell both names with two underscores on each side.",
)
ASSERT_TUPLE = Rule(
    name="assert-on-tuple",
    category="logic",
    severity="warning",
    concept="assertions",
    confidence=0.97,
    message="This assert checks a tuple in parentheses, which always counts as true, so it can never fail.",
    why="A tuple that holds something is true, whatever it holds.",
    check="Assert something false in the same form: nothing happens.",
    fix="Leave the outer parentheses out: assert, the condition, a comma, the message.",
    nudge="What exactly does this assert look at?",
)

_OPS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_TYPE_WORDS = {
    "int": "a whole number", "float": "a decimal number", "str": "a text", "list": "a list", "tuple": "a tuple",
    "dict": "a dictionary", "set": "a set", "bool": "True or False", "NoneType": "None", "function": "a function",
    "range": "a range", "file": "an open file", "dict_keys": "a view of a dictionary's keys",
    "dict_values": "a view of a dictionary's values", "dict_items": "a view of a dictionary's items",
    "enumerate": "an enumerate object",
}  # fmt: skip


def type_words(name: str) -> str:
    """A learner's words for a type."""
    return _TYPE_WORDS.get(name, f"a {name}")


def check(program: Program) -> Iterator[Finding]:
    """All rules about conditions."""
    for node in program.all(ast.BoolOp):
        yield from boolean(program, node)
    for compare in program.all(ast.Compare):
        yield from comparison(program, compare)
    for branch in program.all(ast.If):
        yield from constant(program, branch.test)
        yield from bare_length(program, branch.test)
        yield from chain(program, branch)
        yield from shape(program, branch)
    for loop in program.all(ast.While):
        only_marks = any(isinstance(part, ast.Yield) for part in ast.walk(loop))  # `while False: yield`
        if constant_truth(loop.test) is not True and not only_marks:
            yield from constant(program, loop.test)
    for choice in program.all(ast.IfExp):
        yield from constant(program, choice.test)
        if is_bool(choice.body) and is_bool(choice.orelse):
            yield RETURNS_BOOLEAN.at(program, choice, symbol=program.text(choice.test), verb="Use")
    for negation in program.all(ast.UnaryOp):
        if isinstance(negation.op, ast.Not) and isinstance(negation.operand, ast.Compare):
            if len(negation.operand.ops) == 1:
                yield NOT_NEGATION.at(program, negation, symbol=program.text(negation))
    for statement in program.all(ast.Assert):
        if isinstance(statement.test, ast.Tuple) and statement.test.elts:
            yield ASSERT_TUPLE.at(program, statement)
    for operation in program.all(ast.BinOp):
        yield from bitwise(program, operation)


# --- and / or ------------------------------------------------------------------------------------------------------


def _in_condition(program: Program, node: ast.AST) -> bool:
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
    conditional = _in_condition(program, node)
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
        if same(first, second) and is_pure(first) and not isinstance(first, ast.Constant):
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
        yield _always(program, node, which, reason)
        return


def _always(program: Program, node: ast.expr, which: str, reason: str) -> Finding:
    return ALWAYS.at(
        program, node, symbol=program.text(node), which=which, reason=reason,
        other="true" if which == "false" else "false",
    )  # fmt: skip


# --- comparisons ---------------------------------------------------------------------------------------------------


def comparison(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """All rules about one comparison."""
    parent = program.parent(node)
    symbol = program.text(node)
    if isinstance(parent, ast.Expr):
        yield STATEMENT.at(program, node, symbol=symbol)
    if len(node.ops) > 1:
        yield from compare_chain(program, node)
        return
    op, left, right = node.ops[0], node.left, node.comparators[0]
    word = _OPS[type(op)]
    literals = [item for item in (left, right) if isinstance(item, ast.Constant)]
    if isinstance(op, ast.Eq) and program.text(left) in ("__name__", "name") and literals:
        if program.text(right) in ("'main'", "'_main_'", "'__main'", "'main__'", "'__name__'") or (
            program.text(node) == "name == '__main__'" and program.symbol(left) is None
        ):
            yield MAIN_GUARD.at(program, node, symbol=symbol)
            return
    if isinstance(op, ast.Is | ast.IsNot):
        yield from identity(program, node, left, right)
        return
    if isinstance(op, ast.Eq | ast.NotEq):
        for item, other in ((left, right), (right, left)):
            if is_none(item) and not is_none(other):
                yield NONE_EQUALS.at(program, node, symbol=symbol, op=word)
                return
            if is_bool(item) and not isinstance(other, ast.Constant):
                yield BOOL_EQUALS.at(program, node, symbol=symbol, value=program.text(item), other=program.text(other))
                break
            if isinstance(other, ast.Call) and program.scopes.is_builtin(other.func, "type") and len(other.args) == 1:
                if not isinstance(item, ast.Call | ast.Constant):
                    yield TYPE_COMPARISON.at(program, node, symbol=symbol, op=word)
                    break
    if len(literals) == 2 or (constant_truth(node) is not None and literals):
        yield CONSTANT.at(program, node, symbol=symbol, which="the same", reason="both sides are fixed values",
                          severity=None if _in_condition(program, node) else "info")  # fmt: skip
        return
    if same(left, right) and is_pure(left):
        if not (isinstance(op, ast.NotEq) and isinstance(left, ast.Name)):
            always = isinstance(op, ast.Eq | ast.LtE | ast.GtE)
            yield SAME_OPERANDS.at(program, node, symbol=symbol, op=word,
                                   effect=f"the answer is always {always}")  # fmt: skip
        return
    for item, other in ((left, right), (right, left)):
        if isinstance(item, ast.UnaryOp) and isinstance(item.op, ast.Not) and not is_bool(other):
            yield NOT_PRECEDENCE.at(program, node, symbol=symbol)
            return
    yield from lengths(program, node, left, op, right)
    yield from types(program, node, left, op, right)


def identity(program: Program, node: ast.Compare, left: ast.expr, right: ast.expr) -> Iterator[Finding]:
    """`x is 5`, `x is "a"`, `x is []`, `x is True`."""
    for item in (left, right):
        if is_none(item) or (isinstance(item, ast.Constant) and item.value is Ellipsis):
            continue
        if is_bool(item):
            yield BOOL_EQUALS.at(program, node, symbol=program.text(node), value=program.text(item),
                                 other=program.text(right if item is left else left))  # fmt: skip
            return
        if isinstance(item, ast.Constant | ast.List | ast.Dict | ast.Set | ast.Tuple | ast.JoinedStr):
            lucky = isinstance(item, ast.Tuple) and not item.elts
            yield IS_LITERAL.at(program, node, symbol=program.text(node), severity="info" if lucky else None)
            return
        if isinstance(item, ast.UnaryOp) and isinstance(item.op, ast.Not):
            yield NOT_PRECEDENCE.at(program, node, symbol=program.text(node))
            return
        if number(item) is not None:
            yield IS_LITERAL.at(program, node, symbol=program.text(node))
            return
    kinds = {program.types.sole(left), program.types.sole(right)}
    if len(kinds) == 1 and kinds & {"int", "str", "float", "list", "tuple"}:
        yield IS_LITERAL.at(program, node, symbol=program.text(node), severity="info", confidence=0.7)


def lengths(program: Program, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Iterator[Finding]:
    """`len(x) < 0`, `len(x) >= 0`, `len(x) == 0`."""
    measured = len_of(program, left)
    value = number(right)
    if measured is None or value is None:
        return
    symbol = program.text(node)
    if (isinstance(op, ast.Lt) and value <= 0) or (isinstance(op, ast.LtE | ast.Eq) and value < 0):
        yield _always(program, node, "false", "a length is never below 0")
    elif (isinstance(op, ast.GtE) and value <= 0) or (isinstance(op, ast.Gt | ast.NotEq) and value < 0):
        yield _always(program, node, "true", "a length is always 0 or more")
    elif (
        (value == 0 and isinstance(op, ast.Eq | ast.NotEq | ast.Gt))
        or (value == 1 and isinstance(op, ast.Lt | ast.GtE))
    ) and _in_condition(program, node):
        yield EMPTY_LEN.at(program, node, symbol=symbol, other=program.text(measured))


def types(program: Program, node: ast.Compare, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Iterator[Finding]:
    """Equality of certainly different types, and exact equality of floats."""
    if not isinstance(op, ast.Eq | ast.NotEq):
        return
    one, two = program.types.of(left), program.types.of(right)
    symbol = program.text(node)
    if one is not None and two is not None:
        comparable = {"int": "number", "float": "number", "bool": "number", "complex": "number", "set": "set",
                      "frozenset": "set"}  # fmt: skip
        groups = [{comparable.get(name, name) for name in kinds} for kinds in (one, two)]
        plain = {"number", "str", "list", "tuple", "dict", "set", "NoneType", "range", "function", "bytes"}
        if not groups[0] & groups[1] and groups[0] | groups[1] <= plain and "function" not in groups[0] | groups[1]:
            if "NoneType" not in groups[0] | groups[1]:
                yield TYPE_MIX.at(
                    program, node, symbol=symbol,
                    left=" or ".join(sorted(type_words(name) for name in one)),
                    right=" or ".join(sorted(type_words(name) for name in two)),
                    answer=str(isinstance(op, ast.NotEq)),
                )  # fmt: skip
            return
        if one <= {"int", "float"} and two <= {"int", "float"} and "float" in one | two:
            for item in (left, right):
                value = number(item)
                if (
                    isinstance(value, float) and value != int(value * 1024) / 1024
                    if value is not None and abs(value) < 1e300
                    else False
                ):
                    yield FLOAT_EQUALS.at(program, node, symbol=symbol)
                    return
            if one == two == frozenset({"float"}) and not any(number(item) == 0 for item in (left, right)):
                yield FLOAT_EQUALS.at(program, node, symbol=symbol)
            return
    for item in (left, right):
        value = number(item)
        if isinstance(value, float) and abs(value) < 1e300 and value != int(value):
            yield FLOAT_EQUALS.at(program, node, symbol=symbol, confidence=0.6)
            return


def compare_chain(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """`a == b == True`, `x == y in z`, `1 < x > 5`, `a != b != c`."""
    operands = [node.left, *node.comparators]
    kinds = {type(op) for op in node.ops}
    order = kinds & {ast.Lt, ast.LtE, ast.Gt, ast.GtE}
    member = kinds & {ast.In, ast.NotIn, ast.Is, ast.IsNot}
    expanded = " and ".join(
        f"{program.text(one, 25)} {_OPS[type(op)]} {program.text(two, 25)}"
        for one, op, two in zip(operands, node.ops, operands[1:], strict=False)
    )
    symbol = program.text(node)
    if any(is_bool(item) for item in operands):
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, confidence=0.93)
    elif member and len(kinds) > 1:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded)
    elif kinds == {ast.NotEq}:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, severity="info", confidence=0.8)
    elif order & {ast.Lt, ast.LtE} and order & {ast.Gt, ast.GtE}:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, severity="info", confidence=0.75)
    elif len(kinds) > 1 and ast.Eq in kinds and order:
        yield CHAIN.at(program, node, symbol=symbol, expanded=expanded, severity="info", confidence=0.6)
    tests = intervals.tests_of(node)
    if tests is not None and len({test.subject for test in tests}) == 1 and intervals.impossible(tests):
        yield _always(program, node, "false", "no value lies in that range")


def bitwise(program: Program, node: ast.BinOp) -> Iterator[Finding]:
    """`x > 1 & y < 2`, `a == 1 | b == 2`."""
    if not isinstance(node.op, ast.BitAnd | ast.BitOr):
        return
    word = "&" if isinstance(node.op, ast.BitAnd) else "|"
    parent = program.parent(node)
    masked = isinstance(node.right, ast.Constant)
    if isinstance(parent, ast.Compare) and len(parent.ops) > 1 and node in parent.comparators[:-1] and not masked:
        yield BITWISE.at(program, parent, symbol=program.text(parent), op=word, inner=program.text(node))
    elif isinstance(node.left, ast.Compare) and isinstance(node.right, ast.Compare):
        yield BITWISE.at(
            program, node, symbol=program.text(node), op=word, inner=program.text(node), severity="info",
            confidence=0.7, message="`{op}` works on bits; conditions are joined with the words `and` and `or`.",
        )  # fmt: skip


# --- whole conditions ----------------------------------------------------------------------------------------------


def constant(program: Program, test: ast.expr) -> Iterator[Finding]:
    """`if "yes":`, `if (a, b):`, `if func:`, `while not True:`."""
    inner = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    symbol = program.text(test)
    match inner:
        case ast.Constant(value=value):
            plain = isinstance(value, bool) or value in (0, 1)
            if value is Ellipsis:
                return
            which = "true" if bool(value) is (inner is test) else "false"
            yield CONSTANT.at(program, test, symbol=symbol, which=which, reason="it is a fixed value",
                              severity="info" if plain and which == "true" else None)  # fmt: skip
        case ast.Tuple(elts=elts) | ast.List(elts=elts) | ast.Set(elts=elts) if elts:
            kind = type(inner).__name__.lower()
            yield CONSTANT.at(program, test, symbol=symbol, which="true" if inner is test else "false",
                              reason=f"a {kind} that holds something counts as true, whatever it holds")  # fmt: skip
        case ast.Lambda() | ast.JoinedStr():
            yield CONSTANT.at(program, test, symbol=symbol, which="true", reason="it doesn't depend on a comparison")
        case ast.Name():
            found = program.flow.only_def(inner)
            if (found is not None and found.kind == "function" and len(found.symbol.defs) == 1) or (
                program.scopes.builtin_name(inner) is not None and program.types.is_(inner, "function", "class")
            ):
                yield FUNCTION_CONDITION.at(program, inner, symbol=inner.id, effect="as a condition it is always true")
    for part in ast.walk(test):
        if isinstance(part, ast.BoolOp):
            for item in part.values:
                if isinstance(item, ast.Name):
                    found = program.flow.only_def(item)
                    if found is not None and found.kind == "function" and len(found.symbol.defs) == 1:
                        yield FUNCTION_CONDITION.at(
                            program, item, symbol=item.id, effect="here it always counts as true"
                        )


def bare_length(program: Program, test: ast.expr) -> Iterator[Finding]:
    """`if len(x):`."""
    inner = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
    measured = len_of(program, inner)
    if measured is not None:
        yield EMPTY_LEN.at(program, test, symbol=program.text(test), other=program.text(measured))


def chain(program: Program, node: ast.If) -> Iterator[Finding]:
    """Repeated or unreachable conditions in one if/elif chain; branches that do the same."""
    parent = program.parent(node)
    if isinstance(parent, ast.If) and parent.orelse == [node]:
        return  # the head of the chain speaks for it
    seen: dict[str, ast.expr] = {}
    earlier: list[tuple[ast.expr, intervals.Test]] = []
    bodies: list[tuple[str, ast.stmt]] = []
    at: ast.If | None = node
    while at is not None:
        if is_pure(at.test):
            key = ast.dump(at.test)
            if key in seen:
                yield SAME_CONDITION.at(program, at.test, symbol=program.text(at.test), earlier_line=seen[key].lineno)
            else:
                tests = intervals.tests_of(at.test)
                if tests is not None and len({test.subject for test in tests}) == 1:
                    for condition, premise in earlier:
                        if premise.subject == tests[0].subject and intervals.implies(tests, premise):
                            equal = all(test.op is ast.Eq for test in tests)
                            yield ELIF_DEAD.at(
                                program, at.test, symbol=program.text(at.test), earlier=program.text(condition),
                                earlier_line=condition.lineno, severity="info" if equal else None,
                            )  # fmt: skip
                            break
                    if len(tests) == 1:
                        earlier.append((at.test, tests[0]))
            seen.setdefault(key, at.test)
        bodies.append((_dump(at.body), at.body[0]))
        if len(at.orelse) == 1 and isinstance(at.orelse[0], ast.If):
            at = at.orelse[0]
        else:
            if at.orelse:
                bodies.append((_dump(at.orelse), at.orelse[0]))
            at = None
    for (one, first), (two, second) in itertools.pairwise(bodies):
        if one == two and one and not isinstance(first, ast.Pass):
            yield SAME_BRANCHES.at(program, second, other_line=first.lineno)


def _dump(body: list[ast.stmt]) -> str:
    return "\n".join(ast.dump(stmt) for stmt in body)


def _boolean_result(body: list[ast.stmt]) -> tuple[str, str] | None:
    """('return', '') or ('assign', target) where a branch only gives True or False."""
    if len(body) != 1:
        return None
    match body[0]:
        case ast.Return(value=value) if is_bool(value):
            return "Return", ""
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_bool(value):
            return "Assign", name
    return None


def _boolean_value(body: list[ast.stmt]) -> object:
    value = getattr(body[0], "value", None)
    return value.value if isinstance(value, ast.Constant) else None


def shape(program: Program, node: ast.If) -> Iterator[Finding]:
    """if/else that only gives True or False; ifs that only hold each other."""
    first = _boolean_result(node.body)
    parent = program.parent(node)
    is_elif = isinstance(parent, ast.If) and parent.orelse == [node]
    if first is not None and not is_elif:
        orelse = node.orelse
        if not orelse and first[0] == "Return":
            block = next((block for block in _blocks(parent) if node in block), [])
            place = block.index(node) if node in block else -1
            orelse = block[place + 1 : place + 2]
            if len(block) != place + 2 or not isinstance(parent, ast.FunctionDef):
                orelse = []
            previous = block[place - 1] if place > 0 else None
            if isinstance(previous, ast.If) and _boolean_result(previous.body):
                orelse = []
        second = _boolean_result(orelse) if orelse else None
        if first == second and _boolean_value(node.body) is not _boolean_value(orelse):
            yield RETURNS_BOOLEAN.at(program, node, symbol=program.text(node.test), verb=first[0])
    if len(node.body) == 1 and isinstance(node.body[0], ast.If) and not node.orelse and not node.body[0].orelse:
        if not is_elif:
            yield MERGEABLE.at(
                program, node, outer=program.text(node.test, 40), symbol=program.text(node.body[0].test, 40)
            )


def _blocks(parent: ast.AST | None) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(parent, name, None)
        if isinstance(block, list):
            yield block
