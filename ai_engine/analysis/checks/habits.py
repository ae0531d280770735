"""Habits that make a program harder to read or slower; none of them makes it wrong."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import number, own, same, same_block, without_docstring
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, all_args

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
NAMING_FUNCTION = Rule(
    name="function-naming",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.8,
    message="The function name `{symbol}` isn't in small letters with underscores.",
    why="Python programmers recognise functions by that form, and classes by capital letters.",
    check="Compare with the names of Python's own functions.",
    fix="Write the words of the name in small letters with underscores between them.",
)
NAMING_CLASS = Rule(
    name="class-naming",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.85,
    message="The class name `{symbol}` doesn't begin with a capital letter.",
    why="Python programmers recognise classes by that form.",
    check="Compare with the names of exceptions such as ValueError.",
    fix="Begin each word of the name with a capital letter, without underscores.",
)
NAMING_VARIABLE = Rule(
    name="variable-naming",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.7,
    message="The variable name `{symbol}` mixes small and capital letters.",
    why="By custom variables have small letters with underscores.",
    check="Compare with the names in Python's own documentation.",
    fix="Write the words of the name in small letters with underscores between them.",
)
AMBIGUOUS = Rule(
    name="ambiguous-name",
    category="style",
    severity="info",
    concept="naming",
    confidence=0.8,
    message="The name `{symbol}` is hard to tell from a digit.",
    why="In many fonts l, I and 1, or O and 0, look the same.",
    check="Read the line in another font.",
    fix="Choose a name that says what it holds.",
)
WILDCARD = Rule(
    name="wildcard-import",
    category="style",
    severity="info",
    concept="import",
    confidence=0.95,
    message="`{symbol}` brings in every name of the module, known and unknown.",
    why="It can replace names of yours or of Python, and readers can't see where a name comes from.",
    check="Print dir() after the import.",
    fix="Import the names that you use, or the module itself.",
)
IMPORT_INSIDE = Rule(
    name="import-in-function",
    category="style",
    severity="info",
    concept="import",
    confidence=0.7,
    message="This import stands inside `{function}`.",
    why="Imports at the top show at once what a program needs.",
    check="Move it up: does anything change?",
    fix="Put it at the top of the file.",
)
DOUBLE_IMPORT = Rule(
    name="imported-twice",
    category="style",
    severity="info",
    concept="import",
    confidence=0.9,
    message="`{symbol}` is imported twice.",
    why="The second import does nothing.",
    check="Take one of the two out.",
    fix="Keep one import.",
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
KEYS_LOOP = Rule(
    name="needless-keys",
    category="style",
    severity="info",
    concept="dictionary-iteration",
    confidence=0.85,
    message="`{symbol}.keys()` isn't needed here: a dictionary gives its keys by itself.",
    why="A loop over a dictionary and `in` both work on the keys.",
    check="Leave it out: the program does the same.",
    fix="Use `{symbol}` itself.",
)
ITEMS_MEANT = Rule(
    name="items-instead-of-lookup",
    category="style",
    severity="info",
    concept="dictionary-iteration",
    confidence=0.8,
    message="The loop takes each key of `{symbol}` and looks its value up again.",
    why="items gives key and value together.",
    check="Print list({symbol}.items()).",
    fix="Loop over the items with two names.",
)
LIST_MEMBERSHIP = Rule(
    name="membership-in-list",
    category="performance",
    severity="info",
    concept="membership",
    confidence=0.7,
    message="`{code}` searches the list `{symbol}` from the start in every round of the loop.",
    why="`in` on a list looks at one item after the other; on a set or dictionary it takes one step.",
    check="Time it with a list ten times as long.",
    fix="Make a set of the items before the loop, if they can be in a set.",
)
SLOW_IN_LOOP = Rule(
    name="repeated-work-in-loop",
    category="performance",
    severity="info",
    concept="performance",
    confidence=0.7,
    message="`{code}` gives the same result in every round, but is worked out anew each time.",
    why="It goes through the whole collection once for each round.",
    check="Time it with a collection ten times as long.",
    fix="Work it out once before the loop and keep it in a variable.",
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
DUPLICATE_KEY = Rule(
    name="duplicate-key",
    category="logic",
    severity="warning",
    concept="dictionaries",
    confidence=0.95,
    message="The key {symbol} stands twice in this dictionary; only the last value is kept.",
    why="A dictionary has one value for each key.",
    check="Print the dictionary and len of it.",
    fix="Change one of the keys, or keep a list of values for it.",
    nudge="How many values can one key have?",
)
DUPLICATE_ITEM = Rule(
    name="duplicate-set-item",
    category="logic",
    severity="info",
    concept="sets",
    confidence=0.9,
    message="{symbol} stands twice in this set, which keeps it once.",
    why="A set holds each item only once.",
    check="Print len of the set.",
    fix="Take one of them out.",
)
EMPTY_BRACES = Rule(
    name="empty-braces",
    category="logic",
    severity="warning",
    concept="sets",
    confidence=0.9,
    message="`{symbol}` begins as `{{}}`, which is an empty dictionary, but is used like a set (`{use}`).",
    why="{{}} always makes a dictionary; an empty set is made by set().",
    check="Print type({symbol}).",
    fix="Make an empty set by its name.",
    nudge="What type do empty braces make?",
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
    yield from naming(program)
    yield from imports(program)
    yield from nesting(program)
    yield from branches(program)
    yield from dictionaries(program)
    yield from loops(program)
    yield from expressions(program)
    yield from numbers(program)
    yield from layout(program)
    yield from duplicates(program)


def shape(program: Program, function: FunctionNode) -> Iterator[Finding]:
    """Too many parameters."""
    args = all_args(function.args)
    method = program.class_of(function) is not None
    count = len(args) - (1 if method and args else 0)
    if count > 5:
        yield MANY_PARAMETERS.at(program, function, symbol=function.name, count=count)


def naming(program: Program) -> Iterator[Finding]:
    """Names against the usual forms."""
    for function in program.functions:
        name = function.name
        if re.search(r"[a-z0-9][A-Z]", name) or (name[:1].isupper() and not name.isupper()):
            if not name.startswith(("visit_", "test", "setUp", "tearDown")):
                yield NAMING_FUNCTION.at(program, function, symbol=name)
    for node in program.all(ast.ClassDef):
        if node.name.lstrip("_")[:1].islower() or "_" in node.name.strip("_"):
            yield NAMING_CLASS.at(program, node, symbol=node.name)
    for scope in program.scopes.all:
        if scope.kind == "class":
            continue
        for symbol in scope.symbols.values():
            if not symbol.defs or symbol.defs[0].kind in ("function", "class", "import"):
                continue
            if symbol.name in ("l", "O", "I"):
                yield AMBIGUOUS.at(program, symbol.defs[0].node, symbol=symbol.name)
            elif re.search(r"[a-z][A-Z]", symbol.name) or (
                scope.kind == "function" and symbol.name[:1].isupper() and not symbol.name.isupper()
            ):
                yield NAMING_VARIABLE.at(program, symbol.defs[0].node, symbol=symbol.name)


def imports(program: Program) -> Iterator[Finding]:
    """Wildcards, imports inside functions, imports done twice."""
    seen: set[tuple[ast.AST | None, str]] = set()
    for node in program.either(ast.Import, ast.ImportFrom):
        function = program.function_of(node)
        if isinstance(function, FunctionNode):
            yield IMPORT_INSIDE.at(program, node, function=function.name, symbol=program.text(node))
        for alias in node.names:
            if alias.name == "*":
                yield WILDCARD.at(program, node, symbol=program.text(node))
                continue
            key = (program.parent(node), ast.dump(alias) + str(getattr(node, "module", "")))
            if key in seen:
                yield DOUBLE_IMPORT.at(program, alias, symbol=alias.asname or alias.name)
            seen.add(key)


def nesting(program: Program) -> Iterator[Finding]:
    """The first statement in each function that lies more than four blocks deep."""
    stack: list[tuple[ast.AST, int, bool]] = [(program.tree, 0, False)]
    while stack:
        node, depth, told = stack.pop()
        for child in ast.iter_child_nodes(node):
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


def dictionaries(program: Program) -> Iterator[Finding]:
    """Duplicate keys, needless keys(), {} used like a set."""
    for node in program.all(ast.Dict):
        seen: dict[str, ast.expr] = {}
        for key in node.keys:
            if isinstance(key, ast.Constant | ast.Name):
                text = ast.dump(key)
                if text in seen:
                    yield DUPLICATE_KEY.at(program, key, symbol=program.text(key))
                    break
                seen[text] = key
    for group in program.all(ast.Set):
        items = [ast.dump(item) for item in group.elts if isinstance(item, ast.Constant)]
        twice = next((item for place, item in enumerate(items) if item in items[:place][-50:]), None)
        if twice is not None:
            again = next(item for item in group.elts if ast.dump(item) == twice)
            yield DUPLICATE_ITEM.at(program, again, symbol=program.text(again))
    for call in program.all(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "keys" and not call.args:
            parent = program.parent(call)
            looped = isinstance(parent, ast.For | ast.comprehension) and parent.iter is call
            asked = (
                isinstance(parent, ast.Compare)
                and isinstance(parent.ops[0], ast.In | ast.NotIn)
                and call in parent.comparators
            )
            if looped or asked:
                yield KEYS_LOOP.at(program, call, symbol=program.text(call.func.value))
    for assignment in program.all(ast.Assign):
        if (
            isinstance(assignment.value, ast.Dict)
            and not assignment.value.keys
            and isinstance(assignment.targets[0], ast.Name)
        ):
            symbol = program.symbol(assignment.targets[0])
            for load in symbol.loads if symbol is not None and len(symbol.defs) == 1 else ():
                parent = program.parent(load)
                if isinstance(parent, ast.Attribute) and parent.attr in ("add", "discard"):
                    yield EMPTY_BRACES.at(program, assignment, symbol=load.id, use=program.text(parent))
                    break


def loops(program: Program) -> Iterator[Finding]:
    """Lookups by key, membership in lists, the same work in each round."""
    for loop in program.all(ast.For):
        walked = loop.iter
        if isinstance(walked, ast.Call) and isinstance(walked.func, ast.Attribute) and walked.func.attr == "keys":
            walked = walked.func.value
        if isinstance(loop.target, ast.Name) and isinstance(walked, ast.Name):
            text = program.text(walked)
            sure = walked is not loop.iter or program.types.is_(walked, "dict")
            reads = [
                node
                for node in own(loop.body)
                if sure and isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name)
                and node.slice.id == loop.target.id and program.text(node.value) == text
            ]  # fmt: skip
            if reads and all(isinstance(node.ctx, ast.Load) for node in reads):
                yield ITEMS_MEANT.at(program, loop.iter, symbol=text)
    for comparison in program.all(ast.Compare):
        if isinstance(comparison.ops[0], ast.In | ast.NotIn) and len(comparison.ops) == 1:
            right = comparison.comparators[0]
            around = program.loop_of(comparison)
            if isinstance(right, ast.Name) and around is not None and program.types.is_(right, "list"):
                yield LIST_MEMBERSHIP.at(program, comparison, symbol=right.id, code=program.text(comparison))
    for call in program.all(ast.Call):
        loop_around = program.loop_of(call)
        if loop_around is None or not call.args:
            continue
        builtin = program.scopes.builtin_name(call.func) in ("sum", "max", "min", "sorted") and len(call.args) == 1
        method = isinstance(call.func, ast.Attribute) and call.func.attr in ("count", "index")
        if not builtin and not method:
            continue
        changed = {found.symbol for found in program.scopes.region_defs.get(loop_around, ())}
        names = [node for node in ast.walk(call) if isinstance(node, ast.Name) and program.symbol(node) is not None]
        fixed = names and all(program.symbol(node) not in changed for node in names)
        plain = all(isinstance(arg, ast.Name | ast.Constant) for arg in call.args)
        touched = any(
            (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            and node.attr in ("append", "remove", "pop", "insert", "sort", "extend", "add")
            and any(node.value.id == name.id for name in names))
            or (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del))
            for node in own(loop_around.body)
        )  # fmt: skip
        if fixed and plain and not touched:
            yield SLOW_IN_LOOP.at(program, call, code=program.text(call), symbol=program.text(call.func))


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


_CODE_COMMENT = re.compile(
    r"^\s*(?:\w+\s*=\s*\S|print\(|return\b|if .*:$|for .* in .*:$|while .*:$|def \w+\(|import \w|\w+\(.*\)$)"
)


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
