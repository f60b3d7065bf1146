"""What is to be placed: boxes in columns, ways between them; and what has its place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.figures.rect import Rect


@dataclass(frozen=True)
class Box:
    """A box to be placed. above, below: room for what is written over and under it."""

    width: float
    height: float
    above: float = 0.0
    below: float = 0.0


@dataclass(frozen=True)
class Column:
    """Boxes one below the other. The first `centred` of them are placed around the middle line, the rest below."""

    boxes: tuple[Box, ...]
    centred: int

    @property
    def middle(self) -> float:
        """The place of the middle line among the boxes."""
        return (self.centred - 1) / 2


@dataclass(frozen=True)
class Way:
    """An edge from a box of one column to a box of the next, by their numbers, and the size of its label. before:
    room that is needed between the source and the label. by_source: labels are counted along the sources, not the
    targets."""

    source: int
    target: int
    width: float = 0.0
    height: float = 0.0
    before: float = 0.0
    by_source: bool = False


@dataclass(frozen=True)
class Edge:
    """A placed edge from (x1, y1) to (x2, y2), and the middle (x, y) of its label. x0: the side of the source, which
    may be narrower than its column."""

    x0: float
    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float

    def at(self, distance: float) -> tuple[float, float]:
        """The point of the edge that is so far to the right of its start."""
        return self.x1 + distance, self.y1 + (self.y2 - self.y1) * distance / (self.x2 - self.x1)


@dataclass(frozen=True)
class Plan:
    """The placed boxes of each column and the placed edges of each gap, in the order in which they came."""

    boxes: tuple[tuple[Rect, ...], ...]
    edges: tuple[tuple[Edge, ...], ...]
