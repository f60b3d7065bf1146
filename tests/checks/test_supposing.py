"""Suppositions: free, unless they speak of nothing but the example's own numbers and are false of them."""

from __future__ import annotations

import pytest

from generator.checks.proof.document import Proofs, proofs
from generator.quantities.worked import Worked
from generator.text.marks import Mark

FREE = (
    r"w + b > 0",
    r"w_1 + w_2 + 2 b < 0",
    r"\frac{\partial E}{\partial w_i} = 0",
    r"k = i",
    r"e_{\text{hidden}} = W^{\mathsf T} e",
    r"w_{11}^{(1)} = 0",
    r"\eta = 1",
    r"x_1 = 1",
    r"\mathrm{out}_{h_1} > \mathrm{net}_{h_1}",
    r"E_{o_1} \le E_{\mathrm{total}}",
)
DENIED = (
    r"E_{o_1} = \mathrm{target}_{o_1}",
    r"E_{o_1} = 0",
    r"\mathrm{out}_{o_1} > \mathrm{target}_{o_1}",
    r"w_{11}^{(1)} = w_{12}^{(1)}",
    r"\delta_{o_1} = w_{11}^{(2)} \cdot \mathrm{out}_{h_1}",
    r"\mathrm{net}_{h_1} = w_{11}^{(1)} x_1 - w_{12}^{(1)} x_2 + b_{h_2}",
    r"E_{\mathrm{total}} \ll \mathrm{target}_{o_2}",
)


def supposed(formula: str, *examples: Worked) -> Proofs:
    text = f"Some words. {Mark('suppose', 'a thought')}\\( {formula} \\){Mark('supposed', '')}"
    return proofs(text, {}, examples)


@pytest.mark.parametrize("formula", FREE)
def test_what_is_no_false_statement_about_the_example_may_be_supposed(network: Worked, formula: str) -> None:
    found = supposed(formula, network)
    assert (found.supposed, [fault.message for fault in found.faults]) == (1, [])


@pytest.mark.parametrize("formula", DENIED)
def test_a_false_statement_about_the_example_is_no_supposition(network: Worked, formula: str) -> None:
    (fault,) = supposed(formula, network).faults
    assert fault.kind == "formula" and "is false there" in fault.message and "words" in fault.way_out
    assert fault.start > len("Some words.")


@pytest.mark.parametrize("formula", [r"i = 1, \dots, n", r"k = 1, 2, \ldots, m", r"t \to \infty"])
def test_what_an_index_runs_over_is_no_statement_about_the_example(network: Worked, formula: str) -> None:
    assert not proofs(f"for \\( {formula} \\)", {}, [network]).faults


@pytest.mark.parametrize("formula", [r"i = 2, \dots, n", r"i = 1, \dots, i", r"x_1 = 1", r"t = \infty"])
def test_what_only_looks_like_it_is_one(network: Worked, formula: str) -> None:
    assert proofs(f"for \\( {formula} \\)", {}, [network]).faults
