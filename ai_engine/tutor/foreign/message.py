"""A message about another language taken apart: prose, code, the error text of that language's tools."""

import re
from dataclasses import replace

from ai_engine.analysis.languages.messages import explain_message
from ai_engine.tutor.foreign.languages import PYTHON, canonical, in_code, is_known, is_python, named_in
from ai_engine.tutor.request import TutorRequest
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.understanding.message import ParsedMessage, is_code_line, parse_message

_FENCE = re.compile(
    r"^[ \t]*(?:```|~~~)[ \t]*([\w+#.-]*)[^\n]*\n(.*?)(?:^[ \t]*(?:```|~~~)[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_INLINE_FENCE = re.compile(r"```(?:([A-Za-z+#]+)[ \t]+)?([^`\n]+)```")
_NOT_READ = """
rust rs php csharp c# cs ruby rb kotlin kt swift scala lua perl haskell hs r matlab sql html css bash sh dart
"""
_OTHERS = frozenset(_NOT_READ.split())
_LONGEST_LINE = 400  # a line of a program shows that it is one before that
_CODE = re.compile(
    r"^\s*(?:[^?]*[;{}]\s*(?://.*|/\*.*)?|//.*|/\*.*|\*/?(?: .*)?|#\s*(?:include|define)\b.*|package \w+|import\s*(?:\(|\"[^\"]+\")|\"[\w/]+\""
    r"|func\s.*\{?|(?:const|let|var)\s+\w+.*|(?:console\.log|System\.out\.\w+|fmt\.\w+|printf|scanf|std::\w+|cout|cin|alert)\b\s*[(<>.].*"
    r"|(?:public|private|protected|static)\s+\w+.*|(?:for|while|if|switch)\s*\(.*|\}?\s*else\b.*|case .*:|default:|do|[)\]}]+[;,)]*|@\w+"
    r"|\w+(?:\s*,\s*\w+)*\s*:=\s.*|(?:int|double|float|char|long|bool|boolean|String|string|void)\s+[*\w\[\]]+\s*[=;(,].*"
    r"|function\b.*|for .*\{|return\b[^.?]*)\s*$"
)
_SENTENCE = re.compile(
    r"\b(?:(?-i:I|I'm)|it|the|is|are|was|does|doesn't|don't|what|why|how|when|please|you|my|can|should)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<=[?:.!] )(?:public|private|static|function|const|let|var|int|void|double|func|for\s*\(|if\s*\(|while\s*\(|#include)\b.*[;})]\s*$"
)
_ERROR_LINE = re.compile(
    r"^\s*(?:[\w./\\-]+\.(?:java|c|cc|cpp|cxx|h|hpp|go|js|mjs|ts|tsx)[:(]\d+.*|(?:fatal )?error(?: TS\d+|\[\w+\])?: .*|warning: .*"
    r"|Exception in thread .*|Uncaught .*|(?:Type|Reference|Syntax|Range)Error: .*|panic: .*|goroutine \d+.*|at \S+ ?\(.*\)|at [\w.$]+\([\w.]+:\d+\)"
    r"|(?:symbol|location|required|found):? .*|\s*\^~*\s*|[\w./]+: undefined reference to .*|undefined reference to .*|java\.[\w.]+(?:Exception|Error)\b.*"
    r"|Segmentation fault.*|collect2: .*|# command-line-arguments|exit status \d+|runtime error: .*|\d+ errors?)\s*$"
)


def unknown_language(request: TutorRequest) -> str:
    """The name of a language that no analyser reads, as a fence's tag or the platform gives it; "" if there is none."""
    tags = [tag for tag, _ in _fences(request.message) if tag]
    for name in (*tags, request.language.strip().lower()):
        if name in _OTHERS or (
            name not in PYTHON and name == request.language.strip().lower() and not is_known(canonical(name))
        ):
            return name
    return ""


def language_of(request: TutorRequest, state: TutorState) -> str:
    """The language, other than Python, that a turn is about; "" for Python.

    The code decides, by its fence's tag, by what the platform says, by itself; then an error text, then the question.
    """
    declared = request.language.strip().lower()
    known = canonical(declared) if is_known(canonical(declared)) else ""
    fences = _fences(request.message)
    for tag, content in fences:
        if tag and content:
            return canonical(tag) if is_known(canonical(tag)) else ""
    code = "\n".join(content for _, content in fences) or request.code or _bare(request.message)[1]
    explicit = declared in PYTHON and declared != ""
    if code.strip():
        shown = in_code(code, against_platform=explicit)
        if known and shown and {known, shown} <= {"javascript", "typescript"}:
            return known
        if known and shown and {known, shown} <= {"c", "cpp"}:
            return known
        if shown:
            return shown
        if known:
            return "" if _only_python(code) else known
        if fences or request.code or is_python(code):
            return ""
    if known:
        return known
    named = "" if explicit and request.code else named_in(request.message)
    if named:
        return named
    told = explain_message(request.error or request.message)
    if told is not None and told.language:
        return told.language
    return state.language if not explicit and not code.strip() and "python" not in request.message.lower() else ""


def read(request: TutorRequest, language: str) -> ParsedMessage:
    """Take apart a message about a program in `language`."""
    text = request.message.replace("\r\n", "\n").replace("\r", "\n")
    codes: list[str] = []
    errors: list[str] = []

    def take(content: str) -> str:
        if content.strip():
            (errors if _is_error(content) else codes).append(content.strip("\n"))
        return "\n"

    prose = _INLINE_FENCE.sub(lambda found: take(found[2]), text)
    prose = _FENCE.sub(lambda found: take(found[2].rstrip()), prose)
    prose, error = _without_errors(prose)
    if error:
        errors.append(error)
    if not codes:
        prose, code = _bare(prose)
        if code:
            codes.append(code)
    prose = "\n".join(line.strip() for line in prose.split("\n") if line.strip())
    if (
        not errors
        and not request.error.strip()
        and not _general(prose)
        and explain_message(prose, language=language) is not None
    ):
        errors.append(prose)
    plain = parse_message(prose)
    return replace(plain, prose=prose, code="\n\n".join(codes), error="\n".join(errors))


def _general(prose: str) -> bool:
    """Whether an error is only spoken of, as in "what is a NullPointerException?"."""
    return (
        re.match(
            r"\W*(?:what(?:'s| is| are)|explain|define|when do) (?:an? |the )?[\w. ]{3,40}\W*$", prose, re.IGNORECASE
        )
        is not None
    )


def _fences(message: str) -> list[tuple[str, str]]:
    """The fenced blocks that aren't error texts: tag in lower case and content."""
    text = message.replace("\r\n", "\n").replace("\r", "\n")
    found = [(one[1] or "", one[2]) for one in _INLINE_FENCE.finditer(text)]
    found += [(one[1], one[2]) for one in _FENCE.finditer(_INLINE_FENCE.sub("", text))]
    return [(tag.lower(), content) for tag, content in found if content.strip() and not _is_error(content)]


def _is_error(content: str) -> bool:
    first = next((line for line in content.split("\n") if line.strip()), "")
    return _ERROR_LINE.match(first) is not None


def _without_errors(text: str) -> tuple[str, str]:
    """The prose, and the lines that a compiler or a runtime wrote; lines of code quoted among them go with them."""
    lines = text.split("\n")
    marks = [bool(_ERROR_LINE.match(line)) for line in lines]
    if not any(marks):
        return text, ""
    first = marks.index(True)
    last = len(marks) - 1 - marks[::-1].index(True)
    for place in range(first, last):
        if lines[place].startswith((" ", "\t")):
            marks[place] = True
    kept = [line for line, mark in zip(lines, marks, strict=True) if not mark]
    return "\n".join(kept), "\n".join(line for line, mark in zip(lines, marks, strict=True) if mark)


def _bare(text: str) -> tuple[str, str]:
    """The prose, and the code that stands in it without a fence."""
    lines = text.split("\n")
    marks = [_is_code(line) for line in lines]
    if sum(marks) < 1:
        return text, ""
    first = marks.index(True)
    last = len(marks) - 1 - marks[::-1].index(True)
    for place in range(first, last + 1):
        blank = not lines[place].strip()
        if not marks[place] and (blank or lines[place].startswith((" ", "\t"))):
            marks[place] = True
    code = [line for line, mark in zip(lines, marks, strict=True) if mark]
    kept = [line for line, mark in zip(lines, marks, strict=True) if not mark]
    tail = _TAIL.search(code[0]) if len(code) == 1 else None
    if tail is not None:
        return "\n".join([*kept, code[0][: tail.start()]]), tail[0]
    return "\n".join(kept), "\n".join(code)


def _is_code(line: str) -> bool:
    line = line[:_LONGEST_LINE]
    if not line.strip() or line.rstrip().endswith("?"):
        return False
    if _TAIL.search(line):
        return True
    if not _CODE.match(line) and not is_code_line(line):
        return False
    bare = re.sub(r"\"[^\"]*\"?|'[^']*'?|//.*", "", line)
    return line.strip().startswith(("//", "/*", "*")) or len(_SENTENCE.findall(bare)) <= 1


def _only_python(code: str) -> bool:
    """Whether a program is Python's, whatever the platform calls it."""
    return (
        re.search(r"^\s*(?:def \w+\(.*\)\s*:|elif\b|print\(.*\)\s*$|for \w+ in .*:\s*$)", code, re.MULTILINE)
        is not None
    )
