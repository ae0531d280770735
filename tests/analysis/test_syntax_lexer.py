"""The lexer reads any text to its end."""

import pytest

from ai_engine.analysis.syntax.lexer import View, lex
from tests.analysis.programs import PROGRAMS


@pytest.mark.parametrize("name", PROGRAMS)
def test_tokens_cover_the_program(name: str) -> None:
    """Between the tokens of a sound program stand spaces only."""
    text = PROGRAMS[name]
    at = 0
    for token in lex(text):
        assert text[at : token.start].strip(" ") == ""
        assert text[token.start : token.end] == token.text
        at = token.end

    assert text[at:].strip() == ""


def test_unclosed_strings_end_with_their_line() -> None:
    """What follows on the next line is read as code again."""
    texts = [(token.kind, token.text, token.closed) for token in lex("x = 'ab\ny = 1\n")]

    assert ("string", "'ab", False) in texts
    assert ("name", "y", True) in texts


def test_nested_quotes_depend_on_the_version() -> None:
    """Since Python 3.12 the same quotation mark may stand in the braces of an f-string."""
    text = 'x = f"{d["a"]} and {e}" + y\n'
    new = [token.text for token in lex(text, nested=True) if token.kind == "string"]
    old = [token.text for token in lex(text, nested=False) if token.kind == "string"]

    assert new == ['f"{d["a"]} and {e}"']
    assert old[0] == 'f"{d["'


@pytest.mark.parametrize(
    "text", ['f"{a', 'f"{a["x]}"', 'f"{{}} {b}"', "f'{a!r:>{w}}'", 'f"{', "f'''{a}\n{b}'''", 'f"}"', 'f"{a"']
)
def test_broken_f_strings_are_read(text: str) -> None:
    """Both ways of reading come to an end on f-strings that are broken or unusual."""
    for nested in (False, True):
        tokens = lex(text + "\nx = 1\n", nested=nested)

        assert "x" in [token.text for token in tokens]


def test_logical_lines_span_brackets() -> None:
    """A bracket that is open at the end of a line carries the statement on."""
    view = View("a = [1,\n  2]\n\n# c\nif a:\n    b = 2\n")

    assert [(one.line, one.first, one.width) for one in view.statements] == [(1, "a", 0), (5, "if", 0), (6, "b", 4)]
