"""What a new attempt changed: the example that comes out right now, or the lines that are different and the result."""

import difflib

from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.wording import code, listed

_MOST_LINES = 3


def progress(scene: Scene) -> str:
    """A sentence on what is different since the last program; "" for the first one."""
    facts, state = scene.facts, scene.state
    failed = facts.failure
    if not scene.asked.new_code or not state.code or not state.code_mark or failed is None:
        return ""
    before = {text.removeprefix("failed:") for text in state.shown if text.startswith("failed:")}
    solved = next((example for example in facts.right if example.call in before), None)
    if solved is not None:
        return (
            f"{code(solved.call)} gives {code(solved.expected)} now, as it should: that part is solved, well done. "
            "Another example is still wrong."
        )
    lines = changed_lines(state.code, scene.asked.code)
    if not lines or failed.call not in before:
        return ""
    where = f"line{'s' if len(lines) > 1 else ''} {listed([str(line) for line in lines])}"
    return f"You changed {where}, and that is a real try. The same example does not come out right yet."


def changed_lines(old: str, new: str) -> list[int]:
    """The numbers of the new program's lines that differ from the old one's, at most three."""
    before, after = ([line.rstrip() for line in text.strip("\n").split("\n")] for text in (old, new))
    found: list[int] = []
    for kind, _, _, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind in ("replace", "insert"):
            found += [number + 1 for number in range(start, end) if after[number].strip()]
    return found[:_MOST_LINES]
