"""What the letters of a formula stand for, one way out of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.checks.latex_reader import Tree
from generator.checks.proof.known import Known, Rounds
from generator.checks.proof.replay import Node, Nudges, Replay
from generator.numbers.certified import middle
from generator.quantities import labels
from generator.quantities.labels import LayerNames


class NoSense(ValueError):
    """With these meanings the formula says nothing."""


@dataclass(frozen=True)
class Unit:
    """An input (in layer 0) or a neuron, with its name."""

    layer: int
    row: int
    name: str

    def __str__(self) -> str:
        return self.name


Bound = Unit | Node | int
"""What one letter stands for: a unit, a weight or bias, the number of a sample or of a layer."""


@dataclass(frozen=True)
class Scope:
    """Where a formula is computed.

    letters: what each stands for. ranges: what the letter of a sum runs over. sizes: that letter, by the one above the
    sum. from_first: whether w_{ij} leads from i to j. in_vectors: whether letters without index are of a whole layer.
    is_shaken: whether in a network with other numbers. own: letters that the document has explained, as formulas.
    """

    rounds: Rounds
    number: int
    sample: int
    from_first: bool
    in_vectors: bool
    is_shaken: bool = False
    letters: Mapping[str, Bound] = field(default_factory=dict)
    ranges: Mapping[str, tuple[Bound, ...]] = field(default_factory=dict)
    sizes: Mapping[str, str] = field(default_factory=dict)
    free: Mapping[str, object] = field(default_factory=dict)
    own: Mapping[str, Tree] = field(default_factory=dict)
    nudges: Nudges = ()

    @property
    def known(self) -> Known:
        return self.rounds.known(self.number)

    @property
    def replay(self) -> Replay:
        return self.known.shaken if self.is_shaken else self.known.replay

    @property
    def layers(self) -> tuple[LayerNames, ...]:
        return labels.layers(self.rounds.worked.example)

    @property
    def in_rows(self) -> bool:
        return self.rounds.worked.example.notation.form == "rows"

    def with_letter(self, letter: str, bound: Bound) -> Scope:
        return replace(self, letters={**self.letters, letter: bound})

    def nudged(self, node: Node, way: int) -> Scope:
        return replace(self, nudges=(*self.nudges, (node, way)))

    def bound(self, letter: str) -> Bound:
        if letter not in self.letters:
            raise NoSense(f"{letter} stands for nothing here")
        return self.letters[letter]

    def layer(self, number: int) -> LayerNames:
        if not 1 <= number <= len(self.layers):
            raise NoSense(f"there is no layer {number}")
        return self.layers[number - 1]

    def told(self) -> str:
        """The letters with what they stand for, as one would say it."""
        bound = [f"{letter or 'neuron'} = {said(one, self)}" for letter, one in sorted(self.letters.items())]
        return ", ".join([*bound, *(f"{letter} = {middle(value):.6g}" for letter, value in self.free.items())])


def units(rounds: Rounds) -> tuple[Unit, ...]:
    """All inputs and neurons of an example."""
    example = rounds.worked.example
    names = (example.inputs, *(layer.neurons for layer in example.layers))
    return tuple(Unit(layer, row, name) for layer, ones in enumerate(names) for row, name in enumerate(ones))


def said(bound: Bound, scope: Scope) -> str:
    if isinstance(bound, Node):
        meant = scope.known.meant.items()
        return next((symbol for symbol, meaning in meant if meaning == bound), f"{bound.kind} {bound.row + 1}")
    return str(bound)
