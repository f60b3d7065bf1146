"""What is allowed for rounding where no formula tells it: enough for what is right, too little for what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities import labels, partial, rounding, witness
from generator.quantities.history import Stopped
from generator.quantities.rounding import full_scales, least_scales
from generator.quantities.scale import WITHIN
from generator.quantities.trainings import trained_in_float64
from generator.quantities.worked import Worked
from tests.quantities import small_nets

SURE = {
    "layers": [
        small_nets.layer("hidden", ["h1", "h2", "h3"], "tanh", [[0.3, -0.2], [0.9, 0.4], [-0.7, 0.6]], [0.1, 0.2, 0.3]),
        small_nets.layer("output", ["o1", "o2"], "softmax", [[9.1, 13.3, -8.7], [-8.3, -13.9, 9.1]], "none"),
    ],
    "loss": "categorical cross-entropy",
    "data": [{"inputs": [1.0, 0.2], "targets": [1, 0]}, {"inputs": [-0.5, 0.8], "targets": [0, 1]}],
}
"""The network is right about the first sample, and so sure of it that its output is nearly 1: one less it, which the
derivatives are made of, has lost most of its digits."""


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worked]:
    monkeypatch.setattr(labels, "MOST_WEIGHTS_IN_FULL", 3)
    with certified.precision(small_nets.BITS):
        yield small_nets.worked(**SURE, rounds=4)


def worst(worked: Worked, least: Callable, number: int = 1) -> float:
    done = trained_in_float64(worked.example, worked.history.step).round_at(number)
    return max(gap for *_, gap in witness.compared(worked, number, done, least(worked, number)))


def test_a_large_network_that_is_sure_of_itself_is_witnessed(part: Worked) -> None:
    part.at(1), part.at(4)
    assert part.is_partial
    assert worst(part, least_scales) > 100 * WITHIN  # the digits are lost in the whole network, where nobody sees it
    assert worst(part, full_scales) < WITHIN
    assert witness.testimony(part).problems == ()


@pytest.mark.parametrize("name", ["net_h2", "net_h3"])
def test_a_number_without_a_formula_that_is_a_little_wrong_is_found(
    part: Worked, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong by one part in a thousand million, though the numbers around it know far less of theirs."""
    right = {quantity.name: certified.middle(quantity.value.ball) for quantity in part.at(1).values()}[name]
    make = partial.leaf

    def wrong(entries: list[object]) -> Traced:
        made = make(entries)
        is_meant = abs(certified.middle(made.value.ball) / right - 1) < 1e-12
        return Traced.given(Certified(made.value.ball * (1 + certified.Ball(1e-9)))) if is_meant else made

    monkeypatch.setattr(partial, "leaf", wrong)
    accused = {problem.message.split(" in round")[0] for problem in witness.testimony(fresh(part)).problems}
    assert name in accused


def fresh(worked: Worked) -> Worked:
    return Worked(worked.example, worked.bits)


def test_what_a_long_training_has_made_of_rounding_is_allowed_for() -> None:
    """A round of a network that is worked out in full starts from numbers of many rounds."""
    with certified.precision(small_nets.BITS):
        worked = small_nets.worked(**SURE, rounds=30, learning_rate=9)
        worked.at(30)
        apart = {key: full - least_scales(worked, 30)[key] for key, full in full_scales(worked, 30).items()}
        assert max(apart.values()) > 0 and min(apart.values()) >= 0


def test_where_floats_cannot_follow_nothing_more_is_allowed(part: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object) -> None:
        raise Stopped(1, None, (), "on a kink")

    monkeypatch.setattr(rounding, "agreed_training", stops)
    assert full_scales(part, 1) == least_scales(part, 1)
