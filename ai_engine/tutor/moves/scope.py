"""Whether a question that no note fits is about programming at all: then the tutor doesn't know, else it isn't its field."""

import builtins
import keyword
import re

from ai_engine.knowledge.elsewhere import beyond, elsewhere
from ai_engine.knowledge.words import stem

_WORD = re.compile(r"[a-z_][\w+#]*", re.IGNORECASE)
_WORDS_OF_FIELD = """
python program programs programming programmer code codes coding coder script software algorithm algorithms
function functions method methods class classes object objects variable variables loop loops array arrays
pointer pointers recursion syntax compile compiler compiled interpreter debug debugger bug bugs error errors
exception traceback stacktrace string strings integer integers boolean float floats dictionary dict tuple list
lists module modules library package import api json csv html css javascript java c++ c# rust golang php ruby
sql database databases server thread threads threading async await asyncio process socket http url request numpy
pandas matplotlib django flask pygame tkinter turtle jupyter notebook pip conda venv git github terminal console
shell ide vscode pycharm idle editor indentation parameter parameters argument arguments operator operators
regex lambda decorator generator iterator inheritance polymorphism stack queue heap tree graph hash hashing sort
sorting search binary bit bits byte bytes memory unicode ascii stdin stdout input output print variable's
exercise kotlin swift typescript haskell linux kernel docker cloud machine learning neural opengl assembly
templates struct segfault goroutine solution colon bracket brackets parenthesis parentheses quote quotes digit
digits slow faster runtime
"""
_FIELD = frozenset(_WORDS_OF_FIELD.split())
_NAMES = frozenset(name.lower() for name in dir(builtins) if len(name) > 3) | frozenset(
    word for word in keyword.kwlist if len(word) > 4
)
# Everyday words that are also names of Python.
_WORDS_OF_EVERYDAY = """
object property filter open input help round range type exit quit copyright credits license hash format next slice super
"""
_EVERYDAY = frozenset(_WORDS_OF_EVERYDAY.split())


def about_programming(prose: str) -> bool:
    """Whether any word of the question belongs to programming."""
    words = {word.lower() for word in _WORD.findall(prose)}
    marks = re.search(r"`|\w\(|==|\w\[\d|\b\w+_\w+\b|\.py\b", prose)
    return bool(marks) or bool(words & _FIELD) or bool((words & _NAMES) - _EVERYDAY) or _beyond(words)


# Beside words of another subject these tell nothing: a singer called Swift, a tree in the garden, faster in a game.
_WORDS_OF_BOTH = """
swift rust ruby scratch unity go react faster slow machine learning memory bit bits tree process solution template templates class classes
queue stack object objects string strings digit digits input output cloud package quotes binary sort function method type
"""
_OF_BOTH = frozenset(_WORDS_OF_BOTH.split())


# What is on the table between learner and tutor.
_AT_WORK = re.compile(
    r"\bline \d+\b|\b(?:my|your|our|this|that) (?:last |first )?(?:answer|solution|hint|example|explanation|result|output|line|step)s?\b",
    re.IGNORECASE,
)


def off_subject(prose: str) -> bool:
    """Whether the words tell of another subject or of daily life, and none of programming."""
    words = {stem(word.lower()) for word in _WORD.findall(prose)}
    if not words & (elsewhere() - beyond()) or _AT_WORK.search(prose):
        return False
    kept = _WORD.sub(lambda found: "" if found[0].lower() in _OF_BOTH else found[0], prose)
    return not about_programming(kept)


def _beyond(words: set[str]) -> bool:
    return any(stem(word) in beyond() for word in words)


_ELSEWHERE = re.compile(
    r"(?<!\w)(?:c\+\+|c#|java|javascript|typescript|html|css|div|sql|php|rust|golang|kotlin|swift|haskell|assembly|react|node\.?js|pygame|tkinter|unity|roblox|arduino|minecraft|discord|selenium|tensorflow|pytorch|matlab|scratch|"
    r"(?:in|with|the language) (?:c|go|r|ruby|perl|scala|lua))(?![\w#+])",
    re.IGNORECASE,
)


def other_technology(prose: str) -> str:
    """The name of a language or technology other than Python that the question is about; "" if Python is named too, or none is."""
    if re.search(r"\bpython\b|\.py\b|\bpandas\b|\bflask\b|\bdjango\b", prose, re.IGNORECASE):
        return ""
    found = _ELSEWHERE.search(prose)
    return found[0].split()[-1] if found else ""


_WORDS_OF_WORK = """
answer answers explain explained explanation understand understood mean means meant say says said word words question
questions hint hints step steps example examples task exercise problem result results output solution code program line
right wrong correct ok okay fine good better best differently different other another check look see read show tell give
gives happen happens happened happening next first second last part do does did doing done go goes went going get work
works working use uses used try tried change changed make makes made start end thing things way help do don know sure
think idea professional expert beginner computer imagine friend again clear clearer simpler simple short shorter
like but your you he she vs
"""
_OF_WORK = frozenset(stem(word) for word in _WORDS_OF_WORK.split())


def about_the_work(prose: str, words: set[str]) -> bool:
    """Whether a question speaks of the work or the talk at hand ("is this right?") and names no other subject.

    `words` are its words with a meaning.
    """
    return bool(_AT_WORK.search(prose)) or all(stem(word) in _OF_WORK or not word.isalpha() for word in words)
