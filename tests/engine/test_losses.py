"""Every loss of the table, on the targets and outputs that it is meant for: its value on paper, its slope against
difference quotients."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES, SHORT_DELTAS, Loss
from generator.engine.network import errors
from generator.numbers import certified
from generator.numbers.certified import Ball, ball
from tests.strategies import decimals, quick, row_of, targets

TABLE = pytest.mark.parametrize("name", LOSSES)

# Name, targets, outs, the error of each, the slope of each.
ON_PAPER = [
    ("half squared error", "1 4 0.3", "4 1 0.3", "4.5 4.5 0", "3 -3 0"),
    ("squared error", "1 0.5", "4 0.25", "9 0.0625", "6 -0.5"),
    ("mean squared error", "1", "4", "9", "6"),
    ("mean squared error", "1 0.5", "4 0.25", "4.5 0.03125", "3 -0.25"),
    # ln 2 = 0.6931471806; -ln 0.75 = 0.2876820724; -ln 0.25 = 2 ln 2
    ("binary cross-entropy", "1 0 0.5", "0.5 0.5 0.5", "0.6931471806 0.6931471806 0.6931471806", "-2 2 0"),
    ("binary cross-entropy", "1 0 1", "0.75 0.25 0.25", "0.2876820724 0.2876820724 1.3862943611",
     "-1.3333333333 1.3333333333 -4"),
    ("categorical cross-entropy", "0 1", "0.25 0.75", "0 0.2876820724", "0 -1.3333333333"),
    ("categorical cross-entropy", "0.5 0.5", "0.5 0.25", "0.3465735903 0.6931471806", "-1 -2"),
    # The tutorial: both outputs.
    ("half squared error", "0.01 0.99", "0.75136507 0.772928465", "0.274811083 0.023560026",
     "0.74136507 -0.217071535"),
]  # fmt: skip


def floats(texts: str) -> np.ndarray:
    return np.array([float(text) for text in texts.split()])


@pytest.mark.parametrize(("name", "target", "out", "value", "slope"), ON_PAPER)
def test_value_and_slope_are_those_on_paper(name: str, target: str, out: str, value: str, slope: str) -> None:
    loss, pair = LOSSES[name], (floats(target), floats(out))
    assert loss.value(*pair) == pytest.approx(floats(value), abs=6e-10)
    assert loss.slope(*pair) == pytest.approx(floats(slope), abs=6e-10)
    assert errors(loss, *pair).total == pytest.approx(sum(floats(value)), abs=2e-9)


def test_every_loss_stands_on_paper() -> None:
    assert {name for name, *_ in ON_PAPER} == set(LOSSES)


def pairs(name: str, low: int = 20) -> st.SearchStrategy[tuple]:
    """Targets and outs of one to three outputs. Where probabilities are wanted, outs from low/1000 to 1 - low/1000."""
    out = decimals(-3000, 3000, 3) if LOSSES[name].targets == "any" else decimals(low, 1000 - low, 3)
    return st.integers(1, 3).flatmap(lambda n: st.tuples(targets(name, n), st.tuples(*[out] * n)))


@TABLE
def test_the_slopes_are_the_limits_of_difference_quotients_of_the_total(name: str) -> None:
    @given(pairs(name))
    @quick(40)
    def holds(pair: tuple) -> None:
        with certified.precision(600):
            wanted, out = (row_of(row, ball, object) for row in pair)
            for j, slope in enumerate(LOSSES[name].slope(wanted, out)):
                step = np.array([Ball(2) ** -150 if i == j else Ball(0) for i in range(len(out))])
                lower, upper = (errors(LOSSES[name], wanted, moved).total for moved in (out - step, out + step))
                assert abs((upper - lower) * Ball(2) ** 149 - slope) < Ball(2) ** -200

    holds()


@TABLE
def test_no_outputs_are_better_than_the_targets(name: str) -> None:
    @given(st.integers(1, 3).flatmap(lambda n: st.tuples(targets(name, n), targets(name, n))))
    @quick(40)
    def holds(pair: tuple) -> None:
        wanted, out = (row_of(row, ball, object) for row in pair)
        assume(LOSSES[name].targets == "any" or all(0 < entry < 1 for row in pair for entry in row))
        best, other = (errors(LOSSES[name], wanted, row).total for row in (wanted, out))
        assert other > best if pair[0] != pair[1] else other.overlaps(best)

    holds()


@TABLE
def test_float64_meets_the_certified_value(name: str) -> None:
    @given(pairs(name))
    @quick(40)
    def holds(pair: tuple) -> None:
        doubles, balls = ([np.array([*map(kind, row)]) for row in pair] for kind in (float, ball))
        for function in (LOSSES[name].value, LOSSES[name].slope):
            exact = [certified.middle(entry) for entry in function(*balls)]
            assert function(*doubles) == pytest.approx(exact, rel=1e-12, abs=1e-14)

    holds()


def test_a_ball_that_meets_its_target_has_an_error_around_zero() -> None:
    wanted = np.array([ball(Decimal("0.02"))])
    (error,) = LOSSES["half squared error"].value(wanted, np.array([ball(Decimal("0.02"))]))
    assert error.contains(0) and error < Ball("1e-20")


def averaging(loss: Loss) -> bool:
    """Whether the error of an output hangs on the number of outputs."""
    return loss.value(np.array([0.5]), np.array([0.25]))[0] != loss.value(np.array([0.5] * 2), np.array([0.25] * 2))[0]


def test_only_the_mean_squared_error_divides_by_the_number_of_outputs() -> None:
    assert {name for name, loss in LOSSES.items() if averaging(loss)} == {"mean squared error"}


@TABLE
def test_outputs_do_not_disturb_each_other(name: str) -> None:
    wanted, out, others = np.array([0.1, 0.5, 0.4]), np.array([0.7, 0.2, 0.4]), np.array([0.7, 0.9, 0.1])
    for function in (LOSSES[name].value, LOSSES[name].slope):
        assert function(wanted, out)[0] == function(wanted, others)[0]
        assert function(wanted, out)[::-1].tolist() == function(wanted[::-1], out[::-1]).tolist()


@pytest.mark.parametrize(("activation", "name"), SHORT_DELTAS)
def test_a_short_delta_is_what_the_chain_rule_comes_to(activation: str, name: str) -> None:
    nets = st.tuples(*[decimals(-5000, 5000, 3)] * 3)

    @given(nets, targets(name, 3))
    @quick(40)
    def holds(drawn: tuple, wanted: tuple) -> None:
        net, target = row_of(drawn, ball, object), row_of(wanted, ball, object)
        out = ACTIVATIONS[activation].value(net)
        slope = ACTIVATIONS[activation].slope(net, out)
        jacobian = slope if ACTIVATIONS[activation].coupled else np.diag(slope)
        short = SHORT_DELTAS[activation, name](target, out)
        for chain, delta in zip(LOSSES[name].slope(target, out) @ jacobian, short, strict=True):
            assert chain.overlaps(delta) and certified.width(chain) < 1e-8

    holds()
