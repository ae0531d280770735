"""A challenge: what a folder of the documented format (docs/challenges.md) holds, read and checked."""

import ast
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from ai_engine.errors import SetupError

Level = Literal["beginner", "intermediate", "advanced", "expert"]
LEVELS: tuple[Level, ...] = get_args(Level)


class BadChallenge(SetupError):
    """A challenge's folder doesn't hold what the format asks; the message names the challenge and the file."""

    code = "bad_challenge"


@dataclass(frozen=True, slots=True)
class TestCase:
    """A call, the repr of what it must give, and whether learners may see it."""

    call: str
    expected: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AuthoredHint:
    """A hint written by the challenge's author: its text and what it costs."""

    text: str
    xp_cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """One challenge. `inputs` is Python source with `generate(random)`, which gives the arguments of one call within
    the precondition, and may hold `valid(*arguments)`; empty where the author gave none."""

    id: str
    title: str
    statement: str
    entry_point: str
    level: Level
    topic: str
    topics: tuple[str, ...]
    concepts: tuple[str, ...]
    reference: str
    starter: Mapping[str, str]
    tests: tuple[TestCase, ...]
    correct: tuple[str, ...] = ()
    preamble: str = ""
    inputs: str = ""
    hints: tuple[AuthoredHint, ...] = ()
    wrong_ideas: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    minutes: int = 10
    xp: int = 50
    files: Mapping[str, str] = field(default_factory=dict)

    def program(self, code: str) -> str:
        """A submission as it is run: after the code that stands before it."""
        return f"{self.preamble}\n{code}" if self.preamble else code

    @property
    def shift(self) -> int:
        """Lines that stand before a submission's first."""
        return self.preamble.count("\n") + 1 if self.preamble else 0

    @property
    def visible_tests(self) -> tuple[TestCase, ...]:
        """The tests that learners may see."""
        return tuple(test for test in self.tests if not test.hidden)


def load_challenge(folder: Path) -> Challenge:
    """Read a challenge's folder.

    Raises:
        BadChallenge: a file is missing or doesn't hold what it must; the message says which and what.
    """
    reader = _Reader(folder)
    about = reader.about()
    starter = {"python": reader.text("starter.py", required=False) or reader.default_starter(about)}
    if javascript := reader.text("starter.js", required=False):
        starter["javascript"] = javascript
    topics = tuple(reader.strings(about, "topics"))
    return Challenge(
        id=folder.name,
        title=reader.string(about, "title"),
        statement=reader.text("statement.md"),
        entry_point=reader.string(about, "entry_point"),
        level=reader.level(about),
        topic=topics[0] if topics else "functions",
        topics=topics,
        concepts=tuple(reader.strings(about, "concepts")),
        reference=reader.program("reference.py"),
        starter=starter,
        tests=reader.tests(),
        correct=tuple(reader.program(p.relative_to(folder).as_posix()) for p in sorted(folder.glob("correct/*.py"))),
        preamble=reader.text("preamble.py", required=False),
        inputs=reader.text("inputs.py", required=False),
        hints=reader.hints(about),
        wrong_ideas=tuple(reader.strings(about, "wrong_ideas")),
        goals=tuple(reader.strings(about, "goals")),
        minutes=reader.number(about, "minutes", 10),
        xp=reader.number(about, "xp", 50),
        files={p.name: p.read_text(encoding="utf-8") for p in sorted(folder.glob("files/*")) if p.is_file()},
    )


class _Reader:
    """Reads one folder; every complaint names the challenge and the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bad(self, file: str, what: str) -> BadChallenge:
        return BadChallenge(f"The challenge {self.folder.name} can't be used: {file} {what}.")

    def text(self, name: str, *, required: bool = True) -> str:
        path = self.folder / name
        if not path.is_file():
            if required:
                raise self.bad(name, "is missing")
            return ""
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise self.bad(name, "isn't UTF-8 text") from None

    def program(self, name: str) -> str:
        source = self.text(name)
        try:
            ast.parse(source)
        except SyntaxError as error:
            raise self.bad(name, f"doesn't parse (line {error.lineno}: {error.msg})") from None
        return source

    def about(self) -> Mapping[str, Any]:
        try:
            return tomllib.loads(self.text("challenge.toml"))
        except tomllib.TOMLDecodeError as error:
            raise self.bad("challenge.toml", f"isn't TOML ({error})") from None

    def string(self, about: Mapping[str, Any], key: str) -> str:
        value = about.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.bad("challenge.toml", f"needs a text under {key!r}")
        return value

    def strings(self, about: Mapping[str, Any], key: str) -> Sequence[str]:
        value = about.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.bad("challenge.toml", f"needs a list of texts under {key!r}")
        return value

    def number(self, about: Mapping[str, Any], key: str, default: int) -> int:
        value = about.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.bad("challenge.toml", f"needs a whole number under {key!r}")
        return value

    def level(self, about: Mapping[str, Any]) -> Level:
        for level in LEVELS:
            if about.get("level") == level:
                return level
        raise self.bad("challenge.toml", f"needs one of {', '.join(LEVELS)} under 'level'")

    def hints(self, about: Mapping[str, Any]) -> tuple[AuthoredHint, ...]:
        rows = about.get("hints", [])
        if not isinstance(rows, list) or not all(isinstance(r, dict) and isinstance(r.get("text"), str) for r in rows):
            raise self.bad("challenge.toml", "needs tables with a 'text' under 'hints'")
        return tuple(AuthoredHint(row["text"], self.number(row, "xp_cost", 0)) for row in rows)

    def tests(self) -> tuple[TestCase, ...]:
        try:
            rows = json.loads(self.text("tests.json"))
        except ValueError as error:
            raise self.bad("tests.json", f"isn't JSON ({error})") from None
        if not isinstance(rows, list) or not rows:
            raise self.bad("tests.json", "needs a list of tests")
        tests = []
        for row in rows:
            if not (
                isinstance(row, dict) and isinstance(row.get("call"), str) and isinstance(row.get("expected"), str)
            ):
                raise self.bad("tests.json", "needs a 'call' and an 'expected' text in each test")
            try:
                ast.parse(row["call"], mode="eval")
            except SyntaxError:
                raise self.bad("tests.json", f"has a call that doesn't parse: {row['call']}") from None
            tests.append(TestCase(row["call"], row["expected"], bool(row.get("hidden", False))))
        return tuple(tests)

    def default_starter(self, about: Mapping[str, Any]) -> str:
        name = self.string(about, "entry_point")
        for node in ast.parse(self.program("reference.py")).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                return f"def {name}({ast.unparse(node.args)}):\n    # your code here\n    pass\n"
        return f"# define {name} here\n"
