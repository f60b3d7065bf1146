"""A deck as a whole in the browser: alone in the world, presented, printed, in the dark, on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import contrasts
from tests.browser.opening import SLIDES, STEPS, add, colour, opened
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_deck_needs_nothing_from_outside_the_site(tabs: Tabs, site: Path, served: str, scheme: str) -> None:
    with opened(tabs, f"{site.as_uri()}/" if scheme == "file" else served) as (page, complaints):
        assert complaints == []
        assert page.evaluate("document.documentElement.dataset.ready") == "yes"
        loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
        assert "MJX-NCM-N" in "".join(loaded)


def test_the_gate_notices_who_leaves_the_site(tabs: Tabs, site: Path, served: str) -> None:
    add(site, "leaving.html", "# A picture\n\n![](http://example.invalid/picture.png)\n")
    with opened(tabs, served, "leaving.html") as (page, complaints):
        assert "http://example.invalid/picture.png" in complaints


def test_presenter_mode_shows_the_notes_with_typeset_formulas(tabs: Tabs, served: str) -> None:
    with opened(tabs, served, "deck.html#1") as (page, _):
        page.keyboard.press("p")
        notes = page.locator(".remark-notes")
        assert notes.is_visible()
        assert notes.locator("mjx-container").count() == 1 and "Greet the room" in notes.inner_text()
        for _ in range(2):
            page.keyboard.press("ArrowRight")
        assert notes.locator("mjx-container").count() == 3
        assert page.locator(".remark-preview-area mjx-container").count() == 1


def test_printing_gives_a_page_for_every_slide_and_step(deck: Page) -> None:
    assert pages(deck) == SLIDES + STEPS


def test_after_printing_the_slides_fill_the_window_again(deck: Page) -> None:
    pages(deck)
    assert deck.locator(".remark-visible .remark-slide").bounding_box()["width"] == 1210


def test_a_handout_has_each_slide_once_with_all_its_steps(tabs: Tabs, served: str) -> None:
    with opened(tabs, served, "deck.html?handout") as (page, _):
        assert pages(page) == SLIDES
        page.keyboard.press("p")
        assert pages(page) == SLIDES  # now sheets of paper with the notes
        page.emulate_media(media="print")
        assert page.locator(".remark-slides-area .remark-slide-notes").first.is_visible()


def pages(page: Page) -> int:
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_steps_share_the_number_of_their_slide(deck: Page) -> None:
    numbers = deck.locator(".remark-slides-area .remark-slide-number").all_text_contents()
    assert numbers[2:8] == ["3 / 13", "4 / 13", "4 / 13", "4 / 13", "5 / 13", "6 / 13"]
    assert numbers[-1] == "13 / 13"


def test_dark_comes_from_the_system_the_address_and_a_key_but_never_to_paper(tabs: Tabs, served: str) -> None:
    heading = ".remark-visible h1"
    with opened(tabs, served, color_scheme="dark") as (page, _):
        dark = colour(page.locator(heading))
    with opened(tabs, served, color_scheme="light") as (page, _):
        bright = colour(page.locator(heading))
        page.keyboard.press("d")
        assert colour(page.locator(heading)) == dark != bright
        page.keyboard.press("d")
        assert colour(page.locator(heading)) == bright
    with opened(tabs, served, "deck.html?theme=dark", color_scheme="light") as (page, _):
        assert colour(page.locator(heading)) == dark
        page.emulate_media(media="print")
        assert colour(page.locator(heading)) == bright


def test_a_tap_on_a_number_is_for_the_number_and_elsewhere_it_turns_the_slide(tabs: Tabs, served: str) -> None:
    with opened(tabs, served, "deck.html#3", has_touch=True) as (page, _):
        page.locator(".remark-visible mjx-math [data-q], .remark-visible span[data-q]").first.tap()
        assert page.evaluate("location.hash") == "#3"
        page.touchscreen.tap(1100, 500)
        assert page.evaluate("location.hash") == "#4"


def test_the_way_back_leads_to_the_chapter_and_is_not_printed(deck: Page, served: str) -> None:
    link = deck.locator(".chapter-link")
    assert link.evaluate("link => link.href") == f"{served}shell/index.html"
    assert link.is_visible()
    deck.emulate_media(media="print")
    assert not link.is_visible()
    deck.emulate_media(media="screen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_back_can_be_read_on_every_slide_and_beside_it_on_a_phone(
    tabs: Tabs, served: str, scheme: str
) -> None:
    with opened(tabs, served, color_scheme=scheme) as (page, _):
        page.set_viewport_size({"width": 844, "height": 390})
        for step in (1, 2, 3):  # the title, a section, a slide
            page.evaluate("step => { location.hash = `#${step}`; }", step)
            assert page.locator(f".remark-visible.remark-slide-container:nth-child({step})").count()
            assert contrasts(page, ".chapter-link")[0].ratio >= 4.5
