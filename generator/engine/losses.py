"""Losses: how far an output is from its target, and how that distance changes with the output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Loss:
    """`value(target, out)` gives the error of each output, `slope(target, out)` gives dE/dout; one entry an output.

    The total error is the sum over the outputs. targets: which targets it is meant for: any numbers; probabilities,
    each from 0 to 1; or a distribution, which are probabilities that add up to 1. For the last two each out must lie
    between 0 and 1.
    """

    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]
    targets: Literal["any", "probabilities", "distribution"] = "any"


def half_squared_error(target: Array, out: Array) -> Array:
    return np.square(target - out) / 2


def half_squared_error_slope(target: Array, out: Array) -> Array:
    return -(target - out)


def squared_error(target: Array, out: Array) -> Array:
    return np.square(target - out)


def squared_error_slope(target: Array, out: Array) -> Array:
    return -2 * (target - out)


def mean_squared_error(target: Array, out: Array) -> Array:
    return np.square(target - out) / len(out)


def mean_squared_error_slope(target: Array, out: Array) -> Array:
    return -2 * (target - out) / len(out)


def binary_cross_entropy(target: Array, out: Array) -> Array:
    return -(target * np.log(out) + (1 - target) * np.log(1 - out))


def binary_cross_entropy_slope(target: Array, out: Array) -> Array:
    return (1 - target) / (1 - out) - target / out


def categorical_cross_entropy(target: Array, out: Array) -> Array:
    return -(target * np.log(out))


def categorical_cross_entropy_slope(target: Array, out: Array) -> Array:
    return -(target / out)


LOSSES = {
    "binary cross-entropy": Loss(binary_cross_entropy, binary_cross_entropy_slope, "probabilities"),
    "categorical cross-entropy": Loss(categorical_cross_entropy, categorical_cross_entropy_slope, "distribution"),
    "half squared error": Loss(half_squared_error, half_squared_error_slope),
    "mean squared error": Loss(mean_squared_error, mean_squared_error_slope),
    "squared error": Loss(squared_error, squared_error_slope),
}


def out_less_target(target: Array, out: Array) -> Array:
    """The delta of an output where a cross-entropy meets the activation that it belongs to."""
    return out - target


SHORT_DELTAS: dict[tuple[str, str], Callable[[Array, Array], Array]] = {
    ("logistic", "binary cross-entropy"): out_less_target,
    ("softmax", "categorical cross-entropy"): out_less_target,
}
"""Where the chain rule at the output comes out as something shorter, by the names of activation and loss."""
