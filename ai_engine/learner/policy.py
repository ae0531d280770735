"""What a class allows: a TOML file, read again whenever it changes. docs/policy.md describes it.

The defaults suit a first Python course. A file that becomes unusable while the server runs changes nothing: the last
good rules hold, and one sentence in the log says what is wrong. So an exam lock is never lifted by a slip of the pen.
"""

import hashlib
import logging
import threading
import time
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from ai_engine.errors import BadSetting, Forbidden

Support = Literal["questions", "pointers", "hints", "solution"]
SUPPORT: tuple[Support, ...] = get_args(Support)
HIGHEST_HINT = 4
EXAM_WORDS = (
    "An exam is on, so I can't help with this now. Read the task once more, do the part that you are sure of first, "
    "and trust what you have practised: you know more than it feels like."
)
_LOOK_EVERY_S = 0.5
_LARGEST = 100_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPolicy:
    """The rules of one class, enforced on what leaves the server and told to the chat model.

    Attributes:
        subject: what the class is about, as the tutor names it.
        contact: whom a learner in distress should turn to, in words that fit "please talk to ...".
        contact_words: a sentence of the school's own for a learner in distress, in whatever language; said as it is.
        contact_language: the language of `contact_words` (a tag such as "de"), for the platform's voice and fonts.
        support: "questions" (guiding questions only), "pointers" (lines and errors are named, no hints above the first
            level), "hints" (the ladder), "solution" (the ladder, and after `solution_after` attempts the solution).
        solution_after: attempts that a learner makes before a solution may be shown, with support "solution".
        highest_hint: the last level of the ladder that is given.
        allowed_concepts: concept ids that the class has had; empty: all.
        avoided_concepts: concept ids that the class has not had; the tutor doesn't build on them.
        exam: no hints, no explanations, until it is lifted in the file.
        exam_words: what is said instead.
        languages: the programming languages of the class; empty: all that are known.
        instructions: more words for the model's rules.
        retention_days: days after which conversations and attempts are deleted; 0: never.
    """

    subject: str = "programming in Python"
    contact: str = "a teacher, a parent or another adult you trust"
    contact_words: str = ""
    contact_language: str = ""
    support: Support = "hints"
    solution_after: int = 5
    highest_hint: int = HIGHEST_HINT
    allowed_concepts: frozenset[str] = frozenset()
    avoided_concepts: frozenset[str] = frozenset()
    exam: bool = False
    exam_words: str = EXAM_WORDS
    languages: tuple[str, ...] = ()
    instructions: str = ""
    retention_days: int = 0

    @property
    def questions_only(self) -> bool:
        """Whether nothing but guiding questions is given."""
        return self.support == "questions"

    @property
    def last_hint(self) -> int:
        """The last level of the ladder of hints that is given; 0: none."""
        return {"questions": 0, "pointers": min(1, self.highest_hint)}.get(self.support, self.highest_hint)

    def avoids(self, concept: str) -> bool:
        """Whether the class has not had this concept."""
        return concept in self.avoided_concepts or bool(self.allowed_concepts and concept not in self.allowed_concepts)

    def avoided_among(self, concepts: Collection[str]) -> tuple[str, ...]:
        """Those of the concepts that the class has not had."""
        return tuple(concept for concept in concepts if self.avoids(concept))

    def may_show_solution(self, attempts: int) -> bool:
        """Whether so many attempts earn a solution."""
        return self.support == "solution" and not self.exam and attempts >= self.solution_after

    def check_exam(self) -> None:
        """Raises Forbidden while an exam is on."""
        if self.exam:
            raise Forbidden(self.exam_words)

    def check_language(self, language: str) -> None:
        """Raises Forbidden for a programming language that isn't the class's."""
        if self.languages and language.strip().lower() not in self.languages:
            raise Forbidden(f"This class works in {', '.join(self.languages)}.")


PolicyNow = Callable[[], ClassPolicy]
"""The rules that hold at this moment."""


def parse_policy(text: str, concepts: Collection[str] = ()) -> ClassPolicy:
    """Read a policy. `concepts` are the ids that there are; empty: they aren't checked.

    Raises:
        BadSetting: not TOML, an unknown name, or a value that can't be used; the message says which.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _bad(f"it isn't TOML ({error})") from None
    readers: Mapping[str, Callable[[str, Any], Any]] = {
        "subject": _text, "contact": _text, "contact_words": _text, "contact_language": _text,
        "support": _support, "solution_after": _count, "highest_hint": _hint_level,
        "allowed_concepts": _names, "avoided_concepts": _names,
        "exam": _switch, "exam_words": _text, "languages": _languages, "instructions": _text, "retention_days": _count,
    }  # fmt: skip
    unknown = [name for name in told if name not in readers]
    if unknown:
        raise _bad(f"{unknown[0]!r} is none of {', '.join(readers)}")
    policy = ClassPolicy(**{name: readers[name](name, value) for name, value in told.items()})
    strange = sorted((policy.allowed_concepts | policy.avoided_concepts) - set(concepts)) if concepts else []
    if strange:
        raise _bad(f"there is no concept {strange[0]!r} (docs/policy.md says where they are listed)")
    return policy


class PolicyFile:
    """The policy of a file, read again when the file changes. Safe under threads; call it for the rules of now.

    Raises:
        BadSetting: the file can't be used at the start.
    """

    def __init__(self, path: Path | None, concepts: Collection[str] = ()) -> None:
        self._path, self._concepts = path, concepts
        self._lock = threading.Lock()
        self._stamp = self._digest = ""
        self._looked = 0.0
        self._policy = ClassPolicy()
        if path is not None:
            content = _read(path)
            self._stamp, self._digest = _stamp(path), _hash(content)
            self._policy = parse_policy(_decoded(content), concepts)

    def __call__(self) -> ClassPolicy:
        """The rules that hold now: the file's, or its last good ones."""
        if self._path is not None and time.monotonic() - self._looked >= _LOOK_EVERY_S:
            with self._lock:
                self._looked = time.monotonic()
                self._look(self._path)
        return self._policy

    def _look(self, path: Path) -> None:
        stamp = _stamp(path)
        if stamp == self._stamp:
            return
        self._stamp = stamp  # before it is read: what can't be used is said once, not at each look
        try:
            content = _read(path)
            digest = _hash(content)
            if digest == self._digest:
                return
            self._digest = digest
            self._policy = parse_policy(_decoded(content), self._concepts)
            _log.info("The class policy was read again.")
        except BadSetting as error:
            _log.warning("%s The rules that held before go on.", error.message)


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _bad(f"it can't be read ({error.strerror})") from None
    if len(content) > _LARGEST:
        raise _bad("it is too large for a policy")
    return content


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad("it isn't UTF-8 text") from None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _stamp(path: Path) -> str:
    """Changes when the file does; "" where it can't be seen."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_mtime_ns}:{status.st_size}:{status.st_ino}"


def _bad(what: str) -> BadSetting:
    return BadSetting(f"The file that POLICY_FILE names can't be used: {what}.")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > 2_000:
        raise _bad(f"{name} must be a text of at most 2,000 characters")
    return value.strip()


def _support(name: str, value: Any) -> Support:
    for known in SUPPORT:
        if value == known:
            return known
    raise _bad(f"{name} must be one of {', '.join(SUPPORT)}")


def _count(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 36_500:
        raise _bad(f"{name} must be a whole number from 0")
    return value


def _hint_level(name: str, value: Any) -> int:
    if _count(name, value) > HIGHEST_HINT:
        raise _bad(f"{name} must be a whole number from 0 to {HIGHEST_HINT}")
    return int(value)


def _names(name: str, value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _bad(f"{name} must be a list of concept ids")
    return frozenset(item.strip() for item in value)


def _languages(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _bad(f"{name} must be a list of programming languages")
    return tuple(item.strip().lower() for item in value)


def _switch(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _bad(f"{name} must be true or false")
    return value
