"""How fast something grows with the input: a power of n, a power of log n, or exponentially. Sums keep the larger."""

from dataclasses import dataclass
from typing import Literal

ComplexityClass = Literal["O(1)", "O(log n)", "O(n)", "O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Growth:
    """`exponential` beats any power, a power any logarithm. The order of the fields is the order of growth."""

    exponential: bool = False
    power: float = 0.0
    logs: int = 0

    def __mul__(self, other: "Growth") -> "Growth":
        return Growth(self.exponential or other.exponential, self.power + other.power, self.logs + other.logs)

    def root(self) -> "Growth":
        """The growth of the square root."""
        return Growth(False, self.power / 2, self.logs) if not self.exponential else LINEAR

    def shared(self, rounds: "Growth") -> "Growth":
        """One round's part of it, on average."""
        return Growth(self.exponential, max(self.power - rounds.power, 0.0), max(self.logs - rounds.logs, 0))

    def log(self) -> "Growth":
        """The growth of the logarithm."""
        if self.exponential:
            return LINEAR
        return Growth(False, 0.0, 1) if self.power or self.logs > 1 else CONSTANT

    def named(self) -> ComplexityClass:
        """The nearest of the classes that the API knows, roots and odd powers rounded up."""
        if self.exponential:
            return "O(2^n)"
        if self.power == 0:
            return "O(log n)" if self.logs else "O(1)"
        if self.power <= 1:
            # A root is nearest to linear; n times any power of a logarithm is called n log n.
            return "O(n log n)" if self.logs and self.power == 1 else "O(n)"
        return "O(n^2)" if self.power <= 2 else "O(n^3)"


CONSTANT = Growth()
LOG = Growth(logs=1)
LINEAR = Growth(power=1.0)
LINEARITHMIC = Growth(power=1.0, logs=1)
QUADRATIC = Growth(power=2.0)
EXPONENTIAL = Growth(exponential=True)


@dataclass(frozen=True, slots=True)
class Cost:
    """The work of some code: its growth, the reasons (outermost first), and how sure we are."""

    growth: Growth = CONSTANT
    reasons: tuple[str, ...] = ()
    sure: float = 1.0
    quiet: bool = False  # reading and making what is worked on: anything else as large says more

    def plus(self, other: "Cost") -> "Cost":
        """One after the other: the larger counts."""
        says_more = self.quiet and not other.quiet and other.growth == self.growth
        return other if says_more or other.growth > self.growth else self

    def times(self, growth: Growth, reason: str = "", sure: float = 1.0) -> "Cost":
        """Repeated `growth` times."""
        reasons = (reason, *self.reasons) if reason and growth != CONSTANT else self.reasons
        return Cost(self.growth * growth, reasons, min(self.sure, sure), self.quiet)


FREE = Cost()
