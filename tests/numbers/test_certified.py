"""Certified numbers against Python's fractions and mpmath."""

from __future__ import annotations

import operator
from decimal import Decimal, localcontext
from fractions import Fraction
from math import isqrt

import mpmath
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.numbers import certified
from generator.numbers.certified import Ball, Certified, Undecided, precision, with_enough_precision
from tests.exact_numbers import contains, fraction
from tests.strategies import decimals, quick

NUMBER = decimals(-10**6, 10**6, places=3)
OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]


def inexact(number: Certified) -> Certified:
    """The same number, of which only the ball is known."""
    return Certified(number.ball)


def test_a_decimal_is_what_is_written_and_not_the_nearest_double() -> None:
    assert fraction(Certified.of(Decimal("0.15"))) == Fraction(15, 100)
    assert contains(certified.ball(Decimal("0.15")), Fraction(15, 100))
    assert not contains(certified.ball(Decimal("0.5")), Fraction("0.50000000000000000001"))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_arithmetic_is_that_of_fractions_and_the_ball_contains_it(operation: object) -> None:
    @given(NUMBER, NUMBER)
    @quick(60)
    def holds(a: Decimal, b: Decimal) -> None:
        assume(operation is not operator.truediv or b != 0)
        expected = operation(Fraction(a), Fraction(b))
        one, other = Certified.of(a), Certified.of(b)
        result = operation(one, other)
        assert fraction(result) == expected
        assert contains(result.ball, expected)
        for mixed, zero in ((operation(inexact(one), other), operation is operator.mul and b == 0),
                            (operation(one, inexact(other)), operation in (operator.mul, operator.truediv) and a == 0)):
            # Zero times anything and over anything is zero, all else stays unknown.
            assert mixed.exact == (0 if zero else None) and contains(mixed.ball, expected)

    holds()


@given(NUMBER, st.integers(0, 5))
@quick(60)
def test_powers_and_negation_are_those_of_fractions(a: Decimal, exponent: int) -> None:
    number = Certified.of(a)
    assert fraction(number**exponent) == Fraction(a) ** exponent
    assert fraction(-number) == -Fraction(a)
    assert contains((inexact(number) ** exponent).ball, Fraction(a) ** exponent)
    assert contains((-inexact(number)).ball, -Fraction(a)) and (-inexact(number)).exact is None


def test_the_square_of_a_ball_around_zero_is_a_ball_around_zero() -> None:
    third = Certified.of(1) / Certified.of(3)
    nothing = Certified(third.ball - third.ball)
    square = nothing**2
    assert square.ball.contains(0) and square.ball < Ball("1e-20")


@given(decimals(-3000, 3000, places=2))
@quick(40)
def test_the_exponential_is_that_of_mpmath(a: Decimal) -> None:
    with precision(200), mpmath.workdps(60):
        number = Certified.of(a).exp()
        expected = mpmath.exp(mpmath.mpf(str(a)))
        middle = mpmath.mpf(number.ball.mid().str(60, radius=False))
        assert abs(middle / expected - 1) < mpmath.mpf(10) ** -50
        assert number.exact == (1 if a == 0 else None)


@given(NUMBER)
@quick(60)
def test_the_root_of_a_square_of_a_fraction_is_that_fraction_and_its_ball_contains_it(a: Decimal) -> None:
    number = Certified.of(a) / Certified.of(7)
    expected = abs(Fraction(a)) / 7
    assert fraction((number * number).sqrt()) == expected
    assert contains((number * number).sqrt().ball, expected)
    if a != 0:
        blind = inexact(number * number).sqrt()
        assert blind.exact is None and contains(blind.ball, expected)


@given(decimals(1, 10**6, places=3))
@quick(60)
def test_any_other_root_is_that_of_mpmath(a: Decimal) -> None:
    with precision(200), mpmath.workdps(60):
        number = Certified.of(a).sqrt()
        middle = mpmath.mpf(number.ball.mid().str(60, radius=False))
        assert abs(middle / mpmath.sqrt(mpmath.mpf(str(a))) - 1) < mpmath.mpf(10) ** -50
        ratio = Fraction(a)
        whole = [isqrt(part) ** 2 == part for part in (ratio.numerator, ratio.denominator)]
        assert (number.exact is not None) == all(whole)


@given(decimals(-5000, 5000, places=3))
@quick(60)
def test_the_floor_is_that_of_fractions(a: Decimal) -> None:
    assert fraction(Certified.of(a).floor()) == Fraction(a) // 1
    if a % 1:
        assert fraction(inexact(Certified.of(a)).floor()) == Fraction(a) // 1


def test_the_floor_of_a_ball_around_a_whole_number_is_undecided() -> None:
    third = Certified.of(1) / Certified.of(3)
    with pytest.raises(Undecided, match="which whole number"):
        (inexact(third) + inexact(third) + inexact(third)).floor()


def test_a_root_of_a_number_below_zero_is_no_number() -> None:
    for number in (Certified.of(-1), Certified.of(Decimal("-0.25"))):
        root = number.sqrt()
        assert root.exact is None and root.ball.is_nan()
        with pytest.raises(Undecided):
            root.sign()


@pytest.mark.parametrize(("function", "at", "exact"), [
    ("exp", "0", 1), ("log", "1", 0), ("tanh", "0", 0),
    ("sqrt", "0", 0), ("sqrt", "1", 1), ("sqrt", "0.25", Fraction(1, 2)),
    ("exp", "1", None), ("log", "2", None), ("tanh", "0.5", None), ("sqrt", "0.5", None),
])  # fmt: skip
def test_a_function_knows_the_few_values_that_are_fractions(function: str, at: str, exact: object) -> None:
    value = getattr(Certified.of(Decimal(at)), function)()
    assert value.exact is None if exact is None else fraction(value) == exact
    expected = getattr(mpmath, function)(mpmath.mpf(at))
    assert float(value.ball.mid()) == pytest.approx(float(expected), rel=1e-15)


def test_a_fraction_is_kept_while_it_is_short_and_the_ball_goes_on() -> None:
    number, third = Certified.of(1), Certified.of(1) / Certified.of(3)
    for _ in range(4000):
        number = number * third
    assert number.exact is None
    with mpmath.workdps(30):
        assert abs(mpmath.mpf(number.ball.mid().str(30, radius=False)) * mpmath.mpf(3) ** 4000 - 1) < 1e-9
    assert (third**4000).exact is None and fraction(third**100) == Fraction(1, 3**100)


def test_division_by_nothing_is_an_arithmetic_error_while_it_is_known() -> None:
    for number in (0, 1):
        with pytest.raises(ZeroDivisionError):
            Certified.of(number) / Certified.of(0)


def test_nothing_divided_by_what_is_not_zero_is_exactly_nothing_and_by_what_may_be_is_not_known() -> None:
    third = Certified.of(1) / Certified.of(3)
    assert (Certified.of(0) / inexact(third)).exact == 0 and (Certified.of(0) / inexact(-third)).ball.is_zero()
    for zero, divisor in ((Certified.of(0), inexact(third) - inexact(third)), (inexact(third) - third, third)):
        assert (zero / divisor).exact is None


@pytest.mark.parametrize(("text", "sign"), [("0", 0), ("0.000", 0), ("1e-300", 1), ("-1e-300", -1), ("-7", -1)])
def test_a_decimals_sign_is_known(text: str, sign: int) -> None:
    assert Certified.of(Decimal(text)).sign() == sign


def test_a_ball_around_zero_has_no_known_sign() -> None:
    third = Certified.of(1) / Certified.of(3)
    with pytest.raises(Undecided):
        (inexact(third) - inexact(third)).sign()


def test_equality_of_fractions_is_known_and_that_of_overlapping_balls_is_not() -> None:
    tenth, also = Certified.of(Decimal("0.1")), Certified.of(1) / Certified.of(10)
    assert tenth.equals(also) and not tenth.equals(Certified.of(Decimal("0.1000000000000000000000000000000001")))
    assert not inexact(tenth).equals(Certified.of(Decimal("0.2")))
    with pytest.raises(Undecided):
        inexact(tenth).equals(also)


@given(decimals(-10**9, 10**9, places=0), st.integers(-25, 25))
@quick(100)
def test_the_leading_place_is_that_of_decimal(digits: Decimal, exponent: int) -> None:
    number = digits.scaleb(exponent)
    assume(number != 0)
    assert Certified.of(number).leading_place() == number.adjusted()


@pytest.mark.parametrize("place", [-30, -7, -1, 0, 1, 2, 3, 15, 16, 17, 30])
@pytest.mark.parametrize("sign", [1, -1])
def test_beside_a_power_of_ten_the_leading_place_is_decided_by_comparison(place: int, sign: int) -> None:
    power, little = sign * Decimal(1).scaleb(place), sign * Decimal(1).scaleb(place - 60)
    with precision(512), localcontext() as context:
        context.prec = 100
        for number, expected in ((power, place), (power - little, place - 1), (power + little, place)):
            assert Certified.of(number).leading_place() == expected
            if number != power:
                assert inexact(Certified.of(number)).leading_place() == expected


@pytest.mark.parametrize("bits", [30, 53, 64, 128])
def test_the_leading_place_of_a_power_of_ten_does_not_hang_on_the_precision(bits: int) -> None:
    with precision(bits):
        for place in range(-60, 61):
            assert Certified.of(Decimal(1).scaleb(place)).leading_place() == place


@given(decimals(-10**6, 10**6, places=4), st.integers(-3, 6))
@quick(150)
def test_rounding_is_the_floor_of_one_half_more_and_says_when_it_is_a_tie(number: Decimal, places: int) -> None:
    shifted = Fraction(number) * Fraction(10) ** places + Fraction(1, 2)
    whole, tie = Certified.of(number).floor_of_scaled(places)
    assert whole == shifted.numerator // shifted.denominator
    assert tie == (shifted.denominator == 1)
    if not tie:
        assert inexact(Certified.of(number)).floor_of_scaled(places) == (whole, False)


def test_a_ball_over_a_tie_is_undecided() -> None:
    with pytest.raises(Undecided):
        inexact(Certified.of(Decimal("0.35"))).floor_of_scaled(1)


@pytest.mark.parametrize(("number", "places", "is_one"), [
    ("0.125", 3, True), ("0.125", 2, False), ("0.1250", 3, True), ("7", 0, True),
    ("1200", -2, True), ("1200", -3, False),
])  # fmt: skip
def test_a_number_is_a_decimal_if_so_many_places_hold_it(number: str, places: int, is_one: bool) -> None:
    assert Certified.of(Decimal(number)).is_decimal(places) is is_one
    assert not inexact(Certified.of(Decimal(number))).is_decimal(places)


def test_a_third_is_not_a_decimal() -> None:
    assert not (Certified.of(1) / Certified.of(3)).is_decimal(30)


@pytest.mark.parametrize(("number", "place", "expected"), [
    ("0.1", -1, True), ("0.0999", -1, False), ("-100", 2, True), ("-99.9", 2, False), ("5", 0, True),
])  # fmt: skip
def test_a_number_reaches_a_power_of_ten_by_its_size(number: str, place: int, expected: bool) -> None:
    assert Certified.of(Decimal(number)).reaches(place) is expected


def test_more_precision_makes_narrower_balls() -> None:
    widths = []
    for bits in (53, 128, 1024):
        with precision(bits):
            widths.append(certified.width((Certified.of(1) / Certified.of(3)).ball))
    assert 0 < widths[2] < 1e-300 < widths[1] < 1e-36 < widths[0] < 1e-15


def test_precision_is_as_it_was_after_work_that_was_interrupted() -> None:
    before = certified.width(certified.ball(Decimal("0.1")))
    with pytest.raises(KeyError), precision(999):
        raise KeyError
    assert certified.width(certified.ball(Decimal("0.1"))) == before


def test_undecided_work_is_repeated_with_twice_the_bits() -> None:
    tried = []

    def work(bits: int) -> str:
        tried.append((bits, certified.width(certified.ball(Decimal("0.1")))))
        if bits < 500:
            raise Undecided("not yet")
        return "done"

    assert with_enough_precision(work) == "done"
    assert [bits for bits, _ in tried] == [128, 256, 512]
    assert tried[0][1] > tried[1][1] > tried[2][1]


def test_work_that_nothing_decides_ends_undecided() -> None:
    tried = []

    def work(bits: int) -> None:
        tried.append(bits)
        raise Undecided("in vain")

    with pytest.raises(Undecided, match="in vain"):
        with_enough_precision(work)
    assert tried == [128, 256, 512, 1024, 2048, 4096]


def test_other_errors_are_not_repeated() -> None:
    tried = []

    def work(bits: int) -> None:
        tried.append(bits)
        raise ValueError

    with pytest.raises(ValueError):
        with_enough_precision(work)
    assert tried == [128]
