"""The interpreter's own documentation, as far as learners may look it up."""

import importlib.util
import subprocess
import sys

import pytest

from ai_engine.knowledge.documentation import MODULES, lookup, mentioned


@pytest.mark.parametrize(
    ("name", "full_name", "told"),
    [
        ("len", "len", "number of items"),
        ("len()", "len", "number of items"),
        ("str.split", "str.split", "substrings"),
        (".append", "list.append", "end of the list"),
        ("dict.get", "dict.get", "default"),
        ("math.floor", "math.floor", "floor"),
        ("datetime.date.today", "datetime.date.today", "Current date"),
        ("collections.Counter", "collections.Counter", "counting"),
        ("os.path.join", "os.path.join", "pathname"),
        ("while", "while", "repeated execution"),
        ("ValueError", "ValueError", "Inappropriate"),
    ],
)
def test_listed_names_are_explained(name, full_name, told):
    """Built-ins, methods, listed modules' members and keywords have an entry with one short text."""
    entry = lookup(name)

    assert entry is not None
    assert entry.name == full_name
    assert told in entry.summary
    assert len(entry.summary) < 400
    assert entry.url.startswith("https://docs.python.org/3/")


def test_signatures_are_shown_without_self():
    """A method's signature is what a caller writes."""
    split, maximum = lookup("str.split"), lookup("max")

    assert split is not None
    assert split.signature == "str.split(sep=None, maxsplit=-1)"
    assert maximum is not None
    assert maximum.signature.startswith("max(iterable")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "no_such_name",
        "str.no_such_method",
        "subprocess",
        "subprocess.run",
        "ctypes",
        "socket.socket",
        "antigravity",
        "this",
        "__import__",
        "str.__class__",
        "os.sys",
        "os.sys.modules",
        "os.environ",
        "sys.path",
        "sys.argv",
        "math.pi.real",
        "json.decoder.re",
        "print.__self__",
        "a" * 5_000,
        "len;import os",
        "../etc/passwd",
        "str.split.__doc__",
        "é.split",
    ],
)
def test_everything_else_has_no_entry(name):
    """Unlisted modules, private names, ways from one module into another and this process's values give nothing."""
    assert lookup(name) is None


def test_looking_up_an_unlisted_module_does_not_import_it():
    """A name in a question is never a reason to import a module."""
    program = (
        "import sys\nfrom ai_engine.knowledge.documentation import lookup, mentioned\n"
        "lookup('antigravity.fly'); lookup('smtplib'); mentioned('`telnet.x` smtplib.SMTP() this.s()')\n"
        "print([name for name in ('antigravity', 'smtplib', 'this') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_names_written_as_code_are_found_in_a_question():
    """A dot, parentheses or backticks mark a name; plain English words are left alone."""
    found = mentioned("What does .zfill() do, and how is `enumerate` used? I have a list and want to print it")

    assert [entry.name for entry in found] == ["str.zfill", "enumerate"]
    assert mentioned("I have a list, print it for me") == []
    assert [entry.name for entry in mentioned("my_list.append(3) fails")] == ["list.append"]


def test_every_listed_module_exists():
    """The list holds no module that this interpreter lacks."""
    assert [name for name in sorted(MODULES) if importlib.util.find_spec(name) is None] == []
