"""Code in the model's words: what is new there, and so could be the learner's solution."""

import ast
import re

from ai_engine.tutor.message import is_code_line
from ai_engine.tutor.scene_text import SceneText

_SPACE = re.compile(r"\s+")
_STATEMENT = re.compile(
    r"(?<![=<>!\w])(?:[A-Za-z_][\w.\[\]]*\s*(?:[-+*/%]|//|\*\*)?=(?!=)\s*[^\s=][^\n,;]*"
    r"|\breturn\s+[\w(\[{'\"-][^\n;]*(?:[-+*/%<>=(\[]|\w\.\w)[^\n]*"
    r"|\bfor\s+\w+(?:\s*,\s*\w+)*\s+in\s+\w[\w.()\[\], ]*:"
    r"|\b(?:while|if|elif)\s+[^\n:]{1,60}(?:==|<|>|!=|%|\bin\b)[^\n:]{1,40}:"
    r"|\bdef\s+\w+\s*\("
    r"|\bclass\s+[A-Z]\w*\s*(?:\(\w*\))?:"
    r"|\blambda\s+\w+(?:\s*,\s*\w+)*\s*:)"
)
_OPERATION = re.compile(
    r"[\w)\]'\"]\s*(?:[-+*/%<>]=?|==|!=|\*\*|//|=)\s*[\w(\['\"]|\w\s*\[[^\]]*\]|\w\([^)\s]|\w\.\w+\("
)
_TICKED = re.compile(r"`{1,2}\s?([^`\n]+?)\s?`{1,2}")
# Looking at a value is no solution: print(total), type(x), len(items).
_PROBE = re.compile(
    r"(?:print|type|len|repr|id|list|sorted)\((?:type\(|len\(|repr\()?[A-Za-z_]\w*(?:\[\w+\])?(?:, ?[A-Za-z_]\w*)*\)?\)"
)
_GIVEN_VALUE = re.compile(r"[A-Za-z_]\w*\s*=\s*(.+)")
_MARKUP = re.compile(r"^(?:\s*(?:[-*>|#]+|\d+[.:)|]|line \d+[:.]?|\|?\s*\d+\s*\|))+\s*", re.IGNORECASE)
_ENCODED = re.compile(
    r"(?<![\w/+])(?:[A-Za-z0-9+/]{28,}={0,2}|(?:[0-9a-fA-F]{2}[\s:,]?){16,}|(?:\\x[0-9a-fA-F]{2}){4,}|(?:[01]{8}\s*){4,}"
    r"|(?:[.-]{1,5}[ /]+){10,}|(?:\S ){12,}\S(?=\s|$))"
)
_BACKWARDS = re.compile(r"\b(?:nruter|tnirp|elihw|fed|egnar|esle|tropmi|nel)\b")
_CAESAR = re.compile(r"\b(?:erghea|cevag|juvyr|vzcbeg|sbe|qrs|enatr)\b")


def new_code(text: str, known: SceneText) -> bool:
    """Whether a sentence holds a statement, in backticks or bare, that stands neither in the learner's code nor in the evidence."""
    for match in _TICKED.finditer(text):
        if _STATEMENT.search(match[1]) and not _allowed(match[1], known):
            return True
    bare = _TICKED.sub(" ", text).replace("\u200b", "")
    for line in bare.split("\n"):
        plain = _MARKUP.sub("", line).strip("*_| ")
        if len(plain) > 8 and sum(map(str.isupper, plain)) > 0.6 * sum(map(str.isalpha, plain)):
            plain = plain.lower()
        if any(not _allowed(match[0], known) for match in _STATEMENT.finditer(plain)):
            return True
        if is_code_line(plain) and not _allowed(plain, known):
            return True
    return False


def new_expression(text: str, known: SceneText) -> bool:
    """Whether backticks hold an expression that stands nowhere: no solution by itself, and nothing that may be mentioned."""
    return any(_OPERATION.search(match[1]) and not _allowed(match[1], known) for match in _TICKED.finditer(text))


def quotes(block: str, known: SceneText) -> bool:
    """Whether every line of a code block stands in the known text."""
    lines = [_SPACE.sub("", line.split("#")[0]).lower() for line in block.split("\n")]
    return all(not line or line in known.squeezed for line in lines)


def encoded(text: str) -> bool:
    """Whether something is written so that the learner has to decode it."""
    return bool(_ENCODED.search(text) or _BACKWARDS.search(text) or _CAESAR.search(text))


def _allowed(code: str, known: SceneText) -> bool:
    """Whether a piece of code is known, only looks at a value, or only gives an example value a name."""
    plain = code.strip().rstrip(".,;:!?")
    squeezed = _SPACE.sub("", plain).lower()
    if squeezed in known.squeezed:
        return True
    if _PROBE.fullmatch(plain):
        return all(
            word.lower() in known.words or word in ("print", "type", "len", "repr", "list", "sorted", "id")
            for word in re.findall(r"[A-Za-z_]\w*", plain)
        )
    given = _GIVEN_VALUE.fullmatch(plain)
    if given is None:
        return False
    try:
        ast.literal_eval(given[1].strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return False
    return True
