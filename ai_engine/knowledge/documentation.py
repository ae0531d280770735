"""The running interpreter's own documentation: signatures, docstrings and the language reference's topics, in short.

Only names of a fixed list are looked up: built-ins, the methods of the built-in types, the language's keywords, and a
few dozen modules of the standard library. Nothing else is ever imported, and no value of this process is shown.
"""

import builtins
import importlib
import inspect
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

TYPES = ("str", "list", "dict", "set", "tuple", "int", "float", "bool", "bytes", "frozenset", "range", "complex")
MODULES = frozenset(
    {
        "array", "bisect", "calendar", "collections", "copy", "csv", "dataclasses", "datetime", "decimal", "enum",
        "fractions", "functools", "heapq", "io", "itertools", "json", "math", "operator", "os", "os.path", "pathlib",
        "pprint", "random", "re", "secrets", "shutil", "statistics", "string", "sys", "tempfile", "textwrap", "time",
        "typing", "unittest",
    }
)  # fmt: skip
_CONSTANTS_OF = ("math", "string")  # modules whose plain values are the same on every machine
_NAME = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*){0,3}")
_WRITTEN_AS_CODE = re.compile(
    r"(?<![\w.])((?:[A-Za-z]\w*)?(?:\.[A-Za-z]\w*)+|[A-Za-z]\w*(?=\(\)?))|`([A-Za-z][\w.]*)(?:\(\))?`"
)
_TOPICS = {"except": "try", "finally": "try", "and": "booleans", "or": "booleans", "not": "booleans", "is": "in"}
_SITE = "https://docs.python.org/3/"
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class DocEntry:
    """What the interpreter says about one name.

    Attributes:
        name: the full name, such as `str.split` or `math.floor`.
        signature: how it is called, or "" for what can't be called.
        summary: the first sentence of its documentation.
        url: its place in Python's documentation online, for people; nothing here fetches it.
    """

    name: str
    signature: str
    summary: str
    url: str


@lru_cache(maxsize=1_024)
def lookup(name: str) -> DocEntry | None:
    """What the interpreter says about `name`: `len`, `str.split`, `.split`, `math.floor`, `for`; None if not listed."""
    name = name.strip().removesuffix("()")
    if name.startswith("."):
        return next((entry for type_name in TYPES if (entry := lookup(type_name + name))), None)
    if not _NAME.fullmatch(name):
        return None
    if keyword.iskeyword(name) and name not in ("None", "True", "False"):
        return _keyword(name)
    found = _find(name)
    if found is None:
        return None
    module, thing = found
    return _entry(name, module, thing)


def mentioned(text: str, limit: int = 3) -> list[DocEntry]:
    """The entries for names that a question writes as code: with a dot, with parentheses, or in backticks."""
    entries: dict[str, DocEntry] = {}
    for written, quoted in _WRITTEN_AS_CODE.findall(text[:4_000]):
        entry = lookup(written or quoted) or lookup("." + (written or quoted).rpartition(".")[2])
        if entry is not None:
            entries.setdefault(entry.name, entry)
    return list(entries.values())[:limit]


def _find(name: str) -> tuple[str, object] | None:
    """The module a listed name belongs to ("" for built-ins) and what it stands for."""
    for module in _modules_of(name):
        thing: object = importlib.import_module(module) if module else builtins
        rest = name.removeprefix(module).lstrip(".")
        parts = rest.split(".") if rest else []
        if not module and (not parts or (len(parts) > 1 and parts[0] not in TYPES)):
            continue
        for part in parts:
            # Only classes are looked into, so no path leads from one module into another.
            if part.startswith("_") or (thing is not builtins and not isinstance(thing, type | ModuleType)):
                return None
            thing = inspect.getattr_static(thing, part, None)
            if thing is None or isinstance(thing, ModuleType):
                return None
        return module, thing
    return None


def _modules_of(name: str) -> Iterator[str]:
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        if ".".join(parts[:size]) in MODULES:
            yield ".".join(parts[:size])
    if hasattr(builtins, parts[0]):
        yield ""


def _entry(name: str, module: str, thing: object) -> DocEntry | None:
    if isinstance(thing, staticmethod | classmethod):
        thing = thing.__func__
    if not (callable(thing) or inspect.isdatadescriptor(thing) or isinstance(thing, ModuleType | property)):
        if module not in _CONSTANTS_OF or not isinstance(thing, int | float | str):
            return None
        return DocEntry(name, "", f"A constant of the module {module}: {thing!r}.", _url(name, module))
    signature, summary = _told(name, inspect.getdoc(thing) or "")
    if not signature and callable(thing):
        signature = _signature(name, thing)
    return DocEntry(name, signature, summary, _url(name, module)) if summary else None


def _told(name: str, doc: str) -> tuple[str, str]:
    """The signature that stands in a docstring's first lines, if any, and its first sentence."""
    last = name.rpartition(".")[2]
    lines = doc.splitlines()
    signature = ""
    while lines and (not lines[0].strip() or re.match(rf"(?:\w+\.)?{last}\(", lines[0])):
        signature = signature or lines[0].strip()
        lines.pop(0)
    return signature.partition(" -> ")[0], _first_sentence("\n".join(lines))


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.strip().partition("\n\n")[0].split())
    sentence = re.match(r".+?[.!?](?=\s+[A-Z(]|$)", paragraph)
    short = sentence[0] if sentence else paragraph
    return short if len(short) <= _LONGEST else short[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _signature(name: str, thing: object) -> str:
    try:
        parameters = str(inspect.signature(thing))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return ""
    parameters = re.sub(r"\(self(?:, /)?(?:, )?", "(", parameters).partition(" -> ")[0]
    return f"{name}{parameters.replace(', /', '').replace('(/, ', '(')}"


def _keyword(name: str) -> DocEntry | None:
    """A keyword's topic in the language reference that comes with the interpreter."""
    try:
        topics = importlib.import_module("pydoc_data.topics").topics
    except ModuleNotFoundError:  # some slim installations leave the topics out
        return None
    text = topics.get(_TOPICS.get(name, name), "").replace('"', "`").replace("*", "")
    for paragraph in re.split(r"\n\s*\n", text):
        if re.match(rf"The (?:operators? )?`{name}`(?! clause)", paragraph) and len(paragraph.split()) > 7:
            summary = re.sub(r" \(see section [^)]*\)", "", _first_sentence(paragraph))
            return DocEntry(name, "", re.sub(r":$", ".", summary), f"{_SITE}reference/index.html")
    return None


def _url(name: str, module: str) -> str:
    if module:
        return f"{_SITE}library/{module}.html" + ("" if name == module else f"#{name}")
    thing = getattr(builtins, name, None)
    if isinstance(thing, type) and issubclass(thing, BaseException):
        return f"{_SITE}library/exceptions.html#{name}"
    page = "stdtypes" if "." in name else "functions"
    return f"{_SITE}library/{page}.html#{name}"
