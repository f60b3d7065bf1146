"""What is looked at in a browser: a site without the book, a deck beside an empty chapter; and the book itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.assets import vendored
from tests.browser.drawing import Show, shown
from tests.browser.opening import DECK, TEMPLATES, add, opened
from tests.browser.published import DESK, at_an_address
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder: textbook/ as it is published, shell/index.html, shell/deck.html, and what tests add."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(TEMPLATES / "browser", site / "textbook")
    for name, path in vendored().items():
        (site / "textbook/vendor" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "textbook/vendor" / name).symlink_to(path)
    (site / "shell").mkdir()
    (site / "shell/index.html").write_text("<title>The chapter</title>", encoding="utf-8")
    add(site, "deck.html", DECK)
    return site


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The same over HTTP."""
    with at_an_address(site) as address:
        yield address


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture(scope="module")
def deck(tabs: Tabs, served: str) -> Iterator[Page]:
    """The deck, open in a tab."""
    with opened(tabs, served) as (page, _):
        yield page


@pytest.fixture(scope="module")
def show(tabs: Tabs) -> Iterator[Show]:
    """Puts figures on a page of the book, each time in the same tab."""
    with tabs.lent(DESK) as tab:
        yield partial(shown, tab)


@pytest.fixture(scope="session")
def book(published: Path) -> Path:
    """The real book as `mkdocs build --strict` publishes it."""
    return published


@pytest.fixture(scope="session")
def address(book: Path) -> Iterator[str]:
    """The same over HTTP."""
    with at_an_address(book) as address:
        yield address
