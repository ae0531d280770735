"""Texts about imports."""

from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {
    "import-before-from": Cause(
        "import",
        "The import is the wrong way round: from comes first.",
        "Python's order is from, the module, import, the name.",
        "Write from and the module first, then import and the name.",
    ),
    "import-of-nothing": Cause(
        "import",
        "What to import is missing after import.",
        "Python must know which name to fetch.",
        "Write the name after import.",
    ),
    "from-without-import": Cause(
        "import",
        "This from line has no import.",
        "from names the module; import says what to take from it.",
        "Add import and the name.",
    ),
    "import-of-text": Cause(
        "import",
        "A module's name stands in quotation marks here.",
        "Modules are named without quotes.",
        "Leave the quotation marks out.",
    ),
    "import-name-with-dash": Cause(
        "import",
        "The module's name has a dash in it.",
        "Python reads a dash as minus, so a module's name can't contain it.",
        "Use the module's import name, often with an underscore.",
    ),
    "import-with-parentheses": Cause(
        "import",
        "There are parentheses in this import that don't belong there.",
        "import takes names; functions are called later.",
        "Take the parentheses away.",
    ),
    "trailing-comma-in-import": Cause(
        "import",
        "The import ends with a comma.",
        "After a comma another name must follow.",
        "Take the comma away, or add the name.",
    ),
    "star-import-in-function": Cause(
        "import",
        "import * stands inside of a function.",
        "It is allowed only at the top of a program.",
        "Move it to the top, or import the names that you need.",
    ),
    "future-import-late": Cause(
        "import",
        "The __future__ import isn't at the beginning.",
        "It changes how the whole file is read, so it must be first.",
        "Move it to the first line.",
    ),
}
