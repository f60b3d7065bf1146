"""Which numbers need no source, and that every other digit does, wherever a reader can meet it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import structural
from tests.quantities import small_nets
from tests.strategies import quick

TYPED = {
    "prose": "It is {} now.",
    "end of a sentence": "It is {}.",
    "heading": "# The error is {}",
    "table": "| error | {} |\n| --- | --- |\n| a | b |",
    "list": "- from {} on",
    "numbered list": "1. from {} on",
    "quotation": "> It is {}, they say.",
    "bold": "It is **{}**.",
    "brackets": "the error ({})",
    "text of a link": "[The error {}](page.md)",
    "alt of a picture": "![The error {}](page.svg)",
    "title of a link": '[x](page.md "The error is {}")',
    "inline formula": r"\(w = {}\)",
    "displayed formula": "\\[\nw = {}\n\\]",
    "text in a formula": r"\[ \text{{about {} }} \]",
    "numerator": r"\(\frac{{{}}}{{x}}\)",
    "argument of a function": r"\(\sigma({})\)",
    "factor between subscripts": r"\( w_{{5}} \cdot {} \cdot w_{{6}} \)",
    "inline code": "`w = {}`",
    "fenced code": "```python\nw = {}\n```",
    "listing": "<pre><code>w = {}</code></pre>",
    "alt of an image": '<img src="a.png" alt="The error is {}">',
    "title of a span": "<span title='The error is {}'>x</span>",
    "aria-label": '<div aria-label="The error is {}">x</div>',
    "between tags": "<td>{}</td>",
    "label of a figure": "<svg><text>{}</text></svg>",
    "title of a figure": "<svg><title>The error is {}</title></svg>",
    "description of a figure": "<svg><desc>The error is {}</desc></svg>",
    "aria-label of a figure": '<svg aria-label="The error is {}"></svg>',
    "tspan of a figure": "<svg><text>w <tspan>{}</tspan></text></svg>",
    "speaker notes": "# Slide\n\n???\n\nIt is {}.",
    "footnote": "A word[^a].\n\n[^a]: It is {}.",
    "admonition": '!!! note "Error {}"\n\n    Text.',
    "caption": "<figcaption>About {}</figcaption>",
    "single-quoted title of a link": "[x](page.md 'The error is {}')",
    "title of a picture": "![x](page.svg 'The error is {}')",
    "alt without quotes": "<img alt={} src=x>",
    "alt in capitals": '<img ALT = "{}" src="x">',
    "tooltip": '<span data-tooltip="about {}">x</span>',
    "value of a meter": '<meter value="{}"></meter>',
    "start of a list": '<ol start="{}"><li>x</li></ol>',
    "what is spoken of a slider": '<div aria-valuetext="about {}">x</div>',
    "counter of a style": '<p style="counter-reset: x {}">x</p>',
    "title in braces": '*x*\n{{: title="about {}" }}',
    "label in braces": "## A title {{ data-toc-label='about {}' }}",
    "option of an admonition": "/// note\n    attrs: {{title: 'about {}'}}\nText.\n///",
    "page's description": '<meta name="description" content="The error is {}">',
}
NUMBERS = ["0.29", "37", "10,000", "-0.5", "3.5"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("place", TYPED)
def test_a_typed_number_is_found_wherever_a_reader_meets_it(place: str, number: str) -> None:
    document = f"Before.\n\n{TYPED[place].format(number)}\n\nAfter.\n"
    digits = number.lstrip("-")
    found = list(structural.unsourced(document))
    assert found == [(document.index(digits), digits)]


@pytest.mark.parametrize("document", [
    r"\(w_5\)", r"\(w_{5}\)", r"\(h_{12}\)", r"\(x_{1,2}\)", r"\(\mathrm{out}_{o_1}\)", r"\(x^2\)", r"\(x^{2}\)",
    r"\(w^{(2)}\)", r"\(w^{(12)}_{11}\)", r"\(\mathrm{net}_{h}^{[3]}\)", r"\(\mathrm{net}_{h}^{+,[12]}\)",
    r"\(E^{(300),[7]}\)", r"\(w_{12}^{(3),t=300}\)", r"\(w_{1,11}^{(3),+}\)", r"\(v_{w_{12}^{(3)}}^{(4)}\)",
    r"\(\frac{1}{2}\)", r"\(1 - \mathrm{out}\)", r"\(\frac{1}{1 + e^{-z}}\)",
    r"\(E_{\mathrm{total}} = \frac{1}{2} \sum_{k} \left(t_{o_k} - y_{o_k}\right)^2\)",
    "\\[ a \\\\[0.5em] b \\\\[-12pt] c \\]", r"\(a\hspace{0.5em}b\)", r"\(a\kern-1.5pt b\)",
    r"\(\textcolor{#1976d2}{x}\)", r"\(\color{#444}x\)",
])  # fmt: skip
def test_the_forms_of_a_formula_need_no_source(document: str) -> None:
    assert list(structural.unsourced(f"So {document} it is.")) == []


@pytest.mark.parametrize("document", [
    "The neuron h1 and the weight w5.", "1. First\n2. Second\n   1. Third\n   2. Fourth\n3. Fifth", "> 1. First",
    "`h1` and `w5_new`", "A remark.[^1]\n\n[^1]: It is so.\n", "A surface in 3D.",
    "It&#39;s, &#x2212; &amp; so on.", "[x](https://example.org/2015/03/17/a-12.html)", "<https://example.org/2015>",
    "[x](chapter-3.md#part-2)", "![x](figure-2.svg)", "# The task {#task-2}", "[x](a.md){ .button-2 }",
    "<!-- It was 0.29 once. -->", '<a href="a-2.html" id="n2" style="width: 12px" tabindex="3">x</a>',
    '<svg viewBox="0 0 640 320"><path d="M 1.5 2 L 3 4"/><text x="12.5" y="3">w</text></svg>',
    '<svg><text>h<tspan class="sub" dy="3">12</tspan></text></svg>', "<h2>Title</h2>",
    "```python\nfor i in range(2):\n    x1 = y[0] ** 2 + 1\n```", '<img src="a2.png" alt="The neuron h1">',
    "<span title='It&#39;s'>x</span>",
])  # fmt: skip
def test_what_is_no_number_of_the_book_needs_no_source(document: str) -> None:
    assert list(structural.unsourced(document)) == []


@pytest.mark.parametrize(("document", "number"), [
    (r"\(x^{0.5}\)", "0.5"),
    (r"\(x^{12}\)", "12"),
    (r"\(x^{(0.5)}\)", "0.5"),
    (r"\(x^{t=0.5}\)", "0.5"),
    (r"\(\left[12\right]\)", "12"),
    (r"\(x = (12)\)", "12"),
    (r"\(w_{0.5}\)", "0.5"),
    (r"\(1.0\)", "1.0"),
    (r"\(2.5 x\)", "2.5"),
    (r"\(0.1\)", "0.1"),
    (r"\(1,000\)", "1,000"),
    (r"\(3 x\)", "3"),
    (r"\({37}_{a}\)", "37"),
    (r"\( w_{a} + 37 \mathrm{net} \)", "37"),
    (r"\( w_{5} \cdot 37 \cdot \frac{a}{b} \)", "37"),
    ("`x = 2.0`", "2.0"),
    ("`x = 0.1`", "0.1"),
    ("`x = 3`", "3"),
    ("The neuron h1.5 is", "1.5"),
    ("in round h1,000", "1,000"),
    ("Five or 5 of them", "5"),
    ("In 2017 it was", "2017"),
    ("1.5 is where it starts", "1.5"),
    ("A step of 1.", "1"),
])  # fmt: skip
def test_what_only_looks_like_a_structural_form_is_found(document: str, number: str) -> None:
    assert [digits for _, digits in structural.unsourced(document)] == [number]


CHOICES = [
    {"hidden": "leaky relu", "optimizer": "nesterov", "notation": {"weights": "from to"}},
    {"loss": "categorical cross-entropy", "batch": "full", "optimizer": "adam", "weight_decay": 0.1,
     "notation": {"weights": "to from"}},
    {"loss": "binary cross-entropy", "batch": 2, "optimizer": "rmsprop"},
]  # fmt: skip


@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: choices["optimizer"])
def test_no_symbol_of_a_quantity_needs_a_source(choices: dict) -> None:
    """Whatever the layer, the round and the sample that it is marked with."""
    worked = small_nets.worked(rounds=12, data=small_nets.DATA * 4, **choices)
    for number in (1, 2, 3, 12):
        batch = [worked.at(number, sample=k + 1) for k in worked.positions(number)]
        symbols = {q.symbol for part in (worked.at(number), *batch) for q in part.values()}
        assert len(symbols) > 100
        for symbol in symbols:
            assert list(structural.unsourced(rf"So \({symbol}\) it is.")) == [], symbol


def test_a_number_at_the_start_of_a_line_of_a_paragraph_is_no_list_marker() -> None:
    assert [digits for _, digits in structural.unsourced("It happened in round\n300. Then it stopped.")] == ["300"]


@pytest.mark.parametrize("document", [
    "It is nought point five.", "About thirty-seven per cent of it.", "the error XXXVII", "an error of MCMX",
    "㉑ of it", "\U0001d377 of it",
    r"\(2^9\)", r"\(1 + 1\)", r"\(\frac{2}{2}\)", r"\(0{.}2\)", r"\(1{,}1\)", r"\(x = 1\,2\)",
    r"\(\mathrm{0}.\mathrm{2}\)", r"\(\text{about 2} x\)", "37. The last of a list", "`eta = 1`",
    "```text\nerror: 1\n```", "```\n>>> E\n1\n```", "```python\npass  # the error is 1\n```", "`loss=1`",
    "```mermaid\na -->|2| b\n```", "a ² of it",
])  # fmt: skip
def test_a_number_in_words_in_letters_or_in_pieces_is_found(document: str) -> None:
    assert len(list(structural.unsourced(document))) == 1


@pytest.mark.parametrize("document", [
    "Two of the three inputs, to the point.", "a point, zero or not", "In part II, in the MIX of an IV", "XOR and VGG",
    "`total = 0`", "`if i == 1`",
    r"from \(-1\) to \(1\)", r"in \((0, 1)\) and \(\{0, 1\}\)", r"\([0, \infty)\)", r"\(w_{1 2} x_1\)",
    r"\(\mathrm{out}_{h_1}\)", "Heat per m², litres per cm³, and w² too.", "`loss=0`",
    "```python\nfor row in range(2):  # row 1 is next\n    weights[1] = errors[0] - 1\n```",
    "1. One\n    1. Inner\n    2. Inner\n    3. Inner\n2. Two\n\nA word.\n\n1. Anew",
])  # fmt: skip
def test_what_only_looks_like_a_number_in_words_letters_or_pieces_is_none(document: str) -> None:
    assert list(structural.unsourced(document)) == []


def test_a_power_of_ten_in_code_is_a_number() -> None:
    assert list(structural.unsourced("`x = 2e2`"))


def test_every_typed_number_of_a_document_is_found_in_order() -> None:
    document = "It is 0.5 and 0.6.\n\n\\( w = 0.7 \\) `0.8` <svg><text>0.9</text></svg>\n"
    found = list(structural.unsourced(document))
    assert [digits for _, digits in found] == ["0.5", "0.6", "0.7", "0.8", "0.9"]
    assert all(document[position : position + len(digits)] == digits for position, digits in found)


@given(st.sampled_from(sorted(TYPED)), st.integers(3, 10**6), st.integers(0, 6), st.sampled_from(["", "-"]))
@quick(300)
def test_a_typed_decimal_is_found_whatever_its_digits_are(place: str, whole: int, decimals: int, sign: str) -> None:
    number = f"{whole}" if not decimals else f"{whole / 10**decimals:.{decimals}f}"
    assert [digits for _, digits in structural.unsourced(TYPED[place].format(sign + number))] == [number]
