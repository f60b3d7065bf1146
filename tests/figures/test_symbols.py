"""Symbols in figures: the letters, styles and levels that LaTeX asks for."""

from __future__ import annotations

import re

import pytest

from generator.figures.symbols import base, symbol
from generator.quantities.notation import SYMBOLS
from tests.all_symbols import all_symbols
from tests.drawn_networks import NETWORKS, network


def shown(latex: str) -> list[str]:
    """The rows of a symbol, with _ and ^ before what is lowered and raised, and italics between slashes."""
    marks = {"main": "", "sub": "_", "sub raised": "^", "sub lifted": "_^"}
    return [
        "".join(marks[span.level] + (span.text if span.upright else f"/{span.text}/") for span in row)
        for part in symbol(latex).parts
        for row in part.rows
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
        (r"\beta_1", ["/β/_1"]),
        ("w_{12,3}^{(2),t=300}", ["/w/_12,3^(2),^/t/^=300"]),
        ("i_{12}^{[2]}", ["/i/_12^[2]"]),
        (r"\mathrm{net}_{h_1}^{(300),[12]}", ["net_/h/_1^(300),[12]"]),
        (r"\hat{m}_{b_{h_1}}^{+}", ["/m\u0302/_/bh/_1^+"]),
        ("v_{w_{11}^{(2)}}^{(3)}", ["/v/_/w/_11_^(2)^(3)"]),
        (r"\text{layers_0_neurons}", ["layers_0_neurons"]),
        (r"\frac{\partial E_{\mathrm{total}}}{\partial w_{5}}", ["/∂E/_total", "/∂w/_5"]),
        (r"\frac{\partial a}{\partial b}\frac{\partial b}{\partial c}", ["/∂a/", "/∂b/", "/∂b/", "/∂c/"]),
    ],
)
def test_letters_stand_where_latex_has_them(latex: str, rows: list[str]) -> None:
    assert shown(latex) == rows


def test_shifts_lead_from_level_to_level_and_back() -> None:
    row = symbol("w_{5}^{+}").row
    down, up = (float(span.shift) for span in row[1:])
    assert down > 0 > up and up < -down


def test_the_base_of_a_symbol_leaves_out_whose_it_is_and_keeps_when() -> None:
    row = base(r"\mathrm{net}_{h_1}^{+}").row
    assert [(span.text, span.level) for span in row] == [("net", "main"), ("+", "sub raised")]


@pytest.mark.parametrize("latex", [r"\sqrt{2}", r"w_{1", r"\frac{a}{b} c", "w_", "a}"])
def test_a_symbol_that_cannot_be_drawn_is_refused(latex: str) -> None:
    with pytest.raises(ValueError, match="cannot show the symbol"):
        symbol(latex)


def test_a_fraction_does_not_pass_for_one_row() -> None:
    with pytest.raises(ValueError, match="one row"):
        _ = symbol(r"\frac{a}{b}").row


@pytest.mark.parametrize("name", NETWORKS)
def test_every_symbol_of_an_example_can_be_drawn(name: str) -> None:
    worked = network(name)
    for number in (1, 2, 5):
        drawn = [symbol(q.symbol) for q in worked.at(number).values()]
        assert len(drawn) > 30 and all(one.width > 0 for one in drawn)


SPOKEN = {
    "partial": "∂", "eta": "η", "alpha": "α", "varepsilon": "ε", "epsilon": "ϵ", "delta": "δ", "mu": "μ", "rho": "ρ",
    "beta": "β", "lambda": "λ",
}  # fmt: skip


@pytest.mark.parametrize("family", SYMBOLS)
def test_every_symbol_of_every_notation_is_drawn_with_all_its_letters(family: str) -> None:
    made = [latex for name, latex in all_symbols() if name == family]
    assert made
    for latex in made:
        hatted = re.sub(r"\\hat\{(\w)\}", "\\1\u0302", latex)
        plain = re.sub(r"\\(\w+?)(?![a-z])", lambda match: SPOKEN.get(match[1], ""), hatted)
        letters = "".join(span.text for part in symbol(latex).parts for row in part.rows for span in row)
        assert letters.replace("_", "") == re.sub(r"[{}_^ ]", "", plain), latex


def test_every_row_returns_to_its_line() -> None:
    """A number behind a symbol stands on the line of the symbol's letters."""
    for _, latex in all_symbols():
        for row in (row for part in symbol(latex).parts for row in part.rows):
            height = 0.0
            for span in row:
                height += float(span.shift)
                assert (height > 0) == (span.level == "sub") and (height < 0) == (span.level not in ("sub", "main"))
