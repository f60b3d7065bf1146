"""A small deck of its own, opened in the browser."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from generator.documents import decks
from tests.browser.published import Visit, visit
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "templates"
PAGE = jinja2.Template((TEMPLATES / "deck.html").read_text(encoding="utf-8"))

DECK = (HERE / "deck.md").read_text(encoding="utf-8")
SLIDES, STEPS = 13, 3
WINDOW = {"width": 1210, "height": 681}


def add(site: Path, name: str, source: str) -> None:
    """Publish a deck in the folder shell/ of the site."""
    page = decks.assemble(source, page=PAGE, title="A deck", root="..")
    (site / "shell" / name).write_text(page, encoding="utf-8")


def opened(tabs: Tabs, root: str, name: str = "deck.html", **device: object) -> AbstractContextManager[Visit]:
    """A deck of the site at the address `root`, ready."""
    return visit(tabs, root, f"shell/{name}", viewport=WINDOW, **device)


def slide(page: Page, heading: str) -> Locator:
    """The last step of a slide."""
    return page.locator(".remark-slides-area .remark-slide-content", has_text=heading).last


def colour(locator: Locator) -> str:
    return locator.evaluate("element => getComputedStyle(element).color")
