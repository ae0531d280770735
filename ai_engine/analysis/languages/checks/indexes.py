"""Indexes: one too far in a counting loop, outside of an array of known length."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names, Variable
from ai_engine.analysis.languages.tree import Node

ONE_TOO_FAR = Rule(
    name="off-by-one-range",
    category="runtime",
    severity="error",
    concept="off-by-one",
    confidence=0.95,
    message=(
        "`{name}` goes up to {bound} included, but the last index of `{collection}` is one less, "
        "so `{access}` reaches past the end."
    ),
    why="Indexes start at 0, so {count} elements have the indexes 0 to {count} - 1.",
    check="Show `{name}` with {show} in the last round and compare it with the last index.",
    fix="Let the loop stop before {bound}: < in place of <=.",
    nudge="What is the index of the last element?",
)
START_AT_LENGTH = Rule(
    name="index-is-the-length",
    category="runtime",
    severity="error",
    concept="off-by-one",
    confidence=0.93,
    message="`{name}` starts at {bound}, but the last index of `{collection}` is one less.",
    why="Indexes start at 0, so the last one is the length minus 1.",
    check="Show `{name}` with {show} in the first round and compare it with the last index.",
    fix="Start at the length minus 1.",
    nudge="What is the index of the last element?",
)
OUTSIDE = Rule(
    name="index-out-of-range",
    category="runtime",
    severity="error",
    concept="list-indexing",
    confidence=0.97,
    message="`{symbol}` asks for index {index}, but `{collection}` has {size} elements with the indexes 0 to {last}.",
    why="{effect}",
    check="Count the elements, starting at 0.",
    fix="Use an index that exists, or make the array longer.",
    nudge="What is the index of the last of {size} elements?",
)
_EFFECTS = {
    "java": "Java stops the program there with an exception.",
    "go": "Go refuses to compile it, or stops the program there.",
    "c": "C doesn't check it: the program reads or overwrites whatever lies behind the array.",
    "javascript": "JavaScript gives undefined there, and no error; a dot behind it fails.",
    "typescript": "At run time that gives undefined; a dot behind it fails.",
    "cpp": "C++ doesn't check it: the program reads or overwrites whatever lies behind the array.",
}


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about indexes."""
    sizes = {id(one): size for one in names.variables if (size := _size(program, one)) is not None}
    for loop in program.of("for"):
        yield from _counting(program, names, loop, sizes)
    for node in program.of("index"):
        collection, index = program.subscript(node)
        variable = names.variable(collection)
        if variable is None or id(variable) not in sizes or (program.is_script and not _stays(program, variable, node)):
            continue
        if any(
            program.role(one) == "unary" or one.kind == "pointer_expression"
            for one in node.ancestors()
            if one.line == node.line and program.source(one).startswith("&")
        ):
            continue  # the address behind the end may be taken
        value, size = program.number(index), sizes[id(variable)]
        if isinstance(value, int) and (value >= size or value < 0) and size > 0 and not _is_new(node):
            yield OUTSIDE.at(
                program, node, index=value, collection=variable.name, size=size, last=size - 1,
                effect=_EFFECTS[program.language],
            )  # fmt: skip


def _stays(program: Program, variable: Variable, node: Node) -> bool:
    """Whether JavaScript's array surely still has its first elements: nothing but reading happens to it."""
    return not _assigned(node) and all(
        read.parent is not None
        and (program.role(read.parent) == "index" or program.source(read.parent).endswith(".length"))
        and program.role(read.parent.parent or read.parent) not in ("assign", "update")
        for read in variable.reads
    )


def _is_new(node: Node) -> bool:
    return any(
        "type" in one.kind or (one.kind == "declaration" and one.part("declarator") is node) for one in node.ancestors()
    )


def _counting(program: Program, names: Names, loop: Node, sizes: dict[int, int]) -> Iterator[Finding]:
    condition, body = program.condition(loop), program.body(loop)
    if condition is None or body is None or program.role(condition) != "binary":
        return
    left, right = program.sides(condition)
    operator = program.operator(condition)
    counter = names.variable(left)
    if counter is None or right is None or left is None:
        return
    if any(body.start <= place.start < body.end for place in counter.writes):
        return
    limit = program.bare(right)
    length_of = _length_of(program, limit)
    number = program.number(limit)
    start, _ = program.loop_parts(loop)
    for node in body.walk():
        collection, index = _access(program, node)
        if collection is None or index is None or names.variable(index) is not counter:
            continue
        name = program.source(collection)
        owner = names.variable(collection)
        size = sizes.get(id(owner)) if owner is not None else None
        guarded = any(
            program.role(above) in ("if", "ternary") and above.start > loop.start for above in node.ancestors()
        )
        if guarded:
            continue
        if operator == "<=" and length_of == name and not (program.is_script and _assigned(node)):
            yield ONE_TOO_FAR.at(
                program, condition, name=counter.name, bound=program.short(limit), collection=name,
                access=program.short(node), count=program.short(limit),
            )  # fmt: skip
            return
        if operator in ("<=", "<") and size is not None and isinstance(number, int) and not program.is_script:
            last = number if operator == "<=" else number - 1
            if last >= size:
                yield OUTSIDE.at(
                    program, node, index=last, collection=name, size=size, last=size - 1,
                    effect=_EFFECTS[program.language],
                )  # fmt: skip
                return
        if (
            operator == "<="
            and owner is not None
            and _sized_by(program, owner) == program.source(limit)
            and number is None
        ):
            yield ONE_TOO_FAR.at(
                program, condition, name=counter.name, bound=program.short(limit), collection=name,
                access=program.short(node), count=program.short(limit),
            )  # fmt: skip
            return
        if operator in (">=", ">") and start is not None:
            first = _start(program, start, counter)
            if first is not None and _length_of(program, first) == name and not (program.is_script and _assigned(node)):
                yield START_AT_LENGTH.at(program, first, name=counter.name, bound=program.short(first), collection=name)
                return


def _access(program: Program, node: Node) -> tuple[Node | None, Node | None]:
    """Collection and index of `a[i]`, and of `a.get(i)` and its like where a wrong place ends the program."""
    if program.role(node) == "index":
        return program.subscript(node)
    if program.role(node) == "call" and len(program.arguments(node)) == 1:
        method = program.callee(node).rpartition(".")[2]
        if program.is_java and method in ("get", "charAt"):
            return node.part("object"), program.arguments(node)[0]
        function = node.part("function")
        if program.language == "cpp" and method == "at" and function is not None:
            return function.part("argument"), program.arguments(node)[0]
    return None, None


def _start(program: Program, start: Node, counter: Variable) -> Node | None:
    if counter.value is not None and start.start <= counter.value.start < start.end:
        return program.bare(counter.value)
    for part in start.walk():
        if program.role(part) == "assign" and program.source(program.sides(part)[0]) == counter.name:
            return program.bare(program.sides(part)[1])
    return None


def _assigned(node: Node) -> bool:
    """JavaScript's arrays grow when one writes behind their end."""
    return node.field == "left"


def _length_of(program: Program, node: Node | None) -> str:
    """`a` for `a.length`, `a.size()`, `len(a)`, `strlen(a)`."""
    if node is None:
        return ""
    if program.role(node) == "member" and program.source(node.part("property", "field")) == "length":
        return program.source(node.part("object"))
    if program.role(node) == "call":
        callee = program.callee(node)
        if callee in ("len",) and len(program.arguments(node)) == 1:
            return program.source(program.arguments(node)[0])
        owner, _, method = callee.rpartition(".")
        if method in ("size", "length") and not program.arguments(node):
            return owner
    return ""


def _size(program: Program, variable: Variable) -> int | None:
    """The known number of elements of an array that never changes its length."""
    if program.is_c:
        declarator = variable.node.parent
        if declarator is None or declarator.kind != "array_declarator" or variable.kind != "variable":
            return None
        if declarator.parent is not None and declarator.parent.kind == "array_declarator":
            return None
        size = program.number(declarator.part("size"))
        if isinstance(size, int):
            return size
        if declarator.part("size") is None and variable.value is not None and variable.value.kind == "initializer_list":
            elements = variable.value.inner
            return len(elements) if not any(one.kind == "initializer_pair" for one in elements) else None
        return None
    value = variable.value
    if value is None or any(_replaced(program, place) for place in variable.writes):
        return None
    if program.is_java:
        if value.kind == "array_initializer":
            return len(value.inner)
        if value.kind == "array_creation_expression":
            if value.part("value") is not None:
                held = value.part("value")
                return len(held.inner) if held is not None else None
            dimension = value.part("dimensions")
            size = program.number(dimension.inner[0]) if dimension is not None and dimension.inner else None
            return size if isinstance(size, int) else None
    if program.is_script and value.kind == "array" and all(one.kind != "spread_element" for one in value.inner):
        return len(value.inner)
    if program.is_go and value.kind == "composite_literal":
        held, kind = value.part("body"), value.part("type")
        if held is not None and kind is not None and kind.kind in ("slice_type", "implicit_length_array_type"):
            return len(held.inner) if held.inner else None
    return None


def _replaced(program: Program, place: Node) -> bool:
    return place.parent is not None and program.role(place.parent) != "index"


def _sized_by(program: Program, variable: Variable) -> str:
    """The variable or macro that an array was made as long as."""
    if program.is_c:
        declarator = variable.node.parent
        if declarator is None or declarator.kind != "array_declarator":
            return ""
        return program.source(declarator.part("size"))
    if program.is_java and variable.value is not None and variable.value.kind == "array_creation_expression":
        dimension = variable.value.part("dimensions")
        return program.source(dimension.inner[0]) if dimension is not None and dimension.inner else ""
    return ""
