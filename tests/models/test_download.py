"""Downloading from a hub on loopback that fails in every way a network does."""

import json
import socket
import threading
from pathlib import Path

import pytest

from ai_engine.errors import BadSetting, ChecksumMismatch, DiskFull, HubUnreachable, StoreError, UnsafeArchive
from ai_engine.models import ModelStore, registry
from ai_engine.models import fill as filling
from ai_engine.models.fill import Outcome, fetch
from ai_engine.models.hub import Hub
from ai_engine.models.patience import Patience
from ai_engine.models.progress import Progress
from ai_engine.models.registry import Form
from tests.models.conftest import CHAT, MINILM, chat_files, safetensors
from tests.models.hub_server import FakeHub, Fault, Repository, add_folder
from tests.processes import PATIENCE_S

QUICK = Patience(first_pause_s=0.01, longest_pause_s=0.02)
WANTED = ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"]


def get(
    hub: FakeHub,
    store: ModelStore,
    name: str = "tinyllama",
    form: Form = "transformers",
    revision: str | None = None,
    token: str = "",
) -> Outcome:
    with Hub(hub.endpoint, token, QUICK) as client, store.lock():
        return fetch(store, client, registry.resolve(name), form, revision, Progress(quiet=True))


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "store")


def assert_whole(store: ModelStore) -> None:
    found = store.find("tinyllama", "transformers")
    assert found and (found.folder / "model.safetensors").read_bytes() == chat_files()["model.safetensors"]
    assert [model.damage for model in store.check()] == [()]
    assert not list((store.root / ".parts").iterdir()) and not list(store.root.glob(".staging/*/*"))


def test_a_download_takes_what_loading_needs_and_records_it(hub: FakeHub, store: ModelStore) -> None:
    """Code, other formats and pages stay at the hub; the manifest tells repository and resolved commit."""
    outcome = get(hub, store)
    manifest = outcome.model.manifest

    assert manifest and sorted(manifest.files) == WANTED
    assert (manifest.repository, manifest.revision, manifest.source) == (CHAT, "main", "hub")
    assert manifest.commit == hub.repositories[CHAT].commit
    assert outcome.downloaded == outcome.model.bytes == hub.bytes_sent()
    assert_whole(store)


def test_the_other_form_is_another_repository(hub: FakeHub, store: ModelStore) -> None:
    """The IR comes from OpenVINO's repository and brings no safetensors."""
    found = get(hub, store, form="openvino").model

    assert found.form == "openvino" and found.manifest and "openvino_model.bin" in found.manifest.files


def test_a_second_run_downloads_nothing_and_asks_nothing(hub: FakeHub, store: ModelStore) -> None:
    """What is there and sound needs no network at all."""
    get(hub, store)
    hub.seen.clear()

    assert get(hub, store).downloaded == 0 and hub.seen == []


def test_only_a_damaged_file_is_fetched_again(hub: FakeHub, store: ModelStore) -> None:
    """A flipped byte costs one file; the sound ones are taken over from the store."""
    folder = get(hub, store).model.folder
    data = bytearray((folder / "tokenizer.json").read_bytes())
    data[50] ^= 1
    (folder / "tokenizer.json").write_bytes(data)
    hub.seen.clear()

    assert get(hub, store).downloaded == len(data) == hub.bytes_sent()
    assert_whole(store)


def test_a_moved_branch_is_followed_only_when_asked(hub: FakeHub, store: ModelStore) -> None:
    """Without --revision the stored commit stays; with it the new commit comes, and only its changed files."""
    get(hub, store)
    files = {**chat_files(), "config.json": b'{"architectures": ["LlamaForCausalLM"], "v": 2}'}
    hub.repositories[CHAT] = Repository(files, commit="f" * 40)
    assert get(hub, store).downloaded == 0
    outcome = get(hub, store, revision="main")

    assert outcome.downloaded == len(files["config.json"])
    assert outcome.model.manifest and outcome.model.manifest.commit == "f" * 40
    assert get(hub, store, revision="main").downloaded == 0


@pytest.mark.parametrize(
    "faults",
    [
        [Fault("cut", at=0)],
        [Fault("cut", at=1)],
        [Fault("cut", at=39_000), Fault("cut", at=10), Fault("cut", at=10)],
        [Fault("status", status=500), Fault("status", status=502), Fault("status", status=503)],
        [Fault("status", status=429, headers=(("Retry-After", "0"),))],
        [Fault("status", status=429, headers=(("Retry-After", "Mon, 01 Jan 2024 00:00:00 GMT"),))],
        [Fault("corrupt", at=20_000)],
        [Fault("truncate", at=12_345)],
        [Fault("cut", at=20_000), Fault("no_range")],
        [Fault("cut", at=20_000), Fault("corrupt", at=30_000)],
        [Fault("cut", at=20_000), Fault("corrupt", at=25_000), Fault("status"), Fault("cut", at=3)],
    ],
    ids=lambda faults: "+".join(fault.kind for fault in faults),
)
def test_passing_faults_are_overcome(hub: FakeHub, store: ModelStore, faults: list[Fault]) -> None:
    """Cuts, refusals, short and wrong bytes end in the right file, and nothing is left lying about."""
    hub.faults["model.safetensors"] = list(faults)
    get(hub, store)

    assert not hub.faults["model.safetensors"]
    assert_whole(store)


def test_a_cut_is_continued_where_it_happened(hub: FakeHub, store: ModelStore) -> None:
    """After a cut at byte 30,000 only the rest is asked for."""
    hub.faults["model.safetensors"] = [Fault("cut", at=30_000)]
    get(hub, store)
    asked = [item.range for item in hub.requests("/cdn/") if "model.safetensors" in item.path]

    assert asked == ["", "bytes=30000-"]


def test_cuts_never_end_patience_while_bytes_come(hub: FakeHub, store: ModelStore) -> None:
    """Thirty cuts in a row are survived when each brought something."""
    hub.faults["model.safetensors"] = [Fault("cut", at=1_000)] * 30
    get(hub, store)

    assert_whole(store)


@pytest.mark.parametrize("at", [0, 1, 20_000, 39_999])
def test_a_part_from_a_killed_run_is_continued(hub: FakeHub, store: ModelStore, at: int) -> None:
    """A part left behind at any byte is gone on with, under the sha256 of the whole file."""
    data = chat_files()["model.safetensors"]
    with Hub(hub.endpoint) as client:
        file = next(f for f in client.listing(CHAT, "main").files if f.name == "model.safetensors")
    assert file.part_name == f"{file.digest.hex}.part" and file.digest.algorithm == "sha256"
    (store.parts() / file.part_name).write_bytes(data[:at])
    get(hub, store)
    ranges = [item.range for item in hub.requests("/cdn/") if "model.safetensors" in item.path]

    assert ranges == [f"bytes={at}-" if at else ""]
    assert_whole(store)


@pytest.mark.parametrize("left", [b"x" * 20_000, b"x" * 99_999, None])
def test_a_part_with_wrong_bytes_is_thrown_away(hub: FakeHub, store: ModelStore, left: bytes | None) -> None:
    """Wrong, too long or complete-but-damaged parts are found by the checksum and fetched afresh."""
    data = chat_files()["model.safetensors"]
    with Hub(hub.endpoint) as client:
        file = next(f for f in client.listing(CHAT, "main").files if f.name == "model.safetensors")
    (store.parts() / file.part_name).write_bytes(data[:-1] + b"!" if left is None else left)
    get(hub, store)

    assert_whole(store)


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (Fault("corrupt", at=5), ChecksumMismatch, "wrong checksum"),
        (Fault("truncate", at=100), ChecksumMismatch, "only 100 of the"),
        (Fault("status", status=500), HubUnreachable, "answered 500"),
        (Fault("status", status=429, headers=(("Retry-After", "0"),)), HubUnreachable, "answered 429"),
        (Fault("status", status=403), HubUnreachable, "HF_TOKEN"),
        (Fault("status", status=404), HubUnreachable, "answered 404"),
        (Fault("cut", at=0), HubUnreachable, "kept"),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else None,
)
def test_lasting_faults_end_in_one_sentence(
    hub: FakeHub, store: ModelStore, fault: Fault, error: type[StoreError], words: str
) -> None:
    """A fault that stays is an error that says what to do; nothing half-written counts as present."""
    hub.faults["model.safetensors"] = [fault] * 50
    with pytest.raises(error, match=words) as caught:
        get(hub, store)

    assert "\n" not in caught.value.message and caught.value.message.endswith(".")
    assert store.models() == [] and store.find("tinyllama") is None


def test_metadata_is_asked_again_after_passing_faults(hub: FakeHub, store: ModelStore) -> None:
    """429 and 5xx of the API are waited out like those of files."""
    hub.faults["api"] = [Fault("status", status=429, headers=(("Retry-After", "0"),)), Fault("status", status=503)]
    get(hub, store)

    assert_whole(store)


def test_an_unknown_repository_and_revision_are_told_apart(hub: FakeHub, store: ModelStore) -> None:
    """Each has its own sentence."""
    with pytest.raises(HubUnreachable, match="shows no repository acme/absent"):
        get(hub, store, "acme/absent")
    with pytest.raises(StoreError, match="no revision 'nope'"):
        get(hub, store, revision="nope")


def test_the_token_goes_to_the_hub_and_nowhere_else(hub: FakeHub, store: ModelStore) -> None:
    """The API and the hub's own files get the token; the CDN on another port never does."""
    hub.token = "hf_secret"
    with pytest.raises(HubUnreachable, match="HF_TOKEN"):
        get(hub, store)
    hub.seen.clear()
    get(hub, store, token="hf_secret")
    at_hub = {item.authorization for item in hub.seen if item.port == "hub"}
    at_cdn = {item.authorization for item in hub.seen if item.port == "cdn"}

    assert at_hub == {"Bearer hf_secret"} and at_cdn == {""}


@pytest.mark.parametrize("name", ["../../evil.json", "/tmp/evil.json", "a\\..\\evil.json"])
def test_a_hub_cannot_write_outside_the_store(hub: FakeHub, store: ModelStore, name: str) -> None:
    """A file name that leads out of the folder ends the download before a byte is fetched."""
    hub.repositories[CHAT].files[name] = b"{}"
    with pytest.raises(UnsafeArchive):
        get(hub, store)

    assert hub.bytes_sent() == 0


def test_nobody_at_the_address_is_unreachable(store: ModelStore, hub: FakeHub) -> None:
    """A closed port and a name that doesn't exist say what to check."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        hub.endpoint = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(HubUnreachable, match="check the network"):
            get(hub, store)


def test_something_else_at_the_address_is_named(store: ModelStore, hub: FakeHub) -> None:
    """A login page of a hotel, answering 200 to everything, isn't taken for a hub."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE_S)

        def answer() -> None:
            page = b"<html>Log in</html>"
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page))

        thread = threading.Thread(target=answer)
        thread.start()
        hub.endpoint = f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(HubUnreachable, match="HF_ENDPOINT"):
            get(hub, store)
        thread.join()


@pytest.mark.parametrize("endpoint", ["huggingface.co", "ftp://hub", "http://", ""])
def test_an_endpoint_that_is_no_address_is_a_bad_setting(endpoint: str) -> None:
    """HF_ENDPOINT must be an http(s) address."""
    with pytest.raises(BadSetting, match="HF_ENDPOINT"):
        Hub(endpoint)


def test_free_space_is_checked_before_anything_moves(
    hub: FakeHub, store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too little room ends the run before the first byte, and says how much is needed."""
    monkeypatch.setattr(ModelStore, "free_bytes", lambda self: filling.SPARE_BYTES + 1_000)
    with pytest.raises(DiskFull, match=r"needs 16 MB of disk and .* has 16 MB free"):
        get(hub, store)

    assert hub.bytes_sent() == 0 and store.models() == []


def test_a_model_of_ones_own_comes_by_its_hub_id(hub: FakeHub, store: ModelStore) -> None:
    """Any repository can be fetched; the form it has decides, and its config tells its kind."""
    hub.repositories["acme/tiny-chat"] = Repository(chat_files())
    found = get(hub, store, "acme/tiny-chat", form="openvino").model

    assert found.form == "transformers" and found.kind == "chat"
    assert store.find("acme/tiny-chat") and get(hub, store, "acme/tiny-chat", form="openvino").downloaded == 0


def test_weights_named_by_an_index_must_all_be_there(hub: FakeHub, store: ModelStore) -> None:
    """Sharded weights are fetched with their index; a shard that the repository lacks is an error."""
    files = chat_files()
    del files["model.safetensors"]
    shards = [f"model-0000{n}-of-00002.safetensors" for n in (1, 2)]
    index = json.dumps({"weight_map": dict(zip("ab", shards, strict=True))})
    files |= {"model.safetensors.index.json": index.encode(), shards[0]: safetensors(10_000)}
    hub.repositories[CHAT] = Repository(files)
    with pytest.raises(ChecksumMismatch, match="00002-of-00002"):
        get(hub, store)
    hub.repositories[CHAT].files[shards[1]] = safetensors(20_000)

    assert get(hub, store).model.bytes > 30_000


def test_a_real_repository_arrives_whole(hub: FakeHub, store: ModelStore, minilm: Path) -> None:
    """all-MiniLM-L6-v2, 91 MB, cut, refused and corrupted on its way, is byte for byte the published one."""
    add_folder(hub, MINILM, minilm)
    hub.faults["model.safetensors"] = [
        Fault("cut", at=50_000_000),
        Fault("status", status=429, headers=(("Retry-After", "0"),)),
        Fault("cut", at=20_000_000),
        Fault("corrupt", at=90_000_000),
    ]
    found = get(hub, store, "all-minilm-l6-v2").model

    assert (
        found.manifest and "1_Pooling/config.json" in found.manifest.files and "README.md" not in found.manifest.files
    )
    for name in found.manifest.files:
        assert (found.folder / name).read_bytes() == (minilm / name).read_bytes()
