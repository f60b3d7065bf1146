"""The numbers of a table, each with what the headings above and beside it say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.equality import Fault
from generator.checks.naming import facts
from generator.checks.naming.headings import Heading, counted, heading
from generator.checks.naming.symbols import KIND, Sources, called, symbol_in
from generator.checks.naming.tables import Cell, Table
from generator.quantities.quantity import Quantity
from generator.text import stamps

WAY_OUT = "Print the quantity that the heading names, or write its own heading."
UPDATES, ROUND, SAMPLE, EPOCHS = COUNTED = "updates", "round", "sample", "epochs"
"""What a first column, or a first row, may count."""


@dataclass(frozen=True)
class Entry:
    """A number in a table with the headings above and beside it. head: the cell at the head of its column. counts: how
    far its row or column is along, by what the table counts there. names: the symbols that its column's head and the
    cells of its row consist of."""

    cell: Cell
    head: Cell
    quantity: Quantity
    above: Heading
    beside: Heading
    counts: tuple[tuple[str, int], ...]
    names: tuple[str, ...]

    @property
    def printed(self) -> str:
        return self.cell.stamped[0].text


def entries_of(table: Table, row: tuple[Cell, ...], sources: Sources) -> Iterator[Entry]:
    """The numbers of a row. At the head of a row or column it has to be all of its cell."""
    header = table[0]
    corner, beside = header[0].words.lower(), heading(row[0].words)
    in_row = [(place, symbol) for place, cell in enumerate(row) if (symbol := symbol_in(cell.text))]
    for place, cell in enumerate(row):
        above = Cell("", cell.start) if row is header else header[place] if place < len(header) else None
        quantity = sources.get(cell.stamped[0].key) if len(cell.stamped) == 1 else None
        if above is None or not isinstance(quantity, Quantity):
            continue
        if (row is header or place == 0) and not stamps.STAMP.fullmatch(cell.words):
            continue
        if row is header and quantity.family == "count":
            continue
        names = [symbol_in(above.text), *(symbol for at, symbol in in_row if at < place and row is not header)]
        counts = [(corner, counted(one.words)) for one in (row[0], above) if corner in COUNTED]
        known = tuple((what, count) for what, count in counts if count is not None)
        own = heading(above.words)
        yield Entry(
            cell, above, quantity, own, beside if place else heading(""), known if place else (),
            tuple(filter(None, names)),
        )  # fmt: skip


def wrong(entry: Entry, words: str) -> Fault:
    """The finding that a number is not what some words name."""
    words = stamps.without(words)
    message = f"{entry.printed}, which is {called(entry.quantity)}{of(entry.quantity)}, stands where '{words}' is named"
    return Fault(KIND, entry.cell.start, message, entry.printed, f"the number of '{words}'", WAY_OUT)


def of(quantity: Quantity) -> str:
    """Of which round and sample a quantity is, as one would say it."""
    moment, sample = facts.moment(quantity), facts.sample(quantity)
    return f" of round {moment}" * (moment is not None) + f" of sample {sample}" * (sample is not None)
