"""Matrices of numbers, and expressions over them.

An expression is made by the operators of Python, so that a function of the engine that is given matrices in place of
arrays returns the expression that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity

Array = np.ndarray
MOST_SHOWN = 8
"""Of more rows or columns the first two and the last are written."""


@dataclass(frozen=True)
class Axis:
    """The rows or the columns of a matrix. size: how many there are. count: of how many the numbers are known, from the
    first on."""

    size: Quantity | int
    count: int

    @property
    def shown(self) -> tuple[int, ...]:
        return tuple(range(self.count)) if self.count <= MOST_SHOWN else (0, 1, self.count - 1)

    @property
    def places(self) -> tuple[int | None, ...]:
        """The positions that are written out, and None for dots."""
        shown = self.shown if self.count <= MOST_SHOWN else (0, 1, None, self.count - 1)
        return shown if self.size == self.count else (*shown, None)


ONE = Axis(1, 1)
"""The single row or column of a vector."""


class Expression:
    """What the operators of numpy's arrays make of matrices and scalars."""

    is_matrix = True

    def __matmul__(self, other: Expression) -> Expression:
        return Operation("product", (self, other))

    def __add__(self, other: Expression) -> Expression:
        return Operation("add" if self.is_matrix == other.is_matrix else "add to each", (self, other))

    def __sub__(self, other: Expression) -> Expression:
        return Operation("subtract", (self, other))

    def __rsub__(self, whole: int) -> Expression:
        return Constant(whole) - self

    def __mul__(self, other: Expression) -> Expression:
        if self is other:
            return Operation("square each", (self,)) if self.is_matrix else self ** Constant(2)
        return Operation("multiply each" if self.is_matrix and other.is_matrix else "multiply", (self, other))

    def __truediv__(self, other: Expression | int) -> Expression:
        other = Constant(other) if isinstance(other, int) else other
        kind = "divide each" if other.is_matrix else "take a part" if self.is_matrix else "divide"
        return Operation(kind, (self, other))

    def __pow__(self, other: Expression) -> Expression:
        return Operation("power", (self, other))

    def __neg__(self) -> Expression:
        return Operation("negate", (self,))

    def sqrt(self) -> Expression:
        return Operation("root of each" if self.is_matrix else "sqrt", (self,))

    @property
    def T(self) -> Expression:
        return Operation("transpose", (self,))


@dataclass(frozen=True, eq=False)
class Matrix(Expression):
    """entries: traced numbers, shape (rows.count, columns.count)."""

    entries: Array
    rows: Axis
    columns: Axis = ONE

    @property
    def is_matrix(self) -> bool:
        """One row of one column is written, and read, as the number in it."""
        return not self.rows.places == self.columns.places == (0,)

    @property
    def T(self) -> Expression:
        """A vector is laid down or set up; another matrix is marked."""
        return turned(self) if ONE in (self.rows, self.columns) else super().T


@dataclass(frozen=True, eq=False)
class Scalar(Expression):
    """A number with a name."""

    node: Traced
    is_matrix = False


@dataclass(frozen=True, eq=False)
class Constant(Expression):
    """A whole number that belongs to the form of the expression."""

    whole: int
    is_matrix = False


@dataclass(frozen=True, eq=False)
class Applied(Expression):
    """A function of vectors on each column, or on each row, of a matrix. settings: what else it takes."""

    name: str
    function: Callable[..., Array]
    argument: Expression
    settings: tuple[Scalar, ...] = ()
    by_column: bool = True


@dataclass(frozen=True, eq=False)
class Operation(Expression):
    """An operation over expressions: a key of `matrix_values.OPERATIONS` and of `matrix_latex.WRITERS`."""

    name: str
    arguments: tuple[Expression, ...]

    @property
    def is_matrix(self) -> bool:
        match self:
            case Operation("product", (Matrix() as a, Matrix() as b)) if a.rows.places == b.columns.places == (0,):
                return False  # a row times a column is a number
        return any(argument.is_matrix for argument in self.arguments)


def turned(expression: Expression) -> Expression:
    """The expression on its side, as the tradition of rows writes it: matrices transposed, products turned round."""
    match expression:
        case Matrix(entries, rows, columns):
            return Matrix(entries.T, columns, rows)
        case Applied(argument=argument, by_column=by_column):
            return replace(expression, argument=turned(argument), by_column=not by_column)
        case Operation("product", (a, b)):
            return turned(b) @ turned(a)
        case Operation(name, arguments):
            return Operation(name, tuple(map(turned, arguments)))
    return expression


def in_terms_of(known: Mapping[Expression, Matrix], result: Operation) -> Expression:
    """The expression of a result with the known matrices in place of the expressions that give them."""

    def put(expression: Expression) -> Expression:
        if expression in known:
            return known[expression]
        if isinstance(expression, Operation):
            return Operation(expression.name, tuple(map(put, expression.arguments)))
        return expression

    return Operation(result.name, tuple(map(put, result.arguments)))
