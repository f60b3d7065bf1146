"""The names of the numbers: which, in which order, and where each given one stands in the file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.engine.training import one_round
from generator.example import Example
from generator.quantities import naming
from generator.quantities.naming import Label, layers
from generator.quantities.setting import setting
from tests import two_outputs


def names(example: Example, part: str, sample: int = 0) -> list[str]:
    return [label.name for label, _ in numbers(example, part, sample)]


def numbers(example: Example, part: str, sample: int = 0) -> list[tuple[Label, object]]:
    start = setting(example, float, float)
    done = one_round(start.network, start.method, start.samples[sample])
    if part == "given":
        return list(naming.given(example, done, start.method, sample))
    return list(getattr(naming, part)(example, done))


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
    assert by_name["dE_dout_r_via_y"].is_output and not by_name["dE_dout_p_via_r"].is_output
    assert (by_name["dE_dout_p_via_r"].neuron, by_name["dE_dout_p_via_r"].source) == ("r", "p")
    assert (by_name["b3"].neuron, by_name["b3"].number) == ("", 3)


@pytest.mark.parametrize("sample", [0, 1])
@pytest.mark.parametrize("example", [two_outputs.read(), three_two_one()], ids=["2-2-2", "3-2-2-1"])
def test_the_place_of_a_given_number_leads_to_it(example: Example, sample: int) -> None:
    sample %= len(example.data)
    for label, number in numbers(example, "given", sample):
        found: object = example
        for step in label.place:
            found = getattr(found, step) if isinstance(step, str) else found[step]
        assert isinstance(found, Decimal) and float(found) == number, label.name


def test_the_line_of_every_given_number_holds_its_digits() -> None:
    example = two_outputs.read()
    lines = two_outputs.FILE.read_text(encoding="utf-8").split("\n")
    for label, _ in numbers(example, "given"):
        assert two_outputs.GIVEN[label.name] in lines[example.line(*label.place) - 1], label.name
