"""Symbols, by hand."""

from __future__ import annotations

import pytest

from generator.engine.training import one_round
from generator.example import Notation
from generator.quantities import naming, notation
from generator.quantities.naming import Label
from generator.quantities.notation import SYMBOLS, mark, subscript, symbol
from generator.quantities.setting import setting
from tests import two_outputs

PLAIN = Notation()

FIRST_ROUND = [
    (Label("input", "i1", "i1"), "i_1"),
    (Label("input", "x", "x"), "x"),
    (Label("input", "i12", "i12"), "i_{12}"),
    (Label("target", "target_o1", "o1"), r"\mathrm{target}_{o_1}"),
    (Label("rate", "eta"), r"\eta"),
    (Label("weight", "w5", "o1", "h1", 5), "w_{5}"),
    (Label("bias", "b1", number=1), "b_{1}"),
    (Label("bias", "b_h1", "h1", number=1), "b_{h_1}"),
    (Label("net", "net_h1", "h1"), r"\mathrm{net}_{h_1}"),
    (Label("out", "out_y", "y"), r"\mathrm{out}_{y}"),
    (Label("error", "E_o1", "o1"), "E_{o_1}"),
    (Label("total", "E_total"), r"E_{\mathrm{total}}"),
    (Label("dE_dout", "dE_dout_h1", "h1"), r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{h_1}}"),
    (Label("dout_dnet", "dout_dnet_h1", "h1"), r"\frac{\partial \mathrm{out}_{h_1}}{\partial \mathrm{net}_{h_1}}"),
    (Label("delta", "delta_h1", "h1"), r"\delta_{h_1}"),
    (Label("dnet_dw", "dnet_dw5", "o1", "h1", 5), r"\frac{\partial \mathrm{net}_{o_1}}{\partial w_{5}}"),
    (Label("gradient", "dE_dw5", "o1", "h1", 5), r"\frac{\partial E_{\mathrm{total}}}{\partial w_{5}}"),
    (Label("bias gradient", "dE_db2", number=2), r"\frac{\partial E_{\mathrm{total}}}{\partial b_{2}}"),
    (Label("dnet_dout", "dnet_o1_dout_h1", "o1", "h1", 5),
     r"\frac{\partial \mathrm{net}_{o_1}}{\partial \mathrm{out}_{h_1}}"),
    (Label("via", "v", "o1", "h1", is_output=True), r"\frac{\partial E_{o_1}}{\partial \mathrm{out}_{h_1}}"),
    (Label("via", "v", "k", "h1"),
     r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{net}_{k}}"
     r"\frac{\partial \mathrm{net}_{k}}{\partial \mathrm{out}_{h_1}}"),
    (Label("new weight", "w5_new", "o1", "h1", 5), "w_{5}^{+}"),
    (Label("new bias", "b2_new", number=2), "b_{2}^{+}"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "latex"), FIRST_ROUND, ids=[latex for _, latex in FIRST_ROUND])
def test_the_symbols_of_the_first_round_are_the_tutorials(label: Label, latex: str) -> None:
    assert symbol(label, PLAIN, 1) == latex


@pytest.mark.parametrize(("label", "round_number", "latex"), [
    (Label("weight", "w5", number=5), 2, "w_{5}^{+}"),
    (Label("weight", "w5", number=5), 3, "w_{5}^{(3)}"),
    (Label("new weight", "w5_new", number=5), 2, "w_{5}^{(3)}"),
    (Label("new weight", "w5_new", number=5), 9999, "w_{5}^{(10000)}"),
    (Label("net", "net_h1", "h1"), 2, r"\mathrm{net}_{h_1}^{+}"),
    (Label("total", "E_total"), 10001, r"E_{\mathrm{total}}^{(10001)}"),
    (Label("gradient", "g", number=5), 3, r"\frac{\partial E_{\mathrm{total}}^{(3)}}{\partial w_{5}^{(3)}}"),
    (Label("delta", "delta_h1", "h1"), 2, r"\delta_{h_1}^{+}"),
    (Label("dout_dnet", "d", "h1"), 2, r"\frac{\partial \mathrm{out}_{h_1}^{+}}{\partial \mathrm{net}_{h_1}^{+}}"),
    (Label("error", "E_o1", "o1"), 3, "E_{o_1}^{(3)}"),
    (Label("bias", "b_h1", "h1"), 3, "b_{h_1}^{(3)}"),
    (Label("via", "v", "o1", "h1", is_output=True), 2, r"\frac{\partial E_{o_1}^{+}}{\partial \mathrm{out}_{h_1}^{+}}"),
    (Label("input", "i1", "i1"), 3, "i_1"),
    (Label("target", "t", "o1"), 3, r"\mathrm{target}_{o_1}"),
    (Label("rate", "eta"), 3, r"\eta"),
])  # fmt: skip
def test_later_rounds_are_marked_and_what_never_changes_is_not(label: Label, round_number: int, latex: str) -> None:
    assert symbol(label, PLAIN, round_number) == latex


def test_a_weight_is_written_alike_as_the_result_of_one_round_and_as_the_start_of_the_next() -> None:
    for round_number in (1, 2, 3, 77):
        after = symbol(Label("new weight", "w5_new", number=5), PLAIN, round_number)
        assert after == symbol(Label("weight", "w5", number=5), PLAIN, round_number + 1)
        after = symbol(Label("new bias", "b1_new", number=1), PLAIN, round_number)
        assert after == symbol(Label("bias", "b1", number=1), PLAIN, round_number + 1)


@pytest.mark.parametrize(("letter", "latex"), [
    ("eta", r"\eta"), ("alpha", r"\alpha"), ("epsilon", r"\varepsilon"), ("a", "a"),
])  # fmt: skip
def test_the_learning_rate_is_written_in_the_examples_letter(letter: str, latex: str) -> None:
    assert symbol(Label("rate", "eta"), Notation(learning_rate=letter), 1) == latex


@pytest.mark.parametrize("letter", ["E", "L", "J", "C"])
def test_the_error_is_written_in_the_examples_letter_everywhere(letter: str) -> None:
    for label, latex in FIRST_ROUND:
        assert symbol(label, Notation(error=letter), 1) == latex.replace("E_", f"{letter}_")


def test_every_choice_of_the_example_has_its_latex() -> None:
    # The choices are read from what the model itself refuses and accepts.
    assert all(Notation(learning_rate=letter) for letter in notation.RATES)
    assert all(Notation(times=sign) for sign in notation.PRODUCTS)
    schema = Notation.model_json_schema()["properties"]
    assert set(schema["learning_rate"]["enum"]) == set(notation.RATES)
    assert set(schema["times"]["enum"]) == set(notation.PRODUCTS)


def test_every_family_that_occurs_has_a_symbol_and_each_symbol_is_of_one_number() -> None:
    example = two_outputs.read().variant(update="weights and biases")
    start = setting(example, float, float)
    done = one_round(start.network, start.method, start.samples[0])
    labels = [label for label, _ in (*naming.given(example, done, start.method, 0), *naming.computed(example, done))]
    assert {label.family for label in labels} | {"count"} == set(SYMBOLS)
    symbols = [symbol(label, PLAIN, 1) for label in labels]
    assert len(symbols) == len(set(symbols))


@pytest.mark.parametrize(("name", "latex"), [("h1", "h_1"), ("h12", "h_{12}"), ("y", "y"), ("out2", "out_2")])
def test_the_digits_of_a_name_stand_below_its_letters(name: str, latex: str) -> None:
    assert subscript(name) == latex


def test_marks_of_rounds() -> None:
    assert [mark(n) for n in (1, 2, 3, 10001)] == ["", "+", "(3)", "(10001)"]
