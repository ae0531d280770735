#!/usr/bin/env python3
"""Static validation for CI, with nothing but the standard library, so that it runs before anything is installed.

    python validate_code.py          check; one line a failure, `file:line: what is wrong`
    python validate_code.py --write  first write .env.example, docs/settings.md and README.md's tree of files anew

Checks: every Python file parses; the floors of pyproject.toml's import contract hold; no cloud SDK is imported by the
product; .env.example and docs/settings.md agree with the table of settings; README.md's tree names every file; every
endpoint that docs/ and README.md name is routed, and every route stands in docs/api.md. Exit code: 0 all well, 1
failures, 2 wrong arguments.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PACKAGE = "ai_engine"
PRODUCT = (PACKAGE, "init_models.py", "validate_code.py")
SKIPPED = {".venv", ".git", "data", "model_cache", "node_modules", "build", "__pycache__"}
CLOUD_SDKS = {
    "openai", "anthropic", "cohere", "mistralai", "groq", "replicate", "together", "ai21", "litellm",
    "langchain_openai", "google.generativeai", "google.genai", "google.cloud", "vertexai", "azure", "boto3", "botocore",
    "dashscope", "zhipuai",
}  # fmt: skip
TREE_BEGINS, TREE_ENDS = "<!-- the tree: written by validate_code.py -->", "<!-- the tree ends -->"
METHODS = ("get", "post", "put", "patch", "delete")
ENDPOINT = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE) (/[\w./<>{}:-]*)")


@dataclass
class Report:
    """Collects failures; derives the exit code."""

    root: Path
    failures: list[str] = field(default_factory=list)

    def fail(self, path: Path, line: int, what: str) -> None:
        """Note one failure at a place."""
        self.failures.append(f"{path.relative_to(self.root)}:{line}: {what}")

    @property
    def exit_code(self) -> int:
        """0 without failures, else 1."""
        return 1 if self.failures else 0


@dataclass(frozen=True)
class Setting:
    """One row of the table of settings."""

    name: str
    default: str
    help: str
    line: int


@dataclass(frozen=True)
class Endpoint:
    """A method and a path, parameters written as <>."""

    method: str
    path: str

    @classmethod
    def of(cls, method: str, path: str) -> "Endpoint":
        """Normalise `<id>`, `{id}` and `<string:id>` alike, and a trailing full stop or slash away."""
        path = re.sub(r"<[^>]*>|\{[^}]*\}", "<>", path).rstrip(".:")
        return cls(method.upper(), path.rstrip("/") or "/")

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def python_files(root: Path) -> list[Path]:
    """All Python files of the checkout, without what others installed or wrote there."""
    return sorted(p for p in root.rglob("*.py") if not SKIPPED & set(p.relative_to(root).parts[:-1]))


def parse_files(root: Path, report: Report) -> dict[Path, ast.Module]:
    """Parse every file; one failure for each that doesn't."""
    trees = {}
    for path in python_files(root):
        try:
            trees[path] = ast.parse(path.read_bytes(), filename=str(path))
        except (SyntaxError, ValueError) as error:
            report.fail(path, getattr(error, "lineno", None) or 1, f"does not parse: {error}")
    return trees


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, anywhere in it, with the line. `from a import b` gives a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def floors(root: Path) -> list[list[str]]:
    """The layers of the import contract, highest first; each a list of sibling modules."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip(" ()") for name in layer.split("|")] for layer in layers]


def check_floors(root: Path, trees: dict[Path, ast.Module], report: Report) -> None:
    """A module imports only from floors below its own, and no sibling room."""
    level = {name: depth for depth, names in enumerate(floors(root)) for name in names}

    def room(module: str) -> str | None:
        return next((name for name in level if module == name or module.startswith(name + ".")), None)

    for path, tree in trees.items():
        here = room(".".join(path.relative_to(root).with_suffix("").parts))
        if here is None:
            continue
        seen = set()
        for name, line in imports(tree):
            there = room(name)
            if there in (None, here) or (there, line) in seen:
                continue
            seen.add((there, line))
            if level[there] < level[here]:
                report.fail(path, line, f"{here} imports {there}, which is on a floor above it")
            elif level[there] == level[here]:
                report.fail(path, line, f"{here} imports {there}, its sibling on the same floor")


def check_cloud(root: Path, trees: dict[Path, ast.Module], report: Report) -> None:
    """The product imports no cloud SDK; tests and benchmarks may drive it with one."""
    for path, tree in trees.items():
        if path.relative_to(root).parts[0] not in PRODUCT:
            continue
        for name, line in imports(tree):
            sdk = next((sdk for sdk in CLOUD_SDKS if name == sdk or name.startswith(sdk + ".")), None)
            if sdk:
                report.fail(path, line, f"imports the cloud SDK {sdk}; nothing may leave the machine")


def read_settings(root: Path, trees: dict[Path, ast.Module]) -> list[Setting]:
    """The table of settings, read from the class body as text."""
    tree = trees.get(root / PACKAGE / "settings.py")
    if tree is None:
        return []
    body = next(n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Settings")
    rows = []
    for node in body:
        if not (
            isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(node.value, ast.Call)
        ):
            continue
        first = node.value.args[0]
        default = ast.literal_eval(first.args[0] if isinstance(first, ast.Call) else first)
        help_text = next(ast.literal_eval(k.value) for k in node.value.keywords if k.arg == "description")
        shown = {"True": "on", "False": "off", "None": ""}.get(str(default), str(default))
        rows.append(Setting(node.target.id.upper(), shown, help_text, node.lineno))
    return rows


def env_example(settings: list[Setting]) -> str:
    """What .env.example must say."""
    rows = "".join(f"\n# {s.help}\n# {s.name}={s.default}\n" for s in settings)
    return (
        "# Copy to .env and take the # away from what you change. Written by `python validate_code.py --write`.\n"
        + rows
    )


def settings_page(settings: list[Setting]) -> str:
    """What docs/settings.md must say."""
    rows = "".join(f"| `{s.name}` | {f'`{s.default}`' if s.default else ''} | {s.help} |\n" for s in settings)
    return (
        "# Settings\n\nEnvironment variables, or lines of a file `.env` beside the program. A value that can't be\n"
        "used stops the start with a sentence that names the setting. Written by `python validate_code.py --write`.\n\n"
        "| setting | default | what it does |\n|---|---|---|\n" + rows
    )


def tree_of_files(root: Path, trees: dict[Path, ast.Module]) -> str:
    """One line a file of the product, the first of its docstring; one line a folder of data."""
    lines = []
    shown = [path for path in trees if path.relative_to(root).parts[0] in PRODUCT and not _is_data(root, path)]
    for path in sorted(shown, key=lambda p: (len(p.relative_to(root).parts) > 1, p.relative_to(root).as_posix())):
        name = path.relative_to(root).as_posix().removesuffix("/__init__.py")
        said = (ast.get_docstring(trees[path]) or "").partition("\n")[0]
        lines.append(f"{name + ('/' if path.name == '__init__.py' else ''):<52} {said}".rstrip())
    return "\n".join(lines)


def _is_data(root: Path, path: Path) -> bool:
    return "bank" in path.relative_to(root).parts[:-1]


def readme(root: Path, tree: str) -> str:
    """What README.md must say: as it stands, with the tree between its marks."""
    text = (root / "README.md").read_text() if (root / "README.md").exists() else ""
    before, mark, rest = text.partition(TREE_BEGINS)
    after = rest.partition(TREE_ENDS)[2]
    return f"{before}{TREE_BEGINS}\n```\n{tree}\n```\n{TREE_ENDS}{after}" if mark else text


def written_documents(root: Path, trees: dict[Path, ast.Module]) -> dict[str, str]:
    """The files that are written from the code, with what they must hold."""
    settings = read_settings(root, trees)
    return {
        ".env.example": env_example(settings),
        "docs/settings.md": settings_page(settings),
        "README.md": readme(root, tree_of_files(root, trees)),
    }


def check_written(root: Path, trees: dict[Path, ast.Module], report: Report) -> None:
    """.env.example, docs/settings.md and README.md's tree say exactly what the code says."""
    for name, wanted in written_documents(root, trees).items():
        path = root / name
        found = path.read_text().splitlines() if path.exists() else []
        for number, line in enumerate(wanted.splitlines(), 1):
            if number > len(found) or found[number - 1] != line:
                report.fail(path, number, f"should read: {line!r} (--write mends it)")
                break
        else:
            if len(found) > len(wanted.splitlines()):
                report.fail(path, len(wanted.splitlines()) + 1, "goes on after what the code says (--write mends it)")


def routes(trees: dict[Path, ast.Module], root: Path) -> dict[Endpoint, tuple[Path, int]]:
    """Every route of the server: `@blueprint.get("/path")` with the blueprint's url_prefix, and `add_url_rule`."""
    found: dict[Endpoint, tuple[Path, int]] = {}
    for path, tree in trees.items():
        if path.relative_to(root).parts[:2] != (PACKAGE, "server"):
            continue
        nodes = list(ast.walk(tree))
        prefixes = dict(_prefixes(nodes))
        calls = [call for node in nodes for call in getattr(node, "decorator_list", [])]
        calls += [node for node in nodes if isinstance(node, ast.Call) and _attribute(node) == "add_url_rule"]
        for call in calls:
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
                continue
            method = "get" if call.func.attr == "add_url_rule" else call.func.attr
            rule, owner = call.args[0], call.func.value
            if method in METHODS and isinstance(rule, ast.Constant) and isinstance(rule.value, str):
                prefix = prefixes.get(owner.id, "") if isinstance(owner, ast.Name) else ""
                found[Endpoint.of(method, prefix + rule.value)] = (path, call.lineno)
    return found


def _attribute(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _prefixes(nodes: list[ast.AST]) -> Iterator[tuple[str, str]]:
    """Blueprints by the name that they are assigned to, with their url_prefix."""
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
            for keyword in node.value.keywords:
                if keyword.arg == "url_prefix" and isinstance(keyword.value, ast.Constant):
                    yield node.targets[0].id, str(keyword.value.value)


def check_endpoints(root: Path, trees: dict[Path, ast.Module], report: Report) -> None:
    """docs/ and README.md name no endpoint that isn't routed; docs/api.md leaves none out."""
    routed = routes(trees, root)
    documented = set()
    for path in [root / "README.md", root / "MIGRATION.md", *sorted((root / "docs").rglob("*.md"))]:
        for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
            for method, target in ENDPOINT.findall(line):
                endpoint = Endpoint.of(method, target)
                if path == root / "docs" / "api.md":
                    documented.add(endpoint)
                if endpoint not in routed:
                    report.fail(path, number, f"names {endpoint}, which no route answers")
    for endpoint, (file, line_number) in routed.items():
        if endpoint not in documented:
            report.fail(file, line_number, f"routes {endpoint}, which docs/api.md does not name")


def validate(root: Path) -> Report:
    """Run every check on a checkout."""
    report = Report(root)
    trees = parse_files(root, report)
    check_floors(root, trees, report)
    check_cloud(root, trees, report)
    check_written(root, trees, report)
    check_endpoints(root, trees, report)
    return report


def main(arguments: list[str]) -> int:
    """The command."""
    if arguments not in ([], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments:
        for name, text in written_documents(ROOT, parse_files(ROOT, Report(ROOT))).items():
            (ROOT / name).write_text(text)
    report = validate(ROOT)
    for failure in report.failures:
        print(failure)
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
