"""A rule: the words of one kind of finding. The check decides where; the rule says what to tell the learner."""

import ast
from dataclasses import dataclass
from typing import Any

from ai_engine.analysis.findings import Category, Finding, Severity, first_question
from ai_engine.analysis.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Texts may hold {placeholders}; `at` fills them with the learner's own names and code.

    Attributes:
        name: kebab-case, stable over releases.
        message: what is the case.
        why: why it matters.
        check: how the learner can see it for themselves.
        fix: what to change, in words.
        nudge: the first, weakest hint; a question.
    """

    name: str
    category: Category
    severity: Severity
    concept: str
    confidence: float
    message: str
    why: str
    check: str
    fix: str
    nudge: str = ""

    def at(
        self,
        program: Program,
        node: ast.AST,
        *,
        symbol: str = "",
        severity: Severity | None = None,
        confidence: float | None = None,
        message: str = "",
        evidence: dict[str, Any] | None = None,
        about: ast.stmt | None = None,
        **words: object,
    ) -> Finding:
        """The finding of this rule at `node`; `about` is the statement it speaks of, where that is another one."""
        line = getattr(node, "lineno", 1)
        end_line = getattr(node, "end_lineno", None) or line
        column = program.source.column(line, getattr(node, "col_offset", 0))
        end_column = program.source.column(end_line, getattr(node, "end_col_offset", None) or 0)
        if isinstance(node, ast.stmt) and end_line > line and hasattr(node, "body"):
            end_line, end_column = line, len(program.source.lines[line - 1].rstrip()) + 1
        if about is not None:
            evidence = {**(evidence or {}), "about_line": about.lineno}
        program.anchors[self.name, line, column] = about or program.statement_of(node) or program.tree
        words.setdefault("line", line)
        words.setdefault("symbol", symbol)
        check = self.check.format_map(words)
        fix = self.fix.format_map(words)
        nudge = self.nudge.format_map(words) if self.nudge else first_question(self.category, line)
        return Finding(
            rule=self.name,
            category=self.category,
            severity=severity or self.severity,
            confidence=self.confidence if confidence is None else confidence,
            line=line,
            column=column,
            end_line=end_line,
            end_column=max(end_column, column) if end_line == line else end_column,
            message=(message or self.message).format_map(words),
            why=self.why.format_map(words),
            how_to_check=check,
            how_to_fix=fix,
            concept=self.concept,
            source="python",
            symbol=symbol,
            hints=(nudge, check, fix),
            evidence=evidence or {},
        )
