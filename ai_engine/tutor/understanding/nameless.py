"""Python's error messages as learners quote them: without the exception's name, which the message tells as well."""

import re

# The interpreter's own wording, of Python 3.8 to 3.13; a message ends with the line, a quote mark or the sentence.
_MESSAGES: tuple[tuple[str, str], ...] = (
    ("AttributeError", r"(?:'[\w.]+' object|module '[\w.]+'|type object '\w+') has no attribute '\w+'"),
    ("TypeError", r"can only concatenate \w+ \(not \"\w+\"\) to \w+"),
    ("TypeError", r"(?:must be|cannot concatenate) str, not \w+|'\w+' object (?:is not|isn'?t) (?:callable|iterable|subscriptable)"),
    ("TypeError", r"'\w+' object does not support item (?:assignment|deletion)|unhashable type: '\w+'"),
    ("TypeError", r"unsupported operand type\(?s?\)? for [^\s:]{1,8}(?: or pow\(\))?: '\w+' and '\w+'"),
    ("TypeError", r"'[<>=!]{1,2}' not supported between instances of '\w+' and '\w+'"),
    ("TypeError", r"(?:(?<![\w.])[\w.]{1,80}\(\) )?missing \d+ required (?:positional|keyword-only) arguments?:? ?(?:'\w+'(?:,? and )?)*"),
    ("TypeError", r"(?:(?<![\w.])[\w.]{1,80}\(\) )?takes (?:from \d+ to )?\d+ positional arguments? but \d+ (?:was|were) given"),
    ("TypeError", r"(?:(?<![\w.])[\w.]{1,80}\(\) )?got an unexpected keyword argument '\w+'"),
    ("TypeError", r"(?:list|tuple|string|range object) indices must be integers(?: or slices)?(?:, not '?\w+'?)?"),
    ("TypeError", r"not all arguments converted during string formatting|object of type '\w+' has no len\(\)"),
    ("IndexError", r"(?:list|string|tuple|range object|list assignment|pop) index out of range|pop from empty list"),
    ("ValueError", r"invalid literal for int\(\) with base \d+: '[^'\n]*'"),
    ("ValueError", r"could not convert string to float: '?[^'\n]*'?"),
    ("ValueError", r"(?:too many values|not enough values) to unpack(?: \(expected (?:at least )?\d+(?:, got \d+)?\))?"),
    ("ValueError", r"list\.remove\(x\): x not in list|substring not found|math domain error"),
    ("NameError", r"name '\w+' is not defined"),
    ("UnboundLocalError", r"cannot access local variable '\w+' where it is not associated with a value"),
    ("UnboundLocalError", r"local variable '\w+' referenced before assignment"),
    ("ZeroDivisionError", r"(?:integer |float )?(?:division|modulo)(?: or modulo)? by zero"),
    ("RecursionError", r"maximum recursion depth exceeded(?: \w+)*"),
    ("ModuleNotFoundError", r"No module named '?[\w.]+'?"),
    ("ImportError", r"cannot import name '\w+'(?: from '[\w.]+')?"),
    ("FileNotFoundError", r"\[Errno 2\] No such file or directory: '[^'\n]+'"),
    ("IndentationError", r"expected an indented block(?: after .{3,60}? on line \d+)?|unexpected indent|"
     r"unindent does not match any outer indentation level"),
    ("TabError", r"inconsistent use of tabs and spaces in indentation"),
    ("SyntaxError", r"unterminated (?:triple-quoted |f-)?string literal(?: \(detected at line \d+\))?|"
     r"EOL while scanning string literal|unexpected EOF while parsing"),
    ("SyntaxError", r"'[(\[{]' was never closed|unmatched '[)\]}]'|positional argument follows keyword argument"),
    ("SyntaxError", r"invalid syntax\. (?:Perhaps|Maybe) .{5,80}|cannot assign to \w+ here\. .{5,60}|expected ':'"),
    ("SyntaxError", r"'(?:return|break|continue|await|yield)' outside (?:function|loop|async function)"),
    ("RuntimeError", r"dictionary changed size during iteration|Set changed size during iteration"),
    ("UnicodeDecodeError", r"'[\w-]+' codec can'?t decode byte 0x[0-9a-f]+(?: in position \d+: .{3,40})?"),
)  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<m{place}>{pattern})" for place, (_, pattern) in enumerate(_MESSAGES)))


def nameless_error(prose: str) -> str:
    """The message that `prose` quotes, with the exception's name before it; "" if it quotes none."""
    found = _PATTERN.search(prose)
    return f"{_MESSAGES[int((found.lastgroup or 'm0')[1:])][0]}: {found[0].strip()}" if found else ""
