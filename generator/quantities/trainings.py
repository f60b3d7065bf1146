"""The whole trainings of examples, each run once and remembered."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from generator.engine.training import Step
from generator.example import Example
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified
from generator.numbers.traced import Traced
from generator.quantities.history import History, history, straight_history
from generator.quantities.setting import Setting, setting
from generator.quantities.straightline import MOST_OPERATIONS, straight_line


@lru_cache(maxsize=32)
def trained(example: Example, bits: int, step: Step) -> History:
    """The whole training on balls."""
    with certified.precision(bits):
        start = setting(example, certified.ball)
        traced = traced_setting(example)
        line = straight_line(traced.network, traced.method, traced.samples[0], step)
        if line.operations > MOST_OPERATIONS:
            return history(start, example.rounds, step)
        return straight_history(line, (Ball.exp, Ball.log, Ball.tanh), start, example.rounds, step)


@lru_cache(maxsize=32)
def trained_in_float64(example: Example, step: Step) -> History:
    """The same training in float64: the other witness."""
    with overflow_is_no_fault():
        return history(setting(example, float, float), example.rounds, step)


def overflow_is_no_fault() -> np.errstate:
    """exp of a large number is infinite in float64, and one over it rightly zero: nothing to warn of."""
    return np.errstate(over="ignore")


def traced_setting(example: Example) -> Setting:
    """The example in traced numbers, at the precision that is set."""
    return setting(example, lambda decimal: Traced.given(Certified.of(decimal)))


def leaves(balls: np.ndarray | None) -> np.ndarray | None:
    """An array of balls as traced leaves."""
    if balls is None:
        return None
    return np.vectorize(lambda ball: Traced.given(Certified(ball)), otypes=[object])(balls)
