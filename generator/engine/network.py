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

    weights: shape (n, m). biases: shape (n,), or (1,) where the layer shares one, or None.
    """

    weights: Array
    biases: Array | None
    activation: Activation


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

    dE_dout, dout_dnet, delta (which is dE/dnet): shape (n,).
    dnet_dw, dE_dw: shape (n, m). dE_db: shape of the biases, or None.
    dnet_dinput, dE_dinput_via: shape (n, m), how a neuron passes its delta on to each input. The first layer has
    nobody to pass it to: None.
    """

    dE_dout: Array
    dout_dnet: Array
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
        net = layer.weights @ inputs
        if layer.biases is not None:
            net = net + layer.biases
        passed.append(Forward(inputs, net, layer.activation.value(net)))
        inputs = passed[-1].out
    return tuple(passed)


def errors(loss: Loss, target: Array, out: Array) -> Errors:
    """The error of each output and the total error."""
    each = loss.value(target, out)
    return Errors(each, np.positive(each.sum()))


def backward(network: Network, loss: Loss, target: Array, passed: tuple[Forward, ...]) -> tuple[Backward, ...]:
    """The backward pass of one sample by the chain rule; the result is in the order of the layers, first layer first.

    All derivatives are taken at the weights that the forward pass used.
    """
    dE_dout = loss.slope(target, passed[-1].out)
    derived: list[Backward] = []
    for index in reversed(range(len(network))):
        layer, here = network[index], passed[index]
        dout_dnet = layer.activation.slope(here.net, here.out)
        delta = dE_dout * dout_dnet
        # np.positive makes new numbers that equal the old ones: dnet/dw is a derivative with a name of its own,
        # which happens to be the input; a sum has a name of its own even where it has one term.
        dnet_dw = np.positive(here.inputs[np.newaxis].repeat(len(delta), axis=0))
        dE_dw = delta[:, np.newaxis] * dnet_dw
        dE_db = None if layer.biases is None else bias_gradient(delta, layer.biases)
        first = index == 0
        dnet_dinput = None if first else np.positive(layer.weights)
        via = None if first else delta[:, np.newaxis] * dnet_dinput
        derived.append(Backward(dE_dout, dout_dnet, delta, dnet_dw, dE_dw, dE_db, dnet_dinput, via))
        if not first:
            dE_dout = np.positive(via.sum(axis=0))
    return tuple(reversed(derived))


def bias_gradient(delta: Array, biases: Array) -> Array:
    """dnet/db is 1, so a bias of its own gets its neuron's delta and a shared one the sum of all."""
    return np.positive(delta if biases.shape == delta.shape else delta.sum(keepdims=True))
