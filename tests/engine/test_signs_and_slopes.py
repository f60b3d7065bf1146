"""Two known mistakes, held against hand-worked cases: a step of the wrong sign, a slope at the wrong place."""

from __future__ import annotations

from dataclasses import replace

import mpmath
import numpy as np
import pytest
from hypothesis import given

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.mistakes import added_in_place_of_subtracted, slope_taken_at_the_output
from generator.engine.network import Layer
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Round, Sample, Step, beginning, one_round
from generator.engine.updates import Method
from tests.strategies import DrawnNetwork, Learning, learnings, networks, quick

LOGISTIC = ACTIVATIONS["logistic"]
METHOD = Method(LOSSES["half squared error"], OPTIMIZERS["gradient descent"], {"learning_rate": 1.0}, True)
XOR = (
    Layer(np.array([[-4.0, -4.0], [-1.0, 1.0]]), np.array([-1.0, 2.0]), LOGISTIC),
    Layer(np.array([[-3.0, -2.0]]), np.array([3.0]), LOGISTIC),
)
NOTHING = Sample(np.array([0.0, 0.0]), np.array([0.0]))


def first(step: Step, network: tuple[Layer, ...] = XOR, method: Method = METHOD) -> Round:
    return step(beginning(network, method), method, [NOTHING], 1)


def sigma(z: mpmath.mpf) -> mpmath.mpf:
    return 1 / (1 + mpmath.exp(-z))


def test_a_slope_at_the_output_gives_what_a_handout_prints_for_the_error_of_a_hidden_neuron() -> None:
    hidden, output = first(slope_taken_at_the_output).passes[0].backward
    with mpmath.workdps(30):
        out = sigma(3 - 3 * sigma(mpmath.mpf(-1)) - 2 * sigma(mpmath.mpf(2)))
        slope = mpmath.diff(sigma, out)
        error = out * slope * -2
    assert output.dout_dnet[0] == pytest.approx(float(slope), rel=1e-12)
    assert hidden.dE_dout[1] == pytest.approx(float(error), rel=1e-12) and mpmath.nstr(-error, 2) == "0.28"


def test_the_forward_pass_has_no_mistake_and_the_next_round_has_it_again() -> None:
    wrong, right = first(slope_taken_at_the_output), first(one_round)
    assert wrong.total == right.total and wrong.before.network is XOR
    assert [layer.activation for layer in wrong.after.network] == [LOGISTIC, LOGISTIC]
    again = slope_taken_at_the_output(wrong.after, METHOD, [NOTHING], 2).passes[0]
    out = again.forward[-1].out[0]
    assert again.backward[-1].dout_dnet[0] == pytest.approx(float(mpmath.diff(sigma, out)), rel=1e-12)


def test_a_layer_that_is_not_logistic_keeps_its_slope() -> None:
    tanh = tuple(replace(layer, activation=ACTIVATIONS["tanh"]) for layer in XOR)
    wrong, right = (first(step, tanh) for step in (slope_taken_at_the_output, one_round))
    assert all(np.array_equal(a.weights, b.weights) for a, b in zip(wrong.gradients, right.gradients, strict=True))


def test_a_step_uphill_makes_the_answer_worse() -> None:
    wrong, right = first(added_in_place_of_subtracted), first(one_round)
    before, downhill, uphill = (
        one_round(start, METHOD, [NOTHING], 2).total for start in (right.before, right.after, wrong.after)
    )
    assert downhill < before < uphill and wrong.before.network is XOR and wrong.total == before


@given(networks(), learnings())
@quick(40)
def test_without_memory_and_decay_a_step_uphill_is_as_long_as_the_step_downhill(
    drawn: DrawnNetwork, learning: Learning
) -> None:
    method = replace(
        drawn.method(float, learning), optimizer=OPTIMIZERS["gradient descent"], settings={"learning_rate": 0.3},
        weight_decay=None,
    )  # fmt: skip
    batch = drawn.batch(float, float)
    start = beginning(drawn.network(float, float), method)
    wrong, right = (step(start, method, batch, 1) for step in (added_in_place_of_subtracted, one_round))
    for layer, up, down in zip(start.network, wrong.after.network, right.after.network, strict=True):
        assert up.weights - layer.weights == pytest.approx(layer.weights - down.weights, rel=1e-9, abs=1e-12)
        if layer.biases is not None:
            assert up.biases - layer.biases == pytest.approx(layer.biases - down.biases, rel=1e-9, abs=1e-12)
