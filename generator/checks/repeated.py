"""Repetitions: a displayed formula that has the same line twice has another line in place of one, or one too many."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.displayed import chains
from generator.checks.equality import Fault
from generator.text import markup, stamps

KIND = "equality"
WAY_OUT = "Print each line of a displayed formula once."


def faults(text: str) -> Iterator[Fault]:
    """Each line of a displayed formula that stands above it already."""
    for segment in markup.segments(text):
        if segment.kind != "math" or not segment.text.startswith(r"\["):
            continue
        seen: set[tuple[str, ...]] = set()
        for chain in chains(segment.text):
            line = tuple("".join(side.latex.split()) for side in chain.sides)
            if line in seen:
                said = stamps.without(chain.sides[0].latex) or stamps.without(chain.sides[-1].latex)
                place = segment.start + chain.sides[0].start
                yield Fault(KIND, place, f"this line stands twice in one display: {said}", said, "", WAY_OUT)
            seen.add(line)
