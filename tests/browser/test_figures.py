"""Figures on the screen: no text touches another, a node that is not its own, or the border; small and large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.figures.symbols import SIZE, SMALLER, symbol, text_width
from generator.text.publication import publish
from tests import two_outputs, wide_networks
from tests.all_symbols import all_symbols
from tests.browser import opening
from tests.drawn_networks import CALLS, NETWORKS, TEMPLATES, everything, rendered

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STYLE = "".join((TEMPLATES / "browser" / name).read_text(encoding="utf-8") for name in ("numbers.css", "figures.css"))
SCHEMES = {
    "light": "color-scheme: light; --md-default-bg-color: #fff; --md-default-fg-color: rgba(0, 0, 0, 0.87)",
    "dark": "color-scheme: dark; --md-default-bg-color: #1e2129; --md-default-fg-color: rgba(226, 228, 233, 0.82)",
}
FONTS = ("Roboto, Arial, sans-serif", "'DejaVu Sans', Verdana, sans-serif")
"""The usual width of digits, and the largest that is common."""

WIDTHS = {"phone": 390, "desk": 720}
SIZES = {"main": 1.0, "sub": SMALLER, "sub raised": SMALLER, "sub lifted": SMALLER}

TOUCHES = r"""
(svg) => {
  const box = (element) => {
    const { x, y, width, height } = element.getBBox();
    return { left: x, top: y, right: x + width, bottom: y + height };
  };
  const common = (a, b) => Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const beyond = (a, b) => Math.max(b.left - a.left, b.top - a.top, a.right - b.right, a.bottom - b.bottom);
  const { x, y, width, height } = svg.viewBox.baseVal;
  const border = { left: x, top: y, right: x + width, bottom: y + height };
  const texts = [...svg.querySelectorAll("text")].map((text) => ({
    words: text.textContent, box: box(text), part: text.closest("g"),
  }));
  const rows = 3; // a box of text is as high as its line; letters with nothing above and below leave so much free
  const found = [];
  texts.forEach((a, i) => {
    if (beyond(a.box, border) > 0) found.push(`'${a.words}' is not all inside`);
    texts.slice(i + 1).forEach((b) => {
      if (common(a.box, b.box) > (a.part === b.part ? rows : 0)) found.push(`'${a.words}' touches '${b.words}'`);
    });
  });
  svg.querySelectorAll(".node").forEach((node) => {
    const rect = box(node.querySelector("rect"));
    texts.forEach((text) => {
      if (text.part === node ? beyond(text.box, rect) > 0 : common(text.box, rect) > 0) {
        found.push(`'${text.words}' touches the border of a node`);
      }
    });
  });
  return found;
}
"""

CONTRAST = r"""
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (...colours) => {
    colours.forEach((colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); });
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const page = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll("svg text")].map((text) => {
    const rect = text.closest("g").querySelector("rect");
    const ground = rect ? [page, getComputedStyle(rect).fill] : [page];
    const [low, high] = [painted(...ground), painted(...ground, getComputedStyle(text).fill)].map(light).sort();
    return (high + 0.05) / (low + 0.05);
  });
}
"""

LETTERS = "(svg) => 12 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"


@pytest.fixture(scope="module")
def show(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of the book with these figures on it, each time in the same tab."""
    page = browser.new_page()

    def shown(body: str, scheme: str = "light", width: int = WIDTHS["desk"], font: str = FONTS[0]) -> Page:
        page.set_viewport_size({"width": width, "height": 800})
        page.set_content(
            f"<!doctype html><style>{STYLE} body {{ {SCHEMES[scheme]}; background: var(--md-default-bg-color);"
            f" color: var(--md-default-fg-color); font: 16px {font}; margin: 0 16px }} figure {{ margin: 16px 0 }}"
            f"</style>{body}"
        )
        return page

    yield shown
    page.close()


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    return dict(everything(tmp_path_factory.mktemp("figures")))


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("network", NETWORKS)
def test_no_text_touches_another_or_a_border(
    show: Callable[..., Page], figures: dict[tuple[str, str], str], network: str, font: str
) -> None:
    page = show("".join(figures[network, figure] for figure in CALLS), font=font)
    found = page.locator("svg").evaluate_all(f"(all) => all.map({TOUCHES})")
    assert len(found) == len(CALLS)
    assert {figure: complaints for figure, complaints in zip(CALLS, found, strict=True) if complaints} == {}


def test_no_symbol_is_wider_than_the_room_that_it_gets(show: Callable[..., Page]) -> None:
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
    show: Callable[..., Page], wide: dict[tuple[str, str], str], font: str
) -> None:
    found = show("".join(wide.values()), font=font).locator("svg").evaluate_all(f"(all) => all.map({TOUCHES})")
    assert {figure: complaints for figure, complaints in zip(wide, found, strict=True) if complaints} == {}


def test_a_network_of_many_neurons_fits_on_the_page_in_readable_letters(
    show: Callable[..., Page], wide: dict[tuple[str, str], str]
) -> None:
    page = show("".join(wide.values()), width=WIDTHS["desk"])
    assert page.locator("figure").evaluate_all("(all) => all.every((one) => one.scrollWidth <= one.clientWidth)")
    assert min(page.locator("svg").evaluate_all(f"(all) => all.map({LETTERS})")) >= 9


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_neuron_that_is_off_is_paler_and_still_readable(
    show: Callable[..., Page], wide: dict[tuple[str, str], str], scheme: str
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
    show: Callable[..., Page],
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
    show: Callable[..., Page], figures: dict[tuple[str, str], str], scheme: str
) -> None:
    page = show("".join(figures["2-2-2", figure] for figure in CALLS), scheme)
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) > 200 and min(ratios) >= 4.5


def test_a_phone_shows_the_figures_of_the_book_whole_and_in_readable_letters(
    show: Callable[..., Page], figures: dict[tuple[str, str], str]
) -> None:
    calls = [figure for figure in CALLS if "long" not in figure and figure != "two curves"]
    page = show("".join(figures["2-2-2", figure] for figure in calls), width=WIDTHS["phone"])
    letters = dict(zip(calls, page.locator("svg").evaluate_all(f"(all) => all.map({LETTERS})"), strict=True))
    assert min(letters.values()) >= 8.8 and letters["given"] >= 10 and letters["forward"] >= 9, letters
    assert page.locator("figure").evaluate_all("(all) => all.every((one) => one.scrollWidth <= one.clientWidth)")


def test_a_figure_that_is_too_wide_for_a_phone_is_scrolled_and_the_page_is_not(
    show: Callable[..., Page], figures: dict[tuple[str, str], str]
) -> None:
    page = show(figures["2-3-3-1", "updated, long"], width=WIDTHS["phone"])
    assert page.locator("svg").evaluate(LETTERS) >= 8.8
    assert page.locator("figure").evaluate("(one) => one.scrollWidth > one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_letters_of_a_figure_are_no_larger_than_the_text_around_it(
    show: Callable[..., Page], figures: dict[tuple[str, str], str]
) -> None:
    page = show("".join(figures.values()), width=2000)
    assert max(page.locator("svg").evaluate_all(f"(all) => all.map({LETTERS})")) <= 16


def test_a_figure_fits_on_a_slide_in_letters_for_the_last_row(browser: Browser, site: Path, tmp_path: Path) -> None:
    calls = [call for figure, call in CALLS.items() if "long" not in figure]
    source = "\n---\n\n".join(f"# A slide\n\n{{{{ figure({call}) }}}}\n" for call in calls)
    deck = publish(rendered(tmp_path, two_outputs.worked(), source).text).text
    opening.add(site, "figures.html", deck)
    page = opening.opened(browser, site.as_uri(), "figures.html").page
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
    page.context.close()
