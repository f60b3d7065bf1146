"""A document cut into kinds of text, and nothing of it lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.markup import segments, svg_labels, without_numbers_in_comments
from tests.strategies import quick

FRAGMENTS = st.sampled_from([
    "words ", "`", "``", "```", "```python\n", "~~~\n", "\n", "\n\n", r"\(", r"\)", r"\[", r"\]", "$",
    "<svg>", "</svg>", "<text>", "</text>",
    "<title>", "</title>", "<desc>", "</desc>", "<!--", "-->", "<b>", "</b>", "<img alt=\"x\">",
    "](a.md)", "[", "{.x}\n", "| a | b |\n",
    "# ", "<pre>", "</pre>", "<https://a.b>", "<", ">", "&lt;", "0.5",
])  # fmt: skip
DOCUMENTS = st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=25).map("".join))


@given(DOCUMENTS)
@quick(500)
def test_the_segments_are_the_document_without_a_gap(document: str) -> None:
    place = 0
    for segment in segments(document):
        assert segment.start == place and segment.text
        place += len(segment.text)
    assert "".join(segment.text for segment in segments(document)) == document


@given(DOCUMENTS)
@quick(300)
def test_the_labels_of_a_figure_are_the_figure_without_a_gap(figure: str) -> None:
    assert "".join(part.text for part in svg_labels(figure)) == figure


def kind_of(document: str, part: str = "HERE") -> str:
    (kind,) = [segment.kind for segment in segments(document) if part in segment.text]
    return kind


@pytest.mark.parametrize(("document", "kind"), [
    ("words HERE words", "prose"),
    ("# Title HERE", "prose"),
    ("| a | HERE |\n|---|---|\n| 1 | 2 |", "prose"),
    ("- item HERE", "prose"),
    ("> quote HERE", "prose"),
    (r"a \(x = HERE\) b", "math"),
    ("\\[\nx = HERE\n\\]", "math"),
    ("\\[\n\\begin{aligned}\na &< b \\\\\nb &> HERE\n\\end{aligned}\n\\]", "math"),
    (r"| \(HERE\) | b |", "math"),
    ("a `HERE` b", "code"),
    ("a ``x ` HERE`` b", "code"),
    ("```\nHERE\n```", "code"),
    ("```python\nx = HERE\n```\n", "code"),
    ("~~~\nHERE\n~~~", "code"),
    ("- item\n\n    ```\n    HERE\n    ```\n", "code"),
    ("````\n```\nHERE\n````", "code"),
    ("before\n\n```\na\n```\nHERE", "prose"),
    ("```\na\n```\n\nHERE\n\n```\nb\n```\n", "prose"),
    ("`a` HERE `b`", "prose"),
    (r"\(a\) HERE \(b\)", "prose"),
    ("<svg><text>HERE</text></svg>", "figure"),
    ("<svg a='b'>\n<g>HERE</g>\n</svg>\n", "figure"),
    ("<svg></svg> HERE <svg></svg>", "prose"),
    ("<!-- HERE -->", "comment"),
    ("<!-- <b> HERE -->", "comment"),
    ('<img src="a.png" alt="HERE">', "tag"),
    ('<td title="HERE">x</td>', "tag"),
    ("<td>HERE</td>", "prose"),
    ("[words](HERE.md)", "address"),
    ("[HERE](a.md)", "prose"),
    ("words {.HERE}\n", "address"),
    ("a < HERE and b > c", "prose"),
    ("<pre><code>HERE</code></pre>", "code"),
    ("a ` lonely tick and HERE", "prose"),
])  # fmt: skip
def test_a_place_in_a_document_is_of_its_kind(document: str, kind: str) -> None:
    assert kind_of(document) == kind


def test_an_address_in_angle_brackets_is_no_prose() -> None:
    assert kind_of("<https://example.org/HERE>") in ("tag", "address")


def test_two_lonely_ticks_in_two_paragraphs_are_no_code() -> None:
    assert kind_of("A tick ` here.\n\nHERE\n\nAnother ` there.") == "prose"


@pytest.mark.parametrize(("figure", "kind"), [
    ("<svg><text>HERE</text></svg>", "prose"),
    ('<svg><text x="HERE">a</text></svg>', "tag"),
    ("<svg><title>HERE</title></svg>", "comment"),
    ("<svg><desc id='d'>a HERE b</desc></svg>", "comment"),
    ("<svg><title>a</title><text><tspan>HERE</tspan></text><desc>b</desc></svg>", "prose"),
])  # fmt: skip
def test_a_place_in_a_figure_is_of_its_kind(figure: str, kind: str) -> None:
    (found,) = [part.kind for part in svg_labels(figure) if "HERE" in part.text]
    assert found == kind


def test_a_comment_keeps_its_numbers_to_itself_and_its_lines_in_place() -> None:
    text = "a <!-- 0.37 of\nit --> b <!-- more --> `<!-- 0.37 -->`"
    assert without_numbers_in_comments(text) == "a <!--\n--> b <!-- more --> `<!-- 0.37 -->`"
