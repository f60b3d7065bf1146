"""The real book as its readers get it: built once, looked at from a folder or over HTTP, with all else out of reach."""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.project import Project, uri_of
from tests.browser.reading import await_formulas, numbers_in_order

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]

INDEX, CHAPTER, DECK = "", "two-outputs/", "two-outputs/deck.html"
SLUGS = [folder.name.partition("-")[2] for folder in Project(ROOT).example_folders()]
PAGES = {
    **{uri_of(page).removesuffix(".md") + "/": uri_of(page) for page in Project(ROOT).pages()[1:]},
    INDEX: "index.md",
    **{f"{slug}/": f"{slug}.md" for slug in SLUGS},
    **{f"{slug}/deck.html": f"{slug}/deck.html" for slug in SLUGS},
}
"""From the address of a page to its name in the ledger."""


class Visit(NamedTuple):
    """A page of the book, typeset, and what it asked for that is not in the site, or said on the console."""

    page: Page
    complaints: list[str]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def at_an_address(folder: Path) -> Iterator[str]:
    """The folder over HTTP."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@contextmanager
def visit(
    browser: Browser, root: str, path: str, spoil: Callable[[str], str] | None = None, **context: object
) -> Iterator[Visit]:
    """A page below the address `root`. spoil: changes its source on the way to the browser."""
    complaints: list[str] = []
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}).new_page()

    def stop(route: Route) -> None:
        complaints.append(route.request.url)
        route.abort()

    def spoilt(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=spoil(answer.text()))

    page.route(re.compile(rf"^(?!{re.escape(root)}|data:)"), stop)
    if spoil:
        page.route(root + path, spoilt)
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on("response", lambda answer: complaints.append(f"{answer.status}: {answer.url}") if not answer.ok else None)
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(root + path)
        await_formulas(page)
        yield Visit(page, complaints)
    finally:
        page.context.close()


def drifted(page: Page, book: Path, path: str) -> list[tuple[str, str, str | None, str]]:
    """Where a page and its part of the ledger differ: key and number of the ledger, key and number of the page."""
    ledger = json.loads((book / "ledger.json").read_text(encoding="utf-8"))
    entries = [(entry["key"], entry["printed"]) for entry in ledger if entry["page"] == PAGES[path]]
    found = numbers_in_order(page)
    assert len(found) == len(entries) > 0
    return [
        (*entry, key, number)
        for entry, (key, number) in zip(entries, found, strict=True)
        if (key or entry[0], number) != entry
    ]
