"""The chapter on two outputs and its deck: every number computed a second time, what the sources print found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import mpmath
import pytest

from generator.book import Book
from generator.documents.ledger import Entry
from generator.numbers import certified
from generator.printed.mentions import mentions
from generator.printed.reading import read_printed
from tests.small_books import ROOT
from tests.two_outputs import BITS, GIVEN, exactly, round_by_hand, rounded, to_mpmath, worked

SLUG = "two-outputs"
FREED = "two-outputs+update-weights-and-biases"
EARLY = "two-outputs+updated-weights-on-the-way-back"
FASTER = "two-outputs+learning-rate-1+rounds-1+table--1"


def entries(book: Book, kind: str) -> list[Entry]:
    """The numbers of one kind."""
    return [entry for entry in book.ledger if entry.kind == kind]


# --- what the sources print -------------------------------------------------------------------------------------------


def printed_in_sources() -> Iterator[tuple[str, str, str, int]]:
    """What both documents print for quantities that have names; of which round, in the end."""
    for source in read_printed(ROOT / "content" / "3-two-outputs" / "printed.yml").sources:
        entries = (entry for part in source.parts for entry in part.prints)
        for mention in (mention for entry in entries for mention in mentions(entry)):
            named = re.fullmatch(r"([A-Za-z]\w*)(?:@([0-9]+))?", mention.pair.of.written)
            if named:
                yield source.called, named[1], format(mention.pair.printed, "f"), int(named[2] or 1)


PRINTED = list(dict.fromkeys(printed_in_sources()))


def value(name: str, number: int) -> mpmath.mpf:
    with certified.precision(BITS):
        return to_mpmath((worked().rounds if name == "rounds" else worked().at(number)[name]).value)


def decimals(printed: str) -> int:
    return len(printed.partition(".")[2])


@pytest.mark.parametrize(("source", "name", "printed", "number"), PRINTED)
def test_what_the_sources_print_stands_in_the_chapter_or_the_deck(
    book: Book, source: str, name: str, printed: str, number: int
) -> None:
    key = (worked().rounds if name == "rounds" else worked().at(number)[name]).key
    ours = [entry.printed.replace(",", "") for entry in book.ledger if entry.key == key]
    assert ours, f"{key} is printed nowhere"
    right = rounded(value(name, number), decimals(printed))
    enough = [text for text in ours if decimals(text) >= decimals(printed) or Decimal(text) == Decimal(right)]
    assert enough, f"{key} is printed with fewer digits than {printed}: {set(ours)}"
    assert all(rounded(exactly(text), decimals(printed)) == right for text in enough)


def test_the_mistakes_that_the_book_quotes_are_printed_in_the_sources(book: Book) -> None:
    printed = {told[2] for told in PRINTED}
    assert {entry.printed for entry in entries(book, "stated")} <= printed


# --- every digit, computed a second time ------------------------------------------------------------------------------

LAYERS = (("w1", "w2", "w3", "w4"), ("w5", "w6", "w7", "w8"))
PARAMETERS = (*LAYERS[0], *LAYERS[1], "b1", "b2")


def trained_by_hand(
    seen: set[int], rate: str = "0.5", *, biases: bool = False, early: bool = False
) -> dict[int, dict[str, mpmath.mpf]]:
    """All quantities of the rounds that are asked for, in mpmath to 40 digits, one formula for each weight."""
    found: dict[int, dict[str, mpmath.mpf]] = {}
    with mpmath.workdps(40):
        eta = mpmath.mpf(rate)
        i1, i2, t1, t2, *p = (mpmath.mpf(GIVEN[n]) for n in ("i1", "i2", "target_o1", "target_o2", *PARAMETERS))
        for number in range(1, max(seen) + 1):
            w1, w2, w3, w4, w5, w6, w7, w8, b1, b2 = p
            if number in seen:
                found[number] = round_by_hand({**dict(zip(PARAMETERS, p, strict=True)), "eta": eta})
            h1, h2 = 1 / (1 + mpmath.exp(-w1 * i1 - w2 * i2 - b1)), 1 / (1 + mpmath.exp(-w3 * i1 - w4 * i2 - b1))
            o1, o2 = 1 / (1 + mpmath.exp(-w5 * h1 - w6 * h2 - b2)), 1 / (1 + mpmath.exp(-w7 * h1 - w8 * h2 - b2))
            d1, d2 = (o1 - t1) * o1 * (1 - o1), (o2 - t2) * o2 * (1 - o2)
            n5, n6, n7, n8 = w5 - eta * d1 * h1, w6 - eta * d1 * h2, w7 - eta * d2 * h1, w8 - eta * d2 * h2
            v5, v6, v7, v8 = (n5, n6, n7, n8) if early else (w5, w6, w7, w8)
            e1, e2 = (d1 * v5 + d2 * v7) * h1 * (1 - h1), (d1 * v6 + d2 * v8) * h2 * (1 - h2)
            p = [w1 - eta * e1 * i1, w2 - eta * e1 * i2, w3 - eta * e2 * i1, w4 - eta * e2 * i2, n5, n6, n7, n8, b1, b2]
            if biases:
                p[8:] = [b1 - eta * (e1 + e2), b2 - eta * (d1 + d2)]
    return found


KEY = re.compile(r"(two-outputs[-+.a-z0-9]*)/(\w+)(?:@([0-9]+))?")


def test_every_computed_number_is_what_another_library_computes(book: Book) -> None:
    computed = entries(book, "computed")
    seen: dict[str, set[int]] = {}
    for entry in computed:
        for slug, _, number in KEY.findall(entry.key):
            seen.setdefault(slug, set()).add(int(number or 1))
    options = {"two-outputs": {}, FREED: {"biases": True}, EARLY: {"early": True}, FASTER: {"rate": "1"}}
    assert set(seen) <= set(options), "a variant that this test does not know"
    hand = {slug: trained_by_hand(numbers, **options[slug]) for slug, numbers in seen.items()}
    for entry in computed:
        def stand_in(match: re.Match[str]) -> str:
            return f"hand['{match[1]}'][{match[3] or 1}]['{match[2]}']"

        with mpmath.workdps(40):
            expected = eval(KEY.sub(stand_in, entry.key), {"hand": hand})
            assert abs(exactly(entry.value) - expected) <= mpmath.mpf("5e-20") * abs(expected), entry
            last = mpmath.mpf(10) ** Decimal(entry.printed).as_tuple().exponent
            assert abs(exactly(entry.printed) - expected) <= last / 2, entry
    assert len(computed) > 350


def test_every_given_number_is_the_author_s(book: Book) -> None:
    given = {entry.key.partition("/")[2]: entry for entry in entries(book, "given")}
    assert {name: entry.printed for name, entry in given.items() if name in GIVEN} == GIVEN
    lines = (ROOT / "content" / "3-two-outputs" / "example.yml").read_text(encoding="utf-8").splitlines()
    for entry in given.values():
        line = lines[int(entry.place.rpartition(":")[2]) - 1]
        shown = entry.printed.replace(",", "")
        assert shown in line or line.strip().startswith(("neurons", "inputs")), entry
