"""Whether a line of matrices is true: held against the engine's numbers, and against the numbers that it prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from generator.numbers import certified, digits
from generator.numbers.certified import Certified, Undecided
from generator.numbers.digits import Printed
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text.derivation import Writer
from generator.text.guard import MOST_GUARD_DIGITS
from generator.text.matrices import Expression, Matrix
from generator.text.matrix_values import computed

NEAR_ENOUGH = 1e-9
"""A structure counts as proved once what it gives is known to so much of the matrix's largest entry."""

Shown = Mapping[tuple[int, int], Printed]
"""What is printed for a matrix, by the place among those of its entries that are written out."""


class NotWhatWasExecuted(ValueError):
    """A line of matrices that does not give what the engine computed."""


@dataclass(frozen=True)
class Guarded:
    """guard: the extra digits of the operands. exact: whether all of them are printed exactly. reached: whether who
    computes the line gets exactly the printed result. holds: whether they get it by rounding; if no number of guard
    digits helps, it is not, and guard is 0."""

    guard: int
    exact: bool
    reached: bool
    holds: bool


def prove(writer: Writer, result: Matrix, expression: Expression) -> None:
    """Every entry of a result is what the expression gives, in certified arithmetic. Raises NotWhatWasExecuted, and
    Undecided where more precision is needed."""
    try:
        values = computed(expression, lambda node, is_shown: Traced.given(node.value))
    except ValueError as error:
        raise NotWhatWasExecuted(f"these matrices do not go together: {error}") from error
    expected = result.entries
    if values.shape != expected.shape:
        raise NotWhatWasExecuted(f"these matrices give the shape {values.shape}, and the result has {expected.shape}")
    largest = max(abs(certified.middle(node.value.ball)) for node in expected.flat)
    for value, node in zip(values.flat, expected.flat, strict=True):
        gap = value.value - node.value
        if not can_be_nothing(gap):
            name, off = named(writer, node).name, certified.middle(gap.ball)
            raise NotWhatWasExecuted(f"these matrices do not give {name}: they are off by {off:.3g}")
        if certified.width(gap.ball) > NEAR_ENOUGH * largest:
            raise Undecided("it is not known well enough what these matrices give")


def can_be_nothing(gap: Certified) -> bool:
    """Of a difference of exact numbers, whether it is nothing."""
    return gap.exact == 0 if gap.exact is not None else bool(gap.ball.contains(0))


def guarded(writer: Writer, result: Matrix, expression: Expression) -> Guarded:
    """As few guard digits as make the printed result follow from the printed operands. What is behind dots counts as it
    is."""
    shown, rows, columns = shown_of(writer, result), list(result.rows.shown), list(result.columns.shown)
    for guard in (*range(MOST_GUARD_DIGITS + 1), 0):
        exact: list[bool] = []

        def as_printed(node: Traced, is_shown: bool, guard: int = guard, exact: list[bool] = exact) -> Traced:
            if not is_shown:
                return Traced.given(node.value)
            number = printed(writer, node, guard)
            exact.append(number.exact)
            return Traced.given(Certified.of(number.value))

        values = computed(expression, as_printed, rows, columns)
        holds = all(digits.certainly_rounds_to(values[place].value, number) for place, number in shown.items())
        if holds:
            break
    reached = all(is_exactly(values[place].value, number) for place, number in shown.items())
    return Guarded(guard, all(exact), reached, holds)


def shown_of(writer: Writer, matrix: Matrix) -> Shown:
    """What is printed for the entries of a matrix that are written out."""
    written_out = matrix.entries[np.ix_(matrix.rows.shown, matrix.columns.shown)]
    return {place: printed(writer, node) for place, node in np.ndenumerate(written_out)}


def is_exactly(value: Certified, number: Printed) -> bool:
    return value.exact is not None and value.equals(Certified.of(number.value))


def printed(writer: Writer, node: Traced, guard: int = 0) -> Printed:
    """What is printed for an entry of a matrix."""
    quantity = named(writer, node)
    if quantity is None:
        return digits.given(Decimal(int(node.value.exact)))
    return writer.number(quantity, guard=guard)


def named(writer: Writer, node: Traced) -> Quantity | None:
    """The quantity that an entry is, or None for a whole number that belongs to the form of the line."""
    quantity = writer.named(node)
    if quantity is None and node.operation != "constant":
        raise NotWhatWasExecuted("an entry of these matrices has no name")
    return quantity
