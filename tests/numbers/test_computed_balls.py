"""What a computation on bare balls leaves: exact where nothing was rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.exact import without_width
from tests.exact_numbers import fraction


def test_a_ball_without_width_is_exact_and_one_with_is_not() -> None:
    with certified.precision(64):
        half, third = Certified.of(Decimal("0.5")).ball, (Certified.of(1) / Certified.of(3)).ball
        ball = half * half - 3
        assert fraction(Certified(ball, without_width(ball))) == Fraction(-11, 4)
        assert without_width(third) is None
        assert without_width(half / 0) is None
