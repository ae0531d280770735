"""Habits that make a program harder to read; none of them makes it wrong."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number, same, same_block, without_docstring
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, all_args
from ai_engine.analysis.tree import children

MANY_PARAMETERS = Rule(
    name="too-many-parameters",
    category="complexity",
    severity="info",
    concept="parameters",
    confidence=0.8,
    message="`{symbol}` has {count} parameters.",
    why="A call with that many arguments is hard to read and easy to get wrong.",
    check="Read one of the calls: is it clear what each argument means?",
    fix="Put values that belong together into one object, or split the function.",
)
DEEP = Rule(
    name="deep-nesting",
    category="complexity",
    severity="info",
    concept="nested-conditionals",
    confidence=0.85,
    message="Here {depth} blocks stand inside one another.",
    why="Who reads the inner lines has to keep all conditions around them in mind.",
    check="Say aloud under which conditions this line runs.",
    fix="Turn a condition round and leave early, or move the inner part into a function.",
)
MAGIC = Rule(
    name="magic-number",
    category="style",
    severity="info",
    concept="magic-numbers",
    confidence=0.6,
    message="The number {symbol} stands {count} times in the program without a name.",
    why="A reader can't see what it means, and changing it means finding all places.",
    check="Ask someone what {symbol} stands for.",
    fix="Give it a name in capital letters at the top.",
)
LAMBDA_NAMED = Rule(
    name="named-lambda",
    category="style",
    severity="info",
    concept="lambda",
    confidence=0.85,
    message="`{symbol}` is a lambda with a name; a def would say the same and show its name in errors.",
    why="A lambda is meant for a function that needs no name.",
    check="Print `{symbol}`: it calls itself <lambda>.",
    fix="Define it with def.",
)
NEEDLESS_LIST = Rule(
    name="needless-list",
    category="style",
    severity="info",
    concept="list-comprehensions",
    confidence=0.75,
    message="`{symbol}` makes a list that isn't needed.",
    why="{reason}",
    check="Leave the list out: the result is the same.",
    fix="Pass the inner part directly.",
)
REDUNDANT_PASS = Rule(
    name="needless-pass",
    category="style",
    severity="info",
    concept="statements-and-expressions",
    confidence=0.95,
    message="This `pass` does nothing: the block has other lines.",
    why="pass only fills a block that would be empty.",
    check="Take it out: the program does the same.",
    fix="Take it out.",
)
EMPTY_BRANCH = Rule(
    name="empty-branch",
    category="style",
    severity="info",
    concept="conditionals",
    confidence=0.8,
    message="Nothing happens when `{symbol}` is true; only the other branch does something.",
    why="The condition can be turned round, so that the branch with work comes first.",
    check="Say the opposite condition aloud.",
    fix="Turn the condition round and drop the empty branch.",
)
EMPTY_ELSE = Rule(
    name="empty-else",
    category="style",
    severity="info",
    concept="conditionals",
    confidence=0.9,
    message="This else does nothing.",
    why="Without the else nothing happens in that case either.",
    check="Take it out: the program does the same.",
    fix="Take it out.",
)
NEEDLESS_ELSE = Rule(
    name="else-after-return",
    category="style",
    severity="info",
    concept="conditionals",
    confidence=0.5,
    message="The `else` isn't needed: the branch before it always ends with `{symbol}`.",
    why="After that nothing else runs, so what follows is the other case anyway.",
    check="Take the else away and its lines one level to the left: the program does the same.",
    fix="Write the lines after the if without else.",
)
AUGMENT = Rule(
    name="augmented-assignment-possible",
    category="style",
    severity="info",
    concept="augmented-assignment",
    confidence=0.6,
    message="`{code}` names `{symbol}` twice.",
    why="The short form says at a glance that the variable changes by something.",
    check="Compare both forms.",
    fix="Use the operator that joins the calculation with the assignment.",
)
DUPLICATE_CODE = Rule(
    name="duplicate-code",
    category="style",
    severity="info",
    concept="duplication",
    confidence=0.7,
    message="`{symbol}` and `{other}` have the same body.",
    why="What stands twice has to be changed twice, and one place is soon forgotten.",
    check="Compare the two functions line by line.",
    fix="Keep one of them, with a parameter for what differs.",
)
OR_EQUALS = Rule(
    name="repeated-equality",
    category="style",
    severity="info",
    concept="membership",
    confidence=0.8,
    message="`{symbol}` compares `{subject}` with several values one by one.",
    why="`in` with the values in parentheses asks the same in one go.",
    check="Count how often `{subject}` stands there.",
    fix="Ask with `in`.",
)


def check(program: Program) -> Iterator[Finding]:
    """All habits."""
    for function in program.functions:
        yield from shape(program, function)
    yield from nesting(program)
    yield from branches(program)
    yield from expressions(program)
    yield from numbers(program)
    yield from duplicates(program)


def shape(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """Too many parameters."""
    args = all_args(function.args)
    method = program.class_of(function) is not None
    count = len(args) - (1 if method and args else 0)
    if count > 5:
        yield MANY_PARAMETERS.at(program, function, symbol=function.name, count=count)


def nesting(program: Program) -> Iterator[Finding]:
    """The first statement in each function that lies more than four blocks deep."""
    stack: list[tuple[ast.AST, int, bool]] = [(program.tree, 0, False)]
    while stack:
        node, depth, told = stack.pop()
        for child in children(node):
            if isinstance(child, FunctionNode | ast.ClassDef | ast.Lambda):
                stack.append((child, 0, False))
                continue
            deeper = depth
            if isinstance(child, ast.For | ast.While | ast.If | ast.With | ast.Try | ast.Match):
                is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
                deeper = depth if is_elif else depth + 1
                if deeper == 5 and not told:
                    yield DEEP.at(program, child, depth=deeper)
                    told = True
            if deeper < 8:
                stack.append((child, deeper, told))


_ENDINGS = {ast.Return: "return", ast.Raise: "raise", ast.Break: "break", ast.Continue: "continue"}


def branches(program: Program) -> Iterator[Finding]:
    """pass that isn't needed, empty branches, else after return."""
    for node in program.all(ast.Pass):
        parent = program.parent(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and node in block and len(block) > 1:
                rest = [stmt for stmt in block if stmt is not node]
                if without_docstring(rest) or isinstance(parent, FunctionNode | ast.ClassDef):
                    yield REDUNDANT_PASS.at(program, node)
    for statement in program.all(ast.Expr):
        if isinstance(statement.value, ast.Constant) and statement.value.value is Ellipsis:
            block = getattr(program.parent(statement), "body", [])
            if statement in block and len(without_docstring(block)) > 1:
                yield REDUNDANT_PASS.at(
                    program, statement, message="These three dots do nothing: the block has other lines."
                )
    for branch in program.all(ast.If):
        if all(isinstance(stmt, ast.Pass) for stmt in branch.body) and branch.orelse:
            yield EMPTY_BRANCH.at(program, branch, symbol=program.text(branch.test))
        if branch.orelse and all(isinstance(stmt, ast.Pass) for stmt in branch.orelse):
            yield EMPTY_ELSE.at(program, branch.orelse[0])
        elif branch.orelse and type(branch.body[-1]) in _ENDINGS and not isinstance(branch.orelse[0], ast.If):
            parent = program.parent(branch)
            if not (isinstance(parent, ast.If) and parent.orelse == [branch]) and len(branch.orelse) > 1:
                yield NEEDLESS_ELSE.at(program, branch.orelse[0], symbol=_ENDINGS[type(branch.body[-1])])


def expressions(program: Program) -> Iterator[Finding]:
    """Needless lists, named lambdas, x = x + 1, repeated ==."""
    for call in program.all(ast.Call):
        name = program.scopes.builtin_name(call.func)
        if name in ("sum", "any", "all", "max", "min", "set", "tuple", "sorted") and len(call.args) == 1:
            if isinstance(call.args[0], ast.ListComp) and name in ("any", "all", "sum"):
                yield NEEDLESS_LIST.at(program, call, symbol=program.text(call.args[0]),
                                       reason=f"{name} takes the items one by one as they are made.")  # fmt: skip
    for comprehension in program.all(ast.ListComp):
        part = comprehension.generators[0]
        if len(comprehension.generators) == 1 and not part.ifs and isinstance(part.target, ast.Name):
            if same(ast.Name(part.target.id, ast.Load()), comprehension.elt):
                yield NEEDLESS_LIST.at(program, comprehension, symbol=program.text(comprehension),
                                       reason="It only copies the items; list(…) says that directly.")  # fmt: skip
    for assignment in program.all(ast.Assign):
        target = assignment.targets[0]
        if len(assignment.targets) != 1 or not isinstance(target, ast.Name):
            continue
        if isinstance(assignment.value, ast.Lambda):
            yield LAMBDA_NAMED.at(program, assignment, symbol=target.id)
        elif isinstance(assignment.value, ast.BinOp) and isinstance(assignment.value.left, ast.Name):
            if assignment.value.left.id == target.id and number(assignment.value.right) is not None:
                yield AUGMENT.at(program, assignment, symbol=target.id, code=program.text(assignment))
    for node in program.all(ast.BoolOp):
        compares = [item for item in node.values if isinstance(item, ast.Compare) and len(item.ops) == 1]
        if isinstance(node.op, ast.Or) and len(node.values) > 2 and len(compares) == len(node.values):
            lefts = {ast.dump(item.left) for item in compares}
            if len(lefts) == 1 and all(isinstance(item.ops[0], ast.Eq) for item in compares):
                yield OR_EQUALS.at(program, node, symbol=program.text(node), subject=program.text(compares[0].left))


def numbers(program: Program) -> Iterator[Finding]:
    """The same unexplained number in several comparisons or calculations."""
    places: dict[float, list[ast.Constant]] = {}
    for node in program.all(ast.Constant):
        value = number(node)
        if value is None or value in (0, 1, 2, 3, 4, 5, 10, 100, 1000, 0.5, 0.0) or isinstance(value, bool):
            continue
        parent = program.parent(node)
        if isinstance(parent, ast.BinOp | ast.Compare) and program.function_of(node) is not None:
            places.setdefault(value, []).append(node)
    for value, nodes in places.items():
        if len(nodes) > 1:
            yield MAGIC.at(program, nodes[0], symbol=str(value), count=len(nodes))


def duplicates(program: Program) -> Iterator[Finding]:
    """Functions with the same body."""
    seen: dict[str, FunctionNode] = {}
    for function in program.functions:
        body = without_docstring(function.body)
        if len(body) < 2 and not (body and isinstance(body[0], ast.For | ast.While | ast.If)):
            continue
        key = "\n".join(ast.dump(stmt) for stmt in body)
        other = seen.get(key)
        if other is not None and other.name != function.name and same_block(body, without_docstring(other.body)):
            yield DUPLICATE_CODE.at(program, function, symbol=function.name, other=other.name)
        else:
            seen[key] = function
