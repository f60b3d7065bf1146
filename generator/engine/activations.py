"""Activation functions: what a neuron makes of its total net input, and how steep that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Activation:
    """`value(net)` gives out; `slope(net, out)` gives dout/dnet, written with whichever of the two is simpler.

    All arrays have one entry for each neuron of the layer.
    """

    value: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array]


def identity(net: Array) -> Array:
    return np.positive(net)


def identity_slope(net: Array, out: Array) -> Array:
    return ones(net)


def logistic(net: Array) -> Array:
    return 1 / (1 + np.exp(-net))


def logistic_slope(net: Array, out: Array) -> Array:
    return out * (1 - out)


def softplus(net: Array) -> Array:
    return np.log(1 + np.exp(net))


def softplus_slope(net: Array, out: Array) -> Array:
    return 1 / (1 + np.exp(-net))


def tanh(net: Array) -> Array:
    return np.tanh(net)


def tanh_slope(net: Array, out: Array) -> Array:
    return 1 - np.square(out)


def ones(like: Array) -> Array:
    """As many ones, of the same kind of number. (numpy's own would be plain integers in an array of objects.)"""
    return np.array([type(entry)(1) for entry in like], dtype=like.dtype)


ACTIVATIONS = {
    "identity": Activation(identity, identity_slope),
    "logistic": Activation(logistic, logistic_slope),
    "softplus": Activation(softplus, softplus_slope),
    "tanh": Activation(tanh, tanh_slope),
}
