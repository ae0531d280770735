"""A challenge made in the test, and a sandbox to grade in."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.challenges.challenge import Challenge, load_challenge
from ai_engine.sandbox import Limits, Sandbox
from tests.conftest import debian

ABOUT = """
title = "Where it belongs"
entry_point = "place"
level = "beginner"
topics = ["searching", "loops"]
concepts = ["search-pattern"]
xp = 40

[[hints]]
text = "Which elements must stand before the new one?"

[[hints]]
text = "What is the answer when all of them are smaller?"
xp_cost = 5
"""
REFERENCE = """
def place(number, row):
    for index, element in enumerate(row):
        if number <= element:
            return index
    return len(row)
"""
OTHER = """
def place(number, row):
    count = 0
    for element in row:
        if element < number:
            count += 1
    return count
"""
INPUTS = """
def generate(random):
    row = sorted(random.randint(-9, 9) for _ in range(random.randint(0, 6)))
    return random.randint(-10, 10), row


def valid(number, row):
    return row == sorted(row)
"""
TESTS = [
    {"call": "place(4, [1, 3, 5])", "expected": "2", "hidden": False},
    {"call": "place(9, [1, 3, 5])", "expected": "3", "hidden": False},
    {"call": "place(3, [1, 3, 5])", "expected": "1", "hidden": True},
    {"call": "place(1, [])", "expected": "0", "hidden": True},
    {"call": "place(-2, [0])", "expected": "0", "hidden": True},
    {"call": "place(2, [2, 2, 2])", "expected": "0", "hidden": True},
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The challenge's folder."""
    folder = tmp_path_factory.mktemp("challenges") / "where-it-belongs"
    (folder / "correct").mkdir(parents=True)
    (folder / "challenge.toml").write_text(ABOUT)
    (folder / "statement.md").write_text("Write `place(number, row)`.\n")
    (folder / "reference.py").write_text(REFERENCE)
    (folder / "correct" / "counting.py").write_text(OTHER)
    (folder / "inputs.py").write_text(INPUTS)
    (folder / "tests.json").write_text(json.dumps(TESTS))
    return folder


@pytest.fixture(scope="session")
def challenge(folder: Path) -> Challenge:
    """The challenge."""
    return load_challenge(folder)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The best sandbox that this machine gives."""
    debian("bubblewrap", "bwrap")
    sandbox = Sandbox(Limits(wall_s=60, cpu_s=120))
    if sandbox.level.isolation is None:
        pytest.skip("this machine can isolate nothing")
    yield sandbox
    sandbox.close()
