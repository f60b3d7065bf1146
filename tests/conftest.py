"""What all tests share: one headless Chromium, and the book as it is published."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import bare_examples, publishing
from tests.bare_examples import Bare
from tests.publishing import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the pages under test: no calls home, which a closed network would refuse by the dozen, and no other host.
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")  # fmt: skip

TESTS = Path(__file__).parent
LONGEST_FIRST = ("browser/test_site_book", "browser/test_bare_examples", "drift/", "checks/test_formulas", "browser/")
"""The files, or folders of them, that take longest. The first two build what others wait for, each something else."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """So that several processes end at the same time, nothing long is left for the end."""
    items.sort(key=place_in_order)


def place_in_order(item: pytest.Item) -> int:
    name = item.path.relative_to(TESTS).as_posix()
    return next((place for place, start in enumerate(LONGEST_FIRST) if name.startswith(start)), len(LONGEST_FIRST))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from PATH, or else the one Playwright has installed. Without one: a failure in CI, a skip elsewhere."""
    from playwright.sync_api import sync_playwright  # takes a while, and most tests need no browser

    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, CHROMIUMS)), playwright.chromium.executable_path)
        if not Path(program).is_file():
            missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            missing("there is no Chromium here; `make browser` gets one")
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The real book as it is published."""
    return publishing.read(publishing.made_once(tmp_path_factory, "publication", publishing.publish))


@pytest.fixture(scope="session")
def published(publication: Publication) -> Path:
    """The folder of the site."""
    return publication.site


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Bare:
    """The examples without documents of their own, published."""
    return bare_examples.read(publishing.made_once(tmp_path_factory, "bare", bare_examples.publish))
