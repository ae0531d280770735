"""Words that aren't about code: greeting, what is missing, what the tutor doesn't do or know, distress."""

import re

from ai_engine.tutor.compose.describe import describe
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import ended, first_sentences, line_of, lower_first, short_title, upper_first
from ai_engine.tutor.evidence.topics import CERTAIN
from ai_engine.tutor.moves.scope import other_technology
from ai_engine.tutor.state import FAILURE, QUIZ

_DISCOURAGED = re.compile(
    r"\b(?:stupid|dumb|idiot|never|can't|not (?:smart|good)|give up|quit|bad at|hard|difficult|impossible|overwhelmed|lost|stressed|nervous|scared|sad)\b",
    re.IGNORECASE,
)
_TO_TUTOR = re.compile(r"\byou(?:'re| are| r)?\b", re.IGNORECASE)


def exam(scene: Scene) -> Composed:
    """An exam is on: a kind sentence and no help."""
    return Composed(scene.policy.exam_words)


def greeting(scene: Scene) -> Composed:
    """Hello, and what would you like to work on."""
    lesson = scene.facts.topics[0].note.title if scene.facts.topics and scene.facts.topics[0].source == "lesson" else ""
    ask = (
        f"Shall we look at {short_title(lesson)}, or is there something else on your mind?"
        if lesson
        else (
            "Ask me about an idea in Python, or paste code that doesn't do what you want, with the error text if there is one."
        )
    )
    hello = scene.voice.by_tone(
        key="hello",
        encouraging=("Hello, nice to see you!", "Hi, good that you're here!"),
        analytical=("Hello.",),
        creative=("Hello, fellow explorer!",),
        practical=("Hi.",),
    )
    return Composed(sentences(hello, ask))


def thanks(scene: Scene) -> Composed:
    """You're welcome, with one thing to do next."""
    unsolved = _unsolved(scene)
    if not re.search(r"\b(?:thank|thanks|thx|ty|cheers|appreciate)", scene.asked.prose, re.IGNORECASE):
        return Composed(sentences("Good.", unsolved or _explain_it(scene) or "What would you like to look at next?"))
    close = scene.voice.by_tone(
        key="thanks",
        encouraging=("You're welcome, and you did the thinking yourself.", "Gladly. You asked the right question."),
        analytical=("You're welcome.",),
        creative=("My pleasure: the next mystery is on me.",),
        practical=("You're welcome.",),
    )
    return Composed(sentences(close, unsolved or _explain_it(scene)))


def _unsolved(scene: Scene) -> str:
    """Back to the fault that the conversation is about, while it stands in the program as it was last seen."""
    lines = scene.state.code.split("\n")
    number = scene.state.focus_line
    if scene.state.focus == FAILURE:
        return "Now change it, run your example again, and show me what you get."
    if not scene.state.focus or not 0 < number <= len(lines) or scene.state.asked.startswith("check:"):
        return ""
    return f"Now change {line_of(number, lines[number - 1])}, run it, and show me what you get."


def _explain_it(scene: Scene) -> str:
    note = scene.facts.note
    if note is None or not scene.state.turns:
        return ""
    return f"If you want to see whether it stays with you, tell somebody in two sentences, without looking, what you now know about {short_title(note.title)}."


def goodbye(scene: Scene) -> Composed:
    """Goodbye."""
    return Composed(
        scene.voice.pick(
            "bye",
            (
                "See you! Come back whenever something puzzles you.",
                "Goodbye, and enjoy the break: ideas like to come when you aren't looking.",
            ),
        )
    )


def meta(scene: Scene) -> Composed:
    """Who the tutor is and how it works, honestly."""
    return Composed(
        f"I'm a tutor program for {scene.policy.subject}, not a person. I run on your school's or your own machine, and what you write stays there. "
        "I read your code, run it in a closed box where this machine has one, look for what is certainly wrong, and explain ideas from a set of course notes. "
        "I give hints and questions rather than finished solutions, because that is how it stays with you. "
        "Paste some code, an error text, or ask what something means."
    )


def distress(scene: Scene) -> Composed:
    """Kind, short, no code: point to a person."""
    return Composed(
        "I'm sorry that you feel this way, and I'm glad that you said it. You matter far more than any exercise. "
        f"I'm only a program, so please talk to {scene.policy.contact} today; you don't have to carry this alone. "
        "If you might hurt yourself or are in danger, call your local emergency number now, or go to someone near you."
        + (f"\n\n{scene.policy.contact_words}" if scene.policy.contact_words else "")
    )


def language(scene: Scene) -> Composed:
    """Another language than English."""
    return Composed(
        "I'm sorry, I speak English only. Write to me in simple English, or paste your code and the error text: those I can read in any case."
    )


def other_language(scene: Scene) -> Composed:
    """Code in a programming language that the analyser doesn't read."""
    name = scene.facts.other_language
    general = scene.facts.note
    idea = (
        f"What I can say in general, with Python as the example: {first_sentences(general.explanation, 2)}"
        if general is not None
        else ""
    )
    return Composed(
        paragraphs(
            f"I read Python, JavaScript, TypeScript, Java, C, C++ and Go, but no {name}: about that code I would be guessing.",
            idea,
        )
    )


def missing_code(scene: Scene) -> Composed:
    """Ask for the code, once, and say why."""
    lead = scene.voice.by_tone(
        key="missing-code",
        encouraging=("I'd like to help with exactly your program.", "Let's find it together."),
        analytical=("I need the evidence.",),
        creative=("A detective needs the scene of the crime.",),
        practical=("I need the code.",),
    )
    ask = "Please paste your code here, with the error text if there is one, and tell me what you expected to happen."
    general = ""
    if scene.plan.note is not None and scene.facts.topics[0].score >= 0.6:
        note = scene.plan.note
        general = f"Until then, here is what often lies behind it: {lower_first(ended(note.misconceptions[0]))}"
    comfort = "That sounds frustrating." if scene.voice.frustrated and scene.voice.personality == "encouraging" else ""
    return Composed(paragraphs(sentences(comfort, lead, ask), general))


def missing_error(scene: Scene) -> Composed:
    """The learner speaks of an error and hasn't shown its text."""
    lead = describe(scene.facts.program)
    ask = "Which error text do you see? Paste all of it, from its first line to its last: the last line says what happened, and the lines above say where."
    return Composed(sentences(lead, ask))


def missing_task(scene: Scene) -> Composed:
    """Asked for a hint without anything to hint at."""
    lead = scene.voice.by_tone(
        key="missing-task",
        encouraging=("Gladly!", "Let's get you unstuck."),
        analytical=("To give a useful hint I need the task.",),
        creative=("Every good quest begins with a map.",),
        practical=("Sure.",),
    )
    return Composed(
        sentences(
            lead,
            "What should your program do, in one sentence, and what have you tried so far? Paste the code even if it isn't finished.",
        )
    )


def missing_expectation(scene: Scene) -> Composed:
    """Code that can't be read and has no finding either."""
    return Composed(
        "I can't read this as a Python program. Is it all of it? Paste the whole program, with its indentation, and the error text that Python shows."
    )


def what_next(scene: Scene) -> Composed:
    """A follow-up with nothing before it."""
    before = (
        "because we haven't talked about anything yet"
        if not scene.state.turns
        else "because I don't know yet what it is about"
    )
    return Composed(
        f"I'm not sure what you mean, {before}. What are you working on? You can paste code, or name an idea that you'd like explained."
    )


def unclear(scene: Scene) -> Composed:
    """A remark that leads nowhere."""
    return Composed(
        scene.voice.pick(
            "unclear",
            (
                "I'm not sure what you'd like to know. Is it about an idea in Python, about code of yours, or about an error text?",
                "I didn't quite get that. Tell me what you are working on, or paste the code that it is about.",
            ),
        )
    )


def feelings(scene: Scene) -> Composed:
    """Something about themselves or about the tutor: answered in a sentence, then back to the work."""
    prose = scene.asked.prose
    ask = "What are you working on at the moment? One small thing is enough to begin with."
    if _DISCOURAGED.search(prose) and not _TO_TUTOR.search(prose):
        comfort = scene.voice.by_tone(
            key="feelings",
            encouraging=(
                "Not understanding something yet has nothing to do with being clever: everybody who programs has sat where you sit now.",
                "This feeling is part of learning to program, and it passes when one small thing works.",
            ),
            analytical=("Most of what feels impossible is several small unclear things at once.",),
            creative=("Every wizard once stared at a spell that did nothing.",),
            practical=("Make it smaller until it works.",),
        )
        return Composed(sentences(comfort, ask))
    if re.search(r"\b(?:test|exam|quiz)\b", prose, re.IGNORECASE):
        return Composed(
            "Then let's use the time well. Which topics are in it? Name one, and I'll ask you a question about it.",
            asks=QUIZ,
        )
    if re.search(r"\b(?:useless|annoying|boring|hate|bad|stupid|dumb)\b", prose, re.IGNORECASE):
        return Composed(f"Fair enough; let me try to be of use. {ask}")
    return Composed(f"Good to hear from you. {ask}")


def off_topic(scene: Scene) -> Composed:
    """Not about programming."""
    return Composed(
        scene.voice.by_tone(
            key="off-topic",
            encouraging=(
                "That's outside what I can help with: I only know programming. But I'm glad to go on with your Python work. What are you on at the moment?",
            ),
            analytical=(
                "That is not about programming, and outside of it I know nothing reliable. Which part of your Python work shall we look at?",
            ),
            creative=(
                "You've reached the edge of my map: beyond programming there are only sea monsters. Which bit of Python shall we explore?",
            ),
            practical=("Not my field: I only do programming. What are you working on in Python?",),
        )
    )


def avoided(scene: Scene) -> Composed:
    """A concept that the class has not had."""
    note = scene.plan.note
    name = upper_first(short_title(note.title)) if note is not None else "That"
    return Composed(
        f"{name}: your class has not come to that yet, so let's solve it with what you have had. What are you trying to do?"
    )


def elsewhere(scene: Scene) -> Composed:
    """About another language or technology: outside the notes; the nearest idea of Python, if there is one."""
    name = other_technology(scene.asked.prose)
    note = scene.plan.note
    near = ""
    if note is not None and scene.facts.topics[0].score >= CERTAIN:
        near = f"What may come close in Python is {short_title(note.title)}. {first_sentences(note.explanation, 2)}"
    return Composed(
        paragraphs(
            f"My notes are about Python, so about {name} I'd be guessing, and I'd rather not.",
            near or "Is there something in Python that I can help with?",
        )
    )


def unknown(scene: Scene) -> Composed:
    """Nothing fits: say so, and say what would help."""
    near = [topic.note.title for topic in scene.facts.topics[:2]]
    offer = (
        f"The nearest I have notes on is {short_title(near[0])}"
        + (f" and {short_title(near[1])}." if len(near) > 1 else ".")
        if near
        else ""
    )
    honest = scene.voice.pick(
        "unknown",
        (
            "I don't know that, and I'd rather say so than guess.",
            "That isn't in my notes, so I don't know, and I don't want to make something up.",
        ),
    )
    return Composed(sentences(honest, offer, "Could you say it in other words, or show me the code where it comes up?"))
