"""Calls with what they should give, as learners and task texts write them."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ai_engine.tutor.evidence.literals import balanced, literal_at, plain_quotes
from ai_engine.tutor.evidence.program import Function, Program
from ai_engine.tutor.evidence.worded_examples import worded_examples

_MOST = 6
_SAID = r"(?:\s+(?:be|to|back|the|an?|string|list|value|number|text|integer|tuple|dictionary|dict|boolean|result|following))*"
_WANTED = re.compile(
    r"^`?\s*,?\s*(?:(?:\w+\s+){0,3}?"
    rf"(?:(?:should(?: have)?(?: be| return| give| print| output)?(?:ed)?|must (?:be|return|give)"
    r"|expect(?:s|ed)?(?: output| result)?(?: is)?"
    r"|returns?|gives?|evaluates to|outputs?|is|yields?|becomes?|prints?|says|would (?:be|return|give))"
    rf"{_SAID}|=>|->|→|➞|⇒|={{1,3}}|#)\s*:?\s*)`?",
    re.IGNORECASE,
)
_BUT_SHOULD = re.compile(
    r"\b(?:should(?: have)?(?: be(?:en)?| return(?:ed)?| give(?:n)?| print(?:ed)?)?|instead of|rather than|expect(?:ed|s)?"
    rf"|I (?:want|wanted|need)(?:ed)?|and not|not){_SAID}\s*:?\s*`?",
    re.IGNORECASE,
)
# A learner's report of what comes out at present, and not what a task demands.
_REPORT = re.compile(r"\b(?:me|mine|my|I|says|why|wrong(?:ly)?|but|actually|keeps)\b")
_NO_WORD = frozenset(
    {"a", "an", "the", "it", "i", "my", "to", "be", "in", "of", "for", "none", "nothing", "error", "wrong", "not"}
)


@dataclass(frozen=True, slots=True)
class Example:
    """A call and the literal that it should give; `others` are further values that the words name for the same call.

    `reported`: the sentence may as well tell what comes out at present.
    """

    call: str
    expected: str
    others: tuple[str, ...] = ()
    reported: bool = False


def find_examples(texts: Sequence[str], program: Program) -> list[Example]:
    """The calls of the program's own functions in `texts` for which a wanted value is written down."""
    found: dict[str, Example] = {}

    def keep(call: str, wanted: str, reported: bool) -> None:
        known = found.get(call)
        if known is None or (known.reported and not reported):
            others = (known.expected, *known.others) if known is not None else ()
            found[call] = Example(call, wanted, others, reported)
        elif wanted not in (known.expected, *known.others):
            found[call] = Example(call, known.expected, (*known.others, wanted), known.reported)

    texts = [plain_quotes(text) for text in texts]
    for name in (function.name for function in program.functions):
        for text in texts:
            for start in re.finditer(rf"(?<![\w.]){re.escape(name)}\(", text):
                call = balanced(text, start.start())
                if call and _literal_arguments(call):
                    rest = text[start.start() + len(call) :]
                    wanted, should = _wanted(re.split(rf"(?<!\n)(?<![\w.]){re.escape(name)}\(", rest)[0])
                    line = text[text.rfind("\n", 0, start.start()) + 1 :].split("\n")[0]
                    last = "\n" not in rest.strip() and "\n" in text[: start.start()].strip()
                    if wanted:
                        keep(call, wanted, not should and (last or bool(_REPORT.search(line))))
    main = main_function(program, texts)
    if main is not None:
        for text in texts:
            for arguments, wanted in worded_examples(text, len(main.parameters)):
                call = f"{main.name}({', '.join(arguments)})"
                keep(next((known for known in found if _same_call(call, known)), call), wanted, False)
    return list(found.values())[:_MOST]


def find_calls(texts: Sequence[str], program: Program) -> list[str]:
    """The calls of the program's own functions with literal arguments in `texts`, in order, each once."""
    names = "|".join(re.escape(function.name) for function in program.functions)
    found: dict[str, None] = {}
    for text in texts if names else ():
        plain = plain_quotes(text)
        for start in re.finditer(rf"(?<![\w.])(?:{names})\(", plain):
            call = balanced(plain, start.start())
            if call and _literal_arguments(call):
                found.setdefault(call)
    return list(found)[:_MOST]


def main_function(program: Program, texts: Sequence[str] = ()) -> Function | None:
    """The function that the talk is about: the last one named in `texts`, else the last one of the program."""
    own = [function for function in program.functions if function.parameters]
    named = [function for function in own if any(re.search(rf"\b{function.name}\b", text) for text in texts)]
    found = named or own
    return found[-1] if found else None


def _literal_arguments(call: str) -> bool:
    try:
        tree = ast.parse(call, mode="eval").body
        if not isinstance(tree, ast.Call):
            return False
        for argument in (*tree.args, *(keyword.value for keyword in tree.keywords)):
            ast.literal_eval(argument)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False
    return True


def _same_call(one: str, other: str) -> bool:
    return ast.dump(ast.parse(one, mode="eval")) == ast.dump(ast.parse(other, mode="eval"))


def _wanted(rest: str) -> tuple[str, bool]:
    """The literal that the text after a call says it should give, and whether "should" or a sign says so."""
    line = rest.split("\n\n")[0][:160]
    first = _WANTED.match(line)
    said = line[: first.end()] if first else ""
    should = _BUT_SHOULD.search(line.split("\n")[0])
    if should and not re.search(r"should|expect|must", said):
        return _literal_at(line[should.end() :]), True
    if first is None:
        below = re.match(r"[)`]*\s*\n\s*(?:#\s*)?", line)
        told = line[below.end() :].split("\n")[0] if below and ">>>" not in line[: below.end()] else ""
        return (_literal_at(told) or (told.strip() if re.fullmatch(r"[A-Za-z]\w*\s*", told) else "")), True
    return _literal_at(line[first.end() :]), bool(re.search(r"should|expect|must|[=>→➞⇒#]", said))


def _literal_at(text: str) -> str:
    """The Python literal at the beginning of a text; a single capitalised word counts as text."""
    found = literal_at(text)
    if found is not None:
        return found.text
    word = re.match(r"[A-Z]\w+(?=[\s.,;!?)]|$)", text)
    return repr(word[0]) if word and word[0].lower() not in _NO_WORD else ""
