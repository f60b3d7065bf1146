"""Tables: a number belongs to the symbols and to the words at the head of its column and of its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.equality import Fault
from generator.checks.naming.entries import WAY_OUT, entries_of
from generator.checks.naming.symbols import KIND, Sources
from generator.checks.naming.table_rules import RULES
from generator.checks.naming.tables import Cell, tables
from generator.text import stamps


def faults(text: str, sources: Sources) -> Iterator[Fault]:
    """Every number of a table that its headings do not name."""
    for table in tables(text):
        columns: dict[Cell, list[Fault | None]] = {}
        for row in table:
            entries = list(entries_of(table, row, sources))
            for entry in entries:
                fault_in = next((found for rule in RULES for found in rule(entry, entries)), None)
                columns.setdefault(entry.head, []).append(fault_in)
                if fault_in is not None:
                    yield fault_in
        yield from of_headings(columns)


def of_headings(columns: Mapping[Cell, list[Fault | None]]) -> Iterator[Fault]:
    """Where no number of a column is what its heading names, the heading may be what is wrong."""
    for head, found in columns.items():
        if head.text and len(found) > 1 and all(found):
            message = f"'{stamps.without(head.words)}' stands above other numbers, such as {found[0].stands}"
            yield Fault(KIND, head.start, message, stamps.without(head.words), "", WAY_OUT)
