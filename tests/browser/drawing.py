"""Figures on a page of their own, as the book shows them: how large and how clear, and what touches in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Show = Callable[..., "Page"]
"""`shown` in a tab that is there already."""

TEMPLATES = Path(__file__).parents[2] / "templates"
STYLE = "".join((TEMPLATES / "browser" / name).read_text(encoding="utf-8") for name in ("numbers.css", "figures.css"))
SCHEMES = {
    "light": "color-scheme: light; --md-default-bg-color: #fff; --md-default-fg-color: rgba(0, 0, 0, 0.87)",
    "dark": "color-scheme: dark; --md-default-bg-color: #1e2129; --md-default-fg-color: rgba(226, 228, 233, 0.82)",
}
FONTS = ("Roboto, Arial, sans-serif", "'DejaVu Sans', Verdana, sans-serif")
"""The usual width of digits, and the largest that is common."""

WIDTHS = {"phone": 390, "desk": 720}


def shown(page: Page, body: str, scheme: str = "light", width: int = WIDTHS["desk"], font: str = FONTS[0]) -> Page:
    """The page with these figures on it, as wide as that."""
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(
        f"<!doctype html><style>{STYLE} body {{ {SCHEMES[scheme]}; background: var(--md-default-bg-color);"
        f" color: var(--md-default-fg-color); font: 16px {font}; margin: 0 16px }} figure {{ margin: 16px 0 }}"
        f"</style>{body}"
    )
    return page


def touching(page: Page, names: Iterable[str]) -> Mapping[str, list[str]]:
    """What touches in the figures of these names; nothing of those in which nothing does."""
    found = page.locator("svg").evaluate_all(f"(all) => all.map({TOUCHES})")
    return {name: complaints for name, complaints in zip(names, found, strict=True) if complaints}


def none_is_scrolled(page: Page) -> bool:
    return page.locator("figure").evaluate_all(FITS)


TOUCHES = r"""
(svg) => {
  const box = (element) => {
    const { x, y, width, height } = element.getBBox();
    return { left: x, top: y, right: x + width, bottom: y + height };
  };
  const common = (a, b) => Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const beyond = (a, b) => Math.max(b.left - a.left, b.top - a.top, a.right - b.right, a.bottom - b.bottom);
  const { x, y, width, height } = svg.viewBox.baseVal;
  const border = { left: x, top: y, right: x + width, bottom: y + height };
  const texts = [...svg.querySelectorAll("text")].map((text) => ({
    words: text.textContent, box: box(text), part: text.closest("g"),
  }));
  const rows = 3; // a box of text is as high as its line; letters with nothing above and below leave so much free
  const found = [];
  texts.forEach((a, i) => {
    if (beyond(a.box, border) > 0) found.push(`'${a.words}' is not all inside`);
    texts.slice(i + 1).forEach((b) => {
      if (common(a.box, b.box) > (a.part === b.part ? rows : 0)) found.push(`'${a.words}' touches '${b.words}'`);
    });
  });
  svg.querySelectorAll(".node").forEach((node) => {
    const rect = box(node.querySelector("rect"));
    texts.forEach((text) => {
      if (text.part === node ? beyond(text.box, rect) > 0 : common(text.box, rect) > 0) {
        found.push(`'${text.words}' touches the border of a node`);
      }
    });
  });
  return found;
}
"""

CONTRAST = r"""
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (...colours) => {
    colours.forEach((colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); });
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const page = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll("svg text")].map((text) => {
    const rect = text.closest("g").querySelector("rect");
    const ground = rect ? [page, getComputedStyle(rect).fill] : [page];
    const [low, high] = [painted(...ground), painted(...ground, getComputedStyle(text).fill)].map(light).sort();
    return (high + 0.05) / (low + 0.05);
  });
}
"""

FITS = "(all) => all.length > 0 && all.every((one) => one.scrollWidth <= one.clientWidth)"

LETTERS = "(svg) => 12 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
"""Their height on the screen, of those that are 12 high in the figure."""
