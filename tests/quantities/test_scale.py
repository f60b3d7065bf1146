"""The scale of a value: no smaller than the value, and as large as the rounding errors of float64 can make it."""

from __future__ import annotations

import math
import operator
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.traced import OPERATIONS, Traced
from generator.quantities.scale import RULES, WITHIN, scales
from tests.strategies import decimals, quick


def leaf(text: str) -> Traced:
    return Traced.given(Certified.of(Decimal(text)))


def scale(node: Traced) -> float:
    return scales([node])[id(node)]


def test_each_operation_that_can_be_traced_has_a_rule() -> None:
    assert set(RULES) == {*OPERATIONS, "power"}


@pytest.mark.parametrize(("node", "expected"), [
    (leaf("-3"), 3),
    (leaf("5") - leaf("3"), 8),
    # 1000001 - 1000000 is one, but made from two millions
    (leaf("1000001") - leaf("1000000"), 2000001),
    (-(leaf("2") + leaf("-7")), 9),
    (leaf("3") * leaf("4"), 24 + 12 * WITHIN),
    (leaf("6") / leaf("3"), (6 + 2 * 3) / 3),
    (leaf("2") ** 3, 3 * 4 * 2),
    (np.exp(leaf("2")), math.exp(2) * 3),
    (np.log(leaf("2")), math.log(2) + 1),
    (leaf("2") ** leaf("3"), 3 * 4 * 2),
    (np.sqrt(leaf("4")), 2 + 4 / (2 * 2)),
    (leaf("-1").choose(leaf("9"), leaf("5") - leaf("3")), 9),
    (np.tanh(leaf("0.5")), math.tanh(0.5) + (1 - math.tanh(0.5) ** 2) * 0.5),
])  # fmt: skip
def test_the_scale_of_an_operation_worked_by_hand(node: Traced, expected: float) -> None:
    assert scale(node) == pytest.approx(expected, rel=1e-12)


def test_the_scale_of_a_difference_is_passed_on_to_a_product() -> None:
    """(1000001 - 1000000) * 0.5 is one half, but no double computes it better than a million halves."""
    assert scale((leaf("1000001") - leaf("1000000")) * leaf("0.5")) == pytest.approx(1000001, rel=1e-6)


def test_what_is_known_of_a_number_without_a_formula_is_its_least_scale() -> None:
    a, b = leaf("3"), leaf("4")
    made = a + b
    assert scales([made], {id(a): 100.0, id(b): 1.0})[id(made)] == 104


NUMBER = decimals(-99999, 99999, places=3)
STEPS = st.lists(st.tuples(st.sampled_from([operator.add, operator.sub, operator.mul]), NUMBER), min_size=1, max_size=8)


@given(NUMBER, STEPS)
@quick(200)
def test_a_run_in_doubles_is_right_within_its_scale(start: Decimal, steps: list) -> None:
    with certified.precision(200):
        node, double, exact = leaf(str(start)), float(start), Fraction(start)
        for operation, number in steps:
            node, double = operation(node, leaf(str(number))), operation(double, float(number))
            exact = operation(exact, Fraction(number))
        assert abs(Fraction(double) - exact) <= Fraction(1e-15) * Fraction(scale(node))
        assert scale(node) >= abs(float(exact)) * (1 - 1e-9)
