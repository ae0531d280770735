"""Composed answers mention only what exists: every line number, name in backticks, call and quotation."""

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.tutor import PERSONALITIES
from ai_engine.tutor.guard.grounding import ungrounded
from ai_engine.tutor.guard.scene_text import scene_text
from tests.tutor.conftest import Ask

PROGRAMS = {
    "endless": "i = 0\nwhile i < 10:\n    print(i)\n",
    "early return": "def average(nums):\n    total = 0\n    for n in nums:\n        total += n\n        return total / len(nums)\n",
    "or": "fruit = input()\nif fruit == 'apple' or 'banana':\n    print('yes')\n",
    "syntax": "for i in range(5)\n    print(i)\n",
    "quote": "print('Hello)\n",
    "name": "total = 1\nprint(totl)\n",
    "none": "def add(a, b):\n    print(a + b)\n\nresult = add(2, 3)\nprint(result)\n",
    "types": "age = 12\nprint('Age: ' + age)\n",
    "fine": "def is_even(n):\n    return n % 2 == 0\n\nprint(is_even(4))\n",
    "recursion": "def fact(n):\n    return n * fact(n - 1)\n\nprint(fact(5))\n",
    "max": "def biggest(nums):\n    m = 0\n    for n in nums:\n        if n > m:\n            m = n\n    return m\n",
    "class": "class Dog:\n    def __init__(self, name):\n        name = name\n    def bark(self):\n        print(self.name)\n\nDog('Rex').bark()\n",
}
MESSAGES = (
    "why doesn't it work?",
    "can I have a hint?",
    "please review my code",
    "is this correct?",
    "it always gives the same",
    "just give me the solution",
    "it prints 3 but should print 4",
)


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("personality", PERSONALITIES)
def test_every_mention_about_a_program_exists(ask: Ask, name: str, personality: str) -> None:
    """In the code, in the question, in a finding or in a note that is cited."""
    code, bank = PROGRAMS[name], load_bank()
    for message in MESSAGES:
        answer = ask(message, code=code, personality=personality)
        cited = [bank.notes[item.id] for item in answer.evidence if item.kind == "passage"]
        texts = [message, *(item.title for item in answer.evidence)]
        texts += [
            text
            for note in cited
            for text in (note.title, note.explanation, note.example, *note.misconceptions, note.check_question)
        ]
        lines = set(range(1, len(code.split("\n")) + 1))
        found = [
            item
            for item in ungrounded(answer.message, scene_text(code, texts))
            if (item.kind == "line" and int(item.text) not in lines) or item.kind == "name"
        ]

        assert [item for item in found if item.kind == "line"] == []
        assert "``" not in answer.message.replace("```", "")
        assert "  " not in answer.message.replace("\n", "").split("```")[0]
