"""Examples told without writing the call: "given [1, 2] the output is 3", "Input: 5 Output: 120", rows of a table."""

import re
from itertools import pairwise

from ai_engine.tutor.evidence.literals import Literal, literal_at, literals, plain_quotes

_BETWEEN_ARGUMENTS = re.compile(r"\s*(?:,|and|;|,\s*and|\n)?\s*(?:`\s*)?(?:\w+\s*(?:=|:)\s*)?`?\s*")
_LEADS_TO = re.compile(
    r"->|→|=>|⇒|➞|\b(?:outputs?|results?|answers?|returns?|gives?|becomes?|yields?|should|must|expect(?:s|ed)?|turns? into|prints?)\b",
    re.IGNORECASE,
)
# What comes out at present, or what is not wanted: no expectation.
_REPORTS = re.compile(
    r"\b(?:instead|not|but|wrong|get|got|getting|mine|my|me|I|why|actual(?:ly)?|n't|currently|from|to|between)\b",
    re.IGNORECASE,
)
# What stands after these is a result itself, and no input of the next one.
_IS_RESULT = re.compile(
    r"(?:->|→|=>|⇒|➞|==|\)\s*=|\b(?:returns?|gives?|outputs?:?|results?:?|should be|must be|is|are|becomes?|prints?|show|says?))\s*[`:]*\s*$",
    re.IGNORECASE,
)
_NEXT_LINE = re.compile(
    r"\n\W*(?:(?:expected|sample|example|the|your) )*(?:outputs?|results?|answer|returns?|expected)\b\W*", re.IGNORECASE
)
_LONGEST_LINK = 70
_CELL = re.compile(r"^\s*\|(.+)\|\s*$")


def worded_examples(text: str, parameters: int) -> list[tuple[tuple[str, ...], str]]:
    """Pairs of arguments and wanted result for a function of so many parameters, as the words tell them."""
    text = plain_quotes(text)
    if parameters < 1:
        return []
    return [*_table_rows(text, parameters), *_told(text, parameters)]


def _told(text: str, parameters: int) -> list[tuple[tuple[str, ...], str]]:
    found = []
    items = literals(text)
    for first in range(len(items) - parameters):
        given, wanted = items[first : first + parameters], items[first + parameters]
        if not _side_by_side(text, given) or _inside_call(text, given[0]) or _IS_RESULT.search(text[: given[0].start]):
            continue
        link = text[given[-1].end : wanted.start]
        long = len(link) > _LONGEST_LINK or link.count("\n") > 1 or ". " in link.strip()
        if "\n" in link and not _NEXT_LINE.search(link):
            continue
        if long or not _LEADS_TO.search(link) or _REPORTS.search(link):
            continue
        found.append((tuple(item.text for item in given), wanted.text))
    return found


def _side_by_side(text: str, given: list[Literal]) -> bool:
    return all(_BETWEEN_ARGUMENTS.fullmatch(text[one.end : two.start]) for one, two in pairwise(given))


def _inside_call(text: str, item: Literal) -> bool:
    return bool(re.search(r"\w\([^()\n]*$", text[: item.start]))


def _table_rows(text: str, parameters: int) -> list[tuple[tuple[str, ...], str]]:
    found = []
    for line in text.split("\n"):
        row = _CELL.match(line)
        cells = [cell.strip().strip("`") for cell in row[1].split("|")] if row else []
        whole = [item for cell in cells if (item := literal_at(cell)) is not None and item.text == cell]
        if len(whole) == len(cells) == parameters + 1:
            found.append((tuple(item.text for item in whole[:-1]), whole[-1].text))
    return found
