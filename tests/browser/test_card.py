"""Any number of a chapter or a figure answers, by mouse and by keyboard, and says how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import cards
from tests.browser.cards import NET, OUT, TEXTS, WEIGHT, agrees, beside, opened, seen, shown_key, value
from tests.browser.looking import contrasts
from tests.browser.published import CHAPTER, Visit, visit
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page

WINDOW = {"width": 1210, "height": 681}


@pytest.fixture(scope="module")
def entries(book: Path) -> dict[str, dict]:
    return cards.entries_of_the_chapter(book)


@pytest.fixture(scope="module")
def visited(tabs: Tabs, address: str) -> Iterator[Visit]:
    with visit(tabs, address, CHAPTER, viewport={"width": 1280, "height": 900}, color_scheme="light") as visited:
        yield visited
        assert visited.complaints == []  # nothing was asked of another host


@pytest.fixture
def chapter(visited: Visit) -> Page:
    """The chapter, no card open."""
    visited.page.mouse.move(2, 2)
    visited.page.mouse.click(2, 400)
    visited.page.wait_for_selector(".number-card", state="hidden")
    return visited.page


def test_a_number_that_is_hovered_tells_its_name_formula_and_proved_value(chapter: Page, entries: dict) -> None:
    number = seen(chapter, NET)
    number.hover()
    card = opened(chapter)
    assert beside(chapter, number) and agrees(value(card), entries[NET])
    assert card.locator(".title code").inner_text() == "net_o1"
    assert card.locator(".about").inner_text() == "total net input, round 1"
    assert card.locator(".kind").inner_text() == "proved"
    rows = card.locator(".display mjx-math")
    assert rows.count() == 1 and "0.40" in rows.inner_text() and "out" in rows.inner_text()
    assert card.locator(".tex:not(:has(mjx-container)), [data-mjx-error]").count() == 0
    assert card.get_attribute("role") == "dialog" and contrasts(chapter, TEXTS)[0].ratio >= 4.5
    assert card.evaluate("card => document.getElementById(card.getAttribute('aria-labelledby')).textContent")
    chapter.mouse.move(2, 2)
    card.wait_for(state="hidden")


def test_the_card_stays_while_the_pointer_is_on_it_and_its_steps_lead_to_a_line_of_the_example(
    chapter: Page, entries: dict
) -> None:
    seen(chapter, NET).hover()
    card = opened(chapter)
    for key in (OUT, "two-outputs/net_h1@1", WEIGHT):
        card.locator(f"[data-key='{key}']").click()
        chapter.wait_for_selector(f".number-card [data-value='{key}']")
        assert agrees(value(opened(chapter)), entries[key])
    assert card.locator(".kind").inner_text() == "given"
    assert card.locator(".place").inner_text() == entries[WEIGHT]["place"]
    assert card.locator(".line").inner_text().strip() == "- [0.15, 0.20]"
    card.locator(".back").click()
    chapter.wait_for_selector(".number-card [data-value='two-outputs/net_h1@1']")
    # A number of its formula leads on too.
    opened(chapter).locator(".display mjx-math [data-q='two-outputs/w2']").click()
    chapter.wait_for_selector(".number-card [data-value='two-outputs/w2']")
    chapter.keyboard.press("Escape")
    card.wait_for(state="hidden")


def test_by_keyboard_there_is_one_stop_a_block_and_the_card_gives_the_focus_back(chapter: Page, entries: dict) -> None:
    def count(selector: str) -> int:
        return chapter.evaluate("selector => document.querySelectorAll(selector).length", selector)

    stops, blocks = "article [data-q][tabindex='0']", ".md-content__inner > *:has([data-q])"
    assert count(stops) == count(blocks) < count("article [data-q]:not(mjx-math *)") / 3
    chapter.locator("h2#the-task .headerlink").focus()
    chapter.keyboard.press("Tab")
    focused = "document.activeElement.dataset.q"
    card = opened(chapter)
    assert chapter.evaluate(focused) == shown_key(card) == "two-outputs/i1"
    assert "i1, input, 0.05, given" in chapter.locator("[role=status].number-card-status").inner_text()
    chapter.keyboard.press("ArrowRight")
    chapter.wait_for_selector(".number-card [data-value='two-outputs/i2']")
    assert chapter.evaluate(focused) == "two-outputs/i2" and count(stops) == count(blocks)
    chapter.keyboard.press("Enter")
    chapter.wait_for_function("document.activeElement.matches('.number-card')")
    chapter.keyboard.press("ArrowRight")
    chapter.wait_for_selector(".number-card [data-value='two-outputs/target_o1']")
    opened(chapter)
    assert chapter.evaluate("document.activeElement.matches('.number-card')")
    chapter.keyboard.press("Escape")
    assert card.is_hidden() and chapter.evaluate(focused) == "two-outputs/target_o1"
    assert agrees("0.01", entries["two-outputs/target_o1"])


def test_tab_goes_through_the_card_and_back_to_the_number(chapter: Page) -> None:
    number = chapter.locator("article p span.q[tabindex='0']").first
    number.focus()
    assert number.get_attribute("role") == "button"
    chapter.keyboard.press("Enter")
    chapter.wait_for_function("document.activeElement.matches('.number-card')")
    links = opened(chapter).locator("a, button").count()
    for _ in range(links):
        chapter.keyboard.press("Tab")
        assert chapter.evaluate("document.activeElement.matches('.number-card :is(a, button)')")
    chapter.keyboard.press("Tab")
    assert number.evaluate("number => number === document.activeElement")


def test_a_number_of_a_figure_answers_by_mouse_and_by_keyboard(chapter: Page, entries: dict) -> None:
    number = chapter.locator(f"tspan[data-q='{OUT}']").first
    number.scroll_into_view_if_needed()
    number.hover()
    assert agrees(value(opened(chapter)), entries[OUT]) and beside(chapter, number)
    chapter.mouse.move(2, 2)
    chapter.locator(".number-card").wait_for(state="hidden")
    chapter.locator("tspan[data-q][tabindex='0']").first.focus()
    assert shown_key(opened(chapter)) == "two-outputs/i1"


def test_where_else_a_number_stands_is_a_way_there(chapter: Page, tabs: Tabs, address: str) -> None:
    seen(chapter, NET).click()
    links = opened(chapter).locator(".uses a").evaluate_all("links => links.map(link => link.href)")
    slides = [link for link in links if "deck.html#" in link]
    assert slides and len(slides) < len(links)
    with visit(tabs, address, slides[-1].removeprefix(address), viewport=WINDOW) as (page, _):
        assert page.locator(f".remark-visible .remark-slide-content [data-q='{NET}']").count()
    seen(chapter, "two-outputs/E_total@2").click()
    chapter.wait_for_selector(".number-card [data-value='two-outputs/E_total@2']")
    opened(chapter).locator(".uses a", has_text="Exercises").click()
    after = "document.querySelector('#exercises').compareDocumentPosition(document.querySelector('.q-now'))"
    chapter.wait_for_function(f"{after} & Node.DOCUMENT_POSITION_FOLLOWING")
    assert "#q:" in chapter.url
    marked = chapter.locator(".q-now")
    assert marked.get_attribute("data-q") == "two-outputs/E_total@2" and marked.is_visible()


def test_paper_has_no_card(chapter: Page) -> None:
    seen(chapter, NET).click()
    card = opened(chapter)
    chapter.emulate_media(media="print")
    assert card.is_hidden()
    chapter.emulate_media(media="screen")
