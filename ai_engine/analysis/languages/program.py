"""A program in another language: its text, its tree, and the questions that every check asks of them."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from ai_engine.analysis.languages.grammar import Grammar
from ai_engine.analysis.languages.tree import COMMENTS, Node

LOOPS = frozenset({"for", "foreach", "while", "do"})
_C_LIKE = frozenset({"c", "cpp"})
_SCRIPT = frozenset({"javascript", "typescript"})


class Program:
    """Wraps a tree. `role` says what a node is, whatever its language calls it."""

    def __init__(self, text: str, root: Node, grammar: Grammar) -> None:
        """`root` is the tree of `text`."""
        self.text = text
        self.root = root
        self.grammar = grammar
        self.language = grammar.name
        self.is_c = grammar.name in _C_LIKE
        self.is_script = grammar.name in _SCRIPT
        self.is_java = grammar.name == "java"
        self.is_go = grammar.name == "go"
        self._roles = grammar.roles

    @cached_property
    def lines(self) -> list[str]:
        """The physical lines."""
        return self.text.split("\n")

    @cached_property
    def nodes(self) -> list[Node]:
        """All nodes, outer before inner, in the order of the text."""
        return list(self.root.walk())

    @cached_property
    def _by_role(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            role = self.role(node)
            if role:
                found[role].append(node)
        return found

    @cached_property
    def functions(self) -> list[Node]:
        """Functions, methods and lambdas that have a body."""
        return [node for node in self.of("function") if self.body(node) is not None]

    def of(self, *roles: str) -> list[Node]:
        """The nodes with one of these roles."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], [])
        return [node for role in roles for node in self._by_role.get(role, [])]

    def role(self, node: Node) -> str:
        """What a node is for: `if`, `for`, `call`…; "" for what no check asks after."""
        if not node.named:
            # Java's empty statement is a bare semicolon.
            if node.kind == ";" and self.is_java and node.parent is not None and self._holds_statements(node):
                return "empty"
            return ""
        role = self._roles.get(node.kind, "")
        if role == "for" and self.is_go:
            return self._go_loop(node)
        if role == "expression" and self.is_c and not node.inner:
            return "empty"
        return role

    def _holds_statements(self, semicolon: Node) -> bool:
        parent = semicolon.parent
        assert parent is not None
        if parent.kind in ("while_statement", "enhanced_for_statement", "if_statement", "for_statement"):
            return parent.children[-1] is semicolon or semicolon.field in ("body", "consequence", "alternative")
        return parent.kind in ("block", "switch_block_statement_group")

    def _go_loop(self, node: Node) -> str:
        if node.child("range_clause"):
            return "foreach"
        return "for" if node.child("for_clause") else "while"

    def source(self, node: Node | None) -> str:
        """A node's text, whitespace folded."""
        return "" if node is None else " ".join(self.text[node.start : node.end].split())

    def short(self, node: Node | None, most: int = 60) -> str:
        """A node's text for messages."""
        text = self.source(node)
        return text if len(text) <= most else text[: most - 1].rstrip() + "…"

    # The parts of statements.

    def bare(self, node: Node | None) -> Node | None:
        """Without the parentheses around it."""
        while node is not None and node.kind in ("parenthesized_expression", "condition_clause"):
            named = node.inner
            if len(named) != 1:
                return node
            node = named[0]
        return node

    def condition(self, node: Node) -> Node | None:
        """The condition of an if, a loop or a ternary; None where there is none, as in `for (;;)`."""
        if self.is_go and node.kind == "for_statement":
            clause = node.child("for_clause")
            if clause is not None:
                return clause.part("condition")
            first = next((child for child in node.inner if child.field != "body"), None)
            return None if first is None or first.kind == "range_clause" else first
        found = node.part("condition")
        if found is not None and found.kind in ("expression_statement", "empty_statement"):
            found = found.inner[0] if found.inner else None
        return self.bare(found)

    def loop_parts(self, node: Node) -> tuple[Node | None, Node | None]:
        """A counting loop's start and step."""
        holder = node.child("for_clause") or node
        return holder.part("initializer", "init"), holder.part("update", "increment")

    def then(self, node: Node) -> Node | None:
        """What an if does when its condition holds."""
        found = node.part("consequence")
        if found is None:  # Java's `if (x) ;`
            found = next((child for child in node.children if child.kind == ";"), None)
        return found

    def otherwise(self, node: Node) -> Node | None:
        """What follows `else`."""
        found = node.part("alternative")
        if found is not None and found.kind == "else_clause":
            return found.inner[0] if found.inner else None
        return found

    def body(self, node: Node) -> Node | None:
        """The body of a loop or function."""
        found = node.part("body")
        if found is None and self.is_java and node.children and node.children[-1].kind == ";":
            return node.children[-1] if self.role(node) in LOOPS and self.role(node) != "do" else None
        return found

    def statements(self, block: Node | None) -> list[Node]:
        """The statements in a block, or the single one that stands for a block."""
        if block is None:
            return []
        role = self.role(block)
        if role == "block" or block.kind in ("program", "translation_unit", "source_file", "statement_list"):
            found: list[Node] = []
            for child in block.children:
                if child.kind == "statement_list":
                    found.extend(self._listed(child))
                elif self._is_statement(child):
                    found.append(child)
            return found
        if role == "case":
            return self._case_statements(block)
        return [block]

    def _listed(self, block: Node) -> list[Node]:
        return [child for child in block.children if self._is_statement(child)]

    def _is_statement(self, node: Node) -> bool:
        return (node.named and node.kind not in COMMENTS) or self.role(node) == "empty"

    def _case_statements(self, case: Node) -> list[Node]:
        found = []
        behind = self.is_java
        for child in case.children:
            if child.kind == "statement_list":
                found.extend(self._listed(child))
            elif child.kind in (":", "switch_label"):
                behind = True
            elif behind and self._is_statement(child):
                found.append(child)
        return found

    def cases(self, switch: Node) -> list[Node]:
        """The cases of a switch, default included."""
        holder = switch.part("body") or switch
        return [child for child in holder.children if self.role(child) in ("case", "rule")]

    def is_default(self, case: Node) -> bool:
        """Whether it is the `default` of its switch."""
        if case.kind in ("switch_default", "default_case"):
            return True
        label = case.child("switch_label") if self.is_java else case
        return label is not None and any(child.kind == "default" for child in label.children)

    # The parts of expressions.

    def operator(self, node: Node) -> str:
        """The operator of a binary, unary, update or assigning expression."""
        if node.kind in ("inc_statement", "dec_statement"):
            return "++" if node.kind == "inc_statement" else "--"
        found = node.part("operator")
        if found is None:
            found = next((child for child in node.children if not child.named and child.kind not in "()"), None)
        return self.text[found.start : found.end] if found is not None else ""

    def sides(self, node: Node) -> tuple[Node | None, Node | None]:
        """Left and right of a binary expression or an assignment; of Go's lists the only element."""
        return self._only(node.part("left")), self._only(node.part("right"))

    def _only(self, node: Node | None) -> Node | None:
        if node is not None and node.kind == "expression_list":
            return node.inner[0] if len(node.inner) == 1 else None
        return node

    def callee(self, call: Node) -> str:
        """What is called, as written: `f`, `a.b.push`, `System.out.println`."""
        if self.is_java:
            name = self.source(call.part("name"))
            owner = self.source(call.part("object"))
            return f"{owner}.{name}" if owner else name
        return self.source(call.part("function", "constructor"))

    def arguments(self, call: Node) -> list[Node]:
        """A call's arguments."""
        held = call.part("arguments")
        return held.inner if held is not None else []

    def subscript(self, node: Node) -> tuple[Node | None, Node | None]:
        """The collection and the index of `a[i]`."""
        index = node.part("index")
        if index is None:
            held = node.part("indices")
            index = held.inner[0] if held is not None and len(held.inner) == 1 else None
        return node.part("object", "argument", "array", "operand"), index

    def number(self, node: Node | None) -> int | float | None:
        """The value of a number literal, a minus before it included."""
        node = self.bare(node)
        if node is None:
            return None
        if self.role(node) == "unary" and self.operator(node) == "-":
            value = self.number(node.part("argument", "operand"))
            return None if value is None else -value
        if self.role(node) != "number":
            return None
        text = self.text[node.start : node.end].replace("_", "").replace("'", "").lower()
        try:
            return int(text.rstrip("ul"), 0)
        except ValueError:
            pass
        try:
            return float(text.rstrip("fdl")) if len(text) < 300 else None
        except ValueError:
            return None

    def is_integer(self, node: Node | None) -> bool:
        """Whether it is a whole-number literal."""
        return isinstance(self.number(node), int)

    def function_of(self, node: Node) -> Node | None:
        """The function around a node."""
        return next((one for one in node.ancestors() if self.role(one) == "function"), None)

    def function_name(self, node: Node) -> str:
        """A function's own name; "" for one without."""
        name = node.part("name")
        if name is None and self.is_c:
            name = self.declared_name(node.part("declarator"))
        if name is None and node.parent is not None and node.parent.kind in ("variable_declarator", "pair"):
            name = node.parent.part("name", "key")
        if name is None and node.parent is not None and node.parent.kind == "assignment_expression":
            name = node.parent.part("left")
        return self.source(name) if name is not None else ""

    def declared_name(self, declarator: Node | None) -> Node | None:
        """The name inside of C's declarators: `*p`, `a[3]`, `f(int x)`."""
        while declarator is not None:
            if declarator.kind in ("identifier", "field_identifier", "qualified_identifier", "destructor_name"):
                return declarator
            if declarator.kind in ("operator_name", "operator_cast", "template_function"):
                return declarator
            inside = declarator.part("declarator")
            if inside is None:
                inside = next((c for c in declarator.inner if "declarator" in c.kind or c.kind == "identifier"), None)
            declarator = inside
        return None

    def within(self, node: Node, *stop: str) -> Iterator[Node]:
        """Everything below a node but not inside of functions (and of `stop` roles) that it holds."""
        stack = list(reversed(node.children))
        while stack:
            one = stack.pop()
            role = self.role(one)
            if role == "function" or role in stop or role == "members":
                continue
            yield one
            stack.extend(reversed(one.children))
