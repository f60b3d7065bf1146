"""A published site for the tests in a browser, without the book: a deck beside an empty chapter."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.assets import vendored
from tests.browser.opening import DECK, TEMPLATES, add, opened

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


@pytest.fixture(scope="module")
def deck(browser: Browser, site: Path) -> Iterator[Page]:
    """The deck, open from the folder."""
    page = opened(browser, site.as_uri()).page
    yield page
    page.context.close()
