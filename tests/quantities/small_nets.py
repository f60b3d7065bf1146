"""Small networks of every kind: two inputs, two hidden neurons, two outputs, three samples, and whatever else a test
asks for. No net input lies near a kink."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.optimizers import OPTIMIZERS
from generator.example import Example
from generator.numbers import certified
from generator.quantities.worked import Worked
from tests import two_outputs

BITS = 192
OUTPUTS = {"any": "identity", "probabilities": "logistic", "distribution": "softmax"}
"""An activation for the outputs of a loss, by the targets that it takes."""

SETTINGS = {"momentum": 0.9, "decay": 0.8, "beta1": 0.7, "beta2": 0.95, "epsilon": 1e-3, "slope": 0.125}
OF_OPTIMIZERS = sorted({name for entry in OPTIMIZERS.values() for name in entry.settings} & set(SETTINGS))
DATA = [
    {"inputs": [1.0, 0.2], "targets": [0.7, 0.3]},
    {"inputs": [-0.5, 0.8], "targets": [0, 1]},
    {"inputs": [0.3, -1.2], "targets": [0.25, 0.75]},
]


def layer(name: str, neurons: list[str], activation: str, weights: object, biases: object) -> Mapping[str, object]:
    settings = {setting: SETTINGS[setting] for setting in ACTIVATIONS[activation].settings}
    around = {"name": name, "neurons": neurons, "activation": activation, **settings}
    return {**around, "weights": weights, "biases": biases}


def example(
    hidden: str = "tanh", output: str = "", loss: str = "half squared error", optimizer: str = "gradient descent",
    biases: object = (0.1, -0.3), **changes: object,
) -> Example:  # fmt: skip
    """An example by its activations, its loss and its optimizer; `biases` are those of the hidden layer."""
    settings = {name: SETTINGS[name] if name in OPTIMIZERS[optimizer].settings else None for name in OF_OPTIMIZERS}
    output = output or OUTPUTS[LOSSES[loss].targets]
    layers = [
        layer("hidden", ["h1", "h2"], hidden, [[0.4, -0.7], [0.9, 0.2]], biases),
        layer("output", ["o1", "o2"], output, [[0.6, -0.1], [-0.8, 0.5]], [0.2, 0]),
    ]
    asked = {
        "layers": layers, "loss": loss, "data": DATA, "optimizer": optimizer, "learning_rate": 0.1,
        "update": "weights and biases", "rounds": 7, "table": [1], **settings, **changes,
    }  # fmt: skip
    return two_outputs.read().variant(**asked)


def worked(**choices: object) -> Worked:
    with certified.precision(BITS):
        return Worked(example(**choices), BITS)


@cache
def by_optimizer(optimizer: str) -> Worked:
    """Batches of two of three samples, so that the last one is smaller; weight decay."""
    return worked(optimizer=optimizer, batch=2, weight_decay=0.05)


def one_weight(activation: str, weight: float, sample: tuple[float, float], **changes: object) -> Example:
    """A network of one weight; the sample is its input and its target."""
    only = layer("only", ["y"], activation, [[weight]], "none")
    data = [{"inputs": [sample[0]], "targets": [sample[1]]}]
    asked = {"inputs": ["x"], "layers": [only], "data": data, "update": "weights", "table": [1], **changes}
    return two_outputs.read().variant(**asked)


ONE_OF_EACH = [
    *({"hidden": name} for name, entry in ACTIVATIONS.items() if not entry.coupled),
    *({"output": name, "loss": "half squared error"} for name in ACTIVATIONS),
    *({"loss": name} for name in LOSSES),
    *({"optimizer": name, "weight_decay": 0.05} for name in OPTIMIZERS),
]
"""Choices for `example` that go through all tables."""


def told(choices: Mapping[str, object]) -> str:
    """Choices as the name of a test."""
    return ", ".join(f"{key} {value}" for key, value in choices.items())
