"""Errors that a Go program ignores."""

from collections.abc import Iterator

from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.program import Program
from ai_engine.analysis.languages.rule import Rule
from ai_engine.analysis.languages.scopes import Names

IGNORED = Rule(
    name="error-ignored",
    category="style",
    severity="info",
    concept="exceptions",
    confidence=0.85,
    message="The error of `{symbol}` goes to _, so nobody learns whether the call worked.",
    why="After a failed call the other result is only a zero value.",
    check="Give it something that can't work and look at the result.",
    fix="Name the error and ask whether it is nil.",
    nudge="What happens here if the call fails?",
)
NOT_CHECKED = Rule(
    name="error-ignored",
    category="logic",
    severity="info",
    concept="exceptions",
    confidence=0.85,
    message="`{symbol}` can fail, but its result is thrown away, the error with it.",
    why="After a failure the program goes on as if nothing had happened.",
    check="Give it something that can't work.",
    fix="Store the results and ask whether the error is nil.",
    nudge="What happens here if the call fails?",
)

_FAILING = frozenset({
    "strconv.Atoi", "strconv.ParseInt", "strconv.ParseFloat", "strconv.ParseBool", "os.Open", "os.Create",
    "os.ReadFile", "os.WriteFile", "ioutil.ReadFile", "json.Marshal", "json.Unmarshal", "http.Get", "os.Remove",
    "os.Mkdir", "os.MkdirAll", "time.Parse", "url.Parse",
})  # fmt: skip


def check(program: Program, names: Names) -> Iterator[Finding]:
    """Yields findings about ignored errors; nothing for other languages."""
    if not program.is_go:
        return
    for node in (*program.of("declare"), *program.of("assign")):
        left, right = node.part("left"), node.part("right")
        if left is None or right is None or not right.inner:
            continue
        call = right.inner[0]
        last = left.inner[-1] if left.inner else None
        if last is not None and program.source(last) == "_" and len(left.inner) > 1 and program.role(call) == "call":
            if program.callee(call) in _FAILING:
                yield IGNORED.at(program, call)
    for node in program.of("expression"):
        call = node.inner[0] if node.inner else node
        if program.role(call) == "call" and program.callee(call) in _FAILING:
            yield NOT_CHECKED.at(program, call)
