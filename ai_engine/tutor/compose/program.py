"""Words about code in which nothing certain is wrong: what it does, a review, an explanation line by line."""

import re

from ai_engine.tutor.compose.describe import as_run, describe, edge_case
from ai_engine.tutor.compose.experiments import trace
from ai_engine.tutor.compose.narrate import glosses_of_line, narrate, narrate_line
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, line_of, lower_first


def fine(scene: Scene) -> Composed:
    """Nothing certain is wrong: say what the program does, and ask what it should do or suggest what to try."""
    program = scene.facts.program
    praise = f"A good habit: {lower_first(ended(scene.facts.praise[0].message))}" if scene.facts.praise else ""
    opening = scene.voice.by_tone(
        key="fine",
        encouraging=("I read it line by line, and nothing in it is surely wrong.",),
        analytical=("No certain fault in this code.",),
        creative=("I searched it with a magnifying glass, and no certain bug showed itself.",),
        practical=("Nothing surely wrong here.",),
    )
    seen = as_run(scene)
    if scene.plan.move == "experiment":
        return Composed(paragraphs(sentences(opening, describe(program), seen, praise), edge_case(program)))
    question = scene.voice.pick(
        "expectation",
        ("What did you expect it to do, and what does it do instead?", "What should come out, and what comes out?"),
    )
    return Composed(
        paragraphs(
            sentences(opening, describe(program), seen, praise),
            f"{question} Give me one input with both results, and we'll find the place.",
        )
    )


def review(scene: Scene) -> Composed:
    """What is good, what is wrong, what could be clearer: three things at most."""
    program, facts = scene.facts.program, scene.facts
    if not program.parses and not facts.findings:
        return fine(scene)
    good = f"A good habit: {lower_first(ended(facts.praise[0].message))}" if facts.praise else ""
    points: list[str] = []
    for item in (*facts.findings, *facts.remarks):
        if len(points) == 3:
            break
        place = line_of(item.line, program.line_text(item.line))
        points.append(f"- {place[0].upper()}{place[1:]}: {lower_first(ended(item.message))} {ended(item.why)}")
    failed = facts.failure
    if failed is not None:
        outcome = f"stops with {failed.error}" if failed.error else f"gives {code(failed.got)}"
        points.insert(
            0,
            f"- What comes first is that it is right: {code(failed.call)} {outcome}, and should give {code(failed.expected)}. If you have changed it since, send me the new version.",
        )
    if not points:
        return Composed(
            paragraphs(sentences("I have nothing to complain about.", describe(program), good), edge_case(program))
        )
    lead = scene.voice.by_tone(
        key="review",
        encouraging=("Here is what I would look at, the most important first:",),
        analytical=("In order of importance:",),
        creative=("If this code were a draft, these would be my pencil marks:",),
        practical=("Change these, in this order:",),
    )
    first = next(iter((*facts.findings, *facts.remarks)), None)
    check = ended(first.how_to_check) if first is not None else ""
    return Composed(paragraphs(sentences(describe(program), good), f"{lead}\n" + "\n".join(points), check))


def explain_code(scene: Scene) -> Composed:
    """What the learner's code does, line by line, or the one line they ask about."""
    asked_line = re.search(r"\bline (\d+)\b", scene.asked.prose, re.IGNORECASE)
    if asked_line:
        number = int(asked_line[1])
        told = narrate_line(scene.asked.code, number)
        if told:
            where = line_of(number, scene.facts.program.line_text(number))
            return Composed(
                paragraphs(
                    sentences(f"{where[0].upper()}{where[1:]}, {told}.", *meanings(scene.asked.code, number)),
                    "What would change if you left it out? Decide first, then try it.",
                )
            )
    lines = narrate(scene.asked.code)
    if not lines:
        return trace(scene)
    lead = scene.voice.by_tone(
        key="explain-code",
        encouraging=("Let's read it together, line by line.",),
        analytical=("Line by line:",),
        creative=("If this program could talk, it would tell you this.",),
        practical=("Line by line:",),
    )
    told_lines = "\n".join(f"- Line {number} {text}." for number, text in lines)
    problem = scene.plan.finding
    remark = (
        f"Take a second look at line {problem.line}: {lower_first(ended(problem.message))}"
        if problem is not None
        else ""
    )
    return Composed(
        paragraphs(f"{lead}\n{told_lines}", remark, "Now you: choose a value and say what each line does with it.")
    )


def meanings(source: str, line: int) -> list[str]:
    """A sentence for each of the first two calls of a line that are known."""
    return [f"{code(call)} is {told}." for call, told in glosses_of_line(source, line)[:2]]
