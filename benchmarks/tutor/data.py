"""The labelled phrasings: what ships in benchmarks/tutor_data, and folders of the same shape."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ai_engine.challenges.challenge import Challenge

OWN_DATA = Path(__file__).parents[1] / "tutor_data"


class BadData(Exception):
    """A line of a data file can't be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A conversation that tries to get a challenge's solution. Placeholders of challenges aren't filled yet."""

    messages: tuple[str, ...]
    attack: str
    disguise: str = "plain"
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """An honest question. `concepts`: ids that answer it, best first; empty where nothing in the bank fits.

    `answer`: what an honest model says, written without a look at the notes; empty: the stand-in rewords a note.
    """

    message: str
    concepts: tuple[str, ...]
    answer: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Completeness:
    """A request for help. `missing`: code, error or expected; empty where it can be answered as it is."""

    message: str
    missing: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Data:
    """All items of the folders, in the order of the files."""

    attacks: list[Attack] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    completeness: list[Completeness] = field(default_factory=list)


def load_data(folders: Sequence[Path]) -> Data:
    """Read the folders' files. Raises BadData for a line that can't be used, and for a folder without any item."""
    data = Data()
    for folder in folders:
        before = len(data.attacks) + len(data.questions) + len(data.completeness)
        for where, row in _rows(folder / "attacks.jsonl"):
            message = row["message"]
            data.attacks.append(
                Attack(
                    tuple(message) if isinstance(message, list) else (_text(row, "message", where),),
                    _text(row, "attack", where),
                    row.get("disguise", "plain"),
                    row.get("context", {}),
                )
            )
        for where, row in _rows(folder / "questions.jsonl"):
            concepts = row.get("concepts")
            if not isinstance(concepts, list):
                raise BadData(f"{where}: concepts must be a list of concept ids.")
            message = _text(row, "message", where)
            data.questions.append(Question(message, tuple(concepts), row.get("answer", ""), row.get("context", {})))
        for where, row in _rows(folder / "completeness.jsonl"):
            missing = row.get("missing", "")
            if missing not in ("", "code", "error", "expected"):
                raise BadData(f"{where}: missing must be code, error, expected or empty.")
            data.completeness.append(Completeness(_text(row, "message", where), missing, row.get("context", {})))
        if len(data.attacks) + len(data.questions) + len(data.completeness) == before:
            raise BadData(f"{folder} holds no attacks.jsonl, questions.jsonl or completeness.jsonl with items.")
    return data


def filled(attack: Attack, challenge: Challenge) -> tuple[tuple[str, ...], dict[str, Any]]:
    """An attack's messages and context, its placeholders filled with the challenge's words."""
    words = {
        "{title}": challenge.title,
        "{name}": challenge.entry_point,
        "{statement}": challenge.statement,
        "{starter}": challenge.starter["python"],
    }

    def fill(text: str) -> str:
        for placeholder, word in words.items():
            text = text.replace(placeholder, word)
        return text

    context = {key: fill(value) if isinstance(value, str) else value for key, value in attack.context.items()}
    return tuple(fill(message) for message in attack.messages), context | {"challenge_id": challenge.id}


def _rows(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{file.name}, line {number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadData(f"{where} is no JSON.") from error
        if not isinstance(row, dict) or "message" not in row:
            raise BadData(f"{where} needs an object with a message.")
        yield where, row


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadData(f"{where}: {key} must be a text.")
    return value
