"""Certified numbers as Python's fractions, without any rounding: a ball is two binary fractions."""

from __future__ import annotations

from fractions import Fraction

from generator.numbers.certified import Ball, Certified


def fraction(number: Certified) -> Fraction:
    """The exact value, which must be known."""
    return Fraction(int(number.exact.p), int(number.exact.q))


def contains(ball: Ball, number: Fraction) -> bool:
    return abs(binary(ball.mid()) - number) <= binary(ball.rad())


def binary(point: Ball) -> Fraction:
    mantissa, exponent = point.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
