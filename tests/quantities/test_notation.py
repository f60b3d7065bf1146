"""Symbols, by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from generator.engine.optimizers import OPTIMIZERS
from generator.example import Notation
from generator.example.fields import GREEK
from generator.quantities import notation
from generator.quantities.labels import Label, weights_of
from generator.quantities.labels import layers as layers_of
from generator.quantities.notation import SYMBOLS, mark, subscript, symbol
from generator.quantities.setting import setting
from tests import two_outputs
from tests.quantities import small_nets

PLAIN = Notation()

W5 = {"neuron": "o1", "source": "h1", "number": 5, "layer": 2, "row": 1, "column": 1, "parameter": "weight"}
B2 = {"layer": 2, "parameter": "bias"}

FIRST_ROUND = [
    (Label("input", "i1", "i1"), "i_1"),
    (Label("input", "x", "x"), "x"),
    (Label("input", "i12", "i12"), "i_{12}"),
    (Label("target", "target_o1", "o1"), r"\mathrm{target}_{o_1}"),
    (Label("rate", "eta"), r"\eta"),
    (Label("weight", "w5", "o1", "h1", 5), "w_{5}"),
    (Label("bias", "b1", layer=1), "b_{1}"),
    (Label("bias", "b_h1", "h1", layer=1), "b_{h_1}"),
    (Label("net", "net_h1", "h1"), r"\mathrm{net}_{h_1}"),
    (Label("out", "out_y", "y"), r"\mathrm{out}_{y}"),
    (Label("error", "E_o1", "o1"), "E_{o_1}"),
    (Label("total", "E_total"), r"E_{\mathrm{total}}"),
    (Label("dE_dout", "dE_dout_h1", "h1"), r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{h_1}}"),
    (Label("dout_dnet", "dout_dnet_h1", "h1"), r"\frac{\partial \mathrm{out}_{h_1}}{\partial \mathrm{net}_{h_1}}"),
    (Label("delta", "delta_h1", "h1"), r"\delta_{h_1}"),
    (Label("dnet_dw", "dnet_dw5", "o1", "h1", 5), r"\frac{\partial \mathrm{net}_{o_1}}{\partial w_{5}}"),
    (Label("gradient", "dE_dw5", **W5), r"\frac{\partial E_{\mathrm{total}}}{\partial w_{5}}"),
    (Label("bias gradient", "dE_db2", **B2), r"\frac{\partial E_{\mathrm{total}}}{\partial b_{2}}"),
    (Label("dnet_dout", "dnet_o1_dout_h1", "o1", "h1", 5),
     r"\frac{\partial \mathrm{net}_{o_1}}{\partial \mathrm{out}_{h_1}}"),
    (Label("via", "v", "o1", "h1", has_error=True), r"\frac{\partial E_{o_1}}{\partial \mathrm{out}_{h_1}}"),
    (Label("via", "v", "k", "h1"),
     r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{net}_{k}}"
     r"\frac{\partial \mathrm{net}_{k}}{\partial \mathrm{out}_{h_1}}"),
    (Label("new weight", "w5_new", "o1", "h1", 5), "w_{5}^{+}"),
    (Label("new bias", "b2_new", layer=2), "b_{2}^{+}"),
    (Label("count", "rounds"), r"\text{rounds}"),
    (Label("round", "t"), "t"),
    (Label("setting", "momentum", state="momentum"), r"\mu"),
    (Label("setting", "decay", state="decay"), r"\rho"),
    (Label("setting", "beta1", state="beta1"), r"\beta_1"),
    (Label("setting", "beta2", state="beta2"), r"\beta_2"),
    (Label("setting", "epsilon", state="epsilon"), r"\epsilon"),
    (Label("setting", "weight_decay", state="weight_decay"), r"\lambda"),
    (Label("leak", "leak2", layer=2), r"\mathrm{leak}_{2}"),
    (Label("batch total", "E_batch"), r"E_{\mathrm{batch}}"),
    (Label("data total", "E_data"), r"E_{\mathrm{data}}"),
    (Label("jacobian", "dout_o1_dnet_o2", "o2", "o1"),
     r"\frac{\partial \mathrm{out}_{o_1}}{\partial \mathrm{net}_{o_2}}"),
    (Label("via out", "dE_dnet_o2_via_o1", "o2", "o1"), r"\frac{\partial E_{o_1}}{\partial \mathrm{net}_{o_2}}"),
    (Label("short delta", "delta_o1_short", "o1"), r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{net}_{o_1}}"),
    (Label("batch gradient", "dE_dw5_batch", **W5), r"\frac{\partial E_{\mathrm{batch}}}{\partial w_{5}}"),
    (Label("batch bias gradient", "dE_db2_batch", **B2), r"\frac{\partial E_{\mathrm{batch}}}{\partial b_{2}}"),
    (Label("decayed gradient", "dE_dw5_decayed", **W5), "g_{w_{5}}"),
    (Label("state", "velocity_w5", state="velocity", **W5), "v_{w_{5}}"),
    (Label("state", "mean_b2", state="mean", **B2), "m_{b_{2}}"),
    (Label("new state", "square_w5_new", state="square", **W5), "s_{w_{5}}^{+}"),
    (Label("aside", "mean_corrected_w5", state="mean_corrected", **W5), r"\hat{m}_{w_{5}}^{+}"),
    (Label("aside", "square_corrected_b_h1", "h1", state="square_corrected", layer=1, parameter="bias"),
     r"\hat{s}_{b_{h_1}}^{+}"),
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
    (Label("gradient", "g", number=5, parameter="weight"), 3,
     r"\frac{\partial E_{\mathrm{total}}^{(3)}}{\partial w_{5}^{(3)}}"),
    (Label("delta", "delta_h1", "h1"), 2, r"\delta_{h_1}^{+}"),
    (Label("dout_dnet", "d", "h1"), 2, r"\frac{\partial \mathrm{out}_{h_1}^{+}}{\partial \mathrm{net}_{h_1}^{+}}"),
    (Label("error", "E_o1", "o1"), 3, "E_{o_1}^{(3)}"),
    (Label("bias", "b_h1", "h1"), 3, "b_{h_1}^{(3)}"),
    (Label("via", "v", "o1", "h1", has_error=True), 2, r"\frac{\partial E_{o_1}^{+}}{\partial \mathrm{out}_{h_1}^{+}}"),
    (Label("input", "i1", "i1"), 3, "i_1"),
    (Label("target", "t", "o1"), 3, r"\mathrm{target}_{o_1}"),
    (Label("rate", "eta"), 3, r"\eta"),
    (Label("setting", "beta1", state="beta1"), 3, r"\beta_1"),
    (Label("leak", "leak1", layer=1), 3, r"\mathrm{leak}_{1}"),
    (Label("batch total", "E_batch"), 2, r"E_{\mathrm{batch}}^{+}"),
    (Label("state", "velocity_w5", state="velocity", **W5), 3, "v_{w_{5}}^{(3)}"),
    (Label("new state", "velocity_w5_new", state="velocity", **W5), 3, "v_{w_{5}}^{(4)}"),
    (Label("aside", "mean_corrected_w5", state="mean_corrected", **W5), 3, r"\hat{m}_{w_{5}}^{(4)}"),
    (Label("decayed gradient", "dE_dw5_decayed", **W5), 3, "g_{w_{5}}^{(3)}"),
])  # fmt: skip
def test_later_rounds_are_marked_and_what_never_changes_is_not(label: Label, round_number: int, latex: str) -> None:
    assert symbol(label, PLAIN, round_number) == latex


def test_a_weight_is_written_alike_as_the_result_of_one_round_and_as_the_start_of_the_next() -> None:
    for round_number in (1, 2, 3, 77):
        after = symbol(Label("new weight", "w5_new", number=5), PLAIN, round_number)
        assert after == symbol(Label("weight", "w5", number=5), PLAIN, round_number + 1)
        after = symbol(Label("new bias", "b1_new", layer=1), PLAIN, round_number)
        assert after == symbol(Label("bias", "b1", layer=1), PLAIN, round_number + 1)


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
    schema = Notation.model_json_schema()["properties"]
    assert set(schema["times"]["enum"]) == set(notation.PRODUCTS)
    assert set(GREEK) == set(notation.GREEK)
    given = {setting for optimizer in OPTIMIZERS.values() for setting in optimizer.settings} - {"learning_rate", "t"}
    assert given | {"weight_decay"} == set(notation.SETTINGS)
    remembered = {name for optimizer in OPTIMIZERS.values() for name in optimizer.state + optimizer.aside}
    assert remembered == set(notation.STATES)


INDEXED = Label("weight", "w5", "o1", "h2", 6, layer=2, row=1, column=2)


@pytest.mark.parametrize(("choices", "round_number", "latex"), [
    ({"weights": "numbered"}, 1, "w_{6}"),
    ({"weights": "to from"}, 1, "w_{12}^{(2)}"),
    ({"weights": "from to"}, 1, "w_{21}^{(2)}"),
    ({"weights": "to from", "layer_index": False}, 1, "w_{12}"),
    ({"weights": "from to", "layer_index": False}, 3, "w_{21}^{(3)}"),
    ({"weights": "to from"}, 2, "w_{12}^{(2),+}"),
    ({"weights": "from to"}, 3, "w_{21}^{(2),t=3}"),
])  # fmt: skip
def test_a_weight_is_written_in_the_examples_notation(choices: dict, round_number: int, latex: str) -> None:
    """It leads to the first neuron of the second layer from the second neuron before it."""
    chosen = Notation(**choices)
    assert symbol(INDEXED, chosen, round_number) == latex
    derivative = symbol(replace(INDEXED, family="gradient", parameter="weight"), chosen, round_number)
    assert derivative.endswith(rf"{{\partial {latex}}}")


def test_many_neurons_have_a_comma_between_their_indices() -> None:
    chosen = Notation(weights="to from")
    eleven = [replace(INDEXED, row=row, column=column) for row, column in ((1, 11), (11, 1), (11, 11), (9, 9))]
    assert [symbol(label, chosen, 1) for label in eleven] == [
        "w_{1,11}^{(2)}", "w_{11,1}^{(2)}", "w_{11,11}^{(2)}", "w_{99}^{(2)}",
    ]  # fmt: skip


def test_what_belongs_to_a_weight_carries_the_weights_symbol() -> None:
    chosen = Notation(weights="to from")
    state = replace(INDEXED, family="new state", state="velocity", parameter="weight")
    assert symbol(state, chosen, 2) == "v_{w_{12}^{(2)}}^{(3)}"
    assert symbol(replace(INDEXED, family="dnet_dw", sample=3), chosen, 2) == (
        r"\frac{\partial \mathrm{net}_{o_1}^{+,[3]}}{\partial w_{12}^{(2),+}}"
    )


@pytest.mark.parametrize(("label", "round_number", "latex"), [
    (Label("input", "i1", "i1", sample=2), 1, "i_1^{[2]}"),
    (Label("input", "i1", "i1", sample=2), 9, "i_1^{[2]}"),
    (Label("target", "target_o1", "o1", sample=12), 3, r"\mathrm{target}_{o_1}^{[12]}"),
    (Label("net", "net_h1", "h1", sample=2), 1, r"\mathrm{net}_{h_1}^{[2]}"),
    (Label("net", "net_h1", "h1", sample=2), 2, r"\mathrm{net}_{h_1}^{+,[2]}"),
    (Label("out", "out_h1", "h1", sample=2), 3, r"\mathrm{out}_{h_1}^{(3),[2]}"),
    (Label("total", "E_total", sample=2), 3, r"E_{\mathrm{total}}^{(3),[2]}"),
    (Label("delta", "delta_h1", "h1", sample=2), 2, r"\delta_{h_1}^{+,[2]}"),
    (Label("gradient", "dE_dw5", sample=2, **W5), 3,
     r"\frac{\partial E_{\mathrm{total}}^{(3),[2]}}{\partial w_{5}^{(3)}}"),
    (Label("weight", "w5", number=5, sample=2), 1, "w_{5}"),
])  # fmt: skip
def test_a_sample_of_several_is_marked_behind_the_round(label: Label, round_number: int, latex: str) -> None:
    assert symbol(label, PLAIN, round_number) == latex


CHOICES = [
    {"hidden": "leaky relu", "optimizer": "nesterov", "biases": 0.1},
    {"loss": "categorical cross-entropy", "batch": 2, "optimizer": "adam", "weight_decay": 0.1},
    {"loss": "binary cross-entropy", "batch": "full", "optimizer": "rmsprop"},
]
OTHER_LETTERS = {"delta": "minus", "learning_rate": "alpha", "error": "J"}
NOTATIONS = [{}, {"weights": "to from"}, {"weights": "from to", **OTHER_LETTERS}]


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda chosen: chosen.get("weights", "numbered"))
@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: choices["optimizer"])
def test_each_symbol_of_a_round_is_of_one_number(choices: dict, notation: dict) -> None:
    worked = small_nets.worked(**choices, notation=notation)
    for number in (1, 2, 3):
        batch = [worked.at(number, sample=k + 1) for k in worked.positions(number)]
        quantities = {q.key: q for part in (worked.at(number), *batch) for q in part.values()}
        by_symbol: dict[str, set[str]] = {}
        for quantity in quantities.values():
            by_symbol.setdefault(quantity.symbol, set()).add(quantity.key)
        assert {symbol: keys for symbol, keys in by_symbol.items() if len(keys) > 1} == {}
        assert "" not in by_symbol


@cache
def families() -> set[str]:
    """What occurs in the small networks."""
    all_worked = [small_nets.worked(**choices) for choices in CHOICES]
    seen = {q.family for one in all_worked for number in (1, 3) for q in one.at(number).values()}
    return seen | {all_worked[0].predictions(1).loss.family, all_worked[0].rounds.family}


@pytest.mark.parametrize("family", SYMBOLS)
def test_every_symbol_of_the_table_occurs(family: str) -> None:
    assert family in families()
    assert family in {label.family for label, _ in FIRST_ROUND}


def test_every_family_that_occurs_has_a_symbol() -> None:
    assert families() == set(SYMBOLS)


@pytest.mark.parametrize("weights", ["numbered", "to from", "from to"])
def test_no_two_weights_have_the_same_symbol(weights: str) -> None:
    """Twelve inputs, eleven and eleven neurons, so that 1 and 11 meet 11 and 1."""
    inputs, hidden, output = ([f"{letter}{n}" for n in range(1, size + 1)] for letter, size in zip("iho", (12, 11, 11)))
    layers = [
        small_nets.layer(name, neurons, "tanh", [[0.1] * len(before)] * len(neurons), "none")
        for name, neurons, before in (("a", hidden, inputs), ("b", output, hidden))
    ]
    data = [{"inputs": [1] * 12, "targets": [0] * 11}]
    example = two_outputs.read().variant(inputs=inputs, layers=layers, data=data, notation={"weights": weights})
    start = setting(example, float, float).start
    labels = [
        label
        for names, layer in zip(layers_of(example), start.network, strict=True)
        for label, _ in weights_of(names, "weight", "w{}", layer.weights)
    ]
    assert len(labels) == 12 * 11 + 11 * 11
    for number in (1, 2, 3):
        assert len({symbol(label, example.notation, number) for label in labels}) == len(labels)


NAMES = [("h1", "h_1"), ("h12", "h_{12}"), ("y", "y"), ("out2", r"\mathrm{out}_2"), ("cap", r"\mathrm{cap}")]


@pytest.mark.parametrize(("name", "latex"), NAMES)
def test_the_digits_of_a_name_stand_below_its_letters_and_a_word_is_upright(name: str, latex: str) -> None:
    assert subscript(name) == latex


def test_marks_of_rounds() -> None:
    assert [mark(n) for n in (1, 2, 3, 10001)] == ["", "+", "(3)", "(10001)"]
