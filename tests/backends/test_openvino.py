"""The openvino backend on a tiny real IR, built by the test."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from ai_engine.errors import BadInput, ModelMissing
from ai_engine.inference.backends.openvino import OpenVinoBackend, import_genai, open_pipeline, weights_group
from ai_engine.inference.options import EngineOptions
from ai_engine.inference.protocol import Chunk, GenerationRequest, Message, Sampling
from tests.backends.tiny_ir import write_openvino

GREEDY = Sampling(max_tokens=24, temperature=0, ignore_eos=True)
PROMPT = "Why does my list index run out of range? "


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_openvino(tmp_path_factory.mktemp("ir"))


@pytest.fixture(scope="module")
def shared(folder: Path) -> OpenVinoBackend:
    return load(folder)


@pytest.fixture
def backend(shared: OpenVinoBackend) -> OpenVinoBackend:
    assert not shared.has_work()
    return shared


def load(folder: Path, **options: int) -> OpenVinoBackend:
    backend = OpenVinoBackend(
        EngineOptions("openvino", "tiny", folder=str(folder), **{"kv_cache_tokens": 16_384} | options),
        lambda phase: None,
    )
    backend.load()
    return backend


def run(backend: OpenVinoBackend, *requests: GenerationRequest) -> dict[str, list[Chunk]]:
    for request in requests:
        backend.start(request)
    answers: dict[str, list[Chunk]] = defaultdict(list)
    while backend.has_work():
        for chunk in backend.step():
            answers[chunk.id].append(chunk)
    return answers


def say(backend: OpenVinoBackend, prompt: str, sampling: Sampling = GREEDY) -> str:
    return text(run(backend, GenerationRequest("one", prompt=prompt, sampling=sampling))["one"])


def text(chunks: list[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks)


def test_an_answer_streams_and_ends_once(backend: OpenVinoBackend) -> None:
    """Tokens come one a step; the last chunk alone has finish and usage."""
    chunks = run(backend, GenerationRequest("a", prompt=PROMPT, sampling=GREEDY))["a"]

    assert len(chunks) == 24
    assert [chunk.finish for chunk in chunks] == [None] * 23 + ["length"]
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == 24
    assert chunks[-1].usage.prompt_tokens == len(backend._encoder.encode(GenerationRequest("", prompt=PROMPT)))


def test_requests_of_different_lengths_run_together(backend: OpenVinoBackend) -> None:
    """Each of many requests at once gets as many tokens as it asked for."""
    requests = [
        GenerationRequest(f"r{n}", prompt=PROMPT * (n + 1), sampling=replace(GREEDY, max_tokens=3 + n))
        for n in range(10)
    ]

    answers = run(backend, *requests)

    assert [answers[f"r{n}"][-1].usage.completion_tokens for n in range(10)] == [3 + n for n in range(10)]  # type: ignore[union-attr]


def test_random_cancels_harm_no_neighbour(backend: OpenVinoBackend) -> None:
    """Over many random cancels, in prefill and decode, who isn't cancelled gets all its tokens, and no block leaks."""
    rng, alive, done = random.Random(3), set[str](), dict[str, int]()
    for number in range(120):
        name = f"n{number}"
        prompt = f"{number} " + PROMPT * rng.randrange(1, 20)
        backend.start(GenerationRequest(name, prompt=prompt, sampling=replace(GREEDY, max_tokens=8)))
        alive.add(name)
        for _ in range(rng.randrange(4)):
            for chunk in backend.step():
                assert chunk.id in alive
                done[chunk.id] = done.get(chunk.id, 0) + chunk.tokens
                if chunk.finish:
                    alive.discard(chunk.id)
        if alive and rng.random() < 0.5:
            gone = rng.choice(sorted(alive))
            backend.cancel(gone)
            alive.discard(gone)
            done.pop(gone, None)
    while backend.has_work():
        for chunk in backend.step():
            done[chunk.id] = done.get(chunk.id, 0) + chunk.tokens
            if chunk.finish:
                alive.discard(chunk.id)

    assert not alive
    assert set(done.values()) == {8}
    assert not backend._jobs
    assert backend.stats().running == 0


def test_a_cancel_frees_everything_within_one_step(backend: OpenVinoBackend) -> None:
    """One step after a cancel in mid-answer the pipeline holds nothing of the request."""
    backend.start(GenerationRequest("long", prompt=PROMPT, sampling=replace(GREEDY, max_tokens=400)))
    backend.step()
    backend.cancel("long")
    assert backend.stats().running == 0

    assert backend.step() == []
    assert not backend.has_work()


def test_a_long_prompt_is_read_in_chunks(backend: OpenVinoBackend) -> None:
    """A prompt of more than a chunk takes a silent step first, in which it can be cancelled."""
    prompt = "unseen " + PROMPT * 20
    assert 256 < len(backend._encoder.encode(GenerationRequest("", prompt=prompt))) < 512
    backend.start(GenerationRequest("long", prompt=prompt, sampling=GREEDY))

    assert backend.step() == []
    backend.cancel("long")
    assert [chunk for chunk in backend.step() if chunk.id == "long"] == []
    assert not backend.has_work()


def test_the_second_turn_counts_what_was_cached(folder: Path) -> None:
    """A prompt that begins as an earlier one did reports whole blocks of it as cached; another prompt reports none."""
    backend = load(folder)
    say(backend, PROMPT * 10)

    again = run(backend, GenerationRequest("b", prompt=PROMPT * 10 + "And then?", sampling=GREEDY))["b"][-1].usage
    other = run(backend, GenerationRequest("c", prompt="No. " + PROMPT * 10, sampling=GREEDY))["c"][-1].usage

    assert again is not None
    assert other is not None
    assert again.cached_tokens >= 64
    assert again.cached_tokens % 32 == 0
    assert other.cached_tokens == 0


def test_same_seed_same_text(backend: OpenVinoBackend) -> None:
    """A seed fixes the text; another seed, or none, gives another."""
    warm = Sampling(max_tokens=24, temperature=1.0, top_p=0.95, top_k=50, ignore_eos=True)

    assert say(backend, PROMPT, replace(warm, seed=7)) == say(backend, PROMPT, replace(warm, seed=7))
    assert say(backend, PROMPT, replace(warm, seed=7)) != say(backend, PROMPT, replace(warm, seed=8))
    assert say(backend, PROMPT, warm) != say(backend, PROMPT, warm)


def test_stop_string_ends_the_text_before_it(backend: OpenVinoBackend) -> None:
    """Nothing of a stop string is shown, the finish is `stop`, and generation ends."""
    whole = say(backend, PROMPT)
    stop = whole[8:11]

    chunks = run(backend, GenerationRequest("s", prompt=PROMPT, sampling=replace(GREEDY, stop=(stop,))))["s"]

    assert text(chunks) == whole[: whole.index(stop)]
    assert chunks[-1].finish == "stop"


def test_the_end_token_ends_with_stop(backend: OpenVinoBackend) -> None:
    """Without ignore_eos an answer ends at the model's end token; min_tokens keeps it from coming too early."""
    hot = Sampling(max_tokens=300, temperature=1e6)
    requests = [GenerationRequest(str(n), prompt=PROMPT, sampling=replace(hot, seed=n)) for n in range(30)]
    patient = [GenerationRequest(r.id, prompt=PROMPT, sampling=replace(r.sampling, min_tokens=299)) for r in requests]

    ended = [chunks[-1] for chunks in run(backend, *requests).values()]
    waited = [chunks[-1] for chunks in run(backend, *patient).values()]

    assert any(chunk.finish == "stop" and chunk.usage and chunk.usage.completion_tokens < 290 for chunk in ended)
    assert all(chunk.usage and chunk.usage.completion_tokens >= 299 for chunk in waited)


def test_too_long_a_prompt_is_refused_with_its_length(backend: OpenVinoBackend) -> None:
    """The refusal says how many tokens there are, and the pipeline never sees the request."""
    count = len(backend._encoder.encode(GenerationRequest("", prompt=PROMPT * 60)))

    with pytest.raises(BadInput, match=f"{count:,} tokens"):
        backend.start(GenerationRequest("long", prompt=PROMPT * 60))
    assert not backend.has_work()


def test_an_answer_ends_where_the_context_does(backend: OpenVinoBackend) -> None:
    """max_tokens is clipped to the room that the prompt leaves."""
    usage = run(backend, GenerationRequest("n", prompt=PROMPT, sampling=replace(GREEDY, max_tokens=9_999)))["n"][
        -1
    ].usage

    assert usage is not None
    assert usage.prompt_tokens + usage.completion_tokens == 512


@pytest.mark.parametrize("wrong", [{"repetition_penalty": -1.0}, {"presence_penalty": 9.0}, {"top_p": 1.5}])
def test_an_impossible_parameter_is_bad_input(backend: OpenVinoBackend, wrong: dict[str, float]) -> None:
    """A parameter that GenAI refuses is the caller's mistake, and harms nobody else."""
    with pytest.raises(BadInput):
        backend.start(GenerationRequest("w", prompt=PROMPT, sampling=replace(Sampling(), **wrong)))  # type: ignore[arg-type]
    assert not backend.has_work()


@pytest.mark.parametrize("odd", [{"top_p": 0.0}, {"top_k": -1}, {"top_k": 1}, {"temperature": 0.0, "top_k": 5}])
def test_parameters_at_their_ends_are_taken(backend: OpenVinoBackend, odd: dict[str, float]) -> None:
    """Values that other servers take for "off" or for greedy work here too."""
    sampling = replace(Sampling(max_tokens=4, ignore_eos=True), **odd)  # type: ignore[arg-type]

    assert say(backend, PROMPT, sampling)


def test_chat_messages_go_through_the_template(backend: OpenVinoBackend) -> None:
    """A chat is counted and answered as its template writes it."""
    messages = (Message("system", "Be kind."), Message("user", "What is a loop?"))

    usage = run(backend, GenerationRequest("chat", messages=messages, sampling=GREEDY))["chat"][-1].usage

    assert usage is not None
    assert usage.prompt_tokens == backend.count_tokens(messages)


def test_a_folder_without_weights_says_so(tmp_path: Path, folder: Path) -> None:
    """A missing IR is a set-up error with what to do, not a crash."""
    for name in ("tokenizer.json", "tokenizer_config.json", "config.json"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())

    with pytest.raises(ModelMissing, match=r"openvino_model\.xml"):
        load(tmp_path)


def test_the_size_of_the_weights_groups_is_read_from_the_export(folder: Path, tmp_path: Path) -> None:
    """An IR whose record names its weights' groups loads with activations in groups as large; one without, as ever."""
    grouped = tmp_path / "grouped"
    shutil.copytree(folder, grouped)
    ir = grouped / "openvino_model.xml"
    record = '<nncf><weight_compression><group_size value="64" /></weight_compression></nncf></rt_info>\n</net>'
    ir.write_text(re.sub(r"</rt_info>\s*</net>", record, ir.read_text()))
    genai, tensor = import_genai()

    pipeline = open_pipeline(genai, grouped, 2_048, 2, "f32")
    handle = pipeline.add_request(0, tensor([[5, 6, 7]]), genai.GenerationConfig(max_new_tokens=2, ignore_eos=True))
    while pipeline.has_non_finished_requests():
        pipeline.step()

    assert handle.can_read()
    assert weights_group(grouped) == 64
    assert weights_group(folder) == 0


def test_openvino_brings_no_telemetry() -> None:
    """With the engine's way of importing OpenVINO, its telemetry package is never loaded: nothing can be sent."""
    program = (
        "import sys\n"
        "from ai_engine.inference.backends.openvino import import_genai\n"
        "import_genai()\n"
        "import openvino.tools.ovc.telemetry_utils as used\n"
        "assert used.tm.__name__ == 'openvino.tools.ovc.telemetry_stub', used.tm\n"
        "assert not [name for name in sys.modules if name.startswith('openvino_telemetry') and sys.modules[name]]\n"
    )

    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=dict(os.environ))

    assert result.returncode == 0, result.stderr
