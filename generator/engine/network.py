"""One sample through a network and back: every intermediate that a reader meets on paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.engine.activations import Activation
from generator.engine.losses import Loss

Array = np.ndarray


@dataclass(frozen=True)
class Layer:
    """Parameters of one layer of n neurons with m inputs.

    weights: shape (n, m). biases: shape (n,), or (1,) where the layer shares one, or None. settings: the numbers that
    the activation takes beside the net.
    """

    weights: Array
    biases: Array | None
    activation: Activation
    settings: tuple[object, ...] = ()


Network = tuple[Layer, ...]


@dataclass(frozen=True)
class Forward:
    """What one layer of n neurons with m inputs computes: inputs (m,), net (n,), out (n,)."""

    inputs: Array
    net: Array
    out: Array


@dataclass(frozen=True)
class Errors:
    """The error of each output, shape (outputs,), and their sum."""

    each: Array
    total: object


@dataclass(frozen=True)
class Backward:
    """The derivatives of one layer of n neurons with m inputs.

    dE_dout: shape (n,). dout_dnet: shape (n,), or (n, n) for a coupled activation, one row for each out.
    dE_dnet_via: shape (n, n), what each out passes on to each net; None unless the activation is coupled.
    delta: shape (n,), dE/dnet, or the negative of it where the tradition wants that.
    dnet_dw, dE_dw: shape (n, m). dE_db: shape of the biases, or None.
    dnet_dinput, dE_dinput_via: shape (n, m), how a neuron passes its delta on to each input. The first layer has
    nobody to pass it to: None.
    """

    dE_dout: Array
    dout_dnet: Array
    dE_dnet_via: Array | None
    delta: Array
    dnet_dw: Array
    dE_dw: Array
    dE_db: Array | None
    dnet_dinput: Array | None
    dE_dinput_via: Array | None


def forward(network: Network, inputs: Array) -> tuple[Forward, ...]:
    """The forward pass of one sample, first layer first."""
    passed: list[Forward] = []
    for layer in network:
        passed.append(forward_layer(layer, inputs))
        inputs = passed[-1].out
    return tuple(passed)


def forward_layer(layer: Layer, inputs: Array) -> Forward:
    net = net_input(layer.weights, layer.biases, inputs)
    return Forward(inputs, net, layer.activation.value(net, *layer.settings))


def net_input(weights: Array, biases: Array | None, inputs: Array) -> Array:
    """What comes in, each times its weight, and the bias."""
    net = weights @ inputs
    return net if biases is None else net + biases


def errors(loss: Loss, target: Array, out: Array) -> Errors:
    """The error of each output and the total error."""
    each = loss.value(target, out)
    return Errors(each, np.positive(each.sum()))


def backward(
    network: Network, loss: Loss, target: Array, passed: tuple[Forward, ...], negative_delta: bool = False
) -> tuple[Backward, ...]:
    """The backward pass of one sample by the chain rule; the result is in the order of the layers, first layer first.

    All derivatives are taken at the weights that the forward pass used.
    """
    dE_dout = loss.slope(target, passed[-1].out)
    derived: list[Backward] = []
    for index in reversed(range(len(network))):
        derived.append(backward_layer(network[index], passed[index], dE_dout, index == 0, negative_delta))
        if index > 0:
            dE_dout = error_before(derived[-1])
    return tuple(reversed(derived))


def backward_layer(
    layer: Layer, here: Forward, dE_dout: Array, is_first: bool, negative_delta: bool = False
) -> Backward:
    """The derivatives of a layer, from those with respect to its outputs."""
    dout_dnet, through, delta = deltas(layer, here, dE_dout, negative_delta)
    dE_dnet = -delta if negative_delta else delta
    dnet_dw, dE_dw = weight_gradient(dE_dnet, here.inputs)
    dE_db = None if layer.biases is None else bias_gradient(dE_dnet, layer.biases)
    dnet_dinput, via = (None, None) if is_first else passed_back(dE_dnet, layer.weights)
    return Backward(dE_dout, dout_dnet, through, delta, dnet_dw, dE_dw, dE_db, dnet_dinput, via)


def deltas(layer: Layer, here: Forward, dE_dout: Array, negative_delta: bool) -> tuple[Array, Array | None, Array]:
    """dout/dnet; what each out passes on to each net, for a coupled activation; delta."""
    dout_dnet = layer.activation.slope(here.net, here.out, *layer.settings)
    through = None
    if layer.activation.coupled:
        through = dE_dout[:, np.newaxis] * dout_dnet
        delta = np.positive(through.sum(axis=0))
    else:
        delta = dE_dout * dout_dnet
    return dout_dnet, through, -delta if negative_delta else delta


# np.positive makes new numbers that equal the old ones: dnet/dw is a derivative with a name of its own, which happens
# to be the input; a sum has a name of its own even where it has one term.


def weight_gradient(dE_dnet: Array, inputs: Array) -> tuple[Array, Array]:
    """dnet/dw and dE/dw, one row for each neuron."""
    dnet_dw = np.positive(inputs[np.newaxis].repeat(len(dE_dnet), axis=0))
    return dnet_dw, dE_dnet[:, np.newaxis] * dnet_dw


def passed_back(dE_dnet: Array, weights: Array) -> tuple[Array, Array]:
    """dnet/dinput, and what each neuron passes back to each input."""
    dnet_dinput = np.positive(weights)
    return dnet_dinput, dE_dnet[:, np.newaxis] * dnet_dinput


def error_before(after: Backward) -> Array:
    """dE/dout of the layer before, shape (m,): what comes back by way of each neuron, added."""
    return np.positive(after.dE_dinput_via.sum(axis=0))


def bias_gradient(dE_dnet: Array, biases: Array) -> Array:
    """dnet/db is 1, so a bias of its own gets its neuron's dE/dnet and a shared one the sum of all."""
    return np.positive(dE_dnet if biases.shape == dE_dnet.shape else dE_dnet.sum(keepdims=True))
