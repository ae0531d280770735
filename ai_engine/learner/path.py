"""A path through the course: what a learner needs for their goals and hasn't shown yet, prerequisites first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from ai_engine.knowledge import RELEVANT, Bank
from ai_engine.learner.mastery import KNOWN_AT_FIRST, MASTERED

Commitment = Literal["light", "moderate", "intense"]
COMMITMENTS: tuple[Commitment, ...] = get_args(Commitment)
HOURS_A_WEEK: dict[Commitment, float] = {"light": 2.0, "moderate": 5.0, "intense": 10.0}
MINUTES_A_CONCEPT = 25
LONGEST_MODULE = 6  # concepts

# What goals outside the course's own words come down to.
GOALS = {
    ("data", "analysis", "science", "analytics", "pandas", "statistics", "csv", "spreadsheet", "excel"): (
        "list-comprehensions", "dictionaries", "counting-with-dictionaries", "sorting", "csv-files", "json-data",
    ),
    ("web", "website", "backend", "flask", "django", "api"): (
        "functions", "dictionaries", "json-data", "modules", "try-except", "classes", "pip-packages",
    ),
    ("game", "games", "pygame"): ("while-loops", "random-numbers", "lists", "functions", "classes", "matrices"),
    ("automate", "automation", "automating", "scripting", "script", "scripts"): (
        "files", "paths", "string-methods", "regular-expressions", "terminal", "modules",
    ),
    ("interview", "interviews", "algorithm", "algorithms", "competitive", "leetcode"): (
        "time-complexity", "searching", "binary-search", "sorting", "recursion", "stacks-and-queues", "dictionaries",
    ),
    ("object", "oop", "objects", "class"): ("classes", "inheritance", "class-vs-instance-attributes", "polymorphism"),
    ("ai", "machine", "learning", "ml", "numpy"): (
        "list-comprehensions", "nested-lists", "matrices", "functions", "modules",
    ),
    ("debug", "debugging", "errors", "bugs", "fix"): ("tracebacks", "debugging", "try-except", "testing"),
    ("test", "tests", "quality", "clean"): ("testing", "test-cases", "readability", "problem-decomposition"),
    ("basics", "basic", "beginner", "fundamentals", "start", "python", "programming", "code", "coding"): (
        "variables", "conditionals", "for-loops", "functions", "lists", "dictionaries", "strings",
    ),
}  # fmt: skip
# The course as a whole, for whoever names no goal.
FOUNDATION = ("variables", "strings", "conditionals", "for-loops", "while-loops", "functions", "lists", "dictionaries")
# How far a self-description reaches into the course: chapters that count as known.
KNOWN_CHAPTERS = {
    "beginner": (),
    "intermediate": ("Getting started", "Numbers", "Text", "Decisions", "Loops"),
    "advanced": ("Getting started", "Numbers", "Text", "Decisions", "Loops", "Common errors", "Functions", "Lists"),
    "expert": ("Getting started", "Numbers", "Text", "Decisions", "Loops", "Common errors", "Functions", "Lists",
               "Collections", "Finding mistakes", "Modules and files"),
}  # fmt: skip
_GENERAL_WORDS = {
    "a", "an", "the", "of", "in", "to", "with", "and", "or", "for", "my", "me", "i", "want", "would", "like", "learn",
    "learning", "understand", "master", "improve", "become", "be", "get", "better", "at", "about", "how", "more", "new",
    "skills", "basics", "basic", "beginner", "fundamentals", "start", "python", "programming", "code", "coding",
}  # fmt: skip
_LEVEL_KEYS = ("user_level", "level", "skill_level", "experience", "experience_level", "proficiency")
_KNOWN_KEYS = (
    "known_topics",
    "completed_topics",
    "completed",
    "known",
    "skills",
    "strengths",
    "mastered",
    "topics_completed",
)
_WEAK_KEYS = ("weaknesses", "weak_topics", "struggles", "needs_practice", "interests", "topics", "goals")
_OTHER_LEVELS = {
    "novice": "beginner", "new": "beginner", "none": "beginner", "basic": "beginner", "medium": "intermediate",
    "experienced": "advanced", "professional": "expert", "senior": "expert",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Module:
    """A stretch of the path: neighbouring concepts of one chapter, in order."""

    name: str
    concepts: tuple[str, ...]
    level: str
    reason: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Path:
    """The modules in order. `weeks` is how long it takes, `confidence` (0 to 1) how well it is founded."""

    name: str
    modules: tuple[Module, ...]
    hours: float
    weeks: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform said of a learner, as far as it is understood."""

    level: str = "beginner"
    known: frozenset[str] = frozenset()
    wanted: tuple[str, ...] = ()
    understood: bool = False


def read_profile(raw: Mapping[str, Any], bank: Bank) -> Profile:
    """Understand a profile whose fields platforms name as they like; what isn't understood is left out."""
    level, said = "beginner", False
    for key in _LEVEL_KEYS:
        value = raw.get(key)
        if isinstance(value, str) and value.strip():
            word = value.strip().lower()
            level = _OTHER_LEVELS.get(word, word)
            said = level in KNOWN_CHAPTERS
            level = level if said else "beginner"
            break
    named = [concept for text in _texts(raw, _KNOWN_KEYS) for concept in concepts_of(text, bank, limit=1)]
    known = {concept for one in named for concept in bank.path_to(one)}  # who can do it can do what it is built on
    wanted = [concept for text in _texts(raw, _WEAK_KEYS) for concept in concepts_of(text, bank, limit=2)]
    return Profile(level, frozenset(known), tuple(dict.fromkeys(wanted)), said or bool(known or wanted))


def _texts(raw: Mapping[str, Any], keys: Sequence[str]) -> Iterable[str]:
    for key in keys:
        value = raw.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and item.strip():
                yield item[:200]


def concepts_of(text: str, bank: Bank, limit: int = 3) -> list[str]:
    """The concepts that a goal or a topic in free words is about; [] where it is about none."""
    words = {word.strip(".,;:!?()\"'").lower() for word in text.replace("-", " ").replace("_", " ").split()}
    name = "-".join(text.lower().split())
    if name in bank.notes:
        return [name]
    found: list[str] = []
    general: tuple[str, ...] = ()
    for keys, concepts in GOALS.items():
        if words & set(keys):
            if keys[0] == "basics":
                general = concepts
            else:
                found += concepts
    special = words - _GENERAL_WORDS
    if not found and special:
        found = [p.note_id for p in bank.search(" ".join(sorted(special)), limit) if p.score >= RELEVANT]
    return list(dict.fromkeys(found or general))


def plan(
    bank: Bank,
    profile: Profile,
    goals: Sequence[str],
    commitment: Commitment,
    known: Mapping[str, float],
    attempts: int,
) -> Path:
    """The path to the goals. `known` is the mastery shown so far, from `attempts` observations."""
    targets: list[str] = []
    understood = 0
    for goal in goals:
        concepts = concepts_of(goal, bank)
        understood += bool(concepts)
        targets += concepts
    targets += profile.wanted
    open_goal = not targets
    targets = list(dict.fromkeys(targets or FOUNDATION))
    assumed = {note.id for note in bank.notes.values() if note.topic in KNOWN_CHAPTERS[profile.level]} | profile.known
    # What was shown counts more than what was said.
    done = {c for c in assumed if known.get(c, 1.0) >= KNOWN_AT_FIRST} | {c for c, p in known.items() if p >= MASTERED}
    needed = dict.fromkeys(c for target in targets for c in bank.path_to(target))
    todo = [c for c in needed if c not in done]
    if not todo:  # all of it is known: the targets themselves are worth practising
        todo = [c for c in targets if known.get(c, 0.0) < MASTERED] or targets[:3]
    todo.sort(key=lambda c: bank.notes[c].order)
    modules = _modules(bank, todo, targets, known, profile.level)
    hours = round(sum(m.minutes for m in modules) / 60, 1)
    founded = 0.4 + 0.2 * (understood / len(goals) if goals else 0) + 0.15 * profile.understood
    founded += 0.25 * min(1.0, attempts / 20)
    name = f"Towards {_listed(bank, targets)}" if not open_goal else "The first course, from where you are"
    if goals and understood:
        name = f"Towards your goal{'s' * (len(goals) > 1)}: {'; '.join(goal.strip()[:80] for goal in goals[:3])}"
    return Path(name, tuple(modules), hours, round(hours / HOURS_A_WEEK[commitment], 1), round(min(founded, 0.95), 2))


def _modules(
    bank: Bank, concepts: Sequence[str], targets: Sequence[str], known: Mapping[str, float], level: str
) -> list[Module]:
    groups: list[list[str]] = []
    for concept in concepts:
        chapter = bank.notes[concept].topic
        if groups and bank.notes[groups[-1][0]].topic == chapter and len(groups[-1]) < LONGEST_MODULE:
            groups[-1].append(concept)
        else:
            groups.append([concept])
    modules, seen = [], dict[str, int]()
    count = {bank.notes[g[0]].topic: 0 for g in groups}
    for group in groups:
        count[bank.notes[group[0]].topic] += 1
    for group in groups:
        chapter = bank.notes[group[0]].topic
        seen[chapter] = seen.get(chapter, 0) + 1
        name = f"{chapter} {seen[chapter]}" if count[chapter] > 1 else chapter
        minutes = sum(round(MINUTES_A_CONCEPT * (1.2 - known.get(c, KNOWN_AT_FIRST))) for c in group)
        modules.append(
            Module(name, tuple(group), _difficulty(bank, group), _reason(bank, group, targets, known), minutes)
        )
    return modules


def _difficulty(bank: Bank, group: Sequence[str]) -> str:
    """By the place in the course: its first half is for beginners."""
    places = sorted(note.order for note in bank.notes.values())
    share = sum(place <= bank.notes[group[-1]].order for place in places) / len(places)
    return "beginner" if share <= 0.4 else "intermediate" if share <= 0.75 else "advanced"


def _reason(bank: Bank, group: Sequence[str], targets: Sequence[str], known: Mapping[str, float]) -> str:
    weak = [c for c in group if known.get(c, 1.0) < KNOWN_AT_FIRST]
    if weak:
        return f"Your attempts show that {_listed(bank, weak)} isn't settled yet."
    aims = [c for c in group if c in targets]
    if aims:
        return f"This is what you are after: {_listed(bank, aims)}."
    later = [t for t in targets if set(group) & set(bank.path_to(t))]
    return f"You need this for {_listed(bank, later)}." if later else "It belongs to the foundation."


def _listed(bank: Bank, concepts: Sequence[str]) -> str:
    titles = [_in_a_sentence(bank.notes[c].title.partition(":")[0]) for c in concepts[:3]]
    return titles[0] if len(titles) == 1 else ", ".join(titles[:-1]) + " and " + titles[-1]


def _in_a_sentence(title: str) -> str:
    """A title with a small first letter, unless its first word is a name (RecursionError, CSV, None)."""
    first = title.split()[0]
    named = first[1:].lower() != first[1:] or first in ("Python", "True", "False", "None")
    return title if named else title[0].lower() + title[1:]
