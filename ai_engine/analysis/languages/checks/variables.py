"""Variables: never used, never given a value, hidden by another of the same name."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.flow import leaves
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names, Variable
from ai_engine.analysis.languages.tree import Node

UNUSED = Rule(
    name="unused-variable",
    category="style",
    severity="info",
    concept="unused-code",
    confidence=0.85,
    message="The variable `{symbol}` is never used{written}.",
    why="{reason}",
    check="Search for `{symbol}`: no line reads it.",
    fix="Use the variable where it was meant to be used, or take it away.",
    nudge="Which line needs the value of `{symbol}`?",
)
UNUSED_PARAMETER = Rule(
    name="unused-parameter",
    category="style",
    severity="info",
    concept="parameters",
    confidence=0.75,
    message="The parameter `{symbol}` of `{function}` is never used.",
    why="Whoever calls the function has to hand over a value that changes nothing.",
    check="Call it with different values for `{symbol}`: the result is the same.",
    fix="Use the parameter, or take it out of the list.",
    nudge="What should the result depend on?",
)
UNINITIALISED = Rule(
    name="used-before-assignment",
    category="logic",
    severity="warning",
    concept="variables",
    confidence=0.9,
    message="`{symbol}` is used on line {line}, but it has no value yet.",
    why="{reason}",
    check="Show `{symbol}` with {show} at that line, and run it several times.",
    fix="Give `{symbol}` a first value where it is declared.",
    nudge="What is the value of `{symbol}` before the first assignment?",
)
SHADOWED_ERROR = Rule(
    name="shadowed-variable",
    category="logic",
    severity="info",
    concept="shadowing",
    confidence=0.75,
    message="`{symbol} :=` on this line makes a new `{symbol}`; the one from line {outer_line} keeps its value.",
    why=":= declares a new variable in the inner block, which is gone when the block ends.",
    check="Show `{symbol}` with {show} behind the block.",
    fix="If the outer variable should change, assign with = and declare only what is new.",
    nudge="Which `{symbol}` does the code behind the block read?",
)

_PLAIN_TYPES = frozenset({
    "int", "long", "short", "char", "float", "double", "bool", "unsigned", "signed", "size_t", "long long",
    "unsigned int", "unsigned long", "unsigned long long", "long double", "string", "std::string", "auto",
})  # fmt: skip
_NUMBERS = _PLAIN_TYPES - {"string", "std::string", "auto"}


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about variables."""
    broken = any(program.role(node) == "error" for node in program.of("error"))
    macros = any(node.kind == "preproc_function_def" for node in program.nodes)
    for variable in names.variables:
        if variable.kind == "variable" and not broken:
            yield from _unused(program, variable, macros)
        elif variable.kind == "parameter" and not macros:
            yield from _parameter(program, variable)
        if program.is_c and variable.kind == "variable" and not macros:
            yield from _uninitialised(program, names, variable)
        if program.is_java and variable.kind == "variable":
            yield from _unassigned(program, variable)
        if program.is_go and variable.keyword == "short" and variable.name == "err":
            yield from _shadowed(program, variable)


def _unused(program: Program, variable: Variable, macros: bool) -> Iterator[Finding]:
    if variable.reads or variable.name.startswith("_") or variable.scope.function is None or macros:
        return
    # A destructured or structured part may be there for its place.
    parent = variable.node.parent
    if parent is None or "pattern" in parent.kind or variable.keyword == "each":
        if not (program.is_go and variable.keyword == "each"):
            return
    if program.is_c:
        kind = program.source(variable.typed)
        if kind not in _PLAIN_TYPES or (parent is not None and parent.kind == "reference_declarator"):
            return
        if variable.value is not None and any(program.role(part) == "new" for part in variable.value.walk()):
            return
        declaration = next((one for one in variable.node.ancestors() if one.kind == "declaration"), None)
        if declaration is not None and "maybe_unused" in program.source(declaration):
            return
        if any(_is_streamed(program, place) for place in variable.writes):
            return
    if program.is_go and parent is not None and parent.kind == "const_spec":
        return
    if program.is_go:
        reason = "Go refuses to compile a program with a variable that nothing reads."
        yield UNUSED.at(program, variable.node, severity="error", confidence=0.95, written="", reason=reason)
        return
    written = ": it gets a value, but no line reads it" if variable.value is not None or variable.writes else ""
    yield UNUSED.at(
        program,
        variable.node,
        written=written,
        reason="Readers look for the place where it matters; often it is a slip in a name.",
    )


def _is_streamed(program: Program, place: Node) -> bool:
    return place.parent is not None and program.operator(place.parent) == ">>"


def _parameter(program: Program, variable: Variable) -> Iterator[Finding]:
    function = variable.scope.function
    if variable.reads or variable.writes or variable.name.startswith("_") or function is None:
        return
    name = program.function_name(function)
    body = program.body(function)
    if not name or name == "main" or body is None or not program.statements(body):
        return
    if any(program.role(one) == "error" for one in function.walk()):
        return
    if function.kind in ("method_declaration", "method_definition", "lambda_expression"):
        modifiers = program.source(function.child("modifiers"))
        if not program.is_java or not ("private" in modifiers or "static" in modifiers):
            return  # the method may have to fit to others of its name
    if program.language == "cpp" and any(word in program.source(function)[:400] for word in ("override", "virtual")):
        return
    statements = program.statements(body)
    if len(statements) == 1 and (program.role(statements[0]) == "throw" or "rror" in program.source(statements[0])):
        return
    yield UNUSED_PARAMETER.at(program, variable.node, function=name)


def _uninitialised(program: Program, names: Names, variable: Variable) -> Iterator[Finding]:
    """Reading a local number before any assignment stands in the text: as certain as it gets without running."""
    parent = variable.node.parent
    declaration = next((one for one in variable.node.ancestors() if one.kind == "declaration"), None)
    if declaration is None or variable.value is not None or variable.scope.function is None or parent is None:
        return
    if parent is not declaration or program.source(variable.typed) not in _NUMBERS:
        return  # arrays, pointers, references
    text = program.source(declaration)
    if text.startswith(("static ", "extern ", "thread_local ")) or "{" in text or "(" in text:
        return
    stored = {id(place) for place in variable.writes if not _is_step(program, place)}
    reads = sorted((one for one in variable.reads if id(one) not in stored), key=lambda one: one.start)
    if any(_hands_over(program, read) for read in reads):
        first = min((read.start for read in reads if _hands_over(program, read)), default=0)
        reads = [read for read in reads if read.start < first]
    if not reads:
        return
    first_read = reads[0]
    wrote = [place.start for place in variable.writes if not _is_step(program, place)]
    loops = [one for one in first_read.ancestors() if program.role(one) in ("for", "while", "do", "foreach")]
    loops = [one for one in loops if one.start > declaration.start]
    if any(one.kind in ("labeled_statement", "goto_statement") for one in program.nodes) or program.of("error"):
        return
    for start in wrote:
        if start < first_read.start:
            return
        if any(loop.start <= start < loop.end for loop in loops):
            if not (loops and _same_statement(program, first_read, start)):
                return  # written in an earlier round
    if any(
        one.kind in ("function", "lambda_expression") for one in first_read.ancestors() if one.start > declaration.start
    ):
        return
    if any(one.kind in ("sizeof_expression", "decltype") for one in first_read.ancestors()):
        return
    steps = [place for place in variable.writes if _is_step(program, place) and place.start <= first_read.start]
    place = steps[0] if steps else first_read
    if program.is_c:
        reason = f"{program.grammar.title} gives local variables no first value: whatever was in memory is there."
        yield UNINITIALISED.at(program, place, symbol=variable.name, reason=reason, line=place.line)


def _unassigned(program: Program, variable: Variable) -> Iterator[Finding]:
    """Java: a local variable without a first value that is read, though nothing, or only a branch, assigned to it."""
    parent = variable.node.parent
    if variable.value is not None or variable.keyword == "each" or variable.scope.function is None or parent is None:
        return
    if parent.kind != "variable_declarator":
        return
    steps = [place for place in variable.writes if _is_step(program, place)]
    plain = [place for place in variable.writes if place not in steps and place is not variable.node]
    uses = sorted((*variable.reads, *steps), key=lambda one: one.start)
    if not uses:
        return
    reason = "A local variable in Java has no value until the program gives it one; Java refuses to compile it."
    if not plain:
        yield UNINITIALISED.at(
            program, uses[0], symbol=variable.name, reason=reason, severity="error", line=uses[0].line
        )
        return
    if len(plain) != 1:
        return
    for above in plain[0].ancestors():
        role = program.role(above)
        if role in ("function", "switch", "try", "while", "for", "do") or above.start < variable.node.start:
            return
        maybe = (role == "if" and program.otherwise(above) is None) or role == "foreach"
        if maybe:
            later = next((use for use in uses if use.start >= above.end), None)
            if later is not None and not leaves(program, above):
                yield UNINITIALISED.at(
                    program, later, symbol=variable.name, reason=reason, severity="error", line=later.line
                )
            return


def _is_step(program: Program, place: Node) -> bool:
    """`x += 1` and `x++` read the variable too."""
    parent = place.parent
    return parent is not None and (program.role(parent) == "update" or program.operator(parent) not in ("=", ">>"))


def _same_statement(program: Program, read: Node, start: int) -> bool:
    """`sum = sum + i`: the read is part of the only assignment."""
    for above in read.ancestors():
        if program.role(above) == "assign":
            return above.start <= start < above.end
        if program.role(above) == "expression":
            return False
    return False


def _hands_over(program: Program, read: Node) -> bool:
    """Whether another may write the variable through this use: its address, a reference, a stream."""
    for above in read.ancestors():
        if above.kind == "pointer_expression" and program.source(above).startswith("&"):
            return True
        if above.kind == "binary_expression" and program.operator(above) == ">>":
            return True
        if above.kind == "argument_list" and program.language == "cpp":
            return True
        if above.kind in ("init_declarator", "lambda_capture_specifier") and program.language == "cpp":
            return above.kind == "lambda_capture_specifier" or "&" in program.source(above.part("declarator"))
        if above.kind == "call_expression" and program.callee(above).isupper():
            return True
        if program.role(above) in ("expression", "declare", "block"):
            return False
    return False


def _shadowed(program: Program, variable: Variable) -> Iterator[Finding]:
    outer = variable.scope.parent
    above = outer.find(variable.name) if outer is not None else None
    if above is None or above.scope.function is not variable.scope.function or above.kind != "variable":
        return
    holder = variable.node.parent
    statement = holder.parent if holder is not None else None
    if statement is None or (statement.parent is not None and program.role(statement.parent) == "if"):
        return  # `if err := f(); err != nil` is the custom
    if any(read.start > variable.scope.node.end for read in above.reads):
        yield SHADOWED_ERROR.at(program, variable.node, outer_line=above.node.line)
