"""The causes of syntax errors in languages with braces, in a learner's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """Texts may hold {symbol}, {title} and the fault's own words."""

    concept: str
    message: str
    why: str
    fix: str
    check: str = "Change it and compile or run again: {title} then gets past this line."


CAUSES: dict[str, Cause] = {
    "missing-semicolon": Cause(
        "statements-and-expressions",
        "A semicolon is missing at the end of the statement.",
        "{title} joins lines until it meets a semicolon, so it reads on into the next line.",
        "Put a semicolon behind the statement.",
    ),
    "unclosed-bracket": Cause(
        "syntax-errors",
        "The {bracket} {symbol} that is opened here is never closed: a {closing} is missing.",
        "Everything up to the end of the file counts as inside of it.",
        "Put the closing {closing} where the part that belongs into the brackets ends.",
        "Count the opening and the closing ones, or look at the indentation.",
    ),
    "missing-opening-bracket": Cause(
        "syntax-errors",
        "An opening {symbol} is missing {where}.",
        "A closing one further on has nothing to close.",
        "Put the {symbol} where the part begins that belongs into the brackets.",
        "Count the opening and the closing ones.",
    ),
    "unmatched-closing-bracket": Cause(
        "syntax-errors",
        "This {symbol} closes nothing: there is one too many, or its opening one is missing.",
        "Each closing bracket needs an opening one.",
        "Take it away, or add the opening one.",
        "Count the opening and the closing ones, or look at the indentation.",
    ),
    "mismatched-brackets": Cause(
        "syntax-errors",
        "{opening} is opened on line {opened_line}, but {symbol} closes it.",
        "A bracket is closed by its own kind.",
        "Use the bracket that fits to the opening one.",
    ),
    "unclosed-string": Cause(
        "strings",
        "The text that begins with {symbol} here has no closing quotation mark.",
        "Everything to the end of the line counts as text.",
        "Put the same quotation mark at the end of the text.",
    ),
    "unclosed-comment": Cause(
        "comments",
        "The comment that begins here with /* is never closed: */ is missing.",
        "Everything up to the end of the file counts as a comment.",
        "Put */ where the comment ends.",
    ),
    "missing-condition-parentheses": Cause(
        "conditionals",
        "The condition behind {symbol} has no parentheses around it.",
        "{title} needs parentheses there to know where the condition ends.",
        "Put the whole condition into parentheses.",
    ),
    "missing-comma": Cause(
        "syntax-errors",
        "A comma is missing between {before} and {after}.",
        "Elements, parameters and arguments are separated by commas.",
        "Put a comma between the two.",
        "Read the elements one by one and look for the comma after each.",
    ),
    "missing-operator": Cause(
        "operator-precedence",
        "{before} and {after} stand side by side: an operator or a comma is missing between them.",
        "{title} can't guess how the two belong together.",
        "Write the operator that you mean between them.",
    ),
    "missing-value": Cause(
        "statements-and-expressions",
        "A value is missing behind {symbol}.",
        "{symbol} needs something on its right side.",
        "Write the value that belongs there, or take the sign away.",
    ),
    "missing-colon": Cause(
        "match-statement",
        "A colon is missing behind {symbol}.",
        "The colon shows where the label ends and its statements begin.",
        "Put a colon behind it.",
    ),
    "missing-name": Cause(
        "naming",
        "A name is missing before {symbol}.",
        "What is declared needs a name.",
        "Write a name there.",
    ),
    "comparison-for-assignment": Cause(
        "assignment",
        "{symbol} compares, but a declaration stores its value with a single =.",
        "= puts a value into a variable; {symbol} asks whether two values are equal.",
        "Write a single =.",
    ),
    "split-operator": Cause(
        "syntax-errors",
        "The operator {right} is written as {symbol}.",
        "The two signs form one operator only side by side, without a space.",
        "Write {right}.",
    ),
    "missing-for-semicolon": Cause(
        "for-loops",
        "A semicolon is missing in the for heading, before {before}.",
        "Start, condition and step are separated by two semicolons.",
        "Put the semicolon between the two parts.",
    ),
    "colon-for-semicolon": Cause(
        "statements-and-expressions",
        "The line ends with a colon where a semicolon belongs: the semicolon is missing.",
        "Statements end with a semicolon; a colon stands behind labels such as case.",
        "Replace the colon by a semicolon.",
    ),
    "function-in-class": Cause(
        "classes",
        "The word {symbol} stands before a method: in a class methods are written without it.",
        "Inside of a class every name with parentheses and a block is a method.",
        "Take the word {symbol} away.",
    ),
    "missing-arrow": Cause(
        "functions",
        "The arrow => is missing between the parameters and the block of this function.",
        "Without the arrow {title} takes the parentheses for an expression of its own.",
        "Write => between the parenthesis ) and the brace.",
    ),
    "equals-in-object": Cause(
        "dictionaries",
        "An = stands between key and value of this object; a colon is needed.",
        "In an object a colon joins key and value; = assigns to a variable.",
        "Replace the = by a colon.",
    ),
    "missing-type-colon": Cause(
        "type-annotations",
        "A colon is missing between {before} and its type {after}.",
        "{title} writes the name first, then a colon, then the type.",
        "Put a colon between the two.",
    ),
    "missing-object-colon": Cause(
        "dictionaries",
        "A colon is missing between {before} and {after}.",
        "In an object a colon joins key and value.",
        "Put a colon between the two.",
    ),
    "brackets-for-array": Cause(
        "lists",
        "The values of this array stand in square brackets; {title} writes them in curly braces.",
        "Square brackets hold an index or a size.",
        "Put the values into curly braces.",
    ),
    "parameter-without-type": Cause(
        "parameters",
        "The parameter {symbol} has no type.",
        "{title} needs the type before the name of each parameter.",
        "Write the type before the name.",
    ),
    "missing-return-type": Cause(
        "return-values",
        "The method {symbol} has no return type before its name.",
        "{title} needs the type of the result, or void, before a method's name; only constructors have none.",
        "Write the type of the result, or void where there is none.",
    ),
    "catch-without-name": Cause(
        "exceptions",
        "The caught {symbol} has no name: a name (variable) is missing behind the type.",
        "catch declares a variable that holds the error.",
        "Write a name behind the type.",
    ),
    "missing-hash": Cause(
        "import",
        "The sign # is missing before {symbol}.",
        "Lines with # are read before the program itself is compiled.",
        "Put a # before {symbol}.",
    ),
    "needless-parentheses": Cause(
        "for-loops",
        "Go writes no parentheses around the heading of {symbol}.",
        "The braces alone show where the block begins.",
        "Take the parentheses around the heading away.",
    ),
    "type-before-name": Cause(
        "variables",
        "The type {symbol} stands before the name; {title} declares with var and writes the type behind the name.",
        "In {title} the name comes first, or := finds the type by itself.",
        "Write var, the name and then the type, or use :=.",
    ),
    "await-outside-async": Cause(
        "functions",
        "await stands in a function that isn't async.",
        "Only a function marked with async can wait.",
        "Write async before the function.",
    ),
    "import-without-quotes": Cause(
        "import",
        "The package {symbol} has no quotation marks around its name.",
        "The paths of imported packages are texts.",
        "Put quotation marks around the name.",
    ),
    "call-missing": Cause(
        "functions",
        "The function behind {symbol} isn't called: its parentheses are missing behind the closing brace.",
        "{symbol} needs a call, so the function must be followed by parentheses with its arguments.",
        "Write parentheses behind the closing brace.",
    ),
    "call-without-parentheses": Cause(
        "functions",
        "The call of {symbol} has no parentheses around its arguments.",
        "Without them the line reads like a declaration.",
        "Put the arguments into parentheses.",
    ),
    "commas-in-for": Cause(
        "for-loops",
        "The parts of the for heading are separated by commas; they need semicolons.",
        "Start, condition and step are three statements of their own.",
        "Replace the commas between the three parts by semicolons.",
    ),
    "semicolon-before-else": Cause(
        "conditionals",
        "The semicolon on this line ends the if, so the else on line {else_line} belongs to nothing.",
        "An else must follow directly the statement or block of its if.",
        "Take the semicolon behind the condition away.",
    ),
    "block-without-braces": Cause(
        "conditionals",
        "The if on this line has no braces, so only its first line belongs to it, and the else stands alone.",
        "Without braces exactly one statement belongs to an if.",
        "Put braces around the lines that belong together.",
    ),
    "else-with-condition": Cause(
        "elif-chains",
        "else takes no condition: the word if is missing behind it.",
        "else means in all other cases; a further question begins with else if.",
        "Write if between else and the condition, or take the condition away.",
    ),
    "misspelt-keyword": Cause(
        "syntax-errors",
        "`{symbol}` isn't a word of {title}: it looks like a slip in {right}.",
        "A word that {title} doesn't know counts as a name.",
        "Correct the spelling.",
    ),
    "keyword-as-name": Cause(
        "naming",
        "`{symbol}` is a word of {title} itself and can't be a name.",
        "The words of the language have fixed meanings.",
        "Choose another name.",
    ),
    "name-starts-with-digit": Cause(
        "naming",
        "`{symbol}` can't be a name: names don't begin with a digit.",
        "What begins with a digit is read as a number.",
        "Begin the name with a letter.",
    ),
    "foreign-word": Cause(
        "syntax-errors",
        "`{symbol}` belongs to {other}; {title} {instead}.",
        "Each language has its own words and signs.",
        "Write it as {title} does: {right}.",
    ),
    "foreign-block": Cause(
        "syntax-errors",
        "This line begins a block with a colon, as Python does; {title} needs braces around the block.",
        "{title} doesn't look at the indentation; braces show where a block begins and ends.",
        "Put {{ in place of the colon and }} behind the last line of the block{parentheses}.",
    ),
    "foreign-program": Cause(
        "syntax-errors",
        "This program is written in {other}, not in {title}.",
        "{title} reads only its own words and signs.",
        "Choose {other} as the language, or write the program in {title}.",
        "Look at the words at the start of the lines.",
    ),
    "brace-on-next-line": Cause(
        "syntax-errors",
        "The opening brace must stand on the same line as {symbol}: Go ends the statement at the end of the line.",
        "Go puts a semicolon at the end of each line that could be finished.",
        "Move the { to the end of the line above.".replace("{", "{{"),
    ),
    "smart-quotes": Cause(
        "strings",
        "{symbol} is a typographic quotation mark; programs use straight ones.",
        "Word processors put such marks in; {title} doesn't know them.",
        "Type the quotation marks anew in an editor for programs.",
    ),
    "stray-character": Cause(
        "syntax-errors",
        "The character {symbol} doesn't belong into a program.",
        "Outside of texts and comments only letters, digits and the language's signs may stand.",
        "Take it away and type what should stand there.",
    ),
    "null-character": Cause(
        "syntax-errors",
        "The text holds a character with the code 0, which no program may contain.",
        "It usually comes from copying out of a file that isn't text.",
        "Take the character away or type the line anew.",
    ),
    "unexpected": Cause(
        "syntax-errors",
        "{title} can't read `{symbol}` here.",
        "What stands there doesn't follow from what comes before it.",
        "Compare this line, and the end of the line before it, with a similar line that works.",
    ),
    "outside-function": Cause(
        "functions",
        "This statement stands outside of any {where}.",
        "{title} runs statements only inside of a {where}; outside only declarations may stand.",
        "Move the line into a {where}.",
    ),
    "ternary-in-go": Cause(
        "conditionals",
        "Go has no condition with ? and :.",
        "The language leaves it out on purpose.",
        "Use an if with else, and assign in both branches.",
    ),
    "step-as-value": Cause(
        "augmented-assignment",
        "In Go {symbol} is a statement of its own and stands behind the name; it has no value.",
        "Go leaves out steps inside of expressions because they are easily misread.",
        "Write the step on a line of its own, behind the name.",
    ),
    "text-in-single-quotes": Cause(
        "strings",
        "{symbol} is a text in single quotes; {title} wants double ones.",
        "Single quotes hold one single character.",
        "Put double quotation marks around the text.",
    ),
}
