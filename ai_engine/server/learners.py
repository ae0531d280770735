"""GET and DELETE /learners/<id>: all that is kept of a learner."""

from typing import Any

from flask_openapi3 import APIBlueprint

from ai_engine.challenges.recommend import learner_observations
from ai_engine.errors import NotFound
from ai_engine.learner.mastery import mastery
from ai_engine.server.answers import ForgottenAnswer, LearnerAnswer
from ai_engine.server.conversations import conversation_object
from ai_engine.server.description import resource
from ai_engine.server.schemas import LearnerPath, is_learner_id
from ai_engine.server.services import Services


def learner_routes(services: Services) -> APIBlueprint:
    """What a learner, or whoever answers for them, can ask for and have forgotten."""
    api = resource("learners", "Learners")

    @api.get("/learners/<learner_id>", summary="All that is kept of a learner", responses={200: LearnerAnswer})
    def export(path: LearnerPath) -> Any:
        learner = _sound(path)
        seen = learner_observations(services.practice, learner)
        return {
            "success": True,
            "learner": {
                "learner_id": learner,
                "conversations": [conversation_object(one) for one in services.conversations.export(learner)],
                "feedback": services.conversations.feedback(learner),
                "mastery": {concept: round(chance, 3) for concept, chance in sorted(mastery(seen).items())},
                **services.practice.records.export(learner),
            },
        }

    @api.delete("/learners/<learner_id>", summary="Forget a learner", responses={200: ForgottenAnswer})
    def forget(path: LearnerPath) -> Any:
        learner = _sound(path)
        conversations = services.conversations.forget(learner)
        records = services.practice.records.forget(learner)
        services.practice.forget_graders()
        return {"success": True, "deleted": {"conversations": conversations, "records": records}}

    return api


def _sound(path: LearnerPath) -> str:
    if not is_learner_id(path.learner_id):
        raise NotFound("There is no such learner.")
    return path.learner_id
