"""A figure of the network in words, for those who do not see it: what is where, and every number that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from generator.figures.drawing import LeftOut
from generator.figures.parts import Pen, Sentence
from generator.figures.sketch import Sketch
from generator.figures.view import listed
from generator.quantities.quantity import Quantity


def description(sketch: Sketch, left_out: LeftOut, sample: Iterable[Sentence]) -> Iterator[Sentence]:
    """left_out: the labels that there is no room for. sample: what is said of whose numbers these are."""
    view, show = sketch.view, sketch.show
    yield from view.sentences(sketch.pen)
    if show.inputs:
        yield from sample
    yield from view.left_out(left_out)
    for names in view.layers:
        if show.weight and not names.is_whole:
            full = [names.neurons[row] for row in names.rows]
            drawn = view.columns[names.index + 1].drawn
            yield Sentence(f"Of the lines to {listed(drawn)}, those to {listed(full)} carry their weights")
    if show.values:
        off = [name for column in view.columns for name in column.drawn if sketch.is_off(name)]
        if off:
            are = "are" if len(off) > 1 else "is"
            yield Sentence(f"{listed(off)} {are} off: the net is negative and nothing passes")
        if show.total and sketch.outputs.coupled:
            yield Sentence("Each output depends on the nets of all outputs")
        yield from numbers(sketch, {index for index, _ in left_out})


def of_sample(pen: Pen, number: Quantity) -> Iterator[Sentence]:
    """Whose numbers these are."""
    yield Sentence("The numbers are those of", (("sample", pen.number(number)),))


def numbers(sketch: Sketch, bare: Set[int]) -> Iterator[Sentence]:
    """What is written in the nodes and at the lines, kind by kind. bare: the gaps whose lines have no labels."""
    view, show, pick = sketch.view, sketch.show, sketch.all
    inputs, *layers = [column.drawn for column in view.columns]
    labelled = [names for names in view.layers if names.index not in bare]
    weights = [str(number) for names in labelled for _, _, number, _, _ in view.edges(names)]
    biases = [name for names in view.layers if names.shares_bias or names in labelled for name in sketch.biases(names)]
    parts: dict[str, list[Quantity]] = {
        "Inputs:": [q for name in inputs for q in pick(show.inputs, name)],
        "Weights:": [q for name in weights for q in sketch.first(show.weight, name)],
        "Biases:": [q for name in biases for q in sketch.first(show.bias, name)],
        "Neurons:": [q for names in layers for name in names for q in pick(show.neurons, name)],
        "Outputs:": [q for name in layers[-1] for q in pick(show.outputs + show.beside, name)],
        "Together:": [sketch.found["E_total"]] if sketch.has_total else [],
    }
    for words, quantities in parts.items():
        if quantities:
            yield sketch.pen.sentence(words, quantities)
