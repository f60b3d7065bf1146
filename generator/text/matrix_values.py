"""What expressions over matrices come to."""

from __future__ import annotations

import operator
from collections.abc import Callable

import numpy as np

from generator.numbers.traced import Traced
from generator.text.matrices import Applied, Constant, Expression, Matrix, Operation, Scalar

Array = np.ndarray
Leaf = Callable[[Traced, bool], Traced]
"""The number that stands for a number of a matrix, which is written out (True) or left to dots."""

Some = slice | list[int]

ALL = slice(None)

OPERATIONS: dict[str, Callable[..., Array]] = {
    "product": operator.matmul,
    "transpose": np.transpose,
    "diagonal": np.diagflat,
    "add": operator.add,
    "subtract": operator.sub,
    "negate": operator.neg,
    "multiply": operator.mul,
    "take a part": operator.truediv,
    "divide": operator.truediv,
    "power": operator.pow,
    "sqrt": np.sqrt,
    "add to each": operator.add,
    "multiply each": operator.mul,
    "divide each": operator.truediv,
    "square each": np.square,
    "root of each": np.sqrt,
}


def computed(expression: Expression, leaf: Leaf, rows: Some = ALL, columns: Some = ALL) -> Array:
    """What an expression comes to in some of its rows and columns: an array of traced numbers.

    ValueError where the shapes of the operands do not go together."""
    match expression:
        case Matrix(entries) if not expression.is_matrix:  # goes with operands of any shape
            return np.array([[leaf(entries[0, 0], True)]], dtype=object)
        case Matrix(entries, down, across):
            picked = np.arange(down.count)[rows], np.arange(across.count)[columns]
            found = [leaf(entries[i, j], i in down.shown and j in across.shown) for i in picked[0] for j in picked[1]]
            return np.array(found, dtype=object).reshape(len(picked[0]), len(picked[1]))
        case Scalar(node):
            return leaf(node, True)
        case Constant(whole):
            return Traced(whole)
        case Applied(_, function, argument, settings, by_column):
            numbers = [leaf(setting.node, True) for setting in settings]
            value = computed(argument, leaf)
            vectors = [function(vector, *numbers) for vector in (value.T if by_column else value)]
            return np.stack(vectors, axis=int(by_column))[rows][:, columns]
        case Operation("product", (a, b)):
            return computed(a, leaf, rows=rows) @ computed(b, leaf, columns=columns)
        case Operation("transpose", (a,)):
            return computed(a, leaf, columns, rows).T
        case Operation("diagonal", (a,)):
            return np.diagflat(computed(a, leaf))[rows][:, columns]
        case Operation(name, arguments):
            return OPERATIONS[name](*(computed(argument, leaf, rows, columns) for argument in arguments))
