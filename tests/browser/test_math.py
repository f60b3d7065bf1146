"""MathJax in the book: each page typeset, also those that come without being loaded, and nothing else touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import digits_on_screen, formulas_gone_wrong

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE = " + ".join(["0.123456789"] * 20)
# What Material has ready before our scripts run: every page is announced to those who have subscribed.
MATERIAL = "window.document$ = { subscribe(visit) { window.nextPage = visit; visit(); } };"
CHAPTER = r"""<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="textbook/numbers.css"><script>%s</script>
<p id="prose">Raw TeX in code, \(x\), stays.</p>
<p>The error is <span class="arithmatex">\(\q{a/E}{-0.5} \approx \result{\q{a/F}{1.2 \times 10^{-5}}}\)</span>.</p>
<div class="arithmatex" style="width: 300px">\[ %s \]</div>
<script src="textbook/math.js"></script><script src="textbook/vendor/mathjax/tex-chtml.js"></script>"""


@pytest.fixture(scope="module", params=["material.html", "plain.html"])
def chapter(browser: Browser, site: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A chapter as Material shows it, and one of a site that announces no pages."""
    (site / request.param).write_text(CHAPTER % (MATERIAL if "material" in request.param else "", WIDE))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(f"{site.as_uri()}/{request.param}")
    page.wait_for_function("document.querySelectorAll('mjx-container').length === 2")
    assert all(url.startswith((site.as_uri(), "data:")) for url in asked), asked
    assert not any("/sre/" in url for url in asked), "speech takes seconds"
    yield page
    page.close()


def test_formulas_are_typeset_and_numbers_keep_their_keys(chapter: Page) -> None:
    assert formulas_gone_wrong(chapter) == []
    assert digits_on_screen(chapter) == [("a/E", "-0.5"), ("a/F", "1.2e-5")]


def test_tex_outside_of_formulas_is_left_alone(chapter: Page) -> None:
    assert chapter.locator("#prose").inner_text() == r"Raw TeX in code, \(x\), stays."


def test_screen_readers_get_mathml(chapter: Page) -> None:
    assert chapter.locator("mjx-assistive-mml math").count() == 2


def test_a_wide_formula_is_broken_into_lines(chapter: Page) -> None:
    wide = chapter.locator("div.arithmatex")
    assert wide.evaluate("box => box.scrollWidth") <= 300
    assert wide.bounding_box()["height"] > 100


def test_digits_are_real_text_and_not_drawn_by_the_style_sheet(chapter: Page) -> None:
    characters = chapter.locator("mjx-math [data-q] mjx-c")
    drawn = "all => all.map(c => getComputedStyle(c, '::before').content)"
    assert characters.count() == len("-0.5" + "1.2x10-5")
    assert set(characters.evaluate_all(drawn)) == {"none"}


def test_a_result_has_a_frame(chapter: Page) -> None:
    assert chapter.locator("mjx-math .result").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_a_page_that_is_swapped_in_is_typeset_too(browser: Browser, site: Path) -> None:
    (site / "swapped.html").write_text(CHAPTER % (MATERIAL, WIDE))
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/swapped.html")
    page.wait_for_function("document.querySelectorAll('mjx-container').length === 2")
    for number in ("0.25", "0.75"):
        page.evaluate(
            r"""number => {
              document.body.innerHTML = `<p class="arithmatex">\\(\\q{a/E}{${number}}\\)</p>`;
              nextPage();
            }""",
            number,
        )
        page.wait_for_function("document.querySelectorAll('mjx-container').length === 1")
        assert digits_on_screen(page) == [("a/E", number)]
    page.close()
