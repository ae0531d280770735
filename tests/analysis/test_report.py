"""The report about a whole program: its parts, its order, and what leaves it unchanged."""

import json
from dataclasses import replace

import pytest

from ai_engine.analysis import LANGUAGES, ChallengeContext, analyse
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.report import arrange
from ai_engine.analysis.scores import scores
from ai_engine.errors import UnknownLanguage
from tests.analysis.programs import PROGRAMS

CARELESS = """\
import os

def area(w, h):
    unused = 3
    print(f"area")
    return w * h

total = 0
for i in range(3):
    total == total + i
print(area(2, 3), total)
"""


def _finding(**fields: object) -> Finding:
    blank = Finding(
        rule="a-rule", category="style", severity="info", confidence=0.9, line=1, column=1, end_line=1, end_column=2,
        message="m", why="w", how_to_check="c", how_to_fix="f", concept="naming", source="python",
    )  # fmt: skip
    return replace(blank, **fields)  # type: ignore[arg-type]


def test_report_has_every_field_of_the_contract() -> None:
    """The JSON has all that API.md promises, and can be sent."""
    sent = json.loads(json.dumps(analyse(CARELESS).to_json()))

    assert {
        "syntax_errors",
        "code_quality",
        "performance",
        "best_practices",
        "suggestions",
        "findings",
        "metrics",
    } <= set(sent)
    assert set(sent["code_quality"]) == {"readability_score", "complexity_score", "maintainability_score"}
    assert {"time_complexity", "space_complexity", "optimization_opportunities"} <= set(sent["performance"])
    assert sent["syntax_errors"] == []
    assert 1 <= len(sent["suggestions"]) <= 3
    assert {"area", "(program)"} == {one["name"] for one in sent["metrics"]["functions"]}


def test_syntax_errors_also_stand_in_the_findings() -> None:
    """Each syntax error is a finding too, at the same place; the scores of what can't run are 0."""
    sent = analyse("for i in range(3)\n    print(i\n").to_json()

    errors = [(one["line"], one["column"]) for one in sent["syntax_errors"]]
    assert errors == [(one["line"], one["column"]) for one in sent["findings"]]
    assert [one["type"] for one in sent["syntax_errors"]] == ["SyntaxError", "SyntaxError"]
    assert sent["code_quality"]["readability_score"] == 0


@pytest.mark.parametrize(
    ("code", "kind"),
    [("if 1:\nx = 1\n", "IndentationError"), ("if 1:\n    x = 1\n\ty = 2\n", "TabError"), ("x = )\n", "SyntaxError")],
)
def test_type_is_pythons_own_class(code: str, kind: str) -> None:
    """`type` is the class that Python raises."""
    assert analyse(code).syntax_errors[0].type == kind


def test_unknown_language_lists_the_known() -> None:
    """The error names what can be analysed."""
    with pytest.raises(UnknownLanguage) as raised:
        analyse("x", "cobol")

    assert "python" in raised.value.message
    assert raised.value.details[0].field == "language"


@pytest.mark.parametrize("name", ["python", "Python", " PYTHON ", "py", "python3"])
def test_names_of_python(name: str) -> None:
    """People write the language's name in several ways."""
    assert analyse("x = 1\nprint(x)\n", name).language == "python"
    assert "python" in LANGUAGES


def test_certain_and_weighty_findings_come_first() -> None:
    """Errors before warnings before habits before praise; among equals the more certain one."""
    found = arrange(
        [
            _finding(rule="praise", severity="praise", concept="functions", line=1),
            _finding(rule="habit", line=2),
            _finding(rule="doubtful", severity="warning", confidence=0.4, line=3, concept="loops"),
            _finding(rule="sure", severity="warning", confidence=0.9, line=4, concept="range"),
            _finding(rule="crash", severity="error", line=9, concept="recursion"),
        ]
    )

    assert [one.rule for one in found] == ["crash", "sure", "doubtful", "habit", "praise"]


def test_what_repeats_is_counted() -> None:
    """The same finding at three places is one with occurrences 3, at the first place, with the lines as evidence."""
    found = arrange([_finding(line=line, end_line=line) for line in (9, 2, 5)])

    assert [(one.line, one.occurrences, one.evidence["lines"]) for one in found] == [(2, 3, [2, 5, 9])]


def test_one_thing_is_told_by_one_analyser() -> None:
    """Where two analysers tell of one concept on one line, ruff gives way."""
    found = arrange([_finding(source="ruff", rule="b"), _finding(source="python", rule="a")])

    assert [one.source for one in found] == ["python"]


def test_scores_only_rise_when_a_finding_goes() -> None:
    """Taking any one finding away lowers no score."""
    report = analyse(CARELESS)
    whole = scores(report.findings, report.metrics, parsed=True)
    for gone in report.findings:
        rest = scores([one for one in report.findings if one is not gone], report.metrics, parsed=True)

        assert rest.readability_score >= whole.readability_score
        assert rest.maintainability_score >= whole.maintainability_score


def test_fixing_raises_the_scores() -> None:
    """A program whose findings are repaired scores no lower than before, step by step."""
    steps = [CARELESS]
    for old, new in (("import os\n\n", ""), ("    unused = 3\n", ""), ('f"area"', '"area"'), ("total == ", "total = ")):
        steps.append(steps[-1].replace(old, new))
    quality = [analyse(code).scores for code in steps]

    assert [one.readability_score for one in quality] == sorted(one.readability_score for one in quality)
    assert [one.maintainability_score for one in quality] == sorted(one.maintainability_score for one in quality)
    assert analyse("def f(:\n").scores.readability_score <= quality[0].readability_score


@pytest.mark.parametrize("name", ["guess", "numbers", "matrix"])
def test_scores_survive_comments_and_blank_lines(name: str) -> None:
    """Comments, blank lines and wider spacing change no score and no metric but positions."""
    code = PROGRAMS[name]
    loose = "# A comment.\n\n" + code.replace("\n\n", "\n\n\n").replace(" = ", "  =  ")
    plain, other = analyse(code), analyse(loose)

    assert plain.scores == other.scores
    assert [one.cyclomatic for one in plain.metrics] == [one.cyclomatic for one in other.metrics]
    assert [one.rule for one in plain.findings] == [one.rule for one in other.findings]


def test_two_analysers_say_one_thing_once() -> None:
    """Where a check tells a fault better, ruff's finding of the same statement is left out."""
    early = "def f(xs):\n    for x in xs:\n        if x > 0:\n            return True\n"
    early += "        else:\n            return False\n"
    rules = {finding.rule for finding in analyse(early).findings}

    assert "return-too-early" in rules
    assert not rules & {"needless-bool-branches", "if-else-boolean"}


def test_every_finding_has_hints() -> None:
    """The findings of ruff have their ladder of hints too."""
    assert all(finding.hints for finding in analyse(CARELESS).findings if finding.severity != "praise")


def test_a_challenge_context_is_read_leniently() -> None:
    """What a platform sends in another form than expected counts as missing."""
    examples = [{"input": "add(1, 2)", "expected_output": "3"}, 5]
    read = ChallengeContext.from_json(
        {"task": "Add", "entry_point": "add", "parameters": ["a", 3], "examples": examples}
    )

    assert (read.task, read.entry_point, read.parameters) == ("Add", "add", ("a",))
    assert [(one.call, one.expected) for one in read.examples] == [("add(1, 2)", "3")]
    assert ChallengeContext.from_json({"task": 3}) == ChallengeContext()


@pytest.mark.parametrize("code", ["", "\n\n", "# only a comment\n", "\ufeffx = 1\n", "x = '\\d'\n", "pass"])
def test_small_programs_are_fine(code: str) -> None:
    """Programs without anything in them get a report without errors."""
    report = analyse(code)

    assert report.syntax_errors == ()
    assert report.scores.complexity_score == 1


def test_a_very_long_program_says_that_it_was_not_checked_in_full() -> None:
    """Beyond what people write by hand the report is short and honest about it."""
    report = analyse("x = 1\n" * 60_000)

    assert report.findings[0].rule == "too-long-to-check"
