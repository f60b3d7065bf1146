"""Rounds of training against plain loops, the tutorial, and its known slip."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import islice

import numpy as np
import pytest

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.network import Layer, Network, errors, forward
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Method, Sample, one_round, train, updated
from generator.numbers import certified
from generator.numbers.certified import ball
from tests.two_outputs import round_by_hand

LOGISTIC, IDENTITY = ACTIVATIONS["logistic"], ACTIVATIONS["identity"]


def tutorial(biases: bool = False) -> tuple[Network, Method, Sample]:
    network = (
        Layer(np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([0.35]), LOGISTIC),
        Layer(np.array([[0.40, 0.45], [0.50, 0.55]]), np.array([0.60]), LOGISTIC),
    )
    method = Method(LOSSES["half squared error"], OPTIMIZERS["gradient descent"], 0.5, biases)
    return network, method, Sample(np.array([0.05, 0.10]), np.array([0.01, 0.99]))


def by_loops(rounds: int, biases: bool, hidden_first: bool = False) -> tuple[list[float], list[list[float]]]:
    """The errors of the tutorial's training and its parameters at the end, neuron by neuron in plain Python.

    hidden_first: make the source's slip, and let the hidden layer see the output layer's new weights."""
    logistic = lambda net: 1 / (1 + math.exp(-net))
    (i1, i2), targets, seen = (0.05, 0.10), (0.01, 0.99), []
    v, w, (b1, b2) = [[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]], (0.35, 0.60)
    for _ in range(rounds):
        h = [logistic(v[j][0] * i1 + v[j][1] * i2 + b1) for j in (0, 1)]
        o = [logistic(w[j][0] * h[0] + w[j][1] * h[1] + b2) for j in (0, 1)]
        seen.append(sum((t - y) ** 2 / 2 for t, y in zip(targets, o)))
        delta_o = [(o[j] - targets[j]) * o[j] * (1 - o[j]) for j in (0, 1)]
        new_w = [[w[j][i] - 0.5 * delta_o[j] * h[i] for i in (0, 1)] for j in (0, 1)]
        back = new_w if hidden_first else w
        delta_h = [(back[0][i] * delta_o[0] + back[1][i] * delta_o[1]) * h[i] * (1 - h[i]) for i in (0, 1)]
        v = [[v[j][0] - 0.5 * delta_h[j] * i1, v[j][1] - 0.5 * delta_h[j] * i2] for j in (0, 1)]
        w = new_w
        if biases:
            b1, b2 = b1 - 0.5 * sum(delta_h), b2 - 0.5 * sum(delta_o)
    return seen, [*v, *w, [b1], [b2]]


def test_one_round_gives_the_weights_that_the_tutorial_prints() -> None:
    hidden, output = one_round(*tutorial()).after
    assert hidden.weights.flatten() == pytest.approx([0.149780716, 0.19956143, 0.24975114, 0.29950229], abs=5.1e-9)
    assert output.weights.flatten() == pytest.approx([0.35891648, 0.408666186, 0.511301270, 0.561370121], abs=5.1e-10)


def test_the_error_after_one_update_is_that_of_the_old_weights_on_the_way_back() -> None:
    network, method, sample = tutorial()
    error = one_round(one_round(network, method, sample).after, method, sample).errors.total
    once = round_by_hand()
    again = round_by_hand({f"w{n}": once[f"w{n}_new"] for n in range(1, 9)})
    assert error == pytest.approx(float(again["E_total"]), rel=1e-14)
    assert f"{error:.9f}" == "0.291027774"
    # What the tutorial prints is what its slip gives, so the loops below are the tutorial's own computation.
    assert f"{by_loops(2, biases=False, hidden_first=True)[0][1]:.9f}" == "0.291027924"


def test_ten_thousand_rounds_end_where_plain_loops_end() -> None:
    network, method, sample = tutorial()
    rounds = list(islice(train(network, method, [sample]), 10_000))
    seen, _ = by_loops(10_000, biases=False)
    assert [done.errors.total for done in rounds] == pytest.approx(seen, rel=1e-11)
    assert f"{rounds[-1].errors.total:.10f}" == "0.0000351085"  # as the tutorial says


@pytest.mark.parametrize("biases", [False, True])
def test_parameters_after_five_rounds_are_those_of_plain_loops(biases: bool) -> None:
    network, method, sample = tutorial(biases)
    *_, last = islice(train(network, method, [sample]), 5)
    _, expected = by_loops(5, biases)
    found = [row.tolist() for layer in last.after for row in layer.weights] + [l.biases.tolist() for l in last.after]
    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        assert ours == pytest.approx(theirs, rel=1e-14)


def test_a_shared_bias_is_one_number_for_the_layer_after_an_update_too() -> None:
    network, method, sample = tutorial(biases=True)
    assert [layer.biases.shape for layer in one_round(network, method, sample).after] == [(1,), (1,)]


def test_biases_that_are_not_trained_stay_the_same_numbers() -> None:
    network, method, sample = tutorial(biases=False)
    after = one_round(network, method, sample).after
    assert all(new.biases is old.biases for new, old in zip(after, network, strict=True))


@pytest.mark.parametrize("update_biases", [False, True])
def test_a_layer_without_biases_has_none_after_an_update(update_biases: bool) -> None:
    _, method, sample = tutorial(update_biases)
    network = (Layer(np.array([[0.5, 0.25]]), None, IDENTITY),)
    sample = Sample(sample.inputs, np.array([1.0]))
    assert one_round(network, method, sample).after[0].biases is None


def test_an_update_by_hand_on_one_linear_neuron() -> None:
    # out = 2*3 + 1 = 7, target 5: dE/dout = 2, dE/dw = 6, dE/db = 2; rate 0.1.
    _, method, _ = tutorial(biases=True)
    method = Method(method.loss, method.optimizer, 0.1, update_biases=True)
    network = (Layer(np.array([[2.0]]), np.array([1.0]), IDENTITY),)
    done = one_round(network, method, Sample(np.array([3.0]), np.array([5.0])))
    assert (done.errors.total, done.backward[0].dE_dw[0, 0], done.backward[0].dE_db[0]) == (2.0, 6.0, 2.0)
    assert done.after[0].weights[0, 0] == pytest.approx(1.4) and done.after[0].biases[0] == pytest.approx(0.8)


def test_a_layer_keeps_its_activation() -> None:
    network, method, sample = tutorial()
    derived = one_round(network, method, sample).backward
    assert updated(Layer(network[0].weights, None, IDENTITY), derived[0], method).activation is IDENTITY


def test_each_round_starts_where_the_one_before_it_ended() -> None:
    network, method, sample = tutorial()
    rounds = list(islice(train(network, method, [sample]), 4))
    assert rounds[0].before is network
    assert all(later.before is earlier.after for earlier, later in zip(rounds, rounds[1:]))


def test_a_round_reports_the_forward_pass_of_the_network_that_it_started_from() -> None:
    network, method, sample = tutorial()
    done = one_round(network, method, sample)
    out = forward(network, sample.inputs)[-1].out
    assert (done.forward[-1].out == out).all() and done.sample is sample
    assert done.errors.total == errors(method.loss, sample.targets, out).total


def test_samples_take_turns_and_start_again_after_the_last() -> None:
    network, method, sample = tutorial()
    others = [Sample(np.array([1.0, 2.0]), np.array([0.5, 0.5])), Sample(np.array([3.0, 4.0]), np.array([0.1, 0.2]))]
    samples = [sample, *others]
    seen = [done.sample for done in islice(train(network, method, samples), 7)]
    assert [next(i for i, s in enumerate(samples) if s is one) for one in seen] == [0, 1, 2, 0, 1, 2, 0]


def test_training_leaves_the_network_it_starts_from_alone() -> None:
    network, method, sample = tutorial(biases=True)
    list(islice(train(network, method, [sample]), 3))
    untouched, _, _ = tutorial(biases=True)
    for ours, theirs in zip(network, untouched, strict=True):
        assert (ours.weights == theirs.weights).all() and (ours.biases == theirs.biases).all()


def test_a_training_on_balls_stays_narrow() -> None:
    network, method, sample = tutorial()
    with certified.precision(128):
        exactly = np.vectorize(lambda x: ball(Decimal(repr(float(x)))), otypes=[object])
        balls = tuple(Layer(exactly(layer.weights), exactly(layer.biases), layer.activation) for layer in network)
        method = Method(method.loss, method.optimizer, ball(Decimal("0.5")), update_biases=False)
        *_, last = islice(train(balls, method, [Sample(exactly(sample.inputs), exactly(sample.targets))]), 300)
        assert certified.width(last.errors.total) < 1e-30
        assert certified.middle(last.errors.total) == pytest.approx(by_loops(300, biases=False)[0][-1], rel=1e-13)
