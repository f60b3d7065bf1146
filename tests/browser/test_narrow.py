"""On a narrow screen: formulas fit, tables wrap, and nothing but what is much too wide is scrolled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A matrix cannot be broken into lines.
NEARLY, FAR = (r"\begin{pmatrix} %s \end{pmatrix}" % " & ".join(["0.123"] * columns) for columns in (6, 14))
PAGE = r"""<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="stylesheet" href="textbook/numbers.css"><link rel="stylesheet" href="textbook/book.css">
<body class="md-typeset" style="margin: 0; font: 16px sans-serif"><article>
<div class="arithmatex">\[ x = 1 \]</div><div class="arithmatex">\[ %s \]</div><div class="arithmatex">\[ %s \]</div>
<table><thead><tr><th></th><th></th></tr></thead><tbody><tr><td>share with denominators, of all neurons</td>
<td>nobody: a picture, and not a derivative</td></tr></tbody></table>
<table><thead><tr><th>round</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></article>
<script src="textbook/math.js"></script><script src="textbook/vendor/mathjax/tex-chtml.js"></script>"""


@pytest.fixture(scope="module")
def narrow(browser: Browser, site: Path) -> Iterator[Page]:
    (site / "narrow.html").write_text(PAGE % (NEARLY, FAR), encoding="utf-8")
    page = browser.new_page(viewport={"width": 330, "height": 800})
    page.add_init_script("document.addEventListener('typeset', () => { window.typeset = true; })")
    page.goto(f"{site.as_uri()}/narrow.html")
    page.wait_for_function("window.typeset")
    yield page
    page.close()


def test_a_formula_a_little_too_wide_is_set_smaller_and_a_much_wider_one_is_scrolled(narrow: Page) -> None:
    boxes = narrow.locator("div.arithmatex")
    assert boxes.evaluate_all("boxes => boxes.map(box => box.scrollWidth > box.clientWidth)") == [False, False, True]
    size = "math => parseFloat(getComputedStyle(math).fontSize)"
    sizes = boxes.locator("mjx-math").evaluate_all(f"all => all.map({size})")
    assert 0.84 * sizes[0] - 0.5 <= sizes[1] < sizes[0] == sizes[2]


def test_words_in_a_table_wrap(narrow: Page) -> None:
    assert narrow.locator("table").first.evaluate("table => table.getBoundingClientRect().right") <= 330


def test_a_head_without_words_is_not_shown(narrow: Page) -> None:
    assert [head.is_visible() for head in narrow.locator("thead").all()] == [False, True]
