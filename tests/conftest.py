"""What all tests share: one headless Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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
