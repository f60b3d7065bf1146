"""Decks on the screen: remark keeps what was written, and every slide fits. A browser shows it, if there is one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from generator.checks.published.site import as_in_the_ledger
from generator.documents import slides
from generator.documents.ledger import Entry
from generator.errors import Problem

KIND = "deck"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
COPIES = "mjx-assistive-mml, .remark-notes-area, .remark-preview-area, .unfinished"
READY = """async () => {
  if (window.deckReady) await window.deckReady;
  await window.mathReady;
  await document.fonts.ready;
  const last = [...document.querySelectorAll(".arithmatex:not(figcaption)")].at(-1);
  return !last || last.querySelector("mjx-container");
}"""
NUMBERS = """copies => [...document.querySelectorAll("[data-q]")].filter(e => !e.closest(copies))
  .map(e => [e.dataset.q, e.textContent])"""
SHOW_ALL = ".remark-slides-area .remark-slide-container { display: block !important }"
TOO_LARGE = """slides => slides.map((slide, index) => {
  const style = getComputedStyle(slide), frame = slide.getBoundingClientRect(), scale = frame.width / slide.offsetWidth;
  const boxes = selector => [...slide.querySelectorAll(selector)].map(part => part.getBoundingClientRect());
  const blocks = boxes(":scope > :not(.remark-slide-number), .columns > * > *");
  const bottom = Math.max(...blocks.map(box => box.bottom), ...boxes("mjx-container").map(box => box.bottom));
  const right = Math.max(...blocks.map(box => box.right), ...boxes("mjx-math, td").map(box => box.right));
  return [index, slide.querySelector("h1, h2")?.textContent ?? "a slide without a heading",
    Math.round((bottom - frame.bottom) / scale + parseFloat(style.paddingBottom)),
    Math.round((right - frame.right) / scale + parseFloat(style.paddingRight))];
}).filter(([index, heading, high, wide]) => high > 1 || wide > 1)"""


class Book(Protocol):
    files: tuple
    documents: tuple


def findings(book: Book) -> tuple[list[Problem], Mapping[str, str]]:
    """What is wrong with the decks of a book as a browser shows them, and why they could not be shown, if so."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return [], {"decks on the screen": "no browser (Playwright is not installed)"}
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, CHROMIUMS)), playwright.chromium.executable_path)
        if not Path(program).is_file():
            return [], {"decks on the screen": "no browser (there is no Chromium)"}
        try:
            chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        except Error as error:
            return [], {"decks on the screen": f"no browser ({str(error).splitlines()[0]})"}
        found = list(on_the_screen(chromium, book))
        chromium.close()
    return found, {}


def on_the_screen(chromium: object, book: Book) -> Iterator[Problem]:
    """What is wrong with the decks of a book in a browser of Playwright's."""
    with tempfile.TemporaryDirectory(prefix="decks-") as folder:
        for file in book.files:
            target = Path(folder, file.uri)
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.path is None:
                target.write_text(file.text, encoding="utf-8", newline="\n")
            else:
                shutil.copyfile(file.path, target)
        for deck in (document for document in book.documents if document.file.uri.endswith(".html")):
            yield from shown(chromium, Path(folder), deck)


def shown(chromium: object, folder: Path, deck: object) -> Iterator[Problem]:
    """What is wrong with one deck."""
    source = str(deck.file.source)
    page = chromium.new_context(viewport={"width": 1210, "height": 681}).new_page()
    page.goto((folder / deck.file.uri).as_uri())
    page.wait_for_function(READY)
    numbers = [(key, as_in_the_ledger(text)) for key, text in page.evaluate(NUMBERS, COPIES)]
    yield from beside_the_ledger(numbers, deck.entries, deck.file.uri, source, deck.lines)
    page.add_style_tag(content=SHOW_ALL)
    starts = [slide.start for slide in slides.slides(deck.stamped) if slide.is_shown]
    for index, heading, high, wide in page.locator(".remark-slides-area .remark-slide-content").evaluate_all(TOO_LARGE):
        message = f"the slide '{heading}' of {deck.file.uri} is {max(high, 0)} pixels too high, {max(wide, 0)} too wide"
        yield Problem(*deck.place(starts[index]), message, "Leave something out, or make two slides of it.", KIND)
    page.context.close()


def beside_the_ledger(
    numbers: list[tuple[str, str]], entries: tuple[Entry, ...], uri: str, source: str, places: tuple
) -> Iterator[Problem]:
    """The numbers on the slides, in order, beside those of the ledger, some of which are only read aloud."""
    place = 0
    for key, printed in numbers:
        here = next((n for n in range(place, len(entries)) if entries[n].key == key), None)
        if here is None:
            message = f"{printed}, of {key}, is on a slide of {uri} and not in its ledger"
            yield Problem(source, None, message, "", KIND, printed)
            continue
        file, line = places[here] if here < len(places) else (source, None)
        if printed != entries[here].printed:
            message = f"a slide of {uri} shows {printed} for {key}"
            way_out = "remark changes what was written: give it another place."
            yield Problem(file, line, message, way_out, KIND, printed, entries[here].printed)
        place = here + 1
