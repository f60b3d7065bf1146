"""A drift that is planted, what has to be said of it, and whether it was."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from generator.errors import Problem

Findings = Callable[[], Iterable[Problem]]


@dataclass(frozen=True)
class Drift:
    """what: in words, with its place. findings: what the checks say with it. file, first, last: where the finding has
    to be; a thing of several lines may be named by any of them. made_of: a folder of templates that make the thing, of
    which one may be named as well. kinds: the rules that may be named; none: any rule. shows: whether anything of the
    book is other with it; where nothing is, it is no drift."""

    what: str
    findings: Findings = field(repr=False)
    file: Path | None
    first: int | None = None
    last: int | None = None
    kinds: tuple[str, ...] = ()
    made_of: Path | None = None
    shows: Callable[[], bool] = field(default=lambda: True, repr=False)

    def is_caught_by(self, found: Iterable[Problem]) -> bool:
        return any(self.is_told_by(one) for one in found)

    def is_told_by(self, one: Problem) -> bool:
        if self.kinds and one.kind not in self.kinds:
            return False
        if self.made_of is not None and self.made_of in Path(one.file).parents:
            return one.line is not None
        if self.file is not None and Path(one.file) != self.file:
            return False
        return self.first is None or (one.line is not None and self.first <= one.line <= (self.last or self.first))


@dataclass(frozen=True)
class Harmless:
    """An edit that changes no number. findings: what the checks say, and how the numbers differ."""

    what: str
    findings: Findings = field(repr=False)


@dataclass(frozen=True)
class Score:
    """How many drifts of a kind were planted and caught; of harmless edits, how many were tried and passed."""

    planted: int
    caught: int
    missed: tuple[str, ...]


def score(drifts: Iterable[Drift | Harmless], most: int | None = None) -> Score:
    """Plants each drift, one at a time, or so many of them. missed: what was said of those that were not caught, or
    should have passed."""
    planted, missed = 0, []
    for drift in islice((one for one in drifts if isinstance(one, Harmless) or one.shows()), most):
        planted += 1
        found = list(drift.findings())
        fine = not found if isinstance(drift, Harmless) else drift.is_caught_by(found)
        if not fine:
            told = "; ".join(f"{one.file}:{one.line}: [{one.kind}] {one.message}" for one in found[:3])
            missed.append(f"{drift.what} -> {told or 'nothing was said'}")
    if not planted:  # a kind that finds no place any more would pass for ever
        return Score(0, 0, ("there was nothing to plant it in",))
    return Score(planted, planted - len(missed), tuple(missed))


def mixed(drifts: Iterable[Drift | Harmless]) -> list[Drift | Harmless]:
    """In an order in which the first ones are from all over, always the same."""
    return sorted(drifts, key=lambda one: zlib.crc32(one.what.encode()))
