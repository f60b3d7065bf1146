"""Tables as rows of cells, each with its place; of Markdown and of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.text import marks, stamps
from generator.text.stamps import Stamp

DELIMITERS = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
CELL = re.compile(r"[^|\n]+|(?<=\|)(?=\|)")
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
ROW = re.compile(r"<tr\b.*?(?=</tr>|<tr\b|</table>)", re.DOTALL | re.IGNORECASE)
DATA = re.compile(r"<t[hd]\b[^<>]*>(.*?)(?=</?t[hdr]\b|\Z)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>|[*`]")


@dataclass(frozen=True)
class Cell:
    """A cell of a table. start: its place in the document."""

    text: str
    start: int

    @cached_property
    def stamped(self) -> tuple[Stamp, ...]:
        """The numbers of the book in it."""
        return tuple(stamp for stamp in stamps.stamps(self.text) if stamp.key != stamps.STRUCTURAL)

    @cached_property
    def words(self) -> str:
        """What it says, without tags, marks and weight; formulas and stamps as they are."""
        return " ".join(TAG.sub("", marks.without(self.text)).split())


Table = tuple[tuple[Cell, ...], ...]
"""Its rows; the first is the header."""


def tables(text: str) -> Iterator[Table]:
    """Every table of a document."""
    yield from of_markdown(text)
    for table in TABLE.finditer(text):
        rows = tuple(
            tuple(Cell(data[1], table.start() + row.start() + data.start(1)) for data in DATA.finditer(row[0]))
            for row in ROW.finditer(table[0])
        )
        if rows and all(rows):
            yield rows


def of_markdown(text: str) -> Iterator[Table]:
    rows: list[tuple[Cell, ...]] = []
    above, offset = "", 0
    for line in (*text.splitlines(keepends=True), "\n"):
        if rows and "|" in line:
            rows.append(cells(line, offset))
        elif rows:
            yield tuple(rows)
            rows = []
        elif "|" in above and "|" in line and DELIMITERS.fullmatch(line.rstrip("\n")):
            rows = [cells(above, offset - len(above))]
        above = line
        offset += len(line)


def cells(line: str, offset: int) -> tuple[Cell, ...]:
    """The cells between the bars of a line; those at its two ends may be missing."""
    bare = line.rstrip()
    begin = re.match(r"[ \t>]*\|?", bare).end()
    end = len(bare) - bare.endswith("|")
    return tuple(Cell(one[0], offset + one.start()) for one in CELL.finditer(bare, begin, end))
