"""On which side of a gap the labels stand, and how far from its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.figures.places import Column, Way

CLEAR = 3.0
"""Between labels."""

LEAST_PITCH, LEAST_BETWEEN_LABELS = 80.0, 21.0
"""Labels could be closer, but then their gaps would have to be much wider."""

HIGHEST_FOR_ORDER = 110.0
"""No higher a pitch is chosen for the sake of the order of the labels."""


@dataclass(frozen=True)
class Side:
    """Where in a gap the labels stand: near the sources if more of these have labels, otherwise near the targets.
    fan: how many edges that have labels, at most, meet in a node there."""

    by_source: bool
    fan: int

    @property
    def share(self) -> float:
        """How far from the nearer nodes the labels stand, as a part of the gap."""
        return 1 / (self.fan + 1)

    @property
    def from_source(self) -> float:
        return self.share if self.by_source else 1 - self.share

    def order(self, way: Way) -> tuple[int, int]:
        """The place of a label from top to bottom."""
        return (way.source, way.target) if self.by_source else (way.target, way.source)


def side_of(ways: Sequence[Way], pair: tuple[Column, Column]) -> Side:
    """Where weights are counted along the targets, near these, as far as the figure does not become too high by it:
    there all that lead to the first target stand first. Unlabelled edges count where they come from below, since they
    would pass labels that are near the targets."""
    counted = [way for way in ways if way.width or way.source >= pair[0].centred]
    sources, targets = span(way.source for way in counted), span(way.target for way in counted)
    by_target, by_source = Side(False, sources), Side(True, targets)
    counted_so = targets == pair[1].centred and not any(way.by_source for way in ways)
    in_order = counted_so and pitch(ways, by_target) <= max(HIGHEST_FOR_ORDER, pitch(ways, by_source))
    return by_target if targets >= sources or in_order else by_source


def pitch(ways: Sequence[Way], side: Side) -> float:
    """The pitch at which the labels of a gap are apart."""
    heights = [way.height for way in sorted(ways, key=side.order)]
    needed = [max(LEAST_BETWEEN_LABELS, (a + b) / 2 + CLEAR) for a, b in pairwise(heights) if a and b]
    return max(LEAST_PITCH, *(between / side.share for between in needed)) if needed else 0.0


def span(places: Iterable[int]) -> int:
    """How many places there are from the first to the last."""
    places = tuple(places)
    return max(places) - min(places) + 1 if places else 1
