"""What learners say, as patterns: one table from pattern to intent. The first that matches, in order of priority, counts."""

import re
from typing import Literal

Intent = Literal[
    "distress",
    "solution",
    "hint",
    "review",
    "check",
    "debug",
    "predict",
    "example",
    "why",
    "confused",
    "more",
    "practice",
    "concept",
    "howto",
    "meta",
    "thanks",
    "goodbye",
    "greeting",
    "start",
    "done",
    "help",
    "feelings",
    "explain_code",
    "follow_up",
    "answer",
    "code",
    "statement",
]


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for all of these, whatever the case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


DISTRESS = any_of(
    r"\b(?:kill|hurt|harm|cut(?:ting)?)\s+(?:myself|me)\b",
    r"\bsuicid\w*",
    r"\bself[- ]?harm",
    r"\b(?:want|wanna|going|wish|like|rather) (?:to |I (?:could|would) |I (?:was|were) )?(?:die|dead|be dead)\b",
    r"\b(?:end|ending|take|taking) my (?:own )?life\b",
    r"\bend it all\b",
    r"\b(?:don'?t|do not|no longer|not) (?:really )?(?:want|wanna|wish) to (?:live|be alive|exist|be here any ?more|wake up)\b",
    r"\bno (?:reason|point) (?:to|in|of) (?:live|living|life|going on)\b",
    r"\blife (?:is|isn'?t|has|seems|feels)\s*(?:not |no |just )?(?:worth|pointless|meaningless|point)",
    r"\b(?:everyone|everybody|they|world)(?:'d| would| will)? (?:is |be )?better off without me\b",
    r"\bgive up on (?:everything|life|living|it all|myself)\b",
    r"\b(?:I am|I'm|feel(?:ing)?) (?:so |really |very |completely |totally )?(?:hopeless|worthless|suicidal|depressed)\b",
    r"\bI hate (?:myself|my life)\b",
    r"\bcan'?t (?:go on|take (?:it|this) any ?more)\b(?! with (?:this|the) (?:code|program|exercise))",
    r"\b(?:being|been|get|getting) (?:bullied|abused|beaten)\b",
    r"\b(?:he|she|they|dad|mom|mum|father|mother|teacher|stepdad)\s+(?:hits?|beats?|hurts?|abuses?|touch(?:es|ed)) me\b",
    r"\bpanic attacks?\b",
)

# A task as an exercise sheet words it. With code or a complaint beside it, it is only quoted.
TASK = any_of(
    r"(?<!how to )(?<!how do I )(?<!how can I )(?<!how do you )(?<!how would I )(?<!how should I )(?<!why )\b(?:write|create|make|build|develop|implement|code|design)\s+(?:me\s+)?(?:a|an|the|some)\s+(?!(?:\w+\s+){0,2}examples?\b)(?:\w+\s+){0,4}?"
    r"(?:code|program|function|script|class|method|game|calculator|solution|app|bot|application|loop)\b(?!\s*\?)",
)

FIX = any_of(
    r"\b(?:fix|correct|repair|debug|mend)\s+(?:this|it|that|these|them|all)\b(?!\s+(?!for|please|now|and|so)\w)",
    r"\b(?:fix|correct|repair|debug|mend)\s+(?:this|that|my|the|these|all)\s+(?:\w+\s+){0,2}?(?:code|program|function|loop|script|errors?|bugs?|problems?|class|method|mistakes?|lines?|output|indentation|syntax|list|string|exception)\b",
    r"\b(?:fixed|corrected|repaired|working) (?:code|version|program)\b",
)

# "Can I write a function inside another?" asks whether it is possible; nobody is to write it.
POSSIBLE = any_of(
    r"\b(?:can|could|may|should|must|do|does|would|how (?:do|can|would|should|does)) (?:I|we|one|you|people) (?:\w+ ){0,2}?(?:write|create|make|build|develop|implement|code|design)\b(?!.*\bfor me\b)",
    r"\b(?:don'?t|do not) (?:know|understand|get) (?:what|how|why|which)\b",
)

HINT = any_of(
    r"\b(?:a|an|another|one more|next|second|third|more|small|tiny|bigger|any|some|first) (?:little |small )?(?:hints?|clues?|nudge|tips? (?:for|on) (?:this|my))\b",
    r"^\W*hints?\b",
    r"\bgive me (?:the )?hints?\b",
    r"\bhints? (?:please|pls|for)\b",
    r"\b(?:point|nudge|push) me in the right direction\b",
    r"\b(?:where|how) (?:do|should|can|would) I (?:even )?(?:start|begin)(?: (?:with )?(?:this|it|my \w+|the \w+))?\W*$",
    r"\bwhat(?:'s| is| should (?:be|I do)) (?:the )?(?:next|first)(?: step| thing)?\b(?! line)",
    r"\b(?:I(?:'m| am)|I got|got) (?:really |totally |completely |so |still )?stuck\b",
    r"\bwhat (?:should|do|can) I do (?:next|now|first)\b",
    r"\b(?:don'?t|do not) (?:even )?know (?:how|where|what) to (?:start|begin|do)\b|\bno (?:idea|clue) (?:how|where) to (?:start|begin)\b",
    r"\bhelp me (?:to )?(?:start|get started|begin|plan|structure|design|think)\b",
)

REVIEW = any_of(
    r"\b(?:review|rate|critique|grade|evaluate|judge|assess) (?:my|this|the|it)\b",
    r"\b(?:code|quick) review\b",
    r"\b(?:feedback|thoughts|opinion|comments)\b.{0,30}(?:\bon\b|\babout\b|\?|$|please)",
    r"\bwhat do you think (?:of|about)\b",
    r"\b(?:how|what) (?:can|could|should|would) I (?:improve|make (?:it|this|my \w+) (?:better|cleaner|faster|shorter|more \w+)|optimi[sz]e|clean)\b",
    r"\b(?:can|could|should) (?:this|it|my \w+|the \w+) be (?:improved|better|cleaner|shorter|faster|written better|simplified|done better)\b",
    r"\b(?:improve|optimi[sz]e|simplify|refactor|clean up|shorten) (?:my|this|the|it)\b",
    r"\bis (?:this|my|it|there)\b.{0,40}\b(?:good|clean|pythonic|efficient|okay|ok|readable|well written|good style|best practice|a better way|nicer|bad (?:style|practice))\b",
    r"\b(?:better|nicer|cleaner|shorter|faster|more pythonic) (?:way|version)\b",
    r"\bany (?:improvements|suggestions|feedback)\b",
)

CHECK = any_of(
    r"^\W*(?:(?:ok|so|and) )*(?:(?:is|was) (?:this|that|it) )?(?:better|right|correct|good|ok(?:ay)?|like (?:this|that|so))(?: now)?\W*\?\W*$",
    r"\b(?:is|was) (?:this|that|it|my (?:answer|solution|code|program|function|guess|idea|thinking))\s+(?:now\s+|right or|really\s+)?(?:right|correct|true|wrong|ok|okay|fine)\b",
    r"\b(?:am|was) I (?:right|correct|wrong|on the right track|doing (?:it|this) right)\b",
    r"\b(?:check|verify|confirm|test) (?:my|if my|that my|whether my|this|it)\b",
    r"\bdid I (?:do|get|write|make|solve) (?:it|this|that)\b.{0,20}\b(?:right|correctly|properly|well|ok)\b",
    r"\bdoes (?:this|it|my \w+) (?:look )?(?:right|correct|ok|okay|good|work)\b",
    r"\b(?:right|correct)\?\s*$",
    r"\bis it (?:because|that)\b",
    r"\b(?:I think|I guess|I believe|my answer|my guess)\b.{0,80}\b(?:is|are|because|would|will|prints?|gives?|means?)\b",
    r"^\W*(?:so|because|is it)\b.{3,}",
)

DONE = any_of(
    r"\b(?:it|now it|this|code|that|everything|program) (?:finally |now |all )?(?:works|worked|is working|passes)\b(?! (?:but|only|except|for|sometimes|on|until|fine but|with))(?!.*\bbut\b)(?!.*\b(?:how|why|what)\b)",
    r"\b(?:it|now it|this|code|that|everything|program) (?:finally |now |all )?runs(?= (?:now|fine|well|again|perfectly|without|through|as)|\W*$)(?!.*\bbut\b)(?!.*\b(?:how|why|what)\b)",
    r"\b(?:I|we) (?:\w+ )?(?:fixed|solved|figured|got) (?:it|that|this)\b(?! wrong)",
    r"\ball (?:the )?tests (?:pass|are green)\b",
    r"\bnow (?:it'?s|it is|that'?s|that is) (?:right|correct|fine|ok(?:ay)?|good|working)\b(?!.*\?)|\b(?:it'?s|it is) (?:right|correct|fine|working|fixed|solved) now\b(?!.*\?)",
    r"^\W*(?:(?:ok(?:ay)?|cool|nice|yes|yeah|great|oh|ah|perfect|super|thanks|so|and)\b[\s,.!]*)*(?:I(?:'ve| have)? )?(?:just |now )?(?:all )?(?:fixed|solved|done)\b(?: (?:it|that|this|now|and)\b)*(?:[\s,.!]*(?:fixed|solved|done|thanks|thank you|thx|yay)\b(?: (?:it|that|this|now)\b)*)*\W*$",
    r"^\W*(?:(?:ok(?:ay)?|cool|nice|yes|yeah|great|oh|ah|perfect|super|found it|got it)\b[\s,.!]*)*works(?: now)?\b(?!.*\b(?:but|how|why|what)\b)",
    r"\b(?:yay+|woo+hoo*|hooray|hurra\w*|yess+)\b(?!.*\b(?:but|error|wrong)\b)",
)

DEBUG = any_of(
    r"\bnothing (?:works|is working|worked)\b",
    r"\b(?:doesn'?t|does not|don'?t|isn'?t|is not|not|won'?t|never|didn'?t|did not|can'?t|cannot) (?:\w+ ){0,2}(?:work|run|working|running|print|return|stop|end|compile|execute|show|update|change|loop|load|correct|count|finish|add|save|remove|delete|sort)(?:s|d|ed|ing)?\b(?! (?:for me )?yet understand)",
    r"\b(?:error|exception|traceback|crash(?:es|ed|ing)?|bug(?:gy|s)?|fails?|failed|failing|broken|freez(?:es|ing)|hangs?|stuck in)\b",
    r"\bwhat(?:'s| is| am I doing| did I do| have I done|s)\s*(?:\w+ ){0,3}wrong\b",
    r"\b(?:wrong|unexpected|weird|strange|incorrect|different) (?:output|result|answer|value|number|thing|order)s?\b",
    r"\bwhy (?:does|is|do|did|am|are|doesn'?t|isn'?t|won'?t|don'?t|can'?t)\b.{0,60}\b(?:my|this|it|the (?:code|program|loop|function|output|result|list)|I)\b",
    r"\b(?:prints?|printed|returns?|returned|gives?|gave|outputs?|shows?|get|got|getting|displays?|says?|result is)\b.{0,80}\b(?:instead of|but (?:it )?(?:should|I (?:want|expect|need)(?:ed)?|expected)|rather than|should (?:be|print|give|return|have))\b",
    r"\b(?:should|expected|supposed to|want it to|wanted)\b.{0,80}\b(?:but|instead|however)\b",
    r"\b(?:keeps? (?:on )?(?:going|printing|running|looping|asking|giving|saying|getting)|(?:runs?|loops?|goes|going|running|prints?) (?:on )?for ?ever|never (?:stops|ends|finishes)|infinite(?:ly)?)\b(?=.*\b(?:my|this|it|code|program|when I run)\b)",
    r"\b(?:nothing happens|nothing is printed|prints nothing|no output|prints none|get none|returns? none|says none)\b",
    r"\b(?:debug|troubleshoot|find (?:the|my) (?:bug|mistake|error|problem)|spot the)\b",
    r"\bhelp\b.{0,40}\b(?:my|this) (?:code|program|function|loop|script)\b",
    r"\bwhat(?:'s| is) the (?:problem|issue|matter|mistake)\b",
    r"\b(?:my|this|the) (?:code|program|function|loop|script)\b.{0,40}\b(?:wrong|problem|issue|only|skips?|stops)\b",
    r"\b(?:only|always|never) (?:prints?|returns?|gives?|runs?|shows?|counts?|works)\b",
    r"\bproblem (?:with|in) (?:my|this|the)\b",
    r"\b(?:my|this|it|the)\b.{0,40}\b(?:is|are|comes? out|turns? out|seems?|looks?)\b.{0,20}\b(?:wrong|broken|incorrect|off|not right|not correct|weird|strange)\b",
)

EXPLAIN_CODE = any_of(
    r"\b(?:explain|describe|understand|walk me through|go through|tell me about)\b.{0,30}\b(?:this|the|my|that|it|following|above|these)\b ?(?:python )?(?:code|program|function|script|loop|lines?|class|snippet)?\W*$",
    r"\b(?:explain|describe|understand|walk me through|go through)\b.{0,30}\b(?:this|the|my|that|following|above|these) (?:python )?(?:code|program|function|script|loop|lines?|class|snippet)\b",
    r"\bwhat (?:does|is|do) (?:this|the|my|that|it|following|above|these)(?: \w+){0,2}? (?:code|program|function|script|loop|lines?|class|snippet|do|doing)\b(?! (?:print|return|output|wrong))",
    r"\bwhat (?:does|is|do) line \d+\b",
    r"\bhow does (?:this|it|the (?:code|program|function|loop)|my \w+) work\b",
)

PREDICT = any_of(
    r"\bwhat (?:does|will|would|is|do) .{0,120}\b(?:print|output|return|display|give|evaluate to|show|be printed)\b(?! (?:function|statement|mean|do\b))",
    r"\bwhat(?:'s| is) the (?:output|result|value|outcome)\b",
    r"\bwhat happens (?:if|when)\b.*[=(\[]",
)

EXAMPLE = any_of(
    r"\b(?:an|another|one more|more|some|any|a|different|simple|simpler|small|short|real[- ]life|concrete) (?:\w+ )?examples?\b",
    r"^\W*examples?\b",
    r"\bfor (?:example|instance)\s*\?",
    r"\b(?:show|give) me (?:an? |some |another )?(?:\w+ )?examples?\b",
)

WHY = any_of(
    r"^\W*(?:but |and |ok(?:ay)?,? |hm+,? |yes,? but |so )*(?:why|how come|how so|what for)(?: (?:is (?:that|it|this)(?: so)?|not|so|though|exactly|does (?:that|it) (?:happen|matter|work)|do I need (?:that|this|it)))*\W*$",
)

CONFUSED = any_of(
    r"\b(?:still|really|just|also)? ?(?:don'?t|do not|didn'?t|doesn'?t|can'?t) (?:really |quite |fully |still )?(?:get|understand|follow|see)(?: (?:it|that|this|what you mean|why|the (?:point|idea)|any of (?:it|this)))?\W*$",
    r"\b(?:I'?m|am) (?:still |so |really |very |now |even more |totally )*(?:confused|lost)\b(?!.*\b(?:about|by|between|with)\b)",
    r"^\W*(?:what|huh|eh|sorry|pardon)\W*\??$",
    r"\b(?:what do you mean|explain (?:it |that |this )?(?:again|differently|another way|in (?:simple|other|easier|simpler) (?:words|terms)|more simply|simpler|like I'?m \w+))\b",
    r"\b(?:makes|make|made) no sense\b",
    r"\bthat (?:doesn'?t|didn'?t|does not|did not) (?:help|make sense)\b",
    r"\b(?:simpler|easier|other) words\b",
    r"\b(?:still|it) (?:not|isn'?t) clear\b",
    r"^\W*(?:no idea|I don'?t know|idk|dunno|not sure|no clue)\W*$",
)

MORE = any_of(
    r"^\W*(?:(?:can you |could you |please )?(?:tell me|explain|say|go on|know) )?(?:more|more details?|in (?:more )?detail|continue|go on|and then|what else|keep going|next)(?: (?:about|on) (?:it|this|that))?(?: please)?\W*$",
    r"^\W*(?:yes|yeah|yep|sure|please do|yes please|go ahead)[\W]*$",
    r"^\W*(?:and )?(?:another|one more|again|one)(?: one| time)?(?: please)?\W*$",
)

PRACTICE = any_of(
    r"\b(?:quiz|test) me\b",
    r"\b(?:give|set|ask|have|want|need|got|suggest)\b.{0,20}\b(?:an? |some |more |another )?(?:\w+ )?(?:exercises?|practice|challenges?|quiz|questions? to (?:practi[cs]e|check)|something to practi[cs]e|check question)\b(?! (?:says|asks|wants|is|wrong))",
    r"\b(?:how|what|where) (?:can|should|could|do) I practi[cs]e\b",
    r"\bpracti[cs]e (?:problems?|questions?|exercises?|tasks?)\b",
)

META = any_of(
    r"\b(?:who|what) are you\b",
    r"\bwhat(?:'s| is) your name\b",
    r"\bare you (?:a |an |the )?(?:human|robot|bot|ai|real|chatgpt|gpt|person|machine|computer|program|llm|language model|teacher|claude)\b",
    r"\bwhat (?:can|do) you (?:do|know|help)\b",
    r"\bhow (?:can|do|could) (?:you help|you work|I use you)\b",
    r"\bwho (?:made|built|created|wrote|programmed|trained) you\b",
    r"\b(?:do|are|will) you (?:store|save|remember|recording|share|keep|send|spy)\b",
    r"\b(?:is|are) (?:this|my (?:code|data|messages?|chat)) (?:private|stored|saved|sent|confidential|safe)\b",
    r"\b(?:which|what) (?:model|llm|ai|language model) (?:are|do|is)\b",
    r"\bhow old are you\b|\btell me about yourself\b|\bwhat(?:'s| is) my name\b|\bwhat did I (?:ask|say)\b|\bdo you (?:(?:like|love|enjoy) (?:python|programming|coding|your (?:job|work)|teaching)|(?:\w+ )?feel\w*|sleep|dream)\b",
    r"\b(?:what|which|show|repeat|print|reveal|tell)\b.{0,40}\b(?:system prompt|your (?:instructions|prompt|rules))\b",
)

HELP = any_of(
    r"^\W*(?:(?:please|pls|can|could|will|would|i|u|you|me|need|want|some|a bit of|have|got|there is|get|is there|anyone) ?)*\b(?:help|assist(?:ance)?|hep)\b(?: (?:me|us|please|pls|now|here|out|with|my|some|this|the|it|python|programming|coding|code|home ?work|assignment|class|course|exercise|task|something))*\W*$",
    r"^\W*(?:I have|I've got|can I ask|may I ask) (?:you )?(?:a|one|another|some) (?:quick |small |more )?questions?(?: (?:about|for) (?:python|programming|you))?\W*$",
    r"^\W*(?:teach|show) me (?:something|anything|python)(?: (?:new|cool|interesting))?\W*$",
)

# What is said about oneself or the tutor, without a question in it.
FEELINGS = any_of(
    r"\b(?:I'?m|I am|I feel)\b.{0,25}\b(?:stupid|dumb|an idiot|bad at (?:this|coding|programming|python)|not (?:smart|good) enough|bored|tired|lost|sad|nervous|overwhelmed|scared|stressed)\b",
    r"\bI(?:'ll| will) never (?:get|understand|learn|be able)\b",
    r"\b(?:you(?:'re| are| r)?) (?:are )?(?:so |really |very )?(?:stupid|dumb|useless|bad|annoying|great|awesome|cool|nice|the best|funny|cute)\b",
    r"\bI (?:love|like|hate) (?:you|this|python|programming|coding)\b",
    r"^\W*(?:this|python|programming|coding|it) (?:is|'s) (?:so |too |really |very )?(?:hard|difficult|useless|boring|fun|stupid|confusing|annoying|impossible)\W*$",
    r"^\W*(?:lol|haha\w*|hm+|ugh+|argh+|wow|omg|wtf|bruh|oof|meh)\W*$",
    r"^\W*(?:my name is|call me|I am called) \w+\W*$",
    r"\bI have (?:a|an|my) (?:test|exam|quiz) (?:tomorrow|today|soon|next week)\b",
    r"^\W*I want to (?:give up|quit|stop)\W*$",
    r"\bI can'?t do (?:this|it)\b",
    r"\b(?:this|it|python|programming|coding|everything)\b.{0,12}\b(?:sucks|is (?:so |just )?(?:stupid|dumb|annoying|impossible|hopeless))\b(?!.*\?)",
)

THANKS = any_of(
    r"\b(?:thanks?|thank you|thx|ty|cheers|appreciate (?:it|that|your))\b",
    r"^\W*(?:great|perfect|awesome|nice|cool|got it|I see|ah|oh|makes sense|that (?:makes sense|helps|helped)|understood|I (?:get|understand) (?:it|that)?\s*now|ok got it|okay|ok|alright|fine)(?:[\s,!.]+(?:thanks?|thank you|great|now|I see|got it|that helps|makes sense|understood))*\W*$",
)
GOODBYE = any_of(r"^\W*(?:bye|goodbye|good night|see (?:you|ya)|cya|that'?s all|later)\b.{0,30}$")
GREETING = any_of(
    r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|yo|howdy|hiya|sup|what'?s up)(?: there| tutor| everyone)?\b"
)

START = any_of(
    r"\b(?:start|begin|get started|getting started)\b.{0,20}\b(?:learn\w*|with|in)\b.{0,12}\b(?:python|program\w*|cod(?:e|ing))\W*$",
    r"\b(?:learn|study)\b.{0,15}\b(?:python|programming|to (?:code|program)|coding)\W*$",
    r"\b(?:how|where|what(?:'s| is) the (?:best|fastest|easiest) way)\b.{0,25}\b(?:learn|get good at|get better at|become good at|study)\b.{0,10}\b(?:python|program\w*|cod(?:e|ing))\b.{0,20}$",
    r"\bwhat should I learn (?:first|next)\b",
    r"\bI(?:'m| am) (?:(?:totally |completely |very |pretty )?new|a (?:complete |total |absolute )?beginner)\b.{0,30}$",
)

HOWTO = any_of(
    r"\bhow (?:do|can|could|would|should|to|does one|might)\b(?: (?:I|you|we|one|someone))?\b",
    r"\b(?:what(?:'s| is)) (?:the|a|an) (?:\w+ )?(?:way|method|function|command|syntax) (?:to|for|of)\b",
    r"\bis (?:there|it possible)\b.{0,30}\b(?:way|to|function|method)\b",
    r"\b(?:I (?:want|need|would like|'d like|am trying|try)|I'm trying|trying) to\b",
    r"\bcan I\b",
)

CONCEPT = any_of(
    r"\bwhat(?:'s|s| is| are| does| do| was)\b",
    r"\b(?:explain|describe|define|teach|introduce|clarify|tell me (?:about|what|how|why))\b",
    r"\b(?:difference|differences|compare|comparison|versus|vs\.?|differ|better)\b",
    r"\bwhat .{1,40}\b(?:mean|means|do|does|for|used for|stand for|good for)\b",
    r"\b(?:meaning|definition|purpose|point|idea|concept|basics) of\b",
    r"\bwhen (?:do|should|would|to|can|is|are)\b",
    r"\bwhy (?:do|does|is|are|would|should|use|can'?t|not|would|we|did|isn'?t|doesn'?t|don'?t|start)\b",
    r"\bhow (?:does|do|is|are|come|many|much|long)\b",
    r"\b(?:understand|learn(?:ing)?|understanding|know|confused|struggling|trouble|help) (?:more )?(?:about|with|by|between|how|what|why)?\b",
    r"\b(?:which|where|is|are|can|does|do|should)\b.*\?",
)

FRUSTRATED = any_of(
    r"\b(?:hate|stupid|dumb|idiot|annoying|annoyed|frustrat\w+|useless|sick of|fed up|ugh+|argh+|wtf|damn|hours?|all (?:day|night)|give up|giving up|hopeless(?:ly)?|impossible|never (?:get|understand|learn)|so hard|too hard|crying|desperate|nothing works|I can'?t do this)\b",
    r"!{2,}",
)
CONFIDENT = any_of(
    r"\b(?:easy|got it|I know|obviously|of course|figured (?:it )?out|makes sense|understood|simple enough|no problem|finally|yay|works now)\b"
)
