"""A teacher's own material, indexed beside the concept bank: found first, cited by title and section.

The index is one SQLite file (FTS5). It may be deleted at any time: the next `refresh` builds it anew.
"""

import hashlib
import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ai_engine.knowledge.course_files import KINDS, UnreadableFile, read_document
from ai_engine.knowledge.lexicon import synonyms
from ai_engine.knowledge.words import read_query

_VERSION = 1
_CANDIDATES = 20

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the one being read."""


@dataclass(frozen=True, slots=True)
class CoursePassage:
    """A part of a teacher's document. `score` is 0 to 1 and compares with `retrieval.RELEVANT`."""

    title: str
    section: str
    text: str
    score: float

    @property
    def citation(self) -> str:
        """How an answer names its source."""
        return f"{self.title}, {self.section}" if self.section and self.section != self.title else self.title


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh found: numbers of files, and what could not be read, as (name, why)."""

    read: int
    unchanged: int
    removed: int
    unreadable: tuple[tuple[str, str], ...]


class Course:
    """The index over one folder of documents. Searches may run in any thread, also during a refresh."""

    def __init__(self, folder: Path, index_file: Path) -> None:
        self.folder = folder
        self.index_file = index_file

    def refresh(self, progress: Progress | None = None) -> Refreshed:
        """Bring the index up to the folder's present state. Only new and changed files are read.

        A file counts as unchanged by its size and time, else by its content. One that can't be read is reported and
        stays out; it never stops the others.
        """
        files = self._files()
        read = unchanged = 0
        unreadable: list[tuple[str, str]] = []
        with self._connection() as database:
            known = {row[0]: row[1:] for row in database.execute("SELECT path, stamp, sha256 FROM document")}
            for done, (name, path) in enumerate(files.items()):
                if progress is not None:
                    progress(done, len(files), name)
                try:
                    status = path.stat()
                    stamp = f"{status.st_mtime_ns}:{status.st_size}"
                    if name in known and known[name][0] == stamp:
                        unchanged += 1
                        continue
                    digest = hashlib.sha256(path.read_bytes()).hexdigest()
                    if name in known and known[name][1] == digest:
                        database.execute("UPDATE document SET stamp = ? WHERE path = ?", (stamp, name))
                        unchanged += 1
                        continue
                    self._store(database, name, path, stamp, digest)
                    read += 1
                except (UnreadableFile, OSError) as error:
                    self._forget(database, name)
                    why = str(error) if isinstance(error, UnreadableFile) else "can't be opened"
                    unreadable.append((name, why))
                database.commit()
            gone = known.keys() - files.keys()
            for name in gone:
                self._forget(database, name)
            database.commit()
        if progress is not None:
            progress(len(files), len(files), "")
        return Refreshed(read, unchanged, len(gone), tuple(unreadable))

    def search(self, query: str, limit: int = 3) -> list[CoursePassage]:
        """The passages that fit `query`, best first. Empty before the first refresh.

        The score is the share of the question's terms that the passage holds, weighted by how rare they are in the
        course; a term in the title or heading counts fully, one in the text for 0.85.
        """
        terms = [term for term in read_query(query).terms if term.isalnum()]
        if not terms or not self.index_file.exists():
            return []
        wanted = list(dict.fromkeys(word for term in terms for word in (term, *synonyms().get(term, ()))))
        match = " OR ".join(f'"{word}"' for word in wanted if word.isalnum())
        with self._connection() as database:
            total = database.execute("SELECT count(*) FROM section").fetchone()[0]
            rarity = {term: math.log(1 + total / (1 + _holding(database, term))) for term in terms}
            rows = database.execute(
                "SELECT title, heading, body FROM section WHERE section MATCH ?"
                " ORDER BY bm25(section, 0, 4, 4, 1) LIMIT ?",
                (match, _CANDIDATES),
            ).fetchall()
        scored = [
            CoursePassage(title, heading, body, round(_score(rarity, f"{title} {heading}", body), 3))
            for title, heading, body in rows
        ]
        return sorted(scored, key=lambda passage: -passage.score)[:limit]

    def _files(self) -> dict[str, Path]:
        """The folder's documents by their name in it. Hidden files and what links lead to outside are left out."""
        root = self.folder.resolve()
        found = {}
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            name = path.relative_to(root)
            hidden = any(part.startswith(".") for part in name.parts)
            if path.suffix.lower() in KINDS and not hidden and path.is_file() and path.resolve().is_relative_to(root):
                found[name.as_posix()] = path
        return found

    def _store(self, database: sqlite3.Connection, name: str, path: Path, stamp: str, digest: str) -> None:
        document = read_document(path)
        self._forget(database, name)
        database.execute("INSERT INTO document VALUES (?, ?, ?)", (name, stamp, digest))
        database.executemany(
            "INSERT INTO section VALUES (?, ?, ?, ?)",
            ((name, document.title, section.heading, section.text) for section in document.sections),
        )

    def _forget(self, database: sqlite3.Connection, name: str) -> None:
        database.execute("DELETE FROM document WHERE path = ?", (name,))
        database.execute("DELETE FROM section WHERE path = ?", (name,))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """The index, made if it is absent, of another version, or damaged."""
        self.index_file.parent.mkdir(parents=True, exist_ok=True)
        try:
            database = self._opened()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                self.index_file.with_name(self.index_file.name + ending).unlink(missing_ok=True)
            database = self._opened()
        with closing(database):
            yield database

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.index_file, timeout=10)
        try:
            if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                database.executescript(
                    "DROP TABLE IF EXISTS document; DROP TABLE IF EXISTS section;"
                    "CREATE TABLE document (path TEXT PRIMARY KEY, stamp TEXT, sha256 TEXT);"
                    "CREATE VIRTUAL TABLE section USING fts5"
                    "(path UNINDEXED, title, heading, body, tokenize = 'porter unicode61');"
                    f"PRAGMA journal_mode = WAL; PRAGMA user_version = {_VERSION};"
                )
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database


def _holding(database: sqlite3.Connection, term: str) -> int:
    """How many sections hold a term."""
    return int(database.execute("SELECT count(*) FROM section WHERE section MATCH ?", (f'"{term}"',)).fetchone()[0])


def _score(rarity: dict[str, float], head: str, body: str) -> float:
    in_head, in_body = set(read_query(head).terms), set(read_query(body.replace("```", " ")).terms)
    held = 0.0
    for term, weight in rarity.items():
        words = {term, *synonyms().get(term, ())}
        held += weight if words & in_head else 0.85 * weight if words & in_body else 0.0
    return held / (sum(rarity.values()) or 1)
