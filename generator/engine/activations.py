"""Activation functions: what a neuron makes of its total net input, and how steep that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from generator.engine.cases import constants, where_positive

Array = np.ndarray


@dataclass(frozen=True)
class Activation:
    """`value(net, *settings)` gives out; `slope(net, out, *settings)` gives dout/dnet, by whichever of the two is
    simpler. Both have one entry for each of the n neurons of the layer.

    settings: names of numbers that the example gives to the layer.
    coupled: each out depends on the nets of the whole layer, so that slope gives the Jacobian, shape (n, n): one row
    for each out, one column for each net.
    probabilities: each out lies between 0 and 1.
    """

    value: Callable[..., Array]
    slope: Callable[..., Array]
    settings: tuple[str, ...] = ()
    coupled: bool = False
    probabilities: bool = False


def identity(net: Array) -> Array:
    return np.positive(net)


def identity_slope(net: Array, out: Array) -> Array:
    return constants(1, net)


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


def relu(net: Array) -> Array:
    return where_positive(net, net, constants(0, net))


def relu_slope(net: Array, out: Array) -> Array:
    return where_positive(net, constants(1, net), constants(0, net))


def leaky_relu(net: Array, slope: object) -> Array:
    return where_positive(net, net, slope * net)


def leaky_relu_slope(net: Array, out: Array, slope: object) -> Array:
    return where_positive(net, constants(1, net), constants(slope, net))


def softmax(net: Array) -> Array:
    powers = np.exp(net)
    return powers / powers.sum()


def softmax_slope(net: Array, out: Array) -> Array:
    own = np.eye(len(out), dtype=bool)
    return np.where(own, out * (1 - out), -out[:, np.newaxis] * out)


ACTIVATIONS = {
    "identity": Activation(identity, identity_slope),
    "leaky relu": Activation(leaky_relu, leaky_relu_slope, settings=("slope",)),
    "logistic": Activation(logistic, logistic_slope, probabilities=True),
    "relu": Activation(relu, relu_slope),
    "softmax": Activation(softmax, softmax_slope, coupled=True, probabilities=True),
    "softplus": Activation(softplus, softplus_slope),
    "tanh": Activation(tanh, tanh_slope),
}
