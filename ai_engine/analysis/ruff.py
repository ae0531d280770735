"""Ruff's findings, in a learner's words. Its absence or failure costs its findings and nothing else."""

import json
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ai_engine.analysis.findings import Finding, first_question
from ai_engine.analysis.ruff_rules import RULES
from ai_engine.analysis.source import Source

# A program this short goes into the pipe at once, so that ruff works while we do.
_PIPE_CHARS = 15_000
_TIMEOUT_S = 5.0


class RuffRun:
    """One run of ruff over one program, on another core from its start on."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._process = _start()
        self._rest: str | None = source.text
        if self._process is not None and self._process.stdin is not None and len(source.text) <= _PIPE_CHARS:
            try:
                self._process.stdin.write(source.text)
                self._process.stdin.close()
                self._process.stdin = None
            except OSError:
                self.close()
            self._rest = None

    def findings(self) -> list[Finding]:
        """Wait for ruff and read its answer; empty where it failed."""
        if self._process is None:
            return []
        try:
            output, _ = self._process.communicate(self._rest, timeout=_TIMEOUT_S)
        except (subprocess.TimeoutExpired, OSError, ValueError):
            return []
        finally:
            self.close()
        return list(_read(output, self._source))

    def close(self) -> None:
        """End ruff, if it still runs. May be called more than once."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


@cache
def _command() -> tuple[str, ...] | None:
    """The command line, or None where ruff is not installed."""
    beside = Path(sysconfig.get_path("scripts")) / "ruff"
    program = str(beside) if beside.exists() else shutil.which("ruff")
    if program is None:
        return None
    options = ["--isolated", "--no-cache", "--no-fix", "--quiet", "--exit-zero", "--ignore-noqa"]
    form = ["--output-format", "json-lines", "--target-version", "py311", "--stdin-filename", "learner.py"]
    return (program, "check", *options, *form, "--select", ",".join(RULES), "-")


def _start() -> "subprocess.Popen[str] | None":
    command = _command()
    if command is None:
        return None
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env={"RUFF_NO_CACHE": "true"},
        )
    except OSError:
        return None


def _read(output: str, source: Source) -> Iterator[Finding]:
    for line in output.splitlines():
        try:
            item = json.loads(line)
            finding = _finding(item, source)
        except (ValueError, KeyError, TypeError):
            continue
        if finding is not None:
            yield finding


def _finding(item: dict[str, Any], source: Source) -> Finding | None:
    rule = RULES.get(item["code"])
    if rule is None:
        return None
    start, end = item["location"], item["end_location"]
    line, column = int(start["row"]), int(start["column"])
    end_line, end_column = int(end["row"]), int(end["column"])
    if not 0 < line <= len(source.lines):
        return None
    text = source.lines[line - 1].strip()
    named = item["message"].split("`")
    symbol = named[1] if len(named) > 2 else ""
    if not symbol and line == end_line:
        symbol = source.lines[line - 1][column - 1 : end_column - 1].strip()[:60]
    words = {"symbol": symbol or "this"}
    check, fix = rule.how_to_check.format(**words), rule.how_to_fix.format(**words)
    return Finding(
        rule=rule.name,
        category=rule.category,
        severity=rule.severity,
        confidence=rule.confidence,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        symbol=symbol,
        message=rule.message.format(**words),
        why=rule.why.format(**words),
        how_to_check=check,
        how_to_fix=fix,
        hints=(first_question(rule.category, line), check, fix),
        concept=rule.concept,
        evidence={"source_line": text[:200], "ruff": item["code"]},
        source="ruff",
    )
