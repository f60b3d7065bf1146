"""What a reader sees in a page that is open in the browser.

MathJax 4 (CHTML) sets each character as real text in an element mjx-c, so textContent reads what stands on the screen.
It also puts MathML beside it for screen readers, which repeats every data-q; and remark copies notes and the next slide
for its presenter mode. Neither is read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

COPIES = "mjx-assistive-mml, .remark-notes-area, .remark-preview-area"
POWER_OF_TEN = re.compile(r"[×·]10(-?\d+)$")
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
DECIMAL = re.compile(r"(?<![\w.])[-\u2212]?\d+(?:,\d{3})*(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?![\w])")

SHOW_ALL_SLIDES = ".remark-slides-area .remark-slide-container { display: block !important }"


def digits_on_screen(page: Page) -> list[tuple[str, str]]:
    """(key, number) of every annotated number, in reading order; of a deck, on all slides and in the notes.

    The number is as the ledger has it: "-0.5" for a typographic minus, "1.2e-5" for 1.2 times a power of ten.
    """
    read = "(elements, copies) => elements.filter(e => !e.closest(copies)).map(e => [e.dataset.q, e.textContent])"
    return [(key, plain(text)) for key, text in page.locator("[data-q]").evaluate_all(read, COPIES)]


def numbers_in_order(page: Page) -> list[tuple[str | None, str]]:
    """(key, number) of every annotated number, and (None, number) of those in the descriptions of figures.

    In reading order, and of the steps of a slide only the last, which shows all of it.
    """
    read = "(parts, copies) => parts.filter(e => !e.closest(copies)).map(e => [e.dataset.q ?? null, e.textContent])"
    found = page.locator("[data-q], svg desc").evaluate_all(read, f"{COPIES}, .unfinished")
    return [
        (key, plain(number))
        for key, text in found
        for number in ([text] if key else DECIMAL.findall(text))
    ]  # fmt: skip


def decimals_without_a_key(page: Page) -> list[str]:
    """Decimal fractions on the screen that are neither annotated nor the number of an equation or a figure."""
    text = page.evaluate(
        """copies => [...document.querySelectorAll(".md-content, .md-sidebar, .remark-slides-area")].map(part => {
          const rest = part.cloneNode(true);
          rest.querySelectorAll(`[data-q], desc, a.number, a.see, b.number, ${copies}`).forEach(e => e.remove());
          return rest.textContent;
        }).join(" ")""",
        COPIES,
    )
    return re.findall(r"\d\.\d+", text)


def plain(text: str) -> str:
    return POWER_OF_TEN.sub(r"e\1", re.sub(r"\s", "", text).replace("\u2212", "-").translate(LOWERED))


def await_formulas(page: Page) -> None:
    """Waits until MathJax has come to the last formula of a page of the book, or of a deck."""
    page.wait_for_function(
        """async () => {
          if (window.deckReady) await window.deckReady;
          await window.mathReady;
          await document.fonts.ready;
          const last = [...document.querySelectorAll(".arithmatex:not(figcaption)")].at(-1);
          return !last || last.querySelector("mjx-container");
        }"""
    )


def formulas_gone_wrong(page: Page) -> list[str]:
    """Formulas that MathJax has refused or not typeset."""
    return page.evaluate(
        """() => [
          ...[...document.querySelectorAll("[data-mjx-error], merror, mjx-merror")].map(e => e.outerHTML.slice(0, 300)),
          // A caption may hold formulas and need not.
          ...[...document.querySelectorAll(".tex, .arithmatex")].filter(e => !e.querySelector("mjx-container"))
            .filter(e => !e.matches("figcaption")).map(e => e.textContent),
          ...[...document.querySelectorAll("figcaption")].map(e => e.textContent).filter(text => /\\\\[([]/.test(text)),
        ]"""
    )


def overflowing_slides(page: Page) -> list[str]:
    """The headings of slides whose content does not stay within the margins, with the pixels it is too high or wide."""
    page.add_style_tag(content=SHOW_ALL_SLIDES)
    found = page.locator(".remark-slides-area .remark-slide-content").evaluate_all(MEASURE)
    return [f"{heading}: {high} too high, {wide} too wide" for heading, high, wide in found if high > 1 or wide > 1]


MEASURE = """slides => slides.map(slide => {
  const style = getComputedStyle(slide), frame = slide.getBoundingClientRect(), scale = frame.width / slide.offsetWidth;
  const boxes = selector => [...slide.querySelectorAll(selector)].map(part => part.getBoundingClientRect());
  const blocks = boxes(":scope > :not(.remark-slide-number), .columns > * > *");
  const bottom = Math.max(...blocks.map(box => box.bottom), ...boxes("mjx-container").map(box => box.bottom));
  // The box of mjx-math has the ink's width, but the height of a line.
  const right = Math.max(...blocks.map(box => box.right), ...boxes("mjx-math, td").map(box => box.right));
  return [
    slide.querySelector("h1, h2")?.textContent,
    Math.round((bottom - frame.bottom) / scale + parseFloat(style.paddingBottom)),
    Math.round(Math.max(
      (right - frame.right) / scale + parseFloat(style.paddingRight),
      ...[...slide.querySelectorAll("pre")].map(pre => pre.scrollWidth - pre.clientWidth))),
  ];
})"""
