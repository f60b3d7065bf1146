"""The chapter on the linear net and its deck: every number computed again, the source's found, the programs run."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

import mpmath
import numpy as np
import pytest

from generator.book import Book
from tests.book.chapters import listings
from tests.book.linear_by_hand import GIVEN, KEY, WEIGHTS, exactly, expected, rounds

SLUG = "a-linear-net"
CHAPTER = f"{SLUG}.md"

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

TABLE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20)
COUNTS = {"rounds": 20, "source_1_year": 2018} | {f"table_{place}": count for place, count in enumerate(TABLE)}


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
