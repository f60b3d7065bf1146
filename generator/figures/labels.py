"""The labels of edges: their size before they have a place, and how they are written once they have one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from generator.figures.parts import Label, Row
from generator.figures.rect import Rect
from generator.figures.shapes import LINE, outline, straight, text
from generator.figures.symbols import BETWEEN_FRACTIONS, Symbol

CORNER = 4.0
FROM_POINT = 13.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Tag:
    """One row. kind: a class of its own."""

    row: Row
    kind: str = "tag"

    @property
    def width(self) -> float:
        return self.row.width

    @property
    def height(self) -> float:
        return LINE

    def labels(self, x: float, y: float) -> Iterator[Label]:
        rect = Rect(x, y, self.width, self.height)
        yield Label((text(self.row, x, y),), rect, self.kind, outline(Rect(x, y, self.width, self.height - 3), CORNER))


@dataclass(frozen=True)
class Factor:
    """A factor of the chain rule: fractions of derivatives, or its number. kind: the class of its colour."""

    symbol: Symbol | None
    number: Row
    kind: str

    @property
    def width(self) -> float:
        return self.number.width + 4 if self.symbol is None else self.symbol.width

    @property
    def height(self) -> float:
        return LINE if self.symbol is None else 2 * LINE + 3

    def labels(self, x: float, y: float) -> Iterator[Label]:
        rect = Rect(x, y, self.width, self.height)
        box = outline(rect, CORNER)
        if self.symbol is None:
            yield Label((text(self.number, x, y),), rect, self.kind, box)
            return
        texts, bars, left = [], [], rect.left
        for part in self.symbol.parts:
            above, below = part.rows
            texts += [text(Row(above), left + part.width / 2, y - 9), text(Row(below), left + part.width / 2, y + 8)]
            bars.append(straight(left, y, left + part.width, y, "bar"))
            left += part.width + BETWEEN_FRACTIONS
        yield Label(tuple(texts), rect, self.kind, box, tuple(bars))


@dataclass(frozen=True)
class Chip:
    """The name of the weight at which the way back ends."""

    name: Symbol

    @property
    def width(self) -> float:
        return self.name.width + 9

    @property
    def height(self) -> float:
        return LINE + 4

    def labels(self, x: float, y: float) -> Iterator[Label]:
        rect = Rect(x, y, self.width, self.height)
        yield Label((text(Row(self.name.row), x, y),), rect, "goal", outline(rect, rect.height))


def anchored(row: Row, x: float, y: float, anchor: str, kind: str = "") -> Label:
    """A row that starts, ends or has its middle at x."""
    middle = x + {"start": 0.5, "middle": 0.0, "end": -0.5}[anchor] * row.width
    return Label((text(row, x, y, anchor),), Rect(middle, y, row.width, LINE), kind)


def beside(
    rows: Sequence[Row], points: Sequence[Point], area: Rect, radius: float, others: Sequence[Point] = ()
) -> Iterator[Label]:
    """Each row beside its point, where it meets no other row and no point, nor one of the others, all of them dots with
    a radius; left out where there is no such place in the area."""
    taken = [Rect(x, y, 2 * radius, 2 * radius) for x, y in (*points, *others)]
    for row, (x, y) in zip(rows, points, strict=True):
        aside = radius + 4 + row.width / 2
        nearest = ((0, -FROM_POINT), (0, FROM_POINT), (aside, 0), (-aside, 0))
        for dx, dy in (*nearest, *product((aside, -aside), (FROM_POINT, -FROM_POINT))):
            label = anchored(row, x + dx, y + dy, "middle", "tag")
            if within(label.rect, area) and not any(touch(label.rect, other) for other in taken):
                taken.append(label.rect)
                yield label
                break


def within(rect: Rect, area: Rect) -> bool:
    return area.left < rect.left and rect.right < area.right and area.top < rect.top and rect.bottom < area.bottom


def touch(a: Rect, b: Rect) -> bool:
    return abs(a.x - b.x) < (a.width + b.width) / 2 and abs(a.y - b.y) < (a.height + b.height) / 2
