"""The words of one kind of finding in the other languages; the checks decide where."""

from dataclasses import dataclass

from ai_engine.analysis.findings import Category, Finding, Severity
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Texts may hold {symbol}, {show} (how the language prints), {title} (its name) and the check's own words."""

    name: str
    category: Category
    severity: Severity
    concept: str
    confidence: float
    message: str
    why: str
    check: str
    fix: str
    nudge: str

    def at(
        self,
        program: Program,
        node: Node,
        *,
        symbol: str = "",
        severity: Severity | None = None,
        confidence: float | None = None,
        **words: object,
    ) -> Finding:
        """The finding of this rule at `node`; of a block only its first line is marked."""
        known = {
            "symbol": symbol or program.short(node),
            "show": program.grammar.print_call,
            "title": program.grammar.title,
            "line": node.line,
            **words,
        }
        end_line, end_column = node.end_line, node.end_column
        if end_line > node.line:
            end_line, end_column = node.line, len(program.lines[node.line - 1].rstrip()) + 1
        check, fix = self.check.format_map(known), self.fix.format_map(known)
        return Finding(
            rule=self.name,
            category=self.category,
            severity=severity or self.severity,
            confidence=self.confidence if confidence is None else confidence,
            line=node.line,
            column=node.column,
            end_line=end_line,
            end_column=max(end_column, node.column),
            symbol=str(known["symbol"]),
            message=self.message.format_map(known),
            why=self.why.format_map(known),
            how_to_check=check,
            how_to_fix=fix,
            concept=self.concept,
            evidence={"source_line": program.lines[node.line - 1].strip()[:200]},
            hints=(self.nudge.format_map(known), check, fix),
            source="tree-sitter",
        )
