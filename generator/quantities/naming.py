"""Which number of a round has which name: the names that authors type, in the order of the computation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from generator.engine.network import Errors, Forward
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Pass, Round, Sample
from generator.engine.updates import Memory, Method, Move
from generator.example import Example
from generator.quantities.labels import (
    Label,
    LayerNames,
    Named,
    biases_of,
    each_neuron,
    each_pair,
    layers,
    pairs_of,
    weights_of,
)
from generator.quantities.setting import ROUND


def given(example: Example, done: Round, method: Method) -> Named:
    """What the round starts from beside its samples: settings, weights, biases, the optimizer's state."""
    for name, value in method.settings.items():
        rate = name == "learning_rate"
        yield Label("rate" if rate else "setting", "eta" if rate else name, state=name, place=(name,)), value
    if method.weight_decay is not None:
        yield Label("setting", "weight_decay", state="weight_decay", place=("weight_decay",)), method.weight_decay
    if ROUND in method.optimizer.settings:
        yield Label("round", ROUND), done.t
    for names, layer, memory in zip(layers(example), done.before.network, done.before.memory, strict=True):
        place = ("layers", names.index)
        for name, value in zip(names.settings, layer.settings, strict=True):
            number = names.index + 1
            yield Label("leak", f"leak{number}", layer=number, place=(*place, name)), value
        edges = sorted({*names.edges(), *names.passing()})
        yield from weights_of(names, "weight", "w{}", layer.weights, edges, place=place)
        yield from biases_of(names, "bias", "{}", layer.biases, place=place)
        yield from remembered(method, names, memory)


def remembered(method: Method, names: LayerNames, memory: Memory) -> Named:
    """The optimizer's state for the parameters of a layer."""
    for state, array in zip(method.optimizer.state, memory.weights, strict=True):
        yield from weights_of(names, "state", state + "_w{}", array, state=state)
    for state, array in zip(method.optimizer.state, memory.biases, strict=False):  # none where biases stay
        yield from biases_of(names, "state", state + "_{}", array, state=state)


def inputs_and_targets(example: Example, values: Sample, sample: int, mark: int = 0) -> Named:
    """The numbers of one sample, counted from 0; `mark` is what its symbols are marked with."""
    for i, name in enumerate(example.inputs):
        place = ("data", sample, "inputs", i)
        yield Label("input", name, name, row=i + 1, sample=mark, place=place), values.inputs[i]
    for i, name in enumerate(example.layers[-1].neurons):
        place = ("data", sample, "targets", i)
        yield Label("target", f"target_{name}", name, row=i + 1, sample=mark, place=place), values.targets[i]


def computed(example: Example, done: Round, method: Method, first: int = 0) -> Named:
    """What the round computes, in the order of the computation. first: the position of its first sample in the data."""
    for sample, one in marked(example, done, first):
        yield from passed(example, one, sample)
    yield from over_batch(example, done)
    yield from update(example, done, method)


def marked(example: Example, done: Round, first: int) -> Iterator[tuple[int, Pass]]:
    """Each pass of a round with the mark of its sample: its number in the data, or 0 where each round has only one."""
    for position, one in enumerate(done.passes, first + 1):
        yield mark_of(example, position), one


def mark_of(example: Example, number: int) -> int:
    return number if example.batch_size > 1 else 0


def passed(example: Example, done: Pass, sample: int = 0) -> Named:
    """What one sample's way forward and back computes, in the order of the computation."""
    yield from forward(example, done.forward, done.errors, sample)
    yield from backward(example, done, sample)


def forward(example: Example, passed: Sequence[Forward], errors: Errors, sample: int = 0) -> Named:
    for names, layer in zip(layers(example), passed, strict=True):
        nets = each_neuron(names, "net", "net_{}", layer.net, sample)
        outs = each_neuron(names, "out", "out_{}", layer.out, sample)
        # A coupled layer needs all its nets before its first out.
        yield from chain(nets, outs) if names.coupled else chain.from_iterable(zip(nets, outs, strict=True))
    yield from each_neuron(layers(example)[-1], "error", "E_{}", errors.each, sample)
    yield Label("total", "E_total", sample=sample), errors.total


def backward(example: Example, done: Pass, sample: int = 0) -> Named:
    for names, layer in reversed(list(zip(layers(example), done.backward, strict=True))):
        dE_dout = each_neuron(names, "dE_dout", "dE_dout_{}", layer.dE_dout, sample)
        delta = each_neuron(names, "delta", "delta_{}", layer.delta, sample)
        if names.coupled:
            yield from dE_dout
            yield from each_pair(names, "jacobian", "dout_{}_dnet_{}", layer.dout_dnet, sample)
            yield from each_pair(names, "via out", "dE_dnet_{1}_via_{0}", layer.dE_dnet_via, sample)
            yield from delta
        else:
            slope = each_neuron(names, "dout_dnet", "dout_dnet_{}", layer.dout_dnet, sample)
            yield from chain.from_iterable(zip(dE_dout, slope, delta, strict=True))
        if names.is_output and done.short is not None:
            yield from each_neuron(names, "short delta", "delta_{}_short", done.short, sample)
        by_name = weights_of(names, "dnet_dw", "dnet_dw{}", layer.dnet_dw, sample=sample)
        gradient = weights_of(names, "gradient", "dE_dw{}", layer.dE_dw, sample=sample)
        yield from chain.from_iterable(zip(by_name, gradient, strict=True))
        yield from biases_of(names, "bias gradient", "dE_d{}", layer.dE_db, sample=sample)
        if layer.dnet_dinput is not None:
            along = pairs_of(names, "dnet_dout", "dnet_{}_dout_{}", layer.dnet_dinput, sample=sample)
            via = pairs_of(names, "via", "dE_dout_{1}_via_{0}", layer.dE_dinput_via, sample=sample)
            yield from chain.from_iterable(zip(along, via, strict=True))


def over_batch(example: Example, done: Round) -> Named:
    """The loss of a batch of several samples, and its gradient."""
    if done.size == 1:
        return
    yield Label("batch total", "E_batch"), done.total
    for names, gradient in reversed(list(zip(layers(example), done.gradients, strict=True))):
        yield from weights_of(names, "batch gradient", "dE_dw{}_batch", gradient.weights)
        yield from biases_of(names, "batch bias gradient", "dE_d{}_batch", gradient.biases)


def update(example: Example, done: Round, method: Method) -> Named:
    for names, moves in reversed(list(zip(layers(example), done.moves, strict=True))):
        if method.weight_decay is not None:
            yield from weights_of(names, "decayed gradient", "dE_dw{}_decayed", moves.weights.gradient)
        for named in (weights_of, biases_of):
            pattern = "w{}" if named is weights_of else "{}"
            move = moves.weights if named is weights_of else moves.biases
            if move is not None:
                yield from moved(example, names, move, named, pattern)


def moved(example: Example, names: LayerNames, move: Move, named: type[weights_of], pattern: str) -> Named:
    """What the optimizer made of one array of parameters."""
    optimizer = OPTIMIZERS[example.optimizer]
    for state, array in zip(optimizer.state, move.state, strict=True):
        yield from named(names, "new state", f"{state}_{pattern}_new", array, state=state)
    for aside, array in zip(optimizer.aside, move.aside, strict=True):
        yield from named(names, "aside", f"{aside}_{pattern}", array, state=aside)
    yield from named(names, "new weight" if named is weights_of else "new bias", f"{pattern}_new", move.parameter)


def value_at(example: Example, place: tuple[str | int, ...]) -> Decimal:
    """The number at a place of example.yml."""
    value = example
    for step in place:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    return value
