"""GET /: a page that says what runs here and how to call it. GET /knowledge/<id>: one concept note as a page."""

import re
from typing import Any

from flask import render_template, request
from flask_openapi3 import APIBlueprint
from markupsafe import Markup, escape

from ai_engine import __version__
from ai_engine.errors import NotFound
from ai_engine.knowledge.note import Note
from ai_engine.server.description import resource
from ai_engine.server.health import judge
from ai_engine.server.schemas import NotePath
from ai_engine.server.services import Services

_CODE = re.compile(r"`([^`]+)`")


def inline_code(text: str) -> Markup:
    """Text of a note as HTML: everything escaped, what stands in backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped just before


def home_routes(services: Services) -> APIBlueprint:
    """The pages for people."""
    api = resource("home", "Pages")
    api.add_app_template_filter(inline_code)

    @api.get("/", summary="What runs here, as a page", doc_ui=False)
    def home() -> Any:
        state = services.engine.state()
        topics: dict[str, list[Note]] = {}
        for one in services.bank.notes.values():
            topics.setdefault(one.topic, []).append(one)
        return render_template(
            "home.html",
            version=__version__,
            state=state,
            verdict=judge(state, services.database.ping()),
            topics=topics,
            note_count=len(services.bank.notes),
            # The port of the socket: the Host header is the caller's text.
            address=f"http://localhost:{request.environ['SERVER_PORT']}",
        )

    @api.get("/knowledge/<note_id>", summary="One concept note, as a page", doc_ui=False)
    def note(path: NotePath) -> Any:
        found = services.bank.notes.get(path.note_id)
        if found is None:
            raise NotFound("There is no such concept note.")
        prerequisites = [services.bank.notes[name] for name in found.prerequisites if name in services.bank.notes]
        return render_template("note.html", note=found, prerequisites=prerequisites)

    return api
