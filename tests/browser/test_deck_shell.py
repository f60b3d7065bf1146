"""A deck as a whole in the browser: alone in the world, presented, printed, in the dark, on a phone."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.opening import SLIDES, STEPS, add, colour, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_deck_needs_nothing_from_outside_the_site(browser: Browser, site: Path, served: str, scheme: str) -> None:
    page, complaints = opened(browser, site.as_uri() if scheme == "file" else served)
    assert complaints == []
    assert page.evaluate("document.documentElement.dataset.ready") == "yes"
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert "MJX-NCM-N" in "".join(loaded)
    page.context.close()


def test_the_gate_notices_who_leaves_the_site(browser: Browser, site: Path) -> None:
    add(site, "leaving.html", "# A picture\n\n![](http://example.invalid/picture.png)\n")
    page, complaints = opened(browser, site.as_uri(), "leaving.html")
    assert "http://example.invalid/picture.png" in complaints
    page.context.close()


def test_presenter_mode_shows_the_notes_with_typeset_formulas(browser: Browser, site: Path) -> None:
    page = opened(browser, site.as_uri(), "deck.html#1").page
    page.keyboard.press("p")
    notes = page.locator(".remark-notes")
    assert notes.is_visible()
    assert notes.locator("mjx-container").count() == 1 and "Greet the room" in notes.inner_text()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert notes.locator("mjx-container").count() == 3
    assert page.locator(".remark-preview-area mjx-container").count() == 1
    page.context.close()


def test_printing_gives_a_page_for_every_slide_and_step(deck: Page) -> None:
    assert pages(deck) == SLIDES + STEPS


def test_after_printing_the_slides_fill_the_window_again(deck: Page) -> None:
    pages(deck)
    assert deck.locator(".remark-visible .remark-slide").bounding_box()["width"] == 1210


def test_a_handout_has_each_slide_once_with_all_its_steps(browser: Browser, site: Path) -> None:
    page = opened(browser, site.as_uri(), "deck.html?handout").page
    assert pages(page) == SLIDES
    page.keyboard.press("p")
    assert pages(page) == SLIDES  # now sheets of paper with the notes
    page.emulate_media(media="print")
    assert page.locator(".remark-slides-area .remark-slide-notes").first.is_visible()
    page.context.close()


def pages(page: Page) -> int:
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_steps_share_the_number_of_their_slide(deck: Page) -> None:
    numbers = deck.locator(".remark-slides-area .remark-slide-number").all_text_contents()
    assert numbers[2:8] == ["3 / 13", "4 / 13", "4 / 13", "4 / 13", "5 / 13", "6 / 13"]
    assert numbers[-1] == "13 / 13"


def test_dark_comes_from_the_system_the_address_and_a_key_but_never_to_paper(browser: Browser, site: Path) -> None:
    light = opened(browser, site.as_uri(), color_scheme="light").page
    system = opened(browser, site.as_uri(), color_scheme="dark").page
    chosen = opened(browser, site.as_uri(), "deck.html?theme=dark", color_scheme="light").page
    heading = ".remark-visible h1"
    bright, dark = colour(light.locator(heading)), colour(system.locator(heading))
    assert bright != dark == colour(chosen.locator(heading))
    light.keyboard.press("d")
    assert colour(light.locator(heading)) == dark
    light.keyboard.press("d")
    assert colour(light.locator(heading)) == bright
    chosen.emulate_media(media="print")
    assert colour(chosen.locator(heading)) == bright
    for page in (light, system, chosen):
        page.context.close()


def test_a_tap_on_a_number_is_for_the_number_and_elsewhere_it_turns_the_slide(browser: Browser, site: Path) -> None:
    page = opened(browser, site.as_uri(), "deck.html#3", has_touch=True).page
    page.locator(".remark-visible mjx-math [data-q], .remark-visible span[data-q]").first.tap()
    assert page.evaluate("location.hash") == "#3"
    page.touchscreen.tap(1100, 500)
    assert page.evaluate("location.hash") == "#4"
    page.context.close()


def test_the_way_back_leads_to_the_chapter_and_is_not_printed(deck: Page, site: Path) -> None:
    link = deck.locator(".chapter-link")
    assert link.evaluate("link => link.href") == (site / "shell/index.html").as_uri()
    assert link.is_visible()
    deck.emulate_media(media="print")
    assert not link.is_visible()
    deck.emulate_media(media="screen")
