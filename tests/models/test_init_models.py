"""init_models.py as a person runs it: what it prints, its exit codes, and what a kill leaves behind."""

import hashlib
import os
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from ai_engine.models import ModelStore
from tests.models.conftest import CHAT, IR, MINILM, ROOT, Run, chat_files, ir_files, safetensors, write_folder
from tests.models.hub_server import FakeHub, Fault, Repository, add_folder
from tests.processes import PATIENCE_S, eventually

CODE = "Salesforce/codet5-small"


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "store")


def serve_defaults(hub: FakeHub) -> None:
    """The code and embedding models beside the chat model."""
    small = {"tokenizer.json": b"{}", "model.safetensors": safetensors(20_000)}
    hub.repositories[CODE] = Repository({**small, "config.json": b'{"architectures": ["T5ForConditionalGeneration"]}'})
    hub.repositories[MINILM] = Repository({**small, "config.json": b'{"architectures": ["BertModel"]}'})


def start(environment: dict[str, str], cwd: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "init_models.py"), *arguments]
    return subprocess.Popen(
        command,
        env=environment,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background ignores Ctrl-C, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )


def part_of(store: ModelStore, data: bytes) -> Path:
    """Where a large file lies while it is fetched. Other files have parts too, which come and go."""
    return store.root / ".parts" / f"{hashlib.sha256(data).hexdigest()}.part"


def wait_for_bytes(part: Path, size: int) -> None:
    """Until so much of a file has come."""
    eventually(lambda: part.exists() and part.stat().st_size >= size, f"{size} bytes in {part.name}")


def test_without_arguments_it_fetches_chat_code_and_embedding(
    run_process: Run, hub: FakeHub, store: ModelStore
) -> None:
    """On a machine without a GPU the chat model is the int4 IR; a second run downloads nothing and says so."""
    serve_defaults(hub)
    env = {"HF_ENDPOINT": hub.endpoint, "DEVICE": "cpu"}
    first = run_process(env=env)
    assert first.returncode == 0, first.stderr
    held = {(model.name, model.form) for model in store.models()}
    hub.seen.clear()
    second = run_process(env=env)

    expected = {("tinyllama", "openvino"), ("codet5-small", "transformers"), ("all-minilm-l6-v2", "transformers")}
    assert held == expected
    assert second.returncode == 0 and hub.seen == []
    assert second.stdout.splitlines()[-1] == "All there: nothing was downloaded."


def test_with_a_gpu_it_fetches_safetensors(run: Run, hub: FakeHub, store: ModelStore) -> None:
    """DEVICE=cuda, or --engine transformers, takes the chat model in the form that torch loads."""
    assert run("--models", "tinyllama", env={"HF_ENDPOINT": hub.endpoint, "DEVICE": "cuda"}).returncode == 0
    assert [model.form for model in store.models()] == ["transformers"]
    done = run("--models", "tinyllama", "--engine", "openvino", env={"HF_ENDPOINT": hub.endpoint, "DEVICE": "cuda"})

    assert done.returncode == 0 and len(store.models()) == 2


def test_list_tells_models_and_store_without_a_network(run: Run, hub: FakeHub) -> None:
    """--list shows every registered model with its licence and what is held."""
    run("--models", "tinyllama", "--engine", "openvino", env={"HF_ENDPOINT": hub.endpoint})
    listed = run("--list")

    assert listed.returncode == 0
    for word in (
        "tinyllama",
        "codet5-small",
        "all-minilm-l6-v2",
        "distilbert-sst2",
        "apache-2.0",
        "[in the store: 0123",
    ):
        assert word in listed.stdout


def test_list_tells_a_damaged_model_from_an_absent_one(run: Run, hub: FakeHub, store: ModelStore) -> None:
    """A file is gone: it counts as absent for loading, but its bytes lie there and one command mends it."""
    run("--models", "tinyllama", "--engine", "openvino", env={"HF_ENDPOINT": hub.endpoint})
    (store.folder("tinyllama", "openvino") / "openvino_model.bin").unlink()
    listed = run("--list").stdout.splitlines()
    lines = [line for line in listed if "TinyLlama" in line]

    assert ["[damaged: --models tinyllama mends it]" in line for line in lines] == ["int4" in line for line in lines]
    assert sum("[not in the store]" in line for line in lines) == 1


def test_check_works_offline_and_names_a_flipped_byte(run: Run, hub: FakeHub, store: ModelStore) -> None:
    """A sound store is 0; one flipped byte is 5 and names the file; the next run mends it; an empty store is 2."""
    assert run("--check").returncode == 2
    env = {"HF_ENDPOINT": hub.endpoint}
    run("--models", "tinyllama", "--engine", "openvino", env=env)
    assert run("--check").returncode == 0
    weights = store.folder("tinyllama", "openvino") / "openvino_model.bin"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 0x80
    weights.write_bytes(data)
    broken = run("--check")
    mended = run("--models", "tinyllama", "--engine", "openvino", env=env)

    assert broken.returncode == 5 and "tinyllama/openvino/openvino_model.bin: damaged" in broken.stdout
    assert "--models tinyllama" in broken.stderr
    assert mended.returncode == 0 and run("--check").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--nonsense",),
        ("--models", "no-such-model"),
        ("--models", ","),
        ("--revision", "main"),
        ("--check", "--list"),
        ("--from", "/nowhere", "--models", "tinyllama"),
        ("--from", "/tmp"),
        ("--import", "/nowhere.tar"),
        ("--export", "x.tar"),
        ("--engine", "llama.cpp"),
    ],
)
def test_misuse_is_exit_code_2_without_a_trace(run: Run, arguments: tuple[str, ...]) -> None:
    """Each wrong use ends with a sentence."""
    done = run(*arguments)

    assert done.returncode == 2 and done.stderr.strip() and "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("name", "value"), [("HF_ENDPOINT", "nonsense"), ("DEVICE", "toaster"), ("ALL_PROXY", "socks9://x:1")]
)
def test_a_bad_setting_is_named(run: Run, name: str, value: str) -> None:
    """Exit code 2 with the name of the setting."""
    done = run("--models", "tinyllama", env={name: value, "NO_PROXY": ""})

    assert done.returncode == 2 and name in done.stderr and "Traceback" not in done.stderr


def test_an_unreachable_hub_is_exit_code_3(run_process: Run, store: ModelStore) -> None:
    """Nobody listens at the address: one sentence, and an empty store."""
    done = run_process("--models", "tinyllama")

    assert done.returncode == 3 and "check the network" in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1 and store.models() == []


def test_offline_mode_of_the_hub_library_is_named(run_process: Run, hub: FakeHub) -> None:
    """HF_HUB_OFFLINE in the environment is the reason, so the sentence says it."""
    done = run_process("--models", "tinyllama", env={"HF_ENDPOINT": hub.endpoint, "HF_HUB_OFFLINE": "1"})

    assert done.returncode == 3 and "HF_HUB_OFFLINE" in done.stderr


def test_a_hub_that_serves_wrong_bytes_is_exit_code_5(run: Run, hub: FakeHub, store: ModelStore) -> None:
    """Wrong twice: thrown away, said, nothing published."""
    hub.faults["model.safetensors"] = [Fault("corrupt", at=7)] * 9
    done = run("--models", "tinyllama", "--engine", "transformers", env={"HF_ENDPOINT": hub.endpoint})

    assert done.returncode == 5 and "model.safetensors" in done.stderr and store.models() == []


def test_a_proxy_is_used(run_process: Run, hub: FakeHub) -> None:
    """With HTTP_PROXY set, requests for another host go to the proxy (here the hub itself plays it)."""
    env = {"HF_ENDPOINT": "http://hub.invalid", "HTTP_PROXY": hub.endpoint, "http_proxy": hub.endpoint, "NO_PROXY": ""}
    done = run_process("--models", "tinyllama", env=env)

    assert done.returncode == 3
    assert any(item.path.startswith("http://hub.invalid/api/models/") for item in hub.seen) or "404" in done.stderr


@pytest.mark.parametrize("after", [1, 5_000_000, 60_000_000])
def test_a_kill_in_mid_download_is_resumed(
    environment: dict[str, str],
    tmp_path: Path,
    hub: FakeHub,
    store: ModelStore,
    minilm: Path,
    run_process: Run,
    after: int,
) -> None:
    """SIGKILL at any byte: nothing counts as present, and the next run asks only for the rest."""
    add_folder(hub, MINILM, minilm)
    hub.faults["model.safetensors"] = [Fault("hold", at=after + 500_000)]
    environment["HF_ENDPOINT"] = hub.endpoint
    part = part_of(store, (minilm / "model.safetensors").read_bytes())
    process = start(environment, tmp_path, "--models", "all-minilm-l6-v2")
    with process:
        wait_for_bytes(part, after)
        process.send_signal(signal.SIGKILL)
    kept = part.stat().st_size
    assert kept >= after and store.models() == []
    done = run_process("--models", "all-minilm-l6-v2", env={"HF_ENDPOINT": hub.endpoint})
    ranges = [item.range for item in hub.requests("/cdn/") if item.path.endswith("model.safetensors")]

    assert done.returncode == 0, done.stderr
    assert sorted(ranges) == ["", f"bytes={kept}-"] and "kept from before" in done.stdout
    assert run_process("--check").returncode == 0


def test_an_interrupt_is_exit_code_130_and_keeps_what_came(
    environment: dict[str, str], tmp_path: Path, hub: FakeHub, store: ModelStore, run: Run
) -> None:
    """Ctrl-C ends with a sentence, not a trace; the part stays."""
    hub.repositories[CHAT] = Repository(chat_files(4_000_000))
    hub.faults["model.safetensors"] = [Fault("hold", at=200_000)]
    environment["HF_ENDPOINT"] = hub.endpoint
    part = part_of(store, hub.repositories[CHAT].files["model.safetensors"])
    process = start(environment, tmp_path, "--models", "tinyllama", "--engine", "transformers")
    wait_for_bytes(part, 100_000)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE_S)

    assert process.returncode == 130 and "Traceback" not in errors and "run this again" in errors
    assert part.stat().st_size >= 100_000 and store.models() == []
    again = run("--models", "tinyllama", "--engine", "transformers", env={"HF_ENDPOINT": hub.endpoint})
    assert again.returncode == 0 and "kept from before" in again.stdout


def test_two_at_once_download_once(
    environment: dict[str, str], tmp_path: Path, hub: FakeHub, store: ModelStore
) -> None:
    """The second waits for the first, then finds everything there."""
    hub.repositories[IR] = Repository(ir_files(2_000_000))
    hub.faults["openvino_model.bin"] = [Fault("hold", at=100_000)]
    environment["HF_ENDPOINT"] = hub.endpoint
    arguments = ("--models", "tinyllama", "--engine", "openvino")
    first = start(environment, tmp_path, *arguments)
    eventually(lambda: hub.requests("openvino_model.bin"), "the first downloads")
    second = start(environment, tmp_path, *arguments)
    assert second.stdout
    said = ""
    while "waiting for it" not in said and (line := second.stdout.readline()):
        said += line
    hub.go.set()
    outputs = [first.communicate(timeout=PATIENCE_S)[0], said + second.communicate(timeout=PATIENCE_S)[0]]
    whole = sum(len(data) for data in hub.repositories[IR].files.values())

    assert [first.returncode, second.returncode] == [0, 0]
    assert hub.bytes_sent() == whole
    assert ["nothing was downloaded" in output for output in outputs] == [False, True]
    assert ["waiting for it" in output for output in outputs] == [False, True]


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 20 MB (tmpfs), where this test may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield place  # type: ignore[misc]
    subprocess.run(["umount", place], check=True)


@pytest.mark.optional
def test_a_disk_too_small_is_exit_code_4_before_the_download(run: Run, hub: FakeHub, small_disk: Path) -> None:
    """A real disk of 20 MB: 10 MB and the reserve don't fit, so nothing is fetched."""
    hub.repositories[CHAT] = Repository(chat_files(10_000_000))
    env = {"HF_ENDPOINT": hub.endpoint, "MODEL_CACHE_DIR": str(small_disk / "store")}
    done = run("--models", "tinyllama", "--engine", "transformers", env=env)

    assert done.returncode == 4 and "free some space" in done.stderr and hub.bytes_sent() == 0


@pytest.mark.optional
def test_a_disk_that_fills_up_in_mid_download_is_exit_code_4(
    environment: dict[str, str], tmp_path: Path, hub: FakeHub, small_disk: Path
) -> None:
    """Another program takes the space meanwhile: one sentence, no trace, nothing published."""
    hub.repositories[CHAT] = Repository(chat_files(3_000_000))
    hub.faults["model.safetensors"] = [Fault("hold", at=100_000)]
    store = ModelStore(small_disk / "store")
    environment |= {"HF_ENDPOINT": hub.endpoint, "MODEL_CACHE_DIR": str(store.root)}
    process = start(environment, tmp_path, "--models", "tinyllama", "--engine", "transformers")
    wait_for_bytes(part_of(store, hub.repositories[CHAT].files["model.safetensors"]), 20_000)
    with pytest.raises(OSError, match="No space"), (small_disk / "other").open("wb", buffering=0) as other:
        while True:
            other.write(bytes(65_536))
    hub.go.set()
    _, errors = process.communicate(timeout=PATIENCE_S)

    assert process.returncode == 4 and "is full" in errors and "Traceback" not in errors
    assert store.models() == []


def test_a_write_that_the_system_refuses_is_exit_code_4(
    environment: dict[str, str], tmp_path: Path, hub: FakeHub, store: ModelStore
) -> None:
    """A limit on file sizes stands for a quota: the write fails for real, in one sentence, and nothing is published."""
    code = (
        "import resource, sys, init_models; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "sys.dont_write_bytecode = True; sys.exit(init_models.main())"
    )
    command = [sys.executable, "-c", code, "--models", "tinyllama", "--engine", "transformers"]
    env = {**environment, "HF_ENDPOINT": hub.endpoint}
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE_S)

    assert done.returncode == 4 and "is full" in done.stderr and "Traceback" not in done.stderr
    assert store.models() == []


def test_a_store_that_cannot_be_written_is_exit_code_4(run: Run, hub: FakeHub, tmp_path: Path) -> None:
    """MODEL_CACHE_DIR below a file, not a folder."""
    (tmp_path / "file").write_text("")
    env = {"HF_ENDPOINT": hub.endpoint, "MODEL_CACHE_DIR": str(tmp_path / "file" / "store")}
    done = run("--models", "tinyllama", env=env)

    assert done.returncode == 4 and "Traceback" not in done.stderr


def test_a_folder_is_taken_and_used_without_a_network(run: Run, tmp_path: Path, store: ModelStore) -> None:
    """--from copies, hashes and records; --models says which model it is, and a known folder name says it too."""
    write_folder(tmp_path / "chat-openvino", ir_files())
    write_folder(tmp_path / "TinyLlama-1.1B-Chat-v1.0", chat_files())
    taken = run("--from", "chat-openvino", "--models", "tinyllama")
    assert taken.returncode == 0, taken.stderr
    assert run("--from", "TinyLlama-1.1B-Chat-v1.0").returncode == 0
    assert run("--from", "chat-openvino").returncode == 2

    assert [model.form for model in store.models()] == ["openvino", "transformers"]
    assert run("--check").returncode == 0 and run("--models", "tinyllama").returncode == 0


def test_a_model_can_be_named_by_its_part(run: Run, hub: FakeHub, store: ModelStore) -> None:
    """--models chat means whatever CHAT_MODEL says."""
    hub.repositories["acme/tiny"] = Repository(chat_files())
    done = run("--models", "chat", env={"HF_ENDPOINT": hub.endpoint, "CHAT_MODEL": "acme/tiny"})

    assert done.returncode == 0 and [model.name for model in store.models()] == ["acme/tiny"]


def test_a_setting_that_is_a_folder_needs_no_download(run: Run, tmp_path: Path, hub: FakeHub) -> None:
    """CHAT_MODEL may be a folder: it is used where it lies, and the others are fetched."""
    serve_defaults(hub)
    folder = write_folder(tmp_path / "mine", ir_files())
    done = run(env={"HF_ENDPOINT": hub.endpoint, "CHAT_MODEL": str(folder)})

    assert done.returncode == 0 and "used where it lies" in done.stdout and not hub.requests("TinyLlama")


def test_export_and_import_carry_the_store(run: Run, tmp_path: Path, hub: FakeHub, store: ModelStore) -> None:
    """What one machine fetched, another has after --import, with no network, equal to the byte."""
    serve_defaults(hub)
    assert run(env={"HF_ENDPOINT": hub.endpoint}).returncode == 0
    exported = run("--export", "models.tar")
    assert exported.returncode == 0, exported.stderr
    there = {"MODEL_CACHE_DIR": str(tmp_path / "there")}
    imported = run("--import", "models.tar", env=there)
    other = ModelStore(tmp_path / "there")

    assert imported.returncode == 0, imported.stderr
    assert [vars(m.manifest) for m in other.models()] == [vars(m.manifest) for m in store.models()]
    assert run("--check", env=there).returncode == 0 and run(env=there).returncode == 0
    assert not (tmp_path / "models.tar.part").exists()


@pytest.mark.parametrize("place", [".", "absent/models.tar"])
def test_an_export_to_no_file_is_usage_and_writes_nothing(run: Run, tmp_path: Path, hub: FakeHub, place: str) -> None:
    """A folder, or a name in a folder that isn't there: said before a byte is copied."""
    run("--models", "tinyllama", "--engine", "openvino", env={"HF_ENDPOINT": hub.endpoint})
    before = sorted(tmp_path.rglob("*"))
    done = run("--export", place)

    assert done.returncode == 2 and "--export takes the name of a file" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before and not list(tmp_path.parent.glob("*.part"))


def test_a_truncated_archive_is_exit_code_5(run: Run, tmp_path: Path, hub: FakeHub) -> None:
    """Cut anywhere, the archive is refused as a whole."""
    run("--models", "tinyllama", "--engine", "openvino", env={"HF_ENDPOINT": hub.endpoint})
    run("--export", "models.tar")
    archive = tmp_path / "models.tar"
    data = archive.read_bytes()
    with tarfile.open(archive) as tar:
        last = max(member.offset_data + member.size for member in tar)
    for size in (0, 100, 600, last // 2, last - 1):
        archive.write_bytes(data[:size])
        done = run("--import", "models.tar", env={"MODEL_CACHE_DIR": str(tmp_path / "there")})

        assert done.returncode == 5, size
        assert "Traceback" not in done.stderr and ModelStore(tmp_path / "there").models() == []


def test_a_system_python_hands_over_to_the_projects_own(tmp_path: Path) -> None:
    """Run by a Python that lacks the packages, and without a .venv, it says what to do instead of a trace."""
    (tmp_path / "init_models.py").write_bytes((ROOT / "init_models.py").read_bytes())
    command = [sys.executable, "-I", "-S", str(tmp_path / "init_models.py"), "--list"]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": os.environ["PATH"]})

    assert done.returncode == 2 and "scripts/serve" in done.stderr and "Traceback" not in done.stderr
