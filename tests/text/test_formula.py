"""Formulas as LaTeX: by hand, and read back by a strict reader."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.text import stamps
from generator.text.formula import LONGEST_SUM, Piece, left_out, written
from tests import pocket_calculator
from tests.strategies import decimals, grown, quick


def leaf(value: str = "1") -> Traced:
    return Traced.given(Certified.of(Decimal(value)))


A, B, C, X = (leaf() for _ in range(4))
P = leaf("0.5")
N = leaf("-0.2")
TWO = leaf("2")
LETTERS = {id(TWO): "n", id(A): "a", id(B): "b", id(C): "c", id(X): "x"}


def piece(node: Traced) -> Piece | None:
    """Letters as symbols, the two others as numbers."""
    if id(node) in LETTERS:
        return Piece(LETTERS[id(node)])
    return {id(P): Piece("0.5", number=True), id(N): Piece("-0.2", negative=True, number=True)}.get(id(node))


def latex(node: Traced, times: str = r"\cdot") -> str:
    return stamps.without(written(node, piece, times).latex)


BY_HAND = [
    (A, "a"),
    (+A, "a"),
    (A + B - C, "a + b - c"),
    (A - (B - C), r"a - \left(b - c\right)"),
    (A - (B + C), r"a - \left(b + c\right)"),
    (A + (B - C), "a + b - c"),
    ((A + B) * C, r"\left(a + b\right) \cdot c"),
    (C * (A + B), r"c\,\left(a + b\right)"),
    (A * (1 - A), r"a\,\left(1 - a\right)"),
    ((A + B) * (A - B), r"\left(a + b\right)\,\left(a - b\right)"),
    (A * B * C, r"a \cdot b \cdot c"),
    (A * N, r"a \cdot \left(-0.2\right)"),
    (P * N, r"0.5 \cdot \left(-0.2\right)"),
    (N * P, r"-0.2 \cdot 0.5"),
    (P + N, r"0.5 + \left(-0.2\right)"),
    (P - N, r"0.5 - \left(-0.2\right)"),
    (N + P, "-0.2 + 0.5"),
    (P + N * P, r"0.5 + \left(-0.2 \cdot 0.5\right)"),
    (P - N * P, r"0.5 - \left(-0.2 \cdot 0.5\right)"),
    (N - N, r"-0.2 - \left(-0.2\right)"),
    (-(A - B), r"-\left(a - b\right)"),
    (-A, "-a"),
    (-N, r"-\left(-0.2\right)"),
    (-(-A), r"-\left(-a\right)"),
    (-(A * B), r"-a \cdot b"),
    (A * -B, r"a\,\left(-b\right)"),
    (A + -B, r"a + \left(-b\right)"),
    (-A + B, "-a + b"),
    (C + (-A + B), r"c + \left(-a + b\right)"),
    (C + (-A - B), r"c + \left(-a - b\right)"),
    (C + (N - P), r"c + \left(-0.2 - 0.5\right)"),
    (N**2, r"\left(-0.2\right)^{2}"),
    (P**2, "0.5^{2}"),
    ((A - B) ** 2, r"\left(a - b\right)^{2}"),
    ((A * B) ** 2, r"\left(a \cdot b\right)^{2}"),
    ((-A) ** 2, r"\left(-a\right)^{2}"),
    (-(A**2), "-a^{2}"),
    ((A - B) ** 2 / 2, r"\tfrac{1}{2}\,\left(a - b\right)^{2}"),
    ((A**2 / 2) ** 2, r"\left(\tfrac{1}{2}\,a^{2}\right)^{2}"),
    (C - A**2 / 2, r"c - \tfrac{1}{2}\,a^{2}"),
    (A / 2, r"\frac{a}{2}"),
    (A / (B + C), r"\frac{a}{b + c}"),
    ((A + B) / C * X, r"\frac{a + b}{c} \cdot x"),
    (np.exp(-X), "e^{-x}"),
    (np.exp(-N), r"e^{-\left(-0.2\right)}"),
    (np.exp(A - B), "e^{a - b}"),
    (np.exp(X) ** 2, r"\left(e^{x}\right)^{2}"),
    (1 / (1 + np.exp(-X)), r"\frac{1}{1 + e^{-x}}"),
    (A - P * B, r"a - 0.5 \cdot b"),
    (np.sqrt(A), r"\sqrt{a}"),
    (A / (np.sqrt(B) + C), r"\frac{a}{\sqrt{b} + c}"),
    (np.sqrt(A) ** 2, r"\left(\sqrt{a}\right)^{2}"),
    (np.log(A - B), r"\ln\left(a - b\right)"),
    (-(A * np.log(B)), r"-a \cdot \ln\left(b\right)"),
    (np.log(A) * np.log(B), r"\ln\left(a\right) \cdot \ln\left(b\right)"),
    (np.log(A) / 2, r"\frac{\ln\left(a\right)}{2}"),
    (1 - np.tanh(A) ** 2, r"1 - \left(\tanh\left(a\right)\right)^{2}"),
    (P**TWO, "0.5^{n}"),
    (1 - A**TWO, "1 - a^{n}"),
    ((A + B) ** TWO, r"\left(a + b\right)^{n}"),
    (N**TWO, r"\left(-0.2\right)^{n}"),
    ((A + B) / 1, "a + b"),
    (C * ((A + B) / 1), r"c\,\left(a + b\right)"),
    (A.choose(B + C, N), "b + c"),
    (C * A.choose(B + C, N), r"c\,\left(b + c\right)"),
    (C * N.choose(A, -B), r"c\,\left(-b\right)"),
    (A.choose(B, N) ** 2, "b^{2}"),
]


@pytest.mark.parametrize(("node", "expected"), BY_HAND, ids=[expected for _, expected in BY_HAND])
def test_a_formula_is_written_as_by_hand(node: Traced, expected: str) -> None:
    assert latex(node) == expected


def test_the_sign_of_a_product_is_the_examples() -> None:
    assert latex(A * B + P * A, r"\times") == r"a \times b + 0.5 \times a"


def test_the_square_of_a_fraction_has_parentheses() -> None:
    assert latex((A / B) ** 2) == r"\left(\frac{a}{b}\right)^{2}"


def test_a_negative_whole_number_of_the_formula_has_parentheses() -> None:
    assert latex(A - (B * 0 + Traced(-1))) == r"a - \left(b \cdot 0 + \left(-1\right)\right)"
    assert latex(A * Traced(-1)) in (r"a \cdot \left(-1\right)", r"a\,\left(-1\right)")


def test_whole_numbers_of_the_formula_are_structural() -> None:
    found = [(s.key, s.text) for s in stamps.stamps(written((A - B) ** 2 / 2 + 1 / (1 + C), piece, r"\cdot").latex)]
    assert found == [(stamps.STRUCTURAL, t) for t in ("1", "2", "2", "1", "1")]


def test_an_expression_ends_where_a_part_has_a_name() -> None:
    part = A + B
    assert written(part * C, lambda node: Piece("s") if node is part else piece(node), r"\cdot").latex == r"s \cdot c"


def cases(node: Traced) -> list[str]:
    return [stamps.without(case) for case in written(node, piece, r"\cdot").cases]


@pytest.mark.parametrize(("node", "expected"), [
    (A + B, []),
    (A.choose(B, C), ["a > 0"]),
    (N.choose(B, C), ["-0.2 < 0"]),
    ((A + N).choose(B, C), ["a + -0.2 > 0".replace("-0.2", r"\left(-0.2\right)")]),
    (A.choose(B, C) * A.choose(C, B), ["a > 0"]),
    (A.choose(B, C) + N.choose(B, C), ["a > 0", "-0.2 < 0"]),
    (A.choose(N.choose(B, C), C), ["-0.2 < 0", "a > 0"]),
    (np.exp(-A.choose(B, C)) / (1 + N.choose(B, C)), ["a > 0", "-0.2 < 0"]),
    (A.choose(B, N.choose(B, C)), ["a > 0"]),
], ids=lambda value: " and ".join(value) if isinstance(value, list) else "")  # fmt: skip
def test_the_cases_of_a_formula_are_those_that_hold_in_what_is_written(node: Traced, expected: list[str]) -> None:
    assert cases(node) == expected


def test_the_zero_of_a_case_is_structural() -> None:
    (case,) = written(A.choose(B, C), piece, r"\cdot").cases
    assert [(s.key, s.text) for s in stamps.stamps(case)] == [(stamps.STRUCTURAL, "0")]


def long_sum(count: int) -> tuple[Traced, dict[int, str]]:
    nodes = [leaf(str(k)) for k in range(count)]
    total = nodes[0]
    for node in nodes[1:]:
        total = total + node
    return total, {id(node): f"x_{{{k}}}" for k, node in enumerate(nodes)}


@pytest.mark.parametrize("count", [2, LONGEST_SUM, LONGEST_SUM + 1, 20_000])
def test_of_a_sum_that_is_too_long_the_first_two_terms_and_the_last_are_written(count: int) -> None:
    total, names = long_sum(count)
    shown = written(total, lambda node: Piece(names[id(node)]) if id(node) in names else None, r"\cdot").latex
    every = [f"x_{{{k}}}" for k in range(count)]
    few = [*every[:2], r"\cdots", every[-1]]
    assert shown == " + ".join(few if count > LONGEST_SUM else every)
    hidden = list(left_out(total, lambda node: id(node) in names))
    assert [names[id(node)] for node in hidden] == (every[2:-1] if count > LONGEST_SUM else [])


def test_a_long_sum_is_shortened_inside_a_formula_too() -> None:
    total, names = long_sum(LONGEST_SUM + 1)
    node = A / np.exp(total)
    shown = written(node, lambda part: Piece(names.get(id(part)) or LETTERS.get(id(part))) if id(part) in names or
                    id(part) in LETTERS else None, r"\cdot").latex  # fmt: skip
    assert shown == rf"\frac{{a}}{{e^{{x_{{0}} + x_{{1}} + \cdots + x_{{{LONGEST_SUM}}}}}}}"
    assert len(list(left_out(node, lambda part: id(part) in names))) == LONGEST_SUM - 2


@st.composite
def expressions(draw: st.DrawFn) -> tuple[Traced, dict[int, Decimal], Fraction]:
    """A random expression over printed decimals of both signs, those decimals by node, and its value."""
    numbers = draw(st.lists(decimals(-9, 9, places=1), min_size=1, max_size=4))
    nodes = [(leaf(str(d)), Fraction(d)) for d in numbers]
    given_numbers = {id(node): d for (node, _), d in zip(nodes, numbers)}
    node, value = grown(draw, nodes)
    return node, given_numbers, value


@given(expressions(), st.sampled_from([r"\cdot", r"\times"]))
@quick(500)
def test_a_strict_reader_gets_the_value_from_what_is_written(drawn: tuple, times: str) -> None:
    node, numbers, value = drawn

    def number(one: Traced) -> Piece | None:
        if id(one) not in numbers:
            return None
        return Piece(stamps.stamp("k", str(numbers[id(one)])), negative=numbers[id(one)] < 0, number=True)

    assert pocket_calculator.read(written(node, number, times).latex) == value


@pytest.mark.parametrize("wrong", [
    r"0.5 + -0.2", r"0.5 \cdot -0.2", r"--2", r"a^{2}^{2}", r"\left(1 + 2", "1 2", "1 +", "e^{1",
])  # fmt: skip
def test_the_strict_reader_is_strict(wrong: str) -> None:
    with pytest.raises(pocket_calculator.Misprint):
        pocket_calculator.read(wrong, {"a": Fraction(2)})


@pytest.mark.parametrize(("shown", "value"), [
    (r"1 - 2 - 3", -4), (r"2 \cdot 3 + 4", 10), (r"-0.5^{2}", Fraction(-1, 4)),
    (r"\tfrac{1}{2}\,\left(3 - 1\right)^{2}", 2),
    (r"\frac{1}{1 + 3} \cdot a", Fraction(1, 2)), (r"1 - \left(2 - 3\right)", 2),
])  # fmt: skip
def test_the_strict_reader_reads(shown: str, value: object) -> None:
    assert pocket_calculator.read(shown, {"a": Fraction(2)}) == value
