"""Numbers that no precision helps to print: next to a tie, and farther from the point than anybody writes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.numbers.certified import Ball, Certified, Undecided, precision
from generator.numbers.digits import DigitRule, OutOfSight, Printed, printed, widened


def test_a_number_next_to_a_tie_has_a_digit_more_where_nobody_can_choose() -> None:
    """1.125 and 10**-2000, which 128 bits do not see."""
    with precision(128):
        near = Certified(Certified.of(Decimal("1.125")).ball + Ball(10) ** -2000)
        with pytest.raises(Undecided):
            printed(near, DigitRule(2, "decimals"))
        assert widened(near, DigitRule(2, "decimals")) == Printed(1125, 3, False)
        with pytest.raises(Undecided):
            widened(Certified(Ball("1.125", "0.01")), DigitRule(2, "decimals"))


@pytest.mark.parametrize(("power", "mode"), [(-10001, "decimals"), (-10001, "significant"), (10001, "significant")])
def test_a_number_that_nobody_would_write_is_not_printed(power: int, mode: str) -> None:
    with precision(128), pytest.raises(OutOfSight, match="more than 9999 places"):
        printed(Certified(Ball(10) ** power * Ball("1.5")), DigitRule(4, mode))
