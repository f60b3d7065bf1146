"""What an author can write behind a listing or a list; the filters for quantities are tested where they write."""

from __future__ import annotations

import pytest

from generator.documents.filters import evenly, filters, in_pages
from generator.numbers import certified
from generator.numbers.digits import DigitRule
from generator.text import stamps
from generator.text.derivation import Writer
from tests.two_outputs import BITS, worked

LOOP = """\
given = 1
more = [
    2,
    3,
]

for round in range(3):
    for sample in data:
        one = 1
        two = 2
        three = 3
    four = 4
    five = 5"""


@pytest.mark.parametrize(
    ("count", "most", "sizes"),
    [(0, 4, []), (3, 4, [3]), (4, 4, [4]), (5, 4, [2, 3]), (9, 8, [4, 5]), (12, 4, [4, 4, 4]), (7, 3, [2, 2, 3])],
)
def test_groups_are_about_equally_large_and_none_is_too_large(count: int, most: int, sizes: list[int]) -> None:
    groups = evenly(range(count), most)
    assert [len(group) for group in groups] == sizes
    assert [thing for group in groups for thing in group] == list(range(count))


@pytest.mark.parametrize("most", range(3, 15))
def test_the_pages_of_a_listing_have_every_line_of_it_in_order(most: int) -> None:
    pages = in_pages(LOOP, most)
    lines = [line for page in pages for line in page.split("\n") if line]
    assert lines == [line for line in LOOP.split("\n") if line]
    assert all(page.count("\n") < most for page in pages)


def test_a_page_ends_where_something_ends() -> None:
    first, second = in_pages(LOOP, 8)
    assert (first.split("\n")[-1], second.split("\n")[0]) == ("]", "for round in range(3):")
    assert in_pages(second, 6)[1].split("\n")[0] == "    four = 4"
    assert in_pages(LOOP, 13) == [LOOP]


def test_digits_for_a_claim_are_those_that_are_printed_and_carry_no_stamp() -> None:
    of = worked()
    with certified.precision(BITS):
        made = filters(Writer(of.named, r"\cdot", DigitRule(5, "significant")))
        assert made["as_printed"](of.first["out_h1"]) == "0.59327"
        assert made["as_printed"](-of.first["out_h1"]) == "-0.59327"
        with pytest.raises(TypeError, match="takes a quantity"):
            made["as_printed"](0.59327)


def test_a_number_in_a_text_of_the_file_is_given_there() -> None:
    of, noted = worked(), []
    with certified.precision(BITS):
        said = "The 2-2-1 net of 1,000 years, h1 in it"
        quoted = filters(Writer(of.named, r"\cdot", DigitRule(5, "significant"), note=noted.append), [said])["quoted"]
        text = quoted(said)
        with pytest.raises(ValueError, match="no example says 'The 3 of them'"):
            quoted("The 3 of them")
    assert stamps.without(text) == "The 2-2-1 net of 1,000 years, h1 in it"
    assert [stamp.text for stamp in stamps.stamps(text)] == ["2", "2", "1", "1,000"]
    assert [stamp.key for stamp in stamps.stamps(text)] == [quantity.key for quantity in noted]
    assert len({quantity.key for quantity in noted}) == 4 and {quantity.kind for quantity in noted} == {"given"}
    assert quoted("Three classes") == "Three classes"
