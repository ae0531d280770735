# ruff: noqa: E501 -- one case on one line can be read at a glance
"""Programs with and without faults of names, loops, conditions and returns."""

from tests.checks.harness import Case

NAMES: list[Case] = [
    ("undefined-name", "price = 3\nprint(prise)", "price = 3\nprint(price)"),
    ("undefined-name", "def f(x):\n    return x + y", "y = 2\ndef f(x):\n    return x + y"),
    ("undefined-name", "done = true", "done = True\nprint(done)"),
    ("undefined-name", "print(math.sqrt(4))", "import math\nprint(math.sqrt(4))"),
    ("undefined-name", "import math\nprint(sqrt(4))", "from math import sqrt\nprint(sqrt(4))"),
    (
        "undefined-name",
        "def f():\n    total = 3\nf()\nprint(total)",
        "def f():\n    return 3\ntotal = f()\nprint(total)",
    ),
    ("used-before-assignment", "print(x)\nx = 3", "x = 3\nprint(x)"),
    ("used-before-assignment", "greet()\ndef greet():\n    print('hi')", "def greet():\n    print('hi')\ngreet()"),
    (
        "unbound-local",
        "count = 0\ndef up():\n    count += 1\nup()",
        "count = 0\ndef up(count):\n    return count + 1\ncount = up(count)",
    ),
    ("unbound-local", "x = 1\ndef f():\n    print(x)\n    x = 2\nf()", "x = 1\ndef f():\n    print(x)\nf()"),
    (
        "possibly-undefined",
        "def f(a):\n    if a > 3:\n        b = 1\n    return b",
        "def f(a):\n    b = 0\n    if a > 3:\n        b = 1\n    return b",
    ),
    (
        "possibly-undefined",
        "def f(xs):\n    for x in xs:\n        last = x\n    return last",
        "def f(xs):\n    last = None\n    for x in xs:\n        last = x\n    return last",
    ),
    (
        "possibly-undefined",
        "try:\n    n = int(input())\nexcept ValueError:\n    print('no')\nprint(n)",
        "try:\n    n = int(input())\nexcept ValueError:\n    n = 0\nprint(n)",
    ),
]

LOOPS: list[Case] = [
    ("infinite-loop", "while True:\n    print('hi')", "while True:\n    if input() == 'q':\n        break"),
    ("infinite-loop", "i = 0\nwhile i < 10:\n    print(i)", "i = 0\nwhile i < 10:\n    print(i)\n    i += 1"),
    ("infinite-loop", "i = 0\nwhile i < 10:\n    print(i)\ni += 1", "items = [1]\nwhile items:\n    items.pop()"),
    ("infinite-loop", "def f(n):\n    while n > 0:\n        print(n)", "def f(n):\n    while n > 0:\n        n //= 2"),
    ("infinite-loop", "go = True\nwhile go:\n    print('x')", "go = True\nwhile go:\n    go = input() == 'y'"),
    (
        "loop-moves-away",
        "i = 10\nwhile i > 0:\n    print(i)\n    i += 1",
        "i = 10\nwhile i > 0:\n    print(i)\n    i -= 1",
    ),
    ("loop-misses-its-end", "i = 1\nwhile i != 10:\n    i += 2", "i = 0\nwhile i != 10:\n    i += 2"),
    (
        "continue-skips-the-step",
        "i = 0\nwhile i < 9:\n    if i % 2 == 0:\n        continue\n    print(i)\n    i += 1",
        "i = 0\nwhile i < 9:\n    i += 1\n    if i % 2 == 0:\n        continue\n    print(i)",
    ),
    (
        "loop-variable-set-back",
        "i = 1\nwhile i <= 10:\n    print(i)\n    i = 1",
        "i = 1\nwhile i <= 10:\n    print(i)\n    i = 11",
    ),
    (
        "infinite-loop",
        "def f(xs):\n    i = 0\n    while i < len(xs):\n        if xs[i] == 0:\n            return i\n    return -1",
        "def f(xs):\n    i = 0\n    while i < len(xs):\n        if xs[i] == 0:\n            return i\n        i += 1\n    return -1",
    ),
    (
        "step-only-in-branch",
        "def f(s):\n    i = 0\n    n = 0\n    while i < len(s):\n        if s[i] == 'a':\n            n += 1\n            i += 1\n    return n",
        "def f(s):\n    i = 0\n    n = 0\n    while i < len(s):\n        if s[i] == 'a':\n            n += 1\n        i += 1\n    return n",
    ),
    (
        "return-too-early",
        "def total(xs):\n    t = 0\n    for x in xs:\n        t += x\n        return t",
        "def total(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t",
    ),
    (
        "loop-runs-once",
        "for i in range(5):\n    print(i)\n    break",
        "for i in range(5):\n    print(i)\n    if i > 3:\n        break",
    ),
    (
        "return-too-early",
        "def all_even(xs):\n    for x in xs:\n        if x % 2 == 0:\n            return True\n        else:\n            return False",
        "def all_even(xs):\n    for x in xs:\n        if x % 2 != 0:\n            return False\n    return True",
    ),
    ("empty-range", "for i in range(10, 0):\n    print(i)", "for i in range(10, 0, -1):\n    print(i)"),
    (
        "empty-range",
        "s = input()\nfor i in range(len(s), 0):\n    print(s[i - 1])",
        "s = input()\nfor i in range(len(s) - 1, -1, -1):\n    print(s[i])",
    ),
    ("loop-over-nothing", "for x in []:\n    print(x)", "for x in [1]:\n    print(x)"),
    (
        "loop-variable-changed",
        "for i in range(10):\n    print(i)\n    i += 2",
        "for i in range(0, 10, 2):\n    print(i)",
    ),
    (
        "nested-loops-share-variable",
        "for i in range(3):\n    for i in range(2):\n        print(i)\n    print(i)",
        "for i in range(3):\n    for j in range(2):\n        print(i, j)",
    ),
    (
        "unused-loop-variable",
        "words = input().split()\nfor word in words:\n    print('hi')",
        "words = input().split()\nfor word in words:\n    print(word)",
    ),
    (
        "loop-else-without-break",
        "for x in [1, 2]:\n    print(x)\nelse:\n    print('end')",
        "for x in [1, 2]:\n    if x == 3:\n        break\nelse:\n    print('end')",
    ),
    (
        "pointless-continue",
        "for x in [1, 2]:\n    print(x)\n    continue",
        "for x in [1, 2]:\n    if x == 1:\n        continue\n    print(x)",
    ),
    ("range-len", "xs = [1, 2]\nfor i in range(len(xs)):\n    print(xs[i])", "xs = [1, 2]\nfor x in xs:\n    print(x)"),
    (
        "manual-counter",
        "xs = [1, 2]\nys = [3, 4]\ni = 0\nfor x in xs:\n    print(x, ys[i])\n    i += 1",
        "xs = [1, 2]\nys = [3, 4]\nfor x, y in zip(xs, ys):\n    print(x, y)",
    ),
    ("while-counts", "i = 0\nwhile i < 10:\n    print(i)\n    i += 1", "for i in range(10):\n    print(i)"),
    (
        "loop-overwrites-its-collection",
        "xs = [1, 2]\nfor xs in xs:\n    print(xs)",
        "xs = [1, 2]\nfor x in xs:\n    print(x)",
    ),
    (
        "item-changed-in-vain",
        "xs = [1, 2]\nfor x in xs:\n    x = x * 2\nprint(xs)",
        "xs = [1, 2]\nys = []\nfor x in xs:\n    x = x * 2\n    ys.append(x)\nprint(ys)",
    ),
    ("index-is-the-length", "xs = [1, 2]\nprint(xs[len(xs)])", "xs = [1, 2]\nprint(xs[len(xs) - 1])"),
    (
        "off-by-one-range",
        "def show(xs):\n    for i in range(len(xs) + 1):\n        print(xs[i])",
        "def show(xs):\n    for i in range(len(xs)):\n        print(xs[i])",
    ),
    (
        "off-by-one-range",
        "def pairs(xs):\n    for i in range(len(xs)):\n        print(xs[i], xs[i + 1])",
        "def pairs(xs):\n    for i in range(len(xs) - 1):\n        print(xs[i], xs[i + 1])",
    ),
    (
        "off-by-one-range",
        "def show(xs):\n    i = 0\n    while i <= len(xs):\n        print(xs[i])\n        i += 1",
        "def show(xs):\n    i = 0\n    while i < len(xs):\n        print(xs[i])\n        i += 1",
    ),
    (
        "first-item-skipped",
        "def total(xs):\n    t = 0\n    for i in range(1, len(xs)):\n        t += xs[i]\n    return t",
        "def total(xs):\n    t = xs[0]\n    for i in range(1, len(xs)):\n        t += xs[i]\n    return t",
    ),
    (
        "last-item-skipped",
        "def total(xs):\n    t = 0\n    for i in range(len(xs) - 1):\n        t += xs[i]\n    return t",
        "def total(xs):\n    t = 0\n    for i in range(len(xs)):\n        t += xs[i]\n    return t",
    ),
]

CONDITIONS: list[Case] = [
    (
        "or-with-constant",
        "x = int(input())\nif x == 1 or 2:\n    print(x)",
        "x = int(input())\nif x == 1 or x == 2:\n    print(x)",
    ),
    (
        "or-with-constant",
        "name = input()\nif 'a' or 'b' in name:\n    print(name)",
        "name = input()\nif 'a' in name or 'b' in name:\n    print(name)",
    ),
    ("or-with-constant", "def f(x):\n    return x == 'a' or 'b'", "def f(x):\n    return x or 'b'"),
    (
        "or-with-empty-constant",
        "def f(x):\n    if x == [] or ():\n        return 0\n    return 1",
        "def f(x):\n    if x in ([], ()):\n        return 0\n    return 1",
    ),
    (
        "or-inside-comparison",
        "x = int(input())\nif x == (1 or 2):\n    print(x)",
        "x = int(input())\nif x in (1, 2):\n    print(x)",
    ),
    ("or-inside-comparison", "def f(x, y):\n    return (x or y) == 5", "def f(x, y):\n    return x == 5 or y == 5"),
    (
        "condition-never-changes",
        "x = int(input())\nif x != 1 or x != 2:\n    print(x)",
        "x = int(input())\nif x != 1 and x != 2:\n    print(x)",
    ),
    (
        "condition-never-changes",
        "x = int(input())\nif x < 1 and x > 5:\n    print(x)",
        "x = int(input())\nif x < 1 or x > 5:\n    print(x)",
    ),
    (
        "condition-never-changes",
        "x = int(input())\nif x > 1 or x < 5:\n    print(x)",
        "x = int(input())\nif x > 1 and x < 5:\n    print(x)",
    ),
    (
        "condition-never-changes",
        "x = int(input())\nif x == 1 and x == 2:\n    print(x)",
        "x = int(input())\nif x == 1 or x == 2:\n    print(x)",
    ),
    (
        "condition-never-changes",
        "def f(xs):\n    if len(xs) < 0:\n        return 1\n    return 2",
        "def f(xs):\n    if len(xs) < 1:\n        return 1\n    return 2",
    ),
    ("constant-condition", "if 'yes':\n    print(1)", "if input() == 'yes':\n    print(1)"),
    ("constant-condition", "while not True:\n    print(1)", "x = 3\nwhile not x == 1:\n    x -= 1"),
    ("constant-condition", "a = int(input())\nif (a, 3):\n    print(1)", "a = int(input())\nif a == 3:\n    print(1)"),
    ("constant-condition", "if 5 > 3:\n    print(1)", "x = int(input())\nif x > 3:\n    print(1)"),
    (
        "function-not-called",
        "def ready():\n    return input() == 'y'\nif ready:\n    print(1)",
        "def ready():\n    return input() == 'y'\nif ready():\n    print(1)",
    ),
    (
        "unreachable-branch",
        "x = int(input())\nif x > 50:\n    print(1)\nelif x > 80:\n    print(2)",
        "x = int(input())\nif x > 80:\n    print(1)\nelif x > 50:\n    print(2)",
    ),
    (
        "repeated-condition",
        "x = int(input())\nif x == 1:\n    print(1)\nelif x == 1:\n    print(2)",
        "x = int(input())\nif x == 1:\n    print(1)\nelif x == 2:\n    print(2)",
    ),
    (
        "same-operands",
        "x = int(input())\nif x == x:\n    print(1)",
        "x = int(input())\ny = 3\nif x == y:\n    print(1)",
    ),
    ("same-operands", "def f(x):\n    return x > 1 and x > 1", "def f(x, y):\n    return x > 1 and y > 1"),
    (
        "duplicate-branches",
        "x = int(input())\nif x > 1:\n    print(1)\nelse:\n    print(1)",
        "x = int(input())\nif x > 1:\n    print(1)\nelse:\n    print(2)",
    ),
    ("is-with-literal", "x = input()\nif x is 'a':\n    print(1)", "x = input()\nif x == 'a':\n    print(1)"),
    ("is-with-literal", "x = int(input())\nprint(x is not 5)", "x = None\nprint(x is not None)"),
    ("none-with-equals", "def f(x):\n    return x == None", "def f(x):\n    return x is None"),
    (
        "comparison-with-boolean",
        "def f(x):\n    if x == True:\n        return 1\n    return 2",
        "def f(x):\n    if x:\n        return 1\n    return 2",
    ),
    ("comparison-as-statement", "x = 1\nx == 5\nprint(x)", "x = 1\nx = x + 5\nprint(x)"),
    (
        "comparison-of-different-types",
        "x = input()\nif x == 5:\n    print(1)",
        "x = int(input())\nif x == 5:\n    print(1)",
    ),
    (
        "comparison-of-different-types",
        "import random\nn = random.randint(1, 9)\nprint(input() == n)",
        "import random\nn = random.randint(1, 9)\nprint(int(input()) == n)",
    ),
    ("float-equality", "print(0.1 + 0.2 == 0.3)", "print(abs(0.1 + 0.2 - 0.3) < 1e-9)"),
    (
        "bitwise-for-logical",
        "x = int(input())\ny = 2\nif x > 1 & y < 3:\n    print(1)",
        "x = int(input())\ny = 2\nif x > 1 and y < 3:\n    print(1)",
    ),
    ("confusing-chain", "def f(a, b):\n    return a == b == True", "def f(a, b, c):\n    return a == b == c"),
    ("confusing-chain", "def f(a, b):\n    return 1 < a > b", "def f(a, b):\n    return 1 < a < b"),
    ("negated-comparison", "def f(a):\n    return not a == 1", "def f(a):\n    return a != 1"),
    ("not-binds-tighter", "def f(a, b):\n    return (not a) == b", "def f(a, b):\n    return not (a and b)"),
    (
        "if-else-boolean",
        "def f(a):\n    if a > 1:\n        return True\n    else:\n        return False",
        "def f(a):\n    return a > 1",
    ),
    ("if-else-boolean", "def f(a):\n    return True if a > 1 else False", "def f(a):\n    return 1 if a > 1 else 2"),
    (
        "mergeable-if",
        "def f(a, b):\n    if a:\n        if b:\n            print(1)",
        "def f(a, b):\n    if a and b:\n        print(1)",
    ),
    ("type-comparison", "def f(a):\n    return type(a) == int", "def f(a):\n    return isinstance(a, int)"),
    (
        "len-as-emptiness",
        "def f(a):\n    if len(a) == 0:\n        return 1\n    return 2",
        "def f(a):\n    if not a:\n        return 1\n    return 2",
    ),
    ("assert-on-tuple", "x = int(input())\nassert (x > 1, 'small')", "x = int(input())\nassert x > 1, 'small'"),
    ("misspelt-main-guard", "if __name__ == 'main':\n    print(1)", "if __name__ == '__main__':\n    print(1)"),
]

RETURNS: list[Case] = [
    (
        "missing-return",
        "def f(a):\n    if a > 3:\n        return True",
        "def f(a):\n    if a > 3:\n        return True\n    return False",
    ),
    (
        "missing-return",
        "def f(a):\n    if a > 0:\n        return 1\n    elif a < 0:\n        return -1",
        "def f(a):\n    if a > 0:\n        return 1\n    else:\n        return -1",
    ),
    (
        "missing-return",
        "def f(a):\n    if a > 0:\n        return\n    return 3",
        "def f(a):\n    if a > 0:\n        return 2\n    return 3",
    ),
    ("unreachable-code", "def f(a):\n    return a\n    print(a)", "def f(a):\n    print(a)\n    return a"),
    (
        "unreachable-code",
        "for i in range(3):\n    if i == 2:\n        break\n        print(i)",
        "for i in range(3):\n    if i == 2:\n        print(i)\n        break",
    ),
    (
        "init-returns-value",
        "class A:\n    def __init__(self):\n        self.x = 1\n        return self.x",
        "class A:\n    def __init__(self):\n        self.x = 1",
    ),
    (
        "recursion-without-base-case",
        "def f(n):\n    return n * f(n - 1)",
        "def f(n):\n    if n == 0:\n        return 1\n    return n * f(n - 1)",
    ),
    (
        "recursion-without-progress",
        "def f(n):\n    if n == 0:\n        return 1\n    return n * f(n)",
        "def f(n):\n    if n == 0:\n        return 1\n    return n * f(n - 1)",
    ),
    (
        "recursion-without-progress",
        "def f(xs):\n    if len(xs) == 0:\n        return 0\n    return xs[0] + f(xs)",
        "def f(xs):\n    if len(xs) == 0:\n        return 0\n    return xs[0] + f(xs[1:])",
    ),
    (
        "recursion-moves-away",
        "def f(n):\n    if n == 0:\n        return 1\n    return n * f(n + 1)",
        "def f(n):\n    if n >= 10:\n        return 1\n    return n * f(n + 1)",
    ),
    (
        "recursion-moves-away",
        "def f(n):\n    if n > 0:\n        return n * f(n + 1)\n    return 1",
        "def f(n):\n    if n > 0:\n        return n * f(n - 1)\n    return 1",
    ),
    (
        "recursive-result-lost",
        "def f(n):\n    if n == 0:\n        return 1\n    f(n - 1)",
        "def f(n):\n    if n == 0:\n        return 1\n    return f(n - 1)",
    ),
]
