# ruff: noqa: E501 -- one case on one line can be read at a glance
"""Programs with and without faults of variables, exceptions, files, classes, texts; habits; security."""

from tests.checks.harness import Case

VARIABLES: list[Case] = [
    ("self-assignment", "x = 3\nx = x\nprint(x)", "x = 3\ny = x\nprint(x, y)"),
    ("broken-swap", "a = 1\nb = 2\na = b\nb = a\nprint(a, b)", "a = 1\nb = 2\na, b = b, a\nprint(a, b)"),
    (
        "accumulator-reset-in-loop",
        "for x in [1, 2]:\n    total = 0\n    total += x\nprint(total)",
        "total = 0\nfor x in [1, 2]:\n    total += x\nprint(total)",
    ),
    (
        "accumulator-reset-in-loop",
        "def evens(xs):\n    for x in xs:\n        found = []\n        if x % 2 == 0:\n            found.append(x)\n    return found",
        "def evens(xs):\n    found = []\n    for x in xs:\n        if x % 2 == 0:\n            found.append(x)\n    return found",
    ),
    (
        "accumulator-overwritten",
        "def f(xs):\n    total = 0\n    for x in xs:\n        total = x\n    return total",
        "def f(xs):\n    total = 0\n    for x in xs:\n        total = total + x\n    return total",
    ),
    ("swapped-augmented-operator", "x = 1\nx =+ 2\nprint(x)", "x = 1\nx += 2\nprint(x)"),
    ("parameter-overwritten", "def f(n):\n    n = 5\n    return n * 2", "def f(n):\n    n = n + 5\n    return n * 2"),
    ("parameter-overwritten", "def f(n):\n    n = int(input())\n    return n * 2", "def f(n):\n    return n * 2"),
    ("unused-parameter", "def f(a, b):\n    return a", "def f(a, b):\n    return a + b"),
    ("unused-variable", "def f(a):\n    b = a + 1\n    return a", "def f(a):\n    b = a + 1\n    return b"),
    (
        "value-never-used",
        "def f(a):\n    b = a + 1\n    b = 3\n    return b",
        "def f(a):\n    b = a + 1\n    b = b * 3\n    return b",
    ),
    ("unused-import", "import math\nprint(1)", "import math\nprint(math.pi)"),
    ("shadowed-builtin", "max = 3\nprint(max)", "largest = 3\nprint(largest)"),
    (
        "shadowed-import",
        "import random\nrandom = 3\nprint(random)",
        "import random\nnumber = random.random()\nprint(number)",
    ),
    (
        "shadowed-variable",
        "total = 1\ndef f():\n    total = 2\n    return total\nprint(f(), total)",
        "total = 1\ndef f():\n    return 2\nprint(f(), total)",
    ),
    (
        "redefined-function",
        "def f(a):\n    return a\ndef f(a, b):\n    return b",
        "def f(a):\n    return a\ndef g(a, b):\n    return a + b",
    ),
    (
        "variable-named-like-function",
        "def area(r):\n    area = r * 2\n    return area",
        "def area(r):\n    result = r * 2\n    return result",
    ),
    (
        "global-variable",
        "n = 0\ndef up():\n    global n\n    n += 1\nup()",
        "n = 0\ndef up(n):\n    return n + 1\nn = up(n)\nprint(n)",
    ),
    (
        "needless-global",
        "n = 0\ndef show():\n    global n\n    print(n)\nshow()",
        "n = 0\ndef show():\n    print(n)\nshow()",
    ),
    ("global-at-module-level", "global n\nn = 1\nprint(n)", "n = 1\nprint(n)"),
    (
        "function-never-called",
        "def f():\n    def g():\n        return 1\n    return 2",
        "def f():\n    def g():\n        return 1\n    return g()",
    ),
    (
        "min-max-start-value",
        "def top(xs):\n    best = 0\n    for x in xs:\n        if x > best:\n            best = x\n    return best",
        "def top(xs):\n    best = xs[0]\n    for x in xs:\n        if x > best:\n            best = x\n    return best",
    ),
    ("main-never-called", "def main():\n    print(1)", "def main():\n    print(1)\nmain()"),
]

EXCEPTIONS: list[Case] = [
    (
        "bare-except",
        "try:\n    n = int(input())\nexcept:\n    n = 0\nprint(n)",
        "try:\n    n = int(input())\nexcept ValueError:\n    n = 0\nprint(n)",
    ),
    (
        "silent-except",
        "try:\n    print(int(input()))\nexcept ValueError:\n    pass",
        "try:\n    print(int(input()))\nexcept ValueError:\n    print('no number')",
    ),
    (
        "broad-except",
        "try:\n    print(int(input()))\nexcept Exception:\n    print('x')",
        "try:\n    print(int(input()))\nexcept ValueError:\n    print('x')",
    ),
    (
        "unreachable-except",
        "try:\n    print(int(input()))\nexcept Exception:\n    print(1)\nexcept ValueError:\n    print(2)",
        "try:\n    print(int(input()))\nexcept ValueError:\n    print(1)\nexcept Exception:\n    print(2)",
    ),
    (
        "exception-not-raised",
        "def f(x):\n    if x < 0:\n        ValueError('negative')\n    return x",
        "def f(x):\n    if x < 0:\n        raise ValueError('negative')\n    return x",
    ),
    ("raise-of-non-exception", "raise 'wrong'", "raise ValueError('wrong')"),
    (
        "raise-without-error",
        "x = int(input())\nif x < 0:\n    raise",
        "x = int(input())\nif x < 0:\n    raise ValueError(x)",
    ),
    ("raise-not-implemented", "def f():\n    raise NotImplemented", "def f():\n    raise NotImplementedError"),
    (
        "or-in-except",
        "try:\n    print(int(input()))\nexcept ValueError or TypeError:\n    print(1)",
        "try:\n    print(int(input()))\nexcept (ValueError, TypeError):\n    print(1)",
    ),
    (
        "return-in-finally",
        "def f(x):\n    try:\n        return 1 / x\n    finally:\n        return 0",
        "def f(x):\n    try:\n        return 1 / x\n    finally:\n        print(x)",
    ),
    (
        "useless-try",
        "def f(x):\n    try:\n        return int(x)\n    except ValueError:\n        raise",
        "def f(x):\n    return int(x)",
    ),
    (
        "long-try",
        "try:\n" + "    print(int(input()))\n" * 13 + "except ValueError:\n    print('no')",
        "try:\n    n = int(input())\nexcept ValueError:\n    n = 0\nprint(n)",
    ),
]

FILES: list[Case] = [
    ("file-never-closed", "f = open('a')\nprint(f.read())", "with open('a') as f:\n    print(f.read())"),
    ("open-without-with", "f = open('a')\nprint(f.read())\nf.close()", "with open('a') as f:\n    print(f.read())"),
    ("wrong-file-mode", "with open('a') as f:\n    f.write('x')", "with open('a', 'w') as f:\n    f.write('x')"),
    ("wrong-file-mode", "with open('a', 'w') as f:\n    print(f.read())", "with open('a') as f:\n    print(f.read())"),
    ("file-used-after-close", "f = open('a')\nf.close()\nprint(f.read())", "f = open('a')\nprint(f.read())\nf.close()"),
    (
        "file-used-after-close",
        "with open('a') as f:\n    pass\nprint(f.read())",
        "with open('a') as f:\n    print(f.read())",
    ),
    ("write-needs-text", "with open('a', 'w') as f:\n    f.write(5)", "with open('a', 'w') as f:\n    f.write(str(5))"),
    (
        "file-read-twice",
        "with open('a') as f:\n    print(f.read())\n    print(f.read())",
        "with open('a') as f:\n    text = f.read()\n    print(text)\n    print(text)",
    ),
]

CLASSES: list[Case] = [
    (
        "missing-self-parameter",
        "class A:\n    def f():\n        print(1)",
        "class A:\n    def f(self):\n        print(self)",
    ),
    (
        "first-parameter-not-self",
        "class A:\n    def f(x):\n        print(x)",
        "class A:\n    def f(self):\n        print(self)",
    ),
    (
        "undefined-name",
        "class A:\n    def __init__(self, x):\n        self.x = x\n    def f(self):\n        return x + 1",
        "class A:\n    def __init__(self, x):\n        self.x = x\n    def f(self):\n        return self.x + 1",
    ),
    (
        "attribute-without-self",
        "class A:\n    def __init__(self, x):\n        y = x\n        self.x = x",
        "class A:\n    def __init__(self, x):\n        self.y = x\n        self.x = x",
    ),
    (
        "shared-class-attribute",
        "class A:\n    items = []\n    def add(self, x):\n        self.items.append(x)",
        "class A:\n    def __init__(self):\n        self.items = []\n    def add(self, x):\n        self.items.append(x)",
    ),
    (
        "class-attribute-copied",
        "class A:\n    count = 0\n    def f(self):\n        self.count += 1",
        "class A:\n    count = 0\n    def f(self):\n        A.count += 1",
    ),
    ("mutable-class-attribute", "class A:\n    items = []", "class A:\n    count = 0"),
    (
        "misspelt-init",
        "class A:\n    def _init_(self, x):\n        self.x = x",
        "class A:\n    def __init__(self, x):\n        self.x = x",
    ),
    (
        "super-init-not-called",
        "class A:\n    def __init__(self):\n        self.x = 1\nclass B(A):\n    def __init__(self):\n        self.y = 2",
        "class A:\n    def __init__(self):\n        self.x = 1\nclass B(A):\n    def __init__(self):\n        super().__init__()\n        self.y = 2",
    ),
    (
        "attribute-never-set",
        "class A:\n    def __init__(self, name):\n        self.name = name\n    def show(self):\n        print(self.nmae)\nA('x').show()",
        "class A:\n    def __init__(self, name):\n        self.name = name\n    def show(self):\n        print(self.name)\nA('x').show()",
    ),
    (
        "attribute-used-before-set",
        "class A:\n    def __init__(self):\n        self.n += 1",
        "class A:\n    def __init__(self):\n        self.n = 0\n        self.n += 1",
    ),
    (
        "class-not-called",
        "class A:\n    def f(self):\n        print(self)\na = A\na.f()",
        "class A:\n    def f(self):\n        print(self)\na = A()\na.f()",
    ),
    (
        "str-method-without-return",
        "class A:\n    def __str__(self):\n        print('A')",
        "class A:\n    def __str__(self):\n        return 'A'",
    ),
    (
        "protected-access",
        "class A:\n    def __init__(self):\n        self._x = 1\na = A()\nprint(a._x)",
        "class A:\n    def __init__(self):\n        self.x = 1\na = A()\nprint(a.x)",
    ),
    (
        "attribute-outside-init",
        "class A:\n    def __init__(self):\n        self.x = 1\n    def f(self):\n        self.y = 2",
        "class A:\n    def __init__(self):\n        self.x = 1\n    def f(self):\n        self.x = 2",
    ),
]

TEXTS: list[Case] = [
    ("missing-f-prefix", "name = input()\nprint('Hello {name}')", "name = input()\nprint(f'Hello {name}')"),
    ("f-string-without-placeholder", "print(f'hello')", "print('hello')"),
    ("format-arguments", "print('{} {}'.format(1))", "print('{} {}'.format(1, 2))"),
    ("format-arguments", "print('%d %d' % 3)", "print('%d %d' % (3, 4))"),
    (
        "text-built-in-loop",
        "s = ''\nfor c in 'abc':\n    s = s + c\nprint(s)",
        "s = ''.join(c for c in 'abc')\nprint(s)",
    ),
    ("needless-conversion", "s = str(input())\nprint(s)", "s = input()\nprint(s)"),
    ("boolean-as-text", "def f(x):\n    return 'True'", "def f(x):\n    return x > 1"),
    (
        "case-never-matches",
        "s = input()\nif s.lower() == 'Yes':\n    print(1)",
        "s = input()\nif s.lower() == 'yes':\n    print(1)",
    ),
]

SECURITY: list[Case] = [
    ("eval-on-input", "x = eval(input())\nprint(x)", "x = int(input())\nprint(x)"),
    ("eval-used", "def f(text):\n    return eval(text)", "def f(text):\n    return int(text)"),
    ("hard-coded-password", "password = 'geheim123'\nprint(password)", "password = input()\nprint(password)"),
    ("shell-command", "import os\nname = input()\nos.system('ls ' + name)", "import os\nprint(os.listdir('.'))"),
]

HABITS: list[Case] = [
    (
        "too-many-parameters",
        "def f(a, b, c, d, e, g):\n    return a + b + c + d + e + g",
        "def f(a, b, c):\n    return a + b + c",
    ),
    (
        "deep-nesting",
        "def f(a):\n    for b in a:\n        for c in b:\n            if c:\n                while c > 1:\n                    c -= 1\n                    if c == 2:\n                        print(c)",
        "def f(a):\n    for b in a:\n        print(b)",
    ),
    (
        "magic-number",
        "def f(a):\n    return a * 365\ndef g(a):\n    return a / 365",
        "DAYS = 365\ndef f(a):\n    return a * DAYS\ndef g(a):\n    return a / DAYS",
    ),
    ("function-naming", "def getName():\n    return 'x'", "def get_name():\n    return 'x'"),
    ("class-naming", "class dog:\n    pass", "class Dog:\n    pass"),
    ("variable-naming", "myName = input()\nprint(myName)", "my_name = input()\nprint(my_name)"),
    ("ambiguous-name", "l = 1\nprint(l)", "length = 1\nprint(length)"),
    ("wildcard-import", "from math import *\nprint(pi)", "from math import pi\nprint(pi)"),
    (
        "import-in-function",
        "def f():\n    import math\n    return math.pi",
        "import math\ndef f():\n    return math.pi",
    ),
    (
        "imported-twice",
        "import math\nimport math\nprint(math.pi)",
        "import math\nimport random\nprint(math.pi, random.random())",
    ),
    ("named-lambda", "f = lambda x: x + 1\nprint(f(1))", "def f(x):\n    return x + 1\nprint(f(1))"),
    ("needless-keys", "d = {'a': 1}\nfor k in d.keys():\n    print(k)", "d = {'a': 1}\nfor k in d:\n    print(k)"),
    (
        "items-instead-of-lookup",
        "d = {'a': 1}\nfor k in d:\n    print(k, d[k])",
        "d = {'a': 1}\nfor k, v in d.items():\n    print(k, v)",
    ),
    (
        "membership-in-list",
        "seen = list(input())\nfor c in 'abc':\n    if c in seen:\n        print(c)",
        "seen = set(input())\nfor c in 'abc':\n    if c in seen:\n        print(c)",
    ),
    (
        "repeated-work-in-loop",
        "def f(xs):\n    for x in xs:\n        print(x, sum(xs))",
        "def f(xs):\n    total = sum(xs)\n    for x in xs:\n        print(x, total)",
    ),
    (
        "needless-list",
        "def f(xs):\n    return any([x > 1 for x in xs])",
        "def f(xs):\n    return any(x > 1 for x in xs)",
    ),
    ("needless-pass", "def f(x):\n    pass\n    return x", "def f(x):\n    return x"),
    (
        "empty-branch",
        "def f(x):\n    if x > 1:\n        pass\n    else:\n        print(x)",
        "def f(x):\n    if x <= 1:\n        print(x)",
    ),
    (
        "empty-else",
        "def f(x):\n    if x > 1:\n        print(x)\n    else:\n        pass",
        "def f(x):\n    if x > 1:\n        print(x)",
    ),
    (
        "else-after-return",
        "def f(x):\n    if x > 1:\n        return 1\n    else:\n        x += 2\n        return x",
        "def f(x):\n    if x > 1:\n        return 1\n    x += 2\n    return x",
    ),
    ("augmented-assignment-possible", "x = 1\nx = x + 1\nprint(x)", "x = 1\nx += 1\nprint(x)"),
    ("commented-out-code", "x = 1\n# print(x)\nprint(x)", "x = 1\n# shows the start value\nprint(x)"),
    ("needless-semicolon", "x = 1;\nprint(x)", "x = 1\nprint(x)"),
    (
        "needless-parentheses",
        "x = int(input())\nif (x > 1):\n    print(x)",
        "x = int(input())\nif x > 1:\n    print(x)",
    ),
    (
        "duplicate-code",
        "def f(a):\n    b = a + 1\n    return b * 2\ndef g(a):\n    b = a + 1\n    return b * 2",
        "def f(a):\n    b = a + 1\n    return b * 2\ndef g(a):\n    return f(a) + 3",
    ),
    ("repeated-equality", "def f(a):\n    return a == 1 or a == 2 or a == 3", "def f(a):\n    return a in (1, 2, 3)"),
    ("constant-on-the-left", "def f(a):\n    return 3 == a", "def f(a):\n    return a == 3"),
    ("swap-with-helper", "a = 1\nb = 2\nt = a\na = b\nb = t\nprint(a, b)", "a = 1\nb = 2\na, b = b, a\nprint(a, b)"),
    (
        "if-inside-else",
        "def f(a):\n    if a == 1:\n        print(1)\n    else:\n        if a == 2:\n            print(2)",
        "def f(a):\n    if a == 1:\n        print(1)\n    elif a == 2:\n        print(2)",
    ),
    ("needless-lambda", "print(list(map(lambda x: abs(x), [1])))", "print(list(map(abs, [1])))"),
    (
        "opposite-ifs",
        "def f(a):\n    if a > 1:\n        print(1)\n    if a <= 1:\n        print(2)",
        "def f(a):\n    if a > 1:\n        print(1)\n    else:\n        print(2)",
    ),
    (
        "needless-elif-condition",
        "def f(a):\n    if a > 1:\n        print(1)\n    elif a <= 1:\n        print(2)",
        "def f(a):\n    if a > 1:\n        print(1)\n    elif a < -1:\n        print(2)",
    ),
    ("comparison-with-empty", "def f(a):\n    return a == ''", "def f(a):\n    return not a"),
    (
        "break-as-condition",
        "x = int(input())\nwhile True:\n    if x < 1:\n        break\n    x -= 1",
        "x = int(input())\nwhile x >= 1:\n    x -= 1",
    ),
    ("sorting-for-extreme", "def f(xs):\n    return sorted(xs)[0]", "def f(xs):\n    return min(xs)"),
    (
        "slow-at-the-front",
        "def f(xs):\n    while xs:\n        print(xs.pop(0))",
        "def f(xs):\n    while xs:\n        print(xs.pop())",
    ),
    (
        "list-rebuilt-in-loop",
        "xs = []\nfor i in range(3):\n    xs = xs + [i]\nprint(xs)",
        "xs = []\nfor i in range(3):\n    xs.append(i)\nprint(xs)",
    ),
    (
        "position-of-loop-item",
        "xs = ['a']\nfor x in xs:\n    print(xs.index(x), x)",
        "xs = ['a']\nfor i, x in enumerate(xs):\n    print(i, x)",
    ),
    ("needless-return", "def f(x):\n    print(x)\n    return", "def f(x):\n    print(x)"),
    ("variable-changes-type", "x = 3\nprint(x)\nx = 'three'\nprint(x)", "x = 3\nprint(x)\nword = 'three'\nprint(word)"),
    (
        "different-return-types",
        "def f(x):\n    if x > 1:\n        return 1\n    return 'small'",
        "def f(x):\n    if x > 1:\n        return 1\n    return 0",
    ),
    ("empty-by-call", "xs = list()\nxs.append(1)\nprint(xs)", "xs = []\nxs.append(1)\nprint(xs)"),
    (
        "shadowed-in-comprehension",
        "x = 1\nprint([x for x in 'ab' if x])\nprint(x)",
        "x = 1\nprint([c for c in 'ab' if c])\nprint(x)",
    ),
    (
        "loop-target-not-a-name",
        "xs = [1, 2]\nfor xs[0] in [3, 4]:\n    print(xs)",
        "xs = [1, 2]\nfor x in [3, 4]:\n    print(x, xs)",
    ),
    (
        "nested-conditional-expression",
        "def f(x):\n    return 1 if x > 1 else 2 if x > 0 else 3",
        "def f(x):\n    return 1 if x > 1 else 2",
    ),
]

SIMPLER: list[Case] = [
    (
        "condition-decided-by-constant",
        "x = int(input())\nif x > 1 or True:\n    print(x)",
        "x = int(input())\nif x > 1:\n    print(x)",
    ),
    ("needless-boolean-operand", "def f(x):\n    return x > 1 and True", "def f(x):\n    return x > 1"),
    (
        "if-instead-of-max",
        "def f(a, b):\n    if a < b:\n        a = b\n    return a",
        "def f(a, b):\n    return max(a, b)",
    ),
    (
        "needless-lookup",
        "xs = [1]\nfor i, x in enumerate(xs):\n    print(i, xs[i])",
        "xs = [1]\nfor i, x in enumerate(xs):\n    print(i, x)",
    ),
    ("nested-min-max", "print(min(1, min(2, 3)))", "print(min(1, 2, 3))"),
    ("chainable-comparison", "def f(a, b, c):\n    return a < b and b < c", "def f(a, b, c):\n    return a < b < c"),
    (
        "mergeable-isinstance",
        "def f(a):\n    return isinstance(a, int) or isinstance(a, str)",
        "def f(a):\n    return isinstance(a, (int, str))",
    ),
    ("and-or-as-choice", "def f(a, b):\n    return a > b and a or b", "def f(a, b):\n    return a if a > b else b"),
    ("f-string-of-one-value", "x = 1\ny = f'{x}'\nprint(y)", "x = 1\ny = str(x)\nprint(y)"),
    ("needless-comprehension", "xs = [1]\nprint({x for x in xs})", "xs = [1]\nprint(set(xs))"),
    ("debug-call", "breakpoint()", "print(1)"),
    ("exit-call", "if input() == 'q':\n    exit()", "import sys\nif input() == 'q':\n    sys.exit()"),
    ("text-as-statement", "x = 1\nprint(x)\n'shows x'", "x = 1\n# shows x\nprint(x)"),
    ("older-formatting", "x = 1\nprint('%s' % x)", "x = 1\nprint(f'{x}!')"),
    (
        "doctest-without-space",
        'def f(x):\n    """>>>f(1)\n    1\n    """\n    return x',
        'def f(x):\n    """>>> f(1)\n    1\n    """\n    return x',
    ),
    ("type-hint-contradicted", "age: int = 'x'\nprint(age)", "age: int = 3\nprint(age)"),
    (
        "type-hint-contradicted",
        "def f(x: int) -> int:\n    return x\nprint(f('a'))",
        "def f(x: float) -> float:\n    return x\nprint(f(1))",
    ),
    ("type-hint-contradicted", "def f() -> int:\n    return 'a'", "def f() -> str:\n    return 'a'"),
    ("type-as-value", "age = int\nname = str", "age: int\nage = 3\nprint(age)"),
    (
        "override-changes-parameters",
        "class A:\n    def f(self, x):\n        print(self, x)\nclass B(A):\n    def f(self, x, y):\n        print(self, x, y)",
        "class A:\n    def f(self, x):\n        print(self, x)\nclass B(A):\n    def f(self, x, y=1):\n        print(self, x, y)",
    ),
    (
        "needless-override",
        "class A:\n    def f(self, x):\n        print(self, x)\nclass B(A):\n    def f(self, x):\n        super().f(x)",
        "class A:\n    def f(self, x):\n        print(self, x)\nclass B(A):\n    def f(self, x):\n        super().f(x + 1)",
    ),
    (
        "attribute-hides-method",
        "class A:\n    def __init__(self):\n        self.area = 1\n    def area(self):\n        return 2",
        "class A:\n    def __init__(self):\n        self.size = 1\n    def area(self):\n        return self.size",
    ),
    (
        "init-is-generator",
        "class A:\n    def __init__(self):\n        yield 1",
        "class A:\n    def items(self):\n        yield 1",
    ),
    (
        "unknown-attribute",
        "class Cat:\n    def meow(self):\n        print(self)\nCat().roar()",
        "class Cat:\n    def meow(self):\n        print(self)\nCat().meow()",
    ),
    (
        "wrong-number-of-arguments",
        "class Cat:\n    def meow(self):\n        print(self)\nCat.meow()",
        "class Cat:\n    def meow(self):\n        print(self)\nCat.meow(Cat())",
    ),
    (
        "raise-without-cause",
        "try:\n    n = int(input())\nexcept ValueError:\n    raise KeyError('n')\nprint(n)",
        "try:\n    n = int(input())\nexcept ValueError as error:\n    raise KeyError('n') from error\nprint(n)",
    ),
    (
        "broad-raise",
        "def f(x):\n    if x < 0:\n        raise Exception('negative')\n    return x",
        "def f(x):\n    if x < 0:\n        raise ValueError('negative')\n    return x",
    ),
    (
        "stop-iteration-in-generator",
        "def f():\n    yield 1\n    raise StopIteration",
        "def f():\n    yield 1\n    return",
    ),
]
