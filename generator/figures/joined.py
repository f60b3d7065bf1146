"""Lines between the nodes of one column: errors that add up, outputs that depend on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.figures.drawing import Drawing
from generator.figures.rect import Rect
from generator.figures.shapes import arrow, straight

RAIL = 11.0


def with_sum(done: Drawing) -> Drawing:
    """The drawing with lines from the last column's boxes, around their right side, to the lowest of them."""
    *sources, sink = done.boxes[-1]
    rail = max(box.right for box in done.boxes[-1]) + RAIL
    stubs = [straight(box.right, box.y, rail, box.y, "sum") for box in sources]
    down = straight(rail, sources[0].y, rail, sink.y, "sum")
    lines = (*done.lines, *stubs, down, *arrow(rail, sink.y, sink.right, sink.y, "sum"))
    return replace(done, lines=lines, rects=(*done.rects, Rect(rail, sink.y, 1, 1)))


def with_coupling(done: Drawing, column: int, positions: Sequence[int]) -> Drawing:
    """The drawing with lines between the boxes of a column, from each to its neighbour in the layer."""
    joined = zip(pairwise(done.boxes[column]), pairwise(positions), strict=False)
    lines = [straight(a.x, a.bottom, b.x, b.top, "coupling") for (a, b), (i, j) in joined if j == i + 1]
    return replace(done, lines=(*done.lines, *lines))
