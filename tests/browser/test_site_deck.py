"""The deck of the book, from a folder and over HTTP: each slide whole and readable, presented, printed, in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.browser.drawing import TOUCHES
from tests.browser.looking import contrasts
from tests.browser.published import CHAPTER, DECK, ROOT, Visit, drifted, visit
from tests.browser.reading import SHOW_ALL_SLIDES, decimals_without_a_key, formulas_gone_wrong, overflowing_slides
from tests.browser.tabs import Tabs
from tests.browser.test_deck_shell import pages

ALL = ".remark-slides-area > .remark-slide-container"
WINDOW = {"width": 1210, "height": 681}
TEXTS = "mjx-math, [class*='k-'], figcaption, svg text, :is(h1, h2, p, li, td, th, a, code, code span)"


@pytest.fixture(scope="module", params=["file", "http"])
def deck(tabs: Tabs, book: Path, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    root = address if request.param == "http" else book.as_uri() + "/"
    scheme = {"file": "light", "http": "dark"}[request.param]
    with visit(tabs, root, DECK, viewport=WINDOW, color_scheme=scheme) as visited:
        yield visited


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(deck: Visit) -> None:
    assert deck.complaints == []


def test_every_formula_is_typeset_and_every_slide_fits(deck: Visit) -> None:
    assert formulas_gone_wrong(deck.page) == []
    assert overflowing_slides(deck.page) == []
    text = deck.page.locator(".remark-slides-area").inner_text()
    assert not any(sign in text for sign in (r"\(", r"\[", r"\q{", r"\frac", "{{", ".answer[", "-column["))


def test_the_numbers_on_the_slides_and_in_the_notes_are_those_of_the_ledger(deck: Visit, book: Path) -> None:
    assert drifted(deck.page, book, DECK) == []
    assert decimals_without_a_key(deck.page) == []


def test_the_steps_of_a_slide_show_the_first_numbers_of_the_whole_slide(deck: Visit) -> None:
    slides = deck.page.locator(ALL).evaluate_all(
        """slides => slides.map(slide => [slide.matches(".unfinished"),
          [...slide.querySelectorAll(".remark-slide-content [data-q]")]
            .filter(e => !e.closest("mjx-assistive-mml")).map(e => e.textContent)])"""
    )
    assert sum(is_step for is_step, _ in slides) > 10
    for (is_step, numbers), (_, following) in zip(slides, slides[1:], strict=False):
        assert not is_step or following[: len(numbers)] == numbers


def test_no_label_of_a_figure_touches_another(deck: Visit) -> None:
    deck.page.add_style_tag(content=SHOW_ALL_SLIDES)
    figures = deck.page.locator(".remark-slides-area .worked-figure svg")
    assert figures.count() >= 7
    assert figures.evaluate_all(f"(all) => all.flatMap({TOUCHES})") == []


def test_what_is_shown_stands_out_from_its_slide(deck: Visit) -> None:
    deck.page.add_style_tag(content=SHOW_ALL_SLIDES)
    found = contrasts(deck.page, f".remark-slides-area .remark-slide-content :is({TEXTS})")
    assert len(found) > 500 and found[0].ratio >= 4.5


def test_each_link_leads_to_a_file_of_the_site_or_to_a_source(deck: Visit, book: Path) -> None:
    links = set(deck.page.locator("a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))"))
    example = yaml.safe_load((ROOT / "content/3-two-outputs/example.yml").read_text(encoding="utf-8"))
    sources = {source["url"] for source in example["source"] if "url" in source}
    assert sources <= links
    inside = {link for link in links - sources if not link.startswith("#")}
    assert inside and all((book / CHAPTER / link.partition("#")[0]).resolve().is_file() for link in inside)


def test_each_step_of_a_slide_has_its_notes_and_the_presenter_sees_them_typeset(tabs: Tabs, book: Path) -> None:
    with visit(tabs, book.as_uri() + "/", DECK) as (page, _):
        assert page.locator(f"{ALL}.unfinished").count()
        assert all(text.strip() for text in page.locator(ALL).locator(".remark-slide-notes").all_text_contents())
        page.keyboard.press("p")
        for _ in range(20):
            visible = page.locator(f"{ALL}.remark-visible .remark-slide-notes")
            if visible.count():
                shown = page.locator(".remark-notes")
                assert shown.is_visible() and shown.text_content() == visible.text_content()
                assert shown.locator("mjx-container").count() == visible.locator("mjx-container").count()
            page.keyboard.press("ArrowRight")


def test_paper_gets_a_page_for_each_step_and_a_handout_one_for_each_slide(tabs: Tabs, book: Path) -> None:
    with visit(tabs, book.as_uri() + "/", DECK, viewport=WINDOW) as (page, _):
        steps = page.locator(ALL).count()
        slides = page.locator(f"{ALL}:not(.unfinished)").count()
        assert page.locator(f"{ALL} .remark-slide-number").last.text_content() == f"{slides} / {slides}"
        assert steps > slides
        assert pages(page) == steps
        page.evaluate("document.documentElement.classList.add('handout')")
        assert pages(page) == slides
