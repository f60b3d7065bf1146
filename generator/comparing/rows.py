"""What differs, as rows of words: the same for the terminal and for a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.comparing.moves import Move, Spot
from generator.comparing.verdicts import Verdict


@dataclass(frozen=True)
class Row:
    """Numbers that moved alike under one heading. times: how often they are printed there."""

    name: str
    old: str
    new: str
    times: int
    spot: Spot


def rows(moves: Iterable[Move]) -> tuple[Row, ...]:
    """In reading order. What is printed several times under one heading is one row."""
    found: dict[tuple[str, str, str, str, str], Row] = {}
    for move in moves:
        key = (move.spot.page, move.spot.under, move.name, move.old, move.new)
        times = found[key].times if key in found else 0
        spot = found[key].spot if key in found else move.spot
        found[key] = Row(move.name, move.old, move.new, times + 1, spot)
    return tuple(sorted(found.values(), key=first_seen(found.values())))


def first_seen(rows: Iterable[Row]) -> object:
    """A key that keeps all rows of a page and of a heading together."""
    order: dict[tuple[str, ...], int] = {}
    for row in rows:
        for place in ((row.spot.page,), (row.spot.page, row.spot.under)):
            order.setdefault(place, len(order))
    return lambda row: (order[row.spot.page,], order[row.spot.page, row.spot.under])


def by_page(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for page, group in groupby(rows, key=lambda row: row.spot.page):
        yield page, tuple(group)


def place(spot: Spot) -> str:
    """content/3-two-outputs/chapter.md:74"""
    return spot.file if spot.line is None else f"{spot.file}:{spot.line}"


def told(verdicts: Iterable[Verdict], state: str) -> tuple[Verdict, ...]:
    """The claims to speak of: of a new example only false ones."""
    return tuple(one for one in verdicts if state == "changed" or "false" in one.change)


def columns(table: Sequence[Sequence[str]], indent: str) -> Iterator[str]:
    """Lines of a table whose columns begin below each other."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield (indent + "  ".join(cells)).rstrip()
