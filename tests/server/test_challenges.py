"""Challenges and learning paths over HTTP."""

import uuid

import pytest

from tests.conftest import debian
from tests.server.conftest import Server

WRONG = """def count_vowels(text):
    n = 0
    for c in text:
        if c in "aeiou":
            n += 1
    return n
"""
RIGHT = WRONG.replace("in text:", "in text.lower():")


@pytest.fixture
def learner() -> str:
    """Somebody new."""
    debian("bubblewrap", "bwrap")
    return uuid.uuid4().hex


def test_a_challenge_is_generated_and_found_again(server: Server, learner: str) -> None:
    """With the contract's fields; hidden tests have no values, hints are locked; the same seed gives the same one."""
    body = {"user_level": "beginner", "topic": "strings", "learner_id": learner, "seed": 3}
    first, second = (server.http.post("/challenges/generate", json=body).json() for _ in range(2))
    challenge = first["challenge"]
    again = server.http.get(f"/challenges/{challenge['id']}").json()["challenge"]

    assert first == second
    assert again["title"] == challenge["title"]
    assert (challenge["topic"], challenge["difficulty"]) == ("strings", "beginner")
    assert {
        "id",
        "title",
        "description",
        "difficulty",
        "language",
        "topic",
        "starter_code",
        "test_cases",
        "hints",
    } <= set(challenge)
    assert all(t["input"] is None and t["expected_output"] is None for t in challenge["test_cases"] if t["hidden"])
    assert all(h["text"] is None and h["locked"] for h in challenge["hints"])


def test_defaults_and_unknown_topics(server: Server) -> None:
    """An empty body is a good request; an unknown topic is answered with the nearest, and said."""
    empty = server.http.post("/challenges/generate", json={}).json()
    odd = server.http.post("/challenges/generate", json={"topic": "blockchain wizardry"}).json()

    assert empty["challenge"]["topic"] == "arrays"
    assert "blockchain wizardry" in odd["note"]


def test_submit_and_hints(server: Server, learner: str) -> None:
    """Rejected with the smallest failing input; a hint; none without a change; then accepted and paid."""
    url = "/challenges/count-vowels"
    rejected = server.http.post(f"{url}/submit", json={"code": WRONG, "learner_id": learner}).json()
    hint = server.http.post(f"{url}/hint", json={"code": WRONG, "learner_id": learner}).json()
    none = server.http.post(f"{url}/hint", json={"code": WRONG, "learner_id": learner}).json()
    accepted = server.http.post(f"{url}/submit", json={"code": RIGHT, "learner_id": learner}).json()

    assert rejected["verdict"] == "rejected"
    assert rejected["counterexample"]["actual"] != rejected["counterexample"]["expected"]
    assert "lower" not in str(rejected).replace("lower-case", "")
    assert hint["hint"]["order"] == 1
    assert "line" in hint["hint"]["text"]
    assert (none["hint"], bool(none["reason"])) == (None, True)
    assert accepted["verdict"] == "accepted"
    assert accepted["earned"]["xp"] == 40


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/challenges/nope/submit", {"code": "x"}, 404, "not_found"),
        ("/challenges/count-vowels/submit", {}, 400, "invalid_fields"),
        ("/challenges/count-vowels/hint", {"code": "x"}, 400, "invalid_fields"),
        ("/challenges/generate", {"user_level": "wizard"}, 400, "unknown_name"),
        ("/challenges/generate", {"topic": 3}, 400, "invalid_fields"),
        ("/learning-path/recommend", {"time_commitment": "all day"}, 400, "unknown_name"),
        ("/learning-path/recommend", {"goals": "recursion"}, 400, "invalid_fields"),
    ],
)
def test_bad_requests_are_told_in_words(server: Server, path: str, body: object, status: int, code: str) -> None:
    """The one shape, the right status."""
    answer = server.http.post(path, json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["error"].endswith(".")


def test_a_learning_path_is_recommended(server: Server, learner: str) -> None:
    """Modules in order, each with a reason, a duration, and a challenge that exists."""
    body = {"user_profile": {"skill_level": "beginner"}, "goals": ["learn recursion"], "time_commitment": "light"}
    answer = server.http.post("/learning-path/recommend", json={**body, "learner_id": learner}).json()
    path = answer["recommendations"]

    assert answer["success"]
    assert {"suggested_path", "modules", "total_duration", "confidence_score"} <= set(path)
    assert "recursion" in path["modules"][-1]["concepts"]
    for module in path["modules"]:
        assert module["name"] and module["reason"] and module["estimated_duration"]
        assert (
            module["challenge_id"] is None
            or server.http.get(f"/challenges/{module['challenge_id']}").status_code == 200
        )


def test_a_learner_is_exported_and_forgotten(server: Server, learner: str) -> None:
    """Attempts, hints and solutions stand in the export, and are gone after the goodbye."""
    server.http.post("/challenges/count-vowels/submit", json={"code": RIGHT, "learner_id": learner})
    before = server.http.get(f"/learners/{learner}").json()
    server.http.delete(f"/learners/{learner}")
    after = server.http.get(f"/learners/{learner}").json()

    assert "count-vowels" in str(before)
    assert "count-vowels" not in str(after)
