"""Words for who begins: with Python, with a task, or with the wish to be given the solution."""

import re

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.debug import finding as finding_words
from ai_engine.tutor.compose.first_step import first_step
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, first_sentences, line_of, listed, short_title
from ai_engine.tutor.reading import next_after
from ai_engine.tutor.understanding.following import tells_plan

_ONLY_NAMED = re.compile(
    r"^\W*(?:(?:it'?s|it is|just|here(?:'s| is)?|this is|in|with|about) )*(?:the|my|this|all|all the) (?:\w+ )?(?:code|program|script|file|function|loop|exercise)\W*$",
    re.IGNORECASE,
)
_FIRST_IDEAS = ("print-output", "variables", "input", "conditionals", "for-loops", "functions")
_TOO_GENERAL = frozenset(
    {"functions", "problem-decomposition", "algorithms", "pseudocode", "running-programs", "variables"}
)


def start(scene: Scene) -> Composed:
    """Where to begin: the first ideas of the course; after some turns, what follows on what was talked about."""
    before = scene.bank.notes.get(scene.state.concept)
    if before is not None:
        return _go_on(scene, before)
    notes = [note for note in scene.bank.notes.values() if note.id not in scene.state.shown]
    first = [short_title(note.title) for note in notes if note.id in _FIRST_IDEAS]
    lead = scene.voice.by_tone(
        key="start",
        encouraging=("Good decision, and you need nothing for it but Python and curiosity.",),
        analytical=("Learn the ideas in an order in which each builds on the last.",),
        creative=("Every journey starts with one line of code.",),
        practical=("Start small, and type everything yourself.",),
    )
    order = f"A good order to begin with is {listed(first)}." if first else ""
    return Composed(
        paragraphs(
            sentences(lead, order),
            "Write a program of three lines as soon as you can, change it, break it, repair it. Shall I explain the first of these?",
        ),
        asks=f"explain:{next((note.id for note in notes if note.id in _FIRST_IDEAS), _FIRST_IDEAS[0])}",
    )


def _go_on(scene: Scene, note: Note) -> Composed:
    """What to learn next, with the reason."""
    following = next_after(scene, note)
    if following is None:
        return Composed(
            f"You have been at {short_title(note.title)}. The best next step is a small program of your own that uses it: what would you like it to do?"
        )
    idea = first_sentences(following.explanation, 1)
    return Composed(
        paragraphs(
            f"Next in the course after {short_title(note.title)}: {short_title(following.title)}. {idea}",
            "Shall I explain it, or do you want a question on what you have first?",
        ),
        asks=f"explain:{following.id}",
    )


def solution(scene: Scene) -> Composed:
    """The learner wants the finished code: say no kindly, and give the first concrete step."""
    refusal = scene.voice.by_tone(
        key="no",
        encouraging=(
            "I won't write it for you, because then it would be mine and not yours. But I'll get you moving.",
            "I don't hand out finished solutions: you'd lose the part that makes you better. Let's do the first step together.",
        ),
        analytical=("I don't give finished code. The first step, however, is clear.",),
        creative=("If I told you the ending, the story would be over. But here is how it begins.",),
        practical=("No finished code from me. First step:",),
    )
    pointing = not scene.policy.questions_only
    if scene.plan.finding is not None and pointing:
        return Composed(paragraphs(refusal, finding_words(scene).text))
    if pointing and scene.facts.error is not None and scene.facts.error.line:
        line = scene.facts.error.line
        where = line_of(line, scene.facts.program.line_text(line))
        return Composed(paragraphs(refusal, sentences(f"Start at {where}.", ended(scene.facts.error.explanation))))
    if scene.asked.code and scene.facts.program.functions:
        name = code(scene.facts.program.functions[0].name)
        step = f"You already have {name}. Choose one small input, work out by hand what {name} should give for it, and tell me the steps you took: they become the lines."
        return Composed(paragraphs(refusal, step))
    return Composed(paragraphs(refusal, _first_step(scene)))


def strategy(scene: Scene) -> Composed:
    """A hint without any code: how to begin."""
    if _ONLY_NAMED.search(scene.asked.prose):
        return Composed(
            "I can't see it yet: only what you paste into this message reaches me. Copy the whole program as text, with its indentation, and put it here; "
            "below it, write one sentence on what it should do."
        )
    if tells_plan(scene.asked, scene.state):
        return Composed(_after_plan(scene))
    return Composed(paragraphs("Then let's start without code.", _first_step(scene)))


def _after_plan(scene: Scene) -> str:
    """The learner told their steps in words: the first of them becomes code, and nothing else yet."""
    lead = scene.voice.by_tone(
        key="plan",
        encouraging=("That is a plan, and it is yours.", "Good: now you have steps in your own words."),
        analytical=("Those are steps that can be checked one by one.",),
        creative=("You have drawn the map; now take the first step on it.",),
        practical=("Good. Now code it, one step at a time.",),
    )
    return paragraphs(
        lead,
        "Take only the first of your steps and write it as one or two lines of Python, for one fixed example. Print what comes out, and send me both: "
        "we'll see whether it is what your next step needs.",
    )


def _first_step(scene: Scene) -> str:
    step = first_step(scene.asked.prose, scene.voice)
    topics = [topic for topic in scene.facts.topics if topic.note.id not in _TOO_GENERAL]
    if topics and topics[0].score >= 0.6:
        return (
            f"{step} You will probably need {short_title(topics[0].note.title)}; ask me about that whenever you like."
        )
    return step
