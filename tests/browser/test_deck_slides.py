"""What stands on the slides of a deck in the browser: all of it, in its place, and within the margins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.documents import decks, slides
from tests.browser.opening import add, opened, slide
from tests.browser.reading import overflowing_slides
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_every_slide_fits_its_frame(deck: Page) -> None:
    assert overflowing_slides(deck) == []


@pytest.mark.parametrize(
    ("fault", "direction"),
    [
        ("- a line\n" * 20, "high"),
        (r"\[ " + " + ".join(["0.123456789"] * 12) + r" \]", "wide"),
        ("```python\n" + "x = 1; " * 17 + "\n```\n", "wide"),
        ("- a line\n" * 8 + '\n<figure>\n<svg viewBox="0 0 9 9"></svg>\n</figure>\n', "high"),
        (".left-column[\n" + "- a line\n" * 20 + "]\n\n.right-column[\nshort\n]\n\n.footnote[At the foot]", "high"),
    ],
    ids=["text", "formula", "code", "figure", "column"],
)
def test_a_slide_that_does_not_fit_is_noticed(tabs: Tabs, site: Path, served: str, fault: str, direction: str) -> None:
    add(site, "full.html", f"# Fits\n\nA line\n\n---\n\n# Too full\n\n{fault}\n")
    with opened(tabs, served, "full.html") as (page, _):
        [found] = overflowing_slides(page)
        [pixels] = re.findall(rf"(-?\d+) too {direction}", found)
        assert found.startswith("Too full") and int(pixels) > 1


def test_ready_made_code_is_left_alone(deck: Page) -> None:
    code = slide(deck, "Code, ready-made").locator(".highlight pre")
    assert code.locator("div").count() == 0 and code.locator("span").count() == 6
    text = code.inner_text()
    assert '"""A node delta, *not* _emphasised_."""\n\n    W.T[0] = f"{{x}}"  # \\(raw\\) and `ticks`\n---\n' in text


def test_fenced_and_inline_code_keep_their_backslashes(deck: Page) -> None:
    here = slide(deck, "Code, ready-made")
    assert "# a comment with \\(no\\) math and x.foo[1]" in here.locator("pre code").inner_text()
    assert here.locator("p code").inner_text() == "a_b * c[0].T[1] \\(x\\)"


def test_a_figure_fills_what_the_slide_leaves(deck: Page) -> None:
    deck.evaluate("location.hash = '#10'")
    box = slide(deck, "The network").locator("svg").bounding_box()
    assert 400 < box["height"] < 600 and box["width"] > 900
    assert slide(deck, "The network").locator("svg text", has_text="[*a* _b_ x.foo[1]").count() == 1


def test_columns_stand_side_by_side(deck: Page) -> None:
    deck.evaluate("location.hash = '#9'")
    here = slide(deck, "Two columns")
    left, right = here.locator(".left-column").bounding_box(), here.locator(".right-column").bounding_box()
    assert left["y"] == right["y"] and left["x"] + left["width"] < right["x"]


def test_a_layout_and_a_step_glue_nothing_together(deck: Page) -> None:
    here = slide(deck, "A slide with a layout")
    assert here.locator("h1").inner_text() == "A slide with a layout"
    assert [text.strip() for text in here.locator("p:not(:has(.footnote))").all_text_contents()] == [
        "First",
        "second, glued to it",
    ]


def test_headings_of_steps_have_no_ids_to_repeat(deck: Page) -> None:
    assert deck.locator(":is(h1, h2, h3)[id]").count() == 0


@pytest.mark.parametrize(
    ("source", "sign", "is_shown"),
    [
        ("Loss: the words after it\n", "Loss", False),
        ("# Heading\n\nsee x.foo[1] here\n", ".foo[", False),
        ("# Heading\n\n.boxed[one\n\n---\n\n# Second\n", ".boxed[", True),
        ("# One\n\n???\n.small[a note]\n--\nmore\n", "[object Object]", True),
    ],
    ids=["property", "class", "bracket", "notes"],
)
def test_what_the_build_refuses_remark_would_really_break(deck: Page, source: str, sign: str, is_shown: bool) -> None:
    assert slides.faults(source, [("deck.md", None) for _ in slides.slides(source)])
    text = deck.evaluate(
        """source => {
          const box = document.createElement("div");
          document.body.append(box);
          remark.create({ source, container: box });
          const text = box.querySelector(".remark-slides-area").textContent;
          box.remove();
          return text;
        }""",
        decks.lifted(source),
    )
    assert (sign in text) is is_shown
