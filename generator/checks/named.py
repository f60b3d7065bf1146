"""Names: a number that stands beside a symbol or a word is the number that it names; and a name is the name of
something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.equality import Fault
from generator.checks.naming import (
    arrows,
    asked,
    decimals_said,
    extremes,
    figure_labels,
    in_formulas,
    in_prose,
    in_rounds,
    in_tables,
    in_words,
    leads,
    of_every_network,
    of_nothing,
    said_comparisons,
    said_relations,
    with_dots,
)
from generator.checks.naming.figure_labels import spelled
from generator.checks.naming.in_formulas import pairs, tree_of
from generator.checks.naming.known_names import known_names
from generator.checks.naming.symbols import KIND, Sources
from generator.quantities.worked import Worked

__all__ = ["KIND", "Sources", "faults", "pairs", "spelled", "tree_of"]


def faults(text: str, sources: Sources, examples: Iterable[Worked] = ()) -> Iterator[Fault]:
    """Every number of a stamped text that stands where another quantity is named, and every name of nothing.

    examples: those that the text may speak of; without one, names in its prose are not known."""
    examples = tuple(examples)
    known = known_names(examples)
    yield from in_formulas.faults(text, sources)
    yield from figure_labels.faults(text, sources)
    yield from in_tables.faults(text, sources)
    yield from in_prose.faults(text, sources, known.names if known else frozenset())
    yield from in_words.faults(text, sources)
    yield from in_rounds.faults(text, sources)
    yield from arrows.faults(text, sources)
    yield from said_relations.faults(text)
    yield from said_comparisons.faults(text, sources, examples)
    yield from extremes.faults(text, sources, examples)
    yield from of_every_network.faults(text, examples)
    yield from leads.faults(text, examples)
    yield from asked.faults(text)
    yield from decimals_said.faults(text)
    yield from with_dots.faults(text)
    if known:
        yield from of_nothing.faults(text, known)
