"""Words about a fault: the line pointed to, why it matters, what is solved."""

from ai_engine.analysis.findings import Finding
from ai_engine.tutor.compose.describe import edge_case
from ai_engine.tutor.compose.framing import article, comfort, solved_before, values_there
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, line_of, listed, lower_first, upper_first


def finding(scene: Scene) -> Composed:
    """Point to the line of a finding, say what is the case there and how the learner can see it."""
    item = scene.plan.finding
    if item is None:
        return trace_fallback(scene)
    where = line_of(item.line, scene.facts.program.line_text(item.line))
    voice = scene.voice
    message, why, check = ended(item.message), ended(item.why), ended(item.how_to_check)
    solved = solved_before(scene)
    more = paragraphs(_explains(scene) or _failed_call(scene), _others(scene, item))
    agrees = _run_agrees(scene, item)
    if voice.personality == "analytical":
        body = paragraphs(
            solved,
            f"Observation at {where}: {lower_first(message)}",
            f"Consequence: {lower_first(why)}" if why else "",
            agrees,
            f"Test it: {lower_first(check)}" if check else "",
            more,
        )
    elif voice.personality == "practical":
        body = paragraphs(solved, sentences(f"{upper_first(where)}. {message}", agrees), check, more)
    elif voice.personality == "creative":
        opener = voice.pick(
            "point",
            (
                f"Pretend you are Python and have just arrived at {where}.",
                f"Put your finger on {where} and read it aloud, word by word.",
            ),
        )
        body = paragraphs(solved, sentences(opener, message, why), sentences(agrees, check), more)
    else:
        opener = voice.pick(
            "point",
            (f"Take a close look at {where}.", f"The place to look at is {where}.", f"Let's zoom in on {where}."),
        )
        body = paragraphs(solved, sentences(comfort(scene), opener, message, why), sentences(agrees, check), more)
    return Composed(body)


def why(scene: Scene) -> Composed:
    """Why the last point matters, or why the concept is as it is."""
    item = scene.plan.finding
    note = scene.plan.note
    if item is not None:
        extra = note.rule_misconceptions.get(item.rule, "") if note is not None else ""
        first = ended(item.why) or ended(item.message)
        return Composed(
            paragraphs(
                f"Because of what happens at {line_of(item.line, scene.facts.program.line_text(item.line))}. {first}",
                ended(extra),
                ended(item.how_to_check),
            )
        )
    if note is None:
        return trace_fallback(scene)
    return Composed(
        paragraphs(
            "What goes wrong without knowing it shows best why it is so.",
            *(ended(text) for text in note.misconceptions[:2]),
            f"To see it for yourself: {lower_first(note.check_question)}",
        ),
        asks=f"check:{note.id}",
    )


def solved(scene: Scene) -> Composed:
    """The learner says that it works, or the fault is gone."""
    own = [function.name for function in scene.facts.program.functions if not function.name.startswith("__")]
    names = [code(name) for name in own[:2]]
    what = listed(names) if names and scene.asked.new_code else "it"
    right = scene.facts.right[0] if scene.facts.right else None
    seen = (
        f"I tried {code(right.call)}, and it gives {code(right.expected)}, as it should."
        if right is not None and scene.asked.new_code
        else ""
    )
    failed = scene.facts.failure
    if failed is not None and failed.expected and not scene.asked.new_code:
        # What stands here is still the version from before: whether the new one is right, only a run can tell.
        seen = f"To be sure, run {code(failed.call)} once more: it should give {code(failed.expected)} now."
    praise = scene.voice.by_tone(
        key="solved",
        encouraging=(f"Well done: you got {what} to work yourself.", f"That is your own work, and {what} runs now."),
        analytical=(f"Good: {what} works on what you tried.",),
        creative=(f"Case closed: {what} works.",),
        practical=(f"Good, {what} works.",),
    )
    if failed is not None and failed.expected and not scene.asked.new_code:
        praise = scene.voice.by_tone(
            key="changed-it",
            encouraging=("Good work, you changed it yourself.", "Nice, that was your own step."),
            analytical=("Good.",),
            creative=("The case looks closed.",),
            practical=("Good.",),
        )
    next_step = scene.voice.pick(
        "next",
        (
            f"Before you go on: {lower_first(edge_case(scene.facts.program))}"
            if scene.asked.code
            else "Before you go on, try an input at the edge: nothing at all, one item, a negative number. Does it still do what you want?",
            "Now say in one sentence what was wrong. If you can, you will spot it next time.",
        ),
    )
    return Composed(sentences(praise, seen, "" if scene.asked.also else next_step))


def trace_fallback(scene: Scene) -> Composed:
    """What always helps: follow the values."""
    return Composed(
        "Follow the values: choose the smallest input for which it goes wrong, write down every variable after each line, and compare "
        "with what the program prints. Where do the two part for the first time?"
    )


def _run_agrees(scene: Scene, item: Finding) -> str:
    """That the program really stops on the finding's line, with the values there."""
    run = scene.facts.run
    if run is None or not run.error or run.line != item.line or item.category == "syntax":
        return ""
    return sentences(
        f"I ran your program, and it does stop there, with {article(run.error)} {run.error}.", values_there(scene)
    )


def _others(scene: Scene, item: Finding) -> str:
    """One sentence on what else was found, so that nobody thinks that this is all."""
    others = [found for found in scene.facts.findings if found.id != item.id and found.severity in ("error", "warning")]
    if not others:
        return ""
    lines = sorted({found.line for found in others if found.line != item.line})
    if not lines:
        return ""
    shown = listed([str(line) for line in lines[:3]])
    return f"When that is done, look at line{'s' if len(lines[:3]) > 1 else ''} {shown} as well."


def _failed_call(scene: Scene) -> str:
    """The call that shows the fault, where one is known."""
    failed = scene.facts.failure
    if failed is None:
        return ""
    outcome = f"stops with {article(failed.error)} {failed.error}" if failed.error else f"gives {code(failed.got)}"
    return f"You can see it with {code(failed.call)}: it {outcome}, and should give {code(failed.expected)}."


def _explains(scene: Scene) -> str:
    """Ties the finding to the values that the learner named."""
    actual, expected = scene.asked.actual_value, scene.asked.expected_value
    if not actual or not expected:
        return ""
    run = scene.facts.run
    if run is not None and run.lines and not any(actual.strip("\"'") in line for line in run.lines):
        return f"By the way: when I run exactly this code, it ends with {code(run.lines[-1])}, and not with {actual}. Is this the version that you ran?"
    return scene.voice.pick(
        "explains",
        (
            f"Does that explain why you get {actual} and not {expected}?",
            f"How does that lead to {actual} in place of {expected}?",
        ),
    )
