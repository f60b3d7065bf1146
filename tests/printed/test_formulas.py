"""Printed formulas: what is different, and slips of notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import AuditError
from generator.printed.slips import breakable, slips
from tests.printed.hand_made import compared, verdicts, written

DELTA = "(out_o - target_o) * out_o * (1 - out_o)"


def formula(says: str, of: str, right: str = "") -> str:
    return f"{{formula: x, says: {says}, of: {of}{', right: ' + right if right else ''}}}"


@pytest.mark.parametrize(("says", "of"), [
    ("w1 * x + b1", "net_h"), ("1 / (1 + exp(-net_o))", "out_o"), (DELTA, "delta_o"),
    ("w2 - eta * (delta_o * out_h)", "w2_new"), ("sigma(x) * (1 - sigma(x))", "slope(x)"),
    ("1/2 * (target_o - out_o)**2", "E_total"),
])  # fmt: skip
def test_a_right_formula_is_no_finding(tmp_path: Path, says: str, of: str) -> None:
    assert verdicts(tmp_path, formula(says, of)) == []


@pytest.mark.parametrize(("says", "of", "right", "found"), [
    ("(target_o - out_o) * dout_dnet_o", "delta_o", "-(target_o - out_o) * dout_dnet_o", ("wrong sign",)),
    ("w1 * out_h + b_o", "net_o", "w2 * out_h + b_o", ("wrong index",)),
    ("delta_o * eta", "dE_dw2", "delta_o * out_h", ("wrong factor",)),
    ("dE_dout_o * slope(out_o)", "delta_o", "dE_dout_o * slope(net_o)", ("derivative taken at the wrong place",)),
    ("x / w1", "x / w2", "x / w2", ("denominators of another column",)),
    ("sigma(net_o)", "slope(net_o)", "slope(net_o)", ("derivative sign left out",)),
    ("(target_o - out_o) * slope(net_o) * eta", "dE_dw2", "-(target_o - out_o) * slope(net_o) * out_h",
     ("wrong sign", "wrong factor")),
])  # fmt: skip
def test_what_is_different_is_told(tmp_path: Path, says: str, of: str, right: str, found: tuple[str, ...]) -> None:
    assert verdicts(tmp_path, formula(says, of, right)) == [found]


def test_a_formula_is_mended_only_by_what_is_right(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="is not net_o either"):
        compared(written(tmp_path, formula("w1 * out_h + b_o", "net_o", "w2 * out_h + b1")))


def test_general_indices_are_tried_one_by_one(tmp_path: Path) -> None:
    names = "{v1: w1, v2: w2, u1: w1, u2: w1}"
    assert verdicts(tmp_path, '{formula: v, says: "v{i}", of: "w{i}", each: {i: [1, 2]}}', names) == []
    assert verdicts(tmp_path, '{formula: u, says: "u{i}", of: "u{i}", each: {i: [1, 2]}}', names) == []
    wrong = '{formula: u, says: "u{i}", of: "w{i}", each: {i: [1, 2]}}'
    assert verdicts(tmp_path, wrong, names) == [("wrong factor",)]


def test_indices_in_the_other_order_are_told_from_a_wrong_index(tmp_path: Path) -> None:
    names = "{v12: w1, v21: w2, v11: b1}"
    turned = '{formula: v, says: "v{i}{j}", of: "v{j}{i}", each: {i: [1], j: [2]}}'
    assert verdicts(tmp_path, turned, names) == [("indices in the other order",)]
    assert verdicts(tmp_path, "{formula: v, says: v12, of: v21}", names) == [("indices in the other order",)]
    assert verdicts(tmp_path, "{formula: v, says: v11, of: v21}", names) == [("wrong index",)]


def test_an_equals_sign_between_unequal_sides_is_found(tmp_path: Path) -> None:
    entry = '{equation: ["[[0.30, 0.1]] @ [[0.80], [1]]", "[0.34, 1]"], of: ["[[w1, b1]] @ [[x], [1]]", "[net_h, 1]"]}'
    assert verdicts(tmp_path, entry) == [("equals sign between unequal sides",)]
    assert verdicts(tmp_path, entry.replace("[0.34, 1]", "[0.34]").replace("[net_h, 1]", "[net_h]")) == []


def test_a_sentence_that_is_not_so_is_found(tmp_path: Path) -> None:
    entry = "{sentence: the weights are equal, says: w1, of: w2}"
    assert verdicts(tmp_path, entry) == [("does not hold for this network",)]
    assert verdicts(tmp_path, "{sentence: the target is constant, says: target_o, of: target_o@2}") == []


@pytest.mark.parametrize(("latex", "found"), [
    (r"\frac{\partial E}{\partial w}", ()),
    (r"\frac{\partial E}{w}", ("∂ left out",)),
    (r"\frac{E}{\partial w} = x", ("∂ left out",)),
    (r"\frac{\partial}{\partial w_{ij}} \frac{1}{2}", ()),
    (r"\frac{\partial{E_{total}}}{\partial w_5} = \frac{\partial E}{\partial out_{o_1}}", ()),
    (r"\frac{\partial E}{\partial w_{ij}} = \sum_{j=1}^{n} o_j", ("one letter for two indices",)),
    (r"\frac{\partial E}{\partial w_{ij}} = \sum_{k=1}^{n} o_k", ()),
    (r"\frac{\partial E_{total}}{\partial w_1} = \sum_o \delta_o w_{ho}", ()),
    (r"E_{h_i} = \sum_{j} y_{j}", ()),
])  # fmt: skip
def test_slips_of_notation(latex: str, found: tuple[str, ...]) -> None:
    assert slips(latex) == found


def test_a_formula_may_break_behind_what_joins_its_factors_and_nowhere_else() -> None:
    assert breakable(r"a = (b \cdot c) \cdot \sum_{i=1}^{m} d") == ("a =", r"(b \cdot c) \cdot", r"\sum_{i=1}^{m} d")
    matrix = r"\begin{bmatrix} a = b \\ c \end{bmatrix} \cdot d"
    assert breakable(matrix) == (matrix.removesuffix(" d"), "d")
