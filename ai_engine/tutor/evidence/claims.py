"""What a learner says of a value, held against what is so: "9 % 2 is 1", "is nums empty?", "i stays 1"."""

import ast
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ai_engine.sandbox import Step
from ai_engine.tutor.evidence.example_trials import Failure
from ai_engine.tutor.evidence.literals import is_literal, plain_quotes
from ai_engine.tutor.evidence.program import Program
from ai_engine.tutor.evidence.running import Run

_ATOM = r"(?:-?\d+(?:\.\d+)?|\"[^\"\n]*\"|'[^'\n]*'|True|False)"
_OPERATOR = r"(?:\*\*|//|==|!=|<=|>=|[-+*/%<>])"
_NOT = r"(?:isn'?t|is not|aren'?t|wasn'?t|does ?n'?t give|not|never)"
_IS = rf"(?:is|are|was|gives?|equals?|makes|returns?|==?|{_NOT})"
_CALCULATION = re.compile(
    rf"(?<![\w.\])])({_ATOM}(?: *{_OPERATOR} *{_ATOM})+)[ ,]*({_IS})"
    rf"(?: (?:just|only|then|really|also|still))* ({_ATOM})(?![\w.]*\w)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?<![\w.])(-?\d+(?:\.\d+)?) (is|isn'?t|is not) (?:also |already |even |still |way )?"
    r"(bigger|larger|greater|more|higher|above|over|smaller|less|lower|below|under)(?: than)? "
    r"(-?\d+(?:\.\d+)?)(?![\w.]*\w)",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    rf"(?<![\w.\])%*/+-])(?<!% )(?<![-+*/] )({_ATOM}) (isn'?t|is not|is|equals|==)"
    rf" (?:the same as |equal to |like )?({_ATOM})(?![\w.]*\w)(?! *{_OPERATOR})",
    re.IGNORECASE,
)
_MORE = frozenset({"bigger", "larger", "greater", "more", "higher", "above", "over"})
_STATE = (
    r"(?:(?:just |only |really |always |still |already |also |now |again |a |an |the |some |equal to |of type |like )*)"
    rf"({_ATOM}|\[[^\]\n]*\]|\{{[^}}\n]*\}}|none(?:type)?|nothing|empty|text|strings?|str|letters?|characters?|numbers?|integers?|ints?|floats?|lists?|dict(?:ionar(?:y|ies))?)"
    r"(?![\w.]*\w)"
)
_SAID = rf"(is|are|was|stays?|=|==|has|gets|becomes|isn'?t|is not|aren'?t|contains) {_STATE}"
_ASKED = re.compile(rf"\b(is|are|isn'?t) (?:the )?`?({{name}})`? {_STATE}", re.IGNORECASE)
_UNCHANGED = (
    r"(?:doesn'?t (?:ever )?change|does not change|never (?:changes?|gets? (?:changed|updated|bigger))|"
    r"isn'?t (?:ever )?(?:changed|updated|changing)|"
    r"is not (?:changed|updated)|is never (?:changed|updated)|stays (?:the same|like that))"
)
_REACHES = (
    r"(?:only |always |never )?(?:goes|runs|counts|gets|is going|go) ?(up to|down to|to|until|from|past|above)"
    r" (?:the |just |only )*(-?\d+)(?![\w.]*\w)"
)
_ITEM = re.compile(
    rf"(?<![\w.])([A-Za-z_]\w*)\[(-?\d+)\] (is|isn'?t|is not|==?) ({_ATOM})(?![\w.]*\w)(?! *{_OPERATOR})", re.IGNORECASE
)
_POSITION = re.compile(
    r"(?<![\w.])([A-Za-z_]\w*)\[(-?\d+)\][^?!\n]{0,20}?\b"
    r"(?:doesn'?t exist|does not exist|isn'?t there|not there|out of range|too (?:far|big|high)|no such)",
    re.IGNORECASE,
)
_OPERATORS: dict[type[ast.AST], Callable[..., object]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip
_LARGE = 10**12
_SHORT = 60
_DEMANDS = re.compile(
    r"\b(?:should|must|need(?:s|ed)? to|ha(?:ve|s) to|put|move|want|before the|after the)\b", re.IGNORECASE
)
_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "string": (str,),
    "str": (str,),
    "letter": (str,),
    "character": (str,),
    "number": (int, float),
    "integer": (int,),
    "int": (int,),
    "float": (float,),
    "list": (list,),
    "dict": (dict,),
    "dictionary": (dict,),
    "dictionarie": (dict,),
}
_KINDS = {str: "text", bool: "a truth value", int: "a whole number", float: "a decimal number", list: "a list"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that the learner names, and what it is.

    `line` is where it was seen in a watched call; 0 where it needs no program. `told` is what is so, as the end of a
    sentence that begins with the piece: "is `1`", "is text", "keeps the value `1`".
    """

    piece: str
    told: str
    holds: bool
    line: int = 0


def check_claim(prose: str, program: Program, call: Failure | None, run: Run | None, focus: int = 0) -> Claim | None:
    """The first claim in the words that can be checked; None where there is none."""
    prose = plain_quotes(prose).replace("`", "")
    return (
        _calculation(prose)
        or _comparison(prose)
        or _alike(prose)
        or _item(prose, _Seen(call, run, focus))
        or _position(prose, _Seen(call, run, focus))
        or _of_name(prose, program, _Seen(call, run, focus))
    )


class _Seen:
    """The values that names had, in the watched call and where the run stopped."""

    def __init__(self, call: Failure | None, run: Run | None, focus: int) -> None:
        steps: Sequence[Step] = call.steps if call is not None else ()
        self.values: dict[str, list[tuple[int, str]]] = {}
        for step in steps:
            for name, value in step.variables.items():
                self.values.setdefault(name, []).append((step.line, value))
        if call is not None:
            for name, value in call.values:
                self.values.setdefault(name, []).append((call.line, value))
        if run is not None:
            for name, value in run.values:
                self.values.setdefault(name, []).append((run.line, value))
        self.focus = focus

    def of(self, name: str) -> list[tuple[int, str]]:
        """Its values in order, each with the line that was about to run; those on the line of the talk come first."""
        found = [item for item in self.values.get(name, ()) if len(item[1]) <= _SHORT and "<" not in item[1]]
        return sorted(found, key=lambda item: item[0] != self.focus)


def _calculation(prose: str) -> Claim | None:
    for found in _CALCULATION.finditer(prose):
        value = _worked_out(found[1])
        if value is None:
            continue
        said = ast.literal_eval(_spelt(found[3]))
        same = value == said and isinstance(value, bool) == isinstance(said, bool)
        if isinstance(value, float) and "." in found[3]:  # said with fewer places
            same = abs(value - float(said)) < 10 ** -len(found[3].rpartition(".")[2])
        negated = re.fullmatch(_NOT, found[2], re.IGNORECASE) is not None
        told = f"is `{value!r}`" + (f", and not `{said!r}`" if not same else "")
        return Claim(found[1].strip(), told, same != negated)
    return None


def _comparison(prose: str) -> Claim | None:
    found = _COMPARED.search(prose)
    if found is None:
        return None
    left, right = float(found[1]), float(found[4])
    more = found[3].lower() in _MORE
    true = left > right if more else left < right
    holds = true == (found[2].lower() == "is")
    sign = ">" if more else "<"
    return Claim(f"{found[1]} {sign} {found[4]}", f"is `{true}`", holds)


def _alike(prose: str) -> Claim | None:
    """Whether two written values are equal, as in "so '7' is not 7"."""
    found = _ALIKE.search(prose)
    if found is None:
        return None
    one, two = ast.literal_eval(_spelt(found[1])), ast.literal_eval(_spelt(found[3]))
    same = one == two and isinstance(one, bool) == isinstance(two, bool)
    negated = re.fullmatch(_NOT, found[2], re.IGNORECASE) is not None
    return Claim(f"{found[1]} == {found[3]}", f"is `{same}`", same != negated)


def _item(prose: str, seen: _Seen) -> Claim | None:
    """What stands at a position, as in "word[0] is 't'"."""
    found = _ITEM.search(prose)
    if found is None:
        return None
    for line, value in seen.of(found[1]):
        kept = ast.literal_eval(value) if is_literal(value) else None
        place = int(found[2])
        if isinstance(kept, str | list | tuple) and -len(kept) <= place < len(kept):
            same = kept[place] == ast.literal_eval(_spelt(found[4]))
            negated = re.fullmatch(_NOT, found[3], re.IGNORECASE) is not None
            return Claim(f"{found[1]}[{place}]", f"is `{kept[place]!r}`", same != negated, line)
    return None


def _position(prose: str, seen: _Seen) -> Claim | None:
    found = _POSITION.search(prose)
    if found is None:
        return None
    for line, value in seen.of(found[1]):
        kept = ast.literal_eval(value) if is_literal(value) else None
        if not isinstance(kept, str | list | tuple):
            continue
        place = int(found[2])
        there = -len(kept) <= place < len(kept)
        what = "characters" if isinstance(kept, str) else "items"
        told = f"has {len(kept)} {what}, so its last position is {len(kept) - 1}" if kept else "is empty"
        return Claim(found[1], told, not there, line)
    return None


def _of_name(prose: str, program: Program, seen: _Seen) -> Claim | None:
    if _DEMANDS.search(prose):
        return None
    own = {*program.assigned, *(name for function in program.functions for name in function.parameters)}
    for name in sorted(own & set(re.findall(r"[A-Za-z_]\w*", prose)), key=prose.find):
        values = seen.of(name)
        if not values:
            continue
        shown = re.escape(name)
        if re.search(rf"\b{shown} {_UNCHANGED}", prose, re.IGNORECASE):
            return _unchanged(name, values)
        reach = re.search(rf"(?<![\w.]){shown} {_REACHES}", prose, re.IGNORECASE)
        if reach is not None:
            return _reaches(name, reach[1].lower(), reach[2], values)
        said = re.search(rf"(?<![\w.]){shown} {_SAID}", prose, re.IGNORECASE)
        if said is not None:
            claim = _state(name, said[2], said[1], values)
        else:
            asked = re.search(_ASKED.pattern.replace("{name}", shown), prose, re.IGNORECASE)
            claim = _state(name, asked[3], asked[1], values) if asked is not None else None
        if claim is not None:
            return claim
    return None


def _reaches(name: str, way: str, said: str, values: list[tuple[int, str]]) -> Claim | None:
    """Whether the numbers that a name takes begin or end where the learner says."""
    taken = [int(value) for _, value in values if re.fullmatch(r"-?\d+", value)]
    if not taken:
        return None
    most, least = max(taken), min(taken)
    number = int(said)
    told = f"goes from `{least}` to `{most}`" if least != most else f"is always `{most}`"
    holds = {"from": number == least, "down to": number == least, "past": most > number, "above": most > number}
    return Claim(name, told, holds.get(way, number == most))


def _unchanged(name: str, values: list[tuple[int, str]]) -> Claim | None:
    different = list(dict.fromkeys(value for _, value in values))
    if len(values) < 2:
        return None
    if len(different) == 1:
        return Claim(name, f"keeps the value `{different[0]}`", True)
    shown = ", then ".join(f"`{value}`" for value in different[:3])
    return Claim(name, f"does change: it is {shown}", False)


def _state(name: str, said: str, verb: str, values: list[tuple[int, str]]) -> Claim | None:
    """Whether any value that the name had is as the learner says; else what it is on the line of the talk."""
    negated = re.fullmatch(r"isn'?t|is not|aren'?t", verb, re.IGNORECASE) is not None
    fits = _fits(said)
    if fits is None:
        return None
    held = [(line, value) for line, value in values if is_literal(value) and fits(ast.literal_eval(value))]
    line, value = held[0] if held else values[0]
    if not is_literal(value):
        return None
    kept = ast.literal_eval(value)
    told = f"is `{value}`"
    typed = said.lower().rstrip("s") in _TYPES or said.lower() in ("text", "str")
    if typed and type(kept) in _KINDS:
        told += f", which is {_KINDS[type(kept)]}"
    if re.match(r"stay", verb) and held and len({one for _, one in values}) > 1:
        return _unchanged(name, values)
    if re.match(r"stay", verb) and held:
        told = f"keeps the value `{value}`"
    return Claim(name, told, bool(held) != negated, line)


def _fits(said: str) -> Callable[[object], bool] | None:
    word = said.lower().rstrip("s") if said.isalpha() else ""
    if word in ("none", "nonetype", "nothing"):
        return lambda value: value is None
    if word == "empty":
        return lambda value: isinstance(value, str | list | dict | tuple | set) and not value
    if word in _TYPES or said.lower() in _TYPES:
        types = _TYPES.get(word) or _TYPES[said.lower()]
        return lambda value: isinstance(value, types) and not isinstance(value, bool)
    text = _spelt(said)
    if not is_literal(text):
        return None
    wanted = ast.literal_eval(text)
    return lambda value: value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def _spelt(said: str) -> str:
    """A truth value as Python spells it."""
    return said.capitalize() if said.lower() in ("true", "false") else said


def _worked_out(text: str) -> object:
    """The value of a calculation with numbers and texts; None where it has none or is too large."""
    try:
        value = _value(ast.parse(text.strip(), mode="eval").body)
    except (ValueError, TypeError, ZeroDivisionError, SyntaxError, OverflowError, KeyError):
        return None
    return value


def _value(node: ast.AST) -> object:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            number = _value(inner)
            if isinstance(number, int | float):
                return -number
        case ast.BinOp(left=left, op=op, right=right):
            one, two = _value(left), _value(right)
            if isinstance(op, ast.Pow):
                return _power(one, two)
            if isinstance(one, str) and isinstance(op, ast.Mult | ast.Mod):
                raise ValueError
            return _OPERATORS[type(op)](one, two)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _OPERATORS[type(op)](_value(left), _value(right))
    raise ValueError


def _power(one: object, two: object) -> object:
    small = isinstance(one, int) and isinstance(two, int) and abs(one) <= 1000 and 0 <= two <= 4
    if not small:
        raise ValueError
    value: object = one**two  # type: ignore[operator]
    return value
