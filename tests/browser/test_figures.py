"""Figures on the screen: no text touches another, a node that is not its own, or the border; small and large."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.figures.symbols import SIZE, SMALLER, symbol, text_width
from generator.text.publication import publish
from tests import two_outputs, wide_networks
from tests.all_symbols import all_symbols
from tests.browser import opening
from tests.browser.drawing import (
    CONTRAST,
    FONTS,
    LETTERS,
    SCHEMES,
    TOUCHES,
    WIDTHS,
    Show,
    none_is_scrolled,
    touching,
)  # fmt: skip
from tests.browser.tabs import Tabs
from tests.drawn_networks import CALLS, NETWORKS, everything, rendered

SIZES = {"main": 1.0, "sub": SMALLER, "sub raised": SMALLER, "sub lifted": SMALLER}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    return dict(everything(tmp_path_factory.mktemp("figures")))


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("network", NETWORKS)
def test_no_text_touches_another_or_a_border(
    show: Show, figures: dict[tuple[str, str], str], network: str, font: str
) -> None:
    page = show("".join(figures[network, figure] for figure in CALLS), font=font)
    assert touching(page, CALLS) == {}


def test_no_symbol_is_wider_than_the_room_that_it_gets(show: Show) -> None:
    rows = {row for _, latex in all_symbols() for part in symbol(latex).parts for row in part.rows}
    rows = sorted(rows, key=str)
    kinds = {True: "word", False: "letter"}
    drawn = "".join(
        "<text>"
        + "".join(f'<tspan class="{kinds[span.upright]} {span.level}">{span.text}</tspan>' for span in row)
        + "</text>"
        for row in rows
    )
    page = show(f'<figure class="worked-figure"><svg font-size="12">{drawn}</svg></figure>')
    real = page.locator("text").evaluate_all("(all) => all.map((one) => one.getComputedTextLength())")
    room = [sum(text_width(span.text, SIZE * SIZES[span.level]) for span in row) for row in rows]
    assert len(rows) > 400 and max(a / b for a, b in zip(real, room, strict=True)) <= 1.05
    assert min(a / b for a, b in zip(real, room, strict=True)) >= 0.7


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    return dict(wide_networks.everything(tmp_path_factory.mktemp("wide")))


@pytest.mark.parametrize("font", FONTS)
def test_no_text_touches_another_where_a_network_has_many_neurons(
    show: Show, wide: dict[tuple[str, str], str], font: str
) -> None:
    assert touching(show("".join(wide.values()), font=font), wide) == {}


def test_a_network_of_many_neurons_fits_on_the_page_in_readable_letters(
    show: Show, wide: dict[tuple[str, str], str]
) -> None:
    page = show("".join(wide.values()), width=WIDTHS["desk"])
    assert none_is_scrolled(page)
    assert min(page.locator("svg").evaluate_all(f"(all) => all.map({LETTERS})")) >= 9


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_neuron_that_is_off_is_paler_and_still_readable(
    show: Show, wide: dict[tuple[str, str], str], scheme: str
) -> None:
    page = show(wide["7-7-3", "forward"], scheme)
    assert min(page.evaluate(CONTRAST)) >= 4.5
    outlines = "(all) => all.map((one) => getComputedStyle(one).stroke)"
    dead, alive = (page.locator(f".neuron{kind} rect").evaluate_all(outlines) for kind in (".dead", ":not(.dead)"))
    assert len(set(dead)) == len(set(alive)) == 1 and dead[0] != alive[0]


@pytest.mark.parametrize(
    ("label", "by", "complaint"),
    [
        ("w10.15", (0, 20), "'w10.15' touches 'w20.20'"),
        ("w10.15", (-90, 0), "'w10.15' touches the border of a node"),
        ("w10.15", (-150, 0), "'w10.15' is not all inside"),
        ("h1", (10, 0), "'h1' touches the border of a node"),
    ],
)
def test_a_text_that_is_out_of_place_is_seen(
    show: Show,
    figures: dict[tuple[str, str], str],
    label: str,
    by: tuple[int, int],
    complaint: str,
) -> None:
    page = show(figures["2-2-2", "given"])
    text = page.locator("svg text").filter(has_text=label).first
    for axis, distance in zip("xy", by, strict=True):
        text.evaluate("(text, [axis, by]) => text.setAttribute(axis, +text.getAttribute(axis) + by)", [axis, distance])
    assert complaint in page.locator("svg").evaluate(TOUCHES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_letter_stands_out_from_its_ground(
    show: Show, figures: dict[tuple[str, str], str], scheme: str
) -> None:
    page = show("".join(figures["2-2-2", figure] for figure in CALLS), scheme)
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) > 200 and min(ratios) >= 4.5


def test_a_phone_shows_the_figures_of_the_book_whole_and_in_readable_letters(
    show: Show, figures: dict[tuple[str, str], str]
) -> None:
    calls = [figure for figure in CALLS if "long" not in figure and figure != "two curves"]
    page = show("".join(figures["2-2-2", figure] for figure in calls), width=WIDTHS["phone"])
    letters = dict(zip(calls, page.locator("svg").evaluate_all(f"(all) => all.map({LETTERS})"), strict=True))
    assert min(letters.values()) >= 8.8 and letters["given"] >= 10 and letters["forward"] >= 9, letters
    assert none_is_scrolled(page)


def test_a_figure_that_is_too_wide_for_a_phone_is_scrolled_and_the_page_is_not(
    show: Show, figures: dict[tuple[str, str], str]
) -> None:
    page = show(figures["2-3-3-1", "updated, long"], width=WIDTHS["phone"])
    assert page.locator("svg").evaluate(LETTERS) >= 8.8
    assert page.locator("figure").evaluate("(one) => one.scrollWidth > one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_letters_of_a_figure_are_no_larger_than_the_text_around_it(
    show: Show, figures: dict[tuple[str, str], str]
) -> None:
    page = show("".join(figures.values()), width=2000)
    assert max(page.locator("svg").evaluate_all(f"(all) => all.map({LETTERS})")) <= 16


def test_a_figure_fits_on_a_slide_in_letters_for_the_last_row(
    tabs: Tabs, site: Path, served: str, tmp_path: Path
) -> None:
    calls = [call for figure, call in CALLS.items() if "long" not in figure]
    source = "\n---\n\n".join(f"# A slide\n\n{{{{ figure({call}) }}}}\n" for call in calls)
    deck = publish(rendered(tmp_path, two_outputs.worked(), source).text).text
    opening.add(site, "figures.html", deck)
    with opening.opened(tabs, served, "figures.html") as (page, _):
        figures = page.locator(".remark-slides-area svg")
        assert figures.count() == len(calls)
        slides = """(all) => all.map((svg) => {
          const outer = svg.closest(".remark-slide-container");
          outer.style.display = "block";
          const slide = outer.querySelector(".remark-slide-content").getBoundingClientRect();
          const figure = svg.getBoundingClientRect();
          const view = svg.viewBox.baseVal;
          return [figure.top - slide.top, slide.bottom - figure.bottom, slide.right - figure.right,
            12 * Math.min(figure.width / view.width, figure.height / view.height)];
        })"""
        for top, bottom, right, letters in figures.evaluate_all(slides):
            assert min(top, bottom, right) >= 40 and letters >= 17
