"""Words about a remark on the conversation's program: a guess at the cause, an objection, "what if", "what was wrong"."""

import re
from itertools import pairwise

from ai_engine.tutor.compose.describe import edge_case
from ai_engine.tutor.compose.experiments import trace
from ai_engine.tutor.compose.framing import article, put_before, values_there
from ai_engine.tutor.compose.ideas import proposed_line, shared_idea
from ai_engine.tutor.compose.narrate import glosses_of_line, narrate_line
from ai_engine.tutor.compose.next_step import next_step
from ai_engine.tutor.compose.relevance import content
from ai_engine.tutor.compose.remarks import remark
from ai_engine.tutor.compose.scene import Composed, Scene
from ai_engine.tutor.compose.voice import paragraphs, sentences
from ai_engine.tutor.compose.wording import code, ended, line_of, listed, split_sentences, upper_first
from ai_engine.tutor.evidence.program import Function
from ai_engine.tutor.understanding.following import named_in

_SHORT = 16  # words
_SHARED = 2  # words that a misconception and a finding have in common when they are about the same
_ECHO = 0.3  # of a sentence's words were said just before
_DANGLES = re.compile(r"(?:It|They|This|These|Those|Then|So|Each|Except|But|Such|Both)\b")
_EMPTY = re.compile(r"\b(?:empty|nothing|no (?:items?|numbers?|words?|letters?))\b|\[\]|\"\"|''", re.IGNORECASE)
_BUT = re.compile(r"^\W*(?:(?:ok|yes|yeah|well|hm+)\W+)*but\b|\?\?", re.IGNORECASE)


def follow_up(scene: Scene) -> Composed:
    """The answer to what was said about the program of the conversation."""
    match scene.asked.follows:
        case "what_was_wrong":
            return _cause(scene)
        case "what_if":
            return _what_if(scene)
        case "guess":
            return _guess(scene)
        case "changed":
            return _send_it(scene)
        case "objection" | "about_part" if scene.plan.finding is not None:
            return _objection(scene)
        case _:
            return _about_part(scene)


def _send_it(scene: Scene) -> Composed:
    """They changed something and didn't show it."""
    item = scene.plan.finding or next(iter((*scene.facts.findings, *scene.facts.remarks)), None)
    old = f", with {line_of(item.line, scene.facts.program.line_text(item.line))}" if item is not None else ""
    failed = scene.facts.failure
    again = f" Does {code(failed.call)} give {code(failed.expected)} now?" if failed and failed.expected else ""
    return Composed(
        f"Good, you changed something yourself.{again} I still have the version from before{old}. Paste the new one, and I'll look at it as it is now."
    )


def _cause(scene: Scene) -> Composed:
    """What the fault was, now that it is over, or where it still is."""
    item = scene.plan.finding
    if item is not None:
        return _objection(scene)
    if not scene.state.cause:
        return _about_part(scene)
    compare = scene.voice.pick(
        "cause",
        (
            "Compare that with your new version: which change made the difference?",
            "Put it into one sentence of your own, and you will spot it next time.",
        ),
    )
    return Composed(paragraphs(f"It was {scene.state.cause}", compare))


def _guess(scene: Scene) -> Composed:
    """A guess at the cause: said to be the right track where the finding speaks of the same, else put to the test."""
    item = scene.plan.finding
    if item is None:
        return remark(scene)
    where = line_of(item.line, scene.facts.program.line_text(item.line))
    program = scene.facts.program
    line = proposed_line(scene.asked.prose, program)
    if line:
        proposed = line_of(line, program.line_text(line))
        gone = f"does the {scene.facts.error.exception} go away?" if scene.facts.error is not None else "what changes?"
        return Composed(
            sentences(_test_it(scene), f"Put it in the place of {proposed}, and run it with the same input: {gone}")
        )
    idea = shared_idea(scene.asked.prose, item, scene.facts.error)
    if idea:
        yes = scene.voice.by_tone(
            key="yes",
            encouraging=(f"Yes, it has to do with {idea}: well seen.", f"You are on the right track with {idea}."),
            analytical=(f"Yes: it concerns {idea}.",),
            creative=(f"Warm, very warm: it has to do with {idea}.",),
            practical=(f"Yes, {idea}.",),
        )
        error = scene.facts.error
        act = scene.voice.pick(
            "act",
            (
                f"Change {where}, run it again and send me what you get.",
                f"Try your idea at {where}. What happens when you run it?",
            ),
        )
        if error is not None and item.category == "runtime":  # its cause may stand on another line
            act = f"Change the program with that in mind and run it again: does the {error.exception} go away?"
        return Composed(paragraphs(sentences(yes, ended(item.why)), act))
    if _names_of(scene, item.line):
        return Composed(
            paragraphs(
                sentences(f"You are looking at the right place: {where}.", values_there(scene)),
                put_before(ended(item.how_to_check)),
                "Does what you see fit your idea?",
            )
        )
    return Composed(
        paragraphs(
            sentences(_test_it(scene), put_before(ended(item.how_to_check))),
            f"Does that fit what you see at {where}, or not?",
        )
    )


def _test_it(scene: Scene) -> str:
    return scene.voice.by_tone(
        key="test-it",
        encouraging=("An idea like that can be tested, so let's do it.", "Good, you have an idea: now test it."),
        analytical=("That is a hypothesis; test it.",),
        creative=("A suspect! Let's see whether the evidence holds.",),
        practical=("Test it.",),
    )


def _objection(scene: Scene) -> Composed:
    """Why it is so all the same: what lies behind it, the sentence of the notes that fits, and how to see it."""
    item, note, error = scene.plan.finding, scene.plan.note, scene.facts.error
    assert item is not None
    where = line_of(item.line, scene.facts.program.line_text(item.line))
    mark = f"objection:{item.rule}"
    again = mark in scene.state.shown
    reasons = [error.likely_causes[0]] if error is not None and error.line == item.line and error.likely_causes else []
    belief = note.rule_misconceptions.get(item.rule, "") if note is not None else ""
    if _of_this(belief, scene) and len(content(belief) & content(f"{item.message} {item.why}")) >= _SHARED:
        reasons.append(belief)
    reasons.append(item.why or item.message)
    reason = reasons[min(1, len(reasons) - 1)] if again else reasons[0]
    fitting = _fitting_sentence(scene, " ".join(reasons))
    if not fitting and len(reason.split()) < _SHORT and reason != reasons[-1]:
        fitting = ended(reasons[-1])
    lead = ""
    if _BUT.search(scene.asked.prose):
        lead = scene.voice.by_tone(
            key="objection",
            encouraging=("It does look that way, and that is what makes it tricky.", "I see why you think so."),
            analytical=("It looks so at first.",),
            creative=("That is exactly the trap.",),
            practical=("Not quite.",),
        )
    close = put_before(ended(item.how_to_check))
    if again:
        close = f"Say in your own words what {where}, does, step by step. At which step does it become unclear?"
    return Composed(
        paragraphs(
            sentences(lead, _place(scene, where), _started(ended(reason), scene), fitting),
            sentences(values_there(scene), close),
        ),
        shown=(mark,),
    )


def _place(scene: Scene, where: str) -> str:
    options = (f"Look once more at {where}.", f"It comes down to {where}.", f"Back to {where}.")
    return scene.voice.pick("place", options)


def _started(text: str, scene: Scene) -> str:
    """The text as a sentence; a name of the program keeps its spelling."""
    first = re.match(r"\w+", text)
    return text if first and re.search(rf"\b{first[0]}\b", scene.asked.code) else upper_first(text)


def _of_this(belief: str, scene: Scene) -> bool:
    """Whether the methods that a misconception speaks of are those of the program."""
    named = [one or two for one, two in re.findall(r"\.(\w+)\(|`(\w+)`", belief)]
    return not named or any(re.search(rf"\b{name}\b", scene.asked.code) for name in named)


def _fitting_sentence(scene: Scene, said: str) -> str:
    """The sentence of the note that shares most with the learner's words and isn't said already."""
    note = scene.plan.note
    if note is None:
        return ""
    words = content(scene.asked.prose)
    best, most = "", 0
    for text in split_sentences(note.explanation):
        own = content(text)
        shared = len(words & own)
        echoes = len(own & content(said)) > _ECHO * len(own)
        if shared > most and not echoes and not _DANGLES.match(text) and _of_this(text, scene):
            best, most = text, shared
    return best


def _about_part(scene: Scene) -> Composed:
    """A part of the program that the learner asks about: where it stands, and how to see what it is for."""
    program = scene.facts.program
    names = _names_of(scene)
    if not names and (scene.facts.failure is not None or scene.facts.suspect is not None):
        return Composed(next_step(scene))
    if not names:
        return trace(scene)
    function = next((item for item in program.functions if item.name in names), None)
    if function is not None:
        return Composed(_inside(scene, function))
    number = _line_with(scene, names)
    if not number:
        return trace(scene)
    shown = max((name for name in names if name in program.line_text(number)), key=len)
    where = line_of(number, program.line_text(number))
    known = [f"{code(call)} is {told}." for call, told in glosses_of_line(program.text, number) if shown in call]
    told = narrate_line(program.text, number)
    about = sentences(f"{code(shown)} stands in {where}.", *(known[:2] or ([f"That line {told}."] if told else [])))
    return Composed(
        paragraphs(
            about,
            f"To see what {code(shown)} is for, put something else in its place, say first what you expect to happen, and run it. What changes?",
        )
    )


def _inside(scene: Scene, function: Function) -> str:
    """A question about a function of the program that the learner looks at."""
    loops = [loop for loop in scene.facts.program.loops if loop.line > function.line]
    depth = _depth(scene, loops[0].line) if loops else 0
    inner = [
        line for line, _ in sorted(function.returns) if loops and _depth(scene, line) > depth and line > loops[0].line
    ]
    if inner and len(function.returns) > 1:
        where = line_of(inner[0], scene.facts.program.line_text(inner[0]))
        return (
            f"Go through {code(function.name)} by hand, with an example of two or three items. When {where}, runs for the first time, how many "
            f"items has the loop at line {loops[0].line} looked at by then, and is that enough to decide?"
        )
    takes = f" a small value for {code(function.parameters[0])}" if function.parameters else " it"
    gives = f" gives back {code(function.returns[0][1])}" if function.returns else ""
    does = f"{code(function.name)}{gives}. " if gives else ""
    return f"{does}Choose{takes} and follow {code(function.name)} line by line: what do you expect at the end, and what do you get?"


def _depth(scene: Scene, line: int) -> int:
    text = scene.facts.program.lines[line - 1]
    return len(text) - len(text.lstrip())


def _what_if(scene: Scene) -> Composed:
    """An input to try on the program, with the line that would feel it first."""
    program = scene.facts.program
    function = next((item for item in program.functions if item.parameters), None)
    lead = scene.voice.by_tone(
        key="what-if",
        encouraging=("Good question: that is how testers think.", "That is worth trying out."),
        analytical=("An edge case; try it.",),
        creative=("Let's poke it and see.",),
        practical=("Try it.",),
    )
    if function is None or not program.parses:
        return Composed(
            sentences(lead, "Change the value, say what you expect, and run it. Which line behaves differently?")
        )
    first = code(function.parameters[0])
    over = next((loop.over for loop in program.loops if not loop.is_while and loop.line > function.line), "")
    trial = (
        f"Call {code(function.name)} with an empty {code(over if over in function.parameters else function.parameters[0])}."
        if _EMPTY.search(scene.asked.prose)
        else edge_case(program)
    )
    ends = [line for line, _ in function.returns]
    look = (
        f"Before you run it, work out {line_of(ends[-1], program.line_text(ends[-1]))} for it: which value does each part have then?"
        if ends
        else f"Which line of {code(function.name)} notices first that {first} is different?"
    )
    return Composed(paragraphs(sentences(lead, trial), look))


def _names_of(scene: Scene, line: int = 0) -> list[str]:
    """What the learner's words name of the program, or of one of its lines."""
    text = scene.facts.program.line_text(line) if line else scene.asked.code
    pieces = [piece.strip("?!.,;:") for piece in scene.asked.prose.split()]
    pieces += [f"{one} {two}" for one, two in pairwise(pieces)]
    whole = [piece for piece in pieces if len(piece) > 3 and not piece.replace(" ", "").isalpha() and piece in text]
    whole = [piece for piece in whole if not piece.isalnum() and _is_balanced(piece)]
    return list(dict.fromkeys([*whole, *named_in(scene.asked.prose, text)]))


def _is_balanced(piece: str) -> bool:
    """Whether its brackets and quote marks come in pairs."""
    pairs = all(piece.count(one) == piece.count(two) for one, two in ("()", "[]", "{}"))
    return pairs and all(piece.count(mark) % 2 == 0 for mark in "\"'`")


def _line_with(scene: Scene, names: list[str]) -> int:
    """The line that holds most of the names; of equals the first that does more than define a function."""
    lines = scene.facts.program.lines
    held = [
        (sum(len(name) for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)), -number)
        for number, text in enumerate(lines, 1)
    ]
    most, place = max(held, default=(0, 0))
    return -place if most else 0


def predicted(scene: Scene) -> Composed:
    """The learner's prediction beside what the program printed here."""
    run = scene.facts.run
    if run is None or not (run.lines or run.error):
        return Composed(
            "Now run it and compare: at which place do your prediction and the output differ for the first time?"
        )
    if run.error:
        return Composed(
            f"When I run it, it stops with {article(run.error)} {run.error}: {ended(run.message)} What in it does Python not accept?"
        )
    shown = code(run.lines[0]) if len(run.lines) == 1 else listed([code(line) for line in run.lines[:5]])
    more = " and so on" if len(run.lines) > 5 else ""
    if scene.plan.move == "celebrate":
        lead = scene.voice.by_tone(
            key="predicted",
            encouraging=("Yes, exactly.", "You predicted it correctly."),
            analytical=("Correct.",),
            creative=("You read Python's mind.",),
            practical=("Right.",),
        )
        return Composed(
            paragraphs(
                sentences(lead, f"When I run it, I get {shown}{more} too."),
                "Change one value in it and predict again: that is how you find out whether you have the rule.",
            )
        )
    return Composed(
        paragraphs(
            f"When I run it, I get {shown}{more}.",
            "Compare that with your prediction: where do the two part for the first time, and which part of the code decides it?",
        )
    )
