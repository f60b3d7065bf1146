"""The lines of a network: what one carries and how it is drawn, before it has a place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from generator.figures.parts import Label, Line
from generator.figures.places import Edge, Way
from generator.figures.shapes import arrow, polyline, straight

GOAL_FROM_SOURCE = 5.0
ARROW_TO_GOAL = 11.0


class Mark(Protocol):
    """The label of an edge before it has a place."""

    width: float
    height: float

    def labels(self, x: float, y: float) -> Iterator[Label]: ...


@dataclass(frozen=True)
class Strand:
    """An edge from a node of one column to a node of the next, by their numbers. back: it is an arrow that leads to
    the source, or to the goal if there is one. by_source: as of a Way."""

    source: int
    target: int
    kind: str
    mark: Mark | None = None
    back: bool = False
    goal: Mark | None = None
    by_source: bool = False

    @property
    def way(self) -> Way:
        before = self.goal.width + GOAL_FROM_SOURCE + ARROW_TO_GOAL if self.goal else 0.0
        width, height = (self.mark.width, self.mark.height) if self.mark else (0.0, 0.0)
        return Way(self.source, self.target, width, height, before, self.by_source)

    def lines(self, edge: Edge) -> Iterator[Line]:
        if self.goal:
            x, y = edge.at(GOAL_FROM_SOURCE + self.goal.width / 2)
            yield straight(edge.x1, edge.y1, x, y, "way")
            yield from arrow(edge.x2, edge.y2, *border(x, y, self.goal, edge), self.kind)
        elif self.back:
            yield from arrow(edge.x2, edge.y2, edge.x1, edge.y1, self.kind)
        else:
            yield polyline(((edge.x0, edge.y1), (edge.x1, edge.y1), (edge.x2, edge.y2)), self.kind)

    def labels(self, edge: Edge) -> Iterator[Label]:
        if self.mark:
            yield from self.mark.labels(edge.x, edge.y)
        if self.goal:
            yield from self.goal.labels(*edge.at(GOAL_FROM_SOURCE + self.goal.width / 2))


def border(x: float, y: float, mark: Mark, edge: Edge) -> tuple[float, float]:
    """Where an edge meets the right part of the border of a mark in its way."""
    across, up = edge.x2 - x, edge.y2 - y
    part = min(mark.width / 2 / abs(across), mark.height / 2 / abs(up) if up else math.inf)
    return x + across * part, y + up * part
