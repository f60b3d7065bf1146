"""The loss of every round as a curve: what training does, at one look."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from generator.errors import nearest
from generator.figures.course import Course, course, course_of_epochs
from generator.figures.labels import anchored
from generator.figures.parts import Label, Line, Pen, Row, Sentence, words
from generator.figures.plan import Rect
from generator.figures.scale import NAMES, Scale, scale
from generator.figures.shapes import LINE, frame, polyline, stacked, straight, unit
from generator.numbers.digits import DigitRule
from generator.quantities.worked import Worked

WIDTH, HEIGHT = 300.0, 190.0
"""The size of the area between the axes."""

TICK = 4.0
SAMPLE = 14.0
"""The length of the piece of line before the name of a curve."""

STYLES = ("first", "second", "third", "fourth")
COUNTED = {"round": "round", "epoch": "epochs"}
"""What may be counted along x, and what is written there."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """The losses of some rounds of an example, with the name of the curve, if it has one. places: where they are
    along x."""

    worked: Worked
    name: str
    course: Course
    places: Sequence[float]


def error_curve(
    worked: Worked,
    rule: DigitRule,
    x: str = "log",
    y: str = "log",
    other: Worked | Sequence[Worked] = (),
    names: Sequence[str] = (),
    by: str = "round",
    of: Worked | None = None,
) -> Mapping[str, object]:
    """The loss over all samples that rounds start from, for one example or for a few; of one sample, its total error.
    x, y: "log" or "linear". by: what is counted along x, "round" or "epoch", so that curves of unlike batches stand
    above the same number of samples seen. of: the example of the first curve, if not this one.

    LookupError for another kind of scale or of counting, ValueError for several curves without as many names, for too
    many, for epochs along a logarithmic scale, which has no 0, or for losses that are all 0.
    """
    for kind in (x, y):
        if kind not in NAMES:
            raise LookupError(f"there is no '{kind}' scale. {nearest(kind, NAMES)}")
    if by not in COUNTED:
        raise LookupError(f"the error curve does not go by '{by}'. {nearest(by, COUNTED)}")
    if by == "epoch" and x == "log":
        raise ValueError('a logarithmic scale has no place for 0 epochs: write x="linear"')
    curves = curves_of([of or worked, *([other] if isinstance(other, Worked) else other)], names, x, by)
    shown = [loss for curve in curves for loss in curve.course.losses if loss > 0]
    if not shown:
        raise ValueError("the error curve has nothing to show: the error is 0 in every round")
    across = scale(x, 1 if x == "log" else 0, max(curve.places[-1] for curve in curves), 0, WIDTH, to_ticks=False)
    up = scale(y, min(shown) if y == "log" else 0, max(shown) * 1.02, HEIGHT, 0, to_ticks=True)
    return Diagram(curves, across, up, Pen(worked.named, rule), by).scene()


def curves_of(examples: Sequence[Worked], names: Sequence[str], x: str, by: str) -> list[Curve]:
    if names and len(names) != len(examples) or len(examples) > 1 and not names:
        raise ValueError(f"the error curve has {len(examples)} curve(s) and {len(names)} name(s) for them")
    if len(examples) > len(STYLES):
        raise ValueError(f"the error curve has {len(examples)} curves, and there are only {len(STYLES)} kinds of line")
    named = zip(examples, names or [""], strict=True)
    if by == "round":
        return [Curve(one, name, found := course(one, x), found.rounds) for one, name in named]
    return [Curve(one, name, found := course_of_epochs(one), found.epochs) for one, name in named]


@dataclass(frozen=True)
class Diagram:
    """Curves between two axes."""

    curves: Sequence[Curve]
    x: Scale
    y: Scale
    pen: Pen
    by: str

    @property
    def words(self) -> str:
        """What is drawn."""
        of_several = any(len(curve.worked.example.data) > 1 for curve in self.curves)
        return "loss over all samples" if of_several else "total error"

    def scene(self) -> Mapping[str, object]:
        labels = (*self.around(), self.beginning(), *self.endings())
        view_box, width = frame([Rect(WIDTH / 2, HEIGHT / 2, WIDTH, HEIGHT), *(label.rect for label in labels)])
        return {
            "view_box": view_box,
            "width": width,
            "title": f"The {self.words} by {self.by}",
            "sentences": tuple(self.sentences()),
            "lines": tuple(self.grid()),
            "curves": tuple(
                polyline(thinned(self.points(curve)), f"curve {style}")
                for curve, style in zip(self.curves, STYLES, strict=False)
            ),
            "marks": tuple(self.marks()),
            "labels": labels,
        }

    def points(self, curve: Curve) -> Iterator[Point]:
        return (
            (self.x.at(place), self.y.at(loss))
            for place, loss in zip(curve.places, curve.course.losses, strict=True)
            if loss > 0 or self.y.kind == "linear"
        )

    def place(self, curve: Curve, index: int) -> Point:
        """Where a loss is, drawn at the axis if it is 0 on a logarithmic scale."""
        return self.x.at(curve.places[index]), self.y.at(max(curve.course.losses[index], self.y.low))

    def grid(self) -> Iterator[Line]:
        for tick in self.y.ticks:
            yield straight(0, self.y.at(tick), WIDTH, self.y.at(tick), "grid")
        for tick in self.x.ticks:
            yield straight(self.x.at(tick), HEIGHT, self.x.at(tick), HEIGHT + TICK, "tick")
        yield polyline(((0, 0), (0, HEIGHT), (WIDTH, HEIGHT)), "axis")

    def around(self) -> Iterator[Label]:
        """What is written at the axes."""
        for tick in self.y.ticks:
            yield anchored(self.y.row(tick), -TICK - 3, self.y.at(tick), "end", "axis")
        for tick in self.x.ticks:
            yield anchored(self.x.row(tick), self.x.at(tick), HEIGHT + TICK + 10, "middle", "axis")
        yield anchored(words(self.words), -TICK - 3, min(0.0, self.beginning().rect.top) - 16, "start", "axis")
        yield anchored(words(COUNTED[self.by]), WIDTH, HEIGHT + TICK + 27, "end", "axis")

    def beginning(self) -> Label:
        """The loss of the first round, above its mark."""
        x, y = self.place(self.curves[0], 0)
        return anchored(self.value(self.curves[0], 1), x + 5, y - 11, "start", "tag")

    def endings(self) -> Iterator[Label]:
        """Name and last loss of each curve to the right of its end, moved apart where ends are close."""
        free = -math.inf
        for style, curve in sorted(zip(STYLES, self.curves, strict=False), key=lambda pair: self.place(pair[1], -1)[1]):
            rows = [words(curve.name)] if curve.name else []
            rows.append(self.value(curve, curve.course.last))
            x, y = self.place(curve, -1)
            y = max(y, free + len(rows) * LINE / 2)
            free = y + len(rows) * LINE / 2 + 2
            left = max(x, WIDTH) + 8 + (SAMPLE if curve.name else 0)
            widest = max(row.width for row in rows)
            area = Rect(left + widest / 2, y, widest, len(rows) * LINE)
            sample = (straight(left - SAMPLE, y - LINE / 2, left - 4, y - LINE / 2, f"curve {style}"),)
            yield Label(stacked(rows, left, y, "start"), area, "ending", "", sample if curve.name else ())

    def value(self, curve: Curve, number: int) -> Row:
        return self.pen.row(quantity=curve.worked.loss(number))

    def marks(self) -> Iterator[str]:
        """The middles of the dots at the first round and at the last."""
        places = [self.place(self.curves[0], 0), *(self.place(curve, -1) for curve in self.curves)]
        return (f'cx="{unit(x)}" cy="{unit(y)}"' for x, y in places)

    def sentences(self) -> Iterator[Sentence]:
        begun, ended = ("in the first round", "in the last round") if self.by == "round" else ("at first", "at last")
        for curve in self.curves:
            first, last = (curve.worked.loss(number) for number in (1, curve.course.last))
            numbers = (begun, self.pen.number(first)), (ended, self.pen.number(last))
            what = self.words.capitalize()
            yield Sentence(f"{what}, {curve.name}:" if curve.name else f"{what}:", numbers)
        x, y = NAMES[self.x.kind], NAMES[self.y.kind]
        both = f"Both scales are {x}" if x == y else f"The scale of the {self.by}s is {x}, that of the error {y}"
        yield Sentence(both)


def thinned(points: Iterable[Point]) -> Iterator[Point]:
    """Of the points in each step of one unit across, the highest and the lowest, in their order."""
    for _, group in groupby(points, key=lambda point: math.floor(point[0])):
        near = list(group)
        extremes = {near.index(min(near, key=itemgetter(1))), near.index(max(near, key=itemgetter(1)))}
        yield from (near[index] for index in sorted(extremes))
