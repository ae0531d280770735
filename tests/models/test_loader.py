"""ModelLoader with tiny real models: one load for sixteen threads, the right precision, no network."""

import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from ai_engine.errors import BackendFailed, BadSetting, ModelMissing, UnknownName
from ai_engine.models import ModelLoader, ModelStore, registry
from ai_engine.models.cores import usable_cores
from ai_engine.models.devices import has_gpu, may_have_gpu, pick_device, pick_dtype
from ai_engine.models.fill import take_folder
from ai_engine.models.progress import Progress
from ai_engine.settings import Settings
from tests.backends.tiny import write_code_model, write_llama, write_sentiment_model
from tests.models.conftest import ROOT
from tests.processes import PATIENCE_S


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a tiny Llama, T5 and DistilBERT under the default names."""
    base = tmp_path_factory.mktemp("loader")
    store = ModelStore(base / "store")
    made = {
        "tinyllama": write_llama(base / "llama"),
        "codet5-small": write_code_model(base / "t5"),
        "distilbert-sst2": write_sentiment_model(base / "mood"),
    }
    with store.lock():
        for name, folder in made.items():
            take_folder(store, folder, registry.resolve(name), None, Progress(quiet=True))
    return store.root


@pytest.fixture
def settings(filled: Path) -> Settings:
    return Settings(_env_file=None, model_cache_dir=filled, device="cpu", keep_alive_s=60)


@pytest.fixture
def loader(settings: Settings) -> Iterator[ModelLoader]:
    """The loader of a fresh process."""
    ModelLoader.reset()
    yield ModelLoader(settings)
    ModelLoader.reset()


def test_there_is_one_loader(loader: ModelLoader, settings: Settings) -> None:
    """However it is asked for, and from sixteen threads, it is the same object."""
    found: list[ModelLoader] = []
    threads = [threading.Thread(target=lambda: found.append(ModelLoader())) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {id(each) for each in found} == {id(loader)} == {id(ModelLoader.instance(settings))}


def test_a_llama_chats(loader: ModelLoader) -> None:
    """The tokenizer's chat template and the model work together; greedy text is the same twice."""
    loaded = loader.load_chat()
    prompt = loaded.tokenizer.apply_chat_template(
        [{"role": "user", "content": "What is a loop?"}], add_generation_prompt=True, return_tensors="pt"
    )
    first, second = (loaded.model.generate(**prompt, max_new_tokens=5, do_sample=False) for _ in range(2))

    assert first.shape[1] > prompt["input_ids"].shape[1] and torch.equal(first, second)
    assert (loaded.name, loaded.device, loaded.model.training) == ("tinyllama", "cpu", False)


def test_a_t5_fills_a_mask(loader: ModelLoader) -> None:
    """The code model is an encoder-decoder with its tokenizer, and its tied embeddings are tied."""
    loaded = loader.load_code()
    batch = loaded.tokenizer("def f(): return <extra_id_0>", return_tensors="pt")
    output = loaded.model.generate(**batch, max_new_tokens=4)

    assert output.shape[0] == 1
    assert loaded.model.shared.weight.data_ptr() == loaded.model.encoder.embed_tokens.weight.data_ptr()


def test_a_sentiment_model_has_two_labels(loader: ModelLoader) -> None:
    """The classifier comes with its head."""
    loaded = loader.load_sentiment()
    logits = loaded.model(**loaded.tokenizer("i am stuck", return_tensors="pt")).logits

    assert logits.shape == (1, 2)


def test_real_embeddings_know_what_is_alike(loader: ModelLoader, minilm: Path) -> None:
    """The published all-MiniLM-L6-v2, used where it lies, puts two questions on loops nearer than one on strings."""
    loaded = loader.load_embedding(str(minilm))
    texts = ["How do I repeat something ten times?", "My for loop never ends", "How do I join two strings?"]
    batch = loaded.tokenizer(texts, padding=True, return_tensors="pt")
    with torch.inference_mode():
        hidden = loaded.model(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1)
    vectors = torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=-1)

    assert float(vectors[0] @ vectors[1]) > float(vectors[0] @ vectors[2])
    assert loaded.precision == "float32" and 85e6 < loaded.bytes < 95e6


def test_sixteen_threads_load_once(loader: ModelLoader) -> None:
    """All get the same object, and one model's weights lie in memory."""
    barrier, found = threading.Barrier(16), []

    def ask() -> None:
        barrier.wait()
        found.append(loader.load_code())

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 16 and len({id(each.model) for each in found}) == 1


def test_state_and_bytes_are_told(loader: ModelLoader) -> None:
    """Tied weights count once; a model that couldn't be loaded says why."""
    loaded = loader.load_chat()
    with pytest.raises(ModelMissing):
        loader.load_embedding()
    states = {state.name: state for state in loader.state()}
    weights = sum(p.numel() * p.element_size() for p in loaded.model.parameters())

    assert states["tinyllama"].state == "ready" and states["tinyllama"].bytes >= weights
    assert states["tinyllama"].precision == loaded.precision
    assert states["all-minilm-l6-v2"].state == "failed" and "init_models.py" in states["all-minilm-l6-v2"].error


def test_a_model_idle_past_its_keep_alive_is_freed(loader: ModelLoader) -> None:
    """tick frees small models after KEEP_ALIVE_S, leaves the chat model, and the next call loads anew."""
    loader.load_chat()
    code = loader.load_code()
    memory = weakref.ref(code.model)
    used = threading.TIMEOUT_MAX  # far beyond any keep-alive
    assert loader.tick(now=0) == []
    del code

    assert loader.tick(now=used) == ["codet5-small"]
    assert memory() is None
    assert {state.name: state.state for state in loader.state()} == {"tinyllama": "ready", "codet5-small": "freed"}
    assert loader.load_code().model is not None


def test_keep_alive_zero_keeps(settings: Settings) -> None:
    """KEEP_ALIVE_S=0 means for ever."""
    ModelLoader.reset()
    loader = ModelLoader(settings.model_copy(update={"keep_alive_s": 0}))
    loader.load_code()

    assert loader.tick(now=threading.TIMEOUT_MAX) == []
    ModelLoader.reset()


def test_release_frees_at_once_and_whoever_holds_it_goes_on(loader: ModelLoader) -> None:
    """A model in use survives its release; releasing what isn't loaded says so."""
    held = loader.load_code()
    assert loader.release("codet5-small") is True
    assert loader.release("codet5-small") is False
    ids = held.tokenizer("x = 1", return_tensors="pt").input_ids

    assert held.model.generate(ids, max_new_tokens=2).shape[0] == 1
    assert loader.load_code().model is not held.model


def test_damaged_weights_are_a_failure_in_words(loader: ModelLoader, filled: Path, tmp_path: Path) -> None:
    """Weights that aren't the model's end in BackendFailed, without a path, and a later good load still works."""
    bad = tmp_path / "bad"
    bad.mkdir()
    for path in (filled / "codet5-small" / "transformers").iterdir():
        (bad / path.name).write_bytes(path.read_bytes())
    (bad / "model.safetensors").write_bytes(b"\0" * 1_000)
    with pytest.raises(BackendFailed) as caught:
        loader.load_code(str(bad))

    assert str(tmp_path) not in caught.value.message
    assert loader.load_code().kind == "code"


def test_an_unknown_name_is_named(loader: ModelLoader) -> None:
    """A name that means nothing lists the known ones."""
    with pytest.raises(UnknownName, match="tinyllama"):
        loader.load_chat("no-such-model")


def test_torch_uses_the_cores_that_are_ours(loader: ModelLoader) -> None:
    """Loading sets torch's threads to the usable cores."""
    torch.set_num_threads(1)
    loader.load_code()

    assert torch.get_num_threads() == usable_cores()


GUARD = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        sys.stderr.write(f"NETWORK {event} {arguments}"); sys.stderr.flush()
        import os; os._exit(99)
sys.addaudithook(refuse)
EARLY
from ai_engine.models import ModelLoader
loader = ModelLoader.instance()
for load in (loader.load_chat, loader.load_code, loader.load_sentiment):
    load()
try:
    loader.load_embedding()
except Exception as error:
    print(type(error).__name__)
try:
    loader.load_chat("acme/not-here")
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize("early", ["", "import huggingface_hub, transformers"])
def test_loading_never_touches_the_network(filled: Path, tmp_path: Path, early: str) -> None:
    """Every connection and every name lookup would end the process: none is tried, also for what is missing."""
    environment = {"PATH": "/usr/bin:/bin", "MODEL_CACHE_DIR": str(filled), "DEVICE": "cpu", "PYTHONPATH": str(ROOT)}
    environment |= {"HF_HOME": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", GUARD.replace("EARLY", early)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["ModelMissing", "ModelMissing"]


def test_the_device_setting_overrides() -> None:
    """cpu is always there; a device that isn't is a bad setting, said in one sentence."""
    assert pick_device("cpu") == "cpu" and not has_gpu("cpu") and has_gpu("cuda")
    absent = "cuda" if not torch.cuda.is_available() else "mps"
    with pytest.raises(BadSetting, match="DEVICE="):
        pick_device(absent)


def test_precision_follows_device_and_size() -> None:
    """Half precision on a GPU; on a CPU bfloat16 only for a large model, where the CPU is fast at it."""
    fast = "AVX512" in torch.backends.cpu.get_cpu_capability()

    assert pick_dtype("mps", large=False) == torch.float16
    assert pick_dtype("cpu", large=False) == torch.float32
    assert pick_dtype("cpu", large=True) == (torch.bfloat16 if fast else torch.float32)


def test_looking_for_a_gpu_imports_no_torch_where_no_driver_is() -> None:
    """init_models.py chooses the form without paying for torch on a machine without a GPU."""
    if may_have_gpu():
        pytest.skip("a GPU driver is here, so torch is asked")
    code = "import sys; from ai_engine.models.devices import has_gpu; print(has_gpu(), 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.split() == ["False", "False"]


@pytest.mark.optional
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA GPU")
def test_a_gpu_gets_half_precision(settings: Settings) -> None:
    """On CUDA every kind of model is loaded there in 16 bits, and answers."""
    ModelLoader.reset()
    loader = ModelLoader(settings.model_copy(update={"device": "auto"}))
    for loaded in (loader.load_chat(), loader.load_code(), loader.load_sentiment()):
        assert loaded.device == "cuda" and loaded.precision in ("float16", "bfloat16")
        assert next(loaded.model.parameters()).is_cuda
    ids = loader.load_chat().tokenizer("hello", return_tensors="pt").input_ids.cuda()

    assert loader.load_chat().model.generate(ids, max_new_tokens=3).shape[1] > ids.shape[1]
    ModelLoader.reset()
