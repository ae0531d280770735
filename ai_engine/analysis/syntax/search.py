"""The search for causes: try small repairs where the parser trips, and keep what makes the program sound.

The parser reports the first place at which it can't go on, which is often not the mistake. The mistake is the place
where a small change makes the whole program parse. Candidates come from the modules for strings, brackets, indentation
and statements, most plausible first; each is tried on the program itself. After a repair the search goes on with the
repaired text, so that independent mistakes are all found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from ai_engine.analysis.parsing import ParserError, compile_error
from ai_engine.analysis.syntax import brackets, characters, foreign, indentation, statements, strings
from ai_engine.analysis.syntax.fault import Fault
from ai_engine.analysis.syntax.lexer import Statement, View
from ai_engine.analysis.syntax.messages import explain_message, is_definite
from ai_engine.analysis.syntax.repair import Edit, Repair, apply

_MOST_FAULTS = 10
_MOST_TRIALS = 80
_MOST_STEPS = 40

# Characters that may be compiled for one program; some 3 million a second go through.
_BUDGET_CHARS = 500_000

# Above this nothing is tried: the most plausible candidate is taken at its word.
_MOST_CHARS = 150_000

# Above this a trial compiles only the lines around the place.
_WHOLE_CHARS = 12_000
_AROUND_LINES = 60

# What may stand in the place of `except`, so that it only seems to be missing.
_INSTEAD_OF_EXCEPT = frozenset(
    {"misspelt-keyword", "keyword-in-capitals", "word-of-other-language", "misplaced-else", "missing-colon"}
)

# Causes that only say that something is odd.
_WEAK = frozenset({"stray-sign", "invalid-syntax"})

# Above this the parser's own word must do.
_HUGE_CHARS = 400_000


@dataclass(slots=True)
class _Trial:
    """How a candidate went: its rank, lower is better, with what speaks against it added."""

    score: float
    repair: Repair


class Search:
    """Finds the faults of one program."""

    def __init__(self, text: str, error: ParserError | None = None) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._origin = list(range(1, len(self._lines) + 1))  # for each line of the repaired text its first number
        self._error = error
        self._left = _BUDGET_CHARS
        self._shifts: dict[int, list[tuple[int, int]]] = {}
        self.faults: list[Fault] = []

    def run(self) -> list[Fault]:
        """All independent faults, in the order of the text."""
        error = self._error or compile_error(self._text)
        if error is not None and len(self._text) > _HUGE_CHARS:
            view = View(self._text)
            self._report(view, error, explain_message(view, error))
            return self.faults
        for _ in range(_MOST_STEPS):
            if error is None or len(self.faults) >= _MOST_FAULTS:
                break
            repaired = self._step(View(self._text), error)
            if repaired is None or self._left <= 0:
                break
            self._text = repaired
            self._left -= len(repaired)
            error = compile_error(repaired)
        self.faults = _without_echoes(sorted(self.faults, key=lambda fault: (fault.line, fault.column)))
        return self.faults

    @property
    def repaired(self) -> str:
        """The text with the repairs that were found, after `run`."""
        return self._text

    def _step(self, view: View, error: ParserError) -> str | None:
        """Find one fault and give the text without it; None where the search can't go on."""
        repair = self._lexical(view) or self._structural(view, error)
        explained = explain_message(view, error)
        if explained.edits:
            stands_instead = repair is not None and repair.cause in _INSTEAD_OF_EXCEPT and repair.symbol != "else"
            repair = repair if stands_instead else explained
        if repair is not None:
            return self._accept(view, error, repair)
        self._report(view, error, explained)
        return self._neutralised(view, error)

    def _lexical(self, view: View) -> Repair | None:
        """Characters, strings and brackets come first: nothing behind them can be read before they are right."""
        for source in (characters.candidates, foreign.blocks, strings.candidates, brackets.candidates):
            candidates = list(islice(source(view), _MOST_TRIALS))
            if candidates:
                best = self._best(view, candidates, None) if len(view.text) <= _MOST_CHARS else None
                return best or min(candidates, key=lambda candidate: candidate.rank)
        return None

    def _structural(self, view: View, error: ParserError) -> Repair | None:
        if len(view.text) > _MOST_CHARS:
            return None
        sources = [indentation.candidates(view, error)]
        if not is_definite(error):
            sources.append(statements.candidates(view, error))
        candidates = sorted(islice(chain(*sources), _MOST_TRIALS * 2), key=lambda candidate: candidate.rank)
        return self._best(view, candidates[:_MOST_TRIALS], error)

    def _best(self, view: View, candidates: list[Repair], error: ParserError | None) -> Repair | None:
        best: _Trial | None = None
        for repair in sorted(candidates, key=lambda candidate: candidate.rank):
            if best is not None and best.score <= repair.rank:
                break  # no later one can be better
            if self._left <= 0:
                break
            penalty = self._try(view, repair, error)
            if penalty is not None and (best is None or repair.rank + penalty < best.score):
                best = _Trial(repair.rank + penalty, repair)
        return best.repair if best is not None else None

    def _try(self, view: View, repair: Repair, error: ParserError | None) -> float | None:
        """What speaks against a repair: 0 if all parses then, more if the next error is further on; None: it fails."""
        text, offset_line = self._window(view, repair, error)
        self._left -= len(text)
        left = compile_error(text)
        if left is None:
            return 0.0
        if error is None and repair.edits:
            line = min(view.line_at(edit.start) for edit in repair.edits)
            first = _top_level(view, line)
            if left.line + offset_line < first and len(view.text) <= _WHOLE_CHARS:
                # An earlier mistake hides how this one goes: it is tried on what stands from its own statement on.
                text, offset_line = self._from_line(view, repair, first), first - 1
                self._left -= len(text)
                rest = compile_error(text)
                if rest is None:
                    return 0.0
                left = rest
        if error is None:
            return 4.0 - 3.0 * min(1.0, (left.line + offset_line) / max(1, len(view.lines)))
        return _progress(view, repair, error, left, offset_line)

    def _window(self, view: View, repair: Repair, error: ParserError | None) -> tuple[str, int]:
        """The text to try a repair on, and how many lines stand before it."""
        if len(view.text) <= _WHOLE_CHARS:
            return apply(view.text, repair.edits), 0
        places = [view.line_at(repair.at), view.line_at(repair.until)]
        places += [view.line_at(place) for edit in repair.edits for place in edit[:2]]
        if error is not None:
            places.append(error.line)
        first, last = _top_level(view, min(places) - _AROUND_LINES), _next_top(view, max(places) + _AROUND_LINES)
        start = view.starts[first - 1]
        end = view.starts[last - 1] if last <= len(view.lines) else len(view.text)
        inside = [edit for edit in repair.edits if start <= edit.start and edit.end <= end]
        moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in inside]
        return apply(view.text[start:end], moved), first - 1

    @staticmethod
    def _from_line(view: View, repair: Repair, line: int) -> str:
        """The repaired text from a line on."""
        start = view.starts[line - 1]
        return apply(view.text[start:], [Edit(one.start - start, one.end - start, one.text) for one in repair.edits])

    def _accept(self, view: View, error: ParserError, repair: Repair) -> str:
        line, end_line = self._origin[view.line_at(repair.at) - 1], self._origin[view.line_at(repair.until) - 1]
        column, end_column = view.column_at(repair.at), view.column_at(repair.until)
        if repair.cause == "keyword-as-name" and any(
            fault.cause == repair.cause and fault.symbol == repair.symbol for fault in self.faults
        ):
            return self._edited(view, repair)  # the same name used again is the same mistake
        self.faults.append(
            Fault(
                repair.cause,
                line,
                self._original_column(line, column),
                end_line,
                self._original_column(end_line, end_column),
                kind=repair.kind,
                symbol=repair.symbol,
                words={"detail": error.message, **repair.words},
                parser_line=self._origin[min(error.line, len(self._origin)) - 1],
                parser_message=error.message,
            )
        )
        return self._edited(view, repair)

    def _edited(self, view: View, repair: Repair) -> str:
        """The repaired text; the shifts of columns are noted."""
        for edit in repair.edits:
            edited = self._origin[view.line_at(edit.start) - 1]
            shift = len(edit.text) - (edit.end - edit.start)
            if shift and "\n" not in edit.text:
                self._shifts.setdefault(edited, []).append((view.column_at(edit.start), shift))
        return self._changed(view, repair.edits)

    def _changed(self, view: View, edits: Sequence[Edit]) -> str:
        """The text after some edits; the numbers of its lines are followed if they take or add any."""
        text = apply(view.text, edits)
        if any(edit.text.count("\n") != view.text.count("\n", edit.start, edit.end) for edit in edits):
            origin: list[int] = []
            at = 0
            for edit in [*sorted(edits), Edit(len(view.text), len(view.text), "")]:
                origin += self._origin[view.line_at(at) : view.line_at(edit.start)]
                origin += [self._origin[view.line_at(edit.start) - 1]] * edit.text.count("\n")
                at = edit.end
            self._origin = [self._origin[0], *origin]
        return text

    def _original_column(self, line: int, column: int) -> int:
        """The column before the edits that were made on this line so far."""
        for place, shift in reversed(self._shifts.get(line, [])):
            if column > place:
                column = max(place, column - shift)
        return min(column, len(self._lines[line - 1]) + 1)

    def _report(self, view: View, error: ParserError, repair: Repair) -> None:
        already = any(fault.line == self._origin[view.line_at(repair.at) - 1] for fault in self.faults)
        if not already:
            self._accept(view, error, replace(repair, edits=()))

    def _neutralised(self, view: View, error: ParserError) -> str | None:
        """The text with the broken statement taken out, to look for errors behind it."""
        index = view.statement_index(error.line)
        if index < 0:
            return None
        statement = view.statements[index]
        end = statement.tokens[-1].end
        start = statement.tokens[0].start
        following = view.statements[index + 1] if index + 1 < len(view.statements) else None
        opens_block = following is not None and following.width > statement.width
        if statement.first in ("else", "elif", "except", "finally", "case", "match"):
            return None
        stand_in = "def _():" if opens_block else "pass"
        text = view.text[:start] + stand_in + blank_lines(view.text[start:end]) + view.text[end:]
        return text if text != view.text else None


def _without_echoes(faults: list[Fault]) -> list[Fault]:
    """What is odd on a line that holds a mistake mostly comes from that mistake."""
    told = {fault.line for fault in faults if fault.cause not in _WEAK}
    kept: list[Fault] = []
    for fault in faults:
        if fault.cause in _WEAK:
            if fault.line in told:
                continue
            told.add(fault.line)
        kept.append(fault)
    return kept


def _progress(view: View, repair: Repair, before: ParserError, after: ParserError, lines_above: int) -> float | None:
    """What speaks against a repair after which another error is left; None where that is no progress."""
    line = after.line + lines_above
    if line >= before.line and is_definite(after) and not is_definite(before):
        return 0.5  # the form is sound now; what is left only the compiler sees
    touched = max(view.line_at(repair.until), *(view.line_at(edit.end) for edit in repair.edits), before.line)
    if line > touched:
        # An indentation error right behind shows that the repair took a block's header away, or made one.
        index = view.statement_index(touched)
        following = view.statements[index + 1].line if index + 1 < len(view.statements) else 0
        broke_block = after.kind == "IndentationError" and line <= following
        return (1.0 if repair.certain else 1.5) + (2.0 if broke_block else 0.0)
    if line == before.line and repair.edits:
        shift = sum(len(edit.text) - (edit.end - edit.start) for edit in repair.edits)
        further = after.column - shift > before.column and view.line_at(repair.until) == line
        if further:
            return 2.0 if repair.certain else 3.0
    return 4.0 if repair.certain and (after.message, line) != (before.message, before.line) else None


def blank_lines(text: str) -> str:
    """Only the line ends of a text."""
    return "\n" * text.count("\n")


def _top_level(view: View, line: int) -> int:
    """The last line at or before `line` on which a statement without indentation starts that needs none before it."""
    index = view.statement_index(line)
    while index > 0 and not _starts_alone(view.statements[index]):
        index -= 1
    return view.statements[index].line if index >= 0 and view.statements and line > 0 else 1


def _next_top(view: View, line: int) -> int:
    """The first line after `line` on which a statement without indentation starts; behind the last line if none."""
    index = view.statement_index(line) + 1
    while index < len(view.statements) and not _starts_alone(view.statements[index]):
        index += 1
    return view.statements[index].line if index < len(view.statements) else len(view.lines) + 1


def _starts_alone(statement: Statement) -> bool:
    return not statement.indent and statement.first not in ("else", "elif", "except", "finally", ")", "]", "}")
