"""Small questions about syntax trees that several checks ask."""

import ast
from collections.abc import Iterable, Iterator

from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode, Symbol
from ai_engine.analysis.tree import children, walk

MUTATORS = frozenset(
    {"append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "add", "discard", "update", "popitem",
     "setdefault", "appendleft", "popleft", "extendleft", "rotate", "writelines", "write"}
)  # fmt: skip
_HUGE = 1e300  # beyond this whole numbers and decimal numbers can't be compared with one another
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip


def own(nodes: ast.AST | Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes and all below them, without the bodies of functions, lambdas and classes defined there."""
    stack = [nodes] if isinstance(nodes, ast.AST) else list(nodes)[::-1]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, FunctionNode | ast.Lambda | ast.ClassDef):
            continue
        stack.extend(children(node)[::-1])


def same(one: ast.AST | None, two: ast.AST | None) -> bool:
    """Whether two pieces of code are the same but for layout."""
    if one is None or two is None:
        return one is two
    return type(one) is type(two) and ast.dump(one) == ast.dump(two)


def same_block(one: list[ast.stmt], two: list[ast.stmt]) -> bool:
    """Whether two blocks hold the same statements."""
    return len(one) == len(two) and all(same(left, right) for left, right in zip(one, two, strict=True))


def is_pure(node: ast.AST) -> bool:
    """Whether evaluating the expression twice surely gives the same and changes nothing (no calls, no awaits)."""
    return not any(
        isinstance(part, ast.Call | ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr) for part in walk(node)
    )


_REPEATABLE = frozenset(
    {"abs", "len", "sum", "min", "max", "sorted", "str", "int", "float", "bool", "round", "ord", "chr", "type", "tuple",
     "list", "set", "any", "all"}
)  # fmt: skip
_REPEATABLE_METHODS = frozenset({"lower", "upper", "strip", "isdigit", "isalpha", "startswith", "endswith", "count"})


def is_repeatable(program: Program, node: ast.AST) -> bool:
    """Whether evaluating the expression twice gives equal values: no calls but of functions that only work out."""
    for part in walk(node):
        if isinstance(part, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr | ast.GeneratorExp):
            return False
        if isinstance(part, ast.Call) and not program.scopes.is_builtin(part.func, *_REPEATABLE):
            if not isinstance(part.func, ast.Attribute) or part.func.attr not in _REPEATABLE_METHODS:
                return False
            if part.func.attr in program.own_methods:
                return False
    return True


def number(node: ast.AST | None) -> int | float | None:
    """The value of a number literal, perhaps with a minus; booleans are not numbers here."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value if abs(node.value) < _HUGE else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = number(node.operand)
        return None if inner is None else -inner
    return None


def is_none(node: ast.AST | None) -> bool:
    """Whether the node is the literal None."""
    return isinstance(node, ast.Constant) and node.value is None


def is_bool(node: ast.AST | None) -> bool:
    """Whether the node is the literal True or False."""
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)


def len_of(program: Program, node: ast.AST | None) -> ast.expr | None:
    """The `x` of `len(x)`."""
    if (
        isinstance(node, ast.Call)
        and program.scopes.is_builtin(node.func, "len")
        and len(node.args) == 1
        and not node.keywords
    ):
        return node.args[0]
    return None


def range_args(program: Program, node: ast.AST | None) -> tuple[ast.expr | None, ast.expr, ast.expr | None] | None:
    """Start, stop and step of a `range(…)` call; start and step may be None."""
    if not isinstance(node, ast.Call) or not program.scopes.is_builtin(node.func, "range") or node.keywords:
        return None
    if any(isinstance(item, ast.Starred) for item in node.args):
        return None
    match node.args:
        case [stop]:
            return None, stop, None
        case [start, stop]:
            return start, stop, None
        case [start, stop, step]:
            return start, stop, step
    return None


def loads_of(program: Program, symbol: Symbol, nodes: ast.AST | Iterable[ast.AST]) -> list[ast.Name]:
    """The places below `nodes` that read `symbol`."""
    return [
        node
        for node in own(nodes)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and program.symbol(node) is symbol
    ]


def leaves(program: Program, nodes: Iterable[ast.AST], *, loop: ast.AST | None = None) -> bool:
    """Whether the code may leave the loop around it: return, raise, yield, an exit call, or a break of its own."""
    inner: set[ast.AST] = set()
    from_calls = False
    for node in own(nodes):
        if isinstance(node, ast.Return | ast.Raise | ast.Yield | ast.YieldFrom | ast.Await):
            return True
        if isinstance(node, ast.For | ast.While | ast.AsyncFor):
            inner.add(node)
        if isinstance(node, ast.Break) and (loop is None or program.loop_of(node) is loop):
            return True
        if isinstance(node, ast.Call) and ends_program(program, node):
            return True
    return from_calls


def ends_program(program: Program, call: ast.Call) -> bool:
    """Whether a call is exit(), quit(), sys.exit(), or a function of this program that may exit or raise."""
    func = call.func
    if isinstance(func, ast.Name):
        if func.id in ("exit", "quit"):
            return True
        found = program.called_function(call)
        return found is not None and _may_exit(found)
    if isinstance(func, ast.Attribute):
        return func.attr in ("exit", "_exit", "abort", "quit", "bye", "exitonclick", "mainloop", "destroy")
    return False


def _may_exit(function: FunctionNode) -> bool:
    return any(
        isinstance(node, ast.Raise)
        or (isinstance(node, ast.Name) and node.id in ("exit", "quit"))
        or (isinstance(node, ast.Attribute) and node.attr in ("exit", "_exit"))
        for node in walk(function)
    )


def simple_name(node: ast.AST | None) -> str:
    """The name of a Name node, or ''."""
    return node.id if isinstance(node, ast.Name) else ""


def is_constant_code(node: ast.AST) -> bool:
    """Whether the expression holds literals only."""
    return all(
        isinstance(part, ast.Constant | ast.UnaryOp | ast.unaryop | ast.BinOp | ast.operator | ast.expr_context
                   | ast.Tuple | ast.List)
        for part in walk(node)
    )  # fmt: skip


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """A body without its docstring."""
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        if isinstance(body[0].value.value, str):
            return body[1:]
    return body


def is_stub(function: FunctionNode) -> bool:
    """Whether a function's body says nothing yet: pass, `...`, a docstring, or raising NotImplementedError."""
    return all(
        isinstance(stmt, ast.Pass | ast.Raise) or (isinstance(stmt, ast.Expr) and isinstance(stmt.value, ast.Constant))
        for stmt in function.body
    )


def same_scope(program: Program, node: ast.AST) -> bool:
    """Whether a name's variable belongs to the function that reads it, so that its value here is certain."""
    symbol = program.symbol(node)
    return symbol is None or not isinstance(node, ast.Name) or symbol.scope is program.scopes.scope_at.get(node)
