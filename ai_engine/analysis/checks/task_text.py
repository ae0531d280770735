"""What a task's text says in words: the function's name, how many values it gets, whether it returns or prints."""

import ast
import builtins
import re
from functools import lru_cache

_NAME = r"[`'\"*]*([A-Za-z_]\w*)"
_NOUN = r"(?i:function|procedure|method|generator|subroutine)"
_VERB = r"(?i:define|implement|write|create|complete|code|program|develop|build|def)"

# The most certain wording first; a pattern counts only if it names one single function.
_NAMING = (
    rf"\b{_NOUN}\s+(?:called\s+|named\s+)?{_NAME}[`'\"*]*\s*\(",
    rf"\b{_NOUN}\s+(?:called|named)\s*:?\s+{_NAME}",
    rf"\b{_NOUN}\s+[`'\"]([A-Za-z_]\w*)[`'\"]",
    r"\bdef\s+([A-Za-z_]\w*)\s*\(",
    rf"\b{_NOUN}\s+([a-z]\w*_\w+|[a-z]+[A-Z]\w*)\b",
    rf"\b(?:a|the)\s+{_NOUN}\s+([a-z]\w*)\s+(?:that|which|with|taking|returning|to)\b",
    rf"\b{_VERB}\s+(?:the\s+|a\s+)?{_NAME}\(",
)
_NO_NAMES = frozenset(
    {"a", "above", "according", "also", "an", "and", "any", "as", "be", "below", "body", "by", "call", "called",
     "calls", "can", "code", "computing", "defined", "definition", "first", "for", "from", "given", "giving",
     "header", "here", "in", "is", "it", "itself", "like", "must", "name", "named", "not", "object", "of", "on",
     "only", "or", "program", "prototype", "python", "returning", "returns", "should", "similar", "signature",
     "so", "stub", "such", "takes", "taking", "template", "that", "the", "then", "this", "to", "using", "value",
     "which", "will", "with", "without", "would"}
)  # fmt: skip
_NUMBERS = {"no": 0, "one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTED = rf"\b({'|'.join(_NUMBERS)}|[0-6])\s+(?:[a-z]+\s+){{0,2}}(?:parameters?|arguments?)\b"

_NOT = r"(?:\b(?:not|never|without|no)\b|n't|\binstead of\b|\brather than\b)\s+(?:\w+\s+){0,2}?"
_RETURNING = r"\b(?:return(?:s|ed|ing)?|(?:give|hand|send|pass)(?:s|ing)?\s+(?:\w+\s+){0,3}back|evaluates?\s+to)\b"
_PRINTING = r"\b(?:print(?:s|ed|ing)?|display(?:s|ed|ing)?|output(?:s|ted|ting)?)\b"
_READING = (
    r"\b(?:read(?:s|ing)?|ask(?:s|ed|ing)?|enter(?:s|ed|ing)?|prompt(?:s|ed|ing)?|inputs?|types?|keyboard|user|users)\b"
)
_NOTHING = rf"{_RETURNING}\s+(?:nothing|none)\b"


@lru_cache(maxsize=256)
def named_function(task: str) -> str:
    """The one function that the text asks for, or ''."""
    for pattern in _NAMING:
        found: set[str] = {
            name for name in re.findall(pattern, task) if name.lower() not in _NO_NAMES and not name.isdigit()
        }
        if pattern is _NAMING[-1]:
            found = {name for name in found if not hasattr(builtins, name)}
        if len(found) == 1 and not ("method" in task and re.search(r"\bclass\b", task)):
            return found.pop()
    return ""


@lru_cache(maxsize=256)
def names_several(task: str) -> bool:
    """Whether the text shows calls of more than one function of its own."""
    return len({name for name in re.findall(r"\b([A-Za-z_]\w*)\(", task) if not hasattr(builtins, name)}) > 1


@lru_cache(maxsize=256)
def value_count(task: str, name: str) -> int | None:
    """How many values the function gets by the text's own calls or words; None if it says none, or different ones."""
    found = {
        count for place in re.finditer(rf"\b{re.escape(name)}\(", task) if (count := _count(task, place)) is not None
    }
    if not found and named_function(task) in ("", name):
        words = re.findall(_COUNTED, task.lower())
        found = {_NUMBERS[word] if word in _NUMBERS else int(word) for word in words}
    return found.pop() if len(found) == 1 else None


def _count(task: str, place: re.Match[str]) -> int | None:
    """The number of values in the brackets that open at `place`; None where the brackets don't tell."""
    depth = 0
    for end in range(place.end() - 1, min(len(task), place.end() + 200)):
        depth += (task[end] in "([{") - (task[end] in ")]}")
        if depth == 0:
            inside = task[place.end() : end].strip()
            return None if inside in ("", "...", "…") else _parsed_count(inside)
    return None


def _parsed_count(inside: str) -> int | None:
    for form in (f"f({inside})", f"def f({inside}): pass"):
        try:
            tree = ast.parse(form).body[0]
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            continue
        if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Call):
            if tree.value.keywords or any(isinstance(item, ast.Starred) for item in tree.value.args):
                return None
            return len(tree.value.args)
        if isinstance(tree, ast.FunctionDef):
            args = tree.args
            plain = not (args.vararg or args.kwarg or args.kwonlyargs or args.defaults)
            return len(args.posonlyargs) + len(args.args) if plain else None
    return None


@lru_cache(maxsize=256)
def says_return(task: str) -> bool:
    """Whether the text wants something to be returned."""
    return bool(re.search(_RETURNING, _without(_RETURNING, re.sub(_NOTHING, "", task.lower()))))


@lru_cache(maxsize=256)
def says_print(task: str) -> bool:
    """Whether the text wants something on the screen, and nothing returned."""
    return bool(re.search(_PRINTING, _without(_PRINTING, task.lower()))) and not says_return(task)


@lru_cache(maxsize=256)
def says_read(task: str) -> bool:
    """Whether the text may speak of somebody who types something in."""
    return bool(re.search(_READING, _without(_READING, task.lower())))


def _without(verb: str, text: str) -> str:
    """The text without the places where a verb is denied."""
    return re.sub(_NOT + verb, "", text)
