"""What the tests of the checks share."""

import pytest

_CONCEPTS = """
variables assignment augmented-assignment constants naming comments print-output input statements-and-expressions
indentation syntax-errors name-errors type-errors value-errors index-errors key-errors attribute-errors zero-division
recursion-errors import-errors tracebacks debugging numbers integers-and-floats integer-division modulo
operator-precedence float-precision type-conversion booleans boolean-comparison none strings string-indexing
string-slicing string-methods string-immutability string-iteration string-formatting f-strings escape-sequences
string-concatenation conditionals elif-chains comparison equality-and-identity logical-operators truthiness
chained-comparison nested-conditionals match-statement loops for-loops while-loops infinite-loops range off-by-one
enumerate zip break-and-continue loop-else nested-loops accumulator-pattern counting-pattern search-pattern
min-max-pattern flag-pattern functions parameters arguments return-values return-vs-print default-arguments
mutable-defaults keyword-arguments variable-arguments scope global-variables closures lambda higher-order-functions
docstrings pure-functions type-hints recursion base-case decorators generators iterators unreachable-code lists
list-indexing list-slicing list-methods list-mutation aliasing copying mutating-while-iterating list-comprehensions
nested-lists tuples unpacking swap sets dictionaries dictionary-methods dictionary-iteration
counting-with-dictionaries nested-data membership sorting sort-key searching binary-search stacks-and-queues matrices
mutability modules import main-guard standard-library random-numbers dates-and-times files reading-files writing-files
with-statement csv-files json-data paths exceptions try-except raise bare-except assertions classes objects attributes
methods self init-method class-vs-instance-attributes inheritance str-method encapsulation dataclasses properties
polymorphism testing test-cases edge-cases time-complexity space-complexity performance code-style readability
duplication magic-numbers shadowing unused-code cyclomatic-complexity code-security problem-decomposition pseudocode
algorithms reading-code virtual-environments pip-packages git terminal running-programs regular-expressions
unicode-and-encoding
"""


@pytest.fixture(scope="session")
def concepts() -> frozenset[str]:
    """The ids of the knowledge bank's notes, which findings refer to."""
    return frozenset(_CONCEPTS.split())
