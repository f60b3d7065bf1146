"""Scales of a diagram: where a value stands on an axis, and which ticks the axis has."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.figures.parts import Row, structural

NAMES = {"log": "logarithmic", "linear": "linear"}
STEPS = (1, 2, 5)
MOST_DECADES = 8
"""On a longer scale not every power of ten has a tick."""


@dataclass(frozen=True)
class Scale:
    """An axis from the value `low` at the coordinate `start` to `high` at `end`. ticks: ascending."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    ticks: tuple[Decimal, ...]

    def at(self, value: float | Decimal) -> float:
        """The coordinate of a value, which must be positive on a logarithmic scale."""
        low, high, here = (math.log(x) if self.kind == "log" else float(x) for x in (self.low, self.high, value))
        return self.start + (self.end - self.start) * (here - low) / (high - low)

    def row(self, tick: Decimal) -> Row:
        """A tick as text, a power of ten with its exponent where all ticks are powers."""
        exponent = tick.adjusted()
        if self.kind == "log" and all_powers(self.ticks) and not 0 <= exponent <= 3:
            return structural("10", str(exponent).replace("-", "\u2212"))
        return structural(format(tick.normalize(), "f").replace("-", "\u2212"))


def scale(kind: str, low: float, high: float, start: float, end: float, to_ticks: bool) -> Scale:
    """A scale for values from low to high. to_ticks: it is widened until it begins and ends with a tick."""
    ticks = linear_ticks(low, high) if kind == "linear" else log_ticks(low, high)
    first = max(tick for tick in ticks if tick <= low) if to_ticks else Decimal(low)
    last = min(tick for tick in ticks if tick >= high) if to_ticks else Decimal(high)
    return Scale(kind, float(first), float(last), start, end, tuple(tick for tick in ticks if first <= tick <= last))


def linear_ticks(low: float, high: float) -> list[Decimal]:
    """Multiples of 1, 2 or 5 times a power of ten, some four of them, from below low to above high."""
    rough = (high - low) / 4
    place = math.floor(math.log10(rough))
    step = next(step for step in (Decimal(n).scaleb(place) for n in (*STEPS, 10)) if step >= rough)
    return [step * k for k in range(math.floor(low / float(step)) - 1, math.ceil(high / float(step)) + 2)]


def log_ticks(low: float, high: float) -> list[Decimal]:
    """Powers of ten from below low to above high; closer numbers where they would be few, fewer where many."""
    steps = STEPS if high / low < 100 else (1,)
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    every = math.ceil((last - first) / MOST_DECADES)
    places = (place for place in range(first - every, last + every + 1) if place % every == 0)
    return [Decimal(step).scaleb(place) for place in places for step in steps]


def all_powers(ticks: Iterable[Decimal]) -> bool:
    return all(tick == Decimal(1).scaleb(tick.adjusted()) for tick in ticks)
