"""Listings: coloured HTML whose text is the program as it was, with its numbers still stamped."""

from __future__ import annotations

import html
import re

import pytest

from generator.text import stamps
from generator.text.listing import highlighted
from generator.text.publication import publish

PROGRAM = "from math import exp\n\nw5 = {}\nif w5 < 1 and 'a<b' != \"&\":\n    y = -exp(-w5)**2  # less\n"


def text_of(listing: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", listing))


def stamped(number: str, key: str = "two-outputs/w5") -> str:
    return PROGRAM.format(stamps.stamp(key, number))


@pytest.mark.parametrize("number", ["0.40", "-0.40", "3.5e-12", "-3.5e-12", "10000", "0"])
def test_the_text_is_the_program_and_the_number_keeps_its_key(number: str) -> None:
    listing = highlighted(stamped(number))
    assert [(s.key, s.text) for s in stamps.stamps(listing)] == [("two-outputs/w5", number)]
    published = publish(listing)
    assert text_of(published.text) == PROGRAM.format(number)
    assert published.text.count(f'<span class="q" data-q="two-outputs/w5">{number}</span>') == 1


def test_a_stamped_number_is_one_piece_in_the_colour_of_a_number() -> None:
    assert f'<span class="m">{stamps.stamp("two-outputs/w5", "-0.40")}</span>' in highlighted(stamped("-0.40"))


def test_words_have_the_classes_of_the_style_sheet() -> None:
    listing = highlighted("for name in x:\n    pass")
    assert '<span class="k">for</span>' in listing and '<span class="n">name</span>' in listing
    assert listing.startswith('<div class="highlight"><pre>') and listing.endswith("</pre></div>")


def test_what_html_would_take_for_a_tag_is_escaped() -> None:
    listing = highlighted("x = a<b and 'x&y' > \"z\"\n")
    assert text_of(listing) == "x = a<b and 'x&y' > \"z\"\n"
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", listing) and "<b" not in listing


def test_numbers_side_by_side_stay_apart() -> None:
    numbers = [("a", "0.15"), ("b", "-0.20"), ("c", "0.25")]
    row = ", ".join(stamps.stamp(*number) for number in numbers)
    listing = highlighted(f"w = [[{row}]]\nv = -{stamps.stamp('d', '0.1')}")
    assert [(s.key, s.text) for s in stamps.stamps(listing)] == [*numbers, ("d", "0.1")]
    assert text_of(stamps.without(listing)) == "w = [[0.15, -0.20, 0.25]]\nv = -0.1\n"


@pytest.mark.parametrize("around", ["# the rate is {}", "print('it is {}')", '"""It is {}."""', "x = {}  # {}"])
def test_a_number_in_a_comment_or_a_string_keeps_its_key_too(around: str) -> None:
    program = around.replace("{}", stamps.stamp("k", "-0.5"))
    listing = highlighted(program)
    assert text_of(stamps.without(listing)) == stamps.without(program) + "\n"
    assert {(s.key, s.text) for s in stamps.stamps(listing)} == {("k", "-0.5")}
    assert listing.count("-0.5") == program.count("-0.5") == len(list(stamps.stamps(listing)))


def test_blank_lines_around_are_dropped_and_those_inside_stay() -> None:
    assert text_of(highlighted("\n\na = b\n\n\nc = d\n\n")) == "a = b\n\n\nc = d\n"


def test_a_listing_may_be_in_another_language() -> None:
    assert text_of(highlighted("make site\n", "console")) == "make site\n"
