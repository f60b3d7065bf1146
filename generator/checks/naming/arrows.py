"""Arrows: one number becomes another only if both are of one thing, and the second of a later round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.equality import Fault
from generator.checks.naming import facts
from generator.checks.naming.symbols import KIND, Sources, called, fault, symbol_of, without_marks
from generator.quantities.quantity import Quantity
from generator.text import markup, stamps

WAY_OUT = "Let both be of one quantity, the later round behind the arrow."
GAP = r"(?:\s|\\q?quad|&|\\[,;:! ]|\\\)|\\\()*"
ARROW = rf"{GAP}(?:\\(?:to|mapsto|(?:long)?rightarrow|Rightarrow|longmapsto)(?![A-Za-z])|→|⟶|↦){GAP}"
CHANGED = re.compile(rf"{stamps.STAMP.pattern}{ARROW}{stamps.STAMP.pattern}")
TAKEN = re.compile(rf"(?:^\\[(\[]|[,;])(?P<symbol>[^,;{stamps.OPEN}]{{1,120}}?){ARROW}{stamps.STAMP.pattern}")


def faults(text: str, sources: Sources) -> Iterator[Fault]:
    """Every arrow between numbers that are not of one thing, or backward; every one from a symbol to another's."""
    for found in CHANGED.finditer(text):
        before, after = sources.get(found[1]), sources.get(found[3])
        if isinstance(before, Quantity) and isinstance(after, Quantity) and not becomes(before, after):
            line = f"{found[2]} → {found[4]}"
            message = f"{called(before)} does not become {called(after)}: {line}"
            yield Fault(KIND, found.start(), message, line, "", WAY_OUT)
    for segment in markup.segments(text):
        for found in TAKEN.finditer(segment.text) if segment.kind == "math" else ():
            symbol, quantity = symbol_of(found["symbol"].strip()), sources.get(found[2])
            if symbol and isinstance(quantity, Quantity) and quantity.symbol:
                if without_marks(symbol) != without_marks(quantity.symbol):
                    yield fault(symbol, found[3], quantity, segment.start + found.start())


def becomes(before: Quantity, after: Quantity) -> bool:
    if before.parts or after.parts or {before.family, after.family} & {"count", "round"}:
        return True
    (training, name), (other, other_name) = facts.thing(before), facts.thing(after)
    moments = facts.moment(before), facts.moment(after)
    is_later = training != other or None in moments or moments[0] < moments[1]
    return name == other_name and is_later
