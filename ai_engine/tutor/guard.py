"""Reads the model's words before the learner does: what isn't grounded, gives away code or contradicts is withheld.

Text is released sentence by sentence and code block by code block. A code block that isn't the learner's own code or
the note's example is withheld; a sentence with an invented line, name or value is. After too much of that, or after
any new code, the guard has `failed`: the rest of the answer is then the composed text of the same move.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ai_engine.challenges.disguises import is_disguised, plain
from ai_engine.challenges.secrets import Secrets
from ai_engine.tutor.dictation import dictates, in_pseudo_code, steps_told, tells_line
from ai_engine.tutor.events import GuardReport
from ai_engine.tutor.grounding import ungrounded
from ai_engine.tutor.leaks import encoded, new_code, new_expression, quotes
from ai_engine.tutor.noise import is_noise
from ai_engine.tutor.scene_text import SceneText

_UNIT_END = re.compile(r"[.!?][\"')\]]*(?=\s)|\n")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf)|(?<!\w)\d+)\.$")
_CLAIM = re.compile(
    r"\b(?:prints?|returns?|gives?(?: back)?|outputs?|shows?|result (?:is|will be)|should be|evaluates to|becomes?"
    r"|ends? (?:up )?(?:as|with|at))\s+(?:the (?:value|number|result) )?-?(\d+(?:\.\d+)?)\b"
)
_PRAISES_ALL = re.compile(
    r"\b(?:code|program|function|it|everything|that|this)\b[^.!?]{0,30}\b(?:is|looks|seems|works|runs)\s+"
    r"(?:(?:already|all|totally|completely|perfectly|absolutely|quite)\s+)?"
    r"(?:correct|right|fine|good|perfect|ok|okay|great|well|as expected)\b"
    r"|\bno (?:errors?|bugs?|problems?|mistakes?|issues?)\b|\bnothing (?:is )?wrong\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|n't|never|almost|nearly|but|except|if|until|unless|before|whether)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\|?/?(?:system|user|assistant|evidence|code|error|question|task|move|learner)[^>]*>|</s>", re.IGNORECASE
)
_LONGEST_UNIT = 600
_LARGEST_EXAMPLE = 400
_MOST_STEPS = 3  # kinds of program steps that words may tell about a known exercise, over a whole conversation
_MOST_NODES = 60
_TICKED = re.compile(r"`{1,2}\s?([^`\n]+?)\s?`{1,2}")
_BLOCKS = re.compile(r"```(?:\w*)\n(.*?)```", re.DOTALL)
_TAKEN_APART = re.compile(r"[\w ()=:<>]([-.|/,·*~])(?:[\w ()=:<>+-]\1){11,}")
# Letters one below the other.
_TINY_LINES = re.compile(r"(?:(?:^|\n)[ \t|>*-]*(?:\d+[.)] ?)?\S{1,2}[ \t|]*(?=\n|$)){8,}")
_WITHHELD_LIMIT = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """What the guard holds the words against.

    Attributes:
        known: everything that may be mentioned.
        example: the note's example, the only code the model may show beside the learner's own.
        has_problem: a finding or an error says that the code isn't fine.
        avoided: names of concepts that the class has not had.
        secrets: what must not be said about the exercise; None where none is known.
        own_code: the learner's program.
        own_names: the functions and classes that the learner writes; code that defines one of them is theirs to write.
        earlier: what the model said earlier in the conversation.
        solves: whether blocks of new code make the exercise's tests pass; asked last.
        exercise: the conversation is about something that the learner has to write.
        must_mention: words of which a complete answer has at least one (a line, a name); empty: nothing is demanded.
    """

    known: SceneText
    example: str = ""
    has_problem: bool = False
    must_mention: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()
    secrets: Secrets | None = None
    own_code: str = ""
    own_names: frozenset[str] = frozenset()
    earlier: str = ""
    solves: Callable[[tuple[str, ...]], bool] | None = None
    exercise: bool = False


class Guard:
    """One stream's guard: `push` what the model says, get what may be said on."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._buffer = ""
        self._reasons: Counter[str] = Counter()
        self._checked = self._withheld = self._blocks = 0
        self._units: set[str] = set()
        self._held = ""
        self.said = ""
        self.failed = False

    def push(self, text: str) -> list[str]:
        """Take the next piece; give back what is released, in order."""
        if self.failed:
            return []
        self._buffer += text
        return self._release(final=False)

    def finish(self, *, cut: bool = False) -> list[str]:
        """The stream has ended; `cut` says in mid-sentence, then the rest is dropped."""
        if self.failed:
            return []
        if cut and not self._buffer.rstrip().endswith((".", "!", "?", "```")):
            end = max((match.end() for match in _UNIT_END.finditer(self._buffer)), default=0)
            self._buffer = self._buffer[:end]
        released = self._release(final=True)
        said = self.said.lower()
        if (
            not self.failed
            and self._rules.must_mention
            and not any(word.lower() in said for word in self._rules.must_mention)
        ):
            self._fail("misses_the_point")
        return released

    def report(self) -> GuardReport:
        """What was done so far."""
        return GuardReport(
            checked_sentences=self._checked,
            withheld_sentences=self._withheld,
            withheld_blocks=self._blocks,
            replaced=self.failed,
            reasons=tuple(sorted(self._reasons)),
        )

    def _release(self, *, final: bool) -> list[str]:
        released: list[str] = []
        while not self.failed:
            unit = self._next_unit(final)
            if unit is None:
                break
            passed = self._check(unit) if unit.strip() else unit
            if not passed:
                continue
            if not self.said and not self._held:
                passed = passed.lstrip()
            self._held += passed
            # A sentence that announces something waits for what it announces.
            if final or not passed.rstrip(" ").endswith((":", ":\n", ":\n\n")):
                released += self._let_go()
        if final and not self.failed:
            released += self._let_go()
        return released

    def _let_go(self) -> list[str]:
        text, self._held = self._held, ""
        self.said += text
        return [text] if text else []

    def _next_unit(self, final: bool) -> str | None:
        buffer = self._buffer
        if not buffer:
            return None
        fence = buffer.find("```")
        if fence == 0:
            close = buffer.find("```", 3)
            if close < 0:
                return self._take(len(buffer)) if final else None
            return self._take(close + 3)
        limit = fence if fence > 0 else len(buffer)
        for match in _UNIT_END.finditer(buffer, 0, len(buffer)):
            if match.end() > limit:
                break
            if not _ABBREVIATION.search(buffer[: match.end()]):
                return self._take(match.end())
        if fence > 0:
            return self._take(fence)
        if final:
            return self._take(len(buffer))
        if len(buffer) >= 60 and is_noise(buffer):
            self._fail("not_readable")
            return None
        if len(buffer) > _LONGEST_UNIT:
            self._fail("not_readable")
        return None

    def _take(self, end: int) -> str:
        unit, self._buffer = self._buffer[:end], self._buffer[end:]
        return unit

    def _check(self, unit: str) -> str:
        """The unit if it may be said, else ""."""
        if unit.startswith("```"):
            return self._check_block(unit)
        self._checked += 1
        reason = self._gives_away(unit)
        if reason:
            return self._fail(reason)
        if self._tells_step(unit):
            return self._withhold("tells_the_steps")
        folded = " ".join(unit.lower().split())
        if is_noise(unit) or is_noise(self.said + self._held + unit) or _MARKUP.search(unit):
            return self._fail("not_readable")
        if len(folded) > 25 and folded in self._units:
            return self._fail("repeats_itself")
        self._units.add(folded)
        if encoded(unit):
            return self._fail("encoded")
        if new_code(unit, self._rules.known):
            return self._withhold("gives_code_away") if self._is_aside(unit) else self._fail("gives_code_away")
        if new_expression(unit, self._rules.known):
            return self._withhold("invented_code")
        if self._rules.has_problem and _PRAISES_ALL.search(unit) and not _NEGATED.search(unit):
            return self._withhold("contradicts_a_finding")
        if any(re.search(rf"\b{re.escape(name.removesuffix('s'))}", folded) for name in self._rules.avoided):
            return self._withhold("avoided_concept")
        invented = ungrounded(unit, self._rules.known)
        if invented:
            return self._withhold(f"invented_{invented[0].kind}")
        if self._claims_unknown_value(unit):
            return self._withhold("invented_value")
        return unit

    def _check_block(self, block: str) -> str:
        self._blocks += 1
        inner = block.strip("`").split("\n", 1)
        code = inner[1] if len(inner) > 1 else inner[0]
        if quotes(code, self._rules.known):
            self._blocks -= 1
            return block
        if self._is_generic(code):
            return block
        if self._rules.example and self._rules.example not in self.said + self._held:
            self._reasons["replaced_example"] += 1
            return f"```python\n{self._rules.example}\n```"
        return self._fail("gives_code_away")

    def _gives_away(self, unit: str) -> str:
        """Why this unit, with all that was said before it, tells a solution; "" if it doesn't."""
        rules = self._rules
        if is_disguised(unit):
            return "encoded"
        if in_pseudo_code(plain(unit)) and not quotes(unit, rules.known):
            return "gives_code_away"
        now = self.said + self._held + unit
        if _TINY_LINES.search(now) or _TAKEN_APART.search(unit):
            return "encoded"
        secrets = rules.secrets
        whole = f"{rules.earlier}\n{now}"
        if secrets is not None and secrets.in_text(whole, rules.own_code):
            return "gives_solution_away"
        steps, words = (secrets.steps, secrets.words) if secrets is not None else (frozenset[str](), frozenset[str]())
        if (rules.exercise or not rules.example) and dictates(now, rules.earlier, steps, words):
            return "tells_the_steps"
        return ""

    def _tells_step(self, unit: str) -> bool:
        """Whether a sentence tells a line of a known solution, or one step more than may be told of an exercise."""
        secrets = self._rules.secrets
        if secrets is None and not self._rules.exercise:
            return False
        if secrets is not None and (
            secrets.line_in(unit, self._rules.own_code) or tells_line(plain(unit), secrets.line_words)
        ):
            return True
        words = secrets.words if secrets is not None else frozenset[str]()
        earlier = self._rules.earlier if secrets is not None else ""
        kinds = set(steps_told(f"{earlier}\n{self.said}{self._held}", words))
        fresh = set(steps_told(unit, words))
        return bool(fresh and kinds and len(fresh | kinds) >= _MOST_STEPS) or len(fresh) >= _MOST_STEPS

    def _is_aside(self, unit: str) -> bool:
        """Whether code stands in backticks inside a sentence, so that leaving the sentence out is enough."""
        bare = _TICKED.sub(" ", unit)
        return len(re.findall(r"[A-Za-z]{2,}", bare)) >= 5 and not new_code(bare, self._rules.known)

    def _is_generic(self, code: str) -> bool:
        """Whether a block is a small example of something else than the exercise, which is known."""
        rules = self._rules
        if rules.secrets is None or not rules.exercise or len(code) > _LARGEST_EXAMPLE:
            return False
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
        if len(list(ast.walk(tree))) > _MOST_NODES or is_disguised(code) or "\\" in code:
            return False
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        if (defined | named) & {rules.secrets.entry_point, *rules.own_names}:
            return False
        shown = (*_BLOCKS.findall(rules.earlier), *_BLOCKS.findall(self.said + self._held), code)
        if any(rules.secrets.near(piece, rules.own_code) for piece in (code, "\n".join(shown))):
            return False
        if sum(map(len, shown)) > 3 * _LARGEST_EXAMPLE or encoded(code.replace("\n", " ")):
            return False
        if any(rules.secrets.has_line_like(line) for line in code.split("\n") if line.strip()) and len(shown) > 1:
            return False
        return rules.solves is None or not rules.solves(shown)

    def _claims_unknown_value(self, unit: str) -> bool:
        """Whether it says that the program gives a number which nothing else speaks of."""
        return any(match[1] not in self._rules.known.words for match in _CLAIM.finditer(unit))

    def _withhold(self, reason: str) -> str:
        self._withheld += 1
        self._reasons[reason] += 1
        if self._withheld > max(_WITHHELD_LIMIT, self._checked // 2):
            self.failed = True
        return ""

    def _fail(self, reason: str) -> str:
        self._withheld += 1
        self._reasons[reason] += 1
        self.failed = True
        return ""
