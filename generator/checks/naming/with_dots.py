"""Dots: a long sum of which only the ends are printed is named by a symbol or a formula before it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.equality import NOT_READ, Fault, ReadSide, every_chain, plain
from generator.checks.latex_reader import Dots
from generator.checks.latex_tokens import Unreadable

WAY_OUT = "Begin the line with the symbol of what it comes to, such as {{ net_o | derivation }}."


def faults(text: str) -> Iterator[Fault]:
    """Every line of numbers and dots that nothing names, so that nobody can compute it."""
    for start, chain in every_chain(text):
        side, relation = ReadSide(chain.sides[0]), next(iter(chain.relations), "")
        if relation in ("=", "≈") and side.latex and has_dots(side):
            line = f"{plain(side)} {relation} {plain(ReadSide(chain.sides[1]))}"
            message = f"this line cannot be recomputed: {line} (not all of it is printed)"
            yield Fault(NOT_READ, start + side.start, message, line, "", WAY_OUT)


def has_dots(side: ReadSide) -> bool:
    """Whether it consists of numbers and dots."""
    try:
        return side.is_reckoned and any(isinstance(leaf, Dots) for leaf in side.leaves)
    except Unreadable:
        return False
