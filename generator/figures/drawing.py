"""A network put together: nodes in columns, strands between them, everything in its place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from generator.figures.parts import Label, Line, Node, Sentence
from generator.figures.plan import Box, Column, Edge, Rect, Way, plan
from generator.figures.shapes import arrow, frame, polyline, straight

RAIL = 11.0
GOAL_FROM_SOURCE = 9.0
ARROW_TO_GOAL = 14.0


class Part(Protocol):
    """A node before it has a place. hangs: whether it stands below the neurons of its column."""

    hangs: bool
    box: Box

    def node(self, rect: Rect) -> Node: ...

    def labels(self, rect: Rect) -> Iterator[Label]: ...


class Mark(Protocol):
    """The label of an edge before it has a place."""

    width: float
    height: float

    def labels(self, x: float, y: float) -> Iterator[Label]: ...


@dataclass(frozen=True)
class Strand:
    """An edge from a node of one column to a node of the next, by their numbers. back: it is an arrow that leads to
    the source, or to the goal if there is one."""

    source: int
    target: int
    kind: str
    mark: Mark | None = None
    back: bool = False
    goal: Mark | None = None

    @property
    def way(self) -> Way:
        before = self.goal.width + GOAL_FROM_SOURCE + ARROW_TO_GOAL if self.goal else 0.0
        return Way(self.source, self.target, *((self.mark.width, self.mark.height) if self.mark else ()), before=before)

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


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn. boxes: the places of the nodes, column by column; rects: all that must be seen."""

    boxes: tuple[tuple[Rect, ...], ...]
    rects: tuple[Rect, ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]


def drawing(columns: Sequence[Sequence[Part]], gaps: Sequence[Sequence[Strand]]) -> Drawing:
    """The network from left to right; gaps[k] has the strands from columns[k] to columns[k + 1]."""
    done = plan(
        [Column(tuple(part.box for part in column), sum(not part.hangs for part in column)) for column in columns],
        [[strand.way for strand in gap] for gap in gaps],
    )
    parts = list(zip(chain(*columns), chain(*done.boxes), strict=True))
    strands = list(zip(chain(*gaps), chain(*done.edges), strict=True))
    lines = chain(*(strand.lines(edge) for strand, edge in strands))
    labels = tuple(chain(*(strand.labels(edge) for strand, edge in strands), *(part.labels(at) for part, at in parts)))
    return Drawing(
        boxes=done.boxes,
        rects=(*chain(*done.boxes), *(label.rect for label in labels)),
        nodes=tuple(part.node(rect) for part, rect in parts),
        lines=tuple(sorted(lines, key=lambda line: "back" in line.kind)),  # arrows lie over plain edges
        labels=labels,
    )


def scene_of(done: Drawing, title: str, sentences: Iterable[Sentence]) -> Mapping[str, object]:
    """What the template of a network takes."""
    view_box, width = frame(done.rects)
    return {
        "view_box": view_box,
        "width": width,
        "title": title,
        "sentences": tuple(sentences),
        "lines": done.lines,
        "nodes": done.nodes,
        "labels": done.labels,
    }


def with_sum(done: Drawing) -> Drawing:
    """The drawing with lines from the last column's boxes, around their right side, to the lowest of them."""
    *sources, sink = done.boxes[-1]
    rail = max(box.right for box in done.boxes[-1]) + RAIL
    stubs = [straight(box.right, box.y, rail, box.y, "sum") for box in sources]
    down = straight(rail, sources[0].y, rail, sink.y, "sum")
    lines = (*done.lines, *stubs, down, *arrow(rail, sink.y, sink.right, sink.y, "sum"))
    return replace(done, lines=lines, rects=(*done.rects, Rect(rail, sink.y, 1, 1)))
