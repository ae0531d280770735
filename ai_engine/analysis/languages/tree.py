"""Syntax trees of the other languages: tree-sitter's answer as plain nodes with positions in code points."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

# What tree-sitter reads for a character outside of ASCII. One byte stands for one code point, so that its byte
# offsets and columns are ours: a letter stays a letter, anything else is no part of a program outside of a text.
_LETTER, _OTHER = "z", "\x02"
_OUTSIDE = re.compile(r"[^\x01-\x7f]")

_MODULES = {
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "java": ("tree_sitter_java", "language"),
    "c": ("tree_sitter_c", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "go": ("tree_sitter_go", "language"),
}


_DEEPEST = 400


class Node:
    """One node. Offsets count code points from 0, lines and columns from 1; the end is behind the last character."""

    __slots__ = (
        "children", "column", "end", "end_column", "end_line", "field", "kind", "line", "missing", "named",
        "parent", "start",
    )  # fmt: skip

    def __init__(self, made: Any, field: str, parent: "Node | None") -> None:
        """From tree-sitter's node."""
        self.kind: str = made.type
        self.field = field
        self.named: bool = made.is_named
        self.missing: bool = made.is_missing
        self.start: int = made.start_byte
        self.end: int = made.end_byte
        row, column = made.start_point
        self.line: int = row + 1
        self.column: int = column + 1
        row, column = made.end_point
        self.end_line: int = row + 1
        self.end_column: int = column + 1
        self.parent = parent
        self.children: list[Node] = []

    def __repr__(self) -> str:
        return f"<{self.kind} {self.line}:{self.column}>"

    def part(self, *fields: str) -> "Node | None":
        """The first child in one of these fields."""
        for child in self.children:
            if child.field in fields:
                return child
        return None

    def parts(self, *fields: str) -> "list[Node]":
        """All children in these fields."""
        return [child for child in self.children if child.field in fields]

    def child(self, *kinds: str) -> "Node | None":
        """The first child of one of these kinds."""
        for child in self.children:
            if child.kind in kinds:
                return child
        return None

    @property
    def inner(self) -> "list[Node]":
        """The named children but comments."""
        return [child for child in self.children if child.named and child.kind not in COMMENTS]

    def ancestors(self) -> "Iterator[Node]":
        """The nodes around it, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> "Iterator[Node]":
        """It and everything below, outer before inner, in the order of the text."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


COMMENTS = frozenset({"comment", "line_comment", "block_comment", "html_comment"})


def readable(text: str) -> str:
    """The text with one ASCII character for each code point."""
    if text.isascii() and "\0" not in text:
        return text
    return _OUTSIDE.sub(lambda found: _LETTER if found[0].isalpha() else _OTHER, text)


@cache
def _language(name: str) -> Any:
    from tree_sitter import Language  # grammars load when the first program in their language comes

    module, function = _MODULES[name]
    return Language(getattr(import_module(module), function)())


def raw_parse(text: str, grammar: str) -> Any:
    """Tree-sitter's own tree of a text that `readable` has seen. A parser each: they aren't safe under threads."""
    from tree_sitter import Parser

    return Parser(_language(grammar)).parse(text.encode("ascii"))


def convert(tree: Any) -> Node | None:
    """The tree as nodes; None where it nests deeper than anybody writes, which would take long to look through."""
    cursor = tree.walk()
    root = Node(cursor.node, "", None)
    parent = root
    down = cursor.goto_first_child
    aside = cursor.goto_next_sibling
    if not down():
        return root
    depth = 1
    while True:
        node = Node(cursor.node, cursor.field_name or "", parent)
        parent.children.append(node)
        if down():
            parent = node
            depth += 1
            if depth > _DEEPEST:
                return None
            continue
        while not aside():
            cursor.goto_parent()
            depth -= 1
            if parent is root:
                return root
            above = parent.parent
            assert above is not None
            parent = above
