"""validate_code.py finds each kind of fault that it promises to find, and says where."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the parts that the validation reads."""
    ignore = shutil.ignore_patterns("__pycache__", "notes", "bank")
    shutil.copytree(ROOT / "ai_engine", tmp_path / "ai_engine", ignore=ignore)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for name in ("pyproject.toml", ".env.example", "README.md", "MIGRATION.md", "init_models.py", "validate_code.py"):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def validate(root: Path) -> subprocess.CompletedProcess[str]:
    """Run it as CI does: isolated from site-packages, so only the standard library can be imported."""
    command = [sys.executable, "-I", "-S", "validate_code.py"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True)


def append(path: Path, text: str) -> int:
    """Add a line to a file and return its number."""
    path.write_text(path.read_text() + text + "\n")
    return len(path.read_text().splitlines())


def test_the_checkout_itself_is_valid(checkout: Path) -> None:
    """What stands here passes, with the standard library alone."""
    done = validate(checkout)

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        ("ai_engine/knowledge/__init__.py", "def broken(:", "does not parse"),
        ("ai_engine/knowledge/__init__.py", "from ai_engine.server import create_app", "a floor above"),
        ("ai_engine/knowledge/__init__.py", "import ai_engine.analysis", "its sibling"),
        ("ai_engine/tutor/__init__.py", "from google import genai", "cloud SDK google.genai"),
        ("ai_engine/tutor/__init__.py", "import openai", "cloud SDK openai"),
        (".env.example", "# NO_SUCH_SETTING=1", "goes on after what the code says"),
        ("docs/settings.md", "| `NO_SUCH_SETTING` | | |", "goes on after what the code says"),
        ("docs/api.md", "Ask GET /no/such/page for it.", "names GET /no/such/page, which no route answers"),
    ],
)
def test_each_fault_is_one_line_with_its_place(checkout: Path, file: str, line: str, expected: str) -> None:
    """A fault makes exit code 1 and a line `file:line: what`."""
    number = append(checkout / file, line)

    done = validate(checkout)

    assert done.returncode == 1
    assert [x for x in done.stdout.splitlines() if x.startswith(f"{file}:{number}:") and expected in x]


def test_an_undocumented_route_is_found(checkout: Path) -> None:
    """A route that docs/api.md doesn't name fails, under its blueprint's prefix."""
    code = 'from flask_openapi3 import APIBlueprint\nb = APIBlueprint("b", __name__, url_prefix="/secret")\n\n\n'
    (checkout / "ai_engine/server/secret.py").write_text(code + '@b.get("/door")\ndef door() -> None: ...\n')

    done = validate(checkout)

    assert "ai_engine/server/secret.py:5: routes GET /secret/door, which docs/api.md does not name" in done.stdout


def test_a_changed_default_is_found(checkout: Path) -> None:
    """.env.example must give the default of the table."""
    path = checkout / ".env.example"
    path.write_text(path.read_text().replace("# PORT=5000", "# PORT=5001"))

    done = validate(checkout)

    assert done.returncode == 1
    assert ".env.example" in done.stdout
    assert "PORT=5000" in done.stdout


def test_unknown_arguments_are_a_usage_error(checkout: Path) -> None:
    """Anything but --write prints the help and exits with 2."""
    done = subprocess.run([sys.executable, "validate_code.py", "--frob"], cwd=checkout, capture_output=True, text=True)

    assert done.returncode == 2
