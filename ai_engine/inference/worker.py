"""The engine process: one loop that owns the models. `python -m ai_engine.inference.worker FD PARENT`.

Take commands from the socket, let the backend do one step, send out what came of it, again. One thread does all of it,
nothing is shared, so nothing is locked. The process ignores SIGINT (the server decides when it ends) and ends when its
parent has ended, however that died: by end of file on the socket, by the kernel's parent-death signal where there is
one, and by a watcher that still runs while a step is long.
"""

import faulthandler
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress

from ai_engine.errors import SetupError
from ai_engine.inference.backends.build import build_backend, build_task_host
from ai_engine.inference.hosts import ChatHost, Host, TaskBackend, TaskHost
from ai_engine.inference.link import Link
from ai_engine.inference.options import EngineOptions
from ai_engine.inference.orphan import die_with_parent
from ai_engine.inference.wire import Wire

_BEAT_S = 0.5
_IDLE_S = 1.0


def serve(link: Link, host: Host) -> None:
    """The loop: until `shutdown` or until the server has gone."""
    beat_at = 0.0
    steps = 0
    while link.open:
        working = host.has_work()
        for message in link.receive(0.0 if working else _IDLE_S):
            if message["op"] == "shutdown":
                return
            host.command(message)
        if host.has_work():
            host.work()
            steps += 1
        elif not working:
            host.idle()
        if time.monotonic() - beat_at >= _BEAT_S:
            beat_at = time.monotonic()
            link.send({"op": "beat", "steps": steps, "stats": host.stats()})


def _build(init: Wire, link: Link) -> Host:
    if init["role"] == "task":
        task_backend: TaskBackend = build_task_host(init["options"])
        return TaskHost(task_backend, link)
    options = EngineOptions(**{**init["options"], "upstream_urls": tuple(init["options"]["upstream_urls"])})
    return ChatHost(build_backend(options, lambda phase: link.send({"op": "phase", "phase": phase})), link)


def main(arguments: Sequence[str]) -> int:
    """Run the process on the socket with the given descriptor. Returns its exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    faulthandler.enable()
    descriptor, parent = int(arguments[0]), int(arguments[1])
    connection = socket.socket(fileno=descriptor)
    die_with_parent(parent, connection)
    link = Link(connection)
    init = link.receive_first()
    if init is None:
        return 0
    try:
        host = _build(init, link)
        host.load()
        link.send({"op": "ready", "stats": host.stats()})
    except SetupError as error:
        link.send({"op": "failed", "code": error.code, "message": error.message})
        return 1
    except Exception as error:
        traceback.print_exc()
        message = f"The model can't be loaded ({type(error).__name__}: {error}). Check it with init_models.py --check."
        link.send({"op": "failed", "code": SetupError.code, "message": message})
        return 1
    try:
        serve(link, host)
    finally:
        with suppress(Exception):
            host.close()
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # native libraries' own threads must not delay the end
