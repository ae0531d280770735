"""A learner at work on challenges: get one, submit to it, climb its ladder of hints."""

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ai_engine.challenges.bank import ChallengeBank, Choice
from ai_engine.challenges.challenge import LEVELS, Challenge, Level
from ai_engine.challenges.grading import Grade, Grader
from ai_engine.challenges.in_place import put_in_place
from ai_engine.challenges.normalise import fingerprint, normalised
from ai_engine.challenges.secrets import PROGRAMS, Secrets
from ai_engine.errors import EngineError, FieldError, UnknownName
from ai_engine.learner.policy import ClassPolicy, PolicyNow
from ai_engine.sandbox import Sandbox
from ai_engine.storage import Database
from ai_engine.storage.practice import Ladder, ShownHint
from ai_engine.storage.practice import Practice as Records

GRADERS_KEPT = 64
# What a rung of the ladder costs where its author set nothing: the first is free.
USUAL_COSTS = (0, 5, 10, 15)


@dataclass(frozen=True, slots=True)
class Submission:
    """A graded submission; `earned` is what accepting it gave, after what its hints cost."""

    challenge: Challenge
    grade: Grade
    earned: int
    hint_due: bool


@dataclass(frozen=True, slots=True)
class HintAnswer:
    """The next hint, or why none is due: exactly one of `hint` and `reason` says something."""

    level: int
    hint: str
    xp_cost: int
    concept: str
    reason: str


class PracticeRoom:
    """The service behind the routes. Safe under threads."""

    def __init__(
        self, bank: ChallengeBank, sandbox: Sandbox, database: Database, policy: PolicyNow = ClassPolicy
    ) -> None:
        self.bank, self.sandbox = bank, sandbox
        self._policy = policy
        self._secrets: OrderedDict[str, Secrets] = OrderedDict()
        self.records = Records(database)
        self._graders: OrderedDict[str, Grader] = OrderedDict()
        self._lock = threading.Lock()

    def choose(
        self, *, level: str, topic: str, language: str, goals: Sequence[str], learner_id: str, seed: int | None
    ) -> Choice:
        """A challenge for a learner. Raises UnknownName for a level that there isn't."""
        known: Level | None = next((name for name in LEVELS if name == level.strip().lower()), None)
        if known is None:
            sentence = f"The level {level[:40]!r} is unknown; there are {', '.join(LEVELS)}."
            raise UnknownName(sentence, [FieldError("user_level", f"must be one of {', '.join(LEVELS)}")])
        attempts = self.records.attempts(learner_id) if learner_id else []
        solved = {attempt.challenge_id for attempt in attempts if attempt.verdict == "accepted"}
        tried = {attempt.challenge_id for attempt in attempts} - solved
        spoken = language_name(language)
        choice = self.bank.choose(
            level=known, topic=topic, language=spoken, goals=goals, solved=solved, tried=tried, seed=seed
        )
        if spoken in choice.challenge.starter:
            return choice
        note = f"There is no starter in {language.strip()} for it; it comes in Python."
        return Choice(choice.challenge, f"{choice.note} {note}".strip())

    def ladder(self, learner_id: str, challenge_id: str) -> Ladder:
        """Where a learner stands; the bottom for nobody in particular."""
        return self.records.ladder(learner_id, challenge_id) if learner_id else Ladder()

    def submit(self, challenge_id: str, code: str, learner_id: str) -> Submission:
        """Grade a program and remember the attempt. Raises NotFound, Busy, Unavailable."""
        challenge = self.bank.get(challenge_id)
        grade = self._grader(challenge).grade(code)
        mark = fingerprint(code)
        before = self.ladder(learner_id, challenge_id)
        earned = 0
        if learner_id:
            known = self.records.attempts(learner_id, challenge_id)
            if grade.verdict == "accepted" and not any(attempt.verdict == "accepted" for attempt in known):
                earned = max(0, challenge.xp - before.spent)
            kinds: list[str] = [edit.kind for edit in grade.fix.edits] if grade.fix else []
            self.records.record_attempt(learner_id, challenge_id, mark, grade.verdict, kinds)
            if grade.verdict == "accepted":
                self._learn_from(challenge_id, learner_id, code)
        hint_due = grade.verdict == "rejected" and mark != before.fingerprint
        return Submission(challenge, grade, earned, hint_due)

    def hint(self, challenge_id: str, learner_id: str, code: str) -> HintAnswer:
        """The next rung for this program, one after each attempt that changed something. Raises as `submit` does."""
        challenge = self.bank.get(challenge_id)
        ladder = self.ladder(learner_id, challenge_id)
        policy = self._policy()
        level = len(ladder.shown) + 1
        mark = fingerprint(code)
        if policy.exam:
            return self._none(ladder, policy.exam_words)
        if level > policy.last_hint and not policy.questions_only:
            return self._none(ladder, "Your class gets no more hints than these here.")
        if ladder.shown and mark == ladder.fingerprint:
            return self._none(ladder, "Work with the last hint first: change your program, then ask again.")
        started = fingerprint(challenge.starter["python"])
        rungs: list[tuple[str, str]] = []
        if code.strip() and mark != started:
            grade = self._grader(challenge).grade(code)
            if grade.verdict == "accepted":
                return self._none(ladder, "Your program passes all tests: no hint is needed.")
            rungs = [(hint.text, hint.concept) for hint in grade.hints]
        # The author's hints fill the ladder where the program says too little.
        own = [(hint.text, "") for hint in challenge.hints]
        rungs = rungs or own
        if policy.questions_only:
            rungs, own = ([rung for rung in some if rung[0].rstrip().endswith("?")] for some in (rungs, own))
        rungs = [rung for rung in rungs if not (rung[1] and policy.avoids(rung[1]))]
        seen = {hint.text for hint in ladder.shown}
        fresh = [rung for rung in rungs[level - 1 :] if rung[0] not in seen]
        fresh = fresh or [rung for rung in (*rungs, *own) if rung[0] not in seen]
        if not fresh:
            return self._none(
                ladder, "You have seen all hints for this challenge; the smallest failing input helps on."
            )
        text, concept = fresh[0]
        cost = self.cost(challenge, level)
        self.records.show_hint(learner_id, challenge_id, ShownHint(text, cost), mark, level)
        return HintAnswer(level, text, cost, concept, "")

    def attempts(self, challenge_id: str, learner_id: str) -> int:
        """How many different programs a learner has submitted to a challenge."""
        if not learner_id:
            return 0
        return len({attempt.fingerprint for attempt in self.records.attempts(learner_id, challenge_id)})

    def solution(self, challenge_id: str, learner_id: str) -> str:
        """A correct program, once the class policy lets it out to this learner; "" before."""
        challenge = self.bank.challenges.get(challenge_id)
        if challenge is None or not self._policy().may_show_solution(self.attempts(challenge_id, learner_id)):
            return ""
        return challenge.reference

    def secrets(self, challenge_id: str) -> Secrets | None:
        """What must not be said about a challenge; None where there is no such challenge."""
        challenge = self.bank.challenges.get(challenge_id)
        if challenge is None:
            return None
        with self._lock:
            found = self._secrets.get(challenge_id)
        if found is None:
            programs = [challenge.reference, *challenge.correct, *self.records.solutions(challenge_id)[-PROGRAMS:]]
            found = Secrets(challenge, programs)
            with self._lock:
                self._secrets[challenge_id] = found
                if len(self._secrets) > GRADERS_KEPT:
                    self._secrets.popitem(last=False)
        return found

    def recognise(self, text: str) -> str:
        """The id of the challenge that a text names by its function, or holds most of the statement of; "" for none."""
        told = text.lower()
        words = set(re.findall(r"[a-z_0-9]+", told))
        best, share = "", 0.0
        for challenge in self.bank.challenges.values():
            name = challenge.entry_point.lower()
            wanted = set(re.findall(r"[a-z_0-9]{4,}", challenge.statement.lower()))
            held = len(wanted & words) / len(wanted) if len(wanted) >= 8 else 0.0
            if name in words:
                written = re.search(rf"\b{name}\s?\(|`{name}`|\b(?:def|function|called|named) {name}\b", told)
                held += 1.0 if "_" in name or written else 0.4
            if challenge.title.lower() in told:
                held += 0.5
            if held > share:
                best, share = challenge.id, held
        return best if share >= 0.7 else ""

    def solves(self, challenge_id: str, pieces: Sequence[str], code: str) -> bool:
        """Whether new code passes the challenge's tests by itself, under its name, or put in place of the learner's.

        Where nothing can be run it counts as if it did.
        """
        challenge = self.bank.challenges.get(challenge_id)
        if challenge is None:
            return False
        try:
            return self._grader(challenge).passes_any(put_in_place(pieces, code, challenge))
        except EngineError:
            return True

    def cost(self, challenge: Challenge, level: int) -> int:
        """What the hint of a level (from 1) costs."""
        if level <= len(challenge.hints):
            return challenge.hints[level - 1].xp_cost
        return USUAL_COSTS[min(level, len(USUAL_COSTS)) - 1]

    def _none(self, ladder: Ladder, reason: str) -> HintAnswer:
        return HintAnswer(len(ladder.shown), "", 0, "", reason)

    def _grader(self, challenge: Challenge) -> Grader:
        with self._lock:
            grader = self._graders.get(challenge.id)
            if grader is None:
                grader = Grader(challenge, self.sandbox, self.records.solutions(challenge.id))
                self._graders[challenge.id] = grader
                if len(self._graders) > GRADERS_KEPT:
                    self._graders.popitem(last=False)
            self._graders.move_to_end(challenge.id)
            return grader

    def _learn_from(self, challenge_id: str, learner_id: str, code: str) -> None:
        kept = normalised(code)
        if self.records.keep_solution(learner_id, challenge_id, fingerprint(kept), kept):
            self.forget_graders(challenge_id)

    def forget_graders(self, challenge_id: str | None = None) -> None:
        """Let graders read their correct programs anew: after one was added, or a learner's were deleted."""
        with self._lock:
            if challenge_id is None:
                self._graders.clear()
                self._secrets.clear()
            else:
                self._secrets.pop(challenge_id, None)
                self._graders.pop(challenge_id, None)


def language_name(asked: str) -> str:
    """A language as starters are named by: "Python 3" and "JS" are what people write too."""
    name = asked.strip().lower() or "python"
    return {"js": "javascript", "node": "javascript", "py": "python", "python3": "python", "python 3": "python"}.get(
        name, name
    )


def challenge_json(challenge: Challenge, language: str, ladder: Ladder, costs: Sequence[int]) -> dict[str, Any]:
    """The challenge as API answers hold it: no hidden value, no hint that isn't earned, no solution."""
    language = language_name(language)
    count = max(len(challenge.hints), len(ladder.shown))
    hints = []
    for order in range(1, count + 1):
        shown = ladder.shown[order - 1] if order <= len(ladder.shown) else None
        cost = shown.xp_cost if shown else costs[order - 1]
        text = shown.text if shown else None
        hints.append({"text": text, "order": order, "xp_cost": cost, "locked": shown is None})
    return {
        "id": challenge.id,
        "title": challenge.title,
        "description": challenge.statement.strip(),
        "difficulty": challenge.level,
        "language": language if language in challenge.starter else "python",
        "topic": challenge.topic,
        "concepts": list(challenge.concepts),
        "starter_code": challenge.starter.get(language, challenge.starter["python"]),
        "test_cases": [
            {
                "input": None if test.hidden else test.call,
                "expected_output": None if test.hidden else test.expected,
                "hidden": test.hidden,
            }
            for test in challenge.tests
        ],
        "hints": hints,
        "estimated_time": challenge.minutes,
        "xp_reward": challenge.xp,
    }
