"""The app factory: it only assembles."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_openapi3 import Info, OpenAPI

from ai_engine import __version__
from ai_engine.server.analyze import analyze_routes
from ai_engine.server.batch import batch_routes
from ai_engine.server.challenges import challenge_routes
from ai_engine.server.chat import chat_routes
from ai_engine.server.conversations import conversation_routes
from ai_engine.server.description import ErrorAnswer
from ai_engine.server.errors import invalid, register_errors
from ai_engine.server.health import health_routes
from ai_engine.server.home import home_routes
from ai_engine.server.json_body import ApiRequest
from ai_engine.server.learners import learner_routes
from ai_engine.server.learning_path import learning_path_routes
from ai_engine.server.metrics import Metrics, metrics_routes
from ai_engine.server.request_context import register_request_context
from ai_engine.server.services import Services
from ai_engine.server.v1.embeddings import embedding_routes
from ai_engine.server.v1.routes import standard_routes
from ai_engine.settings import Settings


class _Json(DefaultJSONProvider):
    """Fields in the order they are written, text as it is."""

    sort_keys = False
    ensure_ascii = False
    compact = True


class _App(OpenAPI):
    request_class = ApiRequest
    json_provider_class = _Json


def create_app(settings: Settings, services: Services) -> Flask:
    """The WSGI application. Nothing is started here: the server's worker calls `services.start()` after its fork."""
    app = _App(
        "ai_engine.server",
        info=Info(title="AI engine", version=__version__, description="An offline tutor and analyser of code."),
        doc_ui=False,
        security_schemes={},  # left out, it becomes a null in the description, which no validator takes
        validation_error_callback=invalid,
        validation_error_status=400,
        validation_error_model=ErrorAnswer,
    )
    app.config["MAX_BODY_BYTES"] = settings.max_body_bytes
    # Redirects would carry the Host header, which nobody has checked, into the answer.
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    metrics = Metrics(services)
    register_request_context(app, metrics.observe_request)
    register_errors(app)
    for routes in (
        chat_routes,
        analyze_routes,
        batch_routes,
        conversation_routes,
        learner_routes,
        challenge_routes,
        learning_path_routes,
        health_routes,
        home_routes,
        standard_routes,
        embedding_routes,
    ):
        app.register_api(routes(services))
    app.register_api(metrics_routes(metrics))
    app.add_url_rule("/openapi.json", "openapi", lambda: app.api_doc)
    return app
