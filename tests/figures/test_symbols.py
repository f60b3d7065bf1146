"""Symbols in figures: the letters, styles and levels that LaTeX asks for."""

from __future__ import annotations

import pytest

from generator.figures.symbols import base, symbol
from tests.drawn_networks import NETWORKS, network


def shown(latex: str) -> list[str]:
    """The rows of a symbol, with _ and ^ before what is lowered and raised, and italics between slashes."""
    marks = {"main": "", "sub": "_", "sub raised": "^"}
    return [
        "".join(marks[span.level] + (span.text if span.upright else f"/{span.text}/") for span in row)
        for row in symbol(latex).rows
    ]


@pytest.mark.parametrize(
    ("latex", "rows"),
    [
        ("i_1", ["/i/_1"]),
        ("w_{12}", ["/w/_12"]),
        ("w_{5}^{+}", ["/w/_5^+"]),
        ("w_{12}^{(300)}", ["/w/_12^(300)"]),
        (r"w^{(2)}_{11}", ["/w/^(2)_11"]),
        (r"\mathrm{net}_{h_1}", ["net_/h/_1"]),
        (r"\mathrm{out}_{h_{12}}^{+}", ["out_/h/_12^+"]),
        (r"E_{\mathrm{total}}", ["/E/_total"]),
        (r"\eta", ["/η/"]),
        (r"\frac{\partial E_{\mathrm{total}}}{\partial w_{5}}", ["/∂E/_total", "/∂w/_5"]),
    ],
)
def test_letters_stand_where_latex_has_them(latex: str, rows: list[str]) -> None:
    assert shown(latex) == rows


def test_shifts_lead_from_level_to_level_and_back() -> None:
    (row,) = symbol("w_{5}^{+}").rows
    down, up = (float(span.shift) for span in row[1:])
    assert down > 0 > up and up < -down


def test_the_base_of_a_symbol_leaves_out_whose_it_is_and_keeps_when() -> None:
    (row,) = base(r"\mathrm{net}_{h_1}^{+}").rows
    assert [(span.text, span.level) for span in row] == [("net", "main"), ("+", "sub raised")]


@pytest.mark.parametrize("latex", [r"\sqrt{2}", r"w_{1", r"\frac{a}{b}\frac{c}{d}", "w_", "a}"])
def test_a_symbol_that_cannot_be_drawn_is_refused(latex: str) -> None:
    with pytest.raises(ValueError, match="cannot show the symbol"):
        symbol(latex)


def test_a_fraction_does_not_pass_for_one_row() -> None:
    with pytest.raises(ValueError, match="one row"):
        _ = symbol(r"\frac{a}{b}").row


@pytest.mark.parametrize("name", NETWORKS)
def test_every_symbol_of_an_example_that_figures_may_need_can_be_drawn(name: str) -> None:
    worked = network(name)
    for number in (1, 2, 5):
        drawn = [symbol(q.symbol) for q in worked.at(number).values() if q.family not in ("via", "count")]
        assert len(drawn) > 30 and all(one.width > 0 for one in drawn)
