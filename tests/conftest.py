"""What all tests share: one headless Chromium, and the book as it is published."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import publishing
from tests.publishing import Publication

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the pages under test: no calls home, which a closed network would refuse by the dozen.
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


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
    """The real book as it is published, built once: the first worker that asks lets the others wait."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "publication"
    with (shared / "publication.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            being_made = shared / "being-made"
            being_made.mkdir()
            publishing.publish(being_made)
            being_made.rename(folder)
    return publishing.read(folder)


@pytest.fixture(scope="session")
def published(publication: Publication) -> Path:
    """The folder of the site."""
    return publication.site
