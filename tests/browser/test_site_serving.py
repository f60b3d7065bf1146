"""`mkdocs serve` as an author has it open in a browser: the page renews itself, and tells of a fault by itself."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.published import ROOT
from tests.small_books import line_of, replaced
from tests.test_serving import free_port, start

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SOON = 40.0
"""Seconds from saving a file to seeing what is new. It takes three to seven on an idle machine; beside other tests on
all of its processors, several times that."""

READ = "4-gradient-descent"
"""A chapter that refers to no other."""

HEADING = "heading => document.querySelector('article h1')?.textContent.startsWith(heading)"
NUMBER = "([key, number]) => document.querySelector(`article [data-q='${key}']`)?.textContent === number"
WORDS = "words => document.querySelector('article')?.textContent.includes(words)"
BAR = "words => document.querySelector('.textbook-error')?.innerText.includes(words)"
NO_BAR = "() => document.querySelector('mjx-math') && !document.querySelector('.textbook-error')"


@dataclass(frozen=True)
class Author:
    """An author with a copy of the book and its chapter open in the browser."""

    content: Path
    page: Page

    def sees(self, what: str, argument: object = None) -> None:
        """What is awaited comes soon, and without anyone touching the browser."""
        started = time.monotonic()
        self.page.wait_for_function(what, arg=argument, timeout=SOON * 1000)
        print(f"{time.monotonic() - started:.2f} s")


@pytest.fixture(scope="module")
def author(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Author]:
    root = tmp_path_factory.mktemp("author")
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(ROOT / "content" / READ, root / "content" / READ)
    (root / "content" / "index.md").write_text("# A book\n", encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    port = free_port()
    process = start(root, ROOT / "generator", port, root / "log")
    page = browser.new_page()
    try:
        address = f"http://127.0.0.1:{port}/{READ.partition('-')[2]}/"
        await_answer(address, within=120)
        page.goto(address)
        page.wait_for_function(NO_BAR)
        yield Author(root / "content" / READ, page)
    finally:
        page.close()
        process.terminate()
        process.wait(10)


def await_answer(address: str, within: float) -> None:
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            urlopen(address, timeout=SOON).close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing at {address} within {within} s")


def test_a_new_title_in_the_example_comes_into_the_browser(author: Author) -> None:
    replaced(author.content / "example.yml", "title: Gradient descent, and", "title: The way down, and")
    author.sees(HEADING, "The way down, and where")


def test_new_digits_come_into_the_browser(author: Author) -> None:
    author.sees(NUMBER, ["gradient-descent/E_total@2", "0.005635"])
    replaced(author.content / "example.yml", "chapter: 6 decimals", "chapter: 7 decimals")
    author.sees(NUMBER, ["gradient-descent/E_total@2", "0.0056354"])


def test_new_words_of_the_chapter_come_into_the_browser(author: Author) -> None:
    replaced(author.content / "chapter.md", "Two questions are behind this.", "It raises two questions.")
    author.sees(WORDS, "It raises two questions.")


def test_a_fault_is_told_in_the_browser_until_it_is_mended(author: Author) -> None:
    example = author.content / "example.yml"
    replaced(example, "rounds: 30", "rounds: many")
    author.sees(BAR, f"content/{READ}/example.yml:{line_of(example, 'rounds: many')}")
    bar = author.page.locator(".textbook-error")
    assert bar.is_visible() and "many" in bar.inner_text()
    assert author.page.locator("article h1").is_visible(), "the last good version stands above"
    replaced(example, "rounds: many", "rounds: 30")
    author.sees(NO_BAR)
