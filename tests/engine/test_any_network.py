"""Forward and backward pass of any network that can be drawn: against difference quotients, and between the kinds of
number."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given

from generator.engine.losses import LOSSES, Loss
from generator.engine.network import Network, backward, errors, forward
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified, ball
from generator.numbers.traced import Traced, recomputed
from tests.strategies import DrawnNetwork, networks, quick


def total_error(network: Network, loss: Loss, inputs: np.ndarray, targets: np.ndarray) -> object:
    return errors(loss, targets, forward(network, inputs)[-1].out).total


def moved(network: Network, layer: int, kind: str, place: tuple[int, ...], step: Ball) -> Network:
    """The network with one parameter a step further on."""
    array = getattr(network[layer], kind).copy()
    array[place] = array[place] + step
    return (*network[:layer], replace(network[layer], **{kind: array}), *network[layer + 1 :])


@given(networks())
@quick(60)
def test_every_gradient_is_the_limit_of_difference_quotients(drawn: DrawnNetwork) -> None:
    loss = LOSSES[drawn.loss]
    with certified.precision(600):
        network, inputs, targets = drawn.built(ball)
        derived, step = backward(network, loss, targets, forward(network, inputs)), Ball(2) ** -150
        for k, layer in enumerate(network):
            for kind, gradients in (("weights", derived[k].dE_dw), ("biases", derived[k].dE_db)):
                if getattr(layer, kind) is None:
                    assert gradients is None
                    continue
                assert gradients.shape == getattr(layer, kind).shape
                for place, gradient in np.ndenumerate(gradients):
                    upper = total_error(moved(network, k, kind, place, step), loss, inputs, targets)
                    lower = total_error(moved(network, k, kind, place, -step), loss, inputs, targets)
                    assert abs((upper - lower) / (2 * step) - gradient) < Ball(2) ** -200, (k, kind, place)


@given(networks())
@quick(60)
def test_dE_dout_of_every_layer_is_how_the_error_changes_with_what_the_layers_behind_it_receive(
    drawn: DrawnNetwork,
) -> None:
    loss = LOSSES[drawn.loss]
    with certified.precision(600):
        network, inputs, targets = drawn.built(ball)
        passed, step = forward(network, inputs), Ball(2) ** -150
        derived = backward(network, loss, targets, passed)
        for k in range(len(network) - 1):
            for j in range(len(passed[k].out)):
                nudge = np.array([step if i == j else Ball(0) for i in range(len(passed[k].out))])
                upper = total_error(network[k + 1 :], loss, passed[k].out + nudge, targets)
                lower = total_error(network[k + 1 :], loss, passed[k].out - nudge, targets)
                assert abs((upper - lower) / (2 * step) - derived[k].dE_dout[j]) < Ball(2) ** -200, (k, j)


@given(networks())
@quick(60)
def test_every_entry_is_the_product_that_its_name_says(drawn: DrawnNetwork) -> None:
    network, inputs, targets = drawn.built(float, float)
    passed = forward(network, inputs)
    derived = backward(network, LOSSES[drawn.loss], targets, passed)
    for k, (layer, here, back) in enumerate(zip(network, passed, derived, strict=True)):
        neurons, feeding = layer.weights.shape
        assert here.inputs is (inputs if k == 0 else passed[k - 1].out)
        assert {a.shape for a in (here.net, here.out, back.dE_dout, back.delta)} == {(neurons,)}
        assert back.dnet_dw.shape == back.dE_dw.shape == (neurons, feeding)
        if layer.activation.coupled:
            assert back.dout_dnet.shape == back.dE_dnet_via.shape == (neurons, neurons)
        else:
            assert back.dout_dnet.shape == (neurons,) and back.dE_dnet_via is None
        for j in range(neurons):
            if layer.activation.coupled:
                via = [back.dE_dout[i] * back.dout_dnet[i, j] for i in range(neurons)]
                assert list(back.dE_dnet_via[:, j]) == via
                assert back.delta[j] == pytest.approx(sum(via), rel=1e-14, abs=1e-18)
            else:
                assert back.delta[j] == back.dE_dout[j] * back.dout_dnet[j]
            for i in range(feeding):
                assert back.dnet_dw[j, i] == here.inputs[i]
                assert back.dE_dw[j, i] == back.delta[j] * here.inputs[i]
                if k > 0:
                    assert back.dnet_dinput[j, i] == layer.weights[j, i]
                    assert back.dE_dinput_via[j, i] == back.delta[j] * layer.weights[j, i]
        if k == 0:
            assert back.dnet_dinput is None and back.dE_dinput_via is None
        if layer.biases is None:
            assert back.dE_db is None
        elif len(layer.biases) == 1:
            assert back.dE_db == pytest.approx([sum(back.delta)], rel=1e-14, abs=1e-18)
        else:
            assert list(back.dE_db) == list(back.delta)


@given(networks())
@quick(60)
def test_a_negative_delta_changes_the_sign_of_deltas_and_nothing_else(drawn: DrawnNetwork) -> None:
    network, inputs, targets = drawn.built(float, float)
    passed = forward(network, inputs)
    plus, minus = (backward(network, LOSSES[drawn.loss], targets, passed, negative) for negative in (False, True))
    for one, other in zip(plus, minus, strict=True):
        assert list(other.delta) == list(-one.delta)
        for name in {field.name for field in fields(one)} - {"delta"}:
            assert np.array_equal(getattr(one, name), getattr(other, name)), name


@given(networks())
@quick(60)
def test_float64_meets_the_balls_and_the_balls_meet_the_traced_run(drawn: DrawnNetwork) -> None:
    runs = []
    with certified.precision(128):
        for number, dtype in ((float, float), (ball, object), (lambda x: Traced.given(Certified.of(x)), object)):
            network, inputs, targets = drawn.built(number, dtype)
            passed = forward(network, inputs)
            error = errors(LOSSES[drawn.loss], targets, passed[-1].out)
            derived = backward(network, LOSSES[drawn.loss], targets, passed, drawn.negative_delta)
            numbers = [error.total, *error.each]
            for part in (*passed, *derived):
                numbers += [x for array in vars(part).values() if array is not None for x in array.flat]
            runs.append(numbers)
        doubles, balls, traced = runs
        scale, known = max(1.0, *(abs(x) for x in doubles)), {id(node): node.value for node in traced}
        for double, certain, node in zip(doubles, balls, traced, strict=True):
            assert double == pytest.approx(certified.middle(certain), rel=1e-12, abs=1e-12 * scale)
            assert node.value.ball.overlaps(certain)
            again = recomputed(node, lambda leaf: None if leaf is node else known.get(id(leaf)))
            assert again.exact == node.value.exact and again.ball.overlaps(certain)
