"""Reads the model's words before the learner does: what isn't grounded, gives away code or contradicts is withheld.

Text is released sentence by sentence and code block by code block. A code block that isn't the learner's own code or
the note's example is withheld; a sentence with an invented line, name or value is. After too much of that, or after
any new code, the guard has `failed`: the rest of the answer is then the composed text of the same move.
"""

import re
from collections import Counter
from dataclasses import replace

from ai_engine.tutor.events import GuardReport
from ai_engine.tutor.guard.blocks import hides_code, is_harmless
from ai_engine.tutor.guard.encoded import is_encoded
from ai_engine.tutor.guard.fixes import states_fix
from ai_engine.tutor.guard.grounding import ungrounded
from ai_engine.tutor.guard.leaks import (
    bare_expression,
    composed_expression,
    new_code,
    new_expression,
    quotes,
    shaped_like_code,
)
from ai_engine.tutor.guard.noise import is_noise
from ai_engine.tutor.guard.python_words import python_words
from ai_engine.tutor.guard.rules import Rules
from ai_engine.tutor.guard.scene_text import extended, squeeze
from ai_engine.tutor.guard.telling import announces_code, gives_away, is_risky, tells_step, tells_too_much
from ai_engine.tutor.guard.value_claims import claims

# A mark inside quotes ends a sentence only where another one begins: "!" * times goes on.
_UNIT_END = re.compile(r"[.!?](?:(?=\s)|[\"')\]]+(?=\s+[A-Z`*]|\s*\n))|\n")
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
_TICKED = re.compile(r"`{1,2}\s?([^`\n]+?)\s?`{1,2}")
_MENTIONED = re.compile(r"[`\"]{1,2}\s?([^`\"\n]+?)\s?[`\"]{1,2}")
_LINES = re.compile(r"\bline \d+")
# A comprehension without backticks, in any talk.
_BUILT = re.compile(
    r"(?:[\[({][^\])}\n]{0,200}|[\[({]\s*[\w.]{1,40}\([^\n]{0,200}\)[^.!?\n]{0,60})"
    r"\bfor \w+(?:, ?\w+)* in \w[^\n]*[\])}]"
)
_WITHHELD_LIMIT = 2
_OPENING = 4  # words; shorter beginnings ("Sure!") wait for what comes
_OF_PYTHON = re.compile(r"\.\s*([A-Za-z_]\w*)|(?<!\w)([A-Za-z_]\w{0,60})\s?\(")


class Guard:
    """One stream's guard: `push` what the model says, get what may be said on."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._buffer = ""
        self._reasons: Counter[str] = Counter()
        self._checked = self._withheld = self._blocks = 0
        self._units: set[str] = set()
        self._held = self._told = ""
        self._waits = self._beside = False
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
        if not self.failed and not self._to_the_point():
            self._reasons["misses_the_point"] += 1
            self.failed = self._beside = True
        return released

    def report(self) -> GuardReport:
        """What was done so far."""
        return GuardReport(
            checked_sentences=self._checked,
            withheld_sentences=self._withheld,
            withheld_blocks=self._blocks,
            replaced=self.failed and not self._beside,
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
            self._waits = self._waits or is_risky(unit, self._rules)
            # A sentence that announces something waits for what it announces.
            opens = self._rules.exercise and len(self._held.split()) < _OPENING
            if not (self._waits or opens or passed.rstrip().endswith(":")):
                released += self._let_go(final=False)
        if final and not self.failed:
            released += self._let_go(final=True)
        return released

    def _let_go(self, *, final: bool) -> list[str]:
        if final and self._waits and tells_too_much(self._told, self._rules):
            self._fail("tells_the_steps")
            return []
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
        self._told += unit
        before = self.said + self._held
        reason = gives_away(unit, before, self._rules)
        if reason:
            return self._fail(reason)
        if tells_step(unit, before, self._rules):
            return self._withhold("tells_the_steps")
        if announces_code(unit, self._rules):
            return self._withhold("gives_code_away")
        if (
            self._rules.own_code.strip()
            and (self._rules.exercise or self._rules.has_problem)
            and states_fix(unit, self._rules.own_code)
        ):
            return self._withhold("states_the_fix")
        folded = " ".join(unit.lower().split())
        if is_noise(unit) or is_noise(before + unit) or _MARKUP.search(unit):
            return self._fail("not_readable")
        if len(folded) > 25 and folded in self._units:
            return self._fail("repeats_itself")
        self._units.add(folded)
        if is_encoded(unit, self._rules.names):
            return self._fail("encoded")
        if (
            self._rules.exercise
            and not quotes(unit, self._rules.known)
            and (shaped_like_code(unit, self._rules.names) or bare_expression(unit, self._rules.known))
        ):
            return self._fail("gives_code_away")
        if _BUILT.search(_TICKED.sub(" ", unit)):
            return self._fail("gives_code_away")
        if new_code(unit, self._rules.known, exercise=self._rules.exercise):
            return self._withhold("gives_code_away") if self._is_aside(unit) else self._fail("gives_code_away")
        if self._rules.free:
            if composed_expression(unit, self._rules.known):
                return self._withhold("gives_code_away")
        elif new_expression(unit, self._rules.known):
            return self._withhold("invented_code")
        if self._rules.has_problem and _PRAISES_ALL.search(unit) and not _NEGATED.search(unit):
            return self._withhold("contradicts_a_finding")
        if any(re.search(rf"\b{re.escape(name.removesuffix('s'))}", folded) for name in self._rules.avoided):
            return self._withhold("avoided_concept")
        invented = [
            item
            for item in ungrounded(unit, self._rules.known)
            if not (self._rules.free and item.kind in ("name", "quote") and _names_nothing_new(item.text))
        ]
        if invented:
            return self._withhold(f"invented_{invented[0].kind}")
        if self._claims_unknown_value(unit):
            return self._withhold("invented_value")
        return unit

    def _check_block(self, block: str) -> str:
        self._blocks += 1
        inner = block.strip("`").split("\n", 1)
        code = inner[1] if len(inner) > 1 else inner[0]
        if quotes(code, self._rules.known) and not hides_code(code, self._rules):
            self._blocks -= 1
            return block
        if is_harmless(code, self.said + self._held, self._rules):
            self._rules = replace(self._rules, known=extended(self._rules.known, code))
            return block
        if self._rules.example and self._rules.example not in self.said + self._held:
            self._reasons["replaced_example"] += 1
            return f"```python\n{self._rules.example}\n```"
        return self._fail("gives_code_away")

    def _to_the_point(self) -> bool:
        """Whether one of the words that an answer needs was said, or a piece of the line that they name, or of the
        learner's program an expression or two pieces."""
        said, own = self.said.lower(), squeeze(self._rules.own_code)
        must = [word.lower() for word in self._rules.must_mention]
        if not must or any(word in said for word in must):
            return True
        pieces = {squeeze(piece) for piece in _MENTIONED.findall(said)}
        named = {int(number) for word in must for number in re.findall(r"line (\d+)", word)}
        lines = [squeeze(line) for place, line in enumerate(self._rules.own_code.split("\n"), 1) if place in named]
        if any(len(piece) > 1 and piece in line for piece in pieces for line in lines):
            return True
        theirs = [piece for piece in pieces if len(piece) > 1 and piece in own]
        expressions = sum(re.search(r"\w\W+\w", piece) is not None for piece in theirs)
        return len(theirs) + expressions + len(_LINES.findall(said)) >= 2

    def _is_aside(self, unit: str) -> bool:
        """Whether code stands in backticks inside a sentence, so that leaving the sentence out is enough."""
        bare = _TICKED.sub(" ", unit)
        return len(re.findall(r"[A-Za-z]{2,}", bare)) >= 5 and not new_code(bare, self._rules.known)

    def _claims_unknown_value(self, unit: str) -> bool:
        """Whether it says that the program gives a number which nothing else speaks of, and which isn't worked out."""
        right = {claim.value for claim in claims(unit) if claim.right}
        return any(match[1] not in self._rules.known.words | right for match in _CLAIM.finditer(unit))

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


def _names_nothing_new(mention: str) -> bool:
    """Whether what it calls, and what it says values have, is Python's."""
    return all((attribute or called) in python_words() for attribute, called in _OF_PYTHON.findall(mention))
