"""The default walk-through on the screen: every formula typeset, no slide too full, no page wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.bare_examples import BARE, bare_book, slug
from tests.browser.published import at_an_address, visit
from tests.browser.reading import formulas_gone_wrong, overflowing_slides

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EACH = pytest.mark.parametrize("name", BARE)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = bare_book(tmp_path_factory.mktemp("bare"))
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)  # a preview: other tests hear the witnesses
    build(config)
    with at_an_address(root / "site") as address:
        yield address


@EACH
def test_the_deck_fits_its_slides(browser: Browser, address: str, name: str) -> None:
    with visit(browser, address, f"{slug(name)}/deck.html") as (page, complaints):
        assert (formulas_gone_wrong(page), overflowing_slides(page), list(complaints)) == ([], [], [])


@EACH
def test_the_chapter_fits_a_phone(browser: Browser, address: str, name: str) -> None:
    with visit(browser, address, f"{slug(name)}/", viewport={"width": 390, "height": 844}) as (page, complaints):
        assert (formulas_gone_wrong(page), list(complaints)) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        wide = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
        assert page.eval_on_selector_all("article .md-typeset__scrollwrap", wide) == []
