"""The nodes of a drawn network: which neuron each is, and where its edges may end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import BIAS, TOTAL, Neuron, Parts
from generator.checks.drawn.shapes_read import Box, Part, Point
from generator.checks.drawn.svg import Figure
from generator.checks.equality import Fault

EXACT = 0.6
"""So far the end of an edge may be from the side of its node."""


@dataclass(frozen=True)
class Nodes:
    """Nodes by what they stand for."""

    parts: Mapping[Neuron, Part]

    def box(self, neuron: Neuron) -> Box:
        return self.parts[neuron].box

    def column(self, index: int) -> list[Box]:
        return [part.box for (at, _), part in self.parts.items() if at == index]

    def at_right(self, point: Point) -> Neuron | None:
        """The node at whose right side, or at that of its column, an edge begins."""
        return self.by_side(point, lambda box, column: (box.right, max(one.right for one in column)))

    def at_left(self, point: Point) -> Neuron | None:
        """The node at whose left side an edge ends."""
        return self.by_side(point, lambda box, column: (box.left, column[0].left))

    def by_side(self, point: Point, sides: object) -> Neuron | None:
        for neuron, part in self.parts.items():
            level = abs(part.box.middle[1] - point[1]) <= EXACT
            if level and any(abs(x - point[0]) <= EXACT for x in sides(part.box, self.column(neuron[0]))):
                return neuron
        return None


def read(figure: Figure, parts: Parts) -> tuple[Nodes, list[Fault]]:
    """The nodes of a figure, and what is wrong with them."""
    drawn = [part for part in figure.of("node") if part.box]
    middles = sorted({round(part.box.middle[0]) for part in drawn if not part.kinds & {"bias", "total", "error"}})
    columns: list[float] = []
    for x in middles:
        if not columns or x - columns[-1] > 2:
            columns.append(x)
    if len(columns) != len(parts.columns):
        message = f"{len(columns)} columns of nodes are drawn, and the network has {len(parts.columns)}"
        return Nodes({}), [found(figure.start, message, str(len(columns)), str(len(parts.columns)))]
    known: dict[Neuron, Part] = {}
    wrong: list[Fault] = []
    for part in drawn:
        neuron = neuron_of(part, columns, parts)
        if neuron is None or neuron in known:
            name = part.spelled or "without a name"
            wrong.append(found(part.start, f"a node stands where the network has none of that name: {name}", name))
        else:
            known[neuron] = part
    nodes = Nodes(known)
    return nodes, [*wrong, *order(nodes, parts), *(missing(figure, nodes, parts) if not wrong else ())]


def neuron_of(part: Part, columns: Sequence[float], parts: Parts) -> Neuron | None:
    """What a node is, by its place and its name; a neuron in two halves by both of them."""
    index = min(range(len(columns)), key=lambda k: abs(columns[k] - part.box.middle[0]))
    names = [text for text in part.texts if text.kind == "name"]
    if "bias" in part.kinds:
        return (index, BIAS) if [text.words for text in names] == ["1"] else None
    if part.kinds & {"total", "error"}:
        return (len(parts.columns) if "error" in part.kinds else len(parts.columns) - 1), TOTAL
    if index and "input" in part.kinds or not index and "neuron" in part.kinds:
        return None
    if names:
        name = parts.spelled[index].get("".join(text.spelled for text in names))
    else:
        halves = [text.spelled for text in sorted(part.texts, key=lambda text: text.at[0])]
        name = half_names(halves, parts.columns[index], parts)
    return None if name is None else (index, name)


def half_names(halves: Sequence[str], names: Sequence[str], parts: Parts) -> str | None:
    """The neuron whose net stands on the left and whose out on the right."""
    for rounds in sorted({1, *parts.worked.seen_rounds()}):
        known = parts.symbols(iter([rounds]))
        for name in names:
            if all(f"{half}_{name}" in known.get(text, ()) for half, text in zip(("net", "out"), halves, strict=False)):
                return name
    return None


def order(nodes: Nodes, parts: Parts) -> Iterator[Fault]:
    """In each column the neurons stand in the order of the layer."""
    for index, names in enumerate(parts.columns):
        drawn = [(names.index(name), part) for (at, name), part in nodes.parts.items() if at == index and name in names]
        drawn.sort(key=lambda pair: pair[1].box.middle[1])
        if [place for place, _ in drawn] != sorted(place for place, _ in drawn):
            yield found(drawn[0][1].start, "the neurons of a column do not stand in the order of their layer")


def missing(figure: Figure, nodes: Nodes, parts: Parts) -> Iterator[Fault]:
    """Neurons that are not drawn where no dots stand for them."""
    if not any("dot" in stroke.kinds for stroke in figure.strokes):
        for index, names in enumerate(parts.columns):
            for name in names:
                if (index, name) not in nodes.parts:
                    yield found(figure.start, f"the neuron {name} is not drawn", "", name)
