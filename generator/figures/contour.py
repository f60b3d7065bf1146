"""Contour lines: where a function that is known on a grid passes zero, by marching squares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

Point = tuple[float, float]
Crossing = tuple[int, int, int]
"""A side of a cell that the contour crosses: the row and column where it begins, and whether it leads down."""

Segment = tuple[Crossing, Crossing]

FAR_BELOW = -1e300
"""What the function is outside of the grid, where its area is to be closed along the border."""


def contours(xs: Sequence[float], ys: Sequence[float], values: np.ndarray) -> list[list[Point]]:
    """The lines on which the values pass zero, each from end to end, or around and back to where it began.

    values: shape (len(ys), len(xs)). A line that leaves the grid ends at its border."""
    above = values > 0
    rest = list(dict.fromkeys(segment for cell in cells(above) for segment in segments(cell, above, values)))
    return [[placed(crossing, xs, ys, values) for crossing in chain] for chain in chains(rest)]


def areas(xs: Sequence[float], ys: Sequence[float], values: np.ndarray) -> list[list[Point]]:
    """The outlines of what lies above zero, each closed, along the border of the grid too."""
    padded = np.pad(values, 1, constant_values=FAR_BELOW)
    return contours([xs[0], *xs, xs[-1]], [ys[0], *ys, ys[-1]], padded)


def cells(above: np.ndarray) -> Iterator[tuple[int, int]]:
    """The cells, by row and column, whose corners are not all on one side."""
    corners = above[:-1, :-1].astype(int) + above[:-1, 1:] + above[1:, :-1] + above[1:, 1:]
    return ((int(row), int(column)) for row, column in np.argwhere((corners > 0) & (corners < 4)))


def segments(cell: tuple[int, int], above: np.ndarray, values: np.ndarray) -> Iterator[Segment]:
    """The pieces of contour in a cell."""
    row, column = cell
    top, bottom, left, right = (row, column, 0), (row + 1, column, 0), (row, column, 1), (row, column + 1, 1)
    crossed = [side for side in (top, right, bottom, left) if is_crossed(side, above)]
    if len(crossed) == 2:
        yield crossed[0], crossed[1]
        return
    # All four sides: the middle of the cell says which corners belong together.
    middle = values[row : row + 2, column : column + 2].mean() > 0
    if middle == above[row, column]:
        yield from ((top, right), (left, bottom))
    else:
        yield from ((top, left), (right, bottom))


def ends(side: Crossing) -> tuple[tuple[int, int], tuple[int, int]]:
    row, column, down = side
    return (row, column), (row + down, column + 1 - down)


def is_crossed(side: Crossing, above: np.ndarray) -> bool:
    first, second = ends(side)
    return bool(above[first] != above[second])


def placed(side: Crossing, xs: Sequence[float], ys: Sequence[float], values: np.ndarray) -> Point:
    """Where a side is crossed, if the function is straight on it."""
    first, second = ends(side)
    part = float(values[first] / (values[first] - values[second]))
    (x1, y1), (x2, y2) = ((xs[column], ys[row]) for row, column in (first, second))
    return x1 + part * (x2 - x1), y1 + part * (y2 - y1)


def chains(rest: list[Segment]) -> Iterator[list[Crossing]]:
    """The segments joined: first the lines that have ends, then those that are closed."""
    at: dict[Crossing, list[Segment]] = {}
    for segment in rest:
        for crossing in segment:
            at.setdefault(crossing, []).append(segment)
    loose = [crossing for crossing, segments in at.items() if len(segments) == 1]
    for start in (*loose, *at):
        if at[start]:
            yield walked(start, at)


def walked(start: Crossing, at: dict[Crossing, list[Segment]]) -> list[Crossing]:
    """The way along segments, which are used up."""
    way = [start]
    while at[way[-1]]:
        segment = at[way[-1]][0]
        for crossing in segment:
            at[crossing].remove(segment)
        way.append(segment[1] if segment[0] == way[-1] else segment[0])
    return way
