"""Which variable of a donor plays the part of which of the learner's, judged by how each is used."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator, Mapping

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Unit = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
SAME_NAME_BONUS = 0.15


def parameters(function: FunctionNode) -> list[str]:
    """The parameters' names in order, starred ones last."""
    a = function.args
    starred = [x.arg for x in (a.vararg, a.kwarg) if x is not None]
    return [x.arg for x in (*a.posonlyargs, *a.args, *a.kwonlyargs)] + starred


def local_names(function: FunctionNode) -> list[str]:
    """Parameters and every name that is assigned in a function, in order of appearance."""
    found = dict.fromkeys(parameters(function))
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.setdefault(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node is not function:
            found.setdefault(node.name)
        elif isinstance(node, ast.arg):
            found.setdefault(node.arg)
    return list(found)


def uses(function: FunctionNode) -> dict[str, Counter[str]]:
    """For each local name, where it stands: in which field of which node, within which, beside what."""
    names = set(local_names(function))
    found: dict[str, Counter[str]] = {name: Counter() for name in names}

    def visit(node: ast.AST, above: str) -> None:
        for field, value in ast.iter_fields(node):
            for child in value if isinstance(value, list) else [value]:
                if not isinstance(child, ast.AST):
                    continue
                place = f"{type(node).__name__}.{field}"
                if isinstance(child, ast.Name) and child.id in names:
                    found[child.id].update([place, f"{above}>{place}", *_beside(node, child)])
                visit(child, place)

    visit(function, "")
    return found


def _beside(parent: ast.AST, name: ast.Name) -> Iterator[str]:
    """What a name is assigned, compared with, or called on."""
    if isinstance(parent, ast.Assign) and name in parent.targets:
        yield f"={type(parent.value).__name__}"
        if isinstance(parent.value, ast.Constant):
            yield f"={parent.value.value!r}"
    elif isinstance(parent, ast.AugAssign) and parent.target is name:
        yield f"{type(parent.op).__name__}={type(parent.value).__name__}"
    elif isinstance(parent, ast.For) and parent.target is name:
        yield f"for {type(parent.iter).__name__}"
    elif isinstance(parent, ast.Attribute):
        yield f".{parent.attr}"


def adapted(donor: Unit, learner: Unit, keywords: frozenset[str] = frozenset()) -> Unit:
    """A copy of a donor's function, or of a class method by method, in the learner's names."""
    if isinstance(donor, ast.ClassDef) or isinstance(learner, ast.ClassDef):
        result: Unit = copy.deepcopy(donor)
        methods = {node.name: node for node in learner.body if isinstance(node, FunctionNode)}
        for place, node in enumerate(result.body):
            if isinstance(result, ast.ClassDef) and isinstance(node, FunctionNode) and node.name in methods:
                result.body[place] = renamed(node, match(node, methods[node.name], keywords))
        return result
    return renamed(donor, match(donor, learner, keywords))


def match(donor: FunctionNode, learner: FunctionNode, keywords: frozenset[str] = frozenset()) -> dict[str, str]:
    """A renaming of the donor's local names: parameters by position, the others by likeness of use, each used once.

    Parameters that callers name (`keywords`) keep their names.
    """
    theirs, mine = uses(donor), uses(learner)
    renaming = dict(zip(parameters(donor), parameters(learner), strict=False))
    renaming |= {name: name for name in parameters(donor) if name in keywords}
    free_theirs = [n for n in local_names(donor) if n not in renaming]
    free_mine = [n for n in local_names(learner) if n not in renaming.values()]
    scored = sorted(
        (
            (_alike(theirs[a], mine[b]) + (SAME_NAME_BONUS if a == b else 0), a, b)
            for a in free_theirs
            for b in free_mine
        ),
        key=lambda row: -row[0],
    )
    for score, a, b in scored:
        if score > 0 and a not in renaming and b not in renaming.values():
            renaming[a] = b
    # What has no partner keeps its name, unless that name already means something else here.
    taken = set(renaming.values()) | set(mine)
    for name in free_theirs:
        if name not in renaming:
            fresh = name
            while fresh in taken:
                fresh += "_"
            renaming[name] = fresh
            taken.add(fresh)
    return renaming


def _alike(one: Counter[str], other: Counter[str]) -> float:
    together = sum((one | other).values())
    return sum((one & other).values()) / together if together else 0.0


class _Renamer(ast.NodeTransformer):
    def __init__(self, renaming: Mapping[str, str]) -> None:
        self.renaming = renaming

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.renaming.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self.renaming.get(node.arg, node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.name = self.renaming.get(node.name, node.name)
        self.generic_visit(node)
        return node

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef  # type: ignore[assignment]

    def _names(self, node: ast.Global | ast.Nonlocal) -> ast.AST:
        node.names = [self.renaming.get(name, name) for name in node.names]
        return node

    visit_Global = visit_Nonlocal = _names


def renamed(tree: Unit, renaming: Mapping[str, str]) -> Unit:
    """A copy of a tree with names replaced."""
    result: Unit = _Renamer(renaming).visit(copy.deepcopy(tree))
    return result
