"""An example as the engine takes it: arrays of one kind of number, and the training method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES, SHORT_DELTAS
from generator.engine.network import Layer
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Batch, Sample, Start, beginning
from generator.engine.updates import Method
from generator.example import Example

Number = Callable[[Decimal], object]

ROUND = "t"
"""What optimizers call the number of the round, which no example gives."""


@dataclass(frozen=True)
class Setting:
    """What a training starts from."""

    start: Start
    method: Method
    samples: tuple[Sample, ...]
    batch_size: int

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The samples of each round of an epoch; the last batch may be smaller."""
        starts = range(0, len(self.samples), self.batch_size)
        return tuple(self.samples[first : first + self.batch_size] for first in starts)

    def batch(self, round_number: int) -> Batch:
        """The samples of a round, counted from 1."""
        return tuple(self.samples[position] for position in positions(round_number, self.batch_size, len(self.samples)))


def positions(round_number: int, batch_size: int, samples: int) -> range:
    """Which samples of the data a round learns from, by position."""
    batches = -(-samples // batch_size)
    first = (round_number - 1) % batches * batch_size
    return range(first, min(first + batch_size, samples))


def setting(example: Example, number: Number, dtype: type = object) -> Setting:
    """The example with each decimal turned into `number(decimal)`, in arrays of `dtype`."""
    samples = tuple(sample(example, position, number, dtype) for position in range(len(example.data)))
    return Setting(*start_and_method(example, number, dtype), samples, example.batch_size)


def sample(example: Example, position: int, number: Number, dtype: type = object) -> Sample:
    """One sample of the data, counted from 0."""
    data = example.data[position]
    return Sample(row(data.inputs, number, dtype), row(data.targets, number, dtype))


def start_and_method(example: Example, number: Number, dtype: type = object) -> tuple[Start, Method]:
    """The network before its first round, and how it learns."""
    network = tuple(
        Layer(
            np.array([row(weights, number, dtype) for weights in layer.weights], dtype),
            None if layer.biases is None else row(biases_of(layer.biases), number, dtype),
            ACTIVATIONS[layer.activation],
            tuple(number(getattr(layer, name)) for name in ACTIVATIONS[layer.activation].settings),
        )
        for layer in example.layers
    )
    method = Method(
        LOSSES[example.loss],
        OPTIMIZERS[example.optimizer],
        {name: number(getattr(example, name)) for name in given_settings(example)},
        update_biases=example.update == "weights and biases",
        weight_decay=None if example.weight_decay is None else number(example.weight_decay),
        averages=example.batch_loss == "mean",
        negative_delta=example.notation.delta == "minus",
        short_delta=SHORT_DELTAS.get((example.layers[-1].activation, example.loss)),
    )
    return beginning(network, method), method


def row(decimals: Sequence[Decimal], number: Number, dtype: type) -> np.ndarray:
    return np.array([number(decimal) for decimal in decimals], dtype)


def given_settings(example: Example) -> tuple[str, ...]:
    """The names of the numbers that the optimizer takes from the example."""
    return tuple(name for name in OPTIMIZERS[example.optimizer].settings if name != ROUND)


def biases_of(biases: Decimal | Sequence[Decimal]) -> Sequence[Decimal]:
    """One bias for the layer stands in an array of one."""
    return [biases] if isinstance(biases, Decimal) else biases
