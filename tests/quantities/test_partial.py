"""A network that is too large to be worked out in full: what is shown of it is what the whole network has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.engine.mistakes import MISTAKES
from generator.numbers import certified
from generator.quantities import agreement, labels, witness
from generator.quantities.labels import layers
from generator.quantities.worked import Worked
from tests.quantities import small_nets

CHOICES = [
    {"loss": "categorical cross-entropy", "optimizer": "adam", "batch": 2, "weight_decay": 0.05},
    {"hidden": "leaky relu", "optimizer": "momentum", "batch": "full", "batch_loss": "sum",
     "notation": {"delta": "minus"}},
    {"loss": "binary cross-entropy", "optimizer": "rmsprop", "biases": 0.1},
    {"biases": "none", "update": "weights", "batch": 2},
]  # fmt: skip


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four weights are too many, so that of each layer the first neuron is worked out."""
    monkeypatch.setattr(labels, "MOST_WEIGHTS_IN_FULL", 3)


def in_full(choices: dict) -> Worked:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(labels, "MOST_WEIGHTS_IN_FULL", 1000)
        whole = small_nets.worked(**choices)
        for number in (1, 2, 3):
            whole.at(number), whole.predictions(number)
        return whole


def pairs(part: Worked, whole: Worked, number: int) -> Iterator[tuple]:
    """Each quantity of a round, and that of the same name in the whole."""
    return ((q, whole.at(number)[name]) for name, q in part.at(number).items())


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("on_floats", [False, True], ids=["on balls", "on floats"])
@pytest.mark.parametrize("choices", CHOICES, ids=small_nets.told)
def test_what_is_worked_out_is_what_the_whole_network_has(
    choices: dict, on_floats: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = in_full(choices)
    if on_floats:
        monkeypatch.setattr(agreement, "MOST_BALL_OPERATIONS", 0)
    part = small_nets.worked(**choices, title=f"a part, {'on floats' if on_floats else 'on balls'}")
    assert part.is_partial and part.is_large and part.is_agreed(1) == on_floats
    for number in (1, 2, 3):
        names = [name for name in whole.at(number) if name in part.at(number)]
        assert names == list(part.at(number)) and len(names) < len(whole.at(number))
        for ours, theirs in pairs(part, whole, number):
            assert ours.value.ball.overlaps(theirs.value.ball), (number, ours.name)
            assert ours.symbol == theirs.symbol and certified.width(ours.value.ball) < 1e-11
        assert {q.kind for q in part.at(number).values()} == {"given", "agreed" if on_floats else "computed"}


@pytest.mark.usefixtures("small_is_large")
def test_one_neuron_of_each_layer_is_worked_out_and_the_others_are_named() -> None:
    hidden, output = layers(small_nets.example())
    assert (hidden.rows, hidden.columns, output.rows, output.columns) == ((0,), (), (0,), (0,))
    first = small_nets.worked(title="one neuron").first
    assert {"net_h2", "out_h2", "delta_h2", "w1", "w2", "dE_dw5", "w6_new", "w7", "b_h1_new"} <= set(first)
    assert not {"dE_dw3", "w3", "w8", "w7_new", "dE_dw7", "b_h2"} & set(first)
    assert first["net_h1"].node.arguments and not first["net_h2"].node.arguments
    assert first["dE_dout_h1"].node.arguments and not first["dE_dout_h2"].node.arguments


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("choices", CHOICES, ids=small_nets.told)
def test_a_large_network_stands_before_the_witnesses(choices: dict) -> None:
    part = small_nets.worked(**choices, title="witnessed in part")
    part.at(2), part.at(4)
    with certified.precision(small_nets.BITS):
        told = witness.testimony(part)
    assert told.problems == () and told.gradients > 0 and told.values > 100


@pytest.mark.usefixtures("small_is_large")
@pytest.mark.parametrize("choices", CHOICES, ids=small_nets.told)
def test_predictions_of_a_large_network_are_those_of_the_whole(choices: dict) -> None:
    whole = in_full(choices)
    part = small_nets.worked(**choices, title="predicting in part")
    for number in (1, 2):
        ours, theirs = part.predictions(number), whole.predictions(number)
        assert ours.loss.value.ball.overlaps(theirs.loss.value.ball)
        assert part.loss(number).value.ball.overlaps(whole.loss(number).value.ball)
        for one, other in zip(ours.each, theirs.each, strict=True):
            assert all(a.value.ball.overlaps(b.value.ball) for a, b in zip(one.outs, other.outs, strict=True))
            assert one.E_total.value.ball.overlaps(other.E_total.value.ball)
            given = [[q.written for q in (*each.inputs, *each.targets)] for each in (one, other)]
            assert given[0] == given[1]


@pytest.mark.usefixtures("small_is_large")
def test_what_is_exact_in_the_whole_network_is_exact_in_the_part() -> None:
    """No ball tells whether a product of two decimals lies on a rounding tie."""
    choices = {"hidden": "identity", "batch": 2}
    whole, part = in_full(choices), small_nets.worked(**choices, title="exact in part")
    for number in (1, 2):
        exact = [name for name, q in part.at(number).items() if q.value.exact is not None]
        assert {"net_h2", "dE_dout_h2", *(["dE_dw1_batch", "E_batch"] if number == 1 else [])} <= set(exact)
        for ours, theirs in pairs(part, whole, number):
            assert ours.value.exact == theirs.value.exact
        ours, theirs = part.predictions(number), whole.predictions(number)
        assert ours.loss.value.exact == theirs.loss.value.exact is not None
        for one, other in zip(ours.each, theirs.each, strict=True):
            assert [q.value.exact for q in one.outs] == [q.value.exact for q in other.outs]


@pytest.mark.usefixtures("small_is_large")
def test_a_mistake_is_not_worked_out_in_part() -> None:
    with pytest.raises(LookupError, match="too large to be worked out with a mistake"):
        small_nets.worked(title="a mistake in part").mistaken(next(iter(MISTAKES)))
