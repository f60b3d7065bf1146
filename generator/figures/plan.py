"""Where the parts of a network stand: columns of boxes, straight edges between them, and a place for each edge's label.

The labels of a gap stand in one column. Neighbours in a column have the same distance everywhere, the pitch p. Then the
edges between m and n boxes cut a vertical line 1 / (min(m, n) + 1) of the way from the larger column at equal
distances p / (min(m, n) + 1): there each label sits on its own edge, in order, and meets no other.
All lengths are in the units of the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

APART = 14.0
"""Between boxes of a column."""

CLEAR = 3.0
"""Between labels."""

CLEAR_OF_EDGES = 8.0
"""Between the middle of a label and another edge where the label ends."""

STEEPEST = 0.75
"""The least width of a gap for one pitch."""

SHORTEST_ENDS = 18.0
"""So much of an edge is seen on both sides of its label."""

LEAST_PITCH, LEAST_BETWEEN_LABELS = 80.0, 21.0
"""Labels could be closer, but then their gaps would have to be much wider."""


@dataclass(frozen=True)
class Rect:
    """A rectangle by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Box:
    """A box to be placed. above, below: room for what is written over and under it."""

    width: float
    height: float
    above: float = 0.0
    below: float = 0.0


@dataclass(frozen=True)
class Column:
    """Boxes one below the other. The first `centred` of them are placed around the middle line, the rest below."""

    boxes: tuple[Box, ...]
    centred: int


@dataclass(frozen=True)
class Way:
    """An edge from a box of one column to a box of the next, by their numbers, and the size of its label. before: room
    that is needed between the source and the label."""

    source: int
    target: int
    width: float = 0.0
    height: float = 0.0
    before: float = 0.0


@dataclass(frozen=True)
class Edge:
    """A placed edge from (x1, y1) to (x2, y2), and the middle (x, y) of its label. x0: the side of the source, which
    may be narrower than its column."""

    x0: float
    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float

    def at(self, distance: float) -> tuple[float, float]:
        """The point of the edge that is so far to the right of its start."""
        return self.x1 + distance, self.y1 + (self.y2 - self.y1) * distance / (self.x2 - self.x1)


@dataclass(frozen=True)
class Plan:
    """The placed boxes of each column and the placed edges of each gap, in the order in which they came."""

    boxes: tuple[tuple[Rect, ...], ...]
    edges: tuple[tuple[Edge, ...], ...]


def plan(columns: Sequence[Column], gaps: Sequence[Sequence[Way]]) -> Plan:
    """Place columns from left to right with the ways between them: gaps[k] leads from columns[k] to columns[k + 1]."""
    neighbours = list(zip(pairwise(columns), gaps, strict=True))
    pitch = max([*map(pitch_of_column, columns), *(pitch_of_gap(ways, pair) for pair, ways in neighbours)])
    boxes: list[tuple[Rect, ...]] = []
    edges: list[tuple[Edge, ...]] = []
    left = 0.0
    for index, column in enumerate(columns):
        widest = max(box.width for box in column.boxes)
        if index:
            left += gap_width(gaps[index - 1], neighbours[index - 1][0], pitch)
        boxes.append(tuple(placed(column, left + widest / 2, pitch)))
        left += widest
    for (pair, ways), (before, after) in zip(neighbours, pairwise(boxes), strict=True):
        edges.append(tuple(connected(ways, pair, before, after)))
    return Plan(tuple(boxes), tuple(edges))


def pitch_of_column(column: Column) -> float:
    """The pitch at which the boxes of a column are apart."""
    needed = ((a.height + b.height) / 2 + a.below + b.above for a, b in pairwise(column.boxes))
    return max(needed, default=0.0) + APART


def pitch_of_gap(ways: Sequence[Way], pair: tuple[Column, Column]) -> float:
    """The pitch at which the labels of a gap are apart."""
    heights = [way.height for way in sorted(ways, key=lambda way: order(way, pair))]
    needed = [max(LEAST_BETWEEN_LABELS, (a + b) / 2 + CLEAR) for a, b in pairwise(heights) if a and b]
    return max(LEAST_PITCH, *(between * (fan(pair) + 1) for between in needed)) if needed else 0.0


def gap_width(ways: Sequence[Way], pair: tuple[Column, Column], pitch: float) -> float:
    """The width of a gap in which labels are clear of the nodes and of the edges that meet in the same node.
    (Edges between others may pass behind the ends of a label, which has a ground of its own.)"""
    share = 1 / (fan(pair) + 1)
    labelled = [way for way in ways if way.width]
    for_edges = (way.width / 2 / (share - CLEAR_OF_EDGES / pitch) for way in labelled)
    for_before = ((way.before + way.width / 2) / from_source(pair) for way in labelled)
    for_ends = (way.width + 2 * SHORTEST_ENDS for way in labelled)
    return max([STEEPEST * pitch, *for_edges, *for_ends, *for_before])


def fan(pair: tuple[Column, Column]) -> int:
    return min(len(pair[0].boxes), pair[1].centred)


def by_source(pair: tuple[Column, Column]) -> bool:
    """Whether the labels stand near the sources: where these are more. Otherwise they stand near the targets."""
    return len(pair[0].boxes) > pair[1].centred


def from_source(pair: tuple[Column, Column]) -> float:
    """How far from the sources the labels stand, as a part of the gap."""
    share = 1 / (fan(pair) + 1)
    return share if by_source(pair) else 1 - share


def order(way: Way, pair: tuple[Column, Column]) -> tuple[int, int]:
    """The place of a label from top to bottom."""
    return (way.source, way.target) if by_source(pair) else (way.target, way.source)


def placed(column: Column, x: float, pitch: float) -> list[Rect]:
    """The boxes at their places; those around the middle line are made equally wide."""
    middle, widest = (column.centred - 1) / 2, max(box.width for box in column.boxes[: column.centred])
    return [
        Rect(x, (k - middle) * pitch, widest if k < column.centred else box.width, box.height)
        for k, box in enumerate(column.boxes)
    ]


def connected(
    ways: Sequence[Way], pair: tuple[Column, Column], before: Sequence[Rect], after: Sequence[Rect]
) -> list[Edge]:
    start, end = max(box.right for box in before), after[0].left
    x = start + (end - start) * from_source(pair)
    result = []
    for way in ways:
        a, b = before[way.source], after[way.target]
        y = a.y + (b.y - a.y) * (x - start) / (end - start)
        result.append(Edge(a.right, start, a.y, end, b.y, x, y))
    return result
