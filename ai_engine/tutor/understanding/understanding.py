"""What a learner asks: the intent, whether the question is complete, the mood, the values they speak of."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from ai_engine.tutor.foreign import message as foreign_message
from ai_engine.tutor.foreign.languages import without_name
from ai_engine.tutor.request import TutorRequest
from ai_engine.tutor.state import QUIZ, TutorState, code_mark
from ai_engine.tutor.understanding import phrases
from ai_engine.tutor.understanding.contractions import spelt_out
from ai_engine.tutor.understanding.following import Follow, follow_up
from ai_engine.tutor.understanding.language import foreign_language
from ai_engine.tutor.understanding.message import ParsedMessage, dedent_common, parse_message, with_inline_code
from ai_engine.tutor.understanding.phrases import Intent
from ai_engine.tutor.understanding.remarks import is_fragment
from ai_engine.tutor.understanding.solution_requests import asks_for_solution, asks_to_go_on
from ai_engine.tutor.understanding.struggles import names_idea, replies, struggles

Mood = Literal["frustrated", "confident", "neutral"]

_VALUE = r"(\"[^\"]*\"|'[^']*'|`[^`]*`|\[[^\]]*\]|\([\d., ]+\)|\{[^}]*\}|-?\d+(?:\.\d+)?|True|False|None|nothing)"
_SAYS = r"(?:(?<!then )(?<!and )(?<!to )(?<!that )prints?|printed|printing|returns?|returned|gives?|gave|outputs?|shows?|displays?|get|got|getting|is|it's|says|result is|answer is|comes? out(?: as| to be)?|turns? out(?: to be)?|ends? up(?: as| with)?)"
_SHOULD = (
    r"(?:instead of|rather than|but (?:it )?(?:should(?:'ve| have)?|I (?:want(?:ed)?|expect(?:ed)?|need(?:ed)?)|the answer is|(?:the )?(?:expected|correct|right)|not)"
    r"|(?:it )?should(?:'ve| have)?(?: be(?:en)?)?|expected|I (?:want(?:ed)?|expect(?:ed)?|need(?:ed)?)|not)"
)
_ACTUAL_FIRST = re.compile(
    rf"\b{_SAYS}\b[^.\n]{{0,30}}?(?<![\w.])(?<![<>=] ){_VALUE}(?:(?!\. (?!it\b|I\b|but\b|expected))[^\n]){{0,25}}?\b{_SHOULD}\b[^\n]{{0,30}}?(?<![\w.]){_VALUE}",
    re.IGNORECASE,
)
_EXPECTED_FIRST = re.compile(
    rf"\b(?:should(?: have)?|expect(?:ed|ing)?|want(?:ed)?|supposed to|need(?:ed)?)\b[^.\n]{{0,30}}?(?<![\w.]){_VALUE}[^\n]{{0,25}}?\b(?:but|instead|yet|and|got|get|getting|gives?|gave|received|actual(?:ly)?)\b[^\n]{{0,40}}?(?<![\w.]){_VALUE}",
    re.IGNORECASE,
)
# What stands in the brackets of a call goes in; it is neither what came out nor what should.
_ARGUMENTS = re.compile(r"(?<=\w)\([^()\n]*\)")
_RANGES = re.compile(r"\b(-?\d+) (?:to|until|till|up to|through|-) (-?\d+)\b")
_EXPECTATION = re.compile(
    r"\b(?:should|expect\w*|supposed to|instead of|rather than|want(?:ed)? it to|I want|need it to|is meant to|wrong because)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_ALSO = re.compile(
    r"^\W*(?:and |also,? |by the way,? |another (?:thing|question)[:,]? |plus,? |second(?:ly)?,? |ps:? )+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A message understood.

    Attributes:
        prose: what the learner says, without pasted code and error.
        also: a second question in the same message, about a concept; "" if none.
        code, error, expected: from the message or from the request's context.
        actual_value, expected_value: literals the learner names as printed and as wanted; "" if none.
        new_code: the code came with this message (and isn't taken from an earlier turn).
        foreign: the language of a message that isn't English.
        language: the programming language that it is about, where that isn't Python.
        inline: the code is a piece of the sentence, as in "what does range(3) give?", and no program.
        wants_fix: they asked for the repair itself.
        follows: how the message goes on about the program of the conversation; "" where it doesn't.
    """

    intent: Intent
    prose: str
    also: str = ""
    code: str = ""
    error: str = ""
    expected: str = ""
    actual_value: str = ""
    expected_value: str = ""
    snippets: tuple[str, ...] = ()
    new_code: bool = False
    mood: Mood = "neutral"
    foreign: str | None = None
    wants_fix: bool = False
    inline: bool = False
    language: str = ""
    follows: Follow = ""

    @property
    def has_expectation(self) -> bool:
        """Whether the learner said what the program should do."""
        return bool(self.expected or self.expected_value or _EXPECTATION.search(self.prose))


def understand(request: TutorRequest, state: TutorState) -> Understanding:
    """Read a request in the light of what the conversation holds already."""
    language = foreign_message.language_of(request, state)
    parsed = foreign_message.read(request, language) if language else parse_message(request.message, request.code)
    parsed = replace(parsed, prose=spelt_out(parsed.prose))
    if not language and is_fragment(parsed, state) and not request.code.strip():
        parsed = replace(parsed, prose=request.message.strip().strip("`").strip(), code="")
    inline = False
    if not language and not parsed.code and not request.code.strip():
        parsed = with_inline_code(parsed)
        inline = bool(parsed.code and parsed.prose)
    code = parsed.code or dedent_common(request.code.replace("\r\n", "\n").replace("\r", "\n"))
    # Platforms send the editor's content with every message: the same program again is no new one.
    resent = bool(code.strip()) and not parsed.code and code_mark(code) == state.code_mark
    new_code = bool(code.strip()) and not resent
    error = request.error.strip() or parsed.error
    follow: Follow = "" if new_code or parsed.error or language else follow_up(parsed.prose, state)
    talks = resent and bool(follow or _is_follow_up(parsed.prose))
    intent, also = _intent(parsed, bool(code.strip()) and not talks, bool(error) and not talks, state)
    if (
        new_code
        and intent in ("concept", "howto", "statement", "check", "example", "predict")
        and struggles(parsed.prose, "" if intent == "check" else code)
    ):
        intent, also = "debug", ""
    if not new_code and (not follow or phrases.HINT.search(parsed.prose)) and replies(intent, parsed.prose, state):
        intent, also, follow = "hint", "", ""
    if follow and intent in _MAY_FOLLOW and (intent not in ("answer", "done") or follow == "what_was_wrong"):
        intent, also = "follow_up", ""
    if language and asks_for_solution(without_name(parsed.prose)):
        intent, also = "solution", ""
    follows = intent in (
        "follow_up",
        "hint",
        "why",
        "confused",
        "more",
        "example",
        "answer",
        "solution",
        "done",
        "check",
        "debug",
        "review",
        "explain_code",
    )
    if not new_code and follows and state.code:
        code = state.code
        if not error and intent != "done":
            error = state.error
    if not error and state.error and not state.code and (new_code or follows):
        error = state.error
    actual, expected = _values(parsed.prose + "\n" + request.expected)
    return Understanding(
        intent=intent,
        prose=parsed.prose,
        also=also,
        code=code,
        error=error,
        expected=request.expected.strip() or state.expected,
        actual_value=actual,
        expected_value=expected,
        snippets=parsed.snippets,
        new_code=new_code,
        mood=_mood(parsed.prose),
        foreign=foreign_language(parsed.prose),
        wants_fix=bool(phrases.FIX.search(parsed.prose)),
        inline=inline and intent == "predict",
        language=language,
        follows=follow if intent == "follow_up" else "",
    )


_MAY_FOLLOW = frozenset({"concept", "howto", "statement", "check", "answer", "why", "debug", "review", "done", "hint"})


def _is_follow_up(prose: str) -> bool:
    talk = (*(pattern for _, pattern in _FOLLOW_UPS), phrases.THANKS, phrases.GOODBYE, phrases.EXAMPLE)
    return len(prose.split()) <= 12 and any(pattern.search(prose) for pattern in talk)


def _intent(parsed: ParsedMessage, has_code: bool, has_error: bool, state: TutorState) -> tuple[Intent, str]:
    prose = parsed.prose
    if phrases.DISTRESS.search(prose):
        return "distress", ""
    if not prose:
        return ("debug" if has_error else "code"), ""
    sentences = [part.strip() for part in _SENTENCE_END.split(prose) if part.strip()]
    refused = state.last_move == "redirect" and bool(state.task)
    if asks_for_solution(prose, about_error=has_error) or (refused and asks_to_go_on(prose)):
        return "solution", ""
    whole = _whole(prose, has_code, has_error, state)
    if len(sentences) > 1 and whole in ("debug", "code", "hint", "check", "review", "done", "thanks", "greeting"):
        rest = _concept_among(sentences)
        if whole in ("thanks", "greeting", "done") and not has_code and not has_error:
            remaining = [
                s for s in sentences if not (phrases.THANKS.search(s) or _only_greeting(s) or phrases.DONE.search(s))
            ]
            if remaining and (whole == "greeting" or any(_still_asks(s) for s in remaining)):
                return _whole("\n".join(remaining), has_code, has_error, state), ""
        if whole == "done" and not rest:
            rest = next((s for s in sentences if "?" in s and not phrases.DONE.search(s)), "")
        return whole, rest
    return whole, ""


def _whole(prose: str, has_code: bool, has_error: bool, state: TutorState) -> Intent:
    stripped = _without_greeting(prose)
    if not stripped:
        return "code" if has_code else "greeting"
    started = state.turns > 0
    short = len(stripped.split()) <= 12
    quoted = (
        has_error
        or _asks_besides(stripped)
        or _asks_whether_or_when(stripped)
        or phrases.HINT.search(stripped)
        or phrases.DEBUG.search(stripped)
        or phrases.CHECK.search(stripped)
    )
    if phrases.TASK.search(stripped) and not quoted and not (has_code and started):
        return "code" if has_code else "solution"
    if phrases.GOODBYE.search(stripped) and not has_code:
        return "goodbye"
    if phrases.DONE.search(stripped) and not has_error and not (has_code and phrases.REVIEW.search(stripped)):
        return "done"
    if phrases.THANKS.search(stripped) and short and "?" not in stripped and not has_code and not has_error:
        return "thanks"
    if phrases.HELP.search(stripped) and not has_code and not has_error:
        return "help"
    if phrases.FEELINGS.search(stripped) and not has_code and not has_error and "?" not in stripped:
        return "feelings"
    if phrases.META.search(stripped) and not has_code:
        return "meta"
    if phrases.START.search(stripped) and not has_code:
        return "start"
    if started and short and not has_code and not has_error:
        for intent, pattern in _FOLLOW_UPS:
            if pattern.search(stripped):
                return "concept" if intent == "confused" and names_idea(pattern, stripped, state) else intent
    if has_error:
        return "debug"
    if phrases.HINT.search(stripped):
        return "hint"
    if has_code or state.code:
        if phrases.PREDICT.search(stripped) and has_code:
            return "predict"
        if phrases.EXPLAIN_CODE.search(stripped) and not phrases.DEBUG.search(stripped):
            return "explain_code"
        if has_code and _WHY_IT.search(stripped):
            return "debug"
        if phrases.CHECK.search(stripped) and has_code and not phrases.DEBUG.search(stripped):
            return "check"
        if phrases.REVIEW.search(stripped):
            return "review"
    if phrases.EXPLAIN_CODE.search(stripped) and re.search(
        r"\b(?:this|my|following|above) (?:\w+ )?(?:code|program|script)\b", stripped, re.I
    ):
        return "explain_code"
    if _judge_mine(stripped):
        return "check"
    general = not has_code and _asks_in_general(stripped) and not phrases.FIX.search(stripped)
    if not general and phrases.DEBUG.search(stripped) and (has_code or _about_own_program(stripped)):
        return "debug"
    if phrases.FIX.search(stripped):
        return "debug"
    if phrases.PRACTICE.search(stripped):
        return "practice"
    if phrases.EXAMPLE.search(stripped):
        return "example" if started and short and not _names_topic(stripped) else "concept"
    if phrases.PREDICT.search(stripped):
        return "predict"
    if phrases.HOWTO.search(stripped):
        return "howto"
    if (
        state.asked
        and state.asked != QUIZ
        and not has_code
        and "?" not in stripped
        and not _QUESTION_FORM.search(stripped)
    ):
        return "answer"
    if phrases.CONCEPT.search(stripped):
        return "concept"
    if phrases.REVIEW.search(stripped):
        return "review"
    if phrases.DEBUG.search(stripped):
        return "debug"
    if phrases.CHECK.search(stripped):
        return "check"
    if not started and short and any(pattern.search(stripped) for _, pattern in _FOLLOW_UPS):
        intent, pattern = next((intent, pattern) for intent, pattern in _FOLLOW_UPS if pattern.search(stripped))
        if intent == "confused" and names_idea(pattern, stripped, state):
            return "concept"
        return "debug" if has_code else intent
    return "code" if has_code else "statement"


_JUDGE_MINE = re.compile(
    r"^(?:can|could|would|will)? ?(?:you )?(?:please )?(?:check|review|rate|judge|look at|correct|test) my"
    r" (?:code|solution|program|function|script|loop|homework|work|exercise|answer)\b"
    r"|^(?:is|was|are|does) my (?:code|solution|program|function|script|loop|homework|exercise)\b"
    r".{0,20}\b(?:right|correct|wrong|ok|okay|fine|good|work)\b",
    re.IGNORECASE,
)


def _judge_mine(prose: str) -> bool:
    """Whether a judgement of the learner's own program is asked for, and nothing else."""
    return _JUDGE_MINE.search(prose) is not None and len(prose.split()) <= 14


# "What is a dictionary good for" asks, with a question mark or without.
_QUESTION_FORM = re.compile(
    r"^\W*(?:(?:and|so|ok|but|hm+|then|now) )*(?:what|whats|which|when|where|who|why|how|is it|are they|does it|do i|if i|can|could|should|explain|tell me|show me|give me|come on|please)\b",
    re.IGNORECASE,
)


def _still_asks(sentence: str) -> bool:
    """Whether a sentence beside "thanks" or "it works" wants something, and isn't only a remark."""
    asks = "?" in sentence or _QUESTION_FORM.search(sentence)
    wants = (phrases.DEBUG, phrases.HINT, phrases.FIX, phrases.PRACTICE, phrases.REVIEW, phrases.CONCEPT)
    return bool(asks) or any(pattern.search(sentence) for pattern in wants)


_FOLLOW_UPS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    ("why", phrases.WHY),
    ("confused", phrases.CONFUSED),
    ("more", phrases.MORE),
)
_WHY_IT = re.compile(
    r"(?:^|[.!?,]\s*|\b(?:and|but|know|understand|see) )why\b(?! (?:do|would|should|can) (?:we|you|people|one|programmers)\b)",
    re.IGNORECASE,
)
_WH = re.compile(r"\b(?:what|which|why|when|where|who|how|do I|should I|is (?:it|there|that)|are)\b", re.IGNORECASE)
_FILLERS = r"^\W*(?:(?:so|and|but|ok|okay|hey|hi|um|well|also|btw|pls|please|sorry|quick question|question)\b\W*)*"
_GENERAL_HOW = re.compile(
    _FILLERS + r"(?:how|where|when) (?:do|can|should|could|would) (?:I|you|we|one)\b", re.IGNORECASE
)
_QUESTION = re.compile(
    _FILLERS
    + r"(?:what|whats|what's|which|who|how|hows|how come|why|when|where|is|are|does|do|can|could|should|must|will|would)\b",
    re.IGNORECASE,
)
# What tells that a question is about the learner's own program and not about the language.
_MINE = re.compile(
    r"\b(?:my|this|mine|the (?:code|program|output|result|answer|function|loop|script|line|error|console|shell))\b"
    r"|\bit (?:\w+ )?(?:prints?|says?|gives?|returns?|shows?|keeps?|stops?|runs?|crash\w*|fails?|do(?:es)?n'?t|is ?n'?t|won'?t|can'?t|goes|loops|skips|ignores)\b"
    r"|\bI(?:'m| am)? (?:\w+ )?(?:get|got|getting|see)\b|\bwrong with\b|\bhelp\b|\bam I\b|\b(?:doesn'?t|not|won'?t|didn'?t) work",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bhelp\b.{0,30}\b(?:an?|some) (?:error|bug|problem)\b|\b(?:my|this|it|the (?:code|program|output|loop|function)|i(?:'m)? (?:get|got|keep|getting|have|see|am))\b",
    re.IGNORECASE,
)
_GREETING_WORDS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|hiya|dear)\b(?: (?:there|tutor|everyone|all)\b)?[\s,!.:]*)+",
    re.IGNORECASE,
)
_EXAMPLE_OF = re.compile(
    r"\b(?:explain|what is|what are|describe) |\bexamples? (?:of|for|with|on|about|using)\b", re.IGNORECASE
)


def _about_own_program(prose: str) -> bool:
    """Whether a complaint is about the learner's own program, not a question about how something works in general."""
    if re.search(
        r"\bwhat (?:is|are|does) (?:an? |the )?\w*(?:error|exception|traceback|bug)s?\b", prose, re.IGNORECASE
    ):
        return False
    return bool(_OWN.search(prose))


def _asks_in_general(prose: str) -> bool:
    """Whether something is asked about the language, not why the learner's own program does what it does."""
    if _GENERAL_HOW.search(prose):
        return True
    return _QUESTION.search(prose) is not None and _MINE.search(prose) is None


def _names_topic(prose: str) -> bool:
    found = _EXAMPLE_OF.search(prose)
    return bool(found) and not re.match(r"\s*(?:it|this|that|these|those)\b", prose[found.end() :] if found else "")


_CLAUSE_ASKS = re.compile(
    r"[,:;]\s*(?:and |but )?(?:when|why|what|how|where|is|does|should) (?:is|are|does|do|it|that|this|would|should|can)\b",
    re.IGNORECASE,
)


def _asks_besides(prose: str) -> bool:
    """Whether a task is only told, and the question is another one: whether something is possible, what something is."""
    possible = phrases.POSSIBLE.search(prose)
    if possible and not re.match(r"\s*(?:can|could|would|will) you\b", prose[possible.start() :], re.IGNORECASE):
        return True
    if _CLAUSE_ASKS.search(prose):
        return True
    others = [part for part in _SENTENCE_END.split(prose) if "?" in part and not phrases.TASK.search(part)]
    return any(_WH.search(part) and len(part.split()) >= 4 for part in others)


def _asks_whether_or_when(prose: str) -> bool:
    """Whether a task's words stand in a question about it: "when should one make a class", not "can you make one"."""
    return (
        re.match(
            r"\W*(?:and |so |but )*(?:when|why|is|are|does|must|should|do|which|where)\b(?! you\b)",
            prose,
            re.IGNORECASE,
        )
        is not None
    )


def _only_greeting(sentence: str) -> bool:
    return not _without_greeting(sentence)


def _without_greeting(prose: str) -> str:
    rest = _GREETING_WORDS.sub("", prose).strip()
    return (
        ""
        if re.fullmatch(
            r"(?:how are you(?: doing| today)?|what'?s up|nice to meet you|how'?s it going)?\W*", rest, re.IGNORECASE
        )
        else rest
    )


def _concept_among(sentences: list[str]) -> str:
    """A question about a concept beside the main one, such as "Also, what is a tuple?"."""
    for sentence in sentences:
        general = re.search(r"\b(?:what (?:is|are|does)|difference between|explain)\b", sentence, re.IGNORECASE)
        if general and not re.search(
            r"\b(?:wrong|problem|issue|mistake|my|this|it|that|error)\b", sentence, re.IGNORECASE
        ):
            return _ALSO.sub("", sentence)
    return ""


def _values(text: str) -> tuple[str, str]:
    """The values (actual, expected) in phrases such as "prints 10 but should print 15"."""
    text = _ARGUMENTS.sub("", text)
    text = _RANGES.sub(r"\2", text) if len(_RANGES.findall(text)) == 2 else text
    actual, expected = _pair_of_values(text)
    return (actual, expected) if actual != expected else ("", "")


def _pair_of_values(text: str) -> tuple[str, str]:
    if found := _EXPECTED_FIRST.search(text):
        earlier = _ACTUAL_FIRST.search(text)
        if earlier is None or found.start() <= earlier.start():
            return found[2].strip("`"), found[1].strip("`")
    if found := _ACTUAL_FIRST.search(text):
        return found[1].strip("`"), found[2].strip("`")
    return "", ""


def _mood(prose: str) -> Mood:
    if phrases.FRUSTRATED.search(prose):
        return "frustrated"
    if phrases.CONFIDENT.search(prose):
        return "confident"
    return "neutral"
