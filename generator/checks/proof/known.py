"""The symbols of an example: which number of which round each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from generator.checks.proof.replay import Node, Replay
from generator.checks.proof.spelled import light
from generator.numbers import certified
from generator.numbers.certified import Certified
from generator.quantities import naming, notation
from generator.quantities.labels import Label
from generator.quantities.worked import Worked

PARAMETERS = ("weight", "bias")
WITHOUT_SAMPLE = ("batch total",)
KINDS = {"weight": "weight", "bias": "bias", "net": "net", "out": "out", "input": "out", "target": "target",
         "error": "error", "total": "total", "batch total": "batch", "delta": "delta"}  # fmt: skip
"""What can be nudged, or follows what is nudged, by the family of its quantity."""

GIVEN = ("rate", "setting", "leak", "round")
"""What stays as it is, whatever the numbers of a network are."""

Meaning = Node | Certified


class Known:
    """What the symbols of one round mean. meant: by symbol, without weight. given: the
    symbols of settings. after: what the update makes of a parameter."""

    def __init__(self, worked: Worked, number: int) -> None:
        self.worked, self.number = worked, number
        self.meant: dict[str, Meaning] = {}
        self.after: dict[Node, Certified] = {}
        self.given: set[str] = set()
        for label, node, sample in labelled(worked, number):
            value = Certified(certified.point(node.value), node.value.exact)
            meaning = value if worked.is_mistaken or label.family not in KINDS else node_of(label, sample)
            symbol = light(notation.symbol(label, worked.example.notation, number))
            self.meant.setdefault(symbol, meaning)
            if label.family in GIVEN:
                self.given.add(symbol)
            if label.family in ("new weight", "new bias"):
                self.after[node_of(label, 0, label.family.removeprefix("new "))] = value

    def find(self, symbol: str) -> Meaning | None:
        """What a symbol means in this round."""
        if symbol in self.meant or not symbol.startswith(self.worked.example.notation.error):
            return self.meant.get(symbol)
        return self.of_all_data.get(symbol)

    @cached_property
    def of_all_data(self) -> Mapping[str, Certified]:
        """The losses of all samples, where a round does not see all of them."""
        if self.worked.is_mistaken or self.worked.example.batch_size == len(self.worked.example.data):
            return {}
        found = self.worked.predictions(self.number)
        quantities = (*(one.E_total for one in found.each), found.loss)
        return {light(one.symbol): Certified(certified.point(one.value), one.value.exact) for one in quantities}

    def can_be_shaken(self, symbols: Iterable[str]) -> bool:
        """Whether some symbols mean something in a network with other numbers too."""
        return not self.worked.is_mistaken and all(
            one in self.given or isinstance(self.meant.get(one), Node) for one in symbols
        )

    @cached_property
    def keys(self) -> frozenset[str]:
        """The addresses of all its quantities. A network too large to be worked out in full has those of one sample."""
        positions = () if self.worked.is_partial else self.worked.positions(self.number)
        samples = (position + 1 for position in positions)
        quantities = (self.worked.at(self.number), *(self.worked.at(self.number, sample) for sample in samples))
        return frozenset(one.key for each in quantities for one in each.values())

    @cached_property
    def replay(self) -> Replay:
        return Replay.of(self.worked, self.number)

    @cached_property
    def shaken(self) -> Replay:
        return self.replay.shaken(self.worked)


def labelled(worked: Worked, number: int) -> Iterator[tuple[Label, object, int]]:
    """Every number of a round, with the number of its sample, counted from 1; 0 where it has none."""
    done, example, method = worked.engine_round(number), worked.example, worked.method
    first = worked.positions(number)[0]
    yield from ((label, node, 0) for label, node in naming.given(example, done, method))
    for position, (mark, one) in enumerate(naming.marked(example, done, first), first):
        given = naming.inputs_and_targets(example, one.sample, position, mark)
        for named in (given, naming.passed(example, one, mark)):
            yield from ((label, node, position + 1) for label, node in named)
    for named in (naming.over_batch(example, done), naming.update(example, done, method)):
        yield from ((label, node, 0) for label, node in named)


def node_of(label: Label, sample: int, kind: str = "") -> Node:
    kind = kind or KINDS[label.family]
    if kind in PARAMETERS:
        column = label.column - 1 if kind == "weight" else 0
        return Node(kind, label.layer, (label.row or 1) - 1 if kind == "weight" or label.neuron else 0, column)
    if kind in ("total", "batch"):
        return Node(kind, sample=sample if kind == "total" else 0)
    return Node(kind, label.layer, label.row - 1, sample=sample)


class Rounds:
    """The rounds of an example that its documents show, each with its symbols."""

    def __init__(self, worked: Worked) -> None:
        self.worked = worked
        self._known: dict[int, Known] = {}

    def known(self, number: int) -> Known:
        if number not in self._known:
            self._known[number] = Known(self.worked, number)
        return self._known[number]

    @property
    def seen(self) -> tuple[int, ...]:
        return self.worked.seen_rounds()

    def best(self, symbols: Iterable[str], keys: Iterable[str]) -> int:
        """The round that most of some symbols and shown numbers are of; the first of several."""
        symbols, keys = set(symbols), set(keys)
        every = {number: self.known(number) for number in self.seen}
        ours = {number: len(symbols & one.meant.keys()) + len(keys & one.keys) for number, one in every.items()}
        return max(ours, key=lambda number: (ours[number], -number), default=1)

    def has(self, symbol: str) -> bool:
        return any(self.known(number).find(symbol) is not None for number in self.seen)

    def find(self, symbol: str, number: int) -> tuple[Known, Meaning] | None:
        """What a symbol means beside those of a round: there, or in another round that has it."""
        for one in (number, *self.seen):
            if (meaning := self.known(one).find(symbol)) is not None:
                return self.known(one), meaning
        return None
