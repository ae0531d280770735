"""What follows on an explanation: another example, another way to put it, a question to practise with, the reply to one."""

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.analogies import ANALOGIES
from ai_engine.tutor.compose.note_parts import near_in_course, prints, variation
from ai_engine.tutor.compose.own_program import in_their_program
from ai_engine.tutor.compose.relevance import content, fitting_sentences
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.task import too_close
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, fence, first_sentences, lower_first, short_title


def once_more(scene: Scene, note: Note) -> Composed:
    """A further question about a concept that was explained already: the part that fits it, and something to try."""
    fitting = fitting_sentences(note, content(scene.asked.prose), 2)
    if not fitting:
        return again(scene)
    lead = scene.voice.by_tone(
        key="once-more",
        encouraging=("This is the part that answers it:", "Look at this part of it again:"),
        analytical=("The rule for that:",),
        creative=("The clue for that one:",),
        practical=("In short:",),
    )
    varied = variation(note.example) if f"varied:{note.id}" not in scene.state.shown else None
    body = paragraphs(sentences(lead, *(ended(text) for text in fitting)), in_their_program(scene, note))
    if varied is not None and not too_close(note, scene):
        line, old, new = varied
        try_it = f"Test it on the example from before: in {code(line)}, make the {old} a {new}. What will it print? Tell me your guess first."
        return Composed(paragraphs(body, try_it), shown=(f"varied:{note.id}",))
    asked_now = scene.state.asked == f"check:{note.id}"
    question = (
        "Does that settle it? If not, tell me which word or sign you stumble over."
        if asked_now
        else ended(note.check_question)
    )
    return Composed(paragraphs(body, question), asks="" if asked_now else f"check:{note.id}")


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
        related = near_in_course(scene, note)
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
        paragraphs(lead, fence(chosen.example, chosen.example_language), prints(chosen), task),
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
        neighbours = near_in_course(scene, note)
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
    runs = " If you are not sure, run it and look." if "`" in note.check_question else ""
    follow = "" if right else f"Where do the two differ?{runs}"
    return Composed(paragraphs(sentences(lead, ended(note.check_answer)), follow))
