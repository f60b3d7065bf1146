"""The formulas of a document: each proved, or supposed by its author, or a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks.displayed import Chain, Side, chains
from generator.checks.equality import Fault, ReadSide, plain
from generator.checks.latex_tokens import Unreadable
from generator.checks.proof import supposing
from generator.checks.proof.known import Rounds
from generator.checks.proof.said import Provisos
from generator.checks.proof.spelled import group
from generator.checks.proof.trial import Outcome, Pair, Trial, pairs
from generator.checks.proof.valuing import Valuer
from generator.quantities.worked import Worked
from generator.text import marks, markup

KIND = "formula"
WAY_OUT = "Mend it; or, if it says nothing of the example, put it into {% suppose 'why' %} ... {% endsuppose %}."
BRACE = re.compile(r"\\underbrace\s*\{")
GENERAL = re.compile(
    r"\\\(\s*(?:(?P<index>[A-Za-z])\s*=\s*1\s*,\s*(?:2\s*,\s*)?\\[lc]?dots[bc]?\s*,\s*(?!(?P=index))[A-Za-z]"
    r"|[A-Za-z]\s*\\(?:to|rightarrow)\s*\\infty)\s*[.,]?\s*\\\)"
)
"""What an index runs over, and where a letter goes: these say nothing of numbers."""
SLUG = re.compile(r"([\w.+-]+)/[\w-]+@?")


@dataclass(frozen=True)
class Formula:
    """A chain of a document whose sides are in symbols, with what became of it. start: its place in the text."""

    start: int
    chain: Chain
    pairs: tuple[Pair, ...]
    outcome: Outcome


@dataclass(frozen=True)
class Proofs:
    """What became of the formulas of a document. supposed: how many its author declared to be suppositions.
    others: explanations of letters that cannot be read, and suppositions that are false of the example."""

    formulas: tuple[Formula, ...] = ()
    supposed: int = 0
    others: tuple[Fault, ...] = ()

    @property
    def proved(self) -> int:
        return sum(one.outcome.is_proved for one in self.formulas)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return (*self.others, *(fault(one) for one in self.formulas if not one.outcome.is_proved))


def proofs(text: str, sources: Mapping[str, object], examples: Iterable[Worked]) -> Proofs:
    """Every formula in symbols of a stamped text, its marks still in it.

    examples: those that it may be about. One beside an example is meant where a number of it is shown, or where the
    formula holds in none before; a variant only where a number of it is shown."""
    # Of a network too large to be worked out in full, one sample of a round is at hand: too little to replay it.
    worlds = [Rounds(one) for example in examples for one in example.witnessed() if not one.is_partial]
    if not worlds:
        return Proofs()
    said = Provisos(text)
    found = list(stated(text))
    free = [one for one in found if not said.is_supposed(one[0])]
    valuer = Valuer(sources)
    every = [(Trial(valuer, said.letters(one[0])), one, about(one, said, worlds)) for one in free]
    both = [[formula(trial, *one, meant, way) for trial, one, meant in every] for way in ways(worlds)]
    best = min(both, key=lambda ones: sum(not one.outcome.is_proved for one in ones))
    unreadable = tuple(Fault(KIND, at, f"cannot read {what}: {why}", what, "", "") for at, what, why in said.unreadable)
    supposed = [one for one in found if said.is_supposed(one[0])]
    denied = tuple(false_suppositions(supposed, said, valuer, worlds))
    return Proofs(tuple(best), len(supposed), (*unreadable, *denied))


def false_suppositions(
    supposed: Sequence[Stated], said: Provisos, valuer: Valuer, worlds: Sequence[Rounds]
) -> Iterator[Fault]:
    """The suppositions that speak of the example's own quantities only, and are false of them."""
    for one in supposed:
        start, chain, found = one
        trial, meant = Trial(valuer, said.letters(start)), about(one, said, worlds)
        if isinstance(found, str):
            continue
        ways_denied = [supposing.denied(trial, found, meant, way) for way in ways(worlds)]
        if all(ways_denied):
            pair = ways_denied[0]
            line = f"{plain(pair.left)} {pair.relation} {plain(pair.right)}"
            message = f"what is supposed speaks of this example only, and is false there: {line}"
            place = start - chain.sides[0].start + pair.right.start
            yield Fault(KIND, place, message, line, "", supposing.WAY_OUT)


def ways(worlds: Sequence[Rounds]) -> tuple[bool, ...]:
    """Whether w_{ij} leads from i to j, or to i from j. Where weights are numbered a document may choose, once."""
    weights = worlds[0].worked.example.notation.weights
    return (True, False) if weights == "numbered" else (weights == "from to",)


Stated = tuple[int, Chain, tuple[Pair, ...] | str]


def stated(text: str) -> Iterator[Stated]:
    """The chains that say something in symbols, with their pairs, or with why they cannot be read."""
    for segment in markup.segments(text):
        if segment.kind != "math" or GENERAL.fullmatch(segment.text):
            continue
        bare = marks.MARK.sub(lambda mark: " " * len(mark[0]), segment.text)
        for chain in chains(bare):
            try:
                found: tuple[Pair, ...] | str = tuple(pairs([ReadSide(side) for side in chain.sides], chain.relations))
                found = (*found, *named_parts(chain))
            except Unreadable as trouble:
                found = str(trouble)
            if found:
                yield segment.start + chain.sides[0].start, chain, found


def named_parts(chain: Chain) -> Iterator[Pair]:
    """What stands over a brace, and what is said below it."""
    for side in chain.sides:
        for brace in BRACE.finditer(side.latex):
            over, end = group(side.latex, brace.end() - 1)
            below = side.latex[end:].lstrip()
            if below.startswith("_{"):
                parts = (over, group(below, 1)[0])
                yield Pair(*(ReadSide(Side(part, side.start + brace.start())) for part in parts))


def about(stated: Stated, said: Provisos, worlds: Sequence[Rounds]) -> list[Rounds]:
    """The examples that a formula may be about: that of its numbers; else the one that its author names; else any."""
    start, chain, _ = stated
    slugs = {slug for side in chain.sides for slug in SLUG.findall(side.latex)}
    if shown := [one for one in worlds if one.worked.slug in slugs]:
        return shown
    plain_ones = [one for one in worlds if "+" not in one.worked.slug and not one.worked.is_mistaken]
    named = said.example(start)
    return [one for one in plain_ones if one.worked.example.path.stem == named] if named else plain_ones


def formula(
    trial: Trial, start: int, chain: Chain, found: tuple[Pair, ...] | str, worlds: Sequence[Rounds], way: bool
) -> Formula:
    """A chain, in the first of some examples in which it holds."""
    if isinstance(found, str):
        return Formula(start, chain, (), Outcome(trouble=found))
    outcomes = []
    for world in worlds:
        outcomes.append(trial.outcome(list(found), world, way))
        if outcomes[-1].is_proved:
            return Formula(start, chain, found, outcomes[-1])
    failed = next((one for one in outcomes if one.failed), None)
    return Formula(start, chain, found, failed or next(iter(outcomes), Outcome(trouble="there is no such example")))


def fault(one: Formula) -> Fault:
    failed, outcome = one.outcome.failed, one.outcome
    if failed is None:
        sides = " ".join(plain(ReadSide(side)) for side in one.chain.sides[:2])
        return Fault(KIND, one.start, f"nothing proves this formula: {sides} ({outcome.trouble})", sides, "", WAY_OUT)
    start = one.start - one.chain.sides[0].start + failed.right.start
    line = f"{plain(failed.left)} {failed.relation} {plain(failed.right)}"
    message = f"the formula does not hold: {line}; {outcome.told}"
    return Fault(KIND, start, message, line, "", WAY_OUT)


