"""Whether what was computed from the printed numbers is what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from generator.checks.latex_reader import Matrix, Operation, Tree
from generator.checks.latex_tokens import Number, Symbol, Unreadable
from generator.checks.reckoning import Value, as_printed, computed
from generator.numbers.certified import Certified, Undecided


def unit(number: Number) -> Decimal:
    """The unit of the last printed digit."""
    return Decimal(1).scaleb(Decimal(number.text.replace(",", "")).as_tuple().exponent)


def is_result(tree: Tree) -> bool:
    """Whether a side is what somebody reads off: a number, or a matrix of numbers."""
    if isinstance(tree, Matrix):
        return all(is_result(entry) for row in tree.rows for entry in row)
    if isinstance(tree, Operation) and tree.name == "negate":
        return is_result(tree.arguments[0])
    return isinstance(tree, Number)


def same(a: Value, b: Value) -> bool:
    """Whether both are exactly the same."""
    return all(equal(x, y) for x, y in entries(a, b))


def equal(a: Certified, b: Certified) -> bool:
    if a.exact is not None and b.exact is not None:
        return a.exact == b.exact
    try:
        return (a - b).sign() == 0
    except Undecided:
        return False  # nobody can tell, so nobody may write =


def rounds_to(value: Value, printed: Tree, in_rows: bool) -> bool:
    """Whether a value, rounded to as many digits, is what is printed; where that is an expression, whether it can be by
    its digits."""
    if not is_result(printed):
        return all((x - y).ball.contains(0) for x, y in entries(value, computed(printed, within_its_digits, in_rows)))
    said = entries(value, computed(printed, as_printed, in_rows))
    halves = entries(value, computed(printed, half_a_unit, in_rows))
    return all(nearer(x - y, size(half)) for (x, y), (_, half) in zip(said, halves, strict=True))


def size(number: Certified) -> Certified:
    return number if number.sign() >= 0 else -number


def nearer(gap: Certified, half: Certified) -> bool:
    return (half - gap).sign() > 0 and (half + gap).sign() > 0


def half_a_unit(leaf: Number | Symbol) -> Certified:
    if isinstance(leaf, Symbol):
        raise Unreadable(f"{leaf.latex} is no number")
    return Certified.of(unit(leaf) / 2)


def within_its_digits(leaf: Number | Symbol) -> Certified:
    """All that a printed number can be the rounded value of."""
    value = as_printed(leaf)
    if not isinstance(leaf, Number) or not leaf.key:
        return value
    half = half_a_unit(leaf).ball
    return Certified.of((value.ball - half).union(value.ball + half))


def entries(a: Value, b: Value) -> Iterator[tuple[Certified, Certified]]:
    """The numbers of two values side by side. Unreadable if they are not of the same shape."""
    if np.shape(a) != np.shape(b):
        raise Unreadable(f"a matrix of shape {np.shape(a)} beside one of shape {np.shape(b)}")
    yield from zip(np.ravel(np.array(a, dtype=object)), np.ravel(np.array(b, dtype=object)), strict=True)


def shown(value: Value) -> str:
    """A value as one would note it beside the line."""
    numbers = [f"{float(x.ball.mid()):.12g}" for x in np.ravel(np.array(value, dtype=object))]
    return numbers[0] if len(numbers) == 1 else "(" + ", ".join(numbers) + ")"
