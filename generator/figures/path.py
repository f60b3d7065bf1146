"""The way back: how the derivative of the total error flows from the outputs to one weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import mul

from generator.errors import nearest
from generator.figures.drawing import LeftOut, fitted, scene_of
from generator.figures.joined import with_coupling
from generator.figures.labels import Chip, Factor, Tag
from generator.figures.nodes import Capsule, Cell, OneOfMany, Part
from generator.figures.parts import Pen, Sentence
from generator.figures.strands import Strand
from generator.figures.symbols import symbol
from generator.figures.view import View, listed, view_of
from generator.quantities import notation
from generator.quantities.labels import LayerNames, layers
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked


def way_back(
    worked: Worked, pen: Pen, found: Mapping[str, Quantity], to: str, values: bool, sample: Iterable[Sentence]
) -> Mapping[str, object]:
    """The ways from the total error back to the weight named `to`, with the factors of the chain rule as symbols or
    with their values. sample: what is said of whose numbers these are. LookupError for an unknown weight, and for one
    that is not worked out."""
    names, neuron, source = weight_named(layers(worked.example), to)
    minus = worked.example.notation.delta == "minus"
    way = WayBack(view_of(worked, (neuron, source)), pen, found, to, names.index, neuron, values, minus)
    done, left_out = fitted(list(way.columns()), list(way.gaps()))
    if way.view.layers[-1].coupled:
        done = with_coupling(done, -2, way.view.columns[-1].positions)
    return scene_of(done, f"The way from the total error back to {to}", (*way.sentences(left_out), *sample))


def weight_named(all_layers: tuple[LayerNames, ...], name: str) -> tuple[LayerNames, str, str]:
    """The layer of a weight, the neuron that it leads to, and the one that it comes from."""
    weights = {
        f"w{number}": (names, neuron, source) for names in all_layers for _, _, number, neuron, source in names.edges()
    }
    if name in weights:
        return weights[name]
    for names in all_layers:
        full = listed([names.neurons[row] for row in names.rows])
        for j, neuron in enumerate(names.neurons):
            if name in {f"w{names.weight(j, i)}" for i in range(len(names.inputs))}:
                raise LookupError(
                    f"the way back leads to a weight that is worked out, and '{name}' leads to {neuron}. "
                    f"In a layer as large as this one it is {full} that is worked out."
                )
    raise LookupError(f"the way back leads to a weight, and there is no weight '{name}'. {nearest(name, weights)}")


@dataclass(frozen=True)
class WayBack:
    """The parts of the figure. The way ends at the weight `goal`, which leads to `neuron` in layer number `layer`.
    minus: whether a delta is minus the derivative with respect to net."""

    view: View
    pen: Pen
    found: Mapping[str, Quantity]
    goal: str
    layer: int
    neuron: str
    values: bool
    minus: bool

    def columns(self) -> Iterator[list[Part]]:
        yield self.view.parts(0, lambda name: Cell("input", self.pen.row(symbol(notation.subscript(name)))), self.pen)
        for names in self.view.layers:
            yield self.view.parts(names.index + 1, lambda neuron, names=names: self.capsule(names, neuron), self.pen)
        ways = None if self.ways is None else self.pen.counted(self.ways, "ways")
        yield [Cell("error", self.pen.row(symbol(self.found["E_total"].symbol)), under=ways)]

    def gaps(self) -> Iterator[list[Strand]]:
        before: tuple[str, ...] = ()
        for names in self.view.layers:
            yield [
                self.strand(i, j, f"w{number}", f"dnet_{neuron}_dout_{source}" if source in before else "")
                for i, j, number, neuron, source in self.view.edges(names)
            ]
            before = self.passed(names)
        yield [
            self.from_error(i, neuron) if neuron in before else Strand(i, 0, "way")
            for i, neuron in enumerate(self.view.columns[-1].drawn)
        ]

    def passed(self, names: LayerNames) -> tuple[str, ...]:
        """The neurons of a layer that are drawn and that the way passes: the weight has an influence on them."""
        if names.index == self.layer:
            return (self.neuron,)
        return self.view.columns[names.index + 1].drawn if names.index > self.layer else ()

    @property
    def ways(self) -> Quantity | None:
        """How many ways there are through the neurons of later layers, where not all of these are drawn."""
        later = range(self.layer + 2, len(self.view.columns))
        if all(self.view.columns[index].is_all for index in later):
            return None
        return reduce(mul, (self.view.sizes[index] for index in later))

    def capsule(self, names: LayerNames, neuron: str) -> Capsule:
        net, out = (symbol(self.found[f"{half}_{neuron}"].symbol) for half in ("net", "out"))
        if neuron not in self.passed(names):
            return Capsule(net, out)
        if names.coupled:
            return Capsule(net, out, passed="k-delta")
        return Capsule(net, out, self.factor(f"dout_dnet_{neuron}", "dout_dnet"))

    def strand(self, source: int, target: int, weight: str, passed_on: str) -> Strand:
        """The edge of a weight. passed_on: the name of the factor by which it hands the derivative on, if it does."""
        if weight == self.goal:
            chip = Chip(symbol(self.found[weight].symbol))
            return arrow(source, target, "dnet_dw", self.factor(f"dnet_d{weight}", "dnet_dw"), chip)
        if passed_on:
            return arrow(source, target, "dnet_dout", self.factor(passed_on, "dnet_dout"))
        tag = Tag(self.pen.row(symbol(self.found[weight].symbol)), "tag aside") if self.view.is_all else None
        return Strand(source, target, "way", tag)

    def from_error(self, source: int, neuron: str) -> Strand:
        """From the total error to the output of a neuron; in a coupled layer, where a net is in every output, to its
        net."""
        if not self.view.layers[-1].coupled:
            return arrow(source, 0, "dE_dout", self.factor(f"dE_dout_{neuron}", "dE_dout"))
        delta = self.found[f"delta_{neuron}"]
        symbols = (self.found[name].symbol for name in ("E_total", f"net_{neuron}"))
        factor = self.made(-delta if self.minus else delta, "delta", notation.partial(*symbols))
        return arrow(source, 0, "delta", factor)

    def factor(self, name: str, family: str) -> Factor | None:
        """A factor of the chain rule, where it is worked out."""
        return self.made(self.found[name], family, self.found[name].symbol) if name in self.found else None

    def made(self, quantity: Quantity, family: str, latex: str) -> Factor:
        return Factor(None if self.values else symbol(latex), self.pen.row(quantity=quantity), f"k-{family}")

    def sentences(self, left_out: LeftOut) -> Iterator[Sentence]:
        if not self.view.is_all:
            yield from self.view.sentences(self.pen)
        back = [listed(self.passed(names)) for names in reversed(self.view.layers) if self.passed(names)]
        yield Sentence(f"The derivative flows from the total error through {', then '.join(back)} to {self.goal}")
        if self.ways is not None:
            yield Sentence("Ways in all:", (("", self.pen.count(self.ways)),))
        if self.view.layers[-1].coupled:
            yield Sentence("Each output depends on the nets of all outputs: the factor at a net takes them together")
        yield from self.view.left_out(left_out)
        if self.values:
            whole = (part.part if isinstance(part, OneOfMany) else part for column in self.columns() for part in column)
            slopes = [part.slope for part in whole if isinstance(part, Capsule)]
            labelled = (gap for index, gap in enumerate(self.gaps()) if (index, True) not in left_out)
            marks = [strand.mark for gap in labelled for strand in gap]
            factors = [part.number.number for part in (*slopes, *marks) if isinstance(part, Factor)]
            yield Sentence("Factors:", tuple((number.quantity.name.replace("_", " "), number) for number in factors))


def arrow(source: int, target: int, family: str, factor: Factor | None, goal: Chip | None = None) -> Strand:
    return Strand(source, target, f"back k-{family}", factor, back=True, goal=goal)
