"""Which names say too little, and where they stand."""

import pytest

from ai_engine.inference.tasks.identifiers import is_acceptable, snake_case, vague_names


def found(code: str) -> dict[str, list[str]]:
    """Each vague name of a program with the text at each of its places, to prove that the places are right."""
    return {name.name: [code[place.start : place.end] for place in name.places] for name in vague_names(code, 10)}


def test_a_vague_local_is_found_at_all_its_places() -> None:
    """Parameters and variables with a single letter are found wherever they are read and written."""
    code = "def area(w, height):\n    r = w * height\n    return r\n"

    assert found(code) == {"w": ["w", "w"], "r": ["r", "r"]}


@pytest.mark.parametrize(
    "code",
    [
        "for i in range(3):\n    print(i)\n",
        "n = int(input())\n",
        "with open('a') as f:\n    print(f.read())\n",
        "squares = [x * x for x in range(3)]\n",
        "print(list(map(lambda x: x + 1, [1])))\n",
        "for _ in range(3):\n    print('hi')\n",
        "class Dog:\n    def bark(self):\n        return self.x\n",
        "total = 0\nfor value in [1, 2]:\n    total += value\n",
    ],
)
def test_names_that_convention_excuses_are_left_alone(code: str) -> None:
    """Counters, files, comprehension variables and good names are no finding."""
    assert found(code) == {}


def test_attributes_and_strings_are_no_places() -> None:
    """Only the variable itself is a place: not an attribute, a keyword's name or a word of a string."""
    code = "x = 1\nprint('x', point.x, x, end=str(x))\nf(x=x)\n"

    assert found(code) == {"x": ["x"] * 4}
    assert vague_names(code, 1)[0].places[-1].start == code.rindex("x")


def test_columns_after_wide_characters_are_right() -> None:
    """ast counts bytes; the places count characters."""
    code = "s = 'héllo ☕'; q = len(s)\nprint(q, s)\n"

    assert found(code) == {"s": ["s"] * 3, "q": ["q"] * 2}


def test_each_scope_has_its_own_variable() -> None:
    """The same letter in two functions is two variables; a nested function that reads it belongs to its scope."""
    code = "def a(x):\n    def inner():\n        return x\n    return inner\ndef b(x):\n    return x\n"

    names = vague_names(code, 10)

    assert [(name.scope, len(name.places)) for name in names] == [("a", 2), ("b", 2)]


def test_a_nested_function_s_own_variable_is_not_the_outer_one() -> None:
    """A parameter of the same name hides the outer variable."""
    code = "t = 1\ndef f(t):\n    return t\nprint(t)\n"

    assert [(name.scope, len(name.places)) for name in vague_names(code, 10)] == [("", 2), ("f", 2)]


def test_global_belongs_to_the_module() -> None:
    """A name declared global is bound by the module alone."""
    code = "x = 0\ndef bump():\n    global x\n    x = x + 1\n"

    assert [name.scope for name in vague_names(code, 10)] == [""]


@pytest.mark.parametrize("code", ["def f(:\n", "x = '", "(" * 5_000, "\0"])
def test_what_is_no_program_has_no_names(code: str) -> None:
    """Broken code is reported elsewhere; here it is just empty."""
    assert vague_names(code, 4) == []


@pytest.mark.parametrize("name", ["for", "list", "x", "tmp2", "used", "2nd", "a b", "", "größe", "match"])
def test_unfit_proposals(name: str) -> None:
    """Keywords, built-ins, vague names, names in use and no names at all are not proposed."""
    assert not is_acceptable(name, "x", frozenset({"used"}))


def test_fit_proposals() -> None:
    """An unused word is."""
    assert is_acceptable("total", "x", frozenset({"used"}))


def test_java_s_spelling_becomes_python_s() -> None:
    """Names come out as PEP 8 writes variables."""
    assert [snake_case(name) for name in ("wordCount", "Total", "max_size")] == ["word_count", "total", "max_size"]
