"""Syntax errors of the other languages: each with its cause, proved by a repair that makes the program parse."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ai_engine.analysis.languages.grammar import Grammar
from ai_engine.analysis.languages.syntax import brackets, foreign, forms, slips
from ai_engine.analysis.languages.syntax.fault import Fault, Repair
from ai_engine.analysis.languages.syntax.lexer import Tokens
from ai_engine.analysis.languages.tree import raw_parse, readable

_MOST_FAULTS = 8
_MOST_TRIES = 60  # repairs tried for one fault
_MOST_PARSED = 600_000  # characters parsed in all: keeps a long broken program from taking long
_WIDE = 40  # characters of an error that covers more than its place
_LONGEST_S = 0.7  # some broken texts take the parser itself long; what was found by then is told
_CERTAIN = frozenset(
    {"unclosed-string", "unclosed-comment", "unclosed-bracket", "unmatched-closing-bracket", "mismatched-brackets"}
)
_MACRO = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(\w+)\(", re.MULTILINE)


def find_faults(text: str, grammar: Grammar) -> tuple[Any, list[Fault]]:
    """Tree-sitter's tree and the faults of a normalised text; without faults the tree is sound."""
    if "\0" in text:
        at = text.index("\0")
        return None, [Fault("null-character", at, at + 1, "\\0", confidence=1.0)]
    plain = readable(text)
    search = _Search(text, plain, grammar)
    tree = search.parse(plain)
    if not tree.root_node.has_error:
        return tree, []
    if grammar.name in ("c", "cpp"):
        without = _macros_replaced(plain)
        other = search.parse(without)
        if not other.root_node.has_error:
            return other, []
        if _MACRO.search(plain):
            search = _Search(text, without, grammar)
            tree = other
    whole = foreign.other_language(text, grammar)
    if whole is not None:
        return None, [whole]
    faults = _without_echoes(search.run(tree), text)
    if not faults:
        return tree, []
    return None, sorted(faults, key=lambda one: one.start)


def _without_echoes(faults: list[Fault], text: str) -> list[Fault]:
    """The faults without those that only follow from one found earlier on the same line."""
    kept: list[Fault] = []
    lines: set[int] = set()
    for fault in faults:
        line = text.count("\n", 0, fault.start)
        if line in lines and fault.cause not in _CERTAIN:
            continue
        lines.add(line)
        kept.append(fault)
    return kept


def _macros_replaced(text: str) -> str:
    """C's macros that begin a loop, such as `REP(i, n) {`, read as an if: the tree-sitter grammar can't expand them."""
    for name in set(_MACRO.findall(text)):
        if len(name) < 2:
            continue
        padded = "if".ljust(len(name))
        text = re.sub(rf"(?<!define )\b{re.escape(name)}(?=[ ]*\([^;\n]*\)\s*(\{{|[\w(]))", padded, text)
    return text


class _Search:
    """One program's search for the repairs that make it parse."""

    def __init__(self, original: str, text: str, grammar: Grammar) -> None:
        """`text` is `original` as `readable` gives it, perhaps with macros replaced, of the same length."""
        self.original = original
        self.text = text
        self.grammar = grammar
        self.parsed = 0
        self.deadline = time.monotonic() + _LONGEST_S
        self.history: list[Repair] = []
        self.tree_name = "tsx" if grammar.name == "typescript" and "</" in text and "/>" in text else grammar.name

    def parse(self, text: str) -> Any:
        """Parse, and count what it cost."""
        self.parsed += len(text)
        return raw_parse(text, self.tree_name)

    def run(self, tree: Any) -> list[Fault]:
        """All faults that can be told apart."""
        faults: list[Fault] = []
        while len(faults) < _MOST_FAULTS and not (faults and self._is_late()):
            errors = problems(tree.root_node)
            if not errors:
                break
            repair, tree_after = self._best(errors, inner_places(tree.root_node))
            if repair is None:
                if not faults and not _MACRO.search(self.text):
                    faults.append(self._located(self._generic(errors[0])))
                break
            faults.append(self._located(repair.fault))
            self.text = repair.apply(self.text)
            self.history.append(repair)
            tree = tree_after
            if repair.last:
                break
        return faults

    def _is_late(self) -> bool:
        return time.monotonic() > self.deadline

    def _best(self, errors: list[tuple[int, int, str]], inner: list[int]) -> tuple[Repair | None, Any]:
        start, end, _ = errors[0]
        now = (len(errors), -start)
        best: tuple[tuple[float, float], Repair, Any] | None = None
        # Brackets and quotes without a partner are faults for certain, even if others hide what their repair brings.
        certain: tuple[tuple[float, float], Repair, Any] | None = None
        tried: set[tuple[tuple[int, int, str], ...]] = set()
        for repair in sorted(self._candidates(start, end, inner), key=lambda one: one.rank):
            if repair.edits in tried:
                continue
            if len(tried) >= _MOST_TRIES or (tried and (self.parsed > _MOST_PARSED or self._is_late())):
                break
            tried.add(repair.edits)
            tree = self.parse(repair.apply(self.text))
            left = problems(tree.root_node)
            self.parsed += len(self.text) * min(len(left), 60)  # the parser's own search for a way on takes long
            after = (len(left), -left[0][0] if left else -len(self.text))
            if left and not after < now and not repair.last:
                if repair.fault.cause in _CERTAIN:
                    weight = sum(one[1] - one[0] + 1 for one in left) + repair.rank
                    if certain is None or (len(left), weight) < certain[0]:
                        certain = (float(len(left)), weight), repair, tree
                continue
            key = (float(len(left)), repair.rank)
            if best is None or key < best[0]:
                best = key, repair, tree
            if not left and repair.rank <= 0.3:
                break
        best = best or certain
        return (best[1], best[2]) if best is not None else (None, None)

    def _candidates(self, start: int, end: int, inner: list[int]) -> Iterator[Repair]:
        name = self.grammar.name
        tokens = Tokens(self.text, script=name in ("javascript", "typescript"), go=name == "go", c=name in ("c", "cpp"))
        if not self.history:
            yield from foreign.smart_quotes(self.original)
        yield from brackets.candidates(tokens)
        yield from foreign.candidates(tokens, self.grammar, start, end)
        yield from forms.candidates(tokens, self.grammar, slips.lines_of(tokens, start, end))
        yield from slips.candidates(tokens, self.grammar, start, end)
        for place in inner:  # a wide error began where the parser gave up, which is rarely where the mistake is
            yield from slips.near(tokens, self.grammar, place)

    def _generic(self, error: tuple[int, int, str]) -> Fault:
        start, end, _ = error
        while start < end and self.text[start].isspace():
            start += 1
        line_end = self.text.find("\n", start)
        stop = min(end, line_end if line_end >= 0 else end, start + 40)
        symbol = self.text[start : max(stop, start + 1)].strip() or "the end of the text"
        return Fault("unexpected", start, max(stop, start + 1), symbol.split("\n")[0][:40], confidence=0.6)

    def _located(self, fault: Fault) -> Fault:
        """The fault at its place in the learner's text, in the learner's own letters."""
        start, end = self._origin(fault.start), self._origin(fault.end)
        symbol = fault.symbol
        if len(fault.symbol) == fault.end - fault.start:
            symbol = self.original[start:end] or symbol
        return replace(fault, start=start, end=max(end, start), symbol=symbol)

    def _origin(self, offset: int) -> int:
        for repair in reversed(self.history):
            # In reverse order of application; within one repair the edits' places count in the text before it.
            shift = 0
            for start, end, new in sorted(repair.edits):
                if offset < start + shift + len(new):
                    if offset > start + shift:
                        offset = start + shift
                    break
                shift += len(new) - (end - start)
            offset -= shift
        return min(max(offset, 0), len(self.original))


def inner_places(root: Any) -> list[int]:
    """Where the parser stumbled inside of the first outermost error: its inner errors, and its end."""
    stack = [root]
    first = None
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            first = node
            break
        if node.has_error:
            stack.extend(reversed(node.children))
    if first is None or first.end_byte - first.start_byte < _WIDE:
        return []
    found: list[int] = []
    stack = list(first.children)
    while stack and len(found) < 3:
        node = stack.pop(0)
        if node.is_error or node.is_missing:
            found.append(node.start_byte)
        elif node.has_error:
            stack = [*node.children, *stack]
    return [*found, max(first.start_byte, first.end_byte - 1)]


def problems(root: Any) -> list[tuple[int, int, str]]:
    """Start, end and kind of the outermost error and missing nodes, in the order of the text."""
    found: list[tuple[int, int, str]] = []
    stack = [root]
    while stack and len(found) < 200:
        node = stack.pop()
        if node.is_missing:
            found.append((node.start_byte, node.end_byte, "missing " + node.type))
        elif node.is_error:
            found.append((node.start_byte, node.end_byte, "error"))
        elif node.has_error:
            stack.extend(reversed(node.children))
    return sorted(found)
