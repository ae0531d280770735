"""Words about a concept: what it is, an example that is not the learner's task, a misconception, a question to check oneself."""

import re

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.analogies import ANALOGIES
from ai_engine.tutor.compose.relevance import content, fitting_misconception
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.task import too_close
from ai_engine.tutor.compose.voice import Voice, paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, fence, first_sentences, lower_first, short_title
from ai_engine.tutor.topics import Topic

_OPENING = 700


def concept(scene: Scene) -> Composed:
    """Explain a concept."""
    note = scene.plan.note
    if note is None:
        return Composed("")
    contrast = _contrast(scene)
    if contrast is not None:
        return contrast
    words = content(scene.asked.prose)
    shown_example = _example_part(note, scene)
    pitfall = fitting_misconception(note, words)
    seen = f"note:{note.id}" in scene.state.shown
    voice = scene.voice
    code_part = paragraphs(_documentation(scene), _about_their_code(scene, note))
    if scene.plan.missing == "code":
        code_part = paragraphs(code_part, "If you paste your code, I can say whether that is it, and where.")
    shown = (f"note:{note.id}", f"example:{note.id}")
    check = ended(note.check_question)
    if voice.personality == "practical":
        body = paragraphs(
            note.explanation,
            shown_example,
            ended(pitfall) if pitfall else "",
            code_part,
            f"Now you: {check}",
        )
    elif voice.personality == "analytical":
        body = paragraphs(
            note.explanation,
            shown_example,
            f"A common mistake: {lower_first(ended(pitfall or note.misconceptions[0]))}",
            code_part,
            f"Test yourself: {check}",
        )
    elif voice.personality == "creative":
        body = paragraphs(
            sentences(ANALOGIES.get(note.id, ""), note.explanation),
            shown_example,
            ended(pitfall) if pitfall else "",
            code_part,
            f"A riddle for you: {check}",
        )
    else:
        opener = "Let's look at it once more." if seen else ""
        body = paragraphs(
            sentences(_comfort(voice), opener, note.explanation),
            shown_example,
            ended(pitfall) if pitfall else "",
            code_part,
            sentences(
                voice.pick(
                    "check", ("To see whether it has landed:", "Want to check yourself?", "Here is one for you:")
                ),
                check,
            ),
        )
    return Composed(body, asks=f"check:{note.id}", shown=shown)


def from_course(scene: Scene) -> Composed:
    """What the class's own material says, cited; then the note's question to check oneself."""
    passage = scene.facts.course[0]
    note = scene.plan.note
    also = next((item.citation for item in scene.facts.course[1:] if item.citation != passage.citation), "")
    said = _opening(passage.text)
    check = note.check_question if note is not None else ""
    body = paragraphs(
        f"Your course material has this, in “{passage.citation}”:",
        said,
        f"There is more in “{also}”." if also else "",
        f"To see whether it has landed: {ended(check)}" if check else "",
    )
    return Composed(body, asks=f"check:{note.id}" if note is not None else "")


def _opening(text: str) -> str:
    """The beginning of a passage: whole paragraphs and code blocks, up to about 700 characters."""
    kept: list[str] = []
    for part in re.split(r"\n\s*\n(?=(?:[^`]*```[^`]*```)*[^`]*$)", text.strip()):
        if kept and sum(map(len, kept)) + len(part) > _OPENING:
            break
        kept.append(part.strip())
    opening = "\n\n".join(kept)
    return opening if len(opening) <= 2 * _OPENING else ended(first_sentences(opening, 4))


def example(scene: Scene) -> Composed:
    """An example of the concept in question; a neighbour's where the note's own was shown already."""
    note = scene.plan.note
    if note is None:
        return Composed("")
    chosen = note
    if too_close(note, scene):
        other = again(scene)
        return Composed(f"My own example would come too close to your exercise. {other.text}", other.asks, other.shown)
    if f"example:{note.id}" in scene.state.shown:
        varied = None if f"varied:{note.id}" in scene.state.shown else variation(note.example)
        if varied is not None:
            line, old, new = varied
            return Composed(
                paragraphs(
                    f"Take the example for {short_title(note.title)} again, and change one thing in it: in {code(line)}, make the {old} a {new}.",
                    "What will it print then? Decide first, then run it.",
                ),
                shown=(f"varied:{note.id}",),
            )
        related = [
            other for other in scene.bank.notes.values() if note.id in other.prerequisites or other.topic == note.topic
        ]
        fresh = [
            other for other in related if f"example:{other.id}" not in scene.state.shown and not too_close(other, scene)
        ]
        if not fresh:
            return again(scene)
        chosen = fresh[0]
    lead = (
        "Here is a small one:"
        if chosen is note
        else f"Here is one from a neighbouring topic, {short_title(chosen.title)}:"
    )
    task = scene.voice.by_tone(
        key="vary",
        encouraging=("Change one value in it, guess what will happen, and then run it.",),
        analytical=("Predict the effect of changing one value, then run it and compare.",),
        creative=("Now bend it: change one value and guess what it does before you run it.",),
        practical=("Type it in, change one value, run it again.",),
    )
    return Composed(
        paragraphs(lead, fence(chosen.example, chosen.example_language), _prints(chosen), task),
        shown=(f"example:{chosen.id}",),
    )


def again(scene: Scene) -> Composed:
    """The concept in another way: an image, a misconception, and a question."""
    note = scene.plan.note
    if note is None:
        return Composed("")
    used = {item for item in scene.state.shown if item.startswith(f"misconception:{note.id}:")}
    fresh = [(n, text) for n, text in enumerate(note.misconceptions) if f"misconception:{note.id}:{n}" not in used]
    number, text = fresh[0] if fresh else (0, note.misconceptions[0])
    image = ANALOGIES.get(note.id, "") or first_sentences(note.explanation, 1)
    before = next((scene.bank.notes[n] for n in note.prerequisites if n in scene.bank.notes), None)
    lead = scene.voice.by_tone(
        key="again",
        encouraging=("Let's try it another way.", "No problem, here is another way to see it."),
        analytical=("Another way to put it.",),
        creative=("Picture it.",),
        practical=("Shorter:",),
    )
    step_back = (
        f"If it still feels unclear, it often helps to go one step back, to {short_title(before.title)}: just ask me about it."
        if before and used
        else ""
    )
    return Composed(
        paragraphs(
            sentences(lead, image),
            ended(text),
            step_back,
            f"What do you think: {lower_first(ended(note.check_question))}",
        ),
        asks=f"check:{note.id}",
        shown=(f"misconception:{note.id}:{number}",),
    )


def practice(scene: Scene) -> Composed:
    """A question to practise with: the note's own, or a neighbour's when that was asked before."""
    note = scene.plan.note
    if note is None:
        return Composed("")
    if f"check:{note.id}" in scene.state.shown:
        neighbours = [
            other for other in scene.bank.notes.values() if note.id in other.prerequisites or other.topic == note.topic
        ]
        note = next((other for other in neighbours if f"check:{other.id}" not in scene.state.shown), note)
    lead = scene.voice.by_tone(
        key="practice",
        encouraging=("Good idea. Try this one without running it first:",),
        analytical=("Answer this before you run anything:",),
        creative=("A riddle:",),
        practical=("Here:",),
    )
    return Composed(
        paragraphs(sentences(lead, ended(note.check_question)), "Tell me your answer and how you got there."),
        asks=f"check:{note.id}",
    )


def variation(example: str) -> tuple[str, str, str] | None:
    """A line of the example with a small number in it, that number, and another one to put in its place."""
    for line in example.split("\n"):
        found = re.search(r"(?<![\w.\"'])([2-9])(?![\w.\"'])", line)
        if found and not line.lstrip().startswith(("#", "def ", "class ", "import ", "from ")):
            return line.strip(), found[1], "4" if found[1] != "4" else "6"
    return None


def reply(scene: Scene) -> Composed:
    """The learner answers the tutor's own question: compare with what the note says."""
    asked = scene.state.asked.removeprefix("check:")
    note = scene.bank.notes.get(asked)
    if note is None:
        return Composed("")
    right = scene.plan.move == "celebrate"
    if right:
        lead = scene.voice.by_tone(
            key="right",
            encouraging=("Yes, exactly.", "That's right, well done."),
            analytical=("Correct.",),
            creative=("Riddle solved!",),
            practical=("Right.",),
        )
    else:
        lead = scene.voice.by_tone(
            key="compare",
            encouraging=("Thanks for trying it. Compare your answer with this:",),
            analytical=("Compare with this:",),
            creative=("Hold your answer next to this one:",),
            practical=("Compare:",),
        )
    follow = "" if right else "Where do the two differ? If you are not sure, run it and look."
    return Composed(paragraphs(sentences(lead, ended(note.check_answer)), follow))


def _contrast(scene: Scene) -> Composed | None:
    """Two concepts side by side when the question asks for the difference and names both."""
    prose = scene.asked.prose.lower()
    if not re.search(r"\b(?:difference|differ|vs\.?|versus|compare|better|or)\b", prose):
        return None
    named = [topic for topic in scene.facts.topics[:4] if _named(topic, prose)]
    if len(named) < 2 or any(_covers_both(topic, prose, named) for topic in scene.facts.topics[:1]):
        return None
    first, second = named[0].note, named[1].note
    words = content(prose)
    pitfall = fitting_misconception(first, words) or fitting_misconception(second, words)
    lead = scene.voice.by_tone(
        key="contrast",
        encouraging=("Here are the two side by side.",),
        analytical=("Compare the two.",),
        creative=("Meet the two of them.",),
        practical=("Side by side:",),
    )
    body = paragraphs(
        lead,
        f"{first.title}: {first_sentences(first.explanation, 3)}",
        f"{second.title}: {first_sentences(second.explanation, 3)}",
        ended(pitfall) if pitfall else "",
        _example_part(first, scene),
        ended(first.check_question),
    )
    return Composed(
        body, asks=f"check:{first.id}", shown=(f"note:{first.id}", f"note:{second.id}", f"example:{first.id}")
    )


def _named(topic: Topic, prose: str) -> bool:
    words = set(re.findall(r"[a-z]+", prose))
    stem = {word.rstrip("s") for word in words}
    own = {
        word.rstrip("s")
        for word in re.findall(r"[a-z]+", topic.note.id)
        if word not in ("and", "with", "vs", "loops", "statement")
    }
    return bool(own & stem)


def _covers_both(topic: Topic, prose: str, named: list[Topic]) -> bool:
    """Whether one note is about the pair itself (return-vs-print, integers-and-floats)."""
    if topic not in named:
        return True
    return "-vs-" in topic.note.id or "-and-" in topic.note.id


def documented(scene: Scene) -> Composed:
    """What Python's own documentation says about a name, where no note fits."""
    entry = scene.facts.documented[0]
    shown = f"It is called as {code(entry.signature)}." if entry.signature else ""
    try_it = "Try it on a small value of your own: what goes in, and what comes out?"
    return Composed(paragraphs(sentences(_documentation(scene), shown), try_it))


def _documentation(scene: Scene) -> str:
    if not scene.facts.documented:
        return ""
    entry = scene.facts.documented[0]
    return f"Python's own documentation says about {code(entry.name)}: {ended(entry.summary)}"


def _about_their_code(scene: Scene, note: Note) -> str:
    item = scene.plan.finding
    if item is None:
        return ""
    return f"In your own code, look at line {item.line}: {lower_first(ended(item.message))}"


def _example_part(note: Note, scene: Scene) -> str:
    if too_close(note, scene):
        return "I leave out my example here: it would come too close to your exercise."
    lead = scene.voice.by_tone(
        key="example",
        encouraging=("A small example:", "For example:"),
        analytical=("Example:",),
        creative=("See it move:", "In action:"),
        practical=("Example:",),
    )
    return paragraphs(f"{lead}\n\n{fence(note.example, note.example_language)}", _prints(note))


def _prints(note: Note) -> str:
    output = note.example_output.strip()
    if not output:
        return ""
    return f"It prints:\n\n{fence(output, 'text')}"


def _comfort(voice: Voice) -> str:
    return "Take a breath, this one takes most people a while." if voice.frustrated else ""
