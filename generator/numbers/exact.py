"""Fractions that are exact, as long as they are short."""

from __future__ import annotations

import math
from decimal import Decimal

from flint import arb, fmpq

LONGEST_FRACTION = 4096


def fraction(decimal: Decimal) -> fmpq:
    return fmpq(*decimal.as_integer_ratio())


def short(exact: fmpq) -> fmpq | None:
    """The fraction, or None where it has grown too long to be worth carrying."""
    return exact if exact.q.bit_length() <= LONGEST_FRACTION else None


def without_width(ball: arb) -> fmpq | None:
    """What a ball is exactly if it has no width, since then nothing was rounded on the way to it; None if it has."""
    return short(ball.fmpq()) if ball.is_finite() and ball.is_exact() else None


def exact_root(square: fmpq) -> fmpq | None:
    """The square root of a fraction, if it is one too."""
    above, below = int(square.p), int(square.q)
    if above < 0 or math.isqrt(above) ** 2 != above or math.isqrt(below) ** 2 != below:
        return None
    return fmpq(math.isqrt(above), math.isqrt(below))
