"""The type of the result against the type that the task's examples or words ask for."""

import ast
import re
from collections.abc import Iterator

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.task_calls import calls_of
from ai_engine.analysis.checks.task_text import names_several
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.scopes import FunctionNode

WRONG_TYPE = Rule(
    name="returns-another-type",
    category="specification",
    severity="warning",
    concept="return-values",
    confidence=0.88,
    message="`{symbol}` returns {has}, but the task asks for {wanted}.",
    why="Values of different types are never equal, even where they look the same when printed.",
    check="Print type() of what `{symbol}` returns for the task's own example.",
    fix="Return the value in the type that the task asks for.",
    nudge="What type does the task's expected result have?",
)
_NUMBERS = frozenset({"int", "float", "bool", "complex"})  # 1, 1.0 and True are equal
_WORDS = {"int": "a number", "float": "a number", "complex": "a number", "str": "a text", "list": "a list",
          "dict": "a dictionary", "tuple": "a tuple", "bool": "True or False", "set": "a set",
          "frozenset": "a set"}  # fmt: skip
_NAMED = {"list": "list", "string": "str", "str": "str", "tuple": "tuple", "dictionary": "dict", "dict": "dict",
          "set": "set", "boolean": "bool", "bool": "bool", "integer": "int", "int": "int",
          "float": "float"}  # fmt: skip
_AFTER = r"(?=\s+(?:of|with|that|which|containing|holding|where|if|in|representing|made)\b|\s*[.,;:]|\s*$)"
_TYPE = rf"\breturn(?:s|ing)?\s+(?:a|an|the)\s+(?:new\s+|sorted\s+)?({'|'.join(_NAMED)}){_AFTER}"
_TRUTH = r"\breturn(?:s|ing)?\s+`?(?:true|false)`?\s+(?:if|when|or|for|exactly|otherwise|in)\b"


def wrong_type(program: Program, challenge: ChallengeContext, function: FunctionNode) -> Iterator[Finding]:
    """A function whose every result certainly has a type that the task never asks for."""
    if function.decorator_list or program.types.is_generator(function):
        return
    has = program.types.returns(function)
    wanted = _by_examples(challenge, function.name) or _by_words(challenge.task)
    if not has or not wanted:
        return
    given = has - {"NoneType"}
    if not given or not given <= _WORDS.keys() or _alike(given) & _alike(wanted):
        return
    place = next((item for item in program.types.return_values(function) if item.value is not None), function)
    yield WRONG_TYPE.at(program, place, symbol=function.name, has=_words(given), wanted=_words(wanted))


def _by_examples(challenge: ChallengeContext, name: str) -> frozenset[str]:
    """The types of the expected results; none where one of them isn't written as Python writes it."""
    found = set()
    for _, expected, _ in calls_of(challenge, name):
        try:
            value = ast.literal_eval(expected.strip())
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            return frozenset()
        found.add(type(value).__name__)
    return frozenset(found) if found <= _WORDS.keys() else frozenset()


def _by_words(task: str) -> frozenset[str]:
    words = task.lower()
    found = {_NAMED[word] for word in re.findall(_TYPE, words)}
    if re.search(_TRUTH, words):
        found.add("bool")
    unclear = names_several(task) or (len(re.findall(r"\breturn", words)) > 1 and len(found) != 1)
    return frozenset() if unclear else frozenset(found)


def _alike(kinds: frozenset[str]) -> frozenset[str]:
    more = {"set", "frozenset"} if kinds & {"set", "frozenset"} else set()
    return kinds | more | (_NUMBERS if kinds & _NUMBERS else frozenset())


def _words(kinds: frozenset[str]) -> str:
    return " or ".join(sorted({_WORDS[kind] for kind in kinds}))
