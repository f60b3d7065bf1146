"""The way back: how the derivative of the total error flows from the outputs to one weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.errors import nearest
from generator.figures.drawing import Strand, drawing, scene_of
from generator.figures.labels import Chip, Factor, Tag
from generator.figures.nodes import Capsule, Cell
from generator.figures.parts import Pen, Sentence
from generator.figures.symbols import Symbol, symbol
from generator.quantities import naming, notation
from generator.quantities.naming import LayerNames
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked


def way_back(
    worked: Worked, pen: Pen, found: Mapping[str, Quantity], to: str, values: bool, total: Symbol
) -> Mapping[str, object]:
    """The ways from the total error back to the weight named `to`, with the factors of the chain rule as symbols or
    with their values. LookupError for an unknown weight."""
    layers = naming.layers(worked.example)
    weights = {
        f"w{number}": (names.index, neuron)
        for names in layers
        for _, _, number, neuron, _ in naming.weights_of(names)
    }
    if to not in weights:
        raise LookupError(f"the way back leads to a weight, and there is no weight '{to}'. {nearest(to, weights)}")
    way = WayBack(layers, pen, found, to, *weights[to], values, total)
    done = drawing(list(way.columns()), list(way.gaps()))
    return scene_of(done, f"The way from the total error back to {to}", way.sentences())


@dataclass(frozen=True)
class WayBack:
    """The parts of the figure. The way ends at the weight `goal`, which leads to `neuron` in layer number `layer`."""

    layers: tuple[LayerNames, ...]
    pen: Pen
    found: Mapping[str, Quantity]
    goal: str
    layer: int
    neuron: str
    values: bool
    total: Symbol

    def columns(self) -> Iterator[list[Cell | Capsule]]:
        yield [Cell("input", self.pen.row(symbol(notation.subscript(name)))) for name in self.layers[0].inputs]
        for names in self.layers:
            yield [self.capsule(neuron, neuron in self.passed(names)) for neuron in names.neurons]
        yield [Cell("error", self.pen.row(self.total))]

    def gaps(self) -> Iterator[list[Strand]]:
        before: tuple[str, ...] = ()
        for names in self.layers:
            here = self.passed(names)
            yield [
                self.strand(i, j, f"w{number}", f"dnet_{neuron}_dout_{source}" if source in before else "")
                for j, i, number, neuron, source in naming.weights_of(names)
            ]
            before = here
        yield [
            self.arrow(i, 0, f"dE_dout_{neuron}") if neuron in before else Strand(i, 0, "way")
            for i, neuron in enumerate(self.layers[-1].neurons)
        ]

    def passed(self, names: LayerNames) -> tuple[str, ...]:
        """The neurons of a layer that the way passes: all that the weight has an influence on."""
        if names.index == self.layer:
            return (self.neuron,)
        return names.neurons if names.index > self.layer else ()

    def capsule(self, neuron: str, passed: bool) -> Capsule:
        net, out = (symbol(self.found[f"{half}_{neuron}"].symbol) for half in ("net", "out"))
        return Capsule(net, out, self.factor(f"dout_dnet_{neuron}") if passed else None)

    def strand(self, source: int, target: int, weight: str, passed_on: str) -> Strand:
        """The edge of a weight. passed_on: the name of the factor by which it hands the derivative on, if it does."""
        name = symbol(self.found[weight].symbol)
        if weight == self.goal:
            return self.arrow(source, target, f"dnet_d{weight}", Chip(name))
        if passed_on:
            return self.arrow(source, target, passed_on)
        return Strand(source, target, "way", Tag(self.pen.row(name), "tag aside"))

    def arrow(self, source: int, target: int, factor_name: str, goal: Chip | None = None) -> Strand:
        factor = self.factor(factor_name)
        return Strand(source, target, f"back {factor.kind}", factor, back=True, goal=goal)

    def factor(self, name: str) -> Factor:
        quantity = self.found[name]
        return Factor(self.shown(quantity), self.pen.row(quantity=quantity), f"k-{quantity.family}")

    def shown(self, quantity: Quantity) -> Symbol | None:
        return None if self.values else symbol(quantity.symbol)

    def sentences(self) -> Iterator[Sentence]:
        back = [" and ".join(self.passed(names)) for names in reversed(self.layers) if self.passed(names)]
        yield Sentence(f"The derivative flows from the total error through {', then '.join(back)} to {self.goal}")
        if self.values:
            slopes = [part.slope for column in self.columns() for part in column if isinstance(part, Capsule)]
            marks = [strand.mark for gap in self.gaps() for strand in gap]
            factors = [part.number.number for part in (*slopes, *marks) if isinstance(part, Factor)]
            yield Sentence("Factors:", tuple((number.quantity.name.replace("_", " "), number) for number in factors))
