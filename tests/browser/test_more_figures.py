"""The plane of the inputs and the network on the way back, on the screen: no text touches another, all can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.text.publication import publish
from tests.browser.test_figures import CONTRAST, FONTS, SCHEMES, STYLE, TOUCHES, WIDTHS
from tests.drawn_networks import NETWORKS, published, rendered
from tests.figures.test_boundary import xor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHOWS = ("sums", "errors", "gradient")
PLANES = (
    '"boundary"',
    '"boundary", after=[0, 40, 400, rounds], columns=2',
    '"boundary", after=[0, 1, rounds], digits="3 significant"',
)


def page_with(browser: Browser, body: str, scheme: str, width: int, font: str = FONTS[0]) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(
        f"<!doctype html><style>{STYLE} body {{ {SCHEMES[scheme]}; background: var(--md-default-bg-color);"
        f" color: var(--md-default-fg-color); font: 16px {font}; margin: 0 16px }}</style>{body}"
    )
    return page


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("figures")
    every = [(name, show) for name in NETWORKS for show in SHOWS]
    networks = {f"{name} {show}": published(folder, name, f'"network", show="{show}"') for name, show in every}
    planes = {call: publish(rendered(folder, xor(), f"{{{{ figure({call}) }}}}").text).text for call in PLANES}
    return {**networks, **planes}


@pytest.mark.parametrize("font", FONTS)
def test_no_text_touches_another_or_a_border(browser: Browser, figures: dict[str, str], font: str) -> None:
    page = page_with(browser, "".join(figures.values()), "light", WIDTHS["desk"], font)
    found = page.locator("svg").evaluate_all(f"(all) => all.map({TOUCHES})")
    page.close()
    assert {name: complaints for name, complaints in zip(figures, found, strict=True) if complaints} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_letter_stands_out_from_its_ground(browser: Browser, figures: dict[str, str], scheme: str) -> None:
    page = page_with(browser, "".join(figures.values()), scheme, WIDTHS["desk"])
    ratios = page.evaluate(CONTRAST)
    page.close()
    assert len(ratios) > 200 and min(ratios) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_yes_and_no_can_be_told_apart(browser: Browser, figures: dict[str, str], scheme: str) -> None:
    page = page_with(browser, figures[PLANES[0]], scheme, WIDTHS["desk"])
    fills = "(all) => all.map((one) => getComputedStyle(one).fill)"
    (yes,), (ground,) = (page.locator(one).evaluate_all(fills) for one in ("path.yes", "circle.unwanted >> nth=0"))
    wanted = set(page.locator("circle.wanted").evaluate_all(fills))
    page.close()
    assert yes != ground and len(wanted) == 1 and ground not in wanted


def test_a_plane_in_two_columns_fits_on_a_phone(browser: Browser, figures: dict[str, str]) -> None:
    page = page_with(browser, figures[PLANES[1]], "light", WIDTHS["phone"])
    fits = page.locator("figure").evaluate("(one) => one.scrollWidth <= one.clientWidth")
    page.close()
    assert fits
