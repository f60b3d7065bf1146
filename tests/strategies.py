"""What Hypothesis draws for these tests: decimals, small networks with a batch of samples, and ways to learn. Same
draws in every run."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import numpy as np
from hypothesis import Phase, assume, settings
from hypothesis import strategies as st

from generator.engine.activations import ACTIVATIONS
from generator.engine.cases import OnTheKink
from generator.engine.losses import LOSSES, SHORT_DELTAS
from generator.engine.network import Layer, Network, forward
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Batch, Sample
from generator.engine.updates import Method
from generator.numbers import certified

Number = Callable[[Decimal], object]
Kind = TypeVar("Kind")

SETTINGS = {
    "slope": (1, 99, 2),
    "learning_rate": (1, 60, 3),
    "momentum": (0, 99, 2),
    "decay": (0, 99, 2),
    "beta1": (0, 99, 2),
    "beta2": (0, 999, 3),
    "epsilon": (1, 99, 4),
}
"""What activations and optimizers may be given: from, to, decimals. t is counted and not given."""


def quick(examples: int) -> settings:
    phases = (Phase.explicit, Phase.generate)  # no shrinking: a failure is seen at once
    return settings(max_examples=examples, deadline=None, derandomize=True, phases=phases)


def decimals(low: int, high: int, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Decimals from low to high, both in units of the last place."""
    return st.integers(low, high).map(lambda whole: Decimal(whole).scaleb(-places))


STEPS: dict[str, Callable] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "negated": lambda a, b: -a,
    "squared": lambda a, b: a**2,
    "the same": lambda a, b: +a,
    "halved": lambda a, b: a / 2,
    "twice": lambda a, b: 2 * a,
    "from one": lambda a, b: 1 - a,
}
"""What is made of two numbers, or of the first of them."""


def grown(draw: st.DrawFn, leaves: Sequence[tuple[Kind, Fraction]]) -> tuple[Kind, Fraction]:
    """A random expression over numbers of some kind, and its value by Python's fractions."""
    nodes = list(leaves)
    for _ in range(draw(st.integers(1, 8))):
        (a, x), (b, y) = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        name = draw(st.sampled_from(list(STEPS)))
        step = STEPS["from one" if name == "/" and not y else name]
        nodes.append((step(a, b), step(x, y)))
    return nodes[-1]


def row_of(entries: tuple[Decimal, ...], number: Number, dtype: type) -> np.ndarray:
    return np.array([number(entry) for entry in entries], dtype)


@dataclass(frozen=True)
class DrawnLayer:
    weights: tuple[tuple[Decimal, ...], ...]
    biases: tuple[Decimal, ...] | None
    activation: str
    settings: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Learning:
    """How a network learns, as numbers on paper."""

    optimizer: str = "gradient descent"
    settings: Mapping[str, Decimal] = field(default_factory=lambda: {"learning_rate": Decimal("0.01")})
    update_biases: bool = True
    weight_decay: Decimal | None = None


@dataclass(frozen=True)
class DrawnNetwork:
    """A network as numbers on paper, and a batch of samples, each of inputs and targets. `network`, `batch` and
    `method` make them of any kind of number."""

    layers: tuple[DrawnLayer, ...]
    samples: tuple[tuple[tuple[Decimal, ...], tuple[Decimal, ...]], ...]
    loss: str
    averages: bool = True
    negative_delta: bool = False

    def network(self, number: Number, dtype: type = object) -> Network:
        return tuple(
            Layer(
                np.array([row_of(row, number, dtype) for row in layer.weights], dtype),
                None if layer.biases is None else row_of(layer.biases, number, dtype),
                ACTIVATIONS[layer.activation],
                tuple(map(number, layer.settings)),
            )
            for layer in self.layers
        )

    def batch(self, number: Number, dtype: type = object) -> Batch:
        return tuple(Sample(row_of(x, number, dtype), row_of(t, number, dtype)) for x, t in self.samples)

    def built(self, number: Number, dtype: type = object) -> tuple[Network, np.ndarray, np.ndarray]:
        """The network, the inputs and the targets of the first sample."""
        sample = self.batch(number, dtype)[0]
        return self.network(number, dtype), sample.inputs, sample.targets

    def method(self, number: Number, learning: Learning = Learning()) -> Method:
        return Method(
            LOSSES[self.loss],
            OPTIMIZERS[learning.optimizer],
            {name: number(value) for name, value in learning.settings.items()},
            learning.update_biases,
            None if learning.weight_decay is None else number(learning.weight_decay),
            self.averages,
            self.negative_delta,
            SHORT_DELTAS.get((self.layers[-1].activation, self.loss)),
        )


@st.composite
def networks(draw: st.DrawFn, most_samples: int = 3) -> DrawnNetwork:
    """One to three layers of one to three neurons; biases none, shared or own; every activation and loss there is,
    where it fits. No net input lies on a kink, and no logarithm meets an output that is 0 or 1 in float64."""
    loss = draw(st.sampled_from(sorted(LOSSES)))
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    activations = [draw(st.sampled_from(fitting(loss, n, k == len(sizes) - 2))) for k, n in enumerate(sizes[1:])]
    layers = tuple(draw(layer(*shape)) for shape in zip(sizes, sizes[1:], activations))
    sample = st.tuples(st.tuples(*[decimals(-200, 200)] * sizes[0]), targets(loss, sizes[-1]))
    samples = draw(st.lists(sample, min_size=1, max_size=most_samples))
    drawn = DrawnNetwork(layers, tuple(samples), loss, draw(st.booleans()), draw(st.booleans()))
    assume(has_derivatives(drawn))
    return drawn


def fitting(loss: str, neurons: int, is_last: bool) -> list[str]:
    """The activations that such a layer may have."""
    bounded = is_last and LOSSES[loss].targets != "any"
    return [
        name
        for name, activation in sorted(ACTIVATIONS.items())
        if (activation.probabilities or not bounded) and (not activation.coupled or (is_last and neurons > 1))
    ]


@st.composite
def layer(draw: st.DrawFn, inputs: int, neurons: int, activation: str) -> DrawnLayer:
    """A bias that a coupled layer shares would have a gradient of exactly zero, which no ball can tell."""
    parameter, coupled = decimals(-200, 200), ACTIVATIONS[activation].coupled
    weights = draw(st.tuples(*[st.tuples(*[parameter] * inputs)] * neurons))
    biases = draw(st.tuples(*[parameter] * draw(st.sampled_from([0, neurons] if coupled else [0, 1, neurons]))))
    return DrawnLayer(weights, biases or None, activation, draw(numbers(ACTIVATIONS[activation].settings)))


def numbers(names: tuple[str, ...]) -> st.SearchStrategy[tuple[Decimal, ...]]:
    return st.tuples(*(decimals(*SETTINGS[name]) for name in names))


def targets(loss: str, outputs: int) -> st.SearchStrategy[tuple[Decimal, ...]]:
    """Targets that the loss is meant for."""
    if LOSSES[loss].targets == "any":
        return st.tuples(*[decimals(-200, 200)] * outputs)
    if LOSSES[loss].targets == "probabilities":
        return st.tuples(*[decimals(0, 100)] * outputs)
    cuts = st.lists(st.integers(0, 100), min_size=outputs - 1, max_size=outputs - 1).map(sorted)
    return cuts.map(lambda at: tuple(Decimal(b - a).scaleb(-2) for a, b in zip([0, *at], [*at, 100], strict=True)))


def has_derivatives(drawn: DrawnNetwork) -> bool:
    try:
        with certified.precision(128):
            network = drawn.network(certified.ball)
            outs = [forward(network, sample.inputs)[-1].out for sample in drawn.batch(certified.ball)]
    except OnTheKink:
        return False
    return LOSSES[drawn.loss].targets == "any" or all(1e-4 < out < 0.9999 for row in outs for out in row)


@st.composite
def learnings(draw: st.DrawFn, optimizer: str | None = None) -> Learning:
    """Every optimizer, or one of them, with its settings; with and without weight decay, with and without biases."""
    name = optimizer or draw(st.sampled_from(sorted(OPTIMIZERS)))
    names = tuple(setting for setting in OPTIMIZERS[name].settings if setting != "t")
    decay = draw(st.sampled_from([None, Decimal("0.003"), Decimal("0.05")]))
    return Learning(name, dict(zip(names, draw(numbers(names)), strict=True)), draw(st.booleans()), decay)
