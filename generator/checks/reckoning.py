"""Computes what a formula says, from whatever its numbers and symbols stand for."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from decimal import Decimal

import numpy as np

from generator.checks.latex_reader import Dots, Matrix, Operation, Tree
from generator.checks.latex_tokens import Number, Symbol, Unreadable
from generator.numbers.certified import Certified

Value = Certified | np.ndarray
"""A number, or a matrix of numbers."""

BITS = 320
"""Far more than the digits of any page."""

ONE = Certified.of(1)


class LeftOut(ValueError):
    """A formula of which not all is printed."""


def as_printed(leaf: Number | Symbol) -> Certified:
    """What a number says by its digits. Raises Unreadable for a symbol."""
    if isinstance(leaf, Symbol):
        raise Unreadable(f"{leaf.latex} is no number")
    return Certified.of(Decimal(leaf.text.replace(",", "")))


def computed(tree: Tree, leaf: Callable[[Number | Symbol], Certified], in_rows: bool = False) -> Value:
    """The value of a formula. in_rows: whether vectors are written as rows, as softmax over several has to know.

    Raises Unreadable for what has no value, LeftOut where terms or entries are not printed."""
    match tree:
        case Number() | Symbol():
            return leaf(tree)
        case Dots():
            raise LeftOut("not all of it is printed")
        case Matrix(rows):
            values = [[computed(entry, leaf, in_rows) for entry in row] for row in rows]
            return single(np.array(values, dtype=object))
        case Operation("softmax", (argument,)):
            return softmax(computed(argument, leaf, in_rows), in_rows)
        case Operation("power", (base, exponent)):
            return raised(computed(base, leaf, in_rows), computed(exponent, leaf, in_rows))
        case Operation(name, arguments):
            if name not in OPERATIONS:
                raise Unreadable(f"what is {name}?")
            try:
                return single(OPERATIONS[name](*(computed(argument, leaf, in_rows) for argument in arguments)))
            except (ValueError, TypeError) as error:
                if isinstance(error, LeftOut | Unreadable):
                    raise
                raise Unreadable(f"these do not go together: {error}") from error


def single(value: Value) -> Value:
    """A matrix of one entry is that number."""
    return value.flat[0] if isinstance(value, np.ndarray) and value.size == 1 else value


def product(a: Value, b: Value) -> Value:
    """Of two matrices the rows by the columns; of a number and a matrix, each entry times the number."""
    both = isinstance(a, np.ndarray) and isinstance(b, np.ndarray)
    return a @ b if both else between(operator.mul)(a, b)


def between(operation: Callable) -> Callable[[Value, Value], Value]:
    """An operation on numbers; of a number and a matrix, with each entry."""

    def applied(a: Value, b: Value) -> Value:
        if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
            return operation(np.asarray(a, dtype=object), np.asarray(b, dtype=object))
        return operation(a, b)

    return applied


def each(function: Callable[..., Certified]) -> Callable[..., Value]:
    """A function of a number, of each entry of a matrix."""

    def applied(value: Value, *settings: Certified) -> Value:
        if not isinstance(value, np.ndarray):
            return function(value, *settings)
        return np.vectorize(lambda entry: function(entry, *settings), otypes=[object])(value)

    return applied


def logistic(x: Certified) -> Certified:
    return ONE / (ONE + (-x).exp())


def positive_part(x: Certified, slope: Certified = Certified.of(0)) -> Certified:
    return x if x.sign() > 0 else slope * x


def raised(base: Value, exponent: Value) -> Value:
    if isinstance(exponent, np.ndarray) or exponent.exact is None or exponent.exact.q != 1:
        raise Unreadable("an exponent that is no whole number")
    whole = int(exponent.exact.p)
    power = each(lambda x: x**whole if whole >= 0 else ONE / x**-whole)
    return power(base)


def softmax(values: Value, in_rows: bool) -> Value:
    if not isinstance(values, np.ndarray):
        return ONE
    powers = each(Certified.exp)(values)
    return powers / powers.sum(axis=1 if in_rows else 0, keepdims=True)


OPERATIONS: dict[str, Callable[..., Value]] = {
    "add": between(operator.add),
    "subtract": between(operator.sub),
    "negate": lambda a: -a,
    "multiply": between(operator.mul),
    "each": between(operator.mul),
    "product": product,
    "divide": between(operator.truediv),
    "transpose": lambda a: a.T if isinstance(a, np.ndarray) else a,
    "diag": lambda a: np.where(np.eye(np.size(a), dtype=bool), np.diagflat(a), Certified.of(0)),
    "exp": each(Certified.exp),
    "log": each(Certified.log),
    "tanh": each(Certified.tanh),
    "sqrt": each(Certified.sqrt),
    "floor": each(Certified.floor),
    "logistic": each(logistic),
    "slope of logistic": each(lambda x: logistic(x) * (ONE - logistic(x))),
    "identity": lambda a: a,
    "relu": each(positive_part),
    "leaky relu": each(positive_part),
    "softplus": each(lambda x: (ONE + x.exp()).log()),
}
"""Each function of the book by its name, written once more: a witness does not ask whom it bears witness against."""


def leaves(tree: Tree) -> Iterator[Number | Symbol | Dots]:
    """The numbers, symbols and gaps of a formula, from left to right."""
    match tree:
        case Operation(_, arguments):
            for argument in arguments:
                yield from leaves(argument)
        case Matrix(rows):
            for row in rows:
                for entry in row:
                    yield from leaves(entry)
        case _:
            yield tree
