"""Code in the model's words: what is new there, and so could be the learner's solution."""

import ast
import re
from collections.abc import Collection

from ai_engine.tutor.guard.encoded import is_word
from ai_engine.tutor.guard.examples import goes_on, works_something_out
from ai_engine.tutor.guard.probes import is_probe, is_self_contained
from ai_engine.tutor.guard.scene_text import SceneText
from ai_engine.tutor.understanding.message import is_code_line

_SPACE = re.compile(r"\s+")
_STATEMENT = re.compile(
    r"(?<![=<>!\w])(?:[A-Za-z_][\w.\[\]]*\s*(?:[-+*/%]|//|\*\*)?=(?!=)\s*[^\s=][^\n,;]*"
    r"|\breturn\s+[\w(\[{'\"-][^\n;]*(?:[-+*/%<>=(\[]|\w\.\w)[^\n]*"
    r"|\bfor\s+\w+(?:\s*,\s*\w+)*\s+in\s+\w[\w.()\[\], ]*:"
    r"|\b(?:while|if|elif)\s+[^\n:]{1,60}(?:==|<|>|!=|%|\bin\b)[^\n:]{1,40}:"
    r"|\bdef\s+\w+\s*\("
    r"|\bclass\s+[A-Z]\w*\s*(?:\(\w*\))?:"
    r"|\blambda\s+\w+(?:\s*,\s*\w+)*\s*:)"
)
_OPERATION = re.compile(
    r"[\w)\]'\"]\s*(?:[-+*/%<>]=?|==|!=|\*\*|//|=)\s*[\w(\['\"]|\w\s*\[[^\]]*\]|\w\([^)\s]|\w\.\w+\("
)
_TICKED = re.compile(r"`{1,2}\s?([^`\n]+?)\s?`{1,2}")
_WORDS_OF_SENTENCES = """
the a an are was be you your we our it its this that these there of to at by what which how why does did can let has
have my
"""
_SENTENCE = frozenset(_WORDS_OF_SENTENCES.split())
_LONGEST_CODE = 12
_SYMBOLS = re.compile(
    r"[=!<>+*/-]=|(?<![=<>!])=(?![=>])|\w\s*[<>%|&]\s*\w|[)\]]\s*[:)\].]|\)\s*:|\w\[[\w:-]*(?:\]|$)|\w\((?!s\))"
    r"|[-+*/%|&=<>(\[]\s*$|^\s*[-+*/%&=]\s*\w+\s*$|^\W*[)\]}]|^\s*\(\w+ [(\w]+ [(\[]|\w \. \w|\( \w+ [,)]|\w\s[*+/]\s\w+\s[*+/-]|\]\s*[+*-]"
)
# A call with something in it, an index, or an operator that no sentence has, with what stands beside it.
_BARE = re.compile(
    r"(?<![\w.])[\w.]{1,60}\([^()\s](?:[^()\n]|\([^()\n]*\))*\)|(?<!\w)[A-Za-z_]\w{0,60}\[[^\]\n]{1,40}\]|(?<![\w.()\[\]])[\w.()\[\]]{1,80}\s{0,3}(?:[=!<>]=|//|\*\*|[-+*]=|%)\s*[\w.('\"\[]+"
    r"|[\[({]\s*[^\])}\n]{1,60}\bfor \w+(?:, ?\w+)* in\b[^\n]*"
)
_OPERATORS = re.compile(r"[=!<>]=|//|\*\*|%|[-+*]=")
_JOINING = re.compile(r"\s(?:in|and|or|is|if|not|for|else)\s|\n")
_LONGEST_PIECE = 80
_CALLED = re.compile(r"\w[(\[]\S|[^=<>!]=[^=]|\w\s*[<>]=?\s*\w")
_BEGINNINGS: tuple[object, ...] = (0, 1, "", [], {}, (), set(), None, True, False)
_STRING = re.compile(r"[\"']([^\"']{6,})[\"']?")
_GIVEN_VALUE = re.compile(r"[A-Za-z_]\w*\s*=\s*(.+)")
_MARKUP = re.compile(r"^(?:\s*(?:[-*>|#]+|\d+[.:)|]|line \d+[:.]?|\|?\s*\d+\s*\|))+\s*", re.IGNORECASE)


def new_code(text: str, known: SceneText, *, exercise: bool = False) -> bool:
    """Whether a sentence holds a statement, in backticks or bare, that stands neither in the learner's code nor in the evidence.

    An example value may get a name, but not one with which programs begin (0, an empty list) where an `exercise` is to
    be written.
    """
    for match in _TICKED.finditer(text):
        if _STATEMENT.search(match[1]) and not _allowed(match[1], known, exercise):
            return True
    bare = _TICKED.sub(" ", text).replace("\u200b", "")
    for line in bare.split("\n"):
        plain = _MARKUP.sub("", line).strip("*_| ")
        if len(plain) > 8 and sum(map(str.isupper, plain)) > 0.6 * sum(map(str.isalpha, plain)):
            plain = plain.lower()
        if any(not _allowed(match[0], known, exercise) for match in _STATEMENT.finditer(plain)):
            return True
        if is_code_line(plain) and not _allowed(plain, known, exercise):
            return True
    return False


def new_expression(text: str, known: SceneText) -> bool:
    """Whether backticks hold an expression that stands nowhere and doesn't only try something out."""
    return any(_OPERATION.search(code) and not _allowed(code, known) for code in _TICKED.findall(text))


def bare_expression(text: str, known: SceneText) -> bool:
    """Whether a sentence holds an expression without backticks, such as sum(n for n in nums), that stands nowhere."""
    bare = _TICKED.sub(" ", text)
    for match in _BARE.finditer(bare):
        piece = match[0].strip().strip(".,;:!?")
        if _SPACE.sub("", piece).lower() not in known.squeezed and not _allowed(piece, known, exercise=True):
            return True
    return False


def composed_expression(text: str, known: SceneText) -> bool:
    """Whether an expression that stands nowhere does several things, as a solution in one line would."""
    plain = _TICKED.sub(" ", text)
    bare = [_whole(plain[match.start() :]) or match[0] for match in _BARE.finditer(plain)]
    found = [piece for piece in _TICKED.findall(text) if works_something_out(piece)]
    found += [piece for piece in bare if works_something_out(piece) or len(_OPERATORS.findall(piece)) > 1]
    return not all(_allowed(piece, known, exercise=True) for piece in found)


def _whole(text: str) -> str:
    """The longest expression with which a text begins, without the words that sentences have too; "" for none."""
    words = _JOINING.split(text[:_LONGEST_PIECE])[0].split(" ")
    for count in range(len(words), 0, -1):
        piece = " ".join(words[:count]).rstrip(".,;:!?")
        try:
            ast.parse(piece.strip(), mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        return piece
    return ""


def quotes(block: str, known: SceneText) -> bool:
    """Whether every line of a code block stands in the known text."""
    lines = [_SPACE.sub("", line.split("#")[0]).lower() for line in block.split("\n")]
    return all(not line or line in known.squeezed for line in lines)


def holds_code(text: str) -> bool:
    """Whether a text, such as a comment or a string, has lines of a program."""
    return any(_STATEMENT.search(line) or is_code_line(line) for line in text.split("\n"))


def shaped_like_code(text: str, names: Collection[str]) -> bool:
    """Whether a line has the shape of a program's line whatever the tongue of its keywords: "pour zahl dans zahlen:".

    A line of a sentence has words such as "the" and "you", or only words that the notes know. `names` are those of a
    correct program: a short line with one of them and a word that is none is a program's as well.
    """
    for line in text.split("\n"):
        bare = _TICKED.sub(" ", _MARKUP.sub("", line)).strip("*_| ")
        words = [word.lower() for word in re.findall(r"[^\W\d_]+", bare)]
        if not 1 <= len(words) <= _LONGEST_CODE or _SENTENCE & set(words):
            continue
        if _SYMBOLS.search(bare):
            return True
        strange = any(len(word) >= 2 and not is_word(word) for word in words)
        shaped = bare.endswith((":", "{")) or re.match(r"(?: {2,}|\t)\w", line) or _CALLED.search(bare)
        named = bool(set(words) & set(names)) and not bare.endswith((".", "!", "?"))
        if strange and (shaped or named):
            return True
    return False


def _allowed(code: str, known: SceneText, exercise: bool = False) -> bool:
    """Whether a piece of code is known, only tries something out, or only gives an example value a name."""
    plain = code.strip().rstrip(".,;:!?")
    squeezed = _SPACE.sub("", plain).lower()
    if squeezed in known.squeezed:
        return True
    if any(holds_code(part.replace("\\n", "\n")) for part in _STRING.findall(plain)):
        return False
    if is_probe(plain, known) or is_self_contained(plain):
        return True
    if not exercise and goes_on(plain):
        return True
    given = _GIVEN_VALUE.fullmatch(plain)
    if given is None:
        return False
    try:
        value = ast.literal_eval(given[1].strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return False
    return not exercise or value not in _BEGINNINGS
