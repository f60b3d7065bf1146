"""Formulas in symbols, right and wrong, in a network with two layers."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.proof.document import Proofs, proofs
from generator.documents.provisos import provisos
from generator.example import read
from generator.quantities.worked import Worked
from generator.text.marks import Mark

EXAMPLE = """\
title: Two layers
inputs: [x1, x2]
layers:
  - {name: hidden, neurons: [h1, h2], activation: ACTIVATION, weights: [[0.3, -0.2], [0.5, 0.4]], biases: [0.1, -0.2]}
  - {name: output, neurons: [o1, o2], activation: logistic, weights: [[-0.7, 0.6], [0.2, 0.9]], biases: [0.2, 0.3]}
loss: half squared error
data:
  - {inputs: [0.8, 0], targets: [0.9, 0.1]}
  - {inputs: [0.1, 0.6], targets: [0.3, 0.2]}
batch: BATCH
optimizer: gradient descent
learning_rate: 0.5
update: weights and biases
rounds: 3
table: [1, 3]
notation: {weights: WEIGHTS, form: FORM}
"""

CHAIN = (
    r"\frac{\partial E}{\partial w} = \frac{\partial E}{\partial \mathrm{out}} "
    r"\cdot \frac{\partial \mathrm{out}}{\partial \mathrm{net}} "
)
TRUE = (
    r"\sigma'(z) = \sigma(z)\,(1 - \sigma(z))",
    r"\left( \frac{1}{1 + e^{-z}} \right)' = \frac{e^{-z}}{(1 + e^{-z})^2}",
    r"\delta_j = \frac{\partial E}{\partial \mathrm{out}_j} \cdot \sigma'(\mathrm{net}_j)",
    r"\frac{\partial E}{\partial w_{ji}} = \delta_j \cdot \mathrm{out}_i",
    r"\frac{\partial E}{\partial b_j} = \delta_j",
    r"\delta_i = \Bigl( \sum_{j} \delta_j \cdot w_{ji} \Bigr) \cdot \mathrm{out}_i\,(1 - \mathrm{out}_i)",
    r"\frac{\partial E}{\partial \mathrm{out}_j} = -(\mathrm{target}_j - \mathrm{out}_j)",
    r"E = \tfrac{1}{2} \sum_{k=1}^{n} (\mathrm{target}_{o_k} - \mathrm{out}_{o_k})^2",
    r"\frac{\partial}{\partial w_{ji}} \sum_{k} w_{jk} \mathrm{out}_k = \mathrm{out}_i",
    r"\mathrm{net}_j = \sum_{i} w_{ji}\, \mathrm{out}_i + b_j",
    r"\mathrm{net}_{h_1} = w_{11}^{(1)} x_1 + w_{12}^{(1)} x_2 + b_{h_1}",
    r"w \leftarrow w - \eta \cdot \frac{\partial E}{\partial w}",
    r"w^{+} = w - \eta \cdot \frac{\partial E}{\partial w}",
    r"\mathrm{net} = W x + b",
    r"\mathrm{out} = f(W x + b)",
    r"\mathrm{out} = \sigma\bigl( W^{(2)} \sigma( W^{(1)} x + b^{(1)} ) + b^{(2)} \bigr)",
    r"\frac{\partial E}{\partial W} = \delta\, x^{\mathsf T}",
    r"\underbrace{\mathrm{out}\,(1 - \mathrm{out})}_{\sigma'(\mathrm{net})} = \sigma'(\mathrm{net})",
    r"\mathrm{out}_{h_1} > \mathrm{net}_{h_1}",
    CHAIN + r"\cdot \frac{\partial \mathrm{net}}{\partial w}",
    r"\frac{\partial E}{\partial b} = \frac{\partial E}{\partial \mathrm{net}}",
)
FALSE = (
    CHAIN + r"\cdot \frac{\partial \mathrm{net}}{\partial \mathrm{out}}",
    CHAIN,
    r"\sigma'(z) = \sigma(z)\,(1 + \sigma(z))",
    r"\left( \frac{1}{1 + e^{-z}} \right)' = \frac{-e^{-z}}{(1 + e^{-z})^2}",
    r"\frac{\partial E}{\partial w_{ji}} = \delta_i \cdot \mathrm{out}_i",
    r"\frac{\partial E}{\partial w_{ji}} = \delta_j \cdot \mathrm{out}_j",
    r"\frac{\partial E}{\partial w_{ij}} = \delta_j \cdot \mathrm{out}_i",
    r"\delta_i = \Bigl( \sum_{j} \delta_j \cdot w_{ij} \Bigr) \cdot \mathrm{out}_i\,(1 - \mathrm{out}_i)",
    r"\frac{\partial E}{\partial \mathrm{out}_j} = \mathrm{target}_j - \mathrm{out}_j",
    r"E = \sum_{k=1}^{n} (\mathrm{target}_{o_k} - \mathrm{out}_{o_k})^2",
    r"\mathrm{net}_{h_1} = w_{11}^{(1)} x_1 + w_{21}^{(1)} x_2 + b_{h_1}",
    r"w^{+} = w + \eta \cdot \frac{\partial E}{\partial w}",
    r"w \leftarrow w - \frac{\partial E}{\partial w}",
    r"\mathrm{net} = W x - b",
    r"\mathrm{net} = x W + b",
    r"\mathrm{out} = \sigma\bigl( W^{(1)} \sigma( W^{(2)} x + b^{(1)} ) + b^{(2)} \bigr)",
    r"\frac{\partial E}{\partial W} = x\, \delta^{\mathsf T}",
    r"\underbrace{\mathrm{out}\,(1 - \mathrm{net})}_{\sigma'(\mathrm{net})} = \sigma'(\mathrm{net})",
    r"\mathrm{out}_{h_1} < \mathrm{net}_{h_1}",
    r"q = \mathrm{net}_{h_1}",
    r"w_1 + w_2 = \mathrm{net}_{h_1}",
    r"\mathrm{onet}_{j} = \mathrm{net}_{j}",
)


def worked(
    folder: Path, *, weights: str = "to from", form: str = "columns", batch: str = "online",
    activation: str = "logistic", inputs: str = "[x1, x2]",
) -> Worked:  # fmt: skip
    text = EXAMPLE.replace("WEIGHTS", weights).replace("FORM", form).replace("BATCH", batch)
    text = text.replace("[x1, x2]", inputs)
    (folder / "example.yml").write_text(text.replace("ACTIVATION", activation), encoding="utf-8")
    return Worked(read(folder / "example.yml"), 128)


def of(example: Worked, *formulas: str) -> Proofs:
    return proofs("".join(rf"so \[ {formula} \] and " for formula in formulas), {}, [example])


@pytest.mark.parametrize("formula", TRUE)
def test_a_true_formula_is_proved(network: Worked, formula: str) -> None:
    found = of(network, formula)
    assert found.proved == 1 and not found.faults, [fault.message for fault in found.faults]


@pytest.mark.parametrize("formula", FALSE)
def test_a_formula_that_is_not_true_is_a_finding(network: Worked, formula: str) -> None:
    (fault,) = of(network, formula).faults
    assert fault.kind == "formula" and "suppose" in fault.way_out


def test_a_false_formula_tells_for_which_neurons_it_fails_and_both_sides(network: Worked) -> None:
    (fault,) = of(network, r"\frac{\partial E}{\partial w_{ji}} = \delta_i \cdot \mathrm{out}_i").faults
    assert "i = h1, j = o1: left -0.0538106000589, right 0.0127" in fault.message


def test_an_unknown_symbol_is_named(network: Worked) -> None:
    (fault,) = of(network, r"\mathrm{net}_j = \mathrm{nett}_j").faults
    assert fault.message.startswith("nothing proves this formula") and "nett" in fault.message


def test_an_input_of_zero_hides_no_slip(network: Worked) -> None:
    """x2 is 0 in the first sample, so there each factor beside it could be anything."""
    assert of(network, r"\mathrm{net}_{h_1} = w_{11}^{(1)} x_1 + w_{22}^{(1)} x_2 + b_{h_1}").faults


def test_rows_are_multiplied_from_the_left(tmp_path: Path) -> None:
    rows = worked(tmp_path, form="rows")
    assert of(rows, r"\mathrm{net} = x W + b").proved == 1
    assert of(rows, r"\mathrm{net} = W x + b").faults


def test_an_input_called_x_does_not_hide_that_x_is_what_comes_in(tmp_path: Path) -> None:
    assert of(worked(tmp_path, inputs="[x, b]"), r"\mathrm{net} = W x + b").formulas[0].outcome.held == 2


def test_numbered_weights_leave_the_direction_open_but_only_once(tmp_path: Path) -> None:
    numbered = worked(tmp_path, weights="numbered")
    to_from = r"\frac{\partial E}{\partial w_{ji}} = \delta_j \cdot \mathrm{out}_i"
    from_to = r"\frac{\partial E}{\partial w_{ij}} = \delta_j \cdot \mathrm{out}_i"
    assert of(numbered, to_from).proved == 1 and of(numbered, from_to).proved == 1
    assert len(of(numbered, to_from, to_from, from_to).faults) == 1
    assert of(numbered, r"w_i^{+} = w_i - \eta \cdot \frac{\partial E}{\partial w_i}").proved == 1


def test_samples_of_a_batch_have_their_own_index(tmp_path: Path) -> None:
    full = worked(tmp_path, batch="full")
    mean = r"\frac{\partial E}{\partial w} = \frac{1}{n} \sum_{k=1}^{n} \frac{\partial E^{[k]}}{\partial w}"
    assert of(full, mean).proved == 1
    assert of(full, mean.replace(r"\frac{1}{n}", "")).faults


def test_the_sigma_of_a_net_is_of_a_neuron_with_that_activation(tmp_path: Path) -> None:
    mixed = worked(tmp_path, activation="tanh")
    assert of(mixed, r"\mathrm{out}_j = \sigma(\mathrm{net}_j)").formulas[0].outcome.held == 2


def test_letters_of_a_document_are_what_it_says(network: Worked) -> None:
    where = provisos()["where"](e="target - out", o="out")
    right = r"\[ \frac{\partial E}{\partial o_j} = -e_j \] "
    assert proofs(where + right, {}, [network]).proved == 1
    assert proofs(where + right.replace("-e", "e"), {}, [network]).faults
    assert proofs(right + where, {}, [network]).faults, "it was explained too late"


def test_what_is_supposed_is_counted_and_not_tried(network: Worked) -> None:
    text = f"{Mark('suppose', 'a thought')}\\(b < 0\\){Mark('supposed', '')} and \\(b < 0\\)"
    found = proofs(text, {}, [network])
    assert (found.supposed, len(found.faults)) == (1, 1)


def test_formulas_without_an_example_are_left_alone() -> None:
    assert proofs(r"\[ a = b \]", {}, []) == Proofs()


def test_a_name_that_is_a_word_is_one_symbol(tmp_path: Path) -> None:
    named = worked(tmp_path, inputs="[cap, stem]")
    right = r"\mathrm{net}_{h_1} = w_{11}^{(1)} \cdot \mathrm{cap} + w_{12}^{(1)} \cdot \mathrm{stem} + b_{h_1}"
    assert of(named, right).proved == 1
    assert of(named, right.replace("cap", "stem")).faults
