"""gunicorn, embedded: its settings as this server needs them, and the app made after the fork."""

import logging
import resource
import signal
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from ai_engine.server.admission import Admission
from ai_engine.server.app import create_app
from ai_engine.server.banner import banner
from ai_engine.server.parent import end_with_parent
from ai_engine.server.services import Services
from ai_engine.settings import Settings

_FILES_WANTED = 4_096
# Databases, pipes to other processes, the interpreter's own.
_OTHER_FILES = 256


class _Log(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's messages go where this program's go; its access log is ours (request_context.py)."""

    def setup(self, cfg: Any) -> None:
        """Hand warnings and worse to the root logger; write no access log."""
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)


class TutorServer(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """One worker process with a thread for each slot, each place in the queue and eight more."""

    services: Services

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """The server's settings, instead of a file's or the command line's."""
        settings = self._settings
        threads = Admission(settings.max_slots, settings.queue_limit).threads
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        values = {
            "bind": f"{host}:{settings.port}",
            "workers": 1,
            "worker_class": "ai_engine.server.worker.Worker",
            "threads": threads,
            # Idle kept-alive connections cost no thread, so many more may be open than are answered.
            "worker_connections": max(threads + 1, min(threads + 1_000, _open_files() - _OTHER_FILES)),
            "backlog": 512,
            "keepalive": 15,
            # The worker's own loop beats, not its requests: only a hung process is killed.
            "timeout": 60,
            # The worker bounds its draining itself; this is the second belt.
            "graceful_timeout": int(settings.drain_s) + 5,
            "control_socket_disable": True,
            "logger_class": _Log,
            "post_fork": _post_fork,
            "post_worker_init": _post_worker_init,
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called in the worker, after the fork: connections and threads don't survive one."""
        self.services = Services.build(self._settings)
        return create_app(self._settings, self.services)


def _open_files() -> int:
    """How many files and sockets may be open, once the limit is raised as far as it goes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES_WANTED if hard == resource.RLIM_INFINITY else min(hard, _FILES_WANTED)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return _FILES_WANTED
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def _post_fork(_arbiter: Any, worker: Any) -> None:
    # The master's handlers, which the fork has copied, would swallow a signal that comes while the worker starts.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    end_with_parent(worker.ppid)


def _post_worker_init(worker: Any) -> None:
    services: Services = worker.app.services
    services.start()
    host, port = worker.sockets[0].getsockname()[:2]
    print("\n".join(banner(services, host, port)), flush=True)
