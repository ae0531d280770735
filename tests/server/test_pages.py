"""Health, metrics, the pages, the description of the API, analysis over HTTP, and what every answer carries."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import BaseModel

from ai_engine.server.answers import (
    AnalyzeAnswer,
    ChatAnswer,
    ConversationAnswer,
    ConversationsAnswer,
    FeedbackAnswer,
    ForgottenAnswer,
    HealthAnswer,
    LearnerAnswer,
    ReadyAnswer,
)
from ai_engine.server.practice_answers import ChallengeAnswer, HintAnswer, PathAnswer, SubmissionAnswer
from ai_engine.server.v1.answers import ChatCompletionAnswer, CompletionAnswer, ModelObject, ModelsAnswer
from tests.conftest import debian
from tests.server.conftest import Server

CODE = "numbers = [1, 2, 3]\nfor number in numbers:\n    print(numbr)\n"


PAGES = {"/", "/knowledge/{note_id}", "/metrics"}


class Links(HTMLParser):
    """Collects where a page points to, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.followed: list[str] = []
        self.loaded: list[str] = []
        self.inline = 0
        self.labelled: set[str] = set()
        self.fields: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag == "a":
            self.followed.append(values["href"])
        if tag in ("script", "img") and "src" in values:
            self.loaded.append(values["src"])
        if tag == "link":
            self.loaded.append(values["href"])
        self.inline += (tag == "script" and "src" not in values) + (tag == "style") + ("style" in values)
        if tag == "label":
            self.labelled.add(values["for"])
        if tag in ("textarea", "input"):
            self.fields.add(values["id"])


def test_every_answer_carries_an_id_and_careful_headers(server: Server) -> None:
    """A sound id of the caller is kept, any other is replaced; nothing is cached, sniffed or framed."""
    for path in ("/health", "/", "/nope", "/metrics", "/openapi.json"):
        answer = server.http.get(path, headers={"X-Request-ID": "abc-1.2_3"})

        assert answer.headers["X-Request-ID"] == "abc-1.2_3"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers
    for unsound in ("a b", "x" * 129, "<script>", ""):
        given = server.http.get("/health", headers={"X-Request-ID": unsound}).headers["X-Request-ID"]
        assert re.fullmatch(r"[0-9a-f]{32}", given)


def test_health_has_the_fields_that_platforms_read(server: Server) -> None:
    """status, timestamp, version; the state of each model; the queue; the sandbox."""
    answer = server.http.get("/health")
    body = answer.json()

    assert (answer.status_code, body["status"]) == (200, "healthy")
    assert {"timestamp", "version", "models", "queue", "sandbox", "reason"} <= set(body)
    chat = body["models"]["chat"]
    assert {"name", "device", "precision", "loaded", "bytes", "last_step_age_s"} <= set(chat)
    assert chat["loaded"] is True and chat["bytes"] > 0
    assert {"code", "embedding", "sentiment"} <= set(body["models"])


def test_head_and_options(server: Server) -> None:
    """HEAD is GET without a body; OPTIONS names the methods and opens nothing to other origins."""
    head = server.http.head("/health")
    options = server.http.options(
        "/ai-tutor/chat", headers={"Origin": "http://evil", "Access-Control-Request-Method": "POST"}
    )

    assert (head.status_code, head.content) == (200, b"")
    assert options.status_code == 200 and "POST" in options.headers["Allow"]
    assert not [name for name in options.headers if name.lower().startswith("access-control")]


def test_the_host_header_is_not_trusted(server: Server) -> None:
    """It appears in no answer."""
    for path in ("/", "/nope", "/knowledge/loops", "/health/", "/openapi.json", "/conversations"):
        answer = server.http.get(path, headers={"Host": "evil.example"})

        assert "evil.example" not in answer.text + str(answer.headers)


def test_analysis_over_http(server: Server) -> None:
    """The report with the contract's fields; a syntax error is a good request; the code model is named as missing."""
    body = {"code": CODE, "challenge_context": {"entry_point": "total"}, "unknown": 1}
    analysis = server.http.post("/code/analyze", json=body).json()["analysis"]

    assert set(analysis["code_quality"]) == {"readability_score", "complexity_score", "maintainability_score"}
    assert {"time_complexity", "space_complexity", "optimization_opportunities"} <= set(analysis["performance"])
    assert analysis["findings"] and isinstance(analysis["suggestions"], list)
    assert analysis["ai_insights"]["model_used"] == "none"
    assert analysis["ai_insights"]["confidence"] == 0
    assert "init_models.py" in analysis["ai_insights"]["ai_analysis"]
    broken = server.http.post("/code/analyze", json={"code": "for i in range(3)\n    print(i)"})
    assert broken.status_code == 200
    assert broken.json()["analysis"]["syntax_errors"][0]["line"] == 1


def test_explain_adds_the_tutors_words(server: Server) -> None:
    """The program is reviewed as the tutor would; nothing is stored."""
    explained = server.http.post("/code/analyze", json={"code": CODE, "explain": True})

    assert len(explained.json()["analysis"]["explanation"]) > 20


def test_run_gives_what_the_program_printed(server: Server) -> None:
    """Where programs can be run safely: output, the exception in the learner's line; elsewhere a clear refusal."""
    level = server.http.get("/health").json()["sandbox"]["isolation"]
    answer = server.http.post("/code/analyze", json={"code": "print('hi')\n1 / 0", "run": True})
    if level == "none":
        assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, "run")
        return
    run = answer.json()["analysis"]["run"]

    assert (run["end"], run["stdout"]) == ("exception", "hi\n")
    assert (run["exception"]["type"], run["exception"]["line"]) == ("ZeroDivisionError", 2)
    endless = server.http.post("/code/analyze", json={"code": "while True: pass", "run": True}).json()
    assert endless["analysis"]["run"]["end"] == "timeout"


def test_analysis_as_sarif(server: Server) -> None:
    """Asked for by name, the same findings come in the shape that editors read."""
    headers = {"Accept": "application/sarif+json"}
    answer = server.http.post("/code/analyze", json={"code": CODE}, headers=headers)
    plain = server.http.post("/code/analyze", json={"code": CODE}).json()["analysis"]
    run = answer.json()["runs"][0]

    assert answer.headers["Content-Type"] == "application/sarif+json"
    assert (answer.json()["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [result["ruleId"] for result in run["results"]] == [finding["rule"] for finding in plain["findings"]]
    assert {result["ruleId"] for result in run["results"]} == {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == plain["findings"][0]["line"]


def test_an_unknown_language_lists_the_known_ones(server: Server) -> None:
    """So does the refusal of a personality."""
    language = server.http.post("/code/analyze", json={"code": "x", "language": "klingon"})
    personality = server.http.post("/ai-tutor/chat", json={"message": "x", "personality": "grumpy"})

    assert (language.status_code, language.json()["code"]) == (400, "unknown_language")
    assert "python" in language.text.lower()
    assert all(name in personality.json()["error"] for name in ("encouraging", "analytical", "creative", "practical"))


def test_metrics_are_prometheus_text(server: Server) -> None:
    """A standard parser reads them; an answer moves the counters; routes are labelled by rule, never by path."""
    server.http.post("/ai-tutor/chat", json={"message": "What is a loop?"})
    server.http.get("/conversations/some-id?learner_id=x")
    families = {family.name: family for family in text_string_to_metric_families(server.http.get("/metrics").text)}

    tokens = next(sample.value for sample in families["ai_engine_tokens_out"].samples if sample.name.endswith("_total"))
    assert tokens > 0
    for name in ("ai_engine_first_token_seconds", "ai_engine_gap_seconds", "ai_engine_queue_wait_seconds"):
        assert families[name].type == "histogram"
    for name in ("ai_engine_resident_bytes", "process_resident_memory_bytes", "ai_engine_queue_depth"):
        assert families[name].type == "gauge"
    routes = {sample.labels["route"] for sample in families["ai_engine_http_requests"].samples}
    assert "/conversations/<conversation_id>" in routes
    assert not [route for route in routes if "some-id" in route]


def test_the_pages_load_nothing_from_elsewhere_and_lead_somewhere(server: Server) -> None:
    """Every link and file is there, nothing stands inline (the content policy forbids it), fields have labels."""
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = server.http.get(path)
        assert answer.status_code == 200, path
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = Links()
        page.feed(answer.text)
        assert page.inline == 0
        assert page.fields <= page.labelled
        for link in page.followed + page.loaded:
            assert link.startswith(("/", "#")), link
            if link.startswith("/") and link not in seen and link not in waiting:
                waiting.append(link)

    assert {"/static/style.css", "/static/home.js", "/openapi.json", "/knowledge/loops"} <= seen


def test_the_page_shows_calls_that_work(server: Server) -> None:
    """Each curl line on the page is a request that succeeds."""
    page = server.http.get("/").text.replace("&#39;", "'").replace("&#34;", '"')
    calls = re.findall(r"curl (http\S+) -H '([^']+)' \\\s+-d '([^']+)'", page)

    assert len(calls) == 2
    for address, header, body in calls:
        name, _, value = header.partition(": ")
        answer = server.http.post(address.replace("localhost", "127.0.0.1"), content=body, headers={name: value})
        assert answer.status_code == 200


def test_the_description_of_the_api_covers_every_route(server: Server) -> None:
    """/openapi.json holds the contract's routes, with bodies, and no 422."""
    text = server.http.get("/openapi.json").text
    described: dict[str, Any] = json.loads(text)["paths"]

    for path in ("/ai-tutor/chat", "/code/analyze", "/ai-tutor/feedback", "/v1/chat/completions", "/v1/embeddings"):
        assert described[path]["post"]["requestBody"]["required"] is True
    assert {"/health", "/ready", "/metrics", "/conversations", "/conversations/{conversation_id}"} <= set(described)
    assert '"422"' not in text
    for path, methods in described.items():
        for method, operation in methods.items():
            assert path in PAGES or "content" in operation["responses"]["200"], (method, path)
    assert "application/x-ndjson" in described["/code/analyze/batch"]["post"]["responses"]["200"]["content"]


def nulls_and_references(value: Any, at: str = "") -> tuple[list[str], set[str]]:
    """Where a description holds null outside of defaults and examples, and what it refers to."""
    if value is None:
        return [at], set()
    if isinstance(value, str) and at.endswith("/$ref"):
        return [], {value}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [nulls_and_references(below, f"{at}/{name}") for name, below in items if name not in ("default", "example")]
    return [place for nulls, _ in found for place in nulls], {name for _, names in found for name in names}


def test_the_description_of_the_api_is_sound(server: Server) -> None:
    """No null where the format wants an object, and every reference leads to a schema."""
    description = server.http.get("/openapi.json").json()
    nulls, references = nulls_and_references(description)

    assert nulls == []
    assert references == {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}


def practised(http: httpx.Client) -> list[tuple[type[BaseModel], Any]]:
    """Answers about challenges and learning paths, with the models that describe them."""
    wrong, mine = {"code": "def count_vowels(text):\n    return 0\n"}, {"learner_id": "practising"}
    challenge = "/challenges/count-vowels"
    return [
        (ChallengeAnswer, http.post("/challenges/generate", json={"topic": "blockchain wizardry", **mine}).json()),
        (SubmissionAnswer, http.post(f"{challenge}/submit", json=wrong | mine).json()),
        (HintAnswer, http.post(f"{challenge}/hint", json=wrong | mine).json()),
        (HintAnswer, http.post(f"{challenge}/hint", json=wrong | mine).json()),
        (ChallengeAnswer, http.get(challenge, params=mine).json()),
        (PathAnswer, http.post("/learning-path/recommend", json={"goals": ["recursion"], **mine}).json()),
    ]


def completed(http: httpx.Client) -> list[tuple[type[BaseModel], Any]]:
    """Answers of the standard protocol, with the models that describe them."""
    asked = {"messages": [{"role": "user", "content": "What is a loop?"}]}
    return [
        (ModelsAnswer, http.get("/v1/models").json()),
        (ModelObject, http.get("/v1/models/tutor").json()),
        (ChatCompletionAnswer, http.post("/v1/chat/completions", json=asked).json()),
        (CompletionAnswer, http.post("/v1/completions", json={"prompt": "What is a loop?"}).json()),
    ]


def test_answers_are_as_they_are_described(server: Server) -> None:
    """Real answers hold exactly the fields of the models behind /openapi.json, with their types."""
    debian("bubblewrap", "bwrap")
    http, mine = server.http, {"learner_id": "described"}
    chat = http.post("/ai-tutor/chat", json={"message": "What is a loop?", **mine}).json()
    known = chat["conversation_id"]
    analysis = http.post("/code/analyze", json={"code": CODE, "explain": True, "run": True}).json()
    feedback = http.post("/ai-tutor/feedback", json={"conversation_id": known, "helpful": True, **mine}).json()
    described = [
        (ChatAnswer, chat),
        (AnalyzeAnswer, analysis),
        (FeedbackAnswer, feedback),
        (ConversationsAnswer, http.get("/conversations", params=mine).json()),
        (ConversationAnswer, http.get(f"/conversations/{known}", params=mine).json()),
        (LearnerAnswer, http.get("/learners/described").json()),
        (ForgottenAnswer, http.delete("/learners/described").json()),
        (HealthAnswer, http.get("/health").json()),
        (ReadyAnswer, http.get("/ready").json()),
        *practised(http),
        *completed(http),
    ]

    for model, answer in described:
        assert model.model_validate(answer).model_dump(exclude_unset=True) == answer


@pytest.mark.parametrize("path", ["/knowledge/loops", "/"])
def test_text_of_notes_is_escaped(server: Server, path: str) -> None:
    """A note may speak of `<` without breaking the page."""
    assert "<script>" not in server.http.get(path).text.replace("<script src", "")
