"""Whether a place lies in an area."""

from __future__ import annotations

from collections.abc import Sequence

from generator.checks.drawn.shapes_read import Point


def covered(point: Point, pieces: Sequence[Sequence[Point]]) -> bool:
    """Whether a point lies inside of outlines, an inner one being a hole: lines to its right are counted."""
    x, y = point
    inside = False
    for piece in pieces:
        for (x1, y1), (x2, y2) in zip(piece, (*piece[1:], *piece[:1]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside
