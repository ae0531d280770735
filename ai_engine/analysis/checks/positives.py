"""What was done well: specific, about the learner's own lines, and only a handful."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own, without_docstring
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode
from ai_engine.analysis.tree import walk

LIMIT = 4


def _praise(name: str, concept: str, message: str, why: str) -> Rule:
    return Rule(
        name=f"good-{name}", category="positive", severity="praise", concept=concept, confidence=0.9, message=message,
        why=why, check="Keep doing it where the same situation comes up.", fix="Nothing to change here.",
        nudge="What makes this line easy to read?",
    )  # fmt: skip


GUARD = _praise(
    "guard-clause",
    "conditionals",
    "`{symbol}` handles the special case `{detail}` first and leaves at once.",
    "The rest of the function needs no further nesting for it.",
)
WITH = _praise(
    "with-statement",
    "with-statement",
    "The file is opened in a with statement.",
    "It is closed even if a line in between fails.",
)
ENUMERATE = _praise(
    "enumerate",
    "enumerate",
    "`{symbol}` gives position and item together.",
    "No index has to be counted or looked up by hand.",
)
ZIP = _praise("zip", "zip", "`{symbol}` walks through several collections side by side.",
              "No index is needed, so none can be wrong.")  # fmt: skip
COMPREHENSION = _praise(
    "comprehension",
    "list-comprehensions",
    "The comprehension `{symbol}` says in one line what is collected.",
    "Source, condition and result stand side by side.",
)
ANY_ALL = _praise(
    "any-all",
    "search-pattern",
    "`{symbol}` asks the whole question in one expression.",
    "It reads like the sentence it stands for and stops as early as possible.",
)
COUNTING = _praise(
    "dictionary-counting",
    "counting-with-dictionaries",
    "`{symbol}` counts with a dictionary.",
    "One pass is enough, however many different things there are.",
)
HELPERS = _praise(
    "helper-functions",
    "problem-decomposition",
    "`{symbol}` leaves a part of its work to `{detail}`, a function of its own.",
    "Each function has one task and can be tried out alone.",
)
DOCSTRING = _praise(
    "docstring", "docstrings", "`{symbol}` says in its docstring what it does.", "Who calls it needn't read its body."
)
CONSTANT = _praise(
    "named-constant",
    "constants",
    "`{symbol}` gives a fixed value a name.",
    "The name says what the number means, and there is one place to change it.",
)
F_STRING = _praise("f-string", "f-strings", "The f-string {symbol} puts the values where they belong in the sentence.",
                   "It needs no conversions and no pluses.")  # fmt: skip
BOOLEAN = _praise("direct-boolean", "booleans", "`return {symbol}` returns the condition itself.",
                  "No if is needed to turn a boolean into a boolean.")  # fmt: skip
BASE_CASE = _praise(
    "base-case",
    "base-case",
    "`{symbol}` asks for its base case first and then makes the problem smaller.",
    "So every chain of calls comes to an end.",
)
EXCEPT = _praise(
    "specific-except",
    "try-except",
    "`except {symbol}` catches just the error that is expected.",
    "Other mistakes still show themselves.",
)
MAIN = _praise(
    "main-guard",
    "main-guard",
    "The main guard keeps the program's start apart from its functions.",
    "Other programs can import the functions without running it.",
)
SWAP = _praise(
    "tuple-swap", "swap", "`{symbol}` swaps both values at once.", "No third variable is needed and none gets lost."
)
SET = _praise(
    "set-membership",
    "sets",
    "`{symbol}` is a set, and the program asks with `in` whether something is in it.",
    "That takes one step, however large the set is.",
)
JOIN = _praise(
    "join",
    "string-methods",
    "`{symbol}` puts the pieces together in one go.",
    "The text is built once instead of being copied for each piece.",
)
DIRECT = _praise(
    "direct-iteration",
    "for-loops",
    "`for {symbol}` goes through the items themselves.",
    "Without an index there is no index to get wrong.",
)
FLAT = _praise("flat", "readability", "`{symbol}` stays flat: no line lies more than {detail} blocks deep.",
               "Each line can be read without keeping many conditions in mind.")  # fmt: skip


def check(program: Program) -> Iterator[Finding]:
    """The first few kinds of praise that the program has earned, the rarer ones first."""
    finders = (
        base_case,
        counting,
        any_all,
        guard,
        context_manager,
        specific_except,
        helpers,
        zipped,
        enumerated,
        comprehension,
        set_membership,
        swap,
        joined,
        boolean,
        docstring,
        constant,
        main_guard,
        f_string,
        direct,
        flat,
    )
    given = 0
    for finder in finders:
        finding = next(finder(program), None)
        if finding is not None:
            yield finding
            given += 1
            if given == LIMIT:
                return


def guard(program: Program) -> Iterator[Finding]:
    """An early return for a special case."""
    for function in program.functions:
        body = without_docstring(function.body)
        if len(body) > 2 and isinstance(body[0], ast.If) and not body[0].orelse and len(body[0].body) == 1:
            if isinstance(body[0].body[0], ast.Return | ast.Raise):
                yield GUARD.at(program, body[0], symbol=function.name, detail=program.text(body[0].test, 40))


def context_manager(program: Program) -> Iterator[Finding]:
    """with open(…)."""
    for node in program.all(ast.With):
        call = node.items[0].context_expr
        if isinstance(call, ast.Call) and program.scopes.is_builtin(call.func, "open"):
            yield WITH.at(program, node, symbol="with")


def enumerated(program: Program) -> Iterator[Finding]:
    """for i, x in enumerate(…)."""
    for loop in program.all(ast.For):
        if isinstance(loop.iter, ast.Call) and program.scopes.is_builtin(loop.iter.func, "enumerate"):
            if isinstance(loop.target, ast.Tuple):
                yield ENUMERATE.at(program, loop.iter, symbol=program.text(loop.iter))


def zipped(program: Program) -> Iterator[Finding]:
    """for a, b in zip(…)."""
    for loop in program.all(ast.For):
        if isinstance(loop.iter, ast.Call) and program.scopes.is_builtin(loop.iter.func, "zip"):
            if len(loop.iter.args) > 1:
                yield ZIP.at(program, loop.iter, symbol=program.text(loop.iter))


def comprehension(program: Program) -> Iterator[Finding]:
    """A list, set or dict comprehension that isn't just a copy."""
    for node in program.either(ast.ListComp, ast.DictComp):
        simple = isinstance(node, ast.ListComp) and isinstance(node.elt, ast.Name) and not node.generators[0].ifs
        if len(node.generators) == 1 and not simple and isinstance(program.statement_of(node), ast.Assign | ast.Return):
            yield COMPREHENSION.at(program, node, symbol=program.text(node, 50))


def any_all(program: Program) -> Iterator[Finding]:
    """any(…) and all(…) over a generator."""
    for call in program.all(ast.Call):
        if (
            program.scopes.is_builtin(call.func, "any", "all")
            and call.args
            and isinstance(call.args[0], ast.GeneratorExp)
        ):
            yield ANY_ALL.at(program, call, symbol=program.text(call, 50))


def counting(program: Program) -> Iterator[Finding]:
    """d[k] = d.get(k, 0) + 1, Counter."""
    for assignment in program.all(ast.Assign):
        target, value = assignment.targets[0], assignment.value
        if isinstance(target, ast.Subscript) and isinstance(value, ast.BinOp) and isinstance(value.left, ast.Call):
            func = value.left.func
            if (
                isinstance(func, ast.Attribute)
                and func.attr == "get"
                and program.text(func.value) == program.text(target.value)
            ):
                yield COUNTING.at(program, assignment, symbol=program.text(target.value))


def helpers(program: Program) -> Iterator[Finding]:
    """A function that calls another function of the program."""
    if len(program.functions) < 2:
        return
    for function in program.functions:
        for node in own(function.body):
            if isinstance(node, ast.Call):
                other = program.called_function(node)
                if other is not None and other is not function and program.class_of(other) is None:
                    yield HELPERS.at(program, function, symbol=function.name, detail=other.name)
                    return


def docstring(program: Program) -> Iterator[Finding]:
    """A function with a docstring of some words."""
    for function in program.functions:
        text = ast.get_docstring(function)
        if text and len(text.split()) >= 3:
            yield DOCSTRING.at(program, function, symbol=function.name)


def constant(program: Program) -> Iterator[Finding]:
    """LIMIT = 10 at the top, used below."""
    for statement in program.tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            symbol = program.symbol(statement.targets[0])
            name = statement.targets[0].id
            if name.isupper() and len(name) > 1 and isinstance(statement.value, ast.Constant):
                if symbol is not None and len(symbol.defs) == 1 and symbol.loads:
                    yield CONSTANT.at(program, statement, symbol=name)


def f_string(program: Program) -> Iterator[Finding]:
    """An f-string with a variable in it."""
    for node in program.all(ast.JoinedStr):
        if sum(isinstance(item, ast.FormattedValue) for item in node.values) and len(node.values) > 1:
            if not isinstance(program.parent(node), ast.FormattedValue):
                yield F_STRING.at(program, node, symbol=program.text(node, 40))


def boolean(program: Program) -> Iterator[Finding]:
    """return a == b."""
    for node in program.all(ast.Return):
        if isinstance(node.value, ast.Compare | ast.BoolOp) and any(
            isinstance(part, ast.Compare) for part in walk(node.value)
        ):
            yield BOOLEAN.at(program, node, symbol=program.text(node.value, 50))


def base_case(program: Program) -> Iterator[Finding]:
    """A recursive function whose first statement is its base case."""
    for function in program.functions:
        body = without_docstring(function.body)
        if not body or not isinstance(body[0], ast.If) or not isinstance(body[0].body[-1], ast.Return):
            continue
        calls = [
            node
            for node in own(function.body)
            if isinstance(node, ast.Call) and program.called_function(node) is function
        ]
        inside = [node for node in own(body[0].body) if node in calls]
        smaller = [node for node in calls if any(not isinstance(arg, ast.Name | ast.Constant) for arg in node.args)]
        if smaller and not inside and all(not _grows(node) for node in calls):
            yield BASE_CASE.at(program, body[0], symbol=function.name)


def _grows(call: ast.Call) -> bool:
    return all(isinstance(arg, ast.BinOp) and isinstance(arg.op, ast.Add) for arg in call.args)


def specific_except(program: Program) -> Iterator[Finding]:
    """except ValueError with a body that does something."""
    for node in program.all(ast.ExceptHandler):
        if isinstance(node.type, ast.Name) and node.type.id not in ("Exception", "BaseException"):
            if not isinstance(node.body[0], ast.Pass):
                yield EXCEPT.at(program, node, symbol=node.type.id)


def main_guard(program: Program) -> Iterator[Finding]:
    """if __name__ == "__main__"."""
    for statement in program.tree.body:
        if isinstance(statement, ast.If) and program.text(statement.test) == "__name__ == '__main__'":
            yield MAIN.at(program, statement, symbol="__name__")


def swap(program: Program) -> Iterator[Finding]:
    """a, b = b, a."""
    for node in program.all(ast.Assign):
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts) == 2:
            left = [program.text(item) for item in target.elts]
            if left == [program.text(item) for item in reversed(value.elts)] and left[0] != left[1]:
                yield SWAP.at(program, node, symbol=program.text(node))


def set_membership(program: Program) -> Iterator[Finding]:
    """x in a set."""
    for node in program.all(ast.Compare):
        if isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(node.comparators[0], ast.Name):
            if program.types.is_(node.comparators[0], "set", "frozenset"):
                yield SET.at(program, node, symbol=node.comparators[0].id)


def joined(program: Program) -> Iterator[Finding]:
    """ ", ".join(parts)."""
    for call in program.all(ast.Call):
        if (
            isinstance(call.func, ast.Attribute)
            and call.func.attr == "join"
            and isinstance(call.func.value, ast.Constant)
        ):
            yield JOIN.at(program, call, symbol=program.text(call, 50))


def direct(program: Program) -> Iterator[Finding]:
    """for item in items, where the item is used."""
    for loop in program.all(ast.For):
        if isinstance(loop.target, ast.Name) and isinstance(loop.iter, ast.Name):
            symbol = program.symbol(loop.target)
            if symbol is not None and symbol.loads and not program.types.is_(loop.iter, "range", "int"):
                yield DIRECT.at(program, loop, symbol=f"{loop.target.id} in {loop.iter.id}")


def flat(program: Program) -> Iterator[Finding]:
    """A longer function with little nesting."""
    for function in program.functions:
        statements = [node for node in own(function.body) if isinstance(node, ast.stmt)]
        if len(statements) < 8:
            continue
        depth = max(_depth(program, node, function) for node in statements)
        if depth <= 2:
            yield FLAT.at(program, function, symbol=function.name, detail=depth)


def _depth(program: Program, node: ast.AST, function: FunctionNode) -> int:
    depth = 0
    for around in program.source.ancestors(node):
        if around is function:
            break
        depth += isinstance(around, ast.If | ast.For | ast.While | ast.With | ast.Try)
    return depth
