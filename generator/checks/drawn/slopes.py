"""The loss over one number, read again: the curve, and the way of the training on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from generator.checks.drawn import axes, trails_read
from generator.checks.drawn.axes import Axis
from generator.checks.drawn.finding import found
from generator.checks.drawn.shapes_read import Point
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.trails_read import Trail
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.checks.named import spelled

OFF = 0.36


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    xs, ys, unfit, unmarked = axes.of_plane(figure)
    yield from (*unfit, *unmarked)
    ways, untold = trails_read.trails(figure, world)
    yield from untold
    linear = [one for one in (*xs, *ys) if one.kind == "linear"]
    if len(linear) < 2 or not ways:
        if not (unfit or untold):
            yield found(figure.start, "the axes of this figure are not linear")
        return
    x, y = linear
    yield from on_axes(figure, world, ways, x, y)
    yield from names_of_axes(figure, ways[0])


def on_axes(figure: Figure, world: World, ways: list[Trail], x: Axis, y: Axis) -> Iterator[Fault]:
    yield from curve(figure, world, ways[0], x, y)
    (left, _), (right, _) = ends_of_axis(figure)
    ends = []
    for way in ways:
        training, name = world.training(way.worked), way.names[0]
        values = [training.place(number)[name] for number in range(1, way.updates + 2)]
        heights = training.losses_at({name: np.array(values)})
        places = [(x.at(value), y.at(height)) for value, height in zip(values, heights, strict=True)]
        inside = [place for place in places if left - OFF <= place[0] <= right + OFF]
        optional = [abs(place[0] - left) <= OFF or abs(place[0] - right) <= OFF for place in inside]
        yield from trails_read.faults(figure, way, inside, optional)
        if inside:
            ends.append((way, inside[0], inside[-1]))
    yield from trails_read.labels(figure, world, ends)


def ends_of_axis(figure: Figure) -> tuple[Point, Point]:
    """The lower corners of what lies between the axes."""
    (axis,) = [one for part in figure.of("axes") for one in part.strokes if "axis" in one.kinds]
    return axis.points[-2], axis.points[-1]


def curve(figure: Figure, world: World, way: Trail, x: Axis, y: Axis) -> Iterator[Fault]:
    """Each vertex is the loss of the number at it; a steep curve is known less well."""
    drawn = [one for part in figure.of("curves") for one in part.strokes if one.kinds == {"curve"}]
    if len(drawn) != 1 or len(drawn[0].points) < 3:
        yield found(figure.start, "the loss is not drawn as one curve")
        return
    points = drawn[0].points
    values = np.array([x.value(place) for place, _ in points])
    losses = world.training(way.worked).losses_at({way.names[0]: values})
    slopes = [abs((b[1] - a[1]) / (b[0] - a[0])) if b[0] != a[0] else 0.0 for a, b in pairwise(points)]
    steep = np.maximum([slopes[0], *slopes], [*slopes, slopes[-1]])
    for (_, height), value, loss, slope in zip(points, values, losses, steep, strict=True):
        if abs(y.at(loss) - height) > OFF + 0.15 * slope:
            shown, should = f"{y.value(height):.4g}", f"{loss:.4g}"
            message = f"the curve is at {shown} for {way.names[0]} = {value:.4g}, where the loss is {should}"
            yield found(drawn[0].start, message, shown, should)
            return
    (left, _), (right, _) = ends_of_axis(figure)
    if abs(points[0][0] - left) > OFF or abs(points[-1][0] - right) > OFF:
        yield found(drawn[0].start, "the curve does not reach from one end of the axis to the other")


def names_of_axes(figure: Figure, way: Trail) -> Iterator[Fault]:
    """What is written at the axes: the loss, and the number that the training changes."""
    symbol = spelled(way.worked.first[way.names[0]].symbol)
    said = {text.anchor: text for text in axes.labels(figure.parts) if text.number is None}
    for anchor, name in (("start", "loss"), ("end", symbol)):
        shown = said[anchor].spelled if anchor in said else "nothing"
        if shown != name:
            yield found(figure.start, f"at an axis stands '{shown}', and it is that of {name}", shown, name)
