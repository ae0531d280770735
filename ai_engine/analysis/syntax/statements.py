"""Candidates for the statement at which the parser trips, and for the one before it."""

from collections.abc import Iterator

from ai_engine.analysis.parsing import ParserError
from ai_engine.analysis.syntax import (
    comparisons,
    definitions,
    expressions,
    fstrings,
    headers,
    languages,
    operators,
    unquoted,
    values,
    words,
)
from ai_engine.analysis.syntax.lexer import View
from ai_engine.analysis.syntax.place import Place
from ai_engine.analysis.syntax.repair import Repair

_SOURCES = (
    headers.candidates,
    definitions.candidates,
    operators.candidates,
    comparisons.candidates,
    unquoted.candidates,
    values.candidates,
    words.candidates,
    languages.candidates,
    expressions.candidates,
    fstrings.candidates,
)


def candidates(view: View, error: ParserError) -> Iterator[Repair]:
    """Repairs of the statement at the parser's place."""
    index = view.statement_index(error.line)
    if index < 0:
        return
    place = Place(view, error, view.statements[index])
    for source in _SOURCES:
        yield from source(place)
