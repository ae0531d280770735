"""Requests for the solution itself, in whole or in pieces: none of them is left to a model to answer."""

from ai_engine.tutor.phrases import any_of

_MAKE = r"(?:write|give|send|show|tell|post|provide|paste|print|finish|complete|solve|do|make|create|generate|code|produce|rewrite|implement|fill in)"
_WORK = (
    r"(?:(?:working|correct(?:ed)?|complete[d]?|full|finished|whole|final|fixed|right|exact|actual|entire|ready|sample|model|reference|python|missing)\s+)*"
    r"(?:code|solution|answers?|program|function|script|implementation|version|lines?|one-?liner)"
)

_REQUEST = any_of(
    rf"\b{_MAKE}\s+(?:it\s+|this\s+|that\s+|out\s+)?(?:me|us)\s+(?!.{{0,30}}\b(?:feedback|hints?|help|explan\w+|review|examples?|tips?|ideas?|clues?|advice|questions?|why|how|if|whether|when|where)\b)(?:\w+\s+){{0,2}}?(?:the|a|an|your|some|my|all|only|just|whole|full)?\s*{_WORK}\b(?!\s+(?:example|means|does))",
    rf"\b{_MAKE}\s+(?:just\s+|only\s+)?(?:the|my|our|this|that|all (?:of )?the|some)\s+{_WORK}\b(?:\s+(?:for|to|that|which|of|so|please|now|in)\b|\s*[.!?,]|\s*$)",
    rf"\b(?:can|could|will|would) you\s+(?:please\s+|just\s+|maybe\s+)*{_MAKE}\s+(?:it|this|that|everything|everything else|the rest|my \w+)(?:\s+for me|\s+please|\s*[.?!]|\s*$)",
    rf"\b{_MAKE}\s+(?:it|this|that|my \w+|the \w+|everything|all of it)\s+(?:all\s+)?(?:for|instead of)\s+(?:me|us)\b",
    r"\b(?:just|only|simply) (?:want|need|give|show|tell|send|write|gimme)\s+(?:me\s+)?(?:the\s+|a\s+)?(?:final\s+|full\s+|correct\s+|working\s+|complete\s+)*(?:code|answer|solution|fix|program|result)\b",
    r"\bgimme\b.*\b(?:code|answer|solution)\b",
    r"\b(?:I|we) (?:want|need|demand|require)\s+(?:the|a|your)\s+(?:\w+\s+){0,2}(?:solution|answer|code)\b(?!\s+(?:to work|works|to be|that works\?))",
    r"\bwhat(?:'s| is) the (?:\w+\s+){0,2}(?:solution|answer)(?:\s+(?:to|for|of) (?:this|the|my|it|exercise|task|problem|homework|assignment|number)\b(?! (?:quiz|check) question)|\s*[?.!]|\s*$)",
    r"^\W*(?:python )?(?:code|program|function|script|solution) (?:for|to|that|which)\b",
    r"\bI (?:just )?(?:need|want|require) (?:a|the|some) (?:python )?(?:code|program|function|script|class) (?:that|which|to|for)\b",
    r"\b(?:do|solve|finish|complete|write|make) (?:my|this|the|our|all (?:of )?(?:my|the)) (?:\w+\s+){0,2}?(?:home ?work|assignments?|exercises?|tasks?|projects?|labs?|exam)\b",
    r"\b(?:solve|finish|complete)\s+(?:this|it|that|my \w+|the \w+)\b(?:\s+(?:for me|please|now|problem|exercise|task))?\s*(?:[.!?]|$)",
    r"\b(?:pretend|act|imagine|role-?play|behave|suppose)\b.{0,80}\b(?:you(?:'re| are)?|as|that)\b.{0,120}\b(?:code|solution|answers?|program|no (?:rules|restrictions|limits)|unrestricted|without)\b",
    r"\bmy (?:teacher|professor|instructor|tutor|boss|lecturer|prof)\s+(?:(?:says?|said|told|agreed|wants|confirmed)\b.{0,60}\b(?:you (?:can|may|should|could|are)|it(?:'s| is) (?:ok|okay|fine|allowed)|permission)|allow(?:s|ed)|gave (?:me |you )?permission|is (?:ok|okay|fine) with|lets? (?:me|you))\b.{0,120}",
    r"\b(?:ignore|forget|disregard|override|bypass|drop)\b.{0,25}\b(?:all|any|your|previous|prior|above|earlier|these|those|the above)\b.{0,25}\b(?:instructions?|rules?|guidelines?|polic(?:y|ies)|restrictions?|prompts?|guard)\b",
    r"\b(?:base64|rot13|hex(?:adecimal)?|reversed|backwards|encoded|morse|pig latin|caesar)\b.{0,80}\b(?:code|solution|answer|program|function)\b",
    r"\b(?:code|solution|answer|program|function)\b.{0,60}\b(?:in|as|to) (?:base64|rot13|hex|morse|pig latin|reverse)\b",
    r"\b(?:translate|port|convert|rewrite)\b.{0,60}\b(?:solution|exercise|task|assignment)\b",
    r"\b(?:line by line|one line at a time|piece by piece|first line|next line|last line|remaining lines?|rest of (?:the )?(?:code|function|program))\b.{0,60}\b(?:of (?:the|your) (?:solution|code|answer|function|program)|please|give|write|show|what)\b",
    r"\b(?:what(?:'s| is| comes)|give me|show me|write)\b.{0,20}\b(?:the )?(?:next|first|last|missing|remaining|second|third) lines?\b",
    r"\bwith(?:out)? (?:any )?(?:explanations?|hints?|questions?)[, ]+(?:just|only) (?:the )?code\b",
    r"\b(?:only|just) (?:the )?(?:code|solution|answer)[,. ]+no (?:explanations?|hints?|words|text)\b",
    r"\b(?:show|tell) me (?:how|what) the (?:finished|complete|final|full|whole|correct|working) (?:program|code|function|script|solution)\b",
    r"\bno (?:more )?(?:hints?|explanations?)\b.{0,30}\b(?:code|solution|answer)\b",
    r"\bi(?:'ll| will) (?:pay|tip|give you)\b.{0,60}\b(?:code|solution|answer|for it)\b",
    r"\bwhat (?:should|would|must|does) the (?:correct|full|finished|final|whole|right) (?:code|function|program) (?:look like|be)\b",
    r"\bhow would you (?:write|code|solve|implement)\b.{0,40}\b(?:it|this|that|exercise|task|function)\b",
)


def asks_for_solution(prose: str) -> bool:
    """Whether a message asks for the program, a part of it, or a way round the rules, and not for help with it."""
    return _REQUEST.search(prose) is not None
