"""Syntax errors by their true cause, in a learner's words: `find_faults`."""

from ai_engine.analysis.parsing import ParserError
from ai_engine.analysis.syntax.fault import Fault
from ai_engine.analysis.syntax.search import Search

__all__ = ["Fault", "find_faults"]


def find_faults(text: str, error: ParserError | None = None) -> list[Fault]:
    """The independent syntax errors of a program that `parsing.normalise` has seen; empty where it parses.

    `error` is what `parsing.parse` said about the text, where it was asked already.
    """
    return Search(text, error).run()
