"""Wrong indentation: the line that was moved, which is not always the line at which Python notices."""

from collections.abc import Iterator

from ai_engine.analysis.parsing import ParserError
from ai_engine.analysis.syntax.lexer import Statement, View
from ai_engine.analysis.syntax.repair import Edit, Repair, insertion

_CONTINUERS = {"else": ("if", "elif", "for", "while", "try", "except"), "elif": ("if", "elif"),
    "except": ("try", "except"), "finally": ("try", "except", "else")}  # fmt: skip
_DEFINERS = frozenset({"def", "class", "@", "async"})


def candidates(view: View, error: ParserError) -> Iterator[Repair]:
    """Repairs of the indentation around the place where the parser trips."""
    index = view.statement_index(error.line)
    if index < 0:
        return
    current = view.statements[index]
    message = error.message
    if error.kind in ("TabError", "IndentationError"):
        yield from _tabs(view, error)
    if message.startswith("expected an indented block"):
        yield from _missing_block(view, index, error)
    elif message.startswith("unexpected indent"):
        yield from _unexpected(view, index)
    elif message.startswith("unindent does not match"):
        yield from _between_levels(view, index)
    elif current.first in _CONTINUERS and current.line == error.line:
        yield from _misplaced_continuer(view, index)
    if "outside function" in message or "outside loop" in message or "not properly in loop" in message:
        yield from _fell_out(view, index)


def _set_indent(statement: Statement, indent: str) -> Edit:
    return Edit(statement.start, statement.start + len(statement.indent), indent)


def _run(view: View, index: int) -> list[Statement]:
    """A statement and those after it that belong to the same block or to blocks within it."""
    width = view.statements[index].width
    found = []
    for statement in view.statements[index : index + 200]:
        if statement.width < width:
            break
        found.append(statement)
    return found


def _shifted(view: View, statements: list[Statement], by: int) -> tuple[Edit, ...]:
    """Move statements, with their continuation lines left alone, by some columns."""
    edits = []
    for statement in statements:
        width = max(0, len(statement.indent.expandtabs(4)) + by)
        indent = "\t" * (width // 4) if "\t" in statement.indent else " " * width
        edits.append(_set_indent(statement, indent))
    return tuple(edits)


def _here(statement: Statement) -> tuple[int, int]:
    return statement.tokens[0].start, statement.tokens[-1].end


def unit(view: View) -> int:
    """The usual step of indentation in this program, in columns."""
    widths = [len(statement.indent.expandtabs(4)) for statement in view.statements if statement.indent]
    if not widths:
        return 4
    fitting = {step: sum(width % step == 0 for width in widths) for step in (4, 2, 3, 8)}
    # Widths that are multiples of four are multiples of two as well: two must fit clearly more lines.
    return max(fitting, key=lambda step: fitting[step] - (0.4 * len(widths) if step != 4 else 0.0))


def _tabs(view: View, error: ParserError) -> Iterator[Repair]:
    """Tabs and spaces mixed: the lines that use what fewer lines use are the ones to show."""
    with_tabs = [one for one in view.statements if "\t" in one.indent]
    with_spaces = [one for one in view.statements if " " in one.indent]
    if not with_tabs or not with_spaces:
        return
    rarer = len(with_tabs) - len(with_spaces)
    if not rarer:  # as many of each: the later one broke with what was there
        rarer = -1 if "\t" in view.lines[error.line - 1][:1] else 1
    minority, found = ("tab", with_tabs) if rarer < 0 else ("space", with_spaces)
    other = "space" if minority == "tab" else "tab"
    near = min(found, key=lambda one: (abs(one.line - error.line), one.line))
    start_of_run = near
    for one in reversed(found):
        if one.line < start_of_run.line and start_of_run.line - one.line <= 2:
            start_of_run = one
    shown = start_of_run if error.kind == "TabError" and near.line != error.line else near
    for rank, size in ((0.3, 4), (0.32, 8), (0.34, unit(view)), (0.36, 2)):
        edits = tuple(_set_indent(one, one.indent.expandtabs(size)) for one in with_tabs)
        at, until = shown.start, shown.tokens[0].start
        yield Repair("mixed-tabs", edits, at, until, rank, "", {"here": minority, "other": other}, kind="TabError")


def _missing_block(view: View, index: int, error: ParserError) -> Iterator[Repair]:
    """A header without an indented block: its body isn't indented, or there is none."""
    current: Statement | None = view.statements[index]
    header_index = index - 1
    if view.statements[index].line < error.line:  # nothing follows the header: the text ends
        header_index, current = index, None
    if header_index < 0:
        return
    header = view.statements[header_index]
    start, end = _here(header)
    words = {"header": header.first, "header_line": header.line}
    between = view.lines[header.last_line : current.line - 1 if current else len(view.lines)]
    blanks = any(not line.strip() for line in between)
    comment_only = any(line.strip().startswith("#") for line in between) and not blanks
    ends_here = current is None or current.width < header.width or current.first in (*_CONTINUERS, *_DEFINERS)
    if header.first == "class" and not blanks and current is not None and current.first == "def":
        ends_here = False
    empty_rank = 0.4 if ends_here or comment_only else 0.7 if blanks else 1.2
    cause = "comment-only-block" if comment_only and ends_here else "missing-block"
    edits: tuple[Edit, ...] = (insertion(end, " pass"),)
    yield Repair(cause, edits, start, end, empty_rank, header.first, words, kind="IndentationError")
    if current is None:
        return
    if header.first in _CONTINUERS and not _fits_above(view, header_index):
        at, until = _here(header)
        for statement in reversed(view.statements[max(0, header_index - 200) : header_index]):
            if statement.first in _CONTINUERS[header.first] and statement.width < current.width:
                edits = (_set_indent(header, statement.indent),)
                shown = {"partners": statement.first}
                yield Repair("misplaced-else", edits, at, until, 0.6, header.first, shown, kind="IndentationError")
                break
    step = unit(view)
    start, end = _here(current)
    target = len(header.indent.expandtabs(4)) + step
    own = len(current.indent.expandtabs(4))
    words = {"header": header.first, "header_line": header.line}
    following = view.statements[index + 1] if index + 1 < len(view.statements) else None
    if following is not None and following.width > current.width and current.tokens[-1].text != ":":
        target = len(following.indent.expandtabs(4))
    run = _run(view, index)
    level = [one for one in run if one.width == current.width]
    edits = _shifted(view, [current], target - own)
    yield Repair("body-not-indented", edits, start, end, 0.8, header.first, words, kind="IndentationError")
    if len(level) == 1 and len(run) > 1:
        edits = _shifted(view, run, target - own)
        yield Repair("body-not-indented", edits, start, end, 0.9, header.first, words, kind="IndentationError")
    for count in sorted({2, 3, len(level)}):
        if 1 < count <= len(level):
            last = level[count] if count < len(level) else None
            moved = [one for one in run if last is None or one.line < last.line]
            edits = _shifted(view, moved, target - own)
            yield Repair(
                "body-not-indented", edits, start, end, 0.9 + 0.01 * count, header.first, words, kind="IndentationError"
            )


def _fits_above(view: View, index: int) -> bool:
    """Whether an `else` or `elif` stands right under a header that it can belong to."""
    current = view.statements[index]
    for statement in reversed(view.statements[max(0, index - 200) : index]):
        if statement.width <= current.width:
            return statement.width == current.width and statement.first in _CONTINUERS[current.first]
    return False


def _unexpected(view: View, index: int) -> Iterator[Repair]:
    """A line further right than its block: it was moved, or the line before it was moved left."""
    current = view.statements[index]
    start, end = _here(current)
    run = _run(view, index)
    level = [one for one in run if one.width == current.width]
    if index == 0:
        edits = _shifted(view, run, -len(current.indent.expandtabs(4)))
        yield Repair("indented-first-line", edits, start, end, 0.5, kind="IndentationError")
        edits = _shifted(view, [current], -len(current.indent.expandtabs(4)))
        yield Repair("indented-first-line", edits, start, end, 0.4, kind="IndentationError")
        return
    before = view.statements[index - 1]
    widths = (len(current.indent.expandtabs(4)), len(before.indent.expandtabs(4)))
    earlier = _before_at(view, index - 1, current.width)
    adjacent = earlier is not None and not any(
        not line.strip() for line in view.lines[earlier.last_line : before.line - 1]
    )
    if earlier is not None and before.width < current.width:
        # One line alone is as likely to have been moved right; then the parser's own line is taken.
        rank = (0.5 if len(level) > 1 else 0.9) if adjacent else 1.0 if len(level) > 1 else 1.4
        edits = _shifted(view, [before], widths[0] - widths[1])
        at, until = _here(before)
        yield Repair("dedented-line", edits, at, until, rank, before.first, kind="IndentationError")
    step = unit(view)
    if widths[1] % step and not widths[0] % step and widths[0] - widths[1] < step:
        edits = _shifted(view, [before], widths[0] - widths[1])
        at, until = _here(before)
        yield Repair("inconsistent-indent", edits, at, until, 0.4, before.first, kind="IndentationError")
    words = {"before": before.line}
    rank = 0.8 + 0.1 * min(5, len(level) - 1)
    for moved in (run, [current]):
        edits = _shifted(view, moved, widths[1] - widths[0])
        yield Repair("unexpected-indent", edits, start, end, rank, current.first, words, kind="IndentationError")
        rank += 0.05
    for statement in reversed(view.statements[max(0, index - 30) : index]):
        if statement.width < before.width:
            edits = _shifted(view, run, len(statement.indent.expandtabs(4)) - widths[0])
            yield Repair("unexpected-indent", edits, start, end, 1.3, current.first, words, kind="IndentationError")
            break
    if before.tokens[-1].text == ")" and before.tokens[0].kind == "name" and len(before.tokens) > 2:
        at, until = _here(before)
        edits = (insertion(before.tokens[0].start, "def "), insertion(until, ":"))
        yield Repair("missing-def", edits, at, until, 1.6, before.first)


def _before_at(view: View, index: int, width: int) -> Statement | None:
    """The statement right before another, if it stands at this width and is no end of a deeper block."""
    if index < 1:
        return None
    earlier = view.statements[index - 1]
    return earlier if earlier.width == width else None


def _between_levels(view: View, index: int) -> Iterator[Repair]:
    """A line between two levels: it was moved, or the lines of the block before it were."""
    current = view.statements[index]
    start, end = _here(current)
    own = len(current.indent.expandtabs(4))
    step = unit(view)
    levels: list[int] = []
    limit = 10_000
    for statement in reversed(view.statements[max(0, index - 300) : index]):
        width = len(statement.indent.expandtabs(4))
        if width < limit:
            levels.append(width)
            limit = width
        if width == 0:
            break
    run = [one for one in _run(view, index) if one.width >= current.width]
    ordered = sorted(levels, key=lambda level: abs(level - own))
    on_grid = own % step == 0
    for number, level in enumerate(ordered[:5]):
        rank = (1.0 if on_grid else 0.5) + 0.05 * number
        for extra, moved in enumerate(([current], run)):
            edits = _shifted(view, moved, level - own)
            yield Repair(
                "inconsistent-dedent", edits, start, end, rank + 0.02 * extra, current.first, kind="IndentationError"
            )
    # A single line above, off the grid by a little.
    for statement in reversed(view.statements[max(0, index - 60) : index]):
        width = len(statement.indent.expandtabs(4))
        if on_grid and width % step and abs(width - own) < step:
            at, until = _here(statement)
            edits = _shifted(view, [statement], own - width)
            yield Repair("inconsistent-indent", edits, at, until, 0.45, statement.first, kind="IndentationError")
            break
    # The block before: all its lines stand at one odd width, this line at the right one.
    block: list[Statement] = []
    for statement in reversed(view.statements[max(0, index - 100) : index]):
        if statement.width < current.width:
            break
        block.append(statement)
    block.reverse()
    if block:
        first = block[0]
        width = len(first.indent.expandtabs(4))
        at, until = _here(first)
        fewer = on_grid and len(block) < len(run)
        rank = 0.7 if on_grid and width % step else 0.9 if fewer else 1.2
        moved = [one for one in block if len(one.indent.expandtabs(4)) >= width]
        edits = _shifted(view, moved, own - width)
        yield Repair("inconsistent-indent", edits, at, until, rank, first.first, kind="IndentationError")


def _misplaced_continuer(view: View, index: int) -> Iterator[Repair]:
    """`else`, `elif`, `except` or `finally` that meets no partner at its indentation."""
    current = view.statements[index]
    start, end = _here(current)
    partners = _CONTINUERS[current.first]
    words = {"partners": partners[0]}
    above = None
    for statement in reversed(view.statements[max(0, index - 300) : index]):
        if statement.width <= current.width:
            above = statement
            break
    if above is not None and above.width == current.width:
        if above.first == "else" and current.first in ("elif", "else"):
            cause = "elif-after-else" if current.first == "elif" else "second-else"
            edits: tuple[Edit, ...] = (Edit(start, start + 4, "if 1"),)
            if current.first == "elif":
                edits = (Edit(start, start + 4, "if"),)
            yield Repair(cause, edits, start, end, 0.2, current.first, certain=True)
        elif above.first not in partners:
            yield from _dedented_before(view, index, above, partners)
    run = [current]
    seen: set[int] = set()
    body_width = view.statements[index + 1].width if index + 1 < len(view.statements) else current.width
    for statement in reversed(view.statements[max(0, index - 300) : index]):
        if statement.first in partners and statement.width not in seen and statement.width != current.width:
            seen.add(statement.width)
            rank = 0.6 + 0.1 * len(seen) + (0.3 if statement.width >= body_width else 0.0)
            edits = (_set_indent(current, statement.indent),)
            yield Repair("misplaced-else", edits, start, end, rank, current.first, words, kind="IndentationError")
            moved = _with_body(view, index)
            if len(moved) > len(run):
                by = len(statement.indent.expandtabs(4)) - len(current.indent.expandtabs(4))
                edits = _shifted(view, moved, by)
                yield Repair(
                    "misplaced-else", edits, start, end, rank + 0.05, current.first, words, kind="IndentationError"
                )
    stand_in = "if 1:" if current.first != "elif" else "if" + view.text[start + 4 : end]
    if not seen or current.first in ("else", "elif"):
        edits = (Edit(start, end, stand_in),)
        yield Repair("else-without-if", edits, start, end, 1.8, current.first, words)


def _with_body(view: View, index: int) -> list[Statement]:
    current = view.statements[index]
    found = [current]
    for statement in view.statements[index + 1 : index + 200]:
        if statement.width <= current.width:
            break
        found.append(statement)
    return found


def _dedented_before(view: View, index: int, above: Statement, partners: tuple[str, ...]) -> Iterator[Repair]:
    """A line between `if` and its `else` has fallen out of the block."""
    place = view.statements.index(above)
    block_width = view.statements[place - 1].width if place else 0
    opener = next(
        (one for one in reversed(view.statements[max(0, place - 300) : place]) if one.width <= above.width), None
    )
    if opener is None or opener.width != above.width or opener.first not in partners or block_width <= above.width:
        return
    at, until = _here(above)
    body = view.statements[view.statements.index(opener) + 1]
    moved = view.statements[place:index]
    by = len(body.indent.expandtabs(4)) - len(above.indent.expandtabs(4))
    edits = _shifted(view, moved, by)
    yield Repair("dedented-line", edits, at, until, 0.5, above.first, kind="IndentationError")


def _fell_out(view: View, index: int) -> Iterator[Repair]:
    """`return` outside a function, `break` outside a loop: often the line has lost its indentation."""
    current = view.statements[index]
    before = view.statements[index - 1] if index else None
    yield from _moved_else(view, index)
    if before is None or before.width <= current.width:
        return
    start, end = _here(current)
    words = {"word": current.first}
    run = list(view.statements[index : index + 1])
    for statement in reversed(view.statements[max(0, index - 60) : index]):
        if statement.width > current.width:
            by = len(statement.indent.expandtabs(4)) - len(current.indent.expandtabs(4))
            edits = _shifted(view, run, by)
            cause = "return-outside-function" if current.first in ("return", "yield") else "break-outside-loop"
            yield Repair(cause, edits, start, end, 1.0, current.first, words)
        else:
            break


def _moved_else(view: View, index: int) -> Iterator[Repair]:
    """`break` in the `else` of a loop: the `else` was meant for an `if` within the loop."""
    current = view.statements[index]
    header = next(
        (one for one in reversed(view.statements[max(0, index - 200) : index]) if one.width < current.width), None
    )
    if header is None or header.first not in ("else", "elif"):
        return
    place = view.statements.index(header)
    for statement in reversed(view.statements[max(0, place - 200) : place]):
        if statement.first in ("if", "elif") and header.width < statement.width < current.width:
            at, until = _here(header)
            edits = (_set_indent(header, statement.indent),)
            words = {"partners": "if"}
            yield Repair("misplaced-else", edits, at, until, 0.5, header.first, words, kind="IndentationError")
            return
