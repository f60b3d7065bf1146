"""The edges of a drawn network: between which nodes each of them lies, and whether all of them are there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import BIAS, TOTAL, Edge, Neuron, Parts
from generator.checks.drawn.nodes_read import EXACT, Nodes
from generator.checks.drawn.shapes_read import Box, Point, Stroke
from generator.checks.drawn.svg import Figure
from generator.checks.equality import Fault

HEAD = 7.5
"""The length of an arrow's head, and a little more."""

OTHERS = {"sum", "dot", "coupling", "head"}
"""Lines that are no edges of weights."""


@dataclass(frozen=True)
class Drawn:
    """An edge and where its straight part runs. back: it is an arrow against the way of the network."""

    edge: Edge
    ends: tuple[Point, Point]
    back: bool
    start: int

    def distance(self, point: Point) -> float:
        """How far a point is from it."""
        (x1, y1), (x2, y2) = self.ends
        part = ((point[0] - x1) * (x2 - x1) + (point[1] - y1) * (y2 - y1)) / math.hypot(x2 - x1, y2 - y1) ** 2
        part = min(1.0, max(0.0, part))
        return math.hypot(x1 + part * (x2 - x1) - point[0], y1 + part * (y2 - y1) - point[1])


def read(figure: Figure, nodes: Nodes) -> tuple[list[Drawn], list[Fault]]:
    """The edges of a figure; findings for those that end at no node."""
    strokes = [stroke for part in figure.of("edges") for stroke in part.strokes]
    goals = [part.box for part in figure.of("label", "goal") if part.box]
    drawn, wrong = [], []
    for stroke, after in pairwise([*strokes, None]):
        if stroke.kinds & OTHERS:
            continue
        back = "back" in stroke.kinds
        if len(stroke.points) < 2 or (back and math.dist(stroke.points[-1], tip(after)) > HEAD):
            wrong.append(found(stroke.start, "an edge has no length, or its arrow no head"))
            continue
        ends = (tip(after), stroke.points[0]) if back else (stroke.points[0], stroke.points[-1])
        if any(inside(ends[0], goal) if back else is_middle(ends[1], goal) for goal in goals):
            # One line leads to the name of the weight, and an arrow to its other side.
            if back:
                drawn += joined(ends, stroke, strokes, goals, nodes)
            continue
        source, target = nodes.at_right(ends[0]) or begun(stroke, nodes), nodes.at_left(ends[1])
        if source is None or target is None or target[0] != source[0] + 1:
            place = " to ".join("({:.0f}, {:.0f})".format(*point) for point in ends)
            wrong.append(found(stroke.start, f"an edge does not lead from node to node: {place}", place))
        else:
            straight = (ends[0] if back else stroke.points[-2], ends[1])
            drawn.append(Drawn((source, target), straight, back, stroke.start))
    return drawn, wrong


def begun(stroke: Stroke, nodes: Nodes) -> Neuron | None:
    """Where an edge with a bend begins."""
    return nodes.at_right(stroke.points[0]) if len(stroke.points) > 2 else None


def tip(head: Stroke | None) -> Point:
    """The point of an arrow's head."""
    return head.points[0] if head is not None and "head" in head.kinds else (math.nan, math.nan)


def inside(point: Point, box: Box) -> bool:
    """Whether a point lies in a box or at its border."""
    return box.left - 1.2 <= point[0] <= box.right + 1.2 and box.top - 1.2 <= point[1] <= box.bottom + 1.2


def is_middle(point: Point, box: Box) -> bool:
    return max(abs(a - b) for a, b in zip(point, box.middle, strict=True)) <= EXACT


def joined(
    ends: tuple[Point, Point], arrow: Stroke, strokes: Sequence[Stroke], goals: Sequence[Box], nodes: Nodes
) -> Iterator[Drawn]:
    """The edge on which a weight is named that the way back leads to."""
    for goal in goals:
        for stroke in strokes:
            if stroke.kinds == {"way"} and is_middle(stroke.points[-1], goal) and inside(ends[0], goal):
                source, target = nodes.at_right(stroke.points[0]), nodes.at_left(ends[1])
                if source and target:
                    made = Drawn((source, target), (stroke.points[0], ends[1]), True, arrow.start)
                    if made.distance(goal.middle) <= 1:
                        yield made


def faults(figure: Figure, drawn: Sequence[Drawn], nodes: Nodes, parts: Parts) -> Iterator[Fault]:
    """Edges that are not in the network, or drawn twice, and those that are missing."""
    wanted = set(expected(nodes, parts))
    counts = Counter(one.edge for one in drawn)
    for one in drawn:
        if one.edge not in wanted or counts[one.edge] > 1:
            what = "twice" if one.edge in wanted else "and the network has no such edge"
            yield found(one.start, f"an edge is drawn from {told(one.edge)}, {what}", told(one.edge))
            return
    for edge in sorted(wanted - counts.keys()):
        yield found(figure.start, f"the edge from {told(edge)} is not drawn", "", told(edge))
        return


def expected(nodes: Nodes, parts: Parts) -> Iterator[Edge]:
    """Everything in a column leads to every neuron in the next."""
    for index in range(len(parts.layers)):
        here = [neuron for neuron in nodes.parts if neuron[0] == index and neuron[1] != TOTAL]
        after = [neuron for neuron in nodes.parts if neuron[0] == index + 1 and neuron[1] not in (BIAS, TOTAL)]
        yield from product(here, after)
    last = len(parts.layers)
    if (last + 1, TOTAL) in nodes.parts:
        yield from ((neuron, (last + 1, TOTAL)) for neuron in nodes.parts if neuron[0] == last)


def told(edge: Edge) -> str:
    return f"{edge[0][1]} to {edge[1][1]}"
