"""Texts about other languages' style, Python 2, and things around the code."""

from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {
    "prompt-in-code": Cause(
        "running-programs",
        "The prompt {symbol} was copied along with the code.",
        "The interactive Python shows it before each line; it isn't part of the program.",
        "Remove the prompts, and the lines that Python answered.",
    ),
    "fence-in-code": Cause(
        "running-programs",
        "The marks {symbol} around the code were copied along with it.",
        "They set code apart in a chat or a document; they aren't Python.",
        "Remove those lines.",
    ),
    "foreign-comment": Cause(
        "comments",
        "{symbol} starts a comment in other languages; Python's comments start with #.",
        "Python reads // as division and the words behind it as code.",
        "Put # before the comment.",
    ),
    "braces-for-block": Cause(
        "indentation",
        "Curly braces surround a block here; Python uses a colon and indentation.",
        "Braces make dictionaries and sets in Python, not blocks.",
        "End the header with a colon, indent the block, and remove the braces.",
    ),
    "foreign-logical-operator": Cause(
        "logical-operators",
        "The operator {symbol} comes from another language; Python writes {python}.",
        "Python spells its logical operators as words: and, or, not.",
        "Use the word {python}.",
    ),
    "foreign-operator": Cause(
        "comparison",
        "The operator {symbol} doesn't exist in Python; {python} does.",
        "Other languages have operators that Python doesn't need.",
        "Write {python}.",
    ),
    "old-not-equal": Cause(
        "comparison",
        "<> was Python 2's sign for not equal; Python 3 writes !=.",
        "The old sign was removed from the language.",
        "Replace <> by !=.",
    ),
    "increment-operator": Cause(
        "augmented-assignment",
        "{symbol}: Python has no ++ or -- operator (increment and decrement).",
        "Other languages count with ++; Python adds with += and subtracts with -=.",
        "Use {sign}= and the number to add or subtract.",
    ),
    "foreign-ternary": Cause(
        "conditionals",
        "The choice with ? and : comes from another language.",
        "Python writes it in words: the value, if, the condition, else, the other value.",
        "Use if and else inside the expression, or an if statement.",
    ),
    "declaration-word": Cause(
        "variables",
        "The word {symbol} before {name} is another language's way to declare a variable; Python has no such "
        "declarations.",
        "A variable comes into being by its first assignment, without a type or a keyword before it.",
        "Leave {symbol} out.",
    ),
    "function-word": Cause(
        "functions",
        "The word {symbol} isn't how Python defines a function: the word is def.",
        "Every language has its own word for it.",
        "Write def before the function's name, and a colon at the end of the line.",
    ),
    "word-of-other-language": Cause(
        "syntax-errors",
        "{symbol} belongs to another language; Python uses {python} for it.",
        "Python doesn't know the word, so the line makes no sense to it.",
        "Rewrite the line with {python}.",
    ),
    "word-from-other-language": Cause(
        "for-loops",
        "The word {symbol} after for belongs to another language.",
        "In Python the loop variable stands directly between for and in, without a type.",
        "Leave {symbol} out.",
    ),
    "dollar-name": Cause(
        "naming",
        "The sign $ can't be part of a name in Python.",
        "Other languages mark variables with it.",
        "Leave the $ out.",
    ),
    "unknown-sign": Cause(
        "syntax-errors",
        "The sign {symbol} has no meaning at this place in Python.",
        "Outside of a text Python knows only certain signs.",
        "Take it away, or put it into quotation marks if it belongs to a text.",
    ),
    "backticks": Cause(
        "strings",
        "Backticks ` stand in the code; Python 3 doesn't use them.",
        "In other languages they surround a text, in Python 2 they made one.",
        "Use ' or \" for a text, and str to turn a value into one.",
    ),
}
