"""Every loss of the table: its value on paper, its slope against a difference quotient."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given

from generator.engine.losses import LOSSES, Loss
from generator.numbers import certified
from generator.numbers.certified import Ball
from tests.strategies import decimals, quick

TABLE = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
UNIT = decimals(20, 980, places=3)

ON_PAPER = [
    ("half squared error", "1", "4", "4.5", "3"),
    ("half squared error", "4", "1", "4.5", "-3"),
    ("half squared error", "0.3", "0.3", "0", "0"),
    ("squared error", "1", "4", "9", "6"),
    ("squared error", "0.5", "0.25", "0.0625", "-0.5"),
    # The tutorial: both outputs.
    ("half squared error", "0.01", "0.75136507", "0.274811083", "0.74136507"),
    ("half squared error", "0.99", "0.772928465", "0.023560026", "-0.217071535"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "out", "value", "slope"), ON_PAPER)
def test_value_and_slope_are_those_on_paper(name: str, target: str, out: str, value: str, slope: str) -> None:
    loss, pair = LOSSES[name], (np.array([float(target)]), np.array([float(out)]))
    assert loss.value(*pair)[0] == pytest.approx(float(value), abs=6e-10)
    assert loss.slope(*pair)[0] == pytest.approx(float(slope), abs=6e-10)


@TABLE
def test_the_slope_is_the_limit_of_difference_quotients(loss: Loss) -> None:
    @given(UNIT, UNIT)
    @quick(40)
    def holds(target: Decimal, out: Decimal) -> None:
        with certified.precision(600):
            here, step, wanted = certified.ball(out), Ball(2) ** -150, np.array([certified.ball(target)])
            (lower,), (upper,) = (loss.value(wanted, np.array([moved])) for moved in (here - step, here + step))
            (slope,) = loss.slope(wanted, np.array([here]))
            assert abs((upper - lower) / (2 * step) - slope) < Ball(2) ** -200

    holds()


@TABLE
def test_no_output_is_better_than_the_target(loss: Loss) -> None:
    @given(UNIT, UNIT)
    @quick(40)
    def holds(target: Decimal, out: Decimal) -> None:
        assume(target != out)
        wanted = np.array([float(target)])
        assert loss.value(wanted, np.array([float(out)]))[0] > loss.value(wanted, wanted)[0]

    holds()


@TABLE
def test_float64_meets_the_certified_value(loss: Loss) -> None:
    @given(UNIT, UNIT)
    @quick(40)
    def holds(target: Decimal, out: Decimal) -> None:
        assume(target != out)
        doubles = np.array([float(target)]), np.array([float(out)])
        balls = np.array([certified.ball(target)]), np.array([certified.ball(out)])
        for function in (loss.value, loss.slope):
            assert function(*doubles)[0] == pytest.approx(certified.middle(function(*balls)[0]), rel=1e-12, abs=1e-15)

    holds()


def test_a_ball_that_meets_its_target_has_an_error_around_zero() -> None:
    wanted = np.array([certified.ball(Decimal("0.02"))])
    (error,) = LOSSES["half squared error"].value(wanted, np.array([certified.ball(Decimal("0.02"))]))
    assert error.contains(0) and error < Ball("1e-20")


@TABLE
def test_outputs_do_not_disturb_each_other(loss: Loss) -> None:
    targets, out = np.array([0.1, 0.9, 0.4]), np.array([0.7, 0.2, 0.4])
    for function in (loss.value, loss.slope):
        one_by_one = [function(targets[i : i + 1], out[i : i + 1])[0] for i in range(3)]
        assert list(function(targets, out)) == one_by_one
