"""Which examples of a model a learner may see where no exercise is known, and which would be a program."""

import pytest

from ai_engine.tutor.guard.guard import Guard
from ai_engine.tutor.guard.rules import Rules
from ai_engine.tutor.guard.scene_text import scene_text

NOTES_OWN = 'words = ["a"]\nprint(words)'
ABOUT_NOTHING = Rules(known=scene_text("", ["how does that work?"]), example=NOTES_OWN)
LEARNERS = 'price = "12"\nprint(price + 3)'


def said(text: str, rules: Rules = ABOUT_NOTHING) -> tuple[str, Guard]:
    """What is released of a text that comes in pieces."""
    guard = Guard(rules)
    released = [piece for start in range(0, len(text), 9) for piece in guard.push(text[start : start + 9])]
    return "".join([*released, *guard.finish()]), guard


def block(code: str) -> str:
    """An answer with an example."""
    return f"Have a look at this:\n```python\n{code}\n```\nWhat do you expect?"


@pytest.mark.parametrize(
    "code",
    [
        'for animal in ["cat", "dog"]:\n    print(animal)',
        "steps = 4\nwhile steps > 0:\n    print(steps)\n    steps -= 1",
        'pets = {"Rex": 3}\nprint(pets["Rex"])',
        'weather = "rain"\nif weather == "rain":\n    print("umbrella")\nelse:\n    print("hat")',
        "def half(x):\n    return x / 2\n\nprint(half(9))",
        "class Cat:\n    def __init__(self, name):\n        self.name = name\n\ntom = Cat('Tom')\nprint(tom.name)",
        "try:\n    number = int('seven')\nexcept ValueError:\n    print('no number')",
        "twice = [n * 2 for n in range(3)]\nprint(twice)",
        "for hour in range(2):\n    for minute in range(3):\n        print(hour, minute)",
        'names = ["Li"]\nnames.append("Jo")\nprint(len(names))',
    ],
)
def test_an_example_of_one_construct_passes(code: str) -> None:
    """It shows how something is written, on values of its own."""
    assert said(block(code))[0] == block(code)


@pytest.mark.parametrize(
    "code",
    [
        "total = 0\nfor n in [3, 4]:\n    total += n\nprint(total)",
        "best = 0\nfor n in [3, 4]:\n    if n > best:\n        best = n\nprint(best)",
        "print([n for n in [3, 5, 8] if n != 5])",
        "print(sum(letter in 'aeiou' for letter in 'banana'))",
        "numbers = [8, 3, 8, 5]\ndifferent = set(numbers)\nordered = sorted(different)\nprint(ordered[-2])",
        "seats = [1, 2, 3]\nprint(seats[1:] + seats[:1])",
        "word = 'level'\nprint(word == word[::-1])",
        "for part in 'ada lovelace'.split():\n    print(part[0].upper() + '.', end='')",
        "def fact(n):\n    if n < 2:\n        return 1\n    return n * fact(n - 1)",
        "class Pile:\n    def __init__(self):\n        self.items = []\n\n    def put(self, x):\n        self.items.append(x)",
        "for n in range(1, 20):\n    if n % 3 == 0:\n        print('Fizz')\n    else:\n        print(n)",
        "exec('print(1)')",
        "# total = 0\n# for n in numbers:\n#     total += n\n# return total",
    ],
)
def test_a_program_becomes_the_notes_own_example(code: str) -> None:
    """It keeps, chooses or combines something, and so could be an exercise that nobody named."""
    out, guard = said(block(code))

    assert code not in out and NOTES_OWN in out
    assert guard.report().reasons == ("replaced_example",) and not guard.report().replaced


def test_an_example_on_the_learners_values_is_none() -> None:
    """The numbers and texts of a task that was told in other words make the example its solution."""
    code = "t = 5\nif t < 10:\n    print('coat')\nelif t < 20:\n    print('jumper')"
    told = Rules(
        known=scene_text("", []),
        example=NOTES_OWN,
        told="a coat below 10 degrees, a jumper below 20, how does elif work",
    )

    assert code in said(block(code))[0]
    assert code not in said(block(code), told)[0]


def test_beside_the_learners_program_only_one_thing_is_shown_on_values() -> None:
    """No loop, no function, and nothing that is nearly a line of theirs."""
    rules = Rules(known=scene_text(LEARNERS, []), own_code=LEARNERS, exercise=True, has_problem=True)

    assert "letters[1]" in said(block('letters = ["x", "y"]\nprint(letters[1])'), rules)[0]
    assert said(block('cost = "12"\nprint(int(cost) + 3)'), rules)[1].failed
    assert said(block("for n in [1, 2]:\n    print(n)"), rules)[1].failed


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("`x += 1` is short for `x = x + 1`, and nothing else.", True),
        ("The last item is `colors[-1]`, whatever its length.", True),
        ('`ord("a")` gives 97, so every letter has a number.', True),
        ("Then `numbers == sorted(numbers)` tells you what you want to know.", False),
        ("All you have to ask is whether word == word[::-1] in the end.", False),
        ("That is just [print('Fizz' * (i % 3 == 0) or i) for i in range(1, 101)] and done.", False),
        ('`ord("a")` gives 98, so every letter has a number.', False),
    ],
)
def test_an_expression_that_does_several_things_is_a_solution_in_one_line(text: str, passes: bool) -> None:
    """One that names a construct isn't; what is claimed of values is worked out."""
    assert said(text)[0] == (text if passes else "")


def test_words_about_the_line_are_to_the_point() -> None:
    """A piece of the line that the finding names; where nothing of it is said, the place is added and nothing replaced."""
    rules = Rules(
        known=scene_text('x = int("3.5")', []), own_code='x = int("3.5")', has_problem=True, must_mention=("line 1",)
    )

    assert not said("What does `int` make of a text with a point in it?", rules)[1].failed
    beside = said("Think about what you want to know first.", rules)[1]
    assert beside.failed and not beside.report().replaced
