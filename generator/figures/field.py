"""What a network of two inputs computes all over a panel, on floats, for pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generator.engine.network import Network, forward
from generator.figures.scale import Scale
from generator.numbers import certified

STEPS = 60
"""The cells of the grid across a panel."""

OFF_ROUND_NUMBERS = 1e-9
"""At round numbers a net may lie on a kink, where the engine stops."""


def grid(axis: Scale) -> list[float]:
    return [axis.low + (axis.high - axis.low) * k / STEPS for k in range(STEPS + 1)]


def nets(network: Network, across: Scale, up: Scale) -> np.ndarray:
    """The net of the only output at each point of the grid, shape (rows, columns)."""
    x, y = np.meshgrid(grid(across), grid(up))
    passed = forward(in_floats(network), np.stack([x.ravel(), y.ravel()]) + OFF_ROUND_NUMBERS)
    return passed[-1].net.reshape(x.shape)


def in_floats(network: Network) -> Network:
    """A traced network on floats, with its biases in a column, so that it takes many samples at once."""
    floats = np.vectorize(lambda node: certified.middle(node.value.ball), otypes=[float])
    return tuple(
        replace(
            layer,
            weights=floats(layer.weights),
            biases=None if layer.biases is None else floats(layer.biases)[:, np.newaxis],
            settings=tuple(certified.middle(setting.value.ball) for setting in layer.settings),
        )
        for layer in network
    )
