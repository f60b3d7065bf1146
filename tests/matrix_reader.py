"""Reads a displayed line of matrices as a reader does who multiplies by hand: numbers as printed, symbols from a list.

It knows nothing of how the line was made.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

import mpmath
import numpy as np

from generator.text import stamps
from tests.pocket_calculator import CLASS

Value = object
"""A number (Fraction, or mpmath's where a function was applied) or an array of numbers, two-dimensional."""

MATRIX = re.compile(r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}", re.DOTALL)
ROW_END = re.compile(r"\\\\(?:\[0\.2em\])?")
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?")
NEXT_TERM = " \\\\[0.2em]\n&\\quad {} "
SIGNS = (r"\,", r"\cdot", r"\times", r"\odot", r"\oslash")


def real(number: Value) -> mpmath.mpf:
    return mpmath.mpf(number.numerator) / number.denominator if isinstance(number, Fraction) else mpmath.mpf(number)


def by_entry(function: Callable) -> Callable:
    return lambda values, *more: np.vectorize(lambda x: function(real(x), *more), otypes=[object])(values)


def softmax(values: np.ndarray, *, axis: int) -> np.ndarray:
    powers = by_entry(mpmath.exp)(values)
    return powers / powers.sum(axis=axis, keepdims=True)


FUNCTIONS: dict[str, Callable] = {
    "logistic": by_entry(lambda x: 1 / (1 + mpmath.exp(-x))),
    "tanh": by_entry(mpmath.tanh),
    "softplus": by_entry(lambda x: mpmath.log(1 + mpmath.exp(x))),
    "relu": lambda values: np.vectorize(lambda x: max(x, 0 * x), otypes=[object])(values),
    "leaky relu": lambda values, slope: np.vectorize(lambda x: max(x, slope * x), otypes=[object])(values),
}


def alike(a: Value, b: Value) -> tuple[Value, Value]:
    """Both in fractions, or both in mpmath's numbers, which do not go together."""
    entries = [*np.ravel(np.array(a, dtype=object)), *np.ravel(np.array(b, dtype=object))]
    if all(isinstance(entry, Fraction) for entry in entries):
        return a, b
    return tuple(by_entry(mpmath.mpf)(x) if isinstance(x, np.ndarray) else real(x) for x in (a, b))


def sides(block: str) -> list[tuple[str, str]]:
    """Relation and text of each side of an aligned block, the left-hand side first with an empty relation."""
    left, *rest = re.split(r"(?: \\\\\[0\.6em\]\n| )&(?=(?:=|\\approx) )", block)
    found = [("", left.removeprefix("&"))]
    for side in rest:
        relation = re.match(r"(=|\\approx) ", side)
        found.append((relation[1], side[relation.end() :]))
    return found


class Reader:
    """rows: whether vectors are written as rows, as softmax needs to know."""

    def __init__(self, latex: str, symbols: Mapping[str, Value] | None = None, rows: bool = False) -> None:
        self.symbols, self.rows = dict(symbols or {}), rows
        self.left = CLASS.sub("", stamps.without(latex)).replace(NEXT_TERM, "").strip()

    def value(self) -> Value:
        value = self.sum()
        assert not self.left, f"cannot go on at {self.left[:60]}"
        return value

    def takes(self, token: str) -> bool:
        self.left = self.left.lstrip()
        if not self.left.startswith(token):
            return False
        self.left = self.left[len(token) :].lstrip()
        return True

    def needs(self, token: str) -> None:
        assert self.takes(token), f"expected {token} at {self.left[:60]}"

    def sum(self) -> Value:
        value = -self.product() if self.takes("-") else self.product()
        while True:
            if self.takes("+"):
                value = operator.add(*alike(value, self.product()))
            elif self.takes("-"):
                value = operator.sub(*alike(value, self.product()))
            else:
                return value

    def product(self) -> Value:
        value = self.factor()
        while sign := next((sign for sign in SIGNS if self.takes(sign)), None):
            value, other = alike(value, self.factor())
            matrices = isinstance(value, np.ndarray) and isinstance(other, np.ndarray)
            assert matrices or sign != r"\odot"
            assert not (matrices and sign in (r"\cdot", r"\times"))
            if sign == r"\oslash":
                value = value / other
            else:
                value = value @ other if sign == r"\," and matrices else value * other
        return value

    def factor(self) -> Value:
        value = self.atom()
        if self.takes(r"^{\mathsf{T}}"):
            return value.T
        if self.takes(r"^{\odot 2}") or self.takes("^{2}"):
            return value * value
        if self.takes("^{"):
            power = self.sum()
            self.needs("}")
            return value ** int(power)
        return value

    def atom(self) -> Value:
        for symbol in sorted(self.symbols, key=len, reverse=True):
            if self.takes(symbol):
                return self.symbols[symbol]
        if matrix := MATRIX.match(self.left):
            self.left = self.left[matrix.end() :]
            cells = [row.split("&") for row in ROW_END.split(matrix[1])]
            return np.array([[Reader(cell, self.symbols).value() for cell in row] for row in cells], dtype=object)
        if number := NUMBER.match(self.left):
            self.left = self.left[number.end() :].lstrip()
            return Fraction(number[0])
        for opening, closing in ((r"\left(", r"\right)"), ("{", "}")):
            if self.takes(opening):
                value = self.sum()
                self.needs(closing)
                return value
        if self.takes(r"\frac"):
            return operator.truediv(*alike(self.atom(), self.atom()))
        if self.takes(r"\sqrt"):
            return by_entry(mpmath.sqrt)(self.atom())
        return self.applied()

    def applied(self) -> Value:
        name = re.match(r"\\operatorname\{([a-z\\ ]+)\}", self.left)
        assert name, f"what is {self.left[:60]}?"
        self.left = self.left[name.end() :]
        more = []
        if self.takes("_{"):
            more = [self.sum()]
            self.needs("}")
        called = name[1].replace("\\ ", " ")
        if called == "diag":
            return np.diagflat(self.atom())
        if called == "softmax":
            return softmax(self.atom(), axis=1 if self.rows else 0)
        return FUNCTIONS[called](self.atom(), *more)
