"""The analysis of one program in another language: syntax first; where that is in order, everything else."""

from ai_engine.analysis.languages.checks import run_checks
from ai_engine.analysis.languages.complexity import performance
from ai_engine.analysis.languages.grammar import Grammar
from ai_engine.analysis.languages.metrics import function_metrics
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.syntax import find_faults
from ai_engine.analysis.languages.syntax.late import late_faults
from ai_engine.analysis.languages.tree import convert
from ai_engine.analysis.parsing import normalise
from ai_engine.analysis.report import Report, SyntaxProblem, arrange
from ai_engine.analysis.scores import scores

# Nobody writes so much by hand: what is longer (or nests deeper) gets its syntax checked only.
_LONGEST = 300_000


def analyse_with(grammar: Grammar, code: str) -> Report:
    """Analyse a program; never raises on any text."""
    text = normalise(code)
    tree, faults = find_faults(text, grammar)
    program = None
    root = convert(tree) if not faults and len(text) <= _LONGEST else None
    if root is not None:
        program = Program(text, root, grammar)
        faults = late_faults(program)
    if faults:
        findings = tuple(fault.finding(text, grammar) for fault in faults)
        return Report(
            language=grammar.name,
            findings=findings,
            syntax_errors=tuple(SyntaxProblem(one.line, one.column, one.message, "SyntaxError") for one in findings),
            scores=scores((), (), parsed=False),
        )
    if program is None:
        return Report(grammar.name, (), (), scores((), (), parsed=True))
    found = arrange(run_checks(program))
    metrics = tuple(function_metrics(program))
    return Report(
        language=grammar.name,
        findings=found,
        syntax_errors=(),
        scores=scores(found, metrics, parsed=True),
        metrics=metrics,
        performance=performance(program, Names(program)),
    )
