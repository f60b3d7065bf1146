"""Difference quotients: where an output hardly moves, they look more closely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.engine import activations
from generator.engine.activations import ACTIVATIONS, Activation
from generator.numbers import certified
from generator.quantities import quotients, witness
from generator.quantities.worked import Worked
from tests.quantities import small_nets

FLAT = {"rounds": 1, "learning_rate": 0.5}


def flat(net: int) -> Worked:
    """A logistic neuron whose total net input is so far below zero that its slope is about e to that power."""
    with certified.precision(small_nets.BITS):
        return Worked(small_nets.one_weight("logistic", -0.5, (-2 * net, 0.25), **FLAT), small_nets.BITS)


@pytest.mark.parametrize("net", [-20, -300, -700])
def test_a_slope_far_behind_the_point_is_met(net: int) -> None:
    """The natural exponential of -700 is about 1e-304; 512 bits are 154 digits."""
    told = witness.testimony(flat(net))
    assert told.problems == ()
    assert told.largest_quotient_difference < 1e-30


def test_with_few_bits_it_would_not_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotients, "MOST_QUOTIENT_BITS", quotients.QUOTIENT_BITS)
    assert witness.testimony(flat(-700)).problems


def test_a_wrong_slope_is_found_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(net: object, out: object) -> object:
        return activations.logistic_slope(net, out) * (10**15 + 1) / 10**15

    monkeypatch.setitem(ACTIVATIONS, "logistic", Activation(activations.logistic, wrong))
    told = witness.testimony(flat(-700))
    assert told.problems and {problem.message.split(" in round")[0] for problem in told.problems} == {"dE_dw1"}
    # The exponential of a number is known to so many times less than the number: 700 times, and twice over.
    assert told.largest_quotient_difference == pytest.approx(1e-15 / 1400, rel=0.02)


def test_a_slope_that_is_no_double_is_held_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """1e-330: no double is so small, so its scale is none either."""
    worked = flat(-760)
    ((name, _, gap),) = quotients.quotient_differences(worked, 1)
    assert name == "dE_dw1" and gap < 1e-30
    done = worked.engine_round(1)
    (one,) = done.passes
    doubled = replace(one.backward[0], dE_dw=one.backward[0].dE_dw * 2)
    changed = replace(done, passes=(replace(one, backward=(doubled,)),))
    monkeypatch.setattr(worked, "engine_round", lambda number: changed)
    ((_, _, gap),) = quotients.quotient_differences(worked, 1)
    assert gap == pytest.approx(0.5)
