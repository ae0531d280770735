"""Which name means which variable: Python's scoping rules applied once to a whole program."""

import ast
import builtins
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ai_engine.analysis.tree import children, walk

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

ScopeKind = Literal["module", "function", "lambda", "class", "comprehension"]
DefKind = Literal[
    "assign", "augment", "annotation", "for", "comprehension", "param", "import", "function", "class", "with", "except",
    "walrus", "match", "delete", "unpack", "unbound",
]  # fmt: skip

BUILTINS = frozenset(dir(builtins)) | {"__file__", "__path__", "__builtins__", "__annotations__", "reveal_type"}


@dataclass(eq=False, slots=True)
class Scope:
    """One region with its own names: the module, a function, a lambda, a class body or a comprehension."""

    kind: ScopeKind
    node: ast.AST
    parent: "Scope | None"
    symbols: dict[str, "Symbol"] = field(default_factory=dict)
    declared: dict[str, "Symbol"] = field(default_factory=dict)  # global and nonlocal names
    children: list["Scope"] = field(default_factory=list)
    calls_locals: bool = False


@dataclass(eq=False, slots=True)
class Symbol:
    """One variable: everything that binds it and every node that reads it."""

    name: str
    scope: Scope
    defs: list["Def"] = field(default_factory=list)
    loads: list[ast.Name] = field(default_factory=list)
    foreign_defs: list["Def"] = field(default_factory=list)  # by `global`/`nonlocal` in other scopes
    captured: bool = False  # read in a scope that may run later


@dataclass(eq=False, slots=True)
class Def:
    """One place that binds a variable. `value` is what is bound, where that is a plain expression."""

    symbol: Symbol
    node: ast.AST
    kind: DefKind
    stmt: ast.AST
    scope: Scope
    value: ast.expr | None = None


class Scopes:
    """The scopes of a program, the symbol behind each name, and the definitions inside each loop or try."""

    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope("module", tree, None)
        self.all: list[Scope] = [self.module]
        self.of_node: dict[ast.AST, Scope] = {tree: self.module}
        self.scope_at: dict[ast.Name, Scope] = {}
        self.symbol_of: dict[ast.AST, Symbol] = {}
        self.defs_at: dict[ast.AST, list[Def]] = {}
        self.region_defs: dict[ast.AST, list[Def]] = {}
        self.star_import = False
        self.undefined: list[ast.Name] = []
        _Builder(self).run(tree)

    def is_builtin(self, node: ast.expr, *names: str) -> bool:
        """Whether `node` is one of the builtins `names`, not rebound anywhere in the program's reach."""
        return isinstance(node, ast.Name) and node.id in names and self.builtin_name(node) is not None

    def builtin_name(self, node: ast.expr) -> str | None:
        """The builtin's name that `node` means, or None."""
        if isinstance(node, ast.Name) and node.id in BUILTINS and node not in self.symbol_of and not self.star_import:
            return node.id
        return None


class _Builder:
    def __init__(self, scopes: Scopes) -> None:
        self.out = scopes
        self.scope = scopes.module
        self.regions: list[list[Def]] = []
        self.stmt: ast.AST = scopes.module.node
        self.pending: deque[tuple[AnyFunction, Scope, ast.AST]] = deque()

    def run(self, tree: ast.Module) -> None:
        self.body(tree.body)
        while self.pending:  # after the code around them, so that `nonlocal` finds what is assigned later
            node, self.scope, self.stmt = self.pending.popleft()
            self.regions = []
            if isinstance(node, ast.Lambda):
                self.expr(node.body)
            else:
                self.body(node.body)
        self.resolve()

    # --- binding -----------------------------------------------------------------------------------------------

    def bind(self, name: str, node: ast.AST, kind: DefKind, value: ast.expr | None = None) -> None:
        scope = self.scope
        if kind == "walrus":
            while scope.kind == "comprehension" and scope.parent is not None:
                scope = scope.parent
        symbol = scope.declared.get(name)
        if symbol is None:
            symbol = scope.symbols.get(name)
            if symbol is None:
                symbol = scope.symbols[name] = Symbol(name, scope)
        found = Def(symbol, node, kind, self.stmt, scope, value)
        symbol.defs.append(found)
        if symbol.scope is not scope:
            symbol.foreign_defs.append(found)
        self.out.symbol_of[node] = symbol
        self.out.defs_at.setdefault(node, []).append(found)
        for region in self.regions:
            region.append(found)

    def target(self, node: ast.expr, kind: DefKind, value: ast.expr | None = None) -> None:
        if isinstance(node, ast.Name):
            self.bind(node.id, node, kind, value)
        elif isinstance(node, ast.Tuple | ast.List):
            values: Iterable[ast.expr | None] = [None] * len(node.elts)
            if (
                isinstance(value, ast.Tuple | ast.List)
                and len(value.elts) == len(node.elts)
                and not any(isinstance(item, ast.Starred) for item in (*node.elts, *value.elts))
            ):
                values = value.elts
            for item, part in zip(node.elts, values, strict=True):
                self.target(item, kind if part is not None or kind != "assign" else "unpack", part)
        elif isinstance(node, ast.Starred):
            self.target(node.value, "unpack" if kind == "assign" else kind)
        else:
            self.expr(node)

    # --- statements --------------------------------------------------------------------------------------------

    def body(self, stmts: list[ast.stmt]) -> None:
        for stmt in stmts:
            self.stmt = stmt
            self.statement(stmt)

    def region(self, node: ast.AST, stmts: list[ast.stmt]) -> None:
        defs = self.out.region_defs.setdefault(node, [])
        self.regions.append(defs)
        self.body(stmts)
        self.regions.pop()

    def statement(self, node: ast.stmt) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                for decorator in node.decorator_list:
                    self.expr(decorator)
                self.signature(node.args)
                if node.returns is not None:
                    self.expr(node.returns)
                self.bind(node.name, node, "function")
                self.function(node)
            case ast.ClassDef():
                for part in (*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)):
                    self.expr(part)
                self.enter("class", node)
                self.body(node.body)
                self.leave()
                self.stmt = node
                self.bind(node.name, node, "class")
            case ast.Assign():
                self.expr(node.value)
                for target in node.targets:
                    self.target(target, "assign", node.value)
            case ast.AugAssign():
                if isinstance(node.target, ast.Name):
                    self.load(node.target)
                    self.expr(node.value)
                    self.bind(node.target.id, node.target, "augment")
                else:
                    self.expr(node.target)
                    self.expr(node.value)
            case ast.AnnAssign():
                self.expr(node.annotation)
                if node.value is not None:
                    self.expr(node.value)
                    self.target(node.target, "assign", node.value)
                elif isinstance(node.target, ast.Name):
                    self.bind(node.target.id, node.target, "annotation")
                else:
                    self.expr(node.target)
            case ast.For() | ast.AsyncFor():
                self.expr(node.iter)
                defs = self.out.region_defs.setdefault(node, [])
                self.regions.append(defs)
                self.target(node.target, "for")
                self.body(node.body)
                self.regions.pop()
                self.body(node.orelse)
            case ast.While():
                defs = self.out.region_defs.setdefault(node, [])
                self.regions.append(defs)
                self.expr(node.test)
                self.body(node.body)
                self.regions.pop()
                self.body(node.orelse)
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self.expr(item.context_expr)
                    if item.optional_vars is not None:
                        self.target(item.optional_vars, "with", item.context_expr)
                self.body(node.body)
            case ast.Try() | ast.TryStar():
                self.region(node, node.body)
                for handler in node.handlers:
                    if handler.type is not None:
                        self.expr(handler.type)
                    if handler.name:
                        self.stmt = handler
                        self.bind(handler.name, handler, "except")
                    self.body(handler.body)
                self.body(node.orelse)
                self.body(node.finalbody)
            case ast.If():
                self.expr(node.test)
                self.body(node.body)
                self.body(node.orelse)
            case ast.Match():
                self.expr(node.subject)
                for case in node.cases:
                    self.pattern(case.pattern)
                    if case.guard is not None:
                        self.expr(case.guard)
                    self.body(case.body)
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    if alias.name == "*":
                        self.out.star_import = True
                    else:
                        self.bind(alias.asname or alias.name.split(".")[0], alias, "import")
            case ast.Global():
                for name in node.names:
                    self.scope.declared[name] = self.module_symbol(name)
            case ast.Nonlocal():
                for name in node.names:
                    if (symbol := self.enclosing_symbol(name)) is not None:
                        self.scope.declared[name] = symbol
            case ast.Delete():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self.load(target)
                        self.bind(target.id, target, "delete")
                    else:
                        self.target(target, "delete")
            case _:
                for child in children(node):
                    if isinstance(child, ast.expr):
                        self.expr(child)
                    elif isinstance(child, ast.stmt):
                        self.statement(child)

    def pattern(self, node: ast.pattern) -> None:
        for child in walk(node):
            if isinstance(child, ast.MatchAs | ast.MatchStar) and child.name:
                self.bind(child.name, child, "match")
            elif isinstance(child, ast.MatchMapping) and child.rest:
                self.bind(child.rest, child, "match")
            elif isinstance(child, ast.MatchValue):
                self.expr(child.value)
            elif isinstance(child, ast.MatchClass):
                self.expr(child.cls)

    def module_symbol(self, name: str) -> Symbol:
        return self.out.module.symbols.setdefault(name, Symbol(name, self.out.module))

    def enclosing_symbol(self, name: str) -> Symbol | None:
        scope = self.scope.parent
        while scope is not None and scope.kind != "module":
            if scope.kind != "class" and name in scope.symbols:
                return scope.symbols[name]
            if name in scope.declared:
                return scope.declared[name]
            scope = scope.parent
        return None

    # --- scopes ------------------------------------------------------------------------------------------------

    def enter(self, kind: ScopeKind, node: ast.AST) -> None:
        scope = Scope(kind, node, self.scope)
        self.scope.children.append(scope)
        self.out.all.append(scope)
        self.out.of_node[node] = scope
        self.scope = scope

    def leave(self) -> None:
        if self.scope.parent is not None:
            self.scope = self.scope.parent

    def signature(self, args: ast.arguments) -> None:
        for default in (*args.defaults, *(item for item in args.kw_defaults if item is not None)):
            self.expr(default)
        for arg in all_args(args):
            if arg.annotation is not None:
                self.expr(arg.annotation)

    def function(self, node: AnyFunction) -> None:
        regions, self.regions = self.regions, []
        self.enter("lambda" if isinstance(node, ast.Lambda) else "function", node)
        for arg in all_args(node.args):
            self.bind(arg.arg, arg, "param")
        self.pending.append((node, self.scope, self.stmt))
        self.leave()
        self.regions = regions

    # --- expressions -------------------------------------------------------------------------------------------

    def load(self, node: ast.Name) -> None:
        self.out.scope_at[node] = self.scope

    def expr(self, node: ast.AST) -> None:
        match node:
            case ast.Name():
                self.load(node)
                if node.id in ("locals", "vars", "eval", "exec", "globals"):
                    self.scope.calls_locals = True
            case ast.Lambda():
                self.signature(node.args)
                self.function(node)
            case ast.NamedExpr():
                self.expr(node.value)
                if isinstance(node.target, ast.Name):
                    self.bind(node.target.id, node.target, "walrus", node.value)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self.comprehension(node)
            case ast.Constant():
                pass
            case _:
                for child in children(node):
                    self.expr(child)

    def comprehension(self, node: Comprehension) -> None:
        self.expr(node.generators[0].iter)
        self.enter("comprehension", node)
        for index, generator in enumerate(node.generators):
            if index:
                self.expr(generator.iter)
            self.target(generator.target, "comprehension")
            for condition in generator.ifs:
                self.expr(condition)
        if isinstance(node, ast.DictComp):
            self.expr(node.key)
            self.expr(node.value)
        else:
            self.expr(node.elt)
        self.leave()

    # --- resolution --------------------------------------------------------------------------------------------

    def resolve(self) -> None:
        for node, scope in self.out.scope_at.items():
            symbol = self.lookup(node.id, scope)
            if symbol is not None:
                self.out.symbol_of[node] = symbol
                symbol.loads.append(node)
                if runs_later(scope, symbol.scope):
                    symbol.captured = True
            elif node.id not in BUILTINS:
                self.out.undefined.append(node)

    def lookup(self, name: str, scope: Scope) -> Symbol | None:
        at: Scope | None = scope
        while at is not None:
            if name in at.declared:
                return at.declared[name]
            if name in at.symbols and (at is scope or at.kind != "class"):
                return at.symbols[name]
            if name in at.symbols and at.kind == "class" and all_comprehensions(scope, at):
                return at.symbols[name]
            at = at.parent
        return None


def all_comprehensions(scope: Scope, until: Scope) -> bool:
    """Whether only one comprehension lies between `scope` and the class `until` (its first iterable sees the class)."""
    return scope.kind == "comprehension" and scope.parent is until


def runs_later(scope: Scope, owner: Scope) -> bool:
    """Whether code in `scope` may run at another time than the code of `owner` around it."""
    at: Scope | None = scope
    while at is not None and at is not owner:
        if at.kind in ("function", "lambda"):
            return True
        at = at.parent
    return False


def all_args(args: ast.arguments) -> list[ast.arg]:
    """Every parameter, in the order of the signature."""
    found = [*args.posonlyargs, *args.args]
    if args.vararg is not None:
        found.append(args.vararg)
    found.extend(args.kwonlyargs)
    if args.kwarg is not None:
        found.append(args.kwarg)
    return found
