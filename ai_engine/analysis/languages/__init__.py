"""Analysis of programs in JavaScript, TypeScript, Java, C, C++ and Go on tree-sitter's syntax trees."""

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.languages.analyser import analyse_with
from ai_engine.analysis.languages.grammar import GRAMMARS
from ai_engine.analysis.report import Report

__all__ = ["ALIASES", "NAMES", "analyse_other"]

NAMES: tuple[str, ...] = tuple(GRAMMARS)

# Other names that people write for these languages.
ALIASES = {
    "js": "javascript", "jsx": "javascript", "node": "javascript", "nodejs": "javascript", "mjs": "javascript",
    "ts": "typescript", "tsx": "typescript", "c++": "cpp", "cxx": "cpp", "cc": "cpp", "golang": "go",
}  # fmt: skip


def analyse_other(name: str, code: str, challenge: ChallengeContext | None = None) -> Report:
    """Analyse a program in one of NAMES; never raises on any text."""
    del challenge  # specifications are checked in Python programs only
    return analyse_with(GRAMMARS[name], code)
