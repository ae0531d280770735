"""Texts about what stands between values: commas, operators, colons, dots."""

from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {
    "invalid-syntax": Cause(
        "syntax-errors",
        "Python can't read this line: {detail}.",
        "The line doesn't follow Python's grammar, so nothing of the program can run.",
        "Compare the line, and the end of the line before it, with a similar line that works: brackets, "
        "quotation marks, colons and commas.",
    ),
    "missing-comma": Cause(
        "syntax-errors",
        "A comma is missing between {before} and {after}.",
        "Elements of a list, a dictionary or a call are separated by commas.",
        "Put a comma between the two.",
        "Read the elements one by one and look for the comma after each.",
    ),
    "missing-comma-or-operator": Cause(
        "syntax-errors",
        "Two values stand side by side: a comma or an operator between them is missing.",
        "Python can't guess how the two belong together.",
        "Put a comma between two elements, or the operator that shall join them.",
    ),
    "missing-operator": Cause(
        "operator-precedence",
        "Two values stand side by side in {symbol}: an operator such as + or * (or a comma) is missing between them.",
        "Python can't guess how the two belong together.",
        "Write the operator that you mean between them.",
    ),
    "missing-multiplication": Cause(
        "operator-precedence",
        "{symbol} lacks an operator: a number directly before a name doesn't multiply (invalid number).",
        "In mathematics 2x means 2 times x; in Python the * must be written.",
        "Put a * between the number and the name.",
    ),
    "two-statements-on-a-line": Cause(
        "statements-and-expressions",
        "A second statement starts on the same line, at {symbol}.",
        "Python expects one statement a line.",
        "Start a new line before {symbol}.",
    ),
    "text-without-quotes": Cause(
        "strings",
        "The text {symbol} has no quotation marks around it.",
        "Words without quotes are names of variables to Python.",
        "Put quotation marks before and after the text.",
    ),
    "comment-without-hash": Cause(
        "comments",
        "This line reads like a sentence, not like code: a comment needs a # before it.",
        "Python tries to run every line that isn't a comment.",
        "Put a # at the start of the line; if it should be shown, use print with quotation marks.",
    ),
    "call-without-parentheses": Cause(
        "functions",
        "The call of {symbol} has no parentheses around its arguments.",
        "A function is called by its name and parentheses.",
        "Put the arguments into parentheses.",
    ),
    "missing-dot": Cause(
        "methods",
        "A dot is missing between {before} and {after}.",
        "{after} is a method, and a method is called with a dot after the value it works on.",
        "Put a dot between the two.",
    ),
    "print-without-parentheses": Cause(
        "print-output",
        "{symbol} is used without parentheses, as in Python 2.",
        "In Python 3 it is a function, and a function is called with parentheses.",
        "Put what follows {symbol} into parentheses.",
    ),
    "missing-equals": Cause(
        "assignment",
        "An = is missing behind {symbol}: the line looks like an assignment without its equals sign.",
        "Only = stores a value under a name; side by side the two mean nothing to Python.",
        "Write = between the name and the value.",
    ),
    "text-as-argument-name": Cause(
        "keyword-arguments",
        "The argument's name {symbol} stands in quotation marks before the =.",
        "The name of a keyword argument is written plainly; in quotes it is a text, and a text can't be assigned to.",
        "Take the quotation marks around the argument's name away.",
    ),
    "comma-in-comprehension": Cause(
        "list-comprehensions",
        "A comma stands before {symbol} in this comprehension, where none belongs.",
        "The parts of a comprehension, for and if, follow one another without commas.",
        "Take the comma away.",
    ),
    "curly-index": Cause(
        "list-indexing",
        "Curly braces follow {symbol}, where an index or key stands in square brackets.",
        "Square brackets look something up; curly braces build a dictionary or set.",
        "Use square brackets for the index, or parentheses for a call.",
    ),
    "semicolon-for-comma": Cause(
        "syntax-errors",
        "A semicolon stands inside brackets where a comma belongs.",
        "Elements are separated by commas in Python.",
        "Replace the semicolon by a comma.",
    ),
    "doubled-comma": Cause(
        "syntax-errors",
        "There is a comma with nothing before it: one comma too many, or a missing element.",
        "Between two commas Python expects a value.",
        "Take the extra comma away, or write the missing element.",
    ),
    "dot-for-comma": Cause(
        "syntax-errors",
        "A dot stands where a comma belongs.",
        "Elements are separated by commas.",
        "Replace the dot by a comma.",
    ),
    "colon-for-comma": Cause(
        "syntax-errors",
        "A colon stands inside the brackets where a comma belongs.",
        "Arguments and elements are separated by commas.",
        "Replace the colon by a comma.",
    ),
    "colon-for-equals": Cause(
        "keyword-arguments",
        "A colon stands in this call where = belongs.",
        "An argument given by name uses an equals sign.",
        "Replace the colon by =.",
    ),
    "equals-in-dictionary": Cause(
        "dictionaries",
        "An = stands between key and value of this dictionary; a colon is needed.",
        "In curly braces a key and its value are joined by a colon.",
        "Replace the = by a colon.",
    ),
    "missing-dictionary-colon": Cause(
        "dictionaries",
        "A colon is missing between a key and its value in this dictionary.",
        "In curly braces a key and its value are joined by a colon.",
        "Put a colon after the key.",
    ),
    "comma-for-dictionary-colon": Cause(
        "dictionaries",
        "A comma stands between a key and its value in this dictionary; a colon is needed.",
        "In curly braces a key and its value are joined by a colon, and pairs are separated by commas.",
        "Replace the comma after the key by a colon.",
    ),
    "missing-dictionary-value": Cause(
        "dictionaries",
        "A key of this dictionary has a colon but no value.",
        "Every key needs its value.",
        "Write the value after the colon.",
    ),
}
