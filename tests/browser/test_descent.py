"""The loss over what is learned, on the screen: no text touches another, all can be read, the ways are told apart."""

from __future__ import annotations

import pytest

from generator.text.publication import publish
from tests.browser.drawing import CONTRAST, FONTS, SCHEMES, WIDTHS, Show, none_is_scrolled, touching
from tests.drawn_networks import rendered
from tests.figures.test_descent import LEFT, one, two

CURVES = ('"descent"', f'"descent", other=[{LEFT}], between=[-5, 5]', '"descent", updates=3',
          '"descent", of=variant(learning_rate=10, rounds=8, table=[1]), between=[0, 5]')  # fmt: skip
WAYS = ("one", "another")
MAPS = ('"valley"', '"valley", names=["A"], across=[-5, 5], up=[-5, 5]', '"valley", updates=5')


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("figures")
    calls = [*((one(), call) for call in CURVES), *((two(), call) for call in MAPS)]
    return {call: publish(rendered(folder, of, f"{{{{ figure({call}) }}}}").text).text for of, call in calls}


@pytest.mark.parametrize("font", FONTS)
def test_no_text_touches_another_or_a_border(show: Show, figures: dict[str, str], font: str) -> None:
    assert touching(show("".join(figures.values()), font=font), figures) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_letter_stands_out_from_its_ground(show: Show, figures: dict[str, str], scheme: str) -> None:
    ratios = show("".join(figures.values()), scheme).evaluate(CONTRAST)
    assert len(ratios) > 40 and min(ratios) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_two_ways_are_told_apart_without_their_colours(show: Show, figures: dict[str, str], scheme: str) -> None:
    page = show(figures[CURVES[1]], scheme)
    fills, strokes = (
        [page.locator(f"circle.{way} >> nth=0").evaluate(f"(one) => getComputedStyle(one).{what}") for way in WAYS]
        for what in ("fill", "stroke")
    )
    dashed = "(one) => getComputedStyle(one).strokeDasharray"
    dashes = [page.locator(f"path.{way}").evaluate(dashed) for way in WAYS]
    assert fills[0] == strokes[0] and fills[1] != strokes[1] and dashes[0] == "none" != dashes[1]


def test_they_fit_on_a_phone(show: Show, figures: dict[str, str]) -> None:
    assert none_is_scrolled(show("".join(figures.values()), width=WIDTHS["phone"]))
