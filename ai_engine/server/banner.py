"""What the server says when it starts: what is ready, what is not, and the one command that would change that."""

from ai_engine.server.services import Services


def banner(services: Services, host: str, port: int) -> list[str]:
    """A few lines for the person at the terminal."""
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104  # only shown
    state = services.engine.state()
    lines = [
        f"The tutor listens on http://{shown}:{port}",
        f"  ready  code analysis, {len(services.bank.notes)} concept notes, composed answers",
    ]
    if state.phase in ("starting", "loading", "ready"):
        lines.append(f"  soon   chat model {state.model or services.settings.chat_model}: GET /ready says when")
    else:
        lines.append(f"  not    chat model: {state.message or 'none is installed'}")
        if services.settings.engine in ("auto", "openvino", "transformers") and not state.message:
            lines.append("         python3 init_models.py   downloads it, once")
    lines.append("Ctrl-C stops it.")
    return lines
