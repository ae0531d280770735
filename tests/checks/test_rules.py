"""Every rule finds its fault, keeps quiet where the fault isn't, and says something useful."""

import pytest

from ai_engine.analysis.checks import all_rules, run_checks
from ai_engine.analysis.source import Source
from tests.checks import cases_flow, cases_habits, cases_more, cases_other, cases_values
from tests.checks.harness import Case, alarms, findings, rules

CASES: list[Case] = [
    case
    for module in (cases_flow, cases_values, cases_other, cases_more, cases_habits)
    for table in vars(module).values()
    if isinstance(table, list)
    for case in table
]
NAMED = [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(CASES)]


@pytest.mark.parametrize(("rule", "bad", "good"), NAMED)
def test_a_rule_finds_its_fault(rule: str, bad: str, good: str) -> None:
    """The faulty program gets a finding of the rule."""
    found = rules(bad)

    assert rule in found


@pytest.mark.parametrize(("rule", "bad", "good"), NAMED)
def test_a_rule_keeps_quiet_without_the_fault(rule: str, bad: str, good: str) -> None:
    """The sound program gets no finding of the rule, and no error or warning at all."""
    found, loud = rules(good), alarms(good)

    assert rule not in found
    assert not loud


def test_every_rule_has_a_case() -> None:
    """No rule is without a faulty and a sound example; the rules about tasks and praise have tests of their own."""
    covered = {rule for rule, _, _ in CASES}
    wanted = {name for name, rule in all_rules().items() if rule.category not in ("specification", "positive")}

    assert wanted - covered == set()


def test_findings_are_complete_and_name_known_concepts(concepts: frozenset[str]) -> None:
    """Each finding of the examples has all its words, no unfilled placeholder, sane positions and a known concept."""
    for _, bad, _ in CASES:
        for finding in findings(bad):
            words = (finding.message, finding.why, finding.how_to_check, finding.how_to_fix, *finding.hints)

            assert all(words)
            assert not any("{symbol}" in text or "{line}" in text for text in words)
            assert finding.concept in concepts
            assert finding.line >= 1
            assert finding.column >= 1
            assert (finding.end_line, finding.end_column) >= (finding.line, finding.column)
            assert len(finding.hints) == 3


def test_praise_is_no_alarm() -> None:
    """What was done well is praise, and there is at most a handful of it."""
    code = '''
    LIMIT = 10

    def count_words(text):
        """Counts how often each word stands in the text."""
        counts = {}
        for word in text.split():
            counts[word] = counts.get(word, 0) + 1
        return counts

    def show(text):
        for place, (word, number) in enumerate(count_words(text).items()):
            if place < LIMIT:
                print(f"{place}: {word} {number}")
    '''
    praise = [finding for finding in findings(code) if finding.severity == "praise"]

    assert 1 <= len(praise) <= 4
    assert all(finding.category == "positive" for finding in praise)


def test_a_program_that_does_not_parse_has_no_findings_here() -> None:
    """Without a tree the checks say nothing: syntax is another analyser's."""
    assert run_checks(Source("if x", None)) == []


def test_columns_count_code_points() -> None:
    """A column behind non-ASCII letters counts letters, not bytes."""
    (finding,) = [item for item in findings('word = "äöü" + 5\nprint(word)') if item.rule == "types-dont-mix"]

    assert (finding.line, finding.column, finding.end_column) == (1, 8, 17)
