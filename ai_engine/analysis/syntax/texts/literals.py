"""Texts about escapes, bytes, f-strings and signs that don't belong."""

from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {
    "space-after-backslash": Cause(
        "syntax-errors",
        "Something follows the backslash (the line continuation character), though it must be the last "
        "character of its line.",
        "A backslash joins a line with the next one only at its very end.",
        "Remove what follows it, or use parentheses for a long line.",
    ),
    "escape-outside-text": Cause(
        "escape-sequences",
        "{symbol} stands outside of quotation marks (an unexpected backslash).",
        "\\n means a new line only inside of a text.",
        "Put it into quotation marks.",
    ),
    "backslash-in-code": Cause(
        "syntax-errors",
        "There is a backslash \\ in the code, outside of a text (an unexpected character after it).",
        "Outside of a text a backslash only joins lines; division is written with /.",
        "Use / to divide, or take the backslash away.",
    ),
    "broken-escape": Cause(
        "escape-sequences",
        "A backslash in this text starts an escape that isn't complete, often in a Windows file name.",
        "\\U, \\u, \\N and \\x expect certain characters after them.",
        "Double the backslashes, use forward slashes, or put an r before the quotation mark.",
    ),
    "bytes-not-ascii": Cause(
        "unicode-and-encoding",
        "A bytes value holds a character outside of ASCII.",
        "Bytes written as text can only hold plain English characters.",
        "Use an ordinary text and encode it.",
    ),
    "bytes-and-text-mixed": Cause(
        "unicode-and-encoding",
        "A text and a bytes value stand side by side.",
        "Python can't join the two kinds.",
        "Decode the bytes or encode the text, so that both are of one kind.",
    ),
    "f-string-unclosed-brace": Cause(
        "f-strings",
        "A curly brace {{ in this f-string is never closed.",
        "In an f-string every opening brace starts an expression that must end with a closing brace.",
        "Put the closing brace after the expression, or write the brace twice if it belongs to the text.",
    ),
    "f-string-lone-brace": Cause(
        "f-strings",
        "There is a single closing curly brace }} in this f-string without its opening one.",
        "In an f-string braces come in pairs around an expression.",
        "Put the opening brace before the expression, or write the brace twice if it belongs to the text.",
    ),
    "f-string-empty-braces": Cause(
        "f-strings",
        "The braces in this f-string are empty.",
        "Between them Python expects the expression whose value to show.",
        "Write a variable or an expression between the braces.",
    ),
    "f-string-backslash": Cause(
        "f-strings",
        "A backslash stands inside the braces of this f-string.",
        "Before Python 3.12 the expression in the braces can't contain a backslash.",
        "Compute the value on a line before, and use its name in the braces.",
    ),
    "f-string-unclosed-bracket": Cause(
        "f-strings",
        "The {bracket} {symbol} inside the braces of this f-string is never closed.",
        "What stands in the braces must be a complete expression; the brace can't close another bracket.",
        "Put the missing {closing} behind what belongs inside of it, before the colon or the brace.",
    ),
    "f-string-expression": Cause(
        "f-strings",
        "The expression in the braces of this f-string can't be read: {symbol}.",
        "What stands in the braces must be a complete Python expression.",
        "Try the expression on a line of its own, and correct it there.",
    ),
    "f-string-same-quotes": Cause(
        "f-strings",
        "Inside the braces of this f-string the same quotation mark {quote} is used as around it, so the text "
        "ends too early.",
        "Before Python 3.12 the first {quote} inside ends the whole text.",
        "Use the other kind of quotation mark inside the braces.",
    ),
    "stray-sign": Cause(
        "syntax-errors",
        "The sign {symbol} doesn't fit here: it is one too many, or something is missing next to it.",
        "Python can't go on reading at this place.",
        "Take it away, or write what is missing beside it.",
    ),
}
