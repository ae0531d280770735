"""Which notes fit a learner's question: full text (SQLite FTS5), a lexicon, learners' phrases, and vectors if any.

Kinds of evidence, each 0 to 1, are joined as independent hints (1 minus the product of the doubts):
- phrase: a note's best keyword, by how much of it stands in the question and how much of the question it explains;
  its second-best keyword counts a little as well;
- lexicon: what the question's words and symbols point to;
- text: BM25 over the whole note, relative to the best note.
Then the notes are ordered anew by how alike all of their phrases together are to the question (wording.py).
The result is held against how much of the question is about programming at all (subject.py), so that scores can be
compared with `RELEVANT` from question to question. Weights were fitted on labelled questions (tests/knowledge).
"""

import math
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ai_engine.knowledge.elsewhere import elsewhere
from ai_engine.knowledge.lexicon import lexicon, synonyms
from ai_engine.knowledge.note import Note
from ai_engine.knowledge.subject import share_of_programming
from ai_engine.knowledge.vectors import Embed, PhraseVectors, phrase_vectors
from ai_engine.knowledge.wording import Wording
from ai_engine.knowledge.words import STOP_WORDS, Query, read_query, repair, stems_of

RELEVANT = 0.3
"""Passages below this score don't fit the question: then the tutor says that it doesn't know."""

_PHRASE_WEIGHT, _SECOND_WEIGHT, _LEXICON_WEIGHT, _TEXT_WEIGHT = 0.86, 0.3, 0.63, 0.38
_COVERAGE_POWER, _SHARE_POWER, _POINTER_POWER = 1.7, 0.75, 0.3
_VERBATIM = 0.8  # how far a phrase that stands in the question word by word closes the gap to certainty
_UNKNOWN_WEIGHT, _READ_WEIGHT = (
    2.4,
    1.5,
)  # of words that no keyword holds; keywords' words weigh 0.7 (common) to 5 (rare)
_ALIKE, _ALIKE_FIRST = 0.5, 0.1  # how far likeness in wording moves a note towards the best score, and above it
_MOST_MENDED = 40  # terms; in longer texts typing mistakes decide little and cost much
_ONE_WORD_OF_MANY = 0.7  # a longer phrase of which only one word says something, and only that one is there
# How much vectors count beside words, and the cosines that count as nothing and as all: measured, see the tests.
_VECTOR_SHARE, _FAR, _NEAR = 0.4, 0.45, 0.95
_BM25_COLUMNS = (6.0, 5.0, 2.0, 1.5, 0.5)  # title, keywords, explanation, misconceptions, example


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that fits a question. `score` is 0 to 1; compare it with `RELEVANT`."""

    note_id: str
    title: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    note_id: str
    terms: frozenset[str]
    line: str  # "" for single words, which are no phrase to be found word by word
    weight: float


class Index:
    """The retrieval index over notes, kept in memory. Safe to share between threads."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._notes = {note.id: note for note in notes}
        written = [(note.id, read_query(text)) for note in notes for text in _phrases(note)]
        found_in: dict[str, set[str]] = defaultdict(set)
        for note_id, phrase in written:
            for term in phrase.terms or phrase.words:
                found_in[term].add(note_id)
        self._rarity = {term: math.log(1 + len(notes) / len(ids)) for term, ids in found_in.items()}
        self._plain_phrases = [phrase.line for _, phrase in written if not phrase.terms and len(phrase.words) > 2]
        self._by_term: dict[str, list[_Phrase]] = defaultdict(list)
        for note_id, phrase in written:
            terms = frozenset(phrase.terms or phrase.words)
            line = phrase.line if len(phrase.words) > 1 else ""
            weighed = _Phrase(note_id, terms, line, sum(self._rarity[term] for term in terms))
            for term in terms:
                self._by_term[term].append(weighed)
        self._wording = Wording(written)
        self._known = frozenset(self._rarity) | frozenset(lexicon())
        self._text_words = frozenset().union(
            *(stems_of(f"{note.explanation} {' '.join(note.misconceptions)}") for note in notes)
        )
        self._vectors: PhraseVectors | None = None
        self._lock = threading.Lock()
        self._database = _full_text(notes)

    def learn(self, embed: Embed, file: Path | None = None, model: str = "") -> bool:
        """Take up an embedding model: compute the phrases' vectors, or read them from `file` where they were kept.

        Takes some seconds the first time, so call it in the background; searches go on meanwhile, by words alone.
        False if the model could not answer; then call it again later.
        """
        phrases = [(note.id, text) for note in self._notes.values() for text in (note.title, *note.keywords)]
        self._vectors = phrase_vectors(phrases, embed, file, model)
        return self._vectors is not None

    def search(self, query: str, limit: int = 3, *, embed: Embed | None = None) -> list[Passage]:
        """The notes that fit `query`, best first, at most `limit`; those without any evidence are left out.

        Args:
            query: a learner's question, in any wording; an error message; a symbol.
            limit: at most so many.
            embed: the embedding model that `learn` was given; without it, or when it can't answer, words alone count.
        """
        question = read_query(query)
        scores = self._reordered(self._scores(question), question)
        vectors = self._vectors
        found = embed([query]) if embed is not None and vectors is not None else None
        if found and vectors is not None:
            scores = _blended(scores, vectors.similarities(found[0]))
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], self._notes[pair[0]].order))[:limit]
        return [
            Passage(note_id, self._notes[note_id].title, self._notes[note_id].explanation, round(score, 3))
            for note_id, score in ranked
            if score > 0
        ]

    def _scores(self, question: Query) -> dict[str, float]:
        terms, repaired = self._terms(question)
        if not terms:
            return {}
        weights = {
            term: self._rarity.get(term, _READ_WEIGHT if term in self._text_words else _UNKNOWN_WEIGHT)
            for term in terms
        }
        hints = (
            *self._phrase_evidence(weights, question.line),
            _lexicon_evidence(weights),
            self._text_evidence(terms),
        )
        theirs = self._in_learners_phrases(weights, question.line)
        about = share_of_programming(weights, repaired, self._known, self._text_words, question.marked, theirs)
        return {
            note_id: about * (1 - math.prod(1 - hint.get(note_id, 0.0) for hint in hints))
            for note_id in self._notes.keys() & {note_id for hint in hints for note_id in hint}
        }

    def _reordered(self, scores: dict[str, float], question: Query) -> dict[str, float]:
        """The notes whose phrases are together most alike to the question move up towards the best score."""
        best = max(scores.values(), default=0.0)
        if not best:
            return scores
        alike = self._wording.likeness(question)
        return {
            note_id: min(1.0, score + ((best - score) * _ALIKE + best * _ALIKE_FIRST) * alike.get(note_id, 0.0))
            for note_id, score in (scores | dict.fromkeys(alike.keys() - scores.keys(), 0.0)).items()
        }

    def _terms(self, question: Query) -> tuple[list[str], set[str]]:
        """What to look for, and which of it was repaired. Words written apart (`type error`) count joined too."""
        joined = (first + second for first, second in pairwise(question.words))
        terms = dict.fromkeys((*question.terms, *(word for word in joined if word in lexicon())))
        if not terms:
            # Only stop words: a phrase made of them ("my code does not work"), or Python's own words ("and or").
            words = question.words
            fits = any(plain in question.line for plain in self._plain_phrases)
            return (list(dict.fromkeys(words)) if fits or lexicon().keys() >= set(words) else []), set()
        mended = {}
        for term in terms:
            if term in self._known or term in self._text_words or term in elsewhere() or len(terms) > _MOST_MENDED:
                mended[term] = False
            elif (meant := repair(term, lexicon())) is not None:
                mended[meant] = True
            elif repair(term, STOP_WORDS) is None:
                mended[term] = False
        return list(mended), {term for term, was_repaired in mended.items() if was_repaired}

    def _phrase_evidence(self, weights: dict[str, float], line: str) -> tuple[dict[str, float], ...]:
        """For each note how well its best phrase fits, and its second-best."""
        asked = dict(weights)
        for term, weight in weights.items():
            for other in synonyms().get(term, ()):
                asked.setdefault(other, weight * 0.7)
        total = sum(weights.values())
        fits: dict[str, list[float]] = defaultdict(list)
        for phrase in {id(p): p for term in asked for p in self._by_term.get(term, ())}.values():
            common = phrase.terms & asked.keys()
            matched = sum(min(asked[term], self._rarity[term]) for term in common)
            coverage, share = matched / phrase.weight, min(1.0, matched / total)
            value = coverage**_COVERAGE_POWER * share**_SHARE_POWER
            if phrase.line and phrase.line in line:
                value += (1 - value) * _VERBATIM
            elif phrase.line and len(phrase.terms) == 1:
                value *= _ONE_WORD_OF_MANY
            fits[phrase.note_id].append(value)
        ranked = {note_id: sorted(values, reverse=True) for note_id, values in fits.items()}
        best = {note_id: _PHRASE_WEIGHT * values[0] for note_id, values in ranked.items()}
        second = {note_id: _SECOND_WEIGHT * values[1] for note_id, values in ranked.items() if len(values) > 1}
        return best, second

    def _in_learners_phrases(self, terms: Iterable[str], line: str) -> set[str]:
        """The terms that stand in a phrase of several words which the question holds word by word."""
        return {
            term
            for term in terms
            for phrase in self._by_term.get(term, ())
            if len(phrase.terms) > 1 and phrase.line and phrase.line in line
        }

    def _text_evidence(self, terms: list[str]) -> dict[str, float]:
        wanted = " OR ".join(f'"{term}"' for term in terms if term.isalnum())
        if not wanted:
            return {}
        with self._lock:
            rows = self._database.execute(
                f"SELECT id, -bm25(note, 0, {', '.join(map(str, _BM25_COLUMNS))}) FROM note WHERE note MATCH ?",  # noqa: S608
                (wanted,),
            ).fetchall()
        best = max((value for _, value in rows), default=0)
        return {note_id: _TEXT_WEIGHT * value / best for note_id, value in rows} if best > 0 else {}


def _blended(scores: Mapping[str, float], similarities: Mapping[str, float]) -> dict[str, float]:
    blended = {}
    for note_id, similarity in similarities.items():
        near = min(1.0, max(0.0, (similarity - _FAR) / (_NEAR - _FAR)))
        # Another hint, which may only add: few questions are as near to a phrase as their words say that they fit it.
        blended[note_id] = 1 - (1 - scores.get(note_id, 0.0)) * (1 - _VECTOR_SHARE * near)
    return blended


def _lexicon_evidence(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    doubt: dict[str, float] = defaultdict(lambda: 1.0)
    for term, weight in weights.items():
        share = math.pow(weight / total, _POINTER_POWER)
        for note_id, sureness in lexicon().get(term, {}).items():
            doubt[note_id] *= 1 - sureness * share
    return {note_id: _LEXICON_WEIGHT * (1 - value) for note_id, value in doubt.items()}


def _phrases(note: Note) -> tuple[str, ...]:
    return (note.title, note.id.replace("-", " "), *note.keywords)


def _full_text(notes: Sequence[Note]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.execute(
        "CREATE VIRTUAL TABLE note USING fts5"
        "(id UNINDEXED, title, keywords, explanation, misconceptions, example, tokenize = 'porter unicode61')"
    )
    database.executemany(
        "INSERT INTO note VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                note.id,
                note.title,
                " . ".join(note.keywords),
                note.explanation,
                " ".join(note.misconceptions),
                note.example,
            )
            for note in notes
        ),
    )
    return database
