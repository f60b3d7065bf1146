"""The loss over two numbers, read again: the lines of equal loss, the shades, and the ways of trainings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.checks.drawn import axes, trails_read
from generator.checks.drawn.axes import Axis
from generator.checks.drawn.finding import found
from generator.checks.drawn.polygons import covered
from generator.checks.drawn.shapes_read import Box, Point, Stroke
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.trails_read import Trail
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.checks.named import spelled

VERTICES, GRID = 10, 9
"""So many vertices of a line are held, and so many places along each side of the map."""

OFF, FLAT, EDGE = 1.2, 0.03, 0.3
"""So far a vertex may be from its level, in units of the figure, beside a small part of the step between levels; and so
near it is to the edge of the map where it is not held."""

APART = 0.3
"""So far a vertex may be from its level, as a part of the step from level to level."""


@dataclass(frozen=True)
class Map:
    """A map with its two scales."""

    figure: Figure
    world: World
    way: Trail
    x: Axis
    y: Axis
    box: Box

    def losses(self, points: Sequence[Point]) -> np.ndarray:
        """The loss at these places of the map."""
        values = np.array([(self.x.value(x), self.y.value(y)) for x, y in points])
        return self.world.training(self.way.worked).losses_at(dict(zip(self.way.names, values.T, strict=True)))

    def off(self, points: Sequence[Point], apart: float) -> np.ndarray:
        """How far points are from the nearest level, in units of the figure; where the map is flat, nobody can tell."""
        points = np.array(points)
        here, right, below = (self.losses(points + step) for step in ((0, 0), (1, 0), (0, 1)))
        slope = np.hypot(right - here, below - here)
        return np.maximum(0, np.abs(here - apart * np.round(here / apart)) - FLAT * apart) / np.maximum(slope, 1e-300)

    def place(self, values: Sequence[float]) -> Point:
        return self.x.at(values[0]), self.y.at(values[1])


def faults(figure: Figure, world: World) -> Iterator[Fault]:
    xs, ys, unfit, unmarked = axes.of_plane(figure)
    yield from (*unfit, *unmarked)
    ways, untold = trails_read.trails(figure, world)
    yield from untold
    linear = [one for one in (*xs, *ys) if one.kind == "linear"]
    frames = figure.of("frame")
    if len(linear) < 2 or not ways or len(frames) != 1:
        if not (unfit or untold):
            yield found(figure.start, "this map has no frame, or axes that are not linear")
        return
    here = Map(figure, world, ways[0], *linear, frames[0].box)
    yield from levels(here)
    yield from trodden(here, ways)
    yield from names_of_axes(here)


def levels(here: Map) -> Iterator[Fault]:
    """On each line the loss is the same; the lines are evenly apart; a number on a line is its loss."""
    lines = [one for part in here.figure.of("curves") for one in part.strokes if one.kinds == {"level"}]
    if len(lines) < 2:
        yield found(here.figure.start, "this map has no lines of equal loss")
        return
    means = [float(np.median(here.losses(some(line.points)))) for line in lines]
    apart = step_of(sorted(means))
    areas = [one for part in here.figure.of("areas") for one in part.strokes]
    for line, points in [(line, piece) for line in (*lines, *areas) for piece in line.pieces]:
        inner = [point for point in some(points) if depth(point, here.box) > EDGE]
        losses = here.losses(inner) if inner else np.zeros(0)
        if inner and (np.ptp(losses) > 2 * APART * apart or here.off(inner, apart).max() > OFF):
            message = f"on a line of equal loss the loss is not the same: from {losses.min():.4g} to {losses.max():.4g}"
            yield found(line.start, message)
            return
    yield from heights(here, apart)
    yield from shades(here, areas, sorted({round(mean / apart) for mean in means}), apart)


def some(points: Sequence[Point]) -> Sequence[Point]:
    return points[:: max(1, len(points) // VERTICES)]


def step_of(means: Sequence[float]) -> float:
    """From one level to the next: 1, 2 or 5 times a power of ten, the one that is nearest to what is between them."""
    gaps = sorted(b - a for a, b in zip(means, means[1:], strict=False) if b - a > 1e-3 * (means[-1] - means[0]))
    large = [gap for gap in gaps if gap > 0.5 * max(gaps)] if gaps else [1.0]
    rough = float(np.median([gap for gap in gaps if gap > 0.25 * np.median(large)] or large))
    place = 10.0 ** math.floor(math.log10(rough))
    return min((n * place for n in (1, 2, 5, 10)), key=lambda step: abs(math.log(step / rough)))


def heights(here: Map, apart: float) -> Iterator[Fault]:
    """The numbers on the lines."""
    for part in here.figure.of("label", "height"):
        loss, number = float(here.losses([part.middle])[0]), part.texts[0].number
        if number is None or abs(loss - number) > APART * apart:
            said = part.texts[0].words
            yield found(part.start, f"on a line stands {said}, and the loss there is {loss:.4g}", said, f"{loss:.4g}")


def shades(here: Map, areas: Sequence[Stroke], multiples: Sequence[int], apart: float) -> Iterator[Fault]:
    """A place is shaded once for each level that it lies below."""
    box = here.box
    points = [
        (box.left + (box.right - box.left) * (i + 0.5) / GRID, box.top + (box.bottom - box.top) * (j + 0.5) / GRID)
        for i in range(GRID)
        for j in range(GRID)
    ]
    all_levels = range(multiples[0], multiples[-1] + 1)
    for point, loss in zip(points, here.losses(points), strict=True):
        if abs(loss / apart - round(loss / apart)) < APART:
            continue
        wanted = sum(level * apart > loss for level in all_levels)
        shown = sum(covered(point, area.pieces) for area in areas)
        if wanted != shown:
            at = f"({here.x.value(point[0]):.3g}, {here.y.value(point[1]):.3g})"
            message = f"the map is shaded {shown} times at {at}, and the loss lies below {wanted} of the levels"
            yield found(areas[0].start if areas else here.figure.start, message)
            return


def trodden(here: Map, ways: Sequence[Trail]) -> Iterator[Fault]:
    ends = []
    for way in ways:
        training = here.world.training(way.worked)
        values = [training.place(number) for number in range(1, way.updates + 2)]
        places = [here.place([value[name] for name in way.names]) for value in values]
        inside = [place for place in places if depth(place, here.box) >= -0.36]
        yield from trails_read.faults(here.figure, way, inside, [depth(place, here.box) <= 0.36 for place in inside])
        if inside:
            ends.append((way, inside[0], inside[-1]))
    yield from trails_read.labels(here.figure, here.world, ends)


def depth(place: Point, box: Box) -> float:
    """How far a place is inside of a box."""
    return min(place[0] - box.left, box.right - place[0], place[1] - box.top, box.bottom - place[1])


def names_of_axes(here: Map) -> Iterator[Fault]:
    """x has the first number's symbol under it, y the second's over it."""
    said = sorted((text for text in axes.labels(here.figure.parts) if text.number is None), key=lambda one: -one.at[1])
    wanted = [spelled(here.way.worked.first[name].symbol) for name in here.way.names]
    if [text.spelled for text in said] != wanted:
        shown = ", ".join(text.spelled for text in said)
        yield found(here.figure.start, f"at the axes stands {shown}, and they are {', '.join(wanted)}", shown)
