"""POST /learning-path/recommend: modules towards a learner's goals, each with a challenge to begin with."""

from typing import Any

from flask_openapi3 import APIBlueprint

from ai_engine.challenges.recommend import first_challenges, observations
from ai_engine.errors import FieldError, UnknownName
from ai_engine.learner.mastery import mastery, presumed
from ai_engine.learner.path import COMMITMENTS, HOURS_A_WEEK, Commitment, Path, plan, read_profile
from ai_engine.server.description import resource
from ai_engine.server.practice_answers import PathAnswer
from ai_engine.server.schemas import PathBody
from ai_engine.server.services import Services


def learning_path_routes(services: Services) -> APIBlueprint:
    """What to learn next."""
    api = resource("learning-path", "Learning path")
    records, bank = services.practice.records, services.practice.bank

    @api.post(
        "/learning-path/recommend",
        summary="Modules towards a learner's goals, in order",
        responses={200: PathAnswer},
    )
    def recommend(body: PathBody) -> Any:
        commitment = _commitment(body.time_commitment)
        attempts = records.attempts(body.learner_id) if body.learner_id else []
        shown = {a.challenge_id: len(records.ladder(body.learner_id or "", a.challenge_id).shown) for a in attempts}
        seen = observations(attempts, bank, shown)
        known = mastery(seen)
        path = plan(
            services.bank, read_profile(body.user_profile, services.bank), body.goals, commitment, known, len(seen)
        )
        solved = {attempt.challenge_id for attempt in attempts if attempt.verdict == "accepted"}
        likely = presumed(known, services.bank.notes)
        first = first_challenges(bank, [module.concepts for module in path.modules], likely, solved)
        return {"success": True, "recommendations": _shown(path, commitment, first)}

    return api


def _commitment(asked: str) -> Commitment:
    for known in COMMITMENTS:
        if asked == known:
            return known
    names = ", ".join(COMMITMENTS)
    sentence = f"The time commitment {asked[:40]!r} is unknown; there are {names}."
    raise UnknownName(sentence, [FieldError("time_commitment", f"must be one of {names}")])


def _shown(path: Path, commitment: Commitment, first: list[str | None]) -> dict[str, Any]:
    weeks, pace = max(1, round(path.weeks + 0.49)), HOURS_A_WEEK[commitment]
    return {
        "suggested_path": path.name,
        "modules": [
            {
                "name": module.name,
                "estimated_duration": _hours(module.minutes / 60),
                "difficulty": module.level,
                "reason": module.reason,
                "concepts": list(module.concepts),
                "challenge_id": challenge,
            }
            for module, challenge in zip(path.modules, first, strict=True)
        ],
        "total_duration": f"{_hours(path.hours)}, about {weeks} week{'s' * (weeks > 1)} at {pace:g} hours a week",
        "confidence_score": path.confidence,
    }


def _hours(hours: float) -> str:
    halves = max(1, round(hours * 2)) / 2
    return f"{halves:g} hour{'s' * (halves != 1)}"
