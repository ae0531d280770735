# ruff: noqa: E501 -- one case on one line can be read at a glance
"""Programs with and without faults of empty collections, positions, powers, decisions, parameters and repetition."""

from tests.checks.harness import Case

FRESH: list[Case] = [
    (
        "key-without-first-value",
        "def count(words):\n    seen = {}\n    for w in words:\n        seen[w] += 1\n    return seen",
        "def count(words):\n    seen = {}\n    for w in words:\n        seen[w] = seen.get(w, 0) + 1\n    return seen",
    ),
    (
        "key-without-first-value",
        "groups = {}\nfor w in input().split():\n    groups[len(w)].append(w)\nprint(groups)",
        "groups = {}\nfor w in input().split():\n    groups.setdefault(len(w), []).append(w)\nprint(groups)",
    ),
    (
        "key-without-first-value",
        "def f(words):\n    seen = dict()\n    for w in words:\n        seen[w] += 1\n    return seen",
        "def f(words):\n    seen = dict()\n    for w in words:\n        if w in seen:\n            seen[w] += 1\n    return seen",
    ),
    (
        "item-of-empty-list",
        "xs = []\nfor i in range(3):\n    xs[i] = i * 2\nprint(xs)",
        "xs = [0] * 3\nfor i in range(3):\n    xs[i] = i * 2\nprint(xs)",
    ),
    (
        "item-of-empty-list",
        "def f(n):\n    xs = []\n    for i in range(n):\n        xs[i] += i\n    return xs",
        "def f(n):\n    xs = []\n    for i in range(n):\n        xs.append(0)\n        xs[i] += i\n    return xs",
    ),
    (
        "division-by-zero",
        "def f(xs):\n    total = 0\n    count = 0\n    for x in xs:\n        total += x\n    return total / count",
        "def f(xs):\n    total = 0\n    count = 0\n    for x in xs:\n        total += x\n        count += 1\n    return total / count if count else 0",
    ),
    (
        "used-before-assignment",
        "for n in [1, 2]:\n    total = total + n\nprint(total)",
        "total = 0\nfor n in [1, 2]:\n    total = total + n\nprint(total)",
    ),
    ("none-used-as-value", "def top(xs):\n    return xs.sort()[-1]", "def top(xs):\n    return max(xs)"),
]

POSITIONS: list[Case] = [
    (
        "item-used-as-index",
        "xs = [10, 20]\nfor x in xs:\n    print(xs[x])",
        "xs = [10, 20]\nfor i in range(len(xs)):\n    print(xs[i], i)",
    ),
    (
        "item-used-as-index",
        "def f(xs):\n    xs.sort()\n    total = 0\n    for x in xs:\n        total += xs[x]\n    return total",
        "def f(prices):\n    total = 0\n    for name in prices:\n        total += prices[name]\n    return total",
    ),
    ("caret-for-power", "def square(n):\n    return n ^ 2", "def square(n):\n    return n ** 2"),
    ("caret-for-power", "n = int(input())\nprint(10 ^ n)", "n = int(input())\nprint(n ^ 2, n & 1)"),
]

DECISIONS: list[Case] = [
    (
        "if-instead-of-elif",
        "def grade(s):\n    if s >= 90:\n        g = 'A'\n    if s >= 80:\n        g = 'B'\n    else:\n        g = 'C'\n    return g",
        "def grade(s):\n    g = 'D'\n    if s >= 90:\n        g = 'A'\n    if s == 100:\n        g = g + '+'\n    else:\n        g = g + '-'\n    return g",
    ),
    (
        "half-comparison",
        "a = int(input())\nb = int(input())\nif a and b == 5:\n    print('both')",
        "a = int(input())\nb = int(input())\nif a == 5 and b == 5:\n    print('both')",
    ),
    (
        "half-comparison",
        "a = input()\nb = input()\nif a or b == 'x':\n    print('one')",
        "ready = input() == 'y'\nb = input()\nif ready and b == 'x':\n    print('one')",
    ),
]

POSITIONS_AS_CONDITIONS: list[Case] = [
    (
        "position-as-condition",
        "s = input()\nif s.find('a'):\n    print('yes')",
        "s = input()\nif s.find('a') != -1:\n    print('yes')",
    ),
    (
        "position-as-condition",
        "def has(s):\n    if s.find('a'):\n        return 'yes'\n    return 'no'",
        "def has(s):\n    if 'a' in s:\n        return 'yes'\n    return 'no'",
    ),
]

PARAMETERS: list[Case] = [
    (
        "parameter-changed-in-vain",
        "def add_one(n):\n    n = n + 1\nx = 5\nadd_one(x)\nprint(x)",
        "def add_one(n):\n    n = n + 1\n    return n\nx = add_one(5)\nprint(x)",
    ),
    (
        "parameter-changed-in-vain",
        "def double(n):\n    n *= 2\nx = 5\ndouble(x)\nprint(x)",
        "def extend(xs, ys):\n    xs += ys\na = [1]\nextend(a, [2])\nprint(a)",
    ),
    (
        "reads-outer-variable",
        "prices = [int(p) for p in input().split()]\ndef cheapest():\n    return min(prices)\nprint(cheapest())",
        "RATE = 0.2\ndef rate():\n    return RATE\ndef cheapest(prices):\n    return min(prices)\nprint(cheapest([2, 1]), rate())",
    ),
]

REPETITION: list[Case] = [
    (
        "repeated-statements",
        "a = int(input())\nprint('twice', a * 2)\nb = int(input())\nprint('twice', b * 2)\nc = int(input())\nprint('twice', c * 2)",
        "for _ in range(3):\n    a = int(input())\n    print('twice', a * 2)",
    ),
    (
        "repeated-statements",
        "xs = [4, 5, 6, 7]\nprint(xs[0])\nprint(xs[1])\nprint(xs[2])\nprint(xs[3])",
        "xs = [4, 5, 6, 7]\nprint(xs[0])\nprint(xs[3])\nprint(len(xs))\nprint(sum(xs))",
    ),
    (
        "repeated-statements",
        "import turtle\nturtle.forward(9)\nturtle.left(90)\nturtle.forward(9)\nturtle.left(90)\nturtle.forward(9)\nturtle.left(90)",
        "import turtle\nfor _ in range(3):\n    turtle.forward(9)\n    turtle.left(90)",
    ),
]

ROUNDS: list[Case] = [
    (
        "flag-overwritten-in-loop",
        "def has(xs, t):\n    found = False\n    for x in xs:\n        if x == t:\n            found = True\n        else:\n            found = False\n    return found",
        "def has(xs, t):\n    found = False\n    for x in xs:\n        if x == t:\n            found = True\n            break\n        else:\n            found = False\n    return found",
    ),
    (
        "product-starts-at-zero",
        "def product(xs):\n    p = 0\n    for x in xs:\n        p *= x\n    return p",
        "def product(xs):\n    p = 1\n    for x in xs:\n        p *= x\n    return p",
    ),
    (
        "product-starts-at-zero",
        "p = 0\nfor x in [1, 2]:\n    p = x * p\nprint(p)",
        "p = 0\nfor x in [1, 2]:\n    p = p * 10 + x\nprint(p)",
    ),
    (
        "same-list-added-again",
        "row = []\ngrid = []\nfor i in range(3):\n    grid.append(row)\nprint(grid, i)",
        "grid = []\nfor i in range(3):\n    row = []\n    grid.append(row)\nprint(grid, i)",
    ),
    (
        "same-list-added-again",
        "row = [0]\ngrid = []\nfor i in range(3):\n    row[0] = i\n    grid.append(row)\nprint(grid)",
        "row = [0]\ngrid = []\nfor i in range(3):\n    row[0] = i\n    grid.append(row.copy())\nprint(grid)",
    ),
    (
        "condition-on-unchanged-flag",
        "def f(xs):\n    found = False\n    if found:\n        return xs\n    return []",
        "def f(xs):\n    found = False\n    for x in xs:\n        if x == 3:\n            found = True\n    if found:\n        return xs\n    return []",
    ),
    (
        "repeated-in-branches",
        "def f(x):\n    if x:\n        print('start')\n        y = 1\n    else:\n        print('start')\n        y = 2\n    return y",
        "def f(x):\n    print('start')\n    if x:\n        print('yes')\n        y = 1\n    else:\n        print('no')\n        y = 2\n    return y",
    ),
    (
        "repeated-in-branches",
        "def f(x):\n    if x:\n        y = 1\n        print('end')\n    else:\n        y = 2\n        print('end')\n    return y",
        "def f(x):\n    if x:\n        y = 1\n        print('end')\n    else:\n        y = 2\n    return y",
    ),
    (
        "recursion-misses-base-case",
        "def fib(n):\n    if n == 0:\n        return 0\n    return fib(n - 1) + fib(n - 2)",
        "def fib(n):\n    if n == 0:\n        return 0\n    if n == 1:\n        return 1\n    return fib(n - 1) + fib(n - 2)",
    ),
    (
        "recursion-misses-base-case",
        "def even(n):\n    if n == 0:\n        return True\n    return even(n - 2)",
        "def even(n):\n    if n <= 1:\n        return n == 0\n    return even(n - 2)",
    ),
    (
        "function-not-called",
        "xs = [1]\nif len == 0:\n    print('empty', xs)",
        "xs = [1]\nif len(xs) == 0:\n    print('empty', xs)",
    ),
    (
        "infinite-loop",
        "class T:\n    def __init__(self, n):\n        self.left = n\n    def run(self):\n        while self.left > 0:\n            print(self.left)",
        "class T:\n    def __init__(self, n):\n        self.left = n\n    def step(self):\n        self.left -= 1\n    def run(self):\n        while self.left > 0:\n            self.step()",
    ),
]

DOWNWARDS: list[Case] = [
    (
        "off-by-one-range",
        "def rev(s):\n    r = []\n    for i in range(len(s), -1, -1):\n        r.append(s[i])\n    return r",
        "def rev(s):\n    r = []\n    for i in range(len(s), 0, -1):\n        r.append(s[i - 1])\n    return r",
    ),
    (
        "first-item-skipped",
        "def rev(s):\n    r = []\n    for i in range(len(s) - 1, 0, -1):\n        r.append(s[i])\n    return r",
        "def rev(s):\n    r = []\n    for i in range(len(s) - 1, -1, -1):\n        r.append(s[i])\n    return r",
    ),
    (
        "off-by-one-range",
        "def find(xs, t):\n    i = len(xs)\n    while i >= 0:\n        if xs[i] == t:\n            return i\n        i -= 1\n    return -1",
        "def find(xs, t):\n    i = len(xs)\n    while i > 0:\n        i -= 1\n        if xs[i] == t:\n            return i\n    return -1",
    ),
    (
        "index-not-a-whole-number",
        "def half(xs):\n    return xs[: len(xs) / 2]",
        "def half(xs):\n    return xs[: len(xs) // 2]",
    ),
]
