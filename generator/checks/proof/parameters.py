"""Weights and biases, and matrices of them, by the indices of their symbols."""

from __future__ import annotations

import numpy as np

from generator.checks.latex_tokens import Unreadable
from generator.checks.proof.indices import LAYER, at, layer_of, shaped, unit
from generator.checks.proof.replay import Node
from generator.checks.proof.scope import NoSense, Scope, Unit
from generator.checks.proof.spelled import Spelled


def parameter(symbol: Spelled, scope: Scope) -> Node | np.ndarray:
    """A weight or bias; W and b of a whole layer."""
    letter, below = symbol.letter, symbol.below
    if letter == "W" or (letter == "b" and not below and scope.in_vectors):
        return matrix(letter, layer_of(symbol, scope, 0), scope)
    if not below or (letter == "w" and isinstance(scope.letters.get(below), Node)):
        found = scope.bound(below or letter)
        if isinstance(found, Node):
            return found
        raise NoSense(f"{letter}_{below} is no parameter")
    if letter == "b":
        one = unit(below, scope)
        names = scope.layer(one.layer)
        if names.shares_bias or scope.replay.network[one.layer - 1].biases is None:
            raise NoSense(f"{one} has no bias of its own")
        return Node("bias", one.layer, one.row)
    return weight(symbol, scope)


def weight(symbol: Spelled, scope: Scope) -> Node:
    """w_{ij}: one index is of the neuron that it leads to, the other of what it leads from."""
    if len(symbol.below) != 2 or not symbol.below.isalnum():
        raise Unreadable(f"no weight here is called w_{symbol.below}")
    ends = [scope.bound(end) if end.isalpha() else int(end) for end in symbol.below]
    source, target = ends if scope.from_first else reversed(ends)
    if isinstance(source, Unit) and not isinstance(target, Unit):
        target = at(source.layer + 1, target, scope)
    if isinstance(target, Unit) and not isinstance(source, Unit):
        source = at(target.layer - 1, source, scope)
    if not isinstance(source, Unit) or not isinstance(target, Unit) or source.layer + 1 != target.layer:
        raise NoSense("no weight leads there")
    if any(LAYER.match(mark) and int(mark[1:-1]) != target.layer for mark in symbol.above):
        raise NoSense("that weight is of another layer")
    return Node("weight", target.layer, target.row, source.row)


def matrix(letter: str, layer: int, scope: Scope) -> np.ndarray:
    """All weights or biases of a layer, as the example writes them."""
    names = scope.layer(layer)
    rows, columns = range(len(names.neurons)), range(len(names.inputs))
    if letter == "b":
        biases = scope.replay.network[layer - 1].biases
        if biases is None:
            raise NoSense(f"layer {layer} has no biases")
        own = [Node("bias", layer, 0 if names.shares_bias else row) for row in rows]
        return shaped(own, (1, -1) if scope.in_rows else (-1, 1))
    each = [Node("weight", layer, row, column) for row in rows for column in columns]
    found = shaped(each, (len(rows), len(columns)))
    return found.T if scope.in_rows else found
