"""Optimizers: how a gradient turns old parameters into new ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Array = np.ndarray


def gradient_descent(parameter: Array, gradient: Array, learning_rate: object) -> Array:
    """The old value less the learning rate times the gradient, entry by entry."""
    return parameter - learning_rate * gradient


OPTIMIZERS: dict[str, Callable[[Array, Array, object], Array]] = {
    "gradient descent": gradient_descent,
}
