"""What a reader does with the chapter: switches tabs, opens answers, runs the program, goes to the slides, searches."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import contrasts
from tests.browser.published import CHAPTER, DECK, DESK, INDEX, visit
from tests.browser.reading import await_formulas, formulas_gone_wrong
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

SEEN = "parts => parts.map(part => part.checkVisibility())"
HEIGHTS = "boxes => boxes.map(box => Math.round(box.getBoundingClientRect().height))"


@pytest.fixture(scope="module")
def chapter(tabs: Tabs, address: str) -> Iterator[Page]:
    with visit(tabs, address, CHAPTER) as (page, _):
        yield page


def test_one_of_two_programs_is_shown_and_a_key_switches_to_the_other(chapter: Page) -> None:
    programs = chapter.locator(".tabbed-block")
    assert programs.evaluate_all(SEEN) == [True, False]
    chapter.locator(".tabbed-set input").first.focus()
    chapter.keyboard.press("ArrowRight")
    assert programs.evaluate_all(SEEN) == [False, True]
    chapter.locator(".tabbed-labels label", has_text="NumPy").click()
    chapter.wait_for_function("document.querySelector('.tabbed-block').checkVisibility()")
    assert programs.evaluate_all(SEEN) == [True, False]


@pytest.mark.parametrize("program", [0, 1], ids=["NumPy", "Plain Python"])
def test_a_program_copied_from_the_screen_runs_to_the_error_of_the_book(
    chapter: Page, book: Path, program: int
) -> None:
    names: dict[str, object] = {}
    exec(chapter.locator(".tabbed-block pre code").nth(program).text_content(), names)
    ledger = json.loads((book / "ledger.json").read_text(encoding="utf-8"))
    [error] = {entry["value"] for entry in ledger if entry["key"] == "two-outputs/E_total@10000"}
    assert names["errors"][-1] == pytest.approx(float(error), rel=1e-12)


def test_an_answer_is_hidden_until_a_key_opens_it(chapter: Page) -> None:
    answers = chapter.locator("article details")
    assert answers.count() >= 3
    assert set(answers.locator(":scope > :not(summary)").evaluate_all(SEEN)) == {False}
    answers.nth(1).locator("summary").focus()
    chapter.keyboard.press("Enter")
    assert set(answers.nth(1).locator(":scope > :not(summary)").evaluate_all(SEEN)) == {True}


def test_a_formula_in_an_answer_is_set_as_if_it_had_never_been_hidden(tabs: Tabs, address: str) -> None:
    def heights(spoil: Callable[[str], str] | None = None) -> list[int]:
        with visit(tabs, address, CHAPTER, spoil, viewport={"width": 390, "height": 800}) as (page, _):
            page.evaluate("document.querySelectorAll('details').forEach(answer => { answer.open = true })")
            return page.locator("article details div.arithmatex").evaluate_all(HEIGHTS)

    assert heights() == heights(lambda source: source.replace("<details", "<details open")) != []


def test_the_palette_is_chosen_against_that_of_the_system(chapter: Page) -> None:
    toggle = chapter.locator("[data-md-component=palette] label:visible")
    toggle.click()
    chapter.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    found = contrasts(chapter, "mjx-math, mjx-math [class*='k-'], .worked-figure text")
    assert len(found) > 300 and min(found).ratio >= 4.5
    toggle.click()
    chapter.wait_for_function("document.body.dataset.mdColorScheme === 'default'")


def test_the_edit_link_leads_to_what_an_author_edits(chapter: Page) -> None:
    assert chapter.get_by_title("Edit this page").get_attribute("href").endswith("/content/3-two-outputs/chapter.md")


def test_each_link_that_stays_in_the_site_leads_somewhere(chapter: Page, book: Path, address: str) -> None:
    links = chapter.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    assert address + DECK in links and address in links
    for link in links:
        path, _, anchor = link.partition("#")
        if path == address + CHAPTER:
            assert chapter.locator(f"[id='{anchor}']").count() == 1 or not anchor
        elif path.startswith(address):
            found = book / path.removeprefix(address)
            assert found.is_file() or (found / "index.html").is_file(), link


def test_from_chapter_to_deck_and_back_again(tabs: Tabs, address: str) -> None:
    with visit(tabs, address, CHAPTER) as (page, complaints):
        page.get_by_role("link", name="the deck of this chapter").click()
        page.wait_for_url(f"{address}{DECK}*")
        await_formulas(page)
        page.locator(".chapter-link").click()
        page.wait_for_url(f"{address}{CHAPTER}index.html")
        await_formulas(page)
        page.go_back()
        page.wait_for_url(f"{address}{DECK}*")
        await_formulas(page)
        assert page.locator(".remark-visible h1").is_visible() and formulas_gone_wrong(page) == []
        # What was still on its way when the reader left has failed.
        assert [told for told in complaints if not told.startswith("failed:")] == []


def test_a_reader_finds_a_number_and_not_its_key(tabs: Tabs, address: str) -> None:
    with visit(tabs, address, INDEX) as (page, complaints):
        page.locator("[data-md-component=search-query]").click()
        # At once: lunr stumbles over some first digits of numbers where a site has very many (olivernn/lunr.js, 279).
        page.keyboard.insert_text("0.298371109")
        page.keyboard.press("End")
        found = page.locator("a.md-search-result__link")
        found.first.wait_for()
        assert found.first.evaluate("link => link.href").startswith(address + CHAPTER)
        text = " ".join(found.all_inner_texts())
        assert "0.298371109" in text
        assert not any(sign in text for sign in (r"\q{", "data-q", "two-outputs/E_total"))
        assert complaints == []


def test_a_number_is_marked_for_who_comes_from_the_search_and_formulas_are_typeset_all_the_same(
    tabs: Tabs, address: str
) -> None:
    with tabs.lent(DESK) as page:
        late: list[Route] = []
        page.route("**/a11y/assistive-mml.js", lambda route: late.append(route))
        page.goto(f"{address}{CHAPTER}?h=0.298371109", wait_until="domcontentloaded")
        page.locator("article mark").first.wait_for()
        late[0].continue_()
        await_formulas(page)
        assert formulas_gone_wrong(page) == []
