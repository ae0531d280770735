"""What calls cost and give: builtins, methods of collections, and the library functions that learners use."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from ai_engine.analysis.complexity.growth import (
    CONSTANT,
    EXPONENTIAL,
    LINEAR,
    LOG,
    Growth,
)
from ai_engine.analysis.complexity.values import INPUT_TEXT, NUMBER, SMALL, UNKNOWN, WORDS, Value


@dataclass(frozen=True, slots=True)
class Called:
    """What a call costs and gives; `why` names a hidden cost worth telling."""

    growth: Growth
    value: Value
    why: str = ""


def _longest(arguments: Sequence[Value]) -> Growth:
    return max((a.iterated() for a in arguments), default=CONSTANT)


def _largest(arguments: Sequence[Value]) -> Growth:
    return max((a.magnitude() for a in arguments), default=CONSTANT)


# Given one collection, they look at each element.
_LINEAR_READERS = {"sum", "any", "all", "join", "deepcopy", "Counter", "mean", "median", "accumulate", "fsum", "prod"}
_MAKERS = {"list": "sequence", "tuple": "sequence", "set": "set", "frozenset": "set", "dict": "dict",
           "deque": "sequence", "bytearray": "sequence", "bytes": "sequence", "Counter": "dict", "defaultdict": "dict",
           "OrderedDict": "dict"}  # fmt: skip
_EMPTY = {"list": Value("sequence"), "set": Value("set"), "dict": Value("dict"), "deque": Value("sequence")}
_LAZY = {"map", "filter", "enumerate", "zip", "reversed", "iter", "islice", "chain"}
_HEAP = {"heappush", "heappop", "heapreplace", "heappushpop"}
_BISECT = {"bisect", "bisect_left", "bisect_right"}


def function_call(name: str, arguments: Sequence[Value], nodes: Sequence[ast.expr], line: int) -> Called | None:
    """The call of a function by name; None where nothing is known of it."""
    first = arguments[0] if arguments else UNKNOWN
    if name in ("min", "max") and len(arguments) > 1 and not any(isinstance(n, ast.Starred) for n in nodes):
        sizes = [a.magnitude() for a in arguments]
        return Called(CONSTANT, Value("number", min(sizes) if name == "min" else max(sizes)))
    if name in ("min", "max"):
        return Called(first.iterated(), first.inner(), f"{name}() on line {line} looks at every element")
    if name in ("sorted", "sort"):
        length = first.iterated()
        grown = length * LOG if length != CONSTANT else CONSTANT
        return Called(grown, Value("sequence", length, first.inner()), f"sorting on line {line} takes n log n steps")
    if name in _LINEAR_READERS:
        value = Value("dict", first.iterated()) if name == "Counter" else first if name == "deepcopy" else NUMBER
        return Called(first.iterated(), value, f"{name}() on line {line} goes over every element")
    if name in _MAKERS:
        if name == "defaultdict":
            made = nodes[0].id if nodes and isinstance(nodes[0], ast.Name) else ""
            return Called(CONSTANT, Value("dict", CONSTANT, NUMBER if made == "int" else _EMPTY.get(made)))
        return _made(name, first if arguments else Value("sequence", CONSTANT), bool(arguments))
    if name in _LAZY:
        length = _longest(arguments[1:] if name in ("map", "filter") else arguments)
        return Called(CONSTANT, Value("sequence", length, _lazy_element(name, arguments, nodes)))
    if name == "range":
        return Called(CONSTANT, Value("sequence", _largest(arguments), Value("number", _largest(arguments))))
    if name == "len":
        return Called(CONSTANT, Value("number", first.iterated()))
    if name in ("int", "abs", "round", "float", "floor", "ceil", "Decimal", "Fraction"):
        size = LINEAR if first.kind in ("text", "unknown") else first.magnitude()
        return Called(CONSTANT, Value("number", size))
    if name in ("sqrt", "isqrt"):
        return Called(CONSTANT, Value("number", first.magnitude().root()))
    if name in ("log", "log2", "log10"):
        return Called(CONSTANT, Value("number", first.magnitude().log()))
    if name in ("str", "bin", "hex", "oct", "repr", "format"):
        length = first.size if first.kind == "text" else first.magnitude().log()
        if first.kind in ("sequence", "set", "dict"):
            return Called(first.size, Value("text", first.size))
        return Called(CONSTANT, Value("text", length))
    if name in ("input", "readline", "read"):
        return Called(CONSTANT, INPUT_TEXT)
    if name in ("readlines",):
        return Called(CONSTANT, WORDS)
    if name in ("gcd", "lcm"):
        grown = _largest(arguments).log()
        return Called(grown, NUMBER, f"the greatest common divisor on line {line} takes log n steps")
    if name == "pow":
        grown = arguments[1].magnitude().log() if len(arguments) > 1 else CONSTANT
        return Called(grown, NUMBER, f"the power on line {line} is raised by squaring, in log n steps")
    if name in _HEAP:
        return Called(LOG, first.inner() if name != "heappush" else SMALL, f"{name}() on line {line} takes log n steps")
    if name == "heapify":
        return Called(first.iterated(), SMALL)
    if name in ("nlargest", "nsmallest"):
        return Called(LINEAR * LOG, Value("sequence", LINEAR))
    if name in _BISECT:
        return Called(LOG, NUMBER, f"the binary search on line {line} takes log n steps")
    if name in ("insort", "insort_left", "insort_right"):
        return Called(first.iterated(), SMALL, f"{name}() on line {line} shifts every element behind the new one")
    if name in ("permutations", "product", "combinations", "combinations_with_replacement"):
        return Called(CONSTANT, Value("sequence", _arrangements(name, arguments, nodes), Value("sequence", LINEAR)))
    if name == "from_iterable":
        inner = first.inner()
        return Called(CONSTANT, Value("sequence", first.iterated() * inner.iterated(), inner.inner()))
    if name == "next":
        return Called(CONSTANT, first.inner())
    if name in ("ord", "chr", "isinstance", "type", "id", "hash", "divmod", "bool", "print", "exit", "getattr"):
        return Called(CONSTANT, Value("number", _largest(arguments[:1])) if name == "divmod" else SMALL)
    if name == "factorial":
        return Called(first.magnitude(), NUMBER, f"the factorial on line {line} multiplies step by step")
    return None


def _made(name: str, first: Value, given: bool) -> Called:
    kind = _MAKERS[name]
    length = first.iterated() if given else CONSTANT
    return Called(length if given else CONSTANT, Value(kind, length, first.inner()))  # type: ignore[arg-type]


def _lazy_element(name: str, arguments: Sequence[Value], nodes: Sequence[ast.expr]) -> Value:
    if name == "map" and nodes and isinstance(nodes[0], ast.Name) and nodes[0].id in ("int", "float"):
        return NUMBER
    if name == "enumerate" and arguments:
        return Value("sequence", CONSTANT, arguments[0].inner(), (NUMBER, arguments[0].inner()))
    if name == "zip":
        return Value("sequence", CONSTANT, UNKNOWN, tuple(a.inner() for a in arguments))
    return arguments[-1].inner() if arguments else UNKNOWN


def _arrangements(name: str, arguments: Sequence[Value], nodes: Sequence[ast.expr]) -> Growth:
    """How many there are: a power for a fixed number of places, exponential for a growing one."""
    length = arguments[0].iterated() if arguments else LINEAR
    if name == "product" and len(nodes) > 1:
        total = CONSTANT
        for argument in arguments:
            total = total * argument.iterated()
        return total
    fixed = nodes[1].value if len(nodes) > 1 and isinstance(nodes[1], ast.Constant) else None
    if isinstance(fixed, int):
        return Growth(False, length.power * fixed, 0)
    return EXPONENTIAL if length != CONSTANT else CONSTANT


def method_call(owner: Value, name: str, arguments: Sequence[Value], line: int) -> Called | None:
    """The call of a method on a value of which something is known."""
    length = owner.iterated()
    hidden = f".{name}() on line {line}"
    if name in ("sort",):
        return Called(
            length * LOG if length != CONSTANT else CONSTANT, SMALL, f"sorting on line {line} takes n log n steps"
        )
    if name in ("count", "index", "rindex", "remove", "insert") and owner.kind in ("sequence", "text", "unknown"):
        value = Value("number", length) if name in ("index", "count") else SMALL
        return Called(length, value, f"{hidden} looks at every element")
    if name in ("reverse", "copy", "find", "rfind", "replace", "upper", "lower", "strip", "isdigit", "swapcase",
                "title", "isalpha", "translate", "lstrip", "rstrip", "capitalize", "startswith",
                "endswith"):  # fmt: skip
        # On a text these run in C over what was read once; a learner's complexity doesn't change by them.
        cheap = owner.kind == "text" or name in ("startswith", "endswith", "strip")
        value = Value("number", length) if name in ("find", "rfind") else owner
        return Called(
            CONSTANT if cheap and name not in ("replace", "find", "rfind") else length,
            value,
            f"{hidden} goes over all of it",
        )
    if name in ("split", "splitlines"):
        return Called(CONSTANT, Value("sequence", owner.size, Value("text", LINEAR, word=True)))
    if name == "join":
        return Called(_longest(arguments), Value("text", _longest(arguments)), f"{hidden} goes over every piece")
    if name in ("keys", "values", "items"):
        element = Value("sequence", CONSTANT, UNKNOWN, (UNKNOWN, owner.inner())) if name == "items" else owner.inner()
        return Called(CONSTANT, Value("sequence", owner.size if owner.kind == "dict" else LINEAR, element))
    if name in ("extend", "update", "union", "intersection", "difference", "issubset", "extendleft"):
        return Called(_longest(arguments), owner, f"{hidden} goes over every element")
    if name in (
        "append",
        "add",
        "discard",
        "popleft",
        "appendleft",
        "get",
        "setdefault",
        "clear",
        "pop",
        "put",
        "write",
    ):
        value = owner.inner() if name in ("pop", "popleft", "get", "setdefault") else SMALL
        return Called(CONSTANT, value)
    if name == "bit_length":
        return Called(CONSTANT, Value("number", owner.magnitude().log()))
    if name in ("readline", "read"):
        return Called(CONSTANT, INPUT_TEXT)
    if name == "readlines":
        return Called(CONSTANT, WORDS)
    return None
