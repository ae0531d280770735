"""The transformers backend on a tiny real Llama."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ai_engine.errors import BadInput
from ai_engine.inference.backends.transformers import TransformersBackend
from ai_engine.inference.options import EngineOptions
from ai_engine.inference.protocol import Chunk, GenerationRequest, Message, Sampling
from ai_engine.models import ModelLoader
from tests.backends.tiny import write_llama

GREEDY = Sampling(max_tokens=24, temperature=0, ignore_eos=True)
PROMPT = "Why does my list index run out of range? "


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_llama(tmp_path_factory.mktemp("llama"))


@pytest.fixture(scope="module", autouse=True)
def full_precision() -> Iterator[None]:
    """Texts are compared token for token, which takes float32: half precision rounds by the batch's shape."""
    ModelLoader.reset()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ai_engine.models.loader.pick_dtype", lambda device, large: torch.float32)
        yield
    ModelLoader.reset()


@pytest.fixture(scope="module")
def shared(full_precision: None, folder: Path) -> TransformersBackend:
    return load(folder)


@pytest.fixture
def backend(shared: TransformersBackend) -> TransformersBackend:
    assert not shared.has_work()
    return shared


def load(folder: Path, **options: int) -> TransformersBackend:
    backend = TransformersBackend(
        EngineOptions("transformers", "tiny", folder=str(folder), device="cpu", **{"kv_cache_tokens": 4096} | options),
        lambda phase: None,
    )
    backend.load()
    torch.set_num_threads(1)  # a tiny model gains nothing from a second core, and loses much when that is busy
    return backend


def run(backend: TransformersBackend, *requests: GenerationRequest) -> dict[str, list[Chunk]]:
    for request in requests:
        backend.start(request)
    answers: dict[str, list[Chunk]] = defaultdict(list)
    while backend.has_work():
        for chunk in backend.step():
            answers[chunk.id].append(chunk)
    return answers


def say(backend: TransformersBackend, prompt: str, sampling: Sampling = GREEDY) -> str:
    return text(run(backend, GenerationRequest("one", prompt=prompt, sampling=sampling))["one"])


def text(chunks: list[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks)


def by_library(backend: TransformersBackend, folder: Path, prompt: str, count: int) -> str:
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder)
    ids = backend._encoder.encode(GenerationRequest("", prompt=prompt))
    with torch.inference_mode():
        output = model.generate(
            torch.tensor([ids]), max_new_tokens=count, min_new_tokens=count, do_sample=False, pad_token_id=0
        )
    return backend._encoder.decode(output[0, len(ids) :].tolist())


def test_greedy_text_is_the_library_s_own(backend: TransformersBackend, folder: Path) -> None:
    """Greedy text equals transformers' generate, which bans eos where we pass over it, token for token."""
    ours = say(backend, PROMPT, replace(GREEDY, min_tokens=24))

    assert ours == by_library(backend, folder, PROMPT, 24)


def test_neighbours_change_nothing(backend: TransformersBackend) -> None:
    """Requests that run together say what each says alone, seeded or greedy, whatever their lengths."""
    requests = [
        GenerationRequest(
            f"r{n}",
            prompt=PROMPT * (n + 1),
            sampling=Sampling(max_tokens=5 + 3 * n, temperature=0.8 * (n % 2), seed=n, ignore_eos=True),
        )
        for n in range(5)
    ]
    alone = {r.id: say(backend, r.prompt or "", r.sampling) for r in requests}

    together = run(backend, *requests)

    assert {name: text(chunks) for name, chunks in together.items()} == alone


def test_prompts_are_read_in_bounded_chunks(folder: Path) -> None:
    """No step computes more prompt tokens than the chunk; a long prompt takes several silent steps."""
    backend = load(folder)
    backend._chunk = 16
    backend.start(GenerationRequest("long", prompt=PROMPT * 4, sampling=GREEDY))
    silent, job = 0, backend._waiting[0]
    while not backend.step():
        silent += 1
        assert job.computed <= 16 * silent

    assert silent == (job.prompt_tokens - 1) // 16


def test_chunked_prompt_gives_the_same_text(folder: Path, backend: TransformersBackend) -> None:
    """Where the chunks end changes nothing of the answer."""
    chunked = load(folder)
    chunked._chunk = 7

    assert say(chunked, PROMPT * 3) == say(backend, PROMPT * 3)


def test_cancel_in_prefill_and_decode(folder: Path) -> None:
    """A cancelled request says nothing more, its blocks are free at once, and its neighbour's text is unharmed."""
    backend = load(folder)
    expected = say(backend, PROMPT)
    used = backend._blocks.available
    backend._chunk = 8
    backend.start(GenerationRequest("stays", prompt=PROMPT, sampling=GREEDY))
    backend.start(GenerationRequest("decoding", prompt=PROMPT, sampling=GREEDY))
    seen: list[Chunk] = []
    while not any(chunk.id == "decoding" for chunk in seen):
        seen += backend.step()
    backend.start(GenerationRequest("prefilling", prompt=PROMPT[::-1] * 3, sampling=GREEDY))
    seen += backend.step()
    backend.cancel("decoding")
    backend.cancel("prefilling")
    backend.cancel("unknown")
    after: list[Chunk] = []
    while backend.has_work():
        after += backend.step()

    assert {chunk.id for chunk in after} == {"stays"}
    assert text([chunk for chunk in seen + after if chunk.id == "stays"]) == expected
    assert backend._blocks.available == used


def test_second_turn_reuses_the_first(folder: Path) -> None:
    """A prompt that begins as an earlier one did is read from the cache, and answers as it would cold."""
    cold = say(load(folder), PROMPT * 3 + "And then?")
    backend = load(folder)
    say(backend, PROMPT * 3)

    chunks = run(backend, GenerationRequest("two", prompt=PROMPT * 3 + "And then?", sampling=GREEDY))["two"]

    assert text(chunks) == cold
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.cached_tokens >= 16


def test_cache_is_reached_by_equal_beginnings_only(folder: Path) -> None:
    """A prompt that shares all but its first word with an earlier one takes nothing from the cache."""
    backend = load(folder)
    say(backend, "Mine: " + PROMPT * 3)

    chunks = run(backend, GenerationRequest("two", prompt="Thine: " + PROMPT * 3, sampling=GREEDY))["two"]

    assert chunks[-1].usage is not None
    assert chunks[-1].usage.cached_tokens == 0


def test_full_pool_makes_requests_wait(folder: Path) -> None:
    """With room for one answer only, three are answered one after another, alike."""
    backend = load(folder, kv_cache_tokens=128)

    answers = run(
        backend, *(GenerationRequest(str(n), prompt=PROMPT, sampling=replace(GREEDY, max_tokens=60)) for n in range(3))
    )

    assert len({text(chunks) for chunks in answers.values()}) == 1
    assert len(answers) == 3


def test_same_seed_same_text(backend: TransformersBackend) -> None:
    """A seed fixes the text; another seed gives another."""
    warm = Sampling(max_tokens=24, temperature=1.0, top_p=0.95, top_k=50, ignore_eos=True)

    assert say(backend, PROMPT, replace(warm, seed=7)) == say(backend, PROMPT, replace(warm, seed=7))
    assert say(backend, PROMPT, replace(warm, seed=7)) != say(backend, PROMPT, replace(warm, seed=8))


def test_stop_string_ends_the_text_before_it(backend: TransformersBackend) -> None:
    """Nothing of a stop string is shown, and the finish is `stop`."""
    whole = say(backend, PROMPT)
    stop = whole[8:11]

    chunks = run(backend, GenerationRequest("s", prompt=PROMPT, sampling=replace(GREEDY, stop=(stop,))))["s"]

    assert text(chunks) == whole[: whole.index(stop)]
    assert chunks[-1].finish == "stop"


def test_max_tokens_ends_with_length(backend: TransformersBackend) -> None:
    """The answer has max_tokens tokens at most, and usage counts them."""
    chunks = run(backend, GenerationRequest("n", prompt=PROMPT, sampling=replace(GREEDY, max_tokens=9)))["n"]

    assert chunks[-1].finish == "length"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == sum(chunk.tokens for chunk in chunks) == 9


def test_max_tokens_is_clipped_to_the_context(backend: TransformersBackend) -> None:
    """An answer ends where the context does."""
    chunks = run(backend, GenerationRequest("n", prompt=PROMPT, sampling=replace(GREEDY, max_tokens=10_000)))["n"]

    usage = chunks[-1].usage
    assert usage is not None
    assert usage.prompt_tokens + usage.completion_tokens == backend.stats().context_tokens == 256


def test_too_long_a_prompt_is_refused_with_its_length(backend: TransformersBackend) -> None:
    """The refusal says how many tokens there are, and nothing of it stays behind."""
    count = len(backend._encoder.encode(GenerationRequest("", prompt=PROMPT * 30)))

    with pytest.raises(BadInput, match=f"{count:,} tokens"):
        backend.start(GenerationRequest("long", prompt=PROMPT * 30))
    assert not backend.has_work()


def test_repetition_penalty_keeps_tokens_from_returning(backend: TransformersBackend) -> None:
    """A strong frequency penalty makes a greedy text say fewer tokens twice."""

    def distinct(sampling: Sampling) -> int:
        job_tokens = backend._encoder.encode(GenerationRequest("", prompt="x" + say(backend, PROMPT, sampling)))
        return len(set(job_tokens))

    plain = replace(GREEDY, max_tokens=60)

    assert distinct(replace(plain, frequency_penalty=2.0)) >= distinct(plain)
    assert say(backend, PROMPT, replace(plain, repetition_penalty=1.8)) != say(backend, PROMPT, plain)


def test_chat_messages_go_through_the_template(backend: TransformersBackend) -> None:
    """A chat is counted and answered as its template writes it."""
    messages = (Message("system", "Be kind."), Message("user", "What is a loop?"))

    chunks = run(backend, GenerationRequest("chat", messages=messages, sampling=GREEDY))["chat"]

    assert chunks[-1].usage is not None
    assert chunks[-1].usage.prompt_tokens == backend.count_tokens(messages)
