"""Training: rounds of forward passes, backward passes and an update."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.engine.network import Backward, Errors, Forward, Layer, Network, backward, errors, forward
from generator.engine.updates import Gradient, Memory, Method, Moves, fresh_memory, move_layer

Array = np.ndarray


@dataclass(frozen=True)
class Sample:
    """One training example: inputs (first layer's inputs,) and targets (outputs,)."""

    inputs: Array
    targets: Array


@dataclass(frozen=True)
class Pass:
    """One sample through the network and back. short: dE/dnet of the outputs in its short form, where there is one."""

    sample: Sample
    forward: tuple[Forward, ...]
    errors: Errors
    backward: tuple[Backward, ...]
    short: Array | None


@dataclass(frozen=True)
class Start:
    """What a round starts from."""

    network: Network
    memory: tuple[Memory, ...]


@dataclass(frozen=True)
class Round:
    """One update: what it started from, its number, all that was computed, the network it ended with.

    size: the number of samples in its batch. total: the loss of the batch; for a batch of one, its sample's total
    error.
    """

    t: object
    before: Start
    size: int
    passes: tuple[Pass, ...]
    total: object
    gradients: tuple[Gradient, ...]
    moves: tuple[Moves, ...]
    after: Start


Batch = Sequence[Sample]


def beginning(network: Network, method: Method) -> Start:
    """The network before the first round, with an optimizer that remembers nothing yet."""
    return Start(network, tuple(fresh_memory(layer, method) for layer in network))


def one_round(start: Start, method: Method, batch: Batch, t: object) -> Round:
    """Forward, backward, update. The update waits until every derivative of every sample is known."""
    passes = tuple(there_and_back(start.network, method, sample) for sample in batch)
    gradients = tuple(gradient_of(derived, method) for derived in zip(*(one.backward for one in passes), strict=True))
    moves = tuple(
        move_layer(layer, gradient, method, memory, t)
        for layer, gradient, memory in zip(start.network, gradients, start.memory, strict=True)
    )
    return Round(t, start, len(batch), passes, batch_total(passes, method), gradients, moves, moved(start, moves))


def there_and_back(network: Network, method: Method, sample: Sample) -> Pass:
    """One sample forward and backward."""
    passed = forward(network, sample.inputs)
    error = errors(method.loss, sample.targets, passed[-1].out)
    derived = backward(network, method.loss, sample.targets, passed, method.negative_delta)
    short = None if method.short_delta is None else method.short_delta(sample.targets, passed[-1].out)
    return Pass(sample, passed, error, derived, short)


def batch_total(passes: Sequence[Pass], method: Method) -> object:
    """The loss of a batch."""
    return over_batch([np.array([one.errors.total]) for one in passes], method)[0]


def gradient_of(derived: Sequence[Backward], method: Method) -> Gradient:
    """The gradient of a layer over the samples of a batch."""
    biases = None if derived[0].dE_db is None else over_batch([one.dE_db for one in derived], method)
    return Gradient(over_batch([one.dE_dw for one in derived], method), biases)


def over_batch(each: Sequence[Array], method: Method) -> Array:
    """The sum or the mean of what the samples have; of one sample, what it has."""
    if len(each) == 1:
        return each[0]
    total = sum(each[1:], start=each[0])
    return total / len(each) if method.averages else total


def moved(start: Start, moves: Sequence[Moves]) -> Start:
    """The network and the optimizer's state after their moves."""
    network = tuple(
        Layer(
            to.weights.parameter, to.biases.parameter if to.biases else layer.biases, layer.activation, layer.settings
        )
        for layer, to in zip(start.network, moves, strict=True)
    )
    return Start(network, tuple(Memory(to.weights.state, to.biases.state if to.biases else ()) for to in moves))


Step = Callable[[Start, Method, Batch, object], Round]


def train(
    start: Start, method: Method, batches: Sequence[Batch], step: Step = one_round, t: int = 1
) -> Iterator[Round]:
    """Rounds without end from round t on, one batch each, in the given order and again from the first."""
    while True:
        done = step(start, method, batches[(t - 1) % len(batches)], t)
        yield done
        start, t = done.after, t + 1
