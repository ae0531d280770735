"""What type an expression certainly has: literals, builtins, obvious calls, and names through their definitions.

A type set is a frozenset of type names; ANY (None) means that nothing is known. A set with two names means "one of
these". The definitions are solved together, from nothing upwards, until nothing changes.
"""

import ast

from ai_engine.analysis.builtin_types import (
    ANNOTATIONS,
    ANY,
    BOOL,
    BUILTIN_CLASSES,
    BUILTIN_FUNCTIONS,
    BUILTIN_RESULTS,
    FLOAT,
    INT,
    METHOD_RESULTS,
    MODULE_RESULTS,
    NONE,
    NOTHING,
    NUMBERS,
    STR,
    Types,
    one,
)
from ai_engine.analysis.flow import MANY, UNBOUND, Flow
from ai_engine.analysis.operator_types import pair
from ai_engine.analysis.scopes import Def, FunctionNode, Scopes
from ai_engine.analysis.tree import children

_PASSES = 8


class TypeTable:
    """The types of a program's expressions. Ask `of(node)`."""

    def __init__(self, tree: ast.Module, scopes: Scopes, flow: Flow, parents: dict[ast.AST, ast.AST]) -> None:
        self._scopes = scopes
        self._flow = flow
        self._parents = parents
        self._defs: dict[Def, Types] = {}
        self._returns: dict[ast.AST, Types] = {}
        self._memo: dict[ast.AST, Types] = {}
        self._return_values: dict[ast.AST, list[ast.Return]] = {}
        self._generators: set[ast.AST] = set()
        self._collect_returns(tree, None)
        self._solve()

    def of(self, node: ast.expr) -> Types:
        """The types `node` can have, ANY if unknown."""
        found = self._memo.get(node, NOTHING)
        if found == NOTHING:
            found = self._infer(node) or ANY
            self._memo[node] = found
        return found

    def is_(self, node: ast.expr, *names: str) -> bool:
        """Whether `node` certainly has one of the types `names`."""
        found = self.of(node)
        return bool(found) and found is not None and found <= frozenset(names)

    def sole(self, node: ast.expr) -> str:
        """The one type that `node` certainly has, or ''."""
        found = self.of(node)
        return next(iter(found)) if found is not None and len(found) == 1 else ""

    def returns(self, function: ast.AST) -> Types:
        """What a call of a function defined here gives."""
        return self._returns.get(function) or ANY

    def return_values(self, function: ast.AST) -> list[ast.Return]:
        """The function's own return statements."""
        return self._return_values.get(function, [])

    # --- solving -----------------------------------------------------------------------------------------------

    def _solve(self) -> None:
        defs = [found for scope in self._scopes.all for symbol in scope.symbols.values() for found in symbol.defs]
        functions = [node for node in self._scopes.of_node if isinstance(node, FunctionNode)]
        self._defs = dict.fromkeys(defs, NOTHING)
        self._returns = dict.fromkeys(functions, NOTHING)
        for attempt in range(2 * _PASSES):
            changed = False
            for found in defs:
                known = self._defs[found]
                if known is ANY:
                    continue
                new = _union(known, self._of_def(found))
                if new != known:
                    self._defs[found] = ANY if attempt >= _PASSES else new
                    changed = True
            for function in functions:
                known = self._returns[function]
                if known is ANY:
                    continue
                new = _union(known, self._of_function(function))
                if new != known:
                    self._returns[function] = ANY if attempt >= _PASSES else new
                    changed = True
            if not changed:
                return
        self._defs = dict.fromkeys(defs, ANY)
        self._returns = dict.fromkeys(functions, ANY)

    def _of_function(self, node: FunctionNode) -> Types:
        if node.decorator_list or isinstance(node, ast.AsyncFunctionDef):
            return ANY
        scope = self._scopes.of_node[node]
        if node in self._generators or scope.calls_locals:
            return one("generator") if node in self._generators else ANY
        found: Types = NONE if self._flow.falls_through.get(node, True) else NOTHING
        for item in self._return_values.get(node, ()):
            found = _union(found, NONE if item.value is None else self._infer(item.value))
        return found

    def _collect_returns(self, node: ast.AST, function: ast.AST | None) -> None:
        if isinstance(node, FunctionNode | ast.Lambda):
            function = node
        elif isinstance(node, ast.Return) and function is not None:
            self._return_values.setdefault(function, []).append(node)
        elif isinstance(node, ast.Yield | ast.YieldFrom) and function is not None:
            self._generators.add(function)
        for child in children(node):
            self._collect_returns(child, function)

    def is_generator(self, function: ast.AST) -> bool:
        """Whether a function has a yield of its own."""
        return function in self._generators

    def _of_def(self, found: Def) -> Types:
        node = found.node
        match found.kind:
            case "assign" | "walrus":
                if found.value is None:
                    return ANY
                parent = self._parents.get(node)
                if isinstance(parent, ast.Starred):
                    return one("list")
                return self._infer(found.value)
            case "unpack":
                if isinstance(self._parents.get(node), ast.Starred):
                    return one("list")
                if isinstance(found.stmt, ast.Assign) and isinstance(self._parents.get(node), ast.Tuple | ast.List):
                    outer = self._parents.get(self._parents[node])
                    return self.element(found.stmt.value) if outer is found.stmt else ANY
                return ANY
            case "for" | "comprehension":
                return self._of_loop_target(found)
            case "augment":
                stmt = found.stmt
                if isinstance(stmt, ast.AugAssign) and isinstance(node, ast.Name):
                    return self.binary(self._of_name(node), stmt.op, self._infer(stmt.value), stmt.value)
                return ANY
            case "param":
                return self._of_param(found)
            case "import":
                return one("module") if isinstance(found.stmt, ast.Import) else ANY
            case "function":
                return ANY if isinstance(node, FunctionNode) and node.decorator_list else one("function")
            case "class":
                return one("class")
            case "with":
                if found.value is not None and isinstance(self._parents.get(node), ast.withitem):
                    kind = self._infer(found.value)
                    return kind if kind in (NOTHING, one("file")) else ANY
                return ANY
            case "except":
                return one("exception")
            case "delete" | "annotation":
                return NOTHING
        return ANY

    def _of_param(self, found: Def) -> Types:
        node = found.node
        if not isinstance(node, ast.arg):
            return ANY
        arguments = self._parents.get(node)
        if isinstance(arguments, ast.arguments):
            if node is arguments.vararg:
                return one("tuple")
            if node is arguments.kwarg:
                return one("dict")
        kind = self._of_annotation(node.annotation)
        if kind is ANY or not isinstance(arguments, ast.arguments):
            return ANY
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = dict(zip([arg.arg for arg in reversed(positional)], reversed(arguments.defaults), strict=False))
        defaults.update(
            {arg.arg: value for arg, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value}
        )
        default = defaults.get(node.arg)
        return kind if default is None else _union(kind, self._infer(default))

    def _of_annotation(self, node: ast.expr | None) -> Types:
        if isinstance(node, ast.Subscript):
            node = node.value
        if isinstance(node, ast.Name):
            if node.id == "float":
                return frozenset({"int", "float"})
            return one(ANNOTATIONS[node.id]) if node.id in ANNOTATIONS else ANY
        return ANY

    def _of_loop_target(self, found: Def) -> Types:
        node = found.node
        parent = self._parents.get(node)
        if isinstance(parent, ast.For | ast.comprehension):
            return self.element(parent.iter)
        if isinstance(parent, ast.Tuple | ast.List):
            loop = self._parents.get(parent)
            if not isinstance(loop, ast.For | ast.comprehension) or not isinstance(loop.iter, ast.Call):
                return ANY
            index = next(place for place, item in enumerate(parent.elts) if item is node)
            call = loop.iter
            if self._scopes.is_builtin(call.func, "enumerate") and call.args and len(parent.elts) == 2:
                return INT if index == 0 else self.element(call.args[0])
            if self._scopes.is_builtin(call.func, "zip") and index < len(call.args):
                if isinstance(call.args[index], ast.Starred):
                    return ANY
                return self.element(call.args[index])
        return ANY

    # --- expressions -------------------------------------------------------------------------------------------

    def _of_name(self, node: ast.Name) -> Types:
        symbol = self._scopes.symbol_of.get(node)
        if symbol is None:
            name = self._scopes.builtin_name(node)
            if name is None:
                return ANY
            return one("class") if name in BUILTIN_CLASSES else one("function") if name in BUILTIN_FUNCTIONS else ANY
        reaching = self._flow.reaching.get(node)
        if reaching is None:
            return ANY
        found: Types = NOTHING
        for item in reaching:
            if item is UNBOUND:
                continue
            if item is MANY:
                return ANY
            found = _union(found, self._defs.get(item, ANY))
            if found is ANY:
                return ANY
        return found

    def _infer(self, node: ast.expr) -> Types:
        match node:
            case ast.Constant(value=value):
                return ANY if value is Ellipsis else one(type(value).__name__)
            case ast.JoinedStr():
                return STR
            case ast.Name():
                return self._of_name(node)
            case ast.List() | ast.ListComp():
                return one("list")
            case ast.Tuple():
                return one("tuple")
            case ast.Dict() | ast.DictComp():
                return one("dict")
            case ast.Set() | ast.SetComp():
                return one("set")
            case ast.GeneratorExp():
                return one("generator")
            case ast.Lambda():
                return one("function")
            case ast.IfExp():
                return _union(self._infer(node.body), self._infer(node.orelse))
            case ast.BoolOp():
                found: Types = NOTHING
                for item in node.values:
                    found = _union(found, self._infer(item))
                return found
            case ast.NamedExpr():
                return self._infer(node.value)
            case ast.UnaryOp(op=ast.Not()):
                return BOOL
            case ast.UnaryOp(operand=operand):
                kind = self._infer(operand)
                if kind == BOOL:
                    return INT
                return kind if kind is not None and kind <= NUMBERS else ANY
            case ast.Compare():
                return self._of_compare(node)
            case ast.BinOp():
                return self.binary(self._infer(node.left), node.op, self._infer(node.right), node.right)
            case ast.Subscript():
                return self._of_subscript(node)
            case ast.Call():
                return self._of_call(node)
        return ANY

    def _of_compare(self, node: ast.Compare) -> Types:
        for op, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(op, ast.In | ast.NotIn | ast.Is | ast.IsNot):
                continue
            if self._infer(node.left) is ANY or self._infer(right) is ANY:
                return ANY
        return BOOL

    def _of_subscript(self, node: ast.Subscript) -> Types:
        kind = self._infer(node.value)
        if kind is None or not kind:
            return kind
        if isinstance(node.slice, ast.Slice):
            return kind if kind <= {"str", "list", "tuple", "bytes", "range"} else ANY
        if kind == STR:
            return STR
        if kind == one("range") or kind == one("bytes"):
            return INT
        if isinstance(node.value, ast.Call):
            return self.element(node.value)
        return ANY

    def _of_call(self, node: ast.Call) -> Types:
        func = node.func
        name = self._scopes.builtin_name(func)
        if name is not None:
            return self._of_builtin_call(name, node)
        if isinstance(func, ast.Name):
            found = self._flow.only_def(func)
            if found is None:
                return ANY
            if isinstance(found.stmt, ast.ImportFrom) and isinstance(found.node, ast.alias):
                result = MODULE_RESULTS.get((found.stmt.module or "", found.node.name))
                return one(result) if result is not None else ANY
            if isinstance(found.node, FunctionNode) and found.kind == "function":
                return self._returns.get(found.node, ANY)
            if isinstance(found.node, ast.ClassDef) and found.kind == "class":
                return one("instance " + found.node.name)
            return ANY
        if isinstance(func, ast.Attribute):
            module = self.module_of(func.value)
            if module:
                result = MODULE_RESULTS.get((module, func.attr))
                return one(result) if result is not None else ANY
            kind = self._infer(func.value)
            if kind is None:
                return ANY
            if not kind:
                return NOTHING
            results: Types = NOTHING
            for item in kind:
                result = METHOD_RESULTS.get(item, {}).get(func.attr)
                if result is None:
                    return ANY
                results = _union(results, one(result))
            return results
        return ANY

    def module_of(self, node: ast.expr) -> str:
        """The module that a name certainly means, or ''."""
        found = self._flow.only_def(node) if isinstance(node, ast.Name) else None
        if found is not None and isinstance(found.stmt, ast.Import) and isinstance(found.node, ast.alias):
            return found.node.name
        return ""

    def _of_builtin_call(self, name: str, node: ast.Call) -> Types:
        if name == "open":
            mode = open_mode(node)
            return ANY if mode is None or "b" in mode else one("file")
        result = BUILTIN_RESULTS.get(name)
        if result is not None:
            return one(result)
        args = node.args
        if name in ("abs", "sum", "round", "pow", "divmod", "max", "min") and args:
            kinds = [self._infer(item) for item in args]
            if name == "abs" and kinds[0] is not None and kinds[0] <= {"int", "float", "bool"}:
                return INT if kinds[0] == BOOL else kinds[0]
            if name == "round" and kinds[0] is not None and kinds[0] <= {"int", "float", "bool"}:
                return INT if len(args) == 1 else kinds[0]
            if name in ("max", "min") and len(args) > 1:
                found: Types = NOTHING
                for kind in kinds:
                    found = _union(found, kind)
                return found
            if name in ("max", "min", "sum") and len(args) == 1:
                kind = self.element(args[0])
                if name == "sum":
                    return kind if kind is not None and kind and kind <= {"int", "float"} else ANY
                return kind
            if name == "divmod":
                return one("tuple")
        return ANY

    def element(self, node: ast.expr) -> Types:
        """The type of the items that iterating over (or unpacking) `node` gives, as far as its own text tells."""
        match node:
            case ast.List(elts=elts) | ast.Tuple(elts=elts) | ast.Set(elts=elts):
                found: Types = NOTHING
                for item in elts:
                    found = ANY if isinstance(item, ast.Starred) else _union(found, self._infer(item))
                return found or ANY
            case ast.ListComp(elt=elt) | ast.SetComp(elt=elt) | ast.GeneratorExp(elt=elt):
                return self._infer(elt)
            case ast.Dict(keys=keys) if keys and all(keys):
                found = NOTHING
                for key in keys:
                    found = _union(found, self._infer(key) if key is not None else ANY)
                return found
            case ast.Call(func=ast.Attribute(attr="split" | "splitlines" | "readlines" | "rsplit", value=value)):
                kind = self._infer(value)
                return STR if kind in (STR, one("file")) else kind if kind == NOTHING else ANY
            case ast.Call(func=ast.Name() as func, args=args) if self._scopes.builtin_name(func) is not None and args:
                if func.id in ("sorted", "list", "tuple", "set", "reversed", "frozenset"):
                    return self.element(args[0])
                if func.id == "map" and len(args) > 1:
                    name = self._scopes.builtin_name(args[0])
                    result = BUILTIN_RESULTS.get(name or "")
                    return one(result) if result is not None else ANY
                if func.id in ("enumerate", "zip"):
                    return one("tuple")
        kind = self._infer(node)
        if kind in (NOTHING, STR):
            return kind
        if kind == one("range"):
            return INT
        if kind == one("file"):
            return STR
        return ANY

    def binary(self, left: Types, op: ast.operator, right: Types, right_node: ast.expr | None = None) -> Types:
        """The type of `left op right`, where it doesn't fail."""
        if left == NOTHING or right == NOTHING:
            return NOTHING
        if isinstance(op, ast.Mod) and left == STR:
            return STR
        if left is None or right is None:
            return self._half_known(left, op, right, right_node)
        found: Types = NOTHING
        for first in left:
            for second in right:
                found = _union(found, pair(first, op, second, right_node))
                if found is ANY:
                    return ANY
        return found

    def _half_known(self, left: Types, op: ast.operator, right: Types, right_node: ast.expr | None) -> Types:
        if isinstance(op, ast.Add):
            for kind in (left, right):
                if kind in (STR, one("list"), one("tuple")):
                    return kind
        if isinstance(op, ast.Mult) and left in (STR, one("list")):
            return left
        if isinstance(op, ast.Div):
            for kind in (left, right):
                if kind is not None and kind <= {"int", "float"}:
                    return FLOAT if kind is left or isinstance(right_node, ast.Constant) else ANY
        return ANY


def open_mode(call: ast.Call) -> str | None:
    """The mode of an open call; None if it isn't a literal."""
    given = next((item.value for item in call.keywords if item.arg == "mode"), None)
    if given is None and len(call.args) > 1:
        given = call.args[1]
    if given is None:
        return "r"
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None


def _union(one_: Types, two: Types) -> Types:
    if one_ is None or two is None:
        return None
    found = one_ | two
    return found if len(found) <= 4 else None
