"""All challenges of this installation, and the choice of one for a learner."""

import difflib
import random
import re
from collections import Counter, defaultdict
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
    "graphs": "algorithms", "trees": "recursion", "backtracking": "recursion", "exceptions": "files", "errors": "files",
    "error": "files", "json": "dictionaries", "csv": "files", "regex": "strings", "regular expressions": "strings",
    "parsing": "strings", "printing": "strings", "print": "strings", "output": "strings", "user input": "strings",
    "generators": "loops", "iterators": "loops", "for": "loops", "while": "loops", "comprehensions": "arrays",
    "list comprehensions": "arrays", "linked lists": "arrays", "vectors": "arrays", "two pointers": "arrays",
    "sliding window": "arrays", "decorators": "functions", "lambda": "functions", "closures": "functions",
    "scope": "functions", "modules": "functions", "testing": "functions", "debugging": "functions",
    "functional programming": "functions", "data types": "numbers", "types": "numbers", "binary": "numbers",
    "bits": "numbers", "bit manipulation": "numbers", "primes": "numbers", "operators": "numbers",
    "object oriented": "classes", "heaps": "algorithms", "memoization": "algorithms", "big o": "algorithms",
    "complexity": "algorithms", "bfs": "algorithms", "dfs": "algorithms", "divide and conquer": "algorithms",
    "fibonacci": "recursion", "factorial": "recursion", "hanoi": "recursion", "switch": "conditionals",
}  # fmt: skip
DEFAULT_TOPIC = "arrays"
# How alike two spellings must be for the one to be a slip of the other: "strngs" is one, "regex" for "recursion" isn't.
SLIP = 0.75


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
        # A topic that is asked for by a narrower name ("tuples") says what the challenge should be about.
        narrower = [] if " ".join(_words(topic)) in TOPICS else [topic]
        words = {word for text in (*goals, *narrower) for word in _words(text)}

        def rank(challenge: Challenge) -> tuple[float, ...]:
            place = 0 if challenge.topic == nearest else 1 if nearest in challenge.topics else 2
            aims = " ".join((*challenge.goals, *challenge.concepts, challenge.title))
            return (
                challenge.id in solved,
                place,
                abs(LEVELS.index(challenge.level) - wanted),
                language not in challenge.starter,
                challenge.id not in tried,
                -len(words & set(_words(aims))),
            )

        ranked = sorted(self.challenges.values(), key=lambda c: (rank(c), c.id))
        best = [c for c in ranked if rank(c) == rank(ranked[0])]
        chosen = random.Random(seed).choice(best)  # noqa: S311 - a choice among equals, no secret
        if not note and nearest not in chosen.topics:
            note = f"All challenges about {nearest} are solved; this one is about {chosen.topic}."
        return Choice(chosen, note)

    def _topic(self, asked: str) -> tuple[str, str]:
        """The nearest topic there is, and a sentence where it isn't the one that was asked for."""
        name, shown = " ".join(_words(asked)), asked.strip()[:60]
        if not name:
            return DEFAULT_TOPIC, f"No topic was named; this one is about {DEFAULT_TOPIC}."
        names = self._names
        for candidate in (name, f"{name}s", name.rstrip("s")):
            if candidate in names:
                return names[candidate], ""
        # A name inside of what was asked, the longest first: "sorting algorithms", "graph traversal".
        words = name.split()
        parts = [words[i : i + n] for n in range(len(words) - 1, 0, -1) for i in range(len(words) - n + 1)]
        for part in map(" ".join, parts):
            for candidate in (part, f"{part}s", part.rstrip("s")):
                if candidate in names:
                    return names[
                        candidate
                    ], f"There is nothing on “{shown}” itself; this one is about {names[candidate]}."
        for part in (name, *(word for word in words if len(word) > 4)):
            close = difflib.get_close_matches(part, names, n=1, cutoff=SLIP)
            if close:
                return names[close[0]], f"There is no topic “{shown}”; the nearest is {names[close[0]]}."
        return DEFAULT_TOPIC, f"There is no topic “{shown}” here, nor one like it; this one is about {DEFAULT_TOPIC}."

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Every name that a topic goes by: its own, what others call it, the concepts that its challenges practise."""
        by_concept: dict[str, Counter[str]] = defaultdict(Counter)
        own = dict.fromkeys(TOPICS)
        for challenge in self.challenges.values():
            own |= dict.fromkeys(challenge.topics)
            for concept in challenge.concepts:
                by_concept[concept.replace("-", " ")][challenge.topic] += 1
        concepts = {concept: topics.most_common(1)[0][0] for concept, topics in by_concept.items()}
        return {**concepts, **OTHER_NAMES, **{" ".join(_words(topic)): topic for topic in own}}


def _words(text: str) -> list[str]:
    return re.sub(r"[\W_]+", " ", text.lower()).split()
