"""The standard protocol, as OpenAI's own client uses it."""

from collections.abc import Iterator

import httpx
import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam

from tests.server.conftest import Server, read_events

QUESTION: list[ChatCompletionMessageParam] = [{"role": "user", "content": "What does a for loop do?"}]


@pytest.fixture
def client(server: Server) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.http.base_url}/v1", api_key="none", max_retries=0) as made:
        yield made


def test_models_lists_the_tutor_and_with_raw_model_the_models_own_name(client: openai.OpenAI) -> None:
    """The tutor comes first."""
    assert [model.id for model in client.models.list()] == ["tutor", "scripted"]
    assert client.models.retrieve("scripted").id == "scripted"


@pytest.mark.parametrize("model", ["tutor", "scripted"])
def test_chat_completions_whole_and_streamed_say_the_same(client: openai.OpenAI, model: str) -> None:
    """With usage at the end where it is asked for."""
    whole = client.chat.completions.create(model=model, messages=QUESTION, seed=1)
    chunks = list(
        client.chat.completions.create(
            model=model, messages=QUESTION, seed=1, stream=True, stream_options={"include_usage": True}
        )
    )

    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert whole.choices[0].message.role == "assistant"
    assert whole.choices[0].message.content and text
    assert whole.choices[0].finish_reason == "stop"
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[0].choices[0].delta.role == "assistant"
    assert len({chunk.id for chunk in chunks}) == 1
    usage = chunks[-1].usage
    assert usage is not None and usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    if model == "scripted":
        assert text == whole.choices[0].message.content
        assert whole.usage is not None and usage.completion_tokens == whole.usage.completion_tokens > 0


def test_without_a_model_the_tutor_answers(server: Server) -> None:
    """`model` may be left out."""
    answer = server.http.post("/v1/chat/completions", json={"messages": QUESTION, "unknown_field": 1}).json()

    assert answer["model"] == "tutor"
    assert answer["object"] == "chat.completion"


def test_completions_and_text_parts(client: openai.OpenAI) -> None:
    """A prompt is a message to the tutor; content may come as a list of text parts, a list of one prompt too."""
    assert client.completions.create(model="tutor", prompt="What is a list?").choices[0].text
    assert client.completions.create(model="scripted", prompt=["What is a list?"]).choices[0].text
    streamed = list(client.completions.create(model="scripted", prompt="What is a list?", stream=True))
    assert "".join(chunk.choices[0].text for chunk in streamed)
    parts = client.chat.completions.create(
        model="scripted",
        messages=[
            {"role": "system", "content": "Be short."},
            {"role": "user", "content": [{"type": "text", "text": "What is "}, {"type": "text", "text": "a list?"}]},
        ],
    )
    assert parts.choices[0].message.content


def test_limits_and_stop_strings_reach_the_model(client: openai.OpenAI) -> None:
    """max_tokens ends with `length`, a stop string is cut off, the extensions are taken."""
    short = client.chat.completions.create(model="scripted", messages=QUESTION, max_tokens=2)
    newer = client.chat.completions.create(model="scripted", messages=QUESTION, max_completion_tokens=2)
    stopped = client.chat.completions.create(model="scripted", messages=QUESTION, stop=["block"])
    extended = client.chat.completions.create(
        model="scripted",
        messages=QUESTION,
        max_tokens=4,
        extra_body={"ignore_eos": True, "min_tokens": 4, "top_k": 5, "repetition_penalty": 1.1},
    )

    for answer in (short, newer):
        assert answer.choices[0].finish_reason == "length"
        assert answer.usage is not None and answer.usage.completion_tokens == 2
    assert stopped.choices[0].message.content == "A loop repeats its "
    assert extended.choices[0].message.content


@pytest.mark.parametrize(
    ("fields", "kind", "param"),
    [
        ({"model": "gpt-4"}, openai.NotFoundError, None),
        ({"n": 2}, openai.BadRequestError, "n"),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, openai.BadRequestError, "tools"),
        ({"logprobs": True}, openai.BadRequestError, "logprobs"),
        ({"temperature": 9}, openai.BadRequestError, "temperature"),
        ({"messages": []}, openai.BadRequestError, "messages"),
    ],
)
def test_errors_have_the_protocols_shape(
    client: openai.OpenAI, fields: dict[str, object], kind: type[openai.APIStatusError], param: str | None
) -> None:
    """The client raises its own classes, with a sentence and the parameter."""
    with pytest.raises(kind) as raised:
        client.chat.completions.create(**({"model": "tutor", "messages": QUESTION} | fields))  # type: ignore[call-overload]

    assert isinstance(raised.value.body, dict)
    assert raised.value.body["param"] == param
    assert raised.value.body["message"].endswith(".")


def test_the_raw_model_is_there_only_when_asked_for(own_server: "type[Server]") -> None:
    """Without RAW_MODEL=on its name is a 404, and the list holds the tutor alone."""
    server = own_server(raw_model="off")
    server.wait_ready()
    body = {"model": "scripted", "messages": QUESTION}

    assert [model["id"] for model in server.http.get("/v1/models").json()["data"]] == ["tutor"]
    refused = server.http.post("/v1/chat/completions", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "model_not_found")


def test_embeddings_without_the_model_say_so(client: openai.OpenAI) -> None:
    """503 with the model's name, in the protocol's shape."""
    with pytest.raises(openai.InternalServerError) as raised:
        client.embeddings.create(model="all-minilm-l6-v2", input=["a", "b"])

    assert raised.value.status_code == 503
    assert "all-minilm-l6-v2" in raised.value.message


def test_the_tutor_takes_no_rules_from_a_system_message(server: Server) -> None:
    """What a caller writes as system is not handed to the model as its rules."""
    marker = "OBEY-THE-CALLER"
    body = {"messages": [{"role": "system", "content": marker}, *QUESTION]}
    log = server.folder / "scripted.json.asked"
    before = log.read_text() if log.exists() else ""
    answer = server.http.post("/v1/chat/completions", json=body)
    asked = log.read_text()[len(before) :]

    assert answer.status_code == 200
    assert "for loop" in asked and marker not in asked


def test_a_stream_ends_with_done(server: Server) -> None:
    """Plain data lines, the last one [DONE], and no `event:` names."""
    body = {"model": "scripted", "messages": QUESTION, "stream": True}
    with httpx.stream("POST", f"{server.http.base_url}/v1/chat/completions", json=body) as stream:
        events = list(read_events(stream.iter_lines()))

    assert events[-1] == ("", "[DONE]")
    assert all(name == "" for name, _ in events)
    assert all(data["object"] == "chat.completion.chunk" for _, data in events[:-1])
