"""Known mistakes, held against an independent computation of what comes of them."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.mistakes import MISTAKES, updated_weights_on_the_way_back
from generator.engine.network import Layer
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Method, Sample, one_round

LOGISTIC = ACTIVATIONS["logistic"]
METHOD = Method(LOSSES["half squared error"], OPTIMIZERS["gradient descent"], 0.5, update_biases=False)
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


def test_updated_weights_on_the_way_back_give_what_the_tutorial_prints() -> None:
    network = NETWORK
    for _ in range(10000):
        done = updated_weights_on_the_way_back(network, METHOD, SAMPLE)
        if network is NETWORK:
            after_one = one_round(done.after, METHOD, SAMPLE).errors.total
        network = done.after
    last = one_round(network, METHOD, SAMPLE)
    assert f"{after_one:.9f}" == "0.291027924" and after_one == pytest.approx(float(by_hand(1)[0]), rel=1e-13)
    assert [f"{out:.9f}" for out in last.forward[-1].out] == ["0.015912196", "0.984065734"]
    error, outs = by_hand(10000)
    assert last.errors.total == pytest.approx(float(error), rel=1e-10)
    assert last.forward[-1].out == pytest.approx([float(out) for out in outs], rel=1e-12)


def test_the_last_layer_and_the_forward_pass_are_as_they_should_be() -> None:
    wrong, right = updated_weights_on_the_way_back(NETWORK, METHOD, SAMPLE), one_round(NETWORK, METHOD, SAMPLE)
    assert wrong.errors.total == right.errors.total and wrong.before is NETWORK and wrong.sample is SAMPLE
    assert np.array_equal(wrong.after[1].weights, right.after[1].weights)
    assert np.array_equal(wrong.backward[1].dE_dw, right.backward[1].dE_dw)
    assert not np.allclose(wrong.after[0].weights, right.after[0].weights, rtol=1e-6)


def test_the_deltas_pass_through_the_new_weights() -> None:
    wrong = updated_weights_on_the_way_back(NETWORK, METHOD, SAMPLE)
    expected = wrong.after[1].weights.T @ wrong.backward[1].delta
    assert wrong.backward[0].dE_dout == pytest.approx(expected, rel=1e-14)


def test_with_one_layer_there_is_no_way_back_and_no_mistake() -> None:
    network = (Layer(np.array([[0.15, 0.20], [0.25, 0.30]]), None, LOGISTIC),)
    wrong, right = updated_weights_on_the_way_back(network, METHOD, SAMPLE), one_round(network, METHOD, SAMPLE)
    assert np.array_equal(wrong.after[0].weights, right.after[0].weights)


def test_three_layers_are_mixed_layer_by_layer() -> None:
    network = (*NETWORK, Layer(np.array([[0.3, -0.2], [0.1, 0.7]]), np.array([0.1, 0.2]), LOGISTIC))
    method = Method(METHOD.loss, METHOD.optimizer, 0.5, update_biases=True)
    done = updated_weights_on_the_way_back(network, method, SAMPLE)
    for before in (0, 1):
        expected = done.after[before + 1].weights.T @ done.backward[before + 1].delta
        assert done.backward[before].dE_dout == pytest.approx(expected, rel=1e-14)
    assert all(not np.array_equal(new.biases, old.biases) for new, old in zip(done.after, network, strict=True))


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_nothing_trains_with_a_mistake_unasked(name: str) -> None:
    assert MISTAKES[name] is not one_round
