"""A learner's message taken apart: what they say, the code they pasted and the error they pasted."""

import ast
import keyword
import re
from dataclasses import dataclass
from itertools import pairwise

from ai_engine.analysis.parsing import normalise, parse
from ai_engine.tutor.evidence.example_lines import defined_names, is_sample, told_examples, without_numbers
from ai_engine.tutor.understanding.nameless import nameless_error

_FENCE = re.compile(
    r"^[ \t]*(?:```|~~~)[ \t]*([\w+-]*)[^\n]*\n(.*?)(?:^[ \t]*(?:```|~~~)[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_INLINE_FENCE = re.compile(r"```(?:(?:python|py)[ \t]+)?([^`\n]+)```")
_INLINE = re.compile(r"`([^`\n]+)`")
_TRACEBACK_HEAD = re.compile(r"^\s*Traceback \(most recent call last\):")
_FRAME = re.compile(r'^\s*File "[^"]*", line \d+')
ERROR_NAME = r"(?:[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Iteration)|StopIteration|KeyboardInterrupt)"
_ERROR_LINE = re.compile(rf"^\s*(?:[\w.]*\.)?{ERROR_NAME}\b(?::.*)?$")
_ERROR_INSIDE = re.compile(rf"(?<![\w.]){ERROR_NAME}\b(?:: ?[^\n`]+)?")

_WRITTEN_CODE = re.compile(
    r"\b(?:wrong with|(?:when|if|that) I (?:write|type|run|use|do|put|try|enter|call)|I (?:wrote|typed|tried|ran))[:,]?\s+(.+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_VERBS = r"(?:\s+(?:prints?|do|gives?|returns?|output|show|display|mean|work|evaluate to|an? error|fails?|raise|crash|not work|equal|in python)\b.*)?\s*[?.!]*$"
_ERROR_NAMED = re.compile(
    rf"\b(?:get|gets|got|getting|gives?|gave|says?|throws?|raises?|shows?|see|have|with|crashes)\b[^.?!\n]{{0,30}}?\b({ERROR_NAME})\b"
)
_GENERAL = re.compile(r"\b(?:what (?:is|are|does|do)|difference|when do|explain|mean)\b", re.IGNORECASE)
# "f(3) => 6" and "f(3) should be 6" say what is wanted; they are no part of the program.
_EXAMPLE_LINE = re.compile(
    r"\w+\(.*\)\s*(?:=>|->|→|➞|-->|should|must|returns?|gives?|equals?|is|expected|outputs?|prints?)(?:\s|$)",
    re.IGNORECASE,
)
_AFTER_ERROR = re.compile(
    r"(?:[.?!]\s+|\s+)(?:what|why|how|help|please|pls|can you|could you|idk|and (?:I|it|the|my|then|stops)|but (?:I|it|the|my)|when I|in line|on line|I (?:don't|do not|have|am)|I'm)\b.*$"
)
_ASKED_CODE = (
    re.compile(
        rf"\b(?:output|result|value) of\s+(?:the (?:code|line|statement|expression) )?(`[^`]+`|.+?){_VERBS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:what (?:does|do|will|would|is)|why (?:does|is|do|doesn't))\s+(?:the (?:code|line|statement|expression) |line )?(`[^`]+`|.+?){_VERBS}",
        re.IGNORECASE,
    ),
)
_ENDS_IN_CODE = re.compile(r"(\w+(?:[ ,']+\w+){2,}[.:!?,])\s+([A-Za-z_]\w*\s*=\s*[^=\s].*)$")
_BLOCK_HEAD = re.compile(
    r"^\s*(?:def \w+\s*\(.*|class \w+\s*(?:\(.*\))?:?|for [\w, ()]+ in \S.*:|for \w+ in (?:range\b.*|\w+)|while\b.*:|while \S.*[<>=!].*|"
    r"if\b.*:|if \S+ (?:==?|[<>]=?|!=|in|not in) \S+|elif\b.*|else\s*:?(?: *#.*)?|else if\b.*:?|try\s*:|except\b.*:|finally\s*:|with \S.* as \w+:|match \S+:|case \S+:|"
    r"@\w[\w.]*(?:\(.*\))?|async def .*)\s*(?:#.*)?$"
)
_STATEMENT = re.compile(
    r"^\s*(?:[A-Za-z_][\w.]*(?:\[[^\]]*\])*(?:\s*,\s*[A-Za-z_]\w*)*\s*(?::\s*[\w\[\], |.]+\s*)?(?:[-+*/%&|^@]|//|\*\*|<<|>>)?=[^=].*"
    r"|[A-Za-z_]\w*=|[A-Za-z_][\w.]*\(.*|import [\w., ]+(?: as \w+)?|from [\w.]+ import .*|return\b(?: *[\w(\[{\"'-].*)?|break|continue|pass|raise \w+.*"
    r"|print [\"'\w].*|del \w+.*|global \w+|yield\b.*|[\w.]+\.\w+\(.*|[A-Za-z_]\w*(?:\+\+|--);?|>>> .*|\.\.\. .*|[)\]}]+[,:]?)\s*(?:#.*)?$"
)
_SENTENCE_WORDS = re.compile(
    r"\b(?:I|I'm|(?i:my|the|is|are|was|does|doesn't|don't|what|why|how|when|please|you|it|this|that|an?|can|should|want|get|gives?))\b"
)
# Overlapping on purpose: in "now the list" both pairs count.
_SIDE_BY_SIDE = re.compile(r"\b([A-Za-z_]\w*) (?=([A-Za-z_]\w*)\b)")
_SOFT_KEYWORDS = frozenset({"match", "case", "type", "print", "elseif", "elsif", "function", "else"})
_RESULT_TOLD = re.compile(
    r"[)\]}\w'\".] (?:shows|gives|prints|returns|outputs|says|gave|printed|showed) "
    r"|^print (?!\().*\b(?:as|with|without|every|each|all|the|an?|of)\b"
)
_ALTERNATIVES = re.compile(r"\.?[\w.]+(?:\(\))? (?:or|vs\.?|versus|and) \.?[\w.]+(?:\(\))?(?: ?\w+){0,3}")
_ENGLISH_ONLY = re.compile(
    r"\b(?:now|then|always|never|still|again|just|because|but|when|why|how|what|does|doesnt|dont|do|did|deleted?|"
    r"says?|said|gives?|gave|gets?|got|shows?|showed|works?|worked|happens?|happened|nothing|everything|all|my|the|an?|"
    r"i|it|its|they|this|that|there|and i|so|pls|please|help|error|mean(?:s|ing)?|into|after|before)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """`prose` without the pasted parts; `code` and `error` are "" where nothing was pasted.

    `snippets` are the short pieces of code that the prose itself mentions, in backticks or as a call.
    """

    prose: str
    code: str = ""
    error: str = ""
    snippets: tuple[str, ...] = ()


def parse_message(message: str, beside: str = "") -> ParsedMessage:
    """Take a message apart. Fences, tracebacks without fences and bare code lines are recognised.

    `beside` is a program that came with the message: calls of its functions in the words are examples.
    """
    text = without_numbers(message.replace("\r\n", "\n").replace("\r", "\n"))
    own = defined_names(beside)
    text = _INLINE_FENCE.sub(lambda found: f"`{found[1].strip()}`", text)
    codes: list[str] = []
    errors: list[str] = []

    def take(found: re.Match[str]) -> str:
        content = found[2].rstrip()
        if _TRACEBACK_HEAD.match(content) or _looks_like_error(content):
            errors.append(content)
        elif is_sample(content) and (own or defined_names(text)):
            return f"\n{content}\n"
        elif content.strip():
            codes.append(content)
        return "\n"

    prose = _FENCE.sub(take, text)
    prose, error = _take_error(prose)
    if error:
        errors.append(error)
    if not codes:
        prose, code = _take_code(prose, own)
        if code:
            codes.append(code)
    prose = "\n".join(line.strip() for line in prose.split("\n") if line.strip())
    if not errors and (inside := _ERROR_INSIDE.search(prose)) and ":" in inside[0]:
        errors.append(_AFTER_ERROR.split(inside[0])[0].strip())
    if not errors and (named := _ERROR_NAMED.search(prose)) and not _GENERAL.search(prose):
        errors.append(named[1])
    if not errors and (message := nameless_error(prose)):
        errors.append(message)
    snippets = tuple(dict.fromkeys(found.strip() for found in _INLINE.findall(prose)))
    return ParsedMessage(
        prose, dedent_common(_unnumbered("\n\n".join(codes)).lstrip("\n")), "\n".join(errors), snippets
    )


def with_inline_code(parsed: ParsedMessage) -> ParsedMessage:
    """The same message with the code that its only sentence asks about, as in "what does print(2 ** 3) print?"."""
    prose = parsed.prose
    if "\n" not in prose and _whole_statement(prose):
        return ParsedMessage("", prose, parsed.error, parsed.snippets)
    written = _WRITTEN_CODE.search(prose)
    found = written or next((hit for pattern in _ASKED_CODE if (hit := pattern.search(prose))), None)
    if found is None:
        return parsed
    piece = found[1].strip().strip("`").strip()
    if len(piece) > 2 and piece[0] == piece[-1] and piece[0] in "'\"":
        piece = piece[1:-1]
    if _told_about_code(piece):
        return parsed
    if re.match(r"O\(", piece):
        return parsed  # the notation for growth, and no call
    if len(_SENTENCE_WORDS.findall(_without_strings(piece))) > 1 or not re.search(
        r"\w\(.*\)|==|\w\s*=\s*\w|\w\[.*\]", piece
    ):
        return parsed
    about_name = re.fullmatch(r"[\w.]+\(\)", piece) or re.search(r"\b(?:do|mean|work|for)\b\W*$", prose)
    if written is None and (about_name or not _whole_statement(piece)):
        return parsed
    return ParsedMessage(prose, piece, parsed.error, parsed.snippets)


def _whole_statement(text: str) -> bool:
    tree = parse(normalise(text))[0].tree
    if tree is None or len(tree.body) != 1:
        return False
    statement = tree.body[0]
    return not isinstance(statement, ast.Expr | ast.AnnAssign) or isinstance(statement.value, ast.Call)


def dedent_common(code: str) -> str:
    """The code without the indentation that all its lines share; blank first lines stay, since lines are counted."""
    lines = [line for line in code.split("\n") if line.strip()]
    if not lines:
        return ""
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines)
    return "\n".join(line[margin:] for line in code.split("\n")).rstrip("\n") if margin else code.rstrip("\n")


def parses(code: str) -> bool:
    """Whether this is a whole Python program."""
    return parse(normalise(code))[1] is None


def _looks_like_error(content: str) -> bool:
    lines = [line for line in content.split("\n") if line.strip()]
    return bool(lines) and bool(_ERROR_LINE.match(lines[-1])) and (len(lines) == 1 or bool(_FRAME.match(lines[0])))


def _take_error(text: str) -> tuple[str, str]:
    """Cut a traceback without a fence out of the prose: from its head, or first frame, to the line that names the error."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if _TRACEBACK_HEAD.match(line) or _FRAME.match(line)), None)
    if start is None:
        alone = next((i for i, line in enumerate(lines) if _ERROR_LINE.match(line) and ":" in line), None)
        if alone is None:
            return text, ""
        said = _AFTER_ERROR.split(lines[alone])[0].strip()
        rest = lines[alone].strip()[len(said) :].lstrip(" .?!")
        return "\n".join([*lines[:alone], rest, *lines[alone + 1 :]]), said
    for end in range(start, len(lines)):
        if _ERROR_LINE.match(lines[end]):
            return "\n".join(lines[:start] + lines[end + 1 :]), "\n".join(lines[start : end + 1])
    end = start + 1
    while end < len(lines) and (_FRAME.match(lines[end]) or lines[end].startswith((" ", "\t"))):
        end += 1
    return "\n".join(lines[:start] + lines[end:]), "\n".join(lines[start:end])


def _with_own_lines(lines: list[str]) -> list[str]:
    """The lines with an assignment that ends a sentence on a line of its own, where code follows below."""
    found: list[str] = []
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else ""
        split = _ENDS_IN_CODE.match(line) if below.strip() and is_code_line(below) else None
        found += [split[1], split[2]] if split else [line]
    return found


def _take_code(text: str, defined: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Cut the run of lines that look like code out of the prose."""
    lines = _with_own_lines(text.split("\n"))
    told = told_examples(lines, defined)
    marks = [is_code_line(line) and not example for line, example in zip(lines, told, strict=True)]
    for index, line in enumerate(lines):
        indented = line.startswith((" ", "\t")) and line.strip()
        comment = line.lstrip().startswith("#") and not line.lstrip().startswith("##")
        blank = not line.strip()
        before = index > 0 and marks[index - 1]
        later = any(marks[index + 1 : index + 4])
        if not marks[index] and ((before and (indented or comment or (blank and later))) or (comment and later)):
            marks[index] = True
    if not any(marks):
        return text, ""
    first = marks.index(True)
    last = len(marks) - 1 - marks[::-1].index(True)
    chosen = [line for line, mark in zip(lines[first : last + 1], marks[first : last + 1], strict=True) if mark]
    kept = [line for index, line in enumerate(lines) if not (first <= index <= last and marks[index])]
    return "\n".join(kept), "\n".join(_unprompted(line) for line in chosen).strip("\n")


def _unnumbered(code: str) -> str:
    """Code without the line numbers that were copied with it."""
    lines = [line for line in code.split("\n") if line.strip()]
    numbers = [re.match(r"\s*(\d+)(?:[.:)|]\s?|\s)(.*)", line) for line in lines]
    if len(lines) < 2 or not all(numbers):
        return code
    values = [int(found[1]) for found in numbers if found]
    if any(two - one not in (1, 2) for one, two in pairwise(values)):
        return code
    return "\n".join(found[2] for found in numbers if found)


def _unprompted(line: str) -> str:
    return line[4:] if line.startswith((">>> ", "... ")) else line


def is_code_line(line: str) -> bool:
    """Whether a line of a message reads as Python rather than as a sentence."""
    stripped = line.strip()
    if not stripped or stripped.endswith("?") or _EXAMPLE_LINE.match(stripped) or _told_about_code(stripped):
        return False
    if _BLOCK_HEAD.match(line):
        return len(_SENTENCE_WORDS.findall(_without_strings(stripped))) <= 1
    if _STATEMENT.match(line):
        return len(_SENTENCE_WORDS.findall(_without_strings(stripped))) <= 1
    return False


def _told_about_code(line: str) -> bool:
    """Whether a line that holds code goes on as a sentence: in Python two plain words never stand side by side.

    One such pair may be a typing mistake of a learner's program, unless a word of plain English is beside it.
    """
    plain = _without_strings(line.removeprefix(">>> "))
    pairs = [
        (first, second)
        for first, second in _SIDE_BY_SIDE.findall(plain)
        if not keyword.iskeyword(first) and not keyword.iskeyword(second) and first not in _SOFT_KEYWORDS
    ]
    if _RESULT_TOLD.search(plain) or _ALTERNATIVES.fullmatch(plain.strip(" ?")):
        return True
    if not pairs:
        return False
    return len(pairs) > 1 or bool(_ENGLISH_ONLY.search(plain))


def _without_strings(line: str) -> str:
    return re.sub(r"\"[^\"]*\"?|'[^']*'?|#.*", "", line)
