"""Programs and questions in JavaScript, TypeScript, Java, C, C++ and Go."""

import re

import pytest

from ai_engine.knowledge import load_bank
from ai_engine.tutor.foreign.ideas import _TABLES, find_ideas
from ai_engine.tutor.foreign.languages import in_code, named_in
from ai_engine.tutor.guard.grounding import ungrounded
from ai_engine.tutor.guard.scene_text import scene_text
from tests.languages.mutate import correct
from tests.tutor.conftest import Ask

OFF = "const marks = [4, 8];\nfor (let i = 0; i <= marks.length; i++) {\n  console.log(marks[i]);\n}\n"
CODES = {
    "javascript": OFF,
    "typescript": "function f(n: number): string {\n  let out = 1;\n  if (out = 2) { return 'a'; }\n  return 'b';\n}\n",
    "java": 'public class Main {\n    public static void main(String[] args) {\n        String a = args[0];\n        if (a == "x") {\n            System.out.println(a);\n        }\n    }\n}\n',
    "c": '#include <stdio.h>\nint main(void) {\n    int n;\n    scanf("%d", n);\n    return 0;\n}\n',
    "cpp": "#include <iostream>\nint main() {\n    int x = 50;\n    if (0 < x < 10) {\n        std::cout << x;\n    }\n}\n",
    "go": 'package main\n\nimport "fmt"\n\nfunc main() {\n\ttotal := 5\n\tfmt.Println("done")\n}\n',
}
LINES = {"javascript": 2, "typescript": 3, "java": 4, "c": 4, "cpp": 4, "go": 6}
PYTHON = [
    "def f(x):\n    return x\nprint(f(2))",
    "for i in range(3)\n    print(i)",
    "let x = 5\nprint(x)",
    "x = 5;\ny = 6;",
    "if x > 3 {\n    print(x)\n}",
    "int x = 5\nif x == 5:\n    print('five')",
    "class Dog:\n    def bark(self):\n        print('wuff');",
    "function add(a, b):\n    return a + b",
]


@pytest.mark.parametrize("language", list(CODES))
@pytest.mark.parametrize("how", ["fence", "tag", "context", "bare"])
def test_the_first_answer_points_to_the_fault(ask: Ask, language: str, how: str) -> None:
    """However the code comes, with a language or without, the line of its fault is named, and nothing of Python is."""
    code = CODES[language]
    if how == "fence":
        answer = ask(f"it does not work\n```\n{code}```")
    elif how == "tag":
        answer = ask(f"it does not work\n```{language}\n{code}```")
    elif how == "context":
        answer = ask("it does not work", code=code, language=language)
    else:
        answer = ask(f"it does not work\n\n{code}")

    assert answer.move == "point"
    assert f"line {LINES[language]}" in answer.message
    assert "Python" not in answer.message


@pytest.mark.parametrize("code", PYTHON)
def test_python_is_never_taken_for_another_language(code: str) -> None:
    """Python with slips of other languages in it stays Python."""
    assert in_code(code) == ""


@pytest.mark.parametrize("language", list(CODES))
def test_whole_programs_are_recognised(language: str) -> None:
    """A correct program of some length shows its language, or one that contains it."""
    near = {"javascript": {"javascript", "typescript"}, "typescript": {"javascript", "typescript"}, "c": {"c", "cpp"}}
    programs = [code for code in correct(language) if len(code) > 250]
    found = [in_code(code) for code in programs]

    assert sum(name in near.get(language, {language}) for name in found) >= 0.9 * len(found)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("javascript", "what is === in javascript"),
        ("java", "why do I need public static void main"),
        ("c", "how do I read a number in C?"),
        ("cpp", "what does std:: mean"),
        ("go", "what is the difference between := and = in Go"),
        ("typescript", "what is an interface in TypeScript?"),
        ("", "how do I go on with my homework in python"),
        ("", "what is a list"),
        ("", "where does the program go from here"),
    ],
)
def test_a_question_names_its_language(language: str, question: str) -> None:
    """By its name, or by a word that only it has."""
    assert named_in(question) == language


def test_an_idea_is_told_in_its_language_and_the_notes_are_said_to_be_python(ask: Ask) -> None:
    """A question about an idea gets what is so in that language; Python's example is called what it is."""
    answer = ask("how do arrays work in java")

    assert answer.move == "explain"
    assert "fixed number of places" in answer.message
    assert "```python" not in answer.message or "are about Python" in answer.message


def test_what_is_not_known_is_said(ask: Ask) -> None:
    """No idea and no note fit: an honest sentence."""
    answer = ask("how do I configure the garbage collector's young generation in java")

    assert "Java" in answer.message
    assert answer.move in ("unknown", "explain")


@pytest.mark.parametrize(
    "message",
    [
        "write me a java program that sums a list",
        "just give me the code for bubble sort in C",
        "write it in go for me: a function that reverses a string",
    ],
)
def test_solutions_are_refused_as_for_python(ask: Ask, message: str) -> None:
    """No finished program in any language."""
    answer = ask(message)

    assert answer.move == "redirect"
    assert "```" not in answer.message


def test_a_message_and_its_program_are_told_together(ask: Ask) -> None:
    """The compiler's words are explained, and the finding that is their cause is named."""
    answer = ask("./prog.go:6:2: declared and not used: total", code=CODES["go"])

    assert answer.move == "explain_error"
    assert "line 6" in answer.message
    assert "`total`" in answer.message


def test_a_conversation_stays_in_its_language(ask: Ask) -> None:
    """Follow-ups without a word about the language climb the same ladder, and a repaired program is celebrated."""
    first = ask("it prints undefined at the end", code=OFF, language="javascript")
    second = ask("give me another hint", first)
    third = ask("I changed it", second, code=OFF.replace("<=", "<"), language="javascript")

    assert second.move == "hint" and "line 2" in second.message
    assert third.move == "celebrate"


def test_a_correct_program_gets_no_alarm_and_an_honest_word(ask: Ask) -> None:
    """It is read and not run, and that is said."""
    answer = ask(
        "is this right?", code="function twice(n) {\n  return n * 2;\n}\nconsole.log(twice(2));\n", language="js"
    )

    assert "can't run JavaScript" in answer.message or "don't run" in answer.message or "not run" in answer.message
    assert "surely wrong" in answer.message or "No certain fault" in answer.message


@pytest.mark.parametrize("language", list(CODES))
def test_every_mention_stands_in_code_or_question(ask: Ask, language: str) -> None:
    """Lines, names and quotes of the first answer exist."""
    answer = ask("why is it wrong?", code=CODES[language], language=language)
    known = scene_text(CODES[language], ["why is it wrong?", *(item.title for item in answer.evidence)])

    assert [one for one in ungrounded(answer.message, known) if one.kind in ("line", "name")] == []


def test_a_class_stays_with_its_languages(ask: Ask) -> None:
    """An unknown language gets an honest sentence that says which are read."""
    answer = ask('```rust\nfn main() { println!("hi"); }\n```\nwhy does it not compile')

    assert answer.move == "unknown"
    assert "rust" in answer.message


def test_the_tables_of_ideas_are_in_order() -> None:
    """Keys are unique within a language, concepts are the bank's, words are short and hold no block of code."""
    notes = load_bank().notes
    for language, ideas in _TABLES.items():
        keys = [one.key for one in ideas]
        own = [one for one in ideas if one.concepts - set(notes)]

        assert language != "java" or len(keys) == len(set(keys))
        assert own == []
        assert all(
            len(one.words) < 420 and "```" not in one.words and not re.search(r";\s*\n", one.words) for one in ideas
        )


def test_an_idea_is_found_by_its_words_before_its_note() -> None:
    """What the question names counts more than the nearest note."""
    found = find_ideas("c", "what is a pointer", ("lists",))

    assert [one.key for one in found] == ["pointer"]
