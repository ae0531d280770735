"""The rules of ruff that are worth a learner's time, each with a learner's words.

Left out: what the own checks tell better, what is a matter of taste, and what most correct student programs do.
In the texts `{symbol}` stands for the name or the piece of code that ruff points at.
"""

from dataclasses import dataclass

from ai_engine.analysis.findings import Category, Severity


@dataclass(frozen=True, slots=True)
class RuffRule:
    """How one of ruff's rules is told."""

    name: str
    category: Category
    severity: Severity
    confidence: float
    concept: str
    message: str
    why: str
    how_to_check: str
    how_to_fix: str


RULES: dict[str, RuffRule] = {
    # What fails when it runs.
    "F502": RuffRule(
        "percent-format-arguments", "runtime", "error", 0.9, "string-formatting",
        "The text wants values by name, but what follows % is no dictionary.",
        "A placeholder such as %(name)s looks its value up by name, and only a dictionary has names.",
        "Run just this line: Python answers with a TypeError.",
        "Give a dictionary after %, or use an f-string, which needs neither.",
    ),
    "F507": RuffRule(
        "percent-format-count", "runtime", "error", 0.95, "string-formatting",
        "The number of % placeholders in this text and the number of values after it differ.",
        "Each placeholder takes one value; one too few or too many stops the program with a TypeError.",
        "Count the placeholders such as %s and %d, then count the values in the parentheses.",
        "Give exactly one value for each placeholder, or write an f-string, where each value stands in its place.",
    ),
    "F509": RuffRule(
        "percent-format-letter", "runtime", "error", 0.95, "string-formatting",
        "A % placeholder in this text uses a letter that Python doesn't know.",
        "After % Python expects a letter that tells the kind of value, such as s for text or d for a whole number.",
        "Run just this line: Python answers with a ValueError that shows the letter.",
        "Use %s, %d or %f; to write a percent sign itself, write it twice.",
    ),
    "F521": RuffRule(
        "format-string-broken", "runtime", "error", 0.9, "string-formatting",
        "The braces in this format text are not in order, so `.format` fails.",
        "Every opening brace starts a place for a value and needs its closing one.",
        "Run just this line: Python answers with a ValueError.",
        "Pair the braces; a brace that shall appear in the output is written twice.",
    ),
    "F524": RuffRule(
        "format-missing-argument", "runtime", "error", 0.95, "string-formatting",
        "The format text has a place for a value that `.format` doesn't get.",
        "Python looks for a value for every pair of braces and stops with an IndexError or KeyError if one is missing.",
        "Count the braces in the text and the values in the parentheses.",
        "Give `.format` one value for every place, or use an f-string.",
    ),
    "F901": RuffRule(
        "raise-not-implemented", "runtime", "error", 0.95, "raise",
        "`NotImplemented` can't be raised; it is a value, not an exception.",
        "raise needs an exception, so Python stops with a TypeError here in place of the error that was meant.",
        "Run the line: the message says that exceptions must derive from BaseException.",
        "Raise NotImplementedError, the exception with the similar name.",
    ),
    "PLE0101": RuffRule(
        "return-in-init", "runtime", "error", 0.95, "init-method",
        "`__init__` returns a value.",
        "`__init__` only fills in the new object; Python stops with a TypeError if it returns anything but None.",
        "Create one object of this class and read the error.",
        "Store the value in an attribute with self, and give it back from another method.",
    ),
    "B016": RuffRule(
        "raise-literal", "runtime", "error", 0.95, "raise",
        "What is raised here is a plain value, not an exception.",
        "raise works with exceptions only; with a text or a number Python stops with a TypeError.",
        "Run the line: the message says that exceptions must derive from BaseException.",
        "Put the text into an exception, for example a ValueError, and raise that.",
    ),
    "F633": RuffRule(
        "print-shift", "runtime", "error", 0.95, "print-output",
        "`print >>` is Python 2's way of writing to a file.",
        "In Python 3 the >> tries to shift the function print itself, which is a TypeError.",
        "Run the line and read the TypeError.",
        "Call print with the file given by the keyword argument named file.",
    ),
    # What was very likely not meant.
    "F601": RuffRule(
        "repeated-dictionary-key", "logic", "warning", 0.85, "dictionaries",
        "The key {symbol} stands twice in this dictionary with different values.",
        "A key has one value: the later one silently replaces the earlier.",
        "Print the dictionary and count its entries.",
        "Keep the entry that is right, or give the other one a key of its own.",
    ),
    "F631": RuffRule(
        "assert-on-tuple", "logic", "warning", 0.95, "assertions",
        "This assert tests a tuple, which is always true.",
        "With parentheses around condition and message they are one tuple, and a tuple that isn't empty counts "
        "as true.",
        "Change the condition to False: the assert still doesn't complain.",
        "Leave out the parentheses, so that the condition stands first and the message after the comma.",
    ),
    "F634": RuffRule(
        "if-on-tuple", "logic", "warning", 0.95, "truthiness",
        "The condition is a tuple, which is always true.",
        "A tuple with anything in it counts as true, so the other branch never runs.",
        "Change the values in it to False: the branch still runs.",
        "Join the conditions by and or or, without a comma.",
    ),
    "B005": RuffRule(
        "strip-with-word", "logic", "info", 0.7, "string-methods",
        "strip with several characters removes any of them, not the word as a whole.",
        "The text is read as a set of characters, so more may vanish from the ends than was meant.",
        "Try it with a text that starts with the same letters in another order.",
        "To remove a word use removeprefix or removesuffix.",
    ),
    "B015": RuffRule(
        "useless-comparison", "logic", "warning", 0.9, "comparison",
        "This line compares two things, and the answer is thrown away.",
        "A comparison changes nothing; if the line should store a value, one equals sign is meant.",
        "Print the variable before and after the line: it is the same.",
        "To store a value write a single equals sign; to decide something put the comparison into an if.",
    ),
    "B018": RuffRule(
        "useless-expression", "logic", "info", 0.7, "statements-and-expressions",
        "This line works out a value and does nothing with it.",
        "A value that is neither stored, printed nor returned is lost at once.",
        "Take the line out: the program does the same.",
        "Store the value in a variable, print it, return it, or remove the line.",
    ),
    "B020": RuffRule(
        "loop-variable-is-iterable", "logic", "warning", 0.8, "for-loops",
        "The loop variable {symbol} has the name of the thing that the loop goes through.",
        "After the first round the name means one element, and the whole collection can't be reached any more.",
        "Print {symbol} after the loop: it is the last element.",
        "Give the loop variable a name of its own, for example the singular of the collection's name.",
    ),
    "B021": RuffRule(
        "f-string-docstring", "logic", "info", 0.9, "docstrings",
        "The description of this function is an f-string, so Python doesn't take it as a docstring.",
        "Only a plain text as first statement becomes the function's documentation.",
        "Call help on the function: the text is missing.",
        "Take the f before the quotes away.",
    ),
    "B023": RuffRule(
        "closure-over-loop-variable", "logic", "info", 0.75, "closures",
        "The function made in this loop uses {symbol}, which goes on changing.",
        "A function looks a variable up when it is called, so after the loop all of them see the last value.",
        "Call two of the functions after the loop and compare what they give.",
        "Hand the value over as a default argument, or make the function in a helper that takes it as a parameter.",
    ),
    "B024": RuffRule(
        "abstract-without-abstract-method", "style", "info", 0.6, "inheritance",
        "The abstract class {symbol} has no abstract method.",
        "Without one, nothing keeps others from making objects of it.",
        "Create an object of the class: it works.",
        "Mark the methods that children must write as abstract, or make it an ordinary class.",
    ),
    "B025": RuffRule(
        "repeated-except", "logic", "warning", 0.9, "try-except",
        "The same exception is caught twice in this try.",
        "The first matching except runs, the second never does.",
        "Put a print into both: only the first appears.",
        "Keep one of the two, or name another exception in the second.",
    ),
    "B029": RuffRule(
        "except-empty-tuple", "logic", "warning", 0.9, "try-except",
        "This except catches nothing: its tuple of exceptions is empty.",
        "Python catches only what the tuple lists.",
        "Cause an error inside the try: it isn't caught.",
        "Name the exception that can happen, for example ValueError.",
    ),
    "B035": RuffRule(
        "constant-comprehension-key", "logic", "warning", 0.85, "dictionaries",
        "Every round of this comprehension writes the same key.",
        "A key has one value, so only the last round's value remains.",
        "Print the length of the dictionary.",
        "Build the key from the loop variable.",
    ),
    "PLW0127": RuffRule(
        "self-assignment", "logic", "warning", 0.9, "assignment",
        "{symbol} is assigned to itself.",
        "The line changes nothing, so the value that was meant is missing.",
        "Print the variable before and after the line.",
        "Write on the right what the variable should become; in a class the left side may need self.",
    ),
    "PLW0129": RuffRule(
        "assert-on-text", "logic", "warning", 0.9, "assertions",
        "This assert tests a text, which is always true.",
        "A text with anything in it counts as true, so the assert never complains.",
        "Read the line aloud: assert that this text is true.",
        "Write the condition first, then a comma, then the text as message.",
    ),
    "PLW0133": RuffRule(
        "exception-not-raised", "logic", "warning", 0.95, "raise",
        "An exception is created here and never raised.",
        "Without raise it is just a value that is thrown away, and the program goes on.",
        "Run this place: no error appears.",
        "Write raise before it.",
    ),
    "PLW0711": RuffRule(
        "except-with-or", "logic", "warning", 0.95, "try-except",
        "This except joins exceptions by a boolean operator and catches only one of them.",
        "or and and give one of their two values, so the other exception isn't caught.",
        "Cause the second exception: it isn't caught.",
        "Write the exceptions as a tuple: in parentheses, with commas.",
    ),
    "PLR0124": RuffRule(
        "comparison-with-itself", "logic", "info", 0.7, "comparison",
        "{symbol} is compared with itself.",
        "The answer is the same every time, so the comparison decides nothing.",
        "Print the comparison for a few values.",
        "Write the other variable that was meant on one side.",
    ),
    "SIM220": RuffRule(
        "and-with-opposite", "logic", "warning", 0.9, "logical-operators",
        "The condition asks for something and its opposite at once, so it is never true.",
        "x and not x can't both hold.",
        "Print the condition for True and for False.",
        "Take out one half, or write or if either is enough.",
    ),
    "SIM221": RuffRule(
        "or-with-opposite", "logic", "warning", 0.9, "logical-operators",
        "The condition asks for something or its opposite, so it is always true.",
        "One of x and not x always holds.",
        "Print the condition for True and for False.",
        "Take out one half.",
    ),
    "W605": RuffRule(
        "invalid-escape", "logic", "info", 0.9, "escape-sequences",
        "The backslash in {symbol} starts no escape that Python knows.",
        "Python keeps the backslash today and warns that a later version will refuse it.",
        "Print the text and look for the backslash.",
        "Write the backslash twice, or put an r before the quotes for a raw string.",
    ),
    # Clarity and habits.
    "F401": RuffRule(
        "unused-import", "style", "info", 0.9, "unused-code",
        "{symbol} is imported and never used.",
        "A reader looks for its use in vain.",
        "Search the program for the name: only the import has it.",
        "Remove the import, or use what you imported it for.",
    ),
    "F541": RuffRule(
        "f-string-without-value", "style", "info", 0.9, "f-strings",
        "This f-string has no braces, so no value gets into the text.",
        "The f does nothing here; often braces around a variable's name were forgotten.",
        "Print the text: names in it appear as they stand.",
        "Put braces around the name whose value is meant, or take the f away.",
    ),
    "E703": RuffRule(
        "needless-semicolon", "style", "info", 0.95, "code-style",
        "The semicolon at the end of this line isn't needed.",
        "In Python the end of the line ends the statement.",
        "Remove it and run the program: nothing changes.",
        "Take the semicolon away.",
    ),
    "E713": RuffRule(
        "not-in-test", "style", "info", 0.9, "membership",
        "The test for not being contained can be said in one go.",
        "not in reads like English and can't be misread.",
        "Read both forms aloud.",
        "Use the operator not in.",
    ),
    "E714": RuffRule(
        "is-not-test", "style", "info", 0.9, "equality-and-identity",
        "The test for not being the same can be said in one go.",
        "is not reads like English and can't be misread.",
        "Read both forms aloud.",
        "Use the operator is not.",
    ),
    "E721": RuffRule(
        "type-comparison", "style", "info", 0.8, "type-conversion",
        "Types are compared by == here.",
        "isinstance also says yes for children of a class, and reads better.",
        "Try it with True and int: type(True) == int is false, though True is an int.",
        "Use isinstance with the value and the type.",
    ),
    "E731": RuffRule(
        "lambda-with-name", "style", "info", 0.9, "lambda",
        "A lambda gets the name {symbol} here.",
        "A def says the same, and its name appears in error messages.",
        "Cause an error inside of it and look at the traceback: it says <lambda>.",
        "Write it as a function with def.",
    ),
    "E741": RuffRule(
        "ambiguous-name", "style", "info", 0.8, "naming",
        "The name {symbol} is easily read as a digit.",
        "l, O and I look like 1, 0 and 1 in many fonts.",
        "Look at the name in another font.",
        "Choose a name that says what the value is.",
    ),
    "B007": RuffRule(
        "unused-loop-variable", "style", "info", 0.7, "for-loops",
        "The loop variable {symbol} isn't used in the loop.",
        "A reader asks what it is for; sometimes another variable is used in its place by mistake.",
        "Search the loop's body for the name.",
        "If only the number of rounds matters, call it _; otherwise use it.",
    ),
    "B009": RuffRule(
        "getattr-with-constant", "style", "info", 0.8, "attributes",
        "getattr with a fixed name does what the dot does.",
        "The dot is shorter and every editor understands it.",
        "Replace it and run the program.",
        "Write the object, a dot and the attribute's name.",
    ),
    "PLW0120": RuffRule(
        "else-on-loop-without-break", "style", "info", 0.85, "loop-else",
        "This loop has an else but no break.",
        "A loop's else runs unless break ended the loop, so without a break it always runs.",
        "Put a print into the else: it appears every time.",
        "Write those lines after the loop; if the else belongs to an if, indent it like that if.",
    ),
    "PLR1711": RuffRule(
        "useless-return", "style", "info", 0.9, "return-values",
        "The return at the end of this function does nothing.",
        "A function ends by itself after its last line.",
        "Take it out: the program does the same.",
        "Remove the line, or return the result there if one was meant.",
    ),
    "SIM103": RuffRule(
        "needless-bool-branches", "style", "info", 0.85, "booleans",
        "This if only turns a condition into True and False.",
        "The condition is already True or False.",
        "Print the condition: it shows True or False.",
        "Return the condition itself.",
    ),
    "SIM118": RuffRule(
        "in-dictionary-keys", "style", "info", 0.9, "dictionary-methods",
        ".keys() isn't needed here.",
        "A dictionary by itself already stands for its keys.",
        "Leave it out and run the program.",
        "Use the dictionary directly after in.",
    ),
    "SIM208": RuffRule(
        "double-not", "style", "info", 0.9, "logical-operators",
        "Two nots cancel each other.",
        "A reader has to turn the thought round twice.",
        "Print the condition with and without the two.",
        "Leave both out.",
    ),
    "SIM210": RuffRule(
        "needless-bool-choice", "style", "info", 0.85, "booleans",
        "This expression only turns a condition into True and False.",
        "The condition is already True or False.",
        "Print the condition: it shows True or False.",
        "Use the condition itself.",
    ),
    "C404": RuffRule(
        "dict-of-pairs", "style", "info", 0.6, "dictionaries",
        "A list of pairs is built here only to make a dictionary of it.",
        "A dictionary comprehension builds the dictionary at once.",
        "Print the result before and after the change.",
        "Write a dictionary comprehension, with a colon between key and value.",
    ),
    "C405": RuffRule(
        "set-of-list", "style", "info", 0.6, "sets",
        "A list is written here only to make a set of it.",
        "A set can be written directly, in braces.",
        "Print the result before and after the change.",
        "Write the items in braces.",
    ),
    "C413": RuffRule(
        "sorted-then-turned", "style", "info", 0.65, "sorting",
        "What is already a sorted list is copied or turned round once more.",
        "sorted gives a new list by itself, and can sort downwards.",
        "Print the result before and after the change.",
        "Leave the outer call out; to sort downwards tell sorted so with its argument reverse.",
    ),
    "C417": RuffRule(
        "map-with-lambda", "style", "info", 0.5, "list-comprehensions",
        "map gets a function here that is written only for this place.",
        "A comprehension says the same without a function around the expression.",
        "Print the result before and after the change.",
        "Write a comprehension with the lambda's expression.",
    ),
    "PIE810": RuffRule(
        "several-prefix-tests", "style", "info", 0.6, "string-methods",
        "The same text is asked for several beginnings or endings, one call each.",
        "startswith and endswith take a tuple of texts and ask for all of them at once.",
        "Try it with a text for each of the beginnings.",
        "Make one call with a tuple of the texts.",
    ),
    "C416": RuffRule(
        "copying-comprehension", "style", "info", 0.85, "list-comprehensions",
        "This comprehension only copies its elements.",
        "list, set or dict say so in one word.",
        "Compare it with the collection it goes through: they are equal.",
        "Call list, set or dict on the collection.",
    ),
    "C419": RuffRule(
        "list-inside-any-all", "performance", "info", 0.8, "generators",
        "A whole list is built here before any or all looks at it.",
        "Without the square brackets the search stops at the first element that decides.",
        "Try it on a long list whose first element decides.",
        "Leave the square brackets out.",
    ),
    "PERF102": RuffRule(
        "unused-items-half", "style", "info", 0.85, "dictionary-iteration",
        "Only one half of what .items() gives is used.",
        "Going through the keys or the values alone says what is needed.",
        "Search the loop for the other name.",
        "Use .values(), or go through the dictionary itself for its keys.",
    ),
    "PIE790": RuffRule(
        "needless-pass", "style", "info", 0.95, "code-style",
        "This pass isn't needed.",
        "pass only fills a block that would be empty; here the block has another statement.",
        "Take it out: the program does the same.",
        "Remove the line.",
    ),
    "PIE794": RuffRule(
        "repeated-class-field", "logic", "warning", 0.85, "attributes",
        "The class has the field {symbol} twice.",
        "The later one replaces the earlier.",
        "Print the field of an object.",
        "Keep one, or rename the other.",
    ),
    "N801": RuffRule(
        "class-name-style", "style", "info", 0.8, "naming",
        "The class name {symbol} isn't in capitalised words.",
        "Python programs write classes like BankAccount, so that readers tell them from functions.",
        "Compare with the names of Python's own exceptions.",
        "Start every word of the name with a capital letter, without underscores.",
    ),
    "N805": RuffRule(
        "first-parameter-not-self", "style", "info", 0.7, "self",
        "The first parameter of this method isn't called self.",
        "Python hands the object over as first argument, whatever the parameter is called; if self was "
        "forgotten, every argument is one off.",
        "Print the first parameter in the method: it is the object itself.",
        "Write self as the first parameter, before the others.",
    ),
    # Safety.
    "S102": RuffRule(
        "exec-used", "security", "info", 0.8, "code-security",
        "exec runs whatever code its text holds.",
        "If any part of the text comes from outside, others decide what your program does.",
        "Ask where every part of the text comes from.",
        "Use a function, or a dictionary of functions, in its place.",
    ),
    "S307": RuffRule(
        "eval-used", "security", "info", 0.8, "code-security",
        "eval runs whatever code its text holds.",
        "Typed input can be any program, also one that deletes files.",
        "Type __import__('os').getcwd() where the program expects a number.",
        "Turn the text into a number with int or float, or read literals with ast.literal_eval.",
    ),
    "S105": RuffRule(
        "password-in-code", "security", "info", 0.6, "code-security",
        "A password stands in the program's text.",
        "Whoever reads the code knows it, and a version history keeps it for ever.",
        "Search the file for the password.",
        "Read it from the environment or from a file that isn't shared.",
    ),
    "S608": RuffRule(
        "sql-by-concatenation", "security", "info", 0.7, "code-security",
        "This SQL command is put together from pieces of text.",
        "A value with a quotation mark in it can change the command.",
        "Try a value that contains a single quote.",
        "Use placeholders and hand the values over separately.",
    ),
    "S602": RuffRule(
        "shell-command", "security", "info", 0.7, "code-security",
        "A command is run through the shell here.",
        "If any part of it comes from outside, others can add commands of their own.",
        "Ask where every part of the command comes from.",
        "Give the command as a list of words, without the shell.",
    ),
}  # fmt: skip

# Rules of the own checks that tell the same under another name and concept.
TOLD_BETTER: dict[str, tuple[str, ...]] = {
    "unused-import": ("imported-twice",),
    "useless-comparison": ("comparison-as-statement",),
    "useless-expression": ("statement-without-effect", "function-not-called", "comparison-as-statement"),
    "needless-bool-branches": (
        "if-else-boolean",
        "return-too-early",
        "flag-overwritten-in-loop",
        "or-with-constant",
        "is-with-literal",
        "constant-condition",
        "condition-never-changes",
        "position-as-condition",
    ),
    "if-on-tuple": ("constant-condition",),
    "in-dictionary-keys": ("needless-keys",),
    "list-inside-any-all": ("needless-list",),
    "not-in-test": ("negated-comparison",),
    "is-not-test": ("negated-comparison",),
    "unused-loop-variable": ("unused-variable",),
}
