"""ImportError, and attributes that a module doesn't have."""

import difflib
import sys

from ai_engine.analysis.tracebacks.told import Case, Told


def module_attribute(case: Case) -> Told:
    """A module without this name, or a file of the learner's own that hides it."""
    module, name = case.groups[0], case.groups[1]
    causes = []
    if "partially initialized" in case.error.message or "circular" in case.error.message:
        causes.append(
            f"Your own file is probably called {module}.py, so Python imports it in place of the real module."
        )
    elif module in sys.stdlib_module_names:
        near = case.facts.similar(name, _module_names(module))
        if near:
            causes.append(f"{name} may be a misspelling of {near}.")
        causes.append(f"If a file of yours in this folder is called {module}.py, Python imports that one.")
    else:
        causes.append(f"{name} may be misspelt, or it isn't in the module {module}.")
    return Told(
        "modules",
        f"The module {module} has nothing called {name}.",
        tuple(causes),
        (f"print({module}.__file__) shows which file was imported; print(dir({module})) shows what is in it.",),
        f"Check the spelling of {name}, and rename your own file if it has the module's name.",
        f"{module}.{name}",
    )


def _module_names(module: str) -> list[str]:
    """What a well-known module offers; only those that are loaded anyway are looked at."""
    loaded = sys.modules.get(module)
    return [name for name in dir(loaded) if not name.startswith("_")] if loaded is not None else []


def no_module(case: Case) -> Told:
    """A module that isn't found."""
    name = case.groups[0]
    base = name.split(".")[0]
    near = difflib.get_close_matches(base, [*sys.stdlib_module_names], n=1, cutoff=0.75)
    causes = []
    if base in sys.stdlib_module_names:
        causes.append(
            f"{base} comes with Python, but {name} isn't in it; or a file of yours called {base}.py hides it."
        )
    elif near and near[0] != base:
        causes.append(f"{base} may be a misspelling of {near[0]}, which comes with Python.")
    causes.append(f"If {base} is a package from outside, it isn't installed in the Python that runs this program.")
    causes.append(
        f"If {base} is a file of yours, it must lie in the same folder as the program and be called {base}.py."
    )
    return Told(
        "import-errors" if base not in sys.stdlib_module_names else "modules",
        f"Python looked for a module called {name}{case.place()} and found none.",
        tuple(causes),
        ("import sys; print(sys.executable) shows which Python runs; packages must be installed for that one.",),
        f"Check the spelling of {base}, or install it with pip in the environment you use.",
        name,
    )


def import_name(case: Case) -> Told:
    """A module that is found and lacks the name."""
    name, module = case.groups[0], case.groups[1]
    causes = []
    if "circular" in case.error.message or "partially initialized" in case.error.message:
        causes.append("Two files import each other (a circular import), or your own file has the module's name.")
    near = case.facts.similar(name, _module_names(module))
    if near:
        causes.append(f"{name} may be a misspelling of {near}.")
    causes.append(
        f"The module {module} was found, but nothing called {name} is in it; a file of yours called "
        f"{module}.py would hide the real one."
    )
    return Told(
        "import-errors",
        f"{name} can't be imported from {module}{case.place()}: the module has no such name.",
        tuple(causes),
        (f"import {module}; print({module}.__file__) shows which file was really imported.",),
        "Check the spelling, and rename your own file if it is called like the module.",
        name,
    )


def import_other(case: Case) -> Told:
    """An ImportError whose message isn't known."""
    return Told(
        "import-errors",
        f"An import failed{case.place()}.",
        ("The module or the name in it may be misspelt, or not installed.",),
        ("Try the import alone in an empty program.",),
        "Check the name of the module, and whether it is installed.",
    )
