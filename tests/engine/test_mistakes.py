"""Known mistakes, held against an independent computation of what comes of them."""

from __future__ import annotations

from dataclasses import replace

import mpmath
import numpy as np
import pytest
from hypothesis import given

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.mistakes import MISTAKES, parameters_with_two_decimals, updated_weights_on_the_way_back
from generator.engine.network import Layer
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Round, Sample, beginning, one_round
from generator.engine.updates import Method
from tests.strategies import DrawnNetwork, Learning, learnings, networks, quick

LOGISTIC = ACTIVATIONS["logistic"]
METHOD = Method(LOSSES["half squared error"], OPTIMIZERS["gradient descent"], {"learning_rate": 0.5}, False)
SAMPLE = Sample(np.array([0.05, 0.10]), np.array([0.01, 0.99]))
NETWORK = (
    Layer(np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([0.35]), LOGISTIC),
    Layer(np.array([[0.40, 0.45], [0.50, 0.55]]), np.array([0.60]), LOGISTIC),
)


def by_hand(rounds: int) -> tuple[mpmath.mpf, list[mpmath.mpf]]:
    """Error and outputs after so many mistaken rounds on the tutorial's network, to 30 digits, without matrices."""
    with mpmath.workdps(30):
        w1, w2, w3, w4, w5, w6, w7, w8 = map(mpmath.mpf, "0.15 0.20 0.25 0.30 0.40 0.45 0.50 0.55".split())
        i1, i2, t1, t2, b1, b2, eta = map(mpmath.mpf, "0.05 0.10 0.01 0.99 0.35 0.60 0.5".split())

        def sigma(z: mpmath.mpf) -> mpmath.mpf:
            return 1 / (1 + mpmath.exp(-z))

        for turn in range(rounds + 1):
            h1, h2 = sigma(w1 * i1 + w2 * i2 + b1), sigma(w3 * i1 + w4 * i2 + b1)
            o1, o2 = sigma(w5 * h1 + w6 * h2 + b2), sigma(w7 * h1 + w8 * h2 + b2)
            if turn == rounds:
                return ((t1 - o1) ** 2 + (t2 - o2) ** 2) / 2, [o1, o2]
            d1, d2 = (o1 - t1) * o1 * (1 - o1), (o2 - t2) * o2 * (1 - o2)
            w5, w6, w7, w8 = w5 - eta * d1 * h1, w6 - eta * d1 * h2, w7 - eta * d2 * h1, w8 - eta * d2 * h2
            e1, e2 = (d1 * w5 + d2 * w7) * h1 * (1 - h1), (d1 * w6 + d2 * w8) * h2 * (1 - h2)
            w1, w2, w3, w4 = w1 - eta * e1 * i1, w2 - eta * e1 * i2, w3 - eta * e2 * i1, w4 - eta * e2 * i2


def both(network: tuple[Layer, ...] = NETWORK, method: Method = METHOD) -> tuple[Round, Round]:
    """The first round on the sample, with the mistake and without."""
    start = beginning(network, method)
    return tuple(step(start, method, [SAMPLE], 1) for step in (updated_weights_on_the_way_back, one_round))


def test_updated_weights_on_the_way_back_give_what_the_tutorial_prints() -> None:
    start = beginning(NETWORK, METHOD)
    for turn in range(1, 10001):
        start = updated_weights_on_the_way_back(start, METHOD, [SAMPLE], turn).after
        if turn == 1:
            after_one = one_round(start, METHOD, [SAMPLE], 2).total
    last = one_round(start, METHOD, [SAMPLE], 10001)
    assert f"{after_one:.9f}" == "0.291027924" and after_one == pytest.approx(float(by_hand(1)[0]), rel=1e-13)
    assert [f"{out:.9f}" for out in last.passes[0].forward[-1].out] == ["0.015912196", "0.984065734"]
    error, outs = by_hand(10000)
    assert last.total == pytest.approx(float(error), rel=1e-10)
    assert last.passes[0].forward[-1].out == pytest.approx([float(out) for out in outs], rel=1e-12)


def test_the_last_layer_and_the_forward_pass_are_as_they_should_be() -> None:
    wrong, right = both()
    assert wrong.total == right.total and wrong.before.network is NETWORK and wrong.passes[0].sample is SAMPLE
    assert np.array_equal(wrong.after.network[1].weights, right.after.network[1].weights)
    assert np.array_equal(wrong.gradients[1].weights, right.gradients[1].weights)
    assert not np.allclose(wrong.after.network[0].weights, right.after.network[0].weights, rtol=1e-6)


def test_the_deltas_pass_through_the_new_weights() -> None:
    wrong, _ = both()
    hidden, output = wrong.passes[0].backward
    assert hidden.dE_dout == pytest.approx(wrong.after.network[1].weights.T @ output.delta, rel=1e-14)


def test_with_one_layer_there_is_no_way_back_and_no_mistake() -> None:
    wrong, right = both((Layer(np.array([[0.15, 0.20], [0.25, 0.30]]), None, LOGISTIC),))
    assert np.array_equal(wrong.after.network[0].weights, right.after.network[0].weights)


def test_three_layers_are_mixed_layer_by_layer() -> None:
    network = (*NETWORK, Layer(np.array([[0.3, -0.2], [0.1, 0.7]]), np.array([0.1, 0.2]), LOGISTIC))
    done, _ = both(network, replace(METHOD, update_biases=True))
    after, backward = done.after.network, done.passes[0].backward
    for before in (0, 1):
        expected = after[before + 1].weights.T @ backward[before + 1].delta
        assert backward[before].dE_dout == pytest.approx(expected, rel=1e-14)
    assert all(not np.array_equal(new.biases, old.biases) for new, old in zip(after, network, strict=True))


@given(networks(), learnings())
@quick(60)
def test_in_a_batch_every_sample_passes_its_deltas_through_the_new_weights(
    drawn: DrawnNetwork, learning: Learning
) -> None:
    method, batch = drawn.method(float, learning), drawn.batch(float, float)
    start = beginning(drawn.network(float, float), method)
    wrong, right = (step(start, method, batch, 1) for step in (updated_weights_on_the_way_back, one_round))
    assert wrong.total == right.total and len(wrong.passes) == len(batch)
    assert np.array_equal(wrong.after.network[-1].weights, right.after.network[-1].weights)
    for one in wrong.passes:
        for k in range(len(start.network) - 1):
            behind = one.backward[k + 1].delta * (-1 if drawn.negative_delta else 1)
            expected = wrong.after.network[k + 1].weights.T @ behind
            assert one.backward[k].dE_dout == pytest.approx(expected, rel=1e-12, abs=1e-12)
    for k, gradient in enumerate(wrong.gradients):
        over = np.mean if drawn.averages else np.sum
        expected = over([one.backward[k].dE_dw for one in wrong.passes], axis=0)
        assert gradient.weights == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("update_biases", [False, True])
def test_parameters_with_two_decimals_are_those_of_the_round_rounded_and_all_else_is_as_it_was(
    update_biases: bool,
) -> None:
    method = replace(METHOD, update_biases=update_biases)
    start = beginning(NETWORK, method)
    wrong, right = (step(start, method, [SAMPLE], 1) for step in (parameters_with_two_decimals, one_round))
    kinds = ("weights", "biases") if update_biases else ("weights",)
    for short, full, old in zip(wrong.after.network, right.after.network, NETWORK, strict=True):
        for kind in kinds:
            assert getattr(short, kind) == pytest.approx(np.round(getattr(full, kind), 2), abs=1e-15)
        assert update_biases or short.biases is old.biases
    assert wrong.total == right.total
    for rounded, exact in zip(wrong.gradients, right.gradients, strict=True):
        assert np.array_equal(rounded.weights, exact.weights)


def test_two_decimals_of_the_tutorial_are_what_a_pencil_makes_of_them() -> None:
    # 0.149780716, 0.19956143, 0.24975114, 0.29950229; 0.35891648, 0.408666186, 0.511301270, 0.561370121
    hidden, output = parameters_with_two_decimals(beginning(NETWORK, METHOD), METHOD, [SAMPLE], 1).after.network
    assert [*hidden.weights.flat, *output.weights.flat] == [0.15, 0.2, 0.25, 0.3, 0.36, 0.41, 0.51, 0.56]


@pytest.mark.parametrize(("moved_to", "written"), [("0.125", 0.13), ("-0.125", -0.12), ("-0.126", -0.13), ("7", 7)])
def test_half_a_hundredth_goes_up(moved_to: str, written: float) -> None:
    network = (Layer(np.array([[float(moved_to)]]), None, ACTIVATIONS["identity"]),)
    sample = Sample(np.array([1.0]), np.array([float(moved_to)]))  # which it meets, so that nothing is to be learnt
    done = parameters_with_two_decimals(beginning(network, METHOD), METHOD, [sample], 1)
    assert done.after.network[0].weights[0, 0] == written


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_nothing_trains_with_a_mistake_unasked(name: str) -> None:
    assert MISTAKES[name] is not one_round
