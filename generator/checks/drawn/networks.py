"""A drawn network, read again: its nodes, edges, labels, rounds, and the way back to a weight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.drawn import counts_written, edges_read, inside_nodes, labels_missing, looks_read, nodes_read
from generator.checks.drawn.edge_labels import Labels
from generator.checks.drawn.edges_read import Drawn
from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import BIAS, TOTAL, Edge, Parts
from generator.checks.drawn.svg import Figure
from generator.checks.drawn.world import World, round_of
from generator.checks.equality import Fault
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

WAY_BACK = re.compile(r"back to (w\d+)$")


def faults(figure: Figure, world: World) -> list[Fault]:
    """What is wrong with a network. One without numbers may be that of any example that the document speaks of."""
    stamped = [stamp for part in figure.parts for stamp in part.stamps]
    worked = world.worked_of(stamped)
    candidates = [worked] if worked else sorted(world.examples, key=lambda one: "+" in one.slug)
    best: list[Fault] | None = None
    for one in candidates:
        tried = list(of_example(figure, world, one))
        if not tried:
            return []
        best = tried if best is None or len(tried) < len(best) else best
    return best or []


def of_example(figure: Figure, world: World, worked: Worked) -> Iterator[Fault]:
    """The figure held against the network of an example."""
    parts = Parts(worked)
    nodes, wrong = nodes_read.read(figure, parts)
    yield from wrong
    if wrong:
        return
    edges, wrong = edges_read.read(figure, nodes)
    yield from wrong
    yield from edges_read.faults(figure, edges, nodes, parts)
    labels = Labels(figure, world, parts, nodes, edges)
    yield from labels.faults()
    yield from labels_missing.faults(labels)
    yield from inside_nodes.faults(nodes, parts, world)
    yield from looks_read.faults(figure, labels, edges)
    yield from counts_written.of_columns(figure, world, parts, nodes)
    yield from neurons_told(figure, parts)
    yield from rounds(figure, world)
    yield from way(figure, labels, edges)


def neurons_told(figure: Figure, parts: Parts) -> Iterator[Fault]:
    """The neurons that the description names, where it names all of them."""
    said = re.match(r"Inputs ([^.:]*); then neurons ([^.:]*)\.", figure.told)
    if said:
        inputs, *layers = [", ".join(names) for names in parts.columns]
        right = f"Inputs {inputs}; then neurons {'; then '.join(layers)}."
        if said[0] != right:
            yield found(figure.start, f"the description says '{said[0]}'", said[0], right)


def rounds(figure: Figure, world: World) -> Iterator[Fault]:
    """All numbers of a figure are of one round, before its update; after the update they are the new ones."""
    shown = [(stamp, quantity) for part in figure.parts for stamp in part.stamps
             if (quantity := world.quantity(stamp)) is not None and quantity.family not in ("count", "input", "target")
             ]  # fmt: skip
    updated = "after the update" in figure.title
    moving = [(stamp, one) for stamp, one in shown if is_moving(one, world)]
    begun = {starts(one) for _, one in moving if is_parameter(one) or not updated}
    if updated:
        for stamp, one in moving:
            if not one.name.endswith("_new"):
                message = f"the figure is called '{figure.title}', and shows {stamp.text}, which is {one.name}"
                yield found(figure.start, message, one.key)
                return
    if len(begun) > 1:
        which = ", ".join(sorted({one.key for _, one in moving})[:4])
        yield found(figure.start, f"the figure shows numbers of several rounds: {which}", which)


def is_parameter(quantity: Quantity) -> bool:
    return quantity.family in ("weight", "bias", "new weight", "new bias")


def is_moving(quantity: Quantity, world: World) -> bool:
    """Whether a number changes from round to round: not what the training leaves as it is."""
    worked = world.worked(quantity.key)
    name = quantity.name.removesuffix("_new")
    return worked is not None and (not is_parameter(quantity) or f"{name}_new" in worked.first)


def starts(quantity: Quantity) -> int:
    """The first round that has the number."""
    return round_of(quantity.key) + quantity.name.endswith("_new")


def way(figure: Figure, labels: Labels, edges: Sequence[Drawn]) -> Iterator[Fault]:
    """The way back: it leads to the weight that it is said to lead to, and its arrows are all the ways there are."""
    said = WAY_BACK.search(figure.title)
    arrows = {one.edge for one in edges if one.back}
    goals = figure.of("label", "goal")
    if not said and not arrows and not goals:
        return
    names = labels.names(goals[0]) if len(goals) == 1 else set()
    if not said or said[1] not in {name.removesuffix("_new") for name in names}:
        shown = goals[0].spelled if goals else "no weight"
        yield found(figure.start, f"the figure is called '{figure.title}', and its way leads to {shown}", shown)
        return
    goal = labels.parts.edge(said[1])
    yield from counts_written.of_ways(figure, labels.world, labels.parts, labels.nodes, goal) if goal else ()
    if goal is None or arrows != set(passed(goal, labels)):
        yield found(figure.start, f"the arrows are not the ways back to {said[1]}")


def passed(goal: Edge, labels: Labels) -> Iterator[Edge]:
    """The edges that the derivative flows along: from the error to every neuron that the weight has an influence on."""
    yield goal
    here = [goal[1]]
    for index in range(goal[1][0] + 1, len(labels.parts.columns) + 1):
        after = [one for one in labels.nodes.parts if one[0] == index and one[1] != BIAS]
        is_error = [one for one in after if one[1] == TOTAL]
        after = is_error if index == len(labels.parts.columns) else [one for one in after if one[1] != TOTAL]
        yield from ((source, target) for source in here for target in after)
        here = after
