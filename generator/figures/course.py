"""The course of a training as numbers that are drawn and not printed: floats are enough."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from generator.engine.cases import OnTheKink
from generator.engine.network import Network, errors, forward
from generator.engine.training import Sample
from generator.engine.updates import Method
from generator.numbers import certified
from generator.quantities.setting import Setting, setting
from generator.quantities.trainings import overflow_is_no_fault
from generator.quantities.worked import Worked

MOST_POINTS, FEWEST_POINTS = 200, 20
MOST_PRODUCTS = 20_000_000
"""A forward pass of one sample takes about as many products as there are weights; so many are done for a curve."""


@dataclass(frozen=True)
class Course:
    """Rounds, ascending, and the loss that the network has at the beginning of each. The first is round 1. epoch: how
    many rounds an epoch has."""

    rounds: tuple[int, ...]
    losses: tuple[float, ...]
    epoch: int = 1

    @property
    def last(self) -> int:
        return self.rounds[-1]

    @property
    def epochs(self) -> tuple[float, ...]:
        """How many epochs each round has behind it."""
        return tuple((number - 1) / self.epoch for number in self.rounds)


def course(worked: Worked, scale: str = "log") -> Course:
    """The loss over all samples. Where a round learns from all, it has that loss itself; otherwise the loss is computed
    at the beginning of epochs, so that the curve does not go up and down with the samples. scale: along which the
    epochs are chosen if they are too many."""
    last = max(2, worked.example.rounds)
    if worked.example.batch_size == len(worked.example.data):
        return Course(tuple(range(1, last + 1)), tuple(map(certified.middle, worked.history.errors[:last])))
    found = losses(worked, epochs(worked, last, scale))
    return Course(tuple(found), tuple(found.values()))


def course_of_epochs(worked: Worked) -> Course:
    """The loss over all samples from the start to what the last update made: before every update where these are few,
    else before some epochs."""
    last, epoch = worked.example.rounds + 1, rounds_of_an_epoch(worked)
    found = losses(worked, range(1, last + 1) if last <= MOST_POINTS else epochs(worked, last, "linear"))
    return Course(tuple(found), tuple(found.values()), epoch)


def losses(worked: Worked, numbers: Iterable[int]) -> dict[int, float]:
    """The loss over all samples at the beginning of each of these rounds, but for those in which a net input is 0,
    which only a drawing may pass over. Where an output is so near to 0 or 1 that floats know no logarithm of what
    is left, balls do. Undecided where they need more bits."""
    floats = setting(worked.example, float, float)
    found = {number: loss_of(network(worked, floats, number), floats) for number in numbers}
    for number, loss in found.items():
        if loss is not None and not math.isfinite(loss):
            found[number] = certified.middle(worked.loss(number).value.ball)
    return {number: loss for number, loss in found.items() if loss is not None}


def rounds_of_an_epoch(worked: Worked) -> int:
    return math.ceil(len(worked.example.data) / worked.example.batch_size)


def epochs(worked: Worked, last: int, scale: str) -> Iterator[int]:
    """The first rounds of epochs, not too many, and the last round of all."""
    example = worked.example
    starts = range(1, last + 1, rounds_of_an_epoch(worked))
    weights = sum(len(layer.weights) * len(layer.weights[0]) for layer in example.layers)
    most = max(FEWEST_POINTS, min(MOST_POINTS, MOST_PRODUCTS // (weights * len(example.data))))
    spaced = np.geomspace if scale == "log" else np.linspace
    chosen = starts if len(starts) <= most else [starts[round(place) - 1] for place in spaced(1, len(starts), most)]
    yield from dict.fromkeys([*chosen, last])


def network(worked: Worked, floats: Setting, number: int) -> Network:
    """The network that a round starts from, in floats."""
    with certified.precision(worked.bits):
        layers = worked.history.start_of(number).network
    return tuple(
        replace(like, weights=middles(layer.weights), biases=None if layer.biases is None else middles(layer.biases))
        for like, layer in zip(floats.start.network, layers, strict=True)
    )


def middles(balls: np.ndarray) -> np.ndarray:
    return np.vectorize(certified.middle, otypes=[float])(balls)


def loss_of(network: Network, floats: Setting) -> float | None:
    """The loss over all samples. None where a net input is 0, which only a drawing may pass over."""
    try:
        with overflow_is_no_fault():
            total = sum(error_of(network, floats.method, sample) for sample in floats.samples)
    except OnTheKink:
        return None
    return total / len(floats.samples) if floats.method.averages else total


def error_of(network: Network, method: Method, sample: Sample) -> float:
    return float(errors(method.loss, sample.targets, forward(network, sample.inputs)[-1].out).total)
