"""python -m ai_engine: checks the settings, starts the server; with the argument `report`, a teacher's report."""

import argparse
import errno
import os
import signal
import socket
import sys
import tempfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ai_engine import __version__
from ai_engine.errors import BadSetting, SetupError, UnknownName

if TYPE_CHECKING:
    from ai_engine.settings import Settings

_USAGE = 2


def main() -> int:
    """Serve until told to stop, or write the report. Returns the exit code: 0, or 2 when a setting can't be used."""
    # Until the server takes over, Ctrl-C just ends the program: a trace would tell nobody anything.
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    if sys.argv[1:2] == ["report"]:
        from ai_engine.learner.report_command import main as write_report

        return write_report(sys.argv[2:])
    parser = argparse.ArgumentParser(
        prog="python -m ai_engine",
        description="Start the tutor's server. With `report` as first argument: write a teacher's report instead.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.parse_args()
    try:
        # Imported from here on: after Ctrl-C has its meaning, and what takes a second after the settings are checked.
        from ai_engine.settings import load_settings

        settings = load_settings()
        _check_data_dir(settings)
        _check_address(settings)
        from ai_engine.server.gunicorn_app import TutorServer
        from ai_engine.server.log import configure_logging
        from ai_engine.storage import Database

        configure_logging(settings.log_level)
        _check_class(settings)
        _check_models(settings)
        database = Database.from_settings(settings)
        database.migrate()
        database.close()
    except SetupError as error:
        print(error.message, file=sys.stderr)
        return _USAGE
    TutorServer(settings).run()
    return 0


def _check_data_dir(settings: "Settings") -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=settings.data_dir).close()
    except OSError as error:
        raise BadSetting(
            f"The setting DATA_DIR can't be used: {settings.data_dir} is not a folder that can be written to "
            f"({os.strerror(error.errno or errno.EIO)})."
        ) from error


def _check_class(settings: "Settings") -> None:
    """The class's own files, before anything starts. Raises BadSetting."""
    from ai_engine.challenges.bank import ChallengeBank
    from ai_engine.knowledge import load_bank
    from ai_engine.learner.policy import PolicyFile
    from ai_engine.server.services import course_of

    PolicyFile(settings.policy_file, load_bank().notes)
    course_of(settings)
    if settings.challenges_dir is not None:
        _ = ChallengeBank(settings.challenges_dir).challenges  # read: what is wrong in one is said now


def _check_models(settings: "Settings") -> None:
    """The store's place and the models' names, before anything starts. Raises BadSetting."""
    from ai_engine.models.registry import Kind, resolve

    store = settings.model_cache_dir
    if store.exists() and not store.is_dir():
        raise BadSetting(f"The setting MODEL_CACHE_DIR can't be used: {store} is not a folder.")
    named: list[tuple[str, str, Kind]] = [
        ("CODE_MODEL", settings.code_model, "code"),
        ("EMBEDDING_MODEL", settings.embedding_model, "embedding"),
    ]
    if settings.engine in ("auto", "openvino", "transformers"):
        named.append(("CHAT_MODEL", settings.chat_model, "chat"))
    for name, value, kind in named:
        try:
            resolve(value, kind)
        except UnknownName as error:
            raise BadSetting(f"The setting {name} can't be used: {error.message}") from error
    if settings.engine == "upstream":
        _check_upstream(settings.upstream_urls)


def _check_upstream(urls: str) -> None:
    servers = [url.strip() for url in urls.split(",") if url.strip()]
    if not servers:
        raise BadSetting("ENGINE=upstream needs UPSTREAM_URLS, the base URL of an OpenAI-compatible server.")
    for server in servers:
        parts = urlsplit(server)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadSetting(f"The setting UPSTREAM_URLS can't be used: {server} is no http(s) address.")


def _check_address(settings: "Settings") -> None:
    """Try the address first: gunicorn would retry for five seconds and then say it in its own words."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except socket.gaierror as error:
        raise BadSetting(f"The setting HOST can't be used: {settings.host} is no address of this machine.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sentence = f"Port {settings.port} is in use by another program: stop it, or choose another with PORT."
        elif error.errno == errno.EACCES:
            sentence = f"Port {settings.port} needs rights this user doesn't have: choose one above 1023 with PORT."
        else:
            sentence = f"The setting HOST can't be used: {settings.host} is no address of this machine."
        raise BadSetting(sentence) from error


if __name__ == "__main__":
    sys.exit(main())
