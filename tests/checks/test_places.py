"""Where a finding stands, and what is left alone although it looks like a fault."""

from ai_engine.analysis import analyse
from tests.checks.harness import alarms, findings


def test_one_item_of_a_collection_may_be_taken_by_a_loop() -> None:
    """A body that only hands out the loop's item, or a dictionary kept as a memory, is no alarm."""
    first = "def f(d):\n    for key in d:\n        return key\n    return None"
    memory = "def f(n, seen={}):\n    if n in seen:\n        return seen[n]\n    seen[n] = n * 2\n    return seen[n]"
    own = "class Box(dict):\n    def clear_all(self):\n        for key in self:\n            self.discard(key)"

    assert alarms(first) == set()
    assert alarms(memory) == set()
    assert alarms(own) == set()


def test_an_early_return_is_told_where_it_stands() -> None:
    """The finding stands at the return that comes too early, not at the loop or the condition before it."""
    plain = "def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n        return n"
    both = """
    def f(xs):
        for x in xs:
            if x > 0:
                return True
            else:
                return False
    """

    assert [item.line for item in findings(plain) if item.rule == "return-too-early"] == [5]
    assert [item.line for item in findings(both) if item.rule == "return-too-early"] == [6]


def test_what_may_be_wrong_is_told_before_what_could_be_faster() -> None:
    """Among hints of one severity those about logic stand before those about speed and style."""
    code = "def unique(xs):\n    for x in xs:\n        if xs.count(x) > 1:\n            xs.remove(x)\n    return xs\n"
    found = [item for item in analyse(code).findings if item.severity == "info"]
    logic = [place for place, item in enumerate(found) if item.category in ("logic", "runtime")]

    assert logic
    assert logic == list(range(len(logic)))


def test_the_weakest_hint_fits_the_kind_of_finding() -> None:
    """A hint of style asks for another way to say it, one of speed asks for the work; neither gives the answer away."""
    style = next(
        item for item in findings("def f(xs):\n    return set([x for x in xs]), 5 == xs") if item.category == "style"
    )

    assert style.hints[0].startswith(f"Line {style.line} works")
    assert len(set(style.hints)) == len(style.hints)
