"""Quantities: arithmetic that stays named, comparisons that are certain, and no way into text but the door."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction

import pytest

from generator.numbers.certified import Ball, Certified, Undecided
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from tests.exact_numbers import fraction


def quantity(name: str, written: str) -> Quantity:
    node = Traced.given(Certified.of(Decimal(written)))
    return Quantity(f"two-outputs/{name}", name, "weight", name, node, "example.yml:1", Decimal(written))


def computed(name: str, node: Traced) -> Quantity:
    return Quantity(f"two-outputs/{name}@1", name, "net", name, node)


A, B = quantity("a", "0.20"), quantity("b", "0.30")
THIRD = Traced(1) / Traced(3)


@pytest.mark.parametrize(("made", "key", "name", "value"), [
    (A + B, "(two-outputs/a+two-outputs/b)", "(a + b)", Fraction(1, 2)),
    (A - B, "(two-outputs/a-two-outputs/b)", "(a - b)", Fraction(-1, 10)),
    (A * B, "(two-outputs/a*two-outputs/b)", "(a * b)", Fraction(3, 50)),
    (A / B, "(two-outputs/a/two-outputs/b)", "(a / b)", Fraction(2, 3)),
    (-A, "-two-outputs/a", "-a", Fraction(-1, 5)),
    (A + 1, "(two-outputs/a+1)", "(a + 1)", Fraction(6, 5)),
    ((A + B) * 2, "((two-outputs/a+two-outputs/b)*2)", "((a + b) * 2)", Fraction(1)),
])  # fmt: skip
def test_arithmetic_makes_quantities_that_are_called_after_how_they_were_made(
    made: Quantity, key: str, name: str, value: Fraction
) -> None:
    assert (made.key, made.name, made.symbol, made.kind) == (key, name, "", "computed")
    assert fraction(made.value) == value


@pytest.mark.parametrize(("compare", "pairs"), [
    (operator.lt, [False, True, False]), (operator.le, [False, True, True]), (operator.gt, [True, False, False]),
    (operator.ge, [True, False, True]), (operator.eq, [False, False, True]), (operator.ne, [True, True, False]),
])  # fmt: skip
def test_comparisons_are_those_of_the_values(compare: object, pairs: list[bool]) -> None:
    same = quantity("also_a", "0.2")
    assert [compare(B, A), compare(A, B), compare(A, same)] == pairs
    assert [compare(quantity("c", text), 3) for text in ("3.001", "2.999", "3")] == pairs


def test_what_balls_cannot_tell_is_undecided_and_not_guessed() -> None:
    blind = computed("c", Traced.given(Certified(THIRD.value.ball)))
    for compare in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq):
        with pytest.raises(Undecided):
            compare(blind, computed("d", Traced.given(Certified(THIRD.value.ball))))
    assert blind < B + B and blind != B


def test_a_quantity_is_equal_to_no_text() -> None:
    assert A != "0.20" and not A == "0.20"


def test_the_kind_is_given_or_computed() -> None:
    assert (A.kind, computed("c", THIRD).kind) == ("given", "computed")


def test_a_count_is_a_plain_integer_where_one_is_needed() -> None:
    count = quantity("rounds", "3")
    assert int(count) == 3 and list(range(count)) == [0, 1, 2] and "abcd"[count] == "d"


def test_what_is_computed_may_be_a_count_too() -> None:
    assert int(computed("c", Traced(3))) == int(quantity("rounds", "4") - 1) == 3


@pytest.mark.parametrize("wrong", [A, computed("c", THIRD), A + B, computed("c", Traced.given(Certified(Ball(3))))])
def test_nothing_else_is_a_count(wrong: Quantity) -> None:
    with pytest.raises(ValueError, match="is not a whole number"):
        int(wrong)


@pytest.mark.parametrize("into_text", [
    str, "{}".format, "{:.3f}".format, lambda q: f"{q}", lambda q: "%s" % q, lambda q: "".join([q]), lambda q: "x" + q,
])  # fmt: skip
def test_a_quantity_does_not_become_text(into_text: object) -> None:
    with pytest.raises(TypeError):
        into_text(A)


def test_the_refusal_says_how_to_print_it() -> None:
    with pytest.raises(TypeError, match=r"write \{\{ a \}\}"):
        str(A)


def test_a_quantity_is_not_a_key_of_a_dict_since_equality_may_be_undecided() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        {A: 1}


def test_a_quantity_is_neither_true_nor_false() -> None:
    """A claim such as {% claim E_total %} would hold whatever the values are."""
    with pytest.raises(TypeError):
        bool(A)


@pytest.mark.parametrize("operation", [operator.add, operator.mul, operator.lt, operator.ge], ids=lambda o: o.__name__)
def test_a_double_is_refused_since_nobody_wrote_its_digits(operation: object) -> None:
    """0.1 in a template is the nearest double; a comparison with it is not a comparison with one tenth."""
    with pytest.raises(TypeError):
        operation(A, 0.1)


@pytest.mark.parametrize(("calculate", "value"), [
    (lambda: 1 - A, Fraction(4, 5)), (lambda: 2 * A, Fraction(2, 5)),
    (lambda: 1 / A, Fraction(5)), (lambda: 1 + A, Fraction(6, 5)),
], ids=["1 - a", "2 * a", "1 / a", "1 + a"])  # fmt: skip
def test_a_whole_number_may_stand_first(calculate: object, value: Fraction) -> None:
    assert fraction(calculate().value) == value
