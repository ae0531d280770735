"""What a stranger's input could do to the program or the machine."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.tree import walk

EVAL = Rule(
    name="eval-on-input",
    category="security",
    severity="warning",
    concept="code-security",
    confidence=0.93,
    message="`{symbol}` runs whatever the user types as Python code.",
    why="Who types a command instead of a number can read or delete files.",
    check="Type print('hello') where a number is expected.",
    fix="Convert the text with int or float, or look it up among the allowed answers.",
    nudge="What happens if the user types a command?",
)
EVAL_ANY = Rule(
    name="eval-used",
    category="security",
    severity="info",
    concept="code-security",
    confidence=0.8,
    message="`{symbol}` runs a text as Python code.",
    why="If any part of the text comes from outside, so does the code that runs.",
    check="Follow where the text comes from.",
    fix="Use a conversion, a dictionary of functions, or ast.literal_eval.",
)
PASSWORD = Rule(
    name="hard-coded-password",
    category="security",
    severity="info",
    concept="code-security",
    confidence=0.7,
    message="`{symbol}` holds a secret that everybody can read in the code.",
    why="Who sees the program sees the secret, also in old versions.",
    check="Search the program for the secret.",
    fix="Ask for it, or read it from the environment or from a file that isn't shared.",
)
SHELL = Rule(
    name="shell-command",
    category="security",
    severity="warning",
    concept="code-security",
    confidence=0.85,
    message="`{symbol}` hands a text to the system's command line.",
    why="If a part of the text comes from a user, it can hold further commands.",
    check="Pass a text with a semicolon and a second command.",
    fix="Pass the command as a list of words, without a shell.",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about security."""
    for call in program.all(ast.Call):
        name = program.scopes.builtin_name(call.func)
        if name in ("eval", "exec") and call.args:
            argument = call.args[0]
            found = program.flow.only_def(argument)
            value = found.value if found is not None and found.value is not None else argument
            reads = any(
                isinstance(part, ast.Call) and program.scopes.is_builtin(part.func, "input") for part in walk(value)
            )
            yield (EVAL if reads else EVAL_ANY).at(program, call, symbol=program.text(call))
        text = program.text(call.func) if isinstance(call.func, ast.Attribute) else ""
        shell = any(
            item.arg == "shell" and isinstance(item.value, ast.Constant) and item.value.value is True
            for item in call.keywords
        )
        if text == "os.system" or (shell and text.startswith("subprocess.")):
            plain = bool(call.args) and isinstance(call.args[0], ast.Constant)
            yield SHELL.at(program, call, symbol=text, severity="info" if plain else None)
    for assignment in program.all(ast.Assign):
        target = assignment.targets[0]
        name = target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""
        value = assignment.value
        if not (isinstance(value, ast.Constant) and isinstance(value.value, str) and len(value.value) > 2):
            continue
        if any(word in name.lower() for word in ("password", "passwd", "secret", "api_key", "apikey", "token")):
            if " " not in value.value:
                yield PASSWORD.at(program, assignment, symbol=name)
