"""Dictionaries, sets and lists: keys given twice, needless lookups, slow searches in loops."""

import ast
from collections.abc import Iterator

from ai_engine.analysis.checks.rule import Rule
from ai_engine.analysis.checks.walk import own
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.program import Program
from ai_engine.analysis.tree import walk

KEYS_LOOP = Rule(
    name="needless-keys",
    category="style",
    severity="info",
    concept="dictionary-iteration",
    confidence=0.85,
    message="`{symbol}.keys()` isn't needed here: a dictionary gives its keys by itself.",
    why="A loop over a dictionary and `in` both work on the keys.",
    check="Leave it out: the program does the same.",
    fix="Use `{symbol}` itself.",
)
ITEMS_MEANT = Rule(
    name="items-instead-of-lookup",
    category="style",
    severity="info",
    concept="dictionary-iteration",
    confidence=0.8,
    message="The loop takes each key of `{symbol}` and looks its value up again.",
    why="items gives key and value together.",
    check="Print list({symbol}.items()).",
    fix="Loop over the items with two names.",
)
LIST_MEMBERSHIP = Rule(
    name="membership-in-list",
    category="performance",
    severity="info",
    concept="membership",
    confidence=0.7,
    message="`{code}` searches the list `{symbol}` from the start in every round of the loop.",
    why="`in` on a list looks at one item after the other; on a set or dictionary it takes one step.",
    check="Time it with a list ten times as long.",
    fix="Make a set of the items before the loop, if they can be in a set.",
)
SLOW_IN_LOOP = Rule(
    name="repeated-work-in-loop",
    category="performance",
    severity="info",
    concept="performance",
    confidence=0.7,
    message="`{code}` gives the same result in every round, but is worked out anew each time.",
    why="It goes through the whole collection once for each round.",
    check="Time it with a collection ten times as long.",
    fix="Work it out once before the loop and keep it in a variable.",
)
DUPLICATE_KEY = Rule(
    name="duplicate-key",
    category="logic",
    severity="warning",
    concept="dictionaries",
    confidence=0.95,
    message="The key {symbol} stands twice in this dictionary; only the last value is kept.",
    why="A dictionary has one value for each key.",
    check="Print the dictionary and len of it.",
    fix="Change one of the keys, or keep a list of values for it.",
    nudge="How many values can one key have?",
)
DUPLICATE_ITEM = Rule(
    name="duplicate-set-item",
    category="logic",
    severity="info",
    concept="sets",
    confidence=0.9,
    message="{symbol} stands twice in this set, which keeps it once.",
    why="A set holds each item only once.",
    check="Print len of the set.",
    fix="Take one of them out.",
)
EMPTY_BRACES = Rule(
    name="empty-braces",
    category="logic",
    severity="warning",
    concept="sets",
    confidence=0.9,
    message="`{symbol}` begins as `{{}}`, which is an empty dictionary, but is used like a set (`{use}`).",
    why="{{}} always makes a dictionary; an empty set is made by set().",
    check="Print type({symbol}).",
    fix="Make an empty set by its name.",
    nudge="What type do empty braces make?",
)


def check(program: Program) -> Iterator[Finding]:
    """All rules about looking things up."""
    yield from dictionaries(program)
    yield from loops(program)


def dictionaries(program: Program) -> Iterator[Finding]:
    """Duplicate keys, needless keys(), {} used like a set."""
    for node in program.all(ast.Dict):
        seen: dict[str, ast.expr] = {}
        for key in node.keys:
            if isinstance(key, ast.Constant | ast.Name):
                text = ast.dump(key)
                if text in seen:
                    yield DUPLICATE_KEY.at(program, key, symbol=program.text(key))
                    break
                seen[text] = key
    for group in program.all(ast.Set):
        items = [ast.dump(item) for item in group.elts if isinstance(item, ast.Constant)]
        twice = next((item for place, item in enumerate(items) if item in items[:place][-50:]), None)
        if twice is not None:
            again = next(item for item in group.elts if ast.dump(item) == twice)
            yield DUPLICATE_ITEM.at(program, again, symbol=program.text(again))
    for call in program.all(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "keys" and not call.args:
            parent = program.parent(call)
            looped = isinstance(parent, ast.For | ast.comprehension) and parent.iter is call
            asked = (
                isinstance(parent, ast.Compare)
                and isinstance(parent.ops[0], ast.In | ast.NotIn)
                and call in parent.comparators
            )
            if looped or asked:
                yield KEYS_LOOP.at(program, call, symbol=program.text(call.func.value))
    for assignment in program.all(ast.Assign):
        if (
            isinstance(assignment.value, ast.Dict)
            and not assignment.value.keys
            and isinstance(assignment.targets[0], ast.Name)
        ):
            symbol = program.symbol(assignment.targets[0])
            for load in symbol.loads if symbol is not None and len(symbol.defs) == 1 else ():
                parent = program.parent(load)
                if isinstance(parent, ast.Attribute) and parent.attr in ("add", "discard"):
                    yield EMPTY_BRACES.at(program, assignment, symbol=load.id, use=program.text(parent))
                    break


def loops(program: Program) -> Iterator[Finding]:
    """Lookups by key, membership in lists, the same work in each round."""
    for loop in program.all(ast.For):
        walked = loop.iter
        if isinstance(walked, ast.Call) and isinstance(walked.func, ast.Attribute) and walked.func.attr == "keys":
            walked = walked.func.value
        if isinstance(loop.target, ast.Name) and isinstance(walked, ast.Name):
            text = program.text(walked)
            sure = walked is not loop.iter or program.types.is_(walked, "dict")
            reads = [
                node
                for node in own(loop.body)
                if sure and isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name)
                and node.slice.id == loop.target.id and program.text(node.value) == text
            ]  # fmt: skip
            if reads and all(isinstance(node.ctx, ast.Load) for node in reads):
                yield ITEMS_MEANT.at(program, loop.iter, symbol=text)
    for comparison in program.all(ast.Compare):
        if isinstance(comparison.ops[0], ast.In | ast.NotIn) and len(comparison.ops) == 1:
            right = comparison.comparators[0]
            around = program.loop_of(comparison)
            if not isinstance(right, ast.Name) or around is None:
                continue
            if program.types.is_(right, "list"):
                yield LIST_MEMBERSHIP.at(program, comparison, symbol=right.id, code=program.text(comparison))
            elif program.types.of(right) is None and _only_given(program, right):
                yield LIST_MEMBERSHIP.at(
                    program, comparison, symbol=right.id, code=program.text(comparison), confidence=0.4,
                    message="If `{symbol}` is a list, `{code}` searches it from the start in every round of the loop.",
                )  # fmt: skip
    for call in program.all(ast.Call):
        loop_around = program.loop_of(call)
        if loop_around is None or not call.args:
            continue
        builtin = program.scopes.builtin_name(call.func) in ("sum", "max", "min", "sorted") and len(call.args) == 1
        method = isinstance(call.func, ast.Attribute) and call.func.attr in ("count", "index")
        if not builtin and not method:
            continue
        changed = {found.symbol for found in program.scopes.region_defs.get(loop_around, ())}
        names = [node for node in walk(call) if isinstance(node, ast.Name) and program.symbol(node) is not None]
        fixed = names and all(program.symbol(node) not in changed for node in names)
        plain = all(isinstance(arg, ast.Name | ast.Constant) for arg in call.args)
        touched = any(
            (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
            and node.attr in ("append", "remove", "pop", "insert", "sort", "extend", "add")
            and any(node.value.id == name.id for name in names))
            or (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del))
            for node in own(loop_around.body)
        )  # fmt: skip
        if fixed and plain and not touched:
            yield SLOW_IN_LOOP.at(program, call, code=program.text(call), symbol=program.text(call.func))


def _only_given(program: Program, node: ast.Name) -> bool:
    found = program.flow.only_def(node)
    return found is not None and found.kind == "param"
