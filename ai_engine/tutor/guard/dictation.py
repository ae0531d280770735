"""Solutions told in words: step by step, as pseudo-code, or line by line, in one answer or over several."""

import re
from collections.abc import Collection

from ai_engine.challenges.secrets import Told
from ai_engine.tutor.guard.commands import orders

_BULLET = r"(?:\s*(?:[-*•>|#]+|\(?\d+[.):]|\(?[a-h][.)]|step \w+[:.,]?|line \w+[:.,]?)\s*)*"
_LINKS = (
    r"(?:(?:and|then|so|next|now|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|after (?:that|this)|afterwards|at the end|"
    r"in the end|inside(?: (?:it|the loop|that))?|within it|before (?:that|the loop)|otherwise|please|just|also|you|we|begin by|start by|to do this|"
    r"to begin|in it|there|for this|once done|after the loop|outside the loop|again)[,:]?\s+)*"
)
_WANTED = r"(?:(?:you |we |it |the (?:function|program|solution|code) )?(?:should|must|need to|have to|want to|can|could|will|would|simply|just|only|always|has to|needs to)\s+)*"
_VERBS: tuple[tuple[str, str], ...] = (
    (
        "return",
        r"(?:return|give back|hand back|send back|yield|deliver|output|print)s?(?:ing)?|(?:give|hand|send|pass)s? (?:the |it |its |that )?(?:\w+ )?back",
    ),
    (
        "loop",
        r"(?:loop(?:s|ing)?|iterat(?:e|es|ing)|go(?:es|ing)? (?:through|over)|walk(?:s|ing)? (?:through|over|along)|for (?:each|every|all)|repeat(?:s|ing)?|while|as long as|travers(?:e|es|ing)|visit(?:s|ing)?|run(?:s|ning)? (?:through|over))",
    ),
    (
        "if",
        r"(?:if|check(?:s|ing)? (?:if|whether|that|each|the)|when(?:ever)?|in case|else|otherwise|test(?:s|ing)? (?:if|whether)|compar(?:e|es|ing)|unless|only when)",
    ),
    (
        "update",
        r"(?:add(?:s|ing)?|increment(?:s|ing)?|increas(?:e|es|ing)|decreas(?:e|es|ing)|decrement(?:s|ing)?|subtract(?:s|ing)?|multipl(?:y|ies|ying)|divid(?:e|es|ing)|updat(?:e|es|ing)|append(?:s|ing)?|push(?:es|ing)?|insert(?:s|ing)?|collect(?:s|ing)?|rais(?:e|es|ing)|sum(?:s|ming)? up|count(?:s|ing)? (?:up|it|them|one)|put(?:s|ting)?|replac(?:e|es|ing)|append(?:s|ing)?)",
    ),
    (
        "set",
        r"(?:set(?:s|ting)?|initiali[sz](?:e|es|ing)|creat(?:e|es|ing)|declar(?:e|es|ing)|defin(?:e|es|ing)|mak(?:e|es|ing) an?|start(?:s|ing)? (?:with|off|a|an|at|from|the)|begin(?:s|ning)? with|assign(?:s|ing)?|stor(?:e|es|ing)|sav(?:e|es|ing)|keep(?:s|ing)? (?:an?|the)|let \w+ be|prepar(?:e|es|ing)|introduc(?:e|es|ing))",
    ),
    (
        "call",
        r"(?:call(?:s|ing)?|convert(?:s|ing)?|split(?:s|ting)?|join(?:s|ing)?|sort(?:s|ing)?|revers(?:e|es|ing)|slic(?:e|es|ing)|tak(?:e|es|ing)|strip(?:s|ping)?|lower(?:s|ing)?|turn(?:s|ing)?|swap(?:s|ping)?|us(?:e|es|ing)|look(?:s|ing)? (?:\w+ )?up|cut(?:s|ting)?|mak(?:e|es|ing)|drop(?:s|ping)?|throw(?:s|ing)?|pick(?:s|ing)?|copy|copies|copying|get(?:s|ting)?|halv(?:e|es|ing)|doubl(?:e|es|ing)|squar(?:e|es|ing))",
    ),
)
# What a clause says of a value: "total becomes 0", "count goes up by 1", "the list is reversed".
_CHANGES = (
    (
        "set",
        re.compile(
            r"\b(?:becomes?|equals|gets? the value|starts? (?:at|as|with)|is (?:now )?(?:set|initiali[sz]ed|assigned|defined))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "update",
        re.compile(
            r"\b(?:go(?:es)? (?:up|down) by|dot \w+|grows? by|shrinks? by|is (?:then )?(?:increased|decreased|incremented|decremented|multiplied|divided|added|appended|swapped|replaced|updated|raised))\b",
            re.IGNORECASE,
        ),
    ),
)
_IMPERATIVE = tuple(
    (step, re.compile(rf"^{_BULLET}{_LINKS}{_WANTED}{_LINKS}(?:{verbs})\b", re.IGNORECASE)) for step, verbs in _VERBS
)
_TOLD = tuple((step, re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE)) for step, verbs in _VERBS)
_CLAUSE = re.compile(
    r"[.;\n→|]+|(?:,|\s[-–—]>?|:)\s+(?=\w)|,?\s+(?:and(?: then)?|then|before|after which|while(?= \w+ing))\s+|=>|->",
    re.IGNORECASE,
)
# An expression read aloud: "layers times layers plus one".
_OPERATOR_WORDS = re.compile(
    r"\b(?:times|plus|minus|divided by|multiplied by|modulo|modulus|is (?:not )?equal to|equals(?! signs?)|squared|is (?:greater|less|smaller|bigger|larger) than)\b",
    re.IGNORECASE,
)
# A proposal is no question, whatever its last sign.
_PROPOSAL = re.compile(
    r"^\W*(?:have you tried (?:to )?|what if you |why (?:not |don'?t you )|how about |what about |could you |can you |did you try (?:to )?|would you )",
    re.IGNORECASE,
)
_DIGITS = {"zero": "0", "one": "1", "two": "2", "three": "3", "ten": "10"}
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|next|last|final|following) (?:line|step|statement|instruction|thing)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\?|\b(?:try|think|look|imagine|suppose|what|which|where|why|how|predict|write down|on paper|by hand|example|(?:start|begin) with (?:the|its) (?:meaning|idea|question|definition)|for instance|trace|ask yourself|see what|run it|run your|"
    r"print\(|check (?:that|whether) (?:you|your)|compare (?:it|that|this|your)|know|tests?)\b",
    re.IGNORECASE,
)
_TICKED = re.compile(r"`{1,2}\s?([^`\n]+?)\s?`{1,2}")
_YOURS = re.compile(
    r"\b(?:your (?:\w+ )?(?:loop|code|program|function|condition|line|if|else|while|for|return|version|method|class|test)|(?:on|in|at) line \d+|line \d+ \w+s)\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"\b(?:should|must|needs?|have to|has to|ought|could|would|instead|rather|replace|fix|missing|add|use|make|put|write|set|want)\b|^\W*(?:then |next,? )?(?:return|loop|iterate|go|check|if|start|begin|create|call|take|keep|change|correct)\b",
    re.IGNORECASE,
)
_PSEUDO = re.compile(
    r"^\W*(?:(?:SET|LET|FOR|WHILE|IF|ELSE|RETURN|REPEAT|UNTIL|END|THEN|PRINT|OUTPUT|INPUT|FUNCTION|PROCEDURE|BEGIN|DO|ENDIF|ENDFOR|ENDWHILE|INCREMENT|ADD)\b"
    r"|end ?(?:if|for|while|function)\b|\w+ ?(?:←|<-|:=) ?\S)"
)
_FOREIGN = re.compile(
    r"\b(?:let|var|const|int|float|double|string|bool|auto|char|long|String|boolean)\s+\w+(?:\[\])?\s*(?:=|;|:=)|\bfunction\s*\w*\s*\(|=>\s*[\w({]|\w\+\+|--\w|\b(?:for|while|if|foreach|switch)\s*\([^)\n]*[;<>=!][^)\n]*\)\s*\{?"
    r"|[;{}]\s*$|#include|\bpublic\s+(?:static|class)|\bconsole\.log|\bSystem\.out|^\s*puts\s+\S+\s*$|\bfn\s+\w+\(|\bfunc\s+\w+\(|\bend\s*$|&&|\|\||\bdo\s*\|\w+\||\.(?:reduce|forEach|filter|map|each|fold)\b\s*[({]|\bSELECT\b.+\bFROM\b"
    # A shell's pipe, and Scratch's blocks.
    r"|\w \| (?:sort|uniq|wc|grep|awk|sed|tr|cut|head|xargs)\b|\bwhen (?:the )?(?:green )?flag clicked\b|\brepeat (?:until )?[(<]"
    r"|^\W*(?:set|change|add|delete|say|if|wait)\b[^.\n]{0,60}[\[<(]\w+[\])>]",
    re.MULTILINE,
)


def steps_told(text: str, words: Collection[str] = (), own: str = "") -> list[str]:
    """The kinds of program steps that the text tells, in order.

    An instruction counts; a description ("it adds one to count") only where it holds one of the task's `words`, and
    never where it describes the learner's `own` program.
    """
    found: list[str] = []
    for clause in clauses(without_descriptions(text, own)):
        if _ADVICE.search(clause):
            continue
        step = next((step for step, pattern in (*_IMPERATIVE, *_CHANGES) if pattern.search(clause)), "")
        if not step and _ORDINAL.search(clause):
            step = next((step for step, pattern in _TOLD if pattern.search(clause)), "")
        if not step and words and set(re.findall(r"[a-z]{3,}", clause.lower())) & set(words):
            step = next((step for step, pattern in _TOLD if pattern.search(clause)), "")
        if not step and orders(clause):
            step = "call"
        if step:
            found.append(step)
            if step != "if":
                found += ["update"] * len(_OPERATOR_WORDS.findall(clause))
    return found


def without_descriptions(text: str, own: str) -> str:
    """The text without the sentences that say what the learner's own program does: "your loop adds `n` on line 4"."""
    if not own.strip():
        return text
    squeezed = "".join(own.split()).lower()
    kept = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        quoted = ["".join(piece.split()).lower() for piece in _TICKED.findall(sentence)]
        owns = bool(_YOURS.search(sentence)) or any(len(piece) >= 2 and piece in squeezed for piece in quoted)
        if not owns or _DEMANDS.search(sentence) or not all(piece in squeezed for piece in quoted):
            kept.append(sentence)
    return "\n".join(kept)


def in_pseudo_code(text: str) -> bool:
    """Whether it holds lines of pseudo-code or of another programming language."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(_FOREIGN.search(text)) or any(_PSEUDO.search(line.strip().lstrip("|#>-* ")) for line in lines)


def dictates(text: str, earlier: str, steps: Collection[str], words: Collection[str]) -> bool:
    """Whether the text tells a program step by step.

    Args:
        text: what is said in this answer.
        earlier: what earlier answers of the model said.
        steps: the kinds of steps that a known solution has; empty: no solution is known.
        words: the words of the task.
    """
    now = steps_told(text, words)
    if not steps:
        return len(now) >= 4 and len(set(now)) >= 3
    needed = max(2, round(0.6 * len(steps)))
    told = {*now, *steps_told(earlier, words)} & set(steps)
    return bool(now) and len(told) >= max(3, needed) and len(now) + len(steps_told(earlier, words)) >= 3


def lines_told(text: str, lines: Collection[Told]) -> set[Told]:
    """The lines of a solution that a clause tells: what they do, with the names and words that stand in them."""
    found: set[Told] = set()
    for clause in [*clauses(text), *(part for part in re.split(r"(?<=[.!])\s+|\n+", text) if part.strip())]:
        asks = clause.rstrip().endswith("?")
        kinds = {step for step, pattern in (*_TOLD, *_CHANGES) if pattern.search(clause)}
        if not kinds:
            continue
        words = {_DIGITS.get(word, word) for word in re.findall(r"[a-z]+|\d+", clause.lower())}
        for line in lines:
            held = len(words & line.words)
            whole = held == len(line.words) and (held >= 2 or line.kind in kinds)
            if asks:
                whole = held == len(line.words) >= 3 and line.kind in kinds
            if whole or (not asks and len(line.words) >= 4 and held >= 0.75 * len(line.words)):
                found.add(line)
    return found


def clauses(text: str) -> list[str]:
    """The parts of its sentences; questions are left out, proposals in the form of a question are not."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text.replace("**", ""))
    found = []
    for sentence in sentences:
        if sentence.rstrip().endswith("?") and not _PROPOSAL.search(sentence):
            continue
        told = _PROPOSAL.sub("", sentence).rstrip(" ?")
        found += [clause for clause in _CLAUSE.split(told) if clause and clause.strip()]
    return found
