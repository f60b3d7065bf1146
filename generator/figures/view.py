"""What is seen of a network: all of a layer of few neurons; of many the first ones and the last, with dots between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat

from generator.figures.drawing import LeftOut
from generator.figures.nodes import OneOfMany, Part
from generator.figures.parts import Pen, Sentence
from generator.quantities.labels import LayerNames, layers
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

MOST, FIRST = 7, 3
"""A column of more than MOST neurons shows the first ones, the last one, and those that a figure is about."""


@dataclass(frozen=True)
class Seen:
    """Of the names of a column, those that are drawn. positions: where they are in the layer, ascending."""

    names: tuple[str, ...]
    positions: tuple[int, ...]

    @property
    def is_all(self) -> bool:
        return len(self.positions) == len(self.names)

    @property
    def drawn(self) -> tuple[str, ...]:
        return tuple(self.names[position] for position in self.positions)


def seen(names: Sequence[str], also: Sequence[str] = ()) -> Seen:
    """What is drawn of a column, with the names in `also`."""
    last = len(names) - 1
    kept = {p for p, name in enumerate(names) if last < MOST or p < FIRST or p == last or name in also}
    kept |= {p for p in range(last) if {p - 1, p + 1} <= kept}  # dots for a single one would save nothing
    return Seen(tuple(names), tuple(sorted(kept)))


@dataclass(frozen=True)
class View:
    """The layers of a network, what is seen of each column (inputs first), and how many there are in each."""

    layers: tuple[LayerNames, ...]
    columns: tuple[Seen, ...]
    sizes: tuple[Quantity, ...]

    @property
    def is_all(self) -> bool:
        return all(column.is_all for column in self.columns)

    def edges(self, names: LayerNames) -> Iterator[tuple[int, int, int, str, str]]:
        """The lines to a layer: places of source and target, the weight's number, names of target and source."""
        before, here = self.columns[names.index : names.index + 2]
        for target, j in enumerate(here.positions):
            for source, i in enumerate(before.positions):
                _, _, number, neuron, name = names.edge(j, i)
                yield source, target, number, neuron, name

    def parts(self, index: int, part: Callable[[str], Part], pen: Pen) -> list[Part]:
        """The nodes of a column; where some are left out, with dots for these, and the number of all over the first."""
        column = self.columns[index]
        parts = [part(name) for name in column.drawn]
        if column.is_all:
            return parts
        cuts = [after - here > 1 for here, after in pairwise(column.positions)]
        heads = chain([pen.counted(self.sizes[index], self.words(index))], repeat(None))
        return [OneOfMany(one, head, cut) for one, head, cut in zip(parts, heads, [*cuts, False], strict=False)]

    def words(self, index: int) -> str:
        """What the nodes of a column are called."""
        return "inputs" if index == 0 else "outputs" if index == len(self.columns) - 1 else "neurons"

    def sentences(self, pen: Pen) -> Iterator[Sentence]:
        """Who is there, and of how many, where these are not all."""
        if self.is_all:
            inputs, *layers = [", ".join(column.drawn) for column in self.columns]
            yield Sentence(f"Inputs {inputs}; then neurons {'; then '.join(layers)}")
            return
        for index, column in enumerate(self.columns):
            words = f"{self.words(index).capitalize()} {listed(column.drawn)}"
            yield Sentence(words, () if column.is_all else (("of", pen.count(self.sizes[index])),))

    def left_out(self, labels: LeftOut) -> Iterator[Sentence]:
        """Which labels are not there."""
        for index, back in sorted(labels):
            what = "factors" if back else "labels"
            yield Sentence(f"For lack of room the lines to {listed(self.columns[index + 1].drawn)} have no {what}")


def listed(names: Sequence[str]) -> str:
    """Names as one says them: a, b and c."""
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])


def view_of(worked: Worked, also: Sequence[str] = ()) -> View:
    """What is seen of an example's network, with the neurons in `also`."""
    around = layers(worked.example)
    columns = (around[0].inputs, *(names.neurons for names in around))
    return View(around, tuple(seen(names, also) for names in columns), worked.sizes)
