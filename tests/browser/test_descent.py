"""The loss over what is learned, on the screen: no text touches another, all can be read, the ways can be told apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.text.publication import publish
from tests.browser.test_figures import CONTRAST, FONTS, SCHEMES, TOUCHES, WIDTHS
from tests.browser.test_more_figures import page_with
from tests.drawn_networks import rendered
from tests.figures.test_descent import LEFT, one, two

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CURVES = ('"descent"', f'"descent", other=[{LEFT}], between=[-5, 5]', '"descent", updates=3',
          '"descent", of=variant(learning_rate=10, rounds=8, table=[1]), between=[0, 5]')  # fmt: skip
MAPS = ('"valley"', '"valley", names=["A"], across=[-5, 5], up=[-5, 5]', '"valley", updates=5')


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("figures")
    calls = [*((one(), call) for call in CURVES), *((two(), call) for call in MAPS)]
    return {call: publish(rendered(folder, of, f"{{{{ figure({call}) }}}}").text).text for of, call in calls}


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
    assert len(ratios) > 40 and min(ratios) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_two_ways_are_told_apart_without_their_colours(browser: Browser, figures: dict[str, str], scheme: str) -> None:
    page = page_with(browser, figures[CURVES[1]], scheme, WIDTHS["desk"])
    fills, strokes = (
        [page.locator(f"circle.{style} >> nth=0").evaluate(f"(one) => getComputedStyle(one).{what}") for style in ("one", "another")]
        for what in ("fill", "stroke")
    )
    dashes = [page.locator(f"path.{style}").evaluate("(one) => getComputedStyle(one).strokeDasharray") for style in ("one", "another")]
    page.close()
    assert fills[0] == strokes[0] and fills[1] != strokes[1] and dashes[0] == "none" != dashes[1]


def test_they_fit_on_a_phone(browser: Browser, figures: dict[str, str]) -> None:
    page = page_with(browser, "".join(figures.values()), "light", WIDTHS["phone"])
    fits = page.locator("figure").evaluate_all("(all) => all.every((one) => one.scrollWidth <= one.clientWidth)")
    page.close()
    assert fits
