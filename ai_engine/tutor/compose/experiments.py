"""Words that send the learner to a value: what comes out against what should, a call that fails, a trace, a prediction."""

from ai_engine.tutor.compose.describe import describe
from ai_engine.tutor.compose.difference import difference, plain_value
from ai_engine.tutor.compose.progress import progress
from ai_engine.tutor.compose.relevance import content, fitting_misconception
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.suspect import suspect_question
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, first_sentences, line_of, listed, lower_first
from ai_engine.tutor.evidence.predicting import ASKED as PREDICTION
from ai_engine.tutor.evidence.suspects import SURELY
from ai_engine.tutor.evidence.topics import SURE
from ai_engine.tutor.moves.symptoms import boundary_question, symptom_question


def values(scene: Scene) -> Composed:
    """The learner says what comes out and what should: start from the difference."""
    actual, expected = scene.asked.actual_value, scene.asked.expected_value
    program = scene.facts.program
    opening = f"You get {actual} and want {expected}."
    run = scene.facts.run
    if run is not None and not run.error and run.lines and not any(plain_value(actual) in line for line in run.lines):
        shown = code(run.lines[-1])
        again = f"When I run exactly this code, the last line that it prints is {shown}, and not {actual}."
        return Composed(
            paragraphs(
                scene_lead(scene),
                again,
                "Is this the version that you ran, and is it saved? If so, with which input did you get the other result?",
            )
        )
    clue = difference(actual, expected, program)
    return Composed(paragraphs(scene_lead(scene), sentences(opening, clue), follow_values(scene), _behind(scene)))


def failure(scene: Scene) -> Composed:
    """A call that goes wrong: what it gives, what it should give, and the last line that decided it."""
    failed = scene.facts.failure
    if failed is None:
        return trace(scene)
    lead = scene.voice.by_tone(
        key="failure",
        encouraging=("I tried one of the examples.", "Let's look at one concrete case."),
        analytical=("One case shows it.",),
        creative=("I sent one example through your program and watched.",),
        practical=("Check this case.",),
    )
    if scene.facts.suspect is not None:
        outcome = (
            f"stops with {failed.error}" if failed.error and failed.error != "no end" else f"gives {code(failed.got)}"
        )
        outcome = "does not come to an end" if failed.error == "no end" else outcome
        wanted = f"should give {code(failed.expected)}, but it" if failed.expected else ""
        told = f"{code(failed.call)} {wanted} {outcome}."
        question = suspect_question(scene, scene.facts.suspect, failed)
        changed = progress(scene)
        told = sentences("" if changed else lead, told)
        return Composed(paragraphs(changed or scene_lead(scene), told, question), shown=(f"failed:{failed.call}",))
    place = line_of(failed.line, scene.facts.program.line_text(failed.line)) if failed.line else ""
    seen = listed([f"{code(name)} is {code(value)}" for name, value in failed.values])
    if failed.error:
        told = (
            f"{code(failed.call)} should give {code(failed.expected)}, but it stops"
            + (f" at {place}," if place else "")
            + f" with {failed.error}."
        )
    else:
        told = f"{code(failed.call)} should give {code(failed.expected)}, but it gives {code(failed.got)}."
        told += f" The last line that runs is {place}." if place else ""
    there = f"At that moment, {seen}." if seen else ""
    parameters = {name for function in scene.facts.program.functions for name in function.parameters}
    made = [code(name) for name, _ in failed.values if name not in parameters]
    if made:
        several = len(made) > 1
        wanted = "which ones" if several else "which one"
        question = f"Which line gave {listed(made)} {'those values' if several else 'that value'}, and {wanted} did you expect?"
    elif failed.line:
        question = (
            f"Work out line {failed.line} by hand for this input: which part gives something that you did not expect?"
        )
    else:
        question = "Which line decides that, and what would have to be different for this input?"
    changed = progress(scene)
    told = sentences("" if changed else lead, told, there)
    return Composed(paragraphs(changed or scene_lead(scene), told, question), shown=(f"failed:{failed.call}",))


def trace(scene: Scene) -> Composed:
    """An experiment with the values of this program; another one each time that the code is still the same."""
    program = scene.facts.program
    question = symptom_question(scene.asked.prose, program)
    turn = scene.state.unanswered
    suspect = scene.facts.suspect
    if suspect is not None and not turn and (suspect.certainty >= SURELY or not question):
        asking = (
            ""
            if suspect.certainty >= SURELY
            else "If that line does what you want, tell me one input with what comes out and what should."
        )
        return Composed(
            paragraphs(sentences(scene_lead(scene), suspect_question(scene, suspect, scene.facts.seen)), asking)
        )
    if turn and not question:
        more = boundary_question(program) if turn % 3 == 1 else ""
        if more:
            return Composed(sentences(scene_lead(scene), _with_example(scene), more))
        if turn % 3 == 2:
            return Composed(_tell_me(scene))
    if question:
        lead = scene.voice.by_tone(
            key="symptom",
            encouraging=(
                "That you can say so exactly what happens helps a lot.",
                "Good observation; let's follow it to its source.",
            ),
            analytical=("From what you report, one place matters.",),
            creative=("Your description is a clue, so let's follow it.",),
            practical=("Check one place.",),
        )
        return Composed(paragraphs(sentences(scene_lead(scene), lead, question), _behind(scene)))
    example = _with_example(scene)
    opening = "" if example else describe(program)
    return Composed(paragraphs(scene_lead(scene), sentences(opening, example, follow_values(scene)), _behind(scene)))


def predict(scene: Scene) -> Composed:
    """What will this print? Find out by predicting, then running."""
    program = scene.facts.program
    if not program.parses:
        return Composed(
            "Python can't read this as it stands, so it prints nothing of the sort. Run it: which line does the message name?"
        )
    lead = scene.voice.by_tone(
        key="predict",
        encouraging=("The best way to find out is to be Python for a minute.",),
        analytical=("Work it out by hand first, then run it and compare.",),
        creative=("Let's play computer: no running yet!",),
        practical=("Predict, then run.",),
    )
    if len(program.lines) == 1 and not program.loops:
        idea = first_sentences(scene.plan.note.explanation, 2) if scene.plan.note is not None else ""
        return Composed(
            paragraphs(
                sentences(idea, f"So what do you expect of {code(program.text)}?"),
                "Tell me your guess, and I'll run it.",
            ),
            asks=PREDICTION,
        )
    return Composed(paragraphs(sentences(lead, follow_values(scene, "What is printed at the end?"))), asks=PREDICTION)


def scene_lead(scene: Scene) -> str:
    """A sentence in front when the learner is frustrated or solved something just before."""
    if scene.plan.solved:
        return "The previous problem is gone, well done."
    if scene.voice.frustrated:
        return scene.voice.by_tone(
            key="comfort",
            encouraging=("Let's slow down and look at one value at a time.",),
            analytical=("Let's measure.",),
            creative=("Deep breath, detective.",),
            practical=("One step at a time.",),
        )
    return ""


def follow_values(scene: Scene, question: str = "") -> str:
    """How to follow the values of this program by hand, and the question to answer with it."""
    program = scene.facts.program
    loop = program.loops[0] if program.loops else None
    differs = question or "At which line does one first differ from what you expect?"
    if loop is not None:
        watched = [name for name in (*loop.targets, *loop.updates) if name.isidentifier()]
        named = [code(name) for name in dict.fromkeys(watched)][:3]
        where = line_of(loop.line, loop.header)
        table = f"Make a small table: one row for each pass of the loop at {where}, {_columns(named)}."
        if not question and loop.is_while:
            question = f"After which pass should {code(loop.over)} become false, and does it?"
        return f"{table} {question or 'In which pass does one of them have a value that you did not expect?'}"
    if program.conditions:
        test = program.conditions[0]
        where = line_of(test.line, program.line_text(test.line))
        return f"Look at the condition at {where}. Put in the values from your example: is it true or false, and which lines run then?"
    function = program.functions[0] if program.functions else None
    if function is not None and function.parameters:
        value = f"Choose one concrete value for {code(function.parameters[0])}"
        return f"{value} and go through {code(function.name)} line by line, writing down each value. {differs}"
    if program.assigned:
        names = listed([code(name) for name in program.assigned[:3]])
        return f"Write down the value of {names} after each line. {differs}"
    return f"Go through it line by line and write down what each one does. {question or 'Which line surprises you?'}"


def _with_example(scene: Scene) -> str:
    failed = scene.facts.failure
    return f"Go through {code(failed.call)} by hand." if failed is not None else ""


def _tell_me(scene: Scene) -> str:
    functions = scene.facts.program.functions
    what = code(functions[0].name) if functions else "your program"
    return scene.voice.pick(
        "tell-me",
        (
            f"Explain {what} to me line by line, as if I had never seen it: what does each line do, and why is it there? Where do you hesitate?",
            f"Leave the code aside for a moment: how would you do it by hand, step by step? Then look for each of these steps in {what}. Which one is missing, or stands in another place?",
        ),
    )


def _columns(names: list[str]) -> str:
    if not names:
        return "one column for each value that changes"
    return f"one column for {names[0]}" if len(names) == 1 else f"one column each for {listed(names)}"


def _behind(scene: Scene) -> str:
    """What many get wrong about the idea that the question names, where one clearly fits."""
    note = scene.facts.note
    if note is None or scene.facts.topics[0].score < SURE or scene.facts.topics[0].source != "question":
        return ""
    text = fitting_misconception(note, content(f"{scene.asked.prose} {scene.asked.code}"), least=3)
    return f"Something to keep in mind: {lower_first(ended(text))}" if text else ""
