"""The parts of a network that is to be drawn: which node and which edge carries which quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.figures.drawing import Strand
from generator.figures.labels import Tag
from generator.figures.nodes import Cell
from generator.figures.parts import Pen, Row, Sentence, structural
from generator.figures.symbols import base, symbol
from generator.quantities import naming, notation
from generator.quantities.naming import LayerNames
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked


@dataclass(frozen=True)
class Show:
    """What a figure of the network prints: patterns of names of quantities, {} being the neuron, weight or bias.

    inputs, neurons, outputs: what stands in the nodes; outputs also have what neurons have. beside: what stands beside
    the outputs. weight, bias: what stands at the edges, the first pattern of several that the example has. total:
    whether the outputs lead on to the total error. values: with numbers, not only symbols.
    """

    title: str
    inputs: tuple[str, ...] = ()
    neurons: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    weight: tuple[str, ...] = ()
    bias: tuple[str, ...] = ()
    total: bool = False
    values: bool = True


@dataclass(frozen=True)
class Sketch:
    """The parts of a figure of the network: what is shown, in which round."""

    worked: Worked
    show: Show
    pen: Pen
    found: Mapping[str, Quantity]

    @property
    def layers(self) -> tuple[LayerNames, ...]:
        return naming.layers(self.worked.example)

    @property
    def has_total(self) -> bool:
        """Whether there is a total error to be shown: that of a single output is its own."""
        return self.show.total and len(self.layers[-1].neurons) > 1

    def columns(self) -> Iterator[list[Cell]]:
        """The nodes: inputs, then the neurons of each layer; a bias stands below what feeds its layer."""
        yield [*map(self.input, self.layers[0].inputs), *self.bias(self.layers[0])]
        for names, after in pairwise(self.layers):
            yield [*map(self.neuron, names.neurons), *self.bias(after)]
        yield [*map(self.output, self.layers[-1].neurons), *self.total()]

    def gaps(self) -> Iterator[list[Strand]]:
        """The strands from column to column."""
        for names in self.layers:
            strands = [
                Strand(i, j, "way", self.tag(self.show.weight, str(number)))
                for j, i, number, _, _ in naming.weights_of(names)
            ]
            biases = self.biases(names)
            for j, bias in enumerate(biases * len(names.neurons) if names.shares_bias else biases):
                own = None if names.shares_bias else self.tag(self.show.bias, bias)
                strands.append(Strand(len(names.inputs), j, "way constant", own))
            yield strands

    def input(self, name: str) -> Cell:
        return Cell("input", self.name(name), tuple(self.pen.row(quantity=q) for q in self.all(self.show.inputs, name)))

    def neuron(self, name: str) -> Cell:
        return Cell("neuron", self.name(name), self.rows(self.show.neurons, name))

    def output(self, name: str) -> Cell:
        beside = self.all(self.show.beside, name)
        rows = tuple(row for q in beside for row in (self.pen.row(symbol(q.symbol)), self.pen.row(quantity=q)))
        return Cell("neuron", self.name(name), self.rows(self.show.neurons + self.show.outputs, name), beside=rows)

    def total(self) -> Iterator[Cell]:
        if self.has_total:
            total = self.found["E_total"]
            yield Cell("total", self.pen.row(symbol(total.symbol)), (self.pen.row(quantity=total),))

    def bias(self, names: LayerNames) -> Iterator[Cell]:
        """The constant whose weights are the biases. A shared bias is written under it, others at their edges."""
        if self.biases(names):
            shared = self.tag(self.show.bias, *self.biases(names)) if names.shares_bias else None
            yield Cell("bias", structural("1"), under=shared and shared.row)

    def biases(self, names: LayerNames) -> list[str]:
        """The names of a layer's biases."""
        biases = self.worked.engine_round(1).before[names.index].biases
        return [label.name for label, _ in naming.bias_labels(names, biases, "bias", "{}")]

    def name(self, neuron: str) -> Row:
        return self.pen.row(symbol(notation.subscript(neuron)))

    def rows(self, patterns: tuple[str, ...], name: str) -> tuple[Row, ...]:
        return tuple(self.pen.row(base(q.symbol), q) for q in self.all(patterns, name))

    def tag(self, patterns: tuple[str, ...], name: str) -> Tag | None:
        """The label of an edge, if there is to be one."""
        for quantity in self.first(patterns, name):
            return Tag(self.pen.row(symbol(quantity.symbol), quantity if self.show.values else None))
        return None

    def first(self, patterns: tuple[str, ...], name: str) -> list[Quantity]:
        return self.all(patterns, name)[:1]

    def all(self, patterns: tuple[str, ...], name: str) -> list[Quantity]:
        """The quantities that the patterns name, as far as the example has them."""
        return [self.found[pattern.format(name)] for pattern in patterns if pattern.format(name) in self.found]

    def sentences(self) -> Iterator[Sentence]:
        """The description: what is where, and every number that is shown."""
        inputs, *layers = [self.layers[0].inputs, *(names.neurons for names in self.layers)]
        yield Sentence(f"Inputs {', '.join(inputs)}; then neurons " + "; then ".join(map(", ".join, layers)))
        if not self.show.values:
            return
        weights = [str(number) for names in self.layers for _, _, number, _, _ in naming.weights_of(names)]
        biases = [name for names in self.layers for name in self.biases(names)]
        parts = {
            "Inputs:": [q for name in inputs for q in self.all(self.show.inputs, name)],
            "Weights:": [q for name in weights for q in self.first(self.show.weight, name)],
            "Biases:": [q for name in biases for q in self.first(self.show.bias, name)],
            "Neurons:": [q for names in layers for name in names for q in self.all(self.show.neurons, name)],
            "Outputs:": [q for name in layers[-1] for q in self.all(self.show.outputs + self.show.beside, name)],
            "Together:": [self.found["E_total"]] if self.has_total else [],
        }
        for words, quantities in parts.items():
            if quantities:
                yield self.pen.sentence(words, quantities)
