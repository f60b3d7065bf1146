"""Of a large matrix some entries are written, and they are the right ones."""

from __future__ import annotations

import numpy as np
import pytest

from generator.numbers import certified
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text import stamps
from tests import two_outputs
from tests.documents.matrix_examples import OUTPUT, line, pmatrix
from tests.two_outputs import BITS


def big(inputs: int, neurons: int) -> Worked:
    names = [f"x{i}" for i in range(inputs)], [f"h{j}" for j in range(neurons)]
    weights = [[(3 * i + 5 * j) % 19 / 10 - 0.85 for i in range(inputs)] for j in range(neurons)]
    hidden = {"name": "hidden", "neurons": names[1], "activation": "logistic", "weights": weights, "biases": 0.1}
    after = [[(7 * j + k) % 11 / 10 - 0.45 for j in range(neurons)] for k in range(2)]
    data = [{"inputs": [i % 7 / 70 + 0.01 for i in range(inputs)], "targets": [0, 1]}]
    changed = two_outputs.read().variant(
        inputs=names[0], layers=[hidden, {**OUTPUT, "weights": after}], data=data, rounds=1, table=[1]
    )
    with certified.precision(BITS):
        return Worked(changed, BITS)


def test_of_a_large_matrix_the_first_two_and_the_last_are_written() -> None:
    of = big(10, 9)
    first, second, last = stamps.without(line(of, "forward", 1, "4 significant")).split(" \\\\[0.6em]\n")
    weights = pmatrix(r"w_{1} & w_{2} & \cdots & w_{10}", r"w_{11} & w_{12} & \cdots & w_{20}",
                      r"\vdots & \vdots & \ddots & \vdots", r"w_{81} & w_{82} & \cdots & w_{90}")  # fmt: skip
    inputs = pmatrix("x_0", "x_1", r"\vdots", "x_9")
    assert rf"= \underbrace{{{weights}}}_{{9 \times 10}} \, \underbrace{{{inputs}}}_{{10 \times 1}} + " in first
    assert r"\underbrace" not in second + last
    numbers = np.array([[float(weight) for weight in row] for row in of.example.layers[0].weights])
    net = numbers @ np.array([float(x) for x in of.example.data[0].inputs]) + 0.1
    shown = [float(entry) for entry in last.removeprefix(r"&\approx \begin{pmatrix} ").split() if entry[-1].isdigit()]
    assert np.allclose(shown, net[[0, 1, 8]], rtol=5e-4)


def test_a_network_too_large_to_be_worked_out_in_full_shows_its_first_neuron() -> None:
    of = big(784, 32)
    text = stamps.without(line(of, "update", 1, "4 significant", numbers=False))
    new = pmatrix(r"w_{1}^{+} & w_{2}^{+} & \cdots & w_{784}^{+}", r"\vdots & \vdots & \ddots & \vdots")
    assert text.startswith(rf"&\underbrace{{{new}}}_{{32 \times 784}} ")
    (shown,) = (x for x in stamps.stamps(line(of, "delta", 1, "4 significant")) if x.key.endswith("/delta_h0@1"))
    deltas, slope = (float_of(of.first[name]) for name in ("delta_o1", "delta_o2")), float_of(of.first["dout_dnet_h0"])
    passed_back = sum(float(row[0]) * delta for row, delta in zip(of.example.layers[1].weights, deltas, strict=True))
    assert float(shown.text) == pytest.approx(passed_back * slope, rel=1e-3)


def float_of(quantity: Quantity) -> float:
    return certified.middle(quantity.value.ball)
