"""Which programming language other than Python a turn is about: by a fence's tag, the platform's word, or the code itself."""

import re

from ai_engine.analysis.languages import ALIASES, NAMES
from ai_engine.analysis.parsing import normalise, parse

TITLES = {
    "javascript": "JavaScript",
    "typescript": "TypeScript",
    "java": "Java",
    "c": "C",
    "cpp": "C++",
    "go": "Go",
}
PYTHON = frozenset({"", "py", "python", "python3", "py3", "pycon", "text", "txt", "plaintext", "console", "output"})
_CERTAIN = 2
_AGAINST_PLATFORM = 4


def _marks(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in patterns)


# What only this language writes; each kind counts two, of the weak ones each counts one.
_STRONG = {
    "javascript": _marks(
        r"\bconsole\.(?:log|error|table)\(", r"^\s*(?:export )?(?:const|let)\s+[\w${\[][^;\n]*=", r"[=!]==",
        r"\bfunction\b\s*\w*\s*\([^)\n]*\)\s*\{", r"\)\s*=>|\b\w+\s*=>\s*[{(\w]", r"\bdocument\.\w+|\bwindow\.\w+",
        r"\brequire\(['\"]", r"^\s*for\s*\((?:let|const|var) \w+",
    ),
    "typescript": _marks(
        r"\b\w+\??\s*:\s*(?:number|string|boolean|any|unknown|void|never)\b(?:\[\])?\s*[,;=)|}{]",
        r"^\s*(?:export )?interface \w+[^;\n]*\{", r"^\s*type \w+\s*=", r"^\s*enum \w+\s*\{",
    ),
    "java": _marks(
        r"\bSystem\.(?:out|in)\b", r"\b(?:public|private|protected)\s+(?:static\s+)?(?:final\s+)?(?:class|void|int|double|boolean|String|[A-Z]\w*)\b[^:\n]*[({;=]",
        r"^\s*import java", r"\bString\[\]", r"^\s*String \w+\s*[=;]", r"@Override", r"\bnew [A-Z]\w*(?:<\w*>)?\([^\n]*\);",
        r"\bArrayList<|\bScanner\b",
    ),
    "c": _marks(
        r"^\s*#\s*include\s*<\w+\.h>", r"\b(?:printf|scanf)\s*\(\s*\"", r"\bint\s+main\s*\(", r"\bmalloc\s*\(|\bfree\s*\(",
        r"\bchar\s+\*?\s*\w+\s*(?:\[|=)", r"^\s*#\s*define\b", r"\bstruct\s+\w+\s*[*{\w]",
    ),
    "cpp": _marks(
        r"^\s*#\s*include\s*<\w+>", r"\bstd::", r"\b(?:cout|cerr)\s*<<|\bcin\s*>>", r"\busing namespace\b",
        r"\bvector<", r"\bnullptr\b", r"\btemplate\s*<", r"^\s*(?:public|private|protected)\s*:",
    ),
    "go": _marks(
        r"^\s*package \w+\s*$", r"^\s*func\s+(?:\(\w+ [*\w]+\)\s*)?\w+\s*\(", r"^\s*\w+(?:\s*,\s*\w+)*\s*:=\s", r"\bfmt\.\w+",
        r":=\s*range\b", r"^\s*import\s*\(\s*$",
    ),
}  # fmt: skip
_WEAK = {
    "javascript": _marks(r"^\s*(?:var|let) \w+", r"\b(?:alert|prompt)\(", r"\.length\b", r"\bnull\b|\bundefined\b"),
    "java": _marks(r"\b(?:int|double|boolean)\s+\w+\s*[=;]", r"\bnull\b", r"\bfor\s*\(int\b", r"\bint\[\]"),
    "c": _marks(r"\b(?:int|double|float|char)\s+\*?\w+\s*[=;\[]", r"\bfor\s*\(int\b", r"\bNULL\b", r";\s*$"),
    "cpp": _marks(r"\bint\s+main\s*\(", r"\bstring \w+\s*[=;]", r"\bendl\b", r"\bauto\b"),
    "go": _marks(r"\bvar \w+ \w+", r"\bnil\b", r"^\s*for\b[^(\n]*\{\s*$"),
}
# Lines that only Python writes.
_PYTHON = re.compile(
    r"^\s*(?:(?:def \w+\s*\(.*|class \w+[^{;]*|(?:el)?if\b[^{;]*|while\b[^{;]*|for \w[\w, ]* in [^{;]*|else|try|except\b[^{;]*)\s*:\s*(?:#.*)?"
    r"|elif\b.*|except\b.*|from [\w.]+ import .*|print\s*(?:\(.*\)|[\"'].*)\s*(?:#.*)?|def \w+\s*\(.*)$",
    re.MULTILINE,
)
# Words that belong to one language only, so that a question with them needs no other name for it.
_ONLY = {
    "java": re.compile(
        r"\bpublic static void\b|\bSystem\.(?:out|in)\b|\bNullPointerException\b|\bArrayIndexOutOfBounds\w*|\bArrayList\b"
    ),
    "javascript": re.compile(r"[=!]==(?!=)|\bconsole\.log\b|\bdocument\.\w+|\bgetElementById\b"),
    "cpp": re.compile(r"\bstd::|\b(?:cout|cin|endl|nullptr|iostream)\b|\busing namespace\b"),
    "c": re.compile(
        r"\b(?:scanf|malloc|stdio\.h|strcmp)\b|#include|\bsegmentation fault\b|\bsegfault\b", re.IGNORECASE
    ),
    "go": re.compile(r"\bfmt\.\w+|\bgoroutines?\b"),
}
_STRINGS = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_NAMED = re.compile(
    r"(?<![\w./-])(?:(?P<javascript>java ?script|node\.?js|js)|(?P<typescript>type ?script|ts)|(?P<java>java)"
    r"|(?P<cpp>c\+\+|cpp)|(?P<go>golang|(?:in|with|using|from|of|learning) go(?= ?[?.!,;]*$| and\b| or\b| language| for\b| to\b|\W)|(?-i:\bGo) (?=program|code|language|function))"
    r"|(?P<c>(?:in|with|using|from|of|learning) c(?= ?[?.!,;]*$|[ ,]+(?:and|or|why|how|what|language|program\w*|i|when|for|to|with|that)\b)|(?-i:\bC) (?=program|code|language|function|pointer|string|array)))"
    r"(?![\w#+]|\.\w)",
    re.IGNORECASE,
)


_NAME = re.compile(
    r"(?<!\w)(?:(?:in|with|using|of|for) )?(?:java ?script|type ?script|java|c\+\+|cpp|golang|js|ts|(?:in|with|using) (?:c|go))(?![\w+])",
    re.IGNORECASE,
)


def without_name(prose: str) -> str:
    """A question without the language's name, so that it reads as one about Python would."""
    return " ".join(_NAME.sub(" ", prose).split())


def canonical(name: str) -> str:
    """The analyser's name for a language as people write it; "" for Python and for none; else the name in lower case."""
    plain = name.strip().lower()
    if plain in PYTHON:
        return ""
    return ALIASES.get(plain, {"node.js": "javascript", "h": "c", "hpp": "cpp", "c++17": "cpp"}.get(plain, plain))


def is_known(name: str) -> bool:
    """Whether programs in this language can be analysed, and it isn't Python."""
    return name in NAMES


def in_code(code: str, *, against_platform: bool = False) -> str:
    """The language that a program is surely written in, as the code shows; "" for Python and in doubt.

    Args:
        code: a program or some lines of one.
        against_platform: the platform said that it is Python; then only a program that can't be meant so counts.
    """
    scores = {
        name: 2 * sum(1 for mark in marks if mark.search(code))
        + sum(1 for mark in _WEAK.get(name, ()) if mark.search(code))
        for name, marks in _STRONG.items()
    }
    if scores["typescript"]:
        scores["typescript"] += scores["javascript"]
    if scores["cpp"] >= _CERTAIN:
        scores["cpp"] += scores["c"] // 2
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < (_AGAINST_PLATFORM if against_platform else _CERTAIN):
        return ""
    return "" if is_python(code) else best


def is_python(code: str) -> bool:
    """Whether a line is one that only Python has, or all of it can be read as Python."""
    if _PYTHON.search(_STRINGS.sub('""', code)):
        return True
    return "console.log(" not in code and parse(normalise(code))[0].tree is not None


def named_in(prose: str) -> str:
    """The language that a question names, where it doesn't name Python too; "" if none."""
    if re.search(r"\bpython\b|\.py\b", prose, re.IGNORECASE):
        return ""
    found = _NAMED.search(prose)
    if found is not None and found.lastgroup:
        return found.lastgroup
    return next((name for name, words in _ONLY.items() if words.search(prose)), "")
