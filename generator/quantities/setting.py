"""An example as the engine takes it: arrays of one kind of number, and the training method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.network import Layer, Network
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Method, Sample
from generator.example import Example

Number = Callable[[Decimal], object]


@dataclass(frozen=True)
class Setting:
    """What a training starts from."""

    network: Network
    method: Method
    samples: tuple[Sample, ...]


def setting(example: Example, number: Number, dtype: type = object) -> Setting:
    """The example with each decimal turned into `number(decimal)`, in arrays of `dtype`."""

    def row(decimals: Sequence[Decimal]) -> np.ndarray:
        return np.array([number(decimal) for decimal in decimals], dtype)

    network = tuple(
        Layer(
            np.array([row(weights) for weights in layer.weights], dtype),
            None if layer.biases is None else row(biases_of(layer.biases)),
            ACTIVATIONS[layer.activation],
        )
        for layer in example.layers
    )
    method = Method(
        LOSSES[example.loss],
        OPTIMIZERS[example.optimizer],
        number(example.learning_rate),
        update_biases=example.update == "weights and biases",
    )
    return Setting(network, method, tuple(Sample(row(s.inputs), row(s.targets)) for s in example.data))


def biases_of(biases: Decimal | Sequence[Decimal]) -> Sequence[Decimal]:
    """One bias for the layer stands in an array of one."""
    return [biases] if isinstance(biases, Decimal) else biases
