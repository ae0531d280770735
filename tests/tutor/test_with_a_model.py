"""The tutor over a real engine process that plays a script: the model's words, the guard, failures."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ai_engine.errors import EngineDied
from ai_engine.inference import ChatEngine
from ai_engine.knowledge import load_bank
from ai_engine.settings import Settings
from ai_engine.storage import Conversations, Database
from ai_engine.tutor import Delta, Done, Started, Tutor, TutorRequest

Play = Callable[..., None]
CODE = "def average(nums):\n    total = 0\n    for n in nums:\n        total += n\n        return total / len(nums)\n\nprint(average([10, 20, 30]))\n"
HONEST = "Look at line 5: the `return` stands inside the loop. What is `total` when it runs for the first time?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the script lies."""
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[ChatEngine]:
    """A started engine."""
    (folder / "scripted.json").write_text("{}")
    started = ChatEngine(Settings(_env_file=None, engine="scripted", data_dir=folder))
    started.start()
    deadline = time.monotonic() + 30
    while started.state().phase != "ready":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    yield started
    started.close()


@pytest.fixture
def play(folder: Path) -> Play:
    """Set what the model says next."""

    def playing(text: str, **how: Any) -> None:
        fresh = folder / "scripted.new"
        fresh.write_text(json.dumps({"default": {"text": text, **how}}))
        fresh.rename(folder / "scripted.json")

    return playing


@pytest.fixture
def modelled(engine: ChatEngine, database: Database, folder: Path) -> Tutor:
    """A tutor with that engine."""
    return Tutor(load_bank(), engine, database, Settings(_env_file=None, data_dir=folder))


def test_the_models_words_are_streamed_and_named(modelled: Tutor, play: Play) -> None:
    """Started, deltas, one Done; the deltas are the message."""
    play(HONEST, token_s=0.01)
    events = list(modelled.answer(TutorRequest(message="why is it wrong?", code=CODE)))
    answer = events[-1].answer  # type: ignore[union-attr]

    assert isinstance(events[0], Started) and isinstance(events[-1], Done)
    assert sum(isinstance(event, Delta) for event in events) >= 2
    assert "".join(event.text for event in events if isinstance(event, Delta)) == answer.message == HONEST
    assert answer.model_used == "scripted" and answer.usage.completion_tokens > 5
    assert not answer.guard.replaced


@pytest.mark.parametrize(
    "text",
    [
        "Here:\n```python\ndef average(nums):\n    return sum(nums) / len(nums)\n```",
        "zuv gorb perevez blik Jahren onclick wicht fprintf Begriffe oblast nederbord ayuntamiento kommun",
        "",
    ],
)
def test_a_solution_or_noise_becomes_the_composed_text(modelled: Tutor, play: Play, text: str) -> None:
    """The learner sees the same facts in composed words."""
    play(text)
    answer = modelled.answer(TutorRequest(message="why is it wrong?", code=CODE)).finish()

    assert answer.model_used == "grounded"
    assert "line 3" in answer.message or "line 5" in answer.message
    assert "sum(nums)" not in answer.message and "perevez" not in answer.message


def test_an_obedient_model_is_not_even_asked_for_a_solution(modelled: Tutor, play: Play, folder: Path) -> None:
    """A redirect is said as it was written."""
    play("def solution(): pass")
    log = folder / "scripted.json.asked"
    before = log.read_text() if log.exists() else ""
    answer = modelled.answer(TutorRequest(message="just give me the code", code=CODE)).finish()

    assert answer.move == "redirect" and answer.model_used == "grounded"
    assert (log.read_text() if log.exists() else "") == before


def test_a_failure_before_the_first_word_is_made_good(modelled: Tutor, play: Play) -> None:
    """Composed text takes over, without an error."""
    play("never said", fail="The model broke.", fail_after=0)
    answer = modelled.answer(TutorRequest(message="what is a list?")).finish()

    assert answer.model_used == "grounded" and answer.message


def test_a_death_after_the_first_words_is_an_error(
    modelled: Tutor, engine: ChatEngine, play: Play, database: Database
) -> None:
    """What was said can't be unsaid; the turn is stored as cut off, and the next request is answered."""
    play("A list keeps values. It has an order. It can change. It is useful.", die_after=9, token_s=0.01)
    answering = modelled.answer(TutorRequest(message="what is a list?"))
    with pytest.raises(EngineDied):
        list(answering)

    stored = Conversations(database).get(answering.conversation_id, None)
    assert stored.turns[-1].status == "cut" and "A list keeps values." in stored.turns[-1].content
    play("A list keeps values in order.")
    assert modelled.answer(TutorRequest(message="what is a list?")).finish().message
    deadline = time.monotonic() + 30
    while engine.state().phase != "ready" and time.monotonic() < deadline:
        time.sleep(0.02)


def test_a_cancelled_turn_frees_the_engine_and_is_stored_as_cut(
    modelled: Tutor, engine: ChatEngine, play: Play, database: Database
) -> None:
    """Whoever leaves holds nothing."""
    play("A list keeps values in order. " + "It goes on with one more thing. " * 3, token_s=0.2)
    with modelled.answer(TutorRequest(message="what is a list?")) as answering:
        while not isinstance(answering.next(5), Delta):
            pass
        answering.cancel()

    assert Conversations(database).get(answering.conversation_id, None).turns[-1].status == "cut"
    deadline = time.monotonic() + 10
    while engine.state().running and time.monotonic() < deadline:
        time.sleep(0.02)
    assert engine.state().running == 0


def test_polling_does_not_block(modelled: Tutor, play: Play) -> None:
    """Nothing within the timeout is None."""
    play("A list keeps values in order.", first_s=1.0)
    with modelled.answer(TutorRequest(message="what is a list?")) as answering:
        seen = [answering.next(0.1) for _ in range(4)]

    assert None in seen


def test_an_answer_that_misses_the_point_is_led_to_it(modelled: Tutor, play: Play) -> None:
    """It stays the model's answer; the place and the next step follow, and the deltas are still the message."""
    play("You wrote a function that works on a list of numbers. That is a good start for this task.")
    events = list(modelled.answer(TutorRequest(message="why is it wrong?", code=CODE)))
    answer = events[-1].answer  # type: ignore[union-attr]
    alone = modelled.answer(TutorRequest(message="why is it wrong?", code=CODE)).finish()

    assert answer.model_used == "scripted" and answer.message.startswith("You wrote a function")
    assert "Back to your own code." in answer.message and re.search(r"line \d", answer.message)
    assert "misses_the_point" in answer.guard.reasons
    assert "".join(event.text for event in events if isinstance(event, Delta)) == answer.message
    assert alone.message == answer.message
