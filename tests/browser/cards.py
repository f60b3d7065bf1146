"""Reading the card of a number in a page of the book."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.published import CHAPTER, PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NET, OUT, WEIGHT = "two-outputs/net_o1@1", "two-outputs/out_h1@1", "two-outputs/w1"
TEXTS = ".number-card :is(p, span, strong, code, pre, button, a, mjx-math)"
MINUS = "\N{MINUS SIGN}"


def entries_of_the_chapter(book: Path) -> dict[str, dict]:
    """What the ledger says of each number of the chapter."""
    ledger = json.loads((book / "ledger.json").read_text(encoding="utf-8"))
    return {entry["key"]: entry for entry in ledger if entry["page"] == PAGES[CHAPTER]}


def seen(page: Page, key: str, inside: str = "article") -> Locator:
    """A number as it is seen."""
    return page.locator(f"{inside} [data-q='{key}']:not(mjx-assistive-mml *)").first


def opened(page: Page) -> Locator:
    """The card, once it stands and has faded in: what is half faded in is paler than it will be."""
    page.wait_for_function("""() => {
      const card = document.querySelector(".number-card");
      return getComputedStyle(card).visibility === "visible" && card.getClientRects().length
        && card.getAnimations().every(animation => animation.playState === "finished");
    }""")
    return page.locator(".number-card")


def value(card: Locator) -> str:
    return card.locator("[data-value]").inner_text().replace(MINUS, "-")


def shown_key(card: Locator) -> str:
    return card.locator("[data-value]").get_attribute("data-value")


def beside(page: Page, number: Locator) -> bool:
    """Whether the card is inside the window and leaves its number free."""
    card, at, window = opened(page).bounding_box(), number.bounding_box(), page.viewport_size
    inside = card["x"] >= 0 and card["y"] >= 0
    inside = inside and card["x"] + card["width"] <= window["width"] and card["y"] + card["height"] <= window["height"]
    return inside and (card["y"] >= at["y"] + at["height"] or card["y"] + card["height"] <= at["y"])


def agrees(shown: str, entry: dict) -> bool:
    """Whether the value on a card is the ledger's, which has more digits."""
    half = Decimal(f"0.5e-{len(shown.partition('.')[2])}")
    return abs(Decimal(shown) - Decimal(entry["value"])) <= half and len(shown.strip("-0.")) <= 13
