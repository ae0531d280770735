"""The exception tree is what its docstring draws."""

import re

from ai_engine import errors


def test_the_drawn_tree_is_the_real_one() -> None:
    """Every class stands in the drawing, and every drawn name is a class."""
    drawn = set(re.findall(r"^[│├└─ ]*([A-Z]\w+)", errors.__doc__ or "", re.MULTILINE)) - {"Every", "SetupError and"}
    real = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.EngineError) and not name.startswith("_")
    }

    assert real <= drawn
    assert {name for name in drawn if name.endswith(("Error", "Input", "Missing", "Full"))} <= real
