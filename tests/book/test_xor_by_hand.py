"""The chapter on XOR and its deck: every number computed again, the programs run, the source's numbers found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import mpmath
import numpy as np
import pytest
import sympy

from generator.book import Book
from tests.book.chapters import listings
from tests.book.xor_by_hand import NAMES, ROUNDS, ROWS, START, expected, hand, network, passed, sigma

SLUG = "xor-by-hand"
CHAPTER, DECK = f"{SLUG}.md", f"{SLUG}/deck.html"

# --- every digit, computed a second time ------------------------------------------------------------------------------

TABLE = (1, 5, 41, 401, 1001, 2001, 3001, 4000)
COUNTS = {"rounds": ROUNDS, "data": 4, "source_0_year": 2018, "source_1_year": 2018, "source_2_year": 1986,
          "source_3_year": 1969, "source_4_year": 1999}  # fmt: skip
COUNTS |= {f"table_{place}": count for place, count in enumerate(TABLE)}


def test_every_number_is_what_another_library_computes(book: Book) -> None:
    counted = {f"{SLUG}/{name}": count for name, count in COUNTS.items()}
    known = [entry for entry in book.ledger if entry.kind != "stated"]
    counts, others = ([entry for entry in known if (entry.key in counted) == wanted] for wanted in (True, False))
    assert {entry.key for entry in counts} == set(counted)
    assert all(int(entry.printed.replace(",", "")) == counted[entry.key] for entry in counts)
    assert len(others) > 1000
    with mpmath.workdps(50):
        values = {key: expected(key) for key in {entry.key for entry in others}}
        for entry in others:
            ours = values[entry.key]
            assert abs(mpmath.mpf(entry.value) - ours) <= mpmath.mpf("5e-20") * abs(ours), entry
            last = mpmath.mpf(10) ** Decimal(entry.printed).as_tuple().exponent
            assert abs(mpmath.mpf(entry.printed) - ours) <= last / 2, entry


# --- what the source prints -------------------------------------------------------------------------------------------

GIVEN = [*((name, str(number)) for name, number in START.items()), ("eta", "1"), ("x1", "0"), ("x2", "0")]
PRINTED = [("out_h1", "0.27"), ("out_h2", "0.88"), ("net_y", "0.43"), ("out_y", "0.6")]
"""What the source prints rightly, with as many decimals as it does."""


@pytest.mark.parametrize(("name", "printed"), [*GIVEN, *PRINTED])
def test_what_the_source_prints_rightly_stands_in_the_chapter_and_in_the_deck(
    book: Book, name: str, printed: str
) -> None:
    with mpmath.workdps(30):
        exact = Decimal(mpmath.nstr(hand("", name, 1, None), 20))
    assert exact.quantize(Decimal(printed)) == Decimal(printed)
    for page in (CHAPTER, DECK):
        keys = {f"{SLUG}/{name}", f"{SLUG}/{name}@1"}
        ours = [Decimal(entry.printed) for entry in book.ledger if entry.page == page and entry.key in keys]
        assert ours and all(found.quantize(Decimal(printed)) == Decimal(printed) for found in ours)


def test_the_truth_table_is_that_of_xor(book: Book) -> None:
    assert [target for _, _, target in ROWS] == [0, 1, 1, 0]
    data = {entry.key: entry.printed for entry in book.ledger if re.match(rf"{SLUG}/(x1|x2|target_y)(:|$)", entry.key)}
    for row, sample in enumerate(ROWS):
        of = f":{row + 1}" if row else ""
        assert [data[f"{SLUG}/{name}{of}"] for name in ("x1", "x2", "target_y")] == [str(bit) for bit in sample]


def test_the_mistakes_that_are_quoted_are_the_source_s_and_have_the_reasons_that_are_told(book: Book) -> None:
    quoted = [entry for entry in book.ledger if entry.kind == "stated" and "as the error" in entry.place]
    assert {(entry.page, entry.printed) for entry in quoted} == set(product((CHAPTER, DECK), ("-0.6", "0.28")))
    with mpmath.workdps(30):
        first = passed({name: mpmath.mpf(value) for name, value in START.items()}, 0)
        # The sign: target minus out, with one decimal.
        assert mpmath.nstr(first["target_y"] - first["out_y"], 1) == "-0.6"
        # The slope: sigma' of the out, which is no net.
        slipped = mpmath.diff(sigma, first["out_y"]) * -2 * (first["target_y"] - first["out_y"])
        right = mpmath.diff(sigma, first["net_y"]) * -2 * (first["target_y"] - first["out_y"])
        assert (mpmath.nstr(slipped, 2), mpmath.nstr(right, 2)) == ("0.28", "0.29")


def test_a_step_with_the_sign_of_the_source_makes_the_answer_worse() -> None:
    with mpmath.workdps(30):
        before, downhill, uphill = hand("", "out_y", 1, 1), hand("", "out_y", 2, 1), hand("+added", "out_y", 2, 1)
    assert downhill < before < uphill


# --- formulas that were typed -----------------------------------------------------------------------------------------

z, w1, w2, b = sympy.symbols("z w_1 w_2 b", real=True)
LOGISTIC = 1 / (1 + sympy.exp(-z))
SLOPES = {
    r"\frac{e^{-z}}{\left(1 + e^{-z}\right)^2}": sympy.exp(-z) / (1 + sympy.exp(-z)) ** 2,
    r"\frac{1}{1 + e^{-z}} \cdot \frac{\left(1 + e^{-z}\right) - 1}{1 + e^{-z}}":
        1 / (1 + sympy.exp(-z)) * ((1 + sympy.exp(-z)) - 1) / (1 + sympy.exp(-z)),
    r"\sigma(z)\,\bigl(1 - \sigma(z)\bigr)": LOGISTIC * (1 - LOGISTIC),
    r"e^{z} / (1 + e^{z})^2": sympy.exp(z) / (1 + sympy.exp(z)) ** 2,
}  # fmt: skip


@pytest.mark.parametrize("latex", SLOPES)
def test_each_form_of_the_slope_is_the_derivative(chapter: str, latex: str) -> None:
    assert latex in chapter
    assert sympy.simplify(SLOPES[latex] - sympy.diff(LOGISTIC, z)) == 0


def test_the_chain_rule_over_several_neurons_is_the_derivative(chapter: str, deck: str) -> None:
    """For two neurons after, with half the squared error: the sum for dE/dout_i, and delta_j out_i for dE/dw_ji."""
    for source in (chapter, deck):
        assert r"\sigma'(\mathrm{net}_{j}) \cdot w_{ji}" in source and r"\delta_{j} \cdot \mathrm{out}_{i}" in source
    outs, targets = sympy.symbols("h1:3"), sympy.symbols("t1:3")
    weights = sympy.Matrix(2, 2, sympy.symbols("w1:5"))
    nets = [sum(weights[j, i] * outs[i] for i in range(2)) for j in range(2)]
    after = [LOGISTIC.subs(z, net) for net in nets]
    error = sum((t - out) ** 2 / 2 for t, out in zip(targets, after, strict=True))
    slopes = [sympy.diff(LOGISTIC, z).subs(z, net) for net in nets]
    deltas = [(out - t) * slope for out, t, slope in zip(after, targets, slopes, strict=True)]
    point = dict(zip((*outs, *targets, *weights), map(sympy.Rational, "13579246"), strict=True))
    point = {symbol: number / 10 for symbol, number in point.items()}
    for i in range(2):
        by_rule = sum(deltas[j] * weights[j, i] for j in range(2))
        assert abs(sympy.N((sympy.diff(error, outs[i]) - by_rule).subs(point), 30)) < 1e-25
        for j in range(2):
            rule = deltas[j] * outs[i]
            assert abs(sympy.N((sympy.diff(error, weights[j, i]) - rule).subs(point), 30)) < 1e-25


def test_the_proof_that_one_neuron_is_not_enough_adds_up(chapter: str, deck: str) -> None:
    nets = [w1 * x1 + w2 * x2 + b for x1, x2, _ in ROWS]
    signs = ["> 0" if target else "< 0" for _, _, target in ROWS]
    for source in (chapter, deck):
        for latex, net, sign in zip(("b", "w_2 + b", "w_1 + b", "w_1 + w_2 + b"), nets, signs, strict=True):
            assert f"{latex} {sign} " in source and sympy.sympify(latex, {"b": b, "w_1": w1, "w_2": w2}) == net
        assert "w_1 + w_2 + 2 b > 0" in source and "w_1 + w_2 + 2 b < 0" in source
    assert sympy.expand(nets[1] + nets[2]) == sympy.expand(nets[0] + nets[3]) == w1 + w2 + 2 * b


def test_the_net_of_the_output_is_a_row_times_a_column_and_a_number(chapter: str, deck: str) -> None:
    for source in (chapter, deck):
        (line,) = re.findall(r"\\mathrm\{net\}_\{y\} &= (\\begin\{pmatrix\}[^&]*&[^&]*)\n", source)
        assert line.rstrip().removesuffix(r"\\[0.6em]").rstrip().endswith(r"\end{pmatrix} + b_{y}"), line


# --- listings ---------------------------------------------------------------------------------------------------------


def held(errors: list[float], parameters: Mapping[str, float], variant: str) -> None:
    """Errors and last parameters of a listing, against what was computed by hand."""
    assert len(errors) == ROUNDS
    with mpmath.workdps(30):
        for number in (1, 2, 3, 4, 401, ROUNDS):
            assert errors[number - 1] == pytest.approx(float(hand(variant, "E_total", number, None)), rel=1e-9)
        last = {name: float(value) for name, value in network(variant, ROUNDS + 1).items()}
    assert parameters == pytest.approx(last, rel=1e-10)


def in_order(scope: Mapping[str, np.ndarray]) -> dict[str, float]:
    return dict(zip(NAMES, np.concatenate([scope[name].ravel() for name in ("W1", "b1", "W2", "b2")]), strict=True))


def run(listing: str, rate: str, **scope: object) -> dict[str, object]:
    """The scope of a listing, with the one line changed that the chapter says."""
    changed = listing.replace("eta = 1\n", f"eta = {rate}\n")
    assert listing.count("eta = 1\n") == 1
    exec(changed, scope)
    return scope


@pytest.mark.parametrize(("rate", "variant"), [("1", ""), ("8", "+learning-rate-8")])
def test_the_listings_of_the_chapter_give_the_numbers_of_the_book(chapter: str, rate: str, variant: str) -> None:
    numpy_one, plain_one = sorted(listings(chapter), key=lambda one: "import numpy" not in one)
    scope = run(numpy_one, rate)
    held(scope["errors"], in_order(scope), variant)
    scope = run(plain_one, rate)
    held(scope["errors"], {name: scope[name] for name in NAMES}, variant)


def test_with_the_longer_step_the_listing_learns_all_four_rows(chapter: str) -> None:
    (listing,) = [one for one in listings(chapter) if "import numpy" in one]
    for rate, right in (("1", 3), ("8", 4)):
        scope = run(listing, rate)
        hidden = scope["logistic"](scope["inputs"] @ scope["W1"].T + scope["b1"])
        answers = scope["logistic"](hidden @ scope["W2"].T + scope["b2"]).ravel()
        assert sum((answers > 0.5) == (scope["targets"].ravel() > 0.5)) == right


def test_the_code_of_the_deck_gives_the_numbers_of_the_book(deck: str) -> None:
    parts = listings(deck)
    assert len(parts) >= 2
    scope = run("\n".join(f"{part.rstrip()}\n" for part in parts), "1", np=np)
    held(scope["errors"], in_order(scope), "")


# --- figures ----------------------------------------------------------------------------------------------------------


def test_the_six_figures_of_the_source_and_how_the_boundary_moved_are_in_both(chapter: str, deck: str) -> None:
    wanted = {
        "The network and the names of its parts": 1,
        "What each neuron computes": 1,
        "The forward pass": 1,
        "The errors and the deltas": 1,
        "The derivatives for weights and biases": 1,
        "The network after the update": 1,
        "What the network answers, all over the plane of its inputs": 2,
    }
    for source in (chapter, deck):
        titles = re.findall(r'<svg[^<>]*aria-label="([^"]*)"', source)
        assert {title: titles.count(title) for title in wanted} == wanted
