"""Certified digits: how a proved value becomes decimal text, and nothing else ever does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.numbers.certified import Certified, Undecided, ball

Mode = Literal["decimals", "significant"]

FEWEST_SIGNIFICANT = 3
"""With a fixed number of decimals a small number would lose its digits; it keeps at least so many."""

SMALLEST_WRITTEN_OUT = -7
"""The leading digit of a number at 10**-7 or below is hard to count; such a number is written with a power of ten."""

LARGEST_WRITTEN_OUT = 15

FARTHEST_PLACE = 9999
FARTHEST = ball(Decimal(1).scaleb(FARTHEST_PLACE))
"""A number that is farther from it is not written, in whatever way."""

MOST_DECIMALS = 12
"""Of a number whose first digit is not known."""


class Tie(ArithmeticError):
    """The value lies exactly half way between two printable numbers. of: the key of the quantity, once it is known."""

    def __init__(self, message: str, of: str = "") -> None:
        super().__init__(message)
        self.of = of

    def named(self, name: str, key: str) -> Tie:
        """The same, of a quantity."""
        return Tie(f"{name} cannot be rounded: {self}; show one digit more", key)


class OutOfSight(ArithmeticError):
    """The first digit stands farther from the point than anybody would write."""


@dataclass(frozen=True)
class DigitRule:
    """How many digits are printed: so many decimals, or so many significant digits."""

    count: int
    mode: Mode

    @classmethod
    def parse(cls, text: str) -> DigitRule:
        """Read "9 decimals" or "5 significant"; ValueError with a sentence for anything else."""
        match = re.fullmatch(r"\s*(\d+)\s+(decimals?|significant)\s*", str(text))
        if not match or not 1 <= int(match[1]) <= 30:
            raise ValueError(f"expected '<n> decimals' or '<n> significant' with n from 1 to 30, found '{text}'")
        return cls(int(match[1]), "significant" if match[2] == "significant" else "decimals")

    def __str__(self) -> str:
        return f"{self.count} {self.mode}"


@dataclass(frozen=True)
class Printed:
    """The printed number whole / 10**decimals, and whether it is the value itself or the value rounded."""

    whole: int
    decimals: int
    exact: bool

    @property
    def value(self) -> Decimal:
        return Decimal((int(self.whole < 0), tuple(map(int, str(abs(self.whole)))), -self.decimals))

    @property
    def text(self) -> str:
        """Written out, or as "3.5e-12" where the first digit is far from the point."""
        leading = len(str(abs(self.whole))) - 1 - self.decimals
        if self.whole == 0 or (SMALLEST_WRITTEN_OUT < leading < LARGEST_WRITTEN_OUT and self.decimals >= 0):
            return format(self.value, "f")
        digits = str(abs(self.whole))
        digits = digits.rstrip("0") if self.exact else digits
        point = "." + digits[1:] if len(digits) > 1 else ""
        return f"{'-' if self.whole < 0 else ''}{digits[0]}{point}e{leading}"


def printed(value: Certified, rule: DigitRule, guard: int = 0) -> Printed:
    """The digits of `value` under `rule`, with `guard` digits more. An exact value that is no longer is printed whole.

    Raises Undecided where more precision is needed and Tie where no precision helps.
    """
    if value.is_negligible():
        # Its zeros are proved; whether it is zero is not, unless the ball is a point.
        return Printed(0, 0, True) if value.ball.is_zero() else Printed(0, rule.count, False)
    decimals = decimals_under(rule, value) + guard
    if value.is_decimal(decimals):
        return shortest(value, decimals)
    whole = rounded(value, decimals)
    if rule.mode == "significant" and len(str(abs(whole))) > rule.count + guard:
        decimals -= 1
        whole = rounded(value, decimals)
    return Printed(whole, decimals, False)


def widened(value: Certified, rule: DigitRule, guard: int = 0) -> Printed:
    """The same; a value that lies half way between two printable numbers has a digit more, which is all of it; so has
    one that is nearer to the middle between them than can be told."""
    try:
        return printed(value, rule, guard)
    except (Tie, Undecided):
        return printed(value, rule, guard + 1)


def as_far_as_known(value: Certified, rule: DigitRule, guard: int = 0) -> Printed:
    """The same, with fewer digits where the value is not known well enough for all. Undecided where not even one is.

    Beside a power of ten it may not be known which digit is the first; then as many decimals are shown as are known."""
    for count in range(rule.count, 0, -1):
        try:
            return printed(value, DigitRule(count, rule.mode), guard)
        except Undecided:
            continue
    for decimals in range(MOST_DECIMALS, 0, -1):
        try:
            return Printed(rounded(value, decimals), decimals, False)
        except Undecided:
            continue
    raise Undecided("not one digit of it is known", "Train for fewer rounds, or with a smaller learning rate.")


def given(decimal: Decimal) -> Printed:
    """A number of the author's, as it was written."""
    sign, digits, exponent = decimal.as_tuple()
    whole = int("".join(map(str, digits))) * 10 ** max(0, exponent)
    return Printed(-whole if sign else whole, max(0, -exponent), True)


def certainly_rounds_to(value: Certified, shown: Printed) -> bool:
    """Whether `value` gives `shown` when it is rounded to as many decimals."""
    try:
        return rounded(value, shown.decimals) == shown.whole
    except Tie:
        return False


def rounded(value: Certified, decimals: int) -> int:
    """The integer nearest to value * 10**decimals."""
    whole, tie = value.floor_of_scaled(decimals)
    if tie:
        raise Tie(f"it lies exactly half way between two numbers with {decimals} decimals")
    return whole


def decimals_under(rule: DigitRule, value: Certified) -> int:
    """How many decimals the rule asks for; negative where the last digit stands left of the point."""
    if rule.mode == "significant":
        return rule.count - 1 - first_place(value)
    if value.reaches(FEWEST_SIGNIFICANT - 1 - rule.count):
        return rule.count
    return FEWEST_SIGNIFICANT - 1 - first_place(value)


def first_place(value: Certified) -> int:
    """The power of ten of the first digit. OutOfSight where that is beyond all sense."""
    size = abs(value.ball)
    if bool(size > FARTHEST) or bool(size * FARTHEST < 1):
        raise OutOfSight(f"its first digit stands more than {FARTHEST_PLACE} places from the point")
    return value.leading_place()


def shortest(value: Certified, decimals: int) -> Printed:
    """A value that is a decimal, without zeros at its end."""
    decimals = max(decimals, 0)
    whole, _ = value.floor_of_scaled(decimals)
    while decimals > 0 and whole % 10 == 0:
        whole, decimals = whole // 10, decimals - 1
    return Printed(whole, decimals, True)
