"""Names of a program in another language: where each is declared, read and written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.tree import Node

_NAMES = frozenset({
    "identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern", "type_identifier",
    "namespace_identifier", "package_identifier", "statement_identifier",
})  # fmt: skip
_SCRIPT_TYPES = frozenset({
    "class_declaration", "interface_declaration", "enum_declaration", "type_alias_declaration", "class",
    "abstract_class_declaration", "internal_module",
})  # fmt: skip
_SCOPES = frozenset({
    "function", "block", "for", "foreach", "while", "catch", "switch", "members", "if", "try",
})  # fmt: skip


@dataclass(eq=False, slots=True)
class Variable:
    """One declared name."""

    name: str
    node: Node
    kind: str  # variable, parameter, function, type, import, field, catch
    scope: "Scope"
    keyword: str = ""  # var, let, const where the language has them
    value: Node | None = None
    typed: Node | None = None
    reads: list[Node] = field(default_factory=list)
    writes: list[Node] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Scope:
    """The names that one block, function or file declares."""

    node: Node
    function: Node | None
    parent: "Scope | None"
    names: dict[str, Variable] = field(default_factory=dict)

    def find(self, name: str) -> Variable | None:
        """The variable that a name means here."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None


class Names:
    """All names of a program, resolved."""

    def __init__(self, program: Program) -> None:
        """Walks the tree twice: declarations first, since uses may stand before them."""
        self.program = program
        self.variables: list[Variable] = []
        self.of_node: dict[int, Variable] = {}
        self.unknown: list[tuple[Node, Scope]] = []
        self._scopes: dict[int, Scope] = {}
        self._declaring: set[int] = set()
        self._top = Scope(program.root, None, None)
        self._scopes[id(program.root)] = self._top
        self._declare_all()
        self._resolve_all()

    def scope_of(self, node: Node) -> Scope:
        """The innermost scope around a node."""
        current: Node | None = node
        while current is not None:
            if id(current) in self._scopes:
                return self._scopes[id(current)]
            current = current.parent
        return self._top

    def variable(self, node: Node | None) -> Variable | None:
        """The variable that a name node means."""
        return None if node is None else self.of_node.get(id(node))

    def _declare_all(self) -> None:
        for node in self.program.nodes:
            role = self.program.role(node)
            if role in _SCOPES and node is not self.program.root:
                parent = self.scope_of(node.parent) if node.parent is not None else self._top
                function = node if role == "function" else parent.function
                self._scopes[id(node)] = Scope(node, function, parent)
            for name, kind, keyword, value, typed in self._declared(node, role):
                self._declare(name, kind, keyword, value, typed, node)

    def _declare(
        self, name: Node, kind: str, keyword: str, value: Node | None, typed: Node | None, holder: Node
    ) -> None:
        scope = self.scope_of(holder)
        if kind in ("function", "type") and scope.node is holder and scope.parent is not None:
            scope = scope.parent  # a function's own name belongs outside of it
        if keyword == "var" and self.program.is_script:
            while scope.parent is not None and self.program.role(scope.node) != "function":
                scope = scope.parent
        text = self.program.text[name.start : name.end]
        self._declaring.add(id(name))
        known = scope.names.get(text)
        if known is not None and (kind == known.kind or self.program.is_go or keyword == "var"):
            known.writes.append(name)  # `var i` again, Go's `a, err :=`, overloads
            self.of_node[id(name)] = known
            return
        variable = Variable(text, name, kind, scope, keyword, value, typed)
        scope.names[text] = variable
        self.variables.append(variable)
        self.of_node[id(name)] = variable

    def _declared(self, node: Node, role: str) -> Iterator[tuple[Node, str, str, Node | None, Node | None]]:
        """Name node, kind, keyword, first value and type of what a node declares."""
        kind = node.kind
        program = self.program
        if role == "function":
            name = node.part("name")
            if name is None and program.is_c:
                name = program.declared_name(node.part("declarator"))
            if name is not None and name.kind == "identifier":
                yield name, "function", "", None, None
            single = node.part("parameter") or (node.part("parameters") if program.is_java else None)
            if single is not None and single.kind == "identifier":
                yield single, "parameter", "", None, None
        if program.is_script:
            yield from self._script(node, kind, role)
        elif program.is_java:
            yield from self._java(node, kind)
        elif program.is_c:
            yield from self._c(node, kind)
        else:
            yield from self._go(node, kind)

    def _script(self, node: Node, kind: str, role: str) -> Iterator[tuple[Node, str, str, Node | None, Node | None]]:
        if kind == "variable_declarator":
            parent = node.parent
            keyword = self.program.text[parent.start : parent.start + 5].split()[0] if parent is not None else "let"
            for name in _pattern(node.part("name")):
                yield name, "variable", keyword, node.part("value"), node.part("type")
        elif role == "foreach":
            keyword = self.program.source(node.part("kind"))
            if keyword:
                for name in _pattern(node.part("left")):
                    yield name, "variable", keyword, None, None
        elif kind == "formal_parameters":
            for child in node.inner:
                found = child.part("pattern", "name") if child.kind.endswith("_parameter") else child
                for name in _pattern(found):
                    yield name, "parameter", "", None, child.part("type")
        elif role == "catch":
            for name in _pattern(node.part("parameter")):
                yield name, "catch", "", None, None
        elif kind in _SCRIPT_TYPES:
            own = node.part("name")
            if own is not None:
                yield own, "type", "", None, None
        elif kind in ("import_clause", "namespace_import"):
            for child in node.inner:
                if child.kind == "identifier":
                    yield child, "import", "", None, None
        elif kind == "import_specifier":
            imported = node.part("alias") or node.part("name")
            if imported is not None:
                yield imported, "import", "", None, None

    def _java(self, node: Node, kind: str) -> Iterator[tuple[Node, str, str, Node | None, Node | None]]:
        name = node.part("name")
        if name is None:
            if kind == "inferred_parameters":
                for child in node.inner:
                    yield child, "parameter", "", None, None
            if kind == "spread_parameter":
                for child in node.inner:
                    if child.kind == "variable_declarator" and (inner := child.part("name")) is not None:
                        self._declaring.add(id(child))
                        yield inner, "parameter", "", None, None
            return
        parent = node.parent.kind if node.parent is not None else ""
        if kind == "variable_declarator" and parent != "spread_parameter":
            typed = node.parent.part("type") if node.parent is not None else None
            local = parent == "local_variable_declaration"
            yield name, "variable" if local else "field", "", node.part("value"), typed
        elif kind == "formal_parameter":
            yield name, "parameter", "", None, node.part("type")
        elif kind == "enhanced_for_statement":
            yield name, "variable", "each", None, node.part("type")
        elif kind in (
            "catch_formal_parameter",
            "resource",
            "instanceof_expression",
            "type_pattern",
            "record_pattern_component",
        ):
            yield name, "catch", "", None, node.part("type")
        elif kind in ("class_declaration", "interface_declaration", "enum_declaration", "record_declaration"):
            yield name, "type", "", None, None
        elif kind == "enum_constant":
            yield name, "field", "", None, None

    def _c(self, node: Node, kind: str) -> Iterator[tuple[Node, str, str, Node | None, Node | None]]:
        typed = node.part("type")
        if kind in ("declaration", "field_declaration"):
            for declarator in node.parts("declarator"):
                name = self.program.declared_name(declarator)
                if name is None or name.kind == "qualified_identifier":
                    continue
                if kind == "field_declaration":
                    yield name, "field", "", None, typed
                elif _is_prototype(declarator):
                    yield name, "function", "", None, typed
                else:
                    value = declarator.part("value") or (node.part("default_value"))
                    yield name, "variable", "", value, typed
        elif kind in ("parameter_declaration", "optional_parameter_declaration", "variadic_parameter_declaration"):
            if node.parent is not None and self._of_defined_function(node.parent):
                name = self.program.declared_name(node.part("declarator"))
                if name is not None:
                    yield name, "parameter", "", None, typed
            else:
                unnamed = self.program.declared_name(node.part("declarator"))
                if unnamed is not None:
                    self._declaring.add(id(unnamed))
        elif kind == "for_range_loop":
            held = node.part("declarator")
            names = held.inner if held is not None and "binding" in held.kind else []
            single = self.program.declared_name(held)
            for one in [*names, *([single] if single is not None else [])]:
                if one.kind == "identifier":
                    yield one, "variable", "each", None, typed
        elif kind == "structured_binding_declarator":
            for child in node.inner:
                if child.kind == "identifier":
                    yield child, "variable", "each", None, None
        elif kind in ("preproc_def", "preproc_function_def", "enumerator"):
            own = node.part("name")
            if own is not None:
                yield own, "field", "", None, None
        elif kind in ("struct_specifier", "class_specifier", "enum_specifier", "union_specifier"):
            own = node.part("name")
            if own is not None and node.part("body") is not None:
                yield own, "type", "", None, None
        elif kind == "lambda_capture_initializer":
            name = node.part("left")
            if name is not None:
                yield name, "field", "", None, None

    def _of_defined_function(self, parameters: Node) -> bool:
        """Whether a parameter list belongs to a function with a body, not to a prototype or a function pointer."""
        above = parameters.parent
        steps = 0
        while above is not None and "declarator" in above.kind and steps < 6:
            if (
                above.kind == "function_declarator"
                and (above.part("declarator") or above).kind == "parenthesized_declarator"
            ):
                return False
            above = above.parent
            steps += 1
        return above is not None and self.program.role(above) == "function"

    def _go(self, node: Node, kind: str) -> Iterator[tuple[Node, str, str, Node | None, Node | None]]:
        if kind in ("short_var_declaration", "range_clause", "receive_statement"):
            if kind != "short_var_declaration" and not any(child.kind == ":=" for child in node.children):
                return
            left, right = node.part("left"), node.part("right")
            values = right.inner if right is not None and right.kind == "expression_list" else []
            names = left.inner if left is not None else []
            for number, name in enumerate(names):
                if name.kind == "identifier":
                    value = values[number] if len(values) == len(names) else right
                    yield name, "variable", "short" if kind == "short_var_declaration" else "each", value, None
        elif kind in ("var_spec", "const_spec"):
            for name in node.parts("name"):
                if name.kind == "identifier":
                    yield name, "variable" if kind == "var_spec" else "field", "", node.part("value"), node.part("type")
        elif kind in ("parameter_declaration", "variadic_parameter_declaration"):
            result = node.parent is not None and node.parent.field == "result"
            receiver = node.parent is not None and node.parent.field == "receiver"
            for name in node.parts("name"):
                yield name, "field" if result or receiver else "parameter", "", None, node.part("type")
        elif kind == "type_spec":
            own = node.part("name")
            if own is not None:
                yield own, "type", "", None, None
        elif kind == "import_spec":
            own = node.part("name")
            if own is not None and own.kind == "package_identifier":
                yield own, "import", "", None, None
        elif kind == "type_switch_statement":
            alias = node.part("alias")
            for name in alias.inner if alias is not None else []:
                yield name, "field", "", None, None

    def _resolve_all(self) -> None:
        for node in self.program.nodes:
            if node.kind not in _NAMES or id(node) in self._declaring:
                continue
            parent = node.parent
            if parent is None or self._is_no_variable(node, parent):
                continue
            scope = self.scope_of(node)
            variable = scope.find(self.program.text[node.start : node.end])
            if variable is None:
                self.unknown.append((node, scope))
                continue
            self.of_node[id(node)] = variable
            if self.is_written(node):
                variable.writes.append(node)
                if self._is_changed(node):
                    variable.reads.append(node)
            else:
                variable.reads.append(node)

    def _is_no_variable(self, node: Node, parent: Node) -> bool:
        """A member's or a label's name."""
        if node.kind == "statement_identifier":
            return True
        if self.program.is_java:
            if parent.kind == "field_access" and node.field == "field":
                return True
            if parent.kind == "method_invocation" and node.field == "name":
                return True
            if parent.kind in ("labeled_statement", "break_statement", "continue_statement", "scoped_identifier"):
                return True
            return parent.kind == "element_value_pair"
        return parent.kind == "keyed_element" and parent.children[0] is node

    def is_written(self, node: Node) -> bool:
        """Whether a name is what an assignment or a step changes."""
        parent, child = node.parent, node
        while parent is not None and parent.kind in ("expression_list", "array_pattern", "object_pattern"):
            child = parent
            parent = parent.parent
        if parent is None:
            return False
        role = self.program.role(parent)
        if role == "update":
            return True
        if role == "assign":
            return child.field == "left"
        if parent.kind in ("range_clause", "for_in_statement"):
            return child.field == "left"
        return False

    def _is_changed(self, node: Node) -> bool:
        """Whether the old value counts too, and more than for the step itself: `f(i++)`, `a += 1` as a value."""
        parent = node.parent
        assert parent is not None
        above = parent.parent
        if above is None:
            return False
        role = self.program.role(above)
        alone = role in ("expression", "for", "block") or above.kind in (
            "statement_list", "for_clause", "program", "comma_expression",
        )  # fmt: skip
        return not alone


def _pattern(node: Node | None) -> Iterator[Node]:
    """The names that a destructuring pattern declares."""
    if node is None:
        return
    stack = [node]
    while stack:
        one = stack.pop()
        if one.kind in ("identifier", "shorthand_property_identifier_pattern"):
            yield one
        elif one.kind == "pair_pattern":
            value = one.part("value")
            if value is not None:
                stack.append(value)
        elif one.kind in ("assignment_pattern", "object_assignment_pattern"):
            left = one.part("left")
            if left is not None:
                stack.append(left)
        elif one.kind in ("array_pattern", "object_pattern", "rest_pattern"):
            stack.extend(one.inner)


def _is_prototype(declarator: Node) -> bool:
    node: Node | None = declarator
    while node is not None:
        if node.kind == "function_declarator":
            return (node.part("declarator") or node).kind != "parenthesized_declarator"
        node = node.part("declarator")
    return False
