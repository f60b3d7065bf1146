"""One update of a layer: what the optimizer gets, what it is told to remember, what stays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from generator.engine.activations import ACTIVATIONS
from generator.engine.losses import LOSSES
from generator.engine.network import Layer
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import beginning, moved
from generator.engine.updates import Gradient, Memory, Method, fresh_memory, move_layer
from generator.numbers.certified import Certified, ball
from generator.numbers.traced import Traced
from tests.strategies import SETTINGS

TABLE = pytest.mark.parametrize("name", OPTIMIZERS)
LAYER = Layer(np.array([[3.0, -2.0, 0.5], [1.0, 4.0, -1.0]]), np.array([0.5, -0.5]), ACTIVATIONS["leaky relu"], (0.1,))
GRADIENT = Gradient(np.array([[1.0, 2.0, -1.0], [0.5, -2.0, 0.0]]), np.array([1.0, -3.0]))


def method(name: str, **more: object) -> Method:
    """The settings come in another order than the optimizer's, as nobody promises one."""
    settings = {setting: float(Decimal(high).scaleb(-places)) / 2 for setting, (_, high, places) in SETTINGS.items()}
    wanted = {setting: settings[setting] for setting in sorted(OPTIMIZERS[name].settings) if setting != "t"}
    return Method(LOSSES["squared error"], OPTIMIZERS[name], wanted, **{"update_biases": True, **more})


def by_optimizer(how: Method, parameter: np.ndarray, gradient: np.ndarray, t: int, *state: np.ndarray) -> tuple:
    """What the optimizer itself returns, as a tuple."""
    settings = {**how.settings, "t": t}
    result = how.optimizer.update(parameter, gradient, *(settings[key] for key in how.optimizer.settings), *state)
    return result if how.optimizer.state else (result,)


@TABLE
def test_weights_and_biases_are_moved_by_their_own_gradients_and_states_in_the_round_that_it_is(name: str) -> None:
    how = method(name)
    ours = Memory(
        tuple(LAYER.weights**2 + k for k, _ in enumerate(how.optimizer.state)),
        tuple(LAYER.biases**2 + k for k, _ in enumerate(how.optimizer.state)),
    )
    moves = move_layer(LAYER, GRADIENT, how, ours, 3)
    for kind in ("weights", "biases"):
        move, state = getattr(moves, kind), getattr(ours, kind)
        expected = by_optimizer(how, getattr(LAYER, kind), getattr(GRADIENT, kind), 3, *state)
        made = (move.parameter, *move.state, *move.aside)
        assert len(move.state) == len(state) and len(move.aside) == len(how.optimizer.aside)
        assert all(np.array_equal(one, other) for one, other in zip(made, expected, strict=True))
        assert np.array_equal(move.gradient, getattr(GRADIENT, kind))


@TABLE
def test_weight_decay_adds_a_part_of_each_weight_to_its_gradient_and_leaves_biases_alone(name: str) -> None:
    plain, decaying = method(name), method(name, weight_decay=0.25)
    memory = fresh_memory(LAYER, plain)
    by_hand = Gradient(np.array([[1.75, 1.5, -0.875], [0.75, -1.0, -0.25]]), GRADIENT.biases)
    one, other = move_layer(LAYER, by_hand, plain, memory, 1), move_layer(LAYER, GRADIENT, decaying, memory, 1)
    for kind in ("weights", "biases"):
        for field in ("gradient", "parameter"):
            assert np.array_equal(getattr(getattr(one, kind), field), getattr(getattr(other, kind), field))
    assert np.array_equal(other.weights.gradient, by_hand.weights)


def test_plain_descent_shrinks_a_weight_without_a_gradient_by_rate_times_decay() -> None:
    level = Gradient(np.zeros((2, 3)), np.zeros(2))
    how = replace(method("gradient descent", weight_decay=0.5), settings={"learning_rate": 0.25})
    moves = move_layer(LAYER, level, how, fresh_memory(LAYER, how), 1)
    assert (moves.weights.parameter == LAYER.weights * 0.875).all()
    assert (moves.biases.parameter == LAYER.biases).all()


@TABLE
@pytest.mark.parametrize("number", [
    float, lambda x: ball(Decimal(x)), lambda x: Traced.given(Certified.of(Decimal(x))),
], ids=["float64", "balls", "traced"])  # fmt: skip
def test_before_the_first_round_an_optimizer_remembers_zeros_of_the_same_kind(name: str, number: object) -> None:
    kind = float if number is float else object
    one, two, three = number(1), number(2), number(3)
    network = (
        Layer(np.array([[one, two]], kind), None, LAYER.activation, LAYER.settings),
        Layer(np.array([[one], [two]], kind), np.array([three], kind), LAYER.activation, LAYER.settings),
    )
    start = beginning(network, method(name))
    assert start.network is network and len(start.memory) == 2
    count = len(OPTIMIZERS[name].state)
    assert [len(memory.weights) for memory in start.memory] == [count] * 2
    assert [len(memory.biases) for memory in start.memory] == [0, count]
    for layer, memory in zip(network, start.memory, strict=True):
        for parameter, states in ((layer.weights, memory.weights), (layer.biases, memory.biases)):
            for state in states:
                assert state.shape == parameter.shape and state.dtype == parameter.dtype
                assert all(type(zero) is type(p) for zero, p in zip(state.flat, parameter.flat, strict=True))
                assert all(zero == 0 for zero in state.flat)


@TABLE
def test_biases_that_are_not_trained_stay_the_same_numbers_and_nothing_is_remembered_for_them(name: str) -> None:
    how = method(name, update_biases=False)
    start = beginning((LAYER,), how)
    moves = move_layer(LAYER, GRADIENT, how, start.memory[0], 1)
    after = moved(start, [moves])
    assert moves.biases is None and start.memory[0].biases == after.memory[0].biases == ()
    assert after.network[0].biases is LAYER.biases and after.network[0].weights is moves.weights.parameter


@TABLE
@pytest.mark.parametrize("update_biases", [False, True])
def test_a_layer_without_biases_has_none_after_an_update(name: str, update_biases: bool) -> None:
    layer, how = replace(LAYER, biases=None), method(name, update_biases=update_biases)
    start = beginning((layer,), how)
    moves = move_layer(layer, replace(GRADIENT, biases=None), how, start.memory[0], 1)
    assert moves.biases is None and moved(start, [moves]).network[0].biases is None


@TABLE
def test_a_shared_bias_is_one_number_for_the_layer_after_an_update_too(name: str) -> None:
    layer, how = replace(LAYER, biases=np.array([0.5])), method(name)
    start = beginning((layer,), how)
    gradient = replace(GRADIENT, biases=np.array([2.0]))
    assert moved(start, [move_layer(layer, gradient, how, start.memory[0], 1)]).network[0].biases.shape == (1,)


@TABLE
def test_after_an_update_a_layer_has_what_was_moved_and_keeps_the_rest(name: str) -> None:
    how = method(name)
    start = beginning((LAYER,), how)
    moves = move_layer(LAYER, GRADIENT, how, start.memory[0], 1)
    after = moved(start, [moves])
    assert after.network[0].weights is moves.weights.parameter and after.network[0].biases is moves.biases.parameter
    assert after.network[0].activation is LAYER.activation and after.network[0].settings is LAYER.settings
    assert after.memory[0].weights is moves.weights.state and after.memory[0].biases is moves.biases.state
