"""Names that hide other names, definitions that replace others, and global variables."""

import ast
import itertools
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import same
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import BUILTINS, Def, FunctionNode, Symbol

SHADOWS_BUILTIN = Rule(
    name="shadowed-builtin",
    category="style",
    severity="info",
    concept="shadowing",
    confidence=0.9,
    message="`{symbol}` is also the name of something built into Python, which can't be reached here any more.",
    why="After this, `{symbol}(…)` no longer means Python's own.",
    check="Call {symbol}() after this line.",
    fix="Choose another name.",
)
SHADOWS_IMPORT = Rule(
    name="shadowed-import",
    category="style",
    severity="info",
    concept="shadowing",
    confidence=0.8,
    message="`{symbol}` was imported on line {earlier} and gets another meaning here.",
    why="After this line the module can't be reached by that name.",
    check="Print `{symbol}` before and after this line.",
    fix="Choose another name for the variable.",
)
SHADOWS_OUTER = Rule(
    name="shadowed-variable",
    category="style",
    severity="info",
    concept="scope",
    confidence=0.6,
    message="`{symbol}` inside `{function}` is a variable of its own; the `{symbol}` outside stays as it is.",
    why="Parameters and what a function assigns are local to it, whatever names exist outside.",
    check="Print `{symbol}` after calling `{function}`.",
    fix="Return the new value and assign it where the function is called, if the outer variable should change.",
)
REDEFINED = Rule(
    name="redefined-function",
    category="logic",
    severity="warning",
    concept="functions",
    confidence=0.88,
    message="`{symbol}` is defined twice (line {earlier} and here); the second definition replaces the first.",
    why="A name means one thing at a time; the first version can't be called any more.",
    check="Put a print into the first version: it never appears.",
    fix="Give one of them another name, or take one away.",
    nudge="Which of the two definitions does Python use?",
)
OWN_NAME = Rule(
    name="variable-named-like-function",
    category="style",
    severity="info",
    concept="shadowing",
    confidence=0.75,
    message="`{symbol}` is the name of a function of this program, and here it becomes something else.",
    why="After this the function can't be called by its name {where}.",
    check="Call `{symbol}` after this line.",
    fix="Give the variable a name of its own.",
)
GLOBAL_STATEMENT = Rule(
    name="global-variable",
    category="style",
    severity="info",
    concept="global-variables",
    confidence=0.8,
    message="`{function}` changes the global variable `{symbol}`.",
    why="Who reads a call can't see that it changes something outside; a parameter and a return value show it.",
    check="Call `{function}` twice with the same arguments: is the result the same?",
    fix="Pass the value in as a parameter and return the new one.",
)
GLOBAL_NEEDLESS = Rule(
    name="needless-global",
    category="style",
    severity="info",
    concept="global-variables",
    confidence=0.85,
    message="`{function}` declares `{symbol}` as global but never assigns to it.",
    why="Reading a global variable needs no declaration.",
    check="Take the line out: the function does the same.",
    fix="Take it out, or pass the value in as a parameter.",
)
GLOBAL_AT_TOP = Rule(
    name="global-at-module-level",
    category="style",
    severity="info",
    concept="global-variables",
    confidence=0.95,
    message="`global {symbol}` outside a function does nothing: here every variable is global already.",
    why="The statement is meant for functions.",
    check="Take the line out: the program does the same.",
    fix="Take it out.",
)
_OFTEN_SHADOWED = BUILTINS - {"_", "copyright", "credits", "license", "__name__", "__doc__", "__file__"}


def check(program: Program) -> Iterator[Finding]:
    """All rules about one name with two meanings."""
    yield from shadowing(program)
    yield from globals_used(program)


def shadowing(program: Program) -> Iterator[Finding]:
    """Names that hide builtins, imports or functions; functions defined twice."""
    for scope in program.scopes.all:
        if scope.kind == "comprehension":
            continue
        for symbol in scope.symbols.values():
            if not symbol.defs:
                continue
            first = symbol.defs[0]
            if symbol.name in _OFTEN_SHADOWED and not symbol.name.startswith("__") and scope.kind != "class":
                if first.kind != "import":
                    yield SHADOWS_BUILTIN.at(program, first.node, symbol=symbol.name)
            elif scope.kind != "class":
                yield from _shadows_import(program, symbol)
            yield from _redefined(program, symbol)
            yield from _own_name(program, symbol)
            if scope.kind == "function" and isinstance(scope.node, FunctionNode):
                outer = program.scopes.module.symbols.get(symbol.name)
                if outer is not None and outer.defs and outer.defs[0].kind in ("assign", "for", "augment"):
                    if first.kind in ("assign", "for", "param"):
                        yield SHADOWS_OUTER.at(program, first.node, symbol=symbol.name, function=scope.node.name,
                                               confidence=0.6 if first.kind == "assign" else 0.5)  # fmt: skip


def _shadows_import(program: Program, symbol: Symbol) -> Iterator[Finding]:
    imports = [found for found in symbol.defs if found.kind == "import"]
    others = [
        found
        for found in symbol.defs
        if found.kind in ("assign", "for", "function", "with", "param", "unpack", "augment")
    ]
    if imports and others and not any(_alternative(program, found) for found in imports):
        later = [found for found in others if getattr(found.node, "lineno", 0) > getattr(imports[0].node, "lineno", 0)]
        if later:
            yield SHADOWS_IMPORT.at(program, later[0].node, symbol=symbol.name,
                                    earlier=getattr(imports[0].node, "lineno", 1))  # fmt: skip
        return
    outer = program.scopes.module.symbols.get(symbol.name)
    if symbol.scope.kind == "function" and outer is not None and symbol.defs[0].kind in ("assign", "param", "for"):
        imported = next((found for found in outer.defs if found.kind == "import"), None)
        if imported is not None:
            yield SHADOWS_IMPORT.at(program, symbol.defs[0].node, symbol=symbol.name,
                                    earlier=getattr(imported.node, "lineno", 1))  # fmt: skip


def _alternative(program: Program, found: Def) -> bool:
    """Whether a definition is one of several alternatives: inside if or try."""
    return any(isinstance(around, ast.If | ast.Try) for around in program.source.ancestors(found.node))


def _redefined(program: Program, symbol: Symbol) -> Iterator[Finding]:
    defs = [
        found
        for found in symbol.defs
        if found.kind == "function"
        and isinstance(found.node, FunctionNode)
        and not found.node.decorator_list
        and not _alternative(program, found)
    ]
    for first, second in itertools.pairwise(defs):
        between = any(
            getattr(first.node, "end_lineno", 0) < load.lineno < getattr(second.node, "lineno", 0)
            and first in program.flow.reaching.get(load, ())
            for load in symbol.loads
        )
        identical = same(first.node, second.node)
        if not between:
            yield REDEFINED.at(
                program, second.node, symbol=symbol.name, earlier=getattr(first.node, "lineno", 1),
                severity="info" if identical or symbol.scope.kind != "class" else None,
            )  # fmt: skip


def _own_name(program: Program, symbol: Symbol) -> Iterator[Finding]:
    if symbol.scope.kind == "function":
        function = symbol.scope.node
        if (
            isinstance(function, FunctionNode)
            and function.name == symbol.name
            and symbol.defs[0].kind in ("assign", "augment")
        ) and program.class_of(function) is None:
            yield OWN_NAME.at(program, symbol.defs[0].node, symbol=symbol.name, where="inside itself")
        return
    if symbol.scope.kind == "module" and symbol.defs[0].kind == "function":
        other = next((found for found in symbol.defs if found.kind in ("assign", "for", "augment")), None)
        if other is not None and other.scope is symbol.scope:
            decorated = isinstance(other.value, ast.Call) and any(
                isinstance(arg, ast.Name) and arg.id == symbol.name for arg in other.value.args
            )
            if not decorated:
                yield OWN_NAME.at(program, other.node, symbol=symbol.name, where="")


def globals_used(program: Program) -> Iterator[Finding]:
    """`global` in functions and outside."""
    for node in program.all(ast.Global):
        function = program.function_of(node)
        if function is None:
            yield GLOBAL_AT_TOP.at(program, node, symbol=", ".join(node.names))
        elif isinstance(function, FunctionNode):
            scope = program.scopes.of_node[function]
            assigned = {found.symbol.name for symbol in scope.declared.values() for found in symbol.foreign_defs
                        if found.scope is scope}  # fmt: skip
            needless = [name for name in node.names if name not in assigned]
            if needless:
                yield GLOBAL_NEEDLESS.at(program, node, symbol=", ".join(needless), function=function.name)
            else:
                yield GLOBAL_STATEMENT.at(program, node, symbol=", ".join(node.names), function=function.name)
