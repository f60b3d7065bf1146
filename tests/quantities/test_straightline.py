"""A round as a straight line of operations: it gives what the engine gives, on floats and on balls."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import islice

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.engine.losses import LOSSES
from generator.engine.mistakes import MISTAKES
from generator.engine.network import Network
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Method, Sample, Step, one_round, train
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified
from generator.numbers.traced import Traced
from generator.quantities import history, trainings
from generator.quantities.history import straight_history
from generator.quantities.setting import Setting, setting
from generator.quantities.straightline import StraightLine, flat, in_order, shaped, straight_line
from generator.quantities.trainings import traced_setting
from tests.strategies import DrawnNetwork, decimals, networks, quick, row_of
from tests.two_outputs import GIVEN, read, round_by_hand

BITS = 200
STEPS: dict[str, Step] = {"one round": one_round, **MISTAKES}


def setting_of(drawn: DrawnNetwork, method: Method, more: list, number: object, dtype: type = object) -> Setting:
    """The drawn network with its own sample and more."""
    network, inputs, targets = drawn.built(number, dtype)
    others = tuple(Sample(row_of(x, number, dtype), row_of(t, number, dtype)) for x, t in more)
    return Setting(network, method, (Sample(inputs, targets), *others))


def method_of(drawn: DrawnNetwork, rate: Decimal, update_biases: bool, number: object) -> Method:
    return Method(LOSSES[drawn.loss], OPTIMIZERS["gradient descent"], number(rate), update_biases)


def traced(decimal: Decimal) -> Traced:
    return Traced.given(Certified.of(decimal))


@st.composite
def some_trainings(draw: st.DrawFn) -> tuple:
    """A network, a rate, whether the biases learn, one more sample or none, and the step."""
    drawn = draw(networks())
    sample = st.tuples(
        st.tuples(*[decimals(-200, 200)] * len(drawn.inputs)), st.tuples(*[decimals(1, 99)] * len(drawn.targets))
    )
    return (
        drawn, draw(decimals(1, 60, 3)), draw(st.booleans()), draw(st.lists(sample, max_size=1)),
        draw(st.sampled_from(sorted(STEPS))), draw(st.integers(5, 20)),
    )  # fmt: skip


def line_of(drawn: DrawnNetwork, rate: Decimal, update_biases: bool, step: Step) -> StraightLine:
    with certified.precision(BITS):
        start = setting_of(drawn, method_of(drawn, rate, update_biases, traced), [], traced)
        return straight_line(start.network, start.method, start.samples[0], step)


@given(some_trainings())
@quick(60)
def test_on_floats_it_trains_as_the_engine_does(training: tuple) -> None:
    drawn, rate, update_biases, more, name, rounds = training
    line = line_of(drawn, rate, update_biases, STEPS[name])
    start = setting_of(drawn, method_of(drawn, rate, update_biases, float), more, float, float)
    by_engine = list(islice(train(start.network, start.method, start.samples, STEPS[name]), rounds + 1))
    assume(all(done.errors.total < 1e3 for done in by_engine))  # what runs away loses its digits in any order
    made = straight_history(line, (math.exp, math.log, math.tanh), start, rounds, STEPS[name])
    assert len(made.errors) == rounds + 1
    for number, done in enumerate(by_engine, 1):
        scale = max(1.0, *(abs(p) for p in flat(done.before)))
        assert made.errors[number - 1] == pytest.approx(done.errors.total, rel=1e-12, abs=1e-12 * scale)
        assert flat(made.network_before(number)) == pytest.approx(flat(done.before), rel=1e-12, abs=1e-12 * scale)


@given(some_trainings())
@quick(40)
def test_on_balls_it_trains_as_the_engine_does(training: tuple) -> None:
    drawn, rate, update_biases, more, name, rounds = training
    line = line_of(drawn, rate, update_biases, STEPS[name])
    with certified.precision(BITS):
        start = setting_of(drawn, method_of(drawn, rate, update_biases, certified.ball), more, certified.ball)
        made = straight_history(line, (Ball.exp, Ball.log, Ball.tanh), start, rounds, STEPS[name])
        by_engine = islice(train(start.network, start.method, start.samples, STEPS[name]), rounds + 1)
        for number, done in enumerate(by_engine, 1):
            assert made.errors[number - 1].overlaps(done.errors.total)
            parameters = flat(made.network_before(number))
            assert all(a.overlaps(b) for a, b in zip(parameters, flat(done.before), strict=True))
            assert certified.width(made.errors[number - 1]) <= 1e3 * certified.width(done.errors.total) + 1e-50


@given(some_trainings(), st.integers(1, 6), st.integers(1, 20))
@quick(30)
def test_any_round_can_be_entered_when_only_some_networks_are_kept(training: tuple, kept: int, number: int) -> None:
    drawn, rate, update_biases, more, name, _ = training
    line = line_of(drawn, rate, update_biases, STEPS[name])
    start = setting_of(drawn, method_of(drawn, rate, update_biases, certified.ball), more, certified.ball)
    with certified.precision(BITS), pytest.MonkeyPatch.context() as patch:
        whole = straight_history(line, (Ball.exp, Ball.log, Ball.tanh), start, 20, STEPS[name])
        patch.setattr(history, "KEPT_NUMBERS", kept * sum(layer.weights.size for layer in start.network))
        thinned = straight_history(line, (Ball.exp, Ball.log, Ball.tanh), start, 20, STEPS[name])
        assert whole.stride == 1 and thinned.stride > 1 and len(thinned.states) < len(whole.states)
        assert same(flat(thinned.network_before(number)), flat(whole.network_before(number)))
        assert thinned.network_before(number)[0].activation is start.network[0].activation
        assert thinned.sample(number) is start.samples[(number - 1) % len(start.samples)]


def same(one: tuple, other: tuple) -> bool:
    return [ball.str(60) for ball in one] == [ball.str(60) for ball in other]


def test_the_book_s_training_is_the_same_by_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    example = read().variant(rounds=30, table=[1])
    by_line = trainings.trained.__wrapped__(example, 128, one_round)
    monkeypatch.setattr(trainings, "MOST_OPERATIONS", 0)
    by_engine = trainings.trained.__wrapped__(example, 128, one_round)
    assert isinstance(by_line.states[0][0], Ball) and not isinstance(by_engine.states[0][0], Ball)
    assert all(a.overlaps(b) for a, b in zip(by_line.errors, by_engine.errors, strict=True))
    for number in (1, 2, 17, 31):
        pairs = zip(flat(by_line.network_before(number)), flat(by_engine.network_before(number)), strict=True)
        assert all(a.overlaps(b) for a, b in pairs)


def test_what_nobody_needs_is_left_out() -> None:
    """With biases that stay, their gradients are not computed; dnet/dw is only another name for the input."""
    with certified.precision(128):
        fixed, freed = (traced_setting(read().variant(update=update)) for update in ("weights", "weights and biases"))
        lines = [straight_line(s.network, s.method, s.samples[0], one_round) for s in (fixed, freed)]
    assert lines[1].operations > lines[0].operations


def test_biases_that_do_not_learn_come_back_as_they_were() -> None:
    with certified.precision(128):
        start = traced_setting(read())
        line = straight_line(start.network, start.method, start.samples[0], one_round)
    numbers = tuple(float(GIVEN[name]) for name in PARAMETERS)
    _, after = line.run((math.exp, math.log, math.tanh), 0.5, (0.05, 0.10), (0.01, 0.99), numbers)
    assert [after[4], after[9]] == [0.35, 0.60]
    assert all(a != b for k, (a, b) in enumerate(zip(after, numbers, strict=True)) if k not in (4, 9))


PARAMETERS = ("w1", "w2", "w3", "w4", "b1", "w5", "w6", "w7", "w8", "b2")


def test_one_round_of_the_tutorial_by_hand() -> None:
    with certified.precision(128):
        start = traced_setting(read())
        line = straight_line(start.network, start.method, start.samples[0], one_round)
    numbers = tuple(float(GIVEN[name]) for name in PARAMETERS)
    error, after = line.run((math.exp, math.log, math.tanh), 0.5, (0.05, 0.10), (0.01, 0.99), numbers)
    hand = round_by_hand()
    assert error == pytest.approx(float(hand["E_total"]), rel=1e-14)
    expected = [float(hand[f"{name}_new"]) if name[0] == "w" else float(hand[name]) for name in PARAMETERS]
    assert after == pytest.approx(expected, rel=1e-14)


@given(networks())
@quick(60)
def test_a_network_comes_back_from_its_flat_parameters(drawn: DrawnNetwork) -> None:
    network, _, _ = drawn.built(float, float)
    again = shaped(flat(network), network)
    assert all(np.array_equal(a.weights, b.weights) for a, b in zip(again, network, strict=True))
    assert [layer.biases is None for layer in again] == [layer.biases is None for layer in network]
    assert flat(again) == flat(network) and shapes(again) == shapes(network)
    count = sum(layer.weights.size + (0 if layer.biases is None else layer.biases.size) for layer in network)
    assert len(flat(network)) == count


def shapes(network: Network) -> list:
    return [(layer.weights.shape, None if layer.biases is None else layer.biases.shape) for layer in network]


def test_a_flat_network_goes_layer_by_layer_weights_row_by_row_then_biases() -> None:
    assert flat(setting(read(), str).network) == tuple(str(Decimal(GIVEN[name])) for name in PARAMETERS)


def test_every_node_comes_once_and_after_its_arguments() -> None:
    a, b = Traced(3), Traced(5)
    shared = a + b
    results = [shared * shared, -shared, a]
    order = list(in_order(results))
    assert len(order) == len({id(node) for node in order}) == 5
    place = {id(node): k for k, node in enumerate(order)}
    assert all(place[id(arg)] < place[id(node)] for node in order for arg in node.arguments)


def test_a_training_too_deep_for_recursion_is_no_trouble() -> None:
    node = Traced(1)
    for _ in range(3000):
        node = node + Traced(1)
    assert len(list(in_order([node]))) == 6001


