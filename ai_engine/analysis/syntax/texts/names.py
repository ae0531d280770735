"""Texts about numbers, names and what can be assigned to."""

from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {
    "leading-zero": Cause(
        "integers-and-floats",
        "The number {symbol} starts with a zero, which Python doesn't allow.",
        "Other languages read such numbers in base eight, so Python refuses them to avoid mix-ups.",
        "Leave the leading zero out, or use a text if the zero matters, as in a postcode.",
    ),
    "two-decimal-points": Cause(
        "numbers",
        "The number {symbol} has two decimal points.",
        "A number has one point at most, and no dots between thousands.",
        "Remove the extra dots; an underscore may separate thousands.",
    ),
    "broken-number": Cause(
        "numbers",
        "The number at {symbol} is invalid: a number and letters (a name) run together.",
        "A name can't start with a digit, and a number can't contain letters.",
        "Start the name with a letter, or write the operator, such as *, between number and name.",
    ),
    "number-too-long": Cause(
        "integers-and-floats",
        "This number has too many digits for Python to read.",
        "Numbers of several thousand digits are refused in program text.",
        "Compute the number, for example as a power.",
    ),
    "name-starts-with-digit": Cause(
        "naming",
        "The name {symbol} starts with a digit, which makes it invalid.",
        "Names begin with a letter or an underscore, so that Python can tell them from numbers.",
        "Begin the name with a letter.",
    ),
    "name-with-space": Cause(
        "naming",
        "The name {symbol} has a space in it.",
        "A space ends a name, so Python reads two names side by side.",
        "Join the words with an underscore.",
    ),
    "name-with-dash": Cause(
        "naming",
        "The name {symbol} has a sign in it, such as a dash, that can't be part of a name.",
        "Python reads the dash as minus.",
        "Join the words with an underscore.",
    ),
    "keyword-as-name": Cause(
        "naming",
        "{symbol} is a reserved word (keyword) of Python and can't be used as a name.",
        "Reserved words such as class, for or from have a fixed meaning in the language.",
        "Choose another name, for example with an underscore at its end.",
    ),
    "misspelt-keyword": Cause(
        "syntax-errors",
        "{symbol} looks like a misspelt {word}.",
        "Python doesn't know the word, so the line makes no sense to it.",
        "Check the spelling of {word}.",
    ),
    "keyword-in-capitals": Cause(
        "syntax-errors",
        "{symbol} is written with the wrong case: the keyword is {word}.",
        "Python tells capitals from small letters, and its keywords are fixed.",
        "Write it exactly as {word}.",
    ),
    "assign-to-literal": Cause(
        "assignment",
        "The left side of = is a value ({symbol}), and a value can't be assigned to.",
        "= stores what is on its right under the name on its left.",
        "Swap the two sides, or use == if you want to compare.",
    ),
    "assign-to-constant": Cause(
        "assignment",
        "{symbol} has a fixed meaning (a reserved word) and can't be assigned to.",
        "True, False and None are values of the language.",
        "Choose another name, or use == if you want to compare.",
    ),
    "assign-to-call": Cause(
        "assignment",
        "The left side of = is a function call, and a call can't be assigned to.",
        "= stores a value under a name; a call gives a value, it is no place to store one.",
        "Swap the two sides, use square brackets for an element of a list, or == to compare.",
    ),
    "assign-to-expression": Cause(
        "assignment",
        "The left side of = is a calculation (an expression), which can't be assigned to.",
        "= stores the value on its right under the name on its left, so only a name can stand left.",
        "Write only the variable's name on the left and the calculation on the right; use == to compare.",
    ),
}
