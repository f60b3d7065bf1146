"""The deck's page: what remark gets to see, and that nothing in it can end the script it travels in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.documents.decks import as_script, assemble, encoded, lifted

PAGE = jinja2.Template(
    (Path(__file__).parents[2] / "templates/deck.html").read_text(encoding="utf-8"), undefined=jinja2.StrictUndefined
)


def deck(source: str, **changes: str) -> str:
    return assemble(source, **{"page": PAGE, "title": "A deck", "root": "..", **changes})


def slides_in(page: str) -> str:
    [script] = re.findall(r'<script type="application/json" id="deck">(.*?)</script>', page, re.DOTALL)
    return json.loads(script)


def decoded(markdown: str) -> list[str]:
    return [unquote(tex) for tex in re.findall(r'data-tex="([^"]*)"', markdown)]


@given(st.text())
def test_an_encoded_formula_has_only_letters_digits_and_percent_signs_and_comes_back(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9%]*", encoded(text))
    assert unquote(encoded(text)) == text


def test_a_formula_leaves_an_empty_span_that_says_how_it_is_set() -> None:
    assert lifted(r"so \(x_1\) is") == 'so <span class="tex inline" data-tex="%5C%28x%5F1%5C%29"></span> is'
    assert lifted(r"\[x\]") == '<span class="tex display" data-tex="%5C%5Bx%5C%5D"></span>'


@pytest.mark.parametrize(
    "formula",
    [
        r"\(\begin{pmatrix} a & b \\ c & d \end{pmatrix}\)",
        r"\(\{a, b\} * c_{1} | \mathbf{W}.T[0]\)",
        "\\[\na &= 1 % a comment\n\\\\[4pt]\nb &= [2]\n\\]",
        r"\(\q{two-outputs/dE_dw5@1}{-0.02}\)",
    ],
)
def test_a_formula_arrives_with_every_character_line_breaks_included(formula: str) -> None:
    assert decoded(lifted(f"before {formula} after")) == [formula]


@pytest.mark.parametrize("code", ["`\\(x\\)`", "``a ` \\(x\\)``", "```\n\\[x\\]\n---\n```", "~~~python\n\\(x\\)\n~~~"])
def test_code_stays_as_it_is(code: str) -> None:
    assert lifted(f"# Code\n\n{code}\n") == f"# Code\n\n{code}\n"


def test_ready_made_code_and_drawings_travel_whole_and_their_captions_formulas_as_formulas() -> None:
    figure = r"<figure><svg><text>.a[_b_]</text></svg><figcaption>\(w_5\)</figcaption></figure>"
    markdown = lifted(f'<div class="highlight"><pre>W.T[0] \\(no\\)</pre></div>\n\n{figure}')
    assert [unquote(html) for html in re.findall(r'data-html="([^"]*)"', markdown)] == [
        "<pre>W.T[0] \\(no\\)</pre>",
        "<svg><text>.a[_b_]</text></svg>",
    ]
    assert decoded(markdown) == [r"\(w_5\)"]


def test_a_number_in_prose_keeps_its_key() -> None:
    number = '<span class="q" data-q="two-outputs/dE_dw5@1">0.08</span>'
    assert lifted(f"it is {number}.") == f"it is {number}."


def test_a_comment_is_not_published_even_when_it_hides_a_slide() -> None:
    assert lifted("# One\n<!--\n---\n# Hidden\n-->\n") == "# One\n\n"


def test_what_follows_a_break_is_not_glued_to_what_stands_before_it() -> None:
    assert lifted("- a\n--\n- b\n") == "- a\n\n--\n- b\n"
    assert lifted("layout: true\nfoot\n---  \n# Heading\n") == "layout: true\nfoot\n\n\n---\n# Heading\n"
    assert lifted("text\n???\nnotes\n") == "text\n\n\n???\nnotes\n"


def test_dashes_behind_a_formula_are_no_break() -> None:
    assert lifted("\\(x\\)---\n").endswith("</span>---\n")


@given(st.text())
def test_no_text_can_end_the_script_it_travels_in(text: str) -> None:
    script = as_script(text + "</script><!--<script>")
    assert "<" not in script
    assert json.loads(script) == text + "</script><!--<script>"


def test_the_page_carries_the_slides_and_its_title() -> None:
    page = deck("# One\n\nÜber \\(x\\)\n", title='A <deck> & "more"')
    assert slides_in(page) == lifted("# One\n\nÜber \\(x\\)\n")
    assert "<title>A &lt;deck&gt; &amp; &#34;more&#34;</title>" in page


def test_all_addresses_are_relative_so_that_a_deck_opens_from_a_folder() -> None:
    addresses = re.findall(r'(?:href|src)="([^"]*)"', deck("# One\n", root="../..", chapter="../index.html"))
    files = [address for address in addresses if not address.startswith("data:")]
    assert len(files) > 5 and all(address.startswith("..") for address in files)


def test_the_language_and_the_way_back_can_be_said() -> None:
    page = deck("# One\n", language="de", chapter="kapitel.html", chapter_label="Kapitel")
    assert '<html lang="de"' in page
    assert '<a class="chapter-link" href="kapitel.html">Kapitel</a>' in page
