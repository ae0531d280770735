"""The line of an error that the pasted text doesn't number, and the learner's own names in what is told."""

import pytest

from ai_engine.analysis.tracebacks import explain_error

# What is pasted, the program, the line, words of the explanation, the causes or what to print.
PASTED: list[tuple[str, str, int, str]] = [
    ("UnboundLocalError: local variable 't' referenced before assignment",
     "t = 1\ndef f(n):\n    t = t + n\n    return t\nprint(f(1))\n", 3, "t"),
    ("IndexError: pop from empty list", "xs = []\nxs.pop()\nprint(xs[0:1])\n", 2, "print(xs)"),
    ("KeyError: 'b'", "d = {'a': 1}\nprint(d['a'])\nprint(d['b'])\n", 3, "'b'"),
    ("ValueError: list.remove(x): x not in list", "xs = ['a']\nxs.remove('c')\n", 2, "'c' is looked up or removed"),
    ("ValueError: I/O operation on closed file.", "f = open('a')\nf.close()\nprint(f.read())\n", 3, "closed"),
    ("ValueError: I/O operation on closed file.", "with open('a') as f:\n    pass\nprint(f.read())\n", 3, "with block"),
    ("ValueError: max() arg is an empty sequence", "xs = []\nprint(min([1]))\nprint(max(xs))\n", 3, "empty"),
    ("TypeError: 'list' object is not callable", "list = [1]\nt = (2, 3)\nxs = list(t)\n", 3, "line 1"),
    ("TypeError: 'str' object cannot be interpreted as an integer",
     "n = input()\nfor i in range(n):\n    print(i)\n", 2, "input()"),
    ("TypeError: A.__init__() missing 1 required positional argument: 'x'",
     "class A:\n    def __init__(self, x):\n        self.x = x\na = A()\n", 4, "'x'"),
    ("TypeError: can't multiply sequence by non-int of type 'str'", "a = '3'\nb = 'x' * a\n", 2, "print(type(a), a)"),
    ("TypeError: unsupported operand type(s) for +: 'int' and 'str'",
     "xs = [1, '2']\ntotal = sum(xs)\n", 2, "sum adds the elements of xs"),
    ("TypeError: cannot unpack non-iterable int object", "x = 3\nfor a, b in [1, 2]:\n    print(a)\n", 2, "parts"),
    ("RuntimeError: dictionary changed size during iteration",
     "d = {'a': 1}\nfor k in d:\n    print(k)\nfor k in d:\n    del d[k]\n", 4, "print(len(d))"),
    ("OverflowError: math range error", "import math\nprint(math.exp(1000))\n", 2, "large"),
    ("ModuleNotFoundError: No module named 'numpyy'", "import math\nimport numpyy\n", 2, "numpyy"),
    ("EOFError: EOF when reading a line", "x = 1\ny = input()\n", 2, "input"),
    ("AttributeError: 'dict' object has no attribute 'age'", "d = {'age': 1}\nprint(d.age)\n", 2, "square brackets"),
    ('Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\nNameError: name \'y\' is not defined',
     "x = 5\nprint(y)\n", 2, "y"),
    ('Traceback (most recent call last):\n  File "a.py", line 2, in <module>\n    print("Age: " + p["age"])\n'
     'TypeError: can only concatenate str (not "int") to str',
     'p = {"age": 3}\nprint("Age: " + p["age"])\n', 2, 'print(type(p["age"]), p["age"])'),
    ('Traceback (most recent call last):\n  File "a.py", line 2, in <module>\n    json.loads("{\'a\': 1}")\n'
     "json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
     "import json\njson.loads(\"{'a': 1}\")\n", 2, "double quotation marks"),
    ("    def test_twice():\n>       assert twice(3) == 7\nE       assert 6 == 7\nE        +  where 6 = twice(3)\n\n"
     "test_a.py:5: AssertionError\n===== short test summary info =====\nFAILED test_a.py::test_twice - assert 6 == 7\n",
     "def twice(x):\n    return x * 2\n\ndef test_twice():\n    assert twice(3) == 7\n", 5, "gives 6, and 7"),
]  # fmt: skip


@pytest.mark.parametrize(("pasted", "code", "line", "words"), PASTED)
def test_the_place_is_found_in_the_code(pasted: str, code: str, line: int, words: str) -> None:
    """Where just one place of the program fits to the message, its line is told, and with it what is known of it."""
    explained = explain_error(pasted, code)

    assert explained is not None
    assert explained.line == line
    assert words in " ".join([explained.explanation, *explained.likely_causes, *explained.what_to_print])


def test_two_places_that_fit_are_not_guessed() -> None:
    """Where several lines may have raised the error, no line is told."""
    explained = explain_error(
        "ValueError: invalid literal for int() with base 10: 'x'", "a = int(input())\nb = int(input())\n"
    )

    assert explained is not None
    assert explained.line == 0
