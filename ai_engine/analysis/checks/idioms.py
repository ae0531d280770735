"""Roundabout ways to say something that Python says directly. All of them work; none is more than a hint."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import is_none, number, same
from ai_engine.analysis.constants import constant_truth
from ai_engine.analysis.findings import Category, Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk


def habit(
    name: str, concept: str, message: str, why: str, fix: str, category: Category = "style", confidence: float = 0.7
) -> Rule:
    """A rule for a habit: a style hint without alarm."""
    return Rule(
        name=name, category=category, severity="info", concept=concept, confidence=confidence, message=message, why=why,
        check="Write it the other way and compare what both give.", fix=fix,
    )  # fmt: skip


YODA = habit("constant-on-the-left", "comparison", "`{symbol}` has the fixed value on the left.",
              "A comparison reads more easily when the thing that changes comes first.", "Swap the sides.")  # fmt: skip
TEMP_SWAP = habit("swap-with-helper", "swap", "`{symbol}` only helps to swap `{one}` and `{two}`.",
                   "Python can assign two values at once.", "Assign both names in one line.")  # fmt: skip
ELSE_IF = habit("if-inside-else", "elif-chains", "The else on line {line} holds only another if.",
                 "elif says the same with one level of indentation less.", "Use elif.")  # fmt: skip
USELESS_LAMBDA = habit(
    "needless-lambda",
    "lambda",
    "`{symbol}` only passes its arguments on to `{name}`.",
    "The function itself can stand in its place.",
    "Use the function without a lambda.",
)
OPPOSITE_IFS = habit(
    "opposite-ifs",
    "conditionals",
    "The ifs on line {earlier} and line {line} ask opposite questions.",
    "Exactly one of them is true, which is what else is for.",
    "Use if and else.",
)
NEEDLESS_ELIF = habit(
    "needless-elif-condition",
    "elif-chains",
    "`{symbol}` is the exact opposite of `{earlier}`.",
    "Where the first condition is false this one is always true.",
    "Use else.",
)
EMPTY_COMPARE = habit(
    "comparison-with-empty",
    "truthiness",
    "`{symbol}` compares with something empty.",
    "Whatever is empty counts as false by itself.",
    "Use the value itself as the condition, with `not` for empty.",
    confidence=0.5,
)
LOOP_AND_BREAK = habit(
    "break-as-condition",
    "while-loops",
    "This endless loop asks `{symbol}` first of all and then breaks.",
    "The condition of a while loop stands at the same place.",
    "Put the opposite condition behind while.",
    confidence=0.6,
)
SORT_FOR_END = habit(
    "sorting-for-extreme",
    "min-max-pattern",
    "`{symbol}` sorts everything to get one item.",
    "Finding the smallest or largest item takes one pass; sorting takes more.",
    "Use min or max.",
    category="performance",
    confidence=0.85,
)
FRONT = habit(
    "slow-at-the-front",
    "time-complexity",
    "`{symbol}` moves all other items of the list by one place each time.",
    "At the front of a list every insertion or removal touches the whole list.",
    "Work at the end of the list, or use a deque.",
    category="performance",
    confidence=0.8,
)
REBUILT = habit(
    "list-rebuilt-in-loop",
    "list-methods",
    "`{symbol}` copies the whole list in each round to add an item.",
    "append puts the item at the end without copying.",
    "Use append.",
    category="performance",
    confidence=0.85,
)
INDEX_OF_ITEM = habit(
    "position-of-loop-item",
    "enumerate",
    "`{symbol}` searches the list for an item whose position the loop could know.",
    "It takes a search each round and finds the first of equal items.",
    "Use enumerate.",
    category="performance",
    confidence=0.8,
)
LAST_RETURN = habit(
    "needless-return",
    "return-values",
    "This return at the end of `{symbol}` changes nothing.",
    "A function ends at its last line and gives back None anyway.",
    "Leave it out.",
    confidence=0.85,
)
PRINT_STR = habit(
    "needless-conversion",
    "print-output",
    "print turns its arguments into texts by itself, so `{symbol}` isn't needed.",
    "print calls str on everything it shows.",
    "Leave str out.",
    confidence=0.85,
)
TYPE_CHANGES = habit(
    "variable-changes-type",
    "variables",
    "`{symbol}` is {one} first and {two} later.",
    "Who reads the program can't know which of the two it is at a line.",
    "Use two names.",
    confidence=0.65,
)
RETURN_TYPES = habit(
    "different-return-types",
    "return-values",
    "`{symbol}` returns {one} on one path and {two} on another.",
    "Who calls it has to find out each time which one came.",
    "Return the same type on every path.",
    category="logic",
    confidence=0.65,
)
PROTECTED = habit(
    "protected-access",
    "encapsulation",
    "`{symbol}` reaches into the object: a name with an underscore is meant for inside.",
    "The class may change such a part without notice.",
    "Use or add a method of the class.",
)
OUTSIDE_INIT = habit(
    "attribute-outside-init",
    "attributes",
    "`{symbol}` is set in `{method}`, but not in __init__.",
    "Before `{method}` was called the object lacks it.",
    "Give it a value in __init__ too.",
    confidence=0.75,
)
CALL_LITERAL = habit(
    "empty-by-call",
    "code-style",
    "`{symbol}` makes an empty collection by a call.",
    "The literal says the same more briefly.",
    "Use the literal.",
    confidence=0.5,
)
SHADOWING_COMPREHENSION = habit("shadowed-in-comprehension", "shadowing",
                                 "`{symbol}` inside the comprehension hides the variable `{symbol}` outside.",
                                 "The same name means two things within one line.",
                                 "Use another name inside.", confidence=0.75)  # fmt: skip
LOOP_TARGET = habit(
    "loop-target-not-a-name",
    "for-loops",
    "The loop assigns each item to `{symbol}` instead of a variable of its own.",
    "Each round changes a part of something else, which nobody expects.",
    "Use a plain variable for the item.",
    category="logic",
    confidence=0.85,
)
NESTED_TERNARY = habit(
    "nested-conditional-expression",
    "nested-conditionals",
    "`{symbol}` holds one conditional expression in another.",
    "Three answers in one line are hard to read.",
    "Use if, elif and else.",
)


def check(program: Program) -> Iterator[Finding]:
    """All hints."""
    for comparison in program.all(ast.Compare):
        yield from comparisons(program, comparison)
    for branch in program.all(ast.If):
        yield from branches(program, branch)
    yield from sequences(program)
    for loop in program.all(ast.While):
        first = loop.body[0]
        if constant_truth(loop.test) is True and isinstance(first, ast.If) and not first.orelse and len(loop.body) > 1:
            if len(first.body) == 1 and isinstance(first.body[0], ast.Break):
                yield LOOP_AND_BREAK.at(program, loop, symbol=program.text(first.test))
    for call in program.all(ast.Call):
        yield from calls(program, call)
    yield from lambdas(program)
    for subscript in program.all(ast.Subscript):
        ends = number(subscript.slice) in (0, -1) and isinstance(subscript.value, ast.Call)
        if ends and program.scopes.is_builtin(getattr(subscript.value, "func", subscript), "sorted"):
            yield SORT_FOR_END.at(program, subscript, symbol=program.text(subscript))
    for function in program.functions:
        yield from functions(program, function)
    yield from variables(program)
    yield from attributes(program)
    for each in program.all(ast.For):
        if isinstance(each.target, ast.Subscript | ast.Attribute):
            yield LOOP_TARGET.at(program, each.target, symbol=program.text(each.target))
    for choice in program.all(ast.IfExp):
        if isinstance(choice.body, ast.IfExp) or isinstance(choice.orelse, ast.IfExp):
            if not isinstance(program.parent(choice), ast.IfExp):
                yield NESTED_TERNARY.at(program, choice, symbol=program.text(choice))


def comparisons(program: Program, node: ast.Compare) -> Iterator[Finding]:
    """`5 == x`, `name == ""`."""
    if len(node.ops) != 1 or isinstance(node.ops[0], ast.In | ast.NotIn | ast.Is | ast.IsNot):
        return
    left, right = node.left, node.comparators[0]
    if isinstance(left, ast.Constant) and not isinstance(right, ast.Constant) and left.value is not None:
        if not isinstance(left.value, bool):
            yield YODA.at(program, node, symbol=program.text(node))
    if isinstance(node.ops[0], ast.Eq | ast.NotEq):
        empty = (isinstance(right, ast.Constant) and right.value == "") or (
            isinstance(right, ast.List | ast.Tuple) and not right.elts
        )
        if empty or (isinstance(right, ast.Dict) and not right.keys):
            yield EMPTY_COMPARE.at(program, node, symbol=program.text(node))


def opposite(one: ast.expr, two: ast.expr) -> bool:
    """Whether two conditions are exact opposites."""
    for first, second in ((one, two), (two, one)):
        if isinstance(first, ast.UnaryOp) and isinstance(first.op, ast.Not) and same(first.operand, second):
            return True
    if isinstance(one, ast.Compare) and isinstance(two, ast.Compare) and len(one.ops) == len(two.ops) == 1:
        pairs = {(ast.Eq, ast.NotEq), (ast.Lt, ast.GtE), (ast.Gt, ast.LtE), (ast.In, ast.NotIn), (ast.Is, ast.IsNot)}
        kinds = (type(one.ops[0]), type(two.ops[0]))
        if kinds in pairs or kinds[::-1] in pairs:
            return same(one.left, two.left) and same(one.comparators[0], two.comparators[0])
    return False


def branches(program: Program, node: ast.If) -> Iterator[Finding]:
    """An if alone in an else; an elif that is the opposite of its if."""
    if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
        return
    inner = node.orelse[0]
    if inner.col_offset > node.col_offset and inner.lineno > node.lineno:
        yield ELSE_IF.at(program, inner)
    if not inner.orelse and opposite(node.test, inner.test):
        yield NEEDLESS_ELIF.at(program, inner, symbol=program.text(inner.test), earlier=program.text(node.test))


def _plain(node: ast.stmt) -> tuple[ast.Name | ast.Subscript, ast.expr] | None:
    if (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name | ast.Subscript)
    ):
        return node.targets[0], node.value
    return None


def sequences(program: Program) -> Iterator[Finding]:
    """Statements in a row: a swap by a helper, two opposite ifs."""
    for body in program.bodies:
        for place, stmt in enumerate(body):
            if isinstance(stmt, ast.If) and place + 1 < len(body):
                after = body[place + 1]
                if (
                    isinstance(after, ast.If)
                    and not stmt.orelse
                    and not after.orelse
                    and opposite(stmt.test, after.test)
                ):
                    if not isinstance(stmt.body[-1], ast.Return | ast.Raise | ast.Break | ast.Continue):
                        yield OPPOSITE_IFS.at(program, after, earlier=stmt.lineno, symbol=program.text(after.test))
            three = [_plain(item) for item in body[place : place + 3]]
            if len(three) == 3 and all(three):
                (temp, one), (first, two), (second, last) = (item for item in three if item is not None)
                texts = [program.text(item) for item in (temp, one, first, two, second, last)]
                if (
                    texts[0] == texts[5]
                    and texts[1] == texts[2]
                    and texts[3] == texts[4]
                    and isinstance(temp, ast.Name)
                ):
                    yield TEMP_SWAP.at(program, stmt, symbol=texts[0], one=texts[1], two=texts[3])


def calls(program: Program, call: ast.Call) -> Iterator[Finding]:
    """Costly list methods in loops; conversions that print does itself; list() and dict()."""
    name = program.scopes.builtin_name(call.func)
    if name == "print" and len(call.args) == 1:
        argument = call.args[0]
        if (
            isinstance(argument, ast.Call)
            and program.scopes.is_builtin(argument.func, "str")
            and len(argument.args) == 1
        ):
            yield PRINT_STR.at(program, argument, symbol=program.text(argument))
    if name in ("list", "dict", "tuple") and not call.args and not call.keywords:
        yield CALL_LITERAL.at(program, call, symbol=program.text(call))
    if not isinstance(call.func, ast.Attribute):
        return
    loop = program.loop_of(call)
    if loop is None:
        return
    method = call.func.attr
    front = (method == "pop" and len(call.args) == 1 and number(call.args[0]) == 0) or (
        method == "insert" and len(call.args) == 2 and number(call.args[0]) == 0
    )
    if front and not program.types.is_(call.func.value, "dict"):
        yield FRONT.at(program, call, symbol=program.text(call))
    if method == "index" and isinstance(loop, ast.For) and len(call.args) == 1 and isinstance(call.args[0], ast.Name):
        if same(loop.iter, call.func.value) and program.symbol(call.args[0]) is program.symbol(loop.target):
            yield INDEX_OF_ITEM.at(program, call, symbol=program.text(call))


def lambdas(program: Program) -> Iterator[Finding]:
    """`lambda x: f(x)`."""
    for node in program.all(ast.Lambda):
        body = node.body
        if not isinstance(body, ast.Call) or body.keywords or not isinstance(body.func, ast.Name):
            continue
        names = [arg.arg for arg in node.args.args]
        given = [arg.id if isinstance(arg, ast.Name) else "" for arg in body.args]
        if names and names == given and not node.args.defaults and body.func.id not in names:
            yield USELESS_LAMBDA.at(program, node, symbol=program.text(node), name=body.func.id)


_WORDS = {"int": "a number", "float": "a number", "str": "a text", "list": "a list", "dict": "a dictionary",
          "tuple": "a tuple", "bool": "True or False", "set": "a set"}  # fmt: skip


def functions(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """A return at the very end; results of different types."""
    last = function.body[-1]
    returns = program.types.return_values(function)
    if isinstance(last, ast.Return) and (last.value is None or is_none(last.value)) and len(function.body) > 1:
        if all(item.value is None or is_none(item.value) for item in returns):
            yield LAST_RETURN.at(program, last, symbol=function.name)
    kinds = {program.types.sole(item.value) for item in returns if item.value is not None and not is_none(item.value)}
    found = sorted({_WORDS[kind] for kind in kinds if kind in _WORDS})
    if len(found) > 1:
        yield RETURN_TYPES.at(program, function, symbol=function.name, one=found[0], two=found[1])


def variables(program: Program) -> Iterator[Finding]:
    """A variable that changes its type; a comprehension's variable that hides another; lists rebuilt in a loop."""
    for scope in program.scopes.all:
        if scope.kind == "comprehension":
            outer = scope.parent
            while outer is not None and outer.kind == "comprehension":
                outer = outer.parent
            for symbol in scope.symbols.values():
                other = outer.symbols.get(symbol.name) if outer is not None and outer.kind != "class" else None
                if other is not None and other.defs and other.defs[0].kind in ("assign", "for", "param"):
                    if other.loads or other.defs[0].kind == "param":
                        yield SHADOWING_COMPREHENSION.at(program, symbol.defs[0].node, symbol=symbol.name)
            continue
        for symbol in scope.symbols.values():
            plain = [found for found in symbol.defs if found.kind == "assign" and found.value is not None]
            if len(plain) < 2 or len(plain) != len([found for found in symbol.defs if found.kind != "augment"]):
                continue
            seen = [
                (found, _WORDS.get(program.types.sole(found.value), "")) for found in plain if found.value is not None
            ]
            for (_, one), (later, two) in itertools.pairwise(seen):
                uses = later.value is not None and any(
                    isinstance(part, ast.Name) and program.symbol(part) is symbol for part in walk(later.value)
                )
                if one and two and one != two and not uses:
                    yield TYPE_CHANGES.at(program, later.node, symbol=symbol.name, one=one, two=two)
                    break
    for assignment in program.all(ast.Assign):
        target, value = assignment.targets[0], assignment.value
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and program.loop_of(assignment) is not None:
            if isinstance(target, ast.Name) and isinstance(value.left, ast.Name) and value.left.id == target.id:
                if isinstance(value.right, ast.List) and len(value.right.elts) == 1:
                    yield REBUILT.at(program, assignment, symbol=program.text(assignment))


def attributes(program: Program) -> Iterator[Finding]:
    """`other._secret`; attributes that only a later method sets."""
    for node in program.all(ast.Attribute):
        inside = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls", "super", "os", "sys")
        private = node.attr.startswith("_") and not node.attr.endswith("__")
        if private and not inside and isinstance(node.value, ast.Name):
            function = program.function_of(node)
            if function is None or program.class_of(function) is None:
                yield PROTECTED.at(program, node, symbol=program.text(node))
    for owner in program.all(ast.ClassDef):
        methods = [stmt for stmt in owner.body if isinstance(stmt, FunctionNode)]
        if owner.bases or owner.decorator_list:
            continue
        init = next((item for item in methods if item.name == "__init__"), None)
        first = list(walk(init)) if init is not None else []
        known = {part.attr for part in first if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)}
        for stmt in owner.body:
            if not isinstance(stmt, FunctionNode):
                known |= {part.id for part in walk(stmt) if isinstance(part, ast.Name)}
        called = {part.attr for part in first if isinstance(part, ast.Attribute)}
        for method in methods:
            if method is init or method.decorator_list or not method.args.args or method.name in called:
                continue
            for part in walk(method):
                if (
                    isinstance(part, ast.Attribute)
                    and isinstance(part.ctx, ast.Store)
                    and isinstance(part.value, ast.Name)
                    and part.value.id == method.args.args[0].arg
                    and part.attr not in known
                ):
                    known.add(part.attr)
                    yield OUTSIDE_INIT.at(program, part, symbol=program.text(part), method=method.name)
