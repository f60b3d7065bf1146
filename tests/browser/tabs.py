"""Tabs of the browser, used again and again: a tab that has shown a page before shows the next in half the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* a page without an origin */ } }"
NOWHERE = (-10, -10)


class Tabs:
    """Tabs that are empty, and wait for somebody."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.waiting: list[Page] = []

    @contextmanager
    def lent(
        self,
        viewport: Mapping[str, int],
        color_scheme: str = "light",
        reduced_motion: str = "no-preference",
        **device: object,
    ) -> Iterator[Page]:
        """An empty tab, in which nothing is left of earlier pages. A device of another kind, such as a phone that is
        touched, gets one of its own."""
        tab = self.waiting.pop() if self.waiting and not device else self.browser.new_context(**device).new_page()
        tab.set_viewport_size(viewport)
        tab.emulate_media(media="null", color_scheme=color_scheme, reduced_motion=reduced_motion)
        try:
            yield tab
        finally:
            if device:
                tab.context.close()
            else:
                emptied(tab)
                self.waiting.append(tab)


def emptied(tab: Page) -> None:
    tab.unroute_all()
    tab.evaluate(FORGET)
    tab.goto("about:blank")
    tab.mouse.move(*NOWHERE)
