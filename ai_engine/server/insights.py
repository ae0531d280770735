"""`ai_insights`: what the code model adds to an analysis, if it is there and answers soon enough."""

from typing import Any

from ai_engine.inference.tasks.engine import Loading, NameSuggestion, TaskEngine

_WAIT_S = 0.3
_INSTALL = "No code model is installed; python3 init_models.py --models code downloads it."


def insights(tasks: TaskEngine, code: str, language: str, has_syntax_error: bool) -> dict[str, Any]:
    """The object of API.md: names that the code model would choose. Waits 300 ms at most."""
    if not tasks.installed("names"):
        return _nothing(_INSTALL)
    if not is_python(language):
        return _nothing("The code model suggests names in Python programs only.")
    if has_syntax_error:
        return _nothing("The code model looks at a program once it has no syntax error.")
    found = tasks.suggest_names(code, _WAIT_S)
    if isinstance(found, Loading):
        return _nothing("The code model is still loading; ask again in a moment.", "loading")
    if found is None:
        return _nothing("The code model gave no answer this time.")
    name = tasks.model_name("names")
    if not found:
        return {"ai_analysis": "The names in this program say what they hold.", "confidence": 0.5, "model_used": name}
    return {
        "ai_analysis": " ".join(_sentence(one) for one in found),
        "confidence": round(max(one.confidence for one in found), 3),
        "model_used": name,
        "names": [
            {
                "name": one.name,
                "line": one.line,
                "scope": one.scope,
                "suggestion": one.suggestion,
                "alternatives": list(one.alternatives),
                "confidence": round(one.confidence, 3),
            }
            for one in found
        ],
    }


def not_asked() -> dict[str, Any]:
    """Where the code model is left out on purpose: it would be what a batch waits for."""
    return _nothing("The code model is not asked in a batch; send a program by itself for it.")


def is_python(language: str) -> bool:
    """Whether a request's `language` means Python."""
    return language.strip().lower() in ("python", "python3", "py")


def _sentence(one: NameSuggestion) -> str:
    return f"`{one.name}` in line {one.line} says little; `{one.suggestion}` might say what it holds."


def _nothing(why: str, model: str = "none") -> dict[str, Any]:
    return {"ai_analysis": why, "confidence": 0, "model_used": model}
