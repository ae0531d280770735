"""Words about a remark on the program: what a told change does, whether a value is as they say, whether the blame is right."""

from ai_engine.tutor.compose.next_step import next_step, run_again, to_change
from ai_engine.tutor.compose.relevance import content
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, line_of, listed, split_sentences, upper_first
from ai_engine.tutor.evidence.claims import Claim
from ai_engine.tutor.evidence.example_trials import Failure
from ai_engine.tutor.evidence.watching import watch
from ai_engine.tutor.moves.remarks import Verdict, judge

_SHORT = 60
_IDEA_NOTES = {
    "range": "range",
    "iteration": "for-loops",
    "test": "comparison",
    "none": "return-values",
}
_FITS = 2


def remark(scene: Scene) -> Composed:
    """The answer to a remark, by what it comes to."""
    verdict = judge(scene.asked.prose, scene.facts, scene.plan.finding)
    match verdict.kind:
        case "works" | "still_wrong" | "runs" | "untested":
            return Composed(_of_change(scene, verdict))
        case "claim" if scene.facts.claim is not None:
            return Composed(paragraphs(_of_claim(scene, scene.facts.claim), next_step(scene)))
        case "here":
            return Composed(paragraphs(_warm(scene), next_step(scene)))
        case "elsewhere":
            return Composed(paragraphs(_of_part(scene, verdict.lines), _back(scene)))
        case "idea":
            return Composed(_of_idea(scene, verdict.idea))
        case _:
            return Composed(paragraphs(_noted(scene), next_step(scene)))


def _of_change(scene: Scene, verdict: Verdict) -> str:
    """What the program does with the learner's own change in it."""
    change, trial, run = scene.facts.change, scene.facts.changed, scene.facts.changed_run
    assert change is not None
    put = f"{code(change.piece)} in line {change.line}"
    if verdict.kind == "works" and trial is not None and not scene.policy.questions_only:
        right = trial.right[0]
        told = f"with {put}, {code(right.call)} gives {code(right.expected)}, as it should."
        more = f" The same goes for {code(trial.right[1].call)}." if len(trial.right) > 1 else ""
        lead = scene.voice.by_tone(
            key="works",
            encouraging=("Yes, and you found it yourself:", "That's it, well done:"),
            analytical=("Confirmed:",),
            creative=("Case closed:",),
            practical=("Yes:",),
        )
        own = scene.voice.pick(
            "own-words",
            (
                "Now say in one sentence what was wrong before: then you will spot it next time.",
                "Before you go on: why did the old line go wrong? One sentence will do.",
            ),
        )
        return sentences(lead, told + more, own)
    if verdict.kind == "still_wrong" and trial is not None and trial.failure is not None:
        return paragraphs(
            sentences(f"I tried it: with {put},", _outcome(trial.failure), _same(scene, trial.failure)),
            next_step(scene),
        )
    if verdict.kind == "runs" and run is not None and not scene.policy.questions_only:
        if run.error:
            return paragraphs(
                f"I tried it: with {put}, the program stops at line {run.line} with {run.error}.", next_step(scene)
            )
        shown = [code(line) for line in run.lines[:5] if len(line) <= _SHORT]
        told = (
            f"prints {listed(shown)}{' and so on' if len(run.lines) > len(shown) else ''}"
            if shown
            else "prints nothing"
        )
        return f"I tried it: with {put}, the program {told}. Is that what you want? If not, what is the first thing that differs?"
    if change.done:
        return f"Good, that is a real change: {put}. Run it and compare: {run_again(scene)} If it still isn't right, paste the program as it is now."
    return f"That can be tried at once: put {put}, and {run_again(scene)}"


def _outcome(failed: Failure) -> str:
    if failed.error == "no end":
        return f"{code(failed.call)} does not come to an end."
    if failed.error:
        return f"{code(failed.call)} stops with {failed.error}."
    return f"{code(failed.call)} gives {code(failed.got)}, and {code(failed.expected)} is wanted."


def _same(scene: Scene, failed: Failure) -> str:
    old = scene.facts.failure
    if old is not None and (old.call, old.got, old.error) == (failed.call, failed.got, failed.error):
        return "That is the same as before, so it must be something else."
    return "So it makes a difference, but it isn't the right one yet."


def _of_claim(scene: Scene, claim: Claim) -> str:
    when = f"when line {claim.line} runs, " if claim.line else ""
    told = f"{when}{code(claim.piece)} {claim.told}."
    if claim.holds:
        lead = scene.voice.by_tone(
            key="holds",
            encouraging=("Yes, that's right:", "Yes, well seen:"),
            analytical=("Correct:",),
            creative=("The evidence agrees:",),
            practical=("Yes:",),
        )
        return sentences(lead, told)
    lead = scene.voice.by_tone(
        key="holds-not",
        encouraging=("Not quite, look once more:", "That one isn't so:"),
        analytical=("That does not agree with the run:",),
        creative=("The evidence says otherwise:",),
        practical=("No:",),
    )
    return sentences(lead, told)


def _warm(scene: Scene) -> str:
    return scene.voice.by_tone(
        key="warm",
        encouraging=("You are looking at the right place.", "Yes, that is the line that matters."),
        analytical=("That is the line in question.",),
        creative=("Warm, very warm.",),
        practical=("Right line.",),
    )


def _of_part(scene: Scene, lines: tuple[int, ...]) -> str:
    """What was seen of a part that is wrongly blamed."""
    program, call = scene.facts.program, scene.facts.failure or scene.facts.seen
    line = lines[-1]
    where = line_of(line, program.line_text(line))
    lead = scene.voice.by_tone(
        key="cold",
        encouraging=("Let's check that.", "A fair suspicion, so let's look."),
        analytical=("Checked.",),
        creative=("Let's question that suspect.",),
        practical=("Checked.",),
    )
    steps = call.steps if call is not None else ()
    seen = watch(line, steps, program)
    if call is None or not steps:
        return sentences(lead, f"{upper_first(where)}, does what it says; I see nothing wrong with it by itself.")
    if not seen.times:
        return sentences(lead, f"In {code(call.call)}, {where}, never runs, so it can't be what goes wrong there.")
    often = "once" if seen.times == 1 else f"{seen.times} times"
    value = _left_behind(scene, line, call)
    told = f"In {code(call.call)}, {where}, runs {often}{f', and leaves {value}' if value else ''}."
    ask = " Is that what you get by hand?" if value else ""
    return sentences(lead, told + ask)


def _left_behind(scene: Scene, line: int, call: Failure) -> str:
    """The value of the name that a line sets, after it ran for the last time."""
    text = scene.facts.program.line_text(line)
    name = text.split("=")[0].strip(" +-*/%") if "=" in text else ""
    if not name.isidentifier() or len(call.steps) < _FITS:
        return ""
    value = next((step.variables[name] for step in reversed(call.steps) if name in step.variables), "")
    return f"{code(name)} at {code(value)}" if value and len(value) <= _SHORT and "<" not in value else ""


def _back(scene: Scene) -> str:
    item, suspect = scene.plan.finding, scene.facts.suspect
    line = item.line if item is not None else suspect.line if suspect is not None else 0
    if not line:
        return next_step(scene)
    where = line_of(line, scene.facts.program.line_text(line))
    step = next_step(scene)
    there = "" if f"line {line}" in step else f"I would look at {where}."
    return sentences(there, step)


def _of_idea(scene: Scene, idea: str) -> str:
    """What is rightly spoken of, with the sentence of the notes that says more, and the step to take."""
    yes = scene.voice.by_tone(
        key="idea",
        encouraging=(f"You are on the right track: it is about {idea}.", f"Good thinking: it has to do with {idea}."),
        analytical=(f"Yes: it concerns {idea}.",),
        creative=(f"Warm, very warm: {idea}.",),
        practical=(f"Yes, {idea}.",),
    )
    act = to_change(scene, "the way you mean it")
    if act in scene.said:
        act = next_step(scene)
    return paragraphs(sentences(yes, _told(scene)), act)


def _told(scene: Scene) -> str:
    """The sentence of the idea's note that shares most with the learner's words."""
    suspect = scene.facts.suspect
    note = scene.bank.notes.get(_IDEA_NOTES.get(suspect.kind, "")) if suspect is not None else None
    if note is None or scene.plan.finding is not None:
        return ""
    words = content(scene.asked.prose)
    told = [text for text in split_sentences(note.explanation) if text not in scene.said]
    best = max(told, key=lambda text: len(words & content(text)), default="")
    return best if len(words & content(best)) >= _FITS else ""


def _noted(scene: Scene) -> str:
    return scene.voice.by_tone(
        key="noted",
        encouraging=(
            "Let's hold that against what the program does.",
            "Good that you say it; now let's see whether the program agrees.",
            "Let's put that to the test.",
        ),
        analytical=("Check it against the values.",),
        creative=("A clue; let's see where it leads.",),
        practical=("Check it.",),
    )
