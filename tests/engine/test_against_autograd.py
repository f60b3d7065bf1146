"""The whole engine against autograd, which differentiates a loss that is written here, with nothing of ours in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import assume, given

from generator.engine.activations import ACTIVATIONS
from generator.engine.cases import OnTheKink
from generator.engine.losses import LOSSES
from generator.engine.network import Network
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import beginning, one_round, train
from tests.engine.unrolled import STEPS
from tests.strategies import DrawnNetwork, Learning, learnings, networks, quick

Parameters = list[list[np.ndarray]]
"""Layer by layer the weights and, if there are any, the biases."""

OUTS = {
    "identity": lambda nets: nets,
    "leaky relu": lambda nets, slope: anp.maximum(nets, 0.0) + slope * anp.minimum(nets, 0.0),
    "logistic": lambda nets: (1 + anp.tanh(nets / 2)) / 2,
    "relu": lambda nets: anp.maximum(nets, 0.0),
    "softmax": lambda nets: anp.exp(nets - anp.log(anp.sum(anp.exp(nets), axis=1, keepdims=True))),
    "softplus": lambda nets: anp.logaddexp(nets, 0.0),
    "tanh": lambda nets: 1 - 2 / (anp.exp(2 * nets) + 1),
}
ERRORS = {
    "binary cross-entropy": lambda t, y: -anp.sum(t * anp.log(y), axis=1) - anp.sum((1 - t) * anp.log1p(-y), axis=1),
    "categorical cross-entropy": lambda t, y: -anp.sum(t * anp.log(y), axis=1),
    "half squared error": lambda t, y: anp.sum((y - t) ** 2, axis=1) / 2,
    "mean squared error": lambda t, y: anp.mean((y - t) ** 2, axis=1),
    "squared error": lambda t, y: anp.sum((y - t) ** 2, axis=1),
}
"""The errors of the samples, which are the rows."""


def loss(parameters: Parameters, drawn: DrawnNetwork) -> object:
    """The loss of the whole batch at once; a row for each sample."""
    signals, wanted = (np.array(rows, float) for rows in zip(*drawn.samples, strict=True))
    for layer, (weights, *biases) in zip(drawn.layers, parameters, strict=True):
        nets = anp.dot(signals, weights.T) + (biases[0] if biases else 0.0)
        signals = OUTS[layer.activation](nets, *map(float, layer.settings))
    errors = ERRORS[drawn.loss](wanted, signals)
    return anp.mean(errors) if drawn.averages else anp.sum(errors)


def objective(parameters: Parameters, drawn: DrawnNetwork, learning: Learning) -> object:
    """The loss with what a decay of weights stands for: a price on their squares."""
    decay = float(learning.weight_decay or 0)
    return loss(parameters, drawn) + decay / 2 * sum(anp.sum(weights**2) for weights, *_ in parameters)


def parameters_of(network: Network) -> Parameters:
    return [[array for array in (layer.weights, layer.biases) if array is not None] for layer in network]


def flat(arrays: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
    return np.concatenate([array.ravel() for layer in arrays for array in layer])


def test_everything_is_written_a_second_time() -> None:
    assert (set(OUTS), set(ERRORS), set(STEPS)) == (set(ACTIVATIONS), set(LOSSES), set(OPTIMIZERS))


@given(networks())
@quick(150)
def test_loss_and_gradient_of_a_batch_are_those_of_autograd(drawn: DrawnNetwork) -> None:
    method = drawn.method(float)
    start = beginning(drawn.network(float, float), method)
    done = one_round(start, method, drawn.batch(float, float), 1)
    expected, gradient = autograd.value_and_grad(loss)(parameters_of(start.network), drawn)
    assert done.total == pytest.approx(expected, rel=1e-9, abs=1e-12)
    ours = [[array for array in (one.weights, one.biases) if array is not None] for one in done.gradients]
    exact = flat(gradient)
    assert flat(ours) == pytest.approx(exact, rel=1e-9, abs=1e-12 * max(1.0, *np.abs(exact)))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_rounds_of_training_end_where_autograd_s_gradients_lead(name: str) -> None:
    @given(networks(), learnings(name))
    @quick(25)
    def holds(drawn: DrawnNetwork, learning: Learning) -> None:
        method, whole = drawn.method(float, learning), drawn.batch(float, float)
        start = beginning(drawn.network(float, float), method)
        try:
            with np.errstate(over="ignore", invalid="ignore"):  # what runs away takes its rounding errors along
                rounds = islice(train(start, method, [whole, whole[:1]]), 6)
                rounds = list(takewhile(lambda done: done.total < 1e3, rounds))
        except OnTheKink:
            assume(False)
        batches = [drawn, replace(drawn, samples=drawn.samples[:1])]
        by_autograd = trained(parameters_of(start.network), batches, learning, len(rounds))
        for done, (total, parameters) in zip(rounds, by_autograd, strict=True):
            assert done.total == pytest.approx(total, rel=1e-9, abs=1e-10)
            assert flat(parameters_of(done.before.network)) == pytest.approx(flat(parameters), rel=1e-9, abs=1e-10)

    holds()


def trained(
    parameters: Parameters, batches: Sequence[DrawnNetwork], learning: Learning, rounds: int
) -> list[tuple[float, Parameters]]:
    """What each round sees as its loss, and the parameters that it starts from."""
    settings = {name: float(value) for name, value in learning.settings.items()}
    gradients: list[Parameters] = []
    seen = []
    for turn in range(rounds):
        drawn = batches[turn % len(batches)]
        seen.append((loss(parameters, drawn), parameters))
        gradients.append(autograd.grad(objective)(parameters, drawn, learning))
        parameters = [
            [
                array + STEPS[learning.optimizer]([gradient[k][kind] for gradient in gradients], **settings)
                if kind == 0 or learning.update_biases else array
                for kind, array in enumerate(layer)
            ]
            for k, layer in enumerate(parameters)
        ]  # fmt: skip
    return seen
