"""Which ways a statement can be left, in the other languages."""

from ai_engine.analysis.languages.program import LOOPS, Program
from ai_engine.analysis.languages.tree import Node

_ENDING_CALLS = frozenset({
    "exit", "abort", "std::exit", "std::abort", "_exit", "quick_exit", "os.Exit", "panic", "log.Fatal", "log.Fatalf",
    "log.Fatalln", "System.exit", "process.exit", "__builtin_unreachable",
})  # fmt: skip
_DEEPEST = 120  # blocks within blocks that are followed; beyond, anything may happen


def always_true(program: Program, condition: Node | None) -> bool:
    """Whether a condition is plainly true: `true`, `1`, or absent."""
    if condition is None:
        return True
    if program.role(condition) == "bool":
        return condition.kind == "true"
    value = program.number(condition)
    return value is not None and bool(value)


def leaves(program: Program, node: Node | None, depth: int = 0) -> bool:
    """Whether what follows a statement can never run because of it."""
    if node is None or depth > _DEEPEST:
        return False
    role = program.role(node)
    if role in ("return", "break", "continue", "goto") or role == "throw":
        return True
    if node.kind in ("throw_expression", "fallthrough_statement"):
        return True
    if role == "expression":
        call = program.bare(node.inner[0]) if node.inner else None
        if call is not None and call.kind == "throw_expression":
            return True
        return call is not None and program.role(call) == "call" and program.callee(call) in _ENDING_CALLS
    if role == "block":
        return any(leaves(program, one, depth + 1) for one in program.statements(node))
    if role == "if":
        other = program.otherwise(node)
        return (
            other is not None and leaves(program, program.then(node), depth + 1) and leaves(program, other, depth + 1)
        )
    if role in LOOPS and role != "foreach":
        return _is_endless(program, node)
    if role == "try":
        return _try_leaves(program, node, depth)
    if role == "switch":
        return _switch_leaves(program, node, depth)
    if role == "label" or node.kind in ("synchronized_statement", "with_statement"):
        return bool(node.inner) and leaves(program, node.inner[-1], depth + 1)
    return False


def _is_endless(program: Program, loop: Node) -> bool:
    if not always_true(program, program.condition(loop)):
        return False
    body = program.body(loop)
    return body is not None and not has_break(program, body)


def has_break(program: Program, body: Node) -> bool:
    """Whether a loop's body holds a break of this loop (or one with a label, or a goto)."""
    stack = [body]
    while stack:
        node = stack.pop()
        role = program.role(node)
        if role == "break" or role == "goto":
            return True
        if role == "function":
            continue
        if role in LOOPS or role == "switch":
            if any((program.role(one) == "break" and one.inner) or program.role(one) == "goto" for one in node.walk()):
                return True
            continue
        stack.extend(node.children)
    return False


def _try_leaves(program: Program, node: Node, depth: int) -> bool:
    last = next((child for child in node.children if program.role(child) == "finally"), None)
    if last is not None and any(leaves(program, block, depth + 1) for block in last.inner):
        return True
    blocks = [node.part("body"), *(program.body(one) for one in node.children if program.role(one) == "catch")]
    if program.is_script:
        handler = node.part("handler")
        blocks = [node.part("body"), program.body(handler) if handler is not None else None]
        if handler is None:
            return leaves(program, node.part("body"), depth + 1)
    return all(block is not None and leaves(program, block, depth + 1) for block in blocks)


def _switch_leaves(program: Program, node: Node, depth: int) -> bool:
    cases = program.cases(node)
    if not any(program.is_default(one) for one in cases) and node.kind != "select_statement":
        return False
    if any(has_break(program, statement) for case in cases for statement in _all(program, case)):
        return False
    if any(program.role(case) == "rule" for case in cases):
        return all(leaves(program, case.inner[-1], depth + 1) for case in cases if case.inner)
    groups = [program.statements(case) for case in cases]
    if program.is_go:
        return all(any(leaves(program, one, depth + 1) for one in group) for group in groups)
    return bool(groups) and any(leaves(program, one, depth + 1) for one in groups[-1])


def _all(program: Program, case: Node) -> list[Node]:
    return program.statements(case) if program.role(case) == "case" else case.inner
