"""Memory under load: `python -m benchmarks.engine.soak --models DIR`.

Sixteen streams ask 1,000 times with prompts of random lengths; some leave in the middle. First the context cache
(40,000 tokens) is filled, so that what grows afterwards is no cache. Prints the resident memory of web process and
engine together every 100 requests, and at the end how much it grew between requests 500 and 1,000.
"""

import argparse
import itertools
import random
import sys
import threading
from pathlib import Path

from benchmarks.engine.clients import Server
from benchmarks.engine.load import words

STREAMS = 16
FILL_WORDS, FILL = 900, 46


def main() -> int:
    """The command. Exit code 1 when the growth is above 5 % or the memory above 2.2 GB."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=1_000)
    parser.add_argument("--longest", type=int, default=250, help="words of the longest prompt")
    options = parser.parse_args()
    server = Server(options.models / "chat-openvino", max_slots=STREAMS, engine="openvino")
    try:
        for number in range(FILL):
            server.ask(words(FILL_WORDS, 900_000 + number), 1, "fill")
        measured = soak(server, options.requests, options.longest)
    finally:
        server.close()
    half, end = measured[options.requests // 2], measured[options.requests]
    grown = end / half - 1
    print(f"grown by {100 * grown:.1f} % in the second half; {end / 1e9:.2f} GB at the end")
    return int(grown > 0.05 or end > 2.2e9)


def soak(server: Server, requests: int, longest: int) -> dict[int, int]:
    """Resident bytes at every hundredth request and at the end."""
    rng = random.Random(1)
    lock = threading.Lock()
    numbers = itertools.count()
    measured: dict[int, int] = {}

    def work(stream: int) -> None:
        while True:
            with lock:
                number = next(numbers)
                if number >= requests:
                    return
                if number % 100 == 0:
                    measured[number] = server.memory()
                    print(f"{number}: {measured[number] / 1e9:.3f} GB", file=sys.stderr, flush=True)
                prompt, leaves = words(rng.randint(3, longest), rng.randrange(10**8)), rng.random() < 0.1
            if leaves:
                body = {"model": server.name, "prompt": prompt, "max_tokens": 64, "ignore_eos": True, "stream": True}
                with server.http.stream("POST", "/v1/completions", json=body | {"user": f"s{stream}"}) as answer:
                    next(answer.iter_lines(), None)
            else:
                server.ask(prompt, 4, f"s{stream}")

    threads = [threading.Thread(target=work, args=(stream,)) for stream in range(STREAMS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured[requests] = server.memory()
    return measured


if __name__ == "__main__":
    sys.exit(main())
