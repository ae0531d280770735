"""Sentences around the words about a fault: comfort, praise for what is solved, the values where it stops."""

import re

from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.wording import code, listed


def comfort(scene: Scene) -> str:
    """A sentence for a frustrated learner; "" otherwise."""
    if not scene.voice.frustrated or scene.state.last_move == "support":
        return ""
    return scene.voice.by_tone(
        key="comfort",
        encouraging=(
            "I can hear that this is frustrating; it is one small thing, and we can find it.",
            "It is annoying, I know, and it happens to everyone who programs.",
        ),
        analytical=("Frustrating, but it can be narrowed down.",),
        creative=("Bugs love it when we get angry; let's stay calm and corner this one.",),
        practical=("One step at a time.",),
    )


def solved_before(scene: Scene) -> str:
    """A sentence for what the learner solved since the last hint; "" otherwise."""
    if not scene.plan.solved:
        return ""
    return scene.voice.by_tone(
        key="solved-before",
        encouraging=(
            "You solved the previous problem: nice work. Here is the next thing.",
            "The earlier problem is gone, well done. One more thing.",
        ),
        analytical=("The previous problem is gone. Next:",),
        creative=("One riddle solved! The next one is already waiting.",),
        practical=("Previous problem: gone. Next one:",),
    )


def values_there(scene: Scene) -> str:
    """The values of the names on the line where the program stopped."""
    run = scene.facts.run
    # How deep a recursion gets before it stops depends on the machine.
    if run is None or not run.error or not run.values or run.error.startswith("RecursionError"):
        return ""
    shown = listed([f"{code(name)} is {code(value)}" for name, value in run.values])
    call = scene.facts.failure or scene.facts.seen
    called = call is not None and call.message == run.message and call.values == run.values
    return f"When {code(call.call) if call is not None and called else 'it'} stops, {shown}."


def article(word: str) -> str:
    """a or an."""
    return "an" if word[0] in "AEIOU" else "a"


def put_before(text: str) -> str:
    """ "print(x) right before that line: …" as a sentence."""
    found = re.match(r"(\w+\(.*?\)) (right before|before|after|right after) ", text)
    if found:
        return f"Put {code(found[1])} {found[2]} {text[found.end() :]}"
    return f"Try {text}" if text.startswith(("import ", "print(")) else text
