"""Programs in JavaScript, TypeScript, Java, C, C++ and Go: findings, syntax errors, numbers, robustness."""

import json
import random
import subprocess
import sys

import pytest

from ai_engine.analysis import LANGUAGES, analyse
from ai_engine.errors import UnknownLanguage
from ai_engine.knowledge import load_bank
from tests.languages.cases import FAULTS, SYNTAX
from tests.languages.mutate import correct, mutated

_OTHERS = ("javascript", "typescript", "java", "c", "cpp", "go")
_READ_AS = [(name, name) for name in _OTHERS] + [("javascript", "typescript"), ("c", "cpp")]


@pytest.mark.parametrize(("language", "rule", "code"), FAULTS)
def test_faults_are_found(language: str, rule: str, code: str) -> None:
    """A program with one known fault gets the finding about it."""
    found = {finding.rule for finding in analyse(code, language).findings}

    assert rule in found


@pytest.mark.parametrize(("language", "cause", "line", "code"), SYNTAX)
def test_syntax_errors_are_told_by_their_cause(language: str, cause: str, line: int, code: str) -> None:
    """A program with one syntax error gets just that one, with its cause, at its line."""
    report = analyse(code, language)

    assert [(finding.rule, finding.line) for finding in report.findings] == [(cause, line)]
    assert [problem.line for problem in report.syntax_errors] == [line]


@pytest.mark.parametrize(("written", "language"), _READ_AS)
def test_correct_programs_raise_no_alarm(written: str, language: str) -> None:
    """Correct programs get no error and no warning, also where another language contains theirs."""
    programs = correct(written)
    alarms = [
        (number, finding.rule, finding.line)
        for number, code in enumerate(programs)
        for finding in analyse(code, language).findings
        if finding.severity in ("error", "warning")
    ]

    assert len(programs) >= 8
    assert alarms == []


def test_several_syntax_errors() -> None:
    """Independent errors are told one by one."""
    code = 'public class A {\n static int f() {\n  int a = 1\n  return a;\n }\n static int g( {\n  return "x;\n }\n}\n'
    found = [(one.rule, one.line) for one in analyse(code, "java").findings]

    assert ("missing-semicolon", 3) in found
    assert len(found) >= 2


def test_every_finding_is_complete() -> None:
    """Every finding has all its words, a concept of the knowledge bank and a place inside of the text."""
    notes = load_bank().notes
    for language, _, code in FAULTS:
        for finding in analyse(code, language).findings:
            assert finding.concept in notes
            assert finding.source == "tree-sitter"
            assert 1 <= finding.line <= finding.end_line <= code.count("\n") + 1
            for words in (finding.message, finding.why, finding.how_to_check, finding.how_to_fix, *finding.hints):
                assert words
                assert "{symbol}" not in words


def test_columns_count_code_points() -> None:
    """Letters of several bytes before a fault don't move its column."""
    code = 'const s = "äöü😀"; if (s = "é") { console.log(s); }\n'
    found = next(one for one in analyse(code, "javascript").findings if one.rule == "assignment-in-condition")

    assert (found.line, found.column) == (1, code.index('s = "é') + 1)
    assert found.symbol == 's = "é"'


@pytest.mark.parametrize(
    ("written", "language"),
    [("js", "javascript"), ("JSX", "javascript"), ("ts", "typescript"), ("tsx", "typescript"), ("c++", "cpp"),
     ("C++", "cpp"), ("golang", "go"), ("Java", "java"), ("C", "c")],
)  # fmt: skip
def test_names_of_languages(written: str, language: str) -> None:
    """People write a language's name in several ways."""
    assert analyse("", written).language == language


def test_an_unknown_language_lists_all_known() -> None:
    """The error names what can be analysed."""
    with pytest.raises(UnknownLanguage) as raised:
        analyse("x", "cobol")

    assert all(name in raised.value.message for name in ("python", *_OTHERS))
    assert set(LANGUAGES) == {"python", *_OTHERS}


def test_metrics_of_a_function() -> None:
    """The numbers of a function are those that its Python twin gets."""
    script = (
        "function f(a, b) {\n  let s = 0;\n  for (const x of a) {\n    if (x > b && x < 9) {\n      s = s + x;\n"
        "    } else {\n      s = s - 1;\n    }\n  }\n  return s;\n}\n"
    )
    python = (
        "def f(a, b):\n    s = 0\n    for x in a:\n        if x > b and x < 9:\n            s = s + x\n"
        "        else:\n            s = s - 1\n    return s\n"
    )
    one, other = analyse(script, "javascript").metrics[0], analyse(python).metrics[0]
    fields = ("name", "cyclomatic", "cognitive", "nesting", "parameters", "statements")

    assert [getattr(one, name) for name in fields] == [getattr(other, name) for name in fields]


@pytest.mark.parametrize("language", _OTHERS)
def test_mutated_programs_never_crash(language: str) -> None:
    """Whatever is done to a program, the analysis gives a report whose places lie inside of the text."""
    chance = random.Random(f"mutations of {language}")
    programs = correct(language)
    for _ in range(60):
        code = mutated(chance.choice(programs), chance)
        lines = code.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        report = analyse(code, language)
        json.dumps(report.to_json())
        for finding in report.findings:
            assert 1 <= finding.line <= len(lines)
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1


@pytest.mark.parametrize("language", _OTHERS)
@pytest.mark.parametrize(
    "code", ["", "\n", "\0", "\r", "(" * 3000, "{" * 3000, "a+" * 5000 + "1;", "x" * 20_000, "é" * 500, '"']
)
def test_odd_texts_never_crash(language: str, code: str) -> None:
    """Empty, deeply nested, endless and strange texts get a report."""
    assert analyse(code, language).language == language


def test_grammars_load_when_they_are_needed() -> None:
    """The analysis of Python, and the import of the analyser, load no grammar."""
    code = (
        "import sys; from ai_engine.analysis import analyse; analyse('x = 1');"
        "print([name for name in sys.modules if name.startswith('tree_sitter')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        ("javascript", "function f(a) { let s = 0; for (const x of a) { for (const y of a) { s += x * y; } } return s; }", "O(n^2)"),
        ("javascript", "function f(a) { return a[0]; }", "O(1)"),
        ("java", "class A { static int f(int n) { int c = 0; while (n > 1) { n /= 2; c++; } return c; } }", "O(log n)"),
        ("java", "class A { static int fib(int n) { if (n < 2) return n; return fib(n - 1) + fib(n - 2); } }", "O(2^n)"),
        ("c", "int f(int n) { int s = 0; for (int i = 0; i < n; i++) { s += i; } return s; }", "O(n)"),
        ("cpp", "#include <bits/stdc++.h>\nvoid f(std::vector<int>& a) { std::sort(a.begin(), a.end()); }", "O(n log n)"),
        ("go", "package main\nfunc f(n int) int { if n == 0 { return 1 }; return n * f(n-1) }\nfunc main() { f(3) }", "O(n)"),
    ],
)  # fmt: skip
def test_time_complexity(language: str, code: str, expected: str) -> None:
    """Loops multiply, halving is a logarithm, sorting n log n, doubled recursion exponential."""
    assert analyse(code, language).performance.time_complexity == expected
