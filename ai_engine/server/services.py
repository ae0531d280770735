"""Everything the routes need, made once a web process and handed to the app factory."""

import contextlib
import threading
import time
from dataclasses import dataclass, field
from typing import Self

from ai_engine.analysis.pool import AnalysisPool
from ai_engine.challenges.bank import ChallengeBank
from ai_engine.challenges.practice import PracticeRoom
from ai_engine.errors import BadSetting, EngineError
from ai_engine.inference import ChatEngine
from ai_engine.inference.tasks.engine import TaskEngine
from ai_engine.knowledge import load_bank
from ai_engine.knowledge.bank import Bank
from ai_engine.knowledge.course import Course
from ai_engine.learner.policy import PolicyFile, PolicyNow
from ai_engine.sandbox import Sandbox
from ai_engine.server.admission import Admission
from ai_engine.server.background import Background, Embedding
from ai_engine.settings import Settings
from ai_engine.storage import Conversations, Database
from ai_engine.tutor import Task, TaskOf, Tutor

# A small model's cold start, from a slow disk.
_LOAD_S = 120.0


@dataclass(frozen=True)
class Services:
    """The parts behind the routes."""

    settings: Settings
    database: Database
    conversations: Conversations
    bank: Bank
    engine: ChatEngine
    tasks: TaskEngine
    tutor: Tutor
    admission: Admission
    sandbox: Sandbox
    analyses: AnalysisPool
    practice: PracticeRoom
    policy: PolicyNow
    background: Background
    began: float = field(default_factory=time.time)
    _tried: threading.Event = field(default_factory=threading.Event)
    _warm: threading.Event = field(default_factory=threading.Event)

    @classmethod
    def build(cls, settings: Settings) -> Self:
        """Make the parts; no process is started and no model is loaded before `start`."""
        database = Database.from_settings(settings)
        bank = load_bank()
        engine = ChatEngine(settings)
        sandbox = Sandbox()
        policy = PolicyFile(settings.policy_file, bank.notes)
        practice = PracticeRoom(ChallengeBank(settings.challenges_dir), sandbox, database, policy)
        tasks = TaskEngine(settings)
        conversations = Conversations(database)
        embedding = Embedding(tasks, bank, settings.data_dir / "note-vectors.npz", settings.embedding_model)
        course = course_of(settings)
        tutor = Tutor(
            bank,
            engine,
            database,
            settings,
            policy=policy,
            sandbox=sandbox,
            embed=embedding,
            task_of=_task_of(practice),
            practice=practice,
            course=course,
        )
        return cls(
            settings=settings,
            database=database,
            conversations=conversations,
            bank=bank,
            engine=engine,
            tasks=tasks,
            tutor=tutor,
            admission=Admission(settings.max_slots, settings.queue_limit),
            sandbox=sandbox,
            analyses=AnalysisPool(),
            practice=practice,
            policy=policy,
            background=Background(course, embedding, policy, conversations, practice.records),
        )

    def start(self) -> None:
        """Start what PRELOAD names, and have the retrieval index built before the first question; returns at once."""
        threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()
        self.background.start()
        if self.settings.preload != "none":
            self.engine.start()

    def isolation(self) -> str:
        """The sandbox's level: bubblewrap, landlock or none; `unknown` for the first moment after the start."""
        return self.sandbox.level.name if self._tried.is_set() else "unknown"

    def wake(self) -> None:
        """Start the chat engine where PRELOAD left it out; called by each request that could use it."""
        if self.settings.preload == "none":
            self.engine.start()

    def drain(self) -> None:
        """Take no new work, let running answers end, at most DRAIN_S seconds; then stop the engines."""
        end = time.monotonic() + self.settings.drain_s
        self.admission.close()
        self.engine.drain(self.settings.drain_s)
        self.admission.wait_empty(max(0.0, end - time.monotonic()))
        self.close()

    def close(self) -> None:
        """Stop the engines now; running answers are cut off."""
        self.admission.close()
        self.background.close()
        self.engine.close()
        self.tasks.close()
        self.sandbox.close()
        self.analyses.close()
        self.admission.wait_empty(1.0)
        self.database.close()

    @property
    def warm(self) -> bool:
        """Whether everything that PRELOAD names besides the chat model is loaded; the chat engine speaks for itself."""
        return self.settings.preload != "all" or self._warm.is_set()

    def _warm_up(self) -> None:
        """What first requests would wait for: index, sandbox level, analysis process; with `all` the small models."""
        _ = self.bank.index
        self.bank.search("loop")
        _ = self.practice.bank.challenges
        _ = self.sandbox.level
        self._tried.set()
        with contextlib.suppress(EngineError, OSError):  # whoever needs it will hear the reason
            self.analyses.analyse("x = 1")
        if self.settings.preload == "all":
            self.tasks.embed(["loop"], _LOAD_S)
            self.tasks.suggest_names("x = 1\nprint(x)\n", _LOAD_S)
            self.tasks.sentiment("I like loops.", _LOAD_S)
        self._warm.set()


def course_of(settings: Settings) -> Course | None:
    """The class's own material. Raises BadSetting where COURSE_DIR is no folder."""
    if settings.course_dir is None:
        return None
    if not settings.course_dir.is_dir():
        raise BadSetting(f"The setting COURSE_DIR can't be used: {settings.course_dir} is no folder.")
    return Course(settings.course_dir, settings.data_dir / "course-index.db")


def _task_of(practice: PracticeRoom) -> TaskOf:
    """What a learner sees of a challenge."""

    def task_of(challenge_id: str) -> Task | None:
        challenge = practice.bank.challenges.get(challenge_id)
        if challenge is None:
            return None
        visible = tuple((test.call, test.expected) for test in challenge.visible_tests)
        return Task(
            title=challenge.title,
            statement=challenge.statement,
            entry_point=challenge.entry_point,
            examples=visible,
        )

    return task_of
