"""All causes of syntax errors by name."""

from ai_engine.analysis.syntax.texts import blocks, expressions, foreign, imports, layout, literals, names, separators
from ai_engine.analysis.syntax.texts.cause import Cause

_FILES = (layout, blocks, separators, names, expressions, literals, imports, foreign)

CAUSES: dict[str, Cause] = {cause: text for file in _FILES for cause, text in file.CAUSES.items()}
