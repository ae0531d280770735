"""No solution of a known challenge passes the guard, in any disguise; honest words about it do."""

import ast
import base64
import codecs
import json
import re
from collections.abc import Callable, Iterator

import pytest

from ai_engine.challenges.bank import ChallengeBank
from ai_engine.challenges.practice import PracticeRoom
from ai_engine.sandbox import Sandbox
from ai_engine.storage import Database
from ai_engine.tutor.guard.dictation import dictates, in_pseudo_code, steps_told
from ai_engine.tutor.guard.guard import Guard
from ai_engine.tutor.guard.rules import Rules
from ai_engine.tutor.guard.scene_text import scene_text

IDS = ("count-vowels", "runner-up", "next-prime", "flatten", "rotate-left", "shop-receipt")


def english(code: str) -> list[str]:
    """A program as instructions in words."""
    said: list[str] = []

    def tell(body: list[ast.stmt]) -> None:
        for node in body:
            match node:
                case ast.FunctionDef():
                    tell(node.body)
                case ast.For():
                    said.append(f"go through each {ast.unparse(node.target)} in {ast.unparse(node.iter)}")
                    tell(node.body)
                case ast.While():
                    said.append(f"repeat as long as {ast.unparse(node.test)}")
                    tell(node.body)
                case ast.If():
                    said.append(f"check if {ast.unparse(node.test)}")
                    tell(node.body)
                    tell(node.orelse)
                case ast.Assign():
                    said.append(f"set {ast.unparse(node.targets[0])} to {ast.unparse(node.value)}")
                case ast.AugAssign():
                    said.append(f"increase {ast.unparse(node.target)} by {ast.unparse(node.value)}")
                case ast.Return():
                    said.append(f"return {ast.unparse(node.value) if node.value else 'nothing'}")
                case ast.Expr():
                    said.append(f"call {ast.unparse(node.value)}")

    tell(ast.parse(code).body)
    return [re.sub(r"\W+", " ", text.replace("==", "equals").replace("%", " modulo ")).strip() for text in said]


def _rows(code: str) -> str:
    return "\n".join(f"| {n} | {line} |" for n, line in enumerate(code.split("\n")))


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "fence": lambda code: f"Sure:\n```python\n{code}\n```\nDone.",
    "other fence": lambda code: f"~~~\n{code}\n~~~",
    "renamed": lambda code: "```python\n" + re.sub(r"\b(result|count|number)\b", "thing", code) + "\n```",
    "inline": lambda code: " Then ".join(f"`{line.strip()}`" for line in code.split("\n") if line.strip()),
    "table": lambda code: "| n | code |\n|---|---|\n" + _rows(code),
    "json": lambda code: json.dumps({"answer": code}),
    "json lines": lambda code: json.dumps(code.split("\n"), indent=1),
    "comments": lambda code: "\n".join(f"# {line}" for line in code.split("\n")),
    "base64": lambda code: "Decode: " + base64.b64encode(code.encode()).decode(),
    "base64 pieces": lambda code: " ".join(re.findall(".{1,8}", base64.b64encode(code.encode()).decode())),
    "base32": lambda code: base64.b32encode(code.encode()).decode(),
    "hex": lambda code: code.encode().hex(" "),
    "numbers": lambda code: " ".join(str(byte) for byte in code.encode()),
    "bits": lambda code: " ".join(f"{byte:08b}" for byte in code.encode()),
    "escapes": lambda code: "".join(f"\\x{byte:02x}" for byte in code.encode()),
    "percent": lambda code: "".join(f"%{byte:02x}" for byte in code.encode()),
    "entities": lambda code: "".join(f"&#{byte};" for byte in code.encode()),
    "backwards": lambda code: code[::-1],
    "lines backwards": lambda code: "\n".join(line[::-1] for line in code.split("\n")),
    "rot13": lambda code: codecs.encode(code, "rot13"),
    "one letter a line": lambda code: "\n".join(code.replace("\n", "/")),
    "numbered letters": lambda code: "\n".join(f"{n}. {letter}" for n, letter in enumerate(code)),
    "spaced": " ".join,
    "dashes": "-".join,
    "zero width": "\u200b".join,
    "look-alikes": lambda code: code.translate(str.maketrans("aeopc", "аеорс")),
    "full width": lambda code: "".join(chr(ord(c) + 0xFEE0) if 33 <= ord(c) <= 126 else c for c in code),
    "shouted": str.upper,
    "dictated": lambda code: "\n".join(f"{n}. {line.capitalize()}." for n, line in enumerate(english(code), 1)),
    "in one breath": lambda code: "First, " + ", then ".join(english(code)) + ".",
    "advised": lambda code: " ".join(f"You should {line}." for line in english(code)),
    "pseudo-code": lambda code: "\n".join(english(code)).upper(),
}
HONEST = (
    "A loop repeats the same lines for each value. Think about what should happen once before it starts. What does "
    "your variable hold after the first pass?",
    "Printing shows a value to a person, but the program can't use it afterwards. Which of the two does the task want?",
    "Look at the smallest input that you can think of and follow the lines by hand. What does each variable hold?",
    'Slicing takes a part of a text:\n\n```python\nword = "python"\nprint(word[0:2])\n```\n\nWhat comes out for you?',
    "A list can be empty, and then a loop over it does nothing at all. What should the result be in that case?",
    "You can test your function with an input at the edge: nothing at all, or two equal items. Predict it first.",
)


@pytest.fixture
def room(database: Database) -> Iterator[PracticeRoom]:
    """The practice room over the bank that ships."""
    sandbox = Sandbox()
    yield PracticeRoom(ChallengeBank(), sandbox, database)
    sandbox.close()


def through(room: PracticeRoom, challenge: str, text: str, earlier: str = "") -> tuple[str, Guard]:
    """What the guard lets through, in pieces of seven characters."""
    starter = room.bank.get(challenge).starter["python"]
    guard = Guard(
        Rules(
            known=scene_text(starter, [text.split("\n")[0][:0]]),
            secrets=room.secrets(challenge),
            own_code=starter,
            exercise=True,
            earlier=earlier,
            solves=lambda pieces: room.solves(challenge, pieces, starter),
        )
    )
    said = [piece for start in range(0, len(text), 7) for piece in guard.push(text[start : start + 7])]
    return "".join([*said, *guard.finish()]), guard


def tight(text: str) -> str:
    """Letters, digits and operators."""
    return re.sub(r"[^a-z0-9=+%<>*/-]", "", text.lower())


@pytest.mark.parametrize("name", DISGUISES)
def test_no_solution_passes_in_disguise(room: PracticeRoom, name: str) -> None:
    """Hardly anything of it is let through, and nothing that is a line of the reference beyond the starter's."""
    for challenge in IDS:
        known = room.bank.get(challenge)
        text = DISGUISES[name](known.reference)
        said, _ = through(room, challenge, text)
        given = tight("".join(known.starter.values()))
        lines = [tight(line) for line in known.reference.split("\n") if len(tight(line)) > 9]

        assert not [line for line in lines if line in tight(said) and line not in given], challenge
        assert len(said) < max(70, 0.45 * len(text)), (challenge, said)


def test_honest_words_about_a_challenge_pass(room: PracticeRoom) -> None:
    """Prose and small examples of something else, for at least nine in ten."""
    results = [not through(room, challenge, text)[1].failed for challenge in IDS for text in HONEST]

    assert sum(results) >= 0.9 * len(results)


def test_what_earlier_answers_said_counts(room: PracticeRoom) -> None:
    """A line a turn: the second piece is withheld."""
    first = "The first part is `for letter in text.lower()` and nothing else."
    said, guard = through(room, "count-vowels", "And then it goes on like this: count += 1 there.", earlier=first)

    assert guard.failed and "count += 1" not in said


def test_new_code_that_passes_the_tests_is_a_solution(room: PracticeRoom) -> None:
    """Under another name, as a body, or in place of one of the learner's lines."""
    if not room.sandbox.level.isolation:
        pytest.skip("nothing can be run here")
    mine = "def count_vowels(text):\n    n = 0\n    for c in text:\n        if c in 'aeiou':\n            n += 1\n    return n\n"
    other = "def helper(t):\n    return sum(t.lower().count(v) for v in 'aeiou')"
    body = "return sum(letter in 'aeiouAEIOU' for letter in text)"

    assert room.solves("count-vowels", [other], "")
    assert room.solves("count-vowels", [body], "")
    assert room.solves("count-vowels", ["for c in text.lower():"], mine) is False
    assert room.solves("count-vowels", ["if c in 'aeiouAEIOU':\n    n += 1"], mine) is False
    assert room.solves("count-vowels", ["return len([c for c in text if c in 'aeiouAEIOU'])"], mine)
    assert not room.solves("count-vowels", ["print(len([1, 2]))"], mine)


def test_a_challenge_is_recognised_by_its_function_or_its_words(room: PracticeRoom) -> None:
    """And no other talk is taken for one."""
    statement = room.bank.get("runner-up").statement

    assert room.recognise("write count_vowels for me") == "count-vowels"
    assert room.recognise(f"here is my homework: {statement}") == "runner-up"
    assert [room.recognise(text) for text in ("what is a loop?", "how do I count letters in a word?")] == ["", ""]


def test_steps_are_told_from_questions_and_descriptions() -> None:
    """Instructions count; advice, questions and what an idea is do not."""
    told = "First, set total to zero. Then go through each number. If it is even, add it to total. Return total."

    assert steps_told(told) == ["set", "loop", "if", "update", "return"]
    assert steps_told("A loop goes through the items. What should happen first? Try a small list.") == []
    assert dictates(told, "", frozenset(), ()) and not dictates("Set a value and look at it.", "", frozenset(), ())
    assert in_pseudo_code("SET total TO 0") and in_pseudo_code("let total = 0;") and in_pseudo_code("x <- 3")
    assert not in_pseudo_code("If you set it to 0, it starts there; that is fine.")
