"""The chapter on gradient descent and its deck: every number computed again, every typed formula differentiated, the
programs run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import mpmath
import numpy as np
import pytest
import sympy

from generator.book import Book
from tests.book.chapters import listings
from tests.book.descent_by_hand import COUNTED, EXAMPLES, ONE, expected, rounds

SLUG = "gradient-descent"
CHAPTER, DECK = f"{SLUG}.md", f"{SLUG}/deck.html"

# --- every digit ------------------------------------------------------------------------------------------------------


def test_every_number_is_what_another_library_computes(book: Book) -> None:
    computed = [entry for entry in book.ledger if not COUNTED.search(entry.key) and entry.kind != "stated"]
    assert len(computed) > 800
    with mpmath.workdps(60):
        for entry in computed:
            ours = expected(entry.key)
            assert abs(mpmath.mpf(entry.value) - ours) <= mpmath.mpf("5e-20") * abs(ours) + mpmath.mpf("1e-45"), entry
            last = mpmath.mpf(10) ** Decimal(entry.printed).as_tuple().exponent
            assert abs(mpmath.mpf(entry.printed) - ours) <= last / 2 * (1 + mpmath.mpf("1e-30")), entry


def test_each_number_of_the_source_stands_in_the_chapter_and_in_the_deck(book: Book) -> None:
    """The error 1 - 0.92 = 0.08, the weights, and the share 0.08 * 0.6 / 1.3 = 0.037."""
    for page in (CHAPTER, DECK):
        printed = {entry.printed for entry in book.ledger if entry.page == page}
        assert {"0.92", "1", "0.08", "0.6", "0.4", "0.1", "0.2", "0.037"} <= printed


def test_the_two_starts_end_in_two_valleys() -> None:
    ends = [rounds(".one-weight", variant)[24] for variant in ("", "+layers-weights--3.5-biases")]
    assert [round(float(end["w1"]), 2) for end in ends] == [1.63, -2.0]
    assert ends[1]["E_batch"] > 2 * ends[0]["E_batch"] and all(abs(end["dE_dw1_batch"]) < 1e-5 for end in ends)


# --- formulas that were typed -----------------------------------------------------------------------------------------

w = sympy.Matrix(3, 2, lambda i, j: sympy.Symbol(f"w{i}{j}"))
h, t, z = sympy.symbols("h0:3"), sympy.symbols("t0:2"), sympy.Symbol("z")
SIGMA = 1 / (1 + sympy.exp(-z))
NETS = [sum(w[k, j] * h[k] for k in range(3)) for j in range(2)]
LINEAR, CURVED = NETS, [SIGMA.subs(z, net) for net in NETS]
I, J = 1, 0
"""The hidden neuron and the output that the formulas are tried on."""


def half_squares(outs: list[sympy.Expr]) -> sympy.Expr:
    return sum((target - out) ** 2 for target, out in zip(t, outs, strict=True)) / 2


def e(outs: list[sympy.Expr], j: int = J) -> sympy.Expr:
    return t[j] - outs[j]


FORMULAS = {
    r"\frac{\partial E}{\partial w_{ij}} = -e_j \cdot h_i": (half_squares(LINEAR), w[I, J], -e(LINEAR) * h[I]),
    r"\sum_j (-e_j) \cdot w_{ij} = -\bigl( W^{\mathsf T} e \bigr)_i": (
        half_squares(LINEAR), h[I], sum(-e(LINEAR, j) * w[I, j] for j in range(2))
    ),
    r"\frac{\partial}{\partial w_{ij}} \, \tfrac{1}{2} (t_j - o_j)^2": (
        half_squares(CURVED), w[I, J], sympy.diff(e(CURVED) ** 2 / 2, w[I, J])
    ),
    r"-(t_j - o_j) \cdot \sigma\Bigl( \sum_{k} w_{kj} h_k \Bigr)": (
        half_squares(CURVED), w[I, J], -e(CURVED) * CURVED[J] * (1 - CURVED[J]) * sympy.diff(NETS[J], w[I, J])
    ),
    r"\frac{\partial}{\partial w_{ij}} \sum_{k} w_{kj} h_k = h_i": (NETS[J], w[I, J], h[I]),
    r"\frac{\partial E}{\partial w_{ij}} = -(t_j - o_j) \cdot o_j \, (1 - o_j) \cdot h_i": (
        half_squares(CURVED), w[I, J], -e(CURVED) * CURVED[J] * (1 - CURVED[J]) * h[I]
    ),
    r"-\frac{\partial E}{\partial h_i} = \sum_j w_{ij} \cdot o_j \, (1 - o_j) \cdot e_j": (
        half_squares(CURVED), h[I], -sum(w[I, j] * CURVED[j] * (1 - CURVED[j]) * e(CURVED, j) for j in range(2))
    ),
    r"\frac{e^{-z}}{(1 + e^{-z})^2} = \sigma(z) \cdot \bigl(1 - \sigma(z)\bigr)": (SIGMA, z, SIGMA * (1 - SIGMA)),
}  # fmt: skip
"""What stands in the chapter, and what it says: this, differentiated by that, is the third."""
POINT = {symbol: sympy.Rational(k % 7 - 3, 5) for k, symbol in enumerate((*w, *h, *t, z), 1)}


@pytest.mark.parametrize("latex", FORMULAS)
def test_each_typed_formula_is_the_derivative(chapter: str, latex: str) -> None:
    assert latex in re.sub(r"\s+", " ", chapter)
    function, by, said = FORMULAS[latex]
    assert abs(sympy.N((sympy.diff(function, by) - said).subs(POINT), 30)) < 1e-25


@pytest.mark.parametrize("latex", [
    r"\frac{\partial E}{\partial w_{ij}} = -e_j \cdot h_i",
    r"\frac{\partial E}{\partial w_{ij}} = -(t_j - o_j) \cdot o_j \, (1 - o_j) \cdot h_i",
    r"\frac{\partial E}{\partial o_j} = -(t_j - o_j)",
])  # fmt: skip
def test_the_deck_has_the_same_formulas(chapter: str, deck: str, latex: str) -> None:
    assert latex in chapter and latex in deck


def test_the_loss_of_one_weight_is_written_with_the_numbers_of_its_samples(chapter: str) -> None:
    (line,) = [one for one in re.findall(r"\\\[(.*?)\\\]", chapter, re.DOTALL) if "E(w)" in one]
    bare = re.sub(r"\\q\{[^{}]*\}\{([^{}]*)\}", r"\1", line).replace("−", "-")
    terms = re.findall(r"\{2\}\\left\(([0-9.]+) - \\sigma\\left\((-?[0-9.]+)\\,w (-[0-9.]+)\\right\)\\right\)\^2", bare)
    assert terms == [(target, x, "-4") for (x,), (target,) in ONE]


# --- listings ---------------------------------------------------------------------------------------------------------


def held(scope: Mapping[str, object], example: str) -> None:
    hand, last = rounds(example, ""), EXAMPLES[example]["rounds"]
    assert len(scope["errors"]) == last
    for number in (1, 2, last):
        assert scope["errors"][number - 1] == pytest.approx(float(hand[number - 1]["E_batch"]), rel=1e-9)
    names = [name for name in hand[last] if re.fullmatch(r"w\d", name)]
    after = scope["W1"].ravel() if "W1" in scope else [scope[name] for name in names]
    assert list(map(float, after)) == pytest.approx([float(hand[last][name]) for name in names], rel=1e-9)


def test_the_listings_of_the_chapter_give_the_numbers_of_the_book(chapter: str) -> None:
    found = listings(chapter)
    assert len(found) == 4
    for listing, example in zip(found, (".logistic", ".logistic", ".one-weight", ".one-weight"), strict=True):
        scope: dict = {}
        exec(listing, scope)
        held(scope, example)


def test_the_code_of_the_deck_gives_the_numbers_of_the_book(deck: str) -> None:
    scope: dict = {"np": np}
    exec("\n\n".join(listings(deck)), scope)
    held(scope, ".logistic")


# --- figures ----------------------------------------------------------------------------------------------------------


def test_the_pictures_that_the_source_describes_are_in_both(chapter: str, deck: str) -> None:
    wanted = {"The loss over the weight, and the way of the training": 3, "The network with its given numbers": 1,
              "The loss over both numbers, and the way of the training": 1, "The errors and the deltas": 1}  # fmt: skip
    for source in (chapter, deck):
        titles = re.findall(r'<svg[^<>]*aria-label="([^"]*)"', source)
        assert {title: titles.count(title) for title in wanted} == wanted
