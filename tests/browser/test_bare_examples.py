"""The default walk-through on the screen: every formula typeset, no slide too full, no page wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bare_examples import BARE, Bare, slug
from tests.browser.published import Visit, at_an_address, visit
from tests.browser.reading import formulas_gone_wrong, overflowing_slides
from tests.browser.tabs import Tabs

EACH = pytest.mark.parametrize("name", BARE)


@pytest.fixture(scope="module")
def address(bare: Bare) -> Iterator[str]:
    with at_an_address(bare.site) as address:
        yield address


@EACH
def test_the_deck_fits_its_slides(tabs: Tabs, address: str, name: str) -> None:
    with visit(tabs, address, f"{slug(name)}/deck.html") as (page, complaints):
        assert (formulas_gone_wrong(page), overflowing_slides(page), list(complaints)) == ([], [], [])


@pytest.fixture(scope="module", params=BARE)
def chapter(tabs: Tabs, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A chapter on a phone."""
    with visit(tabs, address, f"{slug(request.param)}/", viewport={"width": 390, "height": 844}) as visited:
        yield visited


def test_the_chapter_fits_a_phone(chapter: Visit) -> None:
    page, complaints = chapter
    assert (formulas_gone_wrong(page), list(complaints)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
    assert page.eval_on_selector_all("article .md-typeset__scrollwrap", wide) == []


def test_the_answers_of_the_exercises_are_hidden_until_they_are_opened(chapter: Visit) -> None:
    answers = chapter.page.locator("h2#exercises ~ details.success")
    bodies = chapter.page.locator("h2#exercises ~ details.success > :not(summary)")
    seen = "bodies => bodies.map(body => body.checkVisibility())"
    assert 4 <= answers.count() <= 6 and bodies.count() and not any(bodies.evaluate_all(seen))
    answers.first.locator("summary").click()
    assert bodies.first.is_visible()
