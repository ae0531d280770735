"""The program under analysis, parsed once and shared by every check."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Source:
    """A program's text and what is derived from it. `tree` is None where it doesn't parse."""

    text: str
    tree: ast.Module | None = field(default=None, compare=False)

    @cached_property
    def lines(self) -> list[str]:
        """The physical lines, without their ends, split as Python splits them (not at form feeds)."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Each node's parent."""
        if self.tree is None:
            return {}
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around `node`, innermost first."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent

    def column(self, line: int, utf8_offset: int) -> int:
        """The 1-based column in code points of an ast offset, which counts UTF-8 bytes from 0."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        if text.isascii():
            return min(utf8_offset, len(text)) + 1
        return len(text.encode(errors="replace")[:utf8_offset].decode(errors="replace")) + 1

    def segment(self, node: ast.AST) -> str:
        """The source text of a node, whitespace folded, for messages; "" where the node has no place of its own."""
        line, offset = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
        last, end = getattr(node, "end_lineno", None), getattr(node, "end_col_offset", None)
        if not line or last is None or end is None or last > len(self.lines):
            return ""
        start, stop = self.column(line, offset) - 1, self.column(last, end) - 1
        if line == last:
            return " ".join(self.lines[line - 1][start:stop].split())
        between = self.lines[line : last - 1]
        return " ".join(" ".join([self.lines[line - 1][start:], *between, self.lines[last - 1][:stop]]).split())
