"""Everything the checks share about one program: its nodes by class, scopes, flow and types, each computed once."""

import ast
from functools import cached_property
from typing import TypeVar

from ai_engine.analysis.flow import Flow
from ai_engine.analysis.scopes import AnyFunction, FunctionNode, Scope, Scopes, Symbol
from ai_engine.analysis.source import Source
from ai_engine.analysis.tree import children
from ai_engine.analysis.types import TypeTable

Node = TypeVar("Node", bound=ast.AST)
Other = TypeVar("Other", bound=ast.AST)
Loop = ast.For | ast.AsyncFor | ast.While


class Program:
    """A parsed program under analysis."""

    def __init__(self, source: Source, tree: ast.Module) -> None:
        self.source = source
        self.tree = tree
        self.parents = source.parents
        self.scopes = Scopes(tree)
        self.flow = Flow(tree, self.scopes)
        self.types = TypeTable(tree, self.scopes, self.flow, self.parents)
        self._texts: dict[ast.AST, str] = {}
        self.anchors: dict[tuple[str, int, int], ast.AST] = {}  # the statement behind each finding

    @cached_property
    def _by_class(self) -> dict[type[ast.AST], list[ast.AST]]:
        found: dict[type[ast.AST], list[ast.AST]] = {}
        stack: list[ast.AST] = [self.tree]
        while stack:
            node = stack.pop()
            found.setdefault(type(node), []).append(node)
            stack.extend(children(node)[::-1])
        return found

    def all(self, kind: type[Node]) -> list[Node]:
        """Every node of exactly this class, in source order."""
        return self._by_class.get(kind, [])  # type: ignore[return-value]

    def either(self, one: type[Node], two: type[Other]) -> list[Node | Other]:
        """Every node of one of two classes."""
        return [*self.all(one), *self.all(two)]

    @cached_property
    def called_names(self) -> frozenset[str]:
        """The names that the program calls: functions, classes, builtins."""
        return frozenset(call.func.id for call in self.all(ast.Call) if isinstance(call.func, ast.Name))

    @cached_property
    def base_names(self) -> frozenset[str]:
        """The names of all classes that another class of the program derives from."""
        return frozenset(
            base.id for node in self.all(ast.ClassDef) for base in node.bases if isinstance(base, ast.Name)
        )

    def block_of(self, stmt: ast.stmt) -> list[ast.stmt]:
        """The list of statements that holds `stmt`."""
        parent = self.parents.get(stmt)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and stmt in block:
                return block
        return []

    @cached_property
    def stored_attributes(self) -> frozenset[str]:
        """The names of all attributes that the program assigns anywhere."""
        return frozenset(node.attr for node in self.all(ast.Attribute) if isinstance(node.ctx, ast.Store))

    @cached_property
    def own_methods(self) -> frozenset[str]:
        """The names of all plain methods of the program's classes."""
        return frozenset(
            stmt.name
            for node in self.all(ast.ClassDef)
            for stmt in node.body
            if isinstance(stmt, FunctionNode) and not stmt.decorator_list
        )

    @cached_property
    def functions(self) -> list[FunctionNode]:
        """Every `def`, outermost first."""
        return [*self.all(ast.FunctionDef), *self.all(ast.AsyncFunctionDef)]

    @cached_property
    def bodies(self) -> list[list[ast.stmt]]:
        """Every list of statements: module, functions, branches, loops, handlers."""
        found = []
        for nodes in self._by_class.values():
            for node in nodes:
                for name in ("body", "orelse", "finalbody"):
                    block = getattr(node, name, None)
                    if isinstance(block, list) and block:
                        found.append(block)
        return found

    def text(self, node: ast.AST, limit: int = 60) -> str:
        """The code of a node with normal spacing, cut to `limit` characters, for messages."""
        found = self._texts.get(node)
        if found is None:
            try:
                found = " ".join(ast.unparse(node).split())
            except ValueError:  # some f-strings, and whole numbers with thousands of digits
                found = self.source.segment(node)
            self._texts[node] = found
        return found if len(found) <= limit else found[: limit - 1] + "…"

    @cached_property
    def last_command(self) -> ast.stmt | None:
        """The last statement of the main program that isn't a definition."""
        return next(
            (stmt for stmt in reversed(self.tree.body) if not isinstance(stmt, FunctionNode | ast.ClassDef)), None
        )

    def parent(self, node: ast.AST) -> ast.AST | None:
        """The node around `node`."""
        return self.parents.get(node)

    def function_of(self, node: ast.AST) -> AnyFunction | None:
        """The function whose body holds `node`."""
        for around in self.source.ancestors(node):
            if isinstance(around, FunctionNode | ast.Lambda):
                return around
            if isinstance(around, ast.ClassDef):
                return None
        return None

    def class_of(self, function: ast.AST) -> ast.ClassDef | None:
        """The class that a method belongs to."""
        parent = self.parents.get(function)
        return parent if isinstance(parent, ast.ClassDef) else None

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement that holds `node` (or is it)."""
        at: ast.AST | None = node
        while at is not None and not isinstance(at, ast.stmt):
            at = self.parents.get(at)
        return at

    def loop_of(self, node: ast.AST) -> Loop | None:
        """The innermost loop of the same function whose body holds `node`."""
        child = node
        for around in self.source.ancestors(node):
            if isinstance(around, Loop) and child not in around.orelse and child is not getattr(around, "iter", None):
                return around
            if isinstance(around, FunctionNode | ast.Lambda | ast.ClassDef):
                return None
            child = around
        return None

    def symbol(self, node: ast.AST) -> Symbol | None:
        """The variable that a name node (or a definition) means."""
        return self.scopes.symbol_of.get(node)

    def scope_of(self, node: ast.AST) -> Scope:
        """The scope that the code of `node` runs in."""
        for around in self.source.ancestors(node):
            found = self.scopes.of_node.get(around)
            if found is not None:
                return found
        return self.scopes.module

    def called_function(self, call: ast.Call) -> FunctionNode | None:
        """The function defined in this program that a call by name certainly means."""
        found = self.flow.only_def(call.func)
        if found is None or found.kind != "function" or not isinstance(found.node, FunctionNode):
            return None
        return found.node if len(found.symbol.defs) == 1 and not found.node.decorator_list else None
