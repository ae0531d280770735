"""Blocks of code in the model's words: which of them a learner may see beside their own program."""

import ast
import builtins
import io
import re
import tokenize

from ai_engine.challenges.disguises import is_disguised
from ai_engine.challenges.secrets import Secrets
from ai_engine.tutor.guard.dictation import in_pseudo_code, lines_told, steps_told
from ai_engine.tutor.guard.encoded import is_encoded
from ai_engine.tutor.guard.examples import like_the_learners, shows_a_construct, shows_values
from ai_engine.tutor.guard.leaks import holds_code, new_code
from ai_engine.tutor.guard.rules import Rules

_LARGEST = 400
_MOST_NODES = 60
_BUILTINS = frozenset(dir(builtins))
_BLOCKS = re.compile(r"```(?:\w*)\n(.*?)```", re.DOTALL)


def is_harmless(code: str, said: str, rules: Rules) -> bool:
    """Whether a block is a small example of something else than what the learner has to write.

    It brings its own values, so that it runs as it stands; a piece that needs the learner's is a piece of theirs.
    """
    if len(code) > _LARGEST or is_disguised(code) or "\\" in code:
        return False
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    if not tree.body or len(list(ast.walk(tree))) > _MOST_NODES or _free_names(tree) or hides_code(code, rules):
        return False
    shown = (*_BLOCKS.findall(rules.earlier), *_BLOCKS.findall(said), code)
    if sum(map(len, shown)) > 3 * _LARGEST or is_encoded(code.replace("\n", " "), rules.names):
        return False
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    if named & rules.own_names:
        return False
    if rules.secrets is not None:
        shows = rules.exercise and shows_a_construct(tree, rules.told) and rules.secrets.entry_point not in named
        return shows and _is_far(code, shown, rules.secrets, rules)
    if rules.free:
        return shows_a_construct(tree, rules.told)
    return shows_values(tree) and not like_the_learners(code, rules.own_code)


def _is_far(code: str, shown: tuple[str, ...], secrets: Secrets, rules: Rules) -> bool:
    """Whether a block, with those shown before, is near no known solution and makes no test pass."""
    if any(secrets.near(piece, rules.own_code) for piece in (code, "\n".join(shown))):
        return False
    if any(secrets.has_line_like(line) for line in code.split("\n") if line.strip()) and len(shown) > 1:
        return False
    return rules.solves is None or not rules.solves(shown)


def hides_code(code: str, rules: Rules) -> bool:
    """Whether its comments or its strings are a program, or tell one."""
    comments, strings = _hidden(code)
    own = "".join(rules.own_code.split())
    for text in (*comments, *strings):
        if not text.strip() or "".join(text.split()) in own:
            continue
        if holds_code(text) or new_code(text, rules.known) or in_pseudo_code(text) or steps_told(text):
            return True
        if rules.secrets is not None and lines_told(text, rules.secrets.tellable(rules.own_code)):
            return True
    joined = "\n".join(strings)
    return rules.secrets is not None and bool(joined) and rules.secrets.near(joined, rules.own_code)


def _hidden(code: str) -> tuple[list[str], list[str]]:
    """The texts of its comments and of its strings; all after # where it isn't Python."""
    comments, strings = [], []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                comments.append(token.string.lstrip("# "))
            elif token.type == tokenize.STRING:
                strings.append(_value(token.string))
    except (tokenize.TokenError, SyntaxError):
        comments = [line.partition("#")[2] for line in code.split("\n") if "#" in line]
    return comments, strings


def _value(literal: str) -> str:
    try:
        return str(ast.literal_eval(literal))
    except (ValueError, SyntaxError):
        return literal


def _free_names(tree: ast.Module) -> bool:
    """Whether it reads a name that it doesn't set itself."""
    made = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.arg):
            made.add(node.arg)
        elif isinstance(node, ast.alias):
            made.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            made.add(node.name)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return bool(read - made - _BUILTINS)
