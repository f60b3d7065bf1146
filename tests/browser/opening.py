"""Opening decks in the browser, where whatever leaves the site fails."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2

from generator.documents import decks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "templates"
PAGE = jinja2.Template((TEMPLATES / "deck.html").read_text(encoding="utf-8"))

DECK = (HERE / "deck.md").read_text(encoding="utf-8")
SLIDES, STEPS = 13, 3


class Opened(NamedTuple):
    """A deck in the browser, and what it asked for that is not in the site, or said on the console."""

    page: Page
    complaints: list[str]


def add(site: Path, name: str, source: str) -> None:
    """Publish a deck in the folder shell/ of the site."""
    page = decks.assemble(source, file="deck.md", page=PAGE, title="A deck", root="..")
    (site / "shell" / name).write_text(page, encoding="utf-8")


def opened(browser: Browser, root: str, name: str = "deck.html", **context: object) -> Opened:
    """A deck of the site at the address `root`, ready."""
    complaints: list[str] = []
    page = browser.new_context(viewport={"width": 1210, "height": 681}, **context).new_page()

    def gate(route: Route) -> None:
        if route.request.url.startswith(root):
            return route.continue_()
        complaints.append(route.request.url)
        return route.abort()

    page.route("**/*", gate)
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{root}/shell/{name}")
    page.evaluate("deckReady")
    return Opened(page, complaints)


def slide(page: Page, heading: str) -> Locator:
    """The last step of a slide."""
    return page.locator(".remark-slides-area .remark-slide-content", has_text=heading).last


def colour(locator: Locator) -> str:
    return locator.evaluate("element => getComputedStyle(element).color")
