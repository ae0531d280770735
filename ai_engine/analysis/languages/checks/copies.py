"""Parameters that are copies: changing one at the end of a function changes nothing outside."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.kinds import of_variable
from ai_engine.analysis.languages.program import LOOPS, Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names

LOST = Rule(
    name="parameter-change-lost",
    category="logic",
    severity="warning",
    concept="parameters",
    confidence=0.88,
    message="`{symbol}` is the function's own copy of what the caller gave, and nothing reads it after this change.",
    why="{title} hands numbers and characters over as copies: the caller's variable stays as it was.",
    check="Show the caller's variable with {show} before and after the call.",
    fix="Give the new value back as the result, or let the function get a way to the caller's variable.",
    nudge="Whose variable does this line change?",
)


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about changes of parameters that nobody sees; nothing for scripts, whose types don't show."""
    if program.is_script:
        return
    for variable in names.variables:
        function = variable.scope.function
        if (
            variable.kind != "parameter"
            or not variable.writes
            or function is None
            or not of_variable(program, names, variable)
        ):
            continue
        body = program.body(function)
        if body is None or any(program.role(one) == "return" and one.inner for one in program.within(body)):
            continue
        last = max(variable.writes, key=lambda one: one.start)
        inner = any(
            program.role(above) in (*LOOPS, "function") and above.start > function.start for above in last.ancestors()
        )
        statement = next((one for one in last.ancestors() if program.role(one) in ("assign", "update")), None)
        end = statement.end if statement is not None else last.end
        if not inner and not any(read.start > end for read in variable.reads):
            yield LOST.at(program, last)
