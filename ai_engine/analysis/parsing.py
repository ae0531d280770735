"""Reading a program's text: the parser's answer as a value, whatever the text."""

import ast
import sys
import warnings
from dataclasses import dataclass

from ai_engine.analysis.source import Source

FILENAME = "<learner>"


@dataclass(frozen=True, slots=True)
class ParserError:
    """What the parser objects to. Line and column are 1-based, in code points, and inside the text."""

    kind: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int


def normalise(text: str) -> str:
    """The text as the parser reads it: without a byte order mark, with line feeds, and encodable."""
    if not text.isascii():
        text = text.removeprefix("\ufeff").encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str) -> tuple[Source, ParserError | None]:
    """Parse a program that `normalise` has seen, and compile it too, for what only the compiler sees."""
    error = compile_error(text)
    if error is not None:
        return Source(text), error
    try:
        return Source(text, ast.parse(text, FILENAME)), None
    except (RecursionError, MemoryError):
        return Source(text), _TOO_NESTED
    except (SyntaxError, ValueError) as raised:
        return Source(text), _located(text, raised)


def compile_error(text: str) -> ParserError | None:
    """Compile a text without running it; None where Python takes it."""
    _silence_warnings()
    try:
        compile(text, FILENAME, "exec", dont_inherit=True, optimize=0)
    except (RecursionError, MemoryError):
        return _TOO_NESTED
    except (SyntaxError, ValueError, OverflowError) as raised:
        return _located(text, raised)
    return None


_TOO_NESTED = ParserError("SyntaxError", "too many nested parentheses or expressions", 1, 1, 1, 1)


def _silence_warnings() -> None:
    """Keep the compiler's warnings about learners' programs out of the log.

    catch_warnings is not safe over threads; one filter for the one file name is.
    """
    if not any(len(item) > 3 and getattr(item[3], "pattern", "") == FILENAME for item in warnings.filters[:4]):
        warnings.filterwarnings("ignore", module=FILENAME)


def _located(text: str, raised: Exception) -> ParserError:
    lines = text.split("\n")
    if not isinstance(raised, SyntaxError):
        return _at_null(lines) or ParserError("SyntaxError", "the text can't be read as a program", 1, 1, 1, 1)
    if "null byte" in str(raised.msg) and (found := _at_null(lines)):
        return found
    line = min(max(raised.lineno or 1, 1), len(lines))
    column = min(max(raised.offset or 1, 1), len(lines[line - 1]) + 1)
    end_line = min(max(raised.end_lineno or line, line), len(lines))
    end_column = min(max(raised.end_offset or column, 1), len(lines[end_line - 1]) + 1)
    if (end_line, end_column) < (line, column):
        end_line, end_column = line, column
    return ParserError(type(raised).__name__, str(raised.msg), line, column, end_line, end_column)


def _at_null(lines: list[str]) -> ParserError | None:
    for number, line in enumerate(lines, 1):
        if (column := line.find("\0")) >= 0:
            return ParserError("SyntaxError", "null character", number, column + 1, number, column + 2)
    return None


def version() -> str:
    """The Python whose grammar is used, as learners write it: 3.11."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"
