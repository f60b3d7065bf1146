"""Every activation of the table: its value on paper, its slope against difference quotients, its kink if it has one."""

from __future__ import annotations

from decimal import Decimal

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.activations import ACTIVATIONS, Activation
from generator.engine.cases import OnTheKink
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified, ball
from generator.numbers.traced import Traced
from tests.strategies import decimals, numbers, quick

TABLE = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS.keys())
NEAR_ZERO = [Decimal("1e-30"), Decimal("-1e-30")]
POINT = st.one_of(decimals(-8000, 8000, places=3).filter(bool), st.sampled_from(NEAR_ZERO))

# Name, settings, nets, outs, slopes (of softmax the rows of its Jacobian).
ON_PAPER = [
    ("identity", "", "-2.5 0", "-2.5 0", "1 1"),
    # 1/2; 1/(1+e) and e/(1+e)**2
    ("logistic", "", "0 -1", "0.5 0.26894142136999512", "0.25 0.19661193324148185"),
    # ln 2 and one half
    ("softplus", "", "0 -1", "0.69314718056 0.31326168751822286", "0.5 0.26894142136999512"),
    # tanh(1/2) = (e - 1)/(e + 1)
    ("tanh", "", "0 0.5 -0.5", "0 0.46211715726 -0.46211715726", "1 0.78644773296592745 0.78644773296592745"),
    ("relu", "", "3 -3 0.001", "3 0 0.001", "1 0 1"),
    ("leaky relu", "0.01", "3 -3 -200", "3 -0.03 -2", "1 0.01 0.01"),
    ("softmax", "", "0 0", "0.5 0.5", "0.25 -0.25 -0.25 0.25"),
    # e/(e + 1 + 1/e), 1/(e + 1 + 1/e), (1/e)/(e + 1 + 1/e), and p (1 - p) or -p q of these
    ("softmax", "", "1 0 -1", "0.665240955775 0.244728471055 0.090030573170",
     "0.222695426535 -0.162803401990 -0.059892024545 -0.162803401990 0.184836446510 -0.022033044520 "
     "-0.059892024545 -0.022033044520 0.081925069065"),
    # The tutorial: net_h1 and net_o1.
    ("logistic", "", "0.3775 1.105905967", "0.593269992 0.75136507", "0.241300709 0.186815602"),
]  # fmt: skip


def floats(texts: str) -> list[float]:
    return [float(text) for text in texts.split()]


@pytest.mark.parametrize(("name", "settings", "net", "value", "slope"), ON_PAPER)
def test_value_and_slope_are_those_on_paper(name: str, settings: str, net: str, value: str, slope: str) -> None:
    activation, point = ACTIVATIONS[name], np.array(floats(net))
    out = activation.value(point, *floats(settings))
    assert out == pytest.approx(floats(value), abs=6e-10)
    assert activation.slope(point, out, *floats(settings)).flatten() == pytest.approx(floats(slope), abs=6e-10)


def test_every_activation_stands_on_paper() -> None:
    assert {name for name, *_ in ON_PAPER} == set(ACTIVATIONS)


@given(POINT)
@quick(50)
def test_the_logistic_function_is_half_of_one_plus_a_hyperbolic_tangent(net: Decimal) -> None:
    with mpmath.workdps(50), certified.precision(200):
        expected = (1 + mpmath.tanh(mpmath.mpf(str(net)) / 2)) / 2
        (out,) = ACTIVATIONS["logistic"].value(np.array([ball(net)]))
        assert abs(mpmath.mpf(out.mid().str(50, radius=False)) - expected) < mpmath.mpf(10) ** -45


@given(st.tuples(POINT, POINT, POINT))
@quick(40)
def test_what_softmax_gives_two_neurons_stands_in_the_ratio_of_a_logistic_function(drawn: tuple) -> None:
    with certified.precision(200):
        net = np.array([ball(entry) for entry in drawn])
        out = ACTIVATIONS["softmax"].value(net)
        (share,) = ACTIVATIONS["logistic"].value(net[:1] - net[1:2])
        assert abs(out[0] / (out[0] + out[1]) - share) < Ball(2) ** -150
        assert abs(out.sum() - 1) < Ball(2) ** -150


def points(activation: Activation) -> st.SearchStrategy[tuple]:
    """Three nets and the settings."""
    return st.tuples(st.tuples(POINT, POINT, POINT), numbers(activation.settings))


@TABLE
def test_the_slopes_of_a_layer_are_the_limits_of_difference_quotients(activation: Activation) -> None:
    @given(points(activation))
    @quick(40)
    def holds(drawn: tuple) -> None:
        with certified.precision(600):
            net, settings = np.array([ball(entry) for entry in drawn[0]]), [ball(entry) for entry in drawn[1]]
            step = np.diag([Ball(2) ** -150] * 3)
            slope = activation.slope(net, activation.value(net, *settings), *settings)
            assert slope.shape == ((3, 3) if activation.coupled else (3,))
            jacobian = slope if activation.coupled else np.diag(slope)
            for j in range(3):
                lower, upper = (activation.value(moved, *settings) for moved in (net - step[j], net + step[j]))
                quotients = (upper - lower) * Ball(2) ** 149
                assert all(abs(q - exact) < Ball(2) ** -190 for q, exact in zip(quotients, jacobian[:, j], strict=True))

    holds()


@TABLE
@pytest.mark.parametrize("kind", ["float64", "balls", "traced"])
def test_an_activation_has_a_kink_where_the_slopes_from_left_and_right_differ(
    activation: Activation, kind: str
) -> None:
    number = {"float64": float, "balls": ball, "traced": lambda x: Traced.given(Certified.of(x))}[kind]
    settings = [number(Decimal("0.25"))] * len(activation.settings)
    net = np.array([number(Decimal(text)) for text in ("1", "-1", "0", "0")])
    if not jumps(activation):
        assert len(activation.slope(net, activation.value(net, *settings), *settings)) == 4
        return
    for function in (activation.value, lambda *numbers: activation.slope(net, *numbers)):
        with pytest.raises(OnTheKink) as raised:
            function(net, *settings)
        assert (raised.value.index, raised.value.exact) == (2, True)


def jumps(activation: Activation) -> bool:
    """Whether the difference quotients on both sides of zero disagree."""
    with certified.precision(600):
        tiny, settings = Ball(2) ** -100, [ball(Decimal("0.25"))] * len(activation.settings)
        nets = (-2 * tiny, -tiny, tiny, 2 * tiny)
        a, b, c, d = (activation.value(np.array([net, Ball(1)]), *settings)[0] for net in nets)
        return not abs((d - c) - (b - a)) / tiny < 1e-9


def test_the_rectifiers_have_a_kink_and_the_others_have_none() -> None:
    assert {name for name, activation in ACTIVATIONS.items() if jumps(activation)} == {"relu", "leaky relu"}


@TABLE
def test_float64_meets_the_certified_value(activation: Activation) -> None:
    @given(points(activation))
    @quick(40)
    def holds(drawn: tuple) -> None:
        runs = []
        for number in (float, ball):
            net, settings = np.array([number(entry) for entry in drawn[0]]), [number(entry) for entry in drawn[1]]
            out = activation.value(net, *settings)
            runs.append((out, activation.slope(net, out, *settings)))
        for doubles, balls in zip(*runs, strict=True):
            assert doubles.dtype == np.float64 and doubles.shape == balls.shape
            middles = [certified.middle(entry) for entry in balls.flat]
            assert doubles.flatten() == pytest.approx(middles, rel=1e-12, abs=1e-12)

    holds()


@TABLE
def test_a_traced_run_gives_new_numbers_with_the_same_values(activation: Activation) -> None:
    given_numbers = [Traced.given(Certified.of(Decimal(text))) for text in ("-0.75", "1.5", "0.5")]
    net, settings = np.array(given_numbers), given_numbers[2:] * len(activation.settings)
    out = activation.value(net, *settings)
    slope = activation.slope(net, out, *settings)
    balls, exact_settings = np.array([entry.value.ball for entry in net]), [entry.value.ball for entry in settings]
    exact = activation.value(balls, *exact_settings)
    exact_slope = activation.slope(balls, exact, *exact_settings)
    assert all(isinstance(entry, Traced) and entry not in given_numbers for entry in [*out, *slope.flat])
    assert len({id(entry) for entry in [*out, *slope.flat]}) == out.size + slope.size
    for traced, certain in zip([*out, *slope.flat], [*exact, *exact_slope.flat], strict=True):
        assert traced.value.ball.overlaps(certain)


@TABLE
def test_what_is_called_a_probability_lies_between_0_and_1(activation: Activation) -> None:
    outs = [activation.value(np.array([net, 0.5]), *[0.5] * len(activation.settings))[0] for net in (-5, -0.5, 2, 5)]
    assert all(0 < out < 1 for out in outs) == activation.probabilities
