"""What the numbers around one layer are called: its neurons, its inputs, its weights, its biases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.engine.activations import ACTIVATIONS
from generator.example import Example


@dataclass(frozen=True)
class Label:
    """The name of a number and what it belongs to.

    family: what kind of thing it is (a key of `notation.SYMBOLS`).
    neuron: the neuron it belongs to; source: the input or neuron before it, or the other neuron of a coupled layer.
    number: of a weight, counted through the whole network, row by row. layer, row, column: counted from 1.
    parameter: "weight" or "bias", where it is about one of these. state: what an optimizer calls it.
    sample: the number of its sample, counted from 1, where a round has several; else 0.
    has_error: whether its neuron alone decides one of the errors that make up the total.
    place: the path of a given number in example.yml.
    """

    family: str
    name: str
    neuron: str = ""
    source: str = ""
    number: int = 0
    layer: int = 0
    row: int = 0
    column: int = 0
    parameter: str = ""
    state: str = ""
    sample: int = 0
    has_error: bool = False
    place: tuple[str | int, ...] = ()


Named = Iterator[tuple[Label, object]]
Edge = tuple[int, int, int, str, str]
"""Of a weight: row, column, number, neuron, source."""

MOST_WEIGHTS_IN_FULL = 1000
"""Of a layer with more weights, one neuron is worked out in full."""


@dataclass(frozen=True)
class LayerNames:
    """The names around one layer: what feeds it, its neurons, and the number of its first weight less one.

    rows: the neurons that are worked out in full, by position. columns: the same of the layer before, empty for the
    first layer. Both are all, but in a layer too large for that.
    """

    index: int
    inputs: tuple[str, ...]
    neurons: tuple[str, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    weights_before: int
    shares_bias: bool
    coupled: bool
    settings: tuple[str, ...]
    is_output: bool

    def weight(self, row: int, column: int) -> int:
        """The number of a weight."""
        return self.weights_before + row * len(self.inputs) + column + 1

    @property
    def is_whole(self) -> bool:
        """Whether all neurons are worked out in full."""
        return len(self.rows) == len(self.neurons)

    def edges(self) -> Iterator[Edge]:
        """The weights that lead to the neurons of `rows`, row by row."""
        return (self.edge(j, i) for j in self.rows for i in range(len(self.inputs)))

    def passing(self) -> Iterator[Edge]:
        """The weights through which a delta comes back to the neurons of `columns`, row by row."""
        return (self.edge(j, i) for j in range(len(self.neurons)) for i in self.columns)

    def edge(self, row: int, column: int) -> Edge:
        return row, column, self.weight(row, column), self.neurons[row], self.inputs[column]


def layers(example: Example) -> tuple[LayerNames, ...]:
    """The names of each layer of the example, first layer first."""
    result: list[LayerNames] = []
    inputs, columns, weights = example.inputs, (), 0
    for index, layer in enumerate(example.layers):
        activation = ACTIVATIONS[layer.activation]
        shares_bias, is_output = isinstance(layer.biases, Decimal), index == len(example.layers) - 1
        size = len(inputs) * len(layer.neurons)
        rows = tuple(range(len(layer.neurons))) if size <= MOST_WEIGHTS_IN_FULL else (0,)
        around = (inputs, layer.neurons, rows, columns, weights)
        result.append(LayerNames(index, *around, shares_bias, activation.coupled, activation.settings, is_output))
        weights += size
        inputs, columns = layer.neurons, rows
    return tuple(result)


def weights_of(
    names: LayerNames, family: str, pattern: str, array: object, edges: Iterable[Edge] | None = None, **more: object
) -> Named:
    """A number for each weight of a layer, or of some, row by row; the name is the pattern with the weight's number."""
    own_error = names.is_output and not names.coupled
    for j, i, number, neuron, source in names.edges() if edges is None else edges:
        where = {"layer": names.index + 1, "row": j + 1, "column": i + 1, "parameter": "weight", **more}
        if "place" in more:
            where["place"] = (*more["place"], "weights", j, i)
        yield Label(family, pattern.format(number), neuron, source, number, has_error=own_error, **where), array[j, i]


def pairs_of(names: LayerNames, family: str, pattern: str, array: object, **more: object) -> Named:
    """A number for each weight through which a delta comes back; the name is the pattern with neuron and source."""
    for label, value in weights_of(names, family, "{}", array, names.passing(), **more):
        yield replace(label, name=pattern.format(label.neuron, label.source)), value


def bias_names(names: LayerNames, biases: object) -> list[str]:
    return [label.name for label, _ in biases_of(names, "bias", "{}", biases)]


def biases_of(names: LayerNames, family: str, pattern: str, biases: object, **more: object) -> Named:
    """A number for each bias. A shared one is called after its layer (b1), one of its own after its neuron (b_h1)."""
    if biases is None:
        return
    for j in [0] if names.shares_bias else names.rows:
        neuron = "" if names.shares_bias else names.neurons[j]
        where = {"layer": names.index + 1, "row": j + 1, "parameter": "bias", **more}
        if "place" in more:
            where["place"] = (*more["place"], "biases", j) if neuron else (*more["place"], "biases")
        name = pattern.format(f"b_{neuron}" if neuron else f"b{names.index + 1}")
        yield Label(family, name, neuron, **where), biases[j]


def each_neuron(names: LayerNames, family: str, pattern: str, array: object, sample: int) -> Named:
    """A number for each neuron of a layer."""
    for j, neuron in enumerate(names.neurons):
        yield Label(family, pattern.format(neuron), neuron, layer=names.index + 1, row=j + 1, sample=sample), array[j]


def each_pair(names: LayerNames, family: str, pattern: str, matrix: object, sample: int) -> Named:
    """A number for each two neurons of a layer: the out of one, the net of the other."""
    for k, source in enumerate(names.neurons):
        for j, neuron in enumerate(names.neurons):
            label = Label(family, pattern.format(source, neuron), neuron, source, sample=sample)
            yield label, matrix[k, j]
