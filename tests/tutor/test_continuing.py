"""How an answer goes on where the guard ended the model's: one answer, and not two."""

from ai_engine.tutor.continuing import continuation

COMPOSED = (
    "Take a close look at line 5, `return total`. This loop never gets to a second round: the first one always ends with `return` (line 5). "
    "A loop that always leaves in its first round looks at one item only.\n\n"
    "Print the loop's variable as the first line of the body and count how often it appears."
)
CONCEPT = (
    "A list keeps several values in order. Its values may repeat.\n\n"
    "A small example:\n\n```python\nnames = ['Ann']\n\nprint(names)\n```\n\nWant to check yourself? What is `len([1])`?"
)
POINTS = ("line 5", "return")


def test_what_misses_the_point_is_led_to_it() -> None:
    """The sentence with the place and the next step; the rest of the composed text isn't told again."""
    said = "You wrote a function that adds up numbers and divides them. That is a good start."
    more = continuation(COMPOSED, said, POINTS)

    assert more.startswith("Back to your own code.") and "line 5" in more
    assert more.endswith("how often it appears.") and len(more) < len(COMPOSED)


def test_after_a_question_comes_no_second_task() -> None:
    """The model's question stands; only the place follows."""
    more = continuation(COMPOSED, "You add up the numbers first. What do you expect for three of them?", POINTS)

    assert "line 5" in more and "how often it appears" not in more


def test_a_beginning_that_says_nothing_is_followed_by_everything() -> None:
    """Nothing of it would be told twice."""
    assert continuation(COMPOSED, "Sure!", POINTS) == COMPOSED


def test_what_was_said_is_not_said_again() -> None:
    """The explanation is left out, the example and the question follow."""
    more = continuation(CONCEPT, "A list keeps several values in order, and its values may repeat as well.")

    assert "several values" not in more
    assert "```python\nnames = ['Ann']\n\nprint(names)\n```" in more and more.endswith("`len([1])`?")
