"""What an index names: a unit, a layer."""

from __future__ import annotations

import re

import numpy as np

from generator.checks.proof.replay import Node
from generator.checks.proof.scope import NoSense, Scope, Unit
from generator.checks.proof.spelled import Spelled

LAYER = re.compile(r"\((\d+)\)$")
NAMED = re.compile(r"([A-Za-z]+)_(?:\{(\w+)\}|(\w))$|([A-Za-z]+)$")


def unit(below: str, scope: Scope) -> Unit:
    """The unit that an index names: by a letter, by a number in the last layer, by name (h_1), or as o_k."""
    if below.isdigit():
        return at(len(scope.layers), int(below), scope)
    if below in scope.letters or not below:
        found = scope.bound(below)
        if isinstance(found, Unit):
            return found
        raise NoSense(f"{below} is no unit")
    named = NAMED.match(below)
    if named is None:
        raise NoSense(f"no unit is called {below}")
    prefix, number = named[1] or named[4], named[2] or named[3] or ""
    if number in scope.letters:
        found = scope.letters[number]
        if isinstance(found, Unit) and found.name.rstrip("0123456789") == prefix:
            return found
        raise NoSense(f"{found} is no {prefix}")
    for one in scope.ranges["units"]:
        if one.name == prefix + number:
            return one
    raise NoSense(f"no unit is called {below}")


def at(layer: int, number: int, scope: Scope) -> Unit:
    """The unit with a number, counted from 1, in a layer."""
    for one in scope.ranges["units"]:
        if (one.layer, one.row) == (layer, number - 1):
            return one
    raise NoSense(f"layer {layer} has no unit {number}")


def layer_of(symbol: Spelled, scope: Scope, otherwise: int) -> int:
    """The layer that a mark names; without one, the layer that the formula is about, if it is about one."""
    for mark in symbol.above:
        if found := LAYER.match(mark):
            return int(found[1])
    found = scope.letters.get("layer", otherwise)
    return int(found)


def shaped(nodes: list[Node], shape: tuple[int, int]) -> np.ndarray:
    """Nodes as a matrix."""
    array = np.empty(len(nodes), dtype=object)
    array[:] = nodes
    return array.reshape(shape)
