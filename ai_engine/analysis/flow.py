"""Control flow and data flow: which definitions reach each name, which statements can't be reached, which bodies end.

One forward pass for each scope. Loops are not iterated: at a loop's head every definition inside the loop is assumed to
reach, which keeps the pass linear and errs on the side of silence.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from ai_engine.analysis.constants import constant_truth, never_empty
from ai_engine.analysis.scopes import AnyFunction, Def, FunctionNode, Scope, Scopes, Symbol
from ai_engine.analysis.tree import children, walk

_MODULE = Scope("module", ast.Module(body=[], type_ignores=[]), None)
_NOWHERE = Symbol("", _MODULE)
UNBOUND = Def(_NOWHERE, _MODULE.node, "unbound", _MODULE.node, _MODULE)
MANY = Def(_NOWHERE, _MODULE.node, "match", _MODULE.node, _MODULE)
_MOST = 24
Reaching = frozenset[Def]
State = dict[Symbol, Reaching]
_UNBOUND_ONLY: Reaching = frozenset({UNBOUND})


@dataclass(slots=True)
class _Loop:
    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


class Flow:
    """The result: `reaching[name]` holds UNBOUND where the name may have no value yet."""

    def __init__(self, tree: ast.Module, scopes: Scopes) -> None:
        self.scopes = scopes
        self.reaching: dict[ast.Name, Reaching] = {}
        self.unreachable: list[ast.stmt] = []
        self.falls_through: dict[ast.AST, bool] = {}  # functions: can the end of the body be reached
        self.ends: dict[ast.AST, bool] = {}  # loops: can control leave them by their condition or a break
        self.repeats: dict[ast.AST, bool] = {}  # loops: can the body run a second time
        self._pending: list[AnyFunction] = []
        self._scope = scopes.module
        self._loops: list[_Loop] = []
        state: State | None = {}
        state = self._body(tree.body, state)
        self.falls_through[tree] = state is not None
        while self._pending:
            self._function(self._pending.pop())

    def may_be_unbound(self, node: ast.Name) -> bool:
        """Whether some path reaches `node` before any assignment."""
        return UNBOUND in self.reaching.get(node, frozenset())

    def is_unbound(self, node: ast.Name) -> bool:
        """Whether no path reaches `node` with a value."""
        return self.reaching.get(node) == _UNBOUND_ONLY

    def only_def(self, node: ast.expr) -> Def | None:
        """The one definition that `node` can mean, if it is a name with just one."""
        if not isinstance(node, ast.Name):
            return None
        reaching = self.reaching.get(node)
        if reaching is None or len(reaching) != 1:
            return None
        (found,) = reaching
        return None if found in (UNBOUND, MANY) else found

    # --- functions ---------------------------------------------------------------------------------------------

    def _function(self, node: AnyFunction) -> None:
        self._scope = self.scopes.of_node[node]
        self._loops = []
        state: State = {}
        for symbol in self._scope.symbols.values():
            params = [found for found in symbol.defs if found.kind == "param"]
            if params:
                state[symbol] = frozenset(params)
        if isinstance(node, ast.Lambda):
            self._expr(node.body, state)
            self.falls_through[node] = False
        else:
            self.falls_through[node] = self._body(node.body, state) is not None

    # --- statements --------------------------------------------------------------------------------------------

    def _body(self, stmts: Iterable[ast.stmt], state: State | None) -> State | None:
        dead = False
        for stmt in stmts:
            if state is None:
                if not dead and not isinstance(stmt, FunctionNode | ast.ClassDef):
                    self.unreachable.append(stmt)
                    dead = True
                self._defer(stmt)
                continue
            state = self._stmt(stmt, state)
        return state

    def _defer(self, stmt: ast.stmt) -> None:
        """Functions defined in unreachable code are still looked at."""
        for node in walk(stmt):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                self._pending.append(node)

    def _bind(self, node: ast.AST, state: State) -> None:
        for found in self.scopes.defs_at.get(node, ()):
            if found.kind == "delete":
                state[found.symbol] = _UNBOUND_ONLY
            elif found.kind != "annotation":
                state[found.symbol] = frozenset({found})

    def _target(self, node: ast.expr, state: State) -> None:
        if isinstance(node, ast.Name):
            self._bind(node, state)
        elif isinstance(node, ast.Tuple | ast.List):
            for item in node.elts:
                self._target(item, state)
        elif isinstance(node, ast.Starred):
            self._target(node.value, state)
        else:
            self._expr(node, state)

    def _stmt(self, node: ast.stmt, state: State) -> State | None:
        match node:
            case ast.Expr():
                self._expr(node.value, state)
                return None if never_returns(node.value, self.scopes) else state
            case ast.Assign():
                self._expr(node.value, state)
                for target in node.targets:
                    self._target(target, state)
            case ast.AugAssign():
                if isinstance(node.target, ast.Name):
                    self._load(node.target, state)
                    self._expr(node.value, state)
                    self._bind(node.target, state)
                else:
                    self._expr(node.target, state)
                    self._expr(node.value, state)
            case ast.AnnAssign():
                if node.value is not None:
                    self._expr(node.value, state)
                    self._target(node.target, state)
            case ast.If():
                return self._if(node, state)
            case ast.For() | ast.AsyncFor():
                return self._for(node, state)
            case ast.While():
                return self._while(node, state)
            case ast.Return():
                if node.value is not None:
                    self._expr(node.value, state)
                return None
            case ast.Raise():
                for part in (node.exc, node.cause):
                    if part is not None:
                        self._expr(part, state)
                return None
            case ast.Break():
                if self._loops:
                    self._loops[-1].breaks.append(state)
                return None
            case ast.Continue():
                if self._loops:
                    self._loops[-1].continues.append(state)
                return None
            case ast.With() | ast.AsyncWith():
                for item in node.items:
                    self._expr(item.context_expr, state)
                    if item.optional_vars is not None:
                        self._target(item.optional_vars, state)
                return self._body(node.body, state)
            case ast.Try() | ast.TryStar():
                return self._try(node, state)
            case ast.Match():
                return self._match(node, state)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                for part in (*node.decorator_list, *_defaults(node.args)):
                    self._expr(part, state)
                self._pending.append(node)
                self._bind(node, state)
            case ast.ClassDef():
                for part in (*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)):
                    self._expr(part, state)
                outer, loops = self._scope, self._loops
                self._scope, self._loops = self.scopes.of_node[node], []
                state = self._body(node.body, state) or state
                self._scope, self._loops = outer, loops
                self._bind(node, state)
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    self._bind(alias, state)
            case ast.Delete():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self._load(target, state)
                    self._target(target, state)
            case ast.Assert():
                self._expr(node.test, state)
                if node.msg is not None:
                    self._expr(node.msg, state)
                if isinstance(node.test, ast.Constant) and node.test.value is False:
                    return None
            case _:
                pass
        return state

    def _join(self, one: State | None, two: State | None) -> State | None:
        if one is None:
            return two
        if two is None or one is two:
            return one
        joined = dict(one)
        for symbol, reaching in two.items():
            known = one.get(symbol)
            if known is not reaching:
                joined[symbol] = _cap((self._current(symbol, one) if known is None else known) | reaching)
        for symbol, reaching in one.items():
            if symbol not in two:
                joined[symbol] = _cap(reaching | self._current(symbol, two))
        return joined

    def _if(self, node: ast.If, state: State) -> State | None:
        self._expr(node.test, state)
        other = dict(state)
        truth = constant_truth(node.test)
        body = self._body(node.body, state)
        orelse = self._body(node.orelse, other) if node.orelse else other
        if truth is True and isinstance(node.test, ast.Constant):
            return body
        if not node.orelse and truth is True:
            return body
        return self._join(body, orelse)

    def _head(self, node: ast.For | ast.AsyncFor | ast.While, state: State) -> State:
        head = dict(state)
        for found in self.scopes.region_defs.get(node, ()):
            if found.kind == "delete":
                extra = _UNBOUND_ONLY
            elif found.kind == "annotation":
                continue
            else:
                extra = frozenset({found})
            head[found.symbol] = _cap(self._current(found.symbol, head) | extra)
        return head

    def _current(self, symbol: Symbol, state: State) -> Reaching:
        found = state.get(symbol)
        if found is not None:
            return found
        if symbol.scope is not self._scope and self._is_free(symbol):
            return frozenset(symbol.defs) if len(symbol.defs) <= _MOST else frozenset({MANY})
        return _UNBOUND_ONLY

    def _is_free(self, symbol: Symbol) -> bool:
        """Whether the running scope reads `symbol` from a scope that ran, or will have run, around it."""
        at: Scope | None = self._scope
        while at is not None and at is not symbol.scope:
            if at.kind in ("function", "lambda"):
                return True
            at = at.parent
        return at is None

    def _for(self, node: ast.For | ast.AsyncFor, state: State) -> State | None:
        self._expr(node.iter, state)
        surely_runs = never_empty(node.iter, self.scopes)
        head = self._head(node, state)
        loop = _Loop()
        self._loops.append(loop)
        inside = dict(head)
        self._target(node.target, inside)
        end = self._body(node.body, inside)
        self._loops.pop()
        around = [item for item in (end, *loop.continues) if item is not None]
        self.repeats[node] = bool(around)
        self.ends[node] = True
        leaving: State | None
        if surely_runs:
            leaving = None
            for item in around:
                leaving = self._join(leaving, item)
        else:
            leaving = head
        if node.orelse and leaving is not None:
            leaving = self._body(node.orelse, leaving)
        for item in loop.breaks:
            leaving = self._join(leaving, item)
        return leaving

    def _while(self, node: ast.While, state: State) -> State | None:
        head = self._head(node, state)
        self._expr(node.test, head)
        loop = _Loop()
        self._loops.append(loop)
        end = self._body(node.body, dict(head))
        self._loops.pop()
        self.repeats[node] = end is not None or bool(loop.continues)
        endless = constant_truth(node.test) is True
        self.ends[node] = not endless or bool(loop.breaks)
        leaving: State | None = None if endless else head
        if node.orelse and leaving is not None:
            leaving = self._body(node.orelse, leaving)
        for item in loop.breaks:
            leaving = self._join(leaving, item)
        return leaving

    def _try(self, node: ast.Try | ast.TryStar, state: State) -> State | None:
        failing = dict(state)
        for found in self.scopes.region_defs.get(node, ()):
            if found.kind != "annotation":
                extra = _UNBOUND_ONLY if found.kind == "delete" else frozenset({found})
                failing[found.symbol] = _cap(self._current(found.symbol, failing) | extra)
        leaving = self._body(node.body, state)
        if node.orelse and leaving is not None:
            leaving = self._body(node.orelse, leaving)
        for handler in node.handlers:
            inside = dict(failing)
            if handler.type is not None:
                self._expr(handler.type, inside)
            self._bind(handler, inside)
            end = self._body(handler.body, inside)
            if end is not None:
                for found in self.scopes.defs_at.get(handler, ()):
                    end[found.symbol] = _UNBOUND_ONLY
            leaving = self._join(leaving, end)
        if node.finalbody:
            if leaving is None:
                self._body(node.finalbody, failing)
                return None
            return self._body(node.finalbody, leaving)
        return leaving

    def _match(self, node: ast.Match, state: State) -> State | None:
        self._expr(node.subject, state)
        leaving: State | None = None
        total = False
        for case in node.cases:
            inside = dict(state)
            for part in walk(case.pattern):
                self._bind(part, inside)
                if isinstance(part, ast.MatchValue):
                    self._expr(part.value, inside)
                elif isinstance(part, ast.MatchClass):
                    self._expr(part.cls, inside)
            if case.guard is not None:
                self._expr(case.guard, inside)
            elif _matches_everything(case.pattern):
                total = True
            leaving = self._join(leaving, self._body(case.body, inside))
        return leaving if total else self._join(leaving, state)

    # --- expressions -------------------------------------------------------------------------------------------

    def _load(self, node: ast.Name, state: State) -> None:
        symbol = self.scopes.symbol_of.get(node)
        if symbol is None:
            return
        reaching = self._current(symbol, state)
        if symbol.foreign_defs and symbol.scope is self._scope:
            reaching = (reaching - {UNBOUND}) | frozenset(symbol.foreign_defs)
        elif symbol.scope is not self._scope and symbol not in state and not symbol.defs:
            return
        known = self.reaching.get(node)
        self.reaching[node] = _cap(reaching if known is None else known | reaching)

    def _expr(self, node: ast.AST, state: State) -> None:
        match node:
            case ast.Constant():
                pass
            case ast.Name():
                if isinstance(node.ctx, ast.Load):
                    self._load(node, state)
            case ast.Lambda():
                for part in _defaults(node.args):
                    self._expr(part, state)
                self._pending.append(node)
            case ast.NamedExpr():
                self._expr(node.value, state)
                self._bind(node.target, state)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                for generator in node.generators:
                    self._expr(generator.iter, state)
                    self._target(generator.target, state)
                    for condition in generator.ifs:
                        self._expr(condition, state)
                for part in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
                    self._expr(part, state)
            case _:
                for child in children(node):
                    self._expr(child, state)


def _defaults(args: ast.arguments) -> list[ast.expr]:
    return [*args.defaults, *(item for item in args.kw_defaults if item is not None)]


def _cap(reaching: Reaching) -> Reaching:
    if len(reaching) <= _MOST:
        return reaching
    return frozenset({MANY, UNBOUND}) if UNBOUND in reaching else frozenset({MANY})


def _matches_everything(pattern: ast.pattern) -> bool:
    if isinstance(pattern, ast.MatchAs):
        return pattern.pattern is None or _matches_everything(pattern.pattern)
    return isinstance(pattern, ast.MatchOr) and any(_matches_everything(item) for item in pattern.patterns)


def never_returns(node: ast.expr, scopes: Scopes) -> bool:
    """Whether a call ends the program: exit(), quit(), sys.exit(), os._exit()."""
    if not isinstance(node, ast.Call):
        return False
    if scopes.is_builtin(node.func, "exit", "quit"):
        return True
    return (
        isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in {("sys", "exit"), ("os", "_exit"), ("os", "abort")}
    )
