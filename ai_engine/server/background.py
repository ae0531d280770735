"""What is done behind the requests: the course's folder is read, old records go, the notes' vectors are learned."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from ai_engine.errors import EngineError
from ai_engine.inference.tasks.engine import TaskEngine
from ai_engine.knowledge.bank import Bank
from ai_engine.knowledge.course import Course
from ai_engine.learner.policy import PolicyNow
from ai_engine.storage import Conversations
from ai_engine.storage.practice import Practice

log = structlog.get_logger()

_COURSE_EVERY_S = 30.0
_DAY_S = 86_400.0
_LEARN_WAIT_S = 120.0
_LOOK_EVERY_S = 0.25
_QUESTION_WAIT_S = 0.25


class Embedding:
    """The embedding model as the retrieval uses it: once the notes' vectors are there, and not waited for long."""

    def __init__(self, tasks: TaskEngine, bank: Bank, file: Path, model: str) -> None:
        self._tasks, self._bank, self._file, self._model = tasks, bank, file, model
        self._learned = threading.Event()

    def __call__(self, texts: list[str]) -> list[list[float]] | None:
        """Vectors of a question; None where words alone have to do."""
        return self._tasks.embed(texts, _QUESTION_WAIT_S) if self._learned.is_set() else None

    def learn(self) -> bool:
        """Compute the notes' vectors, or read them where they were kept. False where the model is absent or failed."""
        if self._learned.is_set() or not self._tasks.installed("embed"):
            return self._learned.is_set()
        began = time.monotonic()
        if self._bank.index.learn(lambda texts: self._tasks.embed(texts, _LEARN_WAIT_S), self._file, self._model):
            self._learned.set()
            log.info("the notes' vectors are ready", seconds=round(time.monotonic() - began, 1))
        return self._learned.is_set()


class Background:
    """One thread that does these in turn. Nothing it meets ends it, and `close` does within a moment."""

    def __init__(
        self,
        course: Course | None,
        embedding: Embedding,
        policy: PolicyNow,
        conversations: Conversations,
        practice: Practice,
    ) -> None:
        self._course, self._embedding = course, embedding
        self._policy, self._conversations, self._practice = policy, conversations, practice
        self._closed = threading.Event()

    def start(self) -> None:
        """Begin; returns at once."""
        threading.Thread(target=self._run, name="background", daemon=True).start()

    def close(self) -> None:
        """No more rounds. Idempotent."""
        self._closed.set()

    def _run(self) -> None:
        course_due = delete_due = learn_due = 0.0
        days = -1
        while not self._closed.is_set():
            now = time.monotonic()
            wanted = self._policy().retention_days
            if now >= delete_due or wanted != days:
                self._guarded("retention", self.delete_old)
                days, delete_due = wanted, now + _DAY_S
            if now >= course_due:
                self._guarded("course", self.read_course)
                course_due = time.monotonic() + _COURSE_EVERY_S
            if now >= learn_due:
                self._guarded("vectors", self._embedding.learn)
                learn_due = time.monotonic() + 4 * _COURSE_EVERY_S
            self._closed.wait(_LOOK_EVERY_S * 4)

    def delete_old(self) -> int:
        """Delete what is older than the policy's retention time. How many rows and conversations went."""
        days = self._policy().retention_days
        if not days:
            return 0
        before = datetime.now(UTC) - timedelta(days=days)
        count = self._conversations.delete_before(before) + self._practice.delete_before(before)
        if count:
            log.info("old records were deleted", days=days, records=count)
        return count

    def read_course(self) -> None:
        """Bring the index of COURSE_DIR up to date; the log tells what was read."""
        if self._course is None:
            return
        told = time.monotonic()

        def progress(done: int, count: int, name: str) -> None:
            nonlocal told
            if name and time.monotonic() - told >= 2.0:
                told = time.monotonic()
                log.info("reading the course", done=done, of=count, file=name)

        found = self._course.refresh(progress)
        if found.read or found.removed:
            log.info("the course was read", read=found.read, unchanged=found.unchanged, removed=found.removed)
            for name, why in found.unreadable:
                log.warning("a file of the course can't be read", file=name, why=why)

    def _guarded(self, what: str, job: Callable[[], object]) -> None:
        if self._closed.is_set():
            return
        try:
            job()
        except EngineError as error:
            log.warning("a background job failed", job=what, error=error.message)
        except Exception as error:
            # Nobody waits for this thread: the log is the only place where it shows.
            if not self._closed.is_set():
                log.error("a background job failed", job=what, exc_info=error)
