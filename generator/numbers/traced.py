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
    "sqrt": lambda a: a.sqrt(),
    "floor": lambda a: a.floor(),
    "choose": lambda net, positive, negative: positive if net.sign() > 0 else negative,
}


class Traced:
    """An immutable node of an expression: `operation` over `arguments`, or a leaf ("given" or "constant").

    Arithmetic with integers is allowed; an integer becomes a constant of the formula. A power keeps its exponent as an
    argument, which is a whole number. Comparisons are with whole numbers, and certified.
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

    def __pow__(self, exponent: int | Traced) -> Traced:
        node = exponent if isinstance(exponent, Traced) else Traced(whole(exponent))
        return made(self.value ** exponent_of(node.value), "power", (self, node))

    def __neg__(self) -> Traced:
        return traced("negate", self)

    def __pos__(self) -> Traced:
        return traced("same", self)

    def __gt__(self, number: int) -> bool:
        return (self.value - Certified.of(number)).sign() > 0

    def __lt__(self, number: int) -> bool:
        return (self.value - Certified.of(number)).sign() < 0

    def __eq__(self, number: object) -> bool:
        return self is number if isinstance(number, Traced) else self.value.equals(Certified.of(whole(number)))

    __hash__ = object.__hash__

    @property
    def taken(self) -> Traced:
        """Of the two cases of a choice the one that holds."""
        return self.arguments[1] if self.arguments[0] > 0 else self.arguments[2]

    def choose(self, positive: Traced, negative: Traced) -> Traced:
        """`positive` if this number is above zero, else `negative`."""
        return traced("choose", self, positive, negative)

    def exp(self) -> Traced:
        return traced("exp", self)

    def log(self) -> Traced:
        return traced("log", self)

    def tanh(self) -> Traced:
        return traced("tanh", self)

    def sqrt(self) -> Traced:
        return traced("sqrt", self)

    def floor(self) -> Traced:
        return traced("floor", self)


class Bare(Traced):
    """A number that holds its value and no formula, and so does whatever is made from it: for what nobody is shown."""

    __slots__ = ()


def traced(operation: str, *arguments: object) -> Traced:
    """The node for an operation. NotImplemented beside an array, so that numpy goes over the entries itself."""
    if any(isinstance(argument, np.ndarray) for argument in arguments):
        return NotImplemented
    nodes = tuple(a if isinstance(a, Traced) else Traced(whole(a)) for a in arguments)
    return made(OPERATIONS[operation](*(node.value for node in nodes)), operation, nodes)


def made(value: Certified, operation: str, nodes: tuple[Traced, ...]) -> Traced:
    if any(isinstance(node, Bare) for node in nodes):
        return Bare(value)
    return Traced(value, operation, nodes)


def is_one(node: Traced) -> bool:
    """Whether a node is the 1 of a formula: the mean over one output divides by it."""
    return node.operation == "constant" and node.value.exact == 1


def exponent_of(value: Certified) -> int:
    """The exponent as an integer. TypeError for anything but a whole number from 0 on."""
    if value.exact is None or value.exact.q != 1 or value.exact < 0:
        raise TypeError("an exponent is a whole number, not below zero")
    return int(value.exact)


def whole(number: object) -> int:
    """A whole number of the engine's own. A double would bring its rounding into a formula."""
    if not isinstance(number, int | np.integer) or isinstance(number, bool):
        raise TypeError(f"only whole numbers may stand in a formula beside traced ones, found {number!r}")
    return int(number)


def terms(node: Traced, is_leaf: Callable[[Traced], bool]) -> list[Traced]:
    """The terms of a sum, first to last; of anything else, itself. A sum that is a leaf is not taken apart.

    A neuron of a large network adds hundreds of products, too many to go down term by term."""
    found: list[Traced] = []
    while node.operation == "add" and not is_leaf(node):
        found.append(node.arguments[1])
        node = node.arguments[0]
    return [node, *reversed(found)]


def recomputed(node: Traced, leaf: Callable[[Traced], Certified | None]) -> Certified:
    """The expression computed again; where `leaf(node)` gives a number, that number stands for the node."""
    first, *more = terms(node, lambda part: leaf(part) is not None)
    total = recomputed_term(first, leaf)
    for term in more:
        total = total + recomputed_term(term, leaf)
    return total


def recomputed_term(node: Traced, leaf: Callable[[Traced], Certified | None]) -> Certified:
    replacement = leaf(node)
    if replacement is not None:
        return replacement
    if not node.arguments:
        return node.value
    values = [recomputed(argument, leaf) for argument in node.arguments]
    if node.operation == "power":
        return values[0] ** exponent_of(values[1])
    return OPERATIONS[node.operation](*values)
