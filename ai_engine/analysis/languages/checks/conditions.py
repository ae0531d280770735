"""Conditions and comparisons that ask something other than what was meant."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import LOOPS, Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

ASSIGNED = Rule(
    name="assignment-in-condition",
    category="logic",
    severity="warning",
    concept="comparison",
    confidence=0.95,
    message="The condition `{symbol}` assigns: a single = stores the right side in `{left}` and doesn't compare.",
    why="= stores a value, == asks whether two values are equal; the condition becomes the stored value.",
    check="Show `{left}` with {show} right after the condition: it has changed.",
    fix="Write the sign for comparing in place of the single =.",
    nudge="Which sign asks a question, and which one stores?",
)
CONSTANT = Rule(
    name="constant-condition",
    category="logic",
    severity="warning",
    concept="conditionals",
    confidence=0.9,
    message="The condition `{symbol}` is always {which}.",
    why="A condition with only one possible answer decides nothing.",
    check="Change the program's input: the same branch runs every time.",
    fix="Compare something that can change, such as a variable.",
    nudge="What does this condition depend on?",
)
SAME_OPERANDS = Rule(
    name="same-operands",
    category="logic",
    severity="warning",
    concept="comparison",
    confidence=0.92,
    message="`{symbol}` has the same thing on both sides of {op}, so its value is always {result}.",
    why="Something compared or combined with itself tells nothing new.",
    check="Show `{symbol}` with {show} for two different values.",
    fix="Put the other variable that you meant on one side.",
    nudge="What are the two things that should meet here?",
)
CHAINED = Rule(
    name="confusing-chain",
    category="logic",
    severity="warning",
    concept="chained-comparison",
    confidence=0.95,
    message=(
        "`{symbol}` doesn't ask whether the middle lies between: {title} works out `{left}` first, which is {values}."
    ),
    why="A comparison gives true or false, and that result is then compared with `{right}`.",
    check="Try a value that lies outside: what does {show} show for `{symbol}`?",
    fix="Write two comparisons and join them with &&.",
    nudge="What is the value of `{left}` alone?",
)
FLOATS = Rule(
    name="float-equality",
    category="logic",
    severity="warning",
    concept="float-precision",
    confidence=0.8,
    message="`{symbol}` compares numbers with a fractional part for exact equality.",
    why="Such numbers are stored rounded, so results that should be equal often differ in a far digit.",
    check="Show the difference of the two sides with many digits.",
    fix="Ask whether the difference is smaller than a small tolerance.",
    nudge="How is 0.1 stored in a computer?",
)
STRINGS_BY_REFERENCE = Rule(
    name="string-compared-by-reference",
    category="logic",
    severity="warning",
    concept="equality-and-identity",
    confidence=0.95,
    message="`{symbol}` asks whether the two are the same object, not whether the texts are equal.",
    why="{reason}",
    check="Compare a text that was read or put together with an equal one: the answer is false.",
    fix="{remedy}",
    nudge="What does {op} compare when its sides are texts?",
)
LOOSE = Rule(
    name="loose-equality",
    category="style",
    severity="info",
    concept="equality-and-identity",
    confidence=0.9,
    message="`{symbol}` uses {op}, which converts the types of its sides before it compares.",
    why='With conversion 0 equals an empty text and "1" equals 1, which is seldom meant.',
    check="Try it with a number on one side and the same number as text on the other.",
    fix="Use the comparison with one more = sign, which compares the type too.",
    nudge='Is "1" the same as 1 for this question?',
)
NAN = Rule(
    name="comparison-with-nan",
    category="logic",
    severity="error",
    concept="comparison",
    confidence=0.99,
    message="`{symbol}` is always {result}: NaN isn't equal to anything, not even to itself.",
    why="NaN marks a result that is no number, and such results are never equal.",
    check="Show NaN == NaN with {show}.",
    fix="Ask with the function made for it, Number.isNaN.",
    nudge="Is NaN equal to NaN?",
)
OR_CONSTANT = Rule(
    name="or-with-constant",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.93,
    message=(
        "`{symbol}` is always true: {title} reads it as `({left}) || ({right})`, and `{right}` alone counts as true."
    ),
    why="|| joins whole conditions; it doesn't continue the comparison on its left.",
    check="Show `{symbol}` with {show} for a value that should give false.",
    fix="Write a whole comparison on each side of ||.",
    nudge="What does the part after || mean on its own?",
)
NEVER_BOTH = Rule(
    name="condition-never-changes",
    category="logic",
    severity="warning",
    concept="logical-operators",
    confidence=0.95,
    message="`{symbol}` is always {result}: {reason}.",
    why="A condition with only one possible answer decides nothing.",
    check="Try three values, one below, one between and one above.",
    fix="Think of a value for which the answer should be the other one, and choose && or || so that it is.",
    nudge="Can you find a value for which the answer is different?",
)
BITWISE = Rule(
    name="bitwise-for-logical",
    category="logic",
    severity="info",
    concept="logical-operators",
    confidence=0.8,
    message="`{symbol}` joins two conditions with a single {op}, which works on bits and always evaluates both sides.",
    why="The doubled sign joins conditions and stops as soon as the answer is known.",
    check="Put a call that prints on the right side: it runs even if the left side has decided.",
    fix="Double the sign.",
    nudge="Which sign joins two conditions?",
)

_COMPARISONS = frozenset({"==", "!=", "===", "!==", "<", ">", "<=", ">="})
_EQUALITIES = frozenset({"==", "!=", "===", "!=="})
_TRUE_OF_SAME = frozenset({"==", "===", "<=", ">="})
_CONDITIONAL = frozenset({"if", "ternary", *LOOPS})


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about conditions."""
    for node in program.of("if", "while", "do", "for", "ternary"):
        condition = program.condition(node)
        if condition is not None:
            yield from _assigned(program, node, condition)
            yield from _constant(program, node, condition)
    for node in program.of("binary"):
        operator = program.operator(node)
        left, right = program.sides(node)
        if left is None or right is None:
            continue
        if operator in _COMPARISONS:
            yield from _comparison(program, names, node, operator, left, right)
        elif operator in ("&&", "||"):
            yield from _joined(program, node, operator, left, right)
        elif operator in ("&", "|") and _is_comparison(program, left) and _is_comparison(program, right):
            yield BITWISE.at(program, node, op=operator)
        if operator in ("-", "/", "&&", "||") and _same(program, left, right):
            if operator == "/" and program.number(left):
                continue
            result = {"-": "0", "/": "1"}.get(operator, f"that of `{program.short(left)}`")
            yield SAME_OPERANDS.at(program, node, op=operator, result=result)


def _assigned(program: Program, node: Node, condition: Node) -> Iterator[Finding]:
    stack = [condition]
    while stack:
        one = stack.pop()
        role = program.role(one)
        if role == "binary" and program.operator(one) in ("&&", "||"):
            stack.extend(side for side in program.sides(one) if side is not None)
        elif role == "assign" and program.operator(one) == "=":
            left, right = program.sides(one)
            doubled = one.parent is not None and one.parent.parent is not None and (
                one.parent.kind == "parenthesized_expression" and one.parent.parent.kind in (
                    "parenthesized_expression", "condition_clause", "binary_expression")
            )  # fmt: skip
            plain = right is not None and program.role(right) in ("number", "string", "bool", "null", "char", "name")
            idiom = program.role(node) != "if" and not plain
            if not doubled and not idiom:
                yield ASSIGNED.at(program, one, left=program.short(left), confidence=0.97 if plain else 0.75)


def _constant(program: Program, node: Node, condition: Node) -> Iterator[Finding]:
    role, kind = program.role(condition), program.role(node)
    number = program.number(condition)
    if role == "bool":
        value = condition.kind == "true"
    elif number is not None:
        value = bool(number)
    elif role == "string" and kind != "ternary":
        value = not program.is_script or len(program.source(condition)) > 2
    else:
        return
    if kind in LOOPS and (value or kind == "do"):
        return  # `while (true)` and `do … while (0)` are idioms
    yield CONSTANT.at(program, condition, which="true" if value else "false")


def _comparison(
    program: Program, names: Names, node: Node, operator: str, left: Node, right: Node
) -> Iterator[Finding]:
    bare_left, bare_right = program.bare(left), program.bare(right)
    if bare_left is None or bare_right is None:
        return
    if _is_nan(program, bare_left) or _is_nan(program, bare_right):
        yield NAN.at(program, node, result="true" if operator.startswith("!") else "false")
        return
    if _same(program, left, right):
        if operator in ("!=", "!==") and program.role(bare_left) in ("name", "member"):
            if not program.is_script and not _may_be_fraction(program, names, bare_left):
                yield SAME_OPERANDS.at(program, node, op=operator, result="false")
        else:
            yield SAME_OPERANDS.at(program, node, op=operator, result="true" if operator in _TRUE_OF_SAME else "false")
        return
    if left.kind == "binary_expression" and program.operator(left) in ("<", ">", "<=", ">=", "=="):
        if operator in ("<", ">", "<=", ">=") or (operator == "==" and program.operator(left) == "=="):
            if not (program.language == "cpp" and "<<" in program.source(node)):
                values = "1 or 0" if program.is_c else "true or false"
                yield CHAINED.at(program, node, left=program.short(left), right=program.short(right), values=values)
                return
    if operator in _EQUALITIES:
        yield from _equality(program, names, node, operator, bare_left, bare_right)


def _equality(program: Program, names: Names, node: Node, operator: str, left: Node, right: Node) -> Iterator[Finding]:
    text = "string" in (program.role(left), program.role(right)) or (
        program.is_java and _is_string(names, left) and _is_string(names, right)
    )
    if program.is_java and text:
        yield STRINGS_BY_REFERENCE.at(
            program, node, op=operator,
            reason="In Java == on texts compares references, which differ even where the letters are the same.",
            remedy="Call the method equals of one text with the other (with ! before it for different).",
        )  # fmt: skip
        return
    if program.is_c and text and (program.language == "c" or _is_c_text(program, names, left, right)):
        yield STRINGS_BY_REFERENCE.at(
            program, node, op=operator,
            reason=(
                f"In {program.grammar.title} such a text is the address of its first letter, and == "
                f"compares addresses."
            ),
            remedy="Compare with strcmp, whose result is 0 for equal texts.",
        )  # fmt: skip
        return
    if (
        program.is_c
        and program.language == "c"
        and _is_char_array(program, names, left)
        and _is_char_array(program, names, right)
    ):
        yield STRINGS_BY_REFERENCE.at(
            program, node, op=operator, reason="In C == compares the addresses of two arrays, never the same.",
            remedy="Compare with strcmp, whose result is 0 for equal texts.",
        )  # fmt: skip
        return
    if _is_fraction(program, left) or _is_fraction(program, right):
        yield FLOATS.at(program, node)
    elif _computes_fraction(program, left) or _computes_fraction(program, right):
        yield FLOATS.at(program, node, confidence=0.7)
    elif program.is_script and operator in ("==", "!="):
        if not {"null", "undefined"} & {program.role(left), program.role(right)}:
            if not _is_typeof(program, left) and not _is_typeof(program, right):
                yield LOOSE.at(program, node, op=operator)


def _joined(program: Program, node: Node, operator: str, left: Node, right: Node) -> Iterator[Finding]:
    alone = program.bare(right)
    if operator == "||" and alone is not None and _is_comparison(program, left) and _in_condition(program, node):
        value = program.number(alone)
        constant = (value is not None and value != 0) or program.role(alone) in ("string", "char")
        if constant and program.source(alone) not in ('""', "''"):
            yield OR_CONSTANT.at(program, node, left=program.short(left), right=program.short(right))
            return
    one, other = _against_constant(program, left), _against_constant(program, right)
    if one is None or other is None or one[0] != other[0]:
        return
    (name, first, a), (_, second, b) = one, other
    if a == b:
        return
    if operator == "||" and first.startswith("!") and second.startswith("!"):
        yield NEVER_BOTH.at(
            program, node, result="true", reason=f"whatever {name} is, it differs from at least one of the two"
        )
    elif operator == "&&" and first in ("==", "===") and second in ("==", "==="):
        yield NEVER_BOTH.at(program, node, result="false", reason=f"{name} can't equal both at once")
    elif isinstance(a, float) and isinstance(b, float):
        low, high = (a, b) if first.startswith(">") else (b, a)
        apart = first[0] + second[0] in ("<>", "><")
        if operator == "&&" and apart and low >= high and not (low == high and "=" in first and "=" in second):
            yield NEVER_BOTH.at(
                program, node, result="false", reason=f"{name} can't be above {low:g} and below {high:g} at once"
            )
        elif operator == "||" and apart and low < high:
            yield NEVER_BOTH.at(program, node, result="true", reason=f"every number is above {low:g} or below {high:g}")


def _against_constant(program: Program, node: Node) -> tuple[str, str, object] | None:
    """`x < 5` as name, operator and constant."""
    bare = program.bare(node)
    if bare is None or program.role(bare) != "binary" or program.operator(bare) not in _COMPARISONS:
        return None
    left, right = program.sides(bare)
    if left is None or right is None or program.role(left) not in ("name", "member"):
        return None
    value = program.number(right)
    if value is not None:
        try:
            return program.source(left), program.operator(bare), float(value)
        except OverflowError:
            return None
    if program.role(right) in ("string", "char"):
        return program.source(left), program.operator(bare), program.source(right)
    return None


def _in_condition(program: Program, node: Node) -> bool:
    for above in node.ancestors():
        if program.role(above) in _CONDITIONAL:
            return True
        if above.kind not in ("parenthesized_expression", "condition_clause", "binary_expression", "unary_expression"):
            return False
    return False


def _is_comparison(program: Program, node: Node) -> bool:
    bare = program.bare(node)
    return bare is not None and program.role(bare) == "binary" and program.operator(bare) in _COMPARISONS


def _same(program: Program, left: Node, right: Node) -> bool:
    one = program.source(left)
    if one != program.source(right) or len(one) > 300:
        return False
    if any(program.role(part) in ("call", "update", "assign", "new") for side in (left,) for part in side.walk()):
        return False
    return program.number(left) is None and program.role(left) not in ("bool", "string", "char")


def _is_nan(program: Program, node: Node) -> bool:
    return program.is_script and program.source(node) in ("NaN", "Number.NaN")


def _is_fraction(program: Program, node: Node) -> bool:
    """A literal that binary can't hold exactly, or that isn't whole."""
    value = program.number(node)
    return isinstance(value, float) and value != int(value) if value is not None and abs(value) < 1e15 else False


def _computes_fraction(program: Program, node: Node) -> bool:
    return program.role(node) == "binary" and any(_is_fraction(program, part) for part in node.inner)


def _may_be_fraction(program: Program, names: Names, node: Node) -> bool:
    """`x != x` is how some ask for NaN."""
    variable = names.variable(node)
    return variable is None or variable.typed is None or program.source(variable.typed) in ("double", "float", "auto")


def _is_typeof(program: Program, node: Node) -> bool:
    return program.role(node) == "unary" and program.operator(node) == "typeof"


def _is_string(names: Names, node: Node) -> bool:
    variable = names.variable(node)
    return variable is not None and variable.typed is not None and names.program.source(variable.typed) == "String"


def _is_char_array(program: Program, names: Names, node: Node) -> bool:
    variable = names.variable(node)
    if variable is None or variable.typed is None or program.source(variable.typed) != "char":
        return False
    declarator = variable.node.parent
    return declarator is not None and declarator.kind == "array_declarator"


def _is_c_text(program: Program, names: Names, left: Node, right: Node) -> bool:
    for side in (left, right):
        variable = names.variable(side)
        if variable is not None and variable.typed is not None and program.source(variable.typed) == "char":
            return variable.node.parent is not None and variable.node.parent.kind in (
                "array_declarator", "pointer_declarator",
            )  # fmt: skip
    return program.role(left) == program.role(right) == "string"
