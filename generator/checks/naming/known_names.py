"""What there is in some examples: how many rounds, samples and layers, and which numbers go with which letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.example import Example
from generator.quantities.worked import Worked

UNIT = re.compile(r"([A-Za-z]+)([0-9]+)")


@dataclass(frozen=True)
class KnownNames:
    """names: of all quantities of a first round. numbers: those that go with a letter, such as 1 and 2 with h; with w
    those of the weights. widths: how many inputs or neurons, by layer, the inputs first, of each example. texts: what
    the examples say of themselves."""

    names: frozenset[str]
    numbers: Mapping[str, frozenset[int]]
    widths: tuple[tuple[int, ...], ...]
    rounds: int
    samples: int
    texts: frozenset[str] = frozenset()

    @property
    def layers(self) -> int:
        return max(map(len, self.widths), default=1) - 1

    def has_entry(self, one: int, other: int) -> bool:
        """Whether some weight has these two indices, in either order."""
        both = {one, other}
        return any(
            min(both) >= 1 and (one <= a and other <= b or one <= b and other <= a)
            for widths in self.widths
            for a, b in zip(widths, widths[1:], strict=False)
        )


def known_names(examples: Iterable[Worked]) -> KnownNames | None:
    """What there is in some examples, their variants and those beside them; nothing without an example."""
    all_of = [one for example in examples for one in example.witnessed()]
    if not all_of:
        return None
    numbers: dict[str, set[int]] = defaultdict(set)
    widths = []
    for one in all_of:
        example = one.example
        units = (example.inputs, *(layer.neurons for layer in example.layers))
        widths.append(tuple(map(len, units)))
        for name in (name for layer in units for name in layer):
            if found := UNIT.fullmatch(name):
                numbers[found[1]].add(int(found[2]))
        weights = sum(a * b for a, b in zip(widths[-1], widths[-1][1:], strict=False))
        numbers["w"] |= set(range(1, weights + 1))
        numbers["b"] |= set(range(1, len(example.layers) + 1))
    return KnownNames(
        frozenset(name for one in all_of for name in one.first),
        {letter: frozenset(found) for letter, found in numbers.items()},
        tuple(dict.fromkeys(widths)),
        max(one.example.rounds for one in all_of),
        max(len(one.example.data) for one in all_of),
        frozenset(text for one in all_of for text in texts_of(one.example)),
    )


def texts_of(example: Example) -> Iterator[str]:
    """What an example says of itself in several words, which is printed as its author wrote it."""
    sources = (text for source in example.source for text in (source.title, source.author) if text)
    texts = (example.title, *(layer.name for layer in example.layers), *sources)
    yield from (text for text in texts if " " in text)
