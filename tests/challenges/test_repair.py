"""The parts of the search for a fix: distances, merging, variables, rewriting, mutations, readiness."""

import ast
import random

import pytest

from ai_engine.challenges.grading import changed_lines
from ai_engine.challenges.repair.distance import Distance, Sizes
from ai_engine.challenges.repair.edits import edits
from ai_engine.challenges.repair.merge import Merge
from ai_engine.challenges.repair.mutations import mutants
from ai_engine.challenges.repair.ready import made_ready
from ai_engine.challenges.repair.rewrite import rewritten, source_lines
from ai_engine.challenges.repair.search import Donor, units
from ai_engine.challenges.repair.tree_edit import tree_edit_distance
from ai_engine.challenges.repair.variables import adapted, match

PROGRAMS = [
    "def f(xs):\n    total = 0\n    for x in xs:\n        if x > 0:\n            total += x\n    return total\n",
    "def f(values):\n    if not values:\n        return 0\n    s = 0\n    i = 0\n    while i < len(values):\n"
    "        if values[i] > 0:\n            s = s + values[i]\n        i += 1\n    return s\n",
    "def f(a):\n    return sum(n for n in a if n > 0)\n",
    "def f(a, b=1, *c):\n    try:\n        return a[0] if a else b\n    except (IndexError, KeyError) as e:\n"
    "        raise\n    else:\n        pass\n    finally:\n        print(f'{a!r:>{b}}')\n",
    "def f(rows):\n    def key(r):\n        return r[1], -r[0]\n    best = {}\n    for i, (k, v) in enumerate(rows):\n"
    "        best.setdefault(k, []).append(v)\n    with open('x') as g:\n        g.read()\n"
    "    return sorted(best, key=key)[::-1]\n",
    "def f(x):\n    match x:\n        case [1, *rest]:\n            return rest\n"
    "        case {'a': y}:\n"
    "            return y\n        case _:\n            return lambda z, *w, q=2: {**z, 'k': [*w]}\n",
]


def function(source: str) -> ast.FunctionDef:
    """The first function of a program."""
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node


@pytest.mark.parametrize("one", range(len(PROGRAMS)))
@pytest.mark.parametrize("other", range(len(PROGRAMS)))
def test_any_subset_of_hunks_builds_a_program(one: int, other: int) -> None:
    """No hunk gives the learner's tree, all give the donor's, and whatever lies between can be parsed."""
    mine, theirs = function(PROGRAMS[one]), function(PROGRAMS[other])
    merge = Merge.of(mine, theirs, Distance(Sizes()))
    count = len(merge.hunks)
    draw = random.Random(7)

    assert ast.dump(merge.build(frozenset())) == ast.dump(mine)
    whole = ast.unparse(ast.fix_missing_locations(merge.build(frozenset(range(count)))))
    assert whole == ast.unparse(theirs)
    for _ in range(40):
        chosen = frozenset(n for n in range(count) if draw.random() < 0.5)
        compile(ast.unparse(ast.fix_missing_locations(merge.build(chosen))), "merged", "exec", ast.PyCF_ONLY_AST)


def test_hunks_lie_within_the_learners_lines() -> None:
    """Each difference names lines of the learner's text, the first not after the last."""
    for one in PROGRAMS:
        for other in PROGRAMS:
            merge = Merge.of(function(one), function(other), Distance(Sizes()))

            assert all(1 <= h.line <= h.end_line <= len(source_lines(one)) for h in merge.hunks)
            assert all(h.cost > 0 for h in merge.hunks)


def test_distance_is_nothing_for_equal_trees_and_grows_with_the_change() -> None:
    """0 for the same program; one operator costs 1; it is symmetric, and never above both sizes together."""
    sizes = Sizes()
    distance = Distance(sizes)
    first, second = function(PROGRAMS[0]), function(PROGRAMS[0].replace("x > 0", "x >= 0"))

    assert distance.between(first, function(PROGRAMS[0])) == 0
    assert distance.between(first, second) == 1
    for one in map(function, PROGRAMS):
        for other in map(function, PROGRAMS):
            there, back = distance.between(one, other), distance.between(other, one)
            assert there == back
            assert there <= sizes.size(one) + sizes.size(other)


def test_distance_is_no_less_than_the_edit_distance_of_trees() -> None:
    """Against the plain recursion of tree edit distance on small trees: what is reported flatters nobody."""
    pairs = [
        ("a + b", "a - b"),
        ("a + b", "a"),
        ("f(a, b)", "f(b)"),
        ("a", "a[0]"),
        ("x < 1", "not x"),
        ("[a, b]", "[b, a]"),
    ]
    for one, other in pairs:
        mine, theirs = ast.parse(one).body, ast.parse(other).body
        exact = edit_distance(tuple(map(as_tuple, mine)), tuple(map(as_tuple, theirs)))

        assert Distance(Sizes()).between(mine, theirs) >= exact


def test_the_exact_distance_agrees_with_its_definition() -> None:
    """The fast algorithm gives on small programs what the plain recursion gives."""
    texts = ["a + b", "a", "f(a, b)", "f(b)", "a[0]", "x < 1", "not x", "[a, b]", "[b, a]", "x = 1\ny", "y\nx = 2"]
    for one in texts:
        for other in texts:
            mine, theirs = ast.parse(one).body, ast.parse(other).body
            exact = edit_distance(tuple(map(as_tuple, mine)), tuple(map(as_tuple, theirs)))

            assert tree_edit_distance(mine, theirs) == exact, (one, other)


def as_tuple(node: ast.AST) -> tuple[str, tuple[object, ...]]:
    """A node as its label and its children."""
    label = (
        type(node).__name__
        + str(getattr(node, "id", ""))
        + repr(getattr(node, "value", "") if isinstance(node, ast.Constant) else "")
    )
    return label, tuple(as_tuple(n) for n in ast.iter_child_nodes(node) if not isinstance(n, ast.expr_context))


def edit_distance(one: tuple, other: tuple) -> int:  # type: ignore[type-arg]
    """Tree edit distance of two forests by its definition; for small ones."""
    if not one and not other:
        return 0
    if not one:
        return 1 + edit_distance((), other[:-1] + other[-1][1])
    if not other:
        return 1 + edit_distance(one[:-1] + one[-1][1], ())
    return min(
        1 + edit_distance(one[:-1] + one[-1][1], other),
        1 + edit_distance(one, other[:-1] + other[-1][1]),
        edit_distance(one[:-1], other[:-1]) + edit_distance(one[-1][1], other[-1][1]) + (one[-1][0] != other[-1][0]),
    )


def test_variables_are_matched_by_their_part_and_parameters_by_their_place() -> None:
    """The accumulator finds the accumulator whatever both are called; no two names become one."""
    donor = function("def f(p, q):\n    out = 0\n    for w in q:\n        out += w\n    return out + p\n")
    learner = function("def f(n, row):\n    t = 0\n    for out in row:\n        t += out\n    return t\n")
    renaming = match(donor, learner)

    assert renaming["p"] == "n"
    assert renaming["q"] == "row"
    assert (renaming["out"], renaming["w"]) == ("t", "out")
    assert len(set(renaming.values())) == len(renaming)


def test_parameters_that_callers_name_keep_their_names() -> None:
    """A test that hands an argument over by name needs the parameter under that name."""
    donor, learner = (
        function("def f(base, step=1):\n    return base + step\n"),
        function("def f(a, b=1):\n    return a - b\n"),
    )

    assert ast.unparse(adapted(donor, learner, frozenset({"step"}))).startswith("def f(a, step=1):")


def test_classes_are_adapted_method_by_method() -> None:
    """The names within a method are the learner's."""
    donor = ast.parse("class C:\n    def add(self, item):\n        self.all.append(item)\n").body[0]
    learner = ast.parse("class C:\n    def add(me, thing):\n        pass\n").body[0]
    assert isinstance(donor, ast.ClassDef)
    assert isinstance(learner, ast.ClassDef)

    assert "me.all.append(thing)" in ast.unparse(adapted(donor, learner))


def test_unchanged_lines_stay_to_the_letter() -> None:
    """Comments, blank lines and odd spacing of what a fix leaves alone are the learner's."""
    source = "def f( xs ):\n    # sum up\n    t  =  0\n\n    for x in xs:   # each\n        t +=  x\n    return t-1\n"
    text = rewritten(
        source, function(source), "def f(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t\n"
    )

    assert ast.unparse(ast.parse(text)) == "def f(xs):\n    t = 0\n    for x in xs:\n        t += x\n    return t"
    assert "    t  =  0" in text.splitlines()
    assert "    for x in xs:   # each" in text.splitlines()


@pytest.mark.parametrize("source", PROGRAMS)
def test_every_mutant_is_a_program_and_is_taken_back(source: str) -> None:
    """Applied, each mutant parses; afterwards the tree is as it was."""
    mine = function(source)
    before = ast.dump(mine)
    for mutant in mutants(mine, [ast.Constant(0)]):
        with mutant.applied():
            ast.parse(ast.unparse(ast.fix_missing_locations(mine)))
        assert ast.dump(mine) == before
        assert 1 <= mutant.line <= mutant.end_line <= len(source_lines(source))


def test_edits_are_named_by_their_kind() -> None:
    """The kinds that hints speak about."""
    source = "def f(xs):\n    t = 1\n    for x in xs:\n        if x > 0 and x:\n            t += x\n    return t\n"
    fixed = source.replace("t = 1", "t = 0").replace("x > 0 and x", "x >= 0 or x").replace("return t", "return t + 1")

    kinds = [edit.kind for edit in edits(function(source), fixed)]
    assert kinds == ["off_by_one", "logic", "comparison", "off_by_one"] or set(kinds) <= {
        "off_by_one", "logic", "comparison", "returned_value", "condition",
    }  # fmt: skip


def test_a_program_is_made_readable_and_named_as_the_task_asks() -> None:
    """A missing colon is put in; a function under another name gets the right one, its calls too."""
    reference = Donor.of(PROGRAMS[0])
    ready = made_ready(
        "def g(xs):\n    if not xs\n        return 0\n    return max(xs[0], 0) + g(xs[1:])\n",
        ["f"],
        reference,
        [reference],
    )

    assert ready is not None
    assert list(units(ast.parse(ready.source))) == ["f"]
    assert "+ f(xs[1:])" in ready.source
    assert [edit.kind for edit in ready.edits] == ["syntax", "wrong_name"]


def test_statements_in_the_way_are_taken_out_in_place() -> None:
    """Lines keep their numbers."""
    ready = made_ready("n = int(input())\ndef f(xs):\n    return 0\nprint(f(n))\n", ["f"], Donor.of(PROGRAMS[0]), [])
    assert ready is not None
    several = [option.source for option in ready.cleared(["f"])]

    assert "\ndef f(xs):\n    return 0\nprint(f(n))\n" in several
    assert "\ndef f(xs):\n    return 0\n\n" in several


def test_changed_lines_are_those_of_a_line_diff() -> None:
    """A replaced line is itself; an insertion is the lines around it; a line taken out is itself."""
    assert changed_lines("a\nb\nc\n", "a\nx\nc\n") == (2, 2)
    assert changed_lines("a\nb\nc\n", "a\nb\nx\nc\n") == (2, 3)
    assert changed_lines("a\nb\nc\n", "a\nb\nc\nx\n") == (3, 3)
    assert changed_lines("a\nb\nc\n", "a\nc\n") == (2, 2)
    assert changed_lines("a\nb\n", "x\na\nb\n") == (1, 1)


def test_lines_are_counted_as_python_counts_them() -> None:
    """A form feed or a line separator within a text ends no line."""
    source = "a = 'x\x0by\u2028z'\n\x0cb = 2\r\nc = 3\r"

    assert len(source_lines(source)) == 4
    assert [node.lineno for node in ast.parse(source).body] == [1, 2, 3]
