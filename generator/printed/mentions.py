"""Printed numbers, held against the quantities that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.numbers.traced import Traced
from generator.printed import causes
from generator.printed.causes import Case, shows
from generator.printed.entries import Entry
from generator.printed.expressions import Expression, entries_of
from generator.printed.findings import Finding
from generator.printed.meanings import Names
from generator.printed.pairs import Pair, number, pairs
from generator.printed.words import text_of


class Unexplained(ValueError):
    """Raised for what does not agree and has no cause that leads to it. of: what the printed number is of."""

    def __init__(self, message: str, of: str = "") -> None:
        super().__init__(message)
        self.of = of

    def within(self, entry: Entry) -> tuple[str, ...]:
        """Where in an entry it stands, if the entry has several numbers, each with a line of its own."""
        return ("numbers", self.of) if self.of in (entry.numbers or {}) else ()


class GivenOtherwise(Unexplained):
    """Raised for a number that a source and its example give, and not alike: what was made from it differs too."""


@dataclass(frozen=True)
class Mention:
    """One printed number: what it is of, and the printed expression before it that gives it."""

    pair: Pair
    made_from: Expression | None = None


def mentions(entry: Entry) -> Iterator[Mention]:
    """The printed numbers of an entry, in reading order. ValueError where they cannot be read."""
    for written, printed in (entry.numbers or {}).items():
        yield Mention(Pair(printed, Expression.of(written)))
    if entry.number is not None:
        made_from = Expression.of(entry.made_from) if entry.made_from else None
        yield Mention(Pair(entry.number, Expression.of(entry.of[0])), made_from)
    before: Expression | None = None
    for side, of in zip(entry.equation or (), entry.of or (), strict=False):
        printed = Expression.of(side)
        is_result = number(printed.tree) is not None and before is not None and number(before.tree) is None
        for pair in pairs(printed, Expression.of(of)):
            yield Mention(pair, before if is_result else None)
        before = printed


Before = Mapping[tuple[Decimal, str], Finding]
"""What has been found in a source so far, by the printed number and the key of what it is of."""


def finding(mention: Mention, names: Names, before: Before, where: str, line: int) -> Finding | None:
    """None if the number agrees. Unexplained if it does not, and no cause leads to it. A number that is printed once
    more has its first cause."""
    pair = mention.pair
    right = one_number(pair.of, names)
    if shows(right.value, pair.printed):
        return None
    quantity = names.quantity(right, pair.of.written)
    if again := before.get((pair.printed, quantity.key)):
        return replace(again, where=(where,), see="")
    wrong = frozenset(printed for printed, _ in before)
    case = Case(pair.printed, pair.of, right, names, mention.made_from, wrong, pair.inside)
    found = list(causes.found(case))
    if not found and quantity.kind == "given":
        ours = f"{quantity.written} ({quantity.place})" if quantity.place else quantity.written
        message = f"the source gives {text_of(pair.printed)} for {quantity.name}, the example {ours}"
        raise GivenOtherwise(message, pair.of.written)
    if not found:
        value = right.value.ball.str(12, radius=False)
        message = f"{text_of(pair.printed)} is not {pair.of.written}, which is {value}, and no cause is found"
        raise Unexplained(message, pair.of.written)
    (verdicts, because), *others = found
    also = tuple(verdict for more, _ in others for verdict in more)
    return Finding("numbers", (where,), text_of(pair.printed), verdicts, because, line, quantity,
                   causes.digits(case), also=also)


def one_number(of: Expression, names: Names) -> Traced:
    value = of.value(names)
    if not isinstance(value, Traced):
        raise ValueError(f"'{of.written}' is {len(entries_of(value))} numbers, where one is printed")
    return value
