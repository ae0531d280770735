"""A learner's message taken apart."""

import pytest

from ai_engine.tutor.understanding.message import parse_message

CODE = "for i in range(3):\n    print(i)"
TRACEBACK = "Traceback (most recent call last):\n  File \"a.py\", line 2, in <module>\n    print(x)\nNameError: name 'x' is not defined"


@pytest.mark.parametrize(
    "message",
    [
        f"Why?\n```python\n{CODE}\n```",
        f"Why?\n```\n{CODE}\n```\nThanks",
        f"Why?\n~~~py\n{CODE}\n~~~",
        f"Why?\n```python\n{CODE}",
        f"Why?\n\n{CODE}",
        f"{CODE}\n\nWhy doesn't it print 3?",
        f"Why?\r\n```python\r\n{CODE.replace(chr(10), chr(13) + chr(10))}\r\n```",
        "Why?\n    for i in range(3):\n        print(i)",
    ],
)
def test_code_is_found_with_and_without_a_fence(message: str) -> None:
    """The code comes out the same however it was pasted, and the question stays."""
    parsed = parse_message(message)

    assert parsed.code == CODE
    assert "Why" in parsed.prose and "range" not in parsed.prose


@pytest.mark.parametrize(
    "message",
    [
        f"I get this:\n{TRACEBACK}",
        f"I get this:\n```\n{TRACEBACK}\n```",
        f"{TRACEBACK}\nwhat now?",
        f"I get this:\n{TRACEBACK}\nin\n```\n{CODE}\n```",
    ],
)
def test_a_traceback_is_found_with_and_without_a_fence(message: str) -> None:
    """From its head to the line that names the error, and it is not taken for code."""
    parsed = parse_message(message)

    assert parsed.error == TRACEBACK
    assert "NameError" not in parsed.prose and "Traceback" not in parsed.code


def test_the_error_inside_a_sentence_is_found() -> None:
    """Learners often quote only the last line, in the middle of a sentence."""
    parsed = parse_message("when I run it it says IndexError: list index out of range and stops")

    assert parsed.error.startswith("IndexError: list index out of range")


@pytest.mark.parametrize(
    "message",
    [
        "What is a for loop in Python?",
        "for example, when I have a list: how do I sort it?",
        "My program is too slow. While it runs, nothing is shown.",
        "if I press enter, what does input() give me?",
        "return and print are the same, right?",
        "I want to import my own file. How?",
        "class or function: which one do I need here?",
        "try again please",
        "I don't understand: what is x = x + 1 for?",
        "Is it better to use a list (or a tuple) here?",
    ],
)
def test_sentences_are_not_taken_for_code(message: str) -> None:
    """English with keywords, colons, brackets and an equals sign stays a question."""
    parsed = parse_message(message)

    assert parsed.code == ""
    assert parsed.prose == message


def test_a_prompt_is_taken_off_console_lines() -> None:
    """What was copied from an interactive session is code without its prompts."""
    assert parse_message(">>> x = 5\n>>> print(x)\nwhy does this work").code.split("\n")[:2] == ["x = 5", "print(x)"]


@pytest.mark.parametrize(
    "message", ["```", "```\n```", "~~~\n\n\n", "`" * 50, "```python\n" * 40, "\n" * 100, "\t:\n" * 50]
)
def test_broken_markup_is_no_trouble(message: str) -> None:
    """Fences without content or end, and nothing at all."""
    parse_message(message)
