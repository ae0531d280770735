"""The file of a class's rules: read, checked, and read again when it changes."""

import logging
from pathlib import Path

import pytest

from ai_engine.errors import BadSetting, Forbidden
from ai_engine.knowledge import load_bank
from ai_engine.learner.policy import ClassPolicy, PolicyFile, parse_policy
from tests.processes import eventually

CONCEPTS = load_bank().notes


def looked_again(policy: PolicyFile) -> None:
    """Ask for the rules as often as it takes until the file has been looked at again."""
    before = policy._looked
    eventually(lambda: policy() and policy._looked > before, "a look")


def test_the_example_of_the_documentation_can_be_used() -> None:
    """Every name that docs/policy.md lists is known, and its example is sound."""
    page = (Path(__file__).parents[2] / "docs" / "policy.md").read_text()
    policy = parse_policy(page.split("```toml\n")[1].split("```")[0], CONCEPTS)

    assert policy.retention_days == 180 and policy.avoids("lambda") and not policy.avoids("range")
    assert all(f"| `{name}` |" in page for name in ClassPolicy.__slots__)


@pytest.mark.parametrize(
    "text",
    [
        "exam = 1",
        "exam = 'no'",
        "support = 'everything'",
        "highest_hint = 9",
        "retention_days = -1",
        "avoided_concepts = ['lambdas']",
        "allowed_concepts = 'range'",
        "exams = true",
        "exam = ",
    ],
)
def test_a_file_that_cant_be_used_says_so_at_the_start(tmp_path: Path, text: str) -> None:
    """One sentence that names the setting."""
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(BadSetting, match="POLICY_FILE"):
        PolicyFile(path, CONCEPTS)


def test_a_missing_file_is_a_bad_setting_and_no_file_is_none(tmp_path: Path) -> None:
    """Without a file the defaults hold."""
    with pytest.raises(BadSetting, match="POLICY_FILE"):
        PolicyFile(tmp_path / "nowhere.toml")

    assert PolicyFile(None)() == ClassPolicy()


def test_a_change_is_seen_and_a_broken_file_keeps_the_last_rules(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """An exam lock is not lifted by a slip of the pen, nor by deleting the file; one sentence in the log each time."""
    path = tmp_path / "policy.toml"
    path.write_text("exam = false\n")
    policy = PolicyFile(path, CONCEPTS)
    path.write_text("exam = true\nhighest_hint = 1\n")
    looked_again(policy)
    assert policy().exam
    said = []
    with caplog.at_level(logging.WARNING):
        for change in (lambda: path.write_text("exam = fals"), path.unlink):
            change()
            for _ in range(3):
                looked_again(policy)
                said.append(len(caplog.records))

    assert said == [1, 1, 1, 2, 2, 2]
    assert policy().exam and policy().highest_hint == 1
    path.write_text("exam = false")
    looked_again(policy)
    assert not policy().exam


def test_support_levels_say_how_far_hints_go() -> None:
    """From questions only to a solution after enough attempts, and never in an exam."""
    levels = {name: parse_policy(f"support = '{name}'").last_hint for name in ("questions", "pointers", "hints")}

    assert levels == {"questions": 0, "pointers": 1, "hints": 4}
    solving = parse_policy("support = 'solution'\nsolution_after = 3")
    assert not solving.may_show_solution(2) and solving.may_show_solution(3)
    assert not parse_policy("support = 'solution'\nexam = true").may_show_solution(99)
    assert not ClassPolicy().may_show_solution(99)


def test_exam_and_languages_are_forbidden_in_kind_words() -> None:
    """Forbidden carries the sentence."""
    with pytest.raises(Forbidden, match="exam"):
        ClassPolicy(exam=True).check_exam()
    with pytest.raises(Forbidden, match="python"):
        parse_policy("languages = ['Python']").check_language("java")

    parse_policy("languages = ['Python']").check_language("python")


def test_allowed_concepts_leave_everything_else_out() -> None:
    """What isn't allowed counts as avoided."""
    policy = parse_policy("allowed_concepts = ['range', 'loops']", CONCEPTS)

    assert policy.avoided_among(["range", "loops", "classes"]) == ("classes",)
