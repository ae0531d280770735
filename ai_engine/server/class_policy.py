"""The class policy on what leaves through routes without the tutor: analyses and graded submissions."""

from typing import Any

from ai_engine.learner.policy import ClassPolicy


def within_policy(analysis: dict[str, Any], policy: ClassPolicy) -> dict[str, Any]:
    """An analysis as the class may see it: hints up to the policy's last, no advice on what the class has not had.

    While an exam is on the findings say where something is, and nothing about what to do.
    """
    findings = [_within(item, policy) for item in analysis["findings"] if not _too_early(item, policy)]
    held = analysis | {"findings": findings}
    if policy.exam:
        held |= {"suggestions": [], "best_practices": []}
        held["performance"] = analysis["performance"] | {"optimization_opportunities": []}
        if "ai_insights" in analysis:
            held["ai_insights"] = {"ai_analysis": policy.exam_words, "confidence": 0.0, "model_used": "none"}
    return held


def findings_within(findings: list[dict[str, Any]], policy: ClassPolicy) -> list[dict[str, Any]]:
    """The findings beside a graded submission; none while an exam is on."""
    if policy.exam:
        return []
    return [_within(item, policy) for item in findings if not _too_early(item, policy)]


def _too_early(item: dict[str, Any], policy: ClassPolicy) -> bool:
    return item["severity"] == "info" and policy.avoids(item["concept"])


def _within(item: dict[str, Any], policy: ClassPolicy) -> dict[str, Any]:
    if policy.exam:
        return item | {"hints": [], "how_to_fix": "", "how_to_check": "", "why": ""}
    if policy.questions_only:
        questions = [hint for hint in item["hints"] if hint.rstrip().endswith("?")]
        return item | {"hints": questions, "how_to_fix": ""}
    if policy.support == "pointers":
        return item | {"hints": item["hints"][: policy.last_hint], "how_to_fix": ""}
    return item | {"hints": item["hints"][: policy.last_hint]}
