"""The guard where something is to be written: what tells the program waits, and goes as a whole."""

import base64

import pytest

from ai_engine.challenges.bank import ChallengeBank
from ai_engine.challenges.secrets import Secrets
from ai_engine.tutor.guard.guard import Guard
from ai_engine.tutor.guard.rules import Rules
from ai_engine.tutor.guard.scene_text import scene_text

CHALLENGE = ChallengeBank().get("count-vowels")
SECRETS = Secrets(CHALLENGE, [CHALLENGE.reference, *CHALLENGE.correct])
OWN = 'def count_vowels(text):\n    count = 0\n    for letter in text:\n        if letter == "a" or "e":\n            count += 1\n    return count\n'


def said(text: str, *, own: str = "", secrets: Secrets | None = SECRETS, earlier: str = "") -> tuple[str, Guard]:
    """What is released of a text that comes in pieces."""
    known = scene_text(own, [CHALLENGE.statement, CHALLENGE.starter["python"]])
    guard = Guard(Rules(known=known, secrets=secrets, exercise=True, own_code=own, earlier=earlier))
    pieces = [text[start : start + 9] for start in range(0, len(text), 9)]
    return "".join([piece for part in pieces for piece in guard.push(part)] + guard.finish()), guard


@pytest.mark.parametrize(
    "text",
    [
        "Set a counter to zero. Go through the text letter by letter. If it is a vowel, add one. Hand the counter back.",
        "1. Start with nothing counted.\n2. Make the text lower case.\n3. For each letter, test it.\n4. Return what you have.",
        "**Step 1.** Create a counter.\n**Step 2.** Loop over the letters.\n**Step 3.** Return the counter.",
        "Have you tried to return the sum of ones for every letter of the text plus nothing else times one?",
    ],
)
@pytest.mark.parametrize("secrets", [SECRETS, None])
def test_a_program_told_in_words_goes_as_a_whole(text: str, secrets: Secrets | None) -> None:
    """Not one of its steps is out before the last has come, whether or not a solution is known."""
    out, guard = said(text, secrets=secrets)

    assert out == "" and guard.failed


def test_one_step_is_a_hint() -> None:
    """What a tutor may say of the way there."""
    text = "You need something to count with. What is it before the first letter?"

    assert said(text)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "The answer is sum(letter in vowels for letter in text).",
        "Look: letter in 'aeiou' == True",
        "pour letter dans text:\n    si letter dans voyelles:\n        retourner letter",
        "```python\nx = 1\n# for letter in text.lower():\n#     count += 1\n```",
        "```python\nprint('for letter in text.lower():')\nprint('    count += 1')\n```",
        "def%20count_vowels%28text%29%3A%0A%20%20return%201",
        "ⓓⓔⓕ ⓒⓞⓤⓝⓣ ⓥⓞⓦⓔⓛⓢ",
        "Use this: " + base64.b64encode(b"for letter in text.lower():").decode(),
        "sbe yrggre va grkg.ybjre():",
        "txet ni rettel rof",
        '```python\ntext = "apple"\ncount = 0\nfor c in text.lower():\n    if c in "aeiou":\n        count += 1\nprint(count)\n```',
    ],
)
def test_code_in_no_disguise_gets_out(text: str) -> None:
    """Bare, in another tongue's keywords, in comments and strings of a block, encoded, as a worked example."""
    out, guard = said(text)

    assert out in ("", "Look: ") and guard.failed


def test_pieces_over_turns_count_together() -> None:
    """Each turn tells one step; the conversation tells no program."""
    steps = ["Set the counter to 0.", "Go through each letter.", "Check if it is a vowel.", "Add one.", "Return it."]
    earlier = released = ""
    for step in steps:
        out, _ = said(step, earlier=earlier)
        earlier += f"\n{out}"
        released += out

    assert sum(step in released for step in steps) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "Replace the comparison on line 4 by a membership test.",
        "Dedent the last line by one level and it works.",
        "You forgot the colon after the condition.",
        'It should be `letter in "aeiou"` on line 4.',
    ],
)
def test_the_fix_is_not_stated(text: str) -> None:
    """Whoever wrote the program finds the repair."""
    assert said(text, own=OWN)[0] == ""


@pytest.mark.parametrize(
    "text",
    [
        "Look at line 4. Which values can the right side of the `or` have?",
        'Your condition on line 4 compares `letter` with "a" only. What does Python do with the other text?',
        'Try `count_vowels("xyz")`. What did you expect, and what do you get?',
        "Print `letter` in each round and write down when `count` grows.",
        "Your loop goes through `text` and adds one to `count` in every round. Is that what the task says?",
    ],
)
def test_help_with_the_own_program_passes(text: str) -> None:
    """Places, questions, experiments, and what the program does now."""
    out, guard = said(text, own=OWN)

    assert out == text and not guard.failed
