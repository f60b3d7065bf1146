"""Formulas: each one in symbols, computed again with the certified values of what its symbols stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from generator.checks.equality import Fault, ReadSide, every_chain, plain
from generator.checks.latex_reader import Matrix, Operation, Tree
from generator.checks.latex_tokens import Number, Symbol, Unreadable
from generator.checks.latex_tokens import plain as bare
from generator.checks.named import Sources, pairs, tree_of
from generator.checks.nearness import entries
from generator.checks.reckoning import BITS, LeftOut, Value, as_printed, computed, leaves
from generator.numbers import certified
from generator.numbers.certified import Certified, Undecided
from generator.quantities.quantity import Quantity

KIND = "formula"
NEAR_ENOUGH = 1e-9
WAY_OUT = "Change the formula or the quantity, so that one gives the other."


def faults(text: str, sources: Sources, in_rows: bool = False) -> tuple[tuple[Fault, ...], int]:
    """The formulas of a stamped text that do not give the quantity behind them, and how many were computed again."""
    found: list[Fault] = []
    count = 0
    with certified.precision(BITS):
        for start, chain in every_chain(text):
            sides = [ReadSide(side) for side in chain.sides]
            result = sides[-1]
            for place, side in enumerate(sides[:-1]):
                if not is_formula(tree_of(side)) or not set(chain.relations[place:]) <= {"=", "≈"}:
                    continue
                gap = difference(side, sides[place + 1 :], result, sources, in_rows)
                count += gap is not None
                if gap:
                    message = f"{plain(side)} does not give the value behind it: it is off by {gap:.2g} (relative)"
                    found.append(Fault(KIND, start + side.start, message, plain(side), plain(result), WAY_OUT))
    return tuple(found), count


def is_formula(tree: Tree | None) -> bool:
    """Whether a side computes something with symbols."""
    return isinstance(tree, Operation) and any(isinstance(leaf, Symbol) for leaf in leaves(tree))


def difference(
    side: ReadSide, behind: list[ReadSide], result: ReadSide, sources: Sources, in_rows: bool
) -> float | None:
    """How far a formula is from its result, relative to it: 0 where they can be the same, None where nobody can say."""
    together = [pair for later in behind for pair in pairs(side.tree, tree_of(later))]
    meant = {symbol.latex: sources.get(number.key) for symbol, number in together}

    def value_of(leaf: Number | Symbol) -> Certified:
        if isinstance(leaf, Symbol):
            quantity = meant[leaf.latex] if leaf.latex in meant else only(leaf.latex, sources)
        else:
            quantity = sources.get(leaf.key) if leaf.key else None
        if isinstance(quantity, Quantity):
            return quantity.value
        return as_printed(leaf)

    try:
        value, expected = computed(side.tree, value_of, in_rows), computed(result.tree, value_of, in_rows)
    except (Unreadable, LeftOut, Undecided, ZeroDivisionError):
        return None
    if np.shape(value) != np.shape(expected) or not keyed(result.tree):
        return None
    return off(value, expected)


def off(value: Value, expected: Value) -> float | None:
    both = list(entries(value, expected))
    largest = max(abs(certified.middle(b.ball)) for _, b in both)
    gaps = [(a - b).ball for a, b in both]
    if any(not certified.width(gap) <= NEAR_ENOUGH * largest for gap in gaps if largest):
        return None
    apart = [abs(certified.middle(gap)) for gap in gaps if not gap.contains(0)]
    return max(apart, default=0.0) / (largest or 1.0)


def only(latex: str, sources: Sources) -> Quantity | None:
    """The quantity that a symbol stands for in a document, if there is one only."""
    found = {one.key: one for one in symbols_of(sources) if bare(one.symbol) == latex}
    return next(iter(found.values())) if len(found) == 1 else None


def symbols_of(sources: Mapping[str, object]) -> Iterator[Quantity]:
    return (one for one in sources.values() if isinstance(one, Quantity) and one.symbol)


def keyed(tree: Tree) -> bool:
    """Whether a side consists of numbers of quantities."""
    if isinstance(tree, Matrix):
        return all(keyed(entry) for row in tree.rows for entry in row)
    return isinstance(tree, Number) and bool(tree.key)
