"""What a program has learned in the end, beside the network of its example after the last round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from generator.numbers import certified
from generator.numbers.certified import Ball
from generator.quantities import labels
from generator.quantities.worked import Worked

NEAR_ENOUGH = 1e-9
"""Of the largest parameter of a layer, which is the size of the numbers that a small one was made from."""

Gap = tuple[str, float, float]
"""The name of a parameter, what a program has for it, and what the book has."""


def differences(scope: Mapping[str, object], worked: Worked) -> Iterator[Gap]:
    """The parameters in a program's variables that are not those of the example: in arrays as W1 and b1, or one by one
    under the names of the book. Other variables say nothing of it."""
    start, end = (worked.history.start_of(number).network for number in (1, worked.example.rounds + 1))
    for names, before, after in zip(labels.layers(worked.example), start, end, strict=True):
        parameters = [entry for layer in (before, after) for entry in entries(layer.weights, layer.biases)]
        size = max(abs(certified.middle(entry)) for entry in parameters)
        weights = after.weights.T if worked.example.notation.form == "rows" else after.weights
        arrays = {f"W{names.index + 1}": weights, f"b{names.index + 1}": after.biases}
        for name, expected in arrays.items():
            if expected is not None and isinstance(scope.get(name), np.ndarray):
                yield from beside(name, scope[name], expected, size)
        single = (*labels.weights_of(names, "weight", "w{}", after.weights),
                  *labels.biases_of(names, "bias", "{}", after.biases))  # fmt: skip
        for label, expected in single:
            if is_number(scope.get(label.name)):
                yield from beside(label.name, scope[label.name], np.array(expected, dtype=object), size)


def beside(name: str, found: object, expected: np.ndarray, size: float) -> Iterator[Gap]:
    """The entry that is farthest off, if any is too far; nan and infinity are."""
    there = np.asarray(found, dtype=float)
    if there.shape != expected.shape:
        yield name, float("nan"), certified.middle(expected.flat[0])
        return
    pairs = [(float(one), ball) for one, ball in zip(there.flat, expected.flat, strict=True)]
    wrong = [pair for pair in pairs if not far(*pair) <= NEAR_ENOUGH * size]
    if wrong:
        one, ball = max(wrong, key=lambda pair: far(*pair))
        yield name, one, certified.middle(ball)


def far(number: float, ball: Ball) -> float:
    return abs(number - certified.middle(ball)) - certified.width(ball)


def entries(weights: np.ndarray, biases: np.ndarray | None) -> Iterator[Ball]:
    yield from weights.flat
    yield from () if biases is None else biases.flat


def is_number(value: object) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)
