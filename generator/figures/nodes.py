"""The nodes of a network: their size before they have a place, and how they are drawn once they have one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from generator.figures.labels import Factor, anchored
from generator.figures.parts import Label, Node, Row, Text
from generator.figures.places import Box
from generator.figures.rect import Rect
from generator.figures.shapes import LINE, arrow, outline, stacked, straight, text
from generator.figures.symbols import Symbol

SMALLEST = 30.0
PADDING = 6.0
PADDING_OF_HALF = 4.0
BELOW_NAME = 2.0
FOR_RAISED = 2.5
"""More from row to row where a symbol has something raised, which would touch the row above."""

ROUND = 11.0
"""The radius of the corners of a node with numbers in it. A node with a name only is a circle."""

ARROW_IN_NEURON = 13.0
OVER_NEURON = 3.0
ROOM_FOR_DOTS = 22.0


class Part(Protocol):
    """A node before it has a place. hangs: whether it stands below the neurons of its column; dots: whether dots stand
    between it and the next."""

    hangs: bool
    dots: bool
    box: Box

    def node(self, rect: Rect) -> Node: ...

    def labels(self, rect: Rect) -> Iterator[Label]: ...


@dataclass(frozen=True)
class Cell:
    """A node: its name, rows below the name, a row under the node, rows to its right."""

    kind: str
    name: Row
    rows: tuple[Row, ...] = ()
    under: Row | None = None
    beside: tuple[Row, ...] = ()
    dots: ClassVar[bool] = False

    @property
    def hangs(self) -> bool:
        """Whether it stands below the neurons of its column."""
        return self.kind in ("bias", "total")

    @property
    def line(self) -> float:
        """From one row to the next."""
        raised = any(span.level == "sub raised" for row in self.rows for span in (*row.spans, *row.after))
        return LINE + (FOR_RAISED if raised else 0.0)

    @property
    def box(self) -> Box:
        below = 0.0 if self.under is None else LINE + 2
        if not self.rows:
            return Box(max(SMALLEST, self.name.width + 2 * PADDING), SMALLEST, below=below)
        widest = max(row.width for row in (self.name, *self.rows))
        height = LINE + len(self.rows) * self.line + BELOW_NAME + PADDING
        return Box(max(SMALLEST, widest + 2 * PADDING), height, below=below)

    def node(self, rect: Rect) -> Node:
        if not self.rows:
            return Node(outline(rect, rect.height), self.kind, (text(self.name, rect.x, rect.y, kind="name"),))
        first = rect.top + PADDING / 2 + LINE / 2
        texts = [text(self.name, rect.x, first, kind="name")]
        for k, row in enumerate(self.rows, start=1):
            texts += left_and_right(row, rect, first + BELOW_NAME + k * self.line)
        return Node(outline(rect, ROUND), self.kind, tuple(texts))

    def labels(self, rect: Rect) -> Iterator[Label]:
        if self.under is not None:
            y = rect.bottom + 2 + LINE / 2
            yield Label((text(self.under, rect.x, y),), Rect(rect.x, y, self.under.width, LINE))
        if self.beside:
            x, width = rect.right + PADDING, max(row.width for row in self.beside)
            area = Rect(x + width / 2, rect.y, width, len(self.beside) * LINE)
            yield Label(stacked(self.beside, x, rect.y, "start"), area)


def left_and_right(row: Row, rect: Rect, y: float) -> tuple[Text, ...]:
    """A row with a symbol and a number as in a table, any other in the middle."""
    if not row.spans or row.number is None:
        return (text(row, rect.x, y),)
    return (
        text(Row(row.spans), rect.left + PADDING, y, "start", "word"),
        text(Row(number=row.number), rect.right - PADDING, y, "end"),
    )


@dataclass(frozen=True)
class OneOfMany:
    """A node of a column that is not drawn whole. head: a row over it that is about all of the column; dots: whether
    nodes are left out between it and the next."""

    part: Part
    head: Row | None
    dots: bool

    @property
    def hangs(self) -> bool:
        return self.part.hangs

    @property
    def box(self) -> Box:
        box, head = self.part.box, 0.0 if self.head is None else LINE + OVER_NEURON
        return replace(box, above=box.above + head, below=box.below + (ROOM_FOR_DOTS if self.dots else 0.0))

    def node(self, rect: Rect) -> Node:
        return self.part.node(rect)

    def labels(self, rect: Rect) -> Iterator[Label]:
        yield from self.part.labels(rect)
        if self.head is not None:
            yield anchored(self.head, rect.x, rect.top - self.box.above + LINE / 2, "middle", "count")


@dataclass(frozen=True)
class Capsule:
    """A neuron in its two halves, net and out. slope: the factor that leads back from one to the other, if shown.
    passed: the class of the arrow between them where the way back passes both without such a factor."""

    net: Symbol
    out: Symbol
    slope: Factor | None = None
    passed: str = ""
    hangs: ClassVar[bool] = False
    dots: ClassVar[bool] = False

    @property
    def half(self) -> float:
        return max(self.net.width, self.out.width) + PADDING_OF_HALF + ARROW_IN_NEURON / 2

    @property
    def box(self) -> Box:
        return Box(2 * self.half, SMALLEST - 2, above=0.0 if self.slope is None else OVER_NEURON + self.slope.height)

    def node(self, rect: Rect) -> Node:
        net_x, out_x = rect.x - (self.half + 3) / 2, rect.x + (self.half + 3) / 2
        texts = text(Row(self.net.row), net_x, rect.y), text(Row(self.out.row), out_x, rect.y)
        passed = self.passed if self.slope is None else self.slope.kind
        if not passed:
            divider = straight(rect.x, rect.top, rect.x, rect.bottom, "divider")
            return Node(outline(rect, rect.height), "neuron aside", texts, (divider,))
        reach = ARROW_IN_NEURON / 2
        lines = arrow(rect.x + reach, rect.y, rect.x - reach, rect.y, f"back {passed}")
        return Node(outline(rect, rect.height), "neuron", texts, lines)

    def labels(self, rect: Rect) -> Iterator[Label]:
        if self.slope is not None:
            yield from self.slope.labels(rect.x, rect.top - OVER_NEURON - self.slope.height / 2)
