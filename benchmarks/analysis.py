"""How fast the analyser is: p50 and p99 for 50 lines, 2,000 lines, whether time grows with the lines alone, a batch.

    python -m benchmarks.analysis [--runs N]

Programs are put together from the building blocks below, sound ones and ones with a syntax error.
"""

import argparse
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from ai_engine.analysis import analyse
from ai_engine.analysis.pool import AnalysisPool

_BLOCKS = (
    'def mean_{n}(values):\n    """Give the mean."""\n    total = 0\n    for value in values:\n        total += value\n'
    "    if len(values) == 0:\n        return 0\n    return total / len(values)\n",
    "def find_{n}(items, wanted):\n    for index in range(len(items)):\n        if items[index] == wanted:\n"
    "            return index\n    return -1\n",
    "class Stack_{n}:\n    def __init__(self):\n        self.items = []\n\n    def push(self, item):\n"
    "        self.items.append(item)\n\n    def pop(self):\n        if not self.items:\n            return None\n"
    "        return self.items.pop()\n",
    'def words_{n}(text):\n    counts = {{}}\n    for word in text.split():\n        word = word.lower().strip(".,")\n'
    "        if word in counts:\n            counts[word] += 1\n        else:\n            counts[word] = 1\n"
    "    return counts\n",
    "numbers_{n} = [3, 1, 2]\nnumbers_{n}.sort()\nwhile len(numbers_{n}) > 1:\n    last = numbers_{n}.pop()\n"
    '    print(f"removed {{last}}")\nprint(numbers_{n}[0])\n',
)


def program(lines: int, source: random.Random) -> str:
    """A sound program of about so many lines."""
    parts: list[str] = []
    count = 0
    while count < lines:
        part = source.choice(_BLOCKS).format(n=len(parts))
        parts.append(part)
        count += part.count("\n") + 2
    return "\n\n".join(parts)


def broken(text: str, source: random.Random) -> str:
    """The program with one bracket, colon or quotation mark taken out."""
    places = [place for place, character in enumerate(text) if character in "()[]:'\""]
    place = source.choice(places)
    return text[:place] + text[place + 1 :]


def timed(texts: list[str]) -> list[float]:
    """Milliseconds for each text."""
    times = []
    for text in texts:
        start = time.perf_counter()
        analyse(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def report(name: str, times: list[float]) -> None:
    """One line: median, 99th percentile, maximum."""
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{name:34s} p50 {statistics.median(ordered):7.1f} ms   p99 {p99:7.1f} ms   max {ordered[-1]:7.1f} ms")


def batch_rate(texts: list[str], cores: int) -> float:
    """Programs a second when `cores` processes of the pool share them, as a batch request does."""
    pool = AnalysisPool(size=cores)
    try:
        with ThreadPoolExecutor(cores) as threads:
            list(threads.map(pool.analyse, texts[:cores] * 2))  # the processes start and warm up
            start = time.perf_counter()
            list(threads.map(lambda text: pool.analyse(text, wait_s=600), texts))
            return len(texts) / (time.perf_counter() - start)
    finally:
        pool.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=200, help="programs of 50 lines")
    options = parser.parse_args()
    source = random.Random(1)
    analyse("x = 1")
    small = [program(50, source) for _ in range(options.runs)]
    report("50 lines, sound", timed(small))
    report("50 lines, one syntax error", timed([broken(text, source) for text in small]))
    print()
    for lines in (250, 500, 1_000, 2_000, 4_000):
        text = program(lines, source)
        sound = min(timed([text] * 3))
        wrong = min(timed([broken(text, source) for _ in range(3)]))
        count = text.count("\n")
        print(
            f"{count:5d} lines   sound {sound:7.1f} ms ({sound / count * 1000:5.1f} us a line)   "
            f"broken {wrong:7.1f} ms ({wrong / count * 1000:5.1f} us a line)"
        )
    print()
    texts = [program(50, source) for _ in range(200)]
    one, two = batch_rate(texts, 1), batch_rate(texts, 2)
    print(f"a batch of 200   one core {one:6.1f} a second   two cores {two:6.1f} a second   ratio {two / one:.2f}")


if __name__ == "__main__":
    main()
