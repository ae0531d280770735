"""Whether words tell an exercise: something that a learner has to write, in the words of a sheet."""

import re

_SIGNATURE = re.compile(r"\b[a-z_]\w*\([a-z_]\w*(?:\s*,\s*[a-z_]\w*)*\)")
_NUMBERED = re.compile(
    r"\b(?:exercise|task|homework|assignment|problem|challenge|question|lab|sheet|aufgabe|ejercicio|exercice)\s*(?:\d+|[a-z]\b)?\s*[:.)]",
    re.IGNORECASE,
)
_WRITE = re.compile(
    r"\b(?:write|implement|create|define|complete|build|develop|design)\s+(?:a |an |the |your |this |me )?(?:python )?"
    r"(?:(?:recursive|small|short|simple|new) )*(?:function|method|program|class|script|procedure|`?[a-z_]\w*\()",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:that|which|it|function|should|shall|must|to)\s+(?:returns?|gives? back|prints?|computes?|calculates?|counts?|finds?)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\bgiven (?:a|an|two|three|some|the|as)\b|\b(?:takes|accepts|receives|gets) (?:a|an|two|three)\b", re.IGNORECASE
)
_EXAMPLE = re.compile(
    r"\w\([^()\n]*\)`?\s*(?:is|->|→|=>|==|returns?|gives?|should)\b|\b(?:example|input|output)s?\s*\d*:", re.IGNORECASE
)
_DEMAND = re.compile(
    r"(?:^|[.:!]\s{1,3}|\n)[ \t>*\d.)-]{0,8}(?:find|print|compute|calculate|count|reverse|sort|check|determine|convert|simulate|display|output|remove|merge|sum|draw|transpose|translate|read|ask|guess|generate|list)"
    r" (?:the|an?|all|whether|how many|if|every|each|two|three|numbers?|words?)\b(?! (?:code|error|difference|following))",
    re.IGNORECASE,
)
_LEAST_WORDS = 12
_LEAST_OF_DEMAND = 5


def tells_task(text: str) -> bool:
    """Whether a message tells a task: an order ("count the words of a text"), or two of its usual parts (a signature,
    what to write, what to give back, an example)."""
    count = len(text.split())
    if count >= _LEAST_OF_DEMAND and _DEMAND.search(text):
        return True
    if count < _LEAST_WORDS:
        return False
    marks = (_SIGNATURE, _NUMBERED, _WRITE, _GIVES, _GIVEN, _EXAMPLE)
    return sum(mark.search(text) is not None for mark in marks) >= 2
