"""Labels that are not there: where one line between two columns has a label, each has one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.drawn.edge_labels import Labels
from generator.checks.drawn.edges_read import told
from generator.checks.drawn.finding import found
from generator.checks.drawn.naming_parts import BIAS, TOTAL, Edge
from generator.checks.equality import Fault

FOR_LACK_OF_ROOM = "have no labels"
"""What the description of a figure says that leaves out the labels of whole columns."""


def faults(labels: Labels) -> Iterator[Fault]:
    """The first line without a label among others that have one. A way back names nothing but the factors on it, and
    of a layer that is not worked out in full some lines have no number."""
    if any(edge.back for edge in labels.edges):
        return
    names = [name for part in labels.figure.of("label") for name in labels.names(part)]
    shown = {edge for name in names if (edge := labels.parts.edge(name))}
    whole = [one.is_whole for one in labels.parts.layers]
    lines = [one.edge for one in labels.edges if one.edge[1][1] != TOTAL and whole[one.edge[0][0]]]
    for of_biases in (False, True):
        kind = [edge for edge in lines if (edge[0][1] == BIAS) == of_biases and not is_shared(edge, labels)]
        bare = [edge for edge in kind if edge not in shown]
        beside = {edge[0][0] for edge in kind if edge in shown}
        if FOR_LACK_OF_ROOM in labels.figure.told:
            bare = [edge for edge in bare if edge[0][0] in beside]
        if beside and bare:
            line = told(bare[0])
            yield found(labels.figure.start, f"the line from {line} has no label, and others have", line)


def is_shared(edge: Edge, labels: Labels) -> bool:
    """Whether a line leads from a bias that is written once, under its circle."""
    return edge[0] in labels.parts.shared.values()
