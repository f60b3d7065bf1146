"""The matrix lines of a layer in the tradition of the example, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from generator.documents import matrix_lines
from generator.documents.layer_matrices import LayerMatrices
from generator.documents.matrix_lines import KINDS
from generator.text import stamps
from generator.text.matrices import Expression
from generator.text.matrix_equation import Equation
from generator.text.matrix_proof import NotWhatWasExecuted
from tests.documents.matrix_examples import FIVE, HIDDEN, OUTPUT, T, example, line, pmatrix
from tests.matrix_reader import Reader, sides
from tests.two_outputs import worked

NET, I, B = (r"\mathrm{net}_{h_1}", r"\mathrm{net}_{h_2}"), ("i_1", "i_2"), ("b_{1}", "b_{1}")
HIDDEN_DELTAS, OUTPUT_DELTAS = (r"\delta_{h_1}", r"\delta_{h_2}"), (r"\delta_{o_1}", r"\delta_{o_2}")


def test_columns_are_written_as_their_tradition_writes_them() -> None:
    assert stamps.without(line(worked(), "forward", 1)).split(" \\\\[0.6em]\n") == [
        rf"{pmatrix(*NET)} &= {pmatrix('w_{1} & w_{2}', 'w_{3} & w_{4}')} \, {pmatrix(*I)} + {pmatrix(*B)}",
        rf"&= {pmatrix('0.15 & 0.20', '0.25 & 0.30')} \, {pmatrix('0.05', '0.10')} + {pmatrix('0.35', '0.35')}",
        rf"&= {pmatrix('0.3775', '0.3925')}",
    ]
    back = rf"{{{pmatrix('w_{5} & w_{6}', 'w_{7} & w_{8}')}}}{T} \, {pmatrix(*OUTPUT_DELTAS)}"
    assert rf"\left({back}\right) \odot " in line(worked(), "delta", 1)
    assert rf"= {pmatrix(*HIDDEN_DELTAS)} \, {pmatrix('i_1 & i_2')}" in line(worked(), "gradient", 1)


def test_rows_are_written_as_their_tradition_writes_them() -> None:
    rows = worked().variant(notation={"form": "rows"})
    net, i, b, hidden, output = (pmatrix(" & ".join(row)) for row in (NET, I, B, HIDDEN_DELTAS, OUTPUT_DELTAS))
    assert stamps.without(line(rows, "forward", 1)).split(" \\\\[0.6em]\n") == [
        rf"{net} &= {i} \, {pmatrix('w_{1} & w_{3}', 'w_{2} & w_{4}')} + {b}",
        rf"&= {pmatrix('0.05 & 0.10')} \, {pmatrix('0.15 & 0.25', '0.20 & 0.30')} + {pmatrix('0.35 & 0.35')}",
        rf"&= {pmatrix('0.3775 & 0.3925')}",
    ]
    back = rf"{output} \, {{{pmatrix('w_{5} & w_{7}', 'w_{6} & w_{8}')}}}{T}"
    assert rf"\left({back}\right) \odot " in line(rows, "delta", 1)
    assert rf"= {pmatrix(*I)} \, {hidden}" in line(rows, "gradient", 1)


def test_the_numbers_are_those_of_numpy() -> None:
    """The same network in float64, by the formulas of a textbook."""
    w1, b1 = np.array(HIDDEN["weights"]), np.array(HIDDEN["biases"])
    w2, b2 = np.array(OUTPUT["weights"]), OUTPUT["biases"]
    x, target = (np.array([sample[key] for sample in FIVE], float).T for key in ("inputs", "targets"))
    h = np.tanh(w1 @ x + b1[:, None])
    o = 1 / (1 + np.exp(-(w2 @ h + b2)))
    delta2 = (o - target) * o * (1 - o)
    delta1 = (w2.T @ delta2) * (1 - h**2)
    of = example("momentum, summed batches").variant(batch="full", batch_loss="mean")
    for kind, index, expected in [
        ("forward", 1, w1 @ x + b1[:, None]), ("out", 1, h), ("out", 2, o), ("delta", 2, delta2),
        ("delta", 1, delta1), ("gradient", 2, delta2 @ h.T / 5), ("gradient", 1, delta1 @ x.T / 5),
    ]:  # fmt: skip
        printed = np.array(Reader(sides(line(of, kind, index, batch=True))[-1][1]).value(), dtype=float)
        assert np.allclose(printed, expected, atol=5e-9, rtol=0), kind


def test_the_jacobian_of_softmax_has_a_row_for_each_out_in_both_traditions() -> None:
    for name in ("softmax, adam", "softmax, adam, in rows"):
        left, *rest = sides(line(example(name), "jacobian", 2))
        first = left[1].partition(r"\\")[0]
        assert first.count(r"\partial \mathrm{out}_{o_1}") == 2 and r"\partial \mathrm{net}_{o_2}" in first
        printed = Reader(rest[-1][1]).value()
        assert abs(sum(printed.flat)) < Fraction(1, 10**8), "each column of the Jacobian adds up to nothing"


def test_a_shared_bias_stands_in_every_row_and_a_layer_without_one_has_no_term() -> None:
    assert r"\begin{pmatrix} b_{1} \\ b_{1} \end{pmatrix}" in line(worked(), "forward", 1)
    of = example("softmax, adam")
    assert " + " not in line(of, "forward", 2).partition("[0.6em]")[0]
    with pytest.raises(LookupError, match="layer 2 has no biases"):
        line(of, "biases", 2)


def test_a_mistaken_network_shows_the_weights_that_it_used() -> None:
    early = worked().mistaken("updated weights on the way back")
    assert r"w_{5}^{+} & w_{6}^{+} \\ w_{7}^{+} & w_{8}^{+}" in line(early, "delta", 1)
    assert "w_{5} & w_{6}" in line(worked(), "delta", 1)


def test_of_a_batch_any_sample_can_be_shown() -> None:
    of = example("momentum, summed batches")
    assert r"\delta_{h_1}^{+,[4]}" in line(of, "gradient", 1, sample=4, round=2)
    with pytest.raises(LookupError, match="sample 1 is not in the batch of round 2"):
        line(of, "gradient", 1, sample=1, round=2)
    with pytest.raises(ValueError, match="say sample or batch, not both"):
        line(of, "gradient", 1, sample=1, batch=True)


@pytest.mark.parametrize(("kind", "index", "options", "said"), [
    ("forwards", 1, {}, "Did you mean 'forward'"),
    ("velocity", 1, {}, "unknown kind"),
    ("jacobian", 1, {}, "has no Jacobian"),
    ("update", 1, {"parameter": "biases"}, "biases of layer 1 do not change"),
    ("update", 1, {"parameter": "bias"}, "Did you mean 'biases'"),
    ("decayed gradient", 1, {}, "no weight decay"),
    ("forward", 1, {"round": 0}, "outside the training"),
])  # fmt: skip
def test_what_is_not_there_is_said(kind: str, index: int, options: dict[str, object], said: str) -> None:
    with pytest.raises(LookupError, match=said):
        line(worked(), kind, index, **options)


WRONG: dict[str, Callable[[LayerMatrices], Expression]] = {
    "forward": lambda here: here.weights.T @ here.incoming + here.biases,
    "delta": lambda here: (here.weights_back @ here.after.delta(here.after.neurons)) * here.slope(here.neurons),
    "gradient": lambda here: here.incoming @ here.delta(here.neurons).T,
}
"""Formulas that somebody might well write."""


@pytest.mark.parametrize("kind", WRONG)
def test_a_line_with_another_structure_than_the_engine_s_is_refused(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = KINDS[kind]

    def wrong(here: LayerMatrices) -> Equation:
        return Equation(right(here).result, WRONG[kind](here))

    monkeypatch.setitem(matrix_lines.KINDS, kind, wrong)
    with pytest.raises(NotWhatWasExecuted, match="do not give"):
        line(worked(), kind, 1)


def test_symbols_and_numbers_can_each_be_left_out() -> None:
    def rows(**options: bool) -> int:
        return line(worked(), "out", 1, **options).count("&")

    assert (rows(), rows(symbols=False), rows(numbers=False), rows(symbols=False, numbers=False)) == (3, 2, 2, 1)
