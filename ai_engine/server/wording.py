"""Schema failures in plain words: what the field must be, never the library's phrasing."""

from typing import Any

from pydantic import ValidationError

from ai_engine.errors import FieldError

_MOST = 20
_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "string_type": "must be text",
    "string_unicode": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing_size": "is too large",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "none_required": "must be null",
    "string_pattern_mismatch": "is too long, or holds characters that it can't",
}
_WITH_BOUND = {
    "greater_than_equal": ("must be at least {}", "ge"),
    "greater_than": ("must be more than {}", "gt"),
    "less_than_equal": ("must be at most {}", "le"),
    "less_than": ("must be less than {}", "lt"),
    "string_too_long": ("must have at most {} characters", "max_length"),
    "too_long": ("must have at most {} items", "max_length"),
    "too_short": ("must have at least {} items", "min_length"),
    "literal_error": ("must be {}", "expected"),
    "enum": ("must be {}", "expected"),
}


def field_errors(error: ValidationError) -> list[FieldError]:
    """One entry a field, in the order of the schema, at most twenty."""
    found: dict[str, list[str]] = {}
    for item in error.errors(include_url=False, include_input=False):
        sentences = found.setdefault(_name(item["loc"]), [])
        if (sentence := _sentence(item)) not in sentences:
            sentences.append(sentence)
    return [FieldError(name, _joined(sentences)) for name, sentences in list(found.items())[:_MOST]]


def _joined(sentences: list[str]) -> str:
    """One sentence for a field that takes several types: `must be text or a list`."""
    must = "must be "
    if all(sentence.startswith(must) for sentence in sentences):
        return must + " or ".join(sentence.removeprefix(must) for sentence in sentences)
    return sentences[0]


def _name(location: tuple[int | str, ...]) -> str:
    """`context.history[2].role`. Names of a union's branches, which stand in the location too, are left out."""
    name = ""
    for part in location:
        if isinstance(part, int):
            name += f"[{part}]"
        elif part.isidentifier() and part not in _BRANCHES:
            name += f".{part}" if name else part
    return name[:200] or "body"


_BRANCHES = {"str", "int", "float", "bool", "dict", "none"}


def _sentence(item: Any) -> str:
    kind, context = item["type"], item.get("ctx", {})
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in _WITH_BOUND:
        form, key = _WITH_BOUND[kind]
        return form.format(context.get(key))
    if kind == "string_too_short":
        return "must not be empty"
    if kind == "value_error":
        # Raised by this package's own validators, whose texts are written to be shown.
        return str(context.get("error"))
    return "has a value that can't be used"
