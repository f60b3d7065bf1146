"""Forward and backward pass against mpmath, sympy, difference quotients, and the tutorial's own numbers."""

from __future__ import annotations

from decimal import Decimal

import mpmath
import numpy as np
import pytest
import sympy

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.network import Layer, backward, bias_gradient, errors, forward
from generator.numbers import certified
from generator.numbers.certified import ball
from tests.strategies import DrawnLayer, DrawnNetwork
from tests.two_outputs import round_by_hand

HALF_SQUARED = LOSSES["half squared error"]


def d(*texts: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


TUTORIAL = DrawnNetwork(
    (
        DrawnLayer((d("0.15", "0.20"), d("0.25", "0.30")), d("0.35"), "logistic"),
        DrawnLayer((d("0.40", "0.45"), d("0.50", "0.55")), d("0.60"), "logistic"),
    ),
    ((d("0.05", "0.10"), d("0.01", "0.99")),), "half squared error",
)  # fmt: skip
# Three sizes that differ, so that no transposed matrix fits; biases of all three kinds.
UNEVEN = DrawnNetwork(
    (
        DrawnLayer((d("0.1", "-0.2", "0.3"), d("0.4", "0.5", "-0.6")), d("0.1", "-0.3"), "logistic"),
        DrawnLayer((d("0.7", "-0.8"),), None, "identity"),
        DrawnLayer((d("1.1"), d("-1.2"), d("1.3")), d("0.25"), "logistic"),
    ),
    ((d("1", "-2", "0.5"), d("0.2", "0.4", "0.9")),), "half squared error",
)  # fmt: skip


def test_the_forward_pass_gives_the_numbers_that_the_tutorial_prints() -> None:
    network, inputs, targets = TUTORIAL.built(float, float)
    hidden, output = forward(network, inputs)
    error = errors(HALF_SQUARED, targets, output.out)
    assert hidden.net[0] == pytest.approx(0.3775, abs=1e-15)
    assert hidden.out == pytest.approx([0.593269992, 0.596884378], abs=5.1e-10)
    assert output.net[0] == pytest.approx(1.105905967, abs=5.1e-10)
    assert output.out == pytest.approx([0.75136507, 0.772928465], abs=5.1e-10)
    assert error.each == pytest.approx([0.274811083, 0.023560026], abs=5.1e-10)
    assert error.total == pytest.approx(0.298371109, abs=5.1e-10)


def test_the_backward_pass_gives_the_numbers_that_the_tutorial_prints() -> None:
    network, inputs, targets = TUTORIAL.built(float, float)
    hidden, output = backward(network, HALF_SQUARED, targets, forward(network, inputs))
    assert output.dE_dout[0] == pytest.approx(0.74136507, abs=5.1e-10)
    assert output.dout_dnet[0] == pytest.approx(0.186815602, abs=5.1e-10)
    assert output.delta[0] == pytest.approx(0.138498562, abs=5.1e-10)
    assert output.dnet_dw[0] == pytest.approx([0.593269992, 0.596884378], abs=5.1e-10)
    assert output.dE_dw[0, 0] == pytest.approx(0.082167041, abs=5.1e-10)
    assert output.dnet_dinput[0, 0] == 0.40
    # The tutorial computes -0.019049119 from numbers that it has rounded; the ninth digit is an 8.
    assert output.dE_dinput_via[:, 0] == pytest.approx([0.055399425, -0.019049118], abs=5.1e-10)
    assert hidden.dE_dout[0] == pytest.approx(0.036350306, abs=5.1e-10)
    assert hidden.dout_dnet[0] == pytest.approx(0.241300709, abs=5.1e-10)
    assert hidden.dnet_dw[0, 0] == 0.05
    assert hidden.dE_dw[0, 0] == pytest.approx(0.000438568, abs=5.1e-10)


def test_certified_derivatives_contain_what_mpmath_computes_by_the_tutorials_formulas() -> None:
    expected = round_by_hand()
    with certified.precision(200), mpmath.workdps(60):
        network, inputs, targets = TUTORIAL.built(ball)
        hidden, output = backward(network, HALF_SQUARED, targets, forward(network, inputs))
        names = {"dE_dout": "dE_dout_{}", "dout_dnet": "dout_dnet_{}", "delta": "delta_{}"}
        found = {
            pattern.format(neuron): getattr(layer, field)[j]
            for layer, neurons in ((hidden, ("h1", "h2")), (output, ("o1", "o2")))
            for field, pattern in names.items()
            for j, neuron in enumerate(neurons)
        }
        found |= {f"dE_dw{n + 1}": g for n, g in enumerate([*hidden.dE_dw.flat, *output.dE_dw.flat])}
        found |= {"dE_db1": hidden.dE_db[0], "dE_db2": output.dE_db[0]}
        assert len(found) == 22
        for name, value in found.items():
            assert abs(mpmath.mpf(value.mid().str(60, radius=False)) - expected[name]) < mpmath.mpf(10) ** -50, name


def test_an_uneven_network_gives_what_loops_over_its_neurons_give() -> None:
    network, inputs, _ = UNEVEN.built(ball)
    with mpmath.workdps(40):
        signals = [mpmath.mpf(str(x)) for x in UNEVEN.samples[0][0]]
        for layer, passed in zip(UNEVEN.layers, forward(network, inputs), strict=True):
            biases = layer.biases or (Decimal(0),)
            nets = []
            for j, row in enumerate(layer.weights):
                bias = biases[j] if len(biases) > 1 else biases[0]
                weighted = [mpmath.mpf(str(weight)) * signal for weight, signal in zip(row, signals, strict=True)]
                nets.append(sum(weighted) + mpmath.mpf(str(bias)))
            signals = [1 / (1 + mpmath.exp(-net)) if layer.activation == "logistic" else net for net in nets]
            assert [float(x) for x in passed.net] == pytest.approx([float(x) for x in nets], rel=1e-14)
            assert [float(x) for x in passed.out] == pytest.approx([float(x) for x in signals], rel=1e-14)


def test_all_gradients_are_those_that_sympy_finds_by_symbolic_differentiation() -> None:
    logistic = lambda net: 1 / (1 + sympy.exp(-net))
    symbols, value, signals = {}, {}, [sympy.Rational(str(x)) for x in UNEVEN.samples[0][0]]
    for k, layer in enumerate(UNEVEN.layers):
        for place, number in np.ndenumerate(np.array(layer.weights, object)):
            symbols[k, "w", place] = sympy.Symbol(f"w{k}_{place[0]}_{place[1]}")
            value[symbols[k, "w", place]] = sympy.Rational(str(number))
        for j, number in enumerate(layer.biases or ()):
            symbols[k, "b", (j,)] = sympy.Symbol(f"b{k}_{j}")
            value[symbols[k, "b", (j,)]] = sympy.Rational(str(number))
        nets = []
        for j in range(len(layer.weights)):
            bias = symbols.get((k, "b", (j,)), symbols.get((k, "b", (0,)), 0))
            nets.append(sum(symbols[k, "w", (j, i)] * s for i, s in enumerate(signals)) + bias)
        signals = [logistic(net) if layer.activation == "logistic" else net for net in nets]
    wanted = [sympy.Rational(str(t)) for t in UNEVEN.samples[0][1]]
    error = sum((t - out) ** 2 for t, out in zip(wanted, signals, strict=True)) / 2

    with certified.precision(200):
        network, inputs, targets = UNEVEN.built(ball)
        derived = backward(network, HALF_SQUARED, targets, forward(network, inputs))
    checked = 0
    for (k, kind, place), symbol in symbols.items():
        gradient = (derived[k].dE_dw if kind == "w" else derived[k].dE_db)[place]
        exact = error.diff(symbol).subs(value).evalf(40)
        assert abs(sympy.Float(gradient.mid().str(40, radius=False), 40) - exact) < sympy.Float("1e-35"), symbol
        checked += 1
    assert checked == 6 + 2 + 2 + 3 + 1


def test_a_bias_that_a_softmax_layer_shares_changes_nothing() -> None:
    drawn = DrawnNetwork(
        (DrawnLayer((d("1"), d("-2"), d("0.5")), d("0.3"), "softmax"),),
        ((d("1.5"), d("0.2", "0.7", "0.1")),), "categorical cross-entropy",
    )  # fmt: skip
    network, inputs, targets = drawn.built(ball)
    (derived,) = backward(network, LOSSES[drawn.loss], targets, forward(network, inputs))
    assert len(derived.dE_db) == 1 and derived.dE_db[0].contains(0) and certified.width(derived.dE_db[0]) < 1e-14


def test_two_neurons_with_one_shared_bias_add_their_deltas() -> None:
    assert list(bias_gradient(np.array([2.0, -5.0]), np.array([0.1]))) == [-3.0]


def test_two_neurons_with_biases_of_their_own_get_their_own_deltas() -> None:
    delta = np.array([2.0, -5.0])
    gradient = bias_gradient(delta, np.array([0.1, 0.2]))
    assert list(gradient) == [2.0, -5.0] and gradient is not delta


def test_a_shared_bias_reaches_every_neuron_and_no_bias_reaches_none() -> None:
    weights, inputs = np.array([[1.0], [10.0], [100.0]]), np.array([2.0])
    nets = [
        forward((Layer(weights, biases, ACTIVATIONS["identity"]),), inputs)[0].net.tolist()
        for biases in (None, np.array([0.5]), np.array([0.1, 0.2, 0.3]))
    ]
    assert nets == [[2.0, 20.0, 200.0], [2.5, 20.5, 200.5], [2.1, 20.2, 200.3]]


def test_neither_pass_changes_what_it_is_given() -> None:
    network, inputs, targets = UNEVEN.built(float, float)
    arrays = [inputs, targets, *(a for layer in network for a in (layer.weights, layer.biases) if a is not None)]
    before = [array.copy() for array in arrays]
    backward(network, HALF_SQUARED, targets, forward(network, inputs))
    assert all((old == new).all() for old, new in zip(before, arrays, strict=True))
