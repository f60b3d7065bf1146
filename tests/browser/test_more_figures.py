"""The plane of the inputs and the network on the way back, on the screen: no text touches another, all can be read."""

from __future__ import annotations

import pytest

from generator.text.publication import publish
from tests.browser.drawing import CONTRAST, FONTS, SCHEMES, WIDTHS, Show, none_is_scrolled, touching
from tests.drawn_networks import NETWORKS, published, rendered
from tests.figures.test_boundary import xor

SHOWS = ("sums", "errors", "gradient")
PLANES = (
    '"boundary"',
    '"boundary", after=[0, 40, 400, rounds], columns=2',
    '"boundary", after=[0, 1, rounds], digits="3 significant"',
)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("figures")
    every = [(name, show) for name in NETWORKS for show in SHOWS]
    networks = {f"{name} {show}": published(folder, name, f'"network", show="{show}"') for name, show in every}
    planes = {call: publish(rendered(folder, xor(), f"{{{{ figure({call}) }}}}").text).text for call in PLANES}
    return {**networks, **planes}


@pytest.mark.parametrize("font", FONTS)
def test_no_text_touches_another_or_a_border(show: Show, figures: dict[str, str], font: str) -> None:
    assert touching(show("".join(figures.values()), font=font), figures) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_letter_stands_out_from_its_ground(show: Show, figures: dict[str, str], scheme: str) -> None:
    ratios = show("".join(figures.values()), scheme).evaluate(CONTRAST)
    assert len(ratios) > 200 and min(ratios) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_yes_and_no_can_be_told_apart(show: Show, figures: dict[str, str], scheme: str) -> None:
    page = show(figures[PLANES[0]], scheme)
    fills = "(all) => all.map((one) => getComputedStyle(one).fill)"
    (yes,), (ground,) = (page.locator(one).evaluate_all(fills) for one in ("path.yes", "circle.unwanted >> nth=0"))
    wanted = set(page.locator("circle.wanted").evaluate_all(fills))
    assert yes != ground and len(wanted) == 1 and ground not in wanted


def test_a_plane_in_two_columns_fits_on_a_phone(show: Show, figures: dict[str, str]) -> None:
    assert none_is_scrolled(show(figures[PLANES[1]], width=WIDTHS["phone"]))
