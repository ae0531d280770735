"""Pasted errors of every common shape are read and explained with the facts of the code."""

import json
import subprocess
import sys

import pytest

from ai_engine.analysis.tracebacks import explain_error

# A program that fails, its exception, its line, a word of the concept, and words of the explanation or a cause.
FAILING: list[tuple[str, str, int, str, str]] = [
    ('age = "5"\nprint(age + 1)\n', "TypeError", 2, "type-conversion", "age"),
    ('x = 3\nprint("a" * "b")\n', "TypeError", 2, "type-conversion", "repeated"),
    ("x = [1]\nprint(x + 2)\n", "TypeError", 2, "lists", "list"),
    ("def f():\n    print(1)\nx = f()\nprint(x + 1)\n", "TypeError", 4, "none", "no return"),
    ('n = "5"\nif n > 3:\n    print(n)\n', "TypeError", 2, "type-conversion", "order"),
    ("x = 5\nx()\n", "TypeError", 2, "functions", "x"),
    ("list = [1]\nprint(list((1, 2)))\n", "TypeError", 2, "shadowing", "line 1"),
    ("x = 5\nprint(x[0])\n", "TypeError", 2, "type-errors", "no elements"),
    ("xs = [3, 1].sort()\nprint(xs[0])\n", "TypeError", 2, "none", "sort"),
    ('s = "abc"\ns[0] = "x"\n', "TypeError", 2, "string-immutability", "changed"),
    ("for i in 5:\n    print(i)\n", "TypeError", 1, "range", "range"),
    ("def f(a):\n    return a\nf(1, 2)\n", "TypeError", 3, "arguments", "parameters a"),
    ("def f(a, b):\n    return a\nf(1)\n", "TypeError", 3, "arguments", "'b'"),
    ("class A:\n    def go():\n        pass\nA().go()\n", "TypeError", 4, "self", "lack self"),
    ("class A:\n    def __init__(self, x):\n        pass\nA()\n", "TypeError", 4, "init-method", "'x'"),
    ("def f(a):\n    return a\nf(b=1)\n", "TypeError", 3, "keyword-arguments", "b"),
    ('xs = [1]\nprint(xs["0"])\n', "TypeError", 2, "list-indexing", "whole number"),
    ("xs = [1, 2]\nprint(xs[len(xs) / 2])\n", "TypeError", 2, "list-indexing", "//"),
    ("d = {[1]: 2}\n", "TypeError", 1, "dictionaries", "tuple"),
    ("x = int([1])\n", "TypeError", 1, "type-conversion", "int()"),
    ("print(len(5))\n", "TypeError", 1, "type-errors", "length"),
    ('print(",".join([1, 2]))\n', "TypeError", 1, "string-methods", "join"),
    ("a, b = 5\n", "TypeError", 1, "unpacking", "parts"),
    ("for i in range(2.5):\n    pass\n", "TypeError", 1, "range", "whole number"),
    ("x = -'a'\n", "TypeError", 1, "type-errors", "-"),
    ("xs = [1, 2]\nprint(xs[2])\n", "IndexError", 2, "index-errors", "start at 0"),
    ("xs = [1]\nfor i in range(len(xs) + 1):\n    print(xs[i])\n", "IndexError", 3, "index-errors", "too far"),
    ("xs = []\nxs[0] = 1\n", "IndexError", 2, "index-errors", "append"),
    ("i = 0\nxs = [1]\nwhile i <= len(xs):\n    print(xs[i])\n    i += 1\n", "IndexError", 4, "index-errors", "<="),
    ("[].pop()\n", "IndexError", 1, "list-methods", "empty"),
    ('d = {"Bob": 1}\nprint(d["bob"])\n', "KeyError", 2, "key-errors", "'Bob'"),
    ('d = {}\nd["a"] += 1\n', "KeyError", 2, "key-errors", "empty"),
    ('n = int("3.5")\n', "ValueError", 1, "value-errors", "decimal"),
    ('n = int("")\n', "ValueError", 1, "value-errors", "empty"),
    ('n = float("1,5")\n', "ValueError", 1, "value-errors", "comma"),
    ("a, b = [1, 2, 3]\n", "ValueError", 1, "unpacking", "names"),
    ("[1].remove(2)\n", "ValueError", 1, "list-methods", "isn't in the list"),
    ("import math\nmath.sqrt(-1)\n", "ValueError", 2, "value-errors", "range"),
    ("max([])\n", "ValueError", 1, "min-max-pattern", "empty"),
    ("xs = []\nprint(sum(xs) / len(xs))\n", "ZeroDivisionError", 2, "zero-division", "len(xs)"),
    ("n = 0\nprint(5 % n)\n", "ZeroDivisionError", 2, "zero-division", "n"),
    ("length = 3\nprint(lenght)\n", "NameError", 2, "name-errors", "length"),
    ("x = true\n", "NameError", 1, "name-errors", "True"),
    ("print(math.pi)\n", "NameError", 1, "import", "imported"),
    ("def f():\n    inner = 1\nf()\nprint(inner)\n", "NameError", 4, "name-errors", "function f"),
    ("go()\ndef go():\n    pass\n", "NameError", 1, "name-errors", "below"),
    ("n = 0\ndef f():\n    n += 1\nf()\n", "UnboundLocalError", 3, "scope", "outside"),
    ('s = "a"\ns.push("b")\n', "AttributeError", 2, "attribute-errors", "push"),
    ("xs = []\nxs.apend(1)\n", "AttributeError", 2, "attribute-errors", "append"),
    ("class A:\n    def go(self):\n        self.it = 1\nprint(A().xy)\n", "AttributeError", 4, "attributes", "self."),
    ("import math\nmath.squareroot(4)\n", "AttributeError", 2, "modules", "squareroot"),
    ("import maths\n", "ModuleNotFoundError", 1, "import-errors", "math"),
    ("from math import squrt\n", "ImportError", 1, "import-errors", "sqrt"),
    ("def f(n):\n    return f(n)\nf(1)\n", "RecursionError", 2, "recursion-errors", "base case"),
    ('open("no-such-file.txt")\n', "FileNotFoundError", 1, "paths", "no-such-file.txt"),
    ("assert 1 + 1 == 3\n", "AssertionError", 1, "assertions", "1 + 1"),
    ("next(iter([]))\n", "StopIteration", 1, "iterators", "left"),
    ("input()\n", "EOFError", 1, "input", "ended"),
    ("raise NotImplementedError\n", "NotImplementedError", 1, "inheritance", "body"),
    ("2.0 ** 5000\n", "OverflowError", 1, "float-precision", "large"),
    ('b"\\xff".decode("utf-8")\n', "UnicodeDecodeError", 1, "unicode-and-encoding", "encoding"),
    ("class Full(Exception):\n    pass\nraise Full('no room')\n", "Full", 3, "exceptions", "no room"),
]  # fmt: skip


@pytest.fixture(scope="module")
def tracebacks(tmp_path_factory) -> dict[str, str]:
    """What the real interpreter writes about each failing program, all run in one process."""
    folder = tmp_path_factory.mktemp("learner")
    runner = folder / "runner.py"
    runner.write_text(
        "import sys, traceback, json, linecache\n"
        "answers = []\n"
        "for code in json.load(sys.stdin):\n"
        "    name = sys.argv[1] + '/hw.py'\n"
        "    open(name, 'w').write(code)\n"
        "    linecache.clearcache()\n"
        "    try:\n"
        "        exec(compile(code, name, 'exec'), {'__name__': '__main__'})\n"
        "    except BaseException as error:\n"
        "        answers.append(''.join(traceback.format_exception(type(error), error, error.__traceback__.tb_next)))\n"
        "print('\\x00'.join(answers))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(runner), str(folder)],
        input=json.dumps([case[0] for case in FAILING]), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    outputs = done.stdout[done.stdout.index("Traceback") :].rstrip("\n").split("\0")
    return dict(zip([case[0] for case in FAILING], outputs, strict=True))


@pytest.mark.parametrize(("code", "exception", "line", "concept", "words"), FAILING)
def test_real_tracebacks_are_explained(
    code: str, exception: str, line: int, concept: str, words: str, tracebacks: dict[str, str]
) -> None:
    """A traceback of the interpreter itself: exception, line, concept, and the cause in this code."""
    explained = explain_error(tracebacks[code], code)

    assert explained is not None
    assert (explained.exception, explained.line, explained.concept) == (exception, line, concept)
    told = " ".join([explained.explanation, *explained.likely_causes, explained.finding.how_to_fix])
    assert words in told
    assert explained.what_to_print
    assert "learner" not in told


@pytest.mark.parametrize(("code", "exception", "line", "concept", "words"), FAILING)
def test_the_last_line_alone_is_enough(
    code: str, exception: str, line: int, concept: str, words: str, tracebacks: dict[str, str]
) -> None:
    """Of most errors learners paste one line: it is explained too, without the code as well."""
    last = tracebacks[code].strip().split("\n")[-1]
    explained = explain_error(last, code)
    alone = explain_error(f"I get {last}")

    if exception == "Full":
        return
    assert explained is not None
    assert explained.exception == exception
    assert alone is not None
    assert alone.exception == exception
    assert alone.explanation


JUPYTER = """---------------------------------------------------------------------------
NameError                                 Traceback (most recent call last)
Cell In[3], line 2
      1 total = 3
----> 2 print(totl)

NameError: name 'totl' is not defined"""
OLD_IPYTHON = """---------------------------------------------------------------------------
NameError                                 Traceback (most recent call last)
<ipython-input-1-5cd43d3f3b7c> in <module>()
      1 total = 3
----> 2 print(totl)

NameError: name 'totl' is not defined"""
WINDOWS = """Traceback (most recent call last):
  File "C:\\Users\\Ann Lee\\Desktop\\homework.py", line 2, in <module>
    print(totl)
NameError: name 'totl' is not defined. Did you mean: 'total'?"""
IDLE = """================ RESTART: C:/Users/Ann/hw.py ================
Traceback (most recent call last):
  File "C:/Users/Ann/hw.py", line 2, in <module>
    print(totl)
NameError: name 'totl' is not defined
>>> """
PYTEST = """
    def test_it():
        total = 3
>       print(totl)
E       NameError: name 'totl' is not defined

test_hw.py:3: NameError"""
CHAINED = """Traceback (most recent call last):
  File "hw.py", line 1, in <module>
    {}["a"]
KeyError: 'a'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "hw.py", line 2, in <module>
    print(totl)
NameError: name 'totl' is not defined"""
THROUGH_LIBRARY = """Traceback (most recent call last):
  File "/home/ann/hw.py", line 2, in <module>
    print(totl)
  File "/usr/lib/python3.11/statistics.py", line 328, in mean
    T, total, n = _sum(data)
NameError: name 'totl' is not defined"""
COLOURED = "\x1b[31mNameError\x1b[0m: name 'totl' is not defined"
SENTENCE = "Why do I get \"NameError: name 'totl' is not defined\" in my code? It worked yesterday."


@pytest.mark.parametrize(
    "text", [JUPYTER, OLD_IPYTHON, WINDOWS, IDLE, PYTEST, CHAINED, THROUGH_LIBRARY, COLOURED, SENTENCE],
    ids=["jupyter", "ipython", "windows", "idle", "pytest", "chained", "library", "coloured", "sentence"],
)  # fmt: skip
def test_every_tool_writes_it_differently(text: str) -> None:
    """The same error out of many tools gives the same explanation, and no path of the learner's machine."""
    explained = explain_error(text, "total = 3\nprint(totl)\n")

    assert explained is not None
    assert (explained.exception, explained.line) == ("NameError", 2)
    assert "misspelling of total" in explained.likely_causes[0]
    everything = repr(explained)
    assert "Users" not in everything
    assert "/home/" not in everything


@pytest.mark.parametrize(
    ("text", "exception"),
    [
        ("I have an index error", "IndexError"),
        ("what is a zero division error", "ZeroDivisionError"),
        ("My program gives a KeyError on line 4", "KeyError"),
        ("it says time limit exceeded", "TimeLimit"),
        ("KeyboardInterrupt", "KeyboardInterrupt"),
        ("MemoryError", "MemoryError"),
        ("json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)", "JSONDecodeError"),
    ],
)
def test_loose_words_are_understood(text: str, exception: str) -> None:
    """An error named in passing is still recognised."""
    explained = explain_error(text)

    assert explained is not None
    assert explained.exception == exception


@pytest.mark.parametrize(
    "text",
    [
        "", "How do loops work?", "Uncaught ReferenceError: x is not defined at app.js:3:5",
        'Exception in thread "main" java.lang.NullPointerException', "error: expected ';' before '}' token",
    ],
)  # fmt: skip
def test_what_is_no_python_error_is_none(text: str) -> None:
    """Other languages' errors and plain questions give nothing."""
    assert explain_error(text) is None


def test_a_syntax_error_is_explained_by_its_true_cause() -> None:
    """For a pasted SyntaxError the code itself is searched for the cause, or else the line in the traceback."""
    code = "x = (1 + 2\ny = 3\nprint(y)\n"
    pasted = '  File "hw.py", line 2\n    y = 3\n    ^\nSyntaxError: invalid syntax'

    with_code = explain_error(pasted, code)
    without = explain_error(
        '  File "<stdin>", line 7\n    if x = 3:\n       ^^^^^\nSyntaxError: invalid syntax. Maybe you meant'
    )

    assert with_code is not None
    assert (with_code.line, with_code.finding.rule) == (1, "unclosed-bracket")
    assert without is not None
    assert (without.line, without.finding.rule) == (7, "assignment-in-condition")


def test_time_limit_names_the_loop() -> None:
    """Of a program that was stopped the loop that doesn't change its condition is named."""
    explained = explain_error("Time limit exceeded", "n = 3\nwhile n > 0:\n    print(n)\n")

    assert explained is not None
    assert "line 2" in explained.likely_causes[0]


def test_strange_text_never_crashes() -> None:
    """Broken, huge and binary texts are read without an error."""
    for text in (
        "Error:" * 5_000,
        "\0" * 100,
        "Traceback (most recent call last):\n" * 300,
        '  File "", line 99999\n',
        "NameError: name '' is not defined",
        "TypeError: " + "x" * 50_000,
        "KeyError: " + "'" * 999,
    ):
        explain_error(text, "x = (")
        explain_error(text, "\0")
