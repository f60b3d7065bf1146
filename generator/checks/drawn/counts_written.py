"""Counts that are written in a figure of a network: how many neurons a column has, how many ways lead back."""

from __future__ import annotations

import math
from collections.abc import Iterator

from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import TOTAL, Edge, Parts
from generator.checks.drawn.nodes_read import Nodes
from generator.checks.drawn.shapes_read import Part
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World
from generator.checks.equality import Fault
from generator.quantities.quantity import Quantity

WAYS = "ways"
NEAR = 40.0


def is_count(quantity: Quantity) -> bool:
    """Whether a number is a count, or made of counts."""
    return quantity.family == "count" or (bool(quantity.parts) and all(map(is_count, quantity.parts)))


def of_columns(figure: Figure, world: World, parts: Parts, nodes: Nodes) -> Iterator[Fault]:
    """Over a column stands how many there are in it, and what they are."""
    for part in figure.of("label", "count"):
        index = column_under(part, nodes)
        called = "inputs" if index == 0 else "outputs" if index == len(parts.layers) else "neurons"
        wrong = held(part, world, len(parts.columns[index]) if index is not None else -1, called)
        yield from wrong


def of_ways(figure: Figure, world: World, parts: Parts, nodes: Nodes, goal: Edge) -> Iterator[Fault]:
    """Under the error stands how many ways lead back, through all neurons of later layers."""
    count = math.prod(len(names) for names in parts.columns[goal[1][0] + 1 :])
    for part in figure.of("label"):
        if part.texts and part.texts[0].words.strip() == WAYS:
            yield from held(part, world, count, WAYS)
            error = nodes.parts.get((len(parts.columns), TOTAL))
            if error is None or not 0 <= part.middle[1] - error.box.bottom <= NEAR:
                yield found(part.start, "the number of ways does not stand under the error")


def column_under(part: Part, nodes: Nodes) -> int | None:
    """The column over whose first node something stands."""
    at = part.middle
    under = [neuron for neuron, node in nodes.parts.items()
             if abs(node.box.middle[0] - at[0]) <= 1 and 0 < node.box.top - at[1] < 2 * NEAR]  # fmt: skip
    return under[0][0] if under else None


def held(part: Part, world: World, count: int, called: str) -> Iterator[Fault]:
    (text,) = part.texts[:1]
    numbers = [one for stamp in text.stamps if (one := world.quantity(stamp)) is not None]
    if len(numbers) != 1 or not is_count(numbers[0]) or int(numbers[0]) != count or text.words.strip() != called:
        shown = " ".join((*(stamp.text for stamp in text.stamps), text.words.strip()))
        yield found(part.start, f"'{shown}' is written where there are {count} {called}", shown, f"{count} {called}")
