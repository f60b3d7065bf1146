"""Formulas and numbers of a deck in the browser: every one as written, with its key and its colour."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.opening import DECK, add, colour, opened, slide
from tests.browser.reading import digits_on_screen, formulas_gone_wrong
from tests.browser.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_every_formula_is_typeset_on_every_slide_and_in_the_notes(deck: Page) -> None:
    assert formulas_gone_wrong(deck) == []
    shown = deck.locator(".remark-slides-area .tex > mjx-container").count()
    assert shown == deck.locator(".remark-slides-area .tex").count() > len(re.findall(r"\\\(|\\\[", DECK)) * 0.9


def test_a_formula_that_mathjax_refuses_is_noticed(tabs: Tabs, site: Path, served: str) -> None:
    add(site, "wrong.html", r"# Wrong" + "\n\n" + r"\(\frac{1}\) and \(\nosuchmacro\)" + "\n")
    with opened(tabs, served, "wrong.html") as (page, _):
        assert len(formulas_gone_wrong(page)) >= 2


NASTY = {
    r"\(\begin{pmatrix} a & b \\ c & d \end{pmatrix}\)": "(abcd)",
    r"\(\{a, b\}\)": "{a,b}",
    r"\(a\!b\)": "ab",
    r"\(a * b * c\)": "a∗b∗c",
    r"\(net_{h_1}\)": "neth1",
    r"\(Q_{t+1}(s_i,u)=x_{12}\)": "Qt+1(si,u)=x12",
    r"\(\mathbf{W}.T[0]\)": "W.T[0]",
    r"\(x.foo[1]\)": "x.foo[1]",
    r"\([0, 1)\)": "[0,1)",
    r"\(\|x\|\)": "‖x‖",
    r"\(|x|\)": "|x|",
    r"\({{name}}\)": "name",
    r"\(a<b>c\)": "a<b>c",
    r"\(\lfloor `y' \rfloor\)": "⌊‘y′⌋",
    "\\[\\begin{aligned}\na &= 1 % a comment\n\\\\[4pt]\nb &= 2\n\\end{aligned}\\]": "a=1b=2",
    "\\[ x\n= 1 \\]": "x=1",
}


def test_tex_that_remark_would_eat_is_read_as_written(tabs: Tabs, site: Path, served: str) -> None:
    table = "\n".join(f"| _see {tex} here_ | .small[{tex}] |" for tex in NASTY if "\n" not in tex)
    lines = "\n\n".join(NASTY)
    add(site, "nasty.html", f"# Nasty\n\n{lines}\n\n---\n\n# In a table\n\n| a | b |\n| --- | --- |\n{table}\n")
    with opened(tabs, served, "nasty.html") as (page, _):
        said = page.locator(".remark-slide-content").first.locator("mjx-assistive-mml math").evaluate_all(
            "all => all.map(math => math.textContent.replace(/[\\s\\u2061\\u00a0]/g, ''))"
        )
        assert said == list(NASTY.values())
        written = page.locator(".remark-slide-content").first.locator(".tex").evaluate_all(
            "all => all.map(tex => decodeURIComponent(tex.dataset.tex))"
        )
        assert written == list(NASTY)
        in_lines = sum("\n" not in tex for tex in NASTY)
        assert page.locator(".remark-slides-area td em .tex mjx-container").count() == in_lines
        assert page.locator(".remark-slides-area td .small .tex mjx-container").count() == in_lines
        assert formulas_gone_wrong(page) == []


def test_every_number_of_the_source_is_on_the_screen_with_its_key(deck: Page) -> None:
    step_two = [
        ("shell/dE_dout_o1", "0.741365070"),
        ("shell/dout_dnet_o1", "0.186815602"),
        ("shell/out_h1", "0.593269992"),
    ]
    assert digits_on_screen(deck) == [
        ("shell/E", "0.298371109"),
        ("shell/E", "0.298371109"),
        ("shell/r.0+1", "-0.5"),
        ("shell/E", "0.298371109"),
        *step_two,
        *step_two,
        ("shell/dE_dw5@1", "0.082167041"),
        ("shell/delta_o1", "0.138498562"),
        ("shell/w5", "0.40"),
        ("shell/dE_dw5@1", "0.082167041"),
        ("shell/w5@2", "0.358916480"),
        ("shell/w6", "0.45"),
        ("shell/dE_dw6@1", "0.082667628"),
        ("shell/w6@2", "0.408666186"),
        ("shell/w7", "0.50"),
        ("shell/dE_dw7@1", "-0.022602540"),
        ("shell/w7@2", "0.511301270"),
        ("shell/w8", "0.55"),
        ("shell/dE_dw8@1", "-2.2e-2"),
        ("shell/w8@2", "0.561370121"),
        ("shell/w5", "0.40"),
        ("shell/eta", "0.5"),
        ("shell/eta", "0.5"),
    ]


def test_symbols_are_plain_outside_of_coloured(deck: Page) -> None:
    coloured = slide(deck, "Six colours").locator("mjx-math .k-delta").first
    plain = slide(deck, "Six colours").locator("mjx-math .k-delta").last
    assert colour(plain) == colour(slide(deck, "Six colours")) != colour(coloured)


def test_each_family_has_a_colour_of_its_own(deck: Page) -> None:
    families = slide(deck, "Six colours").locator(".coloured mjx-math [class^='k-']")
    assert len({colour(families.nth(i)) for i in range(families.count())}) == families.count() == 6
