"""Every chapter and every deck of the book on a screen: formulas typeset, nothing cut off, the ledger's numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.looking import scrolled_sideways
from tests.browser.published import CHAPTER, SLUGS, drifted, visit
from tests.browser.reading import formulas_gone_wrong, overflowing_slides
from tests.browser.tabs import Tabs

OTHERS = [slug for slug in SLUGS if f"{slug}/" != CHAPTER]
"""The chapter on two outputs has tests of its own."""


@pytest.mark.parametrize("slug", OTHERS)
def test_a_chapter_is_whole_on_a_phone(tabs: Tabs, book: Path, address: str, slug: str) -> None:
    with visit(tabs, address, f"{slug}/", viewport={"width": 390, "height": 844}) as (page, complaints):
        assert (formulas_gone_wrong(page), complaints) == ([], [])
        assert not scrolled_sideways(page)
        assert drifted(page, book, f"{slug}/") == []


@pytest.mark.parametrize("slug", OTHERS)
def test_a_deck_keeps_to_its_slides(tabs: Tabs, book: Path, address: str, slug: str) -> None:
    with visit(tabs, address, f"{slug}/deck.html") as (page, complaints):
        assert (formulas_gone_wrong(page), overflowing_slides(page), complaints) == ([], [], [])
        assert drifted(page, book, f"{slug}/deck.html") == []
