"""A round as a straight line of operations: it gives what the engine gives, on floats and on balls."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.engine.cases import OnTheKink
from generator.engine.mistakes import MISTAKES
from generator.engine.optimizers import OPTIMIZERS
from generator.engine.training import Round, Start, Step, beginning, one_round, train
from generator.example import Example
from generator.numbers import certified
from generator.numbers.ancestry import in_order
from generator.numbers.certified import Ball
from generator.numbers.traced import Traced
from generator.quantities import history, trainings
from generator.quantities.history import straight_history
from generator.quantities.setting import Setting, setting
from generator.quantities.straightline import FUNCTIONS, StraightLine, flat, shaped
from generator.quantities.trainings import read_off, traced
from tests.quantities import small_nets
from tests.strategies import DrawnNetwork, Learning, learnings, networks, quick
from tests.two_outputs import GIVEN, read, round_by_hand

FLOATS, BALLS = (tuple(getattr(kind, name) for name in FUNCTIONS) for kind in (math, Ball))
BITS = 200
STEPS: dict[str, Step] = {"one round": one_round, **MISTAKES}


def setting_of(training: Training, number: object, dtype: type = object) -> Setting:
    """The drawn network in a batch of so many of its samples."""
    network, method = training.drawn.network(number, dtype), training.drawn.method(number, training.learning)
    return Setting(beginning(network, method), method, training.drawn.batch(number, dtype), training.batch_size)


@dataclass(frozen=True)
class Training:
    drawn: DrawnNetwork
    learning: Learning
    batch_size: int
    step: Step
    rounds: int

    def lines(self) -> Mapping[int, StraightLine]:
        with certified.precision(BITS):
            return read_off(setting_of(self, traced), self.step)


@st.composite
def some_trainings(draw: st.DrawFn) -> Training:
    drawn = draw(networks())
    size = draw(st.integers(1, len(drawn.samples)))
    step = STEPS[draw(st.sampled_from(sorted(STEPS)))]
    return Training(drawn, draw(learnings()), size, step, draw(st.integers(5, 20)))


def by_engine(training: Training, number: object, dtype: type = object) -> tuple[Setting, list[Round]]:
    """A training that goes well: no kink, no loss that runs away and loses its digits in any order."""
    start = setting_of(training, number, dtype)
    done: list[Round] = []
    with np.errstate(all="ignore"):
        try:
            done += islice(train(start.start, start.method, start.batches, training.step), training.rounds + 1)
        except OnTheKink:
            assume(False)
    assume(all(one.total < 1e3 for one in done))
    return start, done


@given(some_trainings())
@quick(60)
def test_on_floats_it_trains_as_the_engine_does(training: Training) -> None:
    start, done = by_engine(training, float, float)
    made = straight_history(training.lines(), FLOATS, start, training.rounds, training.step)
    assert len(made.errors) == training.rounds + 1
    for number, one in enumerate(done, 1):
        scale = max(1.0, *(abs(p) for p in flat(one.before)))
        assert made.errors[number - 1] == pytest.approx(one.total, rel=1e-12, abs=1e-12 * scale)
        assert flat(made.start_of(number)) == pytest.approx(flat(one.before), rel=1e-12, abs=1e-12 * scale)


@given(some_trainings())
@quick(40)
def test_on_balls_it_trains_as_the_engine_does(training: Training) -> None:
    lines = training.lines()
    with certified.precision(BITS):
        start, done = by_engine(training, certified.ball)
        made = straight_history(lines, BALLS, start, training.rounds, training.step)
        for number, one in enumerate(done, 1):
            assert made.errors[number - 1].overlaps(one.total)
            assert all(a.overlaps(b) for a, b in zip(flat(made.start_of(number)), flat(one.before), strict=True))
            assert certified.width(made.errors[number - 1]) <= 1e3 * certified.width(one.total) + 1e-50


@given(some_trainings(), st.integers(1, 6), st.integers(1, 20))
@quick(30)
def test_any_round_can_be_entered_when_only_some_states_are_kept(training: Training, kept: int, number: int) -> None:
    lines = training.lines()
    with certified.precision(BITS), pytest.MonkeyPatch.context() as patch:
        start, _ = by_engine(replace(training, rounds=20), certified.ball)
        whole = straight_history(lines, BALLS, start, 20, training.step)
        patch.setattr(history, "KEPT_NUMBERS", kept * len(flat(start.start)))
        thinned = straight_history(lines, BALLS, start, 20, training.step)
        assert whole.stride == 1 and thinned.stride > 1 and len(thinned.states) < len(whole.states)
        assert same(flat(thinned.start_of(number)), flat(whole.start_of(number)))
        assert thinned.start_of(number).network[0].activation is start.start.network[0].activation
        assert list(thinned.batch(number)) == list(start.batches[(number - 1) % len(start.batches)])


@pytest.mark.parametrize("choices", small_nets.ONE_OF_EACH, ids=small_nets.told)
def test_each_activation_loss_and_optimizer_trains_on_balls_as_by_the_engine(choices: Mapping[str, object]) -> None:
    """Batches of two of three samples: the last is smaller."""
    example = small_nets.example(**choices, batch=2)
    with certified.precision(BITS):
        lines = read_off(setting(example, trainings.traced), one_round)
        assert set(lines) == {1, 2}
        start = setting(example, certified.ball)
        made = straight_history(lines, BALLS, start, 7, one_round)
        for number, one in enumerate(islice(train(start.start, start.method, start.batches), 8), 1):
            assert made.errors[number - 1].overlaps(one.total) and certified.width(one.total) < 1e-40
            for ours, theirs in zip(flat(made.start_of(number)), flat(one.before), strict=True):
                assert ours.overlaps(theirs) and certified.width(ours) <= 1e3 * certified.width(theirs) + 1e-50


def test_the_number_of_the_round_is_the_exponent() -> None:
    """Of adam's corrections: with the gradient g in each round, mean / (1 - beta1**t) is g, and so is the root."""
    slow = small_nets.one_weight(
        "identity", 5, (1, 1), optimizer="adam", beta1=0.5, beta2=0.25, epsilon=1e-30, learning_rate=0.125, rounds=9
    )
    with certified.precision(BITS):
        line = read_off(setting(slow, trainings.traced), one_round)[1]
        numbers = [certified.ball(Decimal(text)) for text in ("0.125", "0.5", "0.25", "1e-30", "1", "1")]
        for t in (1, 2, 9):
            weight, mean, square = (certified.ball(Decimal(text)) for text in ("5", "0", "0"))
            _, (after, *_) = line.run(BALLS, t, numbers, (weight, mean, square))
            # mean = g / 2 and square = 3 g^2 / 4, where g = 4; the root of 16 - 4 is that of 12.
            step = (Ball(2) / (1 - Ball(2) ** -t)) / ((Ball(12) / (1 - Ball(4) ** -t)).sqrt() + numbers[3])
            assert after.overlaps(weight - step / 8) and certified.width(after) < 1e-50


def same(one: tuple, other: tuple) -> bool:
    return [ball.str(60) for ball in one] == [ball.str(60) for ball in other]


def test_the_book_s_training_is_the_same_by_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    example = read().variant(rounds=30, table=[1])
    by_line = trainings.trained_on_balls.__wrapped__(example, 128, one_round)
    monkeypatch.setattr(trainings, "MOST_OPERATIONS", 0)
    by_engine = trainings.trained_on_balls.__wrapped__(example, 128, one_round)
    assert isinstance(by_line.states[0][0], Ball) and not isinstance(by_engine.states[0], tuple)
    assert all(a.overlaps(b) for a, b in zip(by_line.errors, by_engine.errors, strict=True))
    for number in (1, 2, 17, 31):
        pairs = zip(flat(by_line.start_of(number)), flat(by_engine.start_of(number)), strict=True)
        assert all(a.overlaps(b) for a, b in pairs)


def line_of(example: Example) -> StraightLine:
    with certified.precision(128):
        return read_off(setting(example, traced), one_round)[1]


def test_what_nobody_needs_is_left_out() -> None:
    """With biases that stay, their gradients are not computed; dnet/dw is only another name for the input."""
    fixed, freed = (line_of(read().variant(update=update)) for update in ("weights", "weights and biases"))
    assert freed.operations > fixed.operations


PARAMETERS = ("w1", "w2", "w3", "w4", "b1", "w5", "w6", "w7", "w8", "b2")
NUMBERS = ("eta", "i1", "i2", "target_o1", "target_o2")


def of_the_tutorial(names: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(float(GIVEN[name]) for name in names)


def test_biases_that_do_not_learn_come_back_as_they_were() -> None:
    numbers = of_the_tutorial(PARAMETERS)
    _, after = line_of(read()).run(FLOATS, 1, of_the_tutorial(NUMBERS), numbers)
    assert [after[4], after[9]] == [0.35, 0.60]
    assert all(a != b for k, (a, b) in enumerate(zip(after, numbers, strict=True)) if k not in (4, 9))


def test_one_round_of_the_tutorial_by_hand() -> None:
    error, after = line_of(read()).run(FLOATS, 1, of_the_tutorial(NUMBERS), of_the_tutorial(PARAMETERS))
    hand = round_by_hand()
    assert error == pytest.approx(float(hand["E_total"]), rel=1e-14)
    expected = [float(hand[f"{name}_new"]) if name[0] == "w" else float(hand[name]) for name in PARAMETERS]
    assert after == pytest.approx(expected, rel=1e-14)


@given(networks(), learnings())
@quick(60)
def test_a_start_comes_back_from_its_flat_numbers(drawn: DrawnNetwork, learning: Learning) -> None:
    start = beginning(drawn.network(float, float), drawn.method(float, learning))
    numbers = tuple(map(float, range(len(flat(start)))))
    again = shaped(numbers, start)
    assert flat(again) == numbers and shapes(again) == shapes(start)
    assert [layer.settings for layer in again.network] == [layer.settings for layer in start.network]
    weights, biases = sum(layer.weights.size for layer in start.network), sum(
        0 if layer.biases is None else layer.biases.size for layer in start.network
    )
    states = len(OPTIMIZERS[learning.optimizer].state)
    remembered = states * (weights + (biases if learning.update_biases else 0))
    assert len(numbers) == weights + biases + remembered


def shapes(start: Start) -> list:
    return [
        (layer.weights.shape, None if layer.biases is None else layer.biases.shape,
         [state.shape for state in (*memory.weights, *memory.biases)])
        for layer, memory in zip(start.network, start.memory, strict=True)
    ]  # fmt: skip


def test_a_flat_start_goes_layer_by_layer_weights_row_by_row_then_biases() -> None:
    assert flat(setting(read(), str).start) == tuple(str(Decimal(GIVEN[name])) for name in PARAMETERS)


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
