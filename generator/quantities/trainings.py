"""The whole trainings of examples, each run once and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

import numpy as np

from generator.engine.cases import OnTheKink
from generator.engine.training import Step
from generator.example import Example
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified
from generator.numbers.exact import without_width
from generator.numbers.traced import Bare, Traced
from generator.quantities.agreement import AgreedHistory, agreed_training, too_long_for_balls
from generator.quantities.history import Diverged, History, OnAKink, Stopped, TooLarge, history, straight_history
from generator.quantities.setting import Setting, positions, setting
from generator.quantities.stops import example_error
from generator.quantities.straightline import MOST_OPERATIONS, StraightLine, flat, straight_line


@lru_cache(maxsize=128)
def trained(example: Example, bits: int, step: Step) -> History | AgreedHistory:
    """The whole training on balls of so many bits, or more where the balls would grow too wide. Where balls would take
    too long, or too many bits, it is run on floats in ways that must agree. Raises Stopped."""
    if too_long_for_balls(example):
        return agreed_training(example, step)
    while bits <= certified.LAST_PRECISION:
        try:
            return trained_on_balls(example, bits, step)
        except certified.Undecided:
            bits *= 2
    return agreed_training(example, step)


@lru_cache(maxsize=128)
def trained_on_balls(example: Example, bits: int, step: Step) -> History:
    """The whole training on balls of so many bits. Raises Stopped, and Undecided where the balls grow too wide."""
    with certified.precision(bits):
        start = setting(example, certified.ball)
        if len(flat(start.start)) > MOST_OPERATIONS:
            return history(start, example.rounds, step)
        lines = read_off(setting(example, traced), step)
        if not lines or max(line.operations for line in lines.values()) > MOST_OPERATIONS:
            return history(start, example.rounds, step)
        functions = (Ball.exp, Ball.floor, Ball.log, certified.root, Ball.tanh)
        return straight_history(lines, functions, start, example.rounds, step)


def read_off(start: Setting, step: Step) -> Mapping[int, StraightLine]:
    """A straight line for each size of a batch, from a setting of traced numbers. None at all where a smaller last
    batch would lie on a kink in the first round."""
    t = Traced.given(Certified.of(1))
    lines: dict[int, StraightLine] = {}
    for batch in start.batches:
        try:
            if len(batch) not in lines:
                lines[len(batch)] = straight_line(start.start, start.method, batch, step, t)
        except OnTheKink as kink:
            if lines:
                return {}
            # Only the traced run has exact values, so only it can tell that a net input is zero.
            raise OnAKink(1, start.start, batch, str(kink)) from kink
    return lines


@lru_cache(maxsize=128)
def trained_in_float64(example: Example, step: Step) -> History:
    """The same training in float64: the other witness. ExampleError where balls can go on and floats cannot: what is
    not witnessed is not published."""
    if too_long_for_balls(example):
        return agreed_training(example, step).runs[0]
    start = setting(example, float, float)
    try:
        with overflow_is_no_fault():
            return history(start, example.rounds, step)
    except (Diverged, TooLarge) as stopped:
        first = positions(stopped.round_number, start.batch_size, len(start.samples))[0]
        raise example_error(example, stopped, first) from stopped


def overflow_is_no_fault() -> np.errstate:
    """exp of a large number is infinite in float64, and one over it rightly zero: nothing to warn of. Where no number
    comes out in the end, the loss tells."""
    return np.errstate(over="ignore", divide="ignore", invalid="ignore")


def overflows(example: Example, step: Step) -> bool:
    """Whether an exponential of the training is too large for a float. numpy goes on with infinity, and often rightly;
    a program without numpy stops there."""
    try:
        with np.errstate(over="raise", divide="ignore", invalid="ignore"):
            history(setting(example, float, float), example.rounds, step)
    except FloatingPointError:
        return True
    except Stopped:
        return False
    return False


def traced(decimal: Decimal) -> Traced:
    """A number of the author's as a traced one."""
    return Traced.given(Certified.of(decimal))


def bare(decimal: Decimal) -> Bare:
    """A number of the author's as one that needs no formula."""
    return Bare(Certified.of(decimal))


def leaves(
    balls: np.ndarray | None, begun: np.ndarray | None = None, first: np.ndarray | None = None
) -> np.ndarray | None:
    """An array of balls as traced leaves. One that is still the ball that the training began with, to the last bit, has
    never been changed: it keeps the exact value of `first`. Numbers without a formula keep the values that they have.
    """
    if balls is None:
        return None
    fresh = np.empty(balls.shape, dtype=object)
    for index, ball in np.ndenumerate(balls):
        if isinstance(ball, Bare):
            fresh[index] = Traced.given(ball.value)
            continue
        kept = begun is not None and certified.same_ball(ball, begun[index])
        fresh[index] = Traced.given(first[index].value if kept else Certified(ball, without_width(ball)))
    return fresh
