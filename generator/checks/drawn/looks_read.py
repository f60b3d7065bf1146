"""What the look of a network's parts says: dashed lines are biases, pale ones pass nothing, each colour of the way back
is one kind of derivative, and an arrow points to where the derivative flows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.checks.drawn.edge_labels import Labels
from generator.checks.drawn.edges_read import Drawn
from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import BIAS, TOTAL
from generator.checks.drawn.shapes_read import Part, Point, Stroke
from generator.checks.drawn.svg import Figure
from generator.checks.equality import Fault

OF_COLOUR: Mapping[str, str] = {
    "k-dE_dout": r"dE_dout_.+", "k-dout_dnet": r"dout_dnet_.+", "k-dnet_dw": r"dnet_dw\d+",
    "k-dnet_dout": r"dnet_.+_dout_.+", "k-delta": r"-?delta_.+", "k-gradient": r"dE_d(?:w\d+|b.*)",
}  # fmt: skip
"""The names of what a colour stands for."""

FROM_ERROR, IN_NEURON = ("k-dE_dout", "k-delta"), ("k-dout_dnet", "k-delta")
SHORTEST, NARROWEST = 4.0, 3.0
"""The least length and width of an arrow's head that shows where it points."""


def faults(figure: Figure, labels: Labels, edges: Sequence[Drawn]) -> Iterator[Fault]:
    dead = {neuron for neuron, part in labels.nodes.parts.items() if "dead" in part.kinds}
    strokes = {one.start: one for part in figure.of("edges") for one in part.strokes}
    for edge in edges:
        yield from (back if edge.back else plain)(edge, strokes[edge.start], dead, labels)
    for part in labels.nodes.parts.values():
        yield from off(part, labels)
        yield from in_neuron(part)
    for part in figure.of("label"):
        yield from colour(part, labels)
    yield from heads(figure, labels)


def plain(edge: Drawn, stroke: Stroke, dead: set, labels: Labels) -> Iterator[Fault]:
    """An edge by which nothing flows back."""
    right = {"way"} | ({"constant"} if edge.edge[0][1] == BIAS else {"off"} if edge.edge[0] in dead else set())
    if stroke.kinds != right:
        shown, wanted = " ".join(sorted(stroke.kinds)), " ".join(sorted(right))
        message = f"the line from {edge.edge[0][1]} to {edge.edge[1][1]} looks like another kind of line"
        yield found(stroke.start, message, shown, wanted)


def back(edge: Drawn, stroke: Stroke, dead: set, labels: Labels) -> Iterator[Fault]:
    """An arrow of the way back, in the colour of its factor."""
    goals = {labels.parts.edge(name) for part in labels.figure.of("label", "goal") for name in labels.names(part)}
    from_error = edge.edge[1][1] == TOTAL
    right = FROM_ERROR if from_error else ("k-dnet_dw",) if edge.edge in goals else ("k-dnet_dout",)
    if not stroke.kinds & set(right):
        shown = " ".join(sorted(stroke.kinds - {"back"}))
        yield found(stroke.start, "an arrow of the way back has the colour of another factor", shown, right[0])


def off(part: Part, labels: Labels) -> Iterator[Fault]:
    """A neuron looks dead if its out is 0 and its net below 0, as far as they are shown."""
    numbers = {one.family: one for stamp in part.stamps if (one := labels.world.quantity(stamp)) is not None}
    out, net = numbers.get("out"), numbers.get("net")
    nothing = out is not None and out.value.exact == 0
    if "dead" in part.kinds and not nothing or "dead" not in part.kinds and nothing and net is not None and net < 0:
        yield found(part.start, f"the node {part.spelled} looks as if something else came out of it", part.spelled)


def colour(part: Part, labels: Labels) -> Iterator[Fault]:
    for kind in part.kinds & OF_COLOUR.keys():
        names = labels.names(part)
        if names and not any(re.fullmatch(OF_COLOUR[kind], name.removesuffix("_batch")) for name in names):
            message = f"the label {part.spelled} has the colour of another kind of derivative"
            yield found(part.start, message, kind, sorted(names)[0])


def in_neuron(part: Part) -> Iterator[Fault]:
    """The arrow in a neuron leads from its out, on the right, back to its net."""
    for line, head in zip(part.strokes, part.strokes[1:], strict=False):
        if "head" in head.kinds:
            if not head.points[0][0] < line.points[0][0]:
                yield found(part.start, "the arrow in a neuron leads from its net to its out", part.spelled)
            elif not line.kinds & set(IN_NEURON) or line.kinds != head.kinds - {"head"}:
                yield found(part.start, "the arrow in a neuron has the colour of another factor", part.spelled)


def heads(figure: Figure, labels: Labels) -> Iterator[Fault]:
    """Every arrow has a head that one can see; that of a sum leads to the total error."""
    sinks = [part.box for (_, name), part in labels.nodes.parts.items() if name == TOTAL and part.box]
    for part in figure.parts:
        for one in part.strokes:
            if "head" in one.kinds and not is_head(one.points):
                yield found(one.start, "the head of an arrow does not show where it points")
            elif {"sum", "head"} <= one.kinds and not any(abs(one.points[0][0] - box.right) < 1 for box in sinks):
                yield found(one.start, "the arrow of a sum does not lead to the total error")


def is_head(points: Sequence[Point]) -> bool:
    if len(points) != 3:
        return False
    (x, y), (x1, y1), (x2, y2) = points
    length = ((x1 + x2) / 2 - x) ** 2 + ((y1 + y2) / 2 - y) ** 2
    return length >= SHORTEST**2 and (x1 - x2) ** 2 + (y1 - y2) ** 2 >= NARROWEST**2
