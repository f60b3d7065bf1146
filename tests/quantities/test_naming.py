"""The names of the numbers: which, in which order, and where each given one stands in the file."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import one_round
from generator.example import Example
from generator.quantities import naming
from generator.quantities.labels import Label, layers
from generator.quantities.setting import positions, setting
from tests import two_outputs
from tests.quantities import small_nets


def names(example: Example, part: str, number: int = 1) -> list[str]:
    return [label.name for label, _ in numbers(example, part, number)]


def numbers(example: Example, part: str, number: int = 1) -> list[tuple[Label, object]]:
    """The named numbers of a part of a round; "given" is what it starts from, its first sample included."""
    start = setting(example, float, float)
    done = one_round(start.start, start.method, start.batch(number), number)
    first = positions(number, start.batch_size, len(start.samples))[0]
    one = done.passes[0]
    parts = {
        "given": lambda: (
            *naming.inputs_and_targets(example, one.sample, first, naming.mark_of(example, first + 1)),
            *naming.given(example, done, start.method),
        ),
        "forward": lambda: naming.forward(example, one.forward, one.errors),
        "backward": lambda: naming.backward(example, one),
        "over_batch": lambda: naming.over_batch(example, done),
        "update": lambda: naming.update(example, done, start.method),
        "computed": lambda: naming.computed(example, done, start.method, first),
    }
    return list(parts[part]())


def layer(name: str, neurons: list[str], weights: list[list[float]], biases: object) -> dict[str, object]:
    return {"name": name, "neurons": neurons, "activation": "logistic", "weights": weights, "biases": biases}


def three_two_one() -> Example:
    """Three inputs, two hidden neurons without biases, two more with biases of their own, one output."""
    return two_outputs.read().variant(
        inputs=["x1", "x2", "x3"],
        layers=[
            layer("first", ["p", "q"], [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]], "none"),
            layer("second", ["r", "s"], [[0.7, 0.8], [0.9, 1.0]], [0.01, 0.02]),
            layer("last", ["y"], [[1.1, 1.2]], 0.03),
        ],
        data=[{"inputs": [1, 2, 3], "targets": [0.5]}, {"inputs": [4, 5, 6], "targets": [0.25]}],
        update="weights and biases",
    )


def test_given_numbers_are_named_as_the_tutorial_names_them() -> None:
    assert names(two_outputs.read(), "given") == [
        "i1", "i2", "target_o1", "target_o2", "eta", "w1", "w2", "w3", "w4", "b1", "w5", "w6", "w7", "w8", "b2",
    ]  # fmt: skip


def test_the_forward_pass_is_named_neuron_by_neuron() -> None:
    assert names(two_outputs.read(), "forward") == [
        "net_h1", "out_h1", "net_h2", "out_h2", "net_o1", "out_o1", "net_o2", "out_o2", "E_o1", "E_o2", "E_total",
    ]  # fmt: skip


def test_the_backward_pass_is_named_from_the_output_back() -> None:
    assert names(two_outputs.read(), "backward") == [
        "dE_dout_o1", "dout_dnet_o1", "delta_o1", "dE_dout_o2", "dout_dnet_o2", "delta_o2",
        "dnet_dw5", "dE_dw5", "dnet_dw6", "dE_dw6", "dnet_dw7", "dE_dw7", "dnet_dw8", "dE_dw8", "dE_db2",
        "dnet_o1_dout_h1", "dE_dout_h1_via_o1", "dnet_o1_dout_h2", "dE_dout_h2_via_o1",
        "dnet_o2_dout_h1", "dE_dout_h1_via_o2", "dnet_o2_dout_h2", "dE_dout_h2_via_o2",
        "dE_dout_h1", "dout_dnet_h1", "delta_h1", "dE_dout_h2", "dout_dnet_h2", "delta_h2",
        "dnet_dw1", "dE_dw1", "dnet_dw2", "dE_dw2", "dnet_dw3", "dE_dw3", "dnet_dw4", "dE_dw4", "dE_db1",
    ]  # fmt: skip


def test_the_update_is_named_from_the_output_back() -> None:
    assert names(two_outputs.read(), "update") == [f"w{n}_new" for n in (5, 6, 7, 8, 1, 2, 3, 4)]


def test_biases_that_are_updated_have_new_ones() -> None:
    both = two_outputs.read().variant(update="weights and biases")
    assert names(both, "update") == [
        "w5_new", "w6_new", "w7_new", "w8_new", "b2_new", "w1_new", "w2_new", "w3_new", "w4_new", "b1_new",
    ]  # fmt: skip
    assert names(three_two_one(), "update") == [
        "w11_new", "w12_new", "b3_new", "w7_new", "w8_new", "w9_new", "w10_new", "b_r_new", "b_s_new",
        "w1_new", "w2_new", "w3_new", "w4_new", "w5_new", "w6_new",
    ]  # fmt: skip


def test_a_bias_of_its_own_is_called_after_its_neuron_and_no_bias_is_not_called_at_all() -> None:
    found, derived = names(three_two_one(), "given"), names(three_two_one(), "backward")
    assert [name for name in found if name.startswith("b")] == ["b_r", "b_s", "b3"]
    assert [name for name in derived if name.startswith("dE_db")] == ["dE_db3", "dE_db_r", "dE_db_s"]


def test_weights_are_counted_row_by_row_through_all_layers() -> None:
    by_layer = layers(three_two_one())
    counted = [e.weight(j, i) for e in by_layer for j in range(len(e.neurons)) for i in range(len(e.inputs))]
    assert counted == list(range(1, 13))
    assert [(entry.inputs, entry.neurons) for entry in by_layer] == [
        (("x1", "x2", "x3"), ("p", "q")), (("p", "q"), ("r", "s")), (("r", "s"), ("y",)),
    ]  # fmt: skip
    assert [entry.shares_bias for entry in by_layer] == [False, False, True]
    assert [entry.is_output for entry in by_layer] == [False, False, True]


@pytest.mark.parametrize("example", [two_outputs.read(), three_two_one()], ids=["2-2-2", "3-2-2-1"])
def test_every_name_is_of_one_number(example: Example) -> None:
    found = names(example, "given") + names(example, "computed")
    assert len(found) == len(set(found))
    assert names(example, "computed") == [n for part in ("forward", "backward", "update") for n in names(example, part)]


def test_labels_say_what_a_number_belongs_to() -> None:
    by_name = {label.name: label for part in ("given", "computed") for label, _ in numbers(three_two_one(), part)}
    assert (by_name["w8"].neuron, by_name["w8"].source, by_name["w8"].number) == ("r", "q", 8)
    assert (by_name["dE_dw8"].family, by_name["dE_dw8"].neuron, by_name["dE_dw8"].source) == ("gradient", "r", "q")
    assert by_name["dE_dout_r_via_y"].has_error and not by_name["dE_dout_p_via_r"].has_error
    assert (by_name["dE_dout_p_via_r"].neuron, by_name["dE_dout_p_via_r"].source) == ("r", "p")
    assert (by_name["b3"].neuron, by_name["b3"].layer, by_name["b_s"].neuron) == ("", 3, "s")
    assert [(by_name["w8"].layer, by_name["w8"].row, by_name["w8"].column)] == [(2, 1, 2)]
    assert [by_name[name].parameter for name in ("w8", "b3", "dE_db_s")] == ["weight", "bias", "bias"]


@pytest.mark.parametrize("round_number", [1, 2])
@pytest.mark.parametrize("example", [
    two_outputs.read(), three_two_one(),
    small_nets.example("leaky relu", optimizer="rmsprop", batch=2, weight_decay=0.1),
], ids=["2-2-2", "3-2-2-1", "leaky relu, rmsprop"])  # fmt: skip
def test_the_place_of_a_given_number_leads_to_it(example: Example, round_number: int) -> None:
    given = numbers(example, "given", round_number)
    assert {label.name for label, _ in given if not label.place} == {label.name for label, _ in given if label.state and
                                                                     label.family == "state"}  # fmt: skip
    for label, number in given:
        if not label.place:
            continue
        found: object = example
        for step in label.place:
            found = getattr(found, step) if isinstance(step, str) else found[step]
        assert isinstance(found, Decimal) and float(found) == number, label.name


def test_the_line_of_every_given_number_holds_its_digits() -> None:
    example = two_outputs.read()
    lines = two_outputs.FILE.read_text(encoding="utf-8").split("\n")
    for label, _ in numbers(example, "given"):
        assert two_outputs.GIVEN[label.name] in lines[example.line(*label.place) - 1], label.name


def test_a_coupled_layer_has_a_jacobian_and_the_chain_rule_of_every_pair() -> None:
    found = names(small_nets.example(loss="categorical cross-entropy"), "backward")
    assert found[:14] == [
        "dE_dout_o1", "dE_dout_o2",
        "dout_o1_dnet_o1", "dout_o1_dnet_o2", "dout_o2_dnet_o1", "dout_o2_dnet_o2",
        "dE_dnet_o1_via_o1", "dE_dnet_o2_via_o1", "dE_dnet_o1_via_o2", "dE_dnet_o2_via_o2",
        "delta_o1", "delta_o2", "delta_o1_short", "delta_o2_short",
    ]  # fmt: skip
    assert names(small_nets.example(loss="categorical cross-entropy"), "forward")[4:8] == [
        "net_o1", "net_o2", "out_o1", "out_o2",
    ]  # fmt: skip


def test_the_numbers_of_a_pair_belong_to_a_net_and_an_out() -> None:
    by_name = {label.name: label for label, _ in numbers(small_nets.example(output="softmax"), "backward")}
    jacobian, via = by_name["dout_o1_dnet_o2"], by_name["dE_dnet_o2_via_o1"]
    assert (jacobian.source, jacobian.neuron) == (via.source, via.neuron) == ("o1", "o2")
    assert not by_name["dE_dout_h1_via_o1"].has_error  # softmax spreads a net over all errors


def test_only_what_comes_out_shorter_has_a_short_delta() -> None:
    assert not [name for name in names(small_nets.example(output="softmax"), "backward") if "short" in name]
    assert "delta_o1_short" in names(small_nets.example(loss="binary cross-entropy"), "backward")


STATES = {
    "adam": (["mean", "square"], ["mean_corrected", "square_corrected"]),
    "gradient descent": ([], []),
    "momentum": (["velocity"], []),
    "nesterov": (["velocity"], []),
    "rmsprop": (["square"], []),
}


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_an_optimizer_remembers_is_named_after_its_parameter(optimizer: str) -> None:
    """Own biases in both layers, so that the last layer has the weights 5 to 8."""
    states, asides = STATES[optimizer]
    example = small_nets.example(optimizer=optimizer)
    weights, biases = [f"w{n}" for n in range(1, 5)], ["b_h1", "b_h2"]
    start = names(example, "given")
    before = [f"{state}_{name}" for part in (weights, biases) for state in states for name in part]
    after_biases = start.index("b_h2") + 1
    assert start[after_biases : after_biases + len(before) + 1] == [*before, "w5"]
    made = [
        name.format(parameter)
        for part in (["w5", "w6", "w7", "w8"], ["b_o1", "b_o2"])
        for name in (*(f"{state}_{{}}_new" for state in states), *(f"{aside}_{{}}" for aside in asides), "{}_new")
        for parameter in part
    ]
    assert names(example, "update")[: len(made)] == made


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_settings_of_an_optimizer_come_first_and_the_number_of_the_round_behind_them(optimizer: str) -> None:
    found = names(small_nets.example(optimizer=optimizer, weight_decay=0.1), "given")
    asked = [name for name in OPTIMIZERS[optimizer].settings if name not in ("learning_rate", "t")]
    t = ["t"] if "t" in OPTIMIZERS[optimizer].settings else []
    assert found[:4] == ["i1", "i2", "target_o1", "target_o2"]
    assert found[4 : found.index("w1")] == ["eta", *asked, "weight_decay", *t]


def test_states_of_biases_that_stay_have_no_names() -> None:
    example = small_nets.example(optimizer="adam", update="weights")
    found = names(example, "given") + names(example, "update")
    assert "mean_w1" in found and not [name for name in found if re.search("_b_", name)]


def test_weights_alone_decay() -> None:
    found = names(small_nets.example(weight_decay=0.1), "update")
    decayed = [name for name in found if name.endswith("decayed")]
    assert decayed == [f"dE_dw{n}_decayed" for n in (5, 6, 7, 8, 1, 2, 3, 4)]
    assert found[:7] == [*(f"dE_dw{n}_decayed" for n in (5, 6, 7, 8)), "w5_new", "w6_new", "w7_new"]


def test_a_leak_is_called_after_its_layer() -> None:
    found = names(small_nets.example("leaky relu", "leaky relu"), "given")
    assert found[5:7] == ["leak1", "w1"] and found[found.index("leak2") + 1] == "w5"


def test_a_batch_has_the_names_of_each_sample_and_then_its_own() -> None:
    example = small_nets.example(batch=2)
    labels = [label for label, _ in numbers(example, "computed")]
    each = len(names(example, "forward") + names(example, "backward"))
    assert [label.sample for label in labels] == [1] * each + [2] * each + [0] * (len(labels) - 2 * each)
    assert [label.name for label in labels[:each]] == [label.name for label in labels[each : 2 * each]]
    own = [label.name for label in labels[2 * each :]]
    assert own[:7] == ["E_batch", "dE_dw5_batch", "dE_dw6_batch", "dE_dw7_batch", "dE_dw8_batch", "dE_db_o1_batch",
                       "dE_db_o2_batch"]  # fmt: skip
    assert own == names(example, "over_batch") + names(example, "update")


def test_a_smaller_last_batch_of_one_sample_has_no_mean() -> None:
    example = small_nets.example(batch=2)
    labels = [label for label, _ in numbers(example, "computed", 2)]
    assert names(example, "over_batch", 2) == [] and {label.sample for label in labels} == {3, 0}
    assert not [label.name for label in labels if "batch" in label.name]


def test_one_sample_in_each_round_is_not_marked() -> None:
    for round_number in (1, 2, 3):
        assert {label.sample for label, _ in numbers(small_nets.example(), "computed", round_number)} == {0}
        given = numbers(small_nets.example(), "given", round_number)
        assert given[0][0].place == ("data", round_number - 1, "inputs", 0)
        assert {label.sample for label, _ in given} == {0}


NOTATIONS = [
    {"weights": weights, "delta": delta, "form": form, "error": error, "learning_rate": rate}
    for weights, delta, form, error, rate in zip(
        ("numbered", "to from", "from to", "to from"), ("plus", "minus", "plus", "minus"),
        ("columns", "rows", "rows", "columns"), "ELJC", ("eta", "alpha", "a", "r"), strict=True,
    )
]  # fmt: skip


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda notation: "-".join(notation.values()))
@pytest.mark.parametrize("choices", [
    {},
    {"loss": "categorical cross-entropy", "batch": "full"},
    {"hidden": "leaky relu", "optimizer": "adam", "batch": 2},
], ids=["plain", "softmax, full batch", "adam, mini-batches"])  # fmt: skip
def test_the_names_that_an_author_types_are_the_same_in_every_notation(choices: dict, notation: dict) -> None:
    plain, other = small_nets.worked(**choices), small_nets.worked(**choices, notation=notation)
    for round_number in (1, 2, 3):
        assert list(plain.at(round_number)) == list(other.at(round_number))
