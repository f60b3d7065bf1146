"""One update: from the gradient of a layer to its new parameters, with what the optimizer remembers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from generator.engine.cases import constants
from generator.engine.losses import Loss
from generator.engine.network import Layer
from generator.engine.optimizers import Optimizer

Array = np.ndarray


@dataclass(frozen=True)
class Method:
    """How a network learns.

    settings: the numbers that the optimizer takes, by name. weight_decay: the part of each weight that is added to its
    gradient, or None. averages: whether the loss of a batch is the mean of its samples' losses, else their sum.
    negative_delta: whether a delta is written as minus dE/dnet. short_delta: what dE/dnet of the outputs comes to, from
    targets and outs, where loss and activation allow something shorter than the chain rule.
    """

    loss: Loss
    optimizer: Optimizer
    settings: Mapping[str, object]
    update_biases: bool
    weight_decay: object | None = None
    averages: bool = True
    negative_delta: bool = False
    short_delta: Callable[[Array, Array], Array] | None = None


@dataclass(frozen=True)
class Gradient:
    """The derivatives of a batch's loss with respect to the parameters of a layer: shapes of weights and biases."""

    weights: Array
    biases: Array | None


@dataclass(frozen=True)
class Move:
    """What the optimizer made of one array of parameters; all of its shape.

    gradient: with the weight decay, if there is one. state and aside: as the optimizer names them.
    """

    gradient: Array
    parameter: Array
    state: tuple[Array, ...]
    aside: tuple[Array, ...]


@dataclass(frozen=True)
class Moves:
    """The moves of a layer. biases: None where they stay."""

    weights: Move
    biases: Move | None


@dataclass(frozen=True)
class Memory:
    """The optimizer's state for a layer: one array of the shape of the weights, or biases, for each of its names."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]


def fresh_memory(layer: Layer, method: Method) -> Memory:
    count = len(method.optimizer.state)
    biases = layer.biases if method.update_biases and layer.biases is not None else None
    return Memory(
        tuple(constants(0, layer.weights) for _ in range(count)),
        () if biases is None else tuple(constants(0, biases) for _ in range(count)),
    )


def move_layer(layer: Layer, gradient: Gradient, method: Method, memory: Memory, t: object) -> Moves:
    """The update of a layer's weights and, if the method says so, its biases."""
    decay = method.weight_decay
    decayed = gradient.weights if decay is None else gradient.weights + decay * layer.weights
    weights = move(layer.weights, decayed, method, memory.weights, t)
    if not method.update_biases or layer.biases is None:
        return Moves(weights, None)
    return Moves(weights, move(layer.biases, gradient.biases, method, memory.biases, t))


def move(parameter: Array, gradient: Array, method: Method, state: tuple[Array, ...], t: object) -> Move:
    settings = {**method.settings, "t": t}
    numbers = [settings[name] for name in method.optimizer.settings]
    results = method.optimizer.update(parameter, gradient, *numbers, *state)
    if not state:
        return Move(gradient, results, (), ())
    return Move(gradient, results[0], results[1 : 1 + len(state)], results[1 + len(state) :])
