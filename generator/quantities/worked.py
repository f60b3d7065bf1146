"""A worked example: every quantity of any round, named, with its formula as executed and its certified value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from generator.engine.mistakes import MISTAKES
from generator.engine.training import Round, Step, one_round
from generator.engine.updates import Method
from generator.errors import nearest
from generator.example import Example
from generator.numbers import certified
from generator.numbers.traced import Traced
from generator.quantities import naming
from generator.quantities.agreement import AgreedHistory
from generator.quantities.history import History
from generator.quantities.naming import mark_of
from generator.quantities.predictions import MOST_SHOWN, Predictions, predictions
from generator.quantities.quantity import Quantity
from generator.quantities.register import Quantities, Register, WorkedRound
from generator.quantities.rounds import TracedRounds

MOST_TO_READ = 1000
"""A page of more quantities is too long to be read."""


class Worked:
    """An example worked at a precision of so many bits.

    `at(r)` gives the quantities of round r (what its forward pass sees, its gradients, its update), `after(r)` those
    of the round that starts after r updates. Both are mappings from name to Quantity in the order of the computation.
    Where a round has several samples, a name of what each of them has means the first of them. `beside`: the further
    examples of the chapter by the names of their files."""

    def __init__(
        self, example: Example, bits: int, slug: str = "", beside: Worked | None = None, step: Step = one_round
    ) -> None:
        self.example = example
        self.bits = bits
        self.slug = slug or example.slug
        self._variants: dict[str, Worked] = {}
        self._rounds: dict[int, WorkedRound] = {}
        self.predicted: dict[int, Predictions] = {}
        self._traced = TracedRounds(example, bits, step)
        self._register = Register(example, self.slug, self._traced.is_agreed, beside._register if beside else None)
        self.first = self.at(1)
        count = self._register.count
        self.rounds = count(example.rounds, "rounds")
        self.table = tuple(count(number, "table", i) for i, number in enumerate(example.table))
        neurons = (count(len(layer.neurons), "layers", i, "neurons") for i, layer in enumerate(example.layers))
        self.sizes = (count(len(example.inputs), "inputs"), *neurons)
        self.batch_size = count(example.batch_size, "batch")
        self.data_size = count(len(example.data), "data")
        self.beside = {one.path.stem: Worked(one, bits, beside=self) for one in example.beside}
        years = (source.year and count(source.year, "source", i, "year") for i, source in enumerate(example.source))
        self.source_years = tuple(years)

    @property
    def method(self) -> Method:
        return self._traced.method

    @property
    def history(self) -> History | AgreedHistory:
        return self._traced.history

    @property
    def is_partial(self) -> bool:
        """Whether the network is too large for every neuron to be worked out in full."""
        return self._traced.is_partial

    @property
    def is_large(self) -> bool:
        """Whether a reader would not want to see every quantity of a round."""
        return self.is_partial or len(self.first) > MOST_TO_READ

    def is_agreed(self, round_number: int | Quantity) -> bool:
        """Whether the digits of a round are those on which independent runs agree, and not proved."""
        return self._traced.is_agreed(int(round_number))

    def at(self, round_number: int | Quantity, sample: int | Quantity | None = None) -> Quantities:
        """The quantities of a round, counted from 1; or those of one sample in it, counted from 1 through the data.

        LookupError outside the training, and for a sample that is not in the round's batch."""
        found = self._round(self._checked(int(round_number)))
        if sample is None:
            return found.quantities
        if int(sample) not in found.of_sample:
            there = ", ".join(map(str, found.of_sample))
            message = f"sample {int(sample)} is not in the batch of round {int(round_number)}, which has {there}"
            raise LookupError(message)
        return found.of_sample[int(sample)]

    def after(self, rounds: int | Quantity, sample: int | Quantity | None = None) -> Quantities:
        """The quantities that are seen after so many updates: after(r) is at(r + 1)."""
        return self.at(int(rounds) + 1, sample)

    def predictions(self, round_number: int | Quantity = 1) -> Predictions:
        """What the network that a round starts from makes of every sample of the data."""
        number = self._checked(int(round_number))
        if number not in self.predicted:
            self._round(number)  # names what the round has passed already
            first = self.predictions(1) if self.is_partial and self._traced.is_first_again(number) else None
            with certified.precision(self.bits):
                self.predicted[number] = predictions(self._register, self._traced, number, first)
        return self.predicted[number]

    def loss(self, round_number: int | Quantity = 1) -> Quantity:
        """The loss over all samples that the network of a round has: with one sample, its total error."""
        if len(self.example.data) == 1:
            return self.at(round_number)["E_total"]
        if self.example.batch_size == len(self.example.data):
            return self.at(round_number)["E_batch"]
        return self.predictions(round_number).loss

    def samples(self) -> Iterator[Mapping[str, tuple[Quantity, ...]]]:
        """The inputs and targets of each sample; of a large network, of the first."""
        for index in range(min(len(self.example.data), MOST_SHOWN if self.is_partial else len(self.example.data))):
            sample, mark = self._traced.sample(index), mark_of(self.example, index + 1)
            quantities = [
                self._register.given(label, node, naming.value_at(self.example, label.place), index)
                for label, node in naming.inputs_and_targets(self.example, sample, index, mark)
            ]
            yield {
                family: tuple(quantity for quantity in quantities if quantity.family == family[:-1])
                for family in ("inputs", "targets")
            }

    def variant(self, **changes: object) -> Worked:
        """The same example with other values for some keys of its file; its quantities have addresses of their own.

        ExampleError if the changed example does not make sense."""
        plain = {key: value.decimal if isinstance(value, Quantity) else value for key, value in changes.items()}
        told = re.sub(r"[^A-Za-z0-9.+-]+", "-", "+".join(f"{key}-{value}" for key, value in plain.items())).strip("-")
        if told not in self._variants:
            changed = self.example.variant(**plain)
            self._variants[told] = Worked(changed, self.bits, f"{self.slug}+{told}", self)
        return self._variants[told]

    def mistaken(self, mistake: str) -> Worked:
        """What comes of a mistake that is made in every round. LookupError if it is not one of MISTAKES."""
        if mistake not in MISTAKES:
            raise LookupError(f"unknown mistake '{mistake}'. {nearest(mistake, MISTAKES)}")
        if self.is_partial:
            raise LookupError("this network is too large to be worked out with a mistake")
        if mistake not in self._variants:
            slug = f"{self.slug}+{mistake.replace(' ', '-')}"
            self._variants[mistake] = Worked(self.example, self.bits, slug, self, MISTAKES[mistake])
        return self._variants[mistake]

    @property
    def is_mistaken(self) -> bool:
        return self.history.step in MISTAKES.values()

    def witnessed(self) -> Iterator[Worked]:
        """This example, the variants that have been asked for, and the examples beside it with theirs."""
        yield self
        for one in (*self._variants.values(), *self.beside.values()):
            yield from one.witnessed()

    def counted(self, name: str, count: int) -> Quantity:
        """A whole number that comes of looking at the example."""
        return self._register.counted(name, count, 1)

    def positions(self, round_number: int) -> range:
        """Which samples of the data a round learns from, counted from 0."""
        return self._traced.positions(round_number)

    def engine_round(self, round_number: int) -> Round:
        """The traced run of a round."""
        return self._round(round_number).done

    def biases(self, layer: int) -> np.ndarray | None:
        """The traced biases that a layer starts with."""
        return self._traced.start.network[layer].biases

    def named(self, node: Traced) -> Quantity | None:
        """The quantity that a node of an expression is, if it has a name."""
        return self._register.named(node)

    def seen_rounds(self) -> tuple[int, ...]:
        return tuple(sorted(self._rounds))  # those that have been asked for

    def error_of(self, round_number: int) -> certified.Ball:
        """The loss that a round sees."""
        return self.history.errors[round_number - 1]

    def _checked(self, round_number: int) -> int:
        if not 1 <= round_number <= self.example.rounds + 1:
            raise LookupError(f"round {round_number} is outside the training, which has {self.example.rounds} rounds")
        return round_number

    def _round(self, number: int) -> WorkedRound:
        if number not in self._rounds:
            with certified.precision(self.bits):
                done, positions = self._traced.round(number), self._traced.positions(number)
                self._rounds[number] = self._register.round(done, self.method, number, positions[0])
        return self._rounds[number]
