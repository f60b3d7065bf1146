"""The real book as its readers get it: built once, looked at from a folder or over HTTP, with all else out of reach."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from generator.project import Project, uri_of
from tests.browser.reading import await_formulas, numbers_in_order
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ROOT = Path(__file__).parents[2]
DESK = {"width": 1280, "height": 900}

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


class Server(SimpleHTTPRequestHandler):
    """Says nothing but that all except pages will stay as it is."""

    def log_message(self, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        is_page = Path(urlsplit(self.path).path).suffix in ("", ".html")
        self.send_header("Cache-Control", "no-store" if is_page else "max-age=3600, immutable")
        super().end_headers()


@contextmanager
def at_an_address(folder: Path) -> Iterator[str]:
    """The folder over HTTP."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@contextmanager
def visit(
    tabs: Tabs,
    root: str,
    path: str,
    spoil: Callable[[str], str] | None = None,
    viewport: Mapping[str, int] = DESK,
    **device: object,
) -> Iterator[Visit]:
    """A page below the address `root`. spoil: changes its source on the way to the browser. device: as for tabs."""
    with tabs.lent(viewport, **device) as page, heard(page, root) as complaints:
        if spoil:
            page.route(root + path, functools.partial(spoilt, spoil))
        page.goto(root + path)
        await_formulas(page)
        yield Visit(page, complaints)


def spoilt(spoil: Callable[[str], str], route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=spoil(answer.text()))


@contextmanager
def heard(page: Page, root: str) -> Iterator[list[str]]:
    """What goes wrong in a page. To ask for what is not below `root` is wrong, even where nobody answers."""
    complaints: list[str] = []
    told = {
        "request": lambda request: [] if request.url.startswith((root, "data:")) else [request.url],
        "requestfailed": lambda request: [f"failed: {request.url}"],
        "response": lambda answer: [] if answer.ok else [f"{answer.status}: {answer.url}"],
        "console": lambda message: [f"{message.type}: {message.text}"],
        "pageerror": lambda error: [str(error)],
    }
    listeners = {event: functools.partial(noted, complaints, what) for event, what in told.items()}
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield complaints
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


def noted(complaints: list[str], told: Callable[[object], list[str]], happened: object) -> None:
    complaints += told(happened)


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
