"""Writes a changed function with the learner's own lines, comments and spacing wherever nothing changed."""

import ast
import copy
import re
import textwrap
from typing import Any

from ai_engine.challenges.repair.distance import Distance, Sizes
from ai_engine.challenges.repair.merge import Merge
from ai_engine.challenges.repair.variables import Unit


def source_lines(source: str) -> list[str]:
    """The lines as Python counts them: a form feed or a rare separator ends none."""
    return re.split(r"\r\n|\r|\n", source)


def rewritten(source: str, function: Unit, fixed: str) -> str:
    """The text of `fixed` (one function), taking unchanged statements as they stand in `source`."""
    merge = Merge.of(function, ast.parse(fixed).body[0], Distance(Sizes()))
    built = merge.build(frozenset(range(len(merge.hunks))))
    return _Writer(source, function).write(built)


class _Writer:
    def __init__(self, source: str, function: Unit) -> None:
        self.lines = source_lines(source)
        self.own = {id(node) for node in ast.walk(function) if isinstance(node, ast.stmt)}
        self.step = self._indent(function.body[0]) - self._indent(function) or 4

    def _indent(self, statement: ast.stmt) -> int:
        return statement.col_offset

    def write(self, function: Unit) -> str:
        """The whole function or class."""
        return "\n".join(self._statement(function, function.col_offset))

    def _statement(self, statement: ast.stmt, indent: int) -> list[str]:
        if id(statement) in self.own and (own := self._as_it_stands(statement, indent)) is not None:
            return own
        blocks = [name for name in ("body", "orelse", "finalbody") if getattr(statement, name, None)]
        if not blocks or isinstance(statement, (ast.Try, ast.Match)):
            return self._fresh(statement, indent)
        lines = self._header(statement, indent)
        for name in blocks:
            block = getattr(statement, name)
            if name == "orelse":
                if isinstance(statement, ast.If) and len(block) == 1 and isinstance(block[0], ast.If):
                    nested = self._statement(block[0], indent)
                    nested[0] = nested[0].replace("if ", "elif ", 1) if "elif" not in nested[0] else nested[0]
                    lines += nested
                    continue
                lines.append(" " * indent + "else:")
            for inner in block:
                lines += self._statement(inner, indent + self.step)
        return lines

    def _as_it_stands(self, statement: ast.stmt, indent: int) -> list[str] | None:
        """The learner's lines of a statement, moved to this depth; None where that could change their meaning."""
        last = statement.end_lineno or statement.lineno
        lines = self.lines[statement.lineno - 1 : last]
        # Not alone on its lines, or a text over several lines that indentation would change.
        first = lines[0]
        if first[: statement.col_offset].strip() or "\t" in "".join(lines) or '"""' in "".join(lines):
            return None
        if ";" in "".join(lines) or first.rstrip().endswith("\\"):
            return None
        if statement.col_offset == indent:
            return lines
        return textwrap.indent(textwrap.dedent("\n".join(lines)), " " * indent).splitlines()

    def _fresh(self, statement: ast.stmt, indent: int) -> list[str]:
        text = ast.unparse(ast.fix_missing_locations(statement))
        return textwrap.indent(text, " " * indent).splitlines()

    def _header(self, statement: ast.stmt, indent: int) -> list[str]:
        """The line(s) before a block."""
        bare: Any = copy.copy(statement)
        bare.body = [ast.Pass()]
        if hasattr(bare, "orelse"):
            bare.orelse = []
        text = ast.unparse(ast.fix_missing_locations(bare)).splitlines()
        return [" " * indent + line for line in text[:-1]]
