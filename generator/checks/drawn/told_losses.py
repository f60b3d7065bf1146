"""The losses that a figure draws, from the training itself: certified where there are proved numbers, else floats."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from generator.engine.cases import OnTheKink
from generator.engine.network import Network, errors, forward
from generator.numbers import certified
from generator.quantities.setting import Setting, setting
from generator.quantities.worked import Worked

OFF_THE_KINK = 1e-9


@dataclass
class Training:
    """An example whose rounds are looked up, each once."""

    worked: Worked
    known: dict[int, float | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.floats: Setting = setting(self.worked.example, float, float)

    @property
    def rounds(self) -> int:
        return self.worked.example.rounds

    @property
    def sees_all(self) -> bool:
        """Whether each round has the loss over all samples itself."""
        return self.worked.example.batch_size == len(self.worked.example.data)

    @property
    def epoch(self) -> int:
        """How many rounds an epoch has."""
        return math.ceil(len(self.worked.example.data) / self.worked.example.batch_size)

    def loss(self, number: int) -> float | None:
        """The loss over all samples of the network that a round starts from; None on a kink."""
        if number not in self.known:
            errors_of = self.worked.history.errors
            certain = self.sees_all and number <= len(errors_of)
            self.known[number] = certified.middle(errors_of[number - 1]) if certain else self.over_all(number)
        return self.known[number]

    def over_all(self, number: int) -> float | None:
        network, floats = self.network(number), self.floats
        try:
            with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
                outs = [(one.targets, forward(network, one.inputs)[-1].out) for one in floats.samples]
                total = sum(float(errors(floats.method.loss, target, out).total) for target, out in outs)
        except OnTheKink:
            return None
        if not math.isfinite(total):  # the logarithm of an output that floats cannot tell from 0
            return certified.middle(self.worked.loss(number).value.ball)
        return total / len(floats.samples) if floats.method.averages else total

    def network(self, number: int) -> Network:
        """The network that a round starts from, in floats."""
        with certified.precision(self.worked.bits):
            begun = self.worked.history.start_of(number).network
        return tuple(
            replace(like, weights=middles(layer.weights), biases=floats_of(layer.biases))
            for like, layer in zip(self.floats.start.network, begun, strict=True)
        )

    def place(self, number: int) -> Mapping[str, float]:
        """The weights and the bias of an example with one neuron, by name."""
        (layer,) = self.network(number)
        return named(self.worked, layer.weights.ravel(), layer.biases)

    def losses_at(self, places: Mapping[str, np.ndarray]) -> np.ndarray:
        """The loss of an example with one neuron, wherever these of its numbers are: arrays of one length."""
        (layer,) = self.floats.start.network
        given = {**named(self.worked, layer.weights.ravel(), layer.biases), **places}
        weights = [given[f"w{k}"] for k in range(1, len(self.worked.example.inputs) + 1)]
        bias = next((value for name, value in given.items() if not name.startswith("w")), 0.0)
        total = 0.0
        for sample in self.floats.samples:
            net = sum(w * x for w, x in zip(weights, sample.inputs, strict=True)) + bias + OFF_THE_KINK
            with np.errstate(over="ignore"):
                out = layer.activation.value(np.atleast_1d(net), *layer.settings)
            total = total + self.floats.method.loss.value(sample.targets, out[np.newaxis, :])[0]
        return total / len(self.floats.samples) if self.floats.method.averages else total


def floats_of(biases: np.ndarray | None) -> np.ndarray | None:
    return None if biases is None else middles(biases)


def middles(balls: np.ndarray) -> np.ndarray:
    return np.vectorize(certified.middle, otypes=[float])(balls)


def named(worked: Worked, weights: np.ndarray, biases: np.ndarray | None) -> dict[str, float]:
    """Numbers of a single neuron by the names that the example gives them."""
    found = {f"w{k}": float(value) for k, value in enumerate(weights, 1)}
    if biases is not None:
        name = next(one for one in worked.first if worked.first[one].family == "bias")
        found[name] = float(biases[0])
    return found
