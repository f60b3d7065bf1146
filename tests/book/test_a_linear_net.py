"""The chapter on the linear net and its deck: every number computed a second time, every matrix line multiplied out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from functools import cache

import mpmath
import numpy as np
import pytest
import sympy

from generator.book import Book
from tests.book.chapters import listings, of_chapter, slides, text
from tests.matrix_reader import Reader
from tests.publishing import Publication

FOLDER, SLUG = "2-a-linear-net", "a-linear-net"
CHAPTER, DECK = f"{SLUG}.md", f"{SLUG}/deck.html"
WEIGHTS = ("w1", "w2", "w3", "w4", "w5", "w6")
GIVEN = {"i1": "2", "i2": "3", "target_o": "1", "eta": "0.05",
         "w1": "0.1", "w2": "0.2", "w3": "0.3", "w4": "0.4", "w5": "0.21", "w6": "0.23"}  # fmt: skip
Numbers = Mapping[str, object]
Rule = Callable[[object], object]


@pytest.fixture(scope="module")
def book(publication: Publication) -> Book:
    return of_chapter(publication.book, SLUG)


@pytest.fixture(scope="module")
def chapter(book: Book) -> str:
    return text(book, CHAPTER)


@pytest.fixture(scope="module")
def deck(book: Book) -> str:
    return slides(book, DECK)


# --- by hand ----------------------------------------------------------------------------------------------------------


def round_by_hand(q: dict[str, object], kept: Rule) -> dict[str, object]:
    """One round from what it starts with. `kept` is what is written down of a new weight."""
    q = dict(q)
    for h, w, v in (("h1", "w1", "w2"), ("h2", "w3", "w4")):
        q[f"net_{h}"] = q[f"out_{h}"] = q[w] * q["i1"] + q[v] * q["i2"]
    q["net_o"] = q["out_o"] = q["w5"] * q["out_h1"] + q["w6"] * q["out_h2"]
    miss = q["out_o"] - q["target_o"]
    q["E_o"] = q["E_total"] = miss * miss / 2
    q["dE_dout_o"] = q["delta_o"] = miss
    for h, w in (("h1", "w5"), ("h2", "w6")):
        q[f"dnet_d{w}"], q[f"dnet_o_dout_{h}"] = q[f"out_{h}"], q[w]
        q[f"dE_d{w}"] = miss * q[f"out_{h}"]
        q[f"dE_dout_{h}"] = q[f"delta_{h}"] = q[f"dE_dout_{h}_via_o"] = miss * q[w]
    for w, h, i in (("w1", "h1", "i1"), ("w2", "h1", "i2"), ("w3", "h2", "i1"), ("w4", "h2", "i2")):
        q[f"dnet_d{w}"], q[f"dE_d{w}"] = q[i], q[f"delta_{h}"] * q[i]
    q |= {f"dout_dnet_{neuron}": q["out_o"] ** 0 for neuron in ("h1", "h2", "o")}
    q |= {f"{w}_new": kept(q[w] - q["eta"] * q[f"dE_d{w}"]) for w in WEIGHTS}
    return q


def by_hand(count: int, number: Callable = mpmath.mpf, rate: str = "0.05", kept: Rule = lambda w: w) -> list[Numbers]:
    """So many rounds. Index 0 is round 1."""
    rounds: list[Numbers] = []
    start = {**{name: number(given) for name, given in GIVEN.items()}, "eta": number(rate)}
    for _ in range(count):
        rounds.append(round_by_hand(start, kept))
        start |= {w: rounds[-1][f"{w}_new"] for w in WEIGHTS}
    return rounds


def two_decimals(weight: mpmath.mpf) -> mpmath.mpf:
    return mpmath.nint(weight * 100) / 100


@cache
def exactly(kept: Rule = lambda w: w) -> list[Numbers]:
    """The first rounds in fractions."""
    return by_hand(2, Fraction, kept=kept)


@cache
def rounds(variant: str) -> list[Numbers]:
    """Rounds 1 to 21 of the example or of one of its variants, by the end of its address."""
    with mpmath.workdps(80):
        if variant == "+parameters-with-two-decimals":
            return by_hand(21, kept=two_decimals)
        rate, few = re.fullmatch(r"(?:\+learning-rate-([0-9.]+)(\+rounds-3\+table.*)?)?", variant).groups()
        return by_hand(4 if few else 21, rate=rate or "0.05")


# --- what the source prints -------------------------------------------------------------------------------------------

PRINTED = [
    *GIVEN.items(),
    ("net_h1", "0.8"), ("net_h2", "1.8"), ("out_h1", "0.8"), ("out_h2", "1.8"), ("out_o", "0.582"),
    ("w1*i1", "0.2"), ("w2*i2", "0.6"), ("w3*i1", "0.6"), ("w4*i2", "1.2"),
    ("w5*out_h1", "0.168"), ("w6*out_h2", "0.414"), ("out_o-target_o", "-0.418"), ("delta_o", "-0.418"),
    ("i1*w5", "0.42"), ("i1*w6", "0.46"), ("i2*w5", "0.63"), ("i2*w6", "0.69"),
    ("eta*dE_dw2", "-0.013"), ("eta*dE_dw4", "-0.014"), ("w2_new", "0.213"), ("w4_new", "0.414"),
    ("w1_new", "0.11"), ("w2_new", "0.21"), ("w3_new", "0.31"), ("w4_new", "0.41"),
    ("w5_new", "0.23"), ("w6_new", "0.27"),
]  # fmt: skip
"""What the source prints rightly, rounded to as many decimals."""

CUT_OFF = [
    ("eta*dE_dw5", "-0.016"), ("eta*dE_dw6", "-0.037"), ("w5_new", "0.226"), ("w6_new", "0.267"),
    ("eta*dE_dw1", "-0.008"), ("eta*dE_dw3", "-0.009"), ("w1_new", "0.108"), ("w3_new", "0.309"),
]  # fmt: skip
"""Where it leaves digits off instead of rounding."""


def value(expression: str) -> Decimal:
    """Exact, of the first round: all of its numbers are decimals."""
    exact = eval(expression, dict(exactly()[0]))
    return Decimal(exact.numerator) / Decimal(exact.denominator)


@pytest.mark.parametrize(("expression", "printed"), PRINTED)
def test_what_the_source_prints_rightly_stands_in_the_chapter(book: Book, expression: str, printed: str) -> None:
    assert value(expression).quantize(Decimal(printed)) == Decimal(printed)
    bare = [re.sub(r"@1\b|a-linear-net/|[()]", "", entry.key) for entry in book.ledger]
    ours = [
        Decimal(entry.printed) for entry, key in zip(book.ledger, bare, strict=True)
        if entry.page == CHAPTER and key == expression
    ]  # fmt: skip
    assert value(expression) in ours


@pytest.mark.parametrize(("expression", "printed"), CUT_OFF)
def test_where_the_source_is_wrong_it_has_left_digits_off(expression: str, printed: str) -> None:
    assert value(expression).quantize(Decimal(printed)) != Decimal(printed)
    assert value(expression).quantize(Decimal(printed), ROUND_DOWN) == Decimal(printed)


def test_the_mistake_that_the_chapter_quotes_is_the_source_s(book: Book) -> None:
    stated = [entry for entry in book.ledger if entry.kind == "stated"]
    quoted = {entry.printed for entry in stated if "printed in the source" in entry.place}
    assert quoted and quoted <= {printed for _, printed in CUT_OFF}


def test_the_second_forward_pass_which_the_source_leaves_empty() -> None:
    """By hand: 2 w1 + 3 w2 = 0.857057 and 2 w3 + 3 w4 = 1.862491, with two decimals 0.85 and 1.85."""
    full, coarse = rounds("")[1], rounds("+parameters-with-two-decimals")[1]
    assert mpmath.nstr(full["out_o"], 15) == "0.69275180446" and mpmath.nstr(full["E_total"], 11) == "0.047200726831"
    assert mpmath.nstr(coarse["out_o"], 15) == "0.695" and mpmath.nstr(coarse["E_total"], 15) == "0.0465125"


# --- every digit, computed a second time ------------------------------------------------------------------------------

KEY = re.compile(r"a-linear-net((?:\+[-.a-z0-9]+)*)/(\w+)(?:@([0-9]+))?")
TABLE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20)
COUNTS = {"rounds": 20, "source_1_year": 2018} | {f"table_{place}": count for place, count in enumerate(TABLE)}


def expected(key: str) -> mpmath.mpf:
    def stand_in(match: re.Match[str]) -> str:
        return f"rounds('{match[1]}')[{int(match[3] or 1) - 1}]['{match[2]}']"

    return eval(KEY.sub(stand_in, key), {"rounds": rounds})


def test_every_number_is_what_another_library_computes(book: Book) -> None:
    counted = {f"{SLUG}/{name}": count for name, count in COUNTS.items()}
    known = [entry for entry in book.ledger if entry.kind != "stated"]
    counts, computed = ([entry for entry in known if (entry.key in counted) == wanted] for wanted in (True, False))
    assert counts and all(int(entry.printed) == counted[entry.key] for entry in counts)
    assert len(computed) > 800
    with mpmath.workdps(60):
        for entry in computed:
            ours = expected(entry.key)
            assert abs(mpmath.mpf(entry.value) - ours) <= mpmath.mpf("5e-20") * abs(ours), entry
            last = mpmath.mpf(10) ** Decimal(entry.printed).as_tuple().exponent
            assert abs(mpmath.mpf(entry.printed) - ours) <= last / 2, entry


def test_the_lines_that_are_put_together_from_values_show_them_in_full(book: Book) -> None:
    """Between matrices of values stands an equals sign, so none of them may be rounded."""
    names = {"net_h1", "net_h2", "out_h1", "out_h2", "out_o", "delta_o", *(f"{w}_new" for w in WEIGHTS)}
    for entry in book.ledger:
        if entry.page == CHAPTER and entry.key in {f"{SLUG}/{name}@1" for name in names} and entry.printed != "0.227":
            assert Decimal(entry.printed) == value(KEY.fullmatch(entry.key)[2]), entry


# --- lines of matrices ------------------------------------------------------------------------------------------------


def symbols(now: Numbers, later: Numbers) -> dict[str, Fraction]:
    """What the symbols of the first two rounds stand for."""
    found: dict[str, Fraction] = {"a": now["eta"], "i_1": now["i1"], "i_2": now["i2"]}
    for numbers, mark in ((now, ""), (later, "^{+}")):
        found |= {f"w_{{{w[1]}}}{mark}": numbers[w] for w in WEIGHTS}
        for neuron, sub in (("h1", "h_1"), ("h2", "h_2"), ("o", "o")):
            found |= {rf"\mathrm{{{half}}}_{{{sub}}}{mark}": numbers[f"{half}_{neuron}"] for half in ("net", "out")}
        found[rf"\delta_{{o}}{mark}"] = numbers["delta_o"]
    return found


def displays(source: str) -> Iterator[str]:
    """The displayed formulas, with their digits as printed."""
    bare = re.sub(r"\\q\{[^{}]*\}\{([^{}]*)\}", r"\1", source)
    yield from re.findall(r"\\\[(.*?)\\\]", bare, re.DOTALL)


def matrix_sides(display: str) -> list[str]:
    """The sides of an equation in a display."""
    plain = re.sub(r"\\(begin|end)\{aligned\}|\\phantom\{=\}|\\\\\[[0-9.]+em\]", "", display)
    cells = re.sub(r"\\begin\{pmatrix\}.*?\\end\{pmatrix\}", lambda m: m[0].replace("&", "\0"), plain, flags=re.DOTALL)
    return [side.replace("\0", "&").strip() for side in cells.replace("&", "").split("=")]


def test_every_line_of_matrices_holds_as_it_stands(chapter: str) -> None:
    lines = [display for display in displays(chapter) if "pmatrix" in display]
    assert len(lines) >= 14
    full, coarse = exactly(), exactly(lambda w: Fraction(round(w * 100), 100))
    for line in lines:
        assert r"\approx" not in line
        held = []
        for now, later in (full, coarse):
            values = [Reader(side, symbols(now, later)).value() for side in matrix_sides(line)]
            held.append(all(np.array_equal(np.squeeze(one), np.squeeze(values[0])) for one in values))
        assert any(held), line


UPDATE = re.compile(r"w_\{(\d)\}\^\{\+\} &?= (w_\{\d\} - a \\cdot [^&=]*?)(?: *\\\\|\n|$| *\\end)")


def test_the_update_formulas_are_the_chain_rule(chapter: str) -> None:
    w = sympy.symbols("w1:7")
    i1, i2, t, a = sympy.symbols("i1 i2 t a")
    h1, h2 = w[0] * i1 + w[1] * i2, w[2] * i1 + w[3] * i2
    out = w[4] * h1 + w[5] * h2
    error = (t - out) ** 2 / 2
    names = {r"\delta_{o}": out - t, r"\mathrm{out}_{h_1}": h1, r"\mathrm{out}_{h_2}": h2, "i_1": i1, "i_2": i2, "a": a}
    names |= {rf"w_{{{n}}}": symbol for n, symbol in enumerate(w, 1)}
    slope = r"\frac{\partial \mathrm{out}_{h_1}}{\partial \mathrm{net}_{h_1}}"
    names |= {slope: sympy.S.One, slope.replace("h_1", "h_2"): sympy.S.One}
    found: dict[str, int] = {}
    for display in displays(chapter):
        for number, formula in UPDATE.findall(display + "\n"):
            if r"\partial E" in formula:
                continue
            old, step = formula.split(" - ")
            product = sympy.Mul(*(names[factor.strip()] for factor in step.split(r" \cdot ")))
            weight = w[int(number) - 1]
            assert names[old] == weight and sympy.expand(product - a * sympy.diff(error, weight)) == 0, formula
            found[number] = found.get(number, 0) + 1
    assert set(found) == set("123456") and found["1"] >= 3, found


def test_the_prediction_taken_apart_is_the_product_of_the_matrices(chapter: str) -> None:
    (line,) = [display for display in displays(chapter) if r"\underbrace" in display]
    last = line.rpartition("&=")[2].replace(r"\mathbf{w}", "w").replace(r"\end{aligned}", "")
    last = re.sub(r"\\underbrace\{(.*?\\right\))\}_\{.*?\}\s*(?=\\;|$)", r"\1", last.strip()).replace(r"\;", "")
    now, later = exactly()
    assert Reader(last, symbols(now, later)).value() == now["out_o"]


# --- listings ---------------------------------------------------------------------------------------------------------


def held(errors: list[float], weights: list[float]) -> None:
    hand = rounds("")
    assert errors == pytest.approx([float(seen["E_total"]) for seen in hand[:20]], rel=1e-11)
    assert weights == pytest.approx([float(hand[20][w]) for w in WEIGHTS], rel=1e-12)


def in_order(scope: Mapping[str, np.ndarray]) -> list[float]:
    """The weights of the listing with NumPy: a column for each neuron."""
    return [*map(float, scope["W1"].T.ravel()), *map(float, scope["W2"].ravel())]


def test_the_numpy_listing_of_the_chapter_gives_the_numbers_of_the_book(chapter: str) -> None:
    (listing,) = [one for one in listings(chapter) if "import numpy" in one]
    scope: dict = {}
    exec(listing, scope)
    held(scope["errors"], in_order(scope))


def test_the_plain_listing_of_the_chapter_gives_the_numbers_of_the_book(chapter: str) -> None:
    (listing,) = [one for one in listings(chapter) if "numpy" not in one]
    scope: dict = {}
    exec(listing, scope)
    held(scope["errors"], [scope[w] for w in WEIGHTS])


def test_the_code_of_the_deck_gives_the_numbers_of_the_book(deck: str) -> None:
    parts = listings(deck)
    assert len(parts) == 2
    scope: dict = {"np": np}
    exec("\n\n".join(parts), scope)
    held(scope["errors"], in_order(scope))


# --- what it is made of -----------------------------------------------------------------------------------------------


def test_every_picture_of_the_source_has_its_counterpart(chapter: str) -> None:
    """And those that it has none of: the new weights, the second forward pass, the training."""
    titles = [html.unescape(title) for title in re.findall(r'aria-label="([^"]*)"', chapter)]
    each = ("names of its parts", "given numbers", "back to w6", "back to w5", "back to w1", "after the update")
    for words in each:
        assert any(words in title for title in titles), (words, titles)
    assert sum("forward pass" in title for title in titles) == 2
    assert sum("error by round" in title for title in titles) == 1


def test_every_slide_has_notes(deck: str) -> None:
    slides = re.split(r"\n---\n", deck)
    assert len(slides) >= 40
    assert all(re.search(r"\n\?\?\?\n+\S", slide) for slide in slides)
