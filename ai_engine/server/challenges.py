"""POST /challenges/generate, GET /challenges/<id>, POST /challenges/<id>/submit and /challenges/<id>/hint."""

from typing import Any

from flask_openapi3 import APIBlueprint

from ai_engine.challenges.challenge import Challenge
from ai_engine.challenges.grading import TestOutcome
from ai_engine.challenges.practice import PracticeRoom, Submission, challenge_json
from ai_engine.server.analyze import report
from ai_engine.server.class_policy import findings_within
from ai_engine.server.description import ErrorAnswer, resource
from ai_engine.server.practice_answers import ChallengeAnswer, HintAnswer, SubmissionAnswer
from ai_engine.server.schemas import ChallengePath, GenerateBody, HintBody, LearnerQuery, SubmitBody
from ai_engine.server.services import Services

SHOWN_FINDINGS = 5


def challenge_routes(services: Services) -> APIBlueprint:
    """Challenges and what learners do with them."""
    api = resource("challenges", "Challenges")
    room = services.practice

    @api.post("/challenges/generate", summary="A challenge by level, topic and goals", responses={200: ChallengeAnswer})
    def generate(body: GenerateBody) -> Any:
        choice = room.choose(
            level=body.user_level,
            topic=body.topic,
            language=body.language,
            goals=body.learning_goals,
            learner_id=body.learner_id or "",
            seed=body.seed,
        )
        answer = {"success": True, "challenge": _shown(room, choice.challenge, body.language, body.learner_id or "")}
        return answer | ({"note": choice.note} if choice.note else {})

    @api.get(
        "/challenges/<challenge_id>",
        summary="One challenge, with the hints a learner has earned",
        responses={200: ChallengeAnswer, 404: ErrorAnswer},
    )
    def get_challenge(path: ChallengePath, query: LearnerQuery) -> Any:
        challenge = room.bank.get(path.challenge_id)
        return {"success": True, "challenge": _shown(room, challenge, "python", query.learner_id or "")}

    @api.post(
        "/challenges/<challenge_id>/submit",
        summary="Grade a program: verdict, tests, the smallest failing input",
        responses={200: SubmissionAnswer, 404: ErrorAnswer},
    )
    def submit(path: ChallengePath, body: SubmitBody) -> Any:
        with services.admission.enter():
            submission = room.submit(path.challenge_id, body.code, body.learner_id or "")
            analysis = report(services, body.code)
        return _graded(submission, findings_within(analysis["findings"], services.policy()), services.policy().exam)

    @api.post(
        "/challenges/<challenge_id>/hint",
        summary="The next hint, or why none is due",
        responses={200: HintAnswer, 404: ErrorAnswer},
    )
    def hint(path: ChallengePath, body: HintBody) -> Any:
        with services.admission.enter():
            answer = room.hint(path.challenge_id, body.learner_id, body.code)
        if answer.reason:
            return {"success": True, "hint": None, "level": answer.level, "reason": answer.reason}
        shown = {"text": answer.hint, "order": answer.level, "xp_cost": answer.xp_cost, "locked": False}
        return {"success": True, "hint": shown, "level": answer.level, "concept": answer.concept or None}

    return api


def _shown(room: PracticeRoom, challenge: Challenge, language: str, learner_id: str) -> dict[str, Any]:
    costs = [room.cost(challenge, level) for level in range(1, len(challenge.hints) + 1)]
    return challenge_json(challenge, language, room.ladder(learner_id, challenge.id), costs)


def _graded(submission: Submission, findings: list[dict[str, Any]], exam: bool) -> dict[str, Any]:
    """What a submission's answer holds: nothing of the fix, nothing of a hidden test but whether it passed.

    While an exam is on: the verdict and the tests, and nothing that helps on.
    """
    grade = submission.grade
    return {
        "success": True,
        "verdict": grade.verdict,
        "message": grade.message,
        "tests": [_test(outcome) for outcome in grade.tests],
        "counterexample": grade.counterexample.to_json() if grade.counterexample and not exam else None,
        "beyond_tests": [] if exam else [case.to_json() for case in grade.beyond_tests],
        "findings": findings[:SHOWN_FINDINGS],
        "earned": {"xp": submission.earned},
        "hint_due": submission.hint_due and not exam,
        "seconds": round(grade.seconds, 3),
    }


def _test(outcome: TestOutcome) -> dict[str, Any]:
    if outcome.test.hidden:
        return {"hidden": True, "passed": outcome.passed, "input": None, "expected_output": None, "actual": None}
    return {
        "hidden": False,
        "passed": outcome.passed,
        "input": outcome.test.call,
        "expected_output": outcome.test.expected,
        "actual": outcome.actual,
        "printed": outcome.printed,
    }
