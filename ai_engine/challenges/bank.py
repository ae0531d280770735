"""All challenges of this installation, and the choice of one for a learner."""

import difflib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ai_engine.challenges.challenge import LEVELS, Challenge, Level, load_challenge
from ai_engine.errors import BadSetting, NotFound

OWN_BANK = Path(__file__).parent / "bank"
TOPICS = (
    "arrays", "strings", "algorithms", "loops", "conditionals", "functions", "recursion", "dictionaries", "sets",
    "sorting", "searching", "files", "classes", "dates", "matrices", "numbers",
)  # fmt: skip
# What platforms and learners call them.
OTHER_NAMES = {
    "lists": "arrays", "list": "arrays", "tuples": "arrays", "text": "strings", "oop": "classes", "objects": "classes",
    "object oriented programming": "classes", "inheritance": "classes", "hash maps": "dictionaries",
    "hashmaps": "dictionaries", "maps": "dictionaries", "dicts": "dictionaries", "if": "conditionals",
    "conditions": "conditionals", "branching": "conditionals", "iteration": "loops", "for loops": "loops",
    "while loops": "loops", "math": "numbers", "maths": "numbers", "arithmetic": "numbers", "integers": "numbers",
    "grids": "matrices", "2d arrays": "matrices", "nested lists": "matrices", "io": "files", "file handling": "files",
    "input output": "files", "time": "dates", "calendar": "dates", "search": "searching", "binary search": "searching",
    "sort": "sorting", "methods": "functions", "procedures": "functions", "basics": "numbers", "variables": "numbers",
    "data structures": "dictionaries", "logic": "conditionals", "booleans": "conditionals",
    "dynamic programming": "algorithms", "greedy": "algorithms", "stacks": "algorithms", "queues": "algorithms",
    "graphs": "algorithms", "trees": "recursion", "backtracking": "recursion", "exceptions": "files",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen challenge; `note` says in a sentence where it isn't quite what was asked for, else ""."""

    challenge: Challenge
    note: str = ""


class ChallengeBank:
    """The bank that ships with the engine and a school's own folder, read at first use.

    Raises:
        BadSetting: `own_folder` (CHALLENGES_DIR) isn't a folder.
    """

    def __init__(self, own_folder: Path | None = None) -> None:
        if own_folder is not None and not own_folder.is_dir():
            raise BadSetting(f"CHALLENGES_DIR names {own_folder}, which is no folder.")
        self._folders = [OWN_BANK, *([own_folder] if own_folder else [])]

    @cached_property
    def challenges(self) -> Mapping[str, Challenge]:
        """All by id; a school's own replaces the bank's of the same name."""
        found = {}
        for folder in self._folders:
            for path in sorted(folder.iterdir()):
                if (path / "challenge.toml").is_file():
                    found[path.name] = load_challenge(path)
        return found

    def get(self, challenge_id: str) -> Challenge:
        """One challenge. Raises NotFound."""
        try:
            return self.challenges[challenge_id]
        except KeyError:
            raise NotFound("There is no such challenge; POST /challenges/generate names one.") from None

    def choose(
        self,
        *,
        level: Level,
        topic: str,
        language: str = "python",
        goals: Sequence[str] = (),
        solved: Iterable[str] = (),
        tried: Iterable[str] = (),
        seed: int | None = None,
    ) -> Choice:
        """A challenge near what is asked for, the same for the same seed and history.

        The goals `challenge_seeking` and `confidence_building` shift the level by one. What a learner has solved comes
        only when nothing else is left; what they tried without success comes back before something new of its level.
        """
        shift = ("challenge_seeking" in goals) - ("confidence_building" in goals)
        wanted = min(max(LEVELS.index(level) + shift, 0), len(LEVELS) - 1)
        nearest, note = self._topic(topic)
        solved, tried = set(solved), set(tried)
        words = {word for goal in goals for word in goal.lower().replace("_", " ").split()}

        def rank(challenge: Challenge) -> tuple[float, ...]:
            place = 0 if challenge.topic == nearest else 1 if nearest in challenge.topics else 2
            aims = " ".join((*challenge.goals, *challenge.concepts, challenge.title)).lower().replace("-", " ").split()
            return (
                challenge.id in solved,
                place,
                abs(LEVELS.index(challenge.level) - wanted),
                language not in challenge.starter,
                challenge.id not in tried,
                -len(words & set(aims)),
            )

        ranked = sorted(self.challenges.values(), key=lambda c: (rank(c), c.id))
        best = [c for c in ranked if rank(c) == rank(ranked[0])]
        chosen = random.Random(seed).choice(best)  # noqa: S311 - a choice among equals, no secret
        if not note and nearest not in chosen.topics:
            note = f"All challenges about {nearest} are solved; this one is about {chosen.topic}."
        return Choice(chosen, note)

    def _topic(self, asked: str) -> tuple[str, str]:
        """The nearest topic there is, and a sentence where it isn't the one that was asked for."""
        name = " ".join(asked.lower().replace("_", " ").replace("-", " ").split())
        known = dict.fromkeys([*TOPICS, *(topic for c in self.challenges.values() for topic in c.topics)])
        if name in known:
            return name, ""
        for candidate in (name, f"{name}s", name.rstrip("s")):
            if candidate in OTHER_NAMES:
                return OTHER_NAMES[candidate], ""
            if candidate in known:
                return candidate, ""
        for word in name.split():
            for candidate in (word, f"{word}s", OTHER_NAMES.get(word, "")):
                if candidate in known:
                    return candidate, f"There is nothing on “{asked.strip()}” itself; this one is about {candidate}."
        close = difflib.get_close_matches(name, [*known, *OTHER_NAMES], n=1, cutoff=0.5)
        nearest = OTHER_NAMES.get(close[0], close[0]) if close else "arrays"
        return nearest, f"There is no topic “{asked.strip()[:60]}”; the nearest is {nearest}."
