"""The traced kind of number: a scalar that holds a certified value and remembers the expression that made it.

The engine runs on it unchanged, so a formula read off a traced number is what was executed.
"""

from __future__ import annotations

import operator
from collections.abc import Callable

import numpy as np

from generator.numbers.certified import Certified

OPERATIONS: dict[str, Callable[..., Certified]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "negate": operator.neg,
    "same": lambda a: a,
    "exp": lambda a: a.exp(),
    "log": lambda a: a.log(),
    "tanh": lambda a: a.tanh(),
}


class Traced:
    """An immutable node of an expression: `operation` over `arguments`, or a leaf ("given" or "constant").

    Arithmetic with integers is allowed; an integer becomes a constant of the formula. A power keeps its exponent as a
    constant argument.
    """

    __slots__ = ("arguments", "operation", "value")

    def __init__(self, value: int | Certified, operation: str = "constant", arguments: tuple[Traced, ...] = ()) -> None:
        self.value = Certified.of(value) if isinstance(value, int) else value
        self.operation = operation
        self.arguments = arguments

    @classmethod
    def given(cls, value: Certified) -> Traced:
        return cls(value, "given")

    @property
    def is_square(self) -> bool:
        """Whether a number was multiplied by itself, as numpy does it for a square."""
        return self.operation == "multiply" and self.arguments[0] is self.arguments[1]

    def __add__(self, other: object) -> Traced:
        return traced("add", self, other)

    def __radd__(self, other: object) -> Traced:
        return traced("add", other, self)

    def __sub__(self, other: object) -> Traced:
        return traced("subtract", self, other)

    def __rsub__(self, other: object) -> Traced:
        return traced("subtract", other, self)

    def __mul__(self, other: object) -> Traced:
        return traced("multiply", self, other)

    def __rmul__(self, other: object) -> Traced:
        return traced("multiply", other, self)

    def __truediv__(self, other: object) -> Traced:
        return traced("divide", self, other)

    def __rtruediv__(self, other: object) -> Traced:
        return traced("divide", other, self)

    def __pow__(self, exponent: int) -> Traced:
        return Traced(self.value**exponent, "power", (self, Traced(exponent)))

    def __neg__(self) -> Traced:
        return traced("negate", self)

    def __pos__(self) -> Traced:
        return traced("same", self)

    def exp(self) -> Traced:
        return traced("exp", self)

    def log(self) -> Traced:
        return traced("log", self)

    def tanh(self) -> Traced:
        return traced("tanh", self)


def traced(operation: str, *arguments: object) -> Traced:
    """The node for an operation. NotImplemented beside an array, so that numpy goes over the entries itself."""
    if any(isinstance(argument, np.ndarray) for argument in arguments):
        return NotImplemented
    nodes = tuple(a if isinstance(a, Traced) else Traced(whole(a)) for a in arguments)
    return Traced(OPERATIONS[operation](*(node.value for node in nodes)), operation, nodes)


def whole(number: object) -> int:
    """A whole number of the engine's own. A double would bring its rounding into a formula."""
    if not isinstance(number, int | np.integer) or isinstance(number, bool):
        raise TypeError(f"only whole numbers may stand in a formula beside traced ones, found {number!r}")
    return int(number)


def recomputed(node: Traced, leaf: Callable[[Traced], Certified | None]) -> Certified:
    """The expression computed again; where `leaf(node)` gives a number, that number stands for the node."""
    replacement = leaf(node)
    if replacement is not None:
        return replacement
    if not node.arguments:
        return node.value
    values = [recomputed(argument, leaf) for argument in node.arguments]
    if node.operation == "power":
        return values[0] ** int(node.arguments[1].value.exact)
    return OPERATIONS[node.operation](*values)
