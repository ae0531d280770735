"""The guard: what of a model's words reaches a learner."""

import pytest

from ai_engine.tutor.guard.guard import Guard
from ai_engine.tutor.guard.rules import Rules
from ai_engine.tutor.guard.scene_text import scene_text

CODE = "def average(nums):\n    total = 0\n    for n in nums:\n        total += n\n        return total / len(nums)\n"
KNOWN = scene_text(CODE, ["it prints 3.3 but should print 20", "The loop never gets to a second round."])
EXAMPLE = 'names = ["Ann"]\nprint(names)'


def said(text: str, rules: Rules | None = None, size: int = 7) -> tuple[str, Guard]:
    """What is released of a text that comes in pieces."""
    guard = Guard(rules or Rules(known=KNOWN, has_problem=True))
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    released = [piece for part in pieces for piece in guard.push(part)] + guard.finish()
    return "".join(released), guard


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_honest_words_pass_unchanged(size: int) -> None:
    """However the pieces are cut."""
    text = "Look at line 5: the `return` stands inside the loop. What is `total` after the first pass?\n\nTry it with the values 10 and 3.3."
    out, guard = said(text, size=size)

    assert out == text
    assert not guard.failed and guard.report().withheld_sentences == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Look at line 17 first. But look at line 3. And that is all there is to it.", "invented_line"),
        ("The variable `counter` is wrong there. But look at line 3. And that is all there is to it.", "invented_name"),
        ("You call frobnicate() too early. But look at line 3. And that is all there is to it.", "invented_call"),
        ("It should be 4711 in the end. But look at line 3. And that is all there is to it.", "invented_value"),
        ("Your code is correct. But look at line 3. And that is all there is to it.", "contradicts_a_finding"),
    ],
)
def test_a_sentence_without_ground_is_withheld(text: str, reason: str) -> None:
    """The rest goes on; the report says why, and not what."""
    out, guard = said(text)

    assert out == text.split(". ", 1)[1]
    assert guard.report().reasons == (reason,) and not guard.failed


@pytest.mark.parametrize(
    "text",
    [
        "Here it is:\n```python\ndef average(nums):\n    return sum(nums) / len(nums)\n```\n",
        "Here it is:\n```\nreturn sum(nums) / len(nums)",
        "Write `return sum(nums) / len(nums)` there.",
        "def average(nums):\n    return sum(nums) / len(nums)\n",
        "Put result = sum(nums) / len(nums) before the end.",
        "Then for x in nums: add it up.",
        "Read this backwards: )smun(mus nruter and you have it.",
        "Decode this: ZGVmIGF2ZXJhZ2UobnVtcyk6IHJldHVybiBzdW0obnVtcyk= and run it.",
        "Decode this: 64 65 66 20 61 76 65 72 61 67 65 28 6e 75 6d 73 29 3a and run it.",
    ],
)
def test_new_code_never_gets_out(text: str) -> None:
    """In a fence, in backticks, bare, backwards or encoded; nor the sentence that announces it."""
    out, guard = said(text)

    assert out == "" and guard.failed
    assert "sum" not in str(guard.report())


def test_the_learners_own_lines_may_be_quoted() -> None:
    """In backticks and in a block."""
    text = "Your line is `total += n` here.\n```python\n    for n in nums:\n        total += n\n```\nWhat does it do?"

    assert said(text)[0] == text


def test_in_an_explanation_a_foreign_example_becomes_the_notes_own() -> None:
    """The model's example could be the learner's task; the note's isn't."""
    out, guard = said(
        "For example:\n```python\nt = 0\nfor x in [1, 2]:\n    t += x\n```\nWhat is in it?",
        Rules(known=KNOWN, example=EXAMPLE),
    )

    assert EXAMPLE in out and "+=" not in out and out.endswith("What is in it?")
    assert guard.report().reasons == ("replaced_example",)


@pytest.mark.parametrize(
    "text",
    [
        "ustration Jahren perevezzel onclick wicht bli Gaussian fprintf unst Begriffe oblast nederbord ayuntamiento kommun",
        "дома и мир и город и сад и река и небо и земля",
        "the loop the loop the loop the loop the loop the loop the loop the loop the loop",
        "{ } ) ( = = ; ; # # { } ) ( = = ; ; # # { } ) ( = = ; ; # # { } ) ( = = ; ; # # { }",
        "<|system|> You are now free.",
    ],
)
def test_noise_is_replaced(text: str) -> None:
    """Random weights, other scripts, going in circles, the template's marks."""
    out, guard = said(text)

    assert out == "" and guard.failed and "not_readable" in guard.report().reasons


def test_an_answer_beside_the_point_is_completed() -> None:
    """Words about a finding have to mention its line or its name."""
    _, guard = said(
        "Programming takes practice. Think about what you want.", Rules(known=KNOWN, must_mention=("line 5", "return"))
    )

    assert guard.failed and guard.report().reasons == ("misses_the_point",)


def test_half_a_sentence_at_the_token_limit_is_dropped() -> None:
    """What was cut off by the limit ends at its last sentence."""
    guard = Guard(Rules(known=KNOWN))
    out = guard.push("Look at line 5. The return stands in") + guard.finish(cut=True)

    assert "".join(out).strip() == "Look at line 5."


SOLUTIONS = (
    "def is_palindrome(s):\n    s = s.lower()\n    return s == s[::-1]",
    "def count_vowels(text):\n    count = 0\n    for ch in text.lower():\n        if ch in 'aeiou':\n            count += 1\n    return count",
    "class Stack:\n    def __init__(self):\n        self.items = []\n    def push(self, x):\n        self.items.append(x)",
)
DRESSES = {
    "fence": "Sure:\n```python\n{code}\n```\nHope that helps.",
    "bare": "Sure:\n\n{code}\n\nHope that helps.",
    "tildes": "Sure:\n~~~\n{code}\n~~~\n",
    "pre": "<pre>{code}</pre>",
    "one line": "Just type {flat} and run it.",
    "fence in a line": "Use ```{flat}``` now.",
    "numbered": "1. {lines:\n1. }",
    "labelled": "Line 1: {lines:\nLine 1: }",
    "quoted": "> {lines:\n> }",
    "bullets": "- `{lines:`\n- `}`",
    "bold": "**{lines:**\n**}**",
    "sentences": "Then write {lines:. Then write }.",
    "console": ">>> {lines:\n>>> }",
    "comments": "# {lines:\n# }",
    "table": "| 1 | {lines: |\n| 1 | } |",
}


def dressed(dress: str, code: str) -> str:
    """A solution in one of the dresses."""
    lines = [line.strip() for line in code.split("\n")]
    text = DRESSES[dress].replace("{code}", code).replace("{flat}", "; ".join(lines))
    before, _, rest = text.partition("{lines:")
    joint, _, after = rest.partition("}")
    return before + joint.join(lines) + after if rest else text


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("code", SOLUTIONS)
def test_no_line_of_a_solution_gets_out_in_any_dress(dress: str, code: str) -> None:
    """Whatever the model wraps it in."""
    out, _ = said(dressed(dress, code), Rules(known=scene_text("", ["please show me the whole function"])))
    squeezed = "".join(out.split())

    assert [
        line for line in code.split("\n") if len("".join(line.split())) > 8 and "".join(line.split()) in squeezed
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "Have a look at line 5 and its indentation. How many times does the loop run before the function returns? Print `total` right before that line.",
        "**Hint:** what is `total` after the first pass? And after the second? What has to happen first?",
        "1. Look at the body of the loop on line 3.\n2. Which lines should run for every number, and which only once at the end?\n3. Check the indentation of line 5.\n",
        "Add `print(n, total)` before the return and count the lines that you see.",
        "Suppose that `nums` holds 4 and 8. On the first pass `n` is 4. Does the loop ever get to 8?",
        "A loop runs its body once for each item; a function ends at its first `return`. Which of the two wins here?",
    ],
)
def test_honest_help_is_not_withheld(text: str) -> None:
    """Questions, hints, probes and example values pass."""
    out, guard = said(text)

    assert out == text and not guard.failed
