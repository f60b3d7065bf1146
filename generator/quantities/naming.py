"""Which number of a round has which name: the names that authors type, in the order of the computation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.engine.training import Method, Round, Sample
from generator.example import Example


@dataclass(frozen=True)
class Label:
    """The name of a number and what it belongs to.

    family: what kind of thing it is (a key of `notation.SYMBOLS`).
    neuron: the neuron it belongs to; source: the input or neuron before it, where there are two.
    number: of a weight, counted through the whole network, row by row; of a shared bias, the layer's.
    place: the path of a given number in example.yml.
    """

    family: str
    name: str
    neuron: str = ""
    source: str = ""
    number: int = 0
    is_output: bool = False
    place: tuple[str | int, ...] = ()


Named = Iterator[tuple[Label, object]]


@dataclass(frozen=True)
class LayerNames:
    """The names around one layer: what feeds it, its neurons, and the number of its first weight less one."""

    index: int
    inputs: tuple[str, ...]
    neurons: tuple[str, ...]
    weights_before: int
    shares_bias: bool
    is_output: bool

    def weight(self, row: int, column: int) -> int:
        return self.weights_before + row * len(self.inputs) + column + 1


def layers(example: Example) -> tuple[LayerNames, ...]:
    """The names of each layer of the example, first layer first."""
    result: list[LayerNames] = []
    inputs, weights = example.inputs, 0
    for index, layer in enumerate(example.layers):
        shares_bias, is_output = isinstance(layer.biases, Decimal), index == len(example.layers) - 1
        result.append(LayerNames(index, inputs, layer.neurons, weights, shares_bias, is_output))
        weights += len(inputs) * len(layer.neurons)
        inputs = layer.neurons
    return tuple(result)


def given(example: Example, done: Round, method: Method, sample: int) -> Named:
    """What the round starts from: inputs, targets, learning rate, weights, biases."""
    yield from inputs_and_targets(example, done.sample, sample)
    yield Label("rate", "eta", place=("learning_rate",)), method.learning_rate
    for names, layer in zip(layers(example), done.before, strict=True):
        place = ("layers", names.index)
        for j, i, number, neuron, source in weights_of(names):
            label = Label("weight", f"w{number}", neuron, source, number, place=(*place, "weights", j, i))
            yield label, layer.weights[j, i]
        yield from bias_labels(names, layer.biases, "bias", "{}", place)


def inputs_and_targets(example: Example, values: Sample, sample: int) -> Named:
    """The numbers of one sample, counted from 0."""
    for i, name in enumerate(example.inputs):
        yield Label("input", name, name, place=("data", sample, "inputs", i)), values.inputs[i]
    for i, name in enumerate(example.layers[-1].neurons):
        yield Label("target", f"target_{name}", name, place=("data", sample, "targets", i)), values.targets[i]


def computed(example: Example, done: Round) -> Named:
    """What the round computes, in the order of the computation."""
    yield from forward(example, done)
    yield from backward(example, done)
    yield from update(example, done)


def forward(example: Example, done: Round) -> Named:
    for names, layer in zip(layers(example), done.forward, strict=True):
        for j, neuron in enumerate(names.neurons):
            yield Label("net", f"net_{neuron}", neuron), layer.net[j]
            yield Label("out", f"out_{neuron}", neuron), layer.out[j]
    for j, neuron in enumerate(example.layers[-1].neurons):
        yield Label("error", f"E_{neuron}", neuron), done.errors.each[j]
    yield Label("total", "E_total"), done.errors.total


def backward(example: Example, done: Round) -> Named:
    for names, layer in reversed(list(zip(layers(example), done.backward, strict=True))):
        for j, neuron in enumerate(names.neurons):
            yield Label("dE_dout", f"dE_dout_{neuron}", neuron), layer.dE_dout[j]
            yield Label("dout_dnet", f"dout_dnet_{neuron}", neuron), layer.dout_dnet[j]
            yield Label("delta", f"delta_{neuron}", neuron), layer.delta[j]
        for j, i, number, neuron, source in weights_of(names):
            yield Label("dnet_dw", f"dnet_dw{number}", neuron, source, number), layer.dnet_dw[j, i]
            yield Label("gradient", f"dE_dw{number}", neuron, source, number), layer.dE_dw[j, i]
        yield from bias_labels(names, layer.dE_db, "bias gradient", "dE_d{}")
        if layer.dnet_dinput is not None:
            for j, i, number, neuron, source in weights_of(names):
                passed = f"dnet_{neuron}_dout_{source}"
                yield Label("dnet_dout", passed, neuron, source, number), layer.dnet_dinput[j, i]
                via = f"dE_dout_{source}_via_{neuron}"
                yield Label("via", via, neuron, source, is_output=names.is_output), layer.dE_dinput_via[j, i]


def update(example: Example, done: Round) -> Named:
    for names, layer, before in reversed(list(zip(layers(example), done.after, done.before, strict=True))):
        for j, i, number, neuron, source in weights_of(names):
            yield Label("new weight", f"w{number}_new", neuron, source, number), layer.weights[j, i]
        if layer.biases is not before.biases:
            yield from bias_labels(names, layer.biases, "new bias", "{}_new")


def weights_of(names: LayerNames) -> Iterator[tuple[int, int, int, str, str]]:
    """Row, column, number, neuron and source of each weight of a layer, row by row."""
    for j, neuron in enumerate(names.neurons):
        for i, source in enumerate(names.inputs):
            yield j, i, names.weight(j, i), neuron, source


def bias_labels(
    names: LayerNames, biases: object, family: str, pattern: str, place: tuple[str | int, ...] | None = None
) -> Named:
    """A shared bias is called after its layer (b1), a bias of its own after its neuron (b_h1)."""
    if biases is None:
        return
    for j, value in enumerate(biases):
        neuron = "" if names.shares_bias else names.neurons[j]
        name = f"b_{neuron}" if neuron else f"b{names.index + 1}"
        where = () if place is None else (*place, "biases", j) if neuron else (*place, "biases")
        yield Label(family, pattern.format(name), neuron, number=names.index + 1, place=where), value


def value_at(example: Example, place: tuple[str | int, ...]) -> Decimal:
    """The number at a place of example.yml."""
    value = example
    for step in place:
        value = getattr(value, step) if isinstance(step, str) else value[step]
    return value
