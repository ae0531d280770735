"""What the learner was asked to write: the facts that specification findings compare a program with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """One example of the task: how the program is called or what it reads, and what comes out, both as text.

    Attributes:
        call: a call as Python source, such as `area(2, 3)`; "" where the example is standard input.
        stdin: what the program reads; "" where the example is a call.
        expected: the repr of the result, or the printed text.
    """

    call: str = ""
    stdin: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class ChallengeContext:
    """A task as far as it is known. Every field may be empty: nothing is then concluded from it.

    Attributes:
        task: the task's text.
        entry_point: the name of the function that must exist; "" if the task doesn't fix one.
        parameters: the names of its parameters, if the task gives them.
        examples: calls or inputs with what they must give.
        required: constructs or names the program must use ("recursion", "while", "for", "sorted" …).
        forbidden: constructs or names it must not use.
    """

    task: str = ""
    entry_point: str = ""
    parameters: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ChallengeContext":
        """Reads a request's `challenge_context`, generous about names; what has the wrong type is left out."""
        return cls(
            task=_first_text(data, "task", "description", "text", "statement", "prompt"),
            entry_point=_first_text(data, "entry_point", "function", "function_name", "name").removesuffix("()"),
            parameters=_texts(data.get("parameters")),
            examples=tuple(_examples(data)),
            required=_texts(data.get("required")),
            forbidden=_texts(data.get("forbidden")),
        )


def _first_text(data: Mapping[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := data.get(name), str) and value), "")


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Sequence):
        return tuple(item for item in value if isinstance(item, str))
    return ()


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else repr(value)


def _examples(data: Mapping[str, Any]) -> list[Example]:
    items = next((data[name] for name in ("examples", "test_cases", "tests") if data.get(name)), ())
    if not isinstance(items, Sequence) or isinstance(items, str):
        return []
    found = []
    for entry in items:
        item = {"call": entry} if isinstance(entry, str) else entry
        if not isinstance(item, Mapping):
            continue
        expected = next((item[name] for name in ("expected", "expected_output", "output") if name in item), None)
        given = _text(item.get("input", item.get("stdin")))
        call = _text(item.get("call"))
        if not call and _looks_like_a_call(given):
            call, given = given, ""
        found.append(Example(call=call, stdin=given, expected=_text(expected)))
    return found


def _looks_like_a_call(text: str) -> bool:
    name, bracket, _ = text.strip().partition("(")
    return bool(bracket) and name.isidentifier() and text.strip().endswith(")")
