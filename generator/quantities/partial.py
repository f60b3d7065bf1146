"""A round of a network that is too large to be worked out in full: one neuron of each large layer is, from the numbers
of a run of the whole.

The same functions of the engine are executed as in a full round, on the rows of those neurons. What comes from the
others enters as a number whose formula is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from generator.engine.network import (
    Backward,
    Forward,
    Layer,
    bias_gradient,
    deltas,
    error_before,
    errors,
    net_input,
    passed_back,
    weight_gradient,
)
from generator.engine.training import Pass, Round, Sample, Start
from generator.engine.updates import Gradient, Memory, Method, Moves, move_layer
from generator.numbers.again import Again
from generator.numbers.certified import Ball, Certified
from generator.numbers.traced import Bare, Traced
from generator.quantities.agreement import agreed
from generator.quantities.labels import LayerNames

Select = Callable[[Round], np.ndarray]


@dataclass(frozen=True)
class Whole:
    """The round of the whole network: one run, on balls or on exact numbers, or several on floats that must agree.
    first: the first round, worked out in part, if this one is the same over again because nothing has moved."""

    runs: tuple[Round, ...]
    first: Round | None = None

    def leaves(self, select: Select, at: object = ...) -> np.ndarray:
        """The entries of an array of the round, at some indices, as traced numbers without a formula."""
        arrays = [select(run)[at] for run in self.runs]
        fresh = np.empty(arrays[0].shape, dtype=object)
        fresh.flat = [leaf(entries) for entries in zip(*(array.flat for array in arrays), strict=True)]
        if self.first is not None:
            known = select(self.first)[at]
            fresh.flat = [Again(node.value, same) for node, same in zip(fresh.flat, known.flat, strict=True)]
        return fresh

    def leaf(self, select: Callable[[Round], object]) -> Traced:
        made = leaf([select(run) for run in self.runs])
        return made if self.first is None else Again(made.value, select(self.first))


def leaf(entries: Sequence[object]) -> Traced:
    """One number, of one run or of several, as a traced one without a formula; exact where the run has it exactly."""
    if isinstance(entries[0], Bare):
        return Traced.given(entries[0].value)
    if isinstance(entries[0], Ball):
        return Traced.given(Certified(entries[0]))
    return Traced.given(Certified(agreed(*entries)) if any(entries) else Certified.of(0))


def partial_round(
    whole: Whole, start: Start, method: Method, sample: Sample, names: Sequence[LayerNames], t: Traced, batch_size: int
) -> Round:
    """The round with its first sample, of which `names` says what is worked out. Arrays are None where nothing is."""
    passed = forward(whole, start, sample, names)
    error = errors(method.loss, sample.targets, passed[-1].out)
    derived = backward(whole, start, method, sample, passed, names)
    short = None if method.short_delta is None else method.short_delta(sample.targets, passed[-1].out)
    done = Pass(sample, passed, error, derived, short)
    if batch_size == 1:
        gradients = tuple(Gradient(one.dE_dw, one.dE_db) for one in derived)
    else:
        gradients = tuple(batch_gradient(whole, one) for one in names)
    layers = zip(start.network, gradients, start.memory, names, strict=True)
    moves = tuple(moved(layer, gradient, method, memory, one, t) for layer, gradient, memory, one in layers)
    total = error.total if batch_size == 1 else whole.leaf(lambda run: run.total)
    return Round(t, start, batch_size, (done,), total, gradients, moves, start)


def forward(whole: Whole, start: Start, sample: Sample, names: Sequence[LayerNames]) -> tuple[Forward, ...]:
    passed: list[Forward] = []
    inputs = sample.inputs
    for index, (layer, one) in enumerate(zip(start.network, names, strict=True)):
        net = whole.leaves(lambda run, index=index: run.passes[0].forward[index].net)
        net[list(one.rows)] = net_input(*rows_of(layer, one), inputs)
        passed.append(Forward(inputs, net, layer.activation.value(net, *layer.settings)))
        inputs = passed[-1].out
    return tuple(passed)


def backward(
    whole: Whole, start: Start, method: Method, sample: Sample, passed: Sequence[Forward], names: Sequence[LayerNames]
) -> tuple[Backward, ...]:
    derived: list[Backward] = []
    dE_dout = method.loss.slope(sample.targets, passed[-1].out)
    for index in reversed(range(len(names))):
        layer, here, one = start.network[index], passed[index], names[index]
        rows, columns = list(one.rows), list(one.columns)
        dout_dnet, through, delta = deltas(layer, here, dE_dout, method.negative_delta)
        dE_dnet = -delta if method.negative_delta else delta
        dnet_dw, dE_dw = (
            spread(part, layer.weights.shape, rows) for part in weight_gradient(dE_dnet[rows], here.inputs)
        )
        dE_db = None if layer.biases is None else bias_gradient(dE_dnet, layer.biases)
        back = (None, None)
        if columns:
            narrow = passed_back(dE_dnet, layer.weights[:, columns])
            back = tuple(spread(part, layer.weights.shape, (slice(None), columns)) for part in narrow)
        derived.append(Backward(dE_dout, dout_dnet, through, delta, dnet_dw, dE_dw, dE_db, *back))
        if columns:
            dE_dout = whole.leaves(lambda run, index=index: run.passes[0].backward[index - 1].dE_dout)
            dE_dout[columns] = error_before(replace(derived[-1], dE_dinput_via=narrow[1]))
    return tuple(reversed(derived))


def batch_gradient(whole: Whole, names: LayerNames) -> Gradient:
    """The gradient over a batch, whose other samples are not worked out."""
    rows, index = list(names.rows), names.index
    weights = whole.leaves(lambda run: run.gradients[index].weights, rows)
    shape = (len(names.neurons), len(names.inputs))
    has_biases = whole.runs[0].gradients[index].biases is not None
    biases = whole.leaves(lambda run: run.gradients[index].biases) if has_biases else None
    return Gradient(spread(weights, shape, rows), biases)


def moved(layer: Layer, gradient: Gradient, method: Method, memory: Memory, names: LayerNames, t: Traced) -> Moves:
    """The update of the rows that are worked out, and of all biases."""
    rows = list(names.rows)
    narrow = replace(layer, weights=layer.weights[rows])
    remembered = Memory(tuple(state[rows] for state in memory.weights), memory.biases)
    moves = move_layer(narrow, Gradient(gradient.weights[rows], gradient.biases), method, remembered, t)
    shape = layer.weights.shape

    def wide(arrays: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
        return tuple(spread(array, shape, rows) for array in arrays)

    weights = moves.weights
    (spread_gradient, parameter), state, aside = (
        wide((weights.gradient, weights.parameter)),
        wide(weights.state),
        wide(weights.aside),
    )
    return replace(
        moves, weights=replace(weights, gradient=spread_gradient, parameter=parameter, state=state, aside=aside)
    )


def rows_of(layer: Layer, names: LayerNames) -> tuple[np.ndarray, np.ndarray | None]:
    rows = list(names.rows)
    biases = layer.biases if layer.biases is None or names.shares_bias else layer.biases[rows]
    return layer.weights[rows], biases


def spread(narrow: np.ndarray, shape: tuple[int, ...], at: object) -> np.ndarray:
    """An array of a shape that is None but for some of its entries."""
    wide = np.empty(shape, dtype=object)
    wide[at] = narrow
    return wide
