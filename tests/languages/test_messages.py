"""Messages of compilers and runtimes of other languages, explained."""

import pytest

from ai_engine.analysis.languages.messages import explain_message
from ai_engine.knowledge import load_bank

_JAVA = "public class Main {\n    public static void main(String[] args) {\n        int total = 3;\n        System.out.println(totl);\n    }\n}\n"

WHOSE = [
    ("javascript", "Uncaught TypeError: Cannot read properties of undefined (reading 'name')"),
    ("javascript", "ReferenceError: count is not defined\n    at main.js:3:5"),
    ("typescript", "error TS2322: Type 'string' is not assignable to type 'number'."),
    ("java", 'Exception in thread "main" java.lang.NullPointerException'),
    ("java", "Main.java:3: error: cannot find symbol\n  symbol:   variable x"),
    ("c", "prog.c:4:9: error: ‘n’ undeclared (first use in this function)"),
    ("c", "Segmentation fault (core dumped)"),
    ("cpp", "error: 'cout' was not declared in this scope"),
    ("go", "./prog.go:6:2: declared and not used: total"),
    ("go", "panic: runtime error: invalid memory address or nil pointer dereference"),
]
PYTHONS = [
    "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nNameError: name 'x' is not defined",
    "TypeError: 'int' object is not callable",
    "TypeError: 'NoneType' object is not iterable",
    "IndexError: list index out of range",
    "SyntaxError: invalid syntax",
    "IndentationError: unexpected indent",
    "AttributeError: 'str' object has no attribute 'push'",
    "my function is not defined and I don't know why",
]


@pytest.mark.parametrize(("language", "text"), WHOSE)
def test_a_message_tells_its_language(language: str, text: str) -> None:
    """Without any other sign the words of a message say whose it is."""
    told = explain_message(text)

    assert told is not None
    assert told.language == language
    assert told.error.explanation.endswith(".")
    assert told.error.concept in load_bank().notes


@pytest.mark.parametrize("text", PYTHONS)
def test_pythons_messages_are_left_alone(text: str) -> None:
    """What Python says, or a sentence about it, is no other language's message."""
    assert explain_message(text) is None


def test_the_line_is_the_one_in_the_message_or_the_one_with_the_name() -> None:
    """A place in the message counts where the code has it; else the first line with the name that it is about."""
    placed = explain_message("Main.java:3: error: incompatible types: String cannot be converted to int", _JAVA, "java")
    named = explain_message("error: cannot find symbol\n  symbol:   variable totl", _JAVA, "java")

    assert placed is not None and placed.error.line == 3
    assert named is not None and named.error.line == 4
    assert "`totl`" in named.error.explanation
