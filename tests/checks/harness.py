"""Reads a program as text and says which rules speak about it."""

import ast
from textwrap import dedent

from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.analysis.checks import run_checks
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.source import Source

Case = tuple[str, str, str]  # rule, a program that has the fault, one that hasn't


def findings(code: str, challenge: ChallengeContext | None = None) -> list[Finding]:
    text = dedent(code).strip("\n") + "\n"
    return run_checks(Source(text, ast.parse(text)), challenge)


def rules(code: str, challenge: ChallengeContext | None = None) -> set[str]:
    return {finding.rule for finding in findings(code, challenge)}


def alarms(code: str, challenge: ChallengeContext | None = None) -> set[str]:
    return {finding.rule for finding in findings(code, challenge) if finding.severity in ("error", "warning")}
