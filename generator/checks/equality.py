"""Equality: every displayed line, recomputed from its own digits by a reader who knows nothing of how it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from generator.checks import nearness
from generator.checks.displayed import ARROWS, ORDERED, UNROUNDED, Chain, Side, chains
from generator.checks.latex_reader import Dots, Tree, read
from generator.checks.latex_tokens import Number, Symbol, Unreadable, tokens
from generator.checks.reckoning import BITS, LeftOut, as_printed, computed, leaves
from generator.numbers import certified
from generator.numbers.certified import Undecided
from generator.quantities.quantity import Quantity
from generator.text import markup, stamps

KIND = "equality"
NOT_READ = "line-not-read"

IN_PROSE = re.compile(rf"{stamps.STAMP.pattern}\s*[=≈≡≤≥≠]\s*[-−]?{stamps.STAMP.pattern}")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line. start: where it begins in the text. stands, should: what is printed and what ought to
    be."""

    kind: str
    start: int
    message: str
    stands: str
    should: str
    way_out: str


@dataclass(frozen=True)
class Reading:
    """What came of reading a text. recomputed: lines whose printed result follows from the printed numbers. unrounded:
    those that say that they were computed unrounded. left_out: those of which not every number is printed."""

    faults: tuple[Fault, ...] = ()
    recomputed: int = 0
    unrounded: int = 0
    left_out: int = 0


class ReadSide:
    """One side of a line, as far as it can be read."""

    def __init__(self, side: Side) -> None:
        self.latex = side.latex
        self.start = side.start

    @cached_property
    def tree(self) -> Tree:
        return read(list(tokens(self.latex)))

    @cached_property
    def leaves(self) -> tuple[Number | Symbol | Dots, ...]:
        return tuple(leaves(self.tree))

    @property
    def has_numbers(self) -> bool:
        """Whether a number of the book is in it, readable or not."""
        return any(stamp.key != stamps.STRUCTURAL for stamp in stamps.stamps(self.latex))

    @property
    def is_reckoned(self) -> bool:
        """Whether it consists of numbers only."""
        return bool(self.latex) and not any(isinstance(leaf, Symbol) for leaf in self.leaves)

    @property
    def numbers(self) -> list[Number]:
        return [leaf for leaf in self.leaves if isinstance(leaf, Number) and leaf.key]


def reading(text: str, sources: Mapping[str, object], in_rows: bool = False) -> Reading:
    """Every displayed line of a stamped text, held against itself."""
    faults: list[Fault] = []
    counts = {"recomputed": 0, "unrounded": 0, "left_out": 0}
    with certified.precision(BITS):
        for start, chain in every_chain(text):
            sides = [ReadSide(side) for side in chain.sides]
            for (left, right), relation in zip(pairwise(sides), chain.relations, strict=False):
                try:
                    done, found = held(left, right, relation, chain, sources, in_rows)
                except (Unreadable, Undecided) as trouble:
                    done, found = "", not_read(left, relation, right, trouble)
                counts[done] = counts.get(done, 0) + 1
                faults += [located(fault, start) for fault in found]
    counts.pop("", None)
    faults += outside_formulas(text)
    return Reading(tuple(faults), **counts)


def outside_formulas(text: str) -> Iterator[Fault]:
    """Lines in the midst of prose, where nobody would recompute them."""
    for segment in markup.segments(text):
        for line in IN_PROSE.finditer(segment.text) if segment.kind == "prose" else ():
            stands = " ".join(stamps.without(line[0]).split())
            message = f"a line stands outside a formula: {stands}"
            yield Fault(NOT_READ, segment.start + line.start(), message, stands, "", r"Put it between \( and \).")


def every_chain(text: str) -> Iterator[tuple[int, Chain]]:
    """The chains of all formulas of a text in which a number of the book stands, with the place of the formula."""
    for segment in markup.segments(text):
        if segment.kind == "math" and stamps.OPEN in segment.text:
            for chain in chains(segment.text):
                yield segment.start, chain


def located(fault: Fault, start: int) -> Fault:
    return Fault(fault.kind, fault.start + start, fault.message, fault.stands, fault.should, fault.way_out)


def held(
    left: ReadSide, right: ReadSide, relation: str, chain: Chain, sources: Mapping[str, object], in_rows: bool
) -> tuple[str, list[Fault]]:
    """What became of a pair of sides: what it counts as, and its faults."""
    if not (left.has_numbers or right.has_numbers):
        return "", []
    if not left.latex or not left.is_reckoned:
        return "", list(exactness(left, right, relation, sources)) if right.is_reckoned else []
    if not right.is_reckoned:
        return "", []
    try:
        value = computed(left.tree, as_printed, in_rows)
        said = computed(right.tree, as_printed, in_rows)
    except LeftOut:
        return "left_out", []
    if relation in ORDERED:
        holds = (value - said).sign() in ORDERED[relation]
        return "recomputed", [] if holds else [wrong(left, relation, right, "")]
    if relation in ARROWS:
        return "", []
    relation = "=" if relation == r"\equiv" else relation
    if relation not in ("=", "≈"):
        raise Unreadable(f"what does {relation} say?")
    if UNROUNDED in chain.words and right.latex == chain.sides[-1].latex:
        return "unrounded", []
    is_same = nearness.same(value, said)
    if relation == "=" and not is_same:
        return "recomputed", [wrong(left, relation, right, nearness.shown(value))]
    if relation == "≈" and not nearness.rounds_to(value, right.tree, in_rows):
        return "recomputed", [wrong(left, relation, right, nearness.shown(value))]
    if relation == "≈" and is_same and all(is_exact(n, sources) for n in (*left.numbers, *right.numbers)):
        return "recomputed", [needless(left, right)]
    return "recomputed", []


def exactness(left: ReadSide, right: ReadSide, relation: str, sources: Mapping[str, object]) -> Iterator[Fault]:
    """A formula, and the same with numbers: = if each number is the value of its quantity, ≈ if one is rounded."""
    rounded = [number.text for number in right.numbers if not is_exact(number, sources)]
    if relation == "=" and rounded:
        message = f"'=' stands before {rounded[0]}, which is rounded"
        way_out = "Write \\approx, or `| relation`."
        yield Fault(KIND, right.start, message, f"= {plain(right)}", f"≈ {plain(right)}", way_out)
    elif relation == "≈" and not rounded:
        yield needless(left, right)


def is_exact(number: Number, sources: Mapping[str, object]) -> bool:
    """Whether a printed number is the value itself. What is stated, or belongs to the form, is what it is."""
    quantity = sources.get(number.key)
    if not number.key or not isinstance(quantity, Quantity):
        return True
    return nearness.equal(as_printed(number), quantity.value)


def wrong(left: ReadSide, relation: str, right: ReadSide, result: str) -> Fault:
    gives = f", which gives {result}" if result else ""
    return Fault(
        KIND, right.start, f"the line does not hold as printed: {plain(left)} {relation} {plain(right)}{gives}",
        f"{relation} {plain(right)}", result and f"{relation} {result}",
        "Show guard digits, write \\approx where the right side is rounded, or say that it was computed unrounded.",
    )  # fmt: skip


def needless(left: ReadSide, right: ReadSide) -> Fault:
    message = f"'≈' stands between sides that are equal: {plain(left)} ≈ {plain(right)}".replace(":  ≈", ": ≈")
    return Fault(KIND, right.start, message, f"≈ {plain(right)}", f"= {plain(right)}", "Write =, or `| relation`.")


def not_read(left: ReadSide, relation: str, right: ReadSide, trouble: Exception) -> list[Fault]:
    message = f"this line cannot be recomputed: {plain(left)} {relation} {plain(right)} ({trouble})"
    way_out = "Write it in the signs that the reader knows (generator/checks/latex_reader.py)."
    return [Fault(NOT_READ, right.start, message, f"{relation} {plain(right)}", "", way_out)]


def plain(side: ReadSide) -> str:
    """A side as one line of text, not too long."""
    text = " ".join(stamps.without(side.latex).split())
    return text if len(text) <= 100 else f"{text[:60]} ... {text[-30:]}"

