"""What a name in an expression of a printed.yml stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.errors import nearest
from generator.numbers.traced import Traced
from generator.printed.expressions import Expression, Value
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked

SEPARATOR = "__at_"

SAID = {"+": " plus ", "-": " minus ", "*": " times ", "/": " over ", "@": " at "}


def in_a_key(written: str) -> str:
    """An expression as a part of an address."""
    words = "".join(SAID.get(sign, sign) for sign in written)
    return re.sub(r"[^A-Za-z0-9_]+", "-", words).strip("-")



class NoSuchName(LookupError):
    """Raised for a name that is none of the example's and none of the source's."""


def with_activation(worked: Worked, activation: str) -> Worked:
    """The same example with another activation in its last layer."""
    layers = [layer.model_dump(exclude_none=True) for layer in worked.example.layers]
    layers = [{**layer, "biases": layer.get("biases", "none")} for layer in layers]
    layers[-1]["activation"] = activation
    return Worked(worked.example.variant(layers=layers), worked.bits, f"{worked.slug}+{activation}-outputs", worked)


@dataclass(frozen=True)
class Names:
    """The names of an example in one of its rounds, and those of a source. later: is added to every round."""

    worked: Worked
    own: Mapping[str, str]
    round_number: int = 1
    later: int = 0

    def __call__(self, name: str) -> Value:
        """The value of a name. NoSuchName if it is none."""
        word, _, at = name.partition(SEPARATOR)
        here = replace(self, round_number=int(at)) if at else self
        if word in self.own:
            return Expression.of(self.own[word]).value(here)
        if word == "rounds":
            return self.worked.rounds.node
        quantities = self.worked.at(max(here.round_number + self.later, 1))
        if word not in quantities:
            raise NoSuchName(f"there is no '{word}' here. {nearest(word, [*quantities, *self.own])}".strip())
        return quantities[word].node

    def quantity(self, node: Traced, written: str) -> Quantity:
        """The quantity that a node is; one without a name is called after its expression."""
        named = self.worked.named(node)
        if named is not None:
            return named
        key = f"{self.worked.slug}/{in_a_key(written)}@{self.round_number}"
        return Quantity(key, written, "derived", "", node, agreed=self.worked.is_agreed(self.round_number))

    def mistaken(self, mistake: str) -> Names:
        return replace(self, worked=self.worked.mistaken(mistake))

    def shifted(self, rounds: int) -> Names:
        return replace(self, later=rounds)
