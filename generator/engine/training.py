"""Training: rounds of forward pass, backward pass and update."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.engine.losses import Loss
from generator.engine.network import Backward, Errors, Forward, Layer, Network, backward, errors, forward

Array = np.ndarray


@dataclass(frozen=True)
class Sample:
    """One training example: inputs (first layer's inputs,) and targets (outputs,)."""

    inputs: Array
    targets: Array


@dataclass(frozen=True)
class Method:
    """How a network learns. `optimizer(parameter, gradient, learning_rate)` returns the new parameter."""

    loss: Loss
    optimizer: Callable[[Array, Array, object], Array]
    learning_rate: object
    update_biases: bool


@dataclass(frozen=True)
class Round:
    """One update: the sample and the network it started from, all that was computed, the network it ended with."""

    sample: Sample
    before: Network
    forward: tuple[Forward, ...]
    errors: Errors
    backward: tuple[Backward, ...]
    after: Network


def one_round(network: Network, method: Method, sample: Sample) -> Round:
    """Forward, backward, update. The update waits until every derivative is known."""
    passed = forward(network, sample.inputs)
    error = errors(method.loss, sample.targets, passed[-1].out)
    derived = backward(network, method.loss, sample.targets, passed)
    after = tuple(updated(layer, derivative, method) for layer, derivative in zip(network, derived, strict=True))
    return Round(sample, network, passed, error, derived, after)


def updated(layer: Layer, derivative: Backward, method: Method) -> Layer:
    """The layer after one update of its weights and, if the method says so, its biases."""
    weights = method.optimizer(layer.weights, derivative.dE_dw, method.learning_rate)
    biases = layer.biases
    if method.update_biases and biases is not None:
        biases = method.optimizer(biases, derivative.dE_db, method.learning_rate)
    return Layer(weights, biases, layer.activation)


Step = Callable[[Network, Method, Sample], Round]


def train(network: Network, method: Method, samples: Sequence[Sample], step: Step = one_round) -> Iterator[Round]:
    """Rounds without end, one sample each, in the given order and again from the start."""
    turn = 0
    while True:
        done = step(network, method, samples[turn % len(samples)])
        yield done
        network, turn = done.after, turn + 1
