"""Every quantity of an example by the number that it is: the one place where quantities are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from generator.engine.training import Round
from generator.engine.updates import Method
from generator.example import Example
from generator.numbers.certified import Certified
from generator.numbers.traced import Traced
from generator.quantities import naming, notation
from generator.quantities.labels import Label
from generator.quantities.quantity import Quantity

PER_SAMPLE = ("input", "target")
"""What each sample has numbers of its own for, whichever the round."""


Quantities = Mapping[str, Quantity]


@dataclass(frozen=True)
class WorkedRound:
    """A round as the engine ran it on traced numbers, and its quantities: those of each of its samples, by the sample's
    position in the data, and all that a name means where no sample is said."""

    done: Round
    of_sample: Mapping[int, Quantities]
    quantities: Quantities


class Register:
    """Makes quantities with keys that begin with a slug, each once. Variants of an example write into the register of
    the example, each with a slug of its own, so that a formula finds the names of all."""

    def __init__(
        self, example: Example, slug: str, is_agreed: Callable[[int], bool], beside: Register | None = None
    ) -> None:
        self.example = example
        self.slug = slug
        self._is_agreed = is_agreed
        self._named: dict[int, Quantity] = {} if beside is None else beside._named

    def named(self, node: Traced) -> Quantity | None:
        """The quantity that a node of an expression is, if it has a name."""
        return self._named.get(id(node))

    def given(self, label: Label, node: Traced, written: Decimal, sample: int = 0) -> Quantity:
        """A number that somebody wrote. sample: of which sample of the data it is, counted from 0."""
        symbol = notation.symbol(label, self.example.notation, 1)
        place = f"{'/'.join(self.example.path.parts[-3:])}:{self.example.line(*label.place)}"
        key = f"{self.slug}/{label.name}" + (f":{sample + 1}" if sample and label.family in PER_SAMPLE else "")
        key += f"@{written}" if label.family == "round" else ""  # each round has a t of its own
        return self._once(Quantity(key, label.name, label.family, symbol, node, place, written))

    def computed(self, label: Label, node: Traced, round_number: int) -> Quantity:
        symbol = notation.symbol(label, self.example.notation, round_number)
        key = f"{self.slug}/{label.name}@{round_number}" + (f":{label.sample}" if label.sample else "")
        agreed = self._is_agreed(round_number)
        return self._once(Quantity(key, label.name, label.family, symbol, node, agreed=agreed))

    def started_from(self, label: Label, node: Traced, round_number: int) -> Quantity:
        """A number that a round starts from: the author's, or what an earlier update left."""
        known = self.named(node)
        if known is not None:
            return known
        if label.family == "round":
            return self.given(Label("round", label.name, place=("rounds",)), node, Decimal(round_number))
        if label.family == "state" and round_number == 1:
            return self.given(Label(**{**vars(label), "place": ("optimizer",)}), node, Decimal(0))
        if label.family in ("weight", "bias", "state") and round_number > 1:
            return self.computed(label, node, round_number)
        return self.given(label, node, naming.value_at(self.example, label.place))

    def count(self, count: int, *place: str | int) -> Quantity:
        """A whole number that the example states or shows by a list, such as the number of rounds or of inputs."""
        label = Label("count", "_".join(map(str, place)), place=place)
        return self.given(label, Traced.given(Certified.of(count)), Decimal(count))

    def counted(self, name: str, count: int, round_number: int) -> Quantity:
        """A whole number that comes of looking at a round."""
        return self.computed(Label("count", name), Traced.given(Certified.of(count)), round_number)

    def round(self, done: Round, method: Method, number: int, first: int) -> WorkedRound:
        """All quantities of a round, whose first sample has the position `first` in the data."""
        example = self.example
        start = {
            label.name: self.started_from(label, node, number) for label, node in naming.given(example, done, method)
        }
        of_sample = {}
        for position, (mark, one) in enumerate(naming.marked(example, done, first), first):
            given = {
                label.name: self.given(label, node, naming.value_at(example, label.place), position)
                for label, node in naming.inputs_and_targets(example, one.sample, position, mark)
            }
            computed = naming.passed(example, one, mark)
            of_sample[position + 1] = MappingProxyType(
                {**given, **start, **{label.name: self.computed(label, node, number) for label, node in computed}}
            )
        rest = (*naming.over_batch(example, done), *naming.update(example, done, method))
        quantities = {
            **of_sample[first + 1],
            **{label.name: self.computed(label, node, number) for label, node in rest},
        }
        return WorkedRound(done, MappingProxyType(of_sample), MappingProxyType(quantities))

    def _once(self, quantity: Quantity) -> Quantity:
        return self._named.setdefault(id(quantity.node), quantity)
