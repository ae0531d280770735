"""python -m ai_engine.analysis.worker: analyses programs for the pool, one JSON line in, one JSON line out.

It ends at the end of its input, whatever it is doing then, and is ended by its own limits when a program is too much
for it: the pool then says so and starts another.
"""

import contextlib
import json
import os
import resource
import select
import sys
import threading
from typing import Any, BinaryIO

from ai_engine.analysis import analyse
from ai_engine.analysis.challenge import ChallengeContext
from ai_engine.errors import BadInput, EngineError

_MEMORY_BYTES = 1_500_000_000
_LOOK_EVERY_MS = 500


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """The report about one job's program, or how the request about it fails."""
    given = job.get("challenge")
    challenge = None if given is None else ChallengeContext.from_json(given)
    try:
        return {"analysis": analyse(job["code"], job["language"], challenge).to_json()}
    except EngineError as error:
        details = [[item.field, item.message] for item in error.details] if isinstance(error, BadInput) else []
        return {"error": error.code, "message": error.message, "details": details}
    except (MemoryError, RecursionError):
        return {"error": "too_large"}


def main() -> None:
    """Serve standard input until its end."""
    with contextlib.suppress(ValueError, OSError):  # a lower limit is already set, or the system has none
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    # What an analyser's library prints must not stand between the replies.
    sys.stdout = sys.stderr
    threading.Thread(target=_end_with, args=(requests,), daemon=True).start()
    for line in requests:
        reply = json.dumps(answer(json.loads(line)), ensure_ascii=False, separators=(",", ":"))
        replies.write(reply.encode() + b"\n")
        replies.flush()


def _end_with(requests: BinaryIO) -> None:
    poll = select.poll()
    poll.register(requests.fileno(), 0)
    while not any(events & (select.POLLHUP | select.POLLERR) for _, events in poll.poll(_LOOK_EVERY_MS)):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
