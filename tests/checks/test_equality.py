"""Displayed lines, read and recomputed by somebody who knows nothing of how they were made."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.checks.equality import reading
from generator.checks.formulas import faults as formula_faults
from generator.checks.named import faults as name_faults
from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text.stamps import stamp


def quantity(name: str, symbol: str, value: str | Certified) -> Quantity:
    number = Certified.of(Decimal(value)) if isinstance(value, str) else value
    return Quantity(name, name, "weight", symbol, Traced.given(number))


with certified.precision(200):
    NET, OUT = Certified.of(Decimal("0.4")), Certified.of(1) / (Certified.of(1) + (-Certified.of(Decimal("0.4"))).exp())
SOURCES = {
    "a": quantity("a", "w_{1}", "0.25"), "b": quantity("b", "w_{2}", "-0.5"), "s": quantity("s", "w_{3}", "-0.25"),
    "net": quantity("net", r"\mathrm{net}_{h_1}", NET), "out": quantity("out", r"\mathrm{out}_{h_1}", OUT),
    "t": quantity("t", "T", "1.2e-5"),
}  # fmt: skip
A, B, S = stamp("a", "0.25"), stamp("b", "-0.5"), stamp("s", "-0.25")
N, O = stamp("net", "0.4"), stamp("out", "0.598688")
T = stamp("t", "1.2e-5")

TRUE = {
    "a sum": rf"\[ w_1 + w_2 = {A} + \left({B}\right) = {S} \]",
    "rows of an aligned block": (
        rf"\[\begin{{aligned}} x &= {A} \cdot \left({B}\right) \\[0.3em] &= {stamp('', '-0.125')} \end{{aligned}}\]"
    ),
    "the logistic function": rf"\[ \mathrm{{out}}_{{h_1}} = \frac{{1}}{{1 + e^{{-{N}}}}} \approx {O} \]",
    "colours": rf"\[ \class{{coloured}}{{ \class{{k-w}}{{{A}}} + \class{{k-w}}{{{A}}} = {stamp('', '0.5')} }} \]",
    "a matrix": (
        rf"\( \begin{{pmatrix}} {A} & {B} \end{{pmatrix}} \, \begin{{pmatrix}} {B} \\ {A} \end{{pmatrix}} = {S} \)"
    ),
    "entry by entry": (
        rf"\( \begin{{pmatrix}} {A} \\ {B} \end{{pmatrix}} \odot \begin{{pmatrix}} 2 \\ 1 \end{{pmatrix}} "
        rf"= \begin{{pmatrix}} 0.5 \\ {B} \end{{pmatrix}} \)"
    ),
    "a power of ten": rf"\( {T} \cdot 2 = {stamp('', '2.4e-5')} \)",
    "roots and logarithms": rf"\( \sqrt{{{A}}} + \ln\left(1\right) = {stamp('', '0.5')} \)",
    "a function by its name": rf"\( \operatorname{{relu}}\left({B}\right) = {stamp('', '0')} \)",
    "a condition": rf"\( {A} = {A} \quad\text{{since }} {N} > 0 \)",
    "two lines beside each other": rf"\[ w_1 = {A} \qquad w_2 = {B} \]",
    "a remark": rf"\( {O} \cdot 2 \approx {stamp('out', '1.2')}\quad\text{{(computed unrounded)}} \)",
}  # fmt: skip

FALSE = {
    "another digit": TRUE["a sum"].replace("-0.25", "-0.26"),
    "another operand": TRUE["the logistic function"].replace("0.4", "0.41"),
    "= for ≈": TRUE["the logistic function"].replace(r"\approx", "="),
    "≈ for =": rf"\( w_1 + w_2 = {A} + \left({B}\right) \approx {S} \)",
    "≈ before what is exact": rf"\( w_1 \approx {A} \)",
    "= before what is rounded": rf"\( \mathrm{{out}}_{{h_1}} = {O} \)",
    "an entry of a matrix": TRUE["entry by entry"].replace("0.5 \\\\", "0.6 \\\\"),
    "too few digits": rf"\( {stamp('out', '0.6')} \cdot 2 \approx {stamp('out', '1.19738')} \)",
    "a condition that is not so": TRUE["a condition"].replace("> 0", "< 0"),
    "another power of ten": TRUE["a power of ten"].replace("2.4e-5", "2.4e-4"),
}  # fmt: skip


@pytest.mark.parametrize("line", TRUE)
def test_a_true_line_passes(line: str) -> None:
    assert reading(f"Text.\n\n{TRUE[line]}\n", SOURCES).faults == ()


@pytest.mark.parametrize("line", FALSE)
def test_a_line_that_does_not_hold_is_found(line: str) -> None:
    text = f"Text.\n\n{FALSE[line]}\n"
    faults = reading(text, SOURCES).faults
    assert faults
    for fault in faults:
        assert fault.kind == "equality" and text.count("\n", 0, fault.start) == 2 and fault.way_out


@pytest.mark.parametrize("place", range(6))
def test_every_digit_of_a_result_counts(place: int) -> None:
    digits = f"0.{598688 + 10 ** place}"
    assert reading(TRUE["the logistic function"].replace("0.598688", digits), SOURCES).faults


def test_lines_are_counted_and_what_is_left_out_too() -> None:
    found = reading("\n\n".join(TRUE.values()), SOURCES)
    assert (found.unrounded, found.left_out) == (1, 0) and found.recomputed >= 10
    dots = rf"\( {A} + \cdots + {B} = {S} \)"
    assert reading(dots, SOURCES).left_out == 1


def test_a_line_that_cannot_be_read_is_said() -> None:
    (fault,) = reading(rf"\( \mysterious{{{A}}} = {B} \)", SOURCES).faults
    assert fault.kind == "line-not-read" and "mysterious" in fault.message


def test_formulas_without_numbers_of_the_book_are_left_alone() -> None:
    general = (
        r"\[ \frac{\partial E}{\partial w} = \sum_j \delta_j \cdot x_j, "
        r"\qquad \sigma'(z) = \sigma(z)(1 - \sigma(z)) \]"
    )
    assert reading(general, {}).faults == ()


# --- names ------------------------------------------------------------------------------------------------------------

NAMED = {
    "symbol = number": rf"\( w_{{1}} = {A} \)",
    "two names for one number": rf"\( w_{{2}} = w_{{1}} = {A} \)",
    "a formula": rf"\( x = w_{{1}} \cdot w_{{2}} = {A} \cdot {B} \)",
    "a table": f"| weight | value |\n| - | - |\n| \\(w_{{1}}\\) | {A} |\n",
    "a label": f'<svg><text><tspan class="letter">w</tspan><tspan class="sub">1</tspan> {A}</text></svg>',
}  # fmt: skip


@pytest.mark.parametrize("place", NAMED)
def test_a_number_beside_its_own_symbol_passes(place: str) -> None:
    assert list(name_faults(NAMED[place], SOURCES)) == []


@pytest.mark.parametrize("place", NAMED)
def test_a_number_beside_the_symbol_of_another_is_found(place: str) -> None:
    (fault, *_) = name_faults("\n\n" + NAMED[place].replace(A, S), SOURCES)
    assert fault.kind == "name" and "w_{3}" in fault.message and fault.stands == "-0.25"


# --- formulas ---------------------------------------------------------------------------------------------------------

FORMULA = (
    r"\[ \mathrm{out}_{h_1} = \frac{1}{1 + e^{-\mathrm{net}_{h_1}}} "
    rf"\approx \frac{{1}}{{1 + e^{{-{N}}}}} \approx {O} \]"
)


def test_a_formula_in_symbols_gives_the_value_behind_it() -> None:
    assert formula_faults(FORMULA, SOURCES) == ((), 1)


def test_a_formula_in_symbols_that_gives_another_value_is_found() -> None:
    wrong = FORMULA.replace(r"e^{-\mathrm", r"e^{\mathrm").replace(rf"\frac{{1}}{{1 + e^{{-{N}}}}} \approx", "")
    ((fault,), _) = formula_faults(wrong, SOURCES)
    assert fault.kind == "formula" and "relative" in fault.message
