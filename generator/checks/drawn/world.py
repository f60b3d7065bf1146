"""The examples that a document may draw, found by the addresses of their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from generator.checks.drawn.told_losses import Training
from generator.quantities.quantity import Quantity
from generator.quantities.worked import Worked
from generator.text.stamps import Stamp

ROUND = re.compile(r"@(\d+)")


class World:
    """sources: what the keys of the stamps stand for. examples: with their variants and those beside them."""

    def __init__(self, sources: Mapping[str, object], examples: Iterable[Worked]) -> None:
        self.sources = sources
        self.examples: tuple[Worked, ...] = tuple(one for example in examples for one in example.witnessed())
        self._by_slug = {one.slug: one for one in self.examples}
        self._trainings: dict[str, Training] = {}

    def quantity(self, stamp: Stamp) -> Quantity | None:
        found = self.sources.get(stamp.key)
        return found if isinstance(found, Quantity) else None

    def worked(self, key: str) -> Worked | None:
        """The example that an address is of."""
        return self._by_slug.get(key.lstrip("-").rpartition("/")[0])

    def worked_of(self, stamped: Sequence[Stamp]) -> Worked | None:
        """The example that most of the numbers are of: all of a network's are of one."""
        slugs = [one.slug for stamp in stamped if (one := self.worked(stamp.key)) is not None]
        return self._by_slug[max(slugs, key=slugs.count)] if slugs else None

    def training(self, worked: Worked) -> Training:
        if worked.slug not in self._trainings:
            self._trainings[worked.slug] = Training(worked)
        return self._trainings[worked.slug]


def round_of(key: str) -> int:
    """The round in an address; a given number has none and is there from the first on."""
    found = ROUND.search(key.rpartition("/")[2])
    return int(found[1]) if found else 1
