"""Programs with and without faults of results, types, calls and collections."""

from tests.checks.harness import Case

RESULTS: list[Case] = [
    ("result-thrown-away", "s = input()\ns.upper()\nprint(s)", "s = input()\ns = s.upper()\nprint(s)"),
    ("result-thrown-away", "s = 'abc'\ns.replace('a', 'b')\nprint(s)", "s = 'abc'\nprint(s.replace('a', 'b'))"),
    ("result-thrown-away", "xs = [2, 1]\nsorted(xs)\nprint(xs)", "xs = [2, 1]\nxs.sort()\nprint(xs)"),
    ("returned-value-ignored", "def f(a):\n    return a + 1\nf(2)", "def f(a):\n    return a + 1\nprint(f(2))"),
    ("statement-without-effect", "x = 1\nx + 1\nprint(x)", "x = 1\nx += 1\nprint(x)"),
    ("function-not-called", "def f():\n    print(1)\nf", "def f():\n    print(1)\nf()"),
    ("function-not-called", "xs = [2, 1]\nxs.sort\nprint(xs)", "xs = [2, 1]\nxs.sort()\nprint(xs)"),
    ("function-not-called", "s = 'a'\nprint(s.upper)", "s = 'a'\nprint(s.upper())"),
    ("function-not-called", "n = int(input)\nprint(n)", "n = int(input())\nprint(n)"),
    ("function-not-called", "name = input().upper\nprint(name)", "name = input().upper()\nprint(name)"),
    ("function-not-called", "name = input\nprint(name)", "name = input()\nprint(name)"),
    ("function-not-called", "import random\nprint(random.random)", "import random\nprint(random.random())"),
    ("result-thrown-away", "a = {1}\na.union({2})\nprint(a)", "a = {1}\na.update({2})\nprint(a)"),
    (
        "result-thrown-away",
        "def f(s, a, b):\n    s.replace(a, b)\n    return s",
        "def f(s, a, b):\n    return s.replace(a, b)",
    ),
    ("none-from-method", "xs = [2, 1]\nxs = xs.sort()\nprint(xs)", "xs = [2, 1]\nxs = sorted(xs)\nprint(xs)"),
    ("none-from-method", "def f(xs, x):\n    return xs.append(x)", "def f(xs, x):\n    xs.append(x)\n    return xs"),
    ("none-from-method", "xs = [2, 1]\nprint(xs.reverse())", "xs = [2, 1]\nxs.reverse()\nprint(xs)"),
    ("none-used-as-value", "xs = [2, 1]\nxs.sort().reverse()", "xs = [2, 1]\nxs.sort()\nxs.reverse()"),
    (
        "function-returns-nothing",
        "def double(x):\n    y = x * 2\nz = double(3)\nprint(z)",
        "def double(x):\n    return x * 2\nz = double(3)\nprint(z)",
    ),
    (
        "print-instead-of-return",
        "def double(x):\n    print(x * 2)\nz = double(3)\nprint(z)",
        "def double(x):\n    return x * 2\nz = double(3)\nprint(z)",
    ),
    ("print-returned", "def double(x):\n    return print(x * 2)", "def double(x):\n    return x * 2"),
    ("print-of-print", "print(print('a'))", "print('a')"),
    ("prints-its-result", "def add(a, b):\n    print(a + b)", "def greet(name):\n    print('Hello', name)"),
    ("change-is-lost", "xs = [2, 1]\nsorted(xs).append(3)\nprint(xs)", "xs = [2, 1]\nxs.append(3)\nprint(sorted(xs))"),
]

OPERATIONS: list[Case] = [
    (
        "input-is-text",
        "age = input()\nif age > 18:\n    print('adult')",
        "age = int(input())\nif age > 18:\n    print('adult')",
    ),
    ("input-is-text", "n = input()\nprint(n + 1)", "n = int(input())\nprint(n + 1)"),
    ("types-dont-mix", "print('a' + 5)", "print('a' + str(5))"),
    (
        "types-dont-mix",
        "total = 0\nfor w in 'a b'.split():\n    total += w",
        "total = 0\nfor w in '1 2'.split():\n    total += int(w)",
    ),
    ("types-dont-mix", "xs = [1]\nxs += 5", "xs = [1]\nxs += [5]\nprint(xs)"),
    ("types-cant-be-ordered", "print('a' < 3)", "print('a' < 'b')"),
    ("not-iterable", "for i in 5:\n    print(i)", "for i in range(5):\n    print(i)"),
    ("not-iterable", "xs = [1]\nfor i in len(xs):\n    print(i)", "xs = [1]\nfor i in range(len(xs)):\n    print(i)"),
    ("index-not-a-whole-number", "xs = [1, 2]\nprint(xs[len(xs) / 2])", "xs = [1, 2]\nprint(xs[len(xs) // 2])"),
    ("index-not-a-whole-number", "xs = [1, 2]\nprint(xs['0'])", "xs = {'0': 1}\nprint(xs['0'])"),
    ("not-subscriptable", "n = 5\nprint(n[0])", "n = '5'\nprint(n[0])"),
    (
        "range-needs-whole-numbers",
        "def f(a, b):\n    return list(range(a / b))",
        "def f(a, b):\n    return list(range(a // b))",
    ),
    (
        "index-not-a-whole-number",
        "def f(xs, a, b):\n    m = (a + b) / 2\n    return xs[m]",
        "def f(xs, a, b):\n    m = (a + b) // 2\n    return xs[m]",
    ),
    (
        "range-needs-whole-numbers",
        "n = 5\nfor i in range(n / 2):\n    print(i)",
        "n = 5\nfor i in range(n // 2):\n    print(i)",
    ),
    ("no-length", "n = 5\nprint(len(n))", "n = '5'\nprint(len(n))"),
    ("text-is-no-number", "print(int('3.5'))", "print(float('3.5'))"),
    ("division-by-zero", "print(3 / 0)", "print(0 / 3)"),
    ("text-cant-be-changed", "s = 'abc'\ns[0] = 'x'", "s = list('abc')\ns[0] = 'x'\nprint(s)"),
    ("tuple-by-trailing-comma", "x = 5,\nprint(x)", "x = (5,)\nprint(x)"),
    ("unpacking-count", "a, b = 1, 2, 3\nprint(a, b)", "a, b, c = 1, 2, 3\nprint(a, b, c)"),
    ("membership-in-wrong-type", "print(5 in '123')", "print('5' in '123')"),
    ("list-extended-by-text", "xs = []\nxs += 'abc'\nprint(xs)", "xs = []\nxs += ['abc']\nprint(xs)"),
    ("input-not-kept", "input('Name? ')\nname = 'x'\nprint(name)", "name = input('Name? ')\nprint(name)"),
    (
        "input-texts-joined",
        "a = input()\nb = input()\nprint(a + b)",
        "a = int(input())\nb = int(input())\nprint(a + b)",
    ),
    ("input-text-repeated", "a = input()\nprint(a * 2)", "a = int(input())\nprint(a * 2)"),
    (
        "input-texts-ordered",
        "a = input()\nb = input()\nprint(a < b)",
        "a = int(input())\nb = int(input())\nprint(a < b)",
    ),
]

LITERALS: list[Case] = [
    ("index-out-of-range", "xs = [1, 2, 3]\nprint(xs[3])", "xs = [1, 2, 3]\nprint(xs[2])"),
    ("missing-key", "d = {'a': 1}\nprint(d['b'])", "d = {'a': 1}\nprint(d['a'])"),
    ("unhashable-key", "d = {[1]: 2}\nprint(d)", "d = {(1,): 2}\nprint(d)"),
    ("assigned-twice-at-once", "a, a = 1, 2\nprint(a)", "a, b = 1, 2\nprint(a, b)"),
    ("comparison-with-nan", "x = 1.0\nprint(x == float('nan'))", "import math\nx = 1.0\nprint(math.isnan(x))"),
    (
        "invalid-file-mode",
        "with open('a', 'read') as f:\n    print(f.read())",
        "with open('a', 'r') as f:\n    print(f.read())",
    ),
    ("sign-before-text", "print(-'a')", "print(-1)"),
    ("double-sign", "i = 0\nwhile i < 3:\n    i += 1\n    ++i", "i = 0\nwhile i < 3:\n    i += 1"),
    (
        "strip-takes-characters",
        "s = input()\nprint(s.lstrip('https://'))",
        "s = input()\nprint(s.removeprefix('https://'))",
    ),
    ("format-needs-number", "s = 'a'\nprint(f'{s:.2f}')", "s = 1.0\nprint(f'{s:.2f}')"),
    ("format-needs-number", "print('%d' % 'a')", "print('%s' % 'a')"),
    ("bool-of-text", "x = bool(input())\nprint(x)", "x = input() == 'True'\nprint(x)"),
    ("assert-on-constant", "assert 'x is positive'", "x = int(input())\nassert x > 0, 'x is positive'"),
]

CALLS: list[Case] = [
    (
        "wrong-number-of-arguments",
        "def f(a, b):\n    return a + b\nprint(f(1))",
        "def f(a, b=2):\n    return a + b\nprint(f(1))",
    ),
    (
        "wrong-number-of-arguments",
        "def f(a):\n    return a\nprint(f(1, 2))",
        "def f(*a):\n    return a\nprint(f(1, 2))",
    ),
    (
        "wrong-number-of-arguments",
        "class A:\n    def __init__(self, x):\n        self.x = x\na = A()\nprint(a.x)",
        "class A:\n    def __init__(self, x=1):\n        self.x = x\na = A()\nprint(a.x)",
    ),
    (
        "wrong-number-of-arguments",
        "class A:\n    def f(self, x):\n        print(self, x)\na = A()\na.f()",
        "class A:\n    def f(self, x):\n        print(self, x)\na = A()\na.f(1)",
    ),
    ("wrong-number-of-arguments", "xs = []\nxs.append(1, 2)", "xs = []\nxs.append(1)\nprint(xs)"),
    (
        "unknown-keyword-argument",
        "def f(size):\n    return size\nprint(f(sise=1))",
        "def f(size):\n    return size\nprint(f(size=1))",
    ),
    ("not-callable", "x = 3\nprint(x(2))", "x = 3\nprint(x * 2)"),
    ("not-callable", "list = [1]\nprint(list('ab'))", "items = [1]\nprint(list('ab'), items)"),
    ("unknown-attribute", "xs = [1]\nxs.push(2)", "xs = [1]\nxs.append(2)\nprint(xs)"),
    ("unknown-attribute", "s = 'abc'\nprint(s.length)", "s = 'abc'\nprint(len(s))"),
]

COLLECTIONS: list[Case] = [
    (
        "changed-while-iterating",
        "xs = [1, 2, 3]\nfor x in xs:\n    if x > 1:\n        xs.remove(x)\nprint(xs)",
        "xs = [1, 2, 3]\nfor x in xs[:]:\n    if x > 1:\n        xs.remove(x)\nprint(xs)",
    ),
    (
        "changed-while-iterating",
        "d = {'a': 1}\nfor k in d:\n    del d[k]",
        "d = {'a': 1}\nfor k in list(d):\n    del d[k]",
    ),
    (
        "changed-while-iterating",
        "def add(xs):\n    for x in xs:\n        xs.append(x)",
        "def first(xs):\n    for x in xs:\n        if x == 2:\n            xs.remove(x)\n            break",
    ),
    (
        "shrinks-while-counted",
        "def f(xs):\n    for i in range(len(xs)):\n        if xs[i] == 0:\n            xs.pop(i)",
        "def f(xs):\n    for i in range(len(xs) - 1, -1, -1):\n        if xs[i] == 0:\n            xs.pop(i)",
    ),
    (
        "closure-in-loop",
        "fs = []\nfor i in range(3):\n    fs.append(lambda: i)\nprint(fs[0]())",
        "fs = []\nfor i in range(3):\n    fs.append(lambda i=i: i)\nprint(fs[0]())",
    ),
    (
        "iterator-used-twice",
        "m = map(int, ['1'])\nprint(list(m))\nprint(list(m))",
        "m = list(map(int, ['1']))\nprint(m)\nprint(m)",
    ),
    (
        "mutable-default",
        "def f(x, xs=[]):\n    xs.append(x)\n    return xs",
        "def f(x, xs=None):\n    xs = xs or []\n    xs.append(x)\n    return xs",
    ),
    ("rows-share-one-list", "grid = [[0] * 3] * 3\nprint(grid)", "grid = [[0] * 3 for _ in range(3)]\nprint(grid)"),
    (
        "rows-share-one-list",
        "row = [0] * 3\ngrid = [row] * 3\nprint(grid)",
        "row = [0] * 3\ngrid = [row[:] for _ in range(3)]\nprint(grid)",
    ),
    (
        "alias-instead-of-copy",
        "def f(xs):\n    ys = xs\n    for i in range(len(ys)):\n        ys[i] *= 2\n    return ys",
        "def f(xs):\n    ys = xs[:]\n    for i in range(len(ys)):\n        ys[i] *= 2\n    return ys",
    ),
    ("alias-instead-of-copy", "a = [1]\nb = a\nb.append(2)\nprint(a)", "a = [1]\nb = a[:]\nb.append(2)\nprint(a)"),
    (
        "alias-instead-of-copy",
        "def f(a):\n    b = a\n    b.append(2)\n    return a",
        "def f(a):\n    b = list(a)\n    b.append(2)\n    return a",
    ),
    ("names-share-one-object", "a = b = []\na.append(1)\nprint(b)", "a = []\nb = []\na.append(1)\nprint(b)"),
    (
        "fromkeys-shares-value",
        "d = dict.fromkeys('ab', [])\nd['a'].append(1)\nprint(d)",
        "d = {k: [] for k in 'ab'}\nd['a'].append(1)\nprint(d)",
    ),
    (
        "default-computed-once",
        "import time\ndef f(now=time.time()):\n    return now",
        "import time\ndef f(now=None):\n    return now or time.time()",
    ),
    ("duplicate-key", "d = {'a': 1, 'a': 2}\nprint(d)", "d = {'a': 1, 'b': 2}\nprint(d)"),
    ("duplicate-set-item", "s = {1, 2, 1}\nprint(s)", "s = {1, 2, 3}\nprint(s)"),
    ("empty-braces", "seen = {}\nseen.add(1)", "seen = set()\nseen.add(1)\nprint(seen)"),
]
