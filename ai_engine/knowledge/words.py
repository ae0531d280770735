"""From a learner's question to the terms that retrieval looks for: words, symbols, stems, repaired typing mistakes."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"'})

# Symbols that mean something to Python, longest first, and the form they are looked up in: None means as written,
# "" not at all.
_SYMBOLS: tuple[tuple[str, str | None], ...] = (
    (r"\bc\s?\+\+|\bcpp\b", "cplusplus"),
    (r"\bdef\s+\w+\([^)]*=\s*(?:\[\s*\]|\{\s*\})", "def=[]"),
    (r"\bdef\s+\w+\([^)]*\*\w", "*args"),
    (r"\bdef\s+\w+\([^):]*:\s*\w+", "def:type"),
    (r"\bdef\s+\w+\([^)]*=", "def="),
    (r"(?<!def )\b(?!print\b|sorted\b)[a-z_]\w*\(\s*[a-z_]\w*\s*=(?!=)", "call="),
    (r"\bclass\s+\w+\(\w+\)", "class()"),
    (
        r"\b(?:list|max|min|sum|str|int|input|len|dict|set|type|sorted|range|print|id)\s*=(?![=>])(?!\s*['\"\[(]?\w*['\"]?\s*\))",
        "builtin=",
    ),
    (r"\bexcept\s*:", "except:"),
    (r"\bwith\s+open\b", "with-open"),
    (r"\bimport\s+\*", "import*"),
    (r"\bprint\s+['\"]", "print-quote"),
    (r"(?<![=<>!+*/-])=\+|=-(?=\s|\d)", "+="),
    (r"\d+\.\d+\s*[-+*]\s*\d+\.\d+|\d\.\d{7,}", "0.1+0.2"),
    (r"['\"]\s*\[\s*-?\d+\s*\]", "text[0]"),
    (r"\w\[\s*['\"]\w+['\"]\s*\]", "[key]"),
    (r"(?<![\w,(])[A-Za-z_]\w{0,9}\s*,\s*[A-Za-z_]\w{0,9}\s*=(?!=)", "a,b="),
    (r"\bfor\s+\w+\s+in\s+(?:my)?dict\w*|\bfor\s+\w+\s*,\s*\w+\s+in\s+\w+\.items\b", "for-in-dict"),
    (r"\bfor\s+\w+\s+in\s+\w+", "for-in"),
    (r"\bif\s+\w+\s*:", "if-name"),
    (r"\bc#|\bc\s?sharp\b", "csharp"),
    (r"\d\s*[-+]\s*\d+\s*[*/]\s*\d|\d\s*[*/]\s*\d+\s*[-+]\s*\d", "1+2*3"),
    (r"\[[^\[\]]{1,80}\bfor \w+ in [^\[\]]{1,80}\]", "[for]"),
    (r"\[\s*:\s*:\s*-\s*1\s*\]", "[::-1]"),
    (r"\[\s*\w*\s*:\s*-?\w*\s*(?::\s*-?\w*\s*)?\]", "[:]"),
    (r"\[\s*-\s*\d+\s*\]", "[-1]"),
    (r"\[\s*\w+\s*\]\s*\[\s*\w+\s*\]", "[][]"),
    (r"\[\s*\w\s*\]|\[\s*\d+\s*\]", "[0]"),
    (r"\[\s*\]", "[]"),
    (r"\{\s*\}", "{}"),
    (r"\{\s*\w+\s*\}", "{x}"),
    (r"\*\*\s*kwargs|\*\s*args", "*args"),
    (r"__name__|__main__", "__name__"),
    (r"__init__", "init"),
    (r"__\w+__", "__x__"),
    (r"\b\d+\s+times\s+\d+", ""),
    (r"\b\d+\s*(?:percent|%)\s+of\s+\d+", "maths"),
    (r"\b\d+[xyz]\b(?:\s*[-+=]\s*\d*[xyz]?\b)*|\b[xyz]\^\d", "algebra"),
    (r"\b(?:H2O?|O2|N2|CO2?|NaCl|CH4|HCl|NaOH|NH3|H2SO4)\b(?:\s*(?:\+|->|=)\s*\d*\w+\b)*", "chemistry"),
    (r"\bbetween\s+\d+\s+and\s+\d+", "between"),
    (r"\b(?:from\s+)?\d+\s*(?:to|until|up\s+to|till|through)\s*\d+", "1to9"),
    (r"(?<=['\"])\s*\+\s*(?=[\w'\"])|(?<=\w)\s*\+\s*(?=['\"])", "text+"),
    (r"0\.1\s*\+\s*0\.2|0\.30{4,}\d*", "0.1+0.2"),
    (r"(?<![\w.])\d+\.\d+(?![\w.])", "1.5"),
    (r"(?<=\d)\s*%(?=\s*(?:of|off|discount|tax)\b)", ""),
    (r"\beven\s+(?:though|if|when|more|with)\b", ""),
    (r"\\n\b", "\\n"),
    (r"\\t\b", "\\t"),
    (r"\\", "\\"),
    (r"==\s*(?:'\w+'|\"\w+\"|\w+)\s+or\s+(?:'\w+'|\"\w+\")(?!\s*[=<>!.(\[])", "==or"),
    (r"==\s*(?:'\w+'|\"\w+\"|\w+)\s+or\s+(?:'\w+'|\"\w+\"|\w+)(?!\s*[=<>!.(\w])", "==or"),
    (r"<=|>=|=>", ">="),
    (r"===|!==", "=="),
    (r"==|!=|\*\*|//|:=|->|&&|\|\|", None),
    (r"(?<=\d)\s*/\s*(?=\d)", "/"),
    (r"\+\+|\+=|-=|\*=|/=", "+="),
    (r"(?<![<>=!])=(?!=)", "="),
    (r"%", "%"),
    (r"(?<=\w)\+(?=\w)|(?<=[\s'\"])\+(?=[\s'\"])", "+"),
    (r"(?<=[\s'\"])\*(?=[\s'\"])", "*"),
    (r"(?<=[\s'\"])/(?=[\s'\"])", "/"),
    (r"(?<=[\s'\"])\^(?=[\s'\"?]|$)", "^"),
    (r"(?:^|(?<=[\s'\"]))#(?!\d)", "#"),
    (r"(?:^|(?<=[\s'\"]))@", "@"),
    (r"(?:^|(?<=[\s'\"]))_(?=['\"\s?]|$)", "_"),
    (r"\"{3}|'{3}", "triple-quote"),
    (r"(?<=[\w)\]'\"])\.[a-z]{3,}(?=\W|$)(?!\.)|(?<=\s)\.[a-z]{3,}\(?", ".name"),
    (r"\bf(?=['\"])|\bf[- ]?strings?\b", "f-string"),
    (r"(?<=[\s'\"])[<>](?=[\s'\"])", ">"),
)
_SYMBOL = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_SYMBOLS)), re.IGNORECASE)
_MAY_HOLD_SYMBOLS = re.compile(
    r"[^A-Za-z\s,;:?!'-]|\b(?:even|f|cpp|sharp|for \w+ in|if \w+:|except:|with open)\b|\w:", re.IGNORECASE
)  # spares plain prose the long pattern
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|(?<!\d)\d{1,9}[a-z]\b")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# Words that say nothing about the subject. Python's own words that are also English (if, for, in, is, and, or, …)
# are among them: they count in phrases, and where the question names them as Python's.
_STOP_WORDS = """
a an the this that these those it its i im ive me my mine we our us you he she they them their
to of on at by up out off so than too very just also only some any both each such own same here there when where
why how hows what whats which who whos whom whose do does doesnt did didnt dont doing
done am are arent was wasnt were be been being have havent has hasnt had having
can cant cannot could couldnt should would wouldnt will wont shall may might must lets
hi hello hey greetings dear please pls plz thanks thank thx cheers sorry good morning afternoon evening sir miss
teacher tutor help helping question questions ask asking tell explain explanation understand understanding
know mean means meaning meant about get gets getting got gotten give gives want wants need needs try trying tried
use uses used using work works working make makes making made say says said saying see seems seem look like looks
way ways thing things something anything everything someone kind really quite actually maybe always never
ever again still yet now then after before once well ok okay right wrong bad better best much many lot lots bit
into onto over under between through during without within if for in is isnt not no yes and or but while
with from as else because since though although until however etc eg ie vs versus difference different
diff exactly basically simply simple easy hard difficult confused confusing stuck idea example examples
think thought possible instead theres thats one happen happens happening happened
come comes go goes going keep keeps keeping take takes put puts show shows learn learning new beginner
program programs programme programming code codes coding python script exercise homework
wrote purpose point sense correct correctly properly normal normally wonder wondering
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Words that tell that the question is about programming, though they name no concept.
_MARKERS = """
python code codes coding program programs programme programming script scripts syntax compile compiler compiling
interpreter variable variables function functions loop loops debug traceback idle vscode ide
"""
MARKERS = frozenset(_MARKERS.split())

# Where one of Python's English words is named as such: quoted, or followed by what it is, or asked after.
_OWN = r"(and|or|not|in|is|if|else|for|while|with|from|as|try)"
_NAMED = re.compile(
    rf"['\"]{_OWN}['\"]"
    r"|\b(?:an?|my|both|two|first|second|nested|multiple|several) (if|else|for|while)\b"
    rf"|\b{_OWN} (?:statement|keyword|operator|clause|block|branch|condition|loop)"
    rf"|\b(?:what(?: does|'s|s| is)|use|using|explain|between|than|vs\.?) {_OWN} (?:do|mean|for|in python|and|vs)\b"
    r"|\b(else) (if)\b"
    r"|\b(for)(?: and| or| vs\.?| when| than| instead of| rather than){1,2} (while)\b"
    r"|\b(while)(?: and| or| vs\.?| when| than| instead of| rather than){1,2} (for)\b",
    re.IGNORECASE,
)
# A question about such words and nothing else: "how does if work", "when do I use while instead of for". Anchored at
# both ends, so that no ordinary sentence that happens to hold one of them is taken for it.
_WORDS = rf"{_OWN}(?:(?:,? (?:and|or|vs\.?|versus)|,| instead of| rather than| over| than) {_OWN})*"
_ABOUT_WORDS = re.compile(
    r"(?:(?:can|could) you (?:please )?|please |so |ok |hi |hey )*"
    r"(?:(?:what|how) is|explain|what's|whats|(?:the |whats the |what is the |what's the )?difference between"
    r"|i don'?t (?:get|understand)"
    r"|(?:how|what|when|why|where) (?:do|does|did|would|should|to|can|exactly)? ?(?:i|we|you|one)? ?(?:use)?) ?"
    rf"(?P<asked>{_WORDS})"
    r"(?: (?:works?|do|mean|used for|for|good for|in python|in a program|again|instead|exactly|please|statements?"
    r"|keywords?))*[ ?!.]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Query:
    """A question, taken apart.

    Attributes:
        terms: stems of the words that name something, and symbols, in their order, each once.
        words: the stems of all words, stop words too, for matching phrases.
        marked: whether some word or symbol belongs to programming for certain.
    """

    terms: tuple[str, ...]
    words: tuple[str, ...]
    marked: bool

    @cached_property
    def line(self) -> str:
        """The words with a space around each, so that one phrase can be looked for in another as text."""
        return f" {' '.join(self.words)} "


def read_query(text: str) -> Query:
    """Take a question apart. Fenced code in it is left out unless there is nothing else."""
    text = unicodedata.normalize("NFKC", text[:4_000])
    prose = _FENCE.sub(" ", text)
    text = " ".join((prose if prose.strip() else text).translate(_QUOTES).split())
    named = {word.lower() for groups in _NAMED.findall(text) for word in groups if word}
    asked = _asked_words(text)
    named |= asked
    tokens = _tokens(text)
    terms = [stem(token) for token in tokens if token not in STOP_WORDS or token in named]
    if asked:
        terms = [f"keyword-{word}" for word in sorted(asked)]
    return Query(
        terms=tuple(dict.fromkeys(terms)),
        words=tuple(stem(token) for token in tokens),
        marked=bool(named) or any(token in MARKERS or not token[0].isalnum() for token in tokens) or "text+" in tokens,
    )


def _asked_words(text: str) -> set[str]:
    """Python's English words that a whole question is about."""
    found = _ABOUT_WORDS.fullmatch(text.strip())
    if found is None:
        return set()
    words = [word.lower() for word in re.findall(rf"\b{_OWN}\b", found["asked"], re.IGNORECASE)]
    # In "for and while" the joining word is no question; in "and or" it is.
    joining = len(set(words) - {"and", "or"}) >= 2
    return {word for word in words if not (joining and word in ("and", "or"))} or set(words)


def stems_of(text: str) -> set[str]:
    """The stems of a text's words, without stop words and symbols: cheaper than `read_query` for long texts."""
    return {stem(word) for word in _plain_words(text) if word not in STOP_WORDS}


def _tokens(text: str) -> list[str]:
    if not _MAY_HOLD_SYMBOLS.search(text):
        return _plain_words(text)
    tokens: list[str] = []
    position = 0
    for match in _SYMBOL.finditer(text):
        tokens += _plain_words(text[position : match.start()])
        written = _SYMBOLS[int((match.lastgroup or "s0")[1:])][1]
        if written == ".name":
            name = match[0].lower().rstrip("(")
            tokens += (name, name[1:])
        elif written != "":
            tokens.append(written or match[0])
        position = match.end()
    return tokens + _plain_words(text[position:])


def _plain_words(text: str) -> list[str]:
    words = _WORD.findall(_CAMEL.sub(" ", text))
    return [word.lower().removesuffix("'s").replace("'", "") for word in words]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that loop, loops, looped and looping meet. Symbols and short words stay."""
    if len(word) <= 3 or not word.isalpha() or word == "times":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and any(letter in "aeiouy" for letter in base):
            if base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            return base.removesuffix("e") if len(base) > 3 else base
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


_LONGEST_TERM = 20
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ROW_OF = {letter: (row, place) for row, letters in enumerate(_KEYS) for place, letter in enumerate(letters)}


def repair(term: str, vocabulary: Collection[str]) -> str | None:
    """The known word that `term` was probably meant to be, if one typing mistake lies between them.

    A mistake is a letter missing, doubled or extra, two letters swapped, a vowel for another, or a neighbouring key.
    The first letter is taken as typed. None if there is no such word, or `term` is too short or too long to tell.
    """
    if not 4 <= len(term) <= _LONGEST_TERM or not term.isalpha() or not term.isascii():
        return None
    candidates = {candidate for candidate in _mistyped(term) if candidate in vocabulary and candidate[0] == term[0]}
    return max(candidates, key=lambda known: (len(known), known), default=None)


def _mistyped(word: str) -> set[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    found = {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    found |= {left + letter + right for left, right in splits for letter in letters}
    if len(word) > 4:
        found |= {left + right[1:] for left, right in splits if right}
        found |= {
            left + letter + right[1:]
            for left, right in splits
            if right
            for letter in letters
            if _near(letter, right[0])
        }
    return found


def _near(one: str, other: str) -> bool:
    if one in "aeiou" and other in "aeiou":
        return True
    (row, place), (other_row, other_place) = _ROW_OF[one], _ROW_OF.get(other, (9, 9))
    return abs(row - other_row) + abs(place - other_place) == 1
