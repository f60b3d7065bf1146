"""Blocks of a slide begin where its text would, and a table without words in its head has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.opening import add, opened
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page

DECK = """
# References

- a book

---

# References

.small[
- a book
]

---

# Two things

| | |
| --- | --- |
| error | says which way |
"""
SLIDE = ".remark-slides-area .remark-slide-content"


@pytest.fixture(scope="module")
def blocks(tabs: Tabs, site: Path) -> Iterator[Page]:
    add(site, "blocks.html", DECK.lstrip())
    with opened(tabs, f"{site.as_uri()}/", "blocks.html") as (page, _):
        yield page


def test_small_text_begins_and_ends_where_text_does(blocks: Page) -> None:
    room = "list => [getComputedStyle(list).marginTop, getComputedStyle(list).marginBottom]"
    plain, small = (blocks.locator(SLIDE).nth(n).locator("ul").evaluate(room) for n in (0, 1))
    assert small == plain


def test_a_head_without_words_is_not_shown(blocks: Page) -> None:
    table = blocks.locator(SLIDE).nth(2).locator("table")
    shown = "part => getComputedStyle(part).display !== 'none'"
    assert table.locator("thead").evaluate(shown) is False and table.locator("tbody").evaluate(shown) is True
