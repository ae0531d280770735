"""Adds up what code costs, following values and calls: an abstract run in which every number is a growth."""

from ai_engine.analysis.complexity.calls import Calls
from ai_engine.analysis.complexity.expressions import Expressions
from ai_engine.analysis.complexity.iterations import Iterations
from ai_engine.analysis.complexity.statements import Statements

__all__ = ["Walker"]


class Walker(Statements, Iterations, Expressions, Calls):
    """Follows one program, or one function of it, through its statements, loops, expressions and calls."""
