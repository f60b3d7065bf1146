"""Digits on which independent runs agree, for trainings that would take too long on balls.

Three runs of the same engine do the same sums in different ways: in float64; in float64 with all neurons, inputs and
samples in reverse order, so that every sum is added up the other way round; and in numpy's long double. Where they
agree, a digit is shown; nothing is proved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache

import numpy as np

from generator.engine.network import Layer, Network
from generator.engine.training import Batch, Memory, Round, Sample, Start, Step, one_round
from generator.example import Example
from generator.numbers.certified import Ball
from generator.quantities.history import History, history
from generator.quantities.setting import Setting, setting

MOST_BALL_OPERATIONS = 10_000_000
"""About so many operations on balls are done in a few seconds. A training that needs more is run on floats."""

MARGIN = 16.0
"""A digit counts as agreed if it would be the same had the runs differed so many times more than they do."""

LEAST = 2.0**-46
"""Even where all runs give the same double, no more than so much of it is trusted."""


def too_long_for_balls(example: Example) -> bool:
    """Whether a training of the example needs more than MOST_BALL_OPERATIONS, at some six operations for each weight
    and sample, forward and back."""
    weights = sum(len(layer.weights) * len(layer.weights[0]) for layer in example.layers)
    return 6 * weights * example.batch_size * example.rounds > MOST_BALL_OPERATIONS


@dataclass(frozen=True)
class AgreedHistory:
    """A training of which only agreed digits are known. It answers as a History does."""

    runs: tuple[History, ...]

    @property
    def setting(self) -> Setting:
        return self.runs[0].setting

    @property
    def step(self) -> Callable:
        return self.runs[0].step

    @property
    def errors(self) -> tuple[Ball, ...]:
        return tuple(map(agreed, *(run.errors for run in self.runs)))

    def starts_of(self, round_number: int) -> tuple[Start, ...]:
        """What a round starts from, in each run, all in the order of the example."""
        plain, reverse, wide = (run.start_of(round_number) for run in self.runs)
        return plain, turned(reverse), wide

    def start_of(self, round_number: int) -> Start:
        """The same as balls."""
        return merged_starts(*self.starts_of(round_number))

    def networks_of(self, round_number: int) -> tuple[tuple[Network, tuple[Sample, ...]], ...]:
        """The network of a round and the samples of the data, in each run."""
        plain, _, wide = (run.setting.samples for run in self.runs)
        samples = (plain, plain, wide)
        return tuple((start.network, each) for start, each in zip(self.starts_of(round_number), samples, strict=True))

    def batch(self, round_number: int) -> Batch:
        return self.runs[0].batch(round_number)

    def rounds_at(self, round_number: int) -> tuple[Round, ...]:
        """A whole round in each run, all in the order of the example."""
        with np.errstate(over="ignore"):
            plain, reverse, wide = (run.round_at(round_number) for run in self.runs)
        back = turned(reverse)
        return plain, replace(back, passes=back.passes[::-1]), wide


@lru_cache(maxsize=8)
def agreed_training(example: Example, step: Step = one_round) -> AgreedHistory:
    """The training of an example in three ways. Raises Stopped."""
    double, wide = setting(example, float, float), setting(example, long_double, np.longdouble)
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        return AgreedHistory(
            tuple(history(one, example.rounds, step) for one in (double, reversed_setting(double), wide))
        )


def long_double(decimal: object) -> np.longdouble:
    return np.longdouble(str(decimal))


def agreed(*runs: object) -> Ball:
    """A ball around floats that should be the same. Its middle is the last of them, its radius MARGIN times the largest
    difference from it, and at least LEAST times its size."""
    best = runs[-1]
    gap = max(abs(float(run - best)) for run in runs)
    # A wide float is the sum of the double next to it and of what is left.
    return Ball(float(best)) + Ball(float(best - float(best))) + Ball(0, MARGIN * gap + LEAST * abs(float(best)))


def agreed_arrays(*arrays: np.ndarray) -> np.ndarray:
    """Entry by entry, as balls."""
    fresh = np.empty(arrays[0].shape, dtype=object)
    fresh.flat = [agreed(*entries) for entries in zip(*(array.flat for array in arrays), strict=True)]
    return fresh


def merged_starts(*starts: Start) -> Start:
    layers = [
        Layer(
            agreed_arrays(*(layer.weights for layer in same)),
            None if same[0].biases is None else agreed_arrays(*(layer.biases for layer in same)),
            same[0].activation,
            same[0].settings,
        )
        for same in zip(*(start.network for start in starts), strict=True)
    ]
    memories = [
        Memory(*(tuple(map(agreed_arrays, *(getattr(kept, part) for kept in same))) for part in ("weights", "biases")))
        for same in zip(*(start.memory for start in starts), strict=True)
    ]
    return Start(tuple(layers), tuple(memories))


def reversed_setting(setting: Setting) -> Setting:
    """The same training with neurons, inputs and the samples of each batch in reverse order."""
    samples = tuple(turned(sample) for batch in setting.batches for sample in reversed(batch))
    return replace(setting, start=turned(setting.start), samples=samples)


def turned(thing: object) -> object:
    """The same with every axis of every array in it in reverse order."""
    if isinstance(thing, np.ndarray):
        return thing[(slice(None, None, -1),) * thing.ndim]
    if isinstance(thing, tuple):
        return tuple(map(turned, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{field.name: turned(getattr(thing, field.name)) for field in fields(thing)})
    return thing
