"""A learner's words for the types of values."""

_TYPE_WORDS = {
    "int": "a whole number", "float": "a decimal number", "str": "a text", "list": "a list", "tuple": "a tuple",
    "dict": "a dictionary", "set": "a set", "bool": "True or False", "NoneType": "None", "function": "a function",
    "range": "a range", "file": "an open file", "dict_keys": "a view of a dictionary's keys",
    "dict_values": "a view of a dictionary's values", "dict_items": "a view of a dictionary's items",
    "enumerate": "an enumerate object",
}  # fmt: skip


def type_words(name: str) -> str:
    """A learner's words for a type."""
    return _TYPE_WORDS.get(name, f"a {name}")
