"""Losses: how far an output is from its target, and how that distance changes with the output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Loss:
    """`value(target, out)` gives the error of each output, `slope(target, out)` gives dE/dout; one entry an output.

    The total error is the sum over the outputs.
    """

    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]


def half_squared_error(target: Array, out: Array) -> Array:
    return np.square(target - out) / 2


def half_squared_error_slope(target: Array, out: Array) -> Array:
    return -(target - out)


def squared_error(target: Array, out: Array) -> Array:
    return np.square(target - out)


def squared_error_slope(target: Array, out: Array) -> Array:
    return -2 * (target - out)


LOSSES = {
    "half squared error": Loss(half_squared_error, half_squared_error_slope),
    "squared error": Loss(squared_error, squared_error_slope),
}
