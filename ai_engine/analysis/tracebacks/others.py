"""The other common exceptions: recursion, files, input, assertions, limits, interrupts."""

import ast
import re

from ai_engine.analysis.tracebacks.told import Case, Rule, Told


def _recursion(case: Case) -> Told:
    facts = case.facts
    function = facts.function_at(case.line) if case.line else None
    if function is None:
        named = case.error.frame.function if case.error.frame else ""
        recursive = [one for one in facts.functions.values() if any(_calls(part, one.name) for part in one.body)]
        function = facts.functions.get(named) or (recursive[0] if len(recursive) == 1 else None)
    name = function.name if function is not None else "the function"
    causes = []
    if function is not None:
        has_base = any(
            isinstance(node, ast.Return) and not _calls(node, function.name) for node in ast.walk(function)
        ) and any(isinstance(node, (ast.If, ast.IfExp)) for node in ast.walk(function))
        if not has_base:
            causes.append(f"{name} has no base case: no path on which it returns without calling itself.")
        else:
            causes.append(
                f"The base case of {name} is never reached: the argument may not change towards it, or jump past it."
            )
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call) and _calls(node, function.name)):
            arguments = [facts.code(argument) for argument in call.args]
            parameters = [one.arg for one in function.args.args]
            if arguments and arguments == parameters[: len(arguments)]:
                causes.append(
                    f"{name} calls itself with the same argument ({', '.join(arguments)}) on line "
                    f"{call.lineno}, so nothing changes."
                )
    causes.append("Each call waits for the next one; after about a thousand Python stops.")
    return Told(
        "recursion-errors",
        f"{name} calls itself again and again without an end, until Python's limit is reached{case.place()}.",
        tuple(causes),
        (f"Print the parameters at the start of {name}, and watch whether they come nearer to the base case.",),
        "Give the function a case in which it returns without calling itself, and bring every call nearer to it.",
        name if function is not None else "",
    )  # fmt: skip


def _calls(node: ast.AST, name: str) -> bool:
    return any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == name for one in ast.walk(node)
    )


def _no_file(case: Case) -> Told:
    found = re.search(r"['\"]([^'\"]+)['\"]\s*$", case.error.message)
    name = found[1] if found else "the file"
    return Told(
        "paths",
        f"Python looks for the file {name}{case.place()} and doesn't find it.",
        (f"The name may be misspelt, or have another ending: {name} against, say, {name}.txt.",
         "Python looks in the folder in which the program was started, which needn't be the program's own folder."),
        ("import os; print(os.getcwd(), os.listdir()) shows where Python looks and what is there.",),
        "Put the file into that folder, or give its whole path.",
        name,
    )  # fmt: skip


def _permission(case: Case) -> Told:
    return Told(
        "files",
        f"A file may not be opened{case.place()}: it is a folder, it is open elsewhere, or its rights forbid it.",
        ("The path names a folder, or another program holds the file.",),
        ("Print the path that is opened.",),
        "Check the path, close the file elsewhere, or choose another folder.",
    )


def _end_of_input(case: Case) -> Told:
    return Told(
        "input",
        f"input() waits for a line{case.place()}, but the input has already ended.",
        ("The program asks for more lines than were given, often in a loop or in a checker without a keyboard.",),
        ("Count how often input() is called, and how many lines there are.",),
        "Ask only as often as there are lines, or stop the loop at the EOFError.",
        "input",
    )


def _condition(expression: str) -> str:
    """The condition of an assert without the message that may follow it."""
    try:
        tree = ast.parse(f"assert {expression}")
    except SyntaxError:
        return expression
    statement = tree.body[0]
    return ast.unparse(statement.test) if isinstance(statement, ast.Assert) else expression


def _assertion(case: Case) -> Told:
    expression = re.sub(r"^assert\s+", "", case.source) if case.source.startswith("assert") else ""
    causes = []
    test = _condition(expression)
    compared = re.match(r"(.+?)\s*==\s*(.+)", test)
    values = re.search(r"assert (.+?) == (.+)", case.error.message)
    if values:
        causes.append(f"The left side gives {values[1]}, and {values[2]} was expected.")
    elif compared:
        causes.append(f"{compared[1]} doesn't give {compared[2]}.")
    if "None" in case.error.message:
        causes.append("None shows that a function printed its result, or ended without return.")
    causes.append("An assert states what must be true; here it is not.")
    return Told(
        "assertions",
        f"The check{case.place()} failed: {test or case.error.message or 'its condition is false'}.",
        tuple(causes),
        (
            f"print({compared[1] if compared else 'the left side'}) before the assert, and compare it with "
            "what is expected.",
        ),
        "Find out by hand what the value should be for this input, and follow the code with that input.",
        expression[:60],
    )


def _stop(case: Case) -> Told:
    return Told(
        "iterators",
        f"next() asks for another element{case.place()}, but there is none left.",
        ("The iterator is used up, or it was empty.",),
        ("Turn the iterator into a list and print it.",),
        "Use a for loop, or give next a default as second argument.",
    )


def _memory(case: Case) -> Told:
    return Told(
        "infinite-loops",
        f"The program has used up the memory{case.place()}.",
        ("A loop that never ends adds to a list or text, or a very large range was turned into a list.",),
        ("Print the length of the growing list in the loop.",),
        "Find the loop that doesn't end, or go through the values one by one.",
    )


def _stopped(case: Case) -> Told:
    loops = [node for node in case.facts.nodes if isinstance(node, ast.While)]
    causes = []
    for loop in loops:
        condition = case.facts.code(loop.test)
        names = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
        changed = {
            node.id
            for part in loop.body
            for node in ast.walk(part)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        if names and not names & changed:
            causes.append(
                f"The loop on line {loop.lineno} (while {condition}) never changes {', '.join(sorted(names))}, "
                "so it doesn't end."
            )
    causes.append("The program waits for typed input, or a loop runs for ever or very long.")
    what = "was stopped by hand" if case.error.exception == "KeyboardInterrupt" else "took longer than allowed"
    return Told(
        "infinite-loops",
        f"The program {what}{case.place()}.",
        tuple(causes),
        ("Print the variables of the loop's condition at the start of each round.",),
        "Make sure that every round brings the loop nearer to its end; for large inputs look for work that is "
        "done again and again.",
    )  # fmt: skip


def _exit(case: Case) -> Told:
    return Told(
        "exceptions",
        "The program ended itself by exit or sys.exit.",
        ("A line of the program calls exit; that is no fault by itself.",),
        ("Search the program for exit.",),
        "Nothing needs to be done if the end was meant.",
    )


def _not_implemented(case: Case) -> Told:
    return Told(
        "inheritance",
        f"A part of the program that is still to be written was called{case.place()}.",
        (
            "The function only raises NotImplementedError; its real code is missing, or a child class must "
            "bring its own.",
        ),
        ("Look at the function named in the last lines of the traceback.",),
        "Write the body of the function.",
    )


def _own(case: Case) -> Told:
    name = case.error.exception
    known = case.facts.classes.get(name)
    where = f", which is defined on line {known.lineno}," if known is not None else ""
    said = f" with the message: {case.error.message}" if case.error.message else ""
    return Told(
        "exceptions",
        f"The exception {name}{where} was raised{case.place()}{said}.",
        ("A raise statement of the program or of a library reports that something isn't as it must be.",),
        ("Print the values that the condition before the raise looks at.",),
        "Find the raise, and see from its condition what it objects to.",
        name,
    )


def _changed_size(case: Case) -> Told:
    kind = case.groups[0].lower()
    what = "dictionary" if "dict" in kind else kind
    loops = [node for node in case.facts.at_line(case.line) if isinstance(node, ast.For)] if case.line else []
    name = re.sub(r"\.(?:items|keys|values)\(\)$", "", case.facts.code(loops[0].iter)) if loops else what
    return Told(
        "mutating-while-iterating",
        f"{name if loops else 'A ' + what} gets or loses elements while the loop{case.place()} goes through it.",
        (
            f"A line inside the loop adds to the {what} that the loop goes through, or deletes from it.",
            "Python notices it at the start of the next round, so the error shows the line of the loop.",
        ),
        (f"print(len({name})) at the start of each round.",),
        "Go through a copy, or collect first what shall be changed and change it after the loop.",
    )


RULES = (
    Rule("RuntimeError", r"([Dd]ictionary|[Ss]et|OrderedDict|deque) (?:changed|keys changed|mutated)", _changed_size),
    Rule("RecursionError", r"", _recursion),
    Rule("FileNotFoundError", r"", _no_file),
    Rule("PermissionError IsADirectoryError NotADirectoryError FileExistsError", r"", _permission),
    Rule("EOFError", r"", _end_of_input),
    Rule("AssertionError", r"", _assertion),
    Rule("StopIteration StopAsyncIteration", r"", _stop),
    Rule("MemoryError", r"", _memory),
    Rule("KeyboardInterrupt TimeLimit TimeoutError TimeoutExpired", r"", _stopped),
    Rule("SystemExit", r"", _exit),
    Rule("NotImplementedError", r"", _not_implemented),
)  # fmt: skip

LAST = _own
