"""The scale of an axis, read from its numbers and where these stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.drawn.finding import found
from generator.checks.drawn.shapes_read import Part, Written
from generator.checks.drawn.svg import Figure
from generator.checks.equality import Fault

EVEN = 0.16
"""So far a number may stand from where the others want it, in units of the figure, which has one decimal."""

KINDS = {"logarithmic": lambda value: math.log10(value) if value > 0 else -math.inf, "linear": float}


@dataclass(frozen=True)
class Axis:
    """A scale: the coordinate is start + unit * value, or its logarithm."""

    kind: str
    start: float
    unit: float

    def at(self, value: float) -> float:
        """Where a value stands; what has no place on the scale, infinitely far away."""
        return self.start + self.unit * KINDS[self.kind](value)

    def value(self, place: float) -> float:
        """What stands there; infinite beyond all numbers."""
        here = (place - self.start) / self.unit
        if self.kind == "linear":
            return here
        return 10.0**here if abs(here) < 300 else math.inf if here > 0 else 0.0


Ticks = Sequence[tuple[float, float]]
"""Numbers and their coordinates."""


def fits(ticks: Ticks) -> list[Axis]:
    """The scales on which all numbers stand where they do: of two numbers, it may be either."""
    (first, start), (last, end) = min(ticks), max(ticks)
    made = []
    for kind, scaled in KINDS.items():
        if first == last or (kind == "logarithmic" and first <= 0):
            continue
        unit = (end - start) / (scaled(last) - scaled(first))
        axis = Axis(kind, start - unit * scaled(first), unit)
        if unit and all(abs(axis.at(value) - place) <= EVEN for value, place in ticks):
            made.append(axis)
    return made


def labels(parts: Sequence[Part]) -> Iterator[Written]:
    for part in parts:
        if "axis" in part.kinds:
            yield from part.texts


def numbers(parts: Sequence[Part]) -> tuple[list[Written], list[Written]]:
    """The numbers along x and those along y: the former are centred under the axis, the latter end at it."""
    found = [text for text in labels(parts) if text.number is not None]
    return [one for one in found if one.anchor == "middle"], [one for one in found if one.anchor == "end"]


def axis_of(texts: Sequence[Written], along: int, what: str, start: int) -> tuple[list[Axis], list[Fault]]:
    """The scales that fit the numbers of an axis. along: 0 for x, 1 for y."""
    ticks = [(text.number, text.at[along]) for text in texts]
    if len({value for value, _ in ticks}) < 2:
        return [], [found(start, f"the {what} axis has fewer than two numbers, so nobody can read it")]
    axes = fits(ticks)
    if any((one.unit > 0) == bool(along) for one in axes):
        return [], [found(texts[0].start, f"the numbers along the {what} axis grow to the left, or downwards")]
    if axes:
        return axes, []
    shown = ", ".join(f"{value:g} at {place:.1f}" for value, place in ticks)
    message = f"the numbers along the {what} axis stand on no linear and no logarithmic scale: {shown}"
    return [], [found(texts[0].start, message, shown)]


def of_plane(figure: Figure) -> tuple[list[Axis], list[Axis], list[Fault], list[Fault]]:
    """The scales that fit x and y, what is wrong with their numbers, and the numbers at which no tick is."""
    across, up = numbers(figure.parts)
    xs, wrong = axis_of(across, 0, "x", figure.start)
    ys, wrong_too = axis_of(up, 1, "y", figure.start)
    return xs, ys, [*wrong, *wrong_too], [*unmarked(figure, across, 0), *unmarked(figure, up, 1)]


def unmarked(figure: Figure, texts: Sequence[Written], along: int) -> Iterator[Fault]:
    """Numbers of an axis at which no tick and no line of the grid is."""
    strokes = [one for one in figure.strokes if one.kinds & {"tick", "grid"}]
    # A tick of the x axis is upright, one of the y axis lies.
    level = [one.points[0][along] for one in strokes if len({point[along] for point in one.points}) == 1]
    for text in texts:
        if not any(abs(place - text.at[along]) <= EVEN for place in level):
            yield found(text.start, f"the number {text.words} of an axis stands at no tick", text.words)
