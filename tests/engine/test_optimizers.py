"""Every optimizer of the table."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.optimizers import OPTIMIZERS
from generator.numbers import certified
from tests.strategies import decimals, quick

TABLE = pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
Optimizer = Callable[[np.ndarray, np.ndarray, object], np.ndarray]

ON_PAPER = [
    ("gradient descent", "1", "2", "0.25", "0.5"),
    ("gradient descent", "1", "-2", "0.25", "1.5"),
    # The tutorial: w5 and w7. Its digits for the gradients, its digits for the new weights.
    ("gradient descent", "0.4", "0.082167041", "0.5", "0.35891648"),
    ("gradient descent", "0.5", "-0.022602540", "0.5", "0.511301270"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parameter", "gradient", "rate", "new"), ON_PAPER)
def test_the_new_parameter_is_the_one_on_paper(name: str, parameter: str, gradient: str, rate: str, new: str) -> None:
    (result,) = OPTIMIZERS[name](np.array([float(parameter)]), np.array([float(gradient)]), float(rate))
    assert result == pytest.approx(float(new), abs=6e-10)


@TABLE
def test_one_small_step_goes_down_the_hill(optimizer: Optimizer) -> None:
    before = np.array([[3.0, -2.0], [0.5, 1.0]])  # on the bowl x**2 / 2, whose gradient is x
    after = optimizer(before, before.copy(), 0.01)
    assert after.shape == before.shape and (np.abs(after) < np.abs(before)).all()


@TABLE
def test_on_level_ground_nothing_moves(optimizer: Optimizer) -> None:
    before = np.array([[3.0, -2.0], [0.5, 1.0]])
    assert (optimizer(before, np.zeros((2, 2)), 0.5) == before).all()


@TABLE
def test_the_old_parameters_are_left_as_they_were(optimizer: Optimizer) -> None:
    before, gradient = np.array([3.0, -2.0]), np.array([1.0, 1.0])
    optimizer(before, gradient, 0.5)
    assert list(before) == [3.0, -2.0] and list(gradient) == [1.0, 1.0]


@TABLE
def test_float64_meets_the_certified_value(optimizer: Optimizer) -> None:
    numbers = st.tuples(*[decimals(-999, 999)] * 2, decimals(1, 100))

    @given(numbers)
    @quick(40)
    def holds(drawn: tuple[Decimal, Decimal, Decimal]) -> None:
        parameter, gradient, rate = drawn
        (double,) = optimizer(np.array([float(parameter)]), np.array([float(gradient)]), float(rate))
        (ball,) = optimizer(
            np.array([certified.ball(parameter)]), np.array([certified.ball(gradient)]), certified.ball(rate)
        )
        assert double == pytest.approx(certified.middle(ball), rel=1e-12, abs=1e-13)

    holds()
