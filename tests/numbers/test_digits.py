"""Printed digits against the rounding of Python's fractions and decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.numbers.certified import Ball, Certified, Undecided, precision, with_enough_precision
from generator.numbers.digits import DigitRule, Printed, Tie, as_far_as_known, certainly_rounds_to, printed
from generator.numbers.digits import given as as_written
from tests.strategies import quick

RULES = st.builds(DigitRule, st.integers(1, 12), st.sampled_from(["decimals", "significant"]))
RATIOS = st.builds(
    lambda n, d, place: Fraction(n, d) * Fraction(10) ** place,
    st.integers(-10**6, 10**6).filter(bool), st.integers(1, 10**4), st.integers(-9, 6),
)  # fmt: skip


def certified(ratio: Fraction) -> Certified:
    return Certified.of(ratio.numerator) / Certified.of(ratio.denominator)


def show(text: str, rule: str, guard: int = 0) -> str:
    return printed(certified(Fraction(text)), DigitRule.parse(rule), guard).text


def leading_place(ratio: Fraction) -> int:
    """By division alone: how often ten fits in."""
    size, place = abs(ratio), 0
    while size >= 10:
        size, place = size / 10, place + 1
    while size < 1:
        size, place = size * 10, place - 1
    return place


def decimals_asked(ratio: Fraction, rule: DigitRule) -> int:
    """How many decimals the rule asks for, by the words of its documentation."""
    if rule.mode == "significant":
        return rule.count - 1 - leading_place(ratio)
    return max(rule.count, 2 - leading_place(ratio))  # at least three significant digits


@given(RATIOS, RULES)
@example(Fraction("9.9996"), DigitRule(4, "significant"))
@example(Fraction("0.99996"), DigitRule(4, "significant"))
@example(Fraction("-0.99996"), DigitRule(4, "significant"))
@example(Fraction(-1, 3 * 10**9), DigitRule(3, "decimals"))
@quick(600)
def test_the_digits_are_those_of_exact_rounding_and_a_tie_is_an_error(ratio: Fraction, rule: DigitRule) -> None:
    places = decimals_asked(ratio, rule)
    scaled = ratio * Fraction(10) ** places
    with precision(256):
        if (scaled * 2).denominator == 1 and scaled.denominator == 2:
            with pytest.raises(Tie):
                printed(certified(ratio), rule)
            return
        shown = printed(certified(ratio), rule)
    assert Fraction(Decimal(shown.text)) == Fraction(round(scaled)) / Fraction(10) ** places
    assert shown.value == Decimal(shown.text)
    assert shown.exact == (Fraction(Decimal(shown.text)) == ratio)
    assert Decimal(shown.text) != 0 and shown.text.startswith("-") == (ratio < 0)


@given(RATIOS, RULES)
@quick(300)
def test_a_number_known_only_by_its_ball_gets_the_same_digits(ratio: Fraction, rule: DigitRule) -> None:
    scaled = ratio * Fraction(10) ** decimals_asked(ratio, rule)
    assume(scaled.denominator != 2 and abs(ratio) != Fraction(10) ** leading_place(ratio))  # which no ball can decide
    with precision(256):
        number = certified(ratio)
        shown, blind = printed(number, rule), printed(Certified(number.ball), rule)
    assert blind.value == shown.value and not blind.exact


@given(RATIOS, RULES, st.integers(0, 6))
@quick(300)
def test_a_rounded_number_has_as_many_digits_as_were_asked_for(ratio: Fraction, rule: DigitRule, guard: int) -> None:
    assume((ratio * Fraction(10) ** 30).denominator not in (1, 2))
    with precision(256):
        shown = printed(certified(ratio), rule, guard)
    if rule.mode == "significant":
        assert len(str(abs(shown.whole))) == rule.count + guard
    else:
        assert shown.decimals >= rule.count + guard
        assert shown.decimals == rule.count + guard or len(str(abs(shown.whole))) - guard in (3, 4)
        assert len(str(abs(shown.whole))) >= 3 + guard


@pytest.mark.parametrize(("number", "rule", "text"), [
    ("0.593269992071872", "9 decimals", "0.593269992"),
    ("0.751365069552315", "9 decimals", "0.751365070"),  # a rounded number keeps its zero
    ("0.3775", "9 decimals", "0.3775"),  # an exact one needs none
    ("9.9996", "4 significant", "10.00"),
    ("0.99996", "4 significant", "1.000"),
    ("99.996", "4 significant", "100.0"),
    ("9996/10000", "3 significant", "1.00"),
    ("1", "4 significant", "1"),
    ("1000", "3 significant", "1000"),
    ("1000", "9 decimals", "1000"),
    ("-1", "1 decimals", "-1"),
    ("-1/3", "3 decimals", "-0.333"),
    ("-2/3", "3 decimals", "-0.667"),
    ("-1/3000000", "3 decimals", "-3.33e-7"),
    ("1/3000", "3 decimals", "0.000333"),
    ("1/300000", "3 significant", "0.00000333"),
    ("2/3000000", "3 significant", "6.67e-7"),
    ("2/3000000", "1 significant", "7e-7"),
    ("123456", "3 significant", "1.23e5"),
    ("-123456", "3 significant", "-1.23e5"),
    ("123456", "6 significant", "123456"),
    ("1/8", "3 decimals", "0.125"),
    ("999999.7", "6 significant", "1.00000e6"),
    ("1e15", "3 decimals", "1e15"),
    ("123456789012345", "3 decimals", "123456789012345"),
    ("1234567890123456", "16 significant", "1.234567890123456e15"),
])  # fmt: skip
def test_hand_worked_digits(number: str, rule: str, text: str) -> None:
    assert show(number, rule) == text


@pytest.mark.parametrize(("number", "rule"), [
    ("0.0005", "9 decimals"), ("0.123456789", "9 decimals"), ("12.5", "3 significant"), ("-0.25", "2 significant"),
])  # fmt: skip
def test_an_exact_value_that_fits_is_printed_whole(number: str, rule: str) -> None:
    assert show(number, rule) == number


@pytest.mark.parametrize(("number", "rule"), [
    ("1.125", "2 decimals"), ("-1.125", "2 decimals"), ("2.5", "1 significant"), ("9.995", "3 significant"),
    ("12500", "2 significant"),
])  # fmt: skip
def test_a_value_half_way_between_two_numbers_is_an_error_that_says_so(number: str, rule: str) -> None:
    with pytest.raises(Tie, match="half way"):
        show(number, rule)


def test_a_tie_is_no_tie_with_one_digit_more() -> None:
    assert show("1.125", "2 decimals", guard=1) == "1.125"


@pytest.mark.parametrize("rule", ["1 decimals", "9 decimals", "1 significant", "12 significant"])
def test_zero_is_zero(rule: str) -> None:
    assert show("0", rule) == "0"
    assert printed(Certified.of(Decimal("-0.000")), DigitRule.parse(rule)).text == "0"


def test_a_ball_too_wide_is_undecided_until_the_precision_is_enough() -> None:
    tried = []

    def work(bits: int) -> str:
        tried.append(bits)
        third = Certified.of(1) / Certified.of(3)
        near_a_tie = Certified((third * Certified.of(Decimal("0.375"))).ball) + Certified.of(Decimal("1e-60"))
        return printed(near_a_tie, DigitRule.parse("2 significant")).text

    with precision(128), pytest.raises(Undecided):
        work(128)
    tried.clear()
    assert with_enough_precision(work) == "0.13"
    assert tried == [128, 256]


@pytest.mark.parametrize(("middle", "radius", "rule", "text"), [
    ("123.456", "0.001", "9 decimals", "123.5"),  # 123.455 or 123.457: not known with two decimals
    ("123.456", "0.001", "5 significant", "123.5"),
    ("-0.00123456", "1e-7", "5 significant", "-0.00123"),
    ("0.333333333", "1e-6", "2 decimals", "0.333"),  # as many digits as the rule asks for
    ("1", "0.001", "9 decimals", "1.00"),  # perhaps 0.9990, perhaps 1.001
])  # fmt: skip
def test_of_a_value_that_is_not_well_known_the_digits_that_are_known_are_printed(
    middle: str, radius: str, rule: str, text: str
) -> None:
    assert as_far_as_known(Certified(Ball(middle, radius)), DigitRule.parse(rule)).text == text


def test_where_not_one_digit_is_known_nothing_is_printed() -> None:
    with pytest.raises(Undecided, match="not one digit"):
        as_far_as_known(Certified(Ball("0.5", "0.4")), DigitRule.parse("9 decimals"))


@given(RATIOS, RULES, st.integers(1, 12))
@quick(100)
def test_whatever_is_printed_of_it_is_what_every_number_in_the_ball_rounds_to(
    ratio: Fraction, rule: DigitRule, places: int
) -> None:
    with precision(256):
        number = certified(ratio)
        blurred = Certified(number.ball + Ball(0, abs(float(ratio)) * 10.0**-places))
        try:
            shown = as_far_as_known(blurred, rule)
        except (Undecided, Tie):
            assume(False)
        scaled = ratio * Fraction(10) ** shown.decimals
        assert abs(scaled - shown.whole) <= Fraction(1, 2) and not shown.exact


@pytest.mark.parametrize("text", ["0.20", "0.0", "-0.5", "10000", "0", "12.50", "0.00000100", "-123456789012345"])
def test_a_given_number_is_printed_as_its_author_wrote_it(text: str) -> None:
    shown = as_written(Decimal(text))
    assert shown.text == text and shown.exact and shown.value == Decimal(text)


@pytest.mark.parametrize(("written", "text"), [("1e3", "1000"), ("2.50E+2", "250"), ("1e-3", "0.001"), ("0E+3", "0")])
def test_a_given_number_with_a_power_of_ten_is_written_out(written: str, text: str) -> None:
    assert as_written(Decimal(written)).text == text


@given(st.integers(-10**20, 10**20), st.integers(-4, 30))
@quick(200)
def test_the_text_is_the_value(whole: int, decimals: int) -> None:
    shown = Printed(whole, decimals, False)
    assert Decimal(shown.text) == shown.value == Decimal(whole).scaleb(-decimals)
    assert not shown.text.startswith("-0.0") or Decimal(shown.text) != 0
    assert len(shown.text) <= 1 + len(str(abs(whole))) + 10


@given(RATIOS, RULES)
@quick(100)
def test_a_value_rounds_to_what_is_printed_for_it_and_to_nothing_beside_it(ratio: Fraction, rule: DigitRule) -> None:
    with precision(256):
        try:
            shown = printed(certified(ratio), rule)
        except Tie:
            return
        assert certainly_rounds_to(certified(ratio), shown)
        assert not certainly_rounds_to(certified(ratio), Printed(shown.whole + 1, shown.decimals, shown.exact))
        assert not certainly_rounds_to(certified(ratio), Printed(shown.whole - 1, shown.decimals, shown.exact))


def test_a_tie_certainly_rounds_to_nothing() -> None:
    half = Certified.of(Decimal("0.25"))
    assert not certainly_rounds_to(half, Printed(2, 1, False)) and not certainly_rounds_to(half, Printed(3, 1, False))


@pytest.mark.parametrize("text", ["9 decimals", "1 decimal", "30 significant", " 5  significant "])
def test_a_rule_is_read(text: str) -> None:
    count, mode = text.split()
    assert DigitRule.parse(text) == DigitRule(int(count), "significant" if mode == "significant" else "decimals")


@pytest.mark.parametrize("rule", [DigitRule(9, "decimals"), DigitRule(5, "significant"), DigitRule(1, "decimals")])
def test_a_rule_reads_what_it_writes(rule: DigitRule) -> None:
    assert DigitRule.parse(str(rule)) == rule


@pytest.mark.parametrize("text", [
    "0 decimals", "31 decimals", "nine decimals", "9", "9 digits", "-3 decimals", "9.5 decimals", "",
])  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="expected '<n> decimals' or '<n> significant' with n from 1 to 30") as error:
        DigitRule.parse(text)
    assert f"'{text}'" in str(error.value)
