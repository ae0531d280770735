"""Words about programs in other languages: what a message means, an idea, and what can be said without running them."""

import re

from ai_engine.analysis.languages.outline import Part
from ai_engine.tutor.compose.framing import comfort, solved_before
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.task import too_close
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import (
    code,
    ended,
    fence,
    first_sentences,
    line_of,
    listed,
    lower_first,
    short_title,
    upper_first,
)
from ai_engine.tutor.foreign.ideas import COMPARES
from ai_engine.tutor.foreign.languages import TITLES

_MOST_PARTS = 12
_LETTER = re.compile(r"[A-Za-z_(]")


def error(scene: Scene) -> Composed:
    """What a compiler's or a runtime's message says, where in the code its cause is, and how to look into it."""
    explained = scene.facts.error
    if explained is None:
        return no_finding(scene)
    item = scene.plan.finding
    opener = comfort(scene)
    if scene.asked.error and not opener:
        opener = scene.voice.by_tone(
            key="error",
            encouraging=("Good that you included the message: it says a lot.", "This message looks worse than it is."),
            analytical=("The message first.",),
            creative=("The message is our first witness.",),
            practical=("",),
        )
    meaning = ended(explained.explanation)
    place, cause, look = "", ended(explained.likely_causes[0]), ended(explained.what_to_print[0])
    if item is not None and item in scene.facts.findings and not item.rule.startswith("reported-"):
        place = f"In your code that leads to {_where(scene, item.line)}. {ended(item.message)}"
        cause, look = ended(item.why), ended(item.how_to_check)
    elif explained.line and scene.asked.code:
        place = f"The place to begin is {_where(scene, explained.line)}."
    missing = "" if scene.asked.code.strip() else "If you paste the code, I can look for the exact place."
    return Composed(
        paragraphs(solved_before(scene), sentences(opener, meaning), sentences(place, cause), look, missing)
    )


def concept(scene: Scene) -> Composed:
    """An idea: how it is in the learner's language, where that is known; the bank's note, whose example is Python."""
    title = TITLES[scene.asked.language]
    idea, note = scene.facts.idea, scene.plan.note
    related = note is not None and (
        idea is None or (note.id in idea.concepts and not COMPARES.search(scene.asked.prose))
    )
    parts: list[str] = []
    shown: tuple[str, ...] = ()
    if idea is not None:
        parts += [one.words for one in scene.facts.ideas]
    if note is not None and related:
        if idea is None:
            parts.append(
                f"I have no notes of my own on this in {title}; mine are about Python, where it is like this. {first_sentences(note.explanation, 3)}"
            )
        if f"example:{note.id}" not in scene.state.shown and not too_close(note, scene):
            parts.append(
                f"My notes on {short_title(note.title)} are about Python, so their example is Python too, and {title} writes it in another way:\n\n{fence(note.example, note.example_language)}"
            )
            shown = (f"note:{note.id}", f"example:{note.id}")
    if not parts:
        return unknown(scene)
    if idea is not None:
        shown = (*shown, f"idea:{idea.key}")
    ask = scene.voice.pick(
        "try-idea",
        (
            f"To see it for yourself, write three lines of {title} that use it, say what they will show, and then run them.",
            f"Where in a {title} program of your own would it matter? Try one value there, and guess the outcome first.",
        ),
    )
    return Composed(paragraphs(*parts, ask), shown=shown)


def again(scene: Scene) -> Composed:
    """The idea once more: its first sentence alone, and the learner's own code as the next step."""
    idea = scene.facts.idea
    if idea is None or f"idea:{idea.key}" not in scene.state.shown:
        return concept(scene)
    title = TITLES[scene.asked.language]
    return Composed(
        paragraphs(
            sentences(comfort(scene), "Let's take it in smaller steps.", first_sentences(idea.words, 1)),
            f"Which word in that sentence is new to you? You can also send me two or three lines of {title} in which it comes up, "
            "and I'll say what each of them is for.",
        )
    )


def practice(scene: Scene) -> Composed:
    """Something to practise: the course's questions are about Python, so the learner writes and predicts."""
    title = TITLES[scene.asked.language]
    about = f" about {short_title(scene.plan.note.title)}" if scene.plan.note is not None else ""
    return Composed(
        f"My quiz questions are about Python, so here is one that you can do in {title}: write three to five lines{about}, and note down what "
        "they will show before you run them. Then run them, and send me the lines and both results if they differ."
    )


def why(scene: Scene) -> Composed:
    """Why the last point matters."""
    item = scene.plan.finding
    if item is None:
        return concept(scene)
    return Composed(
        paragraphs(
            f"Because of what happens at {_where(scene, item.line)}. {ended(item.why or item.message)}",
            ended(item.how_to_check),
        )
    )


def no_finding(scene: Scene) -> Composed:
    """Nothing is surely wrong, and the program isn't run here: what it does, and the values to follow."""
    title = TITLES[scene.asked.language]
    honest = scene.voice.by_tone(
        key="fine",
        encouraging=(
            f"I read it as {title}, and nothing in it is surely wrong; I can't run {title} here, so its output is for you to look at.",
        ),
        analytical=(f"No certain fault in this {title} code. It was read, not run.",),
        creative=(
            f"I went over your {title} with a magnifying glass and found no certain bug; running it is up to you, I can't.",
        ),
        practical=(f"Nothing surely wrong. I read {title} but don't run it.",),
    )
    remark = scene.facts.remarks[0] if scene.facts.remarks else None
    noticed = (
        f"One thing that I noticed, at {_where(scene, remark.line)}: {lower_first(ended(remark.message))}"
        if remark
        else ""
    )
    known = f"Hold it against this: {scene.facts.idea.words}" if scene.facts.idea is not None else ""
    return Composed(paragraphs(sentences(comfort(scene), honest), noticed, known, _question(scene)))


def review(scene: Scene) -> Composed:
    """What is wrong and what could be clearer: three things at most."""
    points = [
        f"- {upper_first(_where(scene, item.line))}: {lower_first(ended(item.message))} {ended(item.why)}"
        for item in (*scene.facts.findings, *scene.facts.remarks)[:3]
    ]
    if not points:
        return no_finding(scene)
    first = (*scene.facts.findings, *scene.facts.remarks)[0]
    title = TITLES[scene.asked.language]
    return Composed(
        paragraphs(
            f"Here is what I would look at in your {title} program, the most important first. I read it, I can't run it.",
            "\n".join(points),
            ended(first.how_to_check),
        )
    )


def explain_code(scene: Scene) -> Composed:
    """What each of the program's lines is for, as far as its syntax tells."""
    parts = scene.facts.outline[:_MOST_PARTS]
    if not parts:
        return no_finding(scene)
    title = TITLES[scene.asked.language]
    lines = "\n".join(f"- {upper_first(_where(scene, part.line))}: {_told(part)}." for part in parts)
    item = scene.plan.finding
    remark = f"Take a second look at line {item.line}: {lower_first(ended(item.message))}" if item is not None else ""
    lead = f"I read {title} but can't run it, so here is what its lines are for, and the values are yours to follow."
    return Composed(paragraphs(lead, lines, remark, _question(scene)))


def missing_code(scene: Scene) -> Composed:
    """Ask for the code, once."""
    title = TITLES[scene.asked.language]
    return Composed(
        sentences(
            comfort(scene),
            f"I can read {title}, though I can't run it.",
            "Please paste your code, with the whole message of the compiler or the console if there is one, and tell me what you expected.",
        )
    )


def unknown(scene: Scene) -> Composed:
    """Nothing is known about it: say so, with the nearest note."""
    title = TITLES[scene.asked.language]
    near = scene.facts.topics[0].note if scene.facts.topics else None
    offer = (
        f"The nearest that I have notes on is {short_title(near.title)}, with Python as the example."
        if near is not None
        else ""
    )
    return Composed(
        sentences(
            f"I don't know that about {title}, and I'd rather say so than guess.",
            offer,
            f"What I can do is read {title} code and explain its error messages: paste the part where it comes up.",
        )
    )


def other_language(scene: Scene) -> Composed:
    """A language that isn't the class's."""
    known = listed([TITLES.get(name, upper_first(name)) for name in scene.policy.languages])
    return Composed(
        f"Your class works in {known}, so let's stay there. Which part of your {known} work shall we look at?"
    )


def _where(scene: Scene, number: int) -> str:
    return line_of(number, scene.facts.program.line_text(number))


def _told(part: Part) -> str:
    about = code(part.about) if part.about else ""
    match part.kind:
        case "function":
            return f"here {about} is defined; its lines run when it is called"
        case "loop":
            return (
                f"a loop; it goes on as long as {about} holds"
                if about
                else "a loop; its body runs once for each element"
            )
        case "condition":
            return f"a decision: is {about} true?"
        case "switch":
            return "a choice between several cases"
        case "return":
            return f"gives back {about} and leaves the function" if about else "leaves the function"
        case "shows":
            return f"shows {about}" if about else "shows something"
        case "declares":
            return f"{about} is declared"
        case "changes":
            return f"{about} gets a new value"


def _question(scene: Scene) -> str:
    """A question about a concrete place of the program."""
    parts = scene.facts.outline
    actual, expected = scene.asked.actual_value, scene.asked.expected_value
    lead = f"You get {actual} and want {expected}. " if actual and expected else ""
    loop = next((part for part in parts if part.kind == "loop"), None)
    changed = next(
        (part for part in parts if part.kind == "changes" and loop is not None and part.line > loop.line), None
    )
    condition = next((part for part in parts if part.kind == "condition"), None)
    shows = next(
        (part for part in reversed(parts) if part.kind in ("shows", "return") and _LETTER.match(part.about)), None
    )
    if loop is not None and changed is not None:
        return f"{lead}Follow {code(changed.about)} by hand: what is it before the loop at line {loop.line}, and after its first and its second round?"
    if loop is not None:
        return f"{lead}At the loop at line {loop.line}: which values does it go through, the first and the last?"
    if condition is not None:
        return f"{lead}Take line {condition.line}: for which value is {code(condition.about)} just true, and for which just false? What should happen for each?"
    if shows is not None:
        return (
            f"{lead}At line {shows.line}: which value has {code(shows.about)} there, and which line gave it that value?"
        )
    return f"{lead}What did you expect it to do, and what does it do instead? Give me one input with both results."
