"""Stamped text becomes the markup of the place where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.publication import MINUS, Mention, publish
from generator.text.stamps import BAR, CLOSE, OPEN, STRUCTURAL, stamp
from tests.strategies import quick
from tests.text.test_markup import DOCUMENTS

KEY = "two-outputs/w5@1"
SPAN = f'<span class="q" data-q="{KEY}">{MINUS}0.02</span>'
TSPAN = f'<tspan class="q" data-q="{KEY}">{MINUS}0.02</tspan>'
Q = rf"\q{{{KEY}}}{{-0.02}}"
S = stamp(KEY, "-0.02")


@pytest.mark.parametrize(("stamped", "published", "medium"), [
    (f"It is {S}.", f"It is {SPAN}.", "prose"),
    (f"# The error falls to {S}", f"# The error falls to {SPAN}", "prose"),
    (f"| a | {S} |\n|---|---|\n", f"| a | {SPAN} |\n|---|---|\n", "prose"),
    (f"- **{S}**", f"- **{SPAN}**", "prose"),
    (f"[{S}](a.md)", f"[{SPAN}](a.md)", "prose"),
    (rf"\(w = {S}\)", rf"\(w = {Q}\)", "math"),
    (f"\\[\nw &= {S} \\\\\n\\]", f"\\[\nw &= {Q} \\\\\n\\]", "math"),
    (rf"| \({S}\) |", rf"| \({Q}\) |", "math"),
    (f"`w = {S}`", "`w = -0.02`", "code"),
    (f"```python\nw = {S}\n```\n", "```python\nw = -0.02\n```\n", "code"),
    (f'<img alt="w is {S}" src="a.png">', '<img alt="w is -0.02" src="a.png">', "tag"),
    (f"<!-- {S} -->", "<!-- -0.02 -->", "comment"),
    (f"[w](a.md#{S})", "[w](a.md#-0.02)", "address"),
    (f"<svg><text>{S}</text></svg>", f"<svg><text>{TSPAN}</text></svg>", "figure"),
    (f"<svg><title>w is {S}</title></svg>", "<svg><title>w is \u22120.02</title></svg>", "words"),
    (f"<svg><desc>w is {S}</desc></svg>", "<svg><desc>w is \u22120.02</desc></svg>", "words"),
    (f'<svg aria-label="w is {S}"></svg>', '<svg aria-label="w is -0.02"></svg>', "tag"),
    (f"<pre><code>w = {S}</code></pre>",
     f'<pre><code>w = <span class="q" data-q="{KEY}">-0.02</span></code></pre>', "listing"),
], ids=lambda value: repr(value) if len(value) < 10 else "")  # fmt: skip
def test_a_stamp_becomes_the_markup_of_its_place(stamped: str, published: str, medium: str) -> None:
    document = publish(f"Before.\n\n{stamped}\n\nAfter.")
    assert document.text == f"Before.\n\n{published}\n\nAfter."
    assert document.mentions == (Mention(0, KEY, "-0.02", medium),)


@pytest.mark.parametrize("place", [
    "It is {}.", r"\(x = {}\)", "`{}`", "```\n{}\n```", '<img alt="{}">', "<svg><text>{}</text></svg>",
    "<svg><title>{}</title></svg>",
])  # fmt: skip
def test_a_structural_number_is_printed_bare_and_not_mentioned(place: str) -> None:
    document = publish(place.format(stamp(STRUCTURAL, "1")))
    assert document.text == place.format("1") and document.mentions == ()


@pytest.mark.parametrize(("stamped", "published"), [
    ("{}", f'<span class="q" data-q="{KEY}">{MINUS}3.5·10<sup>{MINUS}12</sup></span>'),
    (r"\({}\)", rf"\(\q{{{KEY}}}{{-3.5 \times 10^{{-12}}}}\)"),
    ("`{}`", "`-3.5e-12`"),
    ('<img alt="{}">', '<img alt="-3.5e-12">'),
])  # fmt: skip
def test_a_power_of_ten_is_typeset_where_it_can_be(stamped: str, published: str) -> None:
    assert publish(stamped.format(stamp(KEY, "-3.5e-12"))).text == published


def test_a_power_of_ten_is_typeset_in_figures_too() -> None:
    shown = publish(f"<svg><text>{stamp(KEY, '3.5e-12')}</text></svg>").text
    assert "3.5e" not in shown and "10" in shown


def test_mentions_are_counted_in_reading_order() -> None:
    formula, figure = rf"\({stamp('b', '3')}\)", f"<svg><text>{stamp('c', '4')}</text></svg>"
    text = f"{stamp('a', '1')} {stamp(STRUCTURAL, '2')} {formula} {figure} `{stamp('a', '5')}`"
    assert publish(text).mentions == (
        Mention(0, "a", "1", "prose"), Mention(1, "b", "3", "math"),
        Mention(2, "c", "4", "figure"), Mention(3, "a", "5", "code"),
    )  # fmt: skip


def test_a_key_is_safe_in_an_attribute() -> None:
    assert 'data-q="a&quot;&lt;b"' in publish(stamp('a"<b', "1")).text


def test_the_words_of_an_image_stay_plain() -> None:
    """![...] becomes an attribute, where a tag would be printed as it stands."""
    assert publish(f"![The weight is {S}.](figure.svg)").text == "![The weight is -0.02.](figure.svg)"


def test_the_title_of_a_link_stays_plain() -> None:
    assert publish(f'[w](a.md "It is {S}.")').text == '[w](a.md "It is -0.02.")'


@given(DOCUMENTS.filter(lambda text: not set(text) & {OPEN, BAR, CLOSE}))
@quick(300)
def test_text_without_stamps_passes_unchanged(document: str) -> None:
    assert publish(document).text == document and publish(document).mentions == ()


@given(st.lists(st.one_of(DOCUMENTS, st.just(stamp(KEY, "-0.02"))), max_size=6).map("".join))
@quick(300)
def test_wherever_a_stamp_stands_it_is_published_once_and_nothing_else_changes(document: str) -> None:
    published = publish(document)
    count = document.count(OPEN)
    assert len(published.mentions) == count and not set(published.text) & {OPEN, BAR, CLOSE}
    shown = "|".join(map(re.escape, (SPAN, TSPAN, SPAN.replace(MINUS, "-"), Q, "-0.02")))
    around = map(re.escape, document.split(stamp(KEY, "-0.02")))
    assert re.fullmatch(f"({shown})".join(around), published.text)
