"""Rounds on a batch, with any network that can be drawn and any way to learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

import numpy as np
import pytest
from hypothesis import assume, given

from generator.engine.cases import OnTheKink
from generator.engine.network import Layer, Network
from generator.engine.training import Batch, Round, batch_total, beginning, one_round, there_and_back, train
from generator.engine.updates import Gradient, Method
from generator.numbers import certified
from generator.numbers.certified import Ball, ball
from tests.strategies import DrawnNetwork, Learning, Number, learnings, networks, quick


def first_round(drawn: DrawnNetwork, number: Number = float, dtype: type = float) -> Round:
    method = drawn.method(number)
    return one_round(beginning(drawn.network(number, dtype), method), method, drawn.batch(number, dtype), 1)


def loss_of(network: Network, method: Method, batch: Batch) -> object:
    return batch_total([there_and_back(network, method, sample) for sample in batch], method)


@given(networks())
@quick(80)
def test_the_gradient_of_a_batch_is_the_limit_of_difference_quotients_of_its_loss(drawn: DrawnNetwork) -> None:
    with certified.precision(600):
        method, batch, step = drawn.method(ball), drawn.batch(ball), Ball(2) ** -150
        done = first_round(drawn, ball, object)
        assert done.total.overlaps(loss_of(done.before.network, method, batch))
        for k, (layer, gradient) in enumerate(zip(done.before.network, done.gradients, strict=True)):
            for kind in ("weights", "biases"):
                if getattr(layer, kind) is None:
                    assert getattr(gradient, kind) is None
                    continue
                place = np.unravel_index(getattr(layer, kind).size // 2, getattr(layer, kind).shape)
                lower, upper = (
                    loss_of(stepped(done.before.network, k, kind, place, one), method, batch) for one in (-step, step)
                )
                exact = getattr(gradient, kind)[place]
                assert abs((upper - lower) / (2 * step) - exact) < Ball(2) ** -200, (k, kind, place)


def stepped(network: Network, layer: int, kind: str, place: tuple[int, ...], step: Ball) -> Network:
    array = getattr(network[layer], kind).copy()
    array[place] = array[place] + step
    return (*network[:layer], replace(network[layer], **{kind: array}), *network[layer + 1 :])


@given(networks())
@quick(60)
def test_a_batch_has_the_sum_or_the_mean_of_what_its_samples_have_alone(drawn: DrawnNetwork) -> None:
    together = first_round(drawn)
    alone = [first_round(replace(drawn, samples=(sample,))) for sample in drawn.samples]
    over = np.mean if drawn.averages else np.sum
    assert together.total == pytest.approx(over([done.total for done in alone]), rel=1e-13)
    for k, gradient in enumerate(together.gradients):
        parts = [done.gradients[k] for done in alone]
        scale = max(1.0, *(np.abs(part.weights).max() for part in parts))
        assert gradient.weights == pytest.approx(over([p.weights for p in parts], axis=0), abs=1e-13 * scale)
        if gradient.biases is not None:
            assert gradient.biases == pytest.approx(over([p.biases for p in parts], axis=0), abs=1e-13 * scale)


@given(networks(most_samples=1))
@quick(20)
def test_of_one_sample_sum_and_mean_are_the_very_numbers_of_the_sample(drawn: DrawnNetwork) -> None:
    done = first_round(drawn)
    assert done.total == done.passes[0].errors.total
    for gradient, derived in zip(done.gradients, done.passes[0].backward, strict=True):
        assert gradient.weights is derived.dE_dw and gradient.biases is derived.dE_db


@given(networks(), learnings())
@quick(40)
def test_a_negative_delta_trains_the_same_network(drawn: DrawnNetwork, learning: Learning) -> None:
    rounds = []
    for negative in (False, True):
        signed = replace(drawn, negative_delta=negative)
        method = signed.method(float, learning)
        start = beginning(signed.network(float, float), method)
        rounds.append(one_round(start, method, signed.batch(float, float), 1))
    for one, other in zip(rounds[0].passes, rounds[1].passes, strict=True):
        assert all(list(a.delta) == list(-b.delta) for a, b in zip(one.backward, other.backward, strict=True))
        assert np.array_equal(one.short, other.short)
    assert rounds[0].total == rounds[1].total
    for one, other in zip(*(done.after.network for done in rounds), strict=True):
        assert np.array_equal(one.weights, other.weights) and np.array_equal(one.biases, other.biases)


@given(networks())
@quick(60)
def test_a_short_delta_is_the_delta_of_the_last_layer(drawn: DrawnNetwork) -> None:
    for one in first_round(drawn).passes:
        if one.short is None:
            assert drawn.method(float).short_delta is None
            continue
        sign = -1 if drawn.negative_delta else 1
        assert one.short == pytest.approx(sign * one.backward[-1].delta, abs=1e-12)


@given(networks(), learnings())
@quick(80)
def test_training_in_float64_keeps_to_the_training_on_balls(drawn: DrawnNetwork, learning: Learning) -> None:
    runs = []
    with certified.precision(256), np.errstate(over="ignore", invalid="ignore"):
        try:
            for number, dtype in ((ball, object), (float, float)):
                method = drawn.method(number, learning)
                start, batch = beginning(drawn.network(number, dtype), method), drawn.batch(number, dtype)
                # What runs away takes its rounding errors along.
                rounds = islice(train(start, method, [batch, batch[:1]]), 5)
                runs.append(list(takewhile(lambda done: done.total < 1e3, rounds)))
        except OnTheKink:
            assume(False)
        # A gradient that is zero, and no ball can tell, has a square that may be below zero and so no root.
        assume(not any(wide_zero(number) for done in runs[0] for number in parameters(done.gradients)))
        for balls, doubles in zip(*runs, strict=True):
            assert doubles.total == pytest.approx(certified.middle(balls.total), rel=1e-10, abs=1e-10)
            exact, found = (parameters(done.before.network) for done in (balls, doubles))
            assert found == pytest.approx([certified.middle(number) for number in exact], rel=1e-10, abs=1e-10)
            assert all(certified.width(number) < 1e-30 for number in exact)


def wide_zero(number: Ball) -> bool:
    return number.contains(0) and not number.is_zero()


def parameters(layers: Sequence[Layer | Gradient]) -> list[object]:
    arrays = [array for layer in layers for array in (layer.weights, layer.biases) if array is not None]
    return [number for array in arrays for number in array.flat]
