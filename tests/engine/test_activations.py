"""Every activation of the table: its value against mpmath, its slope against a difference quotient."""

from __future__ import annotations

from decimal import Decimal

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given

from generator.engine.activations import ACTIVATIONS, Activation, ones
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified
from generator.numbers.traced import Traced
from tests.strategies import decimals, quick

TABLE = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS.keys())
POINT = decimals(-8000, 8000, places=3)

ON_PAPER = [
    ("identity", "-2.5", "-2.5", "1"),
    ("identity", "0", "0", "1"),
    ("logistic", "0", "0.5", "0.25"),
    # 1/(1+e) and e/(1+e)**2
    ("logistic", "-1", "0.26894142136999512", "0.19661193324148185"),
    # ln 2 = 0.69314718056, one half
    ("softplus", "0", "0.69314718056", "0.5"),
    ("softplus", "-1", "0.31326168751822286", "0.26894142136999512"),
    ("tanh", "0", "0", "1"),
    # tanh(1/2) = (e - 1)/(e + 1)
    ("tanh", "0.5", "0.46211715726000976", "0.78644773296592745"),
    ("tanh", "-0.5", "-0.46211715726000976", "0.78644773296592745"),
    # The tutorial: net_h1 and net_o1.
    ("logistic", "0.3775", "0.593269992", "0.241300709"),
    ("logistic", "1.105905967", "0.75136507", "0.186815602"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "net", "value", "slope"), ON_PAPER)
def test_value_and_slope_are_those_on_paper(name: str, net: str, value: str, slope: str) -> None:
    activation, point = ACTIVATIONS[name], np.array([float(net)])
    out = activation.value(point)
    assert out[0] == pytest.approx(float(value), abs=6e-10)
    assert activation.slope(point, out)[0] == pytest.approx(float(slope), abs=6e-10)


@given(POINT)
@quick(50)
def test_the_logistic_function_is_half_of_one_plus_a_hyperbolic_tangent(net: Decimal) -> None:
    with mpmath.workdps(50), certified.precision(200):
        expected = (1 + mpmath.tanh(mpmath.mpf(str(net)) / 2)) / 2
        (out,) = ACTIVATIONS["logistic"].value(np.array([certified.ball(net)]))
        assert abs(mpmath.mpf(out.mid().str(50, radius=False)) - expected) < mpmath.mpf(10) ** -45


@TABLE
def test_the_slope_is_the_limit_of_difference_quotients(activation: Activation) -> None:
    @given(POINT)
    @quick(40)
    def holds(net: Decimal) -> None:
        assume(abs(net) > Decimal("0.01"))  # room for an activation with a kink at zero
        with certified.precision(600):
            here, step = certified.ball(net), Ball(2) ** -150
            lower, out, upper = activation.value(np.array([here - step, here, here + step]))
            (slope,) = activation.slope(np.array([here]), np.array([out]))
            assert abs((upper - lower) / (2 * step) - slope) < Ball(2) ** -200

    holds()


@TABLE
def test_float64_meets_the_certified_value(activation: Activation) -> None:
    @given(POINT)
    @quick(40)
    def holds(net: Decimal) -> None:
        double, ball = np.array([float(net)]), np.array([certified.ball(net)])
        value, exact = activation.value(double), activation.value(ball)
        slope, exact_slope = activation.slope(double, value), activation.slope(ball, exact)
        assert value.dtype == slope.dtype == np.float64
        assert value[0] == pytest.approx(certified.middle(exact[0]), rel=1e-12, abs=1e-15)
        assert slope[0] == pytest.approx(certified.middle(exact_slope[0]), rel=1e-12, abs=1e-12)

    holds()


@TABLE
def test_a_traced_run_gives_new_numbers_with_the_same_values(activation: Activation) -> None:
    net = np.array([Traced.given(Certified.of(Decimal(text))) for text in ("-0.75", "1.5")])
    out = activation.value(net)
    slope = activation.slope(net, out)
    balls = np.array([entry.value.ball for entry in net])
    exact = activation.value(balls)
    assert all(isinstance(entry, Traced) and entry not in list(net) for entry in [*out, *slope])
    assert all(a.value.ball.overlaps(b) for a, b in zip(out, exact, strict=True))
    assert all(a.value.ball.overlaps(b) for a, b in zip(slope, activation.slope(balls, exact), strict=True))


@pytest.mark.parametrize("like", [
    np.array([2.5, 0.0]), np.array([Ball(2), Ball(0)]), np.array([Traced(7), Traced(0)]),
], ids=["float64", "balls", "traced"])  # fmt: skip
def test_ones_are_of_the_kind_that_is_asked_for(like: np.ndarray) -> None:
    made = ones(like)
    assert made.shape == like.shape and made.dtype == like.dtype
    assert {type(entry) for entry in made} == {type(entry) for entry in like}
    assert [float(getattr(getattr(one, "value", one), "ball", one)) for one in made] == [1.0, 1.0]
