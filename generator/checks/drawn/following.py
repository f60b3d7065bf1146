"""A curve followed from vertex to vertex: each is turned back into a round and a loss, and each round is looked for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.checks.drawn.axes import Axis
from generator.checks.drawn.finding import found
from generator.checks.drawn.shapes_read import Point, Stroke
from generator.checks.drawn.told_losses import Training
from generator.checks.equality import Fault

ALONG, OFF = 0.26, 0.36
"""So far a vertex may be from its place along x and along y: coordinates have one decimal, and so have the ticks."""

MOST_LOOKED_UP = 40
MOST_WORK = 3_000_000
"""Where a loss has to be computed, no more than so many vertices are held, and about so many products are made."""

MOST_ROUNDS = 80
"""Of the rounds between the vertices so many are looked for."""

FEWEST_ON_A_LINE = 0.12
"""A straight piece that is a longer part of the curve may not pass over epochs."""


@dataclass(frozen=True)
class Followed:
    """A training on two scales, up to a round."""

    training: Training
    x: Axis
    y: Axis
    by_epochs: bool
    last: int

    def along(self, number: int) -> float:
        """Where a round stands."""
        return self.x.at((number - 1) / self.training.epoch if self.by_epochs else number)

    def height(self, loss: float) -> float | None:
        """Where a loss stands; a logarithmic scale has no place for 0."""
        return None if self.y.kind == "logarithmic" and loss <= 0 else self.y.at(loss)

    def place(self, number: int, bottom: float) -> Point:
        """Where a round has its dot; at the bottom if it has no place on the scale."""
        loss = self.training.loss(number)
        height = None if loss is None else self.height(loss)
        return self.along(number), bottom if height is None else min(height, bottom)

    def rounds_at(self, place: float) -> range:
        """The rounds that may stand there."""
        ends = sorted(self.number(place + step) for step in (-ALONG, ALONG))
        return range(max(1, math.ceil(ends[0])), min(self.last, math.floor(ends[1])) + 1)

    def number(self, place: float) -> float:
        value = min(self.x.value(place), 1e15)
        return value * self.training.epoch + 1 if self.by_epochs else value

    def heights(self, numbers: Iterable[int]) -> list[float]:
        losses = (self.training.loss(number) for number in numbers)
        found_heights = (self.height(loss) for loss in losses if loss is not None)
        return [height for height in found_heights if height is not None]


def faults_of(followed: Followed, curve: Stroke) -> Iterator[Fault]:
    """The first vertex that is wrong, the ends, and the first round that the curve passes by."""
    points = curve.points
    if not points or len(curve.pieces) > 1:
        yield found(curve.start, "a curve of losses is not one line")
        return
    yield from ends(followed, curve)
    for point in held(followed, points):
        numbers = followed.rounds_at(point[0])
        heights = followed.heights(sampled(numbers))
        if not heights or not min(heights) - OFF <= point[1] <= max(heights) + OFF:
            yield wrong(followed, curve, point, numbers)
            return
    if any(b[0] < a[0] for a, b in pairwise(points)):
        yield found(curve.start, "a curve of losses goes back along its axis")
    elif followed.training.sees_all:
        yield from passed_by(followed, curve)
    else:
        yield from too_straight(followed, curve)


def held(followed: Followed, points: tuple[Point, ...]) -> list[Point]:
    """The vertices to be looked up: all, where the training has their losses."""
    example = followed.training.worked.example
    if followed.training.sees_all:
        return list(points)
    weights = sum(len(layer.weights) * len(layer.weights[0]) for layer in example.layers)
    most = max(6, min(MOST_LOOKED_UP, MOST_WORK // (weights * len(example.data) * 20)))
    if len(points) <= most:
        return list(points)
    return [points[round(k * (len(points) - 1) / (most - 1))] for k in range(most)]


def sampled(numbers: range) -> Iterable[int]:
    """Some of many rounds, the ends among them."""
    return numbers if len(numbers) <= 400 else {numbers[0], numbers[-1], *numbers[:: len(numbers) // 200]}


def wrong(followed: Followed, curve: Stroke, point: Point, numbers: range) -> Fault:
    drawn = f"{followed.y.value(point[1]):.4g}"
    if not numbers:
        counted = followed.x.value(point[0])
        return found(curve.start, f"a curve has a vertex where no round is: at {counted:.4g} along x", drawn)
    loss = followed.training.loss(numbers[0])
    should = "none" if loss is None else f"{loss:.4g}"
    message = f"a curve is drawn at {drawn} for round {numbers[0]}, which has the loss {should}"
    return found(curve.start, message, drawn, should)


def ends(followed: Followed, curve: Stroke) -> Iterator[Fault]:
    """From the first round to the last, as far as these have a place on the scales."""
    for number, place in ((1, curve.points[0][0]), (followed.last, curve.points[-1][0])):
        if followed.heights([number]) and abs(followed.along(number) - place) > ALONG:
            there = followed.number(place)
            message = f"a curve should reach round {number}, and it begins or ends at round {there:.4g}"
            yield found(curve.start, message, f"{there:.4g}", str(number))


def passed_by(followed: Followed, curve: Stroke) -> Iterator[Fault]:
    """The first of some rounds that the curve does not come by."""
    last = followed.last
    some = {round(last ** (k / MOST_ROUNDS)) for k in range(MOST_ROUNDS + 1)}
    some |= {1 + round((last - 1) * k / MOST_ROUNDS) for k in range(MOST_ROUNDS + 1)}
    for number in sorted(some):
        heights = followed.heights([number])
        around = list(between(curve.points, followed.along(number)))
        if heights and around and not min(around) - 2 * OFF <= heights[0] <= max(around) + 2 * OFF:
            loss = f"{followed.training.loss(number):.4g}"
            yield found(curve.start, f"a curve passes by round {number}, which has the loss {loss}", "", loss)
            return


def between(points: tuple[Point, ...], place: float) -> Iterator[float]:
    """How high a curve is around a place along x: within one unit, of which only the highest and lowest are drawn."""
    for (x1, y1), (x2, y2) in pairwise(points):
        if x2 < place - 1.05 or x1 > place + 1.05:
            continue
        for x in (max(x1, place - 1.05), min(x2, place + 1.05)):
            yield y1 if x2 == x1 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)


def too_straight(followed: Followed, curve: Stroke) -> Iterator[Fault]:
    """Where epochs are chosen, they are chosen all along the curve."""
    length = curve.points[-1][0] - curve.points[0][0]
    for a, b in pairwise(curve.points):
        passed = (followed.number(b[0]) - followed.number(a[0])) / followed.training.epoch
        if b[0] - a[0] > max(2.0, FEWEST_ON_A_LINE * length) and passed > 1.9:
            yield found(curve.start, f"a curve passes over {passed:.0f} epochs in a straight line")
            return
