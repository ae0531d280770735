"""Requests for the solution itself, in whole or in pieces: none of them is left to a model to answer."""

from ai_engine.tutor.understanding.phrases import any_of

_MAKE = r"(?:write|give|send|show|tell|post|provide|paste|print|finish|complete|solve|do|make|create|generate|code|produce|rewrite|implement|fill in)"
_WORK = (
    r"(?:(?:working|correct(?:ed)?|complete[d]?|full|finished|whole|final|fixed|right|exact|actual|entire|ready|sample|model|reference|python|missing)\s+)*"
    r"(?:code|solution|answers?|program|function|script|implementation|version|lines?|one-?liner)"
)

_REQUEST = any_of(
    rf"\b{_MAKE}\s+(?:it\s+|this\s+|that\s+|out\s+)?(?:me|us)\s+(?!(?:\w+\s+){{0,3}}(?:feedback|hints?|help|explan\w+|review|examples?|tips?|ideas?|clues?|advice|questions?|why|how|if|whether|when|where)\b)(?:\w+\s+){{0,2}}?(?:the|a|an|your|some|my|all|only|just|whole|full)?\s*{_WORK}\b(?!\s+(?:example|means|does))",
    rf"\b{_MAKE}\s+(?:just\s+|only\s+)?(?:the|my|our|this|that|all (?:of )?the|some)\s+{_WORK}\b(?:\s+(?:for|to|that|which|of|so|please|now|in)\b|\s*[.!?,]|\s*$)",
    rf"\b(?:can|could|will|would) you\s+(?:please\s+|just\s+|maybe\s+)*{_MAKE}\s+(?:it|this|that|everything|everything else|the rest|my \w+)(?:\s+for me|\s+please|\s*[.?!]|\s*$)",
    rf"\b{_MAKE}\s+(?:it|this|that|my \w+|the \w+|everything|all of it)\s+(?:all\s+)?(?:for|instead of)\s+(?:me|us)\b",
    r"\b(?:just|only|simply) (?:want|need|give|show|tell|send|write|gimme)\s+(?:me\s+)?(?:the\s+|a\s+)?(?:final\s+|full\s+|correct\s+|working\s+|complete\s+)*(?:code|answer|solution|fix|program|result)\b",
    r"\bgimme\b.*\b(?:code|answer|solution)\b",
    r"\b(?:I|we) (?:want|need|demand|require)\s+(?:the|a|your)\s+(?:\w+\s+){0,2}(?:solution|answer|code)\b(?!\s+(?:to work|works|to be|that works\?))",
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
    r"\b(?:what(?:'s| is| comes)|give me|show me|write)\b.{0,20}\b(?:the )?(?:next|first|last|missing|remaining|second|third) lines?\b(?! (?:of|in) (?:an?|any|every|most) (?:\w+ )?(?:function|file|program|loop|class|block|error|traceback|message)\b(?! (?:that|which|to|for)\b))",
    r"\bwith(?:out)? (?:any )?(?:explanations?|hints?|questions?)[, ]+(?:just|only) (?:the )?code\b",
    r"\b(?:only|just) (?:the )?(?:code|solution|answer)[,. ]+no (?:explanations?|hints?|words|text)\b",
    r"\b(?:show|tell) me (?:how|what) the (?:finished|complete|final|full|whole|correct|working) (?:program|code|function|script|solution)\b",
    r"\bno (?:more )?(?:hints?|explanations?)\b.{0,30}\b(?:code|solution|answer)\b",
    r"\bi(?:'ll| will) (?:pay|tip|give you)\b.{0,60}\b(?:code|solution|answer|for it)\b",
    r"\bwhat (?:should|would|must|does) the (?:correct|full|finished|final|whole|right) (?:code|function|program) (?:look like|be)\b",
    r"\bhow would you (?:write|code|solve|implement)\b.{0,40}\b(?:it|this|that|exercise|task|function)\b",
    r"^\W*(?:ok(?:ay)?,? |hey,? |hi,? |so,? |please,? |pls,? |just |now )*solve\b(?!\s+(?:for|an? |equations?|quadratic|linear|it by hand|problems? in general))",
    r"\b(?:I|we) (?:just |only |really )*(?:want|need|require|'d like|would like)\b.{0,20}\b(?:finished|complete[d]?|full|working|ready|final|whole|correct|entire)\b.{0,20}\b(?:function|code|program|solution|class|script|version)\b(?!\s+(?:to|be|works?|as)\b)",
    r"\b(?:show|give|make|send|print|write)\b.{0,20}\b(?:an? |the )(?:diff|patch)\b",
    r"\b(?:correct|fix|repair|rewrite|complete)\s+my\s+\w+\b.{0,25}\b(?:inline|in place|and (?:send|show|give|return|print|post))\b",
    r"\bwhich (?:line|statement|word|token|character|symbol) (?:comes|goes|is|stands|follows)\b.{0,20}\b(?:after|next|first|last|before|there)\b",
    r"\b(?:first|second|third|other|last|next|missing|remaining) (?:half|part|piece|chunk|character|token|block|statement|section)s? of\b.{0,40}\b(?:function|code|solution|program|class|answer|it|\w+_\w+)\b",
    r"\bpseudo-?code\b.{0,80}\b(?:exact\w*|each line|every line|line by line|nothing left out|complete\w*|full|whole|so (?:that )?I can)\b",
    r"\b(?:exact|complete|full|whole|detailed|line by line)\b.{0,30}\bpseudo-?code\b",
    r"\b(?:reference|model|sample|official|teacher'?s) (?:implementation|solution|answer)\b(?! (?:us(?:es|ing)|works?|loops?|has|starts?|calls?|sorts?)\b)",
    r"\bso (?:that )?I (?:can|could|only have to|just have to|must only) (?:just |only )?(?:copy|type|paste|hand|submit|turn)\b",
    r"\b(?:fill in|fill) (?:the |in the |my )?(?:blanks?|gaps?)\b|\bcomplete (?:the|this|my) (?:function|code|program|line|body|rest)\b",
    r"\b(?:as|in) comments? (?:in|into|inside|to|of) my (?:code|program|file|function)\b",
    r"\bone-?liner (?:for|that solves|to solve) (?:this|it|the (?:task|exercise|problem))\b",
    r"\b(?:what(?:'s| is)|give me|tell me|show me|say)\b.{0,15}\b(?:line|statement)\s+(?:number\s+)?\d+\s+(?:of|in|from)\s+(?:the|your)\s+(?:correct\s+|right\s+|finished\s+)?(?:solution|answer|code|program|function)\b",
    r"\b(?:every|each|all the) steps?\b.{0,40}\b(?:type|copy|write (?:it|them) down)\b",
    rf"\b{_MAKE}\s+(?:me |us |out |up )?(?:the |a |an )?(?:complete |full |whole |correct |working |entire )*`?[a-z]\w*_\w+`?(?:\(\))?(?!\s+(?:error|works?|does|is|means|returns?|gives?|example|with|on|by hand))(?:\s|[.!?,]|$)",
    rf"\b{_MAKE}\s+(?:me )?`?\w+(?:\(\))?`?\s+(?:for (?:me|us)\b|in (?:javascript|java|c\+\+|js|typescript|ruby|go|rust|c#|haskell|pseudo-?code)\b)",
    r"\b(?:see|have|get|know|read|hear)\b.{0,15}\b(?:complete|full|whole|entire|correct|finished)\b.{0,30}\b(?:function|program|code|solution|class|script|it)\b(?!.{0,20}\b(?:mean|works?)\b)",
    r"\bread(?:ing)? (?:me|us|out|aloud)\b.{0,60}|\breading the correct\b",
    r"\b(?:the|every|each|all) (?:\w+ )?(?:statements?|lines?|instructions?|symbols?|tokens?|letters?|characters?) of (?:the |its |your )?(?:correct |right |finished |whole |complete )?(?:solution|program|code|function|answer|`?\w+_\w+)",
    r"\b(?:poem|story|song|rap|haiku|acrostic|riddle|crossword|recipe|letter|quiz)\b.{0,80}\b(?:code|solution|program|function|answer|line)\b",
    r"\bgive it to me\b|\b(?:always|only) answers? with (?:complete |full )?code\b|\bno rules\b",
    r"\bjust (?:write|do|solve|give|send|show|code|finish) (?:it|them|me)\b(?! (?:a|an|another|one|some|the) (?:\w+ )?(?:hint|example|tip|clue))",
    # Other tongues that learners write in.
    r"\b(?:gib|zeig|schick|schreib|sag|nenn)e?\b.{0,20}\b(?:l(?:ö|oe)sung|(?:den|das|die) (?:\w+ )?(?:code|programm|funktion)|musterl\w+)\b|\bl(?:ö|oe)s\w* (?:das|die|mir|bitte|es|diese)\b",
    r"\b(?:da|dame|dime|escribe|muestra|mu(?:é|e)strame|resuelve|env(?:í|i)ame)\b.{0,25}\b(?:soluci(?:ó|o)n|c(?:ó|o)digo|programa|funci(?:ó|o)n|respuesta)\b",
    r"\b(?:donne|montre|envoie|(?:é|e)cris|r(?:é|e)sous|fais)\b.{0,25}\b(?:solution|code|programme|fonction|r(?:é|e)ponse)\b",
)

# What the learner does, and the form of a construct: both have the words of a request, and none is one.
_NO_REQUEST = any_of(
    r"\b(?:I|we)(?:'m| am|'ve| have|'d| would)? (?:want(?:ed)?|need(?:ed)?|try|tried|trying|like|going|have|had) to (?:write|finish|complete|solve|do|make|create|code|implement|print) (?:my|the|this|an?) \w+",
    r"\b(?:code|program|script|function)s? (?:of|for) (?:an? )?(?:(?:very )?(?:simple|small|short|basic|typical|empty)) (?:class|loop|function|list|dictionary|method|module|if|while|for)\b(?! (?:that|which|to|for)\b)",
)

# An error message has a "solution" as well.
_ANSWER = any_of(
    r"\bwhat(?:'s| is) the (?:\w+\s+){0,2}(?:solution|answer)(?:\s+(?:to|for|of) (?:this|the|my|it|exercise|task|problem|homework|assignment|number)\b(?! (?:quiz|check) question)|\s*[?.!]|\s*$)",
)

_GO_ON = any_of(
    r"^\W*(?:ok(?:ay)?|and|so|now|then|please|done|i did that|thanks?|good|great)?[,. ]*(?:(?:and |now )?(?:the )?(?:next|following|last|second|third|other)(?: (?:one|line|part|step|half|piece))?|go on|continue|more|keep going|and (?:then|after that|finally)|what (?:exactly )?(?:next|now|then|comes next))\W*(?:please|pls)?\W*$"
)


def asks_for_solution(prose: str, *, about_error: bool = False) -> bool:
    """Whether a message asks for the program, a part of it, or a way round the rules, and not for help with it.

    `about_error`: the message holds an error text, whose "solution" may be asked for.
    """
    prose = _NO_REQUEST.sub("that", prose)
    return _REQUEST.search(prose) is not None or (not about_error and _ANSWER.search(prose) is not None)


def asks_to_go_on(prose: str) -> bool:
    """Whether a short message asks for the next piece of what was asked for before."""
    return _GO_ON.search(prose) is not None
