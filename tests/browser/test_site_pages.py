"""The pages of the book, wide and narrow, light and dark: whole, readable, asking nobody else for anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.drawing import TOUCHES
from tests.browser.looking import contrasts, cut_off, scrolled_sideways
from tests.browser.published import CHAPTER, INDEX, Visit, drifted, visit
from tests.browser.reading import decimals_without_a_key, formulas_gone_wrong
from tests.browser.tabs import Tabs

SCREENS = {"desk": (1280, "light"), "tablet": (768, "dark"), "phone": (390, "light")}
OPENED = "document.querySelectorAll('details').forEach(answer => { answer.open = true })"
TEXTS = {
    "formulas": "mjx-math, mjx-math [class*='k-']",
    "figures": ".worked-figure text, .worked-figure figcaption",
    "prose": "article :is(p, li, td, th, summary, h1 + p), article :is(h2, h3)",
    "links": "article a:not(.headerlink, .md-icon)",
    "listings": "article pre code, article pre span",
}


@pytest.fixture(scope="module", params=[(path, screen) for path in (INDEX, CHAPTER) for screen in SCREENS], ids=str)
def seen(tabs: Tabs, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A page on a screen, its answers opened."""
    path, screen = request.param
    width, scheme = SCREENS[screen]
    with visit(tabs, address, path, viewport={"width": width, "height": 800}, color_scheme=scheme) as visited:
        visited.page.evaluate(OPENED)
        yield visited


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(seen: Visit) -> None:
    assert seen.complaints == []


def test_every_formula_is_typeset(seen: Visit) -> None:
    assert formulas_gone_wrong(seen.page) == []
    text = seen.page.locator("body").inner_text()
    assert not any(sign in text for sign in (r"\(", r"\[", r"\q{", r"\frac", "{{", "???", "///", "==="))


def test_the_page_is_never_scrolled_sideways_and_nothing_on_it_is_cut_off(seen: Visit) -> None:
    assert not scrolled_sideways(seen.page)
    assert cut_off(seen.page) == []


def test_the_numbers_on_the_screen_are_those_of_the_ledger(seen: Visit, book: Path, address: str) -> None:
    assert drifted(seen.page, book, seen.page.url.removeprefix(address)) == []


def test_every_decimal_number_has_a_key(seen: Visit) -> None:
    assert decimals_without_a_key(seen.page) == []


def test_no_label_of_a_figure_touches_another(seen: Visit) -> None:
    assert seen.page.locator(".worked-figure svg").evaluate_all(f"(all) => all.flatMap({TOUCHES})") == []


@pytest.mark.parametrize("kind", TEXTS)
def test_what_is_read_stands_out_from_its_ground(seen: Visit, kind: str) -> None:
    assert [found for found in contrasts(seen.page, TEXTS[kind]) if found.ratio < 4.5] == []


SPOILT = """<!doctype html><article style="width: 300px; background: #777">
  <p style="overflow: hidden"><span style="white-space: nowrap">%s</span></p>
  <p style="overflow: auto"><span style="white-space: nowrap">%s</span></p>
  <p><span style="white-space: nowrap">%s</span></p>
  <div style="overflow: hidden; height: 8px"><span>Low</span></div>
  <span style="color: #888">pale</span> <span style="color: #fff; opacity: 0.5">faint</span> <span>clear</span>
</article>"""


def test_what_is_cut_off_or_pale_is_noticed(tabs: Tabs) -> None:
    with tabs.lent({"width": 390, "height": 800}) as page:
        page.set_content(SPOILT % ("clipped " * 20, "scrolled " * 20, "outside " * 20))
        assert scrolled_sideways(page)
        assert [told.split("'")[1].split()[0] for told in cut_off(page, "span")] == ["clipped", "outside", "Low"]
        assert [found.text for found in contrasts(page, "article > span") if found.ratio < 4.5] == ["pale", "faint"]
