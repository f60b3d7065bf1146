"""A number that is known to be another one, though no formula says so: it was computed over again."""

from __future__ import annotations

from generator.numbers.certified import Certified
from generator.numbers.traced import Traced


class Again(Traced):
    """A number without a formula that was computed as `first` was, over again from the same numbers. Without a `first`
    it is the whole number of a formula that numpy has filled an array with."""

    __slots__ = ("first",)

    def __init__(self, value: int | Certified, first: Traced | None = None) -> None:
        super().__init__(value, "constant" if first is None else "given")
        self.first = self if first is None else first
