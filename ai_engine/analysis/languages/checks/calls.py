"""Calls of C's library that beginners get wrong; methods of Java and JavaScript whose result is lost."""

import re
from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names
from ai_engine.analysis.languages.tree import Node

SCANF = Rule(
    name="scanf-without-address",
    category="runtime",
    severity="error",
    concept="input",
    confidence=0.95,
    message="scanf needs the address of `{symbol}`, so that it can store what it read; the & is missing.",
    why="Without the address scanf writes to a random place, and the program usually crashes.",
    check="Show `{symbol}` after the call, if the program gets there.",
    fix="Put & before `{symbol}`.",
    nudge="Where should scanf put the number?",
)
GETS = Rule(
    name="gets-used",
    category="security",
    severity="warning",
    concept="code-security",
    confidence=0.99,
    message="gets can't know how much room there is, so a long line overwrites other data.",
    why="It was taken out of the language for that reason.",
    check="Type a line that is longer than the array.",
    fix="Read with fgets, which takes the size of the array.",
    nudge="How does gets know where the array ends?",
)
STRCMP = Rule(
    name="strcmp-as-truth",
    category="logic",
    severity="warning",
    concept="truthiness",
    confidence=0.75,
    message="`{symbol}` as a condition is true when the texts are different: strcmp gives 0 for equal texts.",
    why="0 counts as false, so the branch runs for every text but the equal one.",
    check="Show the result of strcmp for two equal texts.",
    fix="Compare the result with 0.",
    nudge="What does strcmp give for equal texts?",
)
FORMAT = Rule(
    name="format-arguments",
    category="runtime",
    severity="error",
    concept="string-formatting",
    confidence=0.95,
    message="The format of {name} has {wanted}, but {given} follow.",
    why="Each placeholder takes one value, in order; {effect}.",
    check="Count the % signs in the text and the values behind it.",
    fix="Give one value for each placeholder.",
    nudge="Which value belongs to which placeholder?",
)
FREE = Rule(
    name="memory-never-freed",
    category="performance",
    severity="info",
    concept="space-complexity",
    confidence=0.7,
    message="The memory that {name} gives to `{symbol}` is never freed.",
    why="Memory that isn't given back stays taken until the program ends.",
    check="Count the calls that take memory and those of free.",
    fix="Call free when the memory isn't needed any more.",
    nudge="Who gives this memory back?",
)
LOST = Rule(
    name="result-thrown-away",
    category="logic",
    severity="warning",
    concept="string-immutability",
    confidence=0.95,
    message="`{symbol}` doesn't change {owner}: the method gives a new text, which is thrown away here.",
    why="Texts never change; their methods return a new one.",
    check="Show {owner} with {show} after this line.",
    fix="Store the result in a variable.",
    nudge="Where does the result of the method go?",
)
SIZE_OF_PARAMETER = Rule(
    name="sizeof-of-parameter",
    category="logic",
    severity="warning",
    concept="list-indexing",
    confidence=0.93,
    message="`{symbol}` gives the size of an address: the parameter `{name}` is a pointer, whatever its brackets say.",
    why="An array handed to a function arrives as the address of its first element.",
    check="Show the result with {show} for arrays of different length.",
    fix="Hand the number of elements over as another parameter.",
    nudge="What does the function get when an array is passed?",
)

_TEXT_METHODS = {
    "java": frozenset({"toUpperCase", "toLowerCase", "trim", "replace", "substring", "concat", "strip",
        "replaceAll", "repeat"}),
    "javascript": frozenset({"toUpperCase", "toLowerCase", "trim", "substring", "padStart", "padEnd",
        "trimEnd", "trimStart", "repeat"}),
}  # fmt: skip
_SPECIFIER = re.compile(
    r"%(%|[-+ #0']*(\*|\d+)?(?:\.(\*|\d+))?(?:hh|h|ll|l|L|z|j|t|q)?([a-zA-Z])|[-+ #0]*\[\^?\]?[^\]]*\])"
)
_SCAN = re.compile(r"%(%|(\*)?\d*(?:hh|h|ll|l|L|z|j|t)?(?:[a-zA-Z]|\[\^?\]?[^\]]*\]))")


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about calls."""
    if program.is_c:
        for call in program.of("call"):
            yield from _c_call(program, names, call)
        yield from _memory(program, names)
        for node in program.nodes:
            if node.kind == "sizeof_expression":
                yield from _size_of(program, names, node)
    if program.is_go or program.is_java:
        for call in program.of("call"):
            yield from _format(program, call)
    methods = _TEXT_METHODS.get("javascript" if program.is_script else program.language)
    for node in program.of("expression") if methods else ():
        inner = node.inner[0] if node.inner else None
        if inner is None or program.role(inner) != "call" or inner.kind == "new_expression":
            continue
        owner, _, method = program.callee(inner).rpartition(".")
        if methods and method in methods and owner and _is_text(program, names, inner, method):
            yield LOST.at(program, inner, owner=f"`{owner[:40]}`")


def _is_text(program: Program, names: Names, call: Node, method: str) -> bool:
    owner = call.part("object")
    if owner is None:
        function = call.part("function")
        owner = function.part("object") if function is not None else None
    if owner is None:
        return False
    if program.is_script:
        return True
    variable = names.variable(owner)
    if program.role(owner) == "string":
        return True
    return variable is not None and variable.typed is not None and program.source(variable.typed) == "String"


def _c_call(program: Program, names: Names, call: Node) -> Iterator[Finding]:
    name = program.callee(call).removeprefix("std::")
    arguments = program.arguments(call)
    if name == "gets" and len(arguments) == 1:
        yield GETS.at(program, call, symbol="gets")
    elif name in ("scanf", "sscanf", "fscanf"):
        start = 1 if name == "scanf" else 2
        text = arguments[start - 1] if len(arguments) >= start else None
        if text is not None and program.role(text) == "string":
            wanted = [found for found in _SCAN.finditer(program.source(text)) if found[1] != "%" and not found[2]]
            yield from _count(program, call, name, len(wanted), len(arguments) - start)
        for argument in arguments[start:]:
            yield from _address(program, names, argument)
    elif name in ("printf", "fprintf", "sprintf", "snprintf"):
        yield from _format(program, call)
    elif name == "strcmp" and len(arguments) == 2:
        parent = call.parent
        while parent is not None and parent.kind in ("parenthesized_expression", "condition_clause"):
            parent = parent.parent
        if parent is not None and program.role(parent) == "if":
            yield STRCMP.at(program, call)


def _address(program: Program, names: Names, argument: Node) -> Iterator[Finding]:
    if argument.kind != "identifier":
        return
    variable = names.variable(argument)
    if variable is None or variable.typed is None or variable.kind == "field":
        return
    declarator = variable.node.parent
    plain = declarator is not None and (declarator.kind in ("declaration", "init_declarator", "parameter_declaration"))
    holder = declarator.parent if declarator is not None and declarator.kind == "init_declarator" else declarator
    plain = plain and holder is not None and holder.kind in ("declaration", "parameter_declaration")
    if plain and variable.typed.kind in ("primitive_type", "sized_type_specifier"):
        yield SCANF.at(program, argument)


def _format(program: Program, call: Node) -> Iterator[Finding]:
    name = program.callee(call)
    arguments = program.arguments(call)
    place = {
        "printf": 0, "fprintf": 1, "sprintf": 1, "snprintf": 2, "fmt.Printf": 0, "fmt.Sprintf": 0, "fmt.Fprintf": 1,
        "fmt.Errorf": 0, "log.Printf": 0, "log.Fatalf": 0, "System.out.printf": 0, "String.format": 0,
    }.get(name.removeprefix("std::"))  # fmt: skip
    if place is None or len(arguments) <= place or program.role(arguments[place]) != "string":
        return
    text = program.source(arguments[place])
    if "PRI" in text or any(
        one.kind in ("spread_element", "variadic_argument") or "..." in program.source(one) for one in arguments
    ):
        return
    if program.is_java and ("$" in text or "%n" in text or "%<" in text):
        text = text.replace("%n", "")
        if "$" in text or "%<" in text:
            return
    if program.is_go and "[" in text and "%[" in text:
        return
    wanted = 0
    for found in _SPECIFIER.finditer(text):
        if found[1] == "%" or found[4] == "%":
            continue
        wanted += 1 + (found[2] == "*") + (found[3] == "*")
    given = len(arguments) - place - 1
    if program.is_java and given == 1 and wanted > 1:
        return  # an array may be handed over for all
    yield from _count(program, call, name, wanted, given)


def _count(program: Program, call: Node, name: str, wanted: int, given: int) -> Iterator[Finding]:
    if wanted == given:
        return
    if wanted < given and program.is_java:
        return
    effect = (
        "for a missing one the program reads whatever is there" if program.is_c and wanted > given
        else "a value without a placeholder isn't used" if wanted < given
        else "a missing one is reported in the output or stops the program"
    )  # fmt: skip
    yield FORMAT.at(
        program, call, symbol=name, name=name, effect=effect,
        wanted=f"{wanted} placeholder{'s' * (wanted != 1)}", given=f"{given} value{'s' * (given != 1)}",
        severity="error" if wanted > given else "warning",
    )  # fmt: skip


def _memory(program: Program, names: Names) -> Iterator[Finding]:
    if program.language != "c":
        return
    for variable in names.variables:
        value = program.bare(variable.value)
        while value is not None and value.kind == "cast_expression":
            value = program.bare(value.part("value"))
        if value is None or program.role(value) != "call" or program.callee(value) not in ("malloc", "calloc"):
            continue
        kept = any(_leaves_function(program, read) for read in variable.reads)
        if not kept and variable.scope.function is not None:
            yield FREE.at(program, variable.node, name=program.callee(value))


def _leaves_function(program: Program, read: Node) -> bool:
    """Whether the memory is freed, returned, stored elsewhere or handed on."""
    parent = read.parent
    if parent is None:
        return False
    if parent.kind == "argument_list" and parent.parent is not None:
        return program.callee(parent.parent) not in (
            "printf",
            "scanf",
            "memset",
            "strcpy",
            "strlen",
            "fgets",
            "sprintf",
            "memcpy",
            "puts",
        )
    if program.role(parent) in ("return", "cast") or parent.kind in (
        "cast_expression",
        "init_declarator",
        "initializer_list",
    ):
        return True
    if program.role(parent) == "assign" and read.field == "right":
        return True
    return program.role(parent) == "ternary"


def _size_of(program: Program, names: Names, node: Node) -> Iterator[Finding]:
    value = program.bare(node.part("value"))
    variable = names.variable(value)
    if variable is None or variable.kind != "parameter" or variable.node.parent is None:
        return
    if variable.node.parent.kind == "array_declarator":
        yield SIZE_OF_PARAMETER.at(program, node, name=variable.name)
