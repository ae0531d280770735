"""ValueError, IndexError, KeyError, ZeroDivisionError and their like: the right kind of value, but not this one."""

import ast
import re

from ai_engine.analysis.tracebacks.told import Case, Rule, Told


def _subscripts(case: Case) -> list[tuple[str, str]]:
    """`list[index]` pairs on the line, as text."""
    nodes = [node for node in case.facts.at_line(case.line) if isinstance(node, ast.Subscript)] if case.line else []
    found = [(case.facts.code(node.value), case.facts.code(node.slice)) for node in nodes]
    return found or [(name, index) for name, index in re.findall(r"(\w+)\[([^\[\]]+)\]", case.source)]


def _index(case: Case) -> Told:
    pairs = _subscripts(case)
    owner, index = pairs[0] if len(pairs) >= 1 else ("", "")
    kind = "text" if "string" in case.error.message else "list"
    shown = owner or f"the {kind}"
    causes = []
    if index and ("len(" in index):
        causes.append(f"The last position is one less than the length, so {owner}[{index}] is behind the end.")
    if index and re.search(r"\+ ?1\b", index):
        causes.append(f"In the loop's last round {index} is one behind the last position of {owner}.")
    loop = _range_loop(case, index)
    if loop:
        causes.append(loop)
    value = case.facts.value_before(owner, case.line) if owner.isidentifier() else None
    if value is not None and value.code in ("[]", "list()", '""', "''"):
        causes.append(
            f"{owner} starts out empty on line {value.line}; an element must be added with append before it "
            "can be read by an index."
        )
    elif value is not None:
        causes.append(f"{owner} gets its value on line {value.line}: {value.code}; it may be shorter than you think.")
    if "argv" in owner:
        causes.append("The program was started without the argument that it reads from sys.argv.")
    causes.append("Positions start at 0, so the last one is the length minus 1.")
    asked = f" for position {index}" if index else ""
    return Told(
        "index-errors",
        f"{shown} is asked{asked}{case.place()}, but it has no element there: the position is out of range.",
        tuple(dict.fromkeys(causes)),
        (f"print(len({owner}), {index}) right before that line: the position must be smaller than the length."
         if owner and index else
         "Print the position and the length right before that line: the position must be smaller than the length.",),
        f"Keep the position between 0 and the length of {shown} minus 1.",
        f"{owner}[{index}]" if owner else "",
    )  # fmt: skip


def _range_loop(case: Case, index: str) -> str:
    """What a `for i in range(…)` or `while i <= …` around the index does wrong."""
    name = re.match(r"[A-Za-z_]\w*", index or "")
    if name is None:
        return ""
    for node in case.facts.nodes:
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and node.target.id == name[0]:
            over = case.facts.code(node.iter)
            if "len(" in over and re.search(r"\)\s*\+\s*1", over):
                return f"{over} on line {node.lineno} goes one too far."
            if over.startswith("range(") and "len(" not in over:
                return f"{name[0]} comes from {over} on line {node.lineno}, which may be longer than the list."
            if not over.startswith(("range(", "enumerate(")):
                return f"{name[0]} is an element out of {over} (line {node.lineno}), not a position."
        if isinstance(node, ast.While) and re.search(rf"\b{name[0]}\s*<=\s*len\(", case.facts.code(node.test)):
            return (
                f"The condition {case.facts.code(node.test)} on line {node.lineno} lets {name[0]} reach the "
                "length, one too far."
            )
    return ""


def _pop_empty(case: Case) -> Told:
    kind = "set" if "set" in case.error.message else "list"
    owner = _owner(case, "pop")
    return Told(
        "list-methods" if kind == "list" else "sets",
        f"Something is taken out of {owner + ', ' if owner else ''}an empty {kind},{case.place()}.".replace(",.", "."),
        ("More elements are taken out than were put in.",),
        (f"print({owner}) right before that line." if owner else f"Print the {kind} right before that line.",),
        f"Check that the {kind} isn't empty before taking something out.",
    )


def _owner(case: Case, *methods: str) -> str:
    """The text before the dot of a method's call on the line; "" if there is none."""
    for node in case.facts.at_line(case.line) if case.line else []:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods:
            return case.facts.code(node.func.value)
    return ""


def _closed(case: Case) -> Told:
    return Told(
        "files",
        f"A file is used{case.place()} after it was closed.",
        ("close was called on a line that runs earlier, or the with block is over: it closes the file at its end.",),
        ("print(file.closed) right before that line, with the name of your file: it shows True.",),
        "Use the file before it is closed: move the line up, or into the with block.",
    )


def _json(case: Case) -> Told:
    causes = []
    if "double quotes" in case.error.message:
        causes.append("JSON wants double quotation marks around names and texts, not single ones.")
    elif "char 0" in case.error.message:
        causes.append("The text is empty, or it isn't JSON at all, such as a file name or a page of HTML.")
    causes.append("A comma too many, a missing bracket, or True in place of true breaks JSON as well.")
    return Told(
        "json-data",
        f"The text that is read as JSON{case.place()} isn't valid JSON. Python says: {case.error.message}.",
        tuple(causes),
        ("print(repr(text)) of what goes into the call, and look at the character that the message counts to.",),
        "Correct the text, or write it with json.dumps instead of by hand.",
    )


def _key(case: Case) -> Told:
    key = case.error.message.strip() or "the key"
    facts = case.facts
    pairs = [(owner, index) for owner, index in _subscripts(case) if not index.isdigit() or key.isdigit()]
    owner, index = pairs[0] if pairs else ("", "")
    shown = owner or "the dictionary"
    causes = []
    bare = key.strip("'\"")
    keys = [
        str(one.value)
        for node in facts.nodes
        if isinstance(node, ast.Dict)
        for one in node.keys
        if isinstance(one, ast.Constant)
    ]
    near = facts.similar(bare, keys) if bare and keys else ""
    if near and near != bare:
        causes.append(
            f"There is a key {near!r}; {key} may be a misspelling: capitals, spaces and quotation marks count."
        )
    elif bare in keys:
        causes.append(
            "There is a key that looks the same; text and number are different keys, such as '1' and 1 (asked "
            f"for: {key})."
        )
    value = facts.value_before(owner, case.line) if owner.isidentifier() else None
    if value is not None and value.code in ("{}", "dict()"):
        causes.append(
            f"{owner} starts out empty on line {value.line}, so a key must get its first value before it can "
            "be read or counted up."
        )
    if re.search(r"\]\s*[-+*/]=", case.source):
        causes.append("Counting up with += reads the old value first, which a new key doesn't have.")
    if index and index != key and not index.startswith(("'", '"')):
        causes.append(f"The key comes from {index}; at that moment it is {key}.")
    causes.append(f"{key} was never put into {shown}, or was taken out.")
    return Told(
        "key-errors",
        f"{shown} is asked for the key {key}{case.place()}, and it has no such key.",
        tuple(causes),
        (f"print({owner or 'dictionary'}.keys()) right before that line: is {key} among them, spelt in exactly "
         "this way?",),
        "Ask with in whether the key is there, use get with a default, or put the key in first.",
        key,
    )  # fmt: skip


def _int_text(case: Case) -> Told:
    text = case.groups[-1]
    bare = text.strip("'\"")
    called = re.findall(r"\b(?:int|float)\(([^()]*(?:\([^()]*\))?[^()]*)\)", case.source)
    argument = called[0] if called else ""
    causes = []
    if not bare.strip():
        causes.append("The text is empty: nothing was typed, or there is an empty line in the file.")
    elif re.fullmatch(r"\s*[-+]?\d*[.]\d+\s*", bare) or re.fullmatch(r"\s*[-+]?\d+[.]\d*\s*", bare):
        causes.append(f"{text} is a decimal number in text; int takes whole numbers only, float takes decimals.")
    elif re.fullmatch(r"\s*[-+]?\d+,\d+\s*", bare):
        causes.append(f"{text} has a comma; Python's decimal numbers have a point.")
    elif re.search(r"\d", bare) and re.search(r"[\s,]", bare.strip()):
        causes.append(f"{text} holds several numbers; split it first and convert each part.")
    elif re.search(r"\d", bare):
        causes.append(f"{text} holds other characters besides the digits.")
    else:
        causes.append(f"{text} isn't written in digits.")
    if argument:
        value = case.facts.value_before(argument, case.line) if argument.isidentifier() else None
        origin = f", from line {value.line}: {value.code}" if value is not None else ""
        causes.append(f"The text comes from {argument}{origin}.")
    return Told(
        "value-errors",
        f"The text {text} should become a number{case.place()}, but it doesn't read as one.",
        tuple(causes),
        (f"print(repr({argument or 'text'})) right before that line: repr also shows spaces and quotation marks.",),
        "Check what was typed before converting, or catch the ValueError and ask again; use float for decimals.",
        argument or text,
    )


def _unpack_count(case: Case) -> Told:
    message = case.error.message
    expected = re.search(r"expected (?:at least )?(\d+)", message)
    got = re.search(r"got (\d+)", message)
    counts = f": {expected[1]} names" if expected else ""
    counts += f", {got[1]} values" if got else ""
    causes = []
    if "split" in case.source or "input" in case.source or not case.source:
        causes.append(
            "split gives as many parts as there are separators and one more; the line may have fewer or more than "
            "you think."
        )
    if case.source.startswith("for ") or not case.source:
        causes.append("Going through a dictionary gives keys alone; items() gives pairs.")
    causes.append("Each name on the left takes exactly one of the values on the right; none may be left over.")
    return Told(
        "unpacking",
        f"The number of names on the left and of values on the right differ{case.place()}{counts}.",
        tuple(causes),
        ("Print the value on the right before this line, and count its parts.",),
        "Write as many names as there are values.",
    )  # fmt: skip


def _not_in_list(case: Case) -> Told:
    calls = [
        node
        for node in (case.facts.at_line(case.line) if case.line else [])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
        and node.func.attr in ("remove", "index", "rindex")
    ]  # fmt: skip
    value = case.facts.code(calls[0].args[0]) if calls else "A value"
    owner = _owner(case, "remove", "index", "rindex") or ""
    return Told(
        "list-methods",
        f"{value} is looked up or removed{case.place()}, but it isn't in the list {owner}".rstrip() + ".",
        (
            "index and remove stop with an error when the value isn't there.",
            "Text and number are different: '3' isn't 3.",
        ),
        (
            f"print({owner}, {value}) right before that line."
            if calls
            else "Print the list and the value right before that line.",
        ),
        "Ask with in whether the value is there before removing it or asking for its index.",
    )


def _math_domain(case: Case) -> Told:
    return Told(
        "value-errors",
        f"A function of the module math gets a number{case.place()} for which it has no result.",
        ("The square root or logarithm of a negative number (or the logarithm of 0) was asked for.",),
        ("Print the number that goes into the function.",),
        "Check that the number is in the allowed range first.",
    )


def _empty_sequence(case: Case) -> Told:
    return Told(
        "min-max-pattern",
        f"max, min or a similar function gets an empty collection{case.place()}.",
        ("The list is empty, so there is no largest or smallest element.",),
        ("Print the list right before that line.",),
        "Check that the list isn't empty first, or give the argument default.",
    )


def _value_other(case: Case) -> Told:
    if case.source.startswith("raise "):
        said = f": {case.error.message}" if case.error.message else ""
        return Told(
            "raise",
            f"The program itself raises this {case.error.exception}{case.place()}{said}.",
            ("A condition before the raise found a value that isn't allowed.",),
            ("Print the values that the condition before the raise looks at.",),
            "Find out where the value comes from, and pass one that is allowed; or catch the error where it is called.",
        )
    return Told(
        "value-errors",
        f"A function{case.place()} got a value of the right kind that it can't work with. Python says: "
        f"{case.error.message or 'no more'}.",
        ("The value is outside of what the function accepts.",),
        ("Print the values that go into the call, with repr.",),
        "Check the value before the call, or catch the ValueError.",
    )


def _zero(case: Case) -> Told:
    divisors = []
    for node in case.facts.at_line(case.line) if case.line else []:
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, (ast.Div, ast.FloorDiv, ast.Mod)):
            divisors.append(node.right if isinstance(node, ast.BinOp) else node.value)
    names = [case.facts.code(node) for node in divisors] or re.findall(
        r"(?://?|%)=?\s*([\w.]+(?:\([^()]*\))?)", case.source
    )
    divisor = names[0] if names else ""
    causes = []
    if divisor.startswith("len("):
        causes.append(f"{divisor[4:-1]} is empty, so its length is 0; this happens when nothing was put in.")
    elif divisor.isidentifier():
        value = case.facts.value_before(divisor, case.line)
        if value is not None:
            causes.append(
                f"{divisor} gets its value on line {value.line}: {value.code}; on this run it is still, or again, 0."
            )
        function = case.facts.function_at(case.line) if case.line else None
        if function is not None and any(one.arg == divisor for one in function.args.args):
            causes.append(f"{divisor} is a parameter of {function.name}, and a call gives 0 for it.")
    causes.append(
        "range starts at 0, so a loop's first round may divide by 0."
        if "range" in case.facts.text
        else "The number divided by is 0 in this run."
    )
    return Told(
        "zero-division",
        f"Something is divided by zero{case.place()}: {divisor or 'what stands after the division sign'} is 0 "
        "at that moment.",
        tuple(dict.fromkeys(causes)),
        (f"print({divisor or 'divisor'}) right before that line: it shows 0.",),
        f"Ask whether {divisor or 'it'} is 0 before dividing, and decide what the result should be then.",
        divisor,
    )  # fmt: skip


def _overflow(case: Case) -> Told:
    return Told(
        "float-precision",
        f"A calculation with decimal numbers{case.place()} gives a result too large for a float.",
        ("Powers, exp or repeated multiplication grow very fast.",),
        ("Print the numbers that go into the calculation.",),
        "Use whole numbers, which have no limit in Python, or check why the value grows so much.",
    )


def _unicode(case: Case) -> Told:
    return Told(
        "unicode-and-encoding",
        f"Characters are read or written{case.place()} in an encoding that doesn't know them.",
        ("The file was saved in another encoding than it is opened with.",),
        ("Open the file with the argument encoding and the value utf-8.",),
        "Give the file's encoding when you open it, usually utf-8.",
    )


RULES = (
    Rule("IndexError", r"pop from (?:an )?empty", _pop_empty),
    Rule("IndexError", r"", _index),
    Rule("KeyError", r"pop from an empty set", _pop_empty),
    Rule("KeyError", r"", _key),
    Rule("ValueError", r"invalid literal for int\(\) with base \d+: (.+)", _int_text),
    Rule("ValueError", r"could not convert string to (float|complex): (.+)", _int_text),
    Rule("ValueError", r"could not convert string to float:?()", _int_text),
    Rule("ValueError", r"(?:not enough|too many) values to unpack", _unpack_count),
    Rule("ValueError", r"is not in list|not in list|not in tuple|list\.remove|substring not found", _not_in_list),
    Rule("ValueError", r"math domain error|expected a (?:nonnegative|positive) input", _math_domain),
    Rule("ValueError", r"(?:max|min)\(\).*empty|arg is an empty sequence|iterable argument is empty", _empty_sequence),
    Rule("JSONDecodeError", r"", _json),
    Rule("ValueError", r"closed file", _closed),
    Rule("ValueError StatisticsError", r"", _value_other),
    Rule("ZeroDivisionError", r"", _zero),
    Rule("OverflowError FloatingPointError", r"", _overflow),
    Rule("UnicodeDecodeError UnicodeEncodeError UnicodeError", r"", _unicode),
)  # fmt: skip
