# ruff: noqa: E501 -- one case on one line can be read at a glance
"""Programs with and without needless work, roundabout dictionaries and conditions, mistaken pairs and missing values."""

from tests.checks.harness import Case

COSTS: list[Case] = [
    (
        "sorted-in-every-round",
        "def f(xs, n):\n    out = []\n    for i in range(n):\n        xs.sort()\n        out.append(xs[i])\n    return out",
        "def f(xs, n):\n    out = []\n    for i in range(n):\n        xs.append(i)\n        xs.sort()\n        out.append(xs[0])\n    return out",
    ),
    (
        "counted-in-every-round",
        "def f(xs):\n    best = xs[0]\n    for x in xs:\n        if xs.count(x) > 2:\n            best = x\n    return best",
        "def f(xs, ys):\n    best = 0\n    for x in ys:\n        best += xs.count(x)\n    return best",
    ),
    (
        "same-calls-again",
        "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)",
        "def fib(n, seen):\n    if n < 2:\n        return n\n    if n not in seen:\n        seen[n] = fib(n - 1, seen) + fib(n - 2, seen)\n    return seen[n]",
    ),
    (
        "same-calls-again",
        "def moves(n):\n    if n == 0:\n        return 0\n    return moves(n - 1) + 1 + moves(n - 1)",
        "def moves(n):\n    if n == 0:\n        return 0\n    return 2 * moves(n - 1) + 1",
    ),
]

DICTIONARIES: list[Case] = [
    (
        "key-asked-before-reading",
        "def f(d, k):\n    if k in d:\n        v = d[k]\n    else:\n        v = 0\n    return v",
        "def f(d, k):\n    if k in d:\n        v = d[k]\n    else:\n        v = input()\n    return v",
    ),
    (
        "key-asked-before-reading",
        "def f(d, k):\n    if k not in d:\n        return None\n    return d[k]",
        "def f(d, k):\n    if k not in d:\n        return None\n    return d[k] + 1",
    ),
    (
        "first-value-by-hand",
        "def f(ws):\n    d = {}\n    for w in ws:\n        if w in d:\n            d[w] += 1\n        else:\n            d[w] = 1\n    return d",
        "def f(ws):\n    d = {}\n    for w in ws:\n        d[w] = d.get(w, 0) + 1\n    return d",
    ),
    (
        "first-value-by-hand",
        "def f(ws):\n    d = {}\n    for w in ws:\n        if w[0] not in d:\n            d[w[0]] = []\n        d[w[0]].append(w)\n    return d",
        "def f(ws):\n    d = {}\n    for w in ws:\n        if w[0] not in d:\n            d[w[0]] = w\n    return d",
    ),
    (
        "item-looked-up-again",
        "def f(d):\n    for k in d:\n        print(k, d[k])",
        "def f(d):\n    for k in d:\n        d[k] = d[k] + 1",
    ),
]

PAIRS: list[Case] = [
    (
        "pair-used-as-index",
        "def f(xs):\n    for x in enumerate(xs):\n        print(xs[x])",
        "def f(xs):\n    for x in enumerate(xs):\n        print(xs[x[0]])",
    ),
    (
        "enumerate-names-swapped",
        "def f(xs):\n    for x, i in enumerate(xs):\n        print(xs[i])",
        "def f(xs):\n    for i, x in enumerate(xs):\n        print(xs[i], x)",
    ),
    ("sum-of-texts", 'def f(ws):\n    return sum(ws, "")', "def f(ws):\n    return sum(ws, 0)"),
    (
        "join-needs-texts",
        'def f():\n    xs = [1, 2]\n    return ",".join(xs)',
        'def f():\n    xs = ["1", "2"]\n    return ",".join(xs)',
    ),
    (
        "join-needs-texts",
        'def f(ws):\n    return ",".join(len(w) for w in ws)',
        'def f(ws):\n    return ",".join(str(len(w)) for w in ws)',
    ),
    (
        "function-not-called",
        "def total(xs):\n    return sum(xs)\n\ndef show(xs):\n    return 'Sum ' + str(total)",
        "def total(xs):\n    return sum(xs)\n\ndef show(xs):\n    return 'Sum ' + str(total(xs))",
    ),
    (
        "function-not-called",
        "def f(ws):\n    out = []\n    for w in ws:\n        out.append(w.lower)\n    return out",
        "def f(ws):\n    out = []\n    for w in ws:\n        out.append(w.lower())\n    return out",
    ),
    (
        "text-cant-be-changed",
        "def f(word):\n    word = word.lower()\n    word[0] = 'x'\n    return word",
        "def f(word):\n    word = list(word)\n    word[0] = 'x'\n    return word",
    ),
]

SHORTCUTS: list[Case] = [
    ("slice-for-prefix", "def f(s):\n    return s[:2] == '//'", "def f(s):\n    return s[:2] == s[2:]"),
    ("slice-for-prefix", "def f(s):\n    return s[-4:] == '.txt'", "def f(s):\n    return s[1:] == '.txt'"),
    (
        "needless-readlines",
        "def f(path):\n    with open(path) as g:\n        for line in g.readlines():\n            print(line)",
        "def f(path):\n    with open(path) as g:\n        lines = g.readlines()\n    return lines",
    ),
    (
        "extreme-by-if",
        "def f(a, b):\n    if a > b:\n        c = a\n    else:\n        c = b\n    return c",
        "def f(a, b):\n    if a > b:\n        c = a - b\n    else:\n        c = b\n    return c",
    ),
    ("slice-misses-first", "def f(s):\n    return s[len(s) - 1:0:-1]", "def f(s):\n    return s[5:0:-1]"),
    (
        "already-settled-condition",
        "def f(age):\n    if age < 13:\n        return 1\n    elif age >= 13 and age < 20:\n        return 2\n    return 3",
        "def f(age):\n    if age < 13:\n        return 1\n    elif age >= 15 and age < 20:\n        return 2\n    return 3",
    ),
    (
        "already-settled-condition",
        "def f(n):\n    if n >= 90:\n        return 'A'\n    elif 80 <= n < 90:\n        return 'B'\n    return 'C'",
        "def f(n):\n    if n >= 90:\n        return 'A'\n    elif 80 <= n < 85:\n        return 'B'\n    return 'C'",
    ),
]

PERHAPS: list[Case] = [
    (
        "result-may-be-none",
        "def find(xs):\n    for x in xs:\n        if x:\n            return 'a' * len(x)\n    return None\n\ndef f(xs):\n    return find(xs).upper()",
        "def find(xs):\n    for x in xs:\n        if x:\n            return 'a' * len(x)\n    return ''\n\ndef f(xs):\n    return find(xs).upper()",
    ),
    (
        "length-may-be-zero",
        "def mean(xs):\n    return sum(xs) / len(xs)",
        "def mean(xs):\n    if not xs:\n        return 0\n    return sum(xs) / len(xs)",
    ),
]

ROUNDS: list[Case] = [
    (
        "step-only-in-branch",
        "def f(xs, y):\n    i = 0\n    found = False\n    while i < len(xs) and not found:\n        if xs[i] == y:\n            found = True\n        else:\n            print('no')\n    return found",
        "def f(xs, y):\n    i = 0\n    found = False\n    while i < len(xs) and not found:\n        if xs[i] == y:\n            found = True\n        else:\n            i += 1\n    return found",
    ),
    (
        "return-too-early",
        "def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n        return n",
        "def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n    return n",
    ),
    (
        "same-operands",
        "def f(a, b):\n    if abs(a) == abs(a):\n        return a\n    return b",
        "def f(a, b):\n    if abs(a) == abs(b):\n        return a\n    return b",
    ),
    (
        "swapped-augmented-operator",
        "def f(xs):\n    left = 9\n    for x in xs:\n        left =- x\n    return left",
        "def f(xs):\n    x = 0\n    for y in xs:\n        x = -y\n        if x < 3:\n            return y\n    return x",
    ),
]

MORE_ROUNDS: list[Case] = [
    (
        "loop-moves-away",
        "class T:\n    def __init__(self, n):\n        self.n = n\n    def run(self):\n        while self.n > 0:\n            print(self.n)\n            self.n += 1",
        "class T:\n    def __init__(self, n):\n        self.n = n\n    def run(self):\n        while self.n > 0:\n            print(self.n)\n            self.n -= 1",
    ),
    (
        "last-item-skipped",
        "def f(xs):\n    best = xs[0]\n    for i in range(1, len(xs) - 1):\n        if xs[i] > best:\n            best = xs[i]\n    return best",
        "def f(xs):\n    best = xs[0]\n    for i in range(1, len(xs) - 1):\n        if xs[i] > best:\n            best = xs[i]\n    return max(best, xs[-1])",
    ),
    (
        "accumulator-reset-in-loop",
        "def f(ws):\n    for w in ws:\n        best = ''\n        if len(w) > len(best):\n            best = w\n    return best",
        "def f(ws):\n    for w in ws:\n        best = ''\n        if len(w) > len(best):\n            best = w\n        print(best)",
    ),
    (
        "min-max-start-value",
        "def f(ts):\n    best = 0\n    for t in ts:\n        best = max(best, t)\n    return best",
        "def f(ws):\n    best = 0\n    for w in ws:\n        best = max(best, len(w))\n    return best",
    ),
    (
        "pair-used-as-key",
        "def f(d, v):\n    for item in d.items():\n        if d[item] == v:\n            return item\n    return None",
        "def f(d, v):\n    for item in d.items():\n        if d[item[0]] == v:\n            return item\n    return None",
    ),
    (
        "comparison-of-different-types",
        "def f(n):\n    ok = n > 3\n    if ok == 'True':\n        return 1\n    return 0",
        "def f(n):\n    ok = n > 3\n    if ok:\n        return 1\n    return 0",
    ),
]
