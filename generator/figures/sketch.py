"""The parts of a network that is to be drawn: which node and which edge carries which quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.figures.labels import Tag
from generator.figures.nodes import Cell, Part
from generator.figures.parts import Pen, Row, structural
from generator.figures.strands import Strand
from generator.figures.sums import how
from generator.figures.symbols import base, symbol
from generator.figures.view import View
from generator.quantities import notation
from generator.quantities.labels import LayerNames, bias_names
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
    view: View
    show: Show
    pen: Pen
    found: Mapping[str, Quantity]

    @property
    def outputs(self) -> LayerNames:
        return self.view.layers[-1]

    @property
    def has_total(self) -> bool:
        """Whether there is a total error to be shown: that of a single output is its own."""
        return self.show.total and len(self.outputs.neurons) > 1

    def columns(self) -> Iterator[list[Part]]:
        """The nodes: inputs, then the neurons of each layer; a bias stands below what feeds its layer."""
        for names in self.view.layers:
            part = self.neuron if names.index else self.input
            yield [*self.view.parts(names.index, part, self.pen), *self.bias(names)]
        yield [*self.view.parts(len(self.view.layers), self.output, self.pen), *self.total()]

    def gaps(self) -> Iterator[list[Strand]]:
        """The strands from column to column."""
        for names in self.view.layers:
            strands = [
                Strand(
                    i, j, "way off" if self.is_off(source) else "way", self.tag(self.show.weight, str(number)),
                    by_source=self.worked.example.notation.weights == "from to",
                )
                for i, j, number, _, source in self.view.edges(names)
            ]
            below, targets = (len(column.positions) for column in self.view.columns[names.index : names.index + 2])
            for j, bias in enumerate(self.biases(names) * (targets if names.shares_bias else 1)):
                own = None if names.shares_bias else self.tag(self.show.bias, bias)
                strands.append(Strand(below, j, "way constant", own))
            yield strands

    def input(self, name: str) -> Cell:
        return Cell("input", self.name(name), tuple(self.pen.row(quantity=q) for q in self.all(self.show.inputs, name)))

    def neuron(self, name: str) -> Cell:
        kind = "neuron dead" if self.is_off(name) else "neuron"
        return Cell(kind, self.name(name), self.rows(self.show.neurons, name))

    def output(self, name: str) -> Cell:
        beside = self.all(self.show.beside, name)
        rows = tuple(row for q in beside for row in (self.pen.row(symbol(q.symbol)), self.pen.row(quantity=q)))
        return replace(self.neuron(name), rows=self.rows(self.show.neurons + self.show.outputs, name), beside=rows)

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
        """The names of a layer's biases, as far as their neurons are drawn."""
        drawn = self.view.columns[names.index + 1].positions
        return bias_names(replace(names, rows=drawn), self.worked.biases(names.index))

    def is_off(self, name: str) -> bool:
        """Whether the figure shows that a neuron passes nothing on: its net is negative, its out is 0."""
        (out,) = self.all(tuple(pattern for pattern in self.show.neurons if pattern == "out_{}"), name) or (None,)
        return self.show.values and out is not None and out.value.exact == 0 and self.found[f"net_{name}"] < 0

    def name(self, neuron: str) -> Row:
        return self.pen.row(symbol(notation.subscript(neuron)))

    def rows(self, patterns: tuple[str, ...], name: str) -> tuple[Row, ...]:
        found = self.all(patterns, name)
        if not self.show.values:
            if any(q.node.operation == "given" for q in found):  # of a large network, a neuron that is not worked out
                return ()
            return tuple(self.pen.row(symbol(row)) for q in found for row in how(q, self.worked))
        return tuple(self.pen.row(base(q.symbol), q) for q in found)

    def tag(self, patterns: tuple[str, ...], name: str) -> Tag | None:
        """The label of an edge, if there is to be one."""
        for quantity in self.first(patterns, name):
            if quantity.symbol.startswith(r"\frac"):  # a derivative, which its line says: the number is enough
                return Tag(self.pen.row(quantity=quantity), "tag k-gradient")
            return Tag(self.pen.row(symbol(quantity.symbol), quantity if self.show.values else None))
        return None

    def first(self, patterns: tuple[str, ...], name: str) -> list[Quantity]:
        return self.all(patterns, name)[:1]

    def all(self, patterns: tuple[str, ...], name: str) -> list[Quantity]:
        """The quantities that the patterns name, as far as the example has them."""
        return [self.found[pattern.format(name)] for pattern in patterns if pattern.format(name) in self.found]
