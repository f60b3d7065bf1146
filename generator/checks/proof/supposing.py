"""Suppositions: what an author only supposes is no statement about the example, unless it speaks of nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.latex_reader import Tree
from generator.checks.latex_tokens import Number, Symbol, Unreadable
from generator.checks.proof.binding import letters
from generator.checks.proof.known import Rounds
from generator.checks.proof.replay import Node
from generator.checks.proof.spelled import light
from generator.checks.proof.trial import Pair, Trial

CHOSEN = ("weight", "bias", "out", "target")
"""What an author may start from otherwise, as far as it is given."""
WAY_OUT = "Mend it; or say it of letters of your own, of a variant of the example, or in words."


def denied(trial: Trial, found: Iterable[Pair], worlds: Iterable[Rounds], way: bool) -> Pair | None:
    """The pair of a supposed chain that is false, if all its symbols are quantities of an example, in each example that
    has them. Another start, such as w_1 = 0, may be supposed of anything that is given."""
    pairs = list(found)
    outcomes = []
    for world in worlds:
        if speaks_of(trial, pairs, world) and not all(is_another_start(pair, world) for pair in pairs):
            outcomes.append(trial.outcome(pairs, world, way))
    if any(one.failed is None for one in outcomes):
        return None
    return outcomes[0].failed if outcomes else None


def speaks_of(trial: Trial, pairs: list[Pair], world: Rounds) -> bool:
    """Whether each symbol of some pairs is a quantity of an example."""
    try:
        trees = [side.tree for pair in pairs for side in (pair.left, pair.right)]
        found = letters(trees, world, trial.own)
    except Unreadable:
        return False
    return bool(found.exact) and not (found.of_units | found.of_samples | found.of_weights | found.bare | {*found.sums})


def is_another_start(pair: Pair, world: Rounds) -> bool:
    """Whether a pair gives a number of the form, such as 0, to a symbol that has a given number."""
    symbol, number = pair.left.tree, pair.right.tree
    return isinstance(symbol, Symbol) and isinstance(number, Number) and not number.key and is_given(symbol, world)


def is_given(symbol: Tree, world: Rounds) -> bool:
    known = world.known(1)
    meaning = known.find(light(symbol.latex))
    if light(symbol.latex) in known.given:
        return True
    return isinstance(meaning, Node) and meaning.kind in CHOSEN and (meaning.kind != "out" or meaning.layer == 0)
