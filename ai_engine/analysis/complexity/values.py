"""What is known of a value while costs are added up: how large a number can be, how long a collection is."""

from dataclasses import dataclass, field
from typing import Literal

from ai_engine.analysis.complexity.growth import CONSTANT, LINEAR, Growth

Kind = Literal["number", "sequence", "set", "dict", "text", "function", "unknown"]


@dataclass(frozen=True, slots=True)
class Value:
    """`size` is a number's magnitude or a collection's length; `element` what a collection holds.

    A `word` is one of many texts: what is done to it as a whole, once for each, isn't counted by its length.
    """

    kind: Kind = "unknown"
    size: Growth = CONSTANT
    element: "Value | None" = None
    items: tuple["Value", ...] = field(default=())
    word: bool = False

    def iterated(self) -> Growth:
        """How often a loop over it runs."""
        if self.kind in ("sequence", "set", "dict", "text"):
            return self.size
        return LINEAR if self.kind == "unknown" else CONSTANT

    def inner(self) -> "Value":
        """One of its elements."""
        if self.element is not None:
            return self.element
        if self.kind == "text":
            return Value("text", CONSTANT)
        return UNKNOWN if self.kind == "unknown" else NUMBER if self.kind == "sequence" else UNKNOWN

    def magnitude(self) -> Growth:
        """How large it is as a number."""
        return self.size if self.kind == "number" else LINEAR if self.kind == "unknown" else CONSTANT


UNKNOWN = Value("unknown", LINEAR)
NUMBER = Value("number", LINEAR)
SMALL = Value("number", CONSTANT)
INPUT_TEXT = Value("text", LINEAR)
WORDS = Value("sequence", LINEAR, Value("text", LINEAR, word=True))


def joined(one: Value | None, other: Value) -> Value:
    """What a variable is that was one thing on one way and another on the other: the larger."""
    if one is None or one == other:
        return other
    if one.kind == "unknown" or (other.kind == one.kind and other.size > one.size):
        return other
    if other.kind == one.kind and one.element is None and other.element is not None:
        return other
    return one


def held(value: Value) -> Growth:
    """What a collection takes in memory, its elements' elements included."""
    inner = value.element
    if inner is not None and inner.kind in ("sequence", "set", "dict") and inner is not UNKNOWN:
        return value.size * held(inner)
    return value.size


def brief(value: Value, depth: int) -> tuple[object, ...]:
    """What there is to tell values apart by, down to so many elements within elements."""
    inner = brief(value.element, depth - 1) if value.element is not None and depth else ()
    return (value.kind, value.size, inner)
