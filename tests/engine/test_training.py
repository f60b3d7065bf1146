"""Rounds of training against plain loops, the tutorial, and its known slip."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import islice

import numpy as np
import pytest

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.network import Layer, errors, forward
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Batch, Sample, Start, beginning, one_round, train
from generator.engine.updates import Method
from generator.numbers import certified
from generator.numbers.certified import ball
from tests.two_outputs import round_by_hand

LOGISTIC, IDENTITY = ACTIVATIONS["logistic"], ACTIVATIONS["identity"]


def tutorial(biases: bool = False) -> tuple[Start, Method, Batch]:
    network = (
        Layer(np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([0.35]), LOGISTIC),
        Layer(np.array([[0.40, 0.45], [0.50, 0.55]]), np.array([0.60]), LOGISTIC),
    )
    method = descent(0.5, update_biases=biases)
    return beginning(network, method), method, [Sample(np.array([0.05, 0.10]), np.array([0.01, 0.99]))]


def descent(rate: object, **more: object) -> Method:
    more = {"update_biases": True, **more}
    return Method(LOSSES["half squared error"], OPTIMIZERS["gradient descent"], {"learning_rate": rate}, **more)


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
    hidden, output = one_round(*tutorial(), 1).after.network
    assert hidden.weights.flatten() == pytest.approx([0.149780716, 0.19956143, 0.24975114, 0.29950229], abs=5.1e-9)
    assert output.weights.flatten() == pytest.approx([0.35891648, 0.408666186, 0.511301270, 0.561370121], abs=5.1e-10)


def test_the_error_after_one_update_is_that_of_the_old_weights_on_the_way_back() -> None:
    start, method, batch = tutorial()
    error = one_round(one_round(start, method, batch, 1).after, method, batch, 2).total
    once = round_by_hand()
    again = round_by_hand({f"w{n}": once[f"w{n}_new"] for n in range(1, 9)})
    assert error == pytest.approx(float(again["E_total"]), rel=1e-14)
    assert f"{error:.9f}" == "0.291027774"
    # What the tutorial prints is what its slip gives, so the loops below are the tutorial's own computation.
    assert f"{by_loops(2, biases=False, hidden_first=True)[0][1]:.9f}" == "0.291027924"


def test_ten_thousand_rounds_end_where_plain_loops_end() -> None:
    start, method, batch = tutorial()
    rounds = list(islice(train(start, method, [batch]), 10_000))
    seen, _ = by_loops(10_000, biases=False)
    assert [done.total for done in rounds] == pytest.approx(seen, rel=1e-11)
    assert f"{rounds[-1].total:.10f}" == "0.0000351085"  # as the tutorial says


@pytest.mark.parametrize("biases", [False, True])
def test_parameters_after_five_rounds_are_those_of_plain_loops(biases: bool) -> None:
    start, method, batch = tutorial(biases)
    *_, last = islice(train(start, method, [batch]), 5)
    _, expected = by_loops(5, biases)
    after = last.after.network
    found = [row.tolist() for layer in after for row in layer.weights] + [layer.biases.tolist() for layer in after]
    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        assert ours == pytest.approx(theirs, rel=1e-14)


def test_an_update_by_hand_on_one_linear_neuron() -> None:
    # out = 2*3 + 1 = 7, target 5: dE/dout = 2, dE/dw = 6, dE/db = 2; rate 0.1.
    start, method, batch = line(2, 1, [(3, 5)], descent(0.1))
    done = one_round(start, method, batch, 1)
    assert (done.total, done.gradients[0].weights[0, 0], done.gradients[0].biases[0]) == (2.0, 6.0, 2.0)
    assert [*done.after.network[0].weights[0], *done.after.network[0].biases] == pytest.approx([1.4, 0.8])


def line(w: float, b: float, samples: list, method: Method) -> tuple[Start, Method, Batch]:
    """One linear neuron with one input."""
    network = (Layer(np.array([[float(w)]]), np.array([float(b)]), IDENTITY),)
    batch = tuple(Sample(np.array([float(x)]), np.array([float(t)])) for x, t in samples)
    return beginning(network, method), method, batch


@pytest.mark.parametrize(("averages", "total", "dw", "db"), [(False, 2.5, 5.0, 1.0), (True, 1.25, 2.5, 0.5)])
def test_a_batch_by_hand_on_one_linear_neuron(averages: bool, total: float, dw: float, db: float) -> None:
    # out = 7 and 3 for targets 5 and 4: errors 2 and 1/2; dE/dw = 2*3 and -1*1, dE/db = 2 and -1.
    done = one_round(*line(2, 1, [(3, 5), (1, 4)], descent(0.1, averages=averages)), 1)
    assert [one.errors.total for one in done.passes] == [2.0, 0.5]
    assert (done.total, done.gradients[0].weights[0, 0], done.gradients[0].biases[0]) == (total, dw, db)
    after = done.after.network[0]
    assert [after.weights[0, 0], after.biases[0]] == pytest.approx([2 - 0.1 * dw, 1 - 0.1 * db])


@pytest.mark.parametrize("averages", [False, True])
def test_an_epoch_of_mini_batches_is_what_plain_loops_make_of_it_and_its_last_batch_may_be_smaller(
    averages: bool,
) -> None:
    data = [(1, 2), (2, -1), (-1.5, 0.5), (0.5, 1), (3, 3)]
    start, method, samples = line(0.5, -0.25, data, descent(0.05, averages=averages))
    w, b, seen = 0.5, -0.25, []
    for turn in range(7):
        batch = [data[0:2], data[2:4], data[4:5]][turn % 3]
        parts = len(batch) if averages else 1
        deltas = [w * x + b - t for x, t in batch]
        seen.append(sum(delta**2 / 2 for delta in deltas) / parts)
        w -= 0.05 * sum(delta * x for delta, (x, _) in zip(deltas, batch, strict=True)) / parts
        b -= 0.05 * sum(deltas) / parts
    rounds = list(islice(train(start, method, [samples[0:2], samples[2:4], samples[4:5]]), 7))
    assert [done.total for done in rounds] == pytest.approx(seen, rel=1e-13)
    after = rounds[-1].after.network[0]
    assert [after.weights[0, 0], after.biases[0]] == pytest.approx([w, b], rel=1e-13)
    assert [len(done.passes) for done in rounds] == [2, 2, 1, 2, 2, 1, 2]


def test_each_round_starts_where_the_one_before_it_ended() -> None:
    start, method, batch = tutorial()
    rounds = list(islice(train(start, method, [batch]), 4))
    assert rounds[0].before is start
    assert all(later.before is earlier.after for earlier, later in zip(rounds, rounds[1:]))
    assert [done.t for done in rounds] == [1, 2, 3, 4]


def test_a_training_can_be_taken_up_at_any_round() -> None:
    method = Method(
        LOSSES["half squared error"], OPTIMIZERS["adam"],
        {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8}, update_biases=True,
    )  # fmt: skip
    start, _, samples = line(0.5, -0.25, [(1, 2), (2, -1), (3, 3)], method)
    batches = [samples[:2], samples[2:]]
    whole = list(islice(train(start, method, batches), 6))
    again = list(islice(train(whole[3].before, method, batches, t=4), 3))
    assert [done.total for done in again] == [done.total for done in whole[3:]]
    assert [done.t for done in again] == [4, 5, 6]
    assert (again[-1].after.network[0].weights == whole[-1].after.network[0].weights).all()


def test_a_round_reports_the_forward_pass_of_the_network_that_it_started_from() -> None:
    start, method, (sample,) = tutorial()
    (done,) = one_round(start, method, [sample], 1).passes
    out = forward(start.network, sample.inputs)[-1].out
    assert (done.forward[-1].out == out).all() and done.sample is sample
    assert done.errors.total == errors(method.loss, sample.targets, out).total


def test_batches_take_turns_and_start_again_after_the_last() -> None:
    start, method, _ = tutorial()
    samples = [Sample(np.array([k, 2.0]), np.array([0.5, 0.5])) for k in (1.0, 2.0, 3.0, 4.0)]
    batches = [samples[:1], samples[1:3], samples[3:]]
    numbers = {id(sample): number for number, sample in enumerate(samples)}
    rounds = islice(train(start, method, batches), 7)
    seen = [[numbers[id(one.sample)] for one in done.passes] for done in rounds]
    assert seen == [[0], [1, 2], [3], [0], [1, 2], [3], [0]]


def test_training_leaves_the_network_it_starts_from_alone() -> None:
    start, method, batch = tutorial(biases=True)
    list(islice(train(start, method, [batch]), 3))
    untouched, _, _ = tutorial(biases=True)
    for ours, theirs in zip(start.network, untouched.network, strict=True):
        assert (ours.weights == theirs.weights).all() and (ours.biases == theirs.biases).all()


def test_a_training_on_balls_stays_narrow() -> None:
    start, method, (sample,) = tutorial()
    with certified.precision(128):
        exactly = np.vectorize(lambda x: ball(Decimal(repr(float(x)))), otypes=[object])
        balls = tuple(Layer(exactly(layer.weights), exactly(layer.biases), layer.activation) for layer in start.network)
        method = descent(ball(Decimal("0.5")), update_biases=False)
        batch = [Sample(exactly(sample.inputs), exactly(sample.targets))]
        *_, last = islice(train(beginning(balls, method), method, [batch]), 300)
        assert certified.width(last.total) < 1e-30
        assert certified.middle(last.total) == pytest.approx(by_loops(300, biases=False)[0][-1], rel=1e-13)
