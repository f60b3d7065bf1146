"""The card of a number on a phone, in a deck, from a folder; and the page without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.cards import NET, OUT, TEXTS, agrees, beside, entries_of_the_chapter, opened, seen, shown_key, value
from tests.browser.looking import contrasts
from tests.browser.published import CHAPTER, DECK, visit
from tests.browser.tabs import Tabs

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
WINDOW = {"width": 1210, "height": 681}


@pytest.fixture(scope="module")
def entries(book: Path) -> dict[str, dict]:
    return entries_of_the_chapter(book)


def test_a_tap_on_a_phone_opens_the_card_and_a_tap_beside_it_closes_it(
    tabs: Tabs, address: str, entries: dict
) -> None:
    with visit(tabs, address, CHAPTER, **PHONE, color_scheme="dark", reduced_motion="reduce") as (page, complaints):
        for key, inside in ((NET, "article"), (OUT, "article figure")):
            number = seen(page, key, inside)
            number.tap()
            card = opened(page)
            assert beside(page, number) and agrees(value(card), entries[key])
            assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
            assert card.locator(".neighbours").count() == 1
            page.touchscreen.tap(4, 64 if card.bounding_box()["y"] > 80 else 772)
            assert card.is_hidden()
        number.tap()
        assert opened(page).evaluate("card => getComputedStyle(card).animationName") == "none"
        assert contrasts(page, TEXTS)[0].ratio >= 4.5
        assert complaints == []


def test_in_a_deck_the_arrows_turn_slides_unless_the_card_has_the_focus(
    tabs: Tabs, book: Path, entries: dict
) -> None:
    # From a folder, where no data may be fetched.
    with visit(tabs, book.as_uri() + "/", DECK, viewport=WINDOW, color_scheme="dark") as (page, complaints):
        slides = ".remark-slides-area > .remark-slide-container"
        find = "(slides, content) => 1 + slides.findIndex(slide => slide.querySelector(content))"
        step = page.locator(slides).evaluate_all(find, f".remark-slide-content [data-q='{NET}']")
        page.evaluate(f"location.hash = '#{step}'")
        number = seen(page, NET, ".remark-visible .remark-slide-content")
        number.hover()
        card = opened(page)
        assert beside(page, number) and agrees(value(card), entries[NET])
        assert contrasts(page, TEXTS)[0].ratio >= 4.5
        page.emulate_media(color_scheme="light")
        assert contrasts(page, TEXTS)[0].ratio >= 4.5
        assert page.locator(".remark-visible .remark-slide-content [tabindex='0']").count() == 1
        page.locator(".remark-visible .remark-slide-content [tabindex='0']").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.matches('.number-card')")
        first = shown_key(card)
        page.keyboard.press("ArrowRight")
        page.wait_for_function("key => document.querySelector('[data-value]').dataset.value !== key", arg=first)
        assert page.evaluate("location.hash") == f"#{step}"
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("location.hash") == f"#{step + 1}" and card.is_hidden()
        assert complaints == []


def test_in_a_deck_a_tap_beside_the_card_turns_no_slide(tabs: Tabs, address: str) -> None:
    with visit(tabs, address, f"{DECK}#10", **PHONE) as (page, _):
        page.locator(".remark-visible .remark-slide-content [data-q]:not(mjx-assistive-mml *)").first.tap()
        card = opened(page)
        page.touchscreen.tap(380, 20)
        card.wait_for(state="hidden")
        assert page.evaluate("location.hash") == "#10"
        page.touchscreen.tap(380, 20)
        assert page.evaluate("location.hash") == "#11"


def test_without_javascript_the_page_is_whole(tabs: Tabs, address: str, entries: dict) -> None:
    with tabs.lent(WINDOW, java_script_enabled=False) as page:
        page.goto(address + CHAPTER)
        text = page.locator("article").inner_text()
        assert entries["two-outputs/E_total@2"]["printed"] in text and page.locator(".number-card").count() == 0
        assert re.search(r"\\q\{two-outputs/net_o1@1\}\{1\.105905967\}", text)


def test_a_number_whose_formula_is_long_is_a_short_step_too(tabs: Tabs, address: str) -> None:
    with visit(tabs, address, "gradient-descent/", **PHONE) as (page, _):
        seen(page, "gradient-descent/target_o1").tap()
        card = opened(page)
        steps = card.locator(".step")
        assert steps.count() > 3 and steps.first.locator("mjx-container").count() == 1
        assert max(steps.evaluate_all("steps => steps.map(step => step.offsetWidth)")) < 220
        assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
        assert all(step.inner_text().strip() for step in steps.all() if not step.locator("mjx-container").count())
