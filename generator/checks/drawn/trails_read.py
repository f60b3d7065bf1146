"""The way of a training, drawn as dots and lines from one to the next: who goes it is told in the description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.drawn.finding import found
from generator.checks.drawn.shapes_read import Point
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import stamps

STYLES = ("one", "another", "a-third")
BEGUN = re.compile(r"\b[Ii]t starts at\b")
AT = 0.36
BESIDE = 16.0
"""So far from its dot a label may begin."""


@dataclass(frozen=True)
class Trail:
    """A training with so many updates. name: what the figure calls it; names: of the numbers that it changes."""

    worked: Worked
    name: str
    style: str
    updates: int
    names: tuple[str, ...]


def trails(figure: Figure, world: World) -> tuple[list[Trail], list[Fault]]:
    """The ways that the description tells of, and what is wrong with their ends."""
    told = BEGUN.split(figure.told)
    read: list[Trail] = []
    wrong: list[Fault] = []
    for number, (before, here) in enumerate(zip(told, told[1:], strict=False)):
        begun, _, ended = here.partition("It comes to")
        start, end = ([q for s in stamps.stamps(one) if (q := world.quantity(s)) is not None] for one in (begun, ended))
        worked = world.worked(start[0].key) if start else None
        counts = [int(one) for one in end if one.family == "count"]
        if worked is None or len(counts) != 1 or number >= len(STYLES):
            return [], [found(figure.start, "the description does not tell how the training begins and ends")]
        names = tuple(one.name.removesuffix("_new") for one in start[:-1])
        name = re.split(r"\. ", stamps.STAMP.sub("", before))[-1].rstrip(": ") if before.rstrip().endswith(":") else ""
        read.append(Trail(worked, name, STYLES[number], counts[0], names))
        wrong += ends(figure, read[-1], start, end)
    return read, wrong


def ends(figure: Figure, trail: Trail, start: Sequence[Quantity], end: Sequence[Quantity]) -> Iterator[Fault]:
    """Start and end are those of the training, with the losses there."""
    for told, number in ((start, 1), ([one for one in end if one.family != "count"], trail.updates + 1)):
        right = [trail.worked.at(number)[name].key for name in trail.names] + [trail.worked.loss(number).key]
        if [one.key for one in told] != right:
            keys = ", ".join(one.key for one in told)
            message = f"the description says {keys}, and round {number} of the training has {', '.join(right)}"
            yield found(figure.start, message, keys, ", ".join(right))


def faults(figure: Figure, trail: Trail, places: Sequence[Point], optional: Sequence[bool]) -> Iterator[Fault]:
    """The line and the dots of a way, held against where the training was, in order. optional: what lies so near to
    the border of the figure that it may be missing."""
    lines = [one for part in figure.of("curves") for one in part.strokes if one.kinds == {"steps", trail.style}]
    dots = [dot for dot in figure.dots if dot.kinds == {"step", trail.style}]
    points = lines[0].points if len(lines) == 1 else ()
    here = 0
    for point in points:
        after = next((k for k in range(here, len(places)) if near(point, places[k])), None)
        if after is None:
            at = "({:.1f}, {:.1f})".format(*point)
            yield found(lines[0].start, f"the way of the training passes {at}, where no update has led", at)
            return
        here = after
    for place, may_miss in zip(places, optional, strict=True):
        drawn = any(near(point, place) for point in points) and any(near(dot.at, place) for dot in dots)
        if not drawn and not may_miss:
            yield found(figure.start, "a step of the training has no dot, or the line passes it by")
            return
    for dot in dots:
        if not any(near(dot.at, place) for place in places):
            yield found(dot.start, "a dot of the training is where no update has led")
            return


def labels(figure: Figure, world: World, ends_of: Sequence[tuple[Trail, Point, Point]]) -> Iterator[Fault]:
    """A number beside the way is the one at its start or its end, and stands beside that dot."""
    for part in figure.of("label", "tag"):
        for stamp in part.stamps:
            places = [
                place
                for trail, first, last in ends_of
                for place, number in ((first, 1), (last, trail.updates + 1))
                if stamp.key in {trail.worked.at(number)[name].key for name in trail.names}
            ]
            (x, y), text = part.middle, part.texts[0]
            reach = BESIDE + 4 * len(text.words + stamp.text)
            if not any(abs(x - at[0]) <= reach and abs(y - at[1]) <= BESIDE for at in places):
                yield found(part.start, f"{stamp.text} does not stand where the training was at it", stamp.text)
        if not part.stamps and part.kinds == {"label", "tag"}:
            name = part.texts[0].words
            places = [first for trail, first, _ in ends_of if trail.name == name]
            reach = BESIDE + 5 * len(name)
            if not any(abs(part.middle[0] - x) <= reach and abs(part.middle[1] - y) <= BESIDE for x, y in places):
                yield found(part.start, f"'{name}' does not stand at the start of the way of that name", name)


def near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) <= AT and abs(a[1] - b[1]) <= AT
