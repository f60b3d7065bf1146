"""A formula put to the test: in every scope in which it makes sense it has to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.checks.equality import ReadSide
from generator.checks.latex_reader import Dots, Tree
from generator.checks.latex_tokens import Number, Symbol, Unreadable
from generator.checks.nearness import shown
from generator.checks.proof import relations
from generator.checks.proof.binding import letters, scopes
from generator.checks.proof.known import Rounds
from generator.checks.proof.replay import BITS
from generator.checks.proof.scope import NoSense, Scope
from generator.checks.proof.valuing import Valuer
from generator.checks.reckoning import LeftOut, leaves
from generator.engine.cases import OnTheKink
from generator.numbers import certified
from generator.numbers.certified import Undecided

NEW_VALUE = r"\leftarrow"


@dataclass(frozen=True)
class Pair:
    """Two sides with a relation between them, one at least in symbols."""

    left: ReadSide
    right: ReadSide
    relation: str = "="


@dataclass(frozen=True)
class Outcome:
    """held: in how many scopes. failed: the pair that does not hold. told: where, and what its sides come to. trouble:
    why nobody can say."""

    held: int = 0
    failed: Pair | None = None
    told: str = ""
    trouble: str = ""

    @property
    def is_proved(self) -> bool:
        return self.held > 0 and self.failed is None and not self.trouble


def pairs(sides: list[ReadSide], between: tuple[str, ...]) -> Iterator[Pair]:
    """The pairs of a chain that say something in symbols, and all of it: of a long sum, the terms behind the dots are
    known to the run only. Unreadable if a side of one is no formula."""
    for (left, right), relation in zip(pairwise(sides), between, strict=False):
        if relation == ":" or not left.latex or not right.latex:
            continue
        if any(isinstance(leaf, Dots) for side in (left, right) for leaf in side.leaves):
            continue
        kinds = [kind(side) for side in (left, right)]
        if "symbols" in kinds and "stated" not in kinds:
            yield Pair(left, right, relation)


def kind(side: ReadSide) -> str:
    """Whether a side is in symbols, in numbers of the book, or in numbers of the form, such as 0."""
    if any(isinstance(leaf, Symbol) for leaf in side.leaves):
        return "symbols"
    return "numbers" if any(isinstance(leaf, Number) and leaf.key for leaf in side.leaves) else "form"


class Trial:
    """The formulas of one document in the worlds of its examples. own: the letters that it has explained."""

    def __init__(self, valuer: Valuer, own: Mapping[str, Tree]) -> None:
        self.valuer, self.own = valuer, own

    def outcome(self, pairs_of: list[Pair], rounds: Rounds, from_first: bool) -> Outcome:
        """What becomes of the pairs of a chain in one example, in every scope that makes sense."""
        try:
            trees = [side.tree for pair in pairs_of for side in (pair.left, pair.right)]
            with certified.precision(BITS):
                return self.judged(trees, pairs_of, rounds, from_first)
        except (Unreadable, LeftOut, Undecided, OnTheKink, ZeroDivisionError) as trouble:
            return Outcome(trouble=str(trouble) or type(trouble).__name__)

    def judged(self, trees: list[Tree], pairs_of: list[Pair], rounds: Rounds, from_first: bool) -> Outcome:
        found = letters(trees, rounds, self.own)
        keys = {leaf.key for tree in trees for leaf in leaves(tree) if isinstance(leaf, Number) and leaf.key}
        number = rounds.best(found.exact, keys)
        start = Scope(rounds, number, self.sample(found.exact, rounds, number), from_first, False, own=self.own)
        outcome = self.tried(trees, pairs_of, start)
        if outcome.is_proved and not keys and rounds.known(number).can_be_shaken(found.exact):
            again = self.tried(trees, pairs_of, replace(start, is_shaken=True))
            return again if again.failed else outcome
        return outcome

    def sample(self, exact: frozenset[str], rounds: Rounds, number: int) -> int:
        """The sample that a formula is about: the one that it names, if it names one; else the first of its round."""
        known = rounds.known(number)
        named = {getattr(known.meant.get(symbol), "sample", 0) for symbol in exact} - {0}
        return named.pop() if len(named) == 1 else next(iter(known.replay.samples))

    def tried(self, trees: list[Tree], pairs_of: list[Pair], start: Scope) -> Outcome:
        held, reason = 0, ""
        for scope in scopes(trees, start):
            try:
                failed = self.failure(pairs_of, scope)
            except NoSense as why:
                reason = reason or str(why)
                continue
            if failed:
                return failed
            held += 1
        return Outcome(held, trouble="" if held else f"it fits no neuron of the example ({reason})")

    def failure(self, pairs_of: list[Pair], scope: Scope) -> Outcome | None:
        values = [(pair, *self.sides(pair, scope)) for pair in pairs_of]
        for pair, left, right in values:
            if not relations.holds(left, pair.relation, right):
                where = scope.told() + ", with other numbers in the network" * scope.is_shaken
                told = f"left {shown(left)}, right {shown(right)}"
                return Outcome(0, pair, f"{where.removeprefix(', ')}: {told}" if where else told)
        return None

    def sides(self, pair: Pair, scope: Scope) -> tuple:
        of_left = self.valuer.after if pair.relation == NEW_VALUE else self.valuer.value
        return of_left(pair.left.tree, scope), self.valuer.value(pair.right.tree, scope)
