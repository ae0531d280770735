"""Conversations: whose they are, their turns, the busy mark, feedback."""

import subprocess
import sys
import threading

import pytest
from sqlalchemy import func, select

from ai_engine.errors import BadInput, ConversationBusy, NotFound
from ai_engine.storage import Conversations, Database, OpenTurn
from ai_engine.storage.tables import FeedbackRow, TurnRow

BEGIN = """
import sys
from ai_engine.storage import Conversations, Database
turn = Conversations(Database(sys.argv[1])).begin_turn(sys.argv[2], "ada", "Second question")
print("begun", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def conversations(database: Database) -> Conversations:
    return Conversations(database)


def answered(conversations: Conversations, learner: str | None = "ada", message: str = "What is a loop?") -> str:
    turn = conversations.begin_turn(None, learner, message)
    conversations.finish_turn(turn, "It repeats.", move="explain", evidence=[{"kind": "passage", "id": "loops"}])
    return turn.conversation_id


def test_an_id_cannot_be_guessed(conversations: Conversations) -> None:
    """Ids are different and carry 192 random bits."""
    ids = {conversations.create(None) for _ in range(50)}

    assert len(ids) == 50
    assert all(len(one) == 32 for one in ids)


@pytest.mark.parametrize("other", ["bob", None, "", "Ada"])
def test_a_conversation_is_bound_to_its_learner(conversations: Conversations, other: str | None) -> None:
    """Another learner, and none, get the same answer as for a conversation that isn't there, in every operation."""
    known = answered(conversations)

    for operation in (
        lambda: conversations.get(known, other),
        lambda: conversations.begin_turn(known, other, "Mine now"),
        lambda: conversations.delete(known, other),
        lambda: conversations.give_feedback(known, other, 2, True),
        lambda: conversations.get("absent", "ada"),
    ):
        with pytest.raises(NotFound, match=r"^There is no such conversation\.$"):
            operation()
    assert len(conversations.get(known, "ada").turns) == 2


def test_a_conversation_without_a_learner_belongs_to_whoever_has_its_id(conversations: Conversations) -> None:
    """An empty learner id counts as none."""
    known = answered(conversations, learner="")

    assert conversations.get(known, None).learner_id is None


def test_turns_come_back_as_they_were_stored(conversations: Conversations) -> None:
    """Text of any script, the move, the evidence, the state and the numbers survive."""
    turn = conversations.begin_turn(None, "ada", "Warum? 🐍 \u202e\U0010ffff 'quoted' \\ %s")
    conversations.finish_turn(
        turn,
        "Darum.",
        move="hint",
        hint_level=2,
        evidence=[{"kind": "finding", "id": "x", "score": 0.5}],
        model_used="tiny",
        state={"levels": {"loops": 2}},
    )
    stored = conversations.get(turn.conversation_id, "ada")

    assert [(t.number, t.role, t.content, t.status) for t in stored.turns] == [
        (1, "user", "Warum? 🐍 \u202e\U0010ffff 'quoted' \\ %s", "complete"),
        (2, "assistant", "Darum.", "complete"),
    ]
    answer = stored.turns[1]
    assert (answer.move, answer.hint_level, answer.model_used) == ("hint", 2, "tiny")
    assert answer.evidence == [{"kind": "finding", "id": "x", "score": 0.5}]
    assert stored.state == {"levels": {"loops": 2}}
    assert turn.number == 2
    assert answer.created_at.tzinfo is not None


def test_a_second_message_meanwhile_is_refused(conversations: Conversations) -> None:
    """While a turn is being answered the conversation is busy, and free again afterwards."""
    known = answered(conversations)
    turn = conversations.begin_turn(known, "ada", "More?")

    with pytest.raises(ConversationBusy):
        conversations.begin_turn(known, "ada", "And more?")
    assert conversations.get(known, "ada").busy
    conversations.finish_turn(turn, "Yes.")
    assert not conversations.get(known, "ada").busy
    assert [t.content for t in conversations.get(known, "ada").turns][2:] == ["More?", "Yes."]


def test_of_many_messages_at_once_one_is_taken(conversations: Conversations) -> None:
    """Marking is atomic."""
    known = answered(conversations)
    taken: list[OpenTurn] = []
    refused: list[ConversationBusy] = []
    together = threading.Barrier(12)

    def ask() -> None:
        together.wait()
        try:
            taken.append(conversations.begin_turn(known, "ada", "Now?"))
        except ConversationBusy as error:
            refused.append(error)

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(taken), len(refused)) == (1, 11)


def test_the_mark_of_a_dead_process_is_taken_over(conversations: Conversations, url: str) -> None:
    """A living process's mark holds; after SIGKILL the next message is taken and the lost answer is stored as cut."""
    known = answered(conversations)
    other = subprocess.Popen(
        [sys.executable, "-c", BEGIN, url, known], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None and other.stdin is not None
    assert other.stdout.readline() == "begun\n"

    with pytest.raises(ConversationBusy):
        conversations.begin_turn(known, "ada", "Third question")
    other.kill()
    other.wait()
    other.stdin.close()
    other.stdout.close()
    turn = conversations.begin_turn(known, "ada", "Third question")
    conversations.finish_turn(turn, "Third answer")

    stored = conversations.get(known, "ada").turns[2:]
    assert [(t.role, t.content, t.status) for t in stored] == [
        ("user", "Second question", "complete"),
        ("assistant", "", "cut"),
        ("user", "Third question", "complete"),
        ("assistant", "Third answer", "complete"),
    ]


def test_a_mark_older_than_the_lease_is_taken_over(database: Database) -> None:
    """Also where nobody can tell whether its process lives; the late answer is then not stored."""
    conversations = Conversations(database, lease_s=0)
    late = conversations.begin_turn(None, "ada", "First?")
    turn = conversations.begin_turn(late.conversation_id, "ada", "Second?")
    conversations.finish_turn(late, "Too late.")
    conversations.finish_turn(turn, "In time.")

    contents = [t.content for t in conversations.get(late.conversation_id, "ada").turns]
    assert contents == ["First?", "", "Second?", "In time."]


def test_finishing_twice_stores_once(conversations: Conversations) -> None:
    """Whoever cleans up may call it again."""
    turn = conversations.begin_turn(None, "ada", "What?")
    conversations.finish_turn(turn, "Half an ans", status="cut")
    conversations.finish_turn(turn, "Half an answer more")
    conversations.discard_turn(turn)

    turns = conversations.get(turn.conversation_id, "ada").turns
    assert [(t.content, t.status) for t in turns] == [("What?", "complete"), ("Half an ans", "cut")]


def test_a_refused_message_leaves_no_trace(conversations: Conversations) -> None:
    """Discarding takes the message back, and with it a conversation that had nothing else."""
    known = answered(conversations)
    conversations.discard_turn(conversations.begin_turn(known, "ada", "Refused"))
    new = conversations.begin_turn(None, "ada", "Refused too")
    conversations.discard_turn(new)

    assert len(conversations.get(known, "ada").turns) == 2
    assert not conversations.get(known, "ada").busy
    with pytest.raises(NotFound):
        conversations.get(new.conversation_id, "ada")


def test_the_list_is_the_learners_own_and_newest_first(conversations: Conversations) -> None:
    """Titles come from the first message; empty conversations are left out."""
    first = answered(conversations, message="What   is a\nloop?")
    second = answered(conversations, message="word " * 40)
    answered(conversations, learner="bob")
    conversations.create("ada")
    conversations.finish_turn(conversations.begin_turn(first, "ada", "Again"), "Yes")

    listed = conversations.list("ada")
    assert [(item.id, item.turns) for item in listed] == [(first, 4), (second, 2)]
    assert listed[0].title == "What is a loop?"
    assert len(listed[1].title) <= 61 and listed[1].title.endswith("word…")


def test_deleting_forgets_turns_and_feedback(conversations: Conversations, database: Database) -> None:
    """Nothing of a deleted conversation stays in any table; a turn still being answered ends quietly."""
    known = answered(conversations)
    conversations.give_feedback(known, "ada", 2, True)
    turn = conversations.begin_turn(known, "ada", "More?")
    conversations.delete(known, "ada")
    conversations.finish_turn(turn, "Too late.")

    with database.read() as session:
        left = [session.scalar(select(func.count()).select_from(table)) for table in (TurnRow, FeedbackRow)]
    assert left == [0, 0]


def test_feedback_is_on_an_answer_and_the_last_word_counts(conversations: Conversations, database: Database) -> None:
    """The learner's own turn and a missing one are refused; without a number it is about the newest answer."""
    known = answered(conversations)
    for wrong in (1, 3):
        with pytest.raises(BadInput) as refused:
            conversations.give_feedback(known, "ada", wrong, True)
        assert refused.value.details[0].field == "turn"
    conversations.give_feedback(known, "ada", 2, True)

    assert conversations.give_feedback(known, "ada", None, False, "Too long") == 2
    with database.read() as session:
        rows = [(row.turn, row.helpful, row.why) for row in session.scalars(select(FeedbackRow))]
    assert rows == [(2, False, "Too long")]
