"""All causes of syntax errors by name."""

from ai_engine.analysis.syntax.texts import blocks, code, foreign, layout
from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {**layout.CAUSES, **blocks.CAUSES, **code.CAUSES, **foreign.CAUSES}
