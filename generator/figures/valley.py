"""The loss over the two numbers that a training changes, as a map with contour lines, and the way of the training."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from generator.figures.contour import Point, areas, contours
from generator.figures.field import grid
from generator.figures.labels import anchored, touch, within
from generator.figures.landscape import Trail, changed, checked, losses, trails
from generator.figures.parts import Label, Line, Pen, Sentence
from generator.figures.rect import Rect
from generator.figures.scale import STEPS, Scale, scale
from generator.figures.shapes import LINE, frame, outline, polyline, straight
from generator.figures.symbols import symbol
from generator.figures.trails import RADIUS, labels, marks, sentences, strokes
from generator.numbers.digits import DigitRule
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

LONGER_SIDE = 260.0
LEVELS = 16
"""About so many contour lines are drawn."""

AROUND = 0.25
"""So much of the way's width is shown on each side of it."""

TICK = 4.0

Levels = Mapping[Decimal, Sequence[Sequence[Point]]]
"""Contour lines by the loss that they stand for."""


def valley(
    worked: Worked,
    rule: DigitRule,
    other: Sequence[Worked] = (),
    names: Sequence[str] = (),
    updates: int | Quantity = 0,
    across: Sequence[float] = (),
    up: Sequence[float] = (),
) -> Mapping[str, object]:
    """Lines on which the loss over all samples is the same, shaded more where it is low, and the way of the training.

    A unit is as long across as up, so that a step against the gradient crosses a line at a right angle. other, names,
    updates: as for the figure 'descent'; across, up: the ends of both axes.

    ValueError for an example that has not two numbers to learn; LookupError for more updates than there are."""
    ways = trails([checked(one, "valley", "two numbers", 2) for one in (worked, *other)], names, int(updates))
    spans = [span or widened(np.concatenate([way.places[:, k] for way in ways])) for k, span in enumerate((across, up))]
    width, height = (LONGER_SIDE * (high - low) / max(b - a for a, b in spans) for low, high in spans)
    area = Rect(width / 2, height / 2, width, height)
    x = scale("linear", *spans[0], area.left, area.right, to_ticks=False)
    y = scale("linear", *spans[1], area.bottom, area.top, to_ticks=False)
    places = np.stack([axis.ravel() for axis in np.meshgrid(grid(x), grid(y))], axis=1)
    return Valley(worked, ways, x, y, area, Pen(worked.named, rule)).scene(losses(worked, places))


def widened(values: np.ndarray) -> tuple[float, float]:
    margin = AROUND * (float(np.ptp(values)) or 1.0)
    return float(values.min()) - margin, float(values.max()) + margin


def levels(low: float, high: float) -> list[Decimal]:
    """Multiples of 1, 2 or 5 times a power of ten between low and high."""
    rough = (high - low) / LEVELS
    place = math.floor(math.log10(rough))
    step = next(step for step in (Decimal(n).scaleb(place) for n in (*STEPS, 10)) if step >= rough)
    return [step * k for k in range(math.floor(low / float(step)) + 1, math.ceil(high / float(step)))]


@dataclass(frozen=True)
class Valley:
    """A map, and the ways on it."""

    worked: Worked
    trails: Sequence[Trail]
    x: Scale
    y: Scale
    area: Rect
    pen: Pen

    def scene(self, heights: np.ndarray) -> Mapping[str, object]:
        xs, ys = ([axis.at(place) for place in grid(axis)] for axis in (self.x, self.y))
        field = heights.reshape(len(ys), len(xs))
        found = levels(float(field.min()), float(field.max()))
        lines = {level: contours(xs, ys, float(level) - field) for level in found}
        ways = [self.way(trail) for trail in self.trails]
        written = (*self.around(), *labels(self.trails, ways, self.area, self.pen))
        written += tuple(self.heights(lines, ways, [label.rect for label in written]))
        view_box, width = frame([self.area, *(label.rect for label in written)])
        low = ([polyline(line[:-1], "").path for line in areas(xs, ys, float(level) - field)] for level in found)
        names = " and ".join(changed(self.worked))
        return {
            "view_box": view_box,
            "width": width,
            "title": "The loss over both numbers, and the way of the training",
            "sentences": (Sentence(f"Lines of equal loss over {names}"), *sentences(self.trails, self.pen)),
            "lines": tuple(self.ticks()),
            "areas": tuple(Line("".join(f"{path}Z" for path in outlines), "deep") for outlines in low),
            "curves": (*(polyline(line, "level") for each in lines.values() for line in each), *strokes(ways)),
            "marks": marks(ways),
            "labels": written,
            "box": outline(self.area, 0),
        }

    def way(self, trail: Trail) -> list[Point]:
        """The places of a trail, as far as the map reaches."""
        inside = [(x, y) for x, y in trail.places if self.x.low <= x <= self.x.high and self.y.low <= y <= self.y.high]
        return [(self.x.at(x), self.y.at(y)) for x, y in inside]

    def heights(self, lines: Levels, ways: Iterable[Sequence[Point]], taken: Iterable[Rect]) -> Iterator[Label]:
        """The loss of every other line, written on it where there is room."""
        dots = (Rect(x, y, 2 * RADIUS, 2 * RADIUS) for way in ways for x, y in way)
        occupied = [*taken, *dots]
        for level in list(lines)[::2]:
            for x, y in max(lines[level], key=len):
                label = anchored(self.y.row(level), x, y, "middle", "tag height")
                if within(label.rect, self.area) and not any(touch(label.rect, other) for other in occupied):
                    occupied.append(label.rect)
                    yield label
                    break

    def ticks(self) -> Iterator[Line]:
        for tick in self.x.ticks:
            yield straight(self.x.at(tick), self.area.bottom, self.x.at(tick), self.area.bottom + TICK, "tick")
        for tick in self.y.ticks:
            yield straight(self.area.left - TICK, self.y.at(tick), self.area.left, self.y.at(tick), "tick")

    def around(self) -> Iterator[Label]:
        """What is written at the axes."""
        names = [self.pen.row(symbol(self.worked.first[name].symbol)) for name in changed(self.worked)]
        area = self.area
        for tick in self.x.ticks:
            yield anchored(self.x.row(tick), self.x.at(tick), area.bottom + TICK + 10, "middle", "axis")
        for tick in self.y.ticks:
            yield anchored(self.y.row(tick), area.left - TICK - 3, self.y.at(tick), "end", "axis")
        yield anchored(names[0], area.right, area.bottom + TICK + 10 + LINE, "end", "axis")
        yield anchored(names[1], area.left - TICK - 3, area.top - LINE - 2, "end", "axis")
