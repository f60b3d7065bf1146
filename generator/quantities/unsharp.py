"""A kind of number that keeps account of rounding: a double, and a bound for the rounding errors that it carries.

The engine runs on it unchanged. Where a round is worked out only in part, this tells the errors of the numbers whose
formulas nobody keeps. A bound grows as `scale` says, by one rounding in each operation.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal

import numpy as np

from generator.numbers.traced import Traced
from generator.quantities.scale import RULES, Pair

UNIT = 2.0**-53
"""The most that rounding to a double changes a number, relative to it."""

OPERATIONS: dict[str, Callable[..., float]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "power": operator.pow,
    "negate": operator.neg,
    "same": operator.pos,
    "exp": np.exp,
    "log": np.log,
    "tanh": np.tanh,
    "sqrt": np.sqrt,
    "floor": np.floor,
    "choose": lambda net, positive, negative: positive if net > 0 else negative,
}


class Unsharp:
    """An immutable double, and in units of UNIT how wrong it may be: by what it was made from, and by its own rounding.
    """

    __slots__ = ("error", "value")

    def __init__(self, value: object, error: float = 0.0) -> None:
        self.value = np.float64(value)
        self.error = float(error + abs(self.value))

    @property
    def pair(self) -> Pair:
        return float(abs(self.value)), self.error

    def __add__(self, other: object) -> Unsharp:
        return unsharp("add", self, other)

    def __radd__(self, other: object) -> Unsharp:
        return unsharp("add", other, self)

    def __sub__(self, other: object) -> Unsharp:
        return unsharp("subtract", self, other)

    def __rsub__(self, other: object) -> Unsharp:
        return unsharp("subtract", other, self)

    def __mul__(self, other: object) -> Unsharp:
        return unsharp("multiply", self, other)

    def __rmul__(self, other: object) -> Unsharp:
        return unsharp("multiply", other, self)

    def __truediv__(self, other: object) -> Unsharp:
        return unsharp("divide", self, other)

    def __rtruediv__(self, other: object) -> Unsharp:
        return unsharp("divide", other, self)

    def __pow__(self, other: object) -> Unsharp:
        return unsharp("power", self, other)

    def __neg__(self) -> Unsharp:
        return unsharp("negate", self)

    def __pos__(self) -> Unsharp:
        return unsharp("same", self)

    def __gt__(self, number: int) -> bool:
        return bool(self.value > number)

    def __lt__(self, number: int) -> bool:
        return bool(self.value < number)

    def __eq__(self, number: object) -> bool:
        return self is number if isinstance(number, Unsharp) else bool(self.value == number)

    __hash__ = object.__hash__

    def choose(self, positive: Unsharp, negative: Unsharp) -> Unsharp:
        return unsharp("choose", self, positive, negative)

    def exp(self) -> Unsharp:
        return unsharp("exp", self)

    def log(self) -> Unsharp:
        return unsharp("log", self)

    def tanh(self) -> Unsharp:
        return unsharp("tanh", self)

    def sqrt(self) -> Unsharp:
        return unsharp("sqrt", self)

    def floor(self) -> Unsharp:
        return unsharp("floor", self)


def unsharp(operation: str, *operands: object) -> Unsharp:
    """The result of an operation. NotImplemented beside an array, so that numpy goes over the entries itself."""
    if any(isinstance(operand, np.ndarray) for operand in operands):
        return NotImplemented
    numbers = [operand if isinstance(operand, Unsharp) else Unsharp(operand) for operand in operands]
    value = OPERATIONS[operation](*(number.value for number in numbers))
    return Unsharp(value, RULES[operation](abs(value), *(number.pair for number in numbers)))


def as_written(decimal: Decimal) -> Unsharp:
    """A number of the author's, rounded once."""
    return Unsharp(float(decimal))


def errors_of_leaves(traced: object, run: object) -> Mapping[int, float]:
    """The bound for each traced number without a formula, by its id, as the run has it in the same place. Both are made
    of the same dataclasses, tuples and arrays; the run may have more of the same behind."""
    return {id(node): same.error for node, same in pairs(traced, run) if not node.arguments}


def pairs(traced: object, run: object) -> Iterator[tuple[Traced, Unsharp]]:
    if isinstance(traced, Traced):
        yield traced, run
    elif isinstance(traced, np.ndarray):
        for node, same in zip(traced.flat, run.flat, strict=True):
            yield from pairs(node, same)
    elif isinstance(traced, tuple):
        for part, same in zip(traced, run, strict=False):
            yield from pairs(part, same)
    elif is_dataclass(traced):
        for field in fields(traced):
            yield from pairs(getattr(traced, field.name), getattr(run, field.name))
