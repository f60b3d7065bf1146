"""What Hypothesis draws for these tests: decimals, small networks, and expressions. Same draws in every run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from hypothesis import Phase, settings
from hypothesis import strategies as st

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.network import Layer, Network

Number = Callable[[Decimal], object]


def quick(examples: int) -> settings:
    phases = (Phase.explicit, Phase.generate)  # no shrinking: a failure is seen at once
    return settings(max_examples=examples, deadline=None, derandomize=True, phases=phases)


def decimals(low: int, high: int, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Decimals from low to high, both in units of the last place."""
    return st.integers(low, high).map(lambda whole: Decimal(whole).scaleb(-places))


@dataclass(frozen=True)
class DrawnLayer:
    weights: tuple[tuple[Decimal, ...], ...]
    biases: tuple[Decimal, ...] | None
    activation: str


@dataclass(frozen=True)
class DrawnNetwork:
    """A network as numbers on paper, and one sample. `built` makes it of any kind of number."""

    layers: tuple[DrawnLayer, ...]
    inputs: tuple[Decimal, ...]
    targets: tuple[Decimal, ...]
    loss: str

    def built(self, number: Number, dtype: type = object) -> tuple[Network, np.ndarray, np.ndarray]:
        """The network, the inputs, the targets."""
        network = tuple(
            Layer(
                np.array([[number(w) for w in row] for row in layer.weights], dtype),
                None if layer.biases is None else row_of(layer.biases, number, dtype),
                ACTIVATIONS[layer.activation],
            )
            for layer in self.layers
        )
        return network, row_of(self.inputs, number, dtype), row_of(self.targets, number, dtype)


def row_of(entries: tuple[Decimal, ...], number: Number, dtype: type) -> np.ndarray:
    return np.array([number(entry) for entry in entries], dtype)


@st.composite
def networks(draw: st.DrawFn) -> DrawnNetwork:
    """One to three layers of one to three neurons; biases none, shared or own; every activation and loss there is.

    Targets lie strictly between 0 and 1, so that a loss with a logarithm would do."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    parameter = decimals(-200, 200)
    layers = []
    for inputs, neurons in zip(sizes, sizes[1:]):
        row = st.tuples(*[parameter] * inputs)
        biases = st.one_of(st.none(), st.tuples(parameter), st.tuples(*[parameter] * neurons))
        activation = draw(st.sampled_from(sorted(ACTIVATIONS)))
        layers.append(DrawnLayer(draw(st.tuples(*[row] * neurons)), draw(biases), activation))
    inputs, targets = draw(st.tuples(*[parameter] * sizes[0])), draw(st.tuples(*[decimals(1, 99)] * sizes[-1]))
    return DrawnNetwork(tuple(layers), inputs, targets, draw(st.sampled_from(sorted(LOSSES))))
