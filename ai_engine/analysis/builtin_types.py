"""Type sets, and what Python's own functions, methods and modules give.

A type set is a frozenset of type names; ANY (None) means that nothing is known.
"""

Types = frozenset[str] | None
ANY: Types = None
NOTHING: Types = frozenset()
NUMBERS = frozenset({"int", "float", "bool", "complex"})


def one(name: str) -> Types:
    """The set of just this type."""
    return frozenset({name})


INT, FLOAT, STR, BOOL, NONE = one("int"), one("float"), one("str"), one("bool"), one("NoneType")
BUILTIN_RESULTS: dict[str, str] = {
    "int": "int", "len": "int", "ord": "int", "id": "int", "hash": "int", "float": "float", "str": "str",
    "input": "str", "chr": "str", "repr": "str", "bin": "str", "hex": "str", "oct": "str", "ascii": "str",
    "format": "str", "bool": "bool", "isinstance": "bool", "issubclass": "bool", "callable": "bool", "any": "bool",
    "all": "bool", "hasattr": "bool", "list": "list", "sorted": "list", "dir": "list", "tuple": "tuple",
    "dict": "dict", "set": "set", "frozenset": "frozenset", "range": "range", "enumerate": "enumerate", "zip": "zip",
    "map": "map", "filter": "filter", "reversed": "reversed", "print": "NoneType", "open": "file", "bytes": "bytes",
    "complex": "complex", "exit": "NoneType",
}  # fmt: skip
MODULE_RESULTS: dict[tuple[str, str], str] = {
    **{
        ("math", name): "float"
        for name in ("sqrt", "sin", "cos", "tan", "log", "log10", "log2", "exp", "hypot", "atan")
    },
    **{("math", name): "int" for name in ("floor", "ceil", "factorial", "gcd", "isqrt", "comb")},
    ("random", "randint"): "int",
    ("random", "randrange"): "int",
    ("random", "random"): "float",
    ("random", "uniform"): "float",
    ("random", "shuffle"): "NoneType",
    ("random", "sample"): "list",
    ("time", "time"): "float",
    ("time", "sleep"): "NoneType",
    ("os", "getcwd"): "str",
    ("os", "listdir"): "list",
    ("json", "dumps"): "str",
}
METHOD_RESULTS: dict[str, dict[str, str]] = {
    "str": {
        **dict.fromkeys(
            ("upper", "lower", "strip", "lstrip", "rstrip", "replace", "title", "capitalize", "join", "format", "zfill",
             "center", "ljust", "rjust", "swapcase", "casefold", "removeprefix", "removesuffix", "expandtabs",
             "translate"),
            "str",
        ),
        **dict.fromkeys(("split", "rsplit", "splitlines"), "list"),
        **dict.fromkeys(("find", "rfind", "index", "rindex", "count"), "int"),
        **dict.fromkeys(
            ("isdigit", "isalpha", "isalnum", "isupper", "islower", "isspace", "isnumeric", "isdecimal", "startswith",
             "endswith", "istitle", "isidentifier", "isprintable", "isascii"),
            "bool",
        ),
        "encode": "bytes", "partition": "tuple", "rpartition": "tuple",
    },
    "list": {
        **dict.fromkeys(("append", "extend", "insert", "remove", "sort", "reverse", "clear"), "NoneType"),
        "copy": "list", "index": "int", "count": "int",
    },
    "tuple": {"index": "int", "count": "int"},
    "dict": {
        "update": "NoneType", "clear": "NoneType", "copy": "dict", "keys": "dict_keys", "values": "dict_values",
        "items": "dict_items", "popitem": "tuple",
    },
    "set": {
        **dict.fromkeys(("add", "remove", "discard", "clear", "update"), "NoneType"),
        **dict.fromkeys(("union", "intersection", "difference", "symmetric_difference", "copy"), "set"),
        **dict.fromkeys(("issubset", "issuperset", "isdisjoint"), "bool"),
    },
    "file": {
        "read": "str", "readline": "str", "readlines": "list", "close": "NoneType", "write": "int",
        "writelines": "NoneType",
    },
}  # fmt: skip
ANNOTATIONS = {
    "int": "int", "float": "float", "str": "str", "bool": "bool", "list": "list", "dict": "dict", "set": "set",
    "tuple": "tuple", "List": "list", "Dict": "dict", "Set": "set", "Tuple": "tuple", "bytes": "bytes",
}  # fmt: skip
BUILTIN_CLASSES = frozenset(
    {
        "int",
        "str",
        "float",
        "bool",
        "list",
        "dict",
        "set",
        "tuple",
        "bytes",
        "range",
        "enumerate",
        "zip",
        "map",
        "filter",
    }
)
BUILTIN_FUNCTIONS = frozenset(
    {"len", "print", "input", "sum", "max", "min", "abs", "sorted", "round", "ord", "chr", "open", "any", "all", "pow"}
)
