"""On which side of a gap the labels stand, and how far from its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.figures.places import Column, Way


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
    """Unlabelled edges count where they come from below, since they would pass labels that are near the targets."""
    counted = [way for way in ways if way.width or way.source >= pair[0].centred]
    sources, targets = span(way.source for way in counted), span(way.target for way in counted)
    return Side(sources > targets, min(sources, targets))


def span(places: Iterable[int]) -> int:
    """How many places there are from the first to the last."""
    places = tuple(places)
    return max(places) - min(places) + 1 if places else 1
