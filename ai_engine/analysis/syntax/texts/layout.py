"""Texts about characters, strings, brackets and indentation."""

from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {
    # Characters
    "smart-quotes": Cause(
        "strings",
        "The quotation mark {symbol} is a curly (smart) quote, not a plain one.",
        "Word processors and web pages turn plain quotes into curly ones; Python knows only the straight ' and \".",
        "Type the quotation marks again in your code editor, at both ends of the text.",
        "Compare the marks with quotes that you type yourself: the curly ones lean.",
    ),
    "look-alike-character": Cause(
        "syntax-errors",
        "The character {symbol} ({name}) looks like {plain}, but Python doesn't know it.",
        "It usually comes with text copied from a web page, a PDF or a word processor.",
        "Delete the character and type the plain {plain} on your keyboard.",
    ),
    "invisible-character": Cause(
        "syntax-errors",
        "There is an invisible character here: {name}.",
        "It can't be seen but Python reads it and has no use for it; it usually comes with copied text.",
        "Delete the space-like gap at this place, or the whole line, and type it again.",
        "Move over the place with the arrow keys: the cursor stops once where nothing is to be seen.",
    ),
    "null-character": Cause(
        "syntax-errors",
        "There is a null character in the program, which is no text at all.",
        "The file was probably saved in another encoding, or damaged.",
        "Save the file as UTF-8, or copy the visible text into a new file.",
    ),
    "unknown-character": Cause(
        "syntax-errors",
        "The character {symbol} ({name}) has no meaning in Python outside of a text or a comment.",
        "Python code is made of letters, digits, underscores and a fixed set of signs.",
        "Take the character out, or put it into quotation marks if it belongs to a text.",
    ),
    # Strings
    "unclosed-string": Cause(
        "strings",
        "The text that starts here with {quote} is never closed: its closing quotation mark is missing.",
        "Without the closing quote Python takes the rest of the line as part of the text.",
        "Put the same quotation mark, {quote}, where the text ends.",
        "Count the quotation marks on the line: there must be an even number of each kind.",
    ),
    "missing-opening-quote": Cause(
        "strings",
        "A quotation mark {quote} on this line has no partner: the text's opening quote is missing, so it is "
        "not closed either.",
        "Without its opening quote the text is read as code, and the closing quote seems to start a new text.",
        "Put {quote} where the text begins.",
        "Count the quotation marks on the line: there must be an even number of each kind.",
    ),
    "mismatched-quotes": Cause(
        "strings",
        "The text starts with {quote} and ends with {other}: the two quotation marks don't match, so it is "
        "never closed.",
        "A text ends only at the same kind of quotation mark that it started with.",
        "Use the same quotation mark at both ends.",
    ),
    "escaped-closing-quote": Cause(
        "escape-sequences",
        "The backslash before the last quotation mark keeps it from closing the text.",
        "A backslash and a quote together mean a quote inside the text, so the text is never closed.",
        "Write the backslash twice to get a real backslash, or use a forward slash in a file name.",
    ),
    "quote-inside-string": Cause(
        "strings",
        "The text ends too early: the same quotation mark {quote} that surrounds it (an apostrophe or quote) "
        "also stands inside it, before {word}.",
        "Python takes the first {quote} after the opening one as the end of the text.",
        "Surround the text with the other kind of quotation mark, or put a backslash before the inner one.",
        "Look at the colours in your editor: they change in the middle of the text.",
    ),
    "string-over-lines": Cause(
        "strings",
        "This text goes on over the end of the line, but it has single quotation marks, so it is not closed on "
        "its line.",
        "A text in {quote} must end on the line on which it starts.",
        "Use triple quotation marks for a text of several lines, or put \\n where a new line shall begin.",
    ),
    "unclosed-triple-quote": Cause(
        "strings",
        "The text that starts here with triple quotation marks is never closed.",
        "Everything up to the next {symbol}, or to the end of the file, is taken as part of the text.",
        "Put {symbol} where the text (often a docstring) ends.",
        "Look at the colours in your editor: code after this place has the colour of text.",
    ),
    "unopened-triple-quote": Cause(
        "strings",
        "The triple quotation marks {symbol} here have no partner: the opening ones are missing or too few.",
        "So the text before them is read as code, and they seem to start a new text that is never closed.",
        "Put {symbol} where the text begins.",
    ),
    # Brackets
    "unclosed-bracket": Cause(
        "syntax-errors",
        "The opening {bracket} {symbol} is never closed.",
        "Python reads on until it finds the closing {closing}, so the error often shows up on a later line.",
        "Put the missing {closing} where the content of the {bracket} ends.",
        "Put the cursor on {symbol}: your editor marks its partner, or none.",
    ),
    "unmatched-closing-bracket": Cause(
        "syntax-errors",
        "The closing {bracket} {symbol} is unmatched: either it is one bracket too many, or its opening "
        "{opening} is missing.",
        "Every closing bracket ends a bracket that was opened before it.",
        "Take the {symbol} away, or put the opening {opening} where it belongs.",
        "Count the opening and the closing brackets on the line.",
    ),
    "missing-opening-bracket": Cause(
        "syntax-errors",
        "The closing {bracket} {symbol} is unmatched: its opening {opening} is missing.",
        "Every closing bracket ends a bracket that was opened before it.",
        "Put the opening {opening} where it belongs, for example right after a function's name.",
        "Count the opening and the closing brackets.",
    ),
    "mismatched-brackets": Cause(
        "syntax-errors",
        "A bracket opened with {symbol} is closed with another kind, {closing}: the brackets don't match.",
        "Each kind of bracket needs its own partner: () or [] or {{}}.",
        "Use a closing bracket of the same kind as the opening one.",
    ),
    "brackets-crossed": Cause(
        "syntax-errors",
        "The closing brackets {closing} stand in the wrong order: they don't match what was opened.",
        "Brackets close in the reverse order of their opening: the last opened is closed first.",
        "Swap the two closing brackets.",
    ),
    "unexpected-end": Cause(
        "syntax-errors",
        "The program ends in the middle of something: a bracket, a text or a continued line is not closed.",
        "Python reached the end and still waited for the rest.",
        "Complete the last statement, or close what is still open.",
    ),
    # Indentation
    "missing-block": Cause(
        "indentation",
        "The {header} line has no indented block (body) below it.",
        "After a line that ends with a colon Python expects at least one indented line that belongs to it.",
        "Write what the {header} shall do below it, indented by four spaces; pass is a line that does nothing.",
    ),
    "comment-only-block": Cause(
        "indentation",
        "The {header} line has only a comment below it, so its indented block (body) is empty.",
        "A comment is no statement; Python expects at least one indented line of code.",
        "Write the code below the comment; pass is a line that does nothing yet.",
    ),
    "body-not-indented": Cause(
        "indentation",
        "This line isn't indented, though it must belong to the {header} above it: an indented block is expected.",
        "Python sees by the indentation which lines belong to a {header}.",
        "Indent the lines that belong to the {header} by four spaces.",
    ),
    "unexpected-indent": Cause(
        "indentation",
        "This line is indented further than it should be: an unexpected indent.",
        "Only a line that ends with a colon may be followed by deeper indentation.",
        "Start the line in the same column as the lines of its block.",
        "Compare where this line and the line before it begin.",
    ),
    "indented-first-line": Cause(
        "indentation",
        "The first line of the program is indented: an unexpected indent.",
        "The main level of a program starts in the first column.",
        "Remove the spaces before the line.",
    ),
    "dedented-line": Cause(
        "indentation",
        "This line has lost its indentation: it starts further left than the lines before and after it.",
        "It ends the block it should belong to, so the next line's indentation makes no sense to Python.",
        "Indent it like the lines around it.",
        "Compare where this line and its neighbours begin.",
    ),
    "inconsistent-dedent": Cause(
        "indentation",
        "The indentation of this line matches none of the blocks around it.",
        "When a block ends, the next line must start in exactly the column of an earlier level.",
        "Give the line the same number of spaces as the other lines of its block.",
        "Count the spaces before this line and before the lines above it.",
    ),
    "inconsistent-indent": Cause(
        "indentation",
        "The indentation of this line doesn't fit the lines of the same block: it has too many or too few spaces.",
        "All lines of one block must start in the same column.",
        "Give every line of the block the same number of spaces.",
        "Count the spaces before this line and before the line after its block.",
    ),
    "mixed-tabs": Cause(
        "indentation",
        "The indentation mixes tabs and spaces: this line uses a {here} where others use a {other}.",
        "They may look alike on the screen, but Python can't tell how wide a tab is.",
        "Use four spaces for each level everywhere; most editors can convert tabs to spaces.",
        "Let your editor show white space: tabs appear as arrows, spaces as dots.",
    ),
    "misplaced-else": Cause(
        "indentation",
        "The {symbol} isn't indented like the {partners} it belongs to.",
        "An {symbol} must start in the same column as its {partners}.",
        "Move the {symbol} line so that it starts under its {partners}.",
    ),
    "else-without-if": Cause(
        "conditionals",
        "The {symbol} has no {partners} before it that it could belong to.",
        "Between the {partners} block and its {symbol} only indented lines may stand.",
        "Check what stands directly above: indent lines that belong to the block, or start with {partners}.",
    ),
    "elif-after-else": Cause(
        "elif-chains",
        "An elif comes after the else of the same if.",
        "else catches everything that is left, so it must be the last branch.",
        "Move the else block to the end of the chain.",
    ),
    "second-else": Cause(
        "conditionals",
        "This if already has an else; a second else has no if.",
        "A chain has one else at most, as its last branch.",
        "Give the second case a condition with elif, or remove one of the two.",
    ),
}
