"""The kind of number that keeps account of rounding: its bound holds, whatever the engine does with it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from generator.engine.cases import OnTheKink, where_positive
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities.scale import RULES
from generator.quantities.unsharp import OPERATIONS, UNIT, Unsharp, as_written, errors_of_leaves
from tests.strategies import decimals, quick


def test_each_operation_that_has_a_scale_can_be_run() -> None:
    assert set(OPERATIONS) == set(RULES)


@pytest.mark.parametrize(("number", "value", "error"), [
    (Unsharp(3), 3, 3),
    (Unsharp(3) + Unsharp(4), 7, 3 + 4 + 7),
    # one is left of two millions: its own rounding is nothing beside theirs
    (Unsharp(1000001) - Unsharp(1000000), 1, 1000001 + 1000000 + 1),
    (Unsharp(3) * Unsharp(4), 12, 3 * 4 + 4 * 3 + 12),
    (Unsharp(6) / Unsharp(3), 2, (6 + 2 * 3) / 3 + 2),
    (-Unsharp(2), -2, 2 + 2),
    (np.exp(np.array([Unsharp(0)]))[0], 1, 1 + 1),
    (Unsharp(2) ** Unsharp(3), 8, 3 * 4 * 2 + 8),
    (2 - Unsharp(5), -3, 2 + 5 + 3),
])  # fmt: skip
def test_the_bound_of_an_operation_worked_by_hand(number: Unsharp, value: float, error: float) -> None:
    assert number.value == value
    assert number.error == pytest.approx(error, rel=1e-9)


@given(*[decimals(-99999, 99999, places=3)] * 3)
@quick(200)
def test_the_bound_holds(a: Decimal, b: Decimal, c: Decimal) -> None:
    """Beside the exact value of (a - b) * (a + c), which a double knows badly where a and b are close."""
    x, y, z = map(as_written, (a, b, c))
    exact = (Fraction(a) - Fraction(b)) * (Fraction(a) + Fraction(c))
    found = (x - y) * (x + z)
    assert abs(Fraction(float(found.value)) - exact) <= Fraction(1.001 * UNIT * found.error)


def test_of_two_cases_the_one_that_holds_is_taken() -> None:
    net = np.array([Unsharp(2), Unsharp(-2)], object)
    chosen = where_positive(net, net, np.array([Unsharp(0), Unsharp(0)], object))
    assert [number.value for number in chosen] == [2, 0]
    with pytest.raises(OnTheKink):
        where_positive(np.array([Unsharp(0)], object), net[:1], net[:1])


def test_only_numbers_without_a_formula_are_told_their_errors() -> None:
    leaf, other = Traced.given(Certified.of(3)), Traced.given(Certified.of(4))
    made = leaf + other
    run = np.array([Unsharp(3), Unsharp(7), 0], object), Unsharp(4, 100)
    found = errors_of_leaves((np.array([leaf, made, None], object), other), run)
    assert found == {id(leaf): 3.0, id(other): 104.0}
