"""Ruff's findings come in a learner's words, and ruff's absence breaks nothing."""

import re
from pathlib import Path

import pytest

from ai_engine.analysis import ruff as ruff_module
from ai_engine.analysis.parsing import parse
from ai_engine.analysis.ruff import RuffRun
from ai_engine.analysis.ruff_rules import RULES


def _rules(code: str) -> list[tuple[str, int, int, str]]:
    source, error = parse(code)
    assert error is None
    return [(one.rule, one.line, one.column, one.symbol) for one in RuffRun(source).findings()]


FOUND = [
    ('print("%s %s" % (1,))\n', "percent-format-count"),
    ("x = 3\nx == 4\n", "useless-comparison"),
    ("import os\n", "unused-import"),
    ('print(f"a")\n', "f-string-without-value"),
    ("x = 1;\n", "needless-semicolon"),
    ("raise NotImplemented\n", "raise-not-implemented"),
    ('d = {"a": 1, "a": 2}\n', "repeated-dictionary-key"),
    ('assert (1 == 2, "text")\n', "assert-on-tuple"),
    ("def f(x):\n    ValueError('bad')\n", "exception-not-raised"),
    ('x = "\\d"\n', "invalid-escape"),
    ("for i in range(3):\n    print('a')\n", "unused-loop-variable"),
    ("x = eval(input())\n", "eval-used"),
    ("l = 1\nprint(l)\n", "ambiguous-name"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "rule"), FOUND)
def test_rules_are_found(code: str, rule: str) -> None:
    """Each of these habits and slips is found."""
    assert rule in [one[0] for one in _rules(code)]


def test_places_are_in_code_points() -> None:
    """Columns count characters, not bytes."""
    found = _rules('"é日"; import os\n')

    assert ("unused-import", 1, 14, "os") in found


def test_a_comment_turns_nothing_off() -> None:
    """A comment changes no finding."""
    assert _rules("import os  # noqa\n") == _rules("import os\n")


def test_texts_are_complete() -> None:
    """Every rule has all its texts, and only the placeholder that is filled in."""
    for code, rule in RULES.items():
        texts = (rule.message, rule.why, rule.how_to_check, rule.how_to_fix)
        assert all(text.strip() for text in texts), code
        assert {name for text in texts for name in re.findall(r"\{(\w+)\}", text)} <= {"symbol"}, code


def test_without_ruff_there_are_no_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ruff isn't installed the analysis goes on without it."""
    monkeypatch.setattr(ruff_module, "_command", lambda: None)

    assert _rules("import os\n") == []


def test_a_ruff_that_fails_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that answers with rubbish, or can't be started, costs its findings only."""
    rubbish = tmp_path / "ruff"
    rubbish.write_text("#!/bin/sh\ncat > /dev/null\necho 'not json'\n")
    rubbish.chmod(0o755)
    for command in ((str(rubbish),), (str(tmp_path / "absent"),)):
        monkeypatch.setattr(ruff_module, "_command", lambda command=command: command)

        assert _rules("import os\n") == []


def test_a_long_program_goes_through_the_pipe() -> None:
    """A program larger than a pipe holds is read in full."""
    found = _rules("x = 1\n" * 30_000 + "import os\n")

    assert found[-1][:2] == ("unused-import", 30_001)
