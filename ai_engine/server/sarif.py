"""An analysis as SARIF 2.1.0 (OASIS), which editors and code hosts read: the same findings in another shape."""

from typing import Any

from ai_engine import __version__

MEDIA_TYPE = "application/sarif+json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "praise": "none"}
_SUFFIXES = {"python": "py", "javascript": "js", "typescript": "ts", "java": "java", "c": "c", "c++": "cpp", "go": "go"}


def sarif(analysis: dict[str, Any], language: str) -> dict[str, Any]:
    """One run with one result a finding. The program has no name in a request; its artifact is called `program`."""
    artifact = f"program.{_SUFFIXES.get(language.strip().lower(), 'txt')}"
    findings = analysis["findings"]
    rules = {finding["rule"]: finding for finding in reversed(findings)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ai-engine",
                        "semanticVersion": __version__,
                        "rules": [_rule(rules[name]) for name in sorted(rules)],
                    }
                },
                "artifacts": [{"location": {"uri": artifact}, "sourceLanguage": language}],
                # Columns are counted as the analyser counts them.
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, artifact) for finding in findings],
            }
        ],
    }


def _rule(finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": finding["rule"],
        "shortDescription": {"text": finding["rule"].replace("-", " ").capitalize()},
        "fullDescription": {"text": finding["why"] or finding["message"]},
        "properties": {"category": finding["category"], "concept": finding["concept"]},
    }


def _result(finding: dict[str, Any], artifact: str) -> dict[str, Any]:
    region = {
        "startLine": finding["line"],
        "startColumn": finding["column"],
        "endLine": finding["end_line"],
        "endColumn": finding["end_column"],
    }
    return {
        "ruleId": finding["rule"],
        "level": _LEVELS[finding["severity"]],
        "kind": "informational" if finding["severity"] == "praise" else "fail",
        "message": {"text": f"{finding['message']} {finding['how_to_fix']}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": artifact}, "region": region}}],
        "occurrenceCount": finding["occurrences"],
        "rank": round(100 * finding["confidence"], 1),
        "properties": {"category": finding["category"], "concept": finding["concept"], "source": finding["source"]},
    }
