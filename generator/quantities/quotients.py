"""The second witness of a gradient: the error is computed on both sides of a parameter, and the slope between taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np

from generator.engine.network import Layer, Network, errors, forward
from generator.engine.training import Sample
from generator.engine.updates import Method
from generator.numbers import certified
from generator.numbers.certified import Ball
from generator.numbers.traced import Traced
from generator.quantities import labels, naming
from generator.quantities.scale import scales
from generator.quantities.worked import Worked

QUOTIENT_AGREES_WITHIN = 1e-20
QUOTIENT_BITS, MOST_QUOTIENT_BITS = 512, 2**16
MOST_OF_A_LARGE_NETWORK = 24
"""So many gradients of a network that is too large to be worked out in full are met by difference quotients, in its
first round."""
QUOTIENT_STEP = Decimal(1).scaleb(-40)


def quotient_differences(worked: Worked, number: int) -> Iterator[tuple[str, int, float]]:
    """Each gradient of each sample of a round (what a mistake computes is none) against (E(p + h) - E(p - h)) / 2h in
    ball arithmetic at high precision, relative to its scale."""
    done = worked.engine_round(number)
    for mark, one in naming.marked(worked.example, done, worked.positions(number)[0]):
        gradients = {
            label.name: node
            for label, node in naming.backward(worked.example, one, mark)
            if label.family in ("gradient", "bias gradient")
        }
        scale = scales(gradients.values())
        quotients = Quotients(done.before.network, worked.method, one.sample)
        for name, layer, index in some(parameters(worked), worked.is_partial):
            node = gradients[f"dE_d{name}"]
            yield f"dE_d{name}", number, quotients.difference(layer, index, node, scale[id(node)])


@dataclass(frozen=True)
class Quotients:
    """The difference quotients of a sample's total error, at traced numbers: exactly at the middles of their balls."""

    network: Network
    method: Method
    sample: Sample
    _at: dict[int, tuple[Network, Sample]] = field(default_factory=dict, init=False, repr=False)

    def difference(self, layer: int, parameter: tuple[str, tuple[int, ...]], gradient: Traced, scale: float) -> float:
        """How far the quotient is from a gradient, relative to its scale. Where an output hardly moves, the error
        changes only far behind the point, and more bits are needed to see by how much."""
        bits = QUOTIENT_BITS
        while True:
            with certified.precision(bits):
                size = Ball(scale) if scale else abs(gradient.value.ball)
                size = size if size > 0 else Ball(1)
                slope = self.slope(bits, layer, parameter) / size
                if bits >= MOST_QUOTIENT_BITS or certified.width(slope) < QUOTIENT_AGREES_WITHIN / 2:
                    return certified.middle(abs(slope - gradient.value.ball / size))
            bits *= 4

    def slope(self, bits: int, layer: int, parameter: tuple[str, tuple[int, ...]]) -> Ball:
        if bits not in self._at:
            sample = Sample(balls(self.sample.inputs), balls(self.sample.targets))
            self._at[bits] = tuple(layer_of_balls(layer) for layer in self.network), sample
        network, sample = self._at[bits]
        step = certified.ball(QUOTIENT_STEP)
        up, down = (total_error(moved(network, layer, parameter, by), self.method, sample) for by in (step, -step))
        return (up - down) / (2 * step)


Parameter = tuple[str, int, tuple[str, tuple[int, ...]]]


def parameters(worked: Worked) -> Iterator[Parameter]:
    """Name, layer, and array and index of every weight and bias."""
    network = worked.engine_round(1).before.network
    for names, layer in zip(labels.layers(worked.example), network, strict=True):
        for label, _ in labels.weights_of(names, "weight", "w{}", layer.weights):
            yield label.name, names.index, ("weights", (label.row - 1, label.column - 1))
        for label, _ in labels.biases_of(names, "bias", "{}", layer.biases):
            yield label.name, names.index, ("biases", (label.row - 1,))


def some(parameters: Iterator[Parameter], is_partial: bool) -> list[Parameter]:
    """All parameters; of a large network, where each takes long, some from all over it."""
    every = list(parameters)
    return every[:: max(1, len(every) // MOST_OF_A_LARGE_NETWORK)] if is_partial else every


def moved(network: Network, layer: int, parameter: tuple[str, tuple[int, ...]], by: Ball) -> Network:
    """The network with one parameter changed."""
    array, index = parameter
    changed = getattr(network[layer], array).copy()
    changed[index] = changed[index] + by
    return (*network[:layer], replace(network[layer], **{array: changed}), *network[layer + 1 :])


def total_error(network: Network, method: Method, sample: Sample) -> Ball:
    return errors(method.loss, sample.targets, forward(network, sample.inputs)[-1].out).total


def layer_of_balls(layer: Layer) -> Layer:
    biases = None if layer.biases is None else balls(layer.biases)
    settings = tuple(certified.point(setting.value) for setting in layer.settings)
    return Layer(balls(layer.weights), biases, layer.activation, settings)


def balls(traced: np.ndarray) -> np.ndarray:
    """The middles of traced numbers, as points: the quotient is taken exactly there."""
    return np.vectorize(lambda node: certified.point(node.value), otypes=[object])(traced)
