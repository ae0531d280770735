"""Numbers about each function in the other languages, defined as those of Python's functions (analysis/metrics.py)."""

from collections import Counter
from math import log2

from radon.metrics import mi_compute

from ai_engine.analysis.languages.program import LOOPS, Program
from ai_engine.analysis.languages.tree import Node
from ai_engine.analysis.metrics import PROGRAM, FunctionMetrics

_DECISIONS = frozenset({"if", "ternary", "catch", "case", "rule", *LOOPS})
_STATEMENTS = frozenset({
    "if", "switch", "return", "break", "continue", "throw", "expression", "declare", "try", "goto", *LOOPS,
})  # fmt: skip
_GO_STATEMENTS = frozenset({"assign", "update"})
_TOP_DECLARATIONS = frozenset({
    "import_statement", "import_declaration", "package_clause", "package_declaration", "class_declaration",
    "interface_declaration", "type_declaration", "const_declaration", "using_declaration", "struct_specifier",
    "class_specifier", "enum_specifier", "type_definition", "enum_declaration", "record_declaration",
    "export_statement", "type_alias_declaration", "template_declaration", "namespace_definition", "ERROR",
})  # fmt: skip


def function_metrics(program: Program) -> list[FunctionMetrics]:
    """The metrics of each named function, in the order of the text, then of the program outside them."""
    found = [
        _measure(program, node, _qualified(program, node)) for node in program.functions if program.function_name(node)
    ]
    if program.is_script and any(_does_something(program, node) for node in program.statements(program.root)):
        found.append(_measure(program, program.root, PROGRAM))
    return found


def _does_something(program: Program, node: Node) -> bool:
    role = program.role(node)
    if role == "function" or node.kind in _TOP_DECLARATIONS:
        return False
    values = [child.part("value") for child in node.inner if child.kind == "variable_declarator"]
    return not (values and all(value is not None and program.role(value) == "function" for value in values))


def _qualified(program: Program, node: Node) -> str:
    parts = [program.function_name(node)]
    for above in node.ancestors():
        if "class" in above.kind or "struct" in above.kind or program.role(above) == "function":
            name = above.part("name")
            own = program.function_name(above) if program.role(above) == "function" else program.source(name)
            if own and above.kind != "class_body":
                parts.append(own)
    return ".".join(reversed(parts))


def _measure(program: Program, node: Node, name: str) -> FunctionMetrics:
    whole = node is program.root
    body = node if whole else program.body(node) or node
    inside = list(program.within(body)) if whole else [one for one in body.walk() if one is not body]
    cyclomatic = 1 + sum(_decides(program, one) for one in inside)
    cognitive, nesting = _cognitive(program, body, program.function_name(node) if not whole else "")
    statements = sum(_is_statement(program, one) for one in inside)
    volume, difficulty = _halstead(program, inside)
    line = node.line if not whole else (inside[0].line if inside else 1)
    end_line = node.end_line if not whole else max((one.end_line for one in inside), default=1)
    return FunctionMetrics(
        name=name,
        line=line,
        end_line=end_line,
        cyclomatic=cyclomatic,
        cognitive=cognitive,
        nesting=nesting,
        lines=end_line - line + 1,
        statements=statements,
        parameters=0 if whole else _parameters(program, node),
        halstead_volume=round(volume, 1),
        halstead_difficulty=round(difficulty, 1),
        halstead_effort=round(volume * difficulty, 1),
        maintainability=round(mi_compute(volume, cyclomatic, statements, 0), 1),
    )


def _decides(program: Program, node: Node) -> bool:
    role = program.role(node)
    if role in ("case", "rule"):
        return not program.is_default(node)
    return role in _DECISIONS or (role == "binary" and program.operator(node) in ("&&", "||", "??"))


def _is_statement(program: Program, node: Node) -> bool:
    role = program.role(node)
    if program.is_go and role in _GO_STATEMENTS:
        return True
    return role in _STATEMENTS and not (node.parent is not None and node.parent.kind == "for_statement")


def _parameters(program: Program, node: Node) -> int:
    held = node.part("parameters", "parameter")
    if held is None and program.is_c:
        declarator = node.part("declarator")
        while declarator is not None and declarator.kind != "function_declarator":
            declarator = declarator.part("declarator")
        held = declarator.part("parameters") if declarator is not None else None
    if held is None:
        return 0
    if held.kind == "identifier":
        return 1
    if program.is_go:
        return sum(max(1, len(child.parts("name"))) for child in held.inner)
    return sum(program.source(child) != "void" for child in held.inner)


def _cognitive(program: Program, body: Node, name: str) -> tuple[int, int]:
    """Campbell's cognitive complexity and the deepest nesting."""
    total = deepest = 0
    stack: list[tuple[Node, int, bool]] = [(child, 0, False) for child in body.children]
    while stack:
        node, nesting, is_else_if = stack.pop()
        role = program.role(node)
        inner = nesting
        if role == "if":
            total += 1 if is_else_if else 1 + nesting
            inner = nesting if is_else_if else nesting + 1
            other = program.otherwise(node)
            if other is not None and program.role(other) != "if":
                total += 1
            for child in node.children:
                held = child.inner[0] if child.kind == "else_clause" and child.inner else child
                chained = program.role(held) == "if" and held is other
                depth = nesting if child.field == "condition" else inner
                stack.append((held, depth, chained))
            deepest = max(deepest, inner)
            continue
        if role in LOOPS or role in ("switch", "catch", "ternary"):
            total += 1 + nesting
            inner = nesting + 1
            if role != "ternary":
                deepest = max(deepest, inner)
        elif role == "function":
            if body.kind in ("program",) and program.function_name(node):
                continue  # it has numbers of its own
            inner = nesting + 1
        elif role == "binary" and program.operator(node) in ("&&", "||"):
            parent = node.parent
            if parent is None or program.operator(parent) != program.operator(node):
                total += 1
        elif role == "call" and name and program.callee(node) == name:
            total += 1
        stack.extend((child, inner, False) for child in node.children)
    return total, deepest


def _halstead(program: Program, nodes: list[Node]) -> tuple[float, float]:
    """Volume and difficulty; operators and their operands are counted as radon counts Python's."""
    operators: Counter[str] = Counter()
    operands: Counter[str] = Counter()
    for node in nodes:
        role = program.role(node)
        if role not in ("binary", "unary", "update", "assign"):
            continue
        operator = program.operator(node)
        if role == "assign" and operator in ("=", ":="):
            continue
        operators[operator] += 1
        for one in node.inner:
            if one.field != "operator":
                operands[program.text[one.start : one.end][:80]] += 1
    total = operators.total() + operands.total()
    if not total or not operands:
        return 0.0, 0.0
    volume = total * log2(max(2, len(operators) + len(operands)))
    return volume, len(operators) / 2 * operands.total() / len(operands)
