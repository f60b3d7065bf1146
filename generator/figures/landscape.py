"""The loss as a function of the few numbers that a training changes, and the way of the training on it: floats are
enough for what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.engine.network import forward
from generator.figures.course import network
from generator.quantities.quantity import Quantity
from generator.quantities.setting import setting
from generator.quantities.worked import Worked

OFF_ROUND_NUMBERS = 1e-9
"""At round numbers a net may lie on a kink, where the engine stops."""

LEARNED = ("new weight", "new bias")


def changed(worked: Worked) -> tuple[str, ...]:
    """The names of the numbers that the training changes, weights first."""
    new = [quantity.name for quantity in worked.first.values() if quantity.family in LEARNED]
    return tuple(name.removesuffix("_new") for name in sorted(new, key=lambda name: name.startswith("b")))


def checked(worked: Worked, figure: str, count: str, wanted: int) -> Worked:
    """The example. ValueError if it is not one neuron of which the training changes so many numbers."""
    layers = worked.example.layers
    if len(layers) != 1 or len(layers[0].neurons) != 1 or len(changed(worked)) != wanted:
        raise ValueError(f"the figure '{figure}' needs a single neuron of which the training changes {count}")
    return worked


def losses(worked: Worked, places: np.ndarray) -> np.ndarray:
    """The loss over all samples at each place, shape (count,): one neuron is drawn as many, each with other weights.

    places: shape (count, numbers), in the order of `changed`."""
    floats = setting(worked.example, float, float)
    (layer,) = floats.start.network
    inputs = len(worked.example.inputs)
    shifted = places + OFF_ROUND_NUMBERS
    learned = shifted[:, inputs:].ravel() if places.shape[1] > inputs else layer.biases
    wide = replace(layer, weights=shifted[:, :inputs], biases=learned)
    with np.errstate(over="ignore"):
        outs = [(sample.targets, forward((wide,), sample.inputs)[-1].out) for sample in floats.samples]
    total = sum(floats.method.loss.value(target, out[np.newaxis, :])[0] for target, out in outs)
    return total / len(floats.samples) if floats.method.averages else total


@dataclass(frozen=True)
class Trail:
    """Where a training has been. places: the numbers that it changes, at the start and after each update, shape
    (updates + 1, numbers); heights: the losses there."""

    worked: Worked
    name: str
    places: np.ndarray
    heights: np.ndarray

    @property
    def updates(self) -> int:
        return len(self.places) - 1

    def ends(self) -> tuple[tuple[Quantity, ...], ...]:
        """The numbers at the start and after the last update that is drawn."""
        names = changed(self.worked)
        return tuple(tuple(self.worked.at(number)[name] for name in names) for number in (1, self.updates + 1))


def trails(worked: Sequence[Worked], names: Sequence[str], updates: int) -> tuple[Trail, ...]:
    """The first updates of several trainings, or all where `updates` is 0. ValueError if some have a name and others
    none; LookupError for more updates than a training has."""
    if names and len(names) != len(worked):
        raise ValueError(f"there are {len(worked)} start(s) and {len(names)} name(s) for them")
    return tuple(trail(one, name, updates) for one, name in zip(worked, names or [""] * len(worked), strict=True))


def trail(worked: Worked, name: str, updates: int) -> Trail:
    last = updates or worked.example.rounds
    worked.at(last + 1)  # says what there is not
    floats = setting(worked.example, float, float)
    learned = len(changed(worked)) > len(worked.example.inputs)
    layers = [network(worked, floats, number)[0] for number in range(1, last + 2)]
    rows = [[*layer.weights.ravel(), *(layer.biases if learned else ())] for layer in layers]
    places = np.array(rows, float)
    return Trail(worked, name, places, losses(worked, places))
