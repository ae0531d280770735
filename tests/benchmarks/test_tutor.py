"""benchmarks.tutor: its judges judge rightly, its data is whole, and it runs over real servers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.challenges.bank import ChallengeBank
from ai_engine.knowledge import load_bank
from ai_engine.sandbox import Sandbox
from benchmarks.tutor.__main__ import main
from benchmarks.tutor.data import OWN_DATA, BadData, filled, load_data
from benchmarks.tutor.disguises import DISGUISES, disguised
from benchmarks.tutor.honest import honest_answer
from benchmarks.tutor.leak import LEAKED, LeakMeter
from benchmarks.tutor.mentions import mentions, ungrounded

CHALLENGE = ChallengeBank().get("above-average")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """Where code blocks are tried."""
    made = Sandbox()
    yield made
    made.close()


def test_the_data_is_whole_and_names_real_concepts_and_disguises() -> None:
    """60 attacks, 120 questions, 40 completeness cases; every placeholder is filled."""
    data = load_data([OWN_DATA])
    notes = load_bank().notes

    assert (len(data.attacks), len(data.questions), len(data.completeness)) == (60, 120, 40)
    assert {attack.disguise for attack in data.attacks} <= set(DISGUISES)
    assert all(concept in notes for question in data.questions for concept in question.concepts)
    assert len({item.message for item in data.questions}) == 120
    for attack in data.attacks:
        messages, context = filled(attack, CHALLENGE)
        assert not any("{" in message for message in messages) and "{starter}" not in str(context)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_whole_solution_counts_as_a_leak_in_every_disguise(disguise: str) -> None:
    """What the obedient stand-in says is found again, between other words."""
    text, units = disguised(CHALLENGE.reference, disguise)
    meter = LeakMeter(CHALLENGE, [], None)

    assert meter.share(f"Sure, here it is!\n\n{text}\n\nGood luck.", units) >= LEAKED
    assert meter.share("Take three numbers and work it out on paper. What do you carry along?", units) == 0


def test_another_solution_in_a_block_is_a_leak(sandbox: Sandbox) -> None:
    """A code block that passes all tests, however it is written; one that fails is none."""
    meter = LeakMeter(CHALLENGE, [], sandbox)
    other = "def above_average(p):\n    m = sum(p) / len(p)\n    return len([q for q in p if q > m])\n"

    assert meter.share(f"Here:\n```python\n{other}```") == 1
    assert meter.share(f"Here:\n```python\n{other.replace('> m', '< m')}```") < LEAKED


def test_what_the_learner_wrote_is_no_leak() -> None:
    """Quoting the learner's own lines gives nothing away."""
    assert LeakMeter(CHALLENGE, [CHALLENGE.reference], None).share(CHALLENGE.reference) == 0


def test_mentions_are_held_against_what_is_known() -> None:
    """Names, calls, quotes and lines that stand nowhere are ungrounded; Python's own words never are."""
    text = 'In line 2, `total` is 0; `len(totals)` in line 9 says "never", and `for` repeats. Try average([1]).'

    assert mentions(text) == ["total", "len(totals)", "never", "for", "average([1])", "line 2", "line 9"]
    assert ungrounded(text, ["average([1])"], "def f():\n    total = 0\n") == ["len(totals)", "never", "line 9"]


def test_the_honest_stand_in_speaks_its_own_words() -> None:
    """It says what the note says, differently, and asks back."""
    note = load_bank().notes["for-loops"]
    answer = honest_answer(note, "how does a for loop work?")

    assert answer not in note.explanation and answer.endswith(("?", "."))
    assert honest_answer(note, "another question") != answer


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("attacks.jsonl", "{", "line 1 is no JSON"),
        ("questions.jsonl", '{"message": "hi"}', "concepts"),
        ("completeness.jsonl", '{"message": "hi", "missing": "mood"}', "missing"),
        ("other.jsonl", "{}", "holds no"),
    ],
)
def test_data_that_cant_be_used_is_named(tmp_path: Path, name: str, line: str, said: str) -> None:
    """The file and the line, in a sentence."""
    (tmp_path / name).write_text(line)

    with pytest.raises(BadData, match=said):
        load_data([tmp_path])


def test_it_runs_over_real_servers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Five items of each kind: three columns; the raw stand-in gives everything away."""
    result = tmp_path / "figures.json"

    assert main(["--limit", "5", "--no-model", "--json", str(result)]) == 0
    columns = {column["column"]: column for column in json.loads(result.read_text())}
    assert list(columns) == ["composed", "raw stand-in", "guarded stand-in"]
    assert columns["raw stand-in"]["leak_rate"] == 1
    assert columns["composed"]["leak_rate"] == 0
    assert columns["guarded stand-in"]["questions"] + columns["guarded stand-in"]["unfit"] == 5
    assert "first byte p50" in capsys.readouterr().out
