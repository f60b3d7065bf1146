"""What a reader's eyes would notice: things cut off, and things too pale to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page

INK = "article :is(mjx-math, p, td, th, figcaption, pre, .worked-figure svg, .worked-figure text)"


def cut_off(page: Page, selector: str = INK) -> list[str]:
    """What can't be seen whole, not even by scrolling its own box sideways. The page itself is never scrolled."""
    return page.locator(selector).evaluate_all(CUT_OFF)


def scrolled_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth")


CUT_OFF = """parts => parts.filter(part => part.getClientRects().length).map(part => {
  const told = (how) => `${part.tagName} '${part.textContent.trim().slice(0, 60)}' ${how}`;
  let { left, right } = part.getBoundingClientRect();
  for (let box = part.parentElement; box; box = box.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(box), frame = box.getBoundingClientRect();
    if (overflowY === "hidden" && box.clientHeight && box.scrollHeight > box.clientHeight + 1 && box.closest("article"))
      return told("is cut above or below");
    if (overflowX === "visible") continue;
    if (left < frame.left - 1 && !box.scrollLeft) return told("is cut on the left");
    if (right > frame.right + 1 && !/auto|scroll/.test(overflowX)) return told("is cut on the right");
    ({ left, right } = frame);
  }
  return left < -1 || right > innerWidth + 1 ? told("leaves the window") : "";
}).filter(Boolean)"""


class Contrast(NamedTuple):
    """The contrast ratio of WCAG 2 between a text and what is painted behind it."""

    ratio: float
    text: str


def contrasts(page: Page, selector: str) -> list[Contrast]:
    """The contrast of every visible piece of text that is selected, the palest first."""
    return sorted(Contrast(*found) for found in page.locator(selector).evaluate_all(CONTRASTS))


CONTRASTS = """texts => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const lightness = () => [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const paint = (colour, alpha = 1) => {
    canvas.globalAlpha = alpha;
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
  };
  return texts.filter(text => text.getClientRects().length && text.textContent.trim()).map(text => {
    const behind = [], style = getComputedStyle(text), box = text.closest("g")?.querySelector("rect");
    let alpha = 1;
    for (let part = text; part; part = part.parentElement) {
      behind.unshift(getComputedStyle(part).backgroundColor);
      alpha *= Number(getComputedStyle(part).opacity);
    }
    paint("white");
    behind.forEach(colour => paint(colour));
    if (box) paint(getComputedStyle(box).fill);
    const ground = lightness();
    paint(text.ownerSVGElement ? style.fill : style.color, alpha);
    const [low, high] = [ground, lightness()].sort((a, b) => a - b);
    return [(high + 0.05) / (low + 0.05), text.textContent.trim().slice(0, 40)];
  });
}"""
