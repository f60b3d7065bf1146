"""How the way of a training is drawn: a dot for where each update has led, straight lines from one to the next, and
its first and last numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from generator.figures.contour import Point
from generator.figures.labels import beside
from generator.figures.landscape import Trail
from generator.figures.parts import Label, Line, Pen, Sentence, words
from generator.figures.rect import Rect
from generator.figures.shapes import polyline, unit
from generator.figures.symbols import symbol

RADIUS = 2.6
BETWEEN_DOTS = 12
"""So many pieces a line is cut into, where labels must not lie on it."""

STYLES = ("one", "another", "a-third")
"""The looks of the trails, in their order."""


def marks(ways: Sequence[Sequence[Point]]) -> tuple[str, ...]:
    """The dots of several trails: SVG's attributes."""
    return tuple(
        f'class="step {style}" r="{RADIUS}" cx="{x}" cy="{y}"'
        for way, style in zip(ways, STYLES, strict=False)
        for x, y in dict.fromkeys((unit(x), unit(y)) for x, y in way)
    )


def strokes(ways: Sequence[Sequence[Point]]) -> tuple[Line, ...]:
    """The lines from dot to dot."""
    return tuple(polyline(way, f"steps {style}") for way, style in zip(ways, STYLES, strict=False))


def labels(
    trails: Sequence[Trail], ways: Sequence[Sequence[Point]], area: Rect, pen: Pen, others: Sequence[Point] = ()
) -> Iterator[Label]:
    """What is written at the start and at the end of each trail, where there is room beside dots, lines and the others:
    one number with its symbol; where there are several, the name of the trail at its start."""
    rows, points = [], []
    for trail, way in zip(trails, ways, strict=True):
        begun, ended = trail.ends()
        if len(begun) == 1:
            rows += [pen.row(symbol(number.symbol), number) for number in (*begun, *ended)]
            points += [way[0], way[-1]]
        elif trail.name:
            rows, points = [*rows, words(trail.name)], [*points, way[0]]
    return beside(rows, points, area, RADIUS, (*chain.from_iterable(map(along, ways)), *others))


def along(way: Sequence[Point]) -> Iterator[Point]:
    """The dots of a trail, and points on the lines between them."""
    yield from way
    for (x1, y1), (x2, y2) in pairwise(way):
        parts = (k / BETWEEN_DOTS for k in range(1, BETWEEN_DOTS))
        yield from ((x1 + (x2 - x1) * part, y1 + (y2 - y1) * part) for part in parts)


def sentences(trails: Sequence[Trail], pen: Pen) -> Iterator[Sentence]:
    """Start and end of each trail, and the loss there."""
    for trail in trails:
        begun, ended = ([(one.name, pen.number(one)) for one in end] for end in trail.ends())
        first, last = (pen.number(trail.worked.loss(number)) for number in (1, trail.updates + 1))
        updates = trail.worked.counted(f"updates_{trail.updates}", trail.updates)
        yield Sentence(f"{trail.name}: it starts at" if trail.name else "It starts at", (*begun, ("loss", first)))
        yield Sentence("It comes to", (*ended, ("loss", last), ("after updates", pen.count(updates))))
