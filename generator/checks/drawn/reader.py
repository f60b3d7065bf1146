"""Every figure of a document, read from what is drawn alone, and held against the numbers that it stands for.

Nothing of generator/figures is known here: a place is read back into a number by the axis beside it, an edge into a
weight by the nodes at its ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.checks.drawn import (
    attributes_used,
    captions,
    courses,
    legends,
    maps,
    networks,
    panels,
    slopes,
    svg,
    told,
)
from generator.checks.drawn.finding import found
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.numbers.certified import Undecided
from generator.quantities.worked import Worked

READERS: Mapping[str, Callable[[Figure, World], Iterable[Fault]]] = {
    "boundary": panels.faults,
    "descent": slopes.faults,
    "error-curve": courses.faults,
    "network": networks.faults,
    "valley": maps.faults,
}
"""What reads a figure, by its name."""


def faults(text: str, sources: Mapping[str, object], examples: Iterable[Worked]) -> Iterator[Fault]:
    """Everything in the figures of a stamped document that is drawn other than it is. examples: those that they may
    draw; without one, only what hides or moves is found. Undecided where balls are too wide to tell."""
    yield from attributes_used.elsewhere(text)
    world = World(sources, examples)
    for figure in svg.figures(text):
        yield from of_figure(figure, world)


def of_figure(figure: Figure, world: World) -> Iterator[Fault]:
    if figure.kind not in READERS:
        yield found(figure.start, f"nothing reads the figure '{figure.kind}'", figure.kind)
        return
    wrong = list(attributes_used.faults(figure))
    yield from wrong
    if wrong or not world.examples:  # places mean nothing then, or there is nothing to hold them against
        return
    try:
        yield from READERS[figure.kind](figure, world)
        yield from told.faults(figure, world)
        yield from captions.faults(figure, world)
        yield from legends.faults(figure, world)
    except Undecided:
        raise
    except (ValueError, LookupError, ArithmeticError, TypeError) as trouble:
        yield found(figure.start, f"this figure cannot be read: {trouble or type(trouble).__name__}")
