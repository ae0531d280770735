"""The first concrete step into a task, from what the task's own words are about. Never a step of the solution itself."""

import re

from ai_engine.tutor.compose.voice import Voice
from ai_engine.tutor.moves.kinds import KINDS

_GENERAL = (
    "Take one small example by hand: write down the input, the result that you want, and each step from one to the other. Send me those steps in plain words.",
    "Write down what goes in, what comes out, and one example of both. Then say in one sentence what has to happen in between, and send it to me.",
)


def first_step(task: str, voice: Voice) -> str:
    """A first step for a task in words; a general one where its kind isn't recognised."""
    for pattern, steps in KINDS:
        if re.search(pattern, task, re.IGNORECASE):
            return f"{voice.pick('first-step', steps)} Send me what you find, and we'll turn it into code together."
    return voice.pick("first-step", _GENERAL)
