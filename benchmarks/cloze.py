"""Whether a code model's two uses help: names for vague variables, and tokens that it finds unlikely.

    python -m benchmarks.cloze FOLDER [--programs N] [--low P] [--high P]

FOLDER holds a T5 code model with its tokenizer. The programs are the challenge bank's references. Names: a variable
is renamed to one letter, and the model is asked for a better name. Tokens: each program is judged as it is (what is
reported then is a false alarm) and with one operator or variable replaced (what is reported there is a find).
"""

import argparse
import ast
import random
import re
from collections.abc import Iterator
from pathlib import Path

from ai_engine.inference.tasks.masked_names import NamePredictor
from ai_engine.inference.tasks.unlikely import MAX_PLACES, UnlikelyTokens, places

BANK = Path(__file__).parents[1] / "ai_engine" / "challenges" / "bank"


def programs(limit: int) -> list[str]:
    """The bank's reference programs."""
    return [path.read_text() for path in sorted(BANK.glob("*/reference.py"))][:limit]


def with_vague_names(code: str) -> Iterator[tuple[str, str]]:
    """The program with one of its local variables called x, and the name that it had."""
    if re.search(r"\bx\b", code):
        return
    names = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name) and _stored(node)}
    for name in sorted(names):
        if len(name) > 2:
            yield re.sub(rf"\b{re.escape(name)}\b", "x", code), name


def _stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def spoilt(code: str, source: random.Random) -> tuple[str, int, int, str] | None:
    """The program with one token replaced: the new text, the place's line and column, and what stood there."""
    found = places(code)
    if not found:
        return None
    place = source.choice(found)
    other = source.choice(place.alternatives)
    changed = code[: place.start] + other + code[place.end :]
    moved = [one for one in places(changed) if one.start == place.start]
    return (changed, place.line, place.column, place.text) if moved else None


def measure(folder: Path, limit: int, low: float, high: float) -> dict[str, float]:
    """The shares that tell whether each use helps."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    names, tokens = NamePredictor(model, tokenizer, "cpu"), UnlikelyTokens(model, tokenizer, "cpu")
    sound, source = programs(limit), random.Random(7)
    asked = right = offered = 0
    for code in sound:
        for vague, name in with_vague_names(code):
            asked += 1
            (found,) = names.suggest([vague])
            proposals = [proposal["name"] for one in found if one["name"] == "x" for proposal in one["proposals"]]
            right += proposals[:1] == [name]
            offered += name in proposals
    alarms = judged = 0
    for answer in tokens.judge(sound):
        judged += len(answer)
        alarms += sum(_reported(one, low, high) for one in answer)
    cases = [case for code in sound for _ in range(3) if (case := spoilt(code, source)) is not None]
    finds = corrected = 0
    for (_, line, column, text), answer in zip(cases, tokens.judge([case[0] for case in cases]), strict=True):
        here = [one for one in answer if (one["line"], one["column"]) == (line, column) and _reported(one, low, high)]
        finds += bool(here)
        corrected += any(one["alternative"] == text for one in here)
    return {
        "names asked": asked,
        "first proposal is the author's name": right / max(1, asked),
        "author's name among the proposals": offered / max(1, asked),
        "places judged in sound programs": judged,
        "false alarms a place": alarms / max(1, judged),
        "spoilt programs": len(cases),
        "spoilt place reported": finds / max(1, len(cases)),
        "reported with the right token": corrected / max(1, len(cases)),
    }


def _reported(place: dict[str, float], low: float, high: float) -> bool:
    return place["probability"] < low and place["alternative_probability"] > high


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=f"Measures both uses of a code model ({MAX_PLACES} places a program).")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--programs", type=int, default=60)
    parser.add_argument("--low", type=float, default=0.02)
    parser.add_argument("--high", type=float, default=0.8)
    given = parser.parse_args()
    for name, value in measure(given.folder, given.programs, given.low, given.high).items():
        print(f"{name:40} {value:8.3f}")


if __name__ == "__main__":
    main()
