"""What a number in a table has to do with its headings, and with the other numbers of its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.checks.equality import Fault
from generator.checks.naming import facts
from generator.checks.naming.entries import EPOCHS, ROUND, SAMPLE, UPDATES, Entry, wrong
from generator.checks.naming.symbols import ONE_FORMULA, fault, is_about, is_another_derivative, without_marks

Rule = Callable[[Entry, list[Entry]], Iterator[Fault]]


def by_symbol(entry: Entry, _: list[Entry]) -> Iterator[Fault]:
    """A row that begins with a symbol, and a column with one above it: its numbers have to do with it."""
    if entry.quantity.family == "count":
        return
    symbols = [*entry.names, *(one.symbol for one in (entry.above, entry.beside) if one.symbol)]
    own = without_marks(entry.quantity.symbol)
    if own and symbols and not any(is_about(own, without_marks(symbol)) for symbol in symbols):
        yield fault(symbols[0], entry.printed, entry.quantity, entry.cell.start)


def by_product(entry: Entry, _: list[Entry]) -> Iterator[Fault]:
    """Beside a product of derivatives, as the chain rule has it, stands the derivative of what is above in the first
    with respect to what is below in the last."""
    for one in (entry.above, entry.beside):
        formula = ONE_FORMULA.fullmatch(one.words)
        if formula and not one.symbol and is_another_derivative(formula[1], entry.quantity):
            yield fault(formula[1], entry.printed, entry.quantity, entry.cell.start)


def by_name(entry: Entry, _: list[Entry]) -> Iterator[Fault]:
    """A name such as w6 in the words of a column or a row is in the name of its number."""
    own = entry.quantity.name
    names = [name for one in (entry.above, entry.beside) for name in one.names]
    if not entry.quantity.parts and names and not any(is_part(name, own) for name in names):
        yield wrong(entry, names[0])


def is_part(name: str, own: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9])d?{name}(?![A-Za-z0-9])", own) is not None


def by_words(entry: Entry, _: list[Entry]) -> Iterator[Fault]:
    """The words of a column say which kind of number stands there; where they do not, those of the row."""
    kind = facts.kind(entry.quantity)
    kinds = entry.above.kinds or (entry.beside.kinds if kind != "count" else frozenset())
    if kind and kinds and kind not in kinds:
        yield wrong(entry, (entry.above if entry.above.kinds else entry.beside).words)


def by_round(entry: Entry, _: list[Entry]) -> Iterator[Fault]:
    """After so many updates, or in a round, a number is of that round."""
    moment = facts.moment(entry.quantity)
    if moment is None:
        return
    for one in (entry.above, entry.beside):
        if one.after is not None and moment != one.after + 1:
            yield wrong(entry, one.words)
    for what, count in entry.counts:
        if not entry.above.side and "first" not in entry.above.words and not FITS[what](moment, count):
            yield wrong(entry, f"{what} {count}")


FITS: dict[str, Callable[[int, int], bool]] = {
    ROUND: lambda moment, count: moment == count,
    UPDATES: lambda moment, count: moment == count + 1,
    EPOCHS: lambda moment, count: (moment - 1) % count == 0 < moment - 1 if count else moment == 1,
    SAMPLE: lambda moment, count: True,
}
"""Whether a number is of the round that its table counts. An epoch is as many rounds as its training has."""


def by_sample(entry: Entry, entries: list[Entry]) -> Iterator[Fault]:
    """Below or beside a sample, and in one row with its inputs, all is of that sample."""
    own = facts.sample(entry.quantity)
    if own is None:
        if entry.above.sample and entry.quantity.family.startswith("batch"):
            yield wrong(entry, entry.above.words)
        return
    said = [(one.sample, one.words) for one in (entry.above, entry.beside) if one.sample]
    said += [(count, f"sample {count}") for what, count in entry.counts if what == SAMPLE]
    headed = (one for one in entries if is_headed(one))
    given = [facts.sample(one.quantity) for one in headed if one.quantity.family in facts.PER_SAMPLE]
    if given and not any(one.above.sample for one in entries) and is_headed(entry):
        most = max(given, key=given.count)
        said.append((most, f"the inputs of sample {most}"))
    for sample, words in said:
        if sample != own:
            yield wrong(entry, words)


def is_headed(entry: Entry) -> bool:
    """Whether the head of its column says what it is."""
    return bool(entry.above.kinds or entry.above.symbol or entry.above.side)


def by_side(entry: Entry, entries: list[Entry]) -> Iterator[Fault]:
    """What stands below "before" is of an earlier round than the same below "after"."""
    moment = facts.moment(entry.quantity)
    if entry.above.side != "after" or moment is None:
        return
    for other in entries:
        earlier = facts.moment(other.quantity)
        same = facts.thing(other.quantity) == facts.thing(entry.quantity)
        if other.above.side == "before" and same and earlier is not None and earlier >= moment:
            yield wrong(entry, entry.above.words)
    before = [one for one in entries if one.above.side == "before" and not one.quantity.parts]
    after = [one for one in entries if one.above.side == "after" and not one.quantity.parts]
    if len(before) == 1 and after == [entry] and is_another(before[0], entry):
        yield wrong(before[0], before[0].above.words)


def is_another(one: Entry, other: Entry) -> bool:
    """Whether two numbers are not of one thing and one sample, as far as their addresses say."""
    samples = {facts.sample(one.quantity), facts.sample(other.quantity)} - {None}
    return facts.thing(one.quantity)[1] != facts.thing(other.quantity)[1] or len(samples) > 1


def by_variant(entry: Entry, entries: list[Entry]) -> Iterator[Fault]:
    """Words that one number of a row has in the name of its variant, as "two decimals", are said of such numbers."""
    variants = {facts.variant(one.quantity) for one in entries}
    for phrase in entry.above.words.lower().split(","):
        words = "-".join(phrase.split())
        theirs = "-" in words and any(words in one for one in variants)
        if theirs and not entry.quantity.parts and words not in facts.variant(entry.quantity):
            yield wrong(entry, phrase.strip())


RULES: tuple[Rule, ...] = (by_symbol, by_product, by_name, by_words, by_round, by_sample, by_side, by_variant)
