"""The certified kind of number: a ball that is proved to contain the exact value, with the value while that is short.

Only this module and `exact` know the library that does the arithmetic. All operations work at the precision that is set
with `precision(bits)`; a question that a ball is too wide to answer raises `Undecided`, and whoever started the work
repeats it at a higher precision.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from flint import arb, ctx, fmpq, fmpz

from generator.numbers.exact import exact_root, fraction, short

Ball = arb
Result = TypeVar("Result")

FIRST_PRECISION = 128
LAST_PRECISION = 4096
NEGLIGIBLE = arb(10) ** -100


class Undecided(ArithmeticError):
    """The balls are too wide for the answer; more precision may help. way_out: what does, if it does not."""

    def __init__(self, question: str, way_out: str = "Show one digit more, or one less.") -> None:
        super().__init__(question)
        self.way_out = way_out


def precision(bits: int) -> AbstractContextManager:
    """All certified arithmetic inside is done with so many bits."""
    return ctx.workprec(bits)


def with_enough_precision(work: Callable[[int], Result]) -> Result:
    """What `work(bits)` returns at the first precision that decides everything; Undecided if none does."""
    bits = FIRST_PRECISION
    while True:
        try:
            with precision(bits):
                return work(bits)
        except Undecided:
            bits *= 2
            if bits > LAST_PRECISION:
                raise


def ball(decimal: Decimal) -> Ball:
    """The ball around a decimal exactly as written."""
    return arb(fraction(decimal))


def width(a: Ball) -> float:
    """How far the ball's edge can be from its middle."""
    return float(a.rad())


def middle(a: Ball) -> float:
    """The double nearest to the middle: for drawing and for comparing with float64 runs, never for printing."""
    return float(a.mid())


def root(a: Ball) -> Ball:
    """The square root of a number that is not negative, though its ball may reach below zero."""
    return a.sqrt() if a < 0 else a.nonnegative_part().sqrt()


def same_ball(a: object, b: object) -> bool:
    """Whether both are balls, and the same to the last bit."""
    return isinstance(a, arb) and isinstance(b, arb) and bool(a.mid() == b.mid()) and bool(a.rad() == b.rad())


def point(number: Certified) -> Ball:
    """The exact value where it is known, otherwise the middle of the ball as a ball without width."""
    return number.ball.mid() if number.exact is None else arb(number.exact)


@dataclass(frozen=True, slots=True, eq=False)
class Certified:
    """A real number known by a ball and, as long as it is a short fraction, exactly."""

    ball: Ball
    exact: fmpq | None = None

    @classmethod
    def of(cls, number: int | Decimal | Ball) -> Certified:
        if isinstance(number, arb):
            return cls(number, None)
        exact = fraction(Decimal(number))
        return cls(arb(exact), exact)

    def __add__(self, other: Certified) -> Certified:
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other: Certified) -> Certified:
        return self._with(other, lambda a, b: a - b)

    def __mul__(self, other: Certified) -> Certified:
        if self.exact == 0 or other.exact == 0:
            return Certified.of(0)
        return self._with(other, lambda a, b: a * b)

    def __truediv__(self, other: Certified) -> Certified:
        if self.exact == 0 and not other.ball.contains(0):
            return Certified.of(0)
        return self._with(other, lambda a, b: a / b)

    def __neg__(self) -> Certified:
        return Certified(-self.ball, None if self.exact is None else -self.exact)

    def __pow__(self, exponent: int) -> Certified:
        """By multiplication: the library's own power of a ball around zero is no number."""
        power = Certified.of(1)
        for _ in range(exponent):
            power = power * self
        return power

    def exp(self) -> Certified:
        return Certified(self.ball.exp(), fmpq(1) if self.exact == 0 else None)

    def log(self) -> Certified:
        """The natural logarithm."""
        return Certified(self.ball.log(), fmpq(0) if self.exact == 1 else None)

    def tanh(self) -> Certified:
        return Certified(self.ball.tanh(), fmpq(0) if self.exact == 0 else None)

    def sqrt(self) -> Certified:
        exact = None if self.exact is None else exact_root(self.exact)
        return Certified(root(self.ball) if exact is None else arb(exact), exact)

    def floor(self) -> Certified:
        """The whole number at or below it. Undecided when the ball contains one and more."""
        whole = self.ball.floor().unique_fmpz() if self.exact is None else self.exact.floor()
        if whole is None:
            raise Undecided("not decided which whole number lies below")
        return Certified.of(int(whole))

    def _with(self, other: Certified, operation: Callable) -> Certified:
        exact = None
        if self.exact is not None and other.exact is not None:
            exact = short(operation(self.exact, other.exact))
        return Certified(operation(self.ball, other.ball) if exact is None else arb(exact), exact)

    def sign(self) -> int:
        """-1, 0 or 1. Undecided when the ball contains zero and more."""
        if self.ball.is_zero():
            return 0
        if self.ball.contains(0):
            raise Undecided("the sign is not known at this precision", "Try smaller weights and inputs.")
        return 1 if self.ball > 0 else -1

    def is_negligible(self) -> bool:
        """Whether it is proved to be nearer to zero than 10**-100, and may be zero: such as a sum of numbers of which
        it is known by algebra, but not by a ball, that they cancel."""
        return self.ball.contains(0) and bool(abs(self.ball) < NEGLIGIBLE)

    def equals(self, other: Certified) -> bool:
        """Whether both are the same number for certain. Undecided when they may be but it is not known."""
        if self.exact is not None and other.exact is not None:
            return self.exact == other.exact
        return (self - other).sign() == 0

    def reaches(self, place: int) -> bool:
        """Whether the absolute value is 10**place or more, or so near to it that it rounds to it."""
        above = (self if self.sign() > 0 else -self) - Certified.of(Decimal(1).scaleb(place))
        return above.is_negligible() or above.sign() >= 0

    def leading_place(self) -> int:
        """The power of ten of the first digit of a value that is not zero."""
        size = self.ball if self.sign() > 0 else -self.ball
        place = math.floor(middle(size.log() / arb(10).log())) + 1
        # The estimate can be off by one beside a power of ten; comparing with the power decides.
        while not self.reaches(place):
            place -= 1
        return place

    def floor_of_scaled(self, decimals: int) -> tuple[int, bool]:
        """floor(value * 10**decimals + 1/2), and whether the value lies exactly on that rounding tie.

        Undecided when the ball straddles the tie.
        """
        if self.exact is not None:
            shifted = self.exact * fmpq(10) ** decimals + fmpq(1, 2)
            return int(shifted.floor()), shifted.q == 1
        whole = (self.ball * arb(10) ** decimals + arb(fmpq(1, 2))).floor().unique_fmpz()
        if whole is None:
            raise Undecided(f"not decided how it rounds to {decimals} decimals")
        return int(whole), False

    def is_decimal(self, decimals: int) -> bool:
        """Whether the value is known to be a decimal with at most so many decimals."""
        return self.exact is not None and (self.exact * fmpq(10) ** decimals).q == fmpz(1)
