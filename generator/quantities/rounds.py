"""The rounds of an example as the engine runs them on traced numbers, each run when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

import numpy as np

from generator.engine.cases import OnTheKink
from generator.engine.network import Network
from generator.engine.training import Batch, Memory, Round, Sample, Start, Step
from generator.errors import ExampleError
from generator.example import Example
from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.traced import Bare, Traced
from generator.quantities.agreement import AgreedHistory
from generator.quantities.history import History, OnAKink, Stopped
from generator.quantities.labels import layers
from generator.quantities.partial import Whole, partial_round
from generator.quantities.setting import Setting, positions, sample, setting, start_and_method
from generator.quantities.stops import example_error
from generator.quantities.straightline import flat
from generator.quantities.trainings import bare, leaves, traced, trained

FIRST_ROUNDS = 40


class TracedRounds:
    """Rounds at a precision of so many bits. ExampleError where the training cannot go on."""

    def __init__(self, example: Example, bits: int, step: Step) -> None:
        self.example = example
        self.names = layers(example)
        self.is_partial = not all(names.is_whole for names in self.names)
        self._rounds: dict[int, Round] = {}
        self._exact: dict[int, Round] = {}
        self._samples: dict[int, Sample] = {}
        with certified.precision(bits):
            self.start, self.method = start_and_method(example, traced)
            try:
                self.history: History | AgreedHistory = trained(example, bits, step)
            except Stopped as stopped:
                raise self.error(stopped) from stopped

    def is_agreed(self, number: int) -> bool:
        """Whether a round is made from numbers on which runs agree, and not from proved ones. The first two rounds of a
        network that is worked out in full need no long training."""
        return isinstance(self.history, AgreedHistory) and (self.is_partial or number > 2)

    def positions(self, number: int) -> range:
        """Which samples of the data a round learns from."""
        return positions(number, self.example.batch_size, len(self.example.data))

    def sample(self, position: int) -> Sample:
        """A sample of the data, traced; each is the same numbers in every round."""
        if position not in self._samples:
            self._samples[position] = sample(self.example, position, traced)
        return self._samples[position]

    def batch(self, number: int) -> Batch:
        return tuple(self.sample(position) for position in self.positions(number))

    def round(self, number: int) -> Round:
        """A round, counted from 1."""
        if number not in self._rounds:
            try:
                self._rounds[number] = self._run(number, Traced.given(Certified.of(number)))
            except OnTheKink as kink:
                raise self.error(OnAKink(number, self.start_of(number), self.batch(number), str(kink))) from kink
        return self._rounds[number]

    def start_of(self, number: int) -> Start:
        """What a round starts from. The first starts from the author's decimals, the second from the traced result of
        the first (so that exact values stay exact and formulas lead back); later ones start from the numbers of the
        long training."""
        if number == 1:
            return self.start
        if number == 2 and not self.is_partial:
            return self.round(1).after
        if self.is_exact(number) or self.stays_exact(number):
            later = self.exact_start(number)
        else:
            later = self.history.start_of(number)
        network = tuple(
            replace(
                first,
                weights=leaves(layer.weights, begun.weights, first.weights),
                biases=leaves(layer.biases, begun.biases, first.biases) if self.method.update_biases else first.biases,
            )
            for layer, begun, first in zip(
                later.network, self.history.setting.start.network, self.start.network, strict=True
            )
        )
        memory = tuple(Memory(each_leaf(kept.weights), each_leaf(kept.biases)) for kept in later.memory)
        return Start(network, memory)

    def networks_of(self, number: int) -> tuple[tuple[Network, Sequence[Sample]], ...]:
        """The whole network of a round and the samples of the data, in each run that there is of it."""
        if not self.is_exact(number):
            return self.history.networks_of(number)
        return ((self.exact_start(number).network, self._exact_setting.samples),)

    def is_first_again(self, number: int) -> bool:
        """Whether the whole network of a later round is the example's own, to the last bit, in each run: nothing has
        moved it. What it makes of a sample is then the same computation, though no formula of all of it is kept."""
        if number == 1:
            return False
        first = self.networks_of(1) if self.is_exact(number) else self.history.networks_of(1)
        pairs = zip(self.networks_of(number), first, strict=True)
        entries = (zip(*(map(numbers_of, (now, then))), strict=True) for (now, _), (then, _) in pairs)
        return all(is_still(now, then) for one in entries for now, then in one)

    def is_exact(self, number: int) -> bool:
        """Whether a network that is too large for formulas is run on exact numbers in a round. Digits that are proved
        need that: a product of two decimals may lie on a tie, and no ball can tell."""
        return self.is_partial and number <= 2 and isinstance(self.history, History)

    def stays_exact(self, number: int) -> bool:
        """Whether all that one of the first rounds starts from is a short fraction still, as in a network that only
        multiplies and adds. Later ones have more digits than anybody is shown, so that none lies on a tie."""
        if self.is_partial or number > FIRST_ROUNDS or not isinstance(self.history, History):
            return False
        starts = (self.exact_start(earlier) for earlier in range(2, number + 1))
        return all(entry.value.exact is not None for start in starts for entry in flat(start))

    def exact_start(self, number: int) -> Start:
        return self._exact_setting.start if number == 1 else self.exact_round(number - 1).after

    def exact_round(self, number: int) -> Round:
        """A round of the whole network on numbers that are exact as long as they are short, with its first sample."""
        if number not in self._exact:
            start, batch = self.exact_start(number), self._exact_setting.batch(number)
            done = self.history.step(start, self._exact_setting.method, batch, bare(Decimal(number)))
            self._exact[number] = replace(done, passes=done.passes[:1])
        return self._exact[number]

    @cached_property
    def _exact_setting(self) -> Setting:
        return setting(self.example, bare)

    def _run(self, number: int, t: Traced) -> Round:
        if not self.is_partial:
            return self.history.step(self.start_of(number), self.method, self.batch(number), t)
        at = self.positions(number)
        runs = (self.exact_round(number),) if self.is_exact(number) else self.history.rounds_at(number)
        whole = Whole(runs, self.round(1) if at == self.positions(1) and self.is_first_again(number) else None)
        return partial_round(whole, self.start_of(number), self.method, self.sample(at[0]), self.names, t, len(at))

    def error(self, stopped: Stopped, first: int | None = None) -> ExampleError:
        """first: the position of the first sample of the batch, where it is not that of the round."""
        first = self.positions(stopped.round_number)[0] if first is None else first
        return example_error(self.example, stopped, first)


def numbers_of(network: Network) -> list[object]:
    return [number for layer in network for array in (layer.weights, layer.biases) if array is not None
            for number in array.flat]


def is_still(now: object, then: object) -> bool:
    """Whether a parameter of a run has stayed the number that it was."""
    if isinstance(now, Bare):
        return now.value.exact is not None and now.value.exact == then.value.exact
    return certified.same_ball(now, then) if isinstance(now, certified.Ball) else bool(now == then)


def each_leaf(arrays: tuple[np.ndarray, ...]) -> tuple[np.ndarray, ...]:
    return tuple(leaves(array) for array in arrays)
