"""Traced numbers: the expression that ran, and the value it had."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numbers.certified import Certified, Undecided
from generator.numbers.traced import OPERATIONS, Traced, is_one, recomputed, terms
from tests.exact_numbers import contains, fraction
from tests.strategies import decimals, grown, quick


def leaf(text: str) -> Traced:
    return Traced.given(Certified.of(Decimal(text)))


def told(node: Traced) -> str:
    """The expression in prefix form, with leaves by value."""
    if not node.arguments:
        return f"{node.operation}:{node.value.exact}"
    return f"{node.operation}({', '.join(map(told, node.arguments))})"


A, B = leaf("3"), leaf("4")

EXPRESSIONS = [
    (A + B, "add(given:3, given:4)", 7),
    (A - B, "subtract(given:3, given:4)", -1),
    (A * B, "multiply(given:3, given:4)", 12),
    (A / B, "divide(given:3, given:4)", Fraction(3, 4)),
    (A + 1, "add(given:3, constant:1)", 4),
    (1 + A, "add(constant:1, given:3)", 4),
    (1 - A, "subtract(constant:1, given:3)", -2),
    (A - 1, "subtract(given:3, constant:1)", 2),
    (2 * A, "multiply(constant:2, given:3)", 6),
    (A * 2, "multiply(given:3, constant:2)", 6),
    (1 / A, "divide(constant:1, given:3)", Fraction(1, 3)),
    (A / 2, "divide(given:3, constant:2)", Fraction(3, 2)),
    (A**2, "power(given:3, constant:2)", 9),
    (-A, "negate(given:3)", -3),
    (+A, "same(given:3)", 3),
    (np.exp(leaf("0")), "exp(given:0)", 1),
    (np.log(leaf("1")), "log(given:1)", 0),
    (np.tanh(leaf("0")), "tanh(given:0)", 0),
    (np.sqrt(leaf("2.25")), "sqrt(given:9/4)", Fraction(3, 2)),
    (leaf("-2.5").floor(), "floor(given:-5/2)", -3),
    (A.choose(B, A - B), "choose(given:3, given:4, subtract(given:3, given:4))", 4),
    ((A - B).choose(B, 2 * A), "choose(subtract(given:3, given:4), given:4, multiply(constant:2, given:3))", 6),
    (A.choose(1, 0), "choose(given:3, constant:1, constant:0)", 1),
    (A**B, "power(given:3, given:4)", 81),
    (-(A - B) ** 2 / 2, "divide(negate(power(subtract(given:3, given:4), constant:2)), constant:2)", Fraction(-1, 2)),
]


@pytest.mark.parametrize(("node", "expression", "value"), EXPRESSIONS, ids=[e for _, e, _ in EXPRESSIONS])
def test_an_operation_is_remembered_and_carried_out(node: Traced, expression: str, value: object) -> None:
    assert told(node) == expression
    assert fraction(node.value) == value
    assert recomputed(node, lambda node: None).equals(node.value)


def test_every_operation_is_among_those_tried_here() -> None:
    tried = {node.operation for node, _, _ in EXPRESSIONS}
    assert tried == set(OPERATIONS) | {"power"}


@pytest.mark.parametrize("function", [np.exp, np.positive, np.negative, np.sqrt], ids=lambda f: f.__name__)
def test_numpy_applies_its_functions_entry_by_entry(function: np.ufunc) -> None:
    made = function(np.array([A, B]))
    operation = {"positive": "same", "negative": "negate"}.get(function.__name__, function.__name__)
    assert [(node.operation, node.arguments) for node in made] == [(operation, (A,)), (operation, (B,))]


@pytest.mark.parametrize(("run", "expected"), [
    (lambda row: A * row, ["multiply(given:3, given:3)", "multiply(given:3, given:4)"]),
    (lambda row: row * A, ["multiply(given:3, given:3)", "multiply(given:4, given:3)"]),
    (lambda row: A - row, ["subtract(given:3, given:3)", "subtract(given:3, given:4)"]),
    (lambda row: row - A, ["subtract(given:3, given:3)", "subtract(given:4, given:3)"]),
    (lambda row: 1 - row, ["subtract(constant:1, given:3)", "subtract(constant:1, given:4)"]),
    (lambda row: A / row, ["divide(given:3, given:3)", "divide(given:3, given:4)"]),
    (lambda row: A + row, ["add(given:3, given:3)", "add(given:3, given:4)"]),
    (lambda row: row**2, ["power(given:3, constant:2)", "power(given:4, constant:2)"]),
    (lambda row: [row @ row], ["add(multiply(given:3, given:3), multiply(given:4, given:4))"]),
    (lambda row: [row.sum()], ["add(given:3, given:4)"]),
])  # fmt: skip
def test_beside_an_array_it_goes_over_the_entries_in_the_written_order(run: object, expected: list[str]) -> None:
    assert [told(node) for node in run(np.array([A, B]))] == expected


def test_what_is_not_a_whole_number_does_not_slip_into_a_formula() -> None:
    for wrong in (0.5, "1", None):
        for operation in (operator.add, operator.pow, operator.eq, lambda a, b: a.choose(b, 1)):
            with pytest.raises(TypeError, match="only whole numbers"):
                operation(A, wrong)


@st.composite
def expressions(draw: st.DrawFn) -> tuple[Traced, Fraction]:
    """A random expression, and its value by Python's fractions."""
    numbers = draw(st.lists(decimals(-99, 99), min_size=1, max_size=4))
    nodes = [(Traced.given(Certified.of(number)), Fraction(number)) for number in numbers]
    return grown(draw, nodes)


@given(expressions())
@quick(200)
def test_a_random_expression_has_the_value_of_fractions_and_recomputes_to_it(drawn: tuple[Traced, Fraction]) -> None:
    node, value = drawn
    for number in (node.value, recomputed(node, lambda node: None)):
        assert number.exact is None or fraction(number) == value
        assert contains(number.ball, value)


def test_a_replaced_leaf_changes_what_is_recomputed_and_nothing_else() -> None:
    node = (A + B) * A - np.exp(B - B) / 2 + (+B) ** 2
    five = Certified.of(5)
    result = recomputed(node, lambda n: five if n is A else None)
    assert result.equals(Certified.of(Decimal("60.5")))  # (5 + 4) * 5 - 1/2 + 16
    assert node.value.equals(Certified.of(Decimal("36.5")))


def test_a_replacement_may_stand_for_a_whole_part_of_an_expression() -> None:
    part = A + B
    assert recomputed(part * 2, lambda n: Certified.of(10) if n is part else None).equals(Certified.of(20))
    assert recomputed(part, lambda n: Certified.of(10) if n is part else None).equals(Certified.of(10))


THIRD = Certified.of(1) / Certified.of(3)
ABOUT_ZERO = Traced.given(Certified(THIRD.ball - THIRD.ball))


def test_the_case_that_is_taken_is_the_one_that_holds() -> None:
    assert (leaf("0.001").choose(A, B).taken, leaf("-0.001").choose(A, B).taken) == (A, B)


def test_a_choice_is_made_again_when_it_is_computed_again() -> None:
    net = leaf("0.5")
    node = net.choose(A * 2, B * 2)
    assert fraction(node.value) == 6
    for number, expected in ((7, 6), (-7, 8)):
        assert fraction(recomputed(node, lambda n: Certified.of(number) if n is net else None)) == expected


@pytest.mark.parametrize(("number", "above", "below", "equal"), [
    ("0.25", True, False, False), ("-0.25", False, True, False),
    ("0", False, False, True), ("-0.0", False, False, True),
])  # fmt: skip
def test_a_number_is_compared_with_zero(number: str, above: bool, below: bool, equal: bool) -> None:
    node = leaf(number)
    assert (node > 0, node < 0, node == 0, node != 0) == (above, below, equal, not equal)


def test_a_number_is_compared_with_other_whole_numbers() -> None:
    assert A > 2 and not A > 3 and A < 4 and not A < 3 and A == 3 and A != 4 and A == np.int64(3)


def test_a_comparison_that_a_ball_cannot_answer_is_undecided() -> None:
    for question in (lambda x: x > 0, lambda x: x < 0, lambda x: x == 0, lambda x: x.choose(1, 0)):
        with pytest.raises(Undecided):
            question(ABOUT_ZERO)
    assert ABOUT_ZERO < 1 and ABOUT_ZERO > -1 and ABOUT_ZERO != 1


def test_two_nodes_are_equal_when_they_are_one_and_can_be_kept_in_sets() -> None:
    same = leaf("3")
    assert A == A and A != same and {A, same, A} == {same, A} and len({A, same, A}) == 2
    assert {A: "a"}[A] == "a" and A in [same, A] and same not in [A, B]


@pytest.mark.parametrize("exponent", [0, 1, 5])
def test_an_exponent_may_be_a_number_with_a_name(exponent: int) -> None:
    t = leaf(str(exponent))
    node = leaf("0.9") ** t
    assert node.operation == "power" and node.arguments[1] is t
    assert fraction(node.value) == Fraction(9, 10) ** exponent
    later = recomputed(node, lambda n: Certified.of(7) if n is t else None)
    assert fraction(later) == Fraction(9, 10) ** 7


def test_the_one_of_a_formula_is_known() -> None:
    assert is_one(Traced(1)) and not is_one(Traced(2)) and not is_one(leaf("1"))


def test_a_sum_falls_apart_into_its_terms_from_first_to_last() -> None:
    nodes = [leaf(str(k)) for k in range(4)]
    a, b, c, d = nodes
    found = terms(a + b * c + d - a, lambda node: False)
    assert [told(node) for node in found] == [told(a + b * c + d - a)], "a difference is no sum"
    assert terms(a + b + c + d, lambda node: False) == nodes
    assert terms(a + (b + c), lambda node: False)[1].arguments == (b, c)
    assert terms(a, lambda node: False) == [a]


def test_a_part_with_a_name_is_not_taken_apart() -> None:
    part = A + B
    assert terms(part + A, lambda node: node is part) == [part, A]
    assert terms(part, lambda node: node is part) == [part]


def test_a_sum_of_thousands_of_terms_is_no_deeper_than_any_other() -> None:
    numbers = np.array([leaf(str(k)) for k in range(1, 5001)])
    for total, value, last in ((numbers.sum(), 12502500, 5000), (numbers @ numbers, 41679167500, 5000**2)):
        assert len(terms(total, lambda node: False)) == 5000 and fraction(total.value) == value
        assert fraction(recomputed(total, lambda node: None)) == value
        doubled = recomputed(2 * total, lambda node: Certified.of(0) if node is numbers[-1] else None)
        assert fraction(doubled) == 2 * (value - last)
