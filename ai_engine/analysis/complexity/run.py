"""An abstract run in which every number is a growth: what it knows, and the parts that it is put together from."""

import ast
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from ai_engine.analysis.complexity.frames import Definitions, Frame, FunctionNode
from ai_engine.analysis.complexity.growth import FREE, Cost, Growth
from ai_engine.analysis.complexity.values import UNKNOWN, Value

DEEPEST = 12  # calls within calls that are followed
MOST_STEPS = 40_000  # statements and expressions looked at in one run: keeps a hostile program from taking long
KEPT_AFTER = 1_500  # from so many steps on what functions cost is kept, for the next call with the same


class TooMuch(Exception):
    """The program is too tangled to be followed to the end."""


class Run(ABC):
    """One run over a program, or one function of it. `names` are the global names that are known before."""

    def __init__(self, definitions: Definitions, names: Mapping[str, Value] | None = None) -> None:
        self.functions = definitions.functions
        self.definitions = definitions
        self.makers = definitions.makers
        self.freed = definitions.freed
        self.lambdas = definitions.lambdas
        self.fixed_length = definitions.fixed_length
        self.pointers, self.tokens = definitions.pointers, definitions.tokens
        self.answers = definitions.answers
        self.active: list[FunctionNode] = []
        self.called: set[str] = set()
        self.globals = Frame(names=dict(names or {}))
        self.steps = 0
        self.most = MOST_STEPS
        self.kept: dict[object, tuple[Cost, Value]] = {}
        self.reached = DEEPEST  # the outermost of the open calls that was called again
        self._frames: list[Frame] = []
        self._open_lambdas: list[ast.Lambda] = []

    def block(self, statements: Iterable[ast.stmt], frame: Frame) -> Cost:
        """Statements one after the other."""
        total = FREE
        for statement in statements:
            self.steps += 1
            if self.steps > self.most:
                raise TooMuch
            total = total.plus(self.statement(statement, frame))
        return total

    def look(self, name: str, frame: Frame) -> Value:
        """What is known of a name's value."""
        if name in frame.names:
            return frame.names[name]
        if name in self.globals.names:
            return self.globals.names[name]
        if name in self.functions:
            return Value("function")
        return UNKNOWN

    def all_of(self, nodes: Iterable[ast.expr], frame: Frame) -> Cost:
        """Several expressions one after the other."""
        total = FREE
        for node in nodes:
            total = total.plus(self.expression(node, frame)[0])
        return total

    @abstractmethod
    def statement(self, node: ast.stmt, frame: Frame) -> Cost:
        """What one statement costs."""

    @abstractmethod
    def expression(self, node: ast.expr, frame: Frame) -> tuple[Cost, Value]:
        """What an expression costs and gives."""

    @abstractmethod
    def for_loop(self, node: ast.For | ast.AsyncFor, frame: Frame) -> Cost:
        """What a for loop costs."""

    @abstractmethod
    def while_loop(self, node: ast.While, frame: Frame) -> Cost:
        """What a while loop costs."""

    @abstractmethod
    def range_rounds(self, node: ast.expr, frame: Frame) -> Growth | None:
        """The rounds of `range(…)`; None for anything else."""

    @abstractmethod
    def met_once(self, node: ast.expr, frame: Frame) -> bool:
        """Whether all rounds of a loop over this, together, meet each element once."""

    @abstractmethod
    def assign_target(self, target: ast.expr, value: Value, element: Value, frame: Frame) -> None:
        """Give a loop's variable, or several, what a round brings."""

    @abstractmethod
    def fill(self, name: str, value: Value, frame: Frame) -> None:
        """A dictionary that loops store in becomes as large as the loops make it."""

    @abstractmethod
    def call(self, node: ast.Call, frame: Frame) -> tuple[Cost, Value]:
        """What a call costs and gives."""

    @abstractmethod
    def function(self, function: FunctionNode, values: Sequence[Value]) -> tuple[Cost, Value, Frame]:
        """A function's whole cost for these arguments."""
