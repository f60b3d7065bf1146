"""A worked example: every quantity of any round, named, with its formula as executed and its certified value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

import numpy as np

from generator.engine.mistakes import MISTAKES
from generator.engine.network import Layer, Network
from generator.engine.training import Method, Round, Sample, Step, one_round
from generator.errors import nearest
from generator.example import Example
from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities import naming, notation
from generator.quantities.history import History
from generator.quantities.quantity import Quantity
from generator.quantities.trainings import leaves, traced_setting, trained

PER_SAMPLE = ("input", "target")
"""What each sample has numbers of its own for: those of the second sample on bear its number in their keys."""


class Worked:
    """An example worked at a precision of so many bits.

    `at(r)` gives the quantities of round r (what its forward pass sees, its gradients, its update), `after(r)` those
    of the round that starts after r updates. Both are mappings from name to Quantity in the order of the computation.
    """

    def __init__(
        self,
        example: Example,
        bits: int,
        slug: str = "",
        named: dict[int, Quantity] | None = None,
        step: Step = one_round,
    ) -> None:
        self.example = example
        self.bits = bits
        self.slug = slug or example.slug
        self.history: History = trained(example, bits, step)
        self._named: dict[int, Quantity] = {} if named is None else named
        self._variants: dict[str, Worked] = {}
        self._rounds: dict[int, tuple[Round, Mapping[str, Quantity]]] = {}
        with certified.precision(bits):
            self._setting = traced_setting(example)
        self.first = self.at(1)
        self.rounds = self._count(example.rounds, "rounds")
        self.table = tuple(self._count(number, "table", i) for i, number in enumerate(example.table))
        neurons = (self._count(len(layer.neurons), "layers", i, "neurons") for i, layer in enumerate(example.layers))
        self.sizes = (self._count(len(example.inputs), "inputs"), *neurons)
        years = (source.year and self._count(source.year, "source", i, "year") for i, source in enumerate(example.source))
        self.source_years = tuple(years)

    @property
    def method(self) -> Method:
        return self.history.setting.method

    def at(self, round_number: int | Quantity) -> Mapping[str, Quantity]:
        """The quantities of a round, counted from 1. LookupError outside the training."""
        return self._round(self._checked(int(round_number)))[1]

    def after(self, rounds: int | Quantity) -> Mapping[str, Quantity]:
        """The quantities that are seen after so many updates: after(r) is at(r + 1)."""
        return self.at(int(rounds) + 1)

    def samples(self) -> Iterator[Mapping[str, tuple[Quantity, ...]]]:
        """The inputs and targets of each sample."""
        for index, sample in enumerate(self._setting.samples):
            quantities = [
                self._given(label, node, 1, index)
                for label, node in naming.inputs_and_targets(self.example, sample, index)
            ]
            yield {
                family: tuple(quantity for quantity in quantities if quantity.family == family[:-1])
                for family in ("inputs", "targets")
            }

    def variant(self, **changes: object) -> Worked:
        """The same example with other values for some keys of its file; its quantities have addresses of their own.

        ExampleError if the changed example does not make sense."""
        plain = {key: value.decimal if isinstance(value, Quantity) else value for key, value in changes.items()}
        told = re.sub(r"[^A-Za-z0-9.]+", "-", "+".join(f"{key}-{value}" for key, value in plain.items())).strip("-")
        if told not in self._variants:
            changed = self.example.variant(**plain)
            self._variants[told] = Worked(changed, self.bits, f"{self.slug}+{told}", self._named)
        return self._variants[told]

    def mistaken(self, mistake: str) -> Worked:
        """What comes of a mistake that is made in every round. LookupError if it is not one of MISTAKES."""
        if mistake not in MISTAKES:
            raise LookupError(f"unknown mistake '{mistake}'. {nearest(mistake, MISTAKES)}")
        if mistake not in self._variants:
            slug = f"{self.slug}+{mistake.replace(' ', '-')}"
            self._variants[mistake] = Worked(self.example, self.bits, slug, self._named, MISTAKES[mistake])
        return self._variants[mistake]

    @property
    def is_mistaken(self) -> bool:
        return self.history.step in MISTAKES.values()

    def witnessed(self) -> Iterator[Worked]:
        """This example and the variants that have been asked for."""
        yield self
        for variant in self._variants.values():
            yield from variant.witnessed()

    def engine_round(self, round_number: int) -> Round:
        """The traced run of a round."""
        return self._round(round_number)[0]

    def biases(self, layer: int) -> np.ndarray | None:
        """The traced biases that a layer starts with."""
        return self._setting.network[layer].biases

    def named(self, node: Traced) -> Quantity | None:
        """The quantity that a node of an expression is, if it has a name."""
        return self._named.get(id(node))

    def seen_rounds(self) -> tuple[int, ...]:
        """The rounds that have been asked for."""
        return tuple(sorted(self._rounds))

    def error_of(self, round_number: int) -> certified.Ball:
        """The total error that a round sees."""
        return self.history.errors[round_number - 1]

    def _checked(self, round_number: int) -> int:
        if not 1 <= round_number <= self.example.rounds + 1:
            raise LookupError(f"round {round_number} is outside the training, which has {self.example.rounds} rounds")
        return round_number

    def _round(self, number: int) -> tuple[Round, Mapping[str, Quantity]]:
        if number not in self._rounds:
            with certified.precision(self.bits):
                done = self.history.step(self._network_before(number), self._setting.method, self._sample(number))
                self._rounds[number] = done, MappingProxyType(dict(self._quantities(done, number)))
        return self._rounds[number]

    def _network_before(self, number: int) -> Network:
        """The first round starts from the author's decimals, the second from the traced result of the first (so that
        exact values stay exact and formulas lead back); later ones start from the balls of the long training."""
        if number == 1:
            return self._setting.network
        if number == 2:
            return self.engine_round(1).after
        trains_biases = self._setting.method.update_biases
        return tuple(
            Layer(leaves(later.weights), leaves(later.biases) if trains_biases else first.biases, first.activation)
            for later, first in zip(self.history.network_before(number), self._setting.network, strict=True)
        )

    def _sample(self, number: int) -> Sample:
        return self._setting.samples[(number - 1) % len(self._setting.samples)]

    def _count(self, count: int, *place: str | int) -> Quantity:
        """A whole number that the example states or shows by a list, such as the number of rounds or of inputs."""
        label = naming.Label("count", "_".join(map(str, place)), place=place)
        return self._quantity_given(label, Traced.given(Certified.of(count)), Decimal(count))

    def _quantities(self, done: Round, number: int) -> Iterator[tuple[str, Quantity]]:
        sample = (number - 1) % len(self.example.data)
        for label, node in naming.given(self.example, done, self._setting.method, sample):
            yield label.name, self._given(label, node, number, sample)
        for label, node in naming.computed(self.example, done):
            yield label.name, self._computed(label, node, number)

    def _given(self, label: naming.Label, node: Traced, number: int, sample: int) -> Quantity:
        """A number that the round starts from: the author's, or what an earlier update left."""
        known = self.named(node)
        if known is not None:
            return known
        if label.family in ("weight", "bias") and number > 2:
            return self._computed(label, node, number)
        return self._quantity_given(label, node, naming.value_at(self.example, label.place), sample)

    def _quantity_given(self, label: naming.Label, node: Traced, written: Decimal, sample: int = 0) -> Quantity:
        symbol = notation.symbol(label, self.example.notation, 1)
        place = f"{'/'.join(self.example.path.parts[-3:])}:{self.example.line(*label.place)}"
        key = f"{self.slug}/{label.name}" + (f":{sample + 1}" if sample and label.family in PER_SAMPLE else "")
        return self._remember(Quantity(key, label.name, label.family, symbol, node, place, written))

    def _computed(self, label: naming.Label, node: Traced, number: int) -> Quantity:
        symbol = notation.symbol(label, self.example.notation, number)
        return self._remember(Quantity(f"{self.slug}/{label.name}@{number}", label.name, label.family, symbol, node))

    def _remember(self, quantity: Quantity) -> Quantity:
        return self._named.setdefault(id(quantity.node), quantity)
