"""Shapes of a figure as SVG's attributes and path data, with fixed decimals, so that equal figures are equal bytes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from generator.figures.parts import Line, Row, Text
from generator.figures.rect import Rect, around
from generator.figures.symbols import SIZE

LINE = 15.0
"""From one line of text to the next."""

MARGIN = 5.0
HEAD, HALF_HEAD = 6.5, 3.0
"""The length of an arrowhead and half its width."""

FROM_DOT_TO_DOT = 7.0


def unit(length: float) -> str:
    """A coordinate: one decimal, and no negative zero."""
    return f"{round(length, 1) + 0.0:.1f}"


def text(row: Row, x: float, y: float, anchor: str = "middle", kind: str = "") -> Text:
    """A row whose letters stand around the height y."""
    return Text(f'x="{unit(x)}" y="{unit(y + 0.35 * SIZE)}" text-anchor="{anchor}"', row, kind)


def stacked(rows: Sequence[Row], x: float, y: float, anchor: str = "middle") -> tuple[Text, ...]:
    """Rows one below the other around the height y."""
    top = y - (len(rows) - 1) / 2 * LINE
    return tuple(text(row, x, top + k * LINE, anchor) for k, row in enumerate(rows))


def outline(rect: Rect, radius: float) -> str:
    """The attributes of a box whose corners have a radius."""
    return (
        f'x="{unit(rect.left)}" y="{unit(rect.top)}" width="{unit(rect.width)}" height="{unit(rect.height)}" '
        f'rx="{unit(min(radius, rect.height / 2))}"'
    )


def polyline(points: Iterable[tuple[float, float]], kind: str) -> Line:
    return Line("M" + "L".join(f"{unit(x)} {unit(y)}" for x, y in dict.fromkeys(points)), kind)


def straight(x1: float, y1: float, x2: float, y2: float, kind: str) -> Line:
    return polyline(((x1, y1), (x2, y2)), kind)


def dots(x: float, top: float, bottom: float, kind: str) -> tuple[Line, ...]:
    """Three dots half way between two heights: lines without length, which the style makes round."""
    return tuple(Line(f"M{unit(x)} {unit((top + bottom) / 2 + k * FROM_DOT_TO_DOT)}h0", kind) for k in (-1, 0, 1))


def arrow(x1: float, y1: float, x2: float, y2: float, kind: str) -> tuple[Line, Line]:
    """A straight line with a head at its end."""
    length = math.hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    neck_x, neck_y = x2 - HEAD * dx, y2 - HEAD * dy
    corners = (
        (x2, y2), (neck_x - HALF_HEAD * dy, neck_y + HALF_HEAD * dx), (neck_x + HALF_HEAD * dy, neck_y - HALF_HEAD * dx)
    )
    return straight(x1, y1, neck_x, neck_y, kind), polyline(corners, f"{kind} head")


def frame(rects: Iterable[Rect]) -> tuple[str, str]:
    """The viewBox around everything, and its width."""
    inner = around(rects)
    width, height = inner.width + 2 * MARGIN, inner.height + 2 * MARGIN
    return " ".join(map(unit, (inner.left - MARGIN, inner.top - MARGIN, width, height))), f"{width:.0f}"
