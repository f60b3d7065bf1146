"""Where the parts of a network stand: columns of boxes, straight edges between them, and a place for each edge's label.

The labels of a gap stand in one column. Neighbours in a column have the same distance everywhere, the pitch p. Then the
edges from m boxes cut a vertical line 1 / (m + 1) of the way before the column that they lead to at equal distances
p / (m + 1), and so do those to n boxes 1 / (n + 1) of the way behind the column that they come from: there each label
sits on its own edge, in order, and meets no other.
All lengths are in the units of the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.figures.places import Column, Edge, Plan, Way
from generator.figures.rect import Rect
from generator.figures.sides import pitch, side_of

APART = 14.0
"""Between boxes of a column."""

CLEAR_OF_EDGES = 6.0
"""Between the middle of a label and another edge where the label ends."""

STEEPEST = 0.34
"""The least width of a gap for the height that its steepest edge climbs, those from below aside."""

LEAST_GAP = 60.0
"""The least width of a gap whatever is in it."""

SHORTEST_ENDS = 13.0
"""So much of an edge is seen on both sides of its label."""


def plan(columns: Sequence[Column], gaps: Sequence[Sequence[Way]]) -> Plan:
    """Place columns from left to right with the ways between them: gaps[k] leads from columns[k] to columns[k + 1]."""
    neighbours = list(zip(pairwise(columns), gaps, strict=True))
    apart = max([*map(pitch_of_column, columns), *(pitch(ways, side_of(ways, pair)) for pair, ways in neighbours)])
    boxes: list[tuple[Rect, ...]] = []
    edges: list[tuple[Edge, ...]] = []
    left = 0.0
    for index, column in enumerate(columns):
        widest = max(box.width for box in column.boxes)
        if index:
            left += gap_width(gaps[index - 1], neighbours[index - 1][0], apart)
        boxes.append(tuple(placed(column, left + widest / 2, apart)))
        left += widest
    for (pair, ways), (before, after) in zip(neighbours, pairwise(boxes), strict=True):
        edges.append(tuple(connected(ways, pair, before, after)))
    return Plan(tuple(boxes), tuple(edges))


def pitch_of_column(column: Column) -> float:
    """The pitch at which the boxes of a column are apart."""
    needed = ((a.height + b.height) / 2 + a.below + b.above for a, b in pairwise(column.boxes))
    return max(needed, default=0.0) + APART


def gap_width(ways: Sequence[Way], pair: tuple[Column, Column], apart: float) -> float:
    """The width of a gap in which labels are clear of the nodes and of the edges that meet in the same node.
    (Edges between others may pass behind the ends of a label, which has a ground of its own.)"""
    side = side_of(ways, pair)
    labelled = [way for way in ways if way.width]
    for_edges = (way.width / 2 / (side.share - CLEAR_OF_EDGES / apart) for way in labelled if side.fan > 1)
    for_before = ((way.before + way.width / 2) / side.from_source for way in labelled)
    for_ends = (way.width + 2 * SHORTEST_ENDS for way in labelled)
    highest = max((climb(way, pair) for way in ways if way.source < pair[0].centred), default=0.0) * apart
    return max([LEAST_GAP, STEEPEST * highest, *for_edges, *for_ends, *for_before])


def climb(way: Way, pair: tuple[Column, Column]) -> float:
    """The height between the ends of an edge, in pitches."""
    return abs((way.target - pair[1].middle) - (way.source - pair[0].middle))


def placed(column: Column, x: float, apart: float) -> list[Rect]:
    """The boxes at their places; those around the middle line are made equally wide."""
    widest = max(box.width for box in column.boxes[: column.centred])
    return [
        Rect(x, (k - column.middle) * apart, widest if k < column.centred else box.width, box.height)
        for k, box in enumerate(column.boxes)
    ]


def connected(
    ways: Sequence[Way], pair: tuple[Column, Column], before: Sequence[Rect], after: Sequence[Rect]
) -> list[Edge]:
    start, end = max(box.right for box in before), after[0].left
    x = start + (end - start) * side_of(ways, pair).from_source
    result = []
    for way in ways:
        a, b = before[way.source], after[way.target]
        y = a.y + (b.y - a.y) * (x - start) / (end - start)
        result.append(Edge(a.right, start, a.y, end, b.y, x, y))
    return result
