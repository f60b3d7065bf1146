"""The loss over the one number that a training changes, and the way down of the training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.figures.labels import anchored
from generator.figures.landscape import Trail, changed, checked, losses, trails
from generator.figures.parts import Label, Line, Pen, Sentence, words
from generator.figures.rect import Rect
from generator.figures.scale import Scale, scale
from generator.figures.shapes import frame, polyline, straight
from generator.figures.symbols import symbol
from generator.figures.trails import labels, marks, sentences, strokes
from generator.numbers.digits import DigitRule
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

AREA = Rect(160.0, 95.0, 320.0, 190.0)
"""What lies between the axes."""

PIECES = 240
"""Of the curve."""

AROUND = 0.15
"""So much of the way's width is shown on each side of it."""

TICK = 4.0


def descent(
    worked: Worked,
    rule: DigitRule,
    other: Sequence[Worked] = (),
    names: Sequence[str] = (),
    updates: int | Quantity = 0,
    between: Sequence[float] = (),
) -> Mapping[str, object]:
    """The loss over all samples for each value of the weight, and the way of the training on it. other: variants with
    other starts or learning rates; names: of all ways, where they have any; updates: how many are drawn, 0 for all;
    between: the ends of the axis of the weight.

    ValueError for an example that has more to learn than one number; LookupError for more updates than there are."""
    ways = trails([checked(one, "descent", "one number", 1) for one in (worked, *other)], names, int(updates))
    low, high = between or widened(np.concatenate([way.places[:, 0] for way in ways]))
    across = scale("linear", low, high, AREA.left, AREA.right, to_ticks=False)
    xs = np.linspace(low, high, PIECES + 1)
    heights = losses(worked, xs[:, np.newaxis])
    up = scale("linear", 0, float(heights.max()) * 1.02, AREA.bottom, AREA.top, to_ticks=True)
    return Descent(worked, ways, across, up, Pen(worked.named, rule)).scene(xs, heights)


def widened(values: np.ndarray) -> tuple[float, float]:
    margin = AROUND * (float(np.ptp(values)) or 1.0)
    return float(values.min()) - margin, float(values.max()) + margin


@dataclass(frozen=True)
class Descent:
    """A curve between two axes, and the ways on it."""

    worked: Worked
    trails: Sequence[Trail]
    x: Scale
    y: Scale
    pen: Pen

    @property
    def weight(self) -> Quantity:
        return self.worked.first[changed(self.worked)[0]]

    def scene(self, xs: np.ndarray, heights: np.ndarray) -> Mapping[str, object]:
        curve = [(self.x.at(x), self.y.at(height)) for x, height in zip(xs, heights, strict=True)]
        ways = [self.way(trail) for trail in self.trails]
        written = (*self.around(), *labels(self.trails, ways, AREA, self.pen, curve))
        view_box, width = frame([AREA, *(label.rect for label in written)])
        what = Sentence(f"The loss for each value of {self.weight.name}")
        return {
            "view_box": view_box,
            "width": width,
            "title": "The loss over the weight, and the way of the training",
            "sentences": (what, *sentences(self.trails, self.pen)),
            "lines": tuple(self.grid()),
            "areas": (),
            "curves": (polyline(curve, "curve"), *strokes(ways)),
            "marks": marks(ways),
            "labels": written,
        }

    def way(self, trail: Trail) -> list[tuple[float, float]]:
        """The places of a trail, as far as the axis of the weight reaches."""
        steps = zip(trail.places[:, 0], trail.heights, strict=True)
        return [(self.x.at(x), self.y.at(height)) for x, height in steps if self.x.low <= x <= self.x.high]

    def grid(self) -> Iterator[Line]:
        for tick in self.y.ticks:
            yield straight(AREA.left, self.y.at(tick), AREA.right, self.y.at(tick), "grid")
        for tick in self.x.ticks:
            yield straight(self.x.at(tick), AREA.bottom, self.x.at(tick), AREA.bottom + TICK, "tick")
        yield polyline(((AREA.left, AREA.top), (AREA.left, AREA.bottom), (AREA.right, AREA.bottom)), "axis")

    def around(self) -> Iterator[Label]:
        """What is written at the axes."""
        for tick in self.y.ticks:
            yield anchored(self.y.row(tick), AREA.left - TICK - 3, self.y.at(tick), "end", "axis")
        for tick in self.x.ticks:
            yield anchored(self.x.row(tick), self.x.at(tick), AREA.bottom + TICK + 10, "middle", "axis")
        yield anchored(words("loss"), AREA.left - TICK - 3, AREA.top - 16, "start", "axis")
        yield anchored(self.pen.row(symbol(self.weight.symbol)), AREA.right, AREA.bottom + TICK + 27, "end", "axis")
