"""Printed formulas and sentences, held against what they claim to be: computed for the example, index by index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.printed.differences import Difference, differences
from generator.printed.entries import Entry
from generator.printed.expressions import Expression, Value, alike, entries_of, indexed
from generator.printed.findings import Finding
from generator.printed.meanings import Names, NoSuchName
from generator.printed.mentions import Unexplained
from generator.printed.slips import SLIPS, slips
from generator.printed.words import Words, in_math, joined, symbol
from generator.quantities.quantity import Quantity

FEWEST_ROUNDS, MOST_ROUNDS = 2, 4
"""A formula is tried in so many rounds, so that it does not agree by chance."""

NOT_SO = "does not hold for this network"
EQUALS = "equals sign between unequal sides"


@dataclass(frozen=True)
class Gap:
    """The first place where a formula does not give what it claims, with both values; none where an index of it
    points at nothing."""

    as_printed: Quantity | None
    computed: Quantity


def rounds(names: Names) -> range:
    example = names.worked.example
    last = min(max(FEWEST_ROUNDS, len(example.data)), MOST_ROUNDS, example.rounds + 1)
    return range(1, last + 1)


def finding(entry: Entry, names: Names, symbols: dict[str, str], where: str, line: int) -> Finding | None:
    """None if the formula, or sentence, agrees. Unexplained if it does not, and nothing tells it from what is right."""
    printed = entry.formula or entry.sentence
    sort = "formulas" if entry.formula else "sentences"
    written = slips(printed) if entry.formula else ()
    gap = next(gaps(entry, names), None)
    if gap is None:
        because = tuple(f"{SLIPS[verdict][1]} " for verdict in written)
        return Finding(sort, (where,), printed, written, because, line, see=entry.see or "") if written else None
    if entry.sentence and entry.right is None:
        return Finding(sort, (where,), printed, (NOT_SO,), (), line, gap.computed, as_printed=gap.as_printed,
                       see=entry.see or "")
    different = told_apart(entry, names)
    verdicts = tuple(dict.fromkeys((*(one.verdict for one in different), *written)))
    because = (*in_words(different, symbols), *(f" {SLIPS[verdict][1]}" for verdict in written))
    return Finding(sort, (where,), printed, verdicts, because, line, gap.computed, as_printed=gap.as_printed,
                   see=entry.see or "")


def gaps(entry: Entry, names: Names) -> Iterator[Gap]:
    """Where what stands there is not what it claims to be."""
    for round_number in rounds(names):
        here = replace(names, round_number=round_number)
        for *says, of in zip(*(indexed(text, entry.each) for text in (*entry.says, entry.of[0])), strict=True):
            right = Expression.of(of).value(here)
            for side in says:
                yield from gap_of(side, of, right, here)


def gap_of(side: str, of: str, right: Value, names: Names) -> Iterator[Gap]:
    try:
        left = Expression.of(side).value(names)
    except NoSuchName:
        yield Gap(None, names.quantity(entries_of(right)[0], of))
        return
    if not alike(left, right):
        both = zip(entries_of(left), entries_of(right), strict=False)
        a, b = next(((a, b) for a, b in both if not alike(a, b)), (entries_of(left)[0], entries_of(right)[0]))
        yield Gap(names.quantity(a, side), names.quantity(b, of))


def told_apart(entry: Entry, names: Names) -> tuple[Difference, ...]:
    """What is different from what should stand there, which is held against what it claims to be. Unexplained if that
    does not agree either."""
    right = entry.right or entry.of[0]
    mended = entry.model_copy(update={"says": (right,)})
    if next(gaps(mended, names), None) is not None:
        raise Unexplained(f"'{right}' is not {entry.of[0]} either")
    found: list[Difference] = []
    for side in entry.says:
        if next(gaps(entry.model_copy(update={"says": (side,)}), names), None) is not None:
            found += differences(Expression.of(side), Expression.of(right))
    return tuple(dict.fromkeys(found))


def in_words(different: tuple[Difference, ...], symbols: dict[str, str]) -> Words:
    """What should stand there: the sign, then one name in place of another."""
    parts = ["a minus sign in front"] if any(one.verdict == "wrong sign" for one in different) else []
    for one in {(one.printed, one.right): one for one in different if one.printed}.values():
        parts.append(rf"\({shown(one.right, symbols)}\) in place of \({shown(one.printed, symbols)}\)")
    if any(one.verdict == "derivative sign left out" for one in different):
        parts.append(r"a prime at the \(\sigma\) on its left side")
    return (f"It is right with {' and '.join(filter(None, [', '.join(parts[:-1]), parts[-1]]))}.",) if parts else ()


def shown(name: str, symbols: dict[str, str]) -> str:
    """The LaTeX of a name: the source's, or its letters with the indices below."""
    plain = "".join(f"{{{part}}}" if place % 2 else part for place, part in enumerate(name.split("__")))
    return symbols.get(plain, symbol(name))


def false_equals(entry: Entry, names: Names, where: str, line: int) -> Iterator[Finding]:
    """The equals signs of a line of numbers that stand between what is not equal."""
    values = [Expression.of(of).value(names) for of in entry.of]
    for place in range(len(values) - 1):
        if not alike(values[place], values[place + 1]):
            one, other = len(entries_of(values[place])), len(entries_of(values[place + 1]))
            shape = ", and have not the same number of entries" if one != other else ""
            sides = (in_math(Expression.of(side).tree) for side in entry.equation[place : place + 2])
            yield Finding("formulas", (where,), "", (EQUALS,), (f"The sides are not equal{shape}.",), line,
                          see=entry.see or "", quoted=joined(list(sides), " = "))
