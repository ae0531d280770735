"""The words that Python itself brings: who mentions `append` or `NameError` has invented nothing."""

import builtins
import importlib
import io
import keyword
import sys
from functools import cache

_TYPES = (
    str,
    list,
    dict,
    set,
    frozenset,
    tuple,
    int,
    float,
    bool,
    bytes,
    range,
    object,
    BaseException,
    io.TextIOWrapper,
)
# Modules of a first course; all of them are small and most are loaded anyway.
_MODULES = ("math", "random", "datetime", "time", "json", "csv", "string", "statistics", "itertools", "functools")
_SPECIAL = (
    "__init__ __str__ __repr__ __eq__ __lt__ __le__ __gt__ __add__ __sub__ __mul__ __len__ __iter__ __next__ "
    "__contains__ __getitem__ __setitem__ __enter__ __exit__ __call__ __name__ __main__ __dict__ __class__ __doc__ "
    "__file__ self cls"
)


@cache
def python_words() -> frozenset[str]:
    """Keywords, builtins, exceptions, methods of the builtin types, standard modules and the names of everyday ones."""
    words = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), *_SPECIAL.split(), *sys.stdlib_module_names}
    for kind in _TYPES:
        words.update(dir(kind))
    for module in _MODULES:
        words.update(dir(importlib.import_module(module)))
    return frozenset(words) - {"_"}


@cache
def everywhere() -> frozenset[str]:
    """Of these, the keywords and the kinds of errors: they may be spoken of in any program."""
    return frozenset(keyword.kwlist) | {name for name in python_words() if name.endswith(("Error", "Exception"))}
