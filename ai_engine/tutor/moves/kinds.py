"""The kinds of tasks of a first course, by the words of the task, each with a first step that is no step of the solution."""

import re

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\b(?:palindrome|revers\w+|vowels?|letters?|characters?|words?|strings?|text|sentence|anagram|caesar|encrypt\w*)\b",
        (
            "Take a word of three letters and do the task with pencil and paper. Which letter do you look at first, and what do you write down?",
            "Choose a very short word and do it by hand. Say aloud each thing that you look at, letter by letter: those sentences are your plan.",
        ),
    ),
    (
        r"\b(?:largest|biggest|maximum|max|smallest|minimum|min|highest|lowest|second)\b",
        (
            "Imagine the numbers on cards, face down, and you may turn over one at a time. What do you have to remember while you go on, and when does it change?",
        ),
    ),
    (
        r"\b(?:sum|total|average|mean|count\w*|how many|frequency|occurrences)\b",
        (
            "Take three values and work it out on paper, one value at a time. Which number do you carry along, what is it before the first value, and how does each value change it?",
        ),
    ),
    (
        r"\b(?:sort\w*|order\w*|search\w*|find\w*|duplicates?|unique|list|array|items?|elements?|numbers in)\b",
        (
            "Write down a list of three items and the result that you want for it. Which item do you look at first, and what do you decide about it?",
        ),
    ),
    (
        r"\b(?:guess\w*|game|menu|quiz|until|password|repeat\w*|calculator|bank|atm)\b",
        (
            "Write down one run of the program as a dialogue: what it shows, what the user types, what it shows next. What repeats, and when does it stop?",
        ),
    ),
    (
        r"\b(?:prime|factorial|fibonacci|even|odd|divisible|divisors?|leap|multiple|fizz\w*|number|digits?|power)\b",
        (
            "Pick one small number and decide it by hand. Which questions did you ask about the number, and in which order?",
            "Choose one number for which the answer is yes and one for which it is no. What did you check to tell them apart?",
        ),
    ),
    (
        r"\b(?:class|object|account|student|car|person|animal|inherit\w*)\b",
        (
            "Name one such object from real life. What does it need to know about itself, and what should it be able to do? Make two short lists: they become its data and its methods.",
        ),
    ),
    (
        r"\b(?:file|csv|read|write|lines)\b",
        (
            "Look at the first two lines of the file. What do you want to have at the end, and which part of each line do you need for it?",
        ),
    ),
)


def is_known_kind(task: str) -> bool:
    """Whether the words tell what kind of task it is."""
    return any(re.search(pattern, task, re.IGNORECASE) for pattern, _ in KINDS)
