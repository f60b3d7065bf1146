"""A displayed line as a reader checks it, with a pocket calculator."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import mpmath

from generator.quantities.quantity import Quantity
from generator.text import stamps
from generator.text.derivation import Writer
from tests import pocket_calculator
from tests.two_outputs import to_mpmath

REMARK = r"\quad\text{(computed unrounded)}"
RELATION = re.compile(r" (=|\\approx) ")
IN_BRACES = r"[^{}]"
for _ in range(3):
    IN_BRACES = rf"(?:[^{{}}]|\{{{IN_BRACES}*\}})"
CLASSED = re.compile(rf"\\class\{{[^{{}}]*\}}\{{({IN_BRACES}*)\}}")
def sides(derivation: str) -> tuple[list[str], list[str]]:
    """What stands between the relations, and the relations."""
    parts = RELATION.split(derivation)
    return parts[::2], parts[1::2]


def symbols(quantities: dict[str, Quantity]) -> dict[str, mpmath.mpf]:
    return {quantity.symbol: to_mpmath(quantity.value) for quantity in quantities.values()}


def bare(number: str) -> Decimal:
    return Decimal(stamps.without(number))


def check(
    write: Writer, quantity: Quantity, expand: tuple[str, ...], known: dict[str, mpmath.mpf], true: mpmath.mpf
) -> str:
    """Everything a reader can check about one displayed line. Returns how it ended."""
    line, since, cases = write.derivation(quantity, expand).partition(pocket_calculator.SINCE)
    if since:
        pocket_calculator.read(f"0{since}{cases}", known)  # refuses what is not so
    (symbol, *rest), relations = sides(line)
    assert symbol == quantity.symbol
    result, remark = rest[-1].removesuffix(REMARK), rest[-1].endswith(REMARK)
    shown = bare(result)
    half = Fraction(1, 2) * Fraction(10) ** shown.as_tuple().exponent
    with mpmath.workdps(60):
        tolerance = mpmath.mpf(10) ** -45
        # The printed number is the value, correctly rounded.
        assert abs(true - pocket_calculator.real(Fraction(shown))) <= pocket_calculator.real(half) + tolerance
        if len(rest) == 1:
            assert (relations == ["="]) == (abs(true - pocket_calculator.real(Fraction(shown))) < tolerance)
            return "value"
        # The formula in symbols is the value.
        assert relations[0] == "="
        assert abs(pocket_calculator.real(pocket_calculator.read(rest[0], known)) - true) < tolerance
        if len(rest) == 2:
            assert (relations[1] == "=") == (abs(true - pocket_calculator.real(Fraction(shown))) < tolerance)
            return "repeated"
        reached = pocket_calculator.read(rest[1])
        # The formula with numbers is the value where the relation says so, and only there.
        agrees = abs(pocket_calculator.real(reached) - true) < tolerance
        # 0 times a rounded number is 0
        by_zero = agrees and re.search(r"(?<![\d.])0(?![\d.])", stamps.without(rest[1]))
        assert (relations[1] == "=") == agrees or by_zero, line
        # Who computes it gets the printed result: exactly under =, rounded under ≈, or else a remark says so.
        assert (relations[2] == "=") == (isinstance(reached, Fraction) and reached == Fraction(shown)), line
        difference = abs(pocket_calculator.real(reached) - pocket_calculator.real(Fraction(shown)))
        holds = difference < pocket_calculator.real(half)
        assert remark is not bool(holds), line
        return "remark" if remark else "holds"
