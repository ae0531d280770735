"""Findings about a learner's code: `analyse` gives a Report. No model is needed and nothing is run."""

from collections.abc import Callable
from functools import partial

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages import ALIASES, NAMES, analyse_other
from ai_engine.analysis.python import analyse_python
from ai_engine.analysis.report import Report
from ai_engine.errors import FieldError, UnknownLanguage

__all__ = ["LANGUAGES", "ChallengeContext", "Finding", "Report", "analyse"]

# Name to analyser; aliases are names that people write for the same language.
_ANALYSERS: dict[str, Callable[[str, ChallengeContext | None], Report]] = {
    "python": analyse_python,
    **{name: partial(analyse_other, name) for name in NAMES},
}
_ALIASES = {"py": "python", "python3": "python", **ALIASES}

LANGUAGES: tuple[str, ...] = tuple(_ANALYSERS)


def analyse(code: str, language: str = "python", challenge: ChallengeContext | None = None) -> Report:
    """Analyse one program. Code with syntax errors is welcome: the report is about them.

    Raises:
        UnknownLanguage: the message lists the known ones.
    """
    name = language.strip().lower()
    analyser = _ANALYSERS.get(_ALIASES.get(name, name))
    if analyser is None:
        known = ", ".join(LANGUAGES)
        message = f"This language can't be analysed. Known: {known}."
        raise UnknownLanguage(message, [FieldError("language", f"must be one of: {known}")])
    return analyser(code, challenge)
